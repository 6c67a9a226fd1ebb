"""Parts: an objective is followed whatever its number, and whatever becomes of its title."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings

from cdiff.comparing import compare
from cdiff.comparing.lineage import table_of
from cdiff.core.citation import unit_of
from cdiff.core.model import Version
from cdiff.features.statistics.parts import Parts
from tests.compare.test_lineage import negotiations
from tests.support import version

SOME = settings(max_examples=settings().max_examples // 2)

DATA = "1. States shall collect accurate data on migration and publish them every year in an open format."
RETURN = "{}. States shall cooperate in facilitating safe and dignified return of those who have no right to stay."
VISAS = "2. States shall offer more visas to seasonal workers and to members of their families."


def parts_of(*texts: str) -> Parts:
    versions = [version(text, f"draft{at}", "gcm") for at, text in enumerate(texts, 1)]
    comparisons = [compare(old, new) for old, new in pairwise(versions)]
    return Parts(table_of(versions, comparisons), comparisons)


def named(parts: Parts) -> list[tuple[str | None, ...]]:
    return [part.citations for part in parts.parts]


def test_an_objective_is_followed_through_a_new_number() -> None:
    old = f"OBJECTIVE 1: Collect data\n\n{DATA}\n\nOBJECTIVE 2: Facilitate return\n\n{RETURN.format(2)}\n"
    new = (
        f"OBJECTIVE 1: Collect data\n\n{DATA}\n\nOBJECTIVE 2: Enhance pathways\n\n{VISAS}\n\n"
        f"OBJECTIVE 3: Facilitate return\n\n{RETURN.format(3)}\n"
    )
    assert named(parts_of(old, new)) == [
        ("objective 1", "objective 1"),
        (None, "objective 2"),
        ("objective 2", "objective 3"),
    ]


def test_an_objective_is_followed_through_a_new_title() -> None:
    old = f"OBJECTIVE 1: Collect data\n\n{DATA}\n\nOBJECTIVE 2: Facilitate return\n\n{RETURN.format(2)}\n"
    new = f"OBJECTIVE 1: Statistics\n\n{DATA}\n\nOBJECTIVE 2: Coming home, alone or with help\n\n{RETURN.format(2)}\n"
    assert named(parts_of(old, new)) == [("objective 1", "objective 1"), ("objective 2", "objective 2")]
    assert [part.title for part in parts_of(old, new).parts] == ["Statistics", "Coming home, alone or with help"]


def test_what_is_gone_keeps_its_place_and_its_name() -> None:
    old = f"OBJECTIVE 1: Enhance pathways\n\n{VISAS}\n\nOBJECTIVE 2: Facilitate return\n\n{RETURN.format(3)}\n"
    new = f"OBJECTIVE 1: Facilitate return\n\n{RETURN.format(1)}\n"
    parts = parts_of(old, new)
    assert named(parts) == [("objective 1", None), ("objective 2", "objective 1")]
    assert [part.name for part in parts.parts] == ["objective 1", "objective 1"]


@given(negotiations())
@SOME
def test_every_clause_is_in_the_part_of_its_heading(versions: list[Version]) -> None:
    comparisons = [compare(old, new) for old, new in pairwise(versions)]
    parts = Parts(table_of(versions, comparisons), comparisons)
    for at, each in enumerate(versions):
        units = unit_of(each.document)
        for clause in each.document:
            assert parts.parts[parts.of(at, clause.citation)].citations[at] == units[clause.citation]
        names = [part.citations[at] for part in parts.parts if part.citations[at] is not None]
        assert len(names) == len(set(names))
        assert set(names) == set(units.values())
    last = [part.citations[-1] for part in parts.parts if part.citations[-1]]
    order = list(dict.fromkeys(unit_of(versions[-1].document).values()))
    assert last == [unit for unit in order if unit]
