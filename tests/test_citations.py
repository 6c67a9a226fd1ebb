"""Citations: every clause is found by its own, near misses are offered, loose typing is understood."""

from __future__ import annotations

import pytest
from hypothesis import example, given

from cdiff.core.citation import UncitedClause, cite, find, key, slug, subtree, unit_of
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
