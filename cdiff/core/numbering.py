"""Numbers as drafts print them: `21.`, `(a)`, `iv.`, `5 bis`, `3.2.1`, `20 ante`, `OP6 alt`.

A label is read in two steps: `printed` takes it off the front of a line, `ordinals` says which places in
which sequences it can stand for (`i` is the ninth letter and the first roman number; only the context
tells, and the context is the parser's).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

from cdiff.core.records import record

Counter = Literal["arabic", "decimal", "letter", "roman", "LETTER", "ROMAN"]

REPEATS = (
    "bis",
    "ter",
    "quater",
    "quinquies",
    "sexies",
    "septies",
    "octies",
    "nonies",
    "novies",
    "decies",
    "undecies",
    "duodecies",
)
"""How a number goes on that was put in after the numbering: 5, 5 bis, 5 ter … (UN Editorial Manual)."""

_WORD = rf"(?:{'|'.join(REPEATS)}|ante|[Aa]lt(?:\.?\s?\d{{1,2}})?)"
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_AFTER = rf"(?:[.\s-]?(?:{_WORD}|\({_WORD}\))(?![^\W\d_]))*"
_LATE = rf"(?:\s{_WORD}(?:[.)]|(?=\s+[^\W\d_a-z]|\s*$)))?"
"""`(a) bis`, `5. bis`: behind the signs of the number, and before a word that starts a sentence."""
_CORE = r"\d{1,6}(?:\.\d{1,3})*[a-zA-Z]?|[a-z]{1,5}|[A-Z]{1,6}"
PRINTED = re.compile(
    rf"(?P<open>[(\[]?)(?:(?P<prefix>OP|PP)\s?(?=\d))?(?P<core>{_CORE})(?P<after>{_AFTER})"
    rf"(?P<close>[.)\]]{{0,2}})(?P<late>{_LATE})(?P<space>\s+|$)"
)
_LEAD = re.compile(r"(?:\[\s?)+(?:[^\[\]:.;]{2,60}:\s+)?")
"""What may stand before the number of a clause in brackets: `[`, `[[`, `[EU: `."""
_ASIDE = re.compile(r"\[\s?(?:[\w’']+\s)?(?:[Nn]ote|NOTE)")
_TIME = re.compile(r"\d{1,2}\.(?:00|[0-5]\d\s*[–—-]\s*\d{1,2}[.:]\d\d)(?!\d)")
"""`10.00`, `10.15 – 10.30`: a time, or an amount, but no number of a clause."""
_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$")
_VALUE = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@record
class Printed:
    """A label at the front of a line."""

    core: str
    """The number without its signs: `21`, `a`, `iv`, `3.2`."""
    after: str
    """`bis`, `ter ante` …, or nothing."""
    style: str
    """The signs around an `x`: `x.`, `(x)`, `x)`, or `x` alone."""
    space: str
    """What stands between the label and the text."""
    end: int
    """Where the text starts in the line."""
    prefix: str = ""
    """`OP`, `PP`: whether the paragraph of a resolution is operative or preambular."""

    @property
    def number(self) -> str:
        """The number as it is cited: `21`, `a`, `5 bis`."""
        return f"{self.core} {self.after}" if self.after else self.core


def printed(line: str) -> Printed | None:
    """Read the label at the front of a line; none where the line starts with a word."""
    match = PRINTED.match(line)
    if match is None:
        return None
    opened, closed = match["open"], match["close"]
    if (opened and not closed) or (opened == "[" and "]" not in closed) or _TIME.match(line):
        return None
    after = " ".join(re.findall(r"[a-z]+|\d+", (match["after"] + match["late"]).lower()))
    return Printed(match["core"], after, f"{opened}x{closed}", match["space"], match.end(), match["prefix"] or "")


def peel(line: str) -> tuple[str, str]:
    """Take off what opens a bracket around a numbered clause: `[[5. Text]` → `[[`, `5. Text]`.

    The names of parties and the label of an option are taken off too (`[EU: (a) Text`). Nothing is taken off where
    no number follows, and nothing of a note (`[Note: 1. …`).
    """
    lead = _LEAD.match(line) if line[:1] == "[" and not _ASIDE.match(line) else None
    if lead is None:
        return "", line
    return lead[0], line[lead.end() :]


def roman(number: str) -> int:
    """Give the value of a roman number in lower case; 0 for what is none."""
    if not number or not _ROMAN.match(number):
        return 0
    values = [_VALUE[sign] for sign in number]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def letter(number: str) -> int:
    """Give the place of a letter label: a 1 … z 26, aa 27; both `bb` and `ab` are 28. 0 for what is none."""
    if not number.isascii() or not number.isalpha() or len(number) > 2:
        return 0
    first, last = ord(number[0]) - 96, ord(number[-1]) - 96
    if len(number) == 1:
        return first
    return 26 + first if first == last else 26 * first + last


@cache
def ordinals(core: str) -> Mapping[Counter, tuple[int, ...]]:
    """Say which places in which sequences a number can stand for.

    The result maps each counter to the place, one integer per level: `{"decimal": (3, 2)}`.
    """
    if core[0].isdigit():
        number = core.rstrip(_LETTERS)
        parts = tuple(int(part) for part in number.split("."))
        counter: Counter = "arabic" if len(parts) == 1 else "decimal"
        return {counter: parts if number == core else (*parts, letter(core[-1].lower()))}
    small = core.lower()
    names: tuple[Counter, Counter] = ("letter", "roman") if core == small else ("LETTER", "ROMAN")
    places = {names[0]: (letter(small),), names[1]: (roman(small),)}
    return {counter: place for counter, place in places.items() if place[0]}


def number_of(label: str) -> str:
    """Take the signs off a label: `21.` → `21`, `(a)` → `a`, `OBJECTIVE 5:` → `OBJECTIVE 5`."""
    return label.strip("()[].:,;–— \t")


def order(number: str) -> tuple[int, ...]:
    """Say where a number stands in its sequence: 20 ante, 20, 20 alt, 20 bis, 20 ter ante, 20 ter, 21.

    `number` is a label with or without its signs (`20 bis.`, `OP6 alt`, `3a`); two numbers of one sequence stand in
    the order of what is given for them. Letters count by their place in the alphabet, never as roman numbers. Empty
    for what is no number.
    """
    read = printed(number_of(number))
    places = ordinals(read.core) if read else {}
    if read is None or not places:
        return ()
    first, *deeper = next(iter(places.values()))
    steps = [step for place in deeper for step in (_DEEPER, place)]
    steps += [int(word) if word.isdigit() else _step(word) for word in read.after.split()]
    return (first, *steps, 0)


def _step(word: str) -> int:
    """`ante` stands before the number itself; behind it and all that belongs to it `alt`, then `bis`, `ter` …"""
    return {"ante": -1, "alt": _DEEPER + 1}.get(word) or _DEEPER + 2 + REPEATS.index(word)


_DEEPER = 1
"""In an order: a number of the next level (3.2.1 behind 3.2, before 3.2 bis)."""
