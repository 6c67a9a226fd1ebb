"""How the words of a version are known: stored, kept, checked, and read from a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cdiff import pipeline
from cdiff.core.errors import StoredFormError, VersionError
from cdiff.core.model import Evidence, Statement
from cdiff.pipeline import Added
from cdiff.store import Store, form
from cdiff.store.evidence import KnownFile, read_evidence
from tests.support import run

Adding = Callable[..., Added]

FILE = """
words = "carried"
[[attested]]
clause = "1"
words = "the Charter"
source = "a statement"
[[documented]]
clause = "2"
[[statement]]
text = "The report was discussed."
source = "a letter"
"""
KNOWN = KnownFile(
    "carried",
    (Evidence("documented", "2"), Evidence("attested", "1", "the Charter", source="a statement")),
    (Statement("The report was discussed.", "a letter"),),
)


def test_the_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "known.toml").write_text(FILE, encoding="utf-8")
    assert read_evidence(str(tmp_path / "known.toml")) == KNOWN


def test_it_is_stored_as_comments_with_the_text(store: Store, add: Adding) -> None:
    added = add(known=KNOWN)
    lines = store.path("draft1").read_text(encoding="utf-8").split("\n")
    assert 'words: "carried"' in lines
    assert "format: 3" in lines
    assert lines[-4:] == [
        '<!-- documented {"clause": "2"} -->',
        '<!-- attested {"clause": "1", "words": "the Charter", "source": "a statement"} -->',
        '<!-- statement {"text": "The report was discussed.", "source": "a letter"} -->',
        "",
    ]
    assert store.load("draft1") == added.version
    assert len(form.places("\n".join(lines))) == len(added.version.document)


def test_a_version_without_it_is_stored_as_before(store: Store, add: Adding) -> None:
    add()
    text = store.path("draft1").read_text(encoding="utf-8")
    assert "format: 1" in text
    assert "words" not in text
    assert store.load("draft1").is_known


@pytest.mark.parametrize(
    ("status", "known"), [("official", True), ("", True), ("leaked", True), ("reconstruction", False)]
)
def test_without_it_the_status_says_how_words_are_known(add: Adding, status: str, known: bool) -> None:
    assert add(meta={"status": status}).version.is_known == known


def test_it_stays_when_the_same_file_is_read_again(store: Store, add: Adding) -> None:
    first = add(known=KNOWN).version
    assert add(replace_it=True).version.evidence == first.evidence
    assert add(replace_it=True, known=KnownFile()).version.evidence == ()


def test_it_goes_with_another_file(store: Store, add: Adding) -> None:
    add(known=KNOWN)
    assert add(text="A draft of rules\n\n1. The official text.\n", replace_it=True).version.is_known


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        (Evidence("attested", "1", "the Treaty"), "1: the attested words 'the Treaty' are not there"),
        (Evidence("attested", "1", "the Chart"), "1: the attested words 'the Chart' are not there"),
        (Evidence("documented", "9", "the"), "documented words are said to stand in 9, which is no clause of draft1"),
        (Evidence("documented", "1", "e"), "the documented words 'e' are not there"),
    ],
)
def test_words_that_are_not_in_the_text_are_refused(store: Store, add: Adding, wrong: Evidence, complaint: str) -> None:
    with pytest.raises(VersionError) as caught:
        add(known=KnownFile("carried", (wrong,)))
    assert complaint in str(caught.value)
    assert store.labels() == []


def test_of_words_that_occur_twice_one_is_meant(add: Adding) -> None:
    twice = "A draft of rules\n\n1. The States, the peoples and the Charter.\n"
    with pytest.raises(VersionError, match="occur 2 times; nth says which"):
        add(text=twice, known=KnownFile("carried", (Evidence("attested", "1", "the"),)))
    assert add(text=twice, known=KnownFile("carried", (Evidence("attested", "1", "the", 2),))).version.evidence


def test_verify_names_words_that_left_the_text(store: Store, add: Adding) -> None:
    add(known=KNOWN)
    path = store.path("draft1")
    path.write_text(path.read_text(encoding="utf-8").replace('"the Charter"', '"the Treaty"'), encoding="utf-8")
    assert [c for c in pipeline.verify(store)[0].complaints if "'the Treaty' are not there" in c]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ('<!-- attested {"clause": 3} -->', "clause is no str: 3"),
        ('<!-- attested {"words": "the"} -->', "'clause' is missing"),
        ('<!-- attested {"clause": "1", "page": "3"} -->', "unknown field 'page'"),
        ('<!-- attested {"clause": "1", "nth": true} -->', "nth is no int: True"),
        ("<!-- statement {text} -->", 'what is known is written {"clause": …}'),
        ("<!-- statement {} -->", "'text' is missing"),
    ],
)
def test_a_damaged_line_is_an_error_with_its_place(store: Store, add: Adding, line: str, complaint: str) -> None:
    add()
    path = store.path("draft1")
    text = path.read_text(encoding="utf-8") + line + "\n"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StoredFormError) as caught:
        store.load("draft1")
    assert complaint in str(caught.value)
    assert f"line {len(text.splitlines())}" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("words = 3", "words must be one of attested, documented, carried, not 3"),
        ("[[atested]]\nclause = '1'", "unknown table 'atested'; did you mean attested"),
        ("attested = 1", "expected [[attested]]"),
        ("[[attested]]\nclause = '1'\n[[attested]]\nwords = 'x'", "attested 2: 'clause' is missing"),
        ("[[", "not TOML"),
    ],
)
def test_a_file_that_cannot_be_right_is_one_line(tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / "known.toml").write_text(text, encoding="utf-8")
    with pytest.raises(StoredFormError) as caught:
        read_evidence(str(tmp_path / "known.toml"))
    assert complaint in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_command_takes_the_file(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(
        "A draft\n\n1. The States recall the Charter.\n\n2. They report.\n", encoding="utf-8"
    )
    (tmp_path / "known.toml").write_text(FILE, encoding="utf-8")
    assert run(["init"], cwd=tmp_path).exit == 0
    added = run(["add", "draft.txt", "--label", "rev1", "--evidence", "known.toml"], cwd=tmp_path)
    assert added.exit == 0, added.stderr
    assert Store(tmp_path / "versions").load("rev1").evidence == KNOWN.evidence
    missing = run(["add", "draft.txt", "--label", "rev2", "--evidence", "none.toml"], cwd=tmp_path)
    assert (missing.exit, missing.stderr) == (2, "cdiff: cannot read none.toml: No such file or directory\n")
