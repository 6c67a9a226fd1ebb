"""Structure: what the text as a whole makes of its labels, headings and unnumbered paragraphs."""

from __future__ import annotations

import pytest

from cdiff.core.citation import find
from cdiff.core.model import Block, Document, Reading, Source, Version
from cdiff.parsing import parse
from cdiff.store import form
from tests.support import parsed


def cited(*lines: str, profile: str = "plain") -> list[str]:
    return [clause.citation for clause in parsed("\n\n".join(lines), profile)]


def parents(*lines: str) -> dict[str, str | None]:
    return {clause.text: clause.parent for clause in parsed("\n\n".join(lines))}


def test_a_list_may_have_any_depth_and_any_print() -> None:
    lines = [
        "§ 1 Scope",
        "(1) It holds:",
        "1. oil:",
        "a) old oil:",
        "aa) very old;",
        "bb) rather old;",
        "b) new;",
        "2. wicks.",
        "(2) End.",
    ]
    assert cited(*lines) == [
        *("§ 1", "§ 1, 1", "§ 1, 1(1)", "§ 1, 1(1)(a)", "§ 1, 1(1)(a)(aa)", "§ 1, 1(1)(a)(bb)", "§ 1, 1(1)(b)"),
        *("§ 1, 1(2)", "§ 1, 2"),
    ]


def test_the_list_levels_of_a_file_are_evidence() -> None:
    rows = [("1.", "One:", 1), ("1.", "in it;", 2), ("2.", "in it too.", 2), ("2.", "Two.", 1)]
    blocks = tuple(Block(text, at, 0, True, label, 0, level) for at, (label, text, level) in enumerate(rows, 1))
    document = parse(Reading(Source("a.docx", "", "", b""), blocks), "plain")
    assert [clause.citation for clause in document] == ["1", "1(1)", "1(2)", "2"]


def test_a_second_subparagraph_belongs_to_its_paragraph() -> None:
    found = parents("Article 1", "1. Oil is shared.", "It is bought in spring.", "2. Wicks are sold.")
    assert found["It is bought in spring."] == "article 1, 1"


def test_a_text_behind_a_list_belongs_to_what_announced_it() -> None:
    found = parents(
        "Article 1", "1. A keeper shall:", "(a) buy oil;", "(b) sell wicks.", "The town pays for both.", "2. End."
    )
    assert found["The town pays for both."] == "article 1, 1"


def test_a_text_inside_a_list_belongs_to_its_item() -> None:
    found = parents("1. A keeper shall:", "(a) buy oil;", "Oil is lamp oil.", "(b) sell wicks.")
    assert found["Oil is lamp oil."] == "1(a)"
    assert found["sell wicks."] == "1"


def test_definitions_stand_beside_each_other() -> None:
    found = parents("1. In this Act—", "“oil” means—", "(a) lamp oil;", "(b) fuel;", "“wick” means—", "(a) a cord;")
    assert found["“oil” means—"] == found["“wick” means—"] == "1"
    assert found["a cord;"] == "1, unnumbered 2"


def test_flush_text_goes_on_with_the_sentence_of_its_list() -> None:
    found = parents("1. It holds:", "(a) lamps,", "(b) oil,", "in respect of any town.", "2. End.")
    assert found["in respect of any town."] == "1"


def test_numbers_go_on_below_a_marginal_heading() -> None:
    lines = [
        "Act on oil",
        "Scope",
        "1 (1) It holds.",
        "Exceptions",
        "(2) It does not hold:",
        "(a) at sea;",
        "Fees",
        "2 (1) None.",
    ]
    assert cited(*lines)[1:] == ["scope", "1", "1(1)", "exceptions", "1(2)", "1(2)(a)", "fees", "2", "2(1)"]


def test_what_is_quoted_does_not_count() -> None:
    lines = [
        "1. In section 6—",
        "(a) insert—",
        "“(6A) Oil is:",
        "(a) old;",
        "(b) new.”",
        "(b) omit the rest.",
        "2. End.",
    ]
    assert cited(*lines) == ["1", "1(a)", "1(a)(6A)", "1(a)(6A)(a)", "1(a)(6A)(b)", "1(b)", "2"]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (("1. One.", "2. Two.", "5. Five."), "jumps from 2 to 5"),
        (("17. One.", "18. Two."), "starts at 17"),
        (("(1) One is.", "(2) Two is.", "3) Three is.", "(4) Four is."), "prints 3), where (3) is usual"),
    ],
)
def test_a_slip_is_a_warning_and_changes_nothing_behind_it(lines: tuple[str, ...], message: str) -> None:
    document = parsed("\n\n".join(("A title of the text", *lines)))
    assert any(message in warning.message for warning in document.warnings)
    assert len([clause for clause in document if clause.kind == "paragraph"]) == len(lines)


LANGUAGES = {
    "Статья 5": "article 5",
    "المادة 5": "article 5",
    "第五条": "article 5",
    "Artículo 5.º": "article 5",
    "Artikel 5": "article 5",
    "Artigo 5º": "article 5",
    "Article premier": "article 1",
    "5 §": "§ 5",
}


@pytest.mark.parametrize("heading", LANGUAGES)
def test_an_article_is_cited_alike_in_all_languages(heading: str) -> None:
    document = parsed(f"{heading}\n\nText of it.\n", "articles")
    assert document.clauses[0].citation == LANGUAGES[heading]
    assert find(document, heading).citation == LANGUAGES[heading]


def test_people_cite_in_their_own_words() -> None:
    document = parsed("Artikel 5\n\n(1) Öl wird geteilt:\n\na) altes;\n\nb) neues.\n")
    for typed in ("Artikel 5 Abs. 1", "art. 5(1)", "5(1)", "article 5, 1"):
        assert find(document, typed).citation == "article 5, 1"
    assert find(document, "5").citation == "article 5"


def test_the_learned_hierarchy_survives_the_stored_form() -> None:
    text = "Article I\n\nSection 1. All oil belongs to the towns.\n\nArticle II\n\nSection 1. The keeper leads.\n"
    document: Document = parsed(text)
    stored = form.write(Version("draft1", document))
    assert "format: 2\n" in stored
    assert "<!-- parents " in stored
    assert form.read(stored, "draft1.md").document == document
    assert find(document, "article II, section 1").parent == "article II"
