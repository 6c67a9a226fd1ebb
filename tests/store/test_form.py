"""The stored form: what a line says by its print, what needs a comment, and what a damaged file is told.

That every version comes back as it was written is a contract (`tests/test_contracts.py`).
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cdiff import pipeline
from cdiff.core.errors import CdiffError, StoredFormError
from cdiff.core.model import Clause, Document, Version
from cdiff.pipeline import Added
from cdiff.store import Store, form

Adding = Callable[..., Added]

LINES = [
    (("title", "", "A draft"), "# A draft"),
    (("section", "", "PREAMBLE"), "## PREAMBLE"),
    (("objective", "OBJECTIVE 5:", "Enhance ways"), "### OBJECTIVE 5: Enhance ways"),
    (("subheading", "", "Means"), "#### Means"),
    (("chapter", "CHAPTER II:", "Rights"), "## CHAPTER II: Rights <!-- chapter 11 -->"),
    (("paragraph", "21.", "States agree."), "21. States agree."),
    (("paragraph", "3.2.1", "States agree."), "3.2.1 States agree."),
    (("paragraph", "5 bis.", "States agree."), "5 bis. States agree."),
    (("action", "(a)", "Report"), "(a) Report"),
    (("roman", "(ii)", "Meet"), "(ii) Meet <!-- roman -->"),
    (("text", "", "They agree."), "They agree."),
    (("stem", "", "They agree:"), "They agree: <!-- stem -->"),
    (("text", "", "1. is what they say"), "1. is what they say <!-- text 0 -->"),
    (("paragraph", "2018", "was a year"), "2018 was a year <!-- paragraph 4 -->"),
    (("footnote", "[^1]", "A convention"), "[^1]: A convention"),
    (("text", "", "*not* _bold_ <b> & &amp; `x` ~y~ $z$"), r"\*not\* \_bold\_ \<b> & \&amp; \`x\` \~y\~ \$z\$"),
    (("text", "", "- no list"), r"\- no list"),
    (("text", "", "# no heading"), r"\# no heading"),
    (("text", "", "a mark[^1]: here"), r"a mark[^1\]: here"),
    (("text", "", ""), "<!-- text -->"),
]


@pytest.mark.parametrize(("given", "line"), LINES, ids=[line for _, line in LINES])
def test_a_clause_is_a_line_and_comes_back(given: tuple[str, str, str], line: str) -> None:
    kind, label, text = given
    assert form.write_clause(Clause("", kind, label, text)) == line
    head = '---\nlabel: "x"\nprofile: "plain"\nformat: 1\n---\n\n'
    read = form.read(f"{head}{line}\n", "x.md").document.clauses
    assert [(clause.kind, clause.label, clause.text) for clause in read] == [given]


def test_the_lines_of_the_source_are_kept() -> None:
    one, two = Clause("1", "paragraph", "1.", "One.", line=3), Clause("2", "paragraph", "2.", "Two.", line=7)
    document = Document((one, two))
    text = form.write(Version("x", document))
    assert text.endswith("1. One.\n\n2. Two.\n\n<!-- lines 3 7 -->\n")
    assert [clause.line for clause in form.read(text, "x.md").document] == [3, 7]
    assert form.places(text) == [text.split("\n").index(line) + 1 for line in ("1. One.", "2. Two.")]
    shorter = text.replace("<!-- lines 3 7 -->", "<!-- lines 3 -->")
    assert [clause.line for clause in form.read(shorter, "x.md").document] == [0, 0]


def test_only_what_is_known_is_in_the_head() -> None:
    version = Version("x", Document(()), title='A "draft"\u2028', date="2018-01-01", changes=3)
    head = form.write(version).split("---\n")[1].splitlines()
    assert head[:3] == ['label: "x"', 'title: "A \\"draft\\"\\u2028"', 'date: "2018-01-01"']
    assert head[-1] == "changes: 3"
    assert form.read(form.write(version), "x.md") == version


DAMAGES: dict[str, tuple[Callable[[str], str], str]] = {
    "no front matter": (lambda text: text.replace("---\n", "", 1), "no front matter"),
    "an open front matter": (lambda text: text.replace("\n---\n", "\n", 1), "no front matter"),
    "a line that is none": (
        lambda text: text.replace('label: "draft1"', 'label: "draft1"\nnonsense'),
        "line 3: expected key",
    ),
    "a value that is none": (lambda text: text.replace('profile: "plain"', "profile: plain"), "expected key"),
    "another type": (lambda text: text.replace('profile: "plain"', "profile: 3"), "profile is no str"),
    "a later format": (
        lambda text: text.replace("format: 1", f"format: {form.FORMAT + 1}"),
        f"format {form.FORMAT + 1} is not known here",
    ),
    "no format": (lambda text: text.replace("format: 1\n", ""), "format 0"),
    "another label": (lambda text: text.replace('"draft1"', '"draft9"'), "its front matter says label 'draft9'"),
    "an unknown kind": (lambda text: text + "\nText <!-- stanza -->\n", "unknown kind 'stanza'"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_file_is_an_error_with_its_place(store: Store, add: Adding, name: str) -> None:
    damage, message = DAMAGES[name]
    add()
    path = store.path("draft1")
    path.write_text(damage(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(StoredFormError, match=message) as caught:
        store.load("draft1")
    assert "draft1.md" in str(caught.value)


def test_a_file_that_is_no_utf_8(store: Store, add: Adding) -> None:
    add()
    path = store.path("draft1")
    path.write_bytes(path.read_bytes() + b"\xff")
    with pytest.raises(StoredFormError, match="is not UTF-8"):
        store.load("draft1")


def test_a_stored_file_that_is_no_utf_8_by_its_path(store: Store, add: Adding) -> None:
    add()
    path = store.path("draft1")
    path.write_bytes(path.read_bytes() + b"\xff")
    with pytest.raises(CdiffError, match=r"(?i)utf-8"):
        pipeline.load(str(path), store)


def test_an_unknown_key_of_a_later_cdiff_is_no_error(store: Store, add: Adding) -> None:
    added = add()
    path = store.path("draft1")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("format: 1", 'format: 1\nmood: "hopeful"'), encoding="utf-8")
    assert store.load("draft1") == added.version


@pytest.mark.parametrize(
    "line",
    ["1. Text", "## Head", "## Head <!-- stem -->", "Text <!-- text 0 -->", "[^1]: Note", "<!-- lines 1 -->", "---"],
)
def test_spaces_that_an_editor_left_at_the_end_of_a_line_do_not_count(line: str) -> None:
    text = f'---\nlabel: "a"\nprofile: "plain"\nformat: 1\n---\n\n{line}\n'
    damaged = text.replace(f"\n{line}\n", f"\n{line}   \n")
    assert damaged != text
    version = form.read(damaged, "a")
    assert version == form.read(text, "a")
    assert form.places(damaged) == form.places(text)
    assert form.read(form.write(version), "a") == version
