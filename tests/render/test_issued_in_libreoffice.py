"""Another program accepts and rejects every change of a redline in the issued file: the texts come out."""

from __future__ import annotations

import subprocess
from pathlib import Path

from cdiff.reading.docx import read_docx
from tests.read.docx_files import definition, docx, level, listed, num, p, r, style, table
from tests.render.issued import made
from tests.support import ROOT

SCRIPT = ROOT / "tests" / "render" / "redline_in_libreoffice.py"
NUMBERS = definition(1, level(0, "decimal", "%1.")) + num(1, 1)
REFERENCE = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{}"/></w:r>'
LINES = [f"Article {at} lays down what the members do in matter number {at} of the list." for at in range(12)]


def note(identity: int, text: str) -> str:
    return f'<w:footnote w:id="{identity}">{p("<w:r><w:footnoteRef/></w:r>" + r(" " + text))}</w:footnote>'


def test_libreoffice_gives_both_texts(tmp_path: Path, libreoffice: str, python_with_uno: str) -> None:
    rows = [[p(f"Row {at} of the table"), p(f"with value {at}"), p(f"in {2000 + at}")] for at in range(4)]
    called = p(r(LINES[6]) + REFERENCE.format(2))
    others = {"styles": style("Normal"), "numbering": NUMBERS}
    old = docx(
        p(LINES[0])
        + listed(LINES[1], 1)
        + listed(LINES[2], 1)
        + p(f"{LINES[3]} {LINES[4]}")
        + table(*rows)
        + p(LINES[5])
        + called
        + p(LINES[7])
        + p(LINES[8])
        + p(LINES[9]),
        footnotes=note(2, "As agreed in the first round."),
        **others,
    )
    new = docx(
        p(LINES[0].replace("lays", "sets"))
        + listed(LINES[1], 1)
        + listed(LINES[11], 1)
        + listed(LINES[2], 1)
        + p(LINES[3])
        + p(LINES[4])
        + table(rows[0], rows[2], [p("A new row"), p("of new words"), p("in 2030")], rows[3])
        + p(LINES[7])
        + p(LINES[5])
        + called
        + p(f"{LINES[8]} {LINES[9]}"),
        footnotes=note(2, "As agreed in the second round."),
        **others,
    )
    found = made(old, new)
    assert found.reason == ""
    (tmp_path / "r.docx").write_bytes(found.data)
    subprocess.run([python_with_uno, str(SCRIPT), libreoffice, str(tmp_path)], check=True, timeout=600)
    for side, wanted in (("accepted", new), ("rejected", old)):
        got = read_docx((tmp_path / f"r.{side}.docx").read_bytes(), "got.docx")
        want = read_docx(wanted, "want.docx")
        assert [(each.label, each.text) for each in got.blocks] == [(each.label, each.text) for each in want.blocks]
