"""Where the title is: at the start, or below the session and the item that a document of a body begins with."""

from __future__ import annotations

from cdiff.core.model import Block, Document, Reading, Source
from cdiff.parsing import parse

SOURCE = Source("draft.pdf", "application/pdf", "", b"")


def document(*lines: tuple[str, int]) -> Document:
    blocks = [Block(text, at, 1, whole=True, heading=heading) for at, (text, heading) in enumerate(lines, 1)]
    return parse(Reading(SOURCE, tuple(blocks)), "plain")


def titles(*lines: tuple[str, int]) -> list[str]:
    return [clause.text for clause in document(*lines) if clause.kind == "title"]


BODY = (("1. Welcomes the agreement;", 0), ("2. Decides to meet again.", 0))


def test_the_one_line_of_the_first_rank_is_the_title() -> None:
    front = (("Seventy-seventh session", 3), ("Agenda item 72", 0), ("Resolution adopted on 1 August", 1))
    assert titles(*front, *BODY) == ["Resolution adopted on 1 August"]


def test_else_it_is_the_first_line() -> None:
    assert titles(("A draft", 0), ("Preamble of it", 1), *BODY) == ["A draft"]
    assert titles(("A draft", 2), ("One part", 1), *BODY, ("Other part", 1)) == ["A draft"]
    far = tuple((f"A word of it, {at}.", 0) for at in range(12))
    assert titles(("A draft", 2), *far, ("The part", 1), *BODY) == ["A draft"]


def test_a_heading_that_the_format_prints_may_be_long() -> None:
    long = "Activities of other bodies of the Commission and of other organizations of interest to the Centre for Trade"
    kinds = {clause.text: clause.kind for clause in document(("A draft", 1), (long, 2), *BODY)}
    assert kinds[long] != "text"
