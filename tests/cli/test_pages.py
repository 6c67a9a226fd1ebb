"""`--html` of trace, blame, concordance and stats: one page in one file, which can reach nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from cdiff.pipeline.report_files import is_ours
from tests.render.reports import check_links, read
from tests.support import run

HOSTILE = "<script>alert(1)</script> \u202eturned"
DRAFTS = {
    "one": "A draft of rules\n\n1. The States shall report.\n\n2. They meet each year in the capital.\n",
    "two": f"A draft of rules\n\n1. The States should report {HOSTILE}.\n\n2. They meet each year in the capital.\n",
    "three": "A draft of rules\n\n1. They meet each year in the capital.\n\n2. The States should report again.\n",
}
FILES = [f"{label}.txt" for label in DRAFTS]
COMMANDS = {
    "trace": ["trace", "1", *FILES, "--in", "one.txt"],
    "concordance": ["concordance", *FILES],
    "stats": ["stats", *FILES],
}


@pytest.fixture
def here(tmp_path: Path) -> Path:
    for label, text in DRAFTS.items():
        (tmp_path / f"{label}.txt").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", COMMANDS)
def test_a_page_is_one_file_that_reaches_nothing(name: str, here: Path) -> None:
    ran = run([*COMMANDS[name], "--html", "page.html"], cwd=here)
    assert (ran.exit, ran.stdout, ran.stderr.endswith("cdiff: wrote page.html\n")) == (0, "", True)
    assert is_ours(here / "page.html")
    text = (here / "page.html").read_text(encoding="utf-8")
    check_links(text)
    page = read(text)
    assert not [
        node for node in page.iter("link", "script", "img") if node.get("src") or "stylesheet" in node.get("rel", "")
    ]
    assert "default-src &#39;none&#39;" in text
    assert "alert(1)</script>" not in text
    assert "\u202e" not in text
    (made,) = page.iter("footer")
    assert f"cdiff {name}" in made.text_content()
    assert "--html page.html" in made.text_content()
    (here / "again").mkdir()
    run([*COMMANDS[name], "--html", "again/page.html"], cwd=here)
    assert (here / "again" / "page.html").read_text(encoding="utf-8") == text


def test_whose_words_marks_what_entered_and_what_came_back(tmp_path: Path) -> None:
    assert run(["blame", "final", "4", "--html", "page.html"], cwd=tmp_path).exit == 0
    text = (tmp_path / "page.html").read_text(encoding="utf-8")
    page = read(text)
    check_links(text)
    words = page.find_class("w")
    back = [node for node in words if "back" in node.get("class", "").split()]
    assert [node.get("data-l") for node in back] == ["zero-plus ↺ draft2"]
    assert back[0].get("title") == "not known before zero-plus; left in draft1, returned in draft2"
    assert [node.text_content() for node in page.find_class("cite")] == ["4"]
    (total,) = page.find_class("total")
    assert " ".join(total.text_content().split()).startswith("all of it")
    assert "are reconstructions, not official texts" in page.find_class("caveat")[0].text_content()


def test_a_life_tells_each_version_with_its_edits(tmp_path: Path) -> None:
    assert run(["trace", "37", "--html", "page.html"], cwd=tmp_path).exit == 0
    page = read((tmp_path / "page.html").read_text(encoding="utf-8"))
    steps = page.find_class("step")
    assert [step.find_class("cite")[0].text_content() for step in steps][-1] == "final"
    edited = [step for step in steps if step.find_class("e-modified")]
    assert "non-refoulement" in "".join(ins.text_content() for step in edited for ins in step.iter("ins"))
    assert "non-refoulement" in "".join(gone.text_content() for step in edited for gone in step.iter("del"))


def test_the_heat_map_has_a_number_in_every_cell(tmp_path: Path) -> None:
    assert run(["stats", "--html", "page.html"], cwd=tmp_path).exit == 0
    page = read((tmp_path / "page.html").read_text(encoding="utf-8"))
    cells = page.find_class("heat")[0].findall(".//td")
    assert len(cells) > 100
    assert all(cell.text_content().strip() for cell in cells)
    (entered,) = [row for row in page.find_class("heat")[0].iter("tr") if "objective 23" in row.text_content()]
    assert [cell.text_content() for cell in entered.findall("td")] == ["·", "·", "100.0 %", "?", "?"]
