"""Golden cases: what a person types and what they see, one readable file each in `tests/cases`.

    # What this case shows.
    $ cdiff compare old.txt new.txt
    === old.txt
    1. Text
    === new.txt [latin-1]
    1. Other text
    === stdout
    …
    === stderr
    === exit 0

Sections before `=== stdout` are files in the folder where the commands run: in UTF-8, in the encoding in
brackets, from hexadecimal (`[hex]`), or a copy (`[copy of versions/sources/final.txt]`). `=== stdin` is
standard input. Where several commands stand in a row, the last one is shown and those before it have to
succeed. `NAME=value` before `cdiff` sets a variable. A new file is a new case; `pytest --update` writes what
cdiff prints into it. In the output, the folder is printed as `<here>`, ESC as `␛` and CR as `␍`.
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support import ROOT, Ran, run

CASES = sorted((ROOT / "tests" / "cases").glob("*.case"))
RESULTS = ("stdout", "stderr")


@dataclass(frozen=True, slots=True)
class Case:
    """A case as its file says it."""

    given: str
    """The file up to the results, as it stands."""
    commands: tuple[str, ...]
    files: tuple[tuple[str, bytes], ...]
    stdin: bytes
    result: Ran


def read_case(path: Path) -> Case:
    """Read a case; a fault in it is an error that names the file."""
    lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    heads = [at for at, line in enumerate(lines) if line.startswith("=== ")]
    commands = tuple(line[2:] for line in lines[: heads[0] if heads else None] if line.startswith("$ "))
    files: list[tuple[str, bytes]] = []
    found = {"stdin": b"", "stdout": b"", "stderr": b""}
    end, code = len(lines), 0
    for at, after in zip(heads, [*heads, len(lines)][1:], strict=True):
        name, _, how = lines[at].removeprefix("=== ").partition(" [")
        text = "".join(f"{line}\n" for line in lines[at + 1 : after])
        if name.startswith("exit "):
            code = int(name.removeprefix("exit "))
        elif name in found:
            found[name] = _bytes(text, how.rstrip("]"))
        else:
            files.append((name, _bytes(text, how.rstrip("]"))))
        if name in RESULTS or name.startswith("exit "):
            end = min(end, at)
    given = "".join(f"{line}\n" for line in lines[:end])
    assert commands, f"{path.name}: no line starts with $"
    result = Ran(code, found["stdout"].decode(), found["stderr"].decode())
    return Case(given, commands, tuple(files), found["stdin"], result)


def _bytes(text: str, how: str) -> bytes:
    if how.startswith("copy of "):
        return (ROOT / how.removeprefix("copy of ")).read_bytes()
    if how == "hex":
        return bytes.fromhex(text)
    return text.encode(how or "utf-8")


def perform(case: Case, folder: Path) -> Ran:
    """Run the commands of a case in a folder; give what the last one did."""
    for name, data in case.files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    result = Ran(0, "", "")
    for command in case.commands:
        assert result.exit == 0, f"{command!r} was not reached: {result.stderr}"
        words = shlex.split(command)
        at = words.index("cdiff")
        env = dict(word.split("=", 1) for word in words[:at])
        result = run(words[at + 1 :], cwd=folder, env=env, stdin=case.stdin)
    return Ran(result.exit, _shown(result.stdout, folder), _shown(result.stderr, folder))


def _shown(text: str, folder: Path) -> str:
    assert not text or text.endswith("\n"), f"the output does not end with a line end: {text[-80:]!r}"
    return text.replace(str(folder), "<here>").replace("\x1b", "␛").replace("\r", "␍")


def written(case: Case, result: Ran) -> str:
    """Give the file of a case with the results in it."""
    return f"{case.given}=== stdout\n{result.stdout}=== stderr\n{result.stderr}=== exit {result.exit}\n"


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
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


def test_there_are_cases() -> None:
    assert len(CASES) >= 25


@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "cases").iterdir()), ids=lambda path: path.name)
def test_every_file_among_the_cases_is_one_and_names_no_machine(path: Path) -> None:
    assert path.suffix == ".case"
    assert str(ROOT) not in path.read_text(encoding="utf-8")


def test_a_case_is_written_as_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.case"
    text = "# Shows a thing.\n$ cdiff list\n=== a.txt\n1. A\n\n=== b.txt [latin-1]\né\n=== stdout\n"
    path.write_text(f"{text}one\n=== stderr\n=== exit 2\n", encoding="utf-8")
    case = read_case(path)
    assert case.files == (("a.txt", b"1. A\n\n"), ("b.txt", b"\xe9\n"))
    assert case.result == Ran(2, "one\n", "")
    assert written(case, case.result) == path.read_text(encoding="utf-8")
