"""`mutations`: single faults, put one at a time into the received final draft, and whether the check finds them.

Every fault is one that people make: a word of an agreed clause, a letter that fell out, two numbers that changed
places, a reference to nothing, half a bracket, a footnote that lost its mark, a verb that was weakened. It is made in
the text as it was received, which is then read, parsed, compared with the original and checked, as `cdiff check` does.
It counts as found if the right rule says it at the right clause.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from random import Random

from bench.corpus import VERSIONS
from bench.tables import table
from cdiff.comparing import compare
from cdiff.core.model import Clause, Document, Version
from cdiff.features.check import CheckContext, CheckSettings, SourceLine, check
from cdiff.features.check.model import Checked
from cdiff.parsing import load_profile, parse
from cdiff.reading import read_bytes

AGREED = "final"
DOCUMENTED = frozenset({"hygiene/ending", "hygiene/spacing", "terms/variant"})
"""The rules that find something in the unmutated text: the slips that it has."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: the text with it, and what has to be said of it."""

    kind: str
    text: str
    rules: tuple[str, ...]
    """Any of these is right."""
    clauses: tuple[str, ...]
    """Where it may be said, as the new text cites it."""
    agreed: str = ""
    """The clause that counts as agreed in the original."""
    what: str = field(default="", compare=False)


@cache
def original() -> str:
    """Give the received final draft."""
    return (VERSIONS / "sources" / "final.txt").read_bytes().decode()


@cache
def _document() -> Document:
    return parse(read_bytes(original().encode(), "final.txt"), "gcm")


def _version(text: str, label: str) -> tuple[Version, tuple[SourceLine, ...], Document]:
    reading = read_bytes(text.encode(), f"{label}.txt")
    document = parse(reading, "gcm")
    first = min(clause.line for clause in document.clauses)
    raw = tuple(SourceLine(block.line, block.text) for block in reading.blocks if block.line >= first)
    return Version(label, document), raw, document


@cache
def _original() -> tuple[Version, tuple[SourceLine, ...], Document]:
    return _version(original(), AGREED)


def run(fault: Fault) -> Checked:
    """Check a text with a fault against the original."""
    old, old_raw, old_document = _original()
    new, raw, document = _version(fault.text, "new")
    rules = CheckSettings(agreed={AGREED: (fault.agreed,)} if fault.agreed else {})
    profile = load_profile("gcm")
    against = compare(old, new)
    context = CheckContext(
        new, rules, profile, against, (against,) if fault.agreed else (), received=raw, document=document
    )
    return check(context, CheckContext(old, rules, profile, received=old_raw, document=old_document))


def is_found(fault: Fault, result: Checked) -> bool:
    """Whether the right rule says a fault at the right clause."""
    return any(finding.rule in fault.rules and finding.clause in fault.clauses for finding in result.counting)


# Making faults


def faults(number: int, seed: int = 1) -> Iterator[Fault]:
    """Make faults of all kinds in turn, each the first time that a try gives one."""
    random = Random(seed)
    kinds = list(KINDS)
    made = 0
    while made < number:
        fault = KINDS[kinds[made % len(kinds)]](random)
        if fault is not None:
            made += 1
            yield fault


def _numbered(random: Random) -> Clause:
    return random.choice([clause for clause in _document() if clause.kind in ("paragraph", "action", "item", "roman")])


def _replaced(clause: Clause, change: Callable[[str], str | None]) -> str | None:
    """Change the line in which a clause starts."""
    lines = original().split("\n")
    changed = change(lines[clause.line - 1])
    if changed is None or changed == lines[clause.line - 1]:
        return None
    lines[clause.line - 1] = changed
    return "\n".join(lines)


def _fault(kind: str, clause: Clause, text: str | None, rules: Sequence[str], **more: str) -> Fault | None:
    return Fault(kind, text, tuple(rules), (clause.citation,), **more) if text else None


_WORD = re.compile(r"(?<=[ \xa0])[a-z]{5,}(?=[ ,.;]|$)")


def _in_word(random: Random, line: str, change: Callable[[str], str]) -> str | None:
    found = list(_WORD.finditer(line))
    if not found:
        return None
    match = random.choice(found)
    return line[: match.start()] + change(match[0]) + line[match.end() :]


def agreed_word(random: Random) -> Fault | None:
    """Put another word into an agreed clause."""
    clause = _numbered(random)
    other = random.choice("relevant existing national possible certain voluntary broad further".split())
    text = _replaced(clause, lambda line: _in_word(random, line, lambda word: other))
    return _fault("word in an agreed clause", clause, text, ["agreed/changed"], agreed=clause.citation)


def agreed_comma(random: Random) -> Fault | None:
    """Take a comma out of an agreed clause."""

    def change(line: str) -> str | None:
        places = [at for at, sign in enumerate(line) if sign == "," and line[at - 1 : at] not in (" ", "\xa0")]
        at = random.choice(places) if places else 0
        return line[:at] + line[at + 1 :] if places else None

    clause = _numbered(random)
    return _fault(
        "comma in an agreed clause", clause, _replaced(clause, change), ["agreed/editorial"], agreed=clause.citation
    )


def dropped_letter(random: Random) -> Fault | None:
    """Let a letter of a word of an agreed clause fall out."""

    def change(word: str) -> str:
        at = random.randrange(1, len(word) - 1)
        return word[:at] + word[at + 1 :]

    clause = _numbered(random)
    text = _replaced(clause, lambda line: _in_word(random, line, change))
    return _fault("dropped letter in an agreed clause", clause, text, ["agreed/changed"], agreed=clause.citation)


def swapped_numbers(random: Random) -> Fault | None:
    """Exchange the numbers of two paragraphs that follow each other."""
    paragraphs = [clause for clause in _document() if clause.kind == "paragraph"]
    at = random.randrange(1, len(paragraphs) - 2)
    first, second = paragraphs[at], paragraphs[at + 1]
    lines = original().split("\n")
    for clause, other in ((first, second), (second, first)):
        lines[clause.line - 1] = lines[clause.line - 1].replace(clause.label, other.label, 1)
    return Fault("swapped paragraph numbers", "\n".join(lines), ("structure/order",), (first.citation,))


def lost_letter_label(random: Random) -> Fault | None:
    """Give a lettered clause the letter of the next one."""
    actions = [
        clause for clause in _document() if clause.kind == "action" and clause.label not in ("(a)", "(l)", "(j)")
    ]
    clause = random.choice(actions)
    letter = clause.label.strip("()")
    following = chr(ord(letter) + 1)
    text = _replaced(clause, lambda line: re.sub(rf"^{letter}\)", f"{following})", line))
    parent = clause.citation[: -len(clause.label)]
    clauses = (f"{parent}({following})", f"{parent}({following}) [2]")
    return Fault("wrong letter", text, ("structure/letters",), clauses) if text else None


def swapped_figures(random: Random) -> Fault | None:
    """Exchange two figures of a year or an amount in an agreed clause."""

    def change(line: str) -> str | None:
        found = [match for match in re.finditer(r"(?<=\D)\d{2,4}(?=\D)", line) if match[0][0] != match[0][1]]
        match = random.choice(found) if found else None
        return line[: match.start()] + match[0][1] + match[0][0] + match[0][2:] + line[match.end() :] if match else None

    with_figures = [
        clause for clause in _document() if clause.kind == "paragraph" and re.search(r"\D\d{2,4}\D", clause.text)
    ]
    clause = random.choice(with_figures)
    text = _replaced(clause, lambda line: (lambda rest: line[:6] + rest if rest else None)(change(line[6:])))
    return _fault("swapped figures in an agreed clause", clause, text, ["agreed/changed"], agreed=clause.citation)


def broken_reference(random: Random) -> Fault | None:
    """Cite a clause that is not there."""
    clause = _numbered(random)
    said = random.choice(
        [
            f"paragraph {random.randrange(55, 99)}",
            f"objective {random.randrange(24, 40)}",
            f"paragraph 18 ({random.choice('mnopq')})",
            f"paragraphs 12 and {random.randrange(55, 99)}",
        ]
    )
    words = random.choice(
        [f", in line with {said}", f", as set out in {said} above", f", subject to {said} of this Compact"]
    )

    def change(line: str) -> str | None:
        match = re.search(r"[a-z](?=, )", line[20:])
        return line[: 20 + match.end()] + words + line[20 + match.end() :] if match else None

    return _fault("broken reference", clause, _replaced(clause, change), ["references/missing"])


def half_bracket(random: Random) -> Fault | None:
    """Open a bracket that nothing closes, or close one that nothing opened."""
    clause = _numbered(random)
    sign = random.choice("[]")
    text = _replaced(
        clause, lambda line: _in_word(random, line, lambda word: f"[{word}" if sign == "[" else f"{word}]")
    )
    return _fault("half a bracket", clause, text, ["brackets/unbalanced"])


def open_bracket(random: Random) -> Fault | None:
    """Put a word into brackets."""
    clause = _numbered(random)
    text = _replaced(clause, lambda line: _in_word(random, line, lambda word: f"[{word}]"))
    return _fault("a new bracket", clause, text, ["brackets/more"])


def lost_mark(random: Random) -> Fault | None:
    """Let a footnote mark fall out."""
    bearer, word, number = random.choice(
        [("2", "treaties", 1), ("2", "Agreement", 2), ("2", "migration", 3), ("18(a)", "Agreement", 4)]
    )
    text = original().replace(f"{word}{number}", word, 1)
    return Fault("lost footnote mark", text, ("references/mark",), (bearer,))


def lost_note(random: Random) -> Fault | None:
    """Let a footnote fall out."""
    number, bearer = random.choice([(1, "2"), (2, "2"), (3, "2"), (4, "18(a)")])
    lines = [line for line in original().split("\n") if not re.match(rf"{number} [A-Z]", line)]
    return Fault("lost footnote", "\n".join(lines), ("references/note",), (bearer,))


_WEAKER = {
    "shall": "should",
    "must": "may",
    "will": "may",
    "Ensure": "Promote",
    "Establish": "Consider",
    "Provide": "Encourage",
    "Promote": "Explore",
    "Strengthen": "Discuss",
    "commit to": "seek to",
    "Facilitate": "Consider",
    "decide": "intend",
}


def weaker_verb(random: Random) -> Fault | None:
    """Put a weaker verb in the place of one that commits."""
    strong = random.choice(list(_WEAKER))
    bearers = [
        clause for clause in _document() if re.search(rf"(?:^|(?<=we )|(?<=We )|(?<=[a-z] )){strong}\b", clause.text)
    ]
    clause = random.choice([each for each in bearers if each.kind != "stem"] or bearers)
    text = _replaced(clause, lambda line: re.sub(rf"(?<=[\s\xa0]){strong}(?=[ \xa0])", _WEAKER[strong], line, count=1))
    return _fault("weakened verb", clause, text, ["strength/verb"])


def qualifier(random: Random) -> Fault | None:
    """Soften a clause."""
    words = random.choice(["where appropriate", "as appropriate", "in accordance with national law", "where possible"])
    clause = _numbered(random)

    def change(line: str) -> str | None:
        match = re.search(r"[a-z]{3}(?=,? and )", line[30:])
        return line[: 30 + match.end()] + f", {words}," + line[30 + match.end() :].lstrip(",") if match else None

    return _fault("a new qualifier", clause, _replaced(clause, change), ["strength/qualifier"])


def doubled_word(random: Random) -> Fault | None:
    """Write a word twice."""
    clause = _numbered(random)
    text = _replaced(clause, lambda line: _in_word(random, line, lambda word: f"{word} {word}"))
    return _fault("doubled word", clause, text, ["hygiene/doubled"])


def hidden_sign(random: Random) -> Fault | None:
    """Hide a sign in a word, or a letter of another alphabet."""
    clause = _numbered(random)
    sign, rule = random.choice(
        [
            ("\u200b", "hygiene/invisible"),
            ("\u2060", "hygiene/invisible"),
            ("\u202e", "hygiene/direction"),
            ("е", "hygiene/lookalike"),
        ]
    )

    def change(word: str) -> str:
        return word.replace("e", sign, 1) if sign == "е" else f"{word[:2]}{sign}{word[2:]}"

    text = _replaced(clause, lambda line: _in_word(random, line, change))
    return _fault("hidden sign", clause, text, [rule])


KINDS: dict[str, Callable[[Random], Fault | None]] = {
    make.__name__: make
    for make in (
        agreed_word,
        dropped_letter,
        swapped_numbers,
        broken_reference,
        half_bracket,
        lost_mark,
        weaker_verb,
        agreed_comma,
        swapped_figures,
        lost_letter_label,
        lost_note,
        open_bracket,
        qualifier,
        doubled_word,
        hidden_sign,
    )
}


# The report


def clean() -> list[str]:
    """Give the rules that find something in the unmutated text and that nothing documents."""
    result = run(Fault("none", original(), (), ()))
    return [finding.rule for finding in result.findings if finding.rule not in DOCUMENTED]


def mutations(number: int = 500, seed: int = 1) -> Iterator[str]:
    """Run the bench and print its table, and every fault that was not found."""
    made: Counter[str] = Counter()
    right: Counter[str] = Counter()
    missed: list[str] = []
    for fault in faults(number, seed):
        result = run(fault)
        made[fault.kind] += 1
        if is_found(fault, result):
            right[fault.kind] += 1
        else:
            said = ", ".join(f"{each.rule} at {each.clause}" for each in result.counting) or "nothing"
            missed.append(f"missed: {fault.kind} in {fault.clauses[0]}; found {said}")
    rows = [[kind, str(made[kind]), str(right[kind]), f"{right[kind] / made[kind]:.1%}"] for kind in made]
    rows.append(["all", str(made.total()), str(right.total()), f"{right.total() / made.total():.1%}"])
    yield table(["fault", "made", "found", "share"], rows)
    yield "\n".join(missed)
    yield f"on the unmutated text, beside its documented slips: {', '.join(clean()) or 'nothing'}"
