"""What a party is named with, and what stands in a clause: marks of one version, changes of two."""

from __future__ import annotations

import pytest

from cdiff.core.errors import CdiffError, CitationError
from cdiff.core.model import Version
from cdiff.features.brackets import mark_up
from cdiff.features.brackets.versions import Marked, Narrowing, choose, compare_brackets, narrow
from tests.brackets.texts import document

TEXTS = (
    "States [shall][EU: should] act. [agreed]",
    "[Option 1: act] [Option 2 (Mexico): wait] in [2030].",
    "They meet [now [EU: and then]]. [US reserves]",
    "States [may/can] go. (Norway)",
    "One [lost",
)


def marked(*texts: str, label: str = "new") -> Marked:
    version = Version(label, document(*(texts or TEXTS)))
    return Marked(version, mark_up(version.document))


def shown(wanted: Narrowing) -> list[str]:
    listed = narrow(marked(), wanted).markup
    named = [f"{', '.join(row.parties)} {row.stance}" for row in listed.attributions]
    return [*(bracket.text for bracket in listed), *named]


def test_without_a_wish_all_is_shown() -> None:
    assert narrow(marked(), Narrowing()) == marked()


PARTIES = {
    "EU": ["shall", "should", "and then", "EU proposes", "EU proposes"],
    "eu": ["shall", "should", "and then", "EU proposes", "EU proposes"],
    "Mexico": ["act", "wait", "Mexico proposes"],
    "US": ["US reserves"],
    "Norway": ["Norway proposes"],
}


@pytest.mark.parametrize("party", PARTIES)
def test_a_party(party: str) -> None:
    assert shown(Narrowing(parties=[party])) == PARTIES[party]


def test_what_is_left_keeps_its_number() -> None:
    whole, listed = marked().markup, narrow(marked(), Narrowing(parties=["Mexico"])).markup
    assert [bracket.number for bracket in listed] == [3, 4]
    assert listed.bracket(4) == whole.bracket(4)
    assert [choice.number for choice in listed.choices] == [2]
    assert listed.choice(2) == whole.choice(2)
    assert (listed.statuses, listed.faults) == ((), ())


def test_a_clause() -> None:
    assert shown(Narrowing(clauses=["2"])) == ["act", "wait", "2030", "Mexico proposes"]
    assert shown(Narrowing(clauses=["4"])) == ["may/can", "Norway proposes"]
    assert shown(Narrowing(clauses=["1", "4"])) == ["shall", "should", "may/can", "EU proposes", "Norway proposes"]
    one = narrow(marked(), Narrowing(clauses=["1"])).markup
    assert [status.word for status in one.statuses] == ["agreed"]
    assert one.faults == ()
    assert len(narrow(marked(), Narrowing(clauses=["5"])).markup.faults) == 1
    assert shown(Narrowing(parties=["EU"], clauses=["3"])) == ["and then", "EU proposes"]


def test_options_without_brackets_in_a_clause() -> None:
    listed = marked("Option A: act", "Option B: wait", "All meet.")
    assert len(narrow(listed, Narrowing(clauses=["2"])).markup.choices) == 1
    assert narrow(listed, Narrowing(clauses=["3"])).markup.choices == ()


def test_a_party_or_a_clause_that_is_not_there() -> None:
    with pytest.raises(CdiffError, match="--party: new does not name 'EUU'; did you mean EU"):
        narrow(marked(), Narrowing(parties=["EUU"]))
    with pytest.raises(CitationError, match="no clause '9'"):
        narrow(marked(), Narrowing(clauses=["9"]))


def test_changes_of_two_versions() -> None:
    old, new = marked(label="old"), marked("States should act.", *TEXTS[1:])
    whole = compare_brackets(old, new)
    assert choose(whole, Narrowing()) == whole
    assert [change.outcome for change in choose(whole, Narrowing(only=["resolved,closed"]))] == ["resolved"]
    assert [change.outcome for change in choose(whole, Narrowing(parties=["EU"]))] == ["resolved", "open"]
    assert [change.outcome for change in choose(whole, Narrowing(clauses=["1"]))] == ["resolved"]
    assert len(choose(whole, Narrowing(parties=["EU"], clauses=["3"])).changes) == 1
    with pytest.raises(CdiffError, match="old or new does not name 'Chile'"):
        choose(whole, Narrowing(parties=["Chile"]))
    with pytest.raises(CitationError, match="no clause '9'"):
        choose(whole, Narrowing(clauses=["9"]))


def test_a_clause_of_one_version_alone() -> None:
    old, new = marked("All act together.", "[They meet every year.]", label="old"), marked("All act together.")
    whole = compare_brackets(old, new)
    assert [change.outcome for change in choose(whole, Narrowing(clauses=["2"]))] == ["deleted"]
    back = compare_brackets(Marked(new.version, new.markup), old)
    assert [change.outcome for change in choose(back, Narrowing(clauses=["2"]))] == ["opened"]
