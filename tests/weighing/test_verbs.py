"""By which words somebody acts: a verb counts where a subject has it, not where it is a noun, month or condition."""

from __future__ import annotations

import pytest

from cdiff.comparing import compare
from cdiff.weighing.lexicon import lexicon
from cdiff.weighing.verbs import reworded, uses, verb_changes
from tests.support import parsed

WORDS = lexicon()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The States shall report in May 2030.", ["shall"]),
        ("The States may report each May.", ["may"]),
        ("They report in May, of their own will.", []),
        ("They will report on political will.", ["will"]),
        ("The Shall Act is old.", []),
        ("They shall not report and shall never pay.", ["shall not", "shall never"]),
        ("We commit and decide to pay.", ["commit", "decide"]),
        ("Requests of the keeper are read.", []),
        ("Request by the keeper.", []),
        ("Towns where we decide are small.", []),
        ("The lamp that burns decides nothing.", []),
    ],
)
def test_where_a_word_is_a_verb_of_the_lexicon(text: str, found: list[str]) -> None:
    assert [use.printed(text) for use in uses(text, WORDS)] == found


def told(old: str, new: str) -> list[str]:
    """Say what became of the verbs of a clause: `shall > may`."""
    others = "\n\n8. The lamps of the towns are lit at dusk by the keeper.\n"
    comparison = compare(*(parsed(f"1. {text}{others}") for text in (old, new)))
    changed = [found for change in comparison if change.is_change and (found := reworded(change))]
    return [f"{each.old} > {each.new}{'!' * each.denied}" for one in changed for each in verb_changes(one, WORDS)]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("The States shall report.", "The States may report.", ["shall > may"]),
        ("The States shall report.", "The States shall not report.", ["shall > shall not!"]),
        ("The States shall never report.", "The States shall report.", ["shall never > shall!"]),
        ("The States shall not report.", "The States shall not pay.", []),
        ("The States shall report.", "The States report.", ["shall > "]),
        ("The States report.", "The States shall report.", [" > shall"]),
    ],
)
def test_what_became_of_a_verb(old: str, new: str, said: list[str]) -> None:
    assert told(old, new) == said
