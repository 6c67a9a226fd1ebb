"""Terms: what is found, what is not, and what cannot be asked for."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdiff.core.errors import TermError
from cdiff.searching import count, find, parse_term, terms_from, words_of

GUARDED = "as appropriate [not after: as well | such]"

FOUND = [
    # whole words and phrases, in any letter case
    ("national law", "International law and National  Law, and the national law.", ["National  Law", "national law"]),
    ("law", "Lawful laws; the LAW.", ["LAW"]),
    ("a b", "a, b; a. b (a) b", []),
    ("safe, orderly", "safe, orderly; safe orderly", ["safe, orderly"]),
    # a name, several forms, overlaps counted once
    ("rights = human rights | rights", "human rights and rights", ["human rights", "rights"]),
    # inflections on request
    ("firewall", "firewall firewalls", ["firewall"]),
    ("firewall*", "Firewall firewalls firewalling wall", ["Firewall", "firewalls", "firewalling"]),
    ("*refoulement", "nonrefoulement refoulements", ["nonrefoulement"]),
    ("national law*", "national laws, international law, national legislation", ["national laws"]),
    # hyphens
    ("non-refoulement", "non-refoulement, non refoulement, nonrefoulement", "each"),
    ("non-refoulement", "non‑refoulement non- refoulement", ["non‑refoulement", "non- refoulement"]),
    ("non-refoulement", "non – refoulement; non—refoulement", []),
    ("refoulement", "of non-refoulement", ["refoulement"]),
    ("non refoulement", "of non-refoulement", ["non-refoulement"]),
    ("policymaking", "policy-making", []),
    ("policy-making", "policymaking", ["policymaking"]),
    # apostrophes and quotation marks
    ("migrant", "the migrant’s, migrants' and a migrant's", ["migrant", "migrant"]),
    ("migrant's", "the migrant’s and migrants", ["migrant’s"]),
    ("asile", "le droit d’asile, l'asile", ["asile", "asile"]),
    ("can", "we can't, we can", ["can"]),
    ("common but differentiated", "“common” but ‘differentiated’", ["common” but ‘differentiated"]),
    # footnote marks and square brackets
    ("treaties and", "core treaties[^1] and", ["treaties[^1] and"]),
    ("1", "treaties[^1], 1.5 and 1", ["1"]),
    ("1.5", "1.5 but not 15 or 1,5", ["1.5"]),
    ("should respect", "States [shall][should] respect", ["should] respect"]),
    ("shall respect", "States [shall][should] respect", []),
    # accents, composed or not, and other scripts
    ("refugie", "réfugié re\u0301fugie\u0301 refugie", ["réfugié", "re\u0301fugie\u0301", "refugie"]),
    ("réfugié", "réfugié re\u0301fugie\u0301 refugie", ["réfugié", "re\u0301fugie\u0301"]),
    ("office", "the o\ufb03ce", ["o\ufb03ce"]),
    ("мои", "мой мои", ["мои"]),
    ("все", "всё все", ["всё", "все"]),
    ("法律", "国际法律, 法 律", ["法律"]),
    ("government", "govern\u00adment", ["govern\u00adment"]),
    # contexts
    ("as appropriate", "as well as appropriate assistance", ["as appropriate"]),
    (GUARDED, "as well as appropriate assistance; such as appropriate care", []),
    (GUARDED, "and, as appropriate, in cooperation; as well, as appropriate", ["as appropriate", "as appropriate"]),
    ("law [not before: enforcement]", "law enforcement, law, enforcement", ["law"]),
    ("binding [not after: non | not legally]", "non-binding, not legally binding, binding", ["binding"]),
]


@pytest.mark.parametrize(("typed", "text", "wanted"), FOUND)
def test_what_is_found(typed: str, text: str, wanted: list[str] | str) -> None:
    found = [text[span.start : span.end] for span in find(parse_term(typed), text)]
    assert found == (text.split(", ") if wanted == "each" else wanted)


REFUSED = [
    ("", "a term without a word"),
    ("national law |", "a term without a word"),
    ("*", "there is no word in '*'"),
    ("national * law", "cannot stand alone"),
    ("law [after: the]", "is neither [not after: …] nor [not before: …]"),
    ("law [not after the]", "is not closed, or lacks its colon"),
    ("@qualifier", "did you mean @qualifiers?"),
]


@pytest.mark.parametrize(("typed", "said"), REFUSED)
def test_what_cannot_be_asked_for(typed: str, said: str) -> None:
    with pytest.raises(TermError, match=re.escape(said)):
        terms_from([typed])


# Contracts

WORDS = st.lists(st.sampled_from("law laws lawful national international human rights as well".split()), min_size=1)
GAPS = st.sampled_from([" ", ", ", "; ", "  ", "-", "[^1] ", " “"])


@st.composite
def texts(draw: st.DrawFn) -> str:
    words = draw(WORDS)
    return "".join(word + draw(GAPS) for word in words[:-1]) + words[-1]


@given(texts(), st.sampled_from("law laws national rights well".split()))
def test_a_word_is_counted_as_a_regular_expression_counts_it(text: str, word: str) -> None:
    assert count(parse_term(word), text) == len(re.findall(rf"\b{word}\b", text))
    assert count(parse_term(f"{word}*"), text) == len(re.findall(rf"\b{word}", text))


@given(texts(), st.lists(st.sampled_from("law national human as well".split()), min_size=2, max_size=3))
def test_a_phrase_is_counted_as_a_regular_expression_counts_it(text: str, phrase: list[str]) -> None:
    marked = re.sub(r"\[\^1\]|“", "", text)
    pattern = rf"\b{r'(?: +|-)'.join(phrase)}\b"
    if phrase[0] != phrase[-1]:  # one that overlaps with itself is another question
        assert count(parse_term(" ".join(phrase)), text) == len(re.findall(pattern, marked))


@given(st.text())
def test_words_stand_where_they_say(text: str) -> None:
    end = 0
    for word in words_of(text).words:
        assert end <= word.start < word.end <= len(text)
        end = word.end
        assert word.folded


@given(st.text())
def test_every_word_of_a_text_finds_itself(text: str) -> None:
    for word in words_of(text).words:
        printed = text[word.start : word.end]
        if len(words_of(printed).words) == 1 and not re.search(r"[|=\[\]*]", printed):
            assert count(parse_term(printed), text) >= 1


@given(texts())
def test_the_writing_of_letters_does_not_count(text: str) -> None:
    term = parse_term("national law* | human rights")
    assert count(term, text) == count(term, text.upper()) == count(term, unicodedata.normalize("NFD", text))
