"""Records: classes with named, typed fields, which cost next to nothing at start-up.

`@record` makes of an annotated class what `dataclasses.dataclass(frozen=True, slots=True)` makes of it, and is the one
kind of record in the package. `@record(frozen=False)` is for the state of a run, `@record(order=True)` sorts by the
fields in their order, `@record(eq=False)` compares by identity. `dataclasses.fields()`, `replace()`, `asdict()` and
`is_dataclass()` work on records.

**Why not the standard library.** `dataclasses` imports `inspect`, writes six methods for every class as source text and
compiles it; `typing.NamedTuple` compiles the type of every field. With both, `cdiff compare draft3 final` takes 8.1 to
8.7 times as long as `python -c pass`; with records 7.3 to 7.6 (30 runs each, Python 3.11). A record compiles its
`__init__` only, when the first one is made; its other methods are shared by all records. The `__init__` of a frozen
record fills the slots by their own setters, which takes half the time of a frozen dataclass: a long draft has a hundred
thousand clauses.

Rejected: named tuples for small records. A clause would equal any tuple of its values, a document could not be iterated
clause by clause, and two fields that are unpacked in the wrong order raise no complaint. A record of five fields takes
0.56 µs to make (a named tuple 0.41), 14 ns to read a field of (42), but 0.31 µs to hash (0.06) and 0.41 µs to compare
(0.07): in a loop over every word, ask for its fields rather than for the record in a set.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform, overload

T = TypeVar("T")


class _FieldOptions:
    """What is declared about a field besides its type; `...` stands for no default."""

    __slots__ = ("compare", "default", "factory", "init", "repr")

    def __init__(self, default: Any = ..., factory: Any = None, *flags: bool) -> None:
        self.default, self.factory = default, factory
        self.repr, self.compare, self.init = flags or (True, True, True)


def field(
    *,
    default: Any = ...,
    default_factory: Callable[[], Any] | None = None,
    repr: bool = True,  # noqa: A002  # as in dataclasses
    compare: bool = True,
    init: bool = True,
) -> Any:
    """Declare a field as `dataclasses.field` does: its default, and whether it is shown, compared and an argument."""
    return _FieldOptions(default, default_factory, repr, compare, init)


@overload
def record(cls: type[T], /) -> type[T]: ...
@overload
def record(*, frozen: bool = True, eq: bool = True, order: bool = False) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[T] | None = None, /, *, frozen: bool = True, eq: bool = True, order: bool = False) -> Any:
    """Make a class with annotated fields a record: slotted, frozen and compared by value unless told otherwise.

    An `__init__` of the class's own stays; without one, a method `__post_init__` is called once the fields are set.
    `functools.cached_property` works in a record.
    """
    methods = _METHODS | (_BY_VALUE if eq else {}) | (_ORDER if order else {})
    methods |= _FROZEN if frozen else {"__hash__": None} if eq else {}
    return _record(cls, methods) if cls else lambda given: _record(given, methods)


def _record(cls: type[T], methods: dict[str, Any]) -> type[T]:
    body = {name: value for name, value in cls.__dict__.items() if name not in ("__dict__", "__weakref__")}
    if "__init__" in body:
        raise TypeError(f"{cls.__name__} has an __init__ of its own: a record has __post_init__, or is a plain class")
    own = tuple(body.get("__annotations__", ()))
    fields: dict[str, _FieldOptions] = {**getattr(cls, "__record_fields__", {})}
    for name in own:
        given = body.pop(name, ...)
        fields[name] = given if isinstance(given, _FieldOptions) else _FieldOptions(given)
    compared = [name for name, options in fields.items() if options.compare]
    lazy = any(isinstance(value, cached_property) for value in body.values())
    made: Any = type(
        cls.__name__,
        cls.__bases__,
        {
            **methods,
            **body,
            "__record_fields__": fields,
            "__match_args__": tuple(name for name, options in fields.items() if options.init),
            "__slots__": (*own, "__dict__") if lazy else own,
            "__record_key__": attrgetter(*compared) if compared else type,
        },
    )
    made.__init__ = _first_init(made, fields)
    return made  # type: ignore[no-any-return]


def _first_init(cls: Any, fields: dict[str, _FieldOptions]) -> Any:
    """Compile the constructor when the first record is made; most processes make a third of the kinds there are."""

    def first(self: Any, *given: Any, **named: Any) -> None:
        cls.__init__ = _init(cls, fields)
        cls.__init__(self, *given, **named)

    return first


def _init(cls: type, fields: dict[str, _FieldOptions]) -> Any:
    """Compile the constructor: every argument goes into its slot."""
    known: dict[str, Any] = {"MISSING": _MISSING}
    arguments, body = [], []
    frozen = cls.__setattr__ is _refuse
    for name, options in fields.items():
        known |= {f"set_{name}": getattr(cls, name).__set__, f"given_{name}": options.factory or options.default}
        if options.factory:
            default, value = "MISSING", f"given_{name}() if {name} is MISSING else {name}"
        else:
            default, value = ("" if options.default is ... else f"given_{name}"), name
        if options.init:
            arguments.append(f"{name}={default}" if default else name)
        elif default:
            value = f"given_{name}{'()' if options.factory else ''}"
        if options.init or default:
            body.append(f"set_{name}(self, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    source = f"def __init__(self, {', '.join(arguments)}):\n " + ("\n ".join(body) or "pass")
    exec(source, known)  # noqa: S102  # nothing but the names of our own fields
    known["__init__"].__qualname__ = f"{cls.__qualname__}.__init__"
    return known["__init__"]


_MISSING = object()
"""Stands for an argument that was left out, where the default is made anew for every record."""


# Functions on records


def replace(given: T, /, **changes: Any) -> T:
    """Copy a record with other values in some fields; raises `TypeError` for a field that it does not have."""
    values: dict[str, Any] = {name: getattr(given, name) for name in field_names(type(given))}
    return type(given)(**{**values, **changes})


def asdict(given: object, /) -> dict[str, Any]:
    """The values of a record by the names of their fields; unlike that of `dataclasses`, it leaves them as they are."""
    return {name: getattr(given, name) for name in field_names(type(given))}


def field_names(cls: type, /, *, required: bool = False) -> tuple[str, ...]:
    """The fields that the constructor of a record takes, in its order; with `required` only those without a default."""
    names: tuple[str, ...] = cls.__match_args__  # type: ignore[attr-defined]
    if not required:
        return names
    options: dict[str, _FieldOptions] = cls.__record_fields__  # type: ignore[attr-defined]
    return tuple(name for name in names if options[name].default is ... and options[name].factory is None)


# Methods shared by all records


def _repr(self: Any) -> str:
    shown = [f"{name}={getattr(self, name)!r}" for name, options in self.__record_fields__.items() if options.repr]
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _eq(self: Any, other: Any) -> bool:
    return self.__record_key__(self) == self.__record_key__(other) if type(self) is type(other) else NotImplemented


def _hash(self: Any) -> int:
    return hash(self.__record_key__(self))


def _lt(self: Any, other: Any) -> bool:
    return self.__record_key__(self) < self.__record_key__(other) if type(self) is type(other) else NotImplemented


def _le(self: Any, other: Any) -> bool:
    return self.__record_key__(self) <= self.__record_key__(other) if type(self) is type(other) else NotImplemented


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

        body: dict[str, Any] = {"__annotations__": owner.__annotations__, "__module__": owner.__module__}
        for name, options in owner.__record_fields__.items():
            default = MISSING if options.default is ... else options.default
            flags: Any = {"default_factory": options.factory} if options.factory else {"default": default}
            body[name] = field(**flags, repr=options.repr, compare=options.compare, init=options.init)
        found: dict[str, Any] = dataclass(type(owner.__name__, (), body)).__dataclass_fields__  # type: ignore[attr-defined]
        return found


class _Signature:
    """The parameters of the constructor, as `inspect` and consoles show them, made when they are asked for."""

    def __get__(self, instance: object, owner: Any) -> Any:
        from inspect import Signature, signature

        _, *parameters = signature(_init(owner, owner.__record_fields__)).parameters.values()
        return Signature(parameters)


_METHODS = {
    "__signature__": _Signature(),
    "__repr__": _repr,
    "__reduce__": _reduce,
    "__dataclass_fields__": _DataclassFields(),
}
_BY_VALUE = {"__eq__": _eq, "__hash__": _hash}
_ORDER = {"__lt__": _lt, "__le__": _le}  # Python turns them round for > and >=
_FROZEN = {"__setattr__": _refuse, "__delattr__": _refuse}
