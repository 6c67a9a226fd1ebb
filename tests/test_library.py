"""The library: `import cdiff` offers what `docs/api.md` says, whatever was imported first."""

from __future__ import annotations

import ast
import pickle
import re
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import cdiff
from tests.api_page import GROUPS, PAGE, page
from tests.support import ROOT, parsed, process

OLD = "A draft\n\n1. The States report [annually].\n\n2. They meet.\n"
NEW = "A draft\n\n1. The States shall report.\n"

EXPORTED = [
    "Audit",
    "Biography",
    "Block",
    "Bracket",
    "BracketComparison",
    "CdiffError",
    "Change",
    "Checked",
    "CitationError",
    "Clause",
    "Comparison",
    "Concordance",
    "Config",
    "ConfigError",
    "Document",
    "Draft",
    "Edit",
    "Event",
    "Finding",
    "GitError",
    "LabelError",
    "Limits",
    "Lineage",
    "Link",
    "Markup",
    "PinError",
    "ProfileError",
    "Provenance",
    "ReadError",
    "ReadOptions",
    "Reading",
    "ReportError",
    "Source",
    "Statistics",
    "Store",
    "StoredFormError",
    "Table",
    "TermError",
    "TermTable",
    "Version",
    "VersionError",
    "__version__",
    "align",
    "audit",
    "brackets",
    "check",
    "compare",
    "compare_brackets",
    "concordance",
    "find_store",
    "lineages",
    "load",
    "load_config",
    "parse",
    "provenance",
    "read",
    "report",
    "shipped_store",
    "statistics",
    "terms",
    "trace",
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in (("old.txt", OLD), ("new.txt", NEW)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


# What is offered


def test_the_exported_members() -> None:
    assert sorted(cdiff.__all__) == EXPORTED
    assert dir(cdiff) == cdiff.__all__
    for name in cdiff.__all__:
        assert getattr(cdiff, name), name


def test_type_checkers_see_what_is_imported_at_run_time() -> None:
    module = ast.parse((ROOT / "cdiff" / "__init__.py").read_text(encoding="utf-8"))
    block = next(node for node in module.body if isinstance(node, ast.If))
    declared = [
        (node.module, alias.name, alias.asname)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    ]
    assert declared == sorted((module, name, name) for name, module in cdiff._HOME.items())


def test_every_error_is_exported() -> None:
    from cdiff.core import errors

    raised = {
        value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, errors.CdiffError)
    }
    by_commands = {error for error in raised if issubclass(error, errors.OutputError)}
    assert {error.__name__ for error in raised - by_commands} <= set(EXPORTED)


def test_what_it_does_not_offer_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'diff'"):
        _ = cdiff.diff


def test_no_module_is_called_like_a_function() -> None:
    """A module that is imported replaces the function of its name: which one it is would depend on the imports."""
    modules = {path.stem for path in (ROOT / "cdiff").iterdir()}
    assert modules.isdisjoint(EXPORTED)


FIRST = (
    "",
    "import cdiff.parsing.lines\n",
    "import cdiff.searching.words, cdiff.features.check\n",
    "import cdiff.reading.text\n",
    "import cdiff.cli\n",
)


@pytest.mark.parametrize("first", FIRST)
def test_names_are_functions_whatever_was_imported_first(folder: Path, first: str) -> None:
    code = first + (
        "import cdiff, pickle\nold = cdiff.parse(cdiff.read('old.txt'), profile='plain')\n"
        "print(cdiff.compare(old, old).differs, len(cdiff.align(['a b'], ['a b'])))\n"
        "import cdiff.parsing.lines, cdiff.comparing.words, cdiff.reading.text, cdiff.searching\n"
        "print(len(cdiff.terms(['States'], [old]).terms), cdiff.check(old).failed)\n"
        "pickle.dumps([cdiff.parse, cdiff.compare, cdiff.terms])\n"
    )
    ran = process(cwd=folder, code=code)
    assert (ran.exit, ran.stdout, ran.stderr) == (0, "False 1\n1 False\n", "")


def test_importing_the_library_imports_nothing(tmp_path: Path) -> None:
    """Not even `typing`: a bare interpreter has no module of cdiff's and none that cdiff would bring along."""
    code = "import sys\nbefore = {*sys.modules}\nimport cdiff\nprint(sorted({*sys.modules} - before))\n"
    assert process(cwd=tmp_path, code=code).stdout == "['cdiff']\n"


SCRIPT = """
from pathlib import Path
import cdiff

def report(old: str, new: Path) -> int:
    comparison: cdiff.Comparison = cdiff.compare(old, new)
    comparison.to_html("report.html")
    page: str = comparison.to_html()
    workbook: bytes = comparison.to_xlsx()
    final: cdiff.Document = cdiff.parse(cdiff.read(new, cdiff.ReadOptions(struck="deleted")), profile="plain")
    clause: cdiff.Clause = final["1"]
    words = [(word.text, word.entered) for _, said in cdiff.provenance([old, final]) for word in said]
    try:
        checked: cdiff.Checked = cdiff.check(final, against=old, fail_on="warning")
    except (cdiff.ReadError, cdiff.CitationError) as error:
        return error.exit_code
    sarif: bytes = cdiff.report(checked, "sarif")
    return len(sarif) + len(page) + len(workbook) + len(words) + len(clause.text) + ("1" in final)

cdiff.load("old.txt").document.clauses[0].text = "x"
cdiff.compare("old.txt")
"""
LINES = {
    part: str(next(number for number, line in enumerate(SCRIPT.split("\n"), 1) if part in line))
    for part in ("].text =", 'compare("old.txt")')
}


def test_a_users_script_is_type_checked(tmp_path: Path) -> None:
    """With cdiff among the installed packages, whose types count only if there is a `py.typed`."""
    venv.create(tmp_path / "env", with_pip=False)
    site = next((tmp_path / "env").glob("[Ll]ib/python*/site-packages"))
    (site / "cdiff").symlink_to(ROOT / "cdiff")
    (tmp_path / "use.py").write_text(SCRIPT, encoding="utf-8")
    interpreter = f"--python-executable={tmp_path / 'env' / 'bin' / 'python'}"
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--cache-dir=cache", interpreter, "use.py"],
        cwd=tmp_path,
        env={"PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    errors = re.findall(r"^use\.py:(\d+): error: .*\[([a-z-]+)\]$", done.stdout, re.MULTILINE)
    assert errors == [(LINES["].text ="], "misc"), (LINES['compare("old.txt")'], "call-arg")], done.stdout
    assert done.stdout.count("\n") == len(errors) + 1


def test_the_page_is_not_stale() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "stale: run python -m tests.api_page"


def test_the_page_has_every_name_once() -> None:
    listed = [name for names in GROUPS.values() for name in names.split()]
    assert sorted([*listed, "__version__"]) == EXPORTED


# A document


def test_a_document_is_asked_as_people_cite() -> None:
    document = parsed("A draft\n\n1. The States:\n\n(a) report;\n\n(b) meet.\n\n2. They agree.\n")
    assert document["1(a)"].text == "report;"
    assert document["1a"] is document["1(a)"] is document["para 1 (a)"]
    assert ["1a" in document, "1(c)" in document, "" in document] == [True, False, False]
    assert document.clauses[0] in document
    assert 1 not in document
    with pytest.raises(cdiff.CitationError, match=r"no clause '1\(d\)' in the draft; did you mean .*1\(a\)") as caught:
        document["1(d)"]
    assert isinstance(caught.value, KeyError)
    assert str(caught.value).startswith("no clause")
    with pytest.raises(TypeError, match="not by 0"):
        document[0]  # type: ignore[index]


# The functions


def test_the_story_of_its_docstring(folder: Path) -> None:
    old = cdiff.parse(cdiff.read(folder / "old.txt"), profile="plain")
    new = cdiff.load("new.txt", profile="plain")
    wanted = [("unchanged", ["title"], ["title"]), ("modified", ["1"], ["1"]), ("deleted", ["2"], [])]
    for given in ((old, new), ("old.txt", folder / "new.txt"), (old, new.document)):
        found = [
            (change.kind, [clause.citation for clause in change.old], [clause.citation for clause in change.new])
            for change in cdiff.compare(*given, profile="plain")
        ]
        assert found == wanted
    labels = [cdiff.compare(old, new), cdiff.compare("old.txt", new.document)]
    assert [(each.old.label, each.new.label) for each in labels] == [("old", "new.txt"), ("old.txt", "new")]


def test_a_store_names_versions_and_pins_them(folder: Path) -> None:
    store = cdiff.shipped_store()
    comparison = cdiff.compare("draft3", "final", store=store)
    assert (comparison.old.label, comparison.new.label, comparison.differs) == ("draft3", "final", True)
    assert comparison.new.document["obj5"].kind == "objective"
    with pytest.raises(cdiff.VersionError, match=r"'draft9' is neither .*did you mean draft"):
        cdiff.load("draft9", store=store)
    for ask in (cdiff.load, cdiff.check, cdiff.brackets, lambda name: cdiff.audit(name, "old.txt", "new.txt")):
        with pytest.raises(cdiff.CdiffError, match=r"no file draft3|'draft3' is neither"):
            ask("draft3")


def test_a_file_that_is_not_there_is_a_read_error(folder: Path) -> None:
    with pytest.raises(cdiff.ReadError, match=r"no file olt.txt; did you mean old.txt"):
        cdiff.compare("olt.txt", "new.txt")
    with pytest.raises(cdiff.ReadError, match=r"no file olt.txt; did you mean old.txt"):
        cdiff.check("olt.txt")


def test_aligning_two_lists_of_texts() -> None:
    old = ["We promote the rights of all migrants", "We review the progress made"]
    new = ["We review the progress made", "A new thing", "We promote the human rights of all migrants"]
    links = cdiff.align(old, new)
    assert sorted((link.old, link.new) for link in links) == [((0,), (2,)), ((1,), (0,))]
    assert {link.old: link.similarity == 1 for link in links} == {(0,): False, (1,): True}
    assert cdiff.align([], []) == ()
    assert cdiff.align(old, []) == ()


def test_what_spans_drafts(folder: Path) -> None:
    drafts: list[cdiff.Draft] = ["old.txt", parsed(NEW), parsed(OLD)]
    rows = {row.id: [event.kind for cell in row.cells for event in cell.events] for row in cdiff.lineages(drafts)}
    assert rows == {
        "old.txt/title": ["unchanged", "unchanged"],
        "old.txt/1": ["modified", "modified"],
        "old.txt/2": ["deleted", "returned"],
    }
    found = cdiff.provenance(drafts[:2])
    assert {word.text.strip() for _, words in found for word in words if word.entered == "2"} == {"shall"}
    assert [clause.citation for clause, _ in cdiff.provenance(drafts, "1")] == ["1"]
    life = cdiff.trace("2", drafts)
    assert [[event.kind for event in step.cell.events] for step in life] == [[], ["deleted"], ["returned"]]
    assert [step.cell.clause for step in cdiff.trace("1", drafts, label="2")][1] == drafts[1]["1"]  # type: ignore[index]
    assert [[cited.citation for cited in row.cited] for row in cdiff.concordance(drafts)][2] == ["2", "", "2"]
    assert [[cell.total for cell in term.cells] for term in cdiff.terms(["meet", "report*"], drafts).terms] == [
        [1, 0, 1],
        [1, 1, 1],
    ]
    assert [entry.since for entry in cdiff.statistics(drafts).standing] == ["old.txt", "3", "3"]


def test_drafts_must_be_there_and_told_apart() -> None:
    with pytest.raises(cdiff.VersionError, match="name one or more"):
        cdiff.lineages([])
    version = cdiff.Version("old", parsed(OLD))
    with pytest.raises(cdiff.VersionError, match="two versions are labelled 'old'"):
        cdiff.provenance([version, version])


def test_one_draft(folder: Path) -> None:
    brackets = cdiff.brackets("old.txt").markup
    assert [(bracket.text, bracket.clauses) for bracket in brackets] == [("annually", ("1",))]
    assert len(cdiff.compare_brackets("old.txt", "new.txt").changes) == 1
    listed = [(found.rule, found.line) for found in cdiff.check("new.txt", "old.txt").findings]
    assert ("strength/verb", 3) in listed
    in_memory = cdiff.check(parsed(NEW), parsed(OLD))
    assert [found.rule for found in in_memory.findings] == [rule for rule, _ in listed]
    assert cdiff.check("old.txt", final=True).failed
    assert not cdiff.check("new.txt", same_as=parsed(NEW)).failed
    (folder / "cdiff.toml").write_text('[rules]\nstrength = "off"\n', encoding="utf-8")
    assert cdiff.check("new.txt", "old.txt", config=cdiff.load_config(folder)).findings == ()


def test_auditing_a_redline(folder: Path) -> None:
    cdiff.compare("old.txt", "new.txt").to_docx("redline.docx", author="A. Delegate", date="2018-07-11")
    audit = cdiff.audit("redline.docx", "old.txt", parsed(NEW))
    assert audit.holds()
    assert {revision.author for revision in audit.revisions} == {"A. Delegate"}
    with pytest.raises(cdiff.ReportError, match="is about that file"):
        cdiff.report(audit, "markdown", "redline.docx", force=True)


# Reports


def test_a_comparison_renders_itself(folder: Path) -> None:
    comparison = cdiff.compare("old.txt", "new.txt")
    texts = {
        "html": comparison.to_html(),
        "markdown": comparison.to_markdown(max_bytes=2000),
        "csv": comparison.to_csv(),
        "json": comparison.to_json(),
    }
    for name, text in texts.items():
        assert "shall" in text, name
        assert cdiff.report(comparison, name).decode("utf-8-sig") == text
    assert "cdiff compare old.txt new.txt" in texts["html"]
    assert texts["csv"].startswith("cdiff_row,")
    assert comparison.to_docx() == cdiff.report(comparison, "docx")
    assert comparison.to_xlsx().startswith(b"PK")
    in_memory = cdiff.compare(parsed(OLD), parsed(NEW))
    assert "cdiff compare" not in in_memory.to_html()
    assert "shall" in in_memory.to_html()


WRITTEN: dict[str, Callable[[cdiff.Comparison, str], None]] = {
    "html": lambda comparison, path: comparison.to_html(path),
    "docx": lambda comparison, path: comparison.to_docx(path),
    "markdown": lambda comparison, path: comparison.to_markdown(path),
    "csv": lambda comparison, path: comparison.to_csv(path),
    "xlsx": lambda comparison, path: comparison.to_xlsx(path),
    "json": lambda comparison, path: comparison.to_json(path),
}


@pytest.mark.parametrize("format_", WRITTEN)
def test_a_report_is_written_and_a_file_of_the_user_is_not_overwritten(folder: Path, format_: str) -> None:
    comparison = cdiff.compare("old.txt", "new.txt")
    write = WRITTEN[format_]
    write(comparison, "report")
    assert (folder / "report").read_bytes() == cdiff.report(comparison, format_)
    write(comparison, "report")
    (folder / "mine").write_bytes(b"mine")
    with pytest.raises(cdiff.ReportError, match="cdiff did not write it; force=True replaces it"):
        write(comparison, "mine")
    assert (folder / "mine").read_bytes() == b"mine"
    for path, message in (("old.txt", "is about that file"), (".", "a folder"), ("no/where", "no folder no")):
        with pytest.raises(cdiff.ReportError, match=message):
            write(comparison, path)
    cdiff.report(comparison, format_, "mine", force=True)
    assert (folder / "mine").read_bytes() == (folder / "report").read_bytes()


TABLES = ("html", "markdown", "csv", "xlsx", "json")
FORMATS: dict[str, tuple[str, Callable[[list[cdiff.Draft]], object], tuple[str, ...]]] = {
    "compare": (
        "a comparison",
        lambda drafts: cdiff.compare(*drafts[:2]),
        ("html", "docx", "markdown", "csv", "xlsx", "json"),
    ),
    "lineages": ("a table of versions", cdiff.lineages, ("html", "docx", "markdown", "csv", "xlsx", "json")),
    "trace": ("a biography", lambda drafts: cdiff.trace("1", drafts), TABLES),
    "provenance": ("a provenance", cdiff.provenance, TABLES),
    "concordance": ("a concordance", cdiff.concordance, TABLES),
    "terms": ("terms", lambda drafts: cdiff.terms(["report"], drafts), TABLES),
    "statistics": ("statistics", cdiff.statistics, TABLES),
    "brackets": ("the brackets of a version", lambda drafts: cdiff.brackets(drafts[0]), TABLES),
    "compare_brackets": ("what became of brackets", lambda drafts: cdiff.compare_brackets(*drafts[:2]), TABLES),
    "check": ("a check", lambda drafts: cdiff.check(drafts[0]), (*TABLES, "sarif", "junit", "github", "codequality")),
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_result_is_rendered_in_its_formats_and_no_other(name: str) -> None:
    subject, make, formats = FORMATS[name]
    result = make([parsed(OLD), parsed(NEW), parsed(OLD)])
    assert pickle.loads(pickle.dumps(result)) == result
    rendered = {cdiff.report(result, format_) for format_ in formats}
    assert len(rendered) == len(formats)
    for wrong in ("pfd", "", "epub"):
        with pytest.raises(cdiff.ReportError) as caught:
            cdiff.report(result, wrong)
        assert str(caught.value) == f"{subject} has no format {wrong!r} (choose {', '.join(formats)})"
    with pytest.raises(cdiff.ReportError, match=f"did you mean {formats[0]}"):
        cdiff.report(result, f"{formats[0]}x")


def test_only_results_are_rendered() -> None:
    anything: Any = parsed(OLD)
    with pytest.raises(TypeError, match="a Document cannot be rendered"):
        cdiff.report(anything, "html")
