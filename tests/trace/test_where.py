"""A clause of one version in the numbering of another, directly and through the versions in between."""

from __future__ import annotations

from itertools import pairwise

import pytest

from cdiff.comparing import compare
from cdiff.comparing.lineage import table_of
from cdiff.features.trace.biography import Biographer
from cdiff.features.trace.model import Whereabouts
from cdiff.features.trace.where import concordance_of, whereabouts
from tests.support import version

KEEPERS = "The keepers of the harbour light every lamp at dusk and put it out at dawn."
OIL = "The town pays for the oil that the lamps of the harbour burn in winter."
GUESTS = "Guests may visit the tower on the first day of each month with a guide."
WICKS = "Wicks are cut from cotton by the apprentices before the autumn storms begin."
FIRST, SECOND = "The keepers of the harbour light every lamp at dusk", "they put every lamp out at dawn in all seasons."


def numbered(*texts: str) -> str:
    return "\n\n".join(f"{number}. {text}" for number, text in enumerate(texts, 1))


def lives(*drafts: str) -> Biographer:
    versions = [version(text, f"d{at}") for at, text in enumerate(drafts)]
    comparisons = [compare(old, new) for old, new in pairwise(versions)]
    return Biographer(table_of(versions, comparisons))


def found(drafts: tuple[str, ...], places: tuple[int, int], citation: str) -> Whereabouts:
    made = lives(*drafts)
    early, late = sorted(places)
    direct = compare(made.table.versions[early], made.table.versions[late])
    return whereabouts(made, places, citation, direct)


RENUMBERED = (numbered(KEEPERS, OIL), numbered(WICKS, KEEPERS, OIL), numbered(WICKS, OIL))


def test_a_clause_that_was_renumbered_is_found_both_ways() -> None:
    there = found(RENUMBERED, (0, 2), "2")
    assert [match.clause.citation for match in there.direct] == ["2"]
    assert [match.clause.citation for match in there.through] == ["2"]
    assert [(place.label, place.citation) for place in there.way] == [("d0", "2"), ("d1", "3"), ("d2", "2")]
    back = found(RENUMBERED, (1, 0), "3")
    assert [match.clause.citation for match in back.through] == ["2"]
    assert [place.label for place in back.way] == ["d1", "d0"]


def test_a_clause_that_ended_says_where_and_what_is_closest() -> None:
    gone = found(RENUMBERED, (0, 2), "1")
    assert (gone.direct, gone.through, gone.ended) == ((), (), "d2")
    new = found(RENUMBERED, (1, 0), "1")
    assert (new.through, new.ended) == ((), "d1")
    assert gone.closest is not None
    assert (gone.closest.similarity or 1) < 0.5


def test_both_parts_of_a_split_are_found_and_lead_back() -> None:
    drafts = (numbered(f"{FIRST}, and {SECOND}", OIL), numbered(f"{FIRST}.", f"And {SECOND}", OIL))
    assert [match.clause.citation for match in found(drafts, (0, 1), "1").through] == ["1", "2"]
    for part in ("1", "2"):
        assert [match.clause.citation for match in found(drafts, (1, 0), part).through] == ["1"]
    merged = drafts[::-1]
    assert [match.clause.citation for match in found(merged, (1, 0), "1").through] == ["1", "2"]


def test_an_unknown_citation_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        found(RENUMBERED, (0, 1), "9")


def test_a_concordance_has_a_row_for_each_lineage() -> None:
    entries = concordance_of(lives(*RENUMBERED)).entries
    rows = [[cited.citation for cited in entry.cited] for entry in entries]
    assert sorted(rows) == [["", "1", "1"], ["1", "2", ""], ["2", "3", "2"]]
    assert all(entry.similarity == 1 for entry in entries)
