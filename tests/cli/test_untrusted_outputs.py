"""Every output × every hostile text, from one list: what a stranger wrote stays text, wherever it is shown."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from lxml import etree, html
from openpyxl import load_workbook

from cdiff.telling.subject import GENERAL
from tests.support import git, run

PAYLOADS = {
    "colours": "\x1b[31mred",
    "the title of the window": "\x1b]0;owned\x07",
    "a text turned round": "\u202egnissap",
    "a formula": "=cmd|'/c calc'!A1",
    "a formula behind a space": " =1+1",
    "a script": "<script>alert(1)</script>",
    "an attribute": '" onmouseover="alert(1)" x=\'',
    "a link": "[click](https://evil.example/x)",
    "an address that runs": "[click](javascript:alert(1))",
    "a workflow command": "::error::owned",
    "a workflow command behind a line end": "a\r::error::owned",
    "an end of a comment": "--> <img src=x onerror=alert(1)> <!--",
    "an end of data": "]]></data><script>alert(1)</script>",
    "an entity": "&lt;script&gt;alert(1)&lt;/script&gt;",
}
OUTPUTS: dict[str, tuple[str, ...]] = {
    "compare": ("compare", "old", "new"),
    "compare files": ("compare", "@old", "@new"),
    "table": ("table", "old", "new"),
    "brackets": ("brackets", "new"),
    "brackets of two": ("brackets", "old", "new"),
    "check": ("check", "new", "--against", "old"),
    "trace": ("trace", "1"),
    "blame": ("blame", "new"),
    "concordance": ("concordance", "old", "new"),
    "terms": ("terms", "rivers"),
    "log": ("log",),
    "list": ("list",),
    "show": ("show", "new"),
    "stats": ("stats",),
}
"""What is told of drafts, in all formats that each has."""
FORMATS = {*GENERAL, "docx", "sarif", "junit", "codequality"}
_RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def assert_plain(text: str) -> None:
    assert not _RAW.search(text), ascii(_RAW.search(text))


def assert_no_command(text: str) -> None:
    """Nothing that GitHub's runner would take for a command, but those of cdiff itself."""
    assert_plain(text)
    assert not re.search(r"(?m)^\s*::error::owned", text)


def assert_page(data: bytes) -> None:
    assert_plain(data.decode())
    for node in html.fromstring(data).iter(etree.Element):
        assert node.tag != "script" or "alert(1)" not in (node.text or "")
        assert not [name for name in node.attrib if str(name).startswith("on")]
        assert not re.match(r"\s*(?:javascript:|https://evil)", str(node.get("href") or node.get("src") or ""))


def assert_markdown(data: bytes) -> None:
    text = data.decode()
    assert_plain(text)
    assert not re.search(r"<(?:script|img)\b", text)
    assert not re.search(r"(?<!\\)\]\((?:https://evil|javascript:)", text)


def assert_csv(data: bytes) -> None:
    text = data.decode("utf-8-sig")
    assert_plain(text.replace("\r\n", "\n"))
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not [
        cell for cell in cells if re.match(r"\s*[=+@]|\s*-[^\d.]", cell) and "cmd" in cell + "cmd" and "=" in cell
    ]


def assert_workbook(data: bytes) -> None:
    for sheet in load_workbook(io.BytesIO(data)):
        for row in sheet.iter_rows():
            assert not [cell.value for cell in row if cell.data_type == "f"]
            assert not [cell.hyperlink.target for cell in row if cell.hyperlink and cell.hyperlink.target]


def assert_word(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            text = package.read(name).decode()
            etree.fromstring(text.encode())
            assert not re.search(r'Target="(?:https://evil|javascript)', text)
            assert "instrText" not in text or "evil" not in text


def assert_json(data: bytes) -> None:
    json.loads(data)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", data.decode())


def assert_sarif(data: bytes) -> None:
    assert_json(data)
    for result in json.loads(data)["runs"][0]["results"]:
        assert not re.search(r"(?<!\\)\[click(?<!\\)\]\(", result["message"]["text"])


def assert_junit(data: bytes) -> None:
    assert_plain(data.decode())
    assert not list(etree.fromstring(data).iter("script"))


JUDGES: Mapping[str, Callable[[bytes], None]] = {
    "html": assert_page,
    "markdown": assert_markdown,
    "csv": assert_csv,
    "xlsx": assert_workbook,
    "json": assert_json,
    "docx": assert_word,
    "sarif": assert_sarif,
    "junit": assert_junit,
    "codequality": assert_json,
}


def test_every_format_has_a_judge() -> None:
    assert JUDGES.keys() == FORMATS


@pytest.fixture(params=PAYLOADS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A store of two drafts: the hostile text in their words, titles, notes, states, file names and settings."""
    payload = PAYLOADS[request.param]
    for words in ("init -q", "config user.name A", "config user.email a@example.org"):
        git(tmp_path, *words.split())
    name = re.sub(r"[/\x00]", "-", payload)[:60]
    for label, verb in (("old", "shall"), ("new", "may")):
        text = f"Draft treaty on rivers\n\n1. Rivers {verb} {payload} flow [EU: {payload}].\n\n"
        text += f"(a) {payload}\n\n2. [{payload}]\n"
        (tmp_path / f"{label} {name}.txt").write_text(text, encoding="utf-8", newline="")
    (tmp_path / "cdiff.toml").write_text(
        f"store = 'versions'\n[negotiation]\nparties = [{json.dumps(payload)}]\n", encoding="utf-8"
    )
    (tmp_path / "versions").mkdir()
    for at, label in enumerate(("old", "new"), 1):
        more = ["--title", f"T {payload}", "--note", payload, "--status", payload, "--date", f"2020-01-0{at}"]
        ran = run(["add", f"{label} {name}.txt", "--label", label, *more], cwd=tmp_path)
        assert ran.exit == 0, ran.stderr
        assert_no_command(ran.stderr)
    return tmp_path


def targets(store: Path, arguments: tuple[str, ...]) -> list[str]:
    """The formats that a command writes, as its help says."""
    said = run([arguments[0], "--help"], cwd=store).stdout
    return [name for name in JUDGES if re.search(rf"--{name}\b", said)]


@pytest.mark.slow
def test_what_a_stranger_wrote_stays_text(store: Path) -> None:
    files = {path.name.partition(" ")[0]: path.name for path in store.glob("* *.txt")}
    for what, arguments in OUTPUTS.items():
        typed = [files[each[1:]] if each.startswith("@") else each for each in arguments]
        ran = run(typed, cwd=store)
        assert ran.exit in (0, 1), (what, ran.stderr)
        assert_plain(ran.stdout)
        assert_no_command(ran.stderr)
        for format_ in targets(store, arguments):
            out = store / f"out.{format_}"
            out.unlink(missing_ok=True)
            ran = run([*typed, f"--{format_}", out.name, "--force"], cwd=store)
            assert ran.exit in (0, 1), (what, format_, ran.stderr)
            assert_no_command(ran.stderr)
            JUDGES[format_](out.read_bytes())
    assert_no_command(run(["check", "new", "--against", "old", "--format", "github"], cwd=store).stdout)


@pytest.mark.slow
def test_a_site_and_its_feed_stay_text(store: Path) -> None:
    ran = run(["site", "S"], cwd=store)
    assert ran.exit == 0, ran.stderr
    for path in (store / "S").rglob("*"):
        if path.suffix == ".html":
            assert_page(path.read_bytes())
        elif path.suffix == ".xml":
            assert_plain(path.read_text(encoding="utf-8"))
            assert not list(etree.fromstring(path.read_bytes()).iter("script"))
