"""The JSON that cdiff prints is what its schemas in `docs/schema` say, and the schemas say all of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from cdiff import pipeline
from cdiff.comparing import compare
from cdiff.core.citation import RANK
from cdiff.core.model import CHANGE_KINDS, EVENT_KINDS, TALLIED, Comparison, Document, Version
from cdiff.features.audit.auditing import JudgedAudit
from cdiff.features.audit.data import audit_data
from cdiff.features.brackets import mark_up
from cdiff.features.brackets import subjects as bracketing
from cdiff.features.brackets.versions import ChosenOutcomes, ListedMarks, Marked, bracket_table, compare_brackets
from cdiff.features.compare.told import COMPARISON, Told
from cdiff.features.trace import subjects
from cdiff.features.trace import versions as tracing
from cdiff.features.trace.biography import Biographer
from cdiff.features.trace.model import ShownProvenance
from cdiff.parsing import parse
from cdiff.pipeline import chains
from cdiff.reading import read_bytes
from cdiff.telling.json import FORMAT, dump, text_data
from tests.audit.planting import Run, planted, untracked, word_in, word_out
from tests.audit.test_auditing import audited, written
from tests.brackets.texts import documents as bracketed
from tests.compare.test_lineage import negotiations
from tests.drafts import documents, pairs, versions
from tests.schemas import FOLDER, SHARED, faults, schema
from tests.support import FINAL, parsed, run, version

SOME = settings(max_examples=settings().max_examples // 2)


def shared(name: str) -> dict[str, Any]:
    """Give a definition that the schemas share."""
    found: dict[str, Any] = schema("definitions")["$defs"][name]
    return found


def check(name: str, text: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(text)
    assert faults(schema(name), data) == []
    return data


def as_json(comparison: Comparison, *, all_of_it: bool = False) -> str:
    wanted = pipeline.Selection(only=tuple(CHANGE_KINDS)) if all_of_it else pipeline.Selection()
    return COMPARISON.printed(Told(comparison, wanted), "json")


def nodes(node: object) -> Iterator[dict[str, Any]]:
    """Find every object in a schema."""
    if isinstance(node, dict):
        yield node
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from nodes(inner)


SCHEMAS = sorted(path.name.removesuffix(f"-{FORMAT}.json") for path in FOLDER.glob("*.json"))
OPEN = "change_counts"
"""The one table that others add keys to; they close it."""


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_strict_and_says_what_each_key_is(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    for table in nodes(schema(name)):
        if table.get("$ref", "").endswith(f"/{OPEN}"):
            assert table["unevaluatedProperties"] is False
        elif "properties" in table and "type" in table and table != shared(OPEN):
            assert table["additionalProperties"] is False
        if "properties" in table and "type" in table:
            assert table["required"] == list(table["properties"])
            for key, value in table["properties"].items():
                assert value.get("description") or "$ref" in value, key


def test_what_schemas_share_is_said_once_and_used() -> None:
    """Every reference leads somewhere, every shared definition is used, and no two schemas say the same at length."""
    used, said = set(), Counter[str]()
    for name in SCHEMAS:
        whole = schema(name)
        for node in nodes(whole):
            file, _, pointer = node.get("$ref", "#").partition("#")
            assert file in ("", SHARED)
            defined = pointer.removeprefix("/$defs/")
            assert not defined or defined in (schema("definitions") if file else whole)["$defs"], node
            used |= {defined} if file or name == "definitions" else set()
            said[json.dumps(node)] += isinstance(node.get("properties"), dict) and "type" in node
    assert set(schema("definitions")["$defs"]) == used - {""}
    assert [node for node, count in said.items() if count > 1] == []


def test_the_schemas_know_every_kind() -> None:
    assert tuple(shared("change_kind")["enum"]) == CHANGE_KINDS
    assert set(shared("clause_kind")["enum"]) == set(RANK)
    assert list(shared(OPEN)["properties"]) == list(TALLIED)
    assert tuple(shared("event_kind")["enum"]) == EVENT_KINDS


@given(pairs())
@SOME
def test_a_comparison_fits_its_schema(texts: tuple[str, str]) -> None:
    old, new = map(parsed, texts)
    check("comparison", as_json(compare(old, new), all_of_it=True))


@given(documents(), documents())
@SOME
def test_a_comparison_of_anything_fits_its_schema(old: Document, new: Document) -> None:
    check("comparison", as_json(compare(old, new)))


@given(pairs(), st.sampled_from([word_in, word_out]))
@SOME
def test_an_audit_fits_its_schema(texts: tuple[str, str], edit: Callable[[Run], None]) -> None:
    old, new = version(texts[0]), version(texts[1], "new")
    honest = written(old, new)
    data = planted(honest, untracked, 0, edit) or honest
    found = check("audit", dump(audit_data(JudgedAudit(audited(old, new, data)))))
    assert found["holds"] is (data == honest)


@given(versions())
@SOME
def test_a_version_fits_its_schema(given_one: Version) -> None:
    check("version", dump(text_data(given_one, given_one.document.clauses, given_one.document)))


def test_the_final_draft_fits_its_schema(final: Document) -> None:
    data = check("version", dump(text_data(Version("final", final), final.clauses, final)))
    assert len(data["clauses"]) == len(final)
    assert len(data["removed"]) == len(final.removed)


def test_a_comparison_of_real_drafts_fits_its_schema(final: Document) -> None:
    source = FINAL.with_name("draft3.txt")
    older = parse(read_bytes(source.read_bytes(), source.name), "gcm")
    data = check("comparison", as_json(compare(older, final)))
    assert data["differs"] is True


@pytest.mark.parametrize(
    "arguments", ["compare old.txt new.txt".split(), "show old.txt".split(), "show old.txt 1".split()]
)
def test_what_the_commands_print_fits(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "old.txt").write_text("A draft\n\n1. The States report.\n\n2. They meet.\n", encoding="utf-8")
    (tmp_path / "new.txt").write_text("A draft\n\n1. The States shall report.\n", encoding="utf-8")
    ran = run([*arguments, "--format", "json"], cwd=tmp_path)
    assert ran.exit == 0
    check("comparison" if arguments[0] == "compare" else "version", ran.stdout)


@given(negotiations())
@SOME
def test_what_spans_versions_fits_its_schema(drafts: list[Version]) -> None:
    whole = chains.chain(drafts)
    check(
        "provenance", subjects.PROVENANCE.printed(ShownProvenance(tracing.provenance(whole, drafts[-1].label)), "json")
    )
    check("concordance", subjects.CONCORDANCE.printed(tracing.concordance(whole), "json"))
    biographer = Biographer(whole.table)
    for at, each in enumerate(drafts):
        for clause in (each.document.clauses[0], each.document.clauses[-1]):
            told = biographer.tell(at, clause.citation)
            data = check("biography", subjects.BIOGRAPHY.printed(told, "json"))
            assert [step["version"] for step in data["steps"]] == [version.label for version in drafts]
        where = tracing.whereabouts(whole, each.document.clauses[0].citation, each.label, drafts[at - 1].label)
        check("where", subjects.WHERE.printed(where, "json"))


@given(bracketed, bracketed)
@SOME
def test_brackets_of_anything_fit_their_schemas(old: Document, new: Document) -> None:
    listed = [Marked(Version(label, each), mark_up(each)) for label, each in (("old", old), ("new", new))]
    for each in listed:
        data = check("brackets", bracketing.LISTING.printed(ListedMarks(each), "json"))
        assert len(data["brackets"]) == len(each.markup.brackets)
    found = compare_brackets(listed[0], listed[1])
    data = check("bracket-changes", bracketing.CHANGES.printed(ChosenOutcomes(found, found), "json"))
    assert sum(data["counts"].values()) == len(data["changes"])
    data = check("bracket-table", bracketing.TABLE.printed(bracket_table(listed), "json"))
    counted = [sum(row["tallies"][1]["brackets"] for row in data["parts"][:-1] if row["tallies"][1])]
    assert counted == [len(listed[1].markup.brackets)] == [data["parts"][-1]["tallies"][1]["brackets"]]


def test_each_version_in_a_list_fits(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("A draft\n\n1. The States report.\n", encoding="utf-8")
    for command in ("init", "add old.txt --label draft3 --date 2018-06-29 --status reconstruction"):
        assert run(command.split(), cwd=tmp_path).exit == 0
    data = check("versions", run("list --format json".split(), cwd=tmp_path).stdout)
    assert [each["label"] for each in data["versions"]] == ["draft3"]
    assert faults({"$ref": f"{SHARED}#/$defs/version"}, {"label": "draft3"}) != []
    (tmp_path / "versions" / "draft3.md").unlink()
    assert [each["label"] for each in check("versions", run(["list", "--json", "-"], cwd=tmp_path).stdout)["lost"]]


def test_a_verification_fits_its_schema(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("A draft\n\n1. The States report.\n", encoding="utf-8")
    for command in ("init", "add old.txt --label rev1", "add old.txt --label rev2"):
        assert run(command.split(), cwd=tmp_path).exit == 0
    assert check("verification", run(["verify", "--json", "-"], cwd=tmp_path).stdout)["verified"] is True
    (tmp_path / "versions" / "rev1.md").unlink()
    broken = run(["verify", "--json", "-"], cwd=tmp_path)
    data = check("verification", broken.stdout)
    assert (broken.exit, data["verified"]) == (1, False)
    assert [(each["version"], each["verified"]) for each in data["versions"]] == [("rev1", False), ("rev2", True)]


def test_a_table_fits_its_schema(tmp_path: Path) -> None:
    data = check("table", run(["table", "draft2", "draft3", "final", "--json", "-"], cwd=tmp_path).stdout)
    assert [version["label"] for version in data["versions"]] == ["draft2", "draft3", "final"]
    some = run(["table", "draft3", "final", "--clause", "37", "--clause", "fn1", "--json", "-"], cwd=tmp_path)
    rows = check("table", some.stdout)["rows"]
    assert {"37", "fn 1"} < {row["versions"]["final"]["citation"] for row in rows}


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("terms", ["terms", "refoulement", "firewall", "as appropriate [not after: as well]"]),
        ("log", ["log"]),
        ("stats", ["stats"]),
    ],
)
def test_a_chronicle_fits_its_schema(tmp_path: Path, name: str, asked: list[str]) -> None:
    data = check(name, run([*asked, "--json", "-"], cwd=tmp_path).stdout)
    assert data["what"] == name
    assert [version["label"] for version in data["versions"]] == [
        version.label for version in pipeline.shipped_store().versions()
    ]


def test_what_is_watched_fits_its_schema(tmp_path: Path) -> None:
    (tmp_path / "cdiff.toml").write_text(
        'watch = ["refoulement", "clause 53 in final", "firewall"]\n', encoding="utf-8"
    )
    data = check("comparison", run(["compare", "draft2", "draft3", "--format", "json"], cwd=tmp_path).stdout)
    assert [(row["kind"], len(row["touched"])) for row in data["watched"]] == [("term", 1), ("clause", 1), ("term", 0)]
