"""One folder per rule: a hit, a near miss that must stay silent, an exception. A new file is a new case.

The files are read and written as those in `tests/cases`; `pytest --update` writes what cdiff prints into them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from cdiff.features.check import RULES, CheckRule
from cdiff.features.check.rules import IN_CHANGE, IN_TEXT
from tests.cli.test_cases import perform, read_case, written
from tests.support import ROOT

FOLDER = ROOT / "tests" / "check" / "rules"
CASES = sorted(FOLDER.rglob("*.case"))
NAMES = {rule.name.replace("/", "-"): rule.name for rule in RULES}
ABOUT_EXCEPTIONS = ("exceptions-expired", "exceptions-unused")


@pytest.mark.parametrize("path", CASES, ids=[f"{path.parent.name}-{path.stem}" for path in CASES])
def test_case(path: Path, tmp_path: Path, *, update: bool) -> None:
    case = read_case(path)
    assert case.given.startswith("# "), "a case starts with a line that says what it shows"
    result = perform(case, tmp_path)
    if update:
        path.write_text(written(case, result), encoding="utf-8")
        return
    assert result.stderr == case.result.stderr
    assert result.stdout == case.result.stdout
    assert result.exit == case.result.exit


def counted(path: Path) -> str:
    """Give what a case prints of the findings that count, without what is suppressed."""
    return read_case(path).result.stdout.partition("── suppressed")[0]


@pytest.mark.parametrize("folder", sorted(NAMES))
def test_every_rule_has_a_hit_a_near_miss_and_an_exception(folder: str) -> None:
    rule = NAMES[folder]
    assert rule in counted(FOLDER / folder / "hit.case")
    assert rule not in read_case(FOLDER / folder / "near-miss.case").result.stdout
    if folder not in ABOUT_EXCEPTIONS:
        assert rule not in counted(FOLDER / folder / "exception.case")
        assert "(allowed: " in " ".join(read_case(FOLDER / folder / "exception.case").result.stdout.split())


def test_no_folder_is_of_a_rule_that_is_not_there() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(NAMES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_its_page_and_the_page_its_severity(rule: CheckRule) -> None:
    page = (ROOT / rule.page).read_text(encoding="utf-8")
    assert f"\n## `{rule.name}`\n\n*{rule.severity}*: {rule.says}.\n" in page
    assert f"| [`{rule.name}`](rules/{rule.name.partition('/')[0]}.md) | {rule.severity} | {rule.says} |" in (
        ROOT / "docs" / "check.md"
    ).read_text(encoding="utf-8")


def test_no_page_tells_of_a_rule_that_is_not_there() -> None:
    told = {
        line[4:-1]
        for path in (ROOT / "docs" / "rules").glob("*.md")
        for line in path.read_text("utf-8").split("\n")
        if line.startswith("## `")
    }
    assert told == set(NAMES.values())


def test_every_rule_is_found_by_somebody() -> None:
    found = {name for finders in (IN_TEXT, IN_CHANGE) for names in finders.values() for name in names}
    assert found | {"exceptions/expired", "exceptions/unused"} == set(NAMES.values())
