"""The bench of redlines edits a Word file, always in the same way, so that another text comes out."""

from __future__ import annotations

from pathlib import Path
from random import Random

from bench.redlines import KINDS, edit, redlines
from cdiff.reading.docx import read_docx
from tests.read.docx_files import docx, p, table
from tests.support import flat

LINES = [
    f"Article {at} lays down at length what all the members of the committee do in matter {at} of the list."
    for at in range(12)
]
FILE = docx("".join(map(p, LINES)) + table(*([p(f"Row {at}"), p(f"holds {at}")] for at in range(4))) + p("The end."))


def test_the_same_seed_gives_another_text_but_always_the_same() -> None:
    texts = [[block.text for block in read_docx(edit(FILE, Random(seed)), "a.docx").blocks] for seed in (1, 1, 2)]
    before = [block.text for block in read_docx(FILE, "a.docx").blocks]
    assert texts[0] == texts[1]
    assert before not in texts
    assert texts[0] != texts[2]
    assert len(KINDS) == 9


def test_it_counts_what_is_proven(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(FILE)
    *reasons, counted = redlines(tmp_path, 2)
    assert reasons == []
    assert "a.docx 2 2" in flat(counted)
