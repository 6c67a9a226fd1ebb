"""Reading long files: cdiff beside the bare library's own extraction of the text, whole processes, in one run.

The files are made from the Compact: its 34 pages six times over as a PDF, and its clauses fifteen times over, about
five hundred pages, as a Word file with automatic numbering and notes. The library gives words without numbers, notes,
order or furniture; the ratio says what finding these costs.
"""

from __future__ import annotations

import importlib.util
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from bench.corpus import ROOT, compact
from bench.processes import Command, Cost, cdiff_command, measure
from bench.tables import ratio, table
from cdiff.core.model import Clause

FIXTURES = ROOT / "fixtures" / "formats"
_PDF_COPIES = 6
_DOCX_COPIES = 15
READ = "import sys; from cdiff.reading import read; read(sys.argv[1])"
PDFIUM = """
import sys, pypdfium2
pdf = pypdfium2.PdfDocument(sys.argv[1])
print(sum(len(page.get_textpage().get_text_range()) for page in pdf))
"""
PYTHON_DOCX = """
import sys, docx
print(sum(len(paragraph.text) for paragraph in docx.Document(sys.argv[1]).paragraphs))
"""
LXML = """
import sys, zipfile
from lxml import etree
root = etree.fromstring(zipfile.ZipFile(sys.argv[1]).read("word/document.xml"))
print(sum(len(text) for text in root.itertext()))
"""


def formats(rounds: int) -> str:
    """Measure the reading of a PDF of 200 pages and of a Word file of 500."""
    with tempfile.TemporaryDirectory() as folder:
        pdf, docx = Path(folder, "long.pdf"), Path(folder, "long.docx")
        pages = write_pdf(pdf)
        write_docx(docx)
        python_docx = importlib.util.find_spec("docx") is not None
        bare = ("python-docx, text alone", PYTHON_DOCX) if python_docx else ("lxml, text alone", LXML)
        return "\n\n".join(
            [
                _table(f"PDF, {pages} pages, {_size(pdf)}", pdf, ("pypdfium2, text alone", PDFIUM), rounds),
                _table(f".docx, about 500 pages, {_size(docx)}", docx, bare, rounds),
            ]
        )


def write_pdf(path: Path) -> int:
    """Put the pages of the Compact behind each other some times; gives their number."""
    import pypdfium2

    one = pypdfium2.PdfDocument(FIXTURES / "final.pdf")
    long = pypdfium2.PdfDocument.new()
    for _ in range(_PDF_COPIES):
        long.import_pages(one)
    long.save(path)
    return len(long)


def write_docx(path: Path) -> None:
    """Write the clauses of the Compact behind each other some times, with notes of their own."""
    sys.path.insert(0, str(FIXTURES))
    from as_docx import as_docx

    clauses = compact()
    path.write_bytes(as_docx([_renumbered(clause, copy) for copy in range(_DOCX_COPIES) for clause in clauses]))


def _renumbered(clause: Clause, copy: int) -> Clause:
    """Give the notes of a copy numbers of their own."""
    text, label = clause.text, clause.label
    for number in range(9, 0, -1):
        mark, own = f"[^{number}]", f"[^{10 * copy + number}]"
        text = text.replace(mark, own)
        label = own if label == mark else label
    return replace(clause, text=text, label=label)


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 2**20:.1f} MiB"


def _table(title: str, path: Path, bare: tuple[str, str], rounds: int) -> str:
    name, code = bare
    commands = [
        Command("cdiff.reading", (sys.executable, "-c", READ, str(path))),
        Command("cdiff show", (*cdiff_command(), "show", str(path), "--profile", "gcm")),
        Command(name, (sys.executable, "-c", code, str(path))),
    ]
    costs = measure(commands, rounds, path.parent)
    base = costs.get(name, Cost())
    rows = [
        [
            each,
            f"{cost.seconds * 1000:.0f}",
            ratio(cost.seconds, base.seconds),
            f"{cost.mebibytes:.0f}",
            ratio(cost.mebibytes, base.mebibytes),
        ]
        for each, cost in costs.items()
        if not cost.failure
    ]
    failed = [f"failed: {each}: {cost.failure}" for each, cost in costs.items() if cost.failure]
    return "\n".join([title, table(["command", "ms", "to it", "MiB", "to it"], rows), f"median of {rounds}", *failed])
