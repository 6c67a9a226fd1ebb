"""The house of the design: a stage imports only what stands below it, and each dependency has one door.

Imports are read with `ast`, lazy ones and those for types alone included. A new stage or a new dependency is a
line in one of the two tables.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support import ROOT

FLOORS: tuple[tuple[str, ...], ...] = (
    ("errors", "_callable", "_collector", "_record"),
    ("config", "model"),
    ("negotiation",),
    ("numbering", "scripts", "biography", "chronicle", "findings", "seams"),
    ("citation", "language", "terms", "audit"),
    ("read", "parse", "compare", "store", "render"),
    ("brackets",),
    ("check", "trace"),
    ("pipeline",),
    ("cli",),
    ("__main__",),
)
"""The stages from the ground up; those on one floor do not know each other."""

DOORS: dict[str, tuple[str, ...]] = {
    "typer": ("cli",),
    "rich": ("render", "cli/output.py", "cli/progress.py"),
    "jinja2": ("render/html", "render/table/html.py"),
    "markupsafe": ("render/html", "render/table/html.py"),
    "xlsxwriter": ("render/xlsx.py",),
    "git": ("store/git.py", "store/__init__.py"),
    "diff_match_patch": ("compare/characters.py",),
    "lxml": ("read",),
    "markdown_it": ("read",),
    "html5lib": ("read",),
    "docx": ("read", "render"),
    "pypdfium2": ("read",),
    "pypdf": ("read",),
    "charset_normalizer": ("read",),
}
"""Where each dependency may be imported; a folder stands for everything in it."""

FOR_TYPES = {("git", "store/__init__.py")}
"""Doors that are open to a type annotation only, under `if TYPE_CHECKING`."""

FACADE = "__init__.py"
"""`cdiff/__init__.py` names what the library offers; it imports when a name is used."""


@dataclass(frozen=True, slots=True)
class Import:
    """One import statement, wherever it stands in a file."""

    file: str
    """The importing file, below the package: `store/git.py`."""
    line: int
    name: str
    """What is imported: `cdiff.parse.lines`, `git`."""
    typing: bool
    """It stands under `if TYPE_CHECKING`."""


def imports(package: Path) -> Iterator[Import]:
    """Find every import in a package."""
    for path in sorted(package.rglob("*.py")):
        file = path.relative_to(package).as_posix()
        module = ast.parse(path.read_text(encoding="utf-8"), str(path))
        typing = {id(inner) for node in ast.walk(module) if _is_for_types(node) for inner in ast.walk(node)}
        for node in ast.walk(module):
            for name in _names(node, file, package.name):
                yield Import(file, getattr(node, "lineno", 0), name, id(node) in typing)


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
    if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__")):
        return [arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    return []


def stage(file: str) -> str:
    """Name the stage that a file belongs to: `store/git.py` → `store`, `model.py` → `model`."""
    return file.split("/")[0].removesuffix(".py")


def floor(name: str) -> int:
    """Give the floor of a stage, from the ground; -1 for a stage that is in no table."""
    return next((at for at, stages in enumerate(FLOORS) if name in stages), -1)


def offences(package: Path) -> list[str]:
    """Say which imports break the rules of the house."""
    found = []
    for entry in imports(package):
        if entry.file == FACADE:
            continue
        own, top = stage(entry.file), entry.name.split(".")[0]
        if floor(own) < 0:
            found.append(f"{entry.file}: the stage {own!r} has no floor")
        elif top == package.name:
            found += _upward(entry, own, package)
        elif top in DOORS:
            found += _wrong_door(entry, top)
        elif top not in sys.stdlib_module_names:
            found.append(f"{entry.file}, line {entry.line}: {top} has no door")
    return sorted(set(found))


def _upward(entry: Import, own: str, package: Path) -> list[str]:
    if entry.name == f"{package.name}.__version__":
        return []
    parts = entry.name.split(".")[1:]
    other = parts[0] if parts else ""
    if not (package / other).is_dir() and not (package / f"{other}.py").is_file():
        other = ""  # `from cdiff import compare`: the facade, which no stage goes through
    if other == own or (other and floor(other) < floor(own)):
        return []
    name = f"cdiff.{other}" if other else "the facade"
    return [f"{entry.file}, line {entry.line}: {own} imports {name}, which does not stand below it ({entry.name})"]


def _wrong_door(entry: Import, top: str) -> list[str]:
    doors = DOORS[top]
    inside = any(entry.file == door or entry.file.startswith(f"{door}/") for door in doors)
    if inside and ((top, entry.file) not in FOR_TYPES or entry.typing):
        return []
    return [f"{entry.file}, line {entry.line}: {top} is imported only in {', '.join(doors)}"]


def test_every_stage_imports_only_what_stands_below_it() -> None:
    assert offences(ROOT / "cdiff") == []


def test_the_facade_and_the_entry_are_lazy() -> None:
    """`import cdiff` costs next to nothing: the facade imports nothing of the house when it is loaded."""
    eager = [
        entry
        for entry in imports(ROOT / "cdiff")
        if entry.file == FACADE and not entry.typing and "cdiff" in entry.name
    ]
    assert eager == []


PLANTED = [
    ("errors.py", "from cdiff.model import Clause\n", "errors imports cdiff.model"),
    ("parse/lines.py", "def f():\n    from cdiff.compare.words import fold\n", "parse imports cdiff.compare"),
    ("parse/lines.py", "def f():\n    from ..compare import words\n", "parse imports cdiff.compare"),
    ("render/html.py", "import cdiff.store.git\n", "render imports cdiff.store"),
    ("check/rules.py", "from cdiff import pipeline\n", "check imports cdiff.pipeline"),
    ("check/rules.py", "from cdiff.trace import lineage\n", "check imports cdiff.trace"),
    ("pipeline.py", "import typer\n", "typer is imported only in cli"),
    ("store/form.py", "def f():\n    import git\n", "git is imported only in store/git.py"),
    ("store/__init__.py", "def f():\n    from git import Repo\n", "git is imported only in store/git.py"),
    ("parse/lines.py", "from rich.text import Text\n", "rich is imported only in render"),
    ("parse/lines.py", "import diff_match_patch\n", "diff_match_patch is imported only in compare"),
    ("parse/lines.py", "def f():\n    import lxml.etree\n", "lxml is imported only in read"),
    ("parse/lines.py", "import importlib\nimportlib.import_module('cdiff.cli')\n", "parse imports cdiff.cli"),
    ("parse/lines.py", "import numpy\n", "numpy has no door"),
    ("attic/old.py", "import re\n", "the stage 'attic' has no floor"),
    ("parse/lines.py", "from cdiff import compare\n", "parse imports cdiff.compare"),
    ("parse/lines.py", "from cdiff import Store\n", "parse imports the facade"),
]


@pytest.mark.parametrize(("file", "text", "offence"), PLANTED)
def test_an_offender_is_named(tmp_path: Path, file: str, text: str, offence: str) -> None:
    package = tmp_path / "cdiff"
    for name in ("parse/lines.py", "compare/words.py", "store/git.py", "cli/__init__.py", "trace/__init__.py"):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text("", encoding="utf-8")
    for name in ("model.py", "pipeline.py"):
        (package / name).write_text("", encoding="utf-8")
    assert offences(package) == []
    (package / file).parent.mkdir(parents=True, exist_ok=True)
    (package / file).write_text(text, encoding="utf-8")
    found = offences(package)
    assert len(found) == 1
    assert found[0].startswith(file)
    assert offence in found[0]
