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
    "5 a §": "§ 5 a",
    "Artykuł 5": "article 5",
    "Článek 5": "article 5",
    "Člen 5": "article 5",
    "Член 5": "article 5",
    "Чл. 5": "article 5",
    "Чл. 5а": "article 5a",
    "5/A. §": "§ 5/A",
    "Глава първа": "chapter 1",
    "ČÁST PRVNÍ": "part 1",
    "Стаття 5": "article 5",
    "5. cikk": "article 5",
    "5 artikla": "article 5",
    "5. pants": "article 5",
    "5 straipsnis": "article 5",
    "5. člen": "article 5",
    "ΑΡΘΡΟ 5": "article 5",
    "Άρθρο 5": "article 5",
    "Artikolu 5": "article 5",
    "Airteagal 5": "article 5",
    "Madde 5": "article 5",
    "Pasal 5": "article 5",
    "Điều 5": "article 5",
    "มาตรา ๕": "article 5",
    "მუხლი 5": "article 5",
}


@pytest.mark.parametrize("heading", LANGUAGES)
def test_an_article_is_cited_alike_in_all_languages(heading: str) -> None:
    document = parsed(f"{heading}\n\nText of it.\n", "articles")
    assert document.clauses[0].citation == LANGUAGES[heading]
    assert find(document, heading).citation == LANGUAGES[heading]


def test_a_figure_behind_an_article_is_its_first_paragraph_if_the_next_one_follows() -> None:
    document = parsed("Art. 1. 1. Lampy świecą.\n\n2. Olej płonie.\n\nArt. 2. 1 stycznia lampy gasną.\n")
    assert [clause.citation for clause in document] == [
        "article 1",
        "article 1, 1",
        "article 1, 2",
        "article 2",
        "article 2, unnumbered 1",
    ]


def test_greek_letters_count() -> None:
    letters = "α β γ δ ε στ ζ η θ ι ια".split()
    document = parsed("Άρθρο 1\n\n1. Νοούνται ως:\n\n" + "".join(f"{letter}) λέξη·\n\n" for letter in letters))
    assert [clause.citation for clause in document][2:] == [f"article 1, 1({chr(97 + at)})" for at in range(11)]
    assert not document.warnings


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


def test_a_clause_says_what_its_citation_rests_on() -> None:
    text = "A TREATY\n\nArticle 1\n\n1. One:\n\n(a) lamp;\n\n(b) oil.\n\n4. Four.\n\nArticle 2\n\nEnd.\n"
    bases = {clause.citation: clause.basis for clause in parsed(text, "articles")}
    assert bases["title"] == "title"
    assert bases["article 1"] == bases["article 2"] == "word"
    assert bases["article 1, 1"] == bases["article 1, 1(b)"] == "number"
    assert bases["article 1, 4"] == "slip"
    assert bases["article 2, unnumbered 1"] == "place"


def test_a_title_on_the_line_of_its_text_is_the_heading() -> None:
    text = "Section 1.1 Name. The name is Carriers.\n\nSection 1.2 Dues. (a) Dues are paid.\n\n(b) No refund.\n"
    clauses = {clause.citation: clause.text for clause in parsed(text)}
    assert clauses["section 1.1"] == "Name."
    assert clauses["section 1.1, unnumbered 1"] == "The name is Carriers."
    assert (clauses["section 1.2"], clauses["section 1.2(a)"]) == ("Dues.", "Dues are paid.")


def test_short_sentences_behind_a_number_are_no_titles() -> None:
    text = "Art. 1. Oil is sold.\n\nArt. 2. Lamps are lit. They burn.\n\nArt. 3. Towns pay.\n\nArt. 4. Oil burns.\n"
    assert [clause.text for clause in parsed(text) if clause.kind == "article"] == ["", "", "", ""]


def test_letters_go_on_behind_those_put_in() -> None:
    text = "1. Parties shall:\n\n(a) lamp;\n\n(aa) oil;\n\n(ab) wick;\n\n(b) post.\n"
    assert not [each for each in parsed(text).warnings if each.message.startswith("numbering")]


def test_text_below_a_list_of_a_text_with_notes_behind_its_definitions_ends_the_list() -> None:
    defined = "".join(f"{word} lamp means a lamp. (lampe {word})\n\n" for word in ("red", "green", "blue"))
    text = (
        f"Section 1\n\n{defined}Section 2\n\n(1) No person shall provide\n\n(a) lamps,\n\n(b) oil, or\n\n(c) wicks,\n\n"
    )
    clauses = {clause.text: clause for clause in parsed(text + "in respect of any town.\n\n(2) Towns pay.\n")}
    assert clauses["in respect of any town."].parent == "1"


def test_a_line_of_labels_alone_is_no_list_without_a_floor() -> None:
    """Each label would be one level deeper: 500 of them went deeper than Python does."""
    found = parsed("(i)" * 3000).clauses
    assert len(found) < 30
    assert "".join(f"{clause.label}{clause.text}" for clause in found) == "(i)" * 3000
