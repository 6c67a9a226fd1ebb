"""`faults`: small faults planted one at a time in the code, and whether the tests that belong to it notice.

Each fault is one that slips in at a keyboard and that types do not catch: a comparison turned round or one off, `and`
for `or`, a `not` that is missing, a constant that is another, a condition that never holds, two arguments exchanged. It
is planted in a copy of this tree, in the rooms whose rules are heuristics; then the tests of the module run, those of
its name first, then those of its room, then the golden cases of the room. A fault that no test notices shows what is
written but not tested: the place to write a test for.

Rejected: mutmut and cosmic-ray. Both run all tests of a project for each fault, or ask for a map of them, and neither
says which test belongs to which module, which is what this house promises.
"""

from __future__ import annotations

import ast
import os
import queue
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

from bench.corpus import ROOT

ROOMS = {
    "cdiff/parsing": ("parse", "parsing"),
    "cdiff/comparing": ("compare", "comparing"),
    "cdiff/reading": ("read", "reading"),
    "cdiff/weighing": ("weighing",),
    "cdiff/features/check": ("check",),
    "cdiff/features/brackets": ("brackets",),
    "cdiff/features/trace": ("trace",),
}
"""The rooms of heuristics, and the folders of `tests` that belong to them; of each the first that is there."""
CASES = {
    "cdiff/parsing": ("structure",),
    "cdiff/comparing": ("compare", "align"),
    "cdiff/reading": ("read", "unread", "encoding"),
    "cdiff/weighing": ("compare-top",),
    "cdiff/features/brackets": ("brackets",),
    "cdiff/features/trace": ("trace", "blame", "where", "concordance"),
}
"""What the golden cases of a room begin with; the check has cases of its own among its tests."""
COPIED = ("cdiff", "tests", "bench", "fixtures", "versions", "docs", "action", "action.yml", "pyproject.toml")
FAST = "not browser and not office and not slow"
LIMITED = 'ulimit -t 300 && ulimit -v 4194304 && exec "$0" "$@"'
"""Seconds of the processor and KiB of memory for a test run: a fault may make a loop that has no end, or that collects
until the machine has no memory left. Such a run is ended, and the fault counts as noticed."""

_COMPARISONS: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"),
    ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"),
}


class FaultsError(Exception):
    """The faults cannot be planted, or the tests fail without any."""


@dataclass(frozen=True, slots=True)
class Planted:
    """One fault: a piece of a module that is replaced by another."""

    module: str
    line: int
    kind: str
    start: int
    """Where the piece begins and ends, in bytes."""
    end: int
    instead: str

    def made(self, source: bytes) -> bytes:
        """The module with the fault."""
        return source[: self.start] + self.instead.encode() + source[self.end :]


def faults(count: int, seed: int, module: str = "") -> Iterator[str]:
    """Plant `count` faults, in all rooms or in one module, and report each as its tests end.

    Raises `FaultsError` where there is nothing to plant in, or where the tests fail without a fault.
    """
    chosen = choose(ROOT, count, seed, module)
    workers = os.cpu_count() or 1
    with tempfile.TemporaryDirectory(prefix="cdiff-faults-") as folder, ThreadPoolExecutor(workers) as pool:
        copies: queue.SimpleQueue[Path] = queue.SimpleQueue()
        for at in range(workers):
            copies.put(copy(ROOT, Path(folder) / str(at)))
        runs = list(dict.fromkeys(run for fault in chosen for run in belonging(ROOT, fault.module)))
        for run, failed in zip(runs, pool.map(partial(_without, copies), runs), strict=True):
            if failed:
                raise FaultsError(f"{' '.join(run)}: {failed} fails without any fault")
        noticed = 0
        for fault, by in zip(chosen, pool.map(partial(_with, copies), chosen), strict=True):
            noticed += bool(by)
            yield _line(fault, by)
        yield f"\n{noticed} of {len(chosen)} faults noticed (seed {seed})"


def _without(copies: queue.SimpleQueue[Path], run: Sequence[str]) -> str:
    folder = copies.get()
    try:
        return failing(folder, run)
    finally:
        copies.put(folder)


def _with(copies: queue.SimpleQueue[Path], fault: Planted) -> str:
    folder = copies.get()
    try:
        return noticed_by(folder, fault)
    finally:
        copies.put(folder)


def _line(fault: Planted, by: str) -> str:
    source = (ROOT / fault.module).read_bytes()
    before, after = (text.splitlines()[fault.line - 1].strip().decode() for text in (source, fault.made(source)))
    told = f"  noticed by {by}" if by else "  LIVES"
    return f"{fault.module}:{fault.line}  {fault.kind}\n  - {before}\n  + {after}\n{told}"


# Which faults


def choose(root: Path, count: int, seed: int, module: str = "") -> list[Planted]:
    """Choose faults with a seed, from one module or from all rooms; the same seed gives the same faults."""
    if module and not any(module.startswith(f"{room}/") for room in ROOMS):
        raise FaultsError(f"{module} is in none of the rooms {', '.join(ROOMS)}")
    if module and not (root / module).is_file():
        raise FaultsError(f"there is no {module}")
    paths = [root / module] if module else [path for room in ROOMS for path in sorted((root / room).rglob("*.py"))]
    possible = [fault for path in paths for fault in faults_in(path.relative_to(root).as_posix(), path.read_bytes())]
    chosen = Random(seed).sample(possible, min(count, len(possible)))
    return sorted(chosen, key=lambda fault: (fault.module, fault.start))


def faults_in(module: str, source: bytes) -> list[Planted]:
    """Find every fault that can be planted in a module, in its order.

    Left out is what is not behaviour: types, decorators, messages of errors, and names of texts.
    """
    finder = _Finder(module, source)
    finder.visit(ast.parse(source))
    return sorted(finder.found, key=lambda fault: fault.start)


class _Finder(ast.NodeVisitor):
    """Walks through a module and collects the faults."""

    def __init__(self, module: str, source: bytes) -> None:
        self.found: list[Planted] = []
        self._module = module
        self._source = source
        self._starts = [0]
        for line in source.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))

    def _add(self, kind: str, start: int, end: int, instead: str) -> None:
        line = self._source.count(b"\n", 0, start) + 1
        if b"\n" not in self._source[start:end]:
            self.found.append(Planted(self._module, line, kind, start, end, instead))

    def _span(self, node: ast.expr) -> tuple[int, int]:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return (
            self._starts[node.lineno - 1] + node.col_offset,
            self._starts[node.end_lineno - 1] + node.end_col_offset,
        )

    def _between(self, kind: str, before: ast.expr, after: ast.expr, was: str, instead: str) -> None:
        """Replace the operator between two operands; a bracket or a comment may stand there too."""
        start, end = self._span(before)[1], self._span(after)[0]
        at = self._source.find(was.encode(), start, end)
        if at >= 0 and b"#" not in self._source[start:end]:
            self._add(kind, at, at + len(was), instead)

    # What is not behaviour

    def visit_Raise(self, node: ast.Raise) -> None:
        """Messages."""

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Texts put together, and before Python 3.12 their parts do not know where they stand."""

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        """Leave out the type."""
        if node.value:
            self.visit(node.value)

    def visit_arg(self, node: ast.arg) -> None:
        """Types of parameters."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """Leave out decorators and the type of what is returned."""
        for part in (node.args, *node.body):
            self.visit(part)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """Leave out decorators and bases."""
        for part in node.body:
            self.visit(part)

    # What is

    def visit_Compare(self, node: ast.Compare) -> None:
        """Comparisons turned round or one off, and names that are compared with."""
        for before, op, after in zip([node.left, *node.comparators], node.ops, node.comparators, strict=False):
            was, instead = _COMPARISONS[type(op)]
            self._between("comparison", before, after, was, instead)
            if isinstance(after, ast.Constant) and isinstance(after.value, str) and after.value:
                self._add("constant", *self._span(after), repr(f"{after.value}~"))
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        """`and` for `or`, and the other way round."""
        was, instead = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
        for before, after in zip(node.values, node.values[1:], strict=False):
            self._between("and/or", before, after, was, instead)
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        """A `not` that is missing."""
        start, _ = self._span(node)
        if isinstance(node.op, ast.Not) and self._source[start : start + 4] == b"not ":
            self._add("negation dropped", start, start + 4, "")
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        """Plus for minus."""
        signs = {ast.Add: ("+", "-"), ast.Sub: ("-", "+")}.get(type(node.op))
        texts = any(
            isinstance(side, (ast.Constant, ast.JoinedStr)) and not _is_number(side) for side in (node.left, node.right)
        )
        if signs and not texts:
            self._between("plus/minus", node.left, node.right, *signs)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        """The first two arguments exchanged, where both are names: others hardly ever stand for each other."""
        if len(node.args) > 1 and all(isinstance(each, (ast.Name, ast.Attribute)) for each in node.args[:2]):
            first, second = node.args[:2]
            start, end = self._span(first)[0], self._span(second)[1]
            self._add("exchanged", start, end, f"{ast.unparse(second)}, {ast.unparse(first)}")
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        """Numbers one off, and yes for no."""
        if isinstance(node.value, bool):
            self._add("constant", *self._span(node), str(not node.value))
        elif _is_number(node):
            assert isinstance(node.value, (int, float))
            self._add("constant", *self._span(node), repr(node.value + 1))

    def visit_If(self, node: ast.If) -> None:
        """A branch that is never taken."""
        if ast.unparse(node.test) == "TYPE_CHECKING":
            return
        self._add("branch", *self._span(node.test), "False")
        self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        """A choice that is always the other."""
        self._add("branch", *self._span(node.test), "False")
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        """A filter that lets everything through."""
        for condition in node.ifs:
            self._add("branch", *self._span(condition), "True")
        self.generic_visit(node)


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, (int, float)) and not isinstance(node.value, bool)


# Which tests


def belonging(root: Path, module: str) -> list[tuple[str, ...]]:
    """Say which tests belong to a module: the files of its name, the folder of its room, then the golden cases.

    The tests of `cdiff/features/check/citing.py` are `tests/check/test_citing.py`; of a package, `pdf/rows.py`, also
    `test_pdf_rows.py` and, since a package is tested as one, what begins with `test_pdf`.
    """
    room = next(room for room in ROOMS if module.startswith(f"{room}/"))
    folder = next(each for name in ROOMS[room] if (each := root / "tests" / name).is_dir())
    *packages, name = Path(module).relative_to(room).with_suffix("").parts
    names = [name] if name != "__init__" else []
    patterns = [f"test_{each}.py" for each in names] + [f"test_{package}*.py" for package in packages]
    named = dict.fromkeys(
        path.relative_to(root).as_posix() for pattern in patterns for path in sorted(folder.glob(pattern))
    )
    cases = [path.stem for kind in CASES.get(room, ()) for path in sorted((root / "tests/cases").glob(f"{kind}*.case"))]
    golden = tuple(f"tests/cli/test_cases.py::test_case[{name}]" for name in cases)
    return [run for run in (tuple(named), (folder.relative_to(root).as_posix(),), golden) if run]


def noticed_by(folder: Path, fault: Planted) -> str:
    """Plant a fault in a copy, run the tests that belong to it, and give the first that fails; "" for none."""
    path = folder / fault.module
    whole = path.read_bytes()
    path.write_bytes(fault.made(whole))
    try:
        return next(filter(None, (failing(folder, run) for run in belonging(folder, fault.module))), "")
    finally:
        path.write_bytes(whole)


def failing(folder: Path, run: Sequence[str]) -> str:
    """Run tests in a copy and give the first that fails; "" where all pass."""
    pytest = [sys.executable, "-m", "pytest", "-x", "-rfE", "--tb=no", "-p", "no:cacheprovider", "-m", FAST, *run]
    done = subprocess.run(
        ["sh", "-c", LIMITED, *pytest],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "CI": "true"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode in (0, 5):  # 5: no test is left when those of a browser are left out
        return ""
    named = [line.split()[1] for line in done.stdout.splitlines() if line.startswith(("FAILED ", "ERROR "))]
    return named[0] if named else f"pytest, which ended with {done.returncode}"


def copy(root: Path, folder: Path) -> Path:
    """Copy what the tests need, with its modules compiled.

    They are compiled to be checked by their content: a fault is planted and removed within a second and may leave the
    size of the file as it is, so by date and size Python would take the fault for the whole module.
    """
    folder.mkdir(parents=True)
    for name in COPIED:
        source = root / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, folder / name)
    compiled = [sys.executable, "-m", "compileall", "-q", "--invalidation-mode", "checked-hash", "cdiff"]
    subprocess.run(compiled, cwd=folder, check=True)
    return folder
