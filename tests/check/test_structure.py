"""What belongs in a text: headings with text below them, clauses with words, the expected number of each kind."""

from __future__ import annotations

from cdiff.core.model import Clause, Document, Version
from cdiff.features.check.structure import counted, empty, incomplete, numbering
from tests.check.checking import rules, subject
from tests.support import parsed


def clauses(*rows: tuple[str, str, str, str], parents: dict[str, str] | None = None) -> Version:
    """Make a text of clauses: citation, kind, label, text."""
    above = parents or {}
    return Version("new", Document(tuple(Clause(*row, parent=above.get(row[0])) for row in rows)))


def test_a_heading_without_text_below_it() -> None:
    bare = clauses(
        ("article 1", "article", "Article 1.", "Scope"),
        ("article 2", "article", "Article 2.", "Use"),
        ("1", "paragraph", "1.", "Lamps are used."),
        ("article 3", "article", "Article 3.", "End"),
        ("fn 1", "footnote", "[^1]", "A note."),
        parents={"1": "article 2"},
    )
    found = list(empty(subject(bare)))
    assert [(each.rule, each.message) for each in found] == [
        ("structure/heading", "no text below this heading: Article 1. Scope"),
        ("structure/heading", "no text below this heading: Article 3. End"),
    ]


def test_a_heading_that_says_something_itself() -> None:
    for text in ("It ends here.", "It goes on;", "It goes on,", "x" * 121):
        assert list(empty(subject(clauses(("section 1", "section", "1.", text))))) == []
    assert len(list(empty(subject(clauses(("section 1", "section", "1.", "x" * 120)))))) == 1
    assert list(empty(subject(clauses(("scope", "subheading", "", "Scope"))))) == [], "it has no number"
    nested = clauses(
        ("chapter I", "chapter", "Chapter I.", "Lamps"),
        ("article 1", "article", "Article 1.", "Scope"),
        ("1", "paragraph", "1.", "All."),
        parents={"article 1": "chapter I", "1": "article 1"},
    )
    assert list(empty(subject(nested))) == []


def test_a_clause_without_words() -> None:
    text = clauses(
        ("1", "paragraph", "1.", ""),
        ("2", "paragraph", "2.", ""),
        ("2(a)", "item", "(a)", "act"),
        parents={"2(a)": "2"},
    )
    assert [(each.rule, each.message) for each in empty(subject(text))] == [("structure/empty", "1 has no text")]


def test_an_unexpected_number_of_clauses() -> None:
    text = parsed("Draft\n\n1. Lamps are lit.\n\n2. Posts are green.\n\n3. Oil is pure.\n")
    context = subject(Version("new", text), settings=rules(expect={"paragraph": (4, 5), "article": (0,), "item": (1,)}))
    assert [each.message for each in counted(context)] == [
        "there are 3 of the kind paragraph, not 4 or 5",
        "there are 0 of the kind item, not 1",
    ]
    one = subject(Version("new", parsed("Draft\n\n1. Lamps are lit.\n")), settings=rules(expect={"paragraph": (2,)}))
    assert [(each.message, each.about) for each in counted(one)] == [
        ("there is 1 of the kind paragraph, not 2", "paragraph 1")
    ]


def test_a_heading_lacks_what_its_profile_wants() -> None:
    text = clauses(
        ("objective 1", "objective", "Objective 1:", "Lamps"),
        ("1", "paragraph", "1.", "We act."),
        ("1(a)", "action", "(a)", "light"),
        ("objective 2", "objective", "Objective 2:", "Oil"),
        ("unnumbered 1", "text", "", "17. We burn."),
        ("objective 3", "objective", "Objective 3:", "Posts"),
        parents={"1": "objective 1", "1(a)": "1", "unnumbered 1": "objective 2"},
    )
    found = [each.message for each in incomplete(subject(text, profile="gcm"))]
    assert found == [
        *(f"objective {number} has no {kind}" for number, kind in ((1, "stem"), (2, "stem"), (2, "action"))),
        *(f"objective 3 has no {kind}" for kind in ("paragraph", "stem", "action")),
    ]


def test_a_choice_may_give_a_number_twice() -> None:
    text = "DRAFT\n\n[1. Lamps are lit at dusk.]\n\n[1. Lamps are lit at night.]\n\n2. Costs are shared.\n"
    assert list(numbering(subject(text))) == []
    (found,) = numbering(subject(text.replace("[", "").replace("]", "")))
    assert (found.rule, found.message) == ("structure/repeat", "1 [2] has the same number as 1")
    half = text.replace("[1. Lamps are lit at dusk.]", "1. Lamps are lit at dusk.")
    assert [each.rule for each in numbering(subject(half))] == ["structure/repeat"]


def test_how_a_fault_is_said() -> None:
    text = "Draft\n\n1. States agree:\n\n(a) to act;\n\n(b) to go;\n\n(b) to sit;\n\n(d) to stand;\n\n(e) to lie.\n"
    assert [(each.rule, each.message, each.about) for each in numbering(subject(text))] == [
        ("structure/letters", "1(b) [2] has the same letter as 1(b)", "repeat"),
        ("structure/letters", "1(d) follows 1(b) [2]: something between them is missing", "gap"),
    ]
