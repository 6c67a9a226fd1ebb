"""How the words of a clause are known: the runs of it, and what each place belongs to."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdiff.core.evidence import KnownWords
from cdiff.core.model import EVIDENCE_KINDS, Evidence, Version
from cdiff.core.records import replace
from tests.drafts import documents
from tests.support import parsed

TEXT = "1. We agree to work together and to work well."


def known(*evidence: Evidence, words: str = "carried") -> tuple[KnownWords, Version]:
    version = Version("rev1", parsed(TEXT), words=words, evidence=evidence)
    return KnownWords(version), version


@pytest.mark.parametrize(
    ("evidence", "runs"),
    [
        ((), [("We agree to work together and to work well.", "carried")]),
        ((Evidence("attested", "1"),), [("We agree to work together and to work well.", "attested")]),
        (
            (Evidence("documented", "1", "work", 2),),
            [("We agree to work together and to ", "carried"), ("work", "documented"), (" well.", "carried")],
        ),
        (
            (Evidence("documented", "1", "We agree to work"), Evidence("attested", "1", "agree")),
            [
                ("We ", "documented"),
                ("agree", "attested"),
                (" to work", "documented"),
                (" together and to work well.", "carried"),
            ],
        ),
        ((Evidence("attested", "1", "work"),), [("We agree to work together and to work well.", "carried")]),
        ((Evidence("attested", "2", "We"),), [("We agree to work together and to work well.", "carried")]),
    ],
)
def test_runs(evidence: tuple[Evidence, ...], runs: list[tuple[str, str]]) -> None:
    words, version = known(*evidence)
    assert words.runs(version.document["1"]) == runs


def test_a_hole_in_a_text_that_was_read() -> None:
    words, version = known(Evidence("carried", "1", "well"), words="attested")
    assert not version.is_known
    assert words.knows_some(version.document["1"])
    assert not words.knows(version.document["1"])


@given(documents(), st.data())
def test_the_runs_of_a_clause_are_its_text(document: object, data: st.DataObject) -> None:
    version = Version("rev1", document, words="carried")  # type: ignore[arg-type]
    evidence = []
    for clause in version.document:
        start = data.draw(st.integers(0, len(clause.text)))
        words = clause.text[start : data.draw(st.integers(start, len(clause.text)))]
        evidence.append(Evidence(data.draw(st.sampled_from(EVIDENCE_KINDS)), clause.citation, words))
    version = replace(version, evidence=tuple(evidence))
    found = KnownWords(version)
    for clause in version.document:
        runs = found.runs(clause)
        assert "".join(text for text, _ in runs) == clause.text
        assert all(one[1] != other[1] for one, other in pairwise(runs))
        kinds = [kind for text, kind in runs for _ in text]
        assert found.kinds(clause, range(len(clause.text))) == kinds
