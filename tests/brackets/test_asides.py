"""What leaves nothing open: note marks, citations, an editor's hand, links, notes."""

from __future__ import annotations

import pytest

from cdiff.features.brackets import mark_up
from tests.brackets.test_marking import opened
from tests.brackets.texts import document

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
    assert opened("see [HTML] and [TLS13]") == ["1| HTML", "1| TLS13"], "two may be chance"
    assert len(opened("RIGHTS [AND] DUTIES [OF] ALL [MEN]")) == 3


def test_a_key_is_a_citation_where_a_list_of_references_has_it() -> None:
    listed = (("section", "", "References"), ("text", "", "[QUIC] Iyengar, J., A Transport"))
    assert opened("as [QUIC] says", *listed) == []
    assert opened("as [QUIC] says") == ["1| QUIC"]
