"""A record behaves as a frozen, slotted dataclass, and the model does not pay for one."""

from __future__ import annotations

import ast
import copy
import dataclasses
import pickle
import subprocess
import sys
from dataclasses import FrozenInstanceError, dataclass
from functools import cached_property
from pathlib import Path

import pytest

from cdiff.core.model import Clause, Document, Version
from cdiff.core.records import asdict, field, field_names, record, replace
from tests.support import ROOT


@record
class Ours:
    """One of ours."""

    name: str
    hidden: str = field(repr=False)
    size: int = 0
    note: str = field(default="", compare=False)

    @property
    def twice(self) -> int:
        return 2 * self.size


@dataclass(frozen=True, slots=True)
class Theirs:
    """One of theirs."""

    name: str
    hidden: str = dataclasses.field(repr=False)
    size: int = 0
    note: str = dataclasses.field(default="", compare=False)


Given = tuple[str, str, int, str]
VALUES: list[tuple[str, str, int, str]] = [
    ("a", "b", 1, "n"),
    ("a", "b", 1, "m"),
    ("a", "c", 1, "n"),
    ("b", "b", 2, ""),
]


@pytest.mark.parametrize("given", VALUES)
def test_a_record_is_shown_as_the_dataclass_is(given: Given) -> None:
    assert repr(Ours(*given)).removeprefix("Ours") == repr(Theirs(*given)).removeprefix("Theirs")


@pytest.mark.parametrize("one", VALUES)
@pytest.mark.parametrize("other", VALUES)
def test_records_are_equal_when_the_dataclasses_are(one: Given, other: Given) -> None:
    equal = Ours(*one) == Ours(*other)
    assert equal == (Theirs(*one) == Theirs(*other))
    assert not equal or hash(Ours(*one)) == hash(Ours(*other))
    assert Ours(*one) != Theirs(*one)  # type: ignore[comparison-overlap]


def test_dataclasses_takes_a_record_for_its_own() -> None:
    ours, theirs = Ours("a", "b", size=3), Theirs("a", "b", size=3)
    assert dataclasses.is_dataclass(ours)
    assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)
    assert dataclasses.replace(ours, size=4) == replace(ours, size=4) == Ours("a", "b", 4)
    for mine, other in zip(dataclasses.fields(Ours), dataclasses.fields(Theirs), strict=True):
        assert (mine.name, mine.type, mine.default, mine.repr) == (other.name, other.type, other.default, other.repr)
    assert Ours.__match_args__ == Theirs.__match_args__


def test_a_record_cannot_be_changed() -> None:
    ours = Ours("a", "b")
    with pytest.raises(FrozenInstanceError):
        ours.name = "c"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del ours.name
    with pytest.raises(FrozenInstanceError):
        ours.other = 1  # type: ignore[attr-defined]
    assert not hasattr(ours, "__dict__")
    assert ours == Ours("a", "b")
    assert ours.twice == 0


def test_a_record_is_copied_and_pickled() -> None:
    version = Version("draft", Document((Clause("1", "paragraph", "1.", "Words."),)), date="2018-07-11")
    assert pickle.loads(pickle.dumps(version)) == copy.deepcopy(version) == copy.copy(version) == version


def test_wrong_arguments_are_refused() -> None:
    with pytest.raises(TypeError):
        Ours("a")  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        replace(Ours("a", "b"), colour=1)


def test_the_model_does_not_import_dataclasses() -> None:
    code = "import sys, cdiff.core.model; sys.exit('dataclasses' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


@record(frozen=False)
class Run:
    """The state of a run."""

    name: str
    rows: list[int] = field(default_factory=list)
    total: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self.total = sum(self.rows)


def test_a_record_that_may_be_changed() -> None:
    run = Run("a", [1, 2])
    assert run.total == 3
    run.name = "b"
    assert run == Run("b", [1, 2])
    assert Run("c").rows == []
    assert Run("c").rows is not Run("c").rows
    with pytest.raises(TypeError):
        hash(run)
    assert pickle.loads(pickle.dumps(run)) == run
    with pytest.raises(AttributeError):
        run.colour = 1  # type: ignore[attr-defined]
    with pytest.raises(TypeError):
        Run("a", [], total=3)  # type: ignore[call-arg]


def test_a_constructor_of_its_own_is_refused() -> None:
    class Made:
        name: str

        def __init__(self) -> None:
            self.name = ""

    with pytest.raises(TypeError, match="Made has an __init__ of its own"):
        record(Made)


@record(order=True)
class At:
    """A place that has an order."""

    line: int
    column: int = 0


def test_records_are_sorted_by_their_fields() -> None:
    places = [At(2), At(1, 3), At(1, 2)]
    assert sorted(places) == [At(1, 2), At(1, 3), At(2)]
    assert At(1) < At(2) <= At(2)
    assert At(3) > At(2, 9) >= At(2, 9)
    with pytest.raises(TypeError):
        _ = At(1) < (1, 0)  # type: ignore[operator]
    with pytest.raises(TypeError):
        _ = Ours("a", "b") < Ours("b", "b")  # type: ignore[operator]


@record(eq=False)
class Node:
    """One that equals nothing but itself."""

    name: str


@record(eq=False)
class Leaf(Node):
    """A node with a field more."""

    size: int = 0

    @cached_property
    def double(self) -> list[int]:
        return [2 * self.size]


def test_a_record_by_identity_that_inherits() -> None:
    one, other = Leaf("a", 3), Leaf("a", 3)
    assert one != other
    assert len({one, other}) == 2
    assert repr(one) == "Leaf(name='a', size=3)"
    assert one.double == [6]
    assert one.double is one.double
    with pytest.raises(FrozenInstanceError):
        one.size = 4  # type: ignore[misc]


def test_the_fields_of_a_record_by_name() -> None:
    assert field_names(Ours) == ("name", "hidden", "size", "note")
    assert field_names(Ours, required=True) == ("name", "hidden")
    assert field_names(Run, required=True) == ("name",)
    assert asdict(Run("a", [1])) == {"name": "a", "rows": [1]}


OTHER_KINDS = {"dataclasses", "typing.NamedTuple", "collections.namedtuple"}


def _imported(path: Path) -> set[str]:
    """Every module that a file imports, at whatever depth, and every name that it imports from one."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found.add(f"{node.value.id}.{node.attr}")
    return found


def test_a_single_kind_of_record() -> None:
    """Neither `dataclasses` nor named tuples come back: both cost start-up time."""
    package = ROOT / "cdiff"
    files = {path.relative_to(package).as_posix(): _imported(path) for path in package.rglob("*.py")}
    assert {name for name, imported in files.items() if imported & OTHER_KINDS} == {"core/records.py"}
