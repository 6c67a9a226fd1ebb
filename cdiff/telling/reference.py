"""A citation to copy: the words, their text and version, the clause, and the first letters of the version's hash.

Whoever reads it can find the very text again: the hash is that of the received file, as `cdiff list` and the front
matter of the version have it. Of words that are not official it says so, and of words that are not known in full that.
"""

from __future__ import annotations

from cdiff.core.evidence import KnownWords
from cdiff.core.model import Clause, Version
from cdiff.telling.version_header import said_date

_LETTERS = 12
"""Of a SHA-256 so many letters tell any two files apart that a person will ever hold; git began with seven."""


def reference(version: Version, clause: Clause, *, words: bool = True) -> str:
    """Write the citation of a clause: `“Words” Title, Draft Rev 3 (29 June 2018), 21(a) [draft3, sha256 92f493bd970a].`

    Without `words` it is what stands behind them.
    """
    title = next((each.text for each in version.document if each.kind == "title"), "")
    date = said_date(version.date)
    named = f"{version.title or version.label} ({date})" if date else version.title or version.label
    where = ", ".join(filter(None, (title if title != version.title else "", named, clause.name)))
    kept = ", ".join(filter(None, (version.label, f"sha256 {version.sha256[:_LETTERS]}" if version.sha256 else "")))
    quoted = f"“{clause.text}” " if words else ""
    return f"{quoted}{where} [{kept}].{_caution(version, clause)}"


def _caution(version: Version, clause: Clause) -> str:
    """Say what a reader of the citation must know: that the text is a reconstruction, that its words are not known."""
    said = " Reconstruction, not an official text" if version.is_reconstruction else ""
    known = KnownWords(version)
    if not known.knows(clause):
        passages = [text.strip() for text, kind in known.runs(clause) if kind != "carried"]
        quoted = ", ".join(f"“{passage}”" for passage in passages)
        missing = f"of its words only {quoted} are known" if passages else "the wording of this draft is not known"
        said += f"{';' if said else ''} {missing}"
    return f"{said[:1]}{said[1:2].upper()}{said[2:]}." if said else ""
