"""Provenance: every word has one birth, the words are the text, and what is no change of words is no birth."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from cdiff.comparing import compare
from cdiff.comparing.words import tokens
from cdiff.core.model import Document, Version
from cdiff.features.trace import lineages, provenance
from cdiff.features.trace.model import Provenance
from tests.compare.test_lineage import FOUR, ONE, TWO, negotiations, numbered
from tests.drafts import documents
from tests.support import version

SOME = settings(max_examples=settings().max_examples // 2)

THREE = "Consular posts assist nationals who are detained or lost abroad, and visit them where they are held."


def told(*drafts: tuple[str, ...]) -> Provenance:
    return provenance([version(numbered(*texts), f"draft{at}") for at, texts in enumerate(drafts)])


def shown(found: Provenance, citation: str) -> str:
    """Write the words of a clause, each run that is not of the first draft with its birth and its absences."""
    out = ""
    for clause, words in found:
        if clause.citation == citation:
            for word in words:
                marks = "".join(f"-{away.left[-1]}+{away.back[-1]}" for away in word.absences)
                mark = word.entered.removeprefix("draft") + marks
                out += word.text if mark == "0" else f"{word.text.rstrip()}/{mark} "
    return out.strip()


def shares(found: Provenance) -> dict[str, int]:
    return dict(zip((each.label for each in found.versions), found.total.words, strict=True))


def prove(versions: list[Version]) -> None:
    found = provenance(versions)
    labels = [each.label for each in versions]
    assert [clause for clause, _ in found] == list(versions[-1].document)
    for clause, words in found:
        assert "".join(word.text for word in words) == clause.text
        assert [word.text.rstrip() for word in words] == tokens(clause.text)
        for word in words:
            assert word.entered in labels
            times = [word.entered, *(label for away in word.absences for label in (away.left, away.back))]
            assert [labels.index(label) for label in times] == sorted({labels.index(label) for label in times})
    assert (
        found.total.words == tuple(map(sum, zip(*(part.words for part in found.parts), strict=True))) or not found.parts
    )


@given(negotiations())
@SOME
def test_every_word_has_one_birth_and_the_words_are_the_text(versions: list[Version]) -> None:
    prove(versions)


@given(st.lists(documents().filter(lambda document: len(document) > 0), min_size=1, max_size=4))
@SOME
def test_the_words_of_anything_are_its_text(texts: list[Document]) -> None:
    prove([Version(f"draft{at}", document) for at, document in enumerate(texts)])


@given(negotiations())
@SOME
def test_a_text_that_never_changed_is_owed_to_the_first_version(versions: list[Version]) -> None:
    again = [Version(f"draft{at}", versions[0].document) for at in range(3)]
    for _, words in provenance(again):
        assert {(word.entered, word.absences) for word in words} <= {("draft0", ())}


@given(negotiations())
@SOME
def test_a_word_that_a_comparison_says_stayed_was_not_born_now(versions: list[Version]) -> None:
    found = provenance(versions)
    same = {
        clause.citation for change in compare(*versions[-2:]) if change.kind == "unchanged" for clause in change.new
    }
    for clause, words in found:
        if clause.citation in same:
            assert versions[-1].label not in {word.entered for word in words}


@given(negotiations())
@SOME
def test_given_comparisons_are_used(versions: list[Version]) -> None:
    made = [compare(old, new) for old, new in pairwise(versions)]
    assert provenance(versions, made) == provenance(versions)
    assert lineages(versions, made) == lineages(versions)


def test_words_are_owed_to_the_draft_in_which_they_entered() -> None:
    found = told(
        (ONE, THREE), (ONE.replace("shall", "should"), THREE), (ONE.replace("shall publish", "should print"), THREE)
    )
    assert shown(found, "1") == "The States should/1 print/2 their statistics on regular migration every year."
    assert shares(found) == {"draft0": 30, "draft1": 1, "draft2": 1}


def test_what_stands_elsewhere_keeps_its_birth() -> None:
    found = told(
        (ONE, TWO, THREE, FOUR), (FOUR, ONE, TWO, THREE), (FOUR, f"{ONE} {TWO}", THREE), (FOUR, ONE, TWO, THREE)
    )
    assert shares(found) == {"draft0": 55, "draft1": 0, "draft2": 0, "draft3": 0}


def test_what_an_editor_may_change_keeps_its_birth() -> None:
    changed = "the states shall publish their “statistics” – on Regular Migration; every year!"
    assert shares(told((ONE, THREE), (changed, THREE)))["draft1"] == 0
    dashes = THREE.replace("detained or lost", "wrongly-detained or health-care")
    again = THREE.replace("detained or lost", "wrongly detained or healthcare")
    assert shares(told((ONE, dashes), (ONE, again)))["draft1"] == 0
    assert shown(told((ONE, dashes), (ONE, again.replace("visit", "see"))), "2").count("/1") == 1


def test_the_style_of_an_apostrophe_makes_no_word_new() -> None:
    """A prime parts a word in two, an apostrophe does not; the comparison calls the clause unchanged."""
    texts = [(ONE, THREE.replace("nationals", f"l{sign}enfant")) for sign in ("\u2019", "\u2032", "'")]
    assert shares(told(*texts)) == {"draft0": 32, "draft1": 0, "draft2": 0}
    assert shares(told(*texts[:2])) == {"draft0": 33, "draft1": 0}


def test_a_stop_inside_a_number_makes_a_new_one() -> None:
    texts = [(ONE, THREE.replace("lost abroad", f"lost {number} miles abroad")) for number in ("1.5", "15")]
    assert "lost 15/1 miles abroad" in shown(told(*texts), "2")


def test_a_footnote_mark_that_is_renumbered_is_no_word() -> None:
    texts = ["A draft\n\n1. The treaties[^1] bind all States.\n\n[^1]: A note.\n"]
    texts.append("A draft\n\n1. The treaties[^2] bind all States.\n\n[^1]: Another one.\n\n[^2]: A note.\n")
    versions = [version(text, f"draft{at}") for at, text in enumerate(texts)]
    assert "/" not in shown(provenance(versions), "1")


def test_words_that_left_and_came_back_say_so() -> None:
    other = ONE.replace("shall", "should")
    assert "States shall/0-1+2 publish" in shown(told((ONE, THREE), (other, THREE), (ONE, THREE)), "1")
    article = THREE.replace("nationals", "the nationals"), THREE.replace("nationals", "a nationals")
    assert "assist the/0-1+2 nationals" in shown(told((ONE, article[0]), (ONE, article[1]), (ONE, article[0])), "2")


def test_a_clause_that_came_back_brings_its_words() -> None:
    back = TWO.replace("all migrants", "most migrants")
    found = told((ONE, TWO, THREE), (ONE, THREE), (ONE, back, THREE))
    assert "inform/0-1+2 most/2 migrants/0-1+2" in shown(found, "2")
    assert found.total.returned == 12


def test_a_long_row_of_words_is_known_in_another_clause() -> None:
    row = "with full regard for the family life and the best interests of every child"
    found = told((f"{ONE[:-1]}, {row}.", THREE, FOUR), (ONE, f"{THREE[:-1]}, {row}.", FOUR))
    assert shares(found)["draft1"] == 0


def test_a_formula_of_the_text_says_nothing_about_where_it_comes_from() -> None:
    row = "with full regard for the family life and the best interests of every child"
    found = told(
        (f"{ONE[:-1]}, {row}.", THREE, f"{FOUR[:-1]}, {row}."), (ONE, f"{THREE[:-1]}, {row}.", f"{FOUR[:-1]}, {row}.")
    )
    assert shares(found)["draft1"] == len(row.split())


def test_a_short_row_of_words_is_not_known_in_another_clause() -> None:
    found = told((f"{ONE[:-1]}, as appropriate.", THREE, FOUR), (ONE, f"{THREE[:-1]}, as appropriate.", FOUR))
    assert shown(found, "2").endswith(",/1 as/1 appropriate/1 .")


def test_parts_add_up_to_what_is_told() -> None:
    text = f"A draft of rules\n\nPREAMBLE\n\n1. {ONE}\n\nREVIEW\n\n2. {THREE}\n"
    versions = [version(text, "old"), version(text.replace("detained", "held"), "new")]
    found = provenance(versions)
    assert [(part.citation, part.words) for part in found.parts] == [
        ("", (4, 0)),
        ("preamble", (12, 0)),
        ("review", (17, 1)),
    ]
    assert found.total.words == (33, 1)
