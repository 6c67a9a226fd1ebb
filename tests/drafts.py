"""Strategies: drafts as trees of clauses, the ways a page prints them, and texts that nobody would write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from cdiff.core.citation import HEADINGS, RANK, UncitedClause, cite
from cdiff.core.model import EVIDENCE_KINDS, Clause, Document, Evidence, Statement, Version
from cdiff.parsing.normalise import normalise

WORDS = (
    "States migration shall should ensure promote rights human the of and in for with their all protection "
    "cooperation development measures national international policies access services regular gender-responsive "
    "evidence-based border return children family labour remittances climate data information identity "
    "documents trafficking smuggling consular skills portability inclusion health care's “safe” 2030 l’enfant "
    "Übergang žena мир κράτη 移民 commit recognize accordance implementation framework review regional global"
).split()


@dataclass(frozen=True, slots=True)
class Part:
    """A clause of a draft before it is printed: its kind, its place in its list, its words."""

    kind: str
    place: int
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        end = {"opener": ":", "heading": ""}.get(self.kind, ".")
        return " ".join((self.words[0][:1].upper() + self.words[0][1:], *self.words[1:])) + end


@dataclass(frozen=True, slots=True)
class Layout:
    """How a page prints a draft."""

    letter: str = "{}) "
    roman: str = "{}. "
    number: str = "{}. "
    space: str = " "
    """Between two words."""
    gap: int = 1
    """Empty lines between clauses."""
    breaks: tuple[int, ...] = ()
    """After which word each clause is cut by a page break, in turn; 0 for none."""
    quotes: str = "“”’"


TITLE = "A draft of rules"
ROMANS = ("i", "ii", "iii", "iv", "v", "vi")

words = st.lists(st.sampled_from(WORDS), min_size=3, max_size=25).map(tuple)
layouts = st.builds(
    Layout,
    letter=st.sampled_from(("{}) ", "({}) ", "{}. ", "({})\u00a0\u00a0 ")),
    roman=st.sampled_from(("{}. ", "({}) ", "{}) ")),
    number=st.sampled_from(("{}. ", "{}.\u00a0\u00a0\u00a0 ", "{}.\t")),
    space=st.sampled_from((" ", "\u00a0 ", " \u00a0", "\u00a0\u00a0 ", "  ", "\u2009")),
    gap=st.integers(0, 3),
    breaks=st.lists(st.integers(0, 8), min_size=1, max_size=5).map(tuple),
    quotes=st.sampled_from(("“”’", '""\'', "„‟ʼ")),
)


@st.composite
def drafts(draw: st.DrawFn) -> tuple[Part, ...]:
    """Draw a draft: sections, numbered paragraphs, letters behind a colon, romans behind a letter with a colon."""
    parts: list[Part] = []
    number = 0
    for section in range(1, draw(st.integers(1, 3)) + 1):
        title = draw(st.lists(st.sampled_from(("REVIEW", "OBJECTIVES", "PREAMBLE", "DATA", "RETURN")), min_size=1))
        parts.append(Part("heading", section, tuple(title[:4])))
        for _ in range(draw(st.integers(1, 4))):
            number += 1
            letters = draw(st.integers(0, 4))
            parts.append(Part("opener" if letters else "paragraph", number, draw(words)))
            for letter in range(1, letters + 1):
                romans = draw(st.sampled_from((0, 0, 0, 2, 3)))
                parts.append(Part("listed opener" if romans else "letter", letter, draw(words)))
                parts += [Part("roman", roman, draw(words)) for roman in range(1, romans + 1)]
    return tuple(parts)


def printed(parts: Sequence[Part], layout: Layout = Layout()) -> str:
    """Print a draft as a page would."""
    lines = [line for at, part in enumerate(parts) for line in [*_lines(part, at, layout), *[""] * layout.gap]]
    return "\n".join([TITLE, "", *lines]) + "\n"


def _lines(part: Part, at: int, layout: Layout) -> Iterator[str]:
    if part.kind == "heading":
        yield from ("", " ".join(part.words), "")
        return
    shown = part.text if part.kind != "listed opener" else part.text[:-1] + ":"
    for style, sign in zip("“”’", layout.quotes, strict=True):
        shown = shown.replace(style, sign)
    cut = layout.breaks[at % len(layout.breaks)] if layout.breaks else 0
    pieces = shown.split(" ")
    following = pieces[cut] if 0 < cut < len(pieces) - 1 else ""
    if following[:1].isalpha() and following[:1].islower() and layout.gap:
        yield _label(part, layout) + layout.space.join(pieces[:cut])
        yield from ("", "")
        yield layout.space.join(pieces[cut:])
    else:
        yield _label(part, layout) + layout.space.join(pieces)


def _label(part: Part, layout: Layout) -> str:
    if part.kind in ("letter", "listed opener"):
        return layout.letter.format(chr(96 + part.place))
    if part.kind == "roman":
        return layout.roman.format(ROMANS[part.place - 1])
    return layout.number.format(part.place)


# Edits


@st.composite
def edited(draw: st.DrawFn, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Draw what a negotiation makes of a draft: words changed, clauses put in, taken out and moved."""
    found = list(parts)
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(found) - 1))
        part = found[at]
        kind = draw(st.sampled_from(("words", "out", "in", "moved", "noise")))
        if kind == "words":
            cut = draw(st.integers(0, len(part.words)))
            some = draw(st.lists(st.sampled_from(WORDS), max_size=3).map(tuple))
            kept = part.words[:cut] + some + part.words[cut + draw(st.integers(0, 3)) :]
            found[at] = replace(part, words=kept or part.words)
        elif kind == "out" and len(found) > 2:
            del found[at]
        elif kind == "in":
            found.insert(at, replace(part, words=draw(words)))
        elif kind == "moved":
            found.insert(draw(st.integers(0, len(found) - 1)), found.pop(at))
        else:
            found[at] = replace(part, words=(*part.words[:-1], part.words[-1].upper()))
    return tuple(found)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str]:
    """Draw two drafts of one text, each in a layout of its own."""
    old = draw(drafts())
    return printed(old, draw(layouts)), printed(draw(edited(old)), draw(layouts))


# Texts that nobody would write

hostile = st.sampled_from(
    (
        *("\x1b[31mred", "\u202egnihtyrevE", "<script>alert(1)</script>", "<!-- stem -->", "<!-- text 3 -->", "---"),
        *("#", "# Heading", "###### x", "[^1]:", "[^1]: note", "a[^1]", "\\", "\\\\[^1]", "\\#", "**bold**", "_x_"),
        *("| a | b |", "- item", "+ 1", "> quote", "=====", "`code`", "&amp;", "&#60;", "$x$", "~~gone~~", "[a](b)"),
        *("1.", "(a)", "(i)", "i.", "a)", "iv)", "1 bis.", "3.2.1", "2018.", "aa)", "A.", "II.", "(1)", "1", "§ 5"),
        *("OBJECTIVE 3: Data", "Article 5", "ARTICLE II – Scope", "PART ONE", "Chapter 2", "PREAMBLE", "Annex I"),
        *("label: x", "format: 2", "1 Note text", "treaties1", "word² and", "Agreement[2]", "[2] A note", "² Small"),
        *("e\u0301", "e\u200b\u0301", "\u0301x", "gender- and", "inter- national", "so\u00adft", "\ufeff", "\u2028"),
        *("<!-- lines 1 2 3 -->", "<!-- lines 1 -->", "x <!-- lines 3 -->", "We, the peoples", "GLOBAL COMPACT"),
    )
)
wild = st.one_of(
    hostile,
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30),
    st.text("ab1.()[]^:#-–*_\\<>!| \u00a0\u200b\u0301i", max_size=20),
    words.map(" ".join),
)
_line = st.one_of(wild, st.just(""), st.tuples(wild, wild).map(" ".join))
texts = st.lists(_line, min_size=1, max_size=14).map("\n".join)
"""Any text, of any signs but NUL and lone surrogates, with much that means something to a parser or to Markdown."""

lines = st.tuples(wild, wild).map(" ".join).map(normalise)
labels = st.one_of(
    st.sampled_from(("", "1.", "21.", "(a)", "(aa)", "(i)", "5 bis.", "3.2", "3.2.", "(1)", "OBJECTIVE 5:", "[^1]")),
    st.sampled_from(("Article 10.", "Part II.", "20 ante.", "[^12]", "1", "Section A.", "(5 bis)", "A.", "IV.")),
    wild.map(normalise),
)
items = st.builds(UncitedClause, st.sampled_from(sorted(RANK)), labels, lines, st.integers(0, 900)).filter(
    lambda item: bool(item.label or item.text)
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Draw a document of clauses that nobody parsed: any kind, any label, any text in normal form."""
    given = draw(st.lists(items, max_size=8))
    if draw(st.booleans()):
        given = [UncitedClause(item.kind, item.label, item.text) for item in given]
    return Document(cite(given), draw(st.sampled_from(("gcm", "articles", "plain", "of one's own"))))


meta = st.text(st.characters(exclude_characters="\0"), max_size=20)
named = st.one_of(meta.filter(bool), wild.filter(bool), st.just("x --> y"))
passages = st.builds(Evidence, st.sampled_from(EVIDENCE_KINDS), named, meta, st.integers(0, 3), meta)
statements = st.builds(Statement, named, meta)


@st.composite
def versions(draw: st.DrawFn) -> Version:
    """Draw a version with anything in its front matter."""
    given = {name: draw(meta) for name in ("title", "date", "round", "status", "follows", "source", "note")}
    given["words"] = draw(st.sampled_from(("", "", *EVIDENCE_KINDS)))
    evidence = tuple(draw(st.lists(passages, max_size=3)))
    said = tuple(draw(st.lists(statements, max_size=2)))
    changes = draw(st.integers(0, 50))
    return Version(
        "draft1", draw(documents()), evidence=evidence, statements=said, sha256="0" * 64, changes=changes, **given
    )


def headings(clauses: Sequence[Clause]) -> list[Clause]:
    """Give the headings among clauses."""
    return [clause for clause in clauses if clause.kind in HEADINGS]
