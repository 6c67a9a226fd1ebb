"""The reports of the Compact's drafts, kept as files that a person can read; `pytest --update` writes them anew.

Of a page the style sheet and the scripts are left out, and of its policy their hashes: they are files of their own,
which a test holds to what a page carries. Of a Word file the parts are kept, as one text: the zip around them says
nothing, and nobody can review it.
"""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache

import pytest

from cdiff import pipeline
from cdiff.core.model import Comparison
from cdiff.features.compare.told import COMPARISON, Told
from cdiff.features.table.rows import choose_rows
from cdiff.features.table.told import TABLE
from cdiff.pipeline.chains import table
from cdiff.store import Store
from cdiff.telling.subject import ReportRequest
from tests.support import ROOT

FOLDER = ROOT / "tests" / "render" / "golden"
STORE = Store(ROOT / "versions")
SUFFIXES = {"html": "html", "docx": "docx.xml", "markdown": "md", "csv": "csv", "json": "json"}
ASSETS = ROOT / "cdiff" / "telling" / "html" / "assets"
_CARRIED = re.compile(r"(?<=<style>)(.+?)(?=</style>)|(?<=<script>)(.+?)(?=</script>)", re.DOTALL)
_HASH = re.compile(r"sha256-[\w+/=]+")
_LINES = re.compile(r"(?=<w:(?:p|sectPr|style|footnote|hdr|ftr)[ >]|<(?:Override|Relationship) )")


@cache
def compared(old: str, new: str) -> Comparison:
    return pipeline.compare(STORE.load(old), STORE.load(new), STORE)


def bare(data: bytes) -> bytes:
    """Give a page without the style sheet and the scripts that it carries."""
    return _HASH.sub("sha256", _CARRIED.sub("", data.decode())).encode()


def readable(data: bytes) -> bytes:
    """Give the parts of a Word file as one text, a line for each paragraph, style, note and relationship."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    text = "".join(f"==> {name}\n" + _LINES.sub("\n", part).strip() + "\n\n" for name, part in parts.items())
    return text.encode()


def check(name: str, data: bytes, *, update: bool) -> None:
    path = FOLDER / name
    if update:
        path.write_bytes(data)
    assert data.decode() == path.read_bytes().decode()
    assert str(ROOT).encode() not in data


@pytest.mark.parametrize("format_", SUFFIXES)
@pytest.mark.parametrize("pair", ["draft3 final", "zero final"])
def test_a_report_is_the_golden_one(pair: str, format_: str, *, update: bool) -> None:
    name = f"{pair.replace(' ', '-')}.{SUFFIXES[format_]}"
    asked = f"cdiff compare {pair}"
    again = f"{asked} --{format_} {name.removesuffix('.xml')}"
    data = COMPARISON.write(Told(compared(*pair.split())), format_, ReportRequest(asked, again=again))
    shown = {"docx": readable, "html": bare}.get(format_, bytes)
    check(name, shown(data), update=update)


def test_a_page_carries_the_style_sheet_and_the_scripts_as_their_files_have_them() -> None:
    page = COMPARISON.write(Told(compared("draft3", "final")), "html").decode()
    carried = [style or script for style, script in _CARRIED.findall(page)]
    assert carried == [
        (ASSETS / name).read_text(encoding="utf-8").strip() for name in ("report.css", "head.js", "report.js")
    ]
    assert len(_HASH.findall(page)) == len(carried)


@pytest.mark.parametrize("format_", ["csv", "markdown"])
def test_a_table_is_the_golden_one(format_: str, *, update: bool) -> None:
    labels = "zero draft1 draft2 draft3 final"
    whole = table([STORE.load(label) for label in labels.split()], STORE)
    asked = f"cdiff table {labels} --changed"
    data = TABLE.write(choose_rows(whole, changed=True), format_, ReportRequest(asked, again=asked))
    check(f"table.{SUFFIXES[format_]}", data, update=update)


@pytest.mark.parametrize("format_", ["html", "docx", "markdown", "csv", "xlsx", "json"])
def test_a_reconstruction_says_so_in_every_format(format_: str) -> None:
    data = COMPARISON.write(Told(compared("zero", "final")), format_)
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            data = b"".join(package.read(name) for name in package.namelist())
    assert b"reconstruction" in data
    if format_ != "csv":
        assert b"not an official text" in data
