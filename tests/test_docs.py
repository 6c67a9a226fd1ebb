"""The documentation says what is so: every command in it can be typed, and nothing in it is stale."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cdiff.cli.app import build
from cdiff.cli.commands import COMMANDS
from cdiff.core.citation import RANK
from cdiff.core.config import LIMIT_KEYS, DisplayOptions, Settings
from cdiff.core.errors import EXIT_BUG, EXIT_DONE, EXIT_NEGATIVE, EXIT_OUTPUT, EXIT_PIPE, EXIT_USER
from cdiff.core.model import CHANGE_KINDS, UNREAD_KINDS
from cdiff.core.records import field_names
from cdiff.parsing import load_profile
from cdiff.parsing.profile import Body, ClauseRule, Detect, HeadingRule, NumberRule, Profile
from cdiff.pipeline import shipped_store
from cdiff.reading import beside
from tests.reference import PAGE, reference
from tests.support import ROOT, run

GUIDES = (ROOT / "README.md", ROOT / "docs" / "tutorial.md", *(ROOT / "docs" / "guides").glob("*.md"))
"""Pages to be followed from the top: `test_guides` types them in order, in a copy of the example."""
PAGES = sorted({*GUIDES, ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")})
_FENCE = re.compile(r"^```[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_INDENTED = re.compile(r"(?:^|\n)\n((?: {4}[^\n]*\n)+)")
_TYPED = re.compile(r"^\s*(?:\$ )?(?:[A-Z_]+=\S+ )*(cdiff(?: .*)?)$")


@dataclass(frozen=True, slots=True)
class Typed:
    """A command line in a page."""

    page: str
    line: str


def typed(page: Path) -> list[Typed]:
    """Find the command lines in the code blocks of a page."""
    text = page.read_text(encoding="utf-8")
    blocks = [*_FENCE.findall(text), *_INDENTED.findall(_FENCE.sub("", text))]
    joined = [line for block in blocks for line in re.sub(r"\\\n\s*", "", block).split("\n")]
    return [Typed(page.name, match[1]) for line in joined if (match := _TYPED.match(line))]


COMMANDS_TYPED = [entry for page in PAGES if page.name != PAGE.name for entry in typed(page)]


def words_of(line: str) -> list[str]:
    """Cut a command line into words; what comes behind a pipe, a redirection or a comment is the shell's."""
    line = re.sub(r"<([^<>|]*)>", lambda match: match[1].replace(" ", "-"), line)
    words = shlex.split(line, comments=True)
    ends = [words.index(sign) for sign in ("|", ">", ">>", "&&", "||", ";", "<", "2>&1") if sign in words]
    return words[1 : min(ends)] if ends else words[1:]


def faults(words: list[str]) -> list[str]:
    """Say what cannot be typed so: a command, an option or a number of arguments that does not exist."""
    if not words or words[0].startswith("-"):
        return [word for word in words if word not in ("--help", "-h", "--version")]
    if words[0] not in COMMANDS:
        return [f"no command {words[0]}"]
    parser = commands()[words[0]]
    try:
        parser.make_context(words[0], list(words[1:]), resilient_parsing=False)
    except Exception as error:  # typer's own copy of click cannot be named here
        if type(error).__name__ in ("Exit", "Abort"):
            return []
        return [getattr(error, "message", "") or str(error)]
    return []


@cache
def commands() -> dict[str, Any]:
    """Give typer's commands by name; they are built once, since nobody changes them."""
    from typer.main import get_command

    return dict(get_command(build()).commands)  # type: ignore[attr-defined]


def test_pages_are_there() -> None:
    assert {"README.md", "glossary.md", "cli.md", "profiles.md"} - {page.name for page in PAGES} == set()


@pytest.mark.parametrize("entry", COMMANDS_TYPED, ids=lambda entry: f"{entry.page}: {entry.line}")
def test_a_documented_command_can_be_typed(entry: Typed) -> None:
    assert faults(words_of(entry.line)) == []


def reads_the_compact(words: list[str]) -> bool:
    """Whether a command only reads, and names nothing but versions that ship with cdiff."""
    shipped = shipped_store().labels()
    if words[0] == "table":
        return len(words) > 3 and words[1] in shipped and words[2] in shipped
    if words[0] in ("terms", "log", "stats"):
        return not {"--file", "--in"} & set(words)
    if words[0] in ("trace", "blame", "where", "concordance"):
        return all(word in shipped for word in words[1:] if word.startswith(("zero", "draft", "final")))
    if words[0] == "compare":
        return len(words) > 2 and words[1] in shipped and words[2] in shipped
    return (words[0] == "show" and words[1] in shipped) or (words[0] == "list" and bool(shipped))


RUNNABLE = list(
    {
        tuple(words): entry
        for entry in COMMANDS_TYPED
        if reads_the_compact(words := words_of(entry.line)) and entry.page not in {page.name for page in GUIDES}
    }.values()
)
"""Each of them once, however often the pages show it."""


@pytest.mark.parametrize("entry", RUNNABLE, ids=lambda entry: f"{entry.page}: {entry.line}")
def test_a_documented_command_runs(entry: Typed, tmp_path: Path) -> None:
    ran = run(words_of(entry.line), cwd=tmp_path)
    assert ran.exit == (1 if "--exit-code" in entry.line else 0), ran.stderr
    assert ran.stdout or "cdiff: wrote " in ran.stderr


def test_the_list_of_qualifiers_is_not_stale() -> None:
    shipped = (ROOT / "cdiff" / "searching" / "qualifiers.txt").read_text(encoding="utf-8")
    assert f"```\n{shipped}```\n" in (ROOT / "docs" / "terms.md").read_text(encoding="utf-8")


def test_a_command_that_does_not_exist_is_found() -> None:
    assert faults(words_of("cdiff compare a b --sidebyside")) != []
    assert faults(words_of("cdiff comprae a b")) == ["no command comprae"]
    assert faults(words_of("cdiff compare")) != []
    assert faults(words_of("cdiff compare draft3 final --only modified | less")) == []
    assert faults(words_of("cdiff add <the official file> --label draft3  # the new one")) == []


def test_options_in_the_text_exist() -> None:
    """`--side-by-side` in a sentence is an option of some command."""
    params = [param for command in commands().values() for param in command.params]
    known = {option for param in params for option in (*param.opts, *param.secondary_opts)}
    known |= {"--help", "--version"}
    for page in PAGES:
        text = _FENCE.sub("", page.read_text(encoding="utf-8"))
        for block in re.findall(r"`([^`\n]*)`", text):
            if not block.startswith(("cdiff", "--")):
                continue
            missing = [option for option in re.findall(r"(?<![\w-])--[a-z][a-z-]+", block) if option not in known]
            assert missing == [], f"{page.name}: {block}"


# Help


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_help(name: str) -> None:
    command = commands()[name]
    assert command.help
    assert command.help.strip().split("\n")[0].endswith(".")
    for param in command.params:
        assert getattr(param, "help", None), f"{name}: {param.name}"
    assert run([name, "--help"], cwd=ROOT).exit == 0


def test_the_help_names_every_command() -> None:
    shown = run(["--help"], cwd=ROOT).stdout
    assert [name for name in COMMANDS if not re.search(rf"^\s*{name}\s", shown, re.MULTILINE)] == []
    assert run([], cwd=ROOT).stdout == shown


def test_the_reference_is_not_stale() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference(), "stale: run python -m tests.reference"


# Pages


def test_the_changelog_starts_with_what_is_unreleased() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## .*$", text, re.MULTILINE)
    assert re.fullmatch(r"## \[?Unreleased\]?", headings[0])


WORDS = (
    *"source draft version label round clause citation old new alignment change kind moved renumbered".split(),
    *CHANGE_KINDS,
)


def test_the_glossary_has_every_word() -> None:
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").casefold()
    assert [word for word in WORDS if not re.search(rf"\b{word}\b", text)] == []


def test_the_exit_codes_are_documented() -> None:
    text = " ".join(page.read_text(encoding="utf-8") for page in PAGES)
    for code in (EXIT_DONE, EXIT_NEGATIVE, EXIT_USER, EXIT_BUG, EXIT_OUTPUT, EXIT_PIPE):
        assert re.search(rf"(?:^|\W)`?{code}`?\W", text)


@pytest.mark.parametrize("table", [Detect, Body, HeadingRule, NumberRule, ClauseRule, Profile])
def test_every_key_of_a_profile_is_documented(table: type) -> None:
    text = (ROOT / "docs" / "profiles.md").read_text(encoding="utf-8")
    assert [name for name in table.__annotations__ if not re.search(rf"\b{name}\b", text)] == []


@pytest.mark.parametrize(
    "value",
    [*sorted(RANK.keys() - {"footnote"}), "arabic", "decimal", "letter", "roman", "LETTER", "ROMAN", "capitals"],
)
def test_every_value_of_a_profile_is_documented(value: str) -> None:
    assert re.search(rf"\b{value}\b", (ROOT / "docs" / "profiles.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", [*field_names(Settings), *field_names(DisplayOptions), *LIMIT_KEYS])
def test_every_key_of_the_configuration_is_documented(name: str) -> None:
    assert any(re.search(rf"\b{name}\b", page.read_text(encoding="utf-8")) for page in PAGES if page != PAGE)


def test_the_example_of_a_profile_is_one(tmp_path: Path) -> None:
    """Every block of TOML in the page about profiles is a profile that loads."""
    text = (ROOT / "docs" / "profiles.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```toml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    for at, block in enumerate(blocks):
        path = tmp_path / f"example{at}.toml"
        path.write_text(block, encoding="utf-8")
        load_profile(str(path))


def test_links_between_pages_lead_somewhere() -> None:
    for page in PAGES:
        text = _FENCE.sub("", page.read_text(encoding="utf-8"))
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
            if "://" not in target and not target.startswith("mailto:"):
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_no_page_names_a_machine() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        assert re.findall(r"/(?:home|root|tmp|Users|work)/\S+", text) == [], page.name


def test_the_page_on_formats_names_everything_that_limits_an_answer() -> None:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    section = " ".join(page.partition("## What limits an answer\n")[2].partition("\n## ")[0].split())
    for kind in UNREAD_KINDS:
        assert f"| `{kind}` |" in section
    shown = [value for name, value in vars(beside).items() if name.isupper() and isinstance(value, str)]
    assert "page headers" in shown
    for name in shown:
        assert name in section
