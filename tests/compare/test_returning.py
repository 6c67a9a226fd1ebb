"""Clauses that were dropped in one draft and are back in a later one."""

from __future__ import annotations

from cdiff.comparing.returning import Come, Gone, returned
from cdiff.core.model import Clause, Document

LADDERS = "Ladders are kept dry and are looked at by two climbers before the first frost."
OTHERS = ["Lamps are lit at dusk.", "Oil is bought by the hall.", "Posts are painted in spring.", "Quays are swept."]


def clause(citation: str, text: str, kind: str = "paragraph", parent: str | None = None) -> Clause:
    return Clause(citation, kind, f"{citation}.", text, parent)


def back(gone: list[Gone], texts: list[str], loose: dict[str, int]) -> dict[str, int]:
    document = Document(tuple(clause(str(at), text) for at, text in enumerate(texts, 1)))
    return returned(gone, [Come(name, whole) for name, whole in loose.items()], document, {})


def test_the_same_words_return_where_nothing_else_has_them() -> None:
    gone = [Gone(7, clause("9", LADDERS), -1, -1)]
    assert back(gone, [*OTHERS, LADDERS], {"5": -1}) == {"5": 7}
    assert back(gone, [*OTHERS, LADDERS], {}) == {}
    assert back(gone, [*OTHERS, LADDERS, LADDERS], {"5": -1, "6": -1}) == {}
    assert back([*gone, Gone(8, clause("8", LADDERS), -1, -1)], [*OTHERS, LADDERS], {"5": -1}) == {}


def test_similar_words_return_where_they_are_rare() -> None:
    gone = [Gone(7, clause("9", LADDERS), -1, -1)]
    assert back(gone, [*OTHERS, LADDERS.replace("two", "three")], {"5": -1}) == {"5": 7}
    assert back(gone, [*OTHERS, "Ladders are kept dry."], {"5": -1}) == {}
    short = [Gone(7, clause("9", "Costs are shared."), -1, -1)]
    assert back(short, [*OTHERS, "Costs are shared again."], {"5": -1}) == {}


def test_below_the_parent_that_is_back_less_is_enough() -> None:
    text = "Ladders are kept dry and mended by the guild of the hill in any week of the year."
    assert back([Gone(7, clause("9", LADDERS), -1, 3)], [*OTHERS, text], {"5": -1}) == {}
    item = clause("5", "Ladders are kept dry and are looked at.", parent="A")
    document = Document((clause("A", "Ladders", "article"), item))
    gone = [Gone(7, clause("9", LADDERS), -1, 3)]
    assert returned(gone, [Come("5", -1)], document, {"A": 3}) == {"5": 7}
    assert returned(gone, [Come("5", -1)], document, {"A": 4}) == {}


def test_the_surest_pairs_come_first_and_may_be_the_parents_of_others() -> None:
    head = Gone(3, clause("A", "Keeping of ladders in the winter months", "article"), -1, -1)
    item = Gone(7, clause("9", LADDERS), -1, 3)
    document = Document(
        (clause("B", head.clause.text, "article"), clause("5", "Ladders are kept dry and are looked at.", parent="B"))
    )
    assert returned([head, item], [Come("B", -1), Come("5", -1)], document, {}) == {"B": 3, "5": 7}


def test_what_was_split_off_returns_only_from_what_it_was_merged_into() -> None:
    gone = [Gone(7, clause("9", LADDERS), 2, -1)]
    assert back(gone, [*OTHERS, LADDERS], {"5": 2}) == {"5": 7}
    assert back(gone, [*OTHERS, LADDERS], {"5": 4}) == {}
    assert back(gone, [*OTHERS, LADDERS], {"5": -1}) == {"5": 7}


def test_a_heading_does_not_return_as_a_paragraph() -> None:
    gone = [Gone(7, clause("9", LADDERS, "article"), -1, -1)]
    assert back(gone, [*OTHERS, LADDERS], {"5": -1}) == {}
