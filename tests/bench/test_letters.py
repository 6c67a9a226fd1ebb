"""The letters of files: a plain extraction beside what is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import letters as bench
from bench.letters import PLAIN, held, letters, letters_of
from bench.twin_documents import make
from bench.twin_files import as_docx, as_html

FIXTURES = Path(__file__).parents[2] / "fixtures" / "formats"


def test_capitals_and_ligatures_are_the_same_letters() -> None:
    assert letters_of("Oﬃce 12, 3") == letters_of("o f f i c e 1 2 3")


def test_what_is_read_whole_lacks_nothing(tmp_path: Path) -> None:
    (tmp_path / "twin.docx").write_bytes(as_docx(make(3)))
    (tmp_path / "twin.html").write_text(as_html(make(3)), encoding="utf-8")
    (table,) = letters(tmp_path)
    assert [line.split()[2:] for line in table.splitlines()[2:]] == [["0", "0.0"]] * 2


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".html", ".pdf"])
def test_the_fixtures_lack_nothing(suffix: str) -> None:
    path = FIXTURES / f"final{suffix}"
    assert not letters_of(PLAIN[suffix](path)) - letters_of("\n".join(held(path)))


def test_a_lost_word_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.html").write_text("<p>All of the words are here.</p>", encoding="utf-8")
    monkeypatch.setattr(bench, "held", lambda path: [text.replace("words", "") for text in held(path)])
    (table,) = letters(tmp_path)
    assert table.splitlines()[-1].split()[2] == "5"
    assert table.endswith("words")
