"""What is a reference to the text itself, and what is one to another text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdiff.features.check.citing import references

OWN = {
    "see paragraph 12.": [(("paragraph", "12"),)],
    "paragraphs 12 and 14 to 16 apply": [(("paragraph", "12"),), (("paragraph", "14"),), (("paragraph", "16"),)],
    "under objective 5, States": [(("objective", "5"),)],
    "article 3 (2) applies": [(("article", "3"), ("", "2"))],
    "Article 5(1)(a) applies": [(("article", "5"), ("", "1"), ("", "a"))],
    "subparagraph (b) above": [(("subparagraph", "b"),)],
    "as annex II says": [(("annex", "ii"),)],
    "Annex B to this Agreement": [(("annex", "B"),)],
    "paragraph 2 of article 5": [(("article", "5"), ("paragraph", "2"))],
    "Article 4, paragraph 2 (c), of this Convention": [(("article", "4"), ("paragraph", "2"), ("", "c"))],
    "points (a) to (c) of Article 5(1)": [
        (("article", "5"), ("", "1"), ("point", "a")),
        (("article", "5"), ("", "1"), ("point", "c")),
    ],
    "paragraphs 1 (a) and (b)": [(("paragraph", "1"), ("", "a")), (("paragraph", "1"), ("", "b"))],
    "Articles 2, 5 and 10 of this Agreement": [(("article", "2"),), (("article", "5"),), (("article", "10"),)],
    "paragraph 2 bis applies": [(("paragraph", "2 bis"),)],
    "Section 4.2(b) survives": [(("section", "4.2"), ("", "b"))],
    "the conditions in paragraphs 3, 4 and 5 and 30 days": [
        (("paragraph", "3"),),
        (("paragraph", "4"),),
        (("paragraph", "5"),),
    ],
    "a breach of Section C; or (iii) any third party": [(("section", "C"),)],
    "the report under paragraph 7": [(("paragraph", "7"),)],
    "footnote 3": [(("footnote", "3"),)],
}
OTHERS = [
    "article 13 of the Convention",
    "paragraph 3 of resolution 71/1",
    "General Assembly resolution 71/1, paragraph 3,",
    "its resolution 60/251 of 15 March 2006, paragraph 5",
    "A/RES/70/1, para. 12",
    "Article 6 TEU",
    "Article 4 of Regulation (EU) 2016/679",
    "the Charter, in particular Article 33",
    "under the Vienna Convention on the Law of Treaties, articles 31 and 32 apply",
    "its articles 2 and 3",
    "article 7 thereof",
    "Section 4.2(b) of the Order Form",
    "section 5 of [RFC2119]",
    "Section 8.1.2.3 and 8.1.2.4 of [RFC7540]",
    "[RFC7230], Section 3.2",
    "according to FAR section 12.212",
    "section 409A of the Code",
]
NOT_ONE = [
    "in part I of",
    "part of the text",
    "paragraph(s) 2",
    "1 article",
    "the section A reader",
    "No. 3",
    "point 5%",
]


@pytest.mark.parametrize("text", OWN)
def test_a_reference_of_the_text_itself(text: str) -> None:
    assert [each.steps for each in references(text)] == OWN[text]


@pytest.mark.parametrize("text", OTHERS)
def test_a_reference_to_another_text_is_left_alone(text: str) -> None:
    assert references(text) == []


@pytest.mark.parametrize("text", NOT_ONE)
def test_what_is_no_reference(text: str) -> None:
    assert references(text) == []


@given(st.text(st.sampled_from("paragrhticle of()[]0123 ,;.andIVX§"), max_size=80))
def test_every_reference_stands_where_it_says(text: str) -> None:
    for each in references(text):
        assert text[each.start : each.end].strip("() ")
        assert each.steps


def test_a_hostile_text_takes_no_time_to_speak_of() -> None:
    """Twice the text, twice the work: nothing here looks back further than a sentence."""
    assert len(references("the Convention, in particular 1234567890" * 2000 + " paragraph 2")) <= 1
    assert len(references("paragraph 1 (a), " * 5000)) == 5000


SAID = {
    "paragraphs 12 and 14": ["paragraph 12", "paragraph 14"],
    "articles 2 (a) and (b)": ["article 2 (a)", "article 2 (b)"],
    "annexes I and II": ["annex I", "annex II"],
    "appendices A and B": ["appendix A", "appendix B"],
    "paras. 3 and 4": ["para 3", "para 4"],
    "§§ 3 and 4": ["§§ 3", "§§ 4"],
    "sections 3 and 4": ["section 3", "section 4"],
}


@pytest.mark.parametrize("text", SAID)
def test_each_reference_is_said_as_it_would_be_printed_alone(text: str) -> None:
    assert [each.said for each in references(text)] == SAID[text]


@pytest.mark.parametrize(
    ("text", "number"),
    [("Part A applies", "A"), ("Part I applies", "I"), ("Section I applies", "I"), ("Section A applies", "A")],
)
def test_a_capital_letter_behind_a_capital_is_a_number(text: str, number: str) -> None:
    """`part I of the work` and `the section A reader` are words; with a capital of its own the unit is cited."""
    (found,) = references(text)
    assert found.steps[0][1] == number


def test_a_unit_behind_a_comma_belongs_to_the_reference_only_where_it_lies_deeper() -> None:
    assert [each.steps for each in references("see article 4, paragraph 2")] == [(("article", "4"), ("paragraph", "2"))]
    assert [each.steps for each in references("see article 4, section 2")] == [(("article", "4"),), (("section", "2"),)]
    assert [each.steps for each in references("see paragraph 2, article 4")] == [
        (("paragraph", "2"),),
        (("article", "4"),),
    ]
