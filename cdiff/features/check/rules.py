"""The table of rules: the name of each, its severity unless `cdiff.toml` sets another, and the function that finds it.

A new rule is a line here, a function that yields its findings, a page in `docs/rules/` and a folder in
`tests/check/rules/`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cdiff.core.records import record
from cdiff.features.check import bracketing, guarded, hygiene, references, strength, structure, terms, translation
from cdiff.features.check.context import CheckContext
from cdiff.features.check.model import RawFinding, Severity

Finder = Callable[[CheckContext], Iterable[RawFinding]]


@record
class CheckRule:
    """A rule of `cdiff check`."""

    name: str
    """With its group: `references/missing`. Never changed, because exceptions and baselines name it."""
    severity: Severity
    """Its usual severity; the configuration may set another."""
    says: str
    """What it finds, in one line."""

    @property
    def page(self) -> str:
        """Where it is documented."""
        return f"docs/rules/{self.name.partition('/')[0]}.md"


RULES: tuple[CheckRule, ...] = (
    CheckRule("structure/gap", "error", "a number is missing between two clauses"),
    CheckRule("structure/repeat", "error", "two clauses have the same number"),
    CheckRule("structure/order", "error", "a number comes after a higher one"),
    CheckRule("structure/letters", "error", "letters or numbers of a list are out of sequence"),
    CheckRule("structure/incomplete", "error", "a heading lacks a clause that its profile requires below it"),
    CheckRule("structure/count", "error", "the number of clauses of a kind is not as expected"),
    CheckRule("structure/heading", "warning", "a heading has no text below it"),
    CheckRule("structure/empty", "warning", "a numbered clause has no text"),
    CheckRule("references/missing", "error", "a reference to a clause that does not exist"),
    CheckRule("references/shifted", "error", "a reference kept its number while the clause it named got another"),
    CheckRule("references/title", "error", "a reference gives one clause's number and another one's title"),
    CheckRule("references/note", "error", "a footnote mark without its note"),
    CheckRule("references/mark", "error", "a footnote without its mark in the text"),
    CheckRule("agreed/changed", "error", "the wording of an agreed clause changed"),
    CheckRule("agreed/editorial", "warning", "punctuation, spaces or letter case of an agreed clause changed"),
    CheckRule("agreed/moved", "warning", "an agreed clause stands in another place"),
    CheckRule("silent/changed", "error", "a difference from the text that this one claims to be"),
    CheckRule("silent/editorial", "warning", "an editorial difference from the text that this one claims to be"),
    CheckRule("silent/unread", "error", "something was not read, so the two texts are not proven to be the same"),
    CheckRule("translation/missing", "error", "a clause has no counterpart in the other language version"),
    CheckRule("translation/figures", "error", "figures or note marks differ between two language versions"),
    CheckRule("translation/brackets", "error", "a bracket is open in one language version and not in the other"),
    CheckRule("translation/length", "note", "a clause is much longer or shorter than in the other language version"),
    CheckRule("brackets/unbalanced", "error", "an unmatched square bracket"),
    CheckRule("brackets/open", "error", "a square bracket in a text that is meant to be final"),
    CheckRule("brackets/more", "warning", "more open brackets than in the old draft"),
    CheckRule("terms/required", "error", "a required term is missing"),
    CheckRule("terms/forbidden", "error", "a forbidden term occurs"),
    CheckRule("terms/gone", "error", "a protected term was deleted"),
    CheckRule("terms/variant", "note", "a word is spelled two ways"),
    CheckRule("terms/undefined", "warning", "a term is used but not, or no longer, defined"),
    CheckRule("terms/twice", "warning", "a term is defined in two places"),
    CheckRule("terms/unused", "note", "a term is defined but never used"),
    CheckRule("strength/verb", "note", "a verb of commitment was changed, inserted or deleted"),
    CheckRule("strength/qualifier", "note", "a qualifier was inserted or deleted"),
    CheckRule("strength/article", "note", "“the” became “a”, or the other way round"),
    CheckRule("watch/clause", "note", "a watched clause changed"),
    CheckRule("watch/term", "note", "a watched term was inserted or deleted"),
    CheckRule("hygiene/invisible", "warning", "an invisible character"),
    CheckRule("hygiene/direction", "error", "a character that reverses the direction of the text"),
    CheckRule("hygiene/lookalike", "error", "a letter of another alphabet that looks like one of the word's own"),
    CheckRule("hygiene/doubled", "warning", "the same word twice in a row"),
    CheckRule("hygiene/quotes", "note", "straight and curly quotation marks side by side"),
    CheckRule("hygiene/spacing", "note", "a space before a comma, a semicolon or a full stop"),
    CheckRule("hygiene/ending", "note", "a paragraph without a full stop at its end, where nearly all have one"),
    CheckRule("reading/doubt", "note", "the file may have been misread here"),
    CheckRule("exceptions/expired", "warning", "an exception that has expired"),
    CheckRule("exceptions/unused", "note", "an exception that suppresses nothing any more"),
)

NAMES = tuple(rule.name for rule in RULES)

IN_TEXT: dict[Finder, tuple[str, ...]] = {
    structure.numbering: ("structure/gap", "structure/repeat", "structure/order", "structure/letters"),
    structure.incomplete: ("structure/incomplete",),
    structure.counted: ("structure/count",),
    structure.empty: ("structure/heading", "structure/empty"),
    references.missing: ("references/missing",),
    references.mistitled: ("references/title",),
    references.footnotes: ("references/note", "references/mark"),
    guarded.listed_as_agreed: ("agreed/changed", "agreed/editorial", "agreed/moved"),
    bracketing.unbalanced: ("brackets/unbalanced",),
    bracketing.left_open: ("brackets/open",),
    terms.required: ("terms/required",),
    terms.forbidden: ("terms/forbidden",),
    terms.variants: ("terms/variant",),
    terms.defined: ("terms/twice", "terms/unused"),
    terms.undefined: ("terms/undefined",),
    hygiene.unseen: ("hygiene/invisible", "hygiene/direction"),
    hygiene.lookalikes: ("hygiene/lookalike",),
    hygiene.doubled: ("hygiene/doubled",),
    hygiene.quotes: ("hygiene/quotes",),
    hygiene.spacing: ("hygiene/spacing",),
    hygiene.endings: ("hygiene/ending",),
    hygiene.reading_doubts: ("reading/doubt",),
}
"""The functions that look at one text, with the rules they find; an old draft may have had the same findings."""

IN_CHANGE: dict[Finder, tuple[str, ...]] = {
    references.shifted: ("references/shifted",),
    guarded.marked_as_agreed: ("agreed/changed", "agreed/editorial", "agreed/moved"),
    guarded.silent: ("silent/changed", "silent/editorial"),
    guarded.unread: ("silent/unread",),
    translation.drift: ("translation/missing", "translation/figures", "translation/brackets", "translation/length"),
    bracketing.more: ("brackets/more",),
    terms.gone: ("terms/gone",),
    terms.lost: ("terms/undefined",),
    strength.verbs: ("strength/verb",),
    strength.qualifiers: ("strength/qualifier",),
    strength.articles: ("strength/article",),
    guarded.watched_clauses: ("watch/clause",),
    guarded.watched_terms: ("watch/term",),
}
"""The functions that look at how a draft differs from another text; what they find is always new."""

IDLE_ALONE = tuple(name for names in IN_CHANGE.values() for name in names if name not in sum(IN_TEXT.values(), ()))
"""The rules that find nothing in a text that is compared with no other."""


def rule(name: str) -> CheckRule:
    """Return the rule with a name."""
    return _BY_NAME[name]


_BY_NAME = {rule.name: rule for rule in RULES}
