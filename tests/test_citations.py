"""Citations: every clause is found by its own, near misses are offered, loose typing is understood."""

from __future__ import annotations

import pytest
from hypothesis import example, given

from cdiff.core.citation import UncitedClause, cite, find, key, names_number, slug, subtree, unit_of
from cdiff.core.errors import CitationError
from cdiff.core.model import Document
from tests.drafts import documents, drafts, printed
from tests.support import parsed


def document(*rows: tuple[str, str, str]) -> Document:
    return Document(cite(UncitedClause(*row) for row in rows))


@given(documents())
@example(
    document(
        ("paragraph", "1.", "One:"),
        ("item", "(a)", "two:"),
        ("roman", "(i)", "three"),
        ("item", "(ai)", "four"),
        ("paragraph", "1 bis.", "Five"),
        ("item", "(b)", "six"),
    )
)
@example(document(("section", "", "1"), ("paragraph", "1.", "One")))
def test_every_clause_is_found_by_its_own_citation(given_document: Document) -> None:
    for clause in given_document:
        assert find(given_document, clause.citation) == clause


@given(drafts())
def test_every_clause_of_a_draft_is_found_as_people_type_it(parts: tuple[object, ...]) -> None:
    read = parsed(printed(parts))  # type: ignore[arg-type]
    for clause in read:
        for typed in (clause.citation, clause.citation.upper(), clause.citation.replace("(", " (")):
            assert find(read, typed) == clause


@given(documents())
def test_a_clause_belongs_to_one_that_stands_before_it(given_document: Document) -> None:
    places = {clause.citation: at for at, clause in enumerate(given_document)}
    assert len(places) == len(given_document)
    for at, clause in enumerate(given_document):
        if clause.parent and clause.kind != "footnote":
            assert places[clause.parent] < at


@given(documents())
def test_everything_stands_in_one_part_and_a_part_holds_itself(given_document: Document) -> None:
    units = unit_of(given_document)
    assert list(units) == [clause.citation for clause in given_document]
    for clause in given_document:
        inside = subtree(given_document, clause)
        assert clause in inside
        assert list(inside) == [other for other in given_document if other in inside]


def noted(*rows: tuple[str, str, str, int | None]) -> Document:
    return Document(cite(UncitedClause(kind, label, text, 0, parent) for kind, label, text, parent in rows))


@given(documents())
@example(noted(("footnote", "[^1]", "see [^1]", None)))
@example(noted(("footnote", "[^1]", "see [^2]", None), ("footnote", "[^2]", "see [^1]", None)))
@example(noted(("footnote", "[^1]", "x", None), ("article", "Article 1", "bears [^1]", 0)))
def test_no_clause_stands_below_itself(given_document: Document) -> None:
    parents = {clause.citation: clause.parent for clause in given_document}
    for clause in given_document:
        above, steps = clause.parent, 0
        while above is not None:
            above, steps = parents[above], steps + 1
            assert steps <= len(parents), clause.citation


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("21a", "21(a)"),
        ("21 (a)", "21(a)"),
        ("para. 21(a)", "21(a)"),
        ("Obj. 5", "objective 5"),
        ("OBJ5", "objective 5"),
        ("fn. 3", "fn 3"),
        ("note 3", "fn 3"),
        ("art. 10.2(a)", "article 10, 2(a)"),
    ],
)
def test_what_people_type_is_the_same_key(typed: str, same: str) -> None:
    assert key(typed) == key(same)


@pytest.mark.parametrize(
    ("one", "other"), [("article 10, 2", "article 102"), ("21(a)", "21(b)"), ("5", "objective 5"), ("1(b)", "1 bis")]
)
def test_what_is_not_the_same_has_another_key(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_a_clause_that_is_not_there_is_an_error_with_the_near_miss() -> None:
    draft = document(("objective", "OBJECTIVE 5:", "Data"), ("paragraph", "21.", "We:"), ("action", "(a)", "act"))
    with pytest.raises(CitationError, match=r"no clause '21\(c\)' in draft3; did you mean 21\(a\)"):
        find(draft, "21(c)", "draft3")
    with pytest.raises(CitationError, match=r"no clause 'objective 6'.*did you mean objective 5"):
        find(draft, "objective 6")
    with pytest.raises(CitationError, match="no clause ''"):
        find(draft, "")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Human rights: The Global Compact is …", "human rights"),
        ("Rule of law and due process: The", "rule of law and due process"),
        ("PREAMBLE", "preamble"),
        ("One two three four five six seven eight nine ten", "one two three four five six seven eight"),
    ],
)
def test_a_name_is_made_of_the_first_words(text: str, name: str) -> None:
    assert slug(text) == name


# Citing as people do

ACT = """Article 4
Aims

1. The aims are two.

Article 5
Lamps

1. Parties shall:

(a) light lamps;

(b) clean lamps.

2. Parties may ask.

Article 5 bis
Oil

Oil is bought.
"""
GERMAN = "Artikel 5\nLampen\n\n(1) Lampen brennen.\n\n(2) Dabei gilt:\n\n1. nachts;\n\n2. immer.\n"
GERMAN = "Artikel 4\nZiele\n\n(1) Es gibt zwei.\n\n" + GERMAN
CHINESE = "第一条 定义\n\n一、 灯是光。\n\n二、 油是油。\n\n第二条 目标\n\n一、 目标是光。\n\n二、 目标公平。\n"
KOREAN = "제1조\n\n① 등은 빛이다.\n\n② 기름은 기름이다.\n\n제2조\n\n① 목표는 빛이다.\n"
RUSSIAN = "Статья 1\n\n1. Лампы горят.\n\nСтатья 2\n\n1. Масло покупают.\n\n2. Масло делят.\n"


@pytest.mark.parametrize(
    ("text", "typed", "expected"),
    [
        (ACT, "5", "article 5"),
        (ACT, "5bis", "article 5 bis"),
        (ACT, "art. 5(1)(a)", "article 5, 1(a)"),
        (ACT, "Art. 5.1 lit. b", "article 5, 1(b)"),
        (ACT, "Article 5, paragraph 2", "article 5, 2"),
        (ACT, "paragraph 2 of article 5", "article 5, 2"),
        (ACT, "point (b) of Article 5(1)", "article 5, 1(b)"),
        (ACT, "article 5 bis, unnumbered 1", "article 5 bis, unnumbered 1"),
        (GERMAN, "Artikel 5 Abs. 1", "article 5, 1"),
        (GERMAN, "Art. 5 Abs. 2 Nr. 1", "article 5, 2(1)"),
        (GERMAN, "Absatz 1 des Artikels 5", "article 5, 1"),
        (CHINESE, "第二条", "article 2"),
        (CHINESE, "第2条", "article 2"),
        (CHINESE, "第二条第一款", "article 2, 1"),
        (KOREAN, "제2조", "article 2"),
        (KOREAN, "제1조 제2항", "article 1, 2"),
        (RUSSIAN, "ст. 2 п. 1", "article 2, 1"),
        (RUSSIAN, "пункт 2 статьи 2", "article 2, 2"),
    ],
)
def test_a_clause_is_found_as_people_cite_it(text: str, typed: str, expected: str) -> None:
    assert find(parsed(text), typed).citation == expected


@pytest.mark.parametrize(
    ("text", "typed", "offered"),
    [
        (ACT, "5(3)", "did you mean article 5, 2; article 5, 1; article 5?"),
        (ACT, "article 7", "did you mean article 5; article 4"),
        (CHINESE, "第九条", "did you mean article 2"),
        (CHINESE, "第一条第九款", "did you mean article 1, "),
    ],
)
def test_what_is_not_there_is_answered_with_what_is_near(text: str, typed: str, offered: str) -> None:
    with pytest.raises(CitationError) as caught:
        find(parsed(text), typed)
    assert offered in str(caught.value)


def test_the_only_paragraph_of_an_article_is_called_by_the_article() -> None:
    names = {clause.citation: clause.name for clause in parsed(ACT)}
    assert names["article 5 bis, unnumbered 1"] == "article 5 bis"
    assert names["article 5, 1"] == "article 5, 1"


@pytest.mark.parametrize(
    "text",
    [
        "Article 1\nOil\n\nOil is bought.\n\nIt is sold.\n\nArticle 2\nEnd\n",
        "Article 1\nOil\n\nOil is bought.\n\n1. It is sold.\n\nArticle 2\nEnd\n",
        "PREAMBLE\n\nOil is bought.\n",
    ],
)
def test_a_paragraph_beside_others_or_below_words_keeps_its_citation(text: str) -> None:
    assert all(clause.name == clause.citation for clause in parsed(text))


def test_a_quoted_article_is_no_article_of_the_act() -> None:
    text = "Article 1\n\nAfter article 8, insert:\n\n“Article 9\n\nLamps burn.”\n\nArticle 9\n\nThis Act applies.\n"
    act = parsed(text)
    assert "article 1, article 9" in {clause.citation for clause in act}
    assert unit_of(act)["article 1, article 9"] == "article 1"
    assert find(act, "article 9").parent is None


@pytest.mark.parametrize(
    "text", ["of article", "del párrafo", "paragraphs", "пункта 3 статьи", "de l’article", "de l'article"]
)
def test_a_word_that_a_number_follows(text: str) -> None:
    assert names_number(text)
    assert not names_number(f"{text} so")
