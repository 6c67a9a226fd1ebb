"""Typed tables of contents are set aside, and what only looks like one stays."""

from __future__ import annotations

import pytest

from cdiff.parsing.contents import set_contents_aside
from cdiff.parsing.lines import TextLine


def kept_of(*texts: str) -> list[str]:
    lines = [
        TextLine(text, at, 1, whole=False, wide=False, heading=0, wrapped=False) for at, text in enumerate(texts, 1)
    ]
    kept, removed = set_contents_aside(lines)
    assert len(kept) + len(removed) >= len(lines)
    assert all(row.reason.startswith("table of contents") for row in removed)
    return [line.text for line in kept]


BODY = ("1. Scope", "It applies.", "2. Oil", "It is shared.")


@pytest.mark.parametrize(
    "title", ["Contents", "TABLE OF CONTENTS", "ARRANGEMENT OF SECTIONS", "Inhalt", "Índice", "目录"]
)
def test_entries_that_come_again_are_set_aside(title: str) -> None:
    assert kept_of("An act", title, "1. Scope", "2. Oil", *BODY) == ["An act", *BODY]


def test_dots_and_pages_mark_entries() -> None:
    assert kept_of("Contents", "Scope ........ 1", "Oil and wicks ........ 22", *BODY) == [*BODY]


def test_a_part_and_its_title_are_entries() -> None:
    table = ("Contents", "PART I", "GENERAL", "1. Scope", "PART II", "GOODS", "2. Oil")
    assert kept_of(*table, "PART I", "GENERAL", *BODY[:2], "PART II", "GOODS", *BODY[2:])[:2] == ["PART I", "GENERAL"]


def test_a_table_glued_into_one_line_is_cut_behind_its_last_page() -> None:
    assert kept_of("Scope ..... 1 Oil ..... 2 Preamble", *BODY) == ["Preamble", *BODY]


@pytest.mark.parametrize("texts", [("Contents", "The box holds lamps.", *BODY), ("Contents", "Scope", *BODY), BODY])
def test_what_is_no_table_stays(texts: tuple[str, ...]) -> None:
    assert kept_of(*texts) == [*texts]


def test_parts_of_several_schedules_and_a_title_that_two_entries_share_do_not_end_the_table() -> None:
    table = ("Contents", "PART 1", "GENERAL", "1. Scope", "2. Access", "SCHEDULE 1 — ACCESS", "PART 1 — WORKS")
    body = ("PART 1", "GENERAL", "Scope", "1. It applies.", "Access", "2. It is free.", "SCHEDULE 1", "Access")
    assert kept_of(*table, *body, "PART 1", "Works") == [*body, "PART 1", "Works"]
