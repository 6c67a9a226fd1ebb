"""What is watched is shown on top of every comparison that touches it, and costs nothing where nothing is."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdiff import pipeline
from cdiff.comparing import compare
from cdiff.core.config import Config, Settings
from cdiff.core.errors import ConfigError
from cdiff.core.model import Version, Watched
from cdiff.features.watch import watch
from cdiff.searching import count, parse_term
from cdiff.store import Store
from tests.drafts import pairs
from tests.support import parsed, process, run, version

SOME = settings(max_examples=settings().max_examples // 2)
OLD = (
    "A draft\n\n1. States shall build firewalls.\n\n2. States shall meet and report as they see fit.\n\n3. The "
    "firewall shall hold between services and police.\n"
)
NEW = (
    "A draft\n\n1. States shall report on all that they know.\n\n2. States shall build walls.\n\n3. The firewall "
    "should hold between services and police.\n"
)


def config(*names: str) -> Config:
    return Config(Settings(watch=names), file=Path("cdiff.toml"))


def watched(*names: str, old: str = OLD, new: str = NEW, store: Store | None = None) -> tuple[Watched, ...]:
    comparison = compare(version(old, "old"), version(new, "new"))
    return watch(comparison, config(*names), store or Store(Path("nowhere")))


def rows(found: Watched) -> list[tuple[str, list[str], list[str], int, int]]:
    return [
        (
            row.change.kind,
            [clause.citation for clause in row.change.old],
            [clause.citation for clause in row.change.new],
            row.old,
            row.new,
        )
        for row in found.touched
    ]


def test_a_term_that_goes_and_one_whose_clause_is_edited() -> None:
    found = watched("firewall*")[0]
    assert (found.old, found.new) == (2, 1)
    assert rows(found) == [("modified", ["1"], ["2"], 1, 0), ("modified", ["3"], ["3"], 1, 1)]


def test_a_term_that_is_left_alone_is_named_and_not_shown() -> None:
    assert watched("draft", "refoulement") == (
        Watched("draft", "term", 1, 1, ()),
        Watched("refoulement", "term", 0, 0, ()),
    )


def test_a_clause_is_followed_from_either_side() -> None:
    for name in ("clause 1 in old", "Clause 2 in new"):
        found = watched(name)[0]
        assert (found.kind, found.old, found.new) == ("clause", 1, 1)
        assert rows(found) == [("modified", ["1"], ["2"], 1, 1)]


def test_a_clause_stands_for_what_belongs_to_it() -> None:
    old = "A draft\n\n1. States shall:\n\n(a) report;\n\n(b) meet in the capital.\n\n2. They shall rest.\n"
    new = "A draft\n\n1. States shall:\n\n(a) report;\n\n2. They shall rest.\n"
    found = watched("clause 1 in old", old=old, new=new)[0]
    assert rows(found) == [("deleted", ["1(b)"], [], 1, 0)]


def test_a_clause_of_a_third_version_is_followed_through_all_between() -> None:
    store = pipeline.shipped_store()
    comparison = pipeline.compare(store.load("draft2"), store.load("draft3"), store)
    found = watch(
        comparison, config("clause 37 in final", "clause 53 in final", "clause objective 23 in draft2"), store
    )
    assert rows(found[0])[0] == ("modified", ["36"], ["37"], 1, 1)
    assert rows(found[1]) == [("inserted", [], ["53"], 0, 1)]
    assert rows(found[2]) == [("unchanged", ["38"], ["39"], 1, 1)]
    early = pipeline.compare(store.load("zero"), store.load("draft1"), store)
    assert rows(watch(early, config("clause 53 in final"), store)[0]) == []


def test_a_version_against_an_earlier_state_of_itself() -> None:
    store = pipeline.shipped_store()
    version = store.load("draft3")
    clauses = [replace(each, text=each.text.replace("Promote", "Foster")) for each in version.document]
    earlier = replace(version, document=replace(version.document, clauses=tuple(clauses)))
    found = watch(pipeline.compare(earlier, version, store), config("clause 36(b) in final"), store)
    assert rows(found[0]) == [("modified", ["36(b)"], ["36(b)"], 1, 1)]


def test_a_file_is_held_against_the_versions(tmp_path: Path) -> None:
    final = (pipeline.shipped_store().folder / "sources" / "final.txt").read_text(encoding="utf-8")
    (tmp_path / "mine.txt").write_text(final.replace("Promote faster", "Promote the faster"), encoding="utf-8")
    (tmp_path / "yours.txt").write_text(final, encoding="utf-8")
    (tmp_path / "cdiff.toml").write_text('watch = ["clause objective 20 in draft3"]\n', encoding="utf-8")
    ran = run(["compare", "yours.txt", "mine.txt"], cwd=tmp_path)
    assert "◉ clause objective 20 in draft3  1 change\n  ~ objective 20  modified\n" in ran.stdout


FAULTS = {
    "clause 37": "name the version that numbers it so, as in clause 37 in final",
    "clause 37 in fnal": "no version 'fnal'; did you mean final?",
    "clause 377 in final": "no clause '377' in final; did you mean 37",
    "@qualifier": "no list of terms @qualifier; did you mean @qualifiers?",
    "national * law": "cannot stand alone",
}


@pytest.mark.parametrize(("name", "said"), FAULTS.items())
def test_what_cannot_be_watched_is_said(name: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        watched(name, store=pipeline.shipped_store())
    assert str(caught.value).startswith("cdiff.toml: watch: ")
    assert said in str(caught.value)


def test_every_report_shows_it(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    (tmp_path / "cdiff.toml").write_text('watch = ["firewall*", "<b>"]\n', encoding="utf-8")
    asked = ["compare", "old.txt", "new.txt"]
    assert run([*asked, "--html", "r.html", "--markdown", "r.md", "--json", "r.json"], cwd=tmp_path).exit == 0
    found = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["watched"]
    assert [(row["watch"], row["old"], row["new"]) for row in found] == [("firewall*", 2, 1), ("<b>", 0, 0)]
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "<b>firewall*</b> 2 → 1" in page
    assert "untouched: &lt;b&gt;" in page
    comment = (tmp_path / "r.md").read_text(encoding="utf-8")
    assert "- **firewall&#42;** 2 → 1\n  - 1 → 2 modified, renumbered 1 → 0\n" in comment
    assert run([*asked, "--width", "80"], cwd=tmp_path).stdout == run(asked, cwd=tmp_path).stdout


def test_where_nothing_is_watched_nothing_is_loaded(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom cdiff.cli import run\nrun(['compare', 'draft3', 'final'])\n"
        "rooms = 'cdiff.searching', 'cdiff.features.statistics', 'cdiff.features.trace', "
        "'cdiff.features.watch.watching'\n"
        "print([name for name in sys.modules if name.startswith(rooms)])"
    )
    assert process(code=code, cwd=tmp_path).stdout.splitlines()[-1] == "[]"


@given(pairs(), st.sampled_from("States migration the of and in".split()))
@SOME
def test_the_counts_are_those_of_the_texts(texts: tuple[str, str], word: str) -> None:
    old, new = (Version(label, parsed(text)) for label, text in zip(("old", "new"), texts, strict=True))
    comparison = compare(old, new)
    found = watch(comparison, config(word), Store(Path("nowhere")))[0]
    term = parse_term(word)
    totals = [sum(count(term, clause.text) for clause in side.document) for side in (old, new)]
    assert [found.old, found.new] == totals
    assert found.new - found.old == sum(row.new - row.old for row in found.touched)
