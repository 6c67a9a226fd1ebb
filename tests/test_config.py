"""Configuration: where it is looked for, what it may say, and what it says when it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from cdiff.core.config import MIB, Config, DisplayOptions, Negotiation, Settings, load_config
from cdiff.core.errors import ConfigError
from cdiff.core.limits import Limits


def write(folder: Path, text: str, name: str = "cdiff.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_there_are_the_defaults(tmp_path: Path) -> None:
    assert load_config(tmp_path) == Config(Settings(), DisplayOptions(), None)


def test_all_keys(tmp_path: Path) -> None:
    path = write(
        tmp_path, 'store = "drafts"\nprofile = "gcm"\n[look]\ncontext = 12\nside_by_side = true\nwidth = 100\n'
    )
    assert load_config(tmp_path) == Config(
        Settings("drafts", "gcm"), DisplayOptions(12, side_by_side=True, width=100), path
    )


def test_it_may_stand_in_pyproject(tmp_path: Path) -> None:
    path = write(tmp_path, '[project]\nname = "x"\n[tool.cdiff]\nstore = "drafts"\n', "pyproject.toml")
    assert load_config(tmp_path) == Config(Settings("drafts"), DisplayOptions(), path)


def test_a_pyproject_of_something_else_is_passed_by(tmp_path: Path) -> None:
    path = write(tmp_path, 'store = "above"\n')
    below = tmp_path / "below"
    below.mkdir()
    write(below, '[project]\nname = "x"\n', "pyproject.toml")
    assert load_config(below).file == path


def test_the_nearest_file_counts_and_its_own_name_first(tmp_path: Path) -> None:
    write(tmp_path, 'store = "above"\n')
    below = tmp_path / "below"
    below.mkdir()
    near = write(below, 'store = "near"\n')
    write(below, '[tool.cdiff]\nstore = "other"\n', "pyproject.toml")
    assert load_config(below).file == near


FAULTS = {
    "an unknown key": ('stroe = "x"\n', "unknown key 'stroe'; did you mean store"),
    "an unknown look": ("[look]\ncontxt = 1\n", r"\[look\]: unknown key 'contxt'; did you mean context"),
    "a text for a number": ('[look]\ncontext = "12"\n', "context must be a non-negative integer"),
    "a switch for a number": ("[look]\nwidth = true\n", "width must be a non-negative integer"),
    "a number for a switch": ("[look]\nside_by_side = 1\n", "side_by_side must be true or false"),
    "a number for a text": ("store = 3\n", "store must be a string"),
    "look is no table": ("look = 3\n", r"\[look\] must be a table"),
    "a negative context": ("[look]\ncontext = -1\n", "context"),
    "a negative width": ("[look]\nwidth = -1\n", "width"),
    "no TOML": ("store = \n", "not TOML"),
    "a number without an end": (f"watch = [{'9' * 5000}]\n", "not TOML"),
    "nested without an end": (f"watch = {'[' * 5000}\n", "not TOML"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_one_line_with_the_file_and_the_key(tmp_path: Path, name: str) -> None:
    text, message = FAULTS[name]
    path = write(tmp_path, text)
    with pytest.raises(ConfigError, match=message) as caught:
        load_config(tmp_path)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


def test_tool_cdiff_that_is_no_table(tmp_path: Path) -> None:
    write(tmp_path, "[tool]\ncdiff = 3\n# [tool.cdiff]\n", "pyproject.toml")
    with pytest.raises(ConfigError):
        load_config(tmp_path)


def test_limits_are_a_table_of_their_own(tmp_path: Path) -> None:
    write(tmp_path, "[limits]\nsize = 200\npages = 9000\n")
    assert load_config(tmp_path).limits == Limits(bytes=200 * MIB, pages=9000)
    write(tmp_path, "[limits]\nsizes = 200\n")
    with pytest.raises(ConfigError, match=r"\[limits\]: unknown key 'sizes'; did you mean size"):
        load_config(tmp_path)
    write(tmp_path, "limits = 3\n")
    with pytest.raises(ConfigError, match=r"\[limits\] must be a table"):
        load_config(tmp_path)


def test_the_conventions_of_a_negotiation(tmp_path: Path) -> None:
    said = """[negotiation]
parties = ["Ruritania"]
status = { agreed = ["clean"], pending = ["parked", "on hold"] }
[negotiation.highlight]
yellow = "agreed"
"""
    write(tmp_path, said)
    wanted = Negotiation(("Ruritania",), {"agreed": ("clean",), "pending": ("parked", "on hold")}, {"yellow": "agreed"})
    assert load_config(tmp_path).negotiation == wanted


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("negotiation = 3", r"\[negotiation\] must be a table"),
        ("[negotiation]\nparties = 'EU'", "parties must be a list of strings"),
        ("[negotiation]\nparties = ['']", "parties must be a list of strings"),
        ("[negotiation]\nstatus = ['agreed']", "status must be a table of lists of strings"),
        ("[negotiation.status]\nagreed = 'agreed'", "status must be a table of lists of strings"),
        ("[negotiation.highlight]\nyellow = 3", "highlight must be a table of strings"),
    ],
)
def test_a_fault_in_the_conventions_is_one_line(tmp_path: Path, said: str, message: str) -> None:
    write(tmp_path, f"{said}\n")
    with pytest.raises(ConfigError, match=message):
        load_config(tmp_path)


def test_what_only_the_check_reads_is_kept_as_it_stands(tmp_path: Path) -> None:
    write(tmp_path, '[rules]\nhygiene = "of"\n[[allow]]\nrule = 3\n')
    config = load_config(tmp_path)
    assert config.checks == {"rules": {"hygiene": "of"}, "allow": [{"rule": 3}]}
    write(tmp_path, '[rule]\nhygiene = "off"\n')
    with pytest.raises(ConfigError, match="unknown key 'rule'; did you mean rules"):
        load_config(tmp_path)
