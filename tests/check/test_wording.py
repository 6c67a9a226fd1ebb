"""Every character is accounted for: the differences, done to the old text, give the new one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cdiff.comparing.words import differ_in_substance
from cdiff.features.check.wording import characters, differences
from cdiff.parsing import normalise

SIGNS = st.sampled_from([*"abAB12 ,;.:-–—’'“”\"()[]%€éе", " the ", " shall ", "[^1]", "[^2]", " and "])
TEXTS = st.lists(SIGNS, max_size=30).map("".join).map(normalise)


@given(TEXTS, TEXTS)
def test_the_differences_done_to_the_old_text_give_the_new_one(old: str, new: str) -> None:
    built, at = "", 0
    for each in differences(old, new):
        assert each.at_old >= at
        assert old[each.at_old : each.at_old + len(each.old)] == each.old
        built += old[at : each.at_old]
        assert len(built) == each.at_new
        built += each.new
        at = each.at_old + len(each.old)
    assert built + old[at:] == new


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert differences(text, text) == []


@given(TEXTS, TEXTS)
def test_what_is_called_editorial_is(old: str, new: str) -> None:
    for each in differences(old, new):
        assert each.editorial != differ_in_substance(each.old, each.new)


@given(TEXTS, TEXTS)
def test_two_texts_that_differ_have_a_difference_with_something_in_it(old: str, new: str) -> None:
    found = differences(old, new)
    assert bool(found) == (old != new)
    assert all(each.old != each.new for each in found)


def test_the_exact_character_is_named() -> None:
    new = "the State's report, and more"
    (found,) = differences("the State’s report, and more", new)
    assert found.editorial
    assert characters(found, new) == ("U+2019 RIGHT SINGLE QUOTATION MARK became U+0027 APOSTROPHE in “State'”")


def test_a_word_is_not_editorial() -> None:
    assert [(each.old.strip(), each.editorial) for each in differences("a b c", "a c")] == [("b", False)]


def test_each_sign_is_told_apart() -> None:
    """A hyphen and a capital letter in one stretch are two differences, not two words that became two others."""
    found = differences("on policy-making The States agree", "on policymaking the States agree")
    assert [(each.old, each.new, each.at_old) for each in found] == [("-", "", 9), ("T", "t", 17)]


def test_a_footnote_mark_stays_whole() -> None:
    assert [(each.old, each.new) for each in differences("a treaty[^1] b", "a treaty[^2] b")] == [("[^1]", "[^2]")]
