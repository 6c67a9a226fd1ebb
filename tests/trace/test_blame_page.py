"""The page of whose words: its table of shares, a cell for each draft."""

from __future__ import annotations

from pathlib import Path

from tests.render.reports import read
from tests.support import repository, run

OLD = "A draft of rules\n\nREPORTS\n\n1. The States shall report.\n\nMEETINGS\n\n2. They meet each year.\n"


def test_a_draft_to_which_no_word_is_owed_has_a_dash_and_no_share(tmp_path: Path) -> None:
    folder = repository(tmp_path / "repo")
    assert run(["init"], cwd=folder).exit == 0
    for day, text in enumerate((OLD, OLD.replace("shall report", "shall report at once")), 1):
        (tmp_path / "draft.txt").write_text(text, encoding="utf-8")
        asked = ["add", "../draft.txt", "--label", f"draft{day}", "--date", f"2020-01-0{day}"]
        assert run(asked, cwd=folder).exit == 0
    assert run(["blame", "draft2", "--html", "page.html"], cwd=folder).exit == 0
    page = read((folder / "page.html").read_text(encoding="utf-8"))
    rows = [[" ".join(cell.text_content().split()) for cell in row.iter("td")] for row in page.iter("tr")]
    owed = [row[:2] for row in rows if row]
    assert ["4 100.0 %", "–"] in owed  # the title
    assert owed[-1] == ["14 87.5 %", "2 12.5 %"]
