"""What became of brackets: generated rounds of known truth, and every fate by a text of its own."""

from __future__ import annotations

import pytest
from hypothesis import example, given

from cdiff.comparing import compare
from cdiff.core.model import Document
from cdiff.features.brackets import compare_marks, following, mark_up
from cdiff.features.brackets.model import BracketChange, BracketComparison
from tests.brackets.negotiated import Truth, rounds
from tests.brackets.texts import document, documents


def compared(old: Document, new: Document) -> BracketComparison:
    return compare_marks(compare(old, new), (mark_up(old), mark_up(new)))


def told(change: BracketChange) -> Truth:
    if change.choice:
        texts = tuple(option.text for option in change.choice.options)
        return Truth(change.outcome, texts, tuple(option.text for option in change.kept))
    return Truth(change.outcome, tuple(bracket.text for bracket in change.old or change.new))


@given(rounds())
def test_a_round_of_known_truth_is_told_as_it_was(made: tuple[Document, Document, tuple[Truth, ...]]) -> None:
    """Contract: a text resolved by any choice of options, closings and deletions is recognised as just that."""
    old, new, truths = made
    found = [told(change) for change in compared(old, new)]
    assert sorted(found, key=repr) == sorted(truths, key=repr)


@given(documents)
def test_a_text_against_itself_is_all_open(given_document: Document) -> None:
    found = compared(given_document, given_document)
    assert {change.outcome for change in found} <= {"open"}
    assert not any(change.modified or change.gone or change.added for change in found)
    markup = mark_up(given_document)
    assert {bracket for change in found for bracket in change.old} == set(markup.brackets)
    assert all(change.old == change.new for change in found)


@given(documents, documents)
@example(document("["), document("[sic]"))
def test_every_bracket_is_in_a_change(old: Document, new: Document) -> None:
    found = compared(old, new)
    gone = [bracket for change in found for bracket in change.old]
    assert sorted(bracket.number for bracket in gone) == [bracket.number for bracket in mark_up(old)]
    assert {bracket.number for change in found for bracket in change.new} == {
        bracket.number for bracket in mark_up(new)
    }
    for change in found:
        assert (change.outcome in ("open", "opened")) == bool(change.new) or not (change.old or change.new)


def fates(old: str | list[str], new: str | list[str]) -> list[str]:
    """Say what became of brackets, one line each: `fate: old words > kept options | words now`."""
    sides = [document(*([side] if isinstance(side, str) else side)) for side in (old, new)]
    lines = []
    for change in compared(*sides):
        words = " + ".join(bracket.text for bracket in change.old or change.new)
        kept = f" > {', '.join(option.label or option.text for option in change.kept)}" if change.kept else ""
        added = f" + {', '.join(option.text for option in change.added)}" if change.added else ""
        now = f" | {change.text}" if change.text else ""
        lines.append(f"{change.outcome}{'*' * change.modified}: {words}{kept}{added}{now}")
    return lines


FATES: dict[str, tuple[str | list[str], str | list[str], list[str]]] = {
    "resolved": (
        "The Parties [shall][should] act in good faith.",
        "The Parties should act in good faith.",
        ["resolved: shall + should > should | should"],
    ),
    "resolved with an edit elsewhere": (
        "The Parties [shall][should] act in good faith.",
        "All Parties shall act together in good faith.",
        ["resolved: shall + should > shall | shall"],
    ),
    "options that share words": (
        "[Option 1: States shall act.] [Option 2: States should act.]",
        "States should act.",
        ["resolved: States shall act. + States should act. > Option 2 | States should act"],
    ),
    "what all options share is no choice": (
        "[Option 1: States shall act now.] [Option 2: States should act now.]",
        "States will act now.",
        ["replaced: States shall act now. + States should act now. | States will act now"],
    ),
    "an option is gone": (
        "The Parties [shall][should][may] act in good faith.",
        "The Parties [shall][may] act in good faith.",
        ["open: shall + should + may > shall, may"],
    ),
    "an option is new": (
        "The Parties [shall][should] act in good faith.",
        "The Parties [shall][should][may] act in good faith.",
        ["open: shall + should > shall, should + may"],
    ),
    "no text won": (
        "States act [Option 1: within two years] [Option 2: no text] in good faith.",
        "States act in good faith.",
        ["resolved: within two years + no text > Option 2"],
    ),
    "a compromise": (
        "The Parties [shall][should] act together in good faith.",
        "The Parties will act together in good faith.",
        ["replaced: shall + should | will"],
    ),
    "a slash": (
        "The Parties [shall/should] act in good faith.",
        "The Parties should act in good faith.",
        ["resolved: shall/should > should | should"],
    ),
    "closed, and what stood inside deleted": (
        "States act [promptly [and effectively]] in all matters.",
        "States act promptly in all matters.",
        ["closed: promptly [and effectively] | promptly", "deleted: and effectively"],
    ),
    "closed, and what stood inside too": (
        "States act [promptly [and effectively]] in all matters.",
        "States act promptly and effectively in all matters.",
        ["closed: promptly [and effectively] | promptly and effectively", "closed: and effectively | and effectively"],
    ),
    "the inner bracket closed": (
        "States act [promptly [and effectively]] in all matters.",
        "States act [promptly and effectively] in all matters.",
        ["open: promptly [and effectively]", "closed: and effectively | and effectively"],
    ),
    "a gap filled": (
        "It enters into force after [X] months of waiting.",
        "It enters into force after 12 months of waiting.",
        ["replaced*: X | 12"],
    ),
    "a number changed": (
        "It enters into force after [30] ratifications in all.",
        "It enters into force after [45] ratifications in all.",
        ["open*: 30"],
    ),
    "opened around words": (
        "States act promptly in all matters.",
        "States act [promptly] in all matters.",
        ["opened: promptly"],
    ),
    "opened with new words": (
        "States act in all matters.",
        "States act [promptly] in all matters.",
        ["opened*: promptly"],
    ),
    "closed beside one that opens": (
        "States [shall] act together in all matters.",
        "States shall [urgently] act together in all matters.",
        ["closed: shall | shall", "opened*: urgently"],
    ),
    "part of a word": (
        "The State[s] concerned act in all matters.",
        "The States concerned act in all matters.",
        ["closed: s | s"],
    ),
    "around clauses, closed and renumbered": (
        ["Parties meet every year.", "[States cut their waste.", "States use things again.]"],
        ["States cut their waste.", "States use things again.", "Parties meet every year."],
        ["closed: States cut their waste. States use things again. | States cut their waste. States use things again"],
    ),
    "around clauses, deleted": (
        ["Parties meet every year.", "[States cut their waste.", "States use things again.]"],
        ["Parties meet every year."],
        ["deleted: States cut their waste. States use things again."],
    ),
    "labels without brackets": (
        ["Option A: Parties reduce their plastic now", "Option B: Parties wait for science to speak"],
        ["Parties wait for science to speak"],
        ["resolved:  > Option B | Parties wait for science to speak"],
    ),
    "a split clause": (
        "Parties reduce [all of] their waste every year, and they report to the Secretariat [in writing].",
        [
            "Parties reduce all of their waste every year.",
            "They report to the Secretariat [in writing].",
        ],
        ["closed: all of | all of", "open: in writing"],
    ),
}


@pytest.mark.parametrize("name", FATES)
def test_a_fate(name: str) -> None:
    old, new, expected = FATES[name]
    assert fates(old, new) == expected


def test_a_long_clause_that_was_rewritten_is_judged_by_its_word_edits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Above its limit the search gives up; what stands in for it still tells what is plain."""
    search = following.cheapest
    monkeypatch.setattr(following, "cheapest", lambda old, new, skips: search(old, new, skips, limit=0))
    assert fates(*FATES["resolved"][:2]) == FATES["resolved"][2]
    assert fates(*FATES["a gap filled"][:2]) == FATES["a gap filled"][2]
