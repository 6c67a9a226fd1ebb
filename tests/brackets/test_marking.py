"""Marks of negotiation in one document: every convention by a real form of it, and what looks like it and is none."""

from __future__ import annotations

import pytest
from hypothesis import example, given

from cdiff.core.model import Document
from cdiff.features.brackets import mark_up, status_of
from cdiff.features.brackets.conventions import conventions
from cdiff.features.brackets.model import Bracket, Markup, TextPlace
from tests.brackets.texts import document, documents, signs


@given(documents)
@example(document("[Note: a [b] [c", "d] e]"))
@example(document("[agreed", "] x [", "0, 1) [^1"))
def test_every_square_bracket_is_one_thing(given_document: Document) -> None:
    """Contract: each `[` and `]` is the end of one bracket, in one aside, or one fault."""
    found = mark_up(given_document)
    counted = [end for bracket in found for end in (bracket.start, bracket.end)] + [
        fault.place for fault in found.faults
    ]
    every = signs(given_document.clauses)
    counted += [
        TextPlace(*sign) for sign in every for aside in found.asides if aside.start <= TextPlace(*sign) < aside.end
    ]
    assert sorted(counted) == sorted(TextPlace(*sign) for sign in every)


@given(documents)
def test_brackets_are_nested_and_numbered_in_order(given_document: Document) -> None:
    found = mark_up(given_document)
    assert [bracket.number for bracket in found] == list(range(1, len(found.brackets) + 1))
    for bracket in found:
        around = [other for other in found if other.start < bracket.start and bracket.end < other.end]
        crossing = [other for other in found if bracket.start < other.start < bracket.end < other.end]
        assert crossing == []
        assert bracket.depth == len(around) + 1
        assert bracket.parent == (around[-1].number if around else 0)
        assert set(found.inside(bracket)) == {other for other in found if bracket in _around(other, found)}


def _around(bracket: Bracket, found: Markup) -> list[Bracket]:
    parents: list[Bracket] = []
    number = bracket.parent
    while number:
        parents.append(found.bracket(number))
        number = found.bracket(number).parent
    return parents


@given(documents)
def test_options_stand_in_order_and_in_one_choice(given_document: Document) -> None:
    found = mark_up(given_document)
    for choice in found.choices:
        assert len(choice.options) > 1
        places = [option.start for option in choice.options]
        assert places == sorted(places)
    for bracket in found:
        of = [
            choice.number for choice in found.choices for option in choice.options if option.bracket == bracket.number
        ]
        assert of == ([bracket.choice] if bracket.choice else [])


def opened(*texts: str | tuple[str, str, str]) -> list[str]:
    """List the open brackets of a text as `depth content label by | words`."""
    found = mark_up(document(*texts))
    assert not found.faults
    return [
        f"{bracket.depth} {' '.join(filter(None, [bracket.label, ', '.join(bracket.by)]))}| {bracket.text}".replace(
            " |", "|"
        )
        for bracket in found
    ]


BRACKETS = {
    "words": ("Parties [shall] act", ["1| shall"]),
    "nested": ("act [promptly [and effectively]]", ["1| promptly [and effectively]", "2| and effectively"]),
    "three deep": ("[a [b [c]]]", ["1| a [b [c]]", "2| b [c]", "3| c"]),
    "an option with a label": ("[Option 1: Parties shall act.]", ["1 Option 1| Parties shall act."]),
    "a label without a colon": ("[Option A Parties shall act]", ["1 Option A| Parties shall act"]),
    "a label with a dash": ("[Alt 1 – Parties shall act]", ["1 Alt 1| Parties shall act"]),
    "an alternative": ("[Alternative B. Parties act]", ["1 Alternative B| Parties act"]),
    "a bare label": ("[Alt: act]", ["1 Alt| act"]),
    "an alternative by number": ("[OP6alt: Calls upon]", ["1 OP6alt| Calls upon"]),
    "an attribution": ("[EU: Parties shall]", ["1 EU| Parties shall"]),
    "several parties": ("[EU, Mexico: act]", ["1 EU, Mexico| act"]),
    "parties with a slash": ("[USA/Canada: act]", ["1 USA, Canada| act"]),
    "a group": ("[G77 and China: act]", ["1 G77 and China| act"]),
    "supporters": ("[African Group, supported by Norway and the EU: act]", ["1 African Group, Norway, EU| act"]),
    "an abbreviation that no list has": ("[XYZ: act]", ["1 XYZ| act"]),
    "an alternative of a party": ("[US alt: should]", ["1 alt US| should"]),
    "an option of parties": ("[Option 2 (EU, Mexico): act]", ["1 Option 2 EU, Mexico| act"]),
    "a year that is a date": ("by [2030] and by June [2025]", ["1| 2030", "1| 2025"]),
    "a year in part": ("in 20[26], see note[26]", ["1| 26"]),
    "a number": ("[30] days after [50] ratifications", ["1| 30", "1| 50"]),
    "part of a word": ("State[s], Part[y][ies], [in]direct", ["1| s", "1| y", "1| ies", "1| in"]),
    "an omission that is a gap": ("within […] days", ["1| …"]),
    "a word that is also a status": ("terms as mutually [agreed]", ["1| agreed"]),
    "no party": ("[Geneva: a place]", ["1| Geneva: a place"]),
    "a label that is none": ("[Option holders shall vote]", ["1| Option holders shall vote"]),
}


@pytest.mark.parametrize("name", BRACKETS)
def test_an_open_bracket(name: str) -> None:
    text, expected = BRACKETS[name]
    assert opened(text) == expected


ASIDES = {
    "treaties[^1]": "footnote mark",
    "the treaty[3] and": "note mark",
    "ended.[12]": "note mark",
    "Smith [2018] says": "citation",
    "Smith et al. [2018a]": "citation",
    "Miller [2017] UKSC 5": "citation",
    "as in [RFC2119] and": "citation",
    "he did it [sic] twice": "editor's insertion",
    "“[t]he Parties”": "editor's insertion",
    "said “the Parties […] act”": "omission in a quotation",
    'said "the Parties [...] act"': "omission in a quotation",
    "[Note: to be discussed]": "note",
    "[Note by the Secretariat: see [5] below]": "note",
    "[Editor’s note – moved]": "note",
    "see [the annex](https://example.org/annex)": "link",
    "see [below](#annex)": "link",
    "in the range [0, 1) of": "interval",
    "sent[pn_space] is a list": "name in a program",
    "[without reference to a Main Committee (A/77/L.82)]": "editor's insertion",
    "Parties act. [agreed]": "status",
    "Parties [shall] [USA/Canada]": "attribution",
    "Parties act. [EU reserve]": "attribution",
}


@pytest.mark.parametrize("text", ASIDES)
def test_what_leaves_nothing_open(text: str) -> None:
    found = mark_up(document(text))
    assert [aside.reason for aside in found.asides] == [ASIDES[text]]
    assert [bracket.text for bracket in found] == (["shall"] if "[shall]" in text else [])
    assert not found.faults


def test_a_key_is_a_citation_where_a_text_cites_by_keys() -> None:
    """`[ALL] Parties` may be open; `[HTML]`, `[PATENT-POLICY]` and `[TLS13]` together are a way to cite."""
    assert opened("[ALL] Parties") == ["1| ALL"]
    assert opened("see [HTML] and [PATENT-POLICY]", "and [TLS13] too, [shall] we") == ["1| shall"]
    assert len(opened("RIGHTS [AND] DUTIES [OF] ALL [MEN]")) == 3


def test_a_key_is_a_citation_where_a_list_of_references_has_it() -> None:
    listed = (("section", "", "References"), ("text", "", "[QUIC] Iyengar, J., A Transport"))
    assert opened("as [QUIC] says", *listed) == []
    assert opened("as [QUIC] says") == ["1| QUIC"]


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


# Over clauses


def test_a_bracket_around_clauses() -> None:
    found = mark_up(document("[Parties act", "and [shall] act", "again.]", "The end"))
    assert [(bracket.depth, bracket.clauses) for bracket in found] == [(1, ("1", "2", "3")), (2, ("2",))]
    assert found.bracket(1).text == "Parties act and [shall] act again."


FAULTS = {
    "a bracket that nothing closes": (["one", "two [three", "four"], [(1, 4, "[")]),
    "a bracket that nothing opens": (["one", "two] three", "four"], [(1, 3, "]")]),
    "at the end of a clause": (["one", "two]", "four"], [(1, 3, "]")]),
    "a slip beside a good bracket": (["[one] two [three"], [(0, 10, "[")]),
    "a slip in a bracket around clauses": (["[one", "two [three", "four]"], [(1, 4, "[")]),
    "a slip behind a bracket around clauses": (["[one", "two]", "a [b", "c"], [(2, 2, "[")]),
    "two slips far apart": (["a [b c", "d", "e", "f] g"], [(0, 2, "["), (3, 1, "]")]),
    "a doubled sign": (["a [[b] c"], [(0, 2, "[")]),
    "turned round": (["a ]b[ c"], [(0, 2, "]"), (0, 4, "[")]),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_bracket_without_its_other_half_is_a_fault_with_its_place(name: str) -> None:
    texts, expected = FAULTS[name]
    found = mark_up(document(*texts))
    assert [(fault.place.clause, fault.place.offset, fault.sign) for fault in found.faults] == expected


def test_a_slip_in_a_footnote_stays_there() -> None:
    given_document = document("one [two", ("footnote", "[^1]", "A note] here"))
    found = mark_up(given_document)
    assert [fault.place for fault in found.faults] == [TextPlace(0, 4), TextPlace(1, 6)]


# Choices


def choices(*texts: str | tuple[str, str, str]) -> list[tuple[str, list[str]]]:
    return [(choice.kind, [option.text for option in choice.options]) for choice in mark_up(document(*texts)).choices]


CHOICES = {
    "side by side": ("[shall] [should] act", [("brackets", ["shall", "should"])]),
    "glued": ("[shall][should][may] act", [("brackets", ["shall", "should", "may"])]),
    "joined by or": ("[a] or [b], or [c]", [("brackets", ["a", "b", "c"])]),
    "joined by a slash": ("[a]/[b]", [("brackets", ["a", "b"])]),
    "a slash inside": ("[shall/should] act", [("slash", ["shall", "should"])]),
    "a slash with spaces": ("[will act / may act]", [("slash", ["will act", "may act"])]),
    "labels": ("[Option 1: act] [Option 2: no text]", [("brackets", ["act", "no text"])]),
    "parties": ("[EU: shall] [US alt: should]", [("brackets", ["shall", "should"])]),
    "nested": ("[[shall] [should] act]", [("brackets", ["shall", "should"])]),
    "in a word": ("Part[y][ies] [promptly]", [("brackets", ["y", "ies"])]),
    "none: it goes on": ("act [promptly] [and effectively] [, as appropriate,]", []),
    "none: words between": ("[shall] act [promptly]", []),
    "none: and/or": ("States [and/or] regions", []),
    "none: a fraction": ("a rate of [1/3] of it", []),
    "none: plural signs": ("State[s] [promptly]", []),
}


@pytest.mark.parametrize("name", CHOICES)
def test_a_choice(name: str) -> None:
    text, expected = CHOICES[name]
    assert choices(text) == expected


def test_a_choice_between_clauses() -> None:
    assert choices("[Option 1: act]", "[Option 2: wait]", "[go on]") == [("brackets", ["act", "wait"])]
    assert choices("Option A: act", "Option B: wait", "Option B of the plan") == [("labels", ["act", "wait"])]
    assert choices("Alternative 1", "act now", "and then", "Alternative 2", "act later") == [
        ("labels", ["act now and then", "act later"])
    ]
    assert choices("Option A: act", "Alternative B: wait") == []
    lines = ("Option 1", "act now", "Option 2", "No text.", "The Parties meet.", "They report.")
    assert choices(*lines) == [("labels", ["act now", "No text."])]
    assert mark_up(document(*lines)).choice(1).options[1].content == "nothing"


def test_a_choice_by_numbers() -> None:
    resolution = [("paragraph", f"{number}.", number) for number in ("OP6", "OP6 alt", "OP6 alt 2", "OP7")]
    assert choices(*resolution) == [("numbers", ["OP6", "OP6 alt", "OP6 alt 2"])]
    verbs = {"5": "shall", "5 bis": "should", "5 ter": "may", "6": "will"}
    boxed = [("paragraph", f"{number}.", f"[Each Party {verb} report]") for number, verb in verbs.items()]
    assert choices(*boxed) == [("numbers", [f"Each Party {verb} report" for verb in ("shall", "should", "may")])]
    added = [("paragraph", "5.", "[Each Party shall report]"), ("paragraph", "5 bis.", "[The Secretariat is here]")]
    assert choices(*added) == []
    put_in = [("paragraph", f"{number}.", number) for number in ("5", "5 bis", "6")]
    assert choices(*put_in) == []


# Who speaks


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


# Status


STATUSES = {
    "Parties act. [agreed]": ("agreed", "agreed"),
    "[agreed ad ref] Parties act": ("agreed ad ref", "agreed"),
    "Parties act (agreed ad referendum)": ("agreed ad referendum", "agreed"),
    "Parties act. – AGREED": ("agreed", "agreed"),
    "Parties act [agreed ad ref, 12 May]": ("agreed ad ref", "agreed"),
    "Parties act. (Agreed in informals)": ("agreed in informals", "agreed"),
    "Parties act – pending one delegation": ("pending one delegation", "pending"),
    "Parties act. [closed]": ("closed", "closed"),
    "Parties act. [open]": ("open", "open"),
    "as mutually [agreed]": None,
    "on terms to be [agreed].": None,
    "Parties agreed": None,
    "[open] access is good": None,
    "a text – agreed between them – holds": None,
}


@pytest.mark.parametrize("text", STATUSES)
def test_a_status(text: str) -> None:
    found = [(status.word, status.meaning) for status in mark_up(document(text)).statuses]
    expected = STATUSES[text]
    assert found == ([expected] if expected else [])


def test_a_status_on_a_line_of_its_own_speaks_of_the_clause_before() -> None:
    given_document = document("Parties act", ("text", "", "[agreed]"), "Parties wait")
    found = mark_up(given_document)
    assert [(status.clause, status.word) for status in found.statuses] == [(0, "agreed")]


def test_a_status_counts_for_what_belongs_to_its_clause() -> None:
    given_document = document(
        ("article", "Article 1.", "Scope [agreed]"), "one", "two [pending]", ("article", "Article 2.", "Use"), "three"
    )
    found = status_of(given_document, mark_up(given_document))
    assert {citation: status.meaning for citation, status in found.items()} == {
        "article 1": "agreed",
        "article 1, 2": "agreed",
        "article 1, 3": "pending",
    }


def test_a_user_owns_the_status_words() -> None:
    known = conventions(status={"agreed": ["clean"], "pending": ["parked"]})
    found = mark_up(document("Act [clean]", "Wait [agreed]"), known)
    assert [(status.word, status.meaning) for status in found.statuses] == [("clean", "agreed")]
    assert [bracket.text for bracket in found] == ["agreed"]
