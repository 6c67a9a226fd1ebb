"""The second proof: with every change rejected, the redline is the old file, part by part.

The first proof, of the texts, is an audit. It sees words; this one sees all that a file has beside them. What tracking
leaves behind is no difference: revision ids, runs of one look that were cut, and a note that nothing calls any more.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import zip_longest

from lxml import etree

from cdiff.reading.docx.ooxml import attribute, local
from cdiff.reading.docx.settle import Side, canonical, note_ids, settle
from cdiff.reading.options import Limits
from cdiff.reading.xmlparts import Element, parse_xml
from cdiff.reading.zipped import Archive


def unfaithful(old: bytes, redline: bytes, written: Collection[str], side: Side, limits: Limits) -> str:
    """Say which part of a redline is not the old one once every change is rejected; empty where there is none.

    Where the new file is the base, it is the one to come back, once every change is accepted: the `side`. `written`
    names the parts that may have tracked changes.
    """
    before, after = Archive(old, "the old file", limits), Archive(redline, "the redline", limits)
    for name, other in zip_longest(before.names(), after.names()):
        if name != other:
            return f"the parts differ: {name or 'none'} became {other or 'none'}"
        if name in written:
            difference = _difference(before.bytes(name), after.bytes(name), name, side, limits)
            if difference:
                return f"{name} is not the same with all changes {side} ({difference})"
        elif before.bytes(name) != after.bytes(name):
            return f"{name} is not the same"
    return ""


def _difference(old: bytes, redline: bytes, name: str, side: Side, limits: Limits) -> str:
    before, after = (parse_xml(data, each, name, limits) for data, each in ((old, "old"), (redline, "redline")))
    known = note_ids(before)
    for note in [each for each in after if local(each) in ("footnote", "endnote")]:
        if attribute(note, "id") not in known:
            after.remove(note)
    settle(after, side)
    if canonical(before) == canonical(after):
        return ""
    return _first_difference(etree.fromstring(canonical(before)), etree.fromstring(canonical(after)))


def _first_difference(old: Element, new: Element) -> str:
    """Say where two trees differ first."""
    for one, other in zip_longest(old.iter(), new.iter()):
        if one is None or other is None:
            return "its end"
        if (one.tag, dict(one.attrib), one.text) != (other.tag, dict(other.attrib), other.text):
            near = "".join(str(text) for text in one.itertext())[:40] or local(one)
            return f"at “{near.strip() or local(one)}”"
    return "its layout"
