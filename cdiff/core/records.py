"""Frozen, slotted dataclasses and named tuples that cost next to nothing at start-up.

`dataclasses` imports `inspect` and writes six methods for every class as text that Python then compiles: for the
model 25 ms, twice what Python itself takes to start. A record compiles its `__init__` only; the other methods are the
same for all records. `__init__` fills the slots by their own setters, in half of the time that a frozen dataclass
takes; a long draft has a hundred thousand clauses.

Whoever asks finds a dataclass: `dataclasses.fields`, `replace`, `asdict` and `is_dataclass` work, because
`__dataclass_fields__` is made when it is asked for.

A named tuple of `typing` compiles the type of every field, which takes longer than all else that makes the class; for
the fifty on the way of a comparison 5 ms. Ours leaves the types as they are written.

Rejected: named tuples for all (a clause would equal any tuple of its values, and a document could not be
gone through clause by clause).
"""

from __future__ import annotations

from collections import namedtuple
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:

    class _Named(type):
        """Makes of a class with annotated fields the class that `collections.namedtuple` makes."""

        def __new__(cls, name: str, bases: tuple[type, ...], said: dict[str, Any]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, said)
            fields = said.get("__annotations__", {})
            defaults = [said[field] for field in fields if field in said]
            made = namedtuple(name, fields, defaults=defaults, module=said["__module__"])
            for key, value in said.items():
                if key not in fields:
                    setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_Named):
        """As `typing.NamedTuple`: a tuple whose places have names, and types that only a type checker reads."""


class _Field(NamedTuple):
    """What is said about a field beside its type."""

    default: Any = ...
    repr: bool = True
    compare: bool = True


def replace(given: T, /, **changes: Any) -> T:
    """Copy a record with other values in some fields; raises `TypeError` for a field that it does not have."""
    values: dict[str, Any] = {name: getattr(given, name) for name in given.__match_args__}  # type: ignore[attr-defined]
    return type(given)(**{**values, **changes})


def field(*, default: Any = ..., repr: bool = True, compare: bool = True) -> Any:  # noqa: A002  # as in dataclasses
    """Say what a field's value is where none is given, and whether it is shown and compared."""
    return _Field(default, repr, compare)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[T]) -> type[T]:
    """Make a class with annotated fields a record."""
    said = {name: value for name, value in cls.__dict__.items() if name not in ("__dict__", "__weakref__")}
    names = tuple(said["__annotations__"])
    fields = {name: _as_field(said.pop(name, ...)) for name in names}
    compared = attrgetter(*(name for name in names if fields[name].compare))
    said |= _METHODS | {"_fields": fields, "_compared": compared, "__slots__": names, "__match_args__": names}
    made: Any = type(cls.__name__, cls.__bases__, said)
    made.__init__ = _init(made, fields)
    return made  # type: ignore[no-any-return]


def _as_field(given: object) -> _Field:
    return given if isinstance(given, _Field) else _Field(given)


def _init(cls: type, fields: dict[str, _Field]) -> Any:
    """Compile the constructor: every argument goes into its slot."""
    known: dict[str, Any] = {f"set_{name}": getattr(cls, name).__set__ for name in fields}
    known |= {f"default_{name}": about.default for name, about in fields.items()}
    arguments = [name if about.default is ... else f"{name}=default_{name}" for name, about in fields.items()]
    body = "".join(f"\n    set_{name}(self, {name})" for name in fields)
    exec(f"def __init__(self, {', '.join(arguments)}):{body}", known)  # noqa: S102  # the names of our own fields
    known["__init__"].__qualname__ = f"{cls.__qualname__}.__init__"
    return known["__init__"]


# What all records do


def _repr(self: Any) -> str:
    shown = [f"{name}={getattr(self, name)!r}" for name, about in self._fields.items() if about.repr]
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _eq(self: Any, other: Any) -> bool:
    return self._compared(self) == self._compared(other) if type(self) is type(other) else NotImplemented


def _hash(self: Any) -> int:
    return hash(self._compared(self))


def _reduce(self: Any) -> tuple[type, tuple[Any, ...]]:
    return type(self), tuple(getattr(self, name) for name in self.__match_args__)


def _refuse(self: Any, name: str, *value: object) -> NoReturn:
    from dataclasses import FrozenInstanceError

    del value
    raise FrozenInstanceError(f"cannot change {name!r}: a {type(self).__name__} is frozen")


class _DataclassFields:
    """The fields as `dataclasses` describes them, made when they are asked for."""

    def __get__(self, instance: object, owner: Any) -> dict[str, Any]:
        from dataclasses import MISSING, dataclass, field

        said: dict[str, Any] = {"__annotations__": owner.__annotations__, "__module__": owner.__module__}
        for name, about in owner._fields.items():
            default = MISSING if about.default is ... else about.default
            said[name] = field(default=default, repr=about.repr, compare=about.compare)
        found: dict[str, Any] = dataclass(type(owner.__name__, (), said)).__dataclass_fields__  # type: ignore[attr-defined]
        return found


_METHODS = {
    "__repr__": _repr,
    "__eq__": _eq,
    "__hash__": _hash,
    "__reduce__": _reduce,
    "__setattr__": _refuse,
    "__delattr__": _refuse,
    "__dataclass_fields__": _DataclassFields(),
}
