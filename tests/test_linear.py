"""Patterns of the house on long runs: each of these took the square of the length, and would not end here."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from cdiff.core.errors import ReadError
from cdiff.core.model import Clause
from cdiff.features.brackets import mark_up
from cdiff.features.brackets.marking import DEEPEST
from cdiff.features.check.model import RawFinding, SourceLine
from cdiff.features.check.places import FileLines, located
from cdiff.reading import read_bytes
from cdiff.telling.layout import fit
from tests import patterns
from tests.brackets.texts import document
from tests.support import ROOT

MANY = 200_000


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="has no limits for the time of the processor")
def test_every_pattern_of_the_house_is_linear() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "tests.patterns"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stdout.strip()) == (0, ""), told.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="has no limits for the time of the processor")
@pytest.mark.parametrize(
    ("pattern", "method"),
    [(r"\s+$", "search"), (r"(?:a|b|ab)+c", "match"), (r"\[[^\]]*\]", "search"), (r"x\s*,?\s*y", "fullmatch")],
)
def test_a_pattern_that_is_not_linear_is_found(pattern: str, method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "PATIENCE", 0.1)
    _, found = patterns.slow(patterns.Pattern(pattern, 0, {"here"}, {method}))
    assert [told.split()[0] for told in found] == [method]


def test_a_pattern_that_nobody_explains_is_an_error() -> None:
    call = ast.parse("re.compile(word + 'x')", mode="eval").body
    assert isinstance(call, ast.Call)
    with pytest.raises(patterns.UnknownPatternError, match=r"core/errors\.py:1: name 'word' is not defined"):
        patterns.computed("core/errors.py", call)


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        ("<html><body><p ", ">1. x</p></body></html>", "a.html"),
        ('<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act ', "/></akomaNtoso>", "a.xml"),
    ],
)
def test_many_attributes_are_refused(before: str, after: str, name: str) -> None:
    attributes = " ".join(f'a{number}="1"' for number in range(50_000))
    with pytest.raises(ReadError, match="more than 5,000 attributes"):
        read_bytes(f"{before}{attributes}{after}".encode(), name)


SIGNS = {
    "open ones alone": ("[", "", 0),
    "closed ones alone": ("]", "", 0),
    "in each other": ("[", "]", DEEPEST),
    "side by side": ("[a b] ", "", MANY // 10),
    "footnote marks": ("[^1]", "", 0),
    "omissions in quotations": ('"[…] ', "", None),
}


@pytest.mark.parametrize("name", SIGNS)
def test_many_brackets_are_read_in_linear_time(name: str) -> None:
    before, after, expected = SIGNS[name]
    many = MANY // 10
    found = mark_up(document(f"x{before * many}x{after * many}"))
    if expected is not None:
        assert len(found.brackets) == expected
    told = [fault for fault in found.faults if not fault.alone]
    assert len(told) == (name == "in each other")


def test_what_is_nested_too_deep_is_told_once() -> None:
    deep = DEEPEST + 3
    found = mark_up(document(f"a {'[' * deep}b{']' * deep} c {'[' * deep}d{']' * deep}"))
    assert len(found.brackets) == 2 * DEEPEST
    assert max(bracket.depth for bracket in found) == DEEPEST
    assert [(fault.place.offset, fault.alone) for fault in found.faults] == [(2 + DEEPEST, False)]
    assert "inside 50 others" in found.faults[0].message
    assert [aside.reason for aside in found.asides] == ["nested too deep"] * 2


def test_many_findings_of_the_same_words_are_placed_in_linear_time() -> None:
    many = MANY // 10
    clause = Clause("1", "paragraph", "1.", "[" * many)
    where = FileLines("a.txt", "received", [SourceLine(1, f"1. {clause.text}")], {"1": 1})
    findings = [RawFinding("a/b", "m", clause, at, at + 1) for at in range(many)]
    assert [located(finding, where).column for finding in findings] == list(range(4, many + 4))


def test_a_long_text_is_cut_in_linear_time() -> None:
    assert fit("x" * MANY, MANY - 1) == "x" * (MANY - 2) + "…"
    assert fit("移民" * MANY, 6) == "移民… "
