"""Counting: any right sequence is right, whatever it is printed in, and any single slip in one is found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.check.checking import found

STYLES = {"arabic": "{}.", "letter": "({})", "roman": "({})"}
ROMANS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv".split()


def listed(numbers: list[str]) -> str:
    return "Draft text\n\n" + "".join(f"{number} States do thing {at}.\n\n" for at, number in enumerate(numbers))


def structure(text: str, **more: str) -> list[tuple[str, str]]:
    return [hit for hit in found(text, **more) if hit[0].startswith("structure/")]


@given(st.integers(4, 30))
def test_numbers_that_follow_are_right(size: int) -> None:
    assert structure(listed([f"{at}." for at in range(1, size)])) == []


@given(st.integers(4, 15), st.booleans())
def test_letters_and_small_numbers_that_follow_are_right(size: int, letters: bool) -> None:
    names = [chr(96 + at) for at in range(1, size)] if letters else ROMANS[: size - 1]
    assert structure("Draft text\n\n1. States agree:\n\n" + "".join(f"({name}) to act;\n\n" for name in names)) == []


@given(st.integers(6, 30), st.data())
def test_a_number_left_out_is_found_behind_it(size: int, data: st.DataObject) -> None:
    gone = data.draw(st.integers(2, size - 2))
    numbers = [at for at in range(1, size) if at != gone]
    assert structure(listed([f"{at}." for at in numbers])) == [("structure/gap", str(gone + 1))]


@given(st.integers(6, 30), st.data())
def test_two_numbers_that_changed_places_are_found(size: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(2, size - 3))
    numbers = list(range(1, size))
    numbers[first - 1], numbers[first] = numbers[first], numbers[first - 1]
    hits = structure(listed([f"{at}." for at in numbers]))
    assert ("structure/order", str(first)) in hits
    assert len(hits) <= 2


RIGHT = {
    "bis and ter": ["1.", "2.", "2 bis.", "2 ter.", "3."],
    "ante": ["1.", "2 ante.", "2.", "3."],
    "decimals": ["1.", "1.1", "1.2", "1.2.1", "1.2.2", "1.3", "2.", "2.1", "3."],
    "decimals that begin with nought": ["1.", "1.0", "1.1", "2.", "2.0"],
    "Markdown": ["1.", "1.", "1.", "1."],
    "letters, then numbers": ["A.", "B.", "C.", "6.", "7.", "D.", "E."],
    "a list within a list": ["1.", "1.", "2.", "3.", "2.", "3."],
}


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right(name: str) -> None:
    assert structure(listed(RIGHT[name])) == []


def test_a_figure_that_a_line_break_put_in_front_is_no_number() -> None:
    text = (
        "Draft text\n\n1. States meet in a town they choose.\n\n2. They report as they are asked to by section\n"
        "7. This is done in time for all of those who are to read it.\n\n3. They review.\n\n4. They close.\n"
    )
    assert structure(text) == []


def test_a_number_that_is_printed_where_nobody_reads_it_is_not_missing() -> None:
    text = "Draft text\n\n1. States meet.\n\n2. They report.\n\n* * *  3. They review.  * * *\n\n4. They close.\n"
    assert structure(text) == []


def test_a_document_that_quotes_single_articles_is_not_counted() -> None:
    text = "AMENDMENTS\n\n" + "".join(f"Article {at}\nTitle\n\n(b) is replaced.\n\n" for at in (4, 9, 4, 7, 28, 4, 3))
    assert structure(text, profile="articles") == []
