"""Counting: any right sequence is right, whatever it is printed in, and any single slip in one is found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdiff.core.model import Clause, Document
from cdiff.features.check.counting import following, steps_of
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


# Numbers made by hand: what the parser reads as a label is another matter


def steps(*labels: str, kind: str = "item") -> list[str]:
    """Return the fault of each step, `-` for the first of a list and `.` for a right one."""
    clauses = tuple(Clause(f"{label} [{at}]", kind, label, "to act;", parent="1") for at, label in enumerate(labels))
    groups = steps_of(Document(clauses))
    by_clause = {step.clause.citation: step for group in groups for step in group}
    found = [by_clause.get(clause.citation) for clause in clauses]
    return ["?" if each is None else each.fault or ("." if each.before else "-") for each in found]


FOLLOWING = {
    "inserted letters": "(a) (aa) (ab) (b) (ba) (c)",
    "letters behind z": "(x) (y) (z) (aa) (ab)",
    "doubled letters behind z": "(x) (y) (z) (aa) (bb) (cc)",
    "inserted behind z": "(y) (z) (za) (zb)",
    "inserted into an insertion": "(a) (aa) (aaa) (ab) (b)",
    "inserted behind a small roman number": "(i) (ia) (ib) (ii) (iia) (iii)",
    "capitals": "(A) (AA) (AB) (B)",
    "alternatives": "1.|2.|2 alt.|2 alt 2.|3.",
    "letters behind numbers": "1 1a 1b 2 2a 3",
    "ante": "1|2 ante|2|3",
    "octies and novies": "5 septies|5 octies|5 novies|5 decies|6",
    "octies and nonies": "5 septies|5 octies|5 nonies|5 decies|6",
    "nought": "0 1 2",
    "two levels at once": "2|3|3.1.1|3.1.2|4",
    "levels that begin with nought": "2|3|3.0|3.1|4.0",
    "decimals": "3.1 3.2 3.2.1 3.2.2 3.3 4 4.1",
}


@pytest.mark.parametrize("name", FOLLOWING)
def test_what_follows(name: str) -> None:
    labels = FOLLOWING[name].split("|" if "|" in FOLLOWING[name] else " ")
    found = steps(*labels, kind="item" if "(" in labels[0] else "paragraph")
    assert set(found[1:]) == {"."}, list(zip(labels, found, strict=True))


FAULTS = {
    "a letter is missing": (["(a)", "(b)", "(d)", "(e)"], ["-", ".", "gap", "."]),
    "an inserted letter is missing": (["(a)", "(aa)", "(ac)", "(b)"], ["-", ".", "gap", "."]),
    "the first insertion is missing": (["(a)", "(ab)", "(b)", "(c)"], ["-", "gap", ".", "."]),
    "a letter twice": (["(a)", "(b)", "(b)", "(c)"], ["-", ".", "repeat", "."]),
    "an inserted letter twice": (["(a)", "(aa)", "(aa)", "(b)"], ["-", ".", "repeat", "."]),
    "an alternative twice": (["1.", "2.", "2 alt.", "2 alt.", "3."], ["-", ".", ".", "repeat", "."]),
    "letters changed places": (["(a)", "(c)", "(b)", "(d)"], ["-", "gap", "order", "."]),
    "a slip of one number": (["(a)", "(f)", "(b)", "(c)"], ["-", "gap", ".", "."]),
    "bis behind another number": (["(a)", "(b)", "(d bis)", "(e)"], ["-", ".", "gap", "."]),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault(name: str) -> None:
    labels, expected = FAULTS[name]
    assert steps(*labels) == expected


def test_a_text_that_begins_with_alt_is_an_alternative() -> None:
    """`(a) alt to wait` may be read as the label (a) and a text."""
    texts = {"(a)": "to act;", "(a) ": "alt to wait;", "(b)": "to go;"}
    clauses = tuple(Clause(label, "item", label.strip(), text, parent="1") for label, text in texts.items())
    ((first, second, third),) = steps_of(Document(clauses))
    assert (first.fault, second.fault, third.fault) == ("", "", "")
    assert third.before == first.clause


def test_what_is_due_behind_a_number() -> None:
    def due(label: str) -> list[str]:
        return following(Clause("x", "paragraph", label, "text"))

    assert due("5.") == ["6"]
    assert due("(b)") == ["c"]
    assert due("B.") == ["C"]
    assert due("3.2") == ["4", "3.3"]
    assert due("(z)") == []
    assert due("OBJECTIVE 5:") == ["6"]
    assert due("Text") == []


def test_up_to_three_faults_are_faults_and_more_are_a_text_that_nobody_counts() -> None:
    numbers = list(range(1, 13))
    for gone in (3, 6, 9):
        numbers.remove(gone)
    assert [rule for rule, _ in structure(listed([f"{at}." for at in numbers]))] == ["structure/gap"] * 3
    wild = [1, 3, 5, 7, 9, 11, 13, 15, 17]
    assert structure(listed([f"{at}." for at in wild])) == []


def test_a_list_that_begins_late_is_found_where_others_do_not() -> None:
    text = "Draft text\n\n" + "".join(
        f"{number}. States agree:\n\n({first}) to act;\n\n({second}) to wait;\n\n"
        for number, first, second in ((1, "a", "b"), (2, "a", "b"), (3, "b", "c"))
    )
    assert structure(text) == [("structure/letters", "3(b)")]
    printed = text.replace("3. States agree:", "3. States agree: (a) to come;")
    assert structure(printed) == []


def test_a_list_within_a_list() -> None:
    assert steps("1.", "2.", "1.", "2.", "3.", "3.", "4.", kind="paragraph") == ["-", ".", "-", ".", ".", ".", "."]
    assert steps("(a)", "(b)", "(i)", "(c)") == ["-", ".", "gap", "."], "among letters (i) is the ninth one"
    assert steps("(g)", "(h)", "(i)", "(j)") == ["-", ".", ".", "."]
    assert steps("1.", "1.", "2.", "3.", kind="paragraph") == ["-", "repeat", ".", "."]
