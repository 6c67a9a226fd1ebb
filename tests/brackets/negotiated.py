"""Negotiating texts of known truth: a text with brackets and options, and what the next round makes of each."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import strategies as st

from cdiff.core.model import Document
from tests.brackets.texts import document

_SYLLABLES = "ba co du fe gi ho ju ka le mi no pu ra se ti vo".split()


def word(number: int) -> str:
    """Make a word that occurs once: words count in base sixteen."""
    digits = [number >> shift & 15 for shift in (8, 4, 0)]
    return "".join(_SYLLABLES[digit] for digit in digits)


@dataclass(frozen=True, slots=True)
class Truth:
    """What became of one bracket or choice."""

    fate: str
    texts: tuple[str, ...]
    """The words of the bracket, or of all options."""
    kept: tuple[str, ...] = ()
    """The options that stayed."""


@dataclass(slots=True)
class Round:
    """Two versions in the making."""

    old: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    truths: list[Truth] = field(default_factory=list)
    words: int = 0

    def say(self, count: int) -> str:
        """Take words that nobody has used."""
        self.words += count
        return " ".join(map(word, range(self.words - count, self.words)))


@st.composite
def rounds(draw: st.DrawFn) -> tuple[Document, Document, tuple[Truth, ...]]:
    """Draw an old text, the new one, and the truth about every bracket and choice of the old one."""
    made = Round()
    for _ in range(draw(st.integers(1, 4))):
        old, new = [made.say(6)], []
        new.append(old[0])
        for _ in range(draw(st.integers(0, 3))):
            part = draw(st.sampled_from((_lone, _nested, _choice, _slash)))
            before, after = part(draw, made)
            plain = made.say(4)
            old += [before, plain]
            new += [after, plain] if after else [plain]
        made.old.append(" ".join(old))
        made.new.append(" ".join(new))
    return document(*made.old), document(*made.new), tuple(made.truths)


def _lone(draw: st.DrawFn, made: Round) -> tuple[str, str]:
    text = made.say(draw(st.integers(1, 5)))
    fate = draw(st.sampled_from(("open", "closed", "deleted", "replaced")))
    made.truths.append(Truth(fate, (text,)))
    after = {"open": f"[{text}]", "closed": text, "deleted": ""}
    return f"[{text}]", after[fate] if fate in after else made.say(2)


def _nested(draw: st.DrawFn, made: Round) -> tuple[str, str]:
    first, inner, last = made.say(2), made.say(draw(st.integers(1, 3))), made.say(2)
    outer_fate = draw(st.sampled_from(("open", "closed", "deleted")))
    inner_fate = "deleted" if outer_fate == "deleted" else draw(st.sampled_from(("open", "closed", "deleted")))
    made.truths += [
        Truth(outer_fate, (f"{first} [{inner}] {last}",)),
        Truth(inner_fate, (inner,)),
    ]
    inside = {"open": f"[{inner}]", "closed": inner, "deleted": ""}[inner_fate]
    words = " ".join(filter(None, (first, inside, last)))
    after = {"open": f"[{words}]", "closed": words, "deleted": ""}[outer_fate]
    return f"[{first} [{inner}] {last}]", after


def _choice(draw: st.DrawFn, made: Round) -> tuple[str, str]:
    """Options that share words at their start, as rival drafts of one sentence do."""
    shared = made.say(draw(st.integers(0, 3)))
    texts = [f"{shared} {made.say(draw(st.integers(1, 3)))}".strip() for _ in range(draw(st.integers(2, 4)))]
    heads = draw(st.sampled_from(("", "Option {}: ", "Alt {} – ", "EU alt {}: ")))
    printed = [f"[{heads.format(at)}{text}]" for at, text in enumerate(texts, 1)]
    joint = draw(st.sampled_from((" ", "", " or ", "/")))
    won = draw(st.integers(-2, len(texts) - 1))
    if won == -2:
        made.truths.append(Truth("open", tuple(texts), tuple(texts)))
        return joint.join(printed), joint.join(printed)
    if won == -1:
        made.truths.append(Truth("deleted", tuple(texts)))
        return joint.join(printed), ""
    made.truths.append(Truth("resolved", tuple(texts), (texts[won],)))
    return joint.join(printed), texts[won]


def _slash(draw: st.DrawFn, made: Round) -> tuple[str, str]:
    texts = [made.say(1) for _ in range(draw(st.integers(2, 3)))]
    won = draw(st.integers(-1, len(texts) - 1))
    printed = f"[{'/'.join(texts)}]"
    if won == -1:
        made.truths.append(Truth("open", tuple(texts), tuple(texts)))
        return printed, printed
    made.truths.append(Truth("resolved", tuple(texts), (texts[won],)))
    return printed, texts[won]
