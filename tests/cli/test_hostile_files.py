"""Hostile files through the command line: a clear line, bounded time and memory, and nothing written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cdiff.reading.zipped import ODT
from tests.read.docx_files import docx, p, parts_of, zipped
from tests.read.pdf_maker import Sheet, make
from tests.support import Ran, git, process, repository, run, tree

BOMB = b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + b"".join(
    f"<!ENTITY {name} '{f'&{before};' * 10}'>".encode() for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
HUGE = 30 * 2**20
"""Bytes of a bomb: it is refused for how much larger it becomes, whatever its size."""
LOCAL = "<!DOCTYPE x [<!ENTITY secret SYSTEM 'file:///etc/passwd'>]>"


def entities() -> bytes:
    parts = parts_of(p("&i;"))
    return zipped({**parts, "word/document.xml": BOMB + b"]>" + str(parts["word/document.xml"]).encode()})


def external_entity() -> bytes:
    parts = parts_of(p("&secret;"))
    return zipped({**parts, "word/document.xml": LOCAL + str(parts["word/document.xml"])})


def zip_bomb() -> bytes:
    return zipped({**parts_of(p("x")), "word/media/huge.bin": bytes(HUGE)})


def odt_bomb() -> bytes:
    return zipped({"mimetype": ODT, "content.xml": b" " * HUGE})


def deep_docx() -> bytes:
    return docx("<w:sdt><w:sdtContent>" * 5_000 + p("x") + "</w:sdtContent></w:sdt>" * 5_000)


def deep_html() -> bytes:
    return b"<!doctype html><html><body>" + b"<div>" * 100_000 + b"x"


def akn_bomb() -> bytes:
    return BOMB + b"]><akomaNtoso xmlns='http://docs.oasis-open.org/legaldocml/ns/akn/3.0'><p>&i;</p></akomaNtoso>"


def torn_zip() -> bytes:
    return docx(p("x"))[:200]


def encrypted_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "x")
    data = bytearray(out.getvalue())
    for at in (data.find(b"PK\x03\x04") + 6, data.find(b"PK\x01\x02") + 8):
        data[at] |= 1
    return bytes(data)


def not_a_document() -> bytes:
    return zipped({"readme.txt": "x"})


def pdf_bomb() -> bytes:
    """Marks within marks, each of which PDFium remembers for every letter."""
    sheet = Sheet()
    sheet.parts = ["/P BMC " * 200_000, "BT /F1 10 Tf 72 72 Td " + "(x) Tj " * 20_000 + "ET"]
    return make(sheet)


def binary() -> bytes:
    return b"1. The States agree.\n\0\0\0\n"


HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "entities": ("a.docx", entities),
    "an external entity": ("a.docx", external_entity),
    "a zip bomb": ("a.docx", zip_bomb),
    "a zip bomb as .odt": ("a.odt", odt_bomb),
    "deep nesting in .docx": ("a.docx", deep_docx),
    "deep nesting in .html": ("a.html", deep_html),
    "entities in Akoma Ntoso": ("a.xml", akn_bomb),
    "a torn archive": ("a.docx", torn_zip),
    "an encrypted archive": ("a.docx", encrypted_zip),
    "an archive of something else": ("a.docx", not_a_document),
    "marks without end": ("a.pdf", pdf_bomb),
    "bytes that are no text": ("a.txt", binary),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = repository(tmp_path / "repo")
    assert run(["init"], cwd=folder).exit == 0
    return folder


def add(folder: Path, name: str, data: bytes) -> Ran:
    (folder.parent / name).write_bytes(data)
    return run(["add", f"../{name}", "--label", "draft1"], cwd=folder)


def untouched(folder: Path) -> bool:
    return list(tree(folder)) == ["cdiff.toml"] and not git(folder, "log", "--all", "--oneline")


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_in_one_line_and_leaves_no_trace(folder: Path, name: str) -> None:
    file, made = HOSTILE[name]
    done = add(folder, file, made())
    assert (done.exit, done.stdout) == (2, ""), done.stderr
    assert done.stderr.startswith((f"cdiff: {file}: ", f"cdiff: {file} is "))
    assert done.stderr.count("\n") == 1
    assert len(done.stderr) < 300
    assert untouched(folder)


def test_path_names_inside_an_archive_are_names_and_nothing_else(folder: Path) -> None:
    parts = {**parts_of(p("1. The States agree.")), "../../evil.txt": "x", "/tmp/evil.txt": "x", "C:\\evil.txt": "x"}
    done = add(folder, "a.docx", zipped(parts))
    assert done.exit in (0, 2)
    assert not list(folder.parent.rglob("evil*"))
    if done.exit == 0:
        assert run(["verify"], cwd=folder).exit == 0


def test_macros_and_external_references_are_neither_run_nor_followed(folder: Path) -> None:
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="t" Type="{relation}/attachedTemplate" Target="file:///etc/passwd" TargetMode="External"/>'
        f'<Relationship Id="f" Type="{relation}/footnotes" Target="http://127.0.0.1:9/x" TargetMode="External"/>'
        f'<Relationship Id="s" Type="{relation}/styles" Target="../../../etc/passwd"/></Relationships>'
    )
    parts = {**parts_of(p("1. The States agree.")), "word/_rels/document.xml.rels": links, "word/vbaProject.bin": "x"}
    done = add(folder, "a.docm", zipped(parts))
    assert "root:" not in done.stderr
    if done.exit == 0:
        assert "The States agree." in (folder / "versions" / "draft1.md").read_text("utf-8")
        assert "root:" not in (folder / "versions" / "draft1.md").read_text("utf-8")
    else:
        assert untouched(folder)


_MEASURED = r"""
import re, resource, sys
from pathlib import Path
from cdiff.cli import run
code = run(["add", sys.argv[1], "--label", "draft1", "--profile", "plain"])
if sys.platform == "darwin":
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 2**20
else:  # where `ru_maxrss` begins with what the process had that started this one
    peak = int(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1]) // 2**10
sys.stderr.write(f"peak {peak}")
sys.exit(code)
"""


def test_a_file_of_more_lines_than_the_limit_is_refused_in_bounded_memory(folder: Path) -> None:
    """A tenth of the limit that stands, and a tenth of the memory that it may take beside that of Python."""
    settings = folder / "cdiff.toml"
    settings.write_text(settings.read_text("utf-8") + "\n[limits]\nblocks = 100000\n", encoding="utf-8")
    (folder.parent / "long.txt").write_bytes(b"ab\n" * 100_001)
    done = process("../long.txt", cwd=folder, code=_MEASURED)
    assert done.exit == 2
    assert "more than 100000 lines" in done.stderr
    assert int(done.stderr.rsplit(" ", 1)[1]) < 150
    assert untouched(folder)
