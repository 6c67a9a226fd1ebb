"""Warnings of the numbering: a few one by one, the rest counted."""

from __future__ import annotations

from tests.support import parsed


def test_many_warnings_of_the_numbering_are_counted() -> None:
    quoted = "".join(f"Amendment on recital {at}\n\n{at * 7}. A text that is quoted.\n\n" for at in range(1, 31))
    told = [each.message for each in parsed(quoted).warnings if each.message.startswith("numbering")]
    assert len(told) == 11
    assert told[-1] == "numbering jumps at 20 more places, the last here: does the draft quote numbered texts?"
