"""What an alignment promises for any two texts, and the hard cases of a negotiation one by one."""

from __future__ import annotations

import gc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdiff.comparing.alignment import Ban, Pin, Unit, align, align_units, moved_links, moves
from cdiff.comparing.words import fold, is_word, tokens
from cdiff.core.gc_pause import uncollected
from cdiff.core.model import Link
from tests.compare.texts import TEXTS

KINDS = st.sampled_from(["", "objective", "paragraph", "action"])
STEM = "To realize this commitment, we will draw from the following actions:"


@st.composite
def units(draw: st.DrawFn) -> list[Unit]:
    texts = draw(TEXTS)
    made = []
    for position, text in enumerate(texts):
        parent = draw(st.none() | st.integers(0, position - 1)) if position else None
        made.append(Unit(text, kind=draw(KINDS), parent=parent))
    return made


def essence(text: str) -> list[str]:
    return [fold(token) for token in tokens(text) if is_word(token)]


def mirror(links: tuple[Link, ...]) -> set[tuple[object, ...]]:
    how = {"split": "merge", "merge": "split"}
    return {
        (
            link.new,
            link.old,
            link.similarity,
            how.get(link.how, link.how),
            link.doubtful,
            link.rival and link.rival.similarity,
        )
        for link in links
    }


def plain(links: tuple[Link, ...]) -> set[tuple[object, ...]]:
    return {
        (
            link.old,
            link.new,
            link.similarity,
            link.how,
            link.doubtful,
            link.rival and link.rival.similarity,
        )
        for link in links
    }


def pairs(links: tuple[Link, ...]) -> set[tuple[int, int]]:
    return {(i, j) for link in links for i in link.old for j in link.new}


@given(units(), units())
@settings(max_examples=60, derandomize=True, deadline=None)
def test_exchanging_old_and_new_mirrors_every_link(old: list[Unit], new: list[Unit]) -> None:
    assert plain(align_units(old, new)) == mirror(align_units(new, old))


@given(units(), units())
@settings(max_examples=50, derandomize=True, deadline=None)
def test_every_clause_is_in_one_link_at_most(old: list[Unit], new: list[Unit]) -> None:
    links = align_units(old, new)
    for side in ([at for link in links for at in link.old], [at for link in links for at in link.new]):
        assert len(side) == len(set(side))
    assert all(len(link.old) == 1 or len(link.new) == 1 for link in links)
    assert list(links) == sorted(links, key=lambda link: link.old)


@given(units(), units())
@settings(max_examples=50, derandomize=True, deadline=None)
def test_similarity_is_one_for_the_same_words_and_only_then(old: list[Unit], new: list[Unit]) -> None:
    for link in align_units(old, new):
        assert 0.0 <= link.similarity <= 1.0
        if link.how in ("identical", "spine", "move"):
            same = essence(old[link.old[0]].text) == essence(new[link.new[0]].text)
            assert (link.similarity == 1.0) == same == (link.how == "identical")


@given(units())
@settings(max_examples=50, derandomize=True, deadline=None)
def test_a_text_is_identical_to_itself(text: list[Unit]) -> None:
    links = align_units(text, text)
    assert [(link.old, link.new, link.how) for link in links] == [((i,), (i,), "identical") for i in range(len(text))]
    assert not moves(text, text, links).moved
    assert not any(link.doubtful for link in links)


@given(units(), units(), st.data())
@settings(max_examples=50, derandomize=True, deadline=None)
def test_pins_and_bans_are_obeyed(old: list[Unit], new: list[Unit], data: st.DataObject) -> None:
    if not old or not new:
        return
    spots = st.tuples(st.integers(0, len(old) - 1), st.integers(0, len(new) - 1))
    i, j = data.draw(spots)
    bans = [Ban(*ban) for ban in data.draw(st.lists(spots, max_size=4)) if ban != (i, j)]
    links = align_units(old, new, pins=[Pin((i,), (j,))], bans=bans)
    assert [link.how for link in links if link.old == (i,) and link.new == (j,)] == ["pinned"]
    assert not pairs(links) & {(ban.old, ban.new) for ban in bans}
    assert len([at for link in links for at in link.old]) == len({at for link in links for at in link.old})


def test_a_pin_may_be_a_split_or_a_merge() -> None:
    old = [Unit("one two three"), Unit("four five"), Unit("six seven"), Unit("eight nine")]
    new = [Unit("alpha beta"), Unit("gamma delta"), Unit("one two three"), Unit("eight nine")]
    links = align_units(old, new, pins=[Pin((0,), (0, 1)), Pin((1, 2), (2,))])
    assert plain(links) >= {((0,), (0, 1), 0.0, "pinned", False, None)}
    assert pairs(links) == {(0, 0), (0, 1), (1, 2), (2, 2), (3, 3)}


@given(TEXTS, TEXTS)
@settings(max_examples=40, derandomize=True, deadline=None)
def test_texts_alone_are_units_of_which_nothing_else_is_known(old: list[str], new: list[str]) -> None:
    assert align(old, new) == align_units([Unit(text) for text in old], [Unit(text) for text in new])


OLD = [
    "Promote the collection of disaggregated data on international migration in national censuses.",
    "Establish regional training centres for consular officers and border guards.",
    "Provide migrants with written contracts in a language that they understand.",
    "Reduce the average transaction cost of remittances to less than three per cent.",
    "Common Understanding",
    "Strengthen search and rescue procedures, and prosecute smuggling networks through joint investigations.",
]


def test_a_moved_clause_is_found_wherever_it_stands() -> None:
    new = [*OLD[1:5], OLD[0].replace("Promote", "Further"), OLD[5]]
    links = align(OLD, new)
    assert (0, 4) in pairs(links)
    assert [link.how for link in links if link.old == (0,)] == ["move"]
    assert moved_links(links) == {0}


def test_a_clause_is_split() -> None:
    new = [
        *OLD[:5],
        "Strengthen search and rescue procedures.",
        "Prosecute smuggling networks through joint investigations.",
    ]
    links = align(OLD, new)
    assert [(link.old, link.new) for link in links if link.how == "split"] == [((5,), (5, 6))]
    assert [(link.old, link.new) for link in align(new, OLD) if link.how == "merge"] == [((5, 6), (5,))]


def test_a_split_into_three() -> None:
    old = [
        "Before all.",
        "Train consular officers, prosecute smuggling networks, and reduce remittance costs.",
        "After it.",
    ]
    new = [
        "Before all.",
        "Train consular officers.",
        "Prosecute smuggling networks.",
        "Reduce remittance costs.",
        "After it.",
    ]
    assert [(link.old, link.new) for link in align(old, new) if link.how == "split"] == [((1,), (1, 2, 3))]


def test_a_new_clause_beside_a_whole_one_makes_no_split() -> None:
    new = [*OLD[:3], "Migrants shall understand the language of written contracts.", *OLD[3:]]
    links = align(OLD, new)
    assert all(link.how == "identical" for link in links)
    assert len(links) == len(OLD)


def test_unrelated_clauses_are_a_deletion_and_an_insertion() -> None:
    new = [*OLD[:2], "Ratify the protocol against trafficking.", *OLD[3:]]
    assert pairs(align(OLD, new)) == {(i, i) for i in range(6) if i != 2}


def test_numbers_before_a_heading_do_not_pair_headings() -> None:
    old = ["4.2.1. Data", "4.2.2. Headers", "4.2.3. Settings"]
    new = ["4.2.1. Reserved types", "4.2.2. Data", "4.2.3. Headers", "4.2.4. Settings"]
    assert pairs(align(old, new)) == {(0, 1), (1, 2), (2, 3)}


def objective(title: str, commitment: str, *actions: str, at: int) -> list[Unit]:
    head = [
        Unit(title, kind="objective"),
        Unit(commitment, kind="paragraph", parent=at),
        Unit(STEM, kind="stem", parent=at + 1),
    ]
    return head + [Unit(action, kind="action", parent=at + 1) for action in actions]


PARTS = [
    ("Collect and utilize accurate data", "We commit to strengthen the evidence base.", OLD[0], OLD[1]),
    ("Facilitate fair recruitment", "We commit to review recruitment mechanisms.", OLD[2], "Publish recruitment fees."),
    ("Promote faster remittances", "We commit to promote cheaper transfers.", OLD[3], "Support financial literacy."),
]


def text(*parts: tuple[str, ...]) -> list[Unit]:
    made: list[Unit] = []
    for title, commitment, *actions in parts:
        made += objective(title, commitment, *actions, at=len(made))
    return made


def test_a_moved_objective_is_one_move_and_carries_its_clauses() -> None:
    old, new = text(*PARTS), text(PARTS[2], PARTS[0], PARTS[1])
    links = align_units(old, new)
    assert pairs(links) == {(i, (i + 5) % 15) for i in range(15)}
    found = moves(old, new, links)
    assert found.moved == {10}
    assert found.carried == {11, 12, 13, 14}


def test_every_stem_goes_to_the_stem_of_its_objective() -> None:
    old, new = text(*PARTS), text(PARTS[0], PARTS[2])
    assert {(2, 2), (12, 7)} <= pairs(align_units(old, new))
    assert 7 not in {i for i, _ in pairs(align_units(old, new))}


def test_a_renamed_heading_is_known_by_its_clauses() -> None:
    renamed = ("Invest in statistics", *PARTS[0][1:])
    assert (0, 0) in pairs(align_units(text(*PARTS), text(renamed, *PARTS[1:])))


def test_a_clause_that_changed_parents_moved_by_itself() -> None:
    changed = [(*PARTS[0][:2], OLD[1]), (*PARTS[1][:3], OLD[0], PARTS[1][3]), PARTS[2]]
    old, new = text(*PARTS), text(*changed)
    links = align_units(old, new)
    found = moves(old, new, links)
    assert [links[at].old for at in sorted(found.moved)] == [(3,)]
    assert not found.carried


def test_two_equal_footnotes_keep_their_order() -> None:
    notes = [
        "1 Adopted under decision 1/CP.21.",
        "3 Migration for Employment Convention (No.97).",
        "4 Adopted under decision 1/CP.21.",
    ]
    assert pairs(align(notes, ["0 A new note.", *notes])) == {(0, 1), (1, 2), (2, 3)}


def test_a_long_text_that_repeats_itself_stays_in_step() -> None:
    chapter = [f"Article on {word} and {other}." for word in "abcdefghij" for other in "klmnopqrst"]
    old = chapter * 8
    new = [*old[:150], "Something new altogether.", *old[150:420], *old[430:]]
    found = pairs(align(old, new))
    wanted = (
        {(i, i) for i in range(150)} | {(i, i + 1) for i in range(150, 420)} | {(i, i - 9) for i in range(430, 800)}
    )
    assert len(found & wanted) >= 0.99 * len(wanted)


@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_is_left_as_it_was(enabled: bool) -> None:
    seen: list[bool] = []

    @uncollected()
    def work() -> None:
        seen.append(gc.isenabled())
        raise LookupError

    try:
        (gc.enable if enabled else gc.disable)()
        with pytest.raises(LookupError):
            work()
        align(["One."], ["One.", "Two."])
        seen.append(gc.isenabled())
    finally:
        gc.enable()
    assert seen == [False, enabled]


def test_half_of_a_letter_is_no_reason_to_stop() -> None:
    assert pairs(align(["Migrants \ud83d move.", "Others."], ["Others.", "Migrants \ud83d move."])) == {(0, 1), (1, 0)}
