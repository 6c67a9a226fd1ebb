"""Routine: renamings that run through a text, and references that follow a renumbering."""

from __future__ import annotations

from cdiff.comparing import compare
from cdiff.core.model import Comparison, Renaming
from tests.support import parsed

THINGS = "lamp post ladder rope wick glass".split()


def compared(old: list[str], new: list[str]) -> Comparison:
    texts = ["\n\n".join(f"{at}. {text}" for at, text in enumerate(side, 1)) for side in (old, new)]
    return compare(parsed(texts[0]), parsed(texts[1]))


def test_a_renaming_is_told_once_and_leaves_the_other_change() -> None:
    old = [f"The Keeper shall clean the {thing} before the Keeper goes home." for thing in THINGS]
    new = [text.replace("Keeper", "Warden") for text in old]
    new[3] = new[3].replace("shall", "may")
    found = compared(old, new)
    assert found.renamings == (Renaming("Keeper", "Warden", tuple("123456")),)
    assert [change.new[0].citation for change in found if change.is_change and not change.renaming] == ["4"]


def test_what_was_replaced_here_and_there_is_no_renaming() -> None:
    old = [f"Each town shall clean the {thing} in spring." for thing in THINGS]
    new = [text.replace("shall", "should") for text in old[:4]] + old[4:]
    assert compared(old, new).renamings == ()
    assert not any(change.renaming for change in compared(old, new))


def test_two_clauses_make_no_renaming() -> None:
    old = [f"The Keeper shall clean the {thing} in spring." for thing in THINGS[:2]]
    assert compared(old, [text.replace("Keeper", "Warden") for text in old]).renamings == ()


def test_a_reference_that_follows_a_renumbering_is_flagged() -> None:
    old = [
        "Lamps are lit at dusk.",
        "Oil is bought by the hall.",
        "Costs follow from paragraph 2.",
        "Fees fall due in 2 days.",
    ]
    new = ["Lamps are lit at dusk.", "Quays are swept each week.", "Oil is bought by the hall.", *old[2:]]
    new[3] = "Costs follow from paragraph 3."
    new[4] = "Fees fall due in 3 days."
    flags = {change.new[0].citation: change.reference for change in compared(old, new) if change.kind == "modified"}
    assert flags == {"4": True, "5": False}
    new[3] = "Costs follow from paragraph 4."
    flags = {change.new[0].citation: change.reference for change in compared(old, new) if change.kind == "modified"}
    assert flags == {"4": False, "5": False}


def test_the_new_letter_of_a_section_is_no_renaming() -> None:
    rows = [f"The {thing} of the town is kept as section G, line {at}, says." for at, thing in enumerate(THINGS)]
    texts = [
        f"RULES ON LAMPS\n\nF. Oil\n\nOil is shared by all of the towns.\n\n{more}{letter}. Care\n\n"
        + "\n\n".join(rows).replace("section G", f"section {letter}")
        for letter, more in (("G", ""), ("H", "G. Boats\n\nBoats are kept in the harbour at night.\n\n"))
    ]
    found = compare(*map(parsed, texts))
    assert sum(change.kind == "modified" for change in found) == len(THINGS)
    assert found.renamings == ()
