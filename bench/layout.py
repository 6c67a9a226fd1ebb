"""A draft as it is received: its clauses as plain text, with what a page does to them.

The noise is what the received text of the Compact shows: pages that break inside a sentence, gaps stretched
with no-break spaces, a space behind a hyphen at a line's end, footnote marks glued to words, blank lines
where there need be none; and every sender has another way to write labels and quotation marks. None of it is
a change of the text: a careful reader gets the same clauses back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from cdiff.core.model import Clause

NBSP = "\u00a0"
_MARK = re.compile(r"\[\^([^\]]+)\]")
_HYPHEN = re.compile(r"(?<=[a-z])-(?=[a-z])(?!(?:and|or|to)\b)")
_LONG = ("chapeau", "paragraph", "action", "item", "principle")
_STYLES = (("{})", "{}."), ("({})", "({})"), ("{}.", "{})"))
LABEL = -1
"""The spot of a character that belongs to a label, or that is the punctuation at a word."""


@dataclass(frozen=True, slots=True)
class Received:
    """A received text, and for each of its characters that is no space the word that it is a letter of."""

    text: str
    spots: tuple[int, ...] = field(repr=False)
    """Words are counted through all clauses, from 0; `LABEL` where the character is of no word."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How one sender writes: drawn once for a draft."""

    letter: str
    roman: str
    curly: bool
    gap: str
    stretched: float
    broken: float

    @classmethod
    def drawn(cls, rng: Random) -> Manner:
        """Draw a manner."""
        letter, roman = rng.choice(_STYLES)
        gap = rng.choice((" ", NBSP * 6 + " ", NBSP * 8 + " ", "  "))
        return cls(letter, roman, rng.random() < 0.5, gap, rng.uniform(0, 0.3), rng.uniform(0.01, 0.06))

    def label(self, clause: Clause) -> str:
        """Print a label as this sender does, with the gap behind it."""
        bare = clause.label.strip("()[^]")
        if not clause.label:
            return ""
        if clause.kind == "footnote":
            return bare + " "
        if clause.kind in ("action", "item"):
            return self.letter.format(bare) + self.gap
        if clause.kind == "roman":
            return self.roman.format(bare) + self.gap
        return clause.label + (" " if clause.kind in ("objective", "principle") else self.gap)

    def quoted(self, form: str) -> str:
        """Print the quotation marks and apostrophes of a word as this sender does."""
        if not self.curly:
            return form.translate(str.maketrans("“”’‘", "\"\"''"))
        form = re.sub(r'^([(\[]?)"', r"\1“", form).replace('"', "”")
        return form.replace("'", "’")


def spots_in(text: str, spot: int) -> list[int]:
    """Give the spot of each character of a word: punctuation is of no word where there are letters.

    Whether an added `, or` begins with its comma or ends with one is a matter of taste, not of truth.
    """
    signs = [sign for sign in text if not sign.isspace()]
    lettered = any(map(str.isalnum, signs))
    return [spot if sign.isalnum() or not lettered else LABEL for sign in signs]


class _Page:
    """Collects the printed lines of a draft and where each character comes from."""

    def __init__(self, manner: Manner, rng: Random) -> None:
        self.manner = manner
        self.rng = rng
        self.parts: list[str] = []
        self.spots: list[int] = []
        self.count = 0

    def put(self, text: str, spot: int) -> None:
        self.parts.append(text)
        self.spots += spots_in(text, spot)

    def clause(self, clause: Clause) -> None:
        """Print one clause: its label, then its words."""
        self.put(self.manner.label(clause), LABEL)
        forms = clause.text.split()
        cut = self._break(clause, forms)
        stretched = self.rng.random() < self.manner.stretched
        for k, form in enumerate(forms):
            self.put(self._word(form), self.count + k)
            if k + 1 < len(forms):
                self.put(self._space(k, cut, stretched), LABEL)
        self.count += len(forms)

    def _word(self, form: str) -> str:
        form = self.manner.quoted(_MARK.sub(r"\1", form))
        return _HYPHEN.sub("- ", form) if self.rng.random() < 0.05 else form

    def _space(self, k: int, cut: int, stretched: bool) -> str:
        if k == cut:
            return "\n" * self.rng.choice((2, 2, 2, 5))
        if stretched and self.rng.random() < 0.2:
            return self.rng.choice((NBSP + " ", NBSP + NBSP + " ", "  ", " " + NBSP))
        return " "

    def _break(self, clause: Clause, forms: Sequence[str]) -> int:
        """Say behind which word a page ends; -1 for none. What follows goes on in a small letter."""
        if clause.kind not in _LONG or len(forms) < 25 or self.rng.random() > self.manner.broken:
            return -1
        inner = range(8, len(forms) - 6)
        spots = [
            k
            for k in inner
            if (forms[k].isalpha() or forms[k].endswith(","))
            and len(forms[k + 1]) > 2
            and forms[k + 1].isalpha()
            and forms[k + 1].islower()
        ]
        return self.rng.choice(spots) if spots else -1

    def gap(self, before: Clause, after: Clause) -> None:
        """Print what stands between two clauses: blank lines where a draft has them, or a page end."""
        listed = ("action", "item", "roman")
        blank = 1 + (after.kind in ("section", "objective")) * self.rng.randint(0, 3)
        if before.kind in listed and after.kind in listed and self.rng.random() > 0.06:
            blank = 0
        self.put("\n" * (blank + 1), LABEL)


def receive(clauses: Sequence[Clause], rng: Random) -> Received:
    """Print a draft as one sender would, with the noise of a page."""
    page = _Page(Manner.drawn(rng), rng)
    for k, clause in enumerate(clauses):
        if k:
            page.gap(clauses[k - 1], clause)
        page.clause(clause)
    page.put("\n", LABEL)
    return Received("".join(page.parts), tuple(page.spots))
