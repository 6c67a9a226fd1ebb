"""Numbering that was not read: headings in a language whose words the grammar does not know.

Lines that start with the same unknown word and count on (`Madde 1`, `Madde 2`, `Madde 3`) are almost surely headings.
They are warned about and not read as such: a draft also counts its tables and its figures. A profile that names the
word reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cdiff.core.citation import UncitedClause
from cdiff.core.language import language_of_text
from cdiff.core.model import Caution
from cdiff.core.numbering import worded
from cdiff.parsing.headings import OPTION

_COUNTING = re.compile(r"(?P<word>[^\s\d\W]\S{1,24}?)\.?\s(?P<number>\d{1,4})(?!\d)(?=\W|$)")
_LEAST = 3
"""So many lines of one word that count on are no accident."""
_EARLY = re.compile(r".{0,24}?\d")
"""A figure among the first characters of a line."""
_READ = ("ar", "de", "en", "es", "fr", "it", "pt", "ru", "zh")
_COMMON = re.compile(r"(?:table|figure|step|box|note|page|tableau|tabla|abbildung|tabelle)\b", re.IGNORECASE)
"""What counts in many texts and heads no provision."""


def unread_numbering(items: Sequence[UncitedClause]) -> Iterator[Caution]:
    """Warn of headings in a language that is not read, and of a text in such a language without any number read."""
    found: dict[str, list[tuple[int, UncitedClause]]] = {}
    unknown = [
        item for item in items if not item.label and not OPTION.match(item.text) and not _COMMON.match(item.text)
    ]
    for item in unknown:
        match = _COUNTING.match(item.text)
        if match and not worded(item.text):
            found.setdefault(match["word"], []).append((int(match["number"]), item))
    for word, lines in found.items():
        numbers = [number for number, _ in lines]
        if len(lines) >= _LEAST and numbers == [*range(numbers[0], numbers[0] + len(numbers))]:
            said = f"numbering not read: {len(lines)} lines like “{word} {numbers[0]}” may be headings"
            yield Caution(f"{said}; a profile can name the word (docs/profiles.md)", lines[0][1].line)
            return
    if any(item.label for item in items):
        return
    numbered = [item for item in unknown if _EARLY.match(item.text)]
    if len(numbered) >= _LEAST and language_of_text(" ".join(item.text for item in items[:60])) not in _READ:
        said = "numbering not recognised: the language is not one whose headings are read (docs/profiles.md)"
        yield Caution(said, numbered[0].line)
