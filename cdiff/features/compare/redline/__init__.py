"""A comparison as a Word file with tracked changes.

Accepting every change gives the new text, rejecting every one the old: clause by clause, with labels, order and
footnotes. What a person must know of the comparison stands in the page header, apart from the text, on every
page: so the text of the file is the draft and nothing else, and no page of it travels without its caveats.

Modules, from the bottom: `calls` (which marks call which notes), `strand` (one change as threads of common, old and
new text), `order` (one sequence for both orders), `page` (paragraphs and runs), `wml` and `parts` (XML).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime

from cdiff.core.errors import CdiffError
from cdiff.core.language import language_of
from cdiff.core.model import Change, Comparison, Version, Weighed
from cdiff.features.compare.headline import ORDERED, headline, why
from cdiff.features.compare.redline.order import plan
from cdiff.features.compare.redline.page import Page, turns
from cdiff.features.compare.redline.parts import RedlineHead, parts
from cdiff.features.compare.redline.signatures import Signatory, signatures_of
from cdiff.features.compare.redline.wml import Tracker, body, notes_part
from cdiff.telling.change_labels import citations
from cdiff.telling.version_header import caveats, described, limits_of, same

__all__ = ["redline", "signatory"]

AUTHOR = "cdiff"
"""Who signs where nobody is known; the head of the file says that no author was given."""
_MADE = "2000-01-01T00:00:00Z"
"""When the file was made, where the new version has no date: the clock would make every file another one."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ?)?", re.ASCII)


def redline(
    comparison: Comparison,
    changes: Sequence[Change],
    *,
    heaviest: Sequence[Weighed] = (),
    author: str = "",
    date: str = "",
) -> bytes:
    """Write some changes of a comparison, all of them for the whole text, as a Word file.

    The `heaviest` of them are named in the head of the first page.
    A tracked change is signed as the source signs its words. `author` and `date` (`2018-07-11`, or with a time
    `2018-07-11T09:00:00Z`) sign the others; without a date, that of the new version. The same arguments give the
    same bytes. Raises `CdiffError` for a date that is none.
    """
    usual = signatory(comparison, author, date)
    tracker = Tracker(usual)
    page = Page(plan(comparison, changes), signatures_of(comparison, changes, usual))
    page.write()
    text = body(page.paragraphs, page.notes, tracker)
    words = " ".join(clause.text for clause in (*page.plan.new, *page.plan.old))
    properties = {
        "author": usual.author,
        "date": _made(usual.date),
        "language": _language(comparison),
        "rtl": "yes" if turns(words) else "no",
    }
    head = _head(comparison, changes, heaviest, signed=bool(author))
    return _zipped(parts(text, notes_part(page.notes, tracker), head, properties))


def signatory(comparison: Comparison, author: str = "", date: str = "") -> Signatory:
    """Say who signs what no source signs, and when; raises `CdiffError` for a date that is none."""
    return Signatory(author[:255] or AUTHOR, _dated(date) if date else comparison.new.date)


_TAGS = {
    "en": "en-GB",
    "fr": "fr-FR",
    "es": "es-ES",
    "de": "de-DE",
    "pt": "pt-PT",
    "it": "it-IT",
    "ru": "ru-RU",
    "ar": "ar-SA",
    "fa": "fa-IR",
    "he": "he-IL",
    "ur": "ur-PK",
    "zh": "zh-CN",
    "ja": "ja-JP",
    "ko": "ko-KR",
}
"""How Word names a language: with a country."""


def _language(comparison: Comparison) -> str:
    """Name the language for the spelling checker; none (`x-none`) is better than a page underlined in red."""
    known = language_of(comparison.new.document) or language_of(comparison.old.document)
    return _TAGS.get(known, "x-none")


def _dated(date: str) -> str:
    """Give a date as `xsd:dateTime`, which Word insists on."""
    try:
        known = datetime.fromisoformat(date) if _DATE.fullmatch(date) else None
    except ValueError:
        known = None
    if known is None:
        raise CdiffError(f"{date!r} is not a date for a redline; write 2018-07-11 or 2018-07-11T09:00:00Z")
    return date if "T" in date else f"{date}T00:00:00Z"


def _made(date: str) -> str:
    known = date if "T" in date else f"{date}T00:00:00" if _DATE.fullmatch(date) else _MADE
    return known if known.endswith("Z") else f"{known}Z"


def _head(
    comparison: Comparison, changes: Sequence[Change], heaviest: Sequence[Weighed], *, signed: bool
) -> RedlineHead:
    old, new = comparison.old, comparison.new
    made = f"Made by cdiff. Accepting all changes gives {new.label}, rejecting all gives {old.label}."
    shown = sum(len(change.old) + len(change.new) for change in changes)
    total = len(old.document) + len(new.document)
    if shown < total:
        made += f" A selection: {shown} of the {total} clauses of both texts."
    if not comparison.differs:
        made += f" {same(comparison)}"
    if not signed and any(change.is_change and not change.by for change in changes):
        made += f" No author was given; the changes are signed “{AUTHOR}”."
    warnings = [*caveats(old, new), *limits_of(comparison)]
    unofficial = ", ".join(version.label for version in (old, new) if version.is_reconstruction)
    short = f"{old.label} → {new.label} · redline made by cdiff"
    if unofficial:
        short += f" · not an official text: {unofficial} (reconstruction)"
    lines = [_told("old", old), _told("new", new), *filter(None, [headline(comparison)]), made]
    if heaviest:
        lines.append(f"What matters most ({ORDERED}):")
        lines += [": ".join(filter(None, (citations(each.change), why(each)))) for each in heaviest]
    return RedlineHead(f"{old.label} → {new.label}: what changed", lines, warnings, short)


def _told(side: str, version: Version) -> str:
    return f"{side}: {version.label} · {described(version) or 'untitled'}"


def _zipped(given: Mapping[str, str]) -> bytes:
    """Pack the parts, always into the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in given.items():
            entry = zipfile.ZipInfo(name)
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_STORED  # what deflating gives depends on the library of the machine
            archive.writestr(entry, text.encode())
    return out.getvalue()
