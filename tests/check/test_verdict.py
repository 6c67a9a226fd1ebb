"""What counts, what is suppressed, and what follows: known findings, exceptions, baselines, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdiff.core.config import load_config
from cdiff.core.errors import ConfigError
from cdiff.core.model import Document, Version
from cdiff.features.check import NAMES, CheckSettings, Excuses
from cdiff.features.check.model import SEVERITIES, Checked, Finding
from cdiff.features.check.settings import Allow, rules_of
from tests.check.checking import checked, found
from tests.support import Ran, run

HEAD = "Draft declaration\n\n"
OLD = HEAD + "1. States meet.\n\n2. The the report is public.\n\n3. States review.\n"
MOVED = (
    HEAD + "1. The chair opens every meeting.\n\n2. States review.\n\n3. States meet.\n\n4. The the report is public.\n"
)


# What is new


def test_what_the_old_draft_had_too_is_known_wherever_it_stands_now() -> None:
    result = checked(MOVED, OLD)
    assert [(finding.rule, finding.clause) for finding in result.excused] == [("hygiene/doubled", "4")]
    assert not [finding for finding in result.counting if finding.rule == "hygiene/doubled"]


def test_one_more_of_a_kind_is_new() -> None:
    result = checked(OLD.replace("public", "public in the the end"), OLD)
    assert [finding.known for finding in result.findings if finding.rule == "hygiene/doubled"] == [True, False]


def test_the_same_fault_in_another_clause_is_new() -> None:
    assert ("hygiene/doubled", "1") in found(OLD.replace("States meet", "The the States meet"), OLD)


def test_a_draft_against_itself_has_nothing_new() -> None:
    assert found(OLD, OLD) == []


@given(
    st.lists(st.sampled_from(["1. A b.", "2. The the c.", "4. D [e.", "3. Paragraph 9 is f."]), min_size=1, max_size=6)
)
def test_no_text_has_anything_new_against_itself(lines: list[str]) -> None:
    text = HEAD + "\n\n".join(lines) + "\n"
    assert found(text, text) == []


# The verdict


def finding(severity: str, **more: object) -> Finding:
    return Finding("hygiene/doubled", severity, "1", "x", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("fail_on", SEVERITIES)
@pytest.mark.parametrize("severity", SEVERITIES)
def test_what_is_as_severe_as_asked_fails(fail_on: str, severity: str) -> None:
    result = Checked(Version("new", Document(())), None, (finding(severity),), fail_on)  # type: ignore[arg-type]
    assert result.failed == (SEVERITIES.index(severity) <= SEVERITIES.index(fail_on))


def test_what_is_excused_does_not_fail() -> None:
    new = Version("new", Document(()))
    excused = (finding("error", known=True), finding("error", allowed="why"), finding("error", accepted=True))
    assert not Checked(new, None, excused).failed
    assert Checked(new, None, excused[:1], count_known=True).failed
    assert not Checked(new, None, excused[1:], count_known=True).failed


# Exceptions


def allowed(text: str, today: str = "", **allow: str) -> list[tuple[str, str]]:
    settings = CheckSettings(allow=(Allow(**{"rule": "hygiene/doubled", "reason": "quoted so", **allow}),))
    return found(text, settings=settings, excuses=Excuses(today))


def test_an_exception_lets_its_clause_pass_and_no_other() -> None:
    text = OLD.replace("States meet", "The the States meet")
    assert allowed(text, clause="2") == [("hygiene/doubled", "1")]
    assert allowed(text) == []
    assert allowed(text, rule="hygiene") == []


def test_an_exception_may_name_the_words() -> None:
    assert allowed(OLD, words="The the") == []
    assert ("hygiene/doubled", "2") in allowed(OLD, words="of of")


def test_an_exception_ends_with_its_last_day() -> None:
    assert allowed(OLD, "2027-01-31", until="2027-01-31") == []
    assert allowed(OLD, "2027-02-01", until="2027-01-31") == [("exceptions/expired", ""), ("hygiene/doubled", "2")]
    assert allowed(OLD, until="2027-01-31") == [], "without a day nothing expires"


def test_an_exception_that_excuses_nothing_is_said() -> None:
    assert allowed(HEAD + "1. States meet.\n") == [("exceptions/unused", "")]


# Settings


def settings(folder: Path, text: str) -> CheckSettings:
    (folder / "cdiff.toml").write_text(text, encoding="utf-8")
    return rules_of(load_config(folder), NAMES)


def test_all_tables(tmp_path: Path) -> None:
    rules = settings(
        tmp_path,
        'watch = ["clause 2 in draft1", "firewall*"]\n'
        '[check]\nfail_on = "warning"\n[rules]\nhygiene = "off"\n"hygiene/quotes" = "error"\n[expect]\narticle = 3\n'
        'paragraph = [4, 5]\n[agreed]\ndraft2 = ["11"]\n[terms]\nrequired = ["a"]\nvariants = [["b", "c"]]\n'
        '[[allow]]\nrule = "hygiene"\nreason = "so"\nuntil = 2027-01-31\n',
    )
    assert rules.fail_on == "warning"
    assert rules.severities == {"hygiene": "off", "hygiene/quotes": "error"}
    assert rules.expect == {"article": (3,), "paragraph": (4, 5)}
    assert rules.agreed == {"draft2": ("11",)}
    assert rules.terms.variants == (("b", "c"),)
    assert (rules.watch.clauses, rules.watch.terms) == ({"draft1": ("2",)}, ("firewall*",))
    assert rules.allow == (Allow("hygiene", "so", until="2027-01-31"),)


FAULTS = {
    "an unknown rule": ('[rules]\n"hygiene/quote" = "off"\n', "no rule 'hygiene/quote'; did you mean hygiene/quotes"),
    "an unknown severity": (
        '[rules]\nhygiene = "fatal"\n',
        "hygiene must be error, warning, note or off, not 'fatal'",
    ),
    "fail_on": (
        '[check]\nfail_on = "erorr"\n',
        "unknown severity 'erorr' .choose error, warning, note.; did you mean error",
    ),
    "an unknown key": ('[check]\nfail = "error"\n', "unknown key 'fail'; did you mean fail_on"),
    "no reason": ('[[allow]]\nrule = "hygiene"\n', r"\[\[allow\]\] 1: reason is missing"),
    "no rule": ('[[allow]]\nreason = "x"\n', r"\[\[allow\]\] 1: rule is missing"),
    "allow is no list": ('[allow]\nrule = "hygiene"\n', r"\[\[allow\]\] is a table"),
    "a day that is none": ('[[allow]]\nrule = "hygiene"\nreason = "x"\nuntil = "soon"\n', "'soon' is not a date"),
    "a kind that is none": ("[expect]\narticel = 3\n", "no kind of clause 'articel'; did you mean article"),
    "a count that is none": ('[expect]\narticle = "3"\n', "article must be an integer or a list of integers"),
    "agreed is no list": ('[agreed]\ndraft2 = "11"\n', r"\[agreed\] draft2 must be a list of strings"),
    "one spelling": ('[terms]\nvariants = [["a"]]\n', "variants must be a list of strings, 2 or more"),
    "watch is no list": ('[watch]\nclauses = ["1"]\n', "watch must be a list"),
    "a watched clause of no version": ('watch = ["clause 2"]\n', "name the version that numbers it so"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_in_the_configuration_is_named(tmp_path: Path, name: str) -> None:
    text, said = FAULTS[name]
    with pytest.raises(ConfigError, match=said):
        settings(tmp_path, text)


@pytest.mark.parametrize("rule", NAMES)
def test_a_rule_can_be_turned_off_and_its_severity_set(tmp_path: Path, rule: str) -> None:
    assert settings(tmp_path, f'[rules]\n"{rule}" = "off"\n').severities == {rule: "off"}


def test_off_is_off() -> None:
    assert found(OLD, settings=CheckSettings(severities={"hygiene/doubled": "off"})) == []
    assert found(OLD, settings=CheckSettings(severities={"hygiene": "off"})) == []
    result = checked(OLD, settings=CheckSettings(severities={"hygiene": "error"}))
    assert result.failed


# The command


def command(folder: Path, *arguments: str, new: str = OLD, old: str = "", config: str = "") -> Ran:
    (folder / "new.txt").write_text(new, encoding="utf-8")
    for name, text in (("old.txt", old), ("cdiff.toml", config)):
        if text:
            (folder / name).write_text(text, encoding="utf-8")
    return run(["check", "new.txt", *arguments], cwd=folder)


GAP = OLD.replace("3. ", "4. ")


def test_the_exit_codes(tmp_path: Path) -> None:
    assert command(tmp_path).exit == 0
    assert command(tmp_path, "--fail-on", "warning").exit == 1
    assert command(tmp_path, new=GAP).exit == 1
    assert command(tmp_path, "--fail-on", "fatal").exit == 2
    assert command(tmp_path, "--against", "olds.txt").exit == 2
    assert command(tmp_path, config='[agreed]\ndraft9 = ["1"]\n').exit == 2


def test_what_the_old_draft_had_fails_only_if_all_counts(tmp_path: Path) -> None:
    assert command(tmp_path, "--against", "old.txt", new=GAP, old=GAP).exit == 0
    assert command(tmp_path, "--against", "old.txt", "--all", new=GAP, old=GAP).exit == 1


def test_a_baseline_accepts_what_was_there_and_nothing_else(tmp_path: Path) -> None:
    ran = command(tmp_path, "--write-baseline", "base.json", new=GAP)
    assert (ran.exit, ran.stderr) == (0, "cdiff: wrote base.json; review it and commit it\n")
    data = json.loads((tmp_path / "base.json").read_text(encoding="utf-8"))
    assert [row["rule"] for row in data["accepted"]] == ["hygiene/doubled", "structure/gap"]
    assert command(tmp_path, "--baseline", "base.json", new=GAP).exit == 0
    shifted = GAP.replace(HEAD, f"{HEAD}0. The chair opens.\n\n")
    assert command(tmp_path, "--baseline", "base.json", new=shifted).exit == 0
    assert command(tmp_path, "--baseline", "base.json", new=GAP.replace("review", "review [it")).exit == 1
    again = command(tmp_path, "--baseline", "base.json", "--write-baseline", "base.json", new=OLD)
    assert again.exit == 0
    assert len(json.loads((tmp_path / "base.json").read_text(encoding="utf-8"))["accepted"]) == 1


def test_a_file_that_is_no_baseline_is_neither_read_nor_replaced(tmp_path: Path) -> None:
    (tmp_path / "mine.json").write_text('{"mine": 1}', encoding="utf-8")
    assert "this is not a baseline" in command(tmp_path, "--baseline", "mine.json").stderr
    ran = command(tmp_path, "--write-baseline", "mine.json")
    assert ran.exit == 2
    assert "--force replaces it" in ran.stderr
    assert (tmp_path / "mine.json").read_text(encoding="utf-8") == '{"mine": 1}'
    assert "makes one" in command(tmp_path, "--baseline", "none.json").stderr


def test_several_reports_in_one_run(tmp_path: Path) -> None:
    names = {"json": "c.json", "sarif": "c.sarif", "junit": "c.xml", "markdown": "c.md", "codequality": "q.json"}
    options = [word for format_, name in names.items() for word in (f"--{format_}", name)]
    first = command(tmp_path, *options, "--format", "github", new=GAP)
    assert first.exit == 1
    assert first.stdout.startswith("::error file=new.txt,line=7,col=1,title=4%3A structure/gap::")
    assert {path.name for path in tmp_path.iterdir()} == {"new.txt", *names.values()}
    again = command(tmp_path, *options, new=OLD)
    assert again.exit == 0, "a report of cdiff's own is replaced"
    (tmp_path / "c.xml").write_text("<mine/>", encoding="utf-8")
    refused = command(tmp_path, "--junit", "c.xml")
    assert refused.exit == 2
    assert (tmp_path / "c.xml").read_text(encoding="utf-8") == "<mine/>"


def test_an_empty_code_quality_report_is_replaced(tmp_path: Path) -> None:
    clean = HEAD + "1. States meet.\n"
    assert command(tmp_path, "--codequality", "q.json", new=clean).exit == 0
    assert json.loads((tmp_path / "q.json").read_text(encoding="utf-8")) == []
    assert command(tmp_path, "--codequality", "q.json", new=GAP).exit == 1


def test_a_stored_version_points_into_its_source(tmp_path: Path) -> None:
    ran = run(["check", "final", "--format", "json"], cwd=tmp_path)
    rows = json.loads(ran.stdout)["findings"]
    assert {row["place"] for row in rows} == {"received"}
    assert all(row["line"] for row in rows)


def test_the_stored_form_points_into_itself(tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text(OLD, encoding="utf-8")
    for typed in ("init", "add new.txt --label one --profile plain"):
        assert run(typed.split(), cwd=tmp_path).exit == 0
    ran = run("check versions/one.md --format json".split(), cwd=tmp_path)
    (row,) = json.loads(ran.stdout)["findings"]
    line = (tmp_path / row["file"]).read_text(encoding="utf-8").split("\n")[row["line"] - 1]
    assert line[row["column"] - 1 :].startswith("The the")
    assert row["place"] == "stored"


def test_columns_count_in_the_received_line(tmp_path: Path) -> None:
    text = HEAD + "1. States meet, and\nthe chair opens with all that the\n   the members say.\n"
    ran = command(tmp_path, "--format", "json", new=text)
    (row,) = [row for row in json.loads(ran.stdout)["findings"] if row["rule"] == "hygiene/doubled"]
    line = text.split("\n")[row["line"] - 1]
    assert line[row["column"] - 1 :].startswith("the")
