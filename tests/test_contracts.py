"""The contracts of the design, each as properties of random drafts and of texts that nobody would write.

Numbers 5 and 9 are shown where they belong too: in the tests of the renderers and of the store.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cdiff import pipeline
from cdiff.comparing import compare, compare_documents, word_edits
from cdiff.comparing.units import followers
from cdiff.comparing.words import fold_quotes
from cdiff.core.citation import UncitedClause, cite
from cdiff.core.errors import CdiffError, ReadError, StoredFormError
from cdiff.core.grammar import SUSPENDED
from cdiff.core.model import Change, ChangeKind, Clause, Comparison, Document, Edit, Version
from cdiff.features.compare.told import COMPARISON, Told
from cdiff.features.versions.views import REMOVED, TEXT, VERSIONS, Shown
from cdiff.parsing import BUILT_IN, parse
from cdiff.parsing.normalise import join, normalise
from cdiff.reading import read_bytes
from cdiff.store import Survey, form
from cdiff.telling.json import comparison_data, dump, text_data
from cdiff.telling.terminal import Display
from tests.drafts import Layout, Part, documents, drafts, layouts, lines, pairs, printed, texts, versions, wild
from tests.support import FINAL, flat, parsed, process, version

SOME = settings(max_examples=settings().max_examples // 2)
"""For properties of whole comparisons, which cost more than the others."""
PROFILES = st.sampled_from(BUILT_IN)
INVISIBLE = "\u00ad\u200b\u2060\ufeff"
LABEL_SIGNS = "()[]^.:,;-–—#"
"""What printing a label or a mark in one way may put in or leave out; everything else is text."""
SMALL = str.maketrans("¹²³⁰⁴⁵⁶⁷⁸⁹", "1230456789")


def has_text(text: str) -> bool:
    return bool(normalise(text.replace("\0", "")))


def readable(text: str) -> bool:
    """Whether `read` takes a text at all: it has something in it, and does not look like another format."""
    return has_text(text) and not text.startswith(("%PDF-", "PK\x03\x04", "{\\rtf", "\ufeff"))


# 1 · Nothing is lost


def signs(text: str) -> Counter[str]:
    """Count the signs of a text that no layout and no way to print a label accounts for."""
    plain = unicodedata.normalize("NFC", "".join(normalise(text).translate(SMALL)).casefold())
    return Counter(sign for sign in plain if not sign.isspace() and sign not in LABEL_SIGNS + INVISIBLE)


def held(document: Document) -> str:
    """Give everything that a document holds, in the clauses and beside them."""
    clauses = [f"{clause.label} {clause.text}" for clause in document]
    return "\n".join([*clauses, *(row.text for row in document.removed)])


@given(texts.filter(readable), PROFILES)
@example("1. Text² of a paragraph\n\n² A note", "plain")
@example("PART ONE\n\n1. Text", "plain")
@example("1. One\n2018. Two\n(a) three\n1 Note", "gcm")
def test_every_sign_is_in_a_clause_or_removed(text: str, profile: str) -> None:
    document = parsed(text, profile)
    lost = signs(text)
    lost.subtract(signs(held(document)))
    assert {sign: count for sign, count in lost.items() if count} == {}


@given(texts.filter(readable), PROFILES)
def test_what_was_removed_has_a_reason_and_a_place(text: str, profile: str) -> None:
    document = parsed(text, profile)
    for row in document.removed:
        assert row.reason
        assert row.line > 0
    for clause in document:
        assert clause.line > 0
        assert clause.text == normalise(clause.text)


@given(texts.filter(readable), PROFILES)
def test_citations_are_unique_and_parents_are_there(text: str, profile: str) -> None:
    clauses = parsed(text, profile).clauses
    citations = [clause.citation for clause in clauses]
    assert len(set(citations)) == len(citations)
    assert {clause.parent for clause in clauses if clause.parent} <= set(citations)
    assert [clause.citation for clause in clauses if clause.parent == clause.citation] == []


KINDS = {"heading": "section", "opener": "paragraph", "letter": "item", "listed opener": "item"}


def expected(part: Part) -> tuple[str, str]:
    text = part.text[:-1] + ":" if part.kind == "listed opener" else part.text
    return KINDS.get(part.kind, part.kind), " ".join(part.words) if part.kind == "heading" else text


@given(drafts(), layouts)
@example(
    (
        Part("heading", 1, ("DATA",)),
        Part("opener", 1, ("the", "States")),
        *(Part("letter", at, ("States", "ensure", "rights")) for at in range(1, 10)),
        Part("paragraph", 2, ("all", "of")),
    ),
    Layout(letter="{}. "),
)
def test_a_draft_is_read_as_its_clauses_however_it_is_printed(parts: tuple[Part, ...], layout: Layout) -> None:
    read = [(clause.kind, fold_quotes(clause.text).replace("ʼ", "'")) for clause in parsed(printed(parts, layout))]
    assert [row for row in read if row[0] != "title"] == [
        (kind, fold_quotes(text)) for kind, text in map(expected, parts)
    ]


@given(st.integers(0, 5), st.booleans())
def test_the_final_draft_is_held_sign_by_sign_in_order(cut: int, crlf: bool) -> None:
    """The received file, from any of its lines on and with any line ends, is held in its own order."""
    text = FINAL.read_text(encoding="utf-8")
    text = text[text.index("\n", 900 * cut) + 1 :]
    document = parsed(text.replace("\n", "\r\n") if crlf else text, "gcm")
    pieces = [(row.line, 0, row.text) for row in document.removed]
    pieces += [(clause.line, 1, f"{clause.label} {clause.text}") for clause in document]
    ours = "".join(in_order(text for _, _, text in sorted(pieces)))
    assert ours == "".join(in_order([text]))


def in_order(given: Iterable[str]) -> Iterable[str]:
    for text in given:
        yield "".join(sign for sign in normalise(text) if not sign.isspace() and sign not in LABEL_SIGNS)


# 2 · Normalising is idempotent


@given(wild)
@example("e\u200b\u0301")
@example("a- b- c")
@example("gender-\u00a0 and child")
@example("A\u00ad\u030a")
@example("0- A")
@example("2018- 2019")
def test_what_holds_after_normalising(text: str) -> None:
    normal = normalise(text)
    assert normalise(normal) == normal
    assert unicodedata.is_normalized("NFC", normal)
    assert not re.search(r"[^\S ]|  |^ | $", normal)
    assert not set(normal) & set(INVISIBLE)
    for cut in re.finditer(r"(\w)- (\w+)", normal):
        # The dash behind a number is that of a label, `1- States`, unless it is the dash of a range.
        number = re.match(r"[\d_]", cut[1]) and not cut[2][0].isdecimal()
        assert number or cut[2].casefold() in SUSPENDED


@given(wild, wild)
def test_joining_gives_the_normal_form(first: str, second: str) -> None:
    joined = join([normalise(first), normalise(second)])
    assert normalise(joined) == joined


@given(st.lists(st.sampled_from(("word", "-", "and", "né", "x-y", "“q”", "1.", "(a)")), min_size=1).map(" ".join))
def test_normalising_takes_no_sign_away(text: str) -> None:
    assert normalise(text).replace(" ", "") == text.replace(" ", "")


# 3 · The stored form round-trips


@given(documents())
@example(
    Document(cite([UncitedClause("paragraph", "1.", "<!-- text 3 -->"), UncitedClause("text", "", "---")]), "plain")
)
@example(Document(cite([UncitedClause("footnote", "[^1]", ""), UncitedClause("section", "", "1. 2")]), "plain"))
def test_any_sequence_of_clauses_survives_its_stored_form(document: Document) -> None:
    stored = form.write(Version("draft1", document))
    again = form.read(stored, "draft1.md")
    assert again.document == document
    assert form.write(again) == stored


@given(texts.filter(readable), PROFILES)
def test_a_parsed_draft_survives_its_stored_form(text: str, profile: str) -> None:
    draft = version(text, "draft1", profile)
    assert form.read(form.write(draft).encode().decode(), "draft1.md") == draft


def test_the_final_draft_survives_its_stored_form(final: Document) -> None:
    draft = Version("final", final)
    assert form.read(form.write(draft), "final.md").document == final


@given(versions())
def test_the_front_matter_is_yaml(draft: Version) -> None:
    stored = form.write(draft)
    again = form.read(stored, "draft1.md")
    assert again == draft
    _, head, _ = stored.split("---\n", 2)
    read = yaml.safe_load(head)
    known = draft.words or draft.evidence or draft.statements
    assert read.pop("format") == (3 if known else 2 if form.parents_of(draft.document) else 1)
    assert read.pop("profile") == draft.document.profile
    assert {name: getattr(draft, name) for name in read} == read


@given(documents())
def test_a_clause_is_a_line(document: Document) -> None:
    """As many lines as clauses, so that git speaks in clauses; and none that only an editor would break."""
    stored = form.write(Version("draft1", document))
    body = stored.split("---\n", 2)[2]
    printed_lines = [
        line for line in body.split("\n") if line and not line.startswith(("<!-- lines ", "<!-- parents "))
    ]
    assert len(printed_lines) == len(document)
    assert "\r" not in body


# 4 · A comparison proves itself


def joined(clauses: Sequence[Clause]) -> str:
    return " ".join(clause.text for clause in clauses)


def side(edits: Sequence[Edit], without: str) -> str:
    return "".join(edit.text for edit in edits if edit.op != without)


def assert_proves_itself(old: Document, new: Document, changes: Sequence[Change]) -> None:
    """From old and the changes comes new, and the other way round."""
    assert Counter(clause.citation for change in changes for clause in change.old) == Counter(
        clause.citation for clause in old
    )
    assert Counter(clause.citation for change in changes for clause in change.new) == Counter(
        clause.citation for clause in new
    )
    for change in changes:
        if change.kind == "unchanged":
            assert change.edits == ()
            assert fold_quotes(joined(change.old)) == fold_quotes(joined(change.new))
        else:
            assert fold_quotes(side(change.edits, "insert")) == fold_quotes(joined(change.old))
            assert fold_quotes(side(change.edits, "delete")) == fold_quotes(joined(change.new))


@given(pairs())
@SOME
def test_a_comparison_holds_every_clause_once_and_rebuilds_both_sides(texts: tuple[str, str]) -> None:
    old, new = map(parsed, texts)
    changes = compare_documents(old, new)
    assert_proves_itself(old, new, changes)
    news = [clause for change in changes for clause in change.new]
    assert [clause.citation for clause in news if len(news) == 1] == [
        clause.citation for clause in new if len(news) == 1
    ]


@given(documents(), documents())
@SOME
def test_documents_that_nobody_parsed_are_compared_too(old: Document, new: Document) -> None:
    assert_proves_itself(old, new, compare_documents(old, new))


@given(st.one_of(documents(), drafts().map(printed).map(parsed)))
@SOME
def test_a_document_does_not_differ_from_itself(document: Document) -> None:
    comparison = compare(document, document)
    assert not comparison.differs
    assert [change.kind for change in comparison if change.kind != "unchanged"] == []
    assert [change for change in comparison if change.renumbered or change.moved] == []
    assert all(change.old == change.new for change in comparison)


def test_the_final_draft_does_not_differ_from_itself(final: Document) -> None:
    assert not compare(final, final).differs


MIRROR: dict[ChangeKind, ChangeKind] = {
    "inserted": "deleted",
    "deleted": "inserted",
    "split": "merged",
    "merged": "split",
}
FLIP = {"insert": "delete", "delete": "insert", "equal": "equal"}


def face(change: Change, *, mirrored: bool = False) -> tuple[object, ...]:
    """Give what a change says, seen from old or from new."""
    old = tuple(clause.citation for clause in (change.new if mirrored else change.old))
    new = tuple(clause.citation for clause in (change.old if mirrored else change.new))
    kind = MIRROR.get(change.kind, change.kind) if mirrored else change.kind
    edits = sorted((FLIP[edit.op] if mirrored else edit.op, fold_quotes(edit.text)) for edit in change.edits)
    return kind, old, new, change.moved, change.renumbered, round(change.similarity, 9), tuple(edits)


@given(st.one_of(pairs().map(lambda texts: (parsed(texts[0]), parsed(texts[1]))), st.tuples(documents(), documents())))
@SOME
def test_swapping_old_and_new_mirrors_every_change(both: tuple[Document, Document]) -> None:
    old, new = both
    ours = sorted(map(face, compare_documents(old, new)), key=repr)
    theirs = sorted((face(change, mirrored=True) for change in compare_documents(new, old)), key=repr)
    assert ours == theirs


@pytest.mark.parametrize("sign", "‘’‛′ʼ")
def test_the_style_of_a_quotation_mark_is_no_change(sign: str) -> None:
    straight = parsed("A draft of rules\n\n1. The child's “best” interest.\n")
    curled = parsed(f"A draft of rules\n\n1. The child{sign}s „best‟ interest.\n")
    assert not compare(straight, curled).differs
    assert not compare(curled, straight).differs


@given(lines, lines)
@example("a b c", "a  b c")
@example("the “safe” return of all", "the safe return, of “all”")
@example("x", "")
def test_word_edits_rebuild_both_texts(old: str, new: str) -> None:
    edits = word_edits(old, new)
    assert fold_quotes(side(edits, "insert")) == fold_quotes(old)
    assert fold_quotes(side(edits, "delete")) == fold_quotes(new)
    assert all(edit.text for edit in edits)
    assert [pair for pair in pairwise(edits) if pair[0].op == pair[1].op] == []


@given(lines, lines)
def test_word_edits_are_mirrored(old: str, new: str) -> None:
    there = sorted((edit.op, fold_quotes(edit.text)) for edit in word_edits(old, new))
    back = sorted((FLIP[edit.op], fold_quotes(edit.text)) for edit in word_edits(new, old))
    assert there == back


@given(pairs())
@SOME
def test_word_edits_cut_no_word(texts: tuple[str, str]) -> None:
    """Where one edit ends and the next begins, there is no letter on both sides of the seam."""
    for change in compare_documents(*map(parsed, texts)):
        for without in ("insert", "delete"):
            kept = [edit for edit in change.edits if edit.op != without and edit.text]
            for first, second in pairwise(kept):
                seam = first.text[-1], second.text[0]
                ideograph = any("CJK" in unicodedata.name(sign, "") for sign in seam)
                assert ideograph or not all(map(str.isalnum, seam))


# 5 · A redline proves itself: here the terminal and JSON; each later renderer has a test of its own


@given(pairs())
@SOME
def test_json_gives_both_sides(texts: tuple[str, str]) -> None:
    comparison = compared(*texts)
    data = json.loads(as_json(comparison))
    assert len(data["changes"]) == len([change for change in comparison if change.is_change])
    for row in data["changes"]:
        for name, without in (("old", "insert"), ("new", "delete")):
            whole = " ".join(clause["text"] for clause in row[name])
            shown = "".join(edit["text"] for edit in row["edits"] if edit["op"] != without)
            assert not row["edits"] or fold_quotes(shown) == fold_quotes(whole)


@given(pairs())
@SOME
def test_the_terminal_gives_both_sides_when_its_signs_are_taken_off(texts: tuple[str, str]) -> None:
    comparison = compared(*texts)
    shown = pipeline.in_units(comparison, pipeline.select(comparison))
    below = as_terminal(comparison).partition("\ntotal ")[2].split("\n\n")[1:]
    blocks = [block for block in below if not block.startswith("── ")]
    assert len(blocks) == len(shown)
    for block, (change, _) in zip(blocks, shown, strict=True):
        body = "\n".join(line for line in block.split("\n") if line.startswith("  "))
        body = body.replace("¦", "")
        gone = re.sub(r"\{\+.*?\+\}", "", body, flags=re.DOTALL)
        come = re.sub(r"\[-.*?-\]", "", body, flags=re.DOTALL)
        assert squeezed(re.sub(r"\[-|-\]", "", gone)) == squeezed(printed_side(change, change.old))
        assert squeezed(re.sub(r"\{\+|\+\}", "", come)) == squeezed(printed_side(change, change.new))


def printed_side(change: Change, clauses: Sequence[Clause]) -> str:
    """Join the texts of one side; of what was inserted or deleted whole, the clauses below its heading with labels."""
    if not change.is_unit or not clauses:
        return joined(clauses) if clauses else ""
    return " ".join([clauses[0].text, *(f"{clause.label} {clause.text}" for clause in clauses[1:])])


def squeezed(text: str) -> str:
    return fold_quotes("".join(text.replace("␠", "").split()))


def compared(old: str, new: str) -> Comparison:
    return compare(version(old, "old"), version(new, "new"))


def as_json(comparison: Comparison) -> str:
    return dump(comparison_data(comparison, pipeline.summarise(comparison), pipeline.select(comparison)))


def as_terminal(comparison: Comparison, width: int = 80) -> str:
    return COMPARISON.show(Told(comparison), Display(width))


@given(pairs())
def test_json_has_every_clause_in_exactly_one_change_unless_it_is_narrowed(texts: tuple[str, str]) -> None:
    comparison = compared(*texts)
    data = json.loads(COMPARISON.printed(Told(comparison), "json"))
    for side, given_ in (("old", comparison.old), ("new", comparison.new)):
        listed = [clause["citation"] for change in data["changes"] for clause in change[side]]
        assert sorted(listed) == sorted(clause.citation for clause in given_.document)
    for entry in data["weighed"]:
        assert entry["weight"] == sum(reason["weight"] for reason in entry["reasons"])
    narrowed = json.loads(COMPARISON.printed(Told(comparison, pipeline.Selection(only=("modified",))), "json"))
    assert narrowed["changes"] == [change for change in data["changes"] if change["kind"] == "modified"]


# 6 · Deterministic


@pytest.mark.slow
def test_the_same_bytes_in_any_process_and_any_folder(tmp_path: Path) -> None:
    text = FINAL.read_text(encoding="utf-8")
    words = {"promote": "foster", "all migrants": "migrants", "national": "domestic", "\ng)": "\nz) A new action\ng)"}
    for old, new in words.items():
        text = text.replace(old, new, 40)
    outputs: set[tuple[str, ...]] = set()
    for seed, folder in (("0", "one"), ("1", "another folder"), ("4242", "third")):
        here = tmp_path / folder
        here.mkdir()
        (here / "final.txt").write_bytes(FINAL.read_bytes())
        (here / "later.txt").write_text(text, encoding="utf-8")
        env = {"PYTHONHASHSEED": seed, "TZ": f"UTC+{len(outputs)}", "LC_ALL": "C"}
        both = [
            process("compare", "final.txt", "later.txt", "--format", format_, cwd=here, env=env)
            for format_ in ("terminal", "json")
        ]
        assert [ran.exit for ran in both] == [0, 0]
        outputs.add(tuple(ran.stdout for ran in both))
    assert len(outputs) == 1


def test_the_stored_form_names_no_clock_and_no_machine(final: Document, tmp_path: Path) -> None:
    reading = read_bytes(FINAL.read_bytes(), "final.txt")
    stored = {form.write(Version("final", parse(reading, "gcm"), source=reading.source.name)) for _ in range(2)}
    assert len(stored) == 1
    assert str(FINAL.parent) not in stored.pop()


# 7 · Honest


RECONSTRUCTED = Version(
    "draft3", parsed("1. Text"), title="Draft rev.3", date="2018-06-29", status="reconstruction", changes=7
)
OFFICIAL = Version("final", parsed("1. Text"), title="Final draft", date="2018-07-11", status="official")
SAID = "draft3 is a reconstruction from 7 documented changes, not an official text"
REMEDY = "cdiff add <the official file> --label draft3 --date 2018-06-29 --replace"


VIEWS: dict[str, Callable[[Version], str]] = {
    "compare, as old": lambda given: as_terminal(Comparison(given, OFFICIAL, ())),
    "compare, as new": lambda given: as_terminal(Comparison(OFFICIAL, given, ())),
    "compare in JSON": lambda given: as_json(Comparison(given, OFFICIAL, ())),
    "show": lambda given: TEXT.show(Shown(given, given.document.clauses), Display()),
    "show one clause": lambda given: TEXT.show(Shown(given, given.document.clauses[:1]), Display()),
    "show in JSON": lambda given: dump(text_data(given, given.document.clauses, None)),
}


@pytest.mark.parametrize("view", VIEWS)
def test_a_reconstruction_is_named_and_how_to_replace_it(view: str) -> None:
    said = flat(VIEWS[view](RECONSTRUCTED))
    assert SAID in said
    assert (REMEDY in said) == ("JSON" not in view)  # a command to type stands in the terminal alone
    assert "reconstruction" not in VIEWS[view](OFFICIAL).replace('"reconstruction": false', "")


def test_the_list_names_each_reconstruction() -> None:
    lines = VERSIONS.show(Survey((RECONSTRUCTED, OFFICIAL)), Display()).splitlines()
    assert "reconstruction" in lines[0]
    assert "reconstruction" not in lines[1]
    assert "not an official text" in flat("\n".join(lines[2:]))


def test_the_remedy_is_a_command_that_can_be_typed() -> None:
    """Without a date it says no date; the options it names are options."""
    undated = Version("draft3", parsed("1. Text"), status="reconstruction", changes=7)
    said = flat(TEXT.show(Shown(undated, ()), Display()))
    assert "cdiff add <the official file> --label draft3 --replace" in said


def test_a_reconstruction_of_the_users_own_claims_no_documented_changes() -> None:
    own = Version("draft3", parsed("1. Text"), date="2018-06-29", status="reconstruction")
    said = flat(TEXT.show(Shown(own, ()), Display()))
    assert "draft3 is a reconstruction" in said
    assert "not an official text" in said
    assert " 0 documented" not in said


def test_a_note_is_shown() -> None:
    noted = Version("leak", parsed("1. Text"), note="Typed from a photograph.")
    for view in VIEWS.values():
        assert "Typed from a photograph." in view(noted)


@given(pairs())
@SOME
def test_the_verdict_is_that_of_the_changes(texts: tuple[str, str]) -> None:
    comparison = compared(*texts)
    assert comparison.differs == any(change.kind != "unchanged" or change.moved for change in comparison)
    assert json.loads(as_json(comparison))["differs"] is comparison.differs
    assert ("No difference" in as_terminal(comparison)) is not comparison.differs


@given(pairs())
@SOME
def test_a_summary_counts_every_change_once(texts: tuple[str, str]) -> None:
    comparison = compared(*texts)
    summary = pipeline.summarise(comparison)
    total = dict(summary.total.counts)
    within = followers(comparison)
    kinds = Counter(change.kind for at, change in enumerate(comparison) if at not in within)
    assert {kind: total[kind] for kind in kinds} == kinds
    assert {comparison.changes[at].kind for at in within} <= {"inserted", "deleted"}
    assert total["moved"] == sum(change.moved for change in comparison)
    assert total["renumbered"] == sum(change.renumbered for change in comparison)
    for name, count in total.items():
        assert sum(row.count(name) for row in summary.rows) == count


# 8 · Untrusted input

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@given(texts.filter(readable), texts.filter(readable))
@SOME
@example("1. \x1b]0;title\x07 and \x9b31m", "1. \u202e turned \u2066 round")
@example("\x1b[31mA\u202e HEADING\n\n1. Text", "# \x1b]0;x\x07 Y\n\n1. Text")
def test_no_text_steers_the_terminal(old: str, new: str) -> None:
    said = dict.fromkeys(("title", "date", "round", "status", "note", "source"), "\x1b]8;;x\x07\u202e")
    hostile = version(old, "\x1b[2Jold", **said)
    comparison = compare(hostile, version(new, "new"))
    shown = [
        as_terminal(comparison),
        TEXT.show(Shown(hostile, hostile.document.clauses), Display()),
        VERSIONS.show(Survey((hostile,)), Display()),
        REMOVED.show(Shown(hostile, (), hostile.document), Display()),
    ]
    for text in shown:
        assert STEERING.findall(text) == []


@given(texts.filter(readable))
@SOME
def test_json_holds_any_text_unchanged(text: str) -> None:
    given = version(text, "old")
    data = json.loads(dump(text_data(given, given.document.clauses, given.document)))
    assert [row["text"] for row in data["clauses"]] == [clause.text for clause in given.document]
    assert [row["text"] for row in data["removed"]] == [row.text for row in given.document.removed]


@given(st.binary(max_size=200), st.sampled_from((None, "utf-8", "utf-16", "cp1252", "latin-1", "utf-7", "undefined")))
@SOME
@example(b"+2AA-", "utf-7")
@example(b"x", "undefined")
@example(b"\xff\xfe\x00\xd8", None)
@example(b"GIF87a", None)
def test_any_bytes_are_read_or_refused_in_one_line(data: bytes, encoding: str | None) -> None:
    """Never a traceback: what was read can be stored and shown, what was not has a reason in one line."""
    from cdiff.reading import ReadOptions

    reading, said = outcome(lambda: read_bytes(data, "draft.txt", ReadOptions(encoding=encoding)), ReadError)
    if reading is None:
        assert said.startswith(("draft.txt: ", "draft.txt is "))
        assert "\n" not in said
        return
    draft = Version("draft", parse(reading, "plain"))
    form.write(draft).encode()
    dump(text_data(draft, draft.document.clauses, draft.document)).encode()


T = TypeVar("T")


def outcome(call: Callable[[], T], refusal: type[CdiffError]) -> tuple[T | None, str]:
    """Give what a call gives, or what it says when it refuses."""
    try:
        return call(), ""
    except refusal as error:
        return None, str(error)


@given(versions(), st.integers(0, 10_000), st.binary(min_size=1, max_size=3))
@SOME
def test_a_damaged_stored_file_is_read_or_refused_in_one_line(draft: Version, at: int, damage: bytes) -> None:
    data = form.write(draft).encode()
    at %= len(data)
    text = (data[:at] + damage + data[at + 1 :]).decode("utf-8", "replace")
    read, said = outcome(lambda: form.read(text, "draft1.md"), StoredFormError)
    assert read is not None or said.startswith("draft1.md")
