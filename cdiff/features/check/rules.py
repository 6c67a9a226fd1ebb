"""The table of rules: what each is called, how much it matters unless `cdiff.toml` says otherwise, and who finds it.

A new rule is a line here, a function that gives its hits, a page in `docs/rules/` and a folder in `tests/check/rules/`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cdiff.core.records import NamedTuple
from cdiff.features.check import (
    agreed,
    bracketing,
    defined,
    hygiene,
    reading,
    references,
    silent,
    strength,
    structure,
    watching,
    wordlists,
)
from cdiff.features.check.model import Severity
from cdiff.features.check.subject import Hit, Subject

Finder = Callable[[Subject], Iterable[Hit]]


class Rule(NamedTuple):
    """A rule."""

    name: str
    """Group and all: `references/missing`. Never changed, because exceptions and baselines name it."""
    severity: Severity
    """How much it matters, unless the configuration says otherwise."""
    says: str
    """What it finds, in one line."""

    @property
    def page(self) -> str:
        """Where it is documented."""
        return f"docs/rules/{self.name.partition('/')[0]}.md"


RULES: tuple[Rule, ...] = (
    Rule("structure/gap", "error", "a number is missing between two clauses"),
    Rule("structure/repeat", "error", "two clauses have the same number"),
    Rule("structure/order", "error", "a number stands behind a higher one"),
    Rule("structure/letters", "error", "letters or small numbers of a list do not follow"),
    Rule("structure/incomplete", "error", "a heading lacks what its profile wants below it"),
    Rule("structure/count", "error", "there are more or fewer clauses of a kind than expected"),
    Rule("structure/heading", "warning", "a heading has no text below it"),
    Rule("structure/empty", "warning", "a numbered clause has no words"),
    Rule("references/missing", "error", "a clause is cited that the text does not have"),
    Rule("references/shifted", "error", "a reference kept its number while the clause it named got another"),
    Rule("references/title", "error", "a reference gives one clause's number and another one's title"),
    Rule("references/note", "error", "a footnote mark without its note"),
    Rule("references/mark", "error", "a footnote without its mark in the text"),
    Rule("agreed/changed", "error", "a clause that was agreed has other words"),
    Rule("agreed/editorial", "warning", "a clause that was agreed has other signs, spaces or letter cases"),
    Rule("silent/changed", "error", "a difference from the text that this one claims to be"),
    Rule("silent/editorial", "warning", "an editorial difference from the text that this one claims to be"),
    Rule("brackets/unbalanced", "error", "a square bracket without its other half"),
    Rule("brackets/open", "error", "a square bracket in a text that is to be final"),
    Rule("brackets/more", "warning", "more open brackets than in the old draft"),
    Rule("terms/required", "error", "a term that has to be in the text is not"),
    Rule("terms/forbidden", "error", "a term that may not be in the text is"),
    Rule("terms/gone", "error", "a term that has to stay is gone"),
    Rule("terms/variant", "note", "a word is spelled in two ways"),
    Rule("terms/undefined", "warning", "a term is used and not, or no longer, defined"),
    Rule("terms/twice", "warning", "a term is defined in two places"),
    Rule("terms/unused", "note", "a term is defined and never used"),
    Rule("strength/verb", "note", "a verb that commits became another one, came or went"),
    Rule("strength/qualifier", "note", "a qualifier came or went"),
    Rule("strength/article", "note", "“the” became “a”, or the other way round"),
    Rule("watch/clause", "note", "a watched clause was touched"),
    Rule("watch/term", "note", "a watched term came in or went"),
    Rule("hygiene/invisible", "warning", "a character that nobody sees"),
    Rule("hygiene/direction", "error", "a character that turns the direction of the text around"),
    Rule("hygiene/lookalike", "error", "a letter of another alphabet that passes for one of the word"),
    Rule("hygiene/doubled", "warning", "the same word twice in a row"),
    Rule("hygiene/quotes", "note", "straight and curly quotation marks side by side"),
    Rule("hygiene/spacing", "note", "a space before a comma, a semicolon or a full stop"),
    Rule("hygiene/ending", "note", "a paragraph without a stop at its end, where nearly all have one"),
    Rule("reading/doubt", "note", "the reading of the file is in doubt here"),
    Rule("exceptions/expired", "warning", "an exception whose last day is over"),
    Rule("exceptions/unused", "note", "an exception that nothing needs any more"),
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
    agreed.listed_as_agreed: ("agreed/changed", "agreed/editorial"),
    bracketing.unbalanced: ("brackets/unbalanced",),
    bracketing.left_open: ("brackets/open",),
    wordlists.required: ("terms/required",),
    wordlists.forbidden: ("terms/forbidden",),
    wordlists.variants: ("terms/variant",),
    defined.defined: ("terms/twice", "terms/unused"),
    defined.undefined: ("terms/undefined",),
    hygiene.unseen: ("hygiene/invisible", "hygiene/direction"),
    hygiene.lookalikes: ("hygiene/lookalike",),
    hygiene.doubled: ("hygiene/doubled",),
    hygiene.quotes: ("hygiene/quotes",),
    hygiene.spacing: ("hygiene/spacing",),
    hygiene.endings: ("hygiene/ending",),
    reading.cautions: ("reading/doubt",),
}
"""Who finds what in one text; an old draft may have had it too."""

IN_CHANGE: dict[Finder, tuple[str, ...]] = {
    references.shifted: ("references/shifted",),
    agreed.marked_as_agreed: ("agreed/changed", "agreed/editorial"),
    silent.silent: ("silent/changed", "silent/editorial"),
    bracketing.more: ("brackets/more",),
    wordlists.gone: ("terms/gone",),
    defined.lost: ("terms/undefined",),
    strength.verbs: ("strength/verb",),
    strength.qualifiers: ("strength/qualifier",),
    strength.articles: ("strength/article",),
    watching.clauses: ("watch/clause",),
    watching.terms: ("watch/term",),
}
"""Who finds what a new draft does to another text; it is new by its nature."""

IDLE_ALONE = tuple(name for names in IN_CHANGE.values() for name in names if name not in sum(IN_TEXT.values(), ()))
"""The rules that find nothing in a text that is held against no other."""


def rule(name: str) -> Rule:
    """Give the rule of a name."""
    return _BY_NAME[name]


_BY_NAME = {rule.name: rule for rule in RULES}
