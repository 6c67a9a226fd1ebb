"""Tracked changes one by one: what is listed, who is chosen, and the copy in which some are settled."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdiff.core.errors import CdiffError
from cdiff.features.revisions.model import Revisions
from cdiff.features.revisions.settling import settled
from cdiff.features.revisions.subjects import REVISIONS
from cdiff.pipeline.versions import Original
from cdiff.reading import ReadOptions
from cdiff.reading.docx import read_docx
from tests.read.docx_files import NAMESPACES, changed, docx, mark, p, parts_of, r, table, zipped
from tests.render.issued import version
from tests.schemas import faults, schema
from tests.support import run

Side = Literal["accepted", "original"]


def gone(text: str, author: str = "Ann") -> str:
    return changed("del", f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>', author)


def came(text: str, author: str = "Ann") -> str:
    return changed("ins", r(text), author)


def moved(side: str, text: str, name: str = "move1") -> str:
    edges = (f'<w:{side}Range{edge} w:id="7" w:name="{name}" w:author="Cy"/>' for edge in ("Start", "End"))
    start, end = edges
    return start + changed(side, r(text), "Cy") + end


BOLD = '<w:b/><w:rPrChange w:id="1" w:author="Cy" w:date="2018-02-06T10:00:00Z"><w:rPr/></w:rPrChange>'
ROW = '<w:tr><w:trPr><w:del w:id="1" w:author="Bob" w:date=""/></w:trPr><w:tc>{}</w:tc></w:tr>'
BODY = (
    p(r("1. States report ") + gone("every year ") + came("every month ", "Bob") + r("to the assembly."))
    + p(moved("moveFrom", "2. Observers attend."), mark("moveFrom"))
    + p(r("3. The fund ") + r("helps", BOLD) + r(" poor towns."))
    + p(came("4. A forum is held."), mark("ins"))
    + p(moved("moveTo", "5. Observers attend."), mark("moveTo"))
    + f"<w:tbl>{ROW.format(p(gone('a cell', 'Bob')))}<w:tr><w:tc>{p('another')}</w:tc></w:tr></w:tbl>"
    + p(r("6. The end") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
)
NOTE = f'<w:footnote w:id="2">{p(r("See ") + came("the list", "Bob"))}</w:footnote>'


def found(data: bytes, *, accept: tuple[str, ...] = (), reject: tuple[str, ...] = ()) -> Revisions:
    """Settle tracked changes of a file in memory."""
    return settled(version(data, "draft"), Original(data, ReadOptions(), "plain"), accept, reject)


def texts(data: bytes, side: Side) -> list[str]:
    """Read the words on one side of the tracked changes."""
    content = read_docx(data, "draft.docx", ReadOptions(revisions=side))
    return [f"{block.label} {block.text}" for block in content.blocks]


FILE = docx(BODY, footnotes=NOTE, styles="")


def test_what_is_listed() -> None:
    listed = [(each.id, each.kind, each.what, each.author, each.text, each.place) for each in found(FILE).rows]
    assert listed == [
        (1, "delete", "words", "Ann", "every year", "1"),
        (2, "insert", "words", "Bob", "every month", "1"),
        (3, "move", "words", "Cy", "2. Observers attend.", "2 → 5"),
        (4, "format", "formatting", "Cy", "helps", "3"),
        (5, "insert", "paragraph mark", "Ann", "¶", "4"),
        (6, "insert", "words", "Ann", "4. A forum is held.", "4"),
        (7, "delete", "row", "Bob", "a cell", "3, unnumbered 1"),
        (8, "delete", "words", "Bob", "a cell", "3, unnumbered 1"),
        (9, "insert", "words", "Bob", "the list", "fn 1"),
    ]
    assert faults(schema("revisions"), json.loads(REVISIONS.printed(found(FILE), "json"))) == []


def test_runs_that_were_cut_are_one_change() -> None:
    rows = found(docx(p(came("one ") + came("two ") + came("three", "Bob") + r("four")))).rows
    assert [(each.author, each.text) for each in rows] == [("Ann", "one two"), ("Bob", "three")]


def test_the_halves_of_a_move_without_ranges_are_known_by_their_words() -> None:
    body = p(changed("moveFrom", r("Here.")) + r("One.")) + p(r("Two. ") + changed("moveTo", r("Here.")))
    data = docx(body)
    assert [(each.kind, each.text) for each in found(data).rows] == [("move", "Here.")]
    assert texts(found(data, reject=("id=1",)).data, "accepted") == texts(data, "original")


SIDES: tuple[Side, Side] = ("accepted", "original")


def test_all_accepted_or_all_rejected_is_what_is_read_so() -> None:
    for made, side in zip((found(FILE, accept=("all",)), found(FILE, reject=("all",))), SIDES, strict=True):
        assert found(made.data).rows == ()
        for again in SIDES:
            assert texts(made.data, again) == texts(FILE, side)


def test_the_changes_of_one_author_are_settled_and_the_others_left() -> None:
    made = found(FILE, accept=("author=Bob",), reject=("kind=move",))
    assert [(each.author, each.text) for each in found(made.data).rows] == [
        ("Ann", "every year"),
        ("Cy", "helps"),
        ("Ann", "¶"),
        ("Ann", "4. A forum is held."),
    ]
    assert [(made.count(side)) for side in ("accepted", "rejected", "")] == [4, 1, 4]
    assert "2. Observers attend." in " ".join(texts(made.data, "accepted"))
    assert "5. Observers attend." not in " ".join(texts(made.data, "original"))


def test_parts_without_a_chosen_change_keep_their_bytes() -> None:
    made = found(FILE, accept=("id=1",))
    before, after = (zipfile.ZipFile(BytesIO(data)) for data in (FILE, made.data))
    assert before.namelist() == after.namelist()
    unlike = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert unlike == ["word/document.xml"]
    assert found(FILE).data == FILE


def test_a_deletion_within_an_insertion_of_another_hand() -> None:
    data = docx(p(r("We ") + changed("ins", r("shall ") + gone("soon ", "Bob"), "Ann") + r("act.")))
    assert [(each.kind, each.author) for each in found(data).rows] == [("insert", "Ann"), ("delete", "Bob")]
    kept = found(data, accept=("author=Ann",)).data
    assert (texts(kept, "accepted"), texts(kept, "original")) == ([" We shall act."], [" We shall soon act."])
    assert texts(found(data, reject=("author=Bob",)).data, "accepted") == [" We shall soon act."]


@pytest.mark.parametrize(
    ("accept", "reject", "said"),
    [
        (("author=Bobb",), (), "--accept author=Bobb: no tracked change is by 'Bobb' .*did you mean Bob"),
        ((), ("id=10",), "--reject id=10: the tracked changes are numbered from 1 to 9"),
        (("kind=inserts",), (), "--accept kind=inserts: unknown kind .*did you mean insert"),
        (("every",), (), r"--accept every: choose author=NAME, id=N, kind=insert\|delete\|move\|format, or all"),
        (("all",), ("id=3",), "--accept and --reject both name tracked change 3"),
    ],
)
def test_what_is_refused(accept: tuple[str, ...], reject: tuple[str, ...], said: str) -> None:
    with pytest.raises(CdiffError, match=said):
        found(FILE, accept=accept, reject=reject)


def test_a_strict_file_is_listed_and_not_settled() -> None:
    parts = parts_of(p(came("one")))
    main = str(parts["word/document.xml"])
    usual, strict = NAMESPACES.split('"')[1], "http://purl.oclc.org/ooxml/wordprocessingml/main"
    data = zipped({**parts, "word/document.xml": main.replace(usual, strict)})
    assert len(found(data).rows) == 1
    with pytest.raises(CdiffError, match="saved as Strict Open XML"):
        found(data, accept=("all",))


WORDS = st.sampled_from(["one", "two", "three"])
HANDS = st.sampled_from(["Ann", "Bob"])
RUNS = st.one_of(
    st.builds(lambda word: r(f"{word} "), WORDS),
    st.builds(lambda word, who: came(f"{word} ", who), WORDS, HANDS),
    st.builds(lambda word, who: gone(f"{word} ", who), WORDS, HANDS),
    st.builds(lambda word, who: changed("ins", r("in ") + gone(f"{word} ", who), "Cy"), WORDS, HANDS),
)
MARKS = st.sampled_from(["", "", mark("ins"), mark("del")])
PARAGRAPHS = st.builds(lambda runs, look: p("".join(runs) or r("x"), look), st.lists(RUNS, max_size=4), MARKS)
BLOCKS = st.one_of(
    PARAGRAPHS, st.builds(lambda one, two: table([one + p("a")], [two + p("b")]), PARAGRAPHS, PARAGRAPHS)
)


@settings(max_examples=80, deadline=None)
@given(blocks=st.lists(BLOCKS, min_size=1, max_size=5), data=st.data())
def test_accepting_some_leaves_what_all_would_give(blocks: list[str], data: st.DataObject) -> None:
    """Whatever is accepted first, the text with all accepted stays the same; so does the original when some go."""
    file = docx("".join(blocks) + p("The end."))
    ids = [each.id for each in found(file).rows]
    some = tuple(f"id={each}" for each in ids if data.draw(st.booleans()))
    assert texts(found(file, accept=some).data, "accepted") == texts(file, "accepted")
    assert texts(found(file, reject=some).data, "original") == texts(file, "original")
    everything = ("all",) if ids else ()
    for made, side in zip((found(file, accept=everything), found(file, reject=everything)), SIDES, strict=True):
        assert texts(made.data, "accepted") == texts(made.data, "original") == texts(file, side)


def test_the_command(tmp_path: Path) -> None:
    (tmp_path / "draft.docx").write_bytes(FILE)
    told = run(["revisions", "draft.docx"], cwd=tmp_path)
    assert (told.exit, told.stderr) == (0, "")
    assert "   1  1  deleted by Ann, 2018-02-05\n      every year\n" in told.stdout
    made = run(["revisions", "draft.docx", "--accept", "author=Bob", "--docx", "out.docx"], cwd=tmp_path)
    assert made.exit == 0
    assert "4 tracked changes accepted, 0 rejected, 5 left" in made.stderr
    refused = run(["revisions", "draft.docx", "--accept", "all"], cwd=tmp_path)
    assert (refused.exit, refused.stderr) == (2, "cdiff: --accept and --reject write a copy; name it: --docx PATH\n")
    (tmp_path / "draft.txt").write_text("1. States report.\n", encoding="utf-8")
    other = run(["revisions", "draft.txt"], cwd=tmp_path)
    assert (other.exit, other.stderr.count("\n")) == (2, 1)
    assert "draft.txt is no Word file (.docx)" in other.stderr
