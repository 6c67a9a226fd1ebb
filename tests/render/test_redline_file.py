"""A redline as a file: its head, hostile signs, direction, signatures, bytes; and LibreOffice."""

from __future__ import annotations

import subprocess
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from bench.perturb import perturb
from cdiff.comparing import compare
from cdiff.core.errors import CdiffError
from cdiff.core.model import Change, Clause, Comparison, Document, Revision, Version
from cdiff.features.compare.redline import redline
from cdiff.parsing.normalise import normalise
from cdiff.pipeline.tracked_changes import attributed
from cdiff.reading.docx import read_docx
from tests import support
from tests.render.redline_proof import between, body, document, expected, shipped
from tests.render.redline_walk import W, offences, opened, printed, trees


def head(data: bytes, part: str = "header1") -> str:
    return "\n".join("".join(paragraph.itertext()) for paragraph in trees(data)[f"word/{part}.xml"].iter(f"{W}p"))


def test_the_head_says_what_is_compared_and_what_it_is_worth() -> None:
    data = redline(shipped("draft3"), shipped("draft3").changes)
    assert "draft3 → final" in head(data)
    assert "draft3 is a reconstruction" in head(data)
    assert "Made by cdiff" in head(data)
    assert "not an official text: draft3" in head(data, "header2")
    comparison = shipped("draft3")
    assert "A selection: 2 of the " in head(redline(comparison, comparison.changes[:1]))


def test_a_selection_is_a_redline_of_its_clauses() -> None:
    comparison = shipped("draft3")
    chosen = [change for change in comparison.changes if change.is_change]
    data = redline(comparison, chosen)
    assert offences(data) == []
    assert len(printed(data, "accepted").paragraphs) < len(comparison.new.document)


HOSTILE = '<script>&amp; ]]> \x1b[31m \u202egnihtyrevE \ufffe \ud800 \x07 \u2066x & "y"'


def test_signs_that_xml_cannot_hold_or_that_turn_the_text_are_written_out() -> None:
    clause = Clause("1", "paragraph", "\x001.", HOSTILE)
    text = Document((clause,))
    labelled = Version("\x00old<", text, title=HOSTILE, status="draft", note=HOSTILE)
    changes = (Change("deleted", (clause,), ()), Change("inserted", (), (clause,)))
    comparison = Comparison(labelled, replace(labelled, label='new&"'), changes)
    data = redline(comparison, changes, author=f'"<{HOSTILE}')
    assert offences(data) == []
    (seen,) = (text for text in printed(data, "accepted").paragraphs if text)
    assert seen.startswith("\\x001.\t<script>&amp; ]]> \\x1b[31m \\u202egnihtyrevE \\ufffe \\ud800 \\x07 \\u2066x")
    assert "\\x00old<" in head(data)


def test_text_from_right_to_left_is_set_so() -> None:
    arabic = "ترتكز هذه الاتفاقية العالمية على مقاصد ومبادئ ميثاق الأمم المتحدة"
    data = between([("paragraph", "1.", arabic)], [("paragraph", "2.", f"{arabic} 2030")])
    assert "<w:bidi/>" in body(data)
    assert "<w:rtl/>" in body(data)
    assert 'w:bidi="ar-SA"' in opened(data)["word/styles.xml"].decode()
    assert "<w:bidi/>" not in body(between([("paragraph", "1.", "A")], [("paragraph", "1.", "B")]))


def test_author_and_date_sign_every_change_and_the_bytes_are_the_same() -> None:
    comparison = shipped("zero")
    data = redline(comparison, comparison.changes, author="A. Delegate", date="2018-07-11")
    assert data == redline(shipped("zero"), shipped("zero").changes, author="A. Delegate", date="2018-07-11")
    signed = [element for element in trees(data)["word/document.xml"].iter() if element.get(f"{W}author")]
    assert {(each.get(f"{W}author"), each.get(f"{W}date")) for each in signed} == {
        ("A. Delegate", "2018-07-11T00:00:00Z")
    }
    assert b"cdiff" not in opened(data)["docProps/core.xml"]


def signed_by(data: bytes) -> list[tuple[str, str | None, str]]:
    """Return author, date and words of every tracked change."""
    tree = trees(data)["word/document.xml"]
    tracked = [each for each in tree.iter() if each.get(f"{W}author")]
    return [(each.get(f"{W}author", ""), each.get(f"{W}date"), "".join(each.itertext())) for each in tracked]


def test_whoever_tracked_a_change_signs_it_with_its_date() -> None:
    """Two authors in one clause, and an insertion whose paragraph mark is another one's."""
    eu, brazil, ann = (
        ("EU", "2018-06-01T10:00:00Z"),
        ("Brazil", "2019-01-01T00:00:00Z"),
        ("Ann", "2018-06-02T00:00:00Z"),
    )
    old = support.version("1. The Parties shall protect migrants.\n", "old")
    new = support.version("1. The Parties may protect all migrants.\n\n2. A new clause.\n", "new")
    first, second = (clause.line for clause in new.document)
    revisions = (
        Revision("delete", "shall", *eu, first),
        Revision("insert", "may", *eu, first),
        Revision("insert", "all ", *brazil, first),
        Revision("insert", "2. A new clause.", *brazil, second),
        Revision("insert", "", *ann, second),
    )
    new = replace(new, document=replace(new.document, revisions=revisions))
    found = compare(old, new)
    found = replace(found, changes=attributed(found.changes, old.document, new.document))
    signed = signed_by(redline(found, found.changes, author="Me"))
    assert [each for each in signed if each[2]] == [
        (*eu, "shall"),
        (*eu, "may"),
        (*brazil, "all "),
        (*brazil, "2.A new clause."),
    ]
    assert [each[:2] for each in signed if not each[2]] == [ann]


def test_where_nobody_is_known_the_new_version_gives_the_date_and_the_head_says_so() -> None:
    old, new = support.version("1. One two.\n", "old"), support.version("1. One three.\n", "new")
    comparison = compare(old, new)
    data = redline(comparison, comparison.changes)
    assert {each[:2] for each in signed_by(data)} == {("cdiff", None)}
    assert "No author was given" in opened(data)["word/header1.xml"].decode()
    dated = compare(old, replace(new, date="2018-07-11"))
    data = redline(dated, dated.changes, author="A. Delegate")
    assert {each[:2] for each in signed_by(data)} == {("A. Delegate", "2018-07-11T00:00:00Z")}
    assert "No author was given" not in opened(data)["word/header1.xml"].decode()


@pytest.mark.parametrize(
    "date",
    ["yesterday", "2018-13-01", "2018-06-31", "2018-02-29", "0000-01-01", "11 July 2018", "2018-07-11T25:00:00Z"],
)
def test_a_date_that_is_none_is_refused(date: str) -> None:
    comparison = compare(document(), document())
    with pytest.raises(CdiffError, match="write 2018-07-11"):
        redline(comparison, (), date=date)


def test_the_bytes_do_not_hang_on_the_machines_zlib(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zlib, "compressobj", None)
    comparison = compare(document(("text", "", "One")), document(("text", "", "Two")))
    assert redline(comparison, comparison.changes).startswith(b"PK")


# LibreOffice


def test_libreoffice_accepts_and_rejects(
    tmp_path: Path, final: Document, libreoffice: str, python_with_uno: str
) -> None:
    heavy = perturb(final.clauses, 3, "heavy")
    comparisons = {
        "draft3": shipped("draft3"),
        "zero": shipped("zero"),
        "heavy": compare(Document(heavy.old, "gcm"), Document(heavy.new, "gcm")),
    }
    for name, comparison in comparisons.items():
        (tmp_path / f"{name}.docx").write_bytes(redline(comparison, comparison.changes))
    script = Path(__file__).with_name("redline_in_libreoffice.py")
    subprocess.run([python_with_uno, str(script), libreoffice, str(tmp_path)], check=True, timeout=600)
    for name, comparison in comparisons.items():
        for side, version in (("rejected", comparison.old), ("accepted", comparison.new)):
            content = read_docx((tmp_path / f"{name}.{side}.docx").read_bytes(), name)
            assert content.revisions == ()
            paragraphs, notes = expected(version.document)
            texts = [normalise(block.text) for block in content.blocks if not block.note]
            assert texts == [normalise(text) for text in paragraphs]
            assert [(block.note, normalise(block.text)) for block in content.blocks if block.note] == notes
