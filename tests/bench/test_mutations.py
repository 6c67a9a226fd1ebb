"""A share of the mutation bench: one fault of each kind, and the text without any."""

from __future__ import annotations

import pytest

from bench.mutations import KINDS, Fault, clean, faults, is_found, original, run

SHARE = list(faults(len(KINDS), seed=7))


@pytest.mark.parametrize("fault", SHARE, ids=lambda fault: fault.kind)
def test_the_right_rule_finds_it_at_the_right_clause(fault: Fault) -> None:
    assert is_found(fault, run(fault))


def test_the_same_seed_gives_the_same_faults() -> None:
    assert list(faults(len(KINDS), seed=7)) == SHARE
    assert all(fault.text != original() for fault in SHARE)
    assert len({fault.kind for fault in SHARE}) == len(KINDS)


def test_the_text_without_a_fault_has_its_documented_slips_only() -> None:
    assert clean() == []


def test_a_letter_that_is_a_small_number_too_is_counted_as_a_letter() -> None:
    """(g), (i), (i), (j): the first (i) is no first item below (g)."""
    lines = original().split("\n")
    at = next(at for at, line in enumerate(lines) if at > 440 and line.startswith("h)"))
    lines[at] = "i)" + lines[at][2:]
    assert is_found(
        Fault("wrong letter", "\n".join(lines), ("structure/letters",), ("26(i)", "26(i) [2]")),
        run(Fault("", "\n".join(lines), (), ())),
    )
