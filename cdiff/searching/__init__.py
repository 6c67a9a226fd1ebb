"""Terms: words and phrases that a person watches, found as a reader would find them.

    term = parse_term("as appropriate [not after: as well]")
    spans = find(term, clause.text)

Pure functions of a text, without versions. `cdiff.searching.term` defines what a person may ask for,
`cdiff.searching.words` what a word is, `cdiff.searching.match` where a term occurs.
"""

from __future__ import annotations

from cdiff.searching.lists import named_list, read_terms, terms_from
from cdiff.searching.match import Occurrence, count, find
from cdiff.searching.term import Term, parse_term
from cdiff.searching.words import TextWords, words_of

__all__ = [
    "Occurrence",
    "Term",
    "TextWords",
    "count",
    "find",
    "named_list",
    "parse_term",
    "read_terms",
    "terms_from",
    "words_of",
]
