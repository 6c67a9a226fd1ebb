"""What a bracket holds behind its head."""

from __future__ import annotations

import pytest

from cdiff.features.brackets import mark_up
from tests.brackets.texts import document

CONTENTS = {
    "X": "placeholder",
    "XX per cent": "placeholder",
    "…": "placeholder",
    "...": "placeholder",
    "": "placeholder",
    "placeholder": "placeholder",
    "Placeholder for finance": "placeholder",
    "to be determined": "placeholder",
    "no text": "nothing",
    "No text.": "nothing",
    "Option 3: no text": "nothing",
    "nested": "words",
    "yes": "words",
    "30": "words",
}


@pytest.mark.parametrize("text", CONTENTS)
def test_what_a_bracket_holds(text: str) -> None:
    assert mark_up(document(f"within [{text}] days")).bracket(1).content == CONTENTS[text]
