"""The tree of a page: what is refused before a parser sees it."""

from __future__ import annotations

import pytest

from cdiff.core.errors import ReadError
from cdiff.reading.options import Limits
from cdiff.reading.tree import html_tree


@pytest.mark.parametrize(
    "attributes",
    [
        " ".join(f"a{at}=x" for at in range(6_000)),
        " ".join(f'a{at}="<"' for at in range(6_000)),
        " ".join(f"a{at}='<p>'" for at in range(6_000)),
        "".join(f'a{at}="<"' for at in range(6_000)),
    ],
)
def test_many_attributes_are_refused_however_they_hide(attributes: str) -> None:
    with pytest.raises(ReadError, match=r"more than 5,000 attributes"):
        html_tree(f"<p {attributes}>A text.</p>", "page.html", Limits())


def test_text_between_tags_is_no_attribute() -> None:
    words = "a=b " * 6_000
    assert html_tree(f'<p title="a quote that ends nowhere>{words}</p><p>Text.</p>', "page.html", Limits()) is not None
    assert html_tree(f"<p>{words}</p>", "page.html", Limits()) is not None
