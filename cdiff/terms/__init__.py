"""Terms: words and phrases that a person watches, found as a reader would find them.

    term = parse_term("as appropriate [not after: as well]")
    spans = find(term, clause.text)

Pure functions of a text: nothing here knows of versions. `cdiff.terms.term` says what a person may ask for,
`cdiff.terms.words` what a word is, `cdiff.terms.match` how the two meet.
"""

from __future__ import annotations

from cdiff.terms.lists import named_list, read_terms, terms_from
from cdiff.terms.match import Span, count, find
from cdiff.terms.term import Term, parse_term
from cdiff.terms.words import Words, words_of

__all__ = ["Span", "Term", "Words", "count", "find", "named_list", "parse_term", "read_terms", "terms_from", "words_of"]
