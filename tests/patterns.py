"""All regular expressions of the house, and the strings on which each would take the square of their length.

The list is made from the modules: every call of `re` that stands in `cdiff` is found in the source, and the pattern
that it was given is known because the call was seen while all modules were imported and the makers in `MAKERS` were
called, or because the expression can be computed from the names of its module. A call of which neither holds is an
error: whoever writes it says in `MAKERS` or `LOCALS` how it comes about.

The strings are made from each pattern: what one of its repeats takes, many times, behind what leads there, and before
a sign that nothing takes; and the same with what leads there repeated too. A pattern whose work grows with the length
is done with such a string within milliseconds; one that starts anew at every place would need seconds. It is stopped
after a third of one, of the processor: a hundred times what is needed.

Run as a program (`python -m tests.patterns`) it prints the patterns that are not linear, and how many it tried.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import cdiff

PACKAGE = Path(cdiff.__file__).parent
LENGTH = 20_000
"""Characters of a string: one that takes the square of it takes 10^8 steps and more, which are seconds."""
PATIENCE = 0.3
"""Seconds of the processor for a pattern and a string."""
FUNCTIONS = ("match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer")
SEARCHING = ("search", "sub", "subn", "split", "findall", "finditer")


def _for_brackets() -> None:
    from cdiff.features.brackets import asides, heads, status
    from cdiff.features.brackets.conventions import built_in

    known = built_in()
    asides._note_head(known.note)
    status._patterns(known.status)
    for bracketed in (True, False):
        heads._labels(known.option, bracketed=bracketed)


def _for_numbers() -> None:
    from cdiff.core import numbering

    numbering._pattern()
    numbering._worded_patterns()


def _for_profiles() -> None:
    from cdiff.parsing import parse
    from cdiff.parsing.profile import BUILT_IN
    from cdiff.reading import read_bytes

    title = "GLOBAL COMPACT FOR SAFE, ORDERLY AND REGULAR MIGRATION\n\n"
    text = f"{title}{title}We, the Heads of State, met.\n\nObjective 1: Collect data\n\n1. We decide.\n"
    for profile in (*BUILT_IN, "auto"):
        parse(read_bytes(text.encode(), "a.txt"), profile)


def _for_the_rest() -> None:
    from cdiff.comparing import words
    from cdiff.reading.pdf.furniture import known_furniture
    from cdiff.weighing import lexicon

    words._for_all_scripts()
    known_furniture()
    lexicon.lexicon()


MAKERS: tuple[Callable[[], None], ...] = (_for_brackets, _for_numbers, _for_profiles, _for_the_rest)
"""What makes patterns that no import makes."""
LOCALS: dict[str, dict[str, Any]] = {
    "comparing/routine.py": {"old": "the committee"},
    "core/evidence.py": {"words": "a word", "before": r"(?<!\w)", "after": r"(?!\w)"},
    "features/brackets/status.py": {"word": "agreed ad ref"},
    "features/check/places.py": {"words": "a word", "signs": [*"aa"]},
    "features/check/structure.py": {"any_number": "1|10|a"},
    "features/check/terms.py": {
        "term": "aa",
        "stem": "aa",
        "ending": "(?:s|es)?",
        "each": SimpleNamespace(term="aa"),
    },
    "parsing/quotes.py": {"closing": "”"},
    "reading/html/text.py": {"own": "1"},
    "reading/paged.py": {"raised": "¹", "glued": r"(?:[^\W\d_]{2}|[.,;:)”’])1(?![\w/])"},
}
"""By module: examples of the local names that stand in its patterns."""


METHODS = {
    "comparing/words.py": {"findall"},
    "core/numbering.py": {"match"},
    "features/brackets/asides.py": {"match"},
    "features/brackets/heads.py": {"match"},
    "features/brackets/positions.py": {"match", "fullmatch"},
    "reading/paged.py": {"fullmatch"},
    "reading/pdf/furniture.py": {"fullmatch"},
}
"""By module: what is called with those of its patterns that bear no name, where that is less than what is called with
anything there."""


@dataclass
class Pattern:
    """A pattern of the house."""

    pattern: str | bytes
    flags: int
    sites: set[str] = field(default_factory=set)
    """`reading/text.py:134`."""
    methods: set[str] = field(default_factory=set)
    """What is called with it: `match`, `fullmatch`, `search`."""


class UnknownPatternError(Exception):
    """A call whose pattern is not known."""


def house() -> list[Pattern]:
    """List every pattern of the house; raises `UnknownPatternError` for a call that is not known."""
    seen = _seen()
    used = _used()
    found: dict[tuple[str | bytes, int], Pattern] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        for call in _calls(ast.parse(path.read_text(encoding="utf-8"))):
            lines = range(call.lineno, (call.end_lineno or call.lineno) + 1)
            given = {each for line in lines for each in seen.get((name, line), ())}
            for pattern, flags in given or computed(name, call):
                one = found.setdefault((pattern, flags), Pattern(pattern, flags))
                one.sites.add(f"{name}:{call.lineno}")
                one.methods |= _methods(call, name, used)
    return list(found.values())


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Find the calls of `re`; what is handed on (`map(re.compile, …)`) gets its patterns from elsewhere."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _function(node) in ("compile", *FUNCTIONS):
            yield node


def _function(call: ast.Call) -> str:
    """Name the function of `re` that is called; empty for any other."""
    name = call.func
    is_ours = isinstance(name, ast.Attribute) and isinstance(name.value, ast.Name) and name.value.id == "re"
    return name.attr if is_ours and isinstance(name, ast.Attribute) else ""


# What the patterns are


def _seen() -> dict[tuple[str, int], set[tuple[str | bytes, int]]]:
    """Import every module, call the makers, and give the patterns that each line handed to `re`."""
    found: dict[tuple[str, int], set[tuple[str | bytes, int]]] = {}
    module: Any = re
    compiled = module._compile

    def recording(pattern: Any, flags: Any) -> Any:
        frame = sys._getframe(1)
        while frame.f_back and frame.f_code.co_filename == re.__file__:
            frame = frame.f_back
        path = Path(frame.f_code.co_filename)
        made = compiled(pattern, flags)
        if path.is_relative_to(PACKAGE):
            place = (path.relative_to(PACKAGE).as_posix(), frame.f_lineno)
            found.setdefault(place, set()).add((made.pattern, made.flags & ~int(re.UNICODE)))
        return made

    module._compile = recording
    try:
        for each in pkgutil.walk_packages([str(PACKAGE)], "cdiff."):
            if not each.name.endswith("__main__"):
                importlib.import_module(each.name)
        for make in MAKERS:
            make()
    finally:
        module._compile = compiled
    return found


def computed(name: str, call: ast.Call) -> set[tuple[str | bytes, int]]:
    """Compute the pattern of a call from the names of its module, and from `LOCALS`."""
    module = ".".join(("cdiff", *Path(name).with_suffix("").parts)).removesuffix(".__init__")
    names = {**vars(importlib.import_module(module)), **LOCALS.get(name, {})}
    flags = next((each.value for each in call.keywords if each.arg == "flags"), None)
    at = {"compile": 1, "sub": 4, "subn": 4, "split": 3}.get(_function(call), 2)
    flags = call.args[at] if flags is None and len(call.args) > at else flags
    try:
        pattern, given = (_value(each, names) if each else 0 for each in (call.args[0], flags))
    except (NameError, AttributeError) as error:
        raise UnknownPatternError(f"{name}:{call.lineno}: {error}; say in LOCALS or MAKERS how it is made") from None
    made: Any = re.compile(pattern, given)
    return {(made.pattern, made.flags & ~int(re.UNICODE))}


def _value(node: ast.expr, names: dict[str, Any]) -> Any:
    return eval(compile(ast.Expression(node), "a pattern", "eval"), names)


# What is called with them


def _used() -> dict[tuple[str, str], set[str]]:
    """Give the methods that are called in a module: with each name of a pattern, and with anything else ("")."""
    found: dict[tuple[str, str], set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        module = path.relative_to(PACKAGE).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    found.setdefault(("imports", alias.name), set()).add(module)
            if isinstance(node, ast.Attribute) and node.attr in FUNCTIONS:
                of = node.value
                if isinstance(of, ast.Attribute) and of.attr.isupper():
                    found.setdefault(("", of.attr), set()).add(node.attr)
                elif not (isinstance(of, ast.Name) and of.id == "re"):
                    name = of.id if isinstance(of, ast.Name) and of.id.isupper() else ""
                    found.setdefault((module, name), set()).add(node.attr)
    return found


def _methods(call: ast.Call, module: str, used: dict[tuple[str, str], set[str]]) -> set[str]:
    """Say how a pattern is used: by what is called, by the name that it bears, or as anything in its module may be."""
    called = _function(call)
    if called != "compile":
        return {"search" if called in SEARCHING else called}
    name = _NAMES.get((module, call.lineno), "")
    places = [(each, name) for each in (module, "", *used.get(("imports", name), ()))] if name else []
    methods = (
        {each for place in places for each in used.get(place, ())}
        or METHODS.get(module)
        or used.get((module, ""), set(FUNCTIONS))
    )
    return {"search" if each in SEARCHING else each for each in methods}


def _named() -> dict[tuple[str, int], str]:
    """Give the names of the patterns that a module names itself: `_NUMBER = re.compile(…)`."""
    return {
        (path.relative_to(PACKAGE).as_posix(), node.value.lineno): node.targets[0].id
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and isinstance(node.targets[0], ast.Name)
    }


_NAMES = _named()


# Strings to attack them with

_parser: Any = importlib.import_module("re._parser")
_SIGNS = ("a", "A", "1", " ", ".", "-", "(", "[", '"', ",", "é", "\n", "–", ")", "<", "/", "_", "\x01")
_CLASSES = {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "a", "CATEGORY_NOT_SPACE": "a"}
_MANY = 3
"""Alternatives and members of a class of which each is tried."""


def attacks(pattern: str | bytes, flags: int) -> Iterator[str | bytes]:
    """Make the strings on which a pattern takes more than linear time, if it does on any."""
    pairs = sorted({*_repeats(_parser.parse(pattern, flags), "")})
    for lead, unit in pairs:
        for begin, many in ((lead, unit), ("", lead + unit), ("", lead)):
            if many:
                text = begin + many * (LENGTH // len(many)) + "\x01"
                yield text.encode("utf-8") if isinstance(pattern, bytes) else text


def _repeats(parts: Any, lead: str) -> Iterator[tuple[str, str]]:
    """Give what leads to each repeat without a near end, and what it may repeat."""
    for name, value in ((str(code), value) for code, value in parts):
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            if value[1] > 9:
                yield from ((lead, unit) for unit in _units(value[2]))
            yield from _repeats(value[2], lead)
        elif name == "SUBPATTERN":
            yield from _repeats(value[3], lead)
        elif name == "BRANCH":
            for branch in value[1]:
                yield from _repeats(branch, lead)
        elif name in ("ASSERT", "ASSERT_NOT"):
            yield from _repeats(value[1], lead)
        elif name == "ATOMIC_GROUP":
            yield from _repeats(value, lead)
        lead += _example(name, value)


def _example(name: str, value: Any, which: int = 0) -> str:
    """Give a text that a part of a pattern takes, the shortest that is not empty."""
    if name == "LITERAL":
        return chr(value)
    if name == "NOT_LITERAL":
        return next(sign for sign in _SIGNS if sign != chr(value))
    if name == "ANY":
        return "a"
    if name == "IN":
        members = _members(value)
        return members[which % len(members)]
    if name == "BRANCH":
        return _text(value[1][which % len(value[1])])
    if name == "SUBPATTERN":
        return _text(value[3])
    if name == "ATOMIC_GROUP":
        return _text(value)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _text(value[2]) * int(value[0])
    return ""


def _text(parts: Any) -> str:
    return "".join(_example(str(code), value) for code, value in parts)


def _members(value: Any) -> list[str]:
    """List some signs of a class: its own, or of one that excludes, those that it lets through."""
    named = [(str(code), inner) for code, inner in value]
    if named[0][0] == "NEGATE":
        shut = re.compile("[" + "".join(_written(code, inner) for code, inner in named[1:]) + "]")
        return [sign for sign in _SIGNS if not shut.fullmatch(sign)] or ["\x02"]
    found = [
        chr(inner) if code == "LITERAL" else chr(inner[0]) if code == "RANGE" else _CLASSES.get(str(inner), ".")
        for code, inner in named
    ]
    return found[:_MANY]


def _written(code: str, value: Any) -> str:
    if code == "CATEGORY":
        sign = {"DIGIT": "d", "SPACE": "s", "WORD": "w"}[str(value).rpartition("_")[2]]
        return "\\" + (sign.upper() if "NOT" in str(value) else sign)
    return "-".join(re.escape(chr(each)) for each in ((value,) if code == "LITERAL" else value))


def _units(parts: Any) -> set[str]:
    """List what one round of a repeat may take: its classes and alternatives each in their turn."""
    found = {_text(parts)}
    for at, (code, value) in enumerate(parts):
        name = str(code)
        before, after = _text(parts[:at]), _text(parts[at + 1 :])
        if name in ("IN", "BRANCH"):
            count = len(value[1]) if name == "BRANCH" else len(_members(value))
            found |= {before + _example(name, value, which) + after for which in range(min(count, _MANY))}
        if name == "BRANCH":
            found |= {before + unit + after for branch in value[1][:_MANY] for unit in _units(branch)}
        if name == "SUBPATTERN":
            found |= {before + unit + after for unit in _units(value[3])}
        if name in ("MAX_REPEAT", "MIN_REPEAT"):
            found |= {before + unit + after for unit in _units(value[2])}
    return found - {""}


# Trying them


class _SlowError(Exception):
    """A pattern was stopped."""


def _stop(*_: object) -> None:
    raise _SlowError


def slow(one: Pattern) -> tuple[int, list[str]]:
    """Try a pattern on its strings: how many there were, and on which it was stopped, one for each method."""
    made: Any = re.compile(one.pattern, one.flags)
    tried = 0
    found: dict[str, str] = {}
    signal.signal(signal.SIGPROF, _stop)
    for text in attacks(one.pattern, one.flags):
        for method in sorted(one.methods - {*found}):
            tried += 1
            try:
                signal.setitimer(signal.ITIMER_PROF, PATIENCE)
                for _ in made.finditer(text) if method == "search" else (getattr(made, method)(text),):
                    pass
                signal.setitimer(signal.ITIMER_PROF, 0)
            except _SlowError:
                found[method] = f"{method} on {text[:24]!r}… ({', '.join(sorted(one.sites))}: {one.pattern[:100]!r})"
    return tried, [*found.values()]


if __name__ == "__main__":
    patterns = house()
    counts = [slow(each) for each in patterns]
    print("\n".join(told for _, each in counts for told in each))
    print(f"{len(patterns)} patterns, {sum(tried for tried, _ in counts)} strings", file=sys.stderr)
