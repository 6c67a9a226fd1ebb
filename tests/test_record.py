"""A record behaves as a frozen, slotted dataclass, and the model does not pay for one."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import subprocess
import sys
import typing
from dataclasses import FrozenInstanceError, dataclass

import pytest

from cdiff.core.model import Clause, Document, Version
from cdiff.core.records import NamedTuple, field, record, replace
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


class Named(NamedTuple):
    """A place that has a name."""

    name: str
    size: int = 0
    """How large it is."""

    @property
    def twice(self) -> int:
        return 2 * self.size


class TheirsNamed(typing.NamedTuple):
    """The same, by typing."""

    name: str
    size: int = 0


def test_a_named_tuple_is_what_typing_makes() -> None:
    ours = Named("a", size=2)
    theirs: tuple[str, int] = TheirsNamed("a", size=2)
    assert ours == theirs == ("a", 2)
    assert repr(theirs) == f"Theirs{ours!r}"
    assert (ours.name, ours.size, ours.twice) == ("a", 2, 4)
    assert Named("a") == ("a", 0)
    assert ours._replace(size=3) == Named(name="a", size=3)
    assert Named._fields == Named.__match_args__ == TheirsNamed._fields
    assert Named._field_defaults == TheirsNamed._field_defaults
    assert (Named.__doc__, Named.__module__, Named.__qualname__) == ("A place that has a name.", __name__, "Named")
    assert pickle.loads(pickle.dumps(ours)) == copy.copy(ours) == ours
    assert not hasattr(ours, "__dict__")
