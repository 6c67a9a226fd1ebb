"""The house: a room imports only what stands below it, each dependency has one door, and nothing goes in a circle.

Imports are read with `ast`, lazy ones and those for types alone included. A new room, a new dependency, a feature that
leans on another one: a line in one of the tables.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.support import ROOT

FLOORS: tuple[tuple[str, ...], ...] = (
    ("core",),
    ("searching", "reading", "parsing", "comparing", "store", "telling"),
    ("weighing",),
    ("pipeline",),
    ("cli/output.py", "cli/pager.py", "cli/progress.py", "cli/questions.py"),
    ("cli/options.py",),
    ("cli/runner.py",),
    ("features",),
    ("cli", "library.py"),
    ("__main__.py",),
)
"""The rooms from the ground up; those on one floor do not know each other. A file stands before the folder it is in."""

LEANS: dict[str, tuple[str, ...]] = {
    "check": ("brackets",),
    "compare": ("audit", "watch"),
    "site": ("compare", "statistics", "trace", "watch"),
    "watch": ("trace",),
}
"""The features that use another one; all others import the core, the stages and the telling alone."""

DOORS: dict[str, tuple[str, ...]] = {
    "typer": ("cli", "features/*/command.py", "features/*/*_command.py"),
    "rich": ("telling/layout.py", "cli/output.py", "cli/progress.py"),
    "jinja2": ("telling/html", "features/compare/page"),
    "markupsafe": ("telling/html", "features/compare/page", "features/trace/blame_page.py"),
    "xlsxwriter": ("telling/xlsx.py",),
    "subprocess": ("store/git.py", "reading/libreoffice.py", "cli/pager.py"),
    "diff_match_patch": ("comparing/characters.py",),
    "lxml": ("reading", "features/compare/issued"),
    "markdown_it": ("reading/markdown.py",),
    "pypdfium2": ("reading/pdf",),
}
"""Where each dependency may be imported; a folder stands for everything in it, `*` for any name."""

FACADE = "__init__.py"
"""`cdiff/__init__.py` names what the library offers; it imports when a name is used."""


@dataclass(frozen=True, slots=True)
class Import:
    """One import statement, wherever it stands in a file."""

    file: str
    """The importing file, below the package: `store/git.py`."""
    line: int
    name: str
    """What is imported: `cdiff.parsing.lines`, `git`."""
    typing: bool
    """It stands under `if TYPE_CHECKING`."""


@cache
def house() -> tuple[Import, ...]:
    """Find every import in the house, once for all tests."""
    return _imports(ROOT / "cdiff")


def imports(package: Path) -> tuple[Import, ...]:
    """Find every import in a package."""
    return house() if package == ROOT / "cdiff" else _imports(package)


def _imports(package: Path) -> tuple[Import, ...]:
    found = []
    for path in sorted(package.rglob("*.py")):
        file = path.relative_to(package).as_posix()
        module = ast.parse(path.read_text(encoding="utf-8"), str(path))
        typing = {id(inner) for node in ast.walk(module) if _is_for_types(node) for inner in ast.walk(node)}
        for node in ast.walk(module):
            names = _names(node, file, package.name)
            found += [Import(file, getattr(node, "lineno", 0), name, id(node) in typing) for name in names]
    return tuple(found)


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def _names(node: ast.AST, file: str, package: str) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        base = node.module or ""
        if node.level:
            above = [package, *Path(file).parts[:-1]]
            base = ".".join([*above[: len(above) - node.level + 1], *([base] if base else [])])
        return [f"{base}.{alias.name}" for alias in node.names]
    if isinstance(node, ast.Call) and _called(node.func) in ("import_module", "__import__"):
        return [arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    return []


def _called(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def file_of(name: str, package: Path) -> str:
    """Find the file that an imported name stands in: `cdiff.store.Store` → `store/__init__.py`; else nothing."""
    parts = name.split(".")[1:]
    while parts:
        path = package.joinpath(*parts)
        if path.with_suffix(".py").is_file():
            return path.with_suffix(".py").relative_to(package).as_posix()
        if (path / "__init__.py").is_file():
            return (path / "__init__.py").relative_to(package).as_posix()
        parts.pop()
    return ""


def room(file: str) -> str:
    """Name the room that a file belongs to: `store/git.py` → `store`; a file may be a room of its own."""
    known = [name for floor in FLOORS for name in floor]
    return file if file in known else file.split("/")[0]


def floor(name: str) -> int:
    """Give the floor of a room, from the ground; -1 for a room that is in no table."""
    return next((at for at, rooms in enumerate(FLOORS) if name in rooms), -1)


def feature(file: str) -> str:
    """Name the feature that a file belongs to; nothing outside the features."""
    parts = file.split("/")
    return parts[1] if parts[0] == "features" and len(parts) > 2 else ""


def offences(package: Path) -> list[str]:
    """Say which imports break the rules of the house."""
    found = []
    graph: dict[str, set[str]] = {}
    for entry in imports(package):
        if entry.file == FACADE:
            continue
        top = entry.name.split(".")[0]
        if floor(room(entry.file)) < 0:
            found.append(f"{entry.file}: the room {room(entry.file)!r} has no floor")
        elif top == package.name:
            found += _upward(entry, package)
            graph.setdefault(entry.file, set()).add(file_of(entry.name, package))
        elif top in DOORS:
            found += _wrong_door(entry, top)
        elif top not in sys.stdlib_module_names:
            found.append(f"{entry.file}, line {entry.line}: {top} has no door")
    return sorted({*found, *(f"a circle: {' → '.join(each)}" for each in circles(graph))})


def _upward(entry: Import, package: Path) -> list[str]:
    if entry.name == f"{package.name}.__version__":
        return []
    target = file_of(entry.name, package)
    own, other = room(entry.file), room(target)
    place = f"{entry.file}, line {entry.line}"
    if not target:
        return [f"{place}: {own} imports the facade, which does not stand below it ({entry.name})"]
    if own == other:
        leaning, leant_on = feature(entry.file), feature(target)
        if leant_on and leaning != leant_on and leant_on not in LEANS.get(leaning, ()):
            return [f"{place}: the feature {leaning} leans on the feature {leant_on} ({entry.name})"]
        return []
    if 0 <= floor(other) < floor(own):
        return []
    return [f"{place}: {own} imports cdiff.{other}, which does not stand below it ({entry.name})"]


def _wrong_door(entry: Import, top: str) -> list[str]:
    inside = any(is_within(entry.file, door) for door in DOORS[top])
    if inside:
        return []
    return [f"{entry.file}, line {entry.line}: {top} is imported only in {', '.join(DOORS[top])}"]


def is_within(file: str, door: str) -> bool:
    """Whether a file is, or stands in, what a door names."""
    return any(path.match(door) for path in (Path(file), *Path(file).parents))


def circles(graph: Mapping[str, set[str]]) -> list[list[str]]:
    """Find the groups of files that import each other in a circle (Tarjan 1972), each in the order of its names."""
    found: list[list[str]] = []
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []

    def visit(file: str) -> None:
        index[file] = low[file] = len(index)
        stack.append(file)
        for other in sorted(graph.get(file, set()) - {file, ""}):
            if other not in index:
                visit(other)
                low[file] = min(low[file], low[other])
            elif other in stack:
                low[file] = min(low[file], index[other])
        if low[file] == index[file]:
            at = stack.index(file)
            group = stack[at:]
            del stack[at:]
            found.extend([sorted(group)] * (len(group) > 1))

    for file in sorted(graph):
        if file not in index:
            visit(file)
    return found


def test_every_room_imports_only_what_stands_below_it() -> None:
    assert offences(ROOT / "cdiff") == []


def test_the_tables_list_nothing_that_is_not_there() -> None:
    """A room, a door or a feature that went must leave the tables, or they permit what nobody sees."""
    package = ROOT / "cdiff"
    entries = list(imports(package))
    rooms = [name for floor in FLOORS for name in floor if not (package / name).exists()]
    doors = [
        f"{top} in {door}"
        for top, named in DOORS.items()
        for door in named
        if not any(entry.name.split(".")[0] == top and is_within(entry.file, door) for entry in entries)
    ]
    used = {(feature(entry.file), feature(file_of(entry.name, package))) for entry in entries}
    leans = [f"{own} on {other}" for own, named in LEANS.items() for other in named if (own, other) not in used]
    assert (rooms, doors, leans) == ([], [], [])


def test_the_facade_and_the_entry_are_lazy() -> None:
    """`import cdiff` costs next to nothing: the facade imports nothing of the house when it is loaded."""
    eager = [
        entry
        for entry in imports(ROOT / "cdiff")
        if entry.file == FACADE and not entry.typing and "cdiff" in entry.name
    ]
    assert eager == []


PLANTED = [
    ("core/errors.py", "from cdiff.store.git import f\n", "core imports cdiff.store"),
    ("parsing/lines.py", "def f():\n    from cdiff.comparing.words import fold\n", "parsing imports cdiff.comparing"),
    ("parsing/lines.py", "def f():\n    from ..comparing import words\n", "parsing imports cdiff.comparing"),
    ("telling/html.py", "import cdiff.store.git\n", "telling imports cdiff.store"),
    ("features/trace/rules.py", "from cdiff import cli\n", "features imports cdiff.cli"),
    ("features/trace/rules.py", "from cdiff.features.check import x\n", "the feature trace leans on the feature check"),
    ("features/trace/rules.py", "import typer\n", "typer is imported only in cli"),
    ("pipeline/versions.py", "import typer\n", "typer is imported only in cli"),
    ("store/form.py", "def f():\n    import subprocess\n", "subprocess is imported only in store/git.py"),
    ("store/__init__.py", "def f():\n    from subprocess import run\n", "subprocess is imported only in store/git.py"),
    ("parsing/lines.py", "from rich.text import Text\n", "rich is imported only in telling"),
    ("parsing/lines.py", "import diff_match_patch\n", "diff_match_patch is imported only in comparing"),
    ("parsing/lines.py", "def f():\n    import lxml.etree\n", "lxml is imported only in reading"),
    ("parsing/lines.py", "import importlib\nimportlib.import_module('cdiff.cli')\n", "parsing imports cdiff.cli"),
    ("parsing/lines.py", "import numpy\n", "numpy has no door"),
    ("attic/old.py", "import re\n", "the room 'attic' has no floor"),
    ("parsing/lines.py", "from cdiff import compare\n", "parsing imports the facade"),
    ("parsing/lines.py", "from cdiff import Store\n", "parsing imports the facade"),
]


@pytest.mark.parametrize(("file", "text", "offence"), PLANTED)
def test_an_offender_is_named(tmp_path: Path, file: str, text: str, offence: str) -> None:
    package = _house(tmp_path)
    assert offences(package) == []
    (package / file).parent.mkdir(parents=True, exist_ok=True)
    (package / file).write_text(text, encoding="utf-8")
    found = offences(package)
    assert len(found) == 1
    assert found[0].startswith(file)
    assert offence in found[0]


def test_a_circle_is_named(tmp_path: Path) -> None:
    package = _house(tmp_path)
    for name, other in {"one": "two", "two": "three", "three": "one"}.items():
        text = f"def f():\n    from cdiff.store.{other} import f\n"
        (package / "store" / f"{name}.py").write_text(text, encoding="utf-8")
    assert offences(package) == ["a circle: store/one.py → store/three.py → store/two.py"]


def _house(folder: Path) -> Path:
    package = folder / "cdiff"
    names = ("parsing/lines", "comparing/words", "store/git", "cli/__init__", "features/check/__init__")
    for name in names:
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / f"{name}.py").write_text("", encoding="utf-8")
    return package
