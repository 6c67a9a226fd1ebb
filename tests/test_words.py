"""One name, one thing: class names are unique in the house, and the glossary has the words that people meet."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

from cdiff.core.model import EVENT_KINDS, TALLIED, WORDED, ChangeKind
from tests.support import ROOT

PACKAGE = ROOT / "cdiff"
GLOSSARY = ROOT / "docs" / "glossary.md"


@cache
def classes() -> dict[str, list[str]]:
    """Give the files that define a class, by its name without a leading underscore."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                found[node.name.strip("_")].append(path.relative_to(PACKAGE).as_posix())
    return found


def test_no_two_classes_share_a_name() -> None:
    shared = {name: files for name, files in classes().items() if len(files) > 1}
    assert shared == {"Comparison": ["core/model.py", "library.py"]}  # the library's is the core's, which writes itself


def test_the_words_of_the_glossary_are_the_words_of_the_model() -> None:
    """What the core and the features hand to people has the name that the glossary explains."""
    text = GLOSSARY.read_text(encoding="utf-8").casefold()
    words = "Source Version Clause Change Lineage Event Biography Provenance Bracket Choice Option Finding".split()
    words += ["Profile", "Term", "Audit"]
    known = set(classes())
    assert [word for word in words if word not in known] == []
    assert [word for word in words if word.casefold() not in text] == []


OLD = {"likeness": "similarity", "hand": "author", "sin": "issue kind", "lapse": "issue", "look": "display options"}
"""Words that had two meanings, or a twin, each with the one that is left."""


def test_no_class_is_called_by_a_word_that_was_given_up() -> None:
    assert [name for name in classes() if name.casefold() in OLD] == []


def test_what_happened_to_a_clause_is_called_as_the_kinds_of_a_change() -> None:
    """Between two versions and through all of them, in words and in clauses, one event has one name."""
    flags = {"moved", "renumbered"}
    assert set(EVENT_KINDS) == {*get_args(ChangeKind), *flags, "returned"}
    assert set(TALLIED) == {*get_args(ChangeKind), *flags}
    assert set(WORDED) <= set(TALLIED)


def given_up() -> list[str]:
    """List the words on the left of the glossary's table; one with brackets behind it has another sense that stays."""
    table = GLOSSARY.read_text(encoding="utf-8").partition("| not | but |")[2].partition("\n\n")[0]
    left = [line.split("|")[1] for line in table.strip().split("\n")[1:]]
    return [word.strip() for cell in left for word in cell.split(",") if "(" not in word]


def messages(path: Path) -> Iterator[str]:
    """Yield the texts of a module that may be printed: its strings, without docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            yield node.value


def read_by_people() -> Iterator[tuple[str, str]]:
    """Yield all that people may read, each with its file: messages, templates, pages, schemas."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield from ((path.name, text) for text in messages(path))
    pages = [*PACKAGE.rglob("*.j2"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "docs").rglob("*.json")]
    for path in sorted([*pages, ROOT / "README.md"]):
        text = path.read_text(encoding="utf-8")
        yield path.name, text.replace(text.partition("| not | but |")[2].partition("\n\n")[0], "")


def test_a_word_that_was_given_up_is_not_printed() -> None:
    """`edited` is given up as the name of a kind alone: a file is edited, as in any other text."""
    assert len(given_up()) > 10
    wrong = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in given_up()), re.IGNORECASE)
    found = [(name, match[0]) for name, text in read_by_people() if (match := wrong.search(text))]
    assert found == []
    assert [name for name, text in read_by_people() if text in ("edit", "edited")] == []
