"""Documents of bracketed clauses, made in one line; and strategies for texts full of brackets."""

from __future__ import annotations

from hypothesis import strategies as st

from cdiff.core.citation import UncitedClause, cite
from cdiff.core.model import Clause, Document


def document(*texts: str | tuple[str, str, str]) -> Document:
    """Make a document of paragraphs 1, 2, 3 …; a triple gives kind, label and text itself."""
    items = [
        UncitedClause("paragraph", f"{number}.", given, number)
        if isinstance(given, str)
        else UncitedClause(*given, line=number)
        for number, given in enumerate(texts, 1)
    ]
    return Document(cite(items))


def signs(clauses: tuple[Clause, ...]) -> set[tuple[int, int]]:
    """Find every square bracket: the position of its clause, its offset."""
    return {
        (at, offset) for at, clause in enumerate(clauses) for offset, sign in enumerate(clause.text) if sign in "[]"
    }


_PIECES = (
    *("shall should act promptly the Parties States , . ; : ( ) / or and".split()),
    *("[ ] [[ ]] ][ [^1] [1] [2018] [sic] […] [t]he State[s] [X] [no_text] [agreed] (agreed) –_AGREED".split()),
    *("EU: [EU:_ [Option_1:_ Option_A:_ [US_alt:_ (Mexico,_Switzerland) [Note:_ –_EU_reserve [0,_1) “ ”".split()),
)
text = st.lists(st.sampled_from(_PIECES).map(lambda piece: piece.replace("_", " ")), max_size=14).map(" ".join)
label = st.sampled_from(("1.", "2.", "2 bis.", "3 alt.", "(a)", "(b)", "OP6.", "OP6 alt.", "[^1]", ""))
kind = st.sampled_from(("paragraph", "item", "text", "section", "article", "footnote", "title"))
documents = st.lists(st.builds(UncitedClause, kind, label, text, st.integers(0, 99)), max_size=8).map(
    lambda items: Document(cite(items))
)
"""Documents with any mess of brackets."""
