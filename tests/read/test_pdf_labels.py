"""Labels at the front of a line, and which one is due next."""

from __future__ import annotations

import pytest

from cdiff.reading.pdf.labels import LABEL, DueLabels
from cdiff.reading.pdf.page import PdfPage, TextRow
from cdiff.reading.pdf.rows import rows_of
from tests.read.pdf_maker import run


def row(text: str, left: float = 72) -> TextRow:
    return rows_of(PdfPage(1, 595, 842, (run(text, left, 100),)))[0]


@pytest.mark.parametrize("label", ["1.", "12.", "1.2", "(a)", "(iv)", "3bis.", "a)", "§ 3", "—", "•", "[b]", "1.2.3"])
def test_labels(label: str) -> None:
    match = LABEL.match(f"{label} Text")
    assert match
    assert match[0] == label


@pytest.mark.parametrize("text", ["12 men", "of", "1.Text", "(see)", "2018", "abc. Text"])
def test_what_is_no_label(text: str) -> None:
    assert not LABEL.match(text)


@pytest.mark.parametrize(
    ("seen", "due"),
    [("(b)", "(c)"), ("11.", "12."), ("(ii)", "(iii)"), ("(i)", "(j)"), ("(z)", "(aa)"), ("(aa)", "(bb)")],
)
def test_the_next_label_is_due(seen: str, due: str) -> None:
    labels = DueLabels()
    labels.see(row(f"{seen} Text"))
    assert labels.expects(due, 73.9)
    assert not labels.expects(due, 74)
    assert not labels.expects(seen, 72)
    assert not labels.expects(due.replace("(", "["), 72) or "(" not in due
