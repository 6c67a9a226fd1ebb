"""The bench of twins: the same documents from the same seeds, and a measure that counts what was planted."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.twin_documents import Look, Part, TwinDocument, furniture_of, make, words_of
from bench.twin_files import as_docx, as_html
from bench.twins import Measured, falsehoods, losses
from cdiff.core.model import Document
from cdiff.core.records import replace
from cdiff.library import compare, load

LOOK = Look("en", "DejaVu Serif", 10, 1.15, 6, 0, head="ZQ/CONF.87", foot="Page {} of {{}}")
TEXT = TwinDocument(
    LOOK,
    (
        Part("title", "Rules of the house"),
        Part("paragraph", "Doors are shut at night¤.", "1.", note="Adopted without a vote."),
        Part("item", "windows are open, and lamps burn", "(a)", 1),
        Part("table", rows=(("Door", "Key"), ("Front", "Iron"))),
    ),
)


def read(document: TwinDocument, folder: Path, suffix: str = "docx") -> Document:
    path = folder / f"twin.{suffix}"
    path.write_bytes(as_docx(document) if suffix == "docx" else as_html(document).encode())
    return load(path).document


@pytest.mark.parametrize("seed", range(5))
def test_a_seed_gives_the_same_files(seed: int) -> None:
    assert as_docx(make(seed)) == as_docx(make(seed))
    assert as_html(make(seed)) == as_html(make(seed))
    assert make(seed) != make(seed + 100)


@pytest.mark.parametrize("suffix", ["docx", "html"])
def test_what_is_read_whole_counts_nothing(suffix: str, tmp_path: Path) -> None:
    assert losses(TEXT, read(TEXT, tmp_path, suffix)) == Measured(words=words_of(TEXT).total(), clauses=6)


def without(document: Document, planted: str, instead: str = "") -> Document:
    assert any(planted in clause.text for clause in document)
    return Document(tuple(replace(c, text=c.text.replace(planted, instead)) for c in document))


def test_a_lost_word_counts(tmp_path: Path) -> None:
    assert losses(TEXT, without(read(TEXT, tmp_path), " and lamps")).lost == 2


def test_a_kept_running_head_counts_as_noise_and_other_words_do_not(tmp_path: Path) -> None:
    text = read(TEXT, tmp_path)
    assert losses(TEXT, without(text, "lamps", "lamps ZQ/CONF.87 Page 2 of")).noise == 6
    assert losses(TEXT, without(text, "lamps", "lamps and mirrors")).noise == 0
    assert furniture_of(TEXT, 3)["Page"] == 3


def test_a_false_change_counts(tmp_path: Path) -> None:
    text = read(TEXT, tmp_path)
    assert falsehoods(compare(text, text)).false == 0
    found = falsehoods(compare(text, without(text, "open", "shut")))
    assert (found.false, found.clauses) == (1, 6)
