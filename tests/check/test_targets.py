"""Which clause of a document a reference names."""

from __future__ import annotations

import pytest

from cdiff.features.check.citing import references
from cdiff.features.check.targets import UNKNOWN, Targets
from tests.support import parsed

CONTRACT = """Agreement

1. Services

1.1 The supplier serves.

1.2 The customer: (a) pays; and (b) reports.

2. Term

2.1 It lasts a year.
"""
TREATY = """CONVENTION ON MEETINGS

Article 1
Meetings

1. States meet.

2. They report:

(a) in writing;

(b) in time.

Article 2
Reports

1. Reports are public.
"""
PARTLY = """AMENDMENTS

Article 1
Lists

1. Of this list the first letters are not printed:

(c) in writing;

(d) in time.

Article 2
Lists

1. This one is whole:

(a) in writing;

(b) in time.
"""
QUOTED = PARTLY.replace("Article 1", "Article 7").replace("Article 2", "Article 28")


@pytest.mark.parametrize(
    ("text", "profile", "bearer", "said", "named"),
    [
        (TREATY, "articles", "article 2, 1", "paragraph 1", "article 2, 1"),
        (TREATY, "articles", "article 2, 1", "article 1 (2) (b)", "article 1, 2(b)"),
        (TREATY, "articles", "article 2, 1", "paragraph 2 of article 1", "article 1, 2"),
        (TREATY, "articles", "article 1, 2(b)", "subparagraph (a)", "article 1, 2(a)"),
        (TREATY, "articles", "article 1, 1", "article 3", None),
        (TREATY, "articles", "article 1, 1", "paragraph 3", None),
        (TREATY, "articles", "article 1, 1", "section 3", None),
        (TREATY, "articles", "article 1, 1", "objective 3", UNKNOWN),
        (TREATY, "articles", "article 1, 1", "article 300", UNKNOWN),
        (CONTRACT, "plain", "2.1", "Section 1", "section 1"),
        (CONTRACT, "plain", "2.1", "Section 1.2(b)", "1.2"),
        (CONTRACT, "plain", "2.1", "Section 3", None),
        (PARTLY, "articles", "article 1, 1", "article 1 (1) (f)", UNKNOWN),  # the list may go on where it is whole
        (PARTLY, "articles", "article 1, 1", "article 2 (1) (f)", None),
        (QUOTED, "articles", "article 7, 1", "article 28 (1) (f)", UNKNOWN),  # of a law that is quoted in part
    ],
)
def test_what_a_reference_names(text: str, profile: str, bearer: str, said: str, named: str | None) -> None:
    document = parsed(text, profile)
    (reference,) = references(said)
    clause = next(clause for clause in document if clause.citation == bearer)
    target = Targets(document).resolve(reference, clause)
    assert (target if target is None or isinstance(target, str) else target.citation) == named


def test_a_text_that_quotes_parts_of_another_is_not_judged() -> None:
    """Amendments print articles 4, 7 and 28 of a law: that there is no article 14 says nothing."""
    text = "AMENDMENTS\n\n" + "".join(f"Article {number}\nTitle\n\nAs article 14 says.\n\n" for number in (4, 7, 28))
    document = parsed(text, "articles")
    (reference,) = references("article 14")
    assert Targets(document).resolve(reference, document.clauses[-1]) == UNKNOWN
