"""What spans versions, rendered: every word is there, nothing steers, nothing is wider than the terminal."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook

from cdiff.core.model import Version
from cdiff.features.trace import versions as tracing
from cdiff.features.trace.blame_terminal import blame_terminal, share_said
from cdiff.features.trace.model import Concordance
from cdiff.features.trace.terminal import biography_terminal
from cdiff.features.trace.where_terminal import concordance_terminal, where_terminal
from cdiff.pipeline import chains
from cdiff.pipeline.chains import Chain
from cdiff.telling.layout import safe, width_of
from tests.support import flat, version
from tests.trace.test_lineage import negotiations

SOME = settings(max_examples=settings().max_examples // 4)

OLD = "A draft of rules\n\n1. The States shall report.\n\n2. <script>alert(1)</script> & [red] | =cmd() \u202e **x**.\n"
NEW = "A draft of rules\n\n1. The States should report.\n\n3. Consular posts assist nationals lost abroad.\n"


def hostile() -> Chain:
    first = version(OLD, "<old>", status="reconstruction", title="A <b>draft</b>")
    return chains.chain([first, version(NEW, "=new", status="official"), version(OLD, "newer")])


@given(negotiations())
@SOME
def test_blame_shows_every_word(versions: list[Version]) -> None:
    told = tracing.provenance(chains.chain(versions), versions[-1].label)
    shown = "".join(blame_terminal(told, width=80).split())
    for _, words in told:
        for word in words:
            assert "".join(safe(word.text).split()) in shown


@pytest.mark.parametrize("width", [60, 80, 140])
def test_no_line_is_wider_than_the_terminal_and_no_sign_steers_it(width: int) -> None:
    whole = hostile()
    texts = [biography_terminal(tracing.biography(whole, "2", "<old>"), width=width)]
    texts.append(blame_terminal(tracing.provenance(whole, "newer"), width=width))
    texts.append(where_terminal(tracing.whereabouts(whole, "1", "<old>", "newer"), width=width))
    texts.append(concordance_terminal(tracing.concordance(whole), width=width))
    for text in texts:
        assert max(map(width_of, text.split("\n"))) <= width
        assert "\u202e" not in text
        assert "<old> is a reconstruction" in flat(text)


def test_blame_says_what_came_back() -> None:
    told = tracing.provenance(hostile(), "newer")
    assert "The States ‹1↺3:shall› report." in blame_terminal(told, width=80)
    assert "‹1↺3:<script>alert(1)</script> & [red] | =cmd() \\u202e **x**.›" in blame_terminal(told, width=80)
    assert "<script>" not in blame_terminal(told, width=80, stat=True)


def test_markdown_shows_words_and_nothing_else() -> None:
    text = tracing.biography_report(tracing.biography(hostile(), "2", "newer"), "markdown", "cdiff trace <2>").decode()
    rows = [line for line in text.split("\n") if line.startswith("| ")]
    assert "<script>" not in text
    assert "\u202e" not in text
    assert all(row.count("|") == 6 for row in rows)
    assert "&#60;old&#62; is a reconstruction" in text


def concordance() -> Concordance:
    return tracing.concordance(hostile())


def test_a_spreadsheet_of_citations_holds_no_formula() -> None:
    data = tracing.concordance_report(concordance(), "csv").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(data)))
    assert rows[0][1:4] == ["<old> (reconstruction)", "'=new (official)", "newer"]
    assert [row[1:4] for row in rows[1:]] == [["title"] * 3, ["1"] * 3, ["", "3", ""], ["2", "", "2"]]
    book = load_workbook(io.BytesIO(tracing.concordance_report(concordance(), "xlsx", "cdiff concordance")))
    sheet = book["Concordance"]
    assert [cell.value or "" for cell in sheet[5]] == [4, "2", "", "2", 1, "<old>/2"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert "is a reconstruction" in " ".join(str(row[1].value) for row in book["About"].iter_rows())


@pytest.mark.parametrize("format_", ["csv", "xlsx", "json"])
def test_the_same_concordance_gives_the_same_bytes(format_: str) -> None:
    assert tracing.concordance_report(concordance(), format_) == tracing.concordance_report(concordance(), format_)


def test_shares_are_never_rounded_to_nothing() -> None:
    assert [share_said(part, 10000) for part in (0, 1, 10, 9999, 10000)] == [
        "–",
        "<0.1 %",
        "0.1 %",
        "100.0 %",
        "100.0 %",
    ]
