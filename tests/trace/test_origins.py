"""In which version each word of a text entered, on small texts that are traced by hand."""

from __future__ import annotations

from itertools import pairwise

from cdiff.comparing import compare
from cdiff.comparing.lineage import table_of
from cdiff.features.trace import provenance
from cdiff.features.trace.origins import provenance_of
from tests.support import version

ONE = "1. The keepers light every lamp at dusk.\n\n2. The town pays for the oil."
TWO = "1. The keepers light every lamp at dusk and at dawn.\n\n2. The town pays for the oil."
THREE = "1. The keepers light every lamp at dusk.\n\n2. The town pays for the oil and for the wicks."
DRAFTS = [version(text, f"d{at}") for at, text in enumerate((ONE, TWO, THREE, TWO))]


def words(upto: int, citation: str) -> dict[str, set[str]]:
    found = provenance(DRAFTS[:upto])
    told = next(told for clause, told in found if clause.citation == citation)
    entered: dict[str, set[str]] = {}
    for word in told:
        entered.setdefault(word.entered, set()).add(word.text.strip())
    return entered


def test_a_word_is_owed_to_the_version_that_first_has_it() -> None:
    assert words(2, "1")["d1"] == {"and", "at", "dawn"}
    assert words(3, "1") == {"d0": {"The", "keepers", "light", "every", "lamp", "at", "dusk", "."}}
    assert words(3, "2")["d2"] == {"and", "for", "the", "wicks"}


def test_words_that_come_back_keep_their_birth_and_say_where_they_were_not() -> None:
    found = provenance(DRAFTS)
    told = next(told for clause, told in found if clause.citation == "1")
    dawn = next(word for word in told if word.text.startswith("dawn"))
    assert dawn.entered == "d1"
    assert [(away.left, away.back) for away in dawn.absences] == [("d2", "d3")]
    assert found.total.returned == 3
    assert found.total.words == (13, 3, 0, 0)


def test_a_part_is_counted_alone() -> None:
    comparisons = [compare(old, new) for old, new in pairwise(DRAFTS)]
    table = table_of(DRAFTS, comparisons)
    part = provenance_of(table, comparisons, wanted={"2"})
    assert [clause.citation for clause, _ in part] == ["2"]
    assert part.total.words == (6, 0, 0, 0)
    assert provenance_of(table, comparisons, 2).version is DRAFTS[2]
    assert sum(provenance_of(table, comparisons, 2).total.words) == 17
