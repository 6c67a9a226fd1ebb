"""What limits an answer about a text: one list, drawn from how its source was read.

A verdict ("no difference", "complete", "the same") holds for what was read. Whatever was not read, or not as it is
printed, is a warning with a kind (`Caution.unread`), set where it is raised. What stands beside the text (`Beside`:
page headers, link targets, pictures) is held against the other text's: where it is equal nothing is said, where it
differs that is named. A kind that one of the two formats cannot have is not held against anything: a plain text has no
page headers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, get_args

from cdiff.core.records import record

UnreadKind = Literal["part", "place", "letters", "struck", "tracked", "repaired", "beside"]
UNREAD_KINDS: tuple[UnreadKind, ...] = get_args(UnreadKind)
"""What limits the answer about a text: a part of the file was not read; text could not be placed; letters are not
known; struck words were kept; tracked changes were taken as accepted; words were repaired; what stands beside the text
differs (page headers, link targets, pictures)."""
_MOST = 3
"""More warnings of one kind than this are counted, not listed: a bad PDF has hundreds of repaired words."""
_LONGEST = 60
"""The most characters of a page header or an address that are quoted."""


@record
class Caution:
    """Something to check before relying on the reading."""

    message: str
    line: int = 0
    unread: UnreadKind | None = None
    """How it limits what can be said of the text; None if it does not."""


@record
class Beside:
    """Everything of one kind that a source shows beside its text: compared as a whole, not clause by clause."""

    kind: str
    """`page headers`, `link targets`, `pictures` …; a format that cannot have them has no such record."""
    digest: str
    """The same for the same contents; empty if there are none."""
    contents: tuple[str, ...] = ()
    """The words or addresses, sorted; empty for pictures, and in a version that was stored."""


@record
class Unread:
    """Something that limits the answer about one or two texts: it was not read, or not as it is printed."""

    kind: UnreadKind
    message: str
    label: str = ""
    """The label of the version; empty for what stands between two."""
    line: int = 0


def unread_of(label: str, warnings: Sequence[Caution]) -> Iterator[Unread]:
    """List what limits an answer about one version, by kind; the first few of each, the others are counted."""
    for kind in UNREAD_KINDS:
        cautions = [caution for caution in warnings if caution.unread == kind]
        for caution in cautions[:_MOST]:
            yield Unread(kind, caution.message, label, caution.line)
        more = len(cautions) - _MOST
        if more > 0:
            yield Unread(kind, f"and {more} more like {'this' if more == 1 else 'these'}", label)


def beside_between(old: Sequence[Beside], new: Sequence[Beside]) -> Iterator[Unread]:
    """Name each kind of thing beside the text that both formats can have and that differs."""
    others = {beside.kind: beside for beside in new}
    for before in old:
        after = others.get(before.kind)
        if after and before.digest != after.digest:
            yield Unread("beside", f"{before.kind} differ (not compared){_said(before, after)}")


def _said(before: Beside, after: Beside) -> str:
    """Quote what differs, where the contents are known: `: “Confidential” → “Without prejudice”`."""
    if not before.digest or not after.digest:
        said = _quoted(before.contents or after.contents)
        return f": only in the {'new' if after.digest else 'old'} text{f', {said}' if said else ''}"
    if not before.contents or not after.contents:  # of a stored version, and of pictures
        return ""
    gone, come = Counter(before.contents), Counter(after.contents)
    sides = [_quoted([*(gone - come).elements()]), _quoted([*(come - gone).elements()])]
    return f": {sides[0] or '–'} → {sides[1] or '–'}" if any(sides) else ""


def _quoted(contents: Sequence[str]) -> str:
    short = [text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…" for text in contents[:_MOST]]
    more = f" and {len(contents) - _MOST} more" if len(contents) > _MOST else ""
    return ", ".join(f"“{text}”" for text in short) + more


def said_of(unread: Unread) -> str:
    """Put one limit in words: `draft.pdf, line 4: page 3 without text`."""
    where = f"{unread.label}, line {unread.line}" if unread.line else unread.label
    return f"{where}: {unread.message}" if where else unread.message
