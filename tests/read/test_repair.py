"""Glued words: parted where they are sure, left alone where they are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdiff.reading.repair import Repair, gather, mend, redo

TEXT = """Recalling the New York Declaration for Refugees and Migrants, recalling the purposes and principles of
the Charter of the United Nations, we commit to strengthen the global evidence base on international migration.
The human rights of all migrants, regardless of their migration status, shall be respected in the United Nations.
New York is a city; the purposes of the Declaration and the principles of migration shall strengthen the base."""
WORDS = gather([TEXT, TEXT])


@pytest.mark.parametrize(
    ("glued", "parted"),
    [
        ("recallingtheNewYork", "recalling the New York"),
        ("ofthepurposesandprinciples", "of the purposes and principles"),
        ("tostrengthen", "to strengthen"),
        ("theglobal", "the global"),
        ("humanrightsofallmigrants", "human rights of all migrants"),
        ("UnitedNations", "United Nations"),
        ("migra- tion", "migration"),
    ],
)
def test_glued_words_are_parted(glued: str, parted: str) -> None:
    assert mend(f"We {glued}, so", WORDS) == (f"We {parted}, so", (Repair(glued, parted),))


@pytest.mark.parametrize(
    "word",
    [
        "migration",  # known
        "intermigration",  # a part that is no word
        "evidencebase",  # two words, but nothing tells them from one
        "eMigrants",  # a name
        "ofthe",  # short
        "human- and",
        "UNITEDNATIONS",
    ],
)
def test_what_is_not_sure_stays(word: str) -> None:
    assert mend(word, WORDS) == (word, ())


def test_a_known_word_is_never_touched() -> None:
    assert mend("theglobal", {**WORDS, "theglobal": 1}) == ("theglobal", ())


@pytest.mark.parametrize("word", ["nevertheless", "notwithstanding", "whereas", "heretofore", "amendPreface"])
def test_words_of_formal_english_and_names_of_programs_stay(word: str) -> None:
    known = dict.fromkeys("never the less not with standing where as in much here to fore amend preface".split(), 50)
    assert mend(f"It is {word} so", {**WORDS, **known}) == (f"It is {word} so", ())


def test_ordinary_words_that_look_glued_stay() -> None:
    known = "for with in other wise there after on going under stand the and of to my self i"
    parts = dict.fromkeys(known.split(), 50)
    text = "forthcoming otherwise thereafter ongoing understand themselves insofar notwithstanding prevention"
    assert mend(text, {**WORDS, **parts}) == (text, ())


def test_the_words_of_the_text_itself_count_where_they_come_back() -> None:
    own = "blockchain blockchain blockchain theglobal once"
    assert gather(["the global"], own)["blockchain"] == 3
    assert "theglobal" not in gather(["the global"], own)


@given(st.lists(st.sampled_from(sorted(WORDS)), min_size=1, max_size=6))
def test_letters_never_change(words: list[str]) -> None:
    glued = "".join(words)
    mended, repairs = mend(glued, WORDS)
    assert mended.replace(" ", "") == glued
    assert mend(mended, WORDS) == (mended, ())
    assert bool(repairs) == (mended != glued)


@pytest.mark.parametrize(
    "name", ["BRS__recallingtheNewYork_v1.pdf", "un.org/recallingtheNewYork", "x.recallingtheNewYork"]
)
def test_addresses_and_file_names_are_left_alone(name: str) -> None:
    assert mend(f"See {name} too", WORDS) == (f"See {name} too", ())
    assert redo(f"See {name} too", {"recallingtheNewYork": "recalling the New York"}) == (f"See {name} too", ())


def test_repairs_are_done_again() -> None:
    text = "We recallingtheNewYork, and recallingtheNewYork"
    mended, repairs = mend(text, WORDS)
    assert redo(text, {repair.before: repair.after for repair in repairs}) == (mended, repairs)


def test_what_comes_back_in_the_text_is_no_accident() -> None:
    assert gather(["the global"], "theglobal theglobal")["theglobal"] == 2
