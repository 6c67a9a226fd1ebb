"""Terms: words and phrases that a person watches, found as a reader would find them.

    term = parse_term("as appropriate [not after: as well]")
    spans = find(term, clause.text)

Pure functions of a text: nothing here knows of versions. `cdiff.searching.term` says what a person may ask for,
`cdiff.searching.words` what a word is, `cdiff.searching.match` how the two meet.
"""

from __future__ import annotations

from cdiff.searching.lists import named_list, read_terms, terms_from
from cdiff.searching.match import Span, count, find
from cdiff.searching.term import Term, parse_term
from cdiff.searching.words import Words, words_of

__all__ = ["Span", "Term", "Words", "count", "find", "named_list", "parse_term", "read_terms", "terms_from", "words_of"]
