"""Words that a bad PDF glued, parted with the words of the other versions.

What is mended depends on the other versions, and these change; so the repairs of a stored version are kept beside
its source (`sources/<label>.repairs.toml`), one a line, and done again from there: `verify` holds whatever is added
later, a person sees each repair in the history, and may take one back by deleting its line. Rejected: to compute
them again (the same source would give another text when a version is added), and to use the text's own words alone
(a word that stands in it once, glued, is known to nobody).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cdiff.core.errors import CdiffError, StoredFormError
from cdiff.core.model import Block, Caution, Reading
from cdiff.core.records import replace
from cdiff.store import Store

PDF = "application/pdf"
Repairs = Mapping[str, str]
"""What stands in the source → what it is read as."""


def mended(reading: Reading, store: Store, without: str = "") -> tuple[Reading, Repairs]:
    """Part the glued words of a PDF by the vocabulary of a store; `without` is a version that does not count."""
    if reading.source.media_type != PDF:
        return reading, {}
    from cdiff.reading.repair import gather, mend

    words = gather(_texts(store, without), "\n".join(block.text for block in reading.blocks))
    found: dict[str, str] = {}
    for block in reading.blocks:
        found |= {repair.before: repair.after for repair in mend(block.text, words)[1]}
    return mended_as(reading, found), found


def mended_as(reading: Reading, repairs: Repairs) -> Reading:
    """Do repairs that are known, and say of each that it was done."""
    if not repairs:
        return reading
    from cdiff.reading.repair import redo

    blocks: list[Block] = []
    said: list[Caution] = []
    for block in reading.blocks:
        text, done = redo(block.text, repairs)
        blocks.append(replace(block, text=text) if done else block)
        said += [Caution(f"mended {repair.before!r} as {repair.after!r}", block.line, "repaired") for repair in done]
    return replace(reading, blocks=tuple(blocks), warnings=(*reading.warnings, *said))


def _texts(store: Store, without: str) -> list[str]:
    """Give the texts of the other versions; one that is damaged, or was left unmended, vouches for no word."""
    texts: list[str] = []
    for label in store.labels():
        try:
            version = store.load(label)
        except CdiffError:
            continue
        if label != without and "repair=no" not in version.read_with.split():
            texts += [clause.text for clause in version.document]
    return texts


def write_repairs(repairs: Repairs) -> bytes | None:
    """Write repairs as a TOML file; nothing where there is none."""
    lines = [f"{_quoted(before)} = {_quoted(after)}\n" for before, after in sorted(repairs.items())]
    return "".join(["# glued in the PDF = read as\n", *lines]).encode() if lines else None


def _quoted(text: str) -> str:
    import json

    return json.dumps(text, ensure_ascii=False)


def read_repairs(data: bytes, where: str) -> dict[str, str]:
    """Read repairs back; raises `StoredFormError` for a file that is not understood."""
    import tomllib

    try:
        found = tomllib.loads(data.decode())
    except ValueError as error:
        raise StoredFormError(f"{where}: not TOML: {error}") from None
    return {before: _checked(before, after, where) for before, after in found.items()}


def _checked(before: str, after: object, where: str) -> str:
    """A repair parts or joins words; it puts no other words in their place."""
    if not isinstance(after, str) or _letters(before) != _letters(after):
        raise StoredFormError(f"{where}: {before!r} has other letters than {after!r}, so this is no repair")
    return after


def _letters(text: str) -> Sequence[str]:
    return [sign for sign in text if sign not in " -"]
