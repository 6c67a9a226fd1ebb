"""The library: `import cdiff` offers what the design says, whatever was imported first."""

from __future__ import annotations

from pathlib import Path

import pytest

import cdiff
from tests.support import parsed, process

OFFERED = (
    *("read", "parse", "compare", "align", "lineages", "provenance", "Store", "Document", "Clause", "Comparison"),
    *("Change", "Edit", "Lineage", "Link"),
)
OLD = "A draft\n\n1. The States report.\n\n2. They meet.\n"
NEW = "A draft\n\n1. The States shall report.\n"


@pytest.mark.parametrize("name", OFFERED)
def test_the_library_offers(name: str) -> None:
    assert callable(getattr(cdiff, name))
    assert name in cdiff.__all__


def test_what_it_does_not_offer_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'diff'"):
        _ = cdiff.diff


def test_the_story_of_its_docstring(tmp_path: Path) -> None:
    for name, text in (("old.txt", OLD), ("new.txt", NEW)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    old = cdiff.parse(cdiff.read(tmp_path / "old.txt"), profile="plain")
    new = cdiff.parse(cdiff.read(tmp_path / "new.txt"), profile="plain")
    found = [
        (change.kind, [clause.citation for clause in change.old], [clause.citation for clause in change.new])
        for change in cdiff.compare(old, new)
    ]
    assert found == [
        ("unchanged", ["title"], ["title"]),
        ("modified", ["1"], ["1"]),
        ("deleted", ["2"], []),
    ]


def test_aligning_two_lists_of_texts() -> None:
    old = ["We promote the rights of all migrants", "We review the progress made"]
    new = ["We review the progress made", "A new thing", "We promote the human rights of all migrants"]
    links = cdiff.align(old, new)
    assert sorted((link.old, link.new) for link in links) == [((0,), (2,)), ((1,), (0,))]
    assert {link.old: link.similarity == 1 for link in links} == {(0,): False, (1,): True}
    assert cdiff.align([], []) == ()
    assert cdiff.align(old, []) == ()


def test_lineages_and_provenance_of_documents() -> None:
    texts = (OLD, NEW, OLD)
    drafts = [parsed(text) for text in texts]
    rows = {row.id: [event.kind for cell in row.cells for event in cell.events] for row in cdiff.lineages(drafts)}
    assert rows == {
        "1/title": ["unchanged", "unchanged"],
        "1/1": ["edited", "edited"],
        "1/2": ["dropped", "returned"],
    }
    found = cdiff.provenance(drafts[:2])
    assert {word.text.strip() for _, words in found for word in words if word.entered == "2"} == {"shall"}
    assert list(cdiff.lineages([])) == []
    with pytest.raises(ValueError, match="one version or more"):
        cdiff.provenance([])


FIRST = (
    "",
    "import cdiff.parsing.lines\n",
    "import cdiff.comparing.words\n",
    "import cdiff.reading.text\n",
    "import cdiff.cli\n",
)


@pytest.mark.parametrize("first", FIRST)
def test_names_are_functions_whatever_was_imported_first(tmp_path: Path, first: str) -> None:
    """`cdiff.parse` is a room of the house and a function: which one it is must not depend on the imports."""
    (tmp_path / "old.txt").write_text(OLD, encoding="utf-8")
    code = first + (
        "import cdiff\nold = cdiff.parse(cdiff.read('old.txt'), profile='plain')\n"
        "print(cdiff.compare(old, old).differs, len(cdiff.align(['a b'], ['a b'])))\n"
        "import cdiff.parsing.lines, cdiff.comparing.words, cdiff.reading.text\n"
        "print(len(cdiff.parse(cdiff.read('old.txt'), profile='plain')), cdiff.compare(old, old).differs)\n"
    )
    ran = process(cwd=tmp_path, code=code)
    assert (ran.exit, ran.stdout, ran.stderr) == (0, "False 1\n3 False\n", "")


def test_importing_the_library_costs_next_to_nothing(tmp_path: Path) -> None:
    code = "import sys\nimport cdiff\nprint(sorted(name for name in sys.modules if name.startswith('cdiff.')))\n"
    assert process(cwd=tmp_path, code=code).stdout == "[]\n"
