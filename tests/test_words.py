"""One name, one thing: class names are unique in the house, and the glossary has the words that people meet."""

from __future__ import annotations

import ast
from collections import defaultdict
from functools import cache

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
