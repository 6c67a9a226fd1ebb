"""Documents made at random from a seed: what `bench.twins` writes in every format.

A document is a look (language, type, spacing, furniture) and a list of parts. The words of the furniture stand in no
text, so that the bench can tell a page's furniture from its text.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Literal

MARK = "¤"
"""Where a note is called in a text."""
Kind = Literal["title", "heading", "paragraph", "item", "bullet", "preamble", "box", "table"]
WORD = re.compile(r"[^\W\d_]+|\d+")
"""A word, or a number: the mark of a note that is printed behind a word does not change it."""
_FONTS = ("DejaVu Serif", "DejaVu Sans", "DejaVu Sans Condensed", "DejaVu Serif Condensed")
_HEADS = ("", "", "ZQ/CONF.87/L.4/Rev.2", "Zwischenfassung Kmvd-2217")
_FEET = ("", "{}", "{}", "– {} –", "{}/{{}}", "Kmvd.18-02217 {}")
"""A foot holds the number of the page in the place of `{}` and the number of pages in that of `{{}}`."""
_ONE_PAGE = 1000
"""A page of the smallest and narrowest type holds no more words."""
_TEN_LINES = 250
"""A text of so many words outside tables has ten lines in any type: two numbers show that each fifth is counted."""


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, or a table of several rows; one of its texts may call its note."""

    kind: Kind
    text: str = ""
    label: str = ""
    level: int = 0
    """The level of a heading, from 1; the depth of an item."""
    note: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    breaks: bool = False
    """Whether it begins a page."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a document is set, and the furniture of its pages."""

    language: str
    font: str
    size: float
    leading: float
    """The distance of lines, as a multiple of the font's own."""
    after: float
    """Points below a paragraph."""
    indent: float
    """Points by which the first line of a paragraph is set in."""
    justified: bool = False
    columns: int = 1
    line_numbers: int = 0
    """Each so manieth line has its number; 0 for none."""
    head: str = ""
    foot: str = ""
    masthead: bool = False
    automatic: bool = False
    """Whether the numbers of paragraphs are those of a list."""


@dataclass(frozen=True, slots=True)
class TwinDocument:
    """A look, and the parts in reading order."""

    look: Look
    parts: tuple[Part, ...]


def masthead(document: TwinDocument) -> tuple[str, ...]:
    """List the fields that stand on the first page alone."""
    return ("Distr.: General", "Original: English") if document.look.masthead else ()


def words_of(document: TwinDocument) -> Counter[str]:
    """Count the words of the text: labels, texts, cells and notes, not the marks of notes."""
    count: Counter[str] = Counter()
    for part in document.parts:
        cells = [cell for row in part.rows for cell in row]
        for text in (part.label, part.text, part.note, *cells):
            count.update(WORD.findall(text.replace(MARK, "")))
    return count


def furniture_of(document: TwinDocument, pages: int) -> Counter[str]:
    """Count the words that so many pages have around the text."""
    look, count = document.look, Counter(WORD.findall(" ".join(masthead(document))))
    for page in range(1, pages + 1):
        count.update(WORD.findall(look.head))
        count.update(WORD.findall(look.foot.format(page).format(pages)))
    # Line numbers count the lines of a page or of the file; no page has more than a hundred lines.
    count.update(str(line) for line in range(1, 100 * pages * bool(look.line_numbers)))
    return count


@cache
def _vocabulary() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("twins.toml").read_text(encoding="utf-8"))


def make(seed: int) -> TwinDocument:
    """Make a document of about one to twenty pages; the same seed gives the same document."""
    rng = Random(seed)
    language = rng.choice(("en", "en", "fr", "es", "ru"))
    size = rng.choice((9.0, 10.0, 10.5, 11.0, 12.0))
    after, indent = rng.choice(((6.0, 0.0), (10.0, 0.0), (3.0, 0.0), (8.0, 24.0), (4.0, 24.0)))
    columns = rng.choice((1, 1, 1, 1, 2))
    long = rng.choice((1, 1, 2, 3, 5, 8))
    look = Look(
        language,
        rng.choice(_FONTS),
        size,
        rng.choice((1.0, 1.0, 1.15, 1.5, 2.0)),
        after,
        indent,
        justified=rng.random() < 0.5,
        columns=columns,
        line_numbers=rng.choice((0, 0, 0, 1, 5)) if columns == 1 else 0,
        head=rng.choice(_HEADS) if long > 1 else "",
        foot=rng.choice(_FEET if long > 1 else _FEET[:-1]),
        masthead=rng.random() < 0.3,
        automatic=rng.random() < 0.5,
    )
    return _provable(TwinDocument(look, tuple(_parts(rng, _vocabulary()[language], long, columns))))


def _provable(document: TwinDocument) -> TwinDocument:
    """Leave out the furniture that may stand but once: a reader that presumes nothing has to take it for text.

    That is a head, and words in a foot, where all may be on one page; and every fifth number beside few lines.
    """
    look = document.look
    written = replace(document, parts=tuple(part for part in document.parts if part.kind != "table"))
    if words_of(document).total() < _ONE_PAGE:
        look = replace(look, head="", foot="{}" if any(map(str.isalpha, look.foot)) else look.foot)
    if look.line_numbers > 1 and words_of(written).total() < _TEN_LINES:
        look = replace(look, line_numbers=0)
    return replace(document, look=look)


def _sentence(rng: Random, words: dict[str, Any]) -> str:
    said = " ".join(rng.choice(words[part]) for part in ("subject", "verb", "object", "circumstance"))
    if rng.random() < 0.3:
        said += ", " + " ".join(rng.choice(words[part]) for part in ("circumstance", "circumstance"))
    return f"{said}{MARK if rng.random() < 0.04 else ''}."


def _text(rng: Random, words: dict[str, Any], most: int) -> tuple[str, str]:
    """Write some sentences, and the note that one of them calls."""
    text = " ".join(_sentence(rng, words) for _ in range(rng.randint(1, most)))
    first, mark, rest = text.partition(MARK)
    return first + mark + rest.replace(MARK, ""), rng.choice(words["note"]) if mark else ""


def _parts(rng: Random, words: dict[str, Any], sections: int, columns: int) -> Iterator[Part]:
    yield Part("title", rng.choice(words["title"]))
    for opening in rng.sample(words["preamble"], rng.choice((0, 0, 2, 3))):
        yield Part("preamble", opening[:1].upper() + opening[1:] if rng.random() < 0.5 else opening)
    number, articles = 0, rng.random() < 0.4
    starts = rng.random() < 0.2
    for section in range(1, sections + 1):
        if articles:
            yield Part("heading", f"{words['article']} {section}", level=1, breaks=starts and section > 1)
        yield Part("heading", rng.choice(words["heading"]), level=2 if articles else 1)
        for _ in range(rng.randint(2, 8)):
            number += 1
            text, note = _text(rng, words, 4)
            kind = rng.random()
            if kind < 0.15:
                yield Part("paragraph", text, note=note)
            elif kind < 0.25:
                yield Part("box", text, note=note)
            elif kind < 0.35 and columns == 1:
                yield Part("table", rows=tuple(_rows(rng, words)))
            else:
                yield Part("paragraph", text, f"{number}.", note=note)
                yield from _items(rng, words)


def _items(rng: Random, words: dict[str, Any]) -> Iterator[Part]:
    if rng.random() < 0.6:
        return
    bullets = rng.random() < 0.3
    for item in range(rng.randint(2, 5)):
        text, note = _text(rng, words, 2)
        if bullets:
            yield Part("bullet", text, level=1, note=note)
        else:
            yield Part("item", text, f"({'abcdef'[item]})", 1, note)
            if rng.random() < 0.2:
                for deeper in range(2):
                    yield Part("item", _sentence(rng, words).replace(MARK, ""), f"({'i' * (deeper + 1)})", 2)


def _rows(rng: Random, words: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    width = rng.randint(2, 4)
    yield (*rng.sample(words["heading"], 2), *(str(2016 + year) for year in range(width - 2)))
    for _ in range(rng.randint(2, 6)):
        numbers = [f"{rng.randint(1, 999)}.{rng.randint(0, 9)}" for _ in range(width - 2)]
        yield (rng.choice(words["subject"]), rng.choice(words["object"]), *numbers)
