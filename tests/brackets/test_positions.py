"""Who proposes, supports, opposes, reserves, deletes, moves, keeps and merges; and what is wording all the same."""

from __future__ import annotations

import pytest

from cdiff.features.brackets import mark_up
from cdiff.features.brackets.conventions import conventions
from tests.brackets.texts import document


def said(text: str, *parties: str) -> list[tuple[tuple[str, ...], str]]:
    found = mark_up(document(text), conventions(parties)).attributions
    return [(attribution.parties, attribution.stance) for attribution in found]


ATTRIBUTIONS = {
    "[EU: act]": [(("EU",), "proposes")],
    "[US alt: act]": [(("US",), "alternative")],
    "(Mexico, Switzerland) Parties act.": [(("Mexico", "Switzerland"), "proposes")],
    "Parties act. (G77 and China)": [(("G77 and China",), "proposes")],
    "Parties [shall] [USA/Canada]": [(("USA", "Canada"), "proposes")],
    "Parties [shall] (EU) act": [(("EU",), "proposes")],
    "Parties act – EU reserve": [(("EU",), "reserves")],
    "Parties act. [EU, Japan reserve]": [(("EU", "Japan"), "reserves")],
    "Parties meet (Geneva, 2018).": [],
    "(a) Parties act": [],
    "[Note: act]": [],
    "They met in Paris (France).": [],
    "the European Union (EU) acts": [],
    "us: act": [],
}


@pytest.mark.parametrize("text", ATTRIBUTIONS)
def test_an_attribution(text: str) -> None:
    assert said(text) == ATTRIBUTIONS[text]


def test_a_user_adds_parties() -> None:
    assert said("(Ruritania) Parties act.") == []
    assert said("(Ruritania) Parties act.", "Ruritania") == [(("Ruritania",), "proposes")]


def positions(text: str) -> list[str]:
    """List who does what, and then the brackets that are wording."""
    found = mark_up(document(text))
    named = [f"{'+'.join(row.parties)} {row.stance} {row.about}".strip() for row in found.attributions]
    return [*named, *(f"[{bracket.text}]" for bracket in found)]


POSITIONS = {
    "Act [Japan: delete paragraph].": ["Japan deletes paragraph"],
    "Act [US: delete: promptly] now.": ["US deletes promptly"],
    "Act [US: deletes “promptly”] now.": ["US deletes “promptly”"],
    "Act. [Mexico: move to OP5]": ["Mexico moves to OP5"],
    "Act. [Mexico: move up]": ["Mexico moves up"],
    "Act. [Mexico: move after paragraph 3]": ["Mexico moves after paragraph 3"],
    "Act. [EU: retain]": ["EU keeps"],
    "Act. [EU: keep original text]": ["EU keeps original text"],
    "Act. [EU: merge with 4]": ["EU merges with 4"],
    "Act. [EU: merge into OP3]": ["EU merges into OP3"],
    "Act. [G77: replace by “duly”]": ["G77 alternative by “duly”"],
    "Act. [G77: add: and publish]": ["G77 proposes and publish"],
    "Act. [Japan deletes paragraph 3]": ["Japan deletes paragraph 3"],
    "[move to OP5] Act.": ["moves to OP5"],
    "Act. [delete paragraph]": ["deletes paragraph"],
    "Act. [EU reserves]": ["EU reserves"],
    "Act. [Syldavia reserves.]": ["Syldavia reserves"],
    "Act. (EU, US reserve position)": ["EU+US reserves"],
    "Act. (Syldavia reserves its position)": ["Syldavia reserves"],
    "Act. [EU scrutiny reservation]": ["EU reserves"],
    "Act. [Japan to revert]": ["Japan reserves"],
    "Act. [EU reserves until Monday]": ["EU reserves"],
    "Act. – EU reserves its position.": ["EU reserves"],
    "Act [now]. (bracketed by Syldavia)": ["Syldavia reserves", "[now]"],
    "[bracketed by EU: pending] Act.": ["EU reserves pending"],
    "Act. [EU supports]": ["EU supports"],
    "Act. [Japan can accept this text]": ["Japan supports"],
    "Act. [supported by Norway and Chile]": ["Norway+Chile supports"],
    "Act. [US opposes]": ["US opposes"],
    "Act. [China cannot accept this paragraph]": ["China opposes"],
    "Act. [Syldavia does not support the deletion]": ["Syldavia opposes"],
    "Act. [+EU, -US]": ["EU supports", "US opposes"],
    "Act. [+EU]": ["EU supports"],
    "Act [Brazil, +Mexico, -US: and publish].": ["Brazil proposes", "Mexico supports", "US opposes", "[and publish]"],
    "Act [+Mexico, Chile: now].": ["Mexico+Chile supports", "[now]"],
    "Act [−US, +Syldavia: now].": ["Syldavia supports", "US opposes", "[now]"],
    "[EU, Borduria: Act.]": ["EU+Borduria proposes", "[Act.]"],
    "[CHN/IND: now]": ["CHN+IND proposes", "[now]"],
    "[Chair's proposal: Act.]": ["Chair proposes", "[Act.]"],
    "[Co-Chairs’ compromise text: Act.]": ["Co-Chairs proposes", "[Act.]"],
    "Act [US: delete].": ["US deletes", "[delete]"],
    "Act [Option 2 (EU, Mexico): now].": ["EU+Mexico proposes", "[now]"],
    "Act [US alt: now].": ["US alternative", "[now]"],
}
WORDING = {
    "[EU: delete personal data]": ["EU proposes", "[delete personal data]"],
    "[EU: keep records of lamps]": ["EU proposes", "[keep records of lamps]"],
    "[EU: move freely across borders]": ["EU proposes", "[move freely across borders]"],
    "[EU: add value to products]": ["EU proposes", "[add value to products]"],
    "[Parties reserve the right]": ["[Parties reserve the right]"],
    "[States reserve]": ["[States reserve]"],
    "[States support each other]": ["[States support each other]"],
    "[Japan: States agree]": ["Japan proposes", "[States agree]"],
    "States [retain] the right": ["[retain]"],
    "States [support] it": ["[support]"],
    "[Geneva: a place]": ["[Geneva: a place]"],
    "[merged companies]": ["[merged companies]"],
    "[-10 degrees]": ["[-10 degrees]"],
    "They met (Geneva reserves) in all.": [],
    "[The Committee reserves its position]": ["[The Committee reserves its position]"],
}


@pytest.mark.parametrize("text", POSITIONS)
def test_a_position(text: str) -> None:
    assert sorted(positions(text)) == sorted(POSITIONS[text])


@pytest.mark.parametrize("text", WORDING)
def test_what_is_wording(text: str) -> None:
    assert positions(text) == WORDING[text]


def test_an_instruction_and_a_position_are_asides() -> None:
    found = mark_up(document("Act. [EU: retain] [US opposes] [Chair: see paragraph 4] [+EU]"))
    assert [aside.reason for aside in found.asides] == ["instruction", "attribution", "note", "attribution"]
    assert found.brackets == ()
