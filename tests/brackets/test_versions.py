"""Marks of stored versions and of files: whose conventions count, what a highlighted word says, parts followed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cdiff import pipeline
from cdiff.core.config import Config, Negotiation, load_config
from cdiff.core.errors import ProfileError
from cdiff.core.model import Version
from cdiff.features.brackets import mark_up
from cdiff.features.brackets.versions import Marked, bracket_table, conventions_for, marked
from cdiff.parsing import load_profile
from cdiff.store import Store
from tests.support import ROOT, parsed, repository, run, version

PROFILE = """name = "own"

[[number]]
kind = "paragraph"
counter = "arabic"
print = "{number}."

[negotiation]
parties = ["Ruritania"]

[negotiation.highlight]
green = "agreed"
"""
PAGE = """<html><body><h1>A draft of rules</h1>
<p>1. <mark style="background: #00FF00">The Parties shall act together.</mark></p>
<p>2. The Parties <mark>meet</mark> every year. (Ruritania)</p>
</body></html>
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    repository(tmp_path)
    (tmp_path / "own.toml").write_text(PROFILE, encoding="utf-8")
    (tmp_path / "draft.html").write_text(PAGE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def store_at(folder: Path) -> Store:
    return pipeline.find_store("", config=load_config(folder))


def words(listed: Marked) -> list[tuple[int, str, bool]]:
    return [(status.clause, status.word, status.partly) for status in listed.markup.statuses]


def test_a_profile_says_what_a_colour_means_in_a_file_and_in_the_store(here: Path) -> None:
    """The stored form has no colours: the kept source is read again."""
    assert run(["init"], cwd=here).exit == 0
    added = run("add draft.html --label one --date 2026-03-02 --profile own.toml".split(), cwd=here)
    assert added.exit == 0, added.stderr
    store = store_at(here)
    for name, profile in (("one", ""), ("draft.html", "own.toml")):
        listed = marked(name, pipeline.load(name, store, profile=profile or "auto"), store, Config(), profile)
        assert words(listed) == [(1, "agreed", False)]
        assert [attribution.parties for attribution in listed.markup.attributions] == [("Ruritania",)]


def test_the_configuration_goes_before_the_profile(here: Path) -> None:
    store = store_at(here)
    loaded = pipeline.load("draft.html", store, profile="own.toml")
    said = Negotiation((), {"final": ("settled",)}, {"green": "settled", "yellow": "parked"})
    listed = marked("draft.html", loaded, store, Config(negotiation=said), "own.toml")
    assert words(listed) == [(1, "settled", False), (2, "parked", True)]
    assert [status.meaning for status in listed.markup.statuses] == ["final", "parked"]


def test_without_conventions_no_source_is_read_again(here: Path) -> None:
    store = store_at(here)
    loaded = pipeline.load("draft.html", store)
    assert conventions_for(loaded, store, Config()).highlight == ()
    assert words(marked("draft.html", loaded, store, Config())) == []


def test_the_example_in_the_documentation_is_understood(here: Path) -> None:
    page = (ROOT / "docs" / "brackets.md").read_text(encoding="utf-8")
    block = re.search(r"```toml\n(.*?)```", page, re.DOTALL)
    assert block
    (here / "cdiff.toml").write_text(block[1], encoding="utf-8")
    store = store_at(here)
    loaded = pipeline.load("draft.html", store)
    listed = marked("draft.html", loaded, store, load_config(here))
    assert words(listed) == [(2, "agreed", True)]
    assert [attribution.parties for attribution in listed.markup.attributions] == [("Ruritania",)]


def test_a_fault_in_the_conventions_of_a_profile_is_one_of_the_profile(here: Path) -> None:
    (here / "own.toml").write_text(PROFILE.replace("parties", "party"), encoding="utf-8")
    with pytest.raises(ProfileError, match=r"own\.toml: negotiation: unknown key 'party'; did you mean parties"):
        load_profile(str(here / "own.toml"))


OLD = """A treaty

Article 1
Aims

1. The Parties [shall] protect the lake and all that lives in it.

Article 2
Money

1. The Parties [shall] [should] pay for the protection of the lake every year.
"""
NEW = """A treaty

Article 1
Scope

1. This treaty [only] applies to the lake that is named in the annex.

Article 2
Aims

1. The Parties shall protect the lake and all that lives in it.

Article 3
Money

1. The Parties [shall] [should] pay for the protection of the lake every year.
"""


def test_parts_are_followed_through_versions_although_they_are_renumbered() -> None:
    listed = [
        Marked(each, mark_up(each.document))
        for each in (version(OLD, "old", "articles"), version(NEW, "new", "articles"))
    ]
    found = bracket_table(listed)
    rows = {row.citation: [tally and (tally.brackets, tally.choices) for tally in row.tallies] for row in found.rows}
    assert rows == {
        "": [(0, 0), (0, 0)],
        "article 1": [None, (1, 0)],
        "article 2": [(1, 0), (0, 0)],
        "article 3": [(2, 1), (2, 1)],
        "total": [(3, 1), (3, 1)],
    }


def test_what_a_reconstruction_leaves_out_is_no_open_bracket(here: Path) -> None:
    store = pipeline.shipped_store()
    listed = marked("draft2", store.load("draft2"), store, Config())
    assert listed.markup.brackets == ()
    assert "omission" in {aside.reason for aside in listed.markup.asides}


def test_one_version_cannot_be_counted_through() -> None:
    from cdiff.core.errors import CdiffError

    document = parsed("A draft\n\n1. The States [act].\n")
    with pytest.raises(CdiffError, match="two versions or more"):
        bracket_table([Marked(Version("one", document), mark_up(document))])
