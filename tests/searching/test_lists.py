"""Lists of terms: those that a person writes, and those that ship with cdiff."""

from __future__ import annotations

import pytest

from cdiff.core.errors import TermError
from cdiff.searching import count, named_list, read_terms, terms_from


def test_a_list_has_a_term_per_line() -> None:
    text = "# what we watch\nfirewall*\n\n  national  law   # not international\nfirewall*\n@qualifiers\n"
    terms = read_terms(text, "terms.txt")
    assert [term.name for term in terms[:2]] == ["firewall*", "national law"]
    assert terms[2:] == named_list("qualifiers")


def test_a_list_names_the_line_that_is_not_understood() -> None:
    with pytest.raises(TermError, match=r"terms\.txt, line 2: .*cannot stand alone"):
        read_terms("law\nnational * law\n", "terms.txt")
    with pytest.raises(TermError, match=r"terms\.txt: there is no term in it"):
        read_terms("# nothing\n", "terms.txt")


def test_the_qualifiers_are_guarded() -> None:
    by_name = {term.name.partition(" [")[0]: term for term in named_list("qualifiers")}
    assert count(by_name["as appropriate"], "trauma-informed training as well as appropriate assistance") == 0
    assert count(by_name["as appropriate"], "capacities, as appropriate, of States") == 1
    assert count(by_name["in accordance with national law"], "in accordance with international law") == 0


def test_terms_are_counted_once_in_their_order() -> None:
    assert [term.typed for term in terms_from([" law ", "rights", "law"])] == ["law", "rights"]
    with pytest.raises(TermError, match="no term is named"):
        terms_from([])
    assert read_terms("\ufefflaw # b\n", "x")[0].typed == "law"
