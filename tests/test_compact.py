"""The received final draft: the exact counts, the line of every clause, and what the page did to the text."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from cdiff.comparing import compare
from cdiff.core.citation import UncitedClause, cite, find, subtree
from cdiff.core.model import Change, Clause, Document
from cdiff.parsing import parse
from cdiff.parsing.normalise import normalise
from cdiff.reading import read, read_bytes
from tests.support import FINAL

COUNTS = {
    "chapeau": 1,
    "section": 6,
    "subheading": 4,
    "principle": 10,
    "paragraph": 54,
    "objective": 23,
    "stem": 23,
    "action": 187,
    "item": 11,
    "roman": 11,
    "footnote": 4,
}
PARAGRAPHS = (
    "1:191 2:193 3:195 4:197 5:199 6:201 7:203 8:209 9:211 10:215 11:221 12:223 13:227 14:229 15:231 16:255 17:262 "
    "18:281 19:309 20:323 21:340 22:360 23:382 24:405 25:422 26:437 27:457 28:473 29:490 30:508 31:525 32:542 33:561 "
    "34:578 35:601 36:621 37:643 38:663 39:673 40:685 41:687 42:689 43:691 44:711 45:713 46:719 47:721 48:727 49:729 "
    "50:738 51:740 52:742 53:744 54:746"
)
OBJECTIVES = {
    1: (260, 17, "k", 266, 276),
    2: (279, 18, "l", 285, 304),
    3: (307, 19, "e", 313, 317),
    4: (321, 20, "g", 327, 334),
    5: (338, 21, "j", 344, 354),
    6: (358, 22, "l", 364, 376),
    7: (380, 23, "l", 386, 399),
    8: (403, 24, "f", 411, 416),
    9: (420, 25, "f", 426, 431),
    10: (435, 26, "j", 441, 451),
    11: (455, 27, "g", 461, 467),
    12: (471, 28, "e", 477, 484),
    13: (488, 29, "h", 494, 502),
    14: (506, 30, "f", 512, 519),
    15: (523, 31, "f", 529, 536),
    16: (540, 32, "i", 546, 555),
    17: (559, 33, "g", 565, 572),
    18: (576, 34, "l", 582, 595),
    19: (599, 35, "j", 605, 615),
    20: (619, 36, "i", 627, 635),
    21: (641, 37, "i", 647, 657),
    22: (661, 38, "c", 667, 669),
    23: (671, 39, "e", 677, 681),
}
"""Objective: the line of its heading, its paragraph, its last letter, the lines of its first and last action."""
LISTED = {
    **{f"43({letter})": line for letter, line in zip("abc", (693, 700, 705), strict=True)},
    **{f"45({letter})": line for letter, line in zip("abc", (715, 716, 717), strict=True)},
    **{f"49({letter})": line for letter, line in zip("abcde", (731, 732, 734, 735, 736), strict=True)},
    **{f"43(a)({roman})": 694 + at for at, roman in enumerate(("i", "ii", "iii", "iv", "v"))},
    **{f"43(b)({roman})": 701 + at for at, roman in enumerate(("i", "ii", "iii"))},
    **{f"43(c)({roman})": line for roman, line in zip(("i", "ii", "iii"), (706, 708, 709), strict=True)},
}
STEMS = (
    *(264, 283, 311, 325, 342, 362, 384, 409, 424, 439, 459, 475, 492, 510, 527, 544, 563, 580, 603, 625, 645),
    *(665, 675),
)
PRINCIPLES = (233, 235, 237, 239, 241, 243, 245, 247, 249, 251)
SECTIONS = (189, 207, 253, 258, 683, 725)
SUBHEADINGS = (213, 219, 225, 298)
JOINED = {
    "10": (215, 217),
    "18(e)": (289, 294),
    "23(e)": (390, 392),
    "24": (405, 407),
    "28(a)": (477, 479),
    "30(b)": (513, 515),
    "31(d)": (532, 534),
    "34(e)": (586, 588),
    "36": (621, 623),
    "36(i)": (635, 637),
    "37(f)": (652, 654),
}
"""Clauses that a page break cut in two, and the lines of both parts."""
MARKS = {
    "1": ("2", "treaties[^1]"),
    "2": ("2", "Agreement[^2]"),
    "3": ("2", "migration[^3]"),
    "4": ("18(a)", "Agreement[^4]"),
}


@pytest.fixture(scope="module")
def received() -> list[str]:
    return FINAL.read_text(encoding="utf-8").split("\n")


@pytest.fixture(scope="module")
def by_citation(final: Document) -> dict[str, Clause]:
    return {clause.citation: clause for clause in final}


def lines_of(document: Document, kind: str) -> tuple[int, ...]:
    return tuple(clause.line for clause in document if clause.kind == kind)


# Counts


def test_the_counts_are_exact(final: Document) -> None:
    counts = Counter(clause.kind for clause in final)
    titles = counts.pop("title")
    assert counts == COUNTS
    assert sum(counts.values()) == 334
    assert titles + 334 == len(final)


def test_auto_chooses_the_profile_and_says_why() -> None:
    document = parse(read(FINAL))
    assert document.profile == "gcm"
    assert "gcm" in document.warnings[0].message
    assert "23" in document.warnings[0].message


def test_nothing_in_the_final_draft_is_doubtful(final: Document) -> None:
    assert final.warnings == ()


# Places


def test_paragraphs_stand_where_they_stand(final: Document) -> None:
    found = [f"{clause.citation}:{clause.line}" for clause in final if clause.kind == "paragraph"]
    assert " ".join(found) == PARAGRAPHS


@pytest.mark.parametrize("number", OBJECTIVES)
def test_each_objective_is_whole(final: Document, by_citation: dict[str, Clause], number: int) -> None:
    head, paragraph, last, first_line, last_line = OBJECTIVES[number]
    heading = by_citation[f"objective {number}"]
    assert (heading.line, heading.label) == (head, f"OBJECTIVE {number}:")
    commitment = by_citation[str(paragraph)]
    assert commitment.parent == heading.citation
    assert commitment.text.startswith("We commit to ")
    letters = [chr(code) for code in range(ord("a"), ord(last) + 1)]
    actions = [clause for clause in final if clause.parent == str(paragraph) and clause.kind == "action"]
    assert [clause.citation for clause in actions] == [f"{paragraph}({letter})" for letter in letters]
    assert [clause.label for clause in actions] == [f"({letter})" for letter in letters]
    assert (actions[0].line, actions[-1].line) == (first_line, last_line)
    stems = [clause for clause in subtree(final, heading) if clause.kind == "stem"]
    assert [stem.line for stem in stems] == [STEMS[number - 1]]


def test_the_stem_sentences_are_one_sentence(final: Document) -> None:
    stems = {clause.text for clause in final if clause.kind == "stem"}
    assert len(stems) == 1
    assert stems.pop().endswith(":")


def test_items_stand_where_they_stand(final: Document) -> None:
    found = {clause.citation: clause.line for clause in final if clause.kind in ("item", "roman")}
    assert found == LISTED


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("section", SECTIONS),
        ("subheading", SUBHEADINGS),
        ("principle", PRINCIPLES),
        ("stem", STEMS),
        ("chapeau", (187,)),
        ("footnote", (750, 752, 754, 756)),
        ("objective", tuple(row[0] for row in OBJECTIVES.values())),
    ],
)
def test_clauses_without_a_number_stand_where_they_stand(final: Document, kind: str, lines: tuple[int, ...]) -> None:
    assert lines_of(final, kind) == lines


def test_letters_go_on_behind_a_subheading(by_citation: dict[str, Clause]) -> None:
    assert by_citation["18(g)"].line < SUBHEADINGS[-1] < by_citation["18(h)"].line
    assert by_citation["18(h)"].parent == "18"


def test_the_clauses_are_in_the_order_of_the_source(final: Document) -> None:
    lines = [clause.line for clause in final]
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    ("citation", "starts"),
    [
        ("15 human rights", "Human rights: The Global Compact"),
        ("15 people-centred", "People-centred: The Global Compact"),
        ("15 whole-of-society approach", "Whole-of-society approach: The Global Compact"),
    ],
)
def test_principles_are_cited_by_their_name(by_citation: dict[str, Clause], citation: str, starts: str) -> None:
    assert by_citation[citation].text.startswith(starts)
    assert by_citation[citation].parent == "15"


@pytest.mark.parametrize(
    ("typed", "citation"),
    [
        ("21a", "21(a)"),
        ("21 (a)", "21(a)"),
        ("para 21(a)", "21(a)"),
        ("43aii", "43(a)(ii)"),
        ("obj5", "objective 5"),
        ("Objective 5", "objective 5"),
        ("objective 5(a)", "21(a)"),
        ("fn3", "fn 3"),
        ("footnote 3", "fn 3"),
        ("15 Human rights", "15 human rights"),
    ],
)
def test_a_clause_is_found_as_people_type_it(final: Document, typed: str, citation: str) -> None:
    assert find(final, typed).citation == citation


# What the page did to the text


@pytest.mark.parametrize("citation", JOINED)
def test_sentences_cut_by_a_page_break_are_whole(
    by_citation: dict[str, Clause], received: list[str], citation: str
) -> None:
    first, second = (normalise(received[line - 1]) for line in JOINED[citation])
    clause = by_citation[citation]
    assert clause.line == JOINED[citation][0]
    assert clause.text.endswith(f"{first[-40:]} {second}".split(" ", 1)[1])


def test_every_clause_is_whole(final: Document, received: list[str]) -> None:
    """Each clause is its line, and the line of its second part if a page break cut it."""
    for clause in final:
        lines = JOINED.get(clause.citation, (clause.line,))
        if clause.kind == "title" and clause.line == 180:
            lines = (180, 181)
        source = normalise(" ".join(received[line - 1] for line in lines))
        text = re.sub(r"\[\^(\d)\]", r"\1", clause.text)
        label = {"a": r"[a-z]+[).]\s*", "n": r"\d+\.?\s*", "o": r"OBJECTIVE \d+:\s*"}
        pattern = {"action": "a", "item": "a", "roman": "a", "paragraph": "n", "footnote": "n", "objective": "o"}
        expected = re.sub(f"^{label[pattern[clause.kind]]}", "", source) if clause.kind in pattern else source
        assert text == expected


def test_no_clause_has_stretched_spaces(final: Document) -> None:
    assert [clause.citation for clause in final if re.search(r"\s\s|[^\S ]", clause.text)] == []


def test_suspended_hyphens_stay_and_cut_words_are_joined(final: Document, received: list[str]) -> None:
    draft = "\n".join(received[179:])
    text = "\n".join(clause.text for clause in final)
    assert len(re.findall(r"\w-[ \u00a0]+\w", draft)) == 30
    kept = re.findall(r"\w+- \w+", text)
    assert kept == ["gender- and", "age- and", "intra- and", "gender- and", "trainee- or"]
    for joined in ("evidence-based", "trauma-", "disability-", "inter-governmentally"):
        assert joined in text


@pytest.mark.parametrize("number", MARKS)
def test_footnotes_have_their_mark(by_citation: dict[str, Clause], number: str) -> None:
    bearer, marked = MARKS[number]
    note = by_citation[f"fn {number}"]
    assert (note.label, note.parent) == (f"[^{number}]", bearer)
    assert by_citation[bearer].text.count(f"[^{number}]") == 1
    assert marked in by_citation[bearer].text


def test_there_are_no_other_marks(final: Document) -> None:
    marks = [mark for clause in final for mark in re.findall(r"\[\^\d+\]", clause.text)]
    assert sorted(marks) == ["[^1]", "[^2]", "[^3]", "[^4]"]


def test_notes_two_and_four_are_alike(by_citation: dict[str, Clause]) -> None:
    assert by_citation["fn 2"].text == by_citation["fn 4"].text


@pytest.mark.parametrize(
    ("citation", "digits"),
    [
        ("36(a)", "10.c"),
        ("6", "3 February 2017."),
        ("fn 3", "No.97"),
        ("fn 2", "1/CP.21."),
        ("11", "360-degree"),
        ("38(a)", "Recommendation 202"),
    ],
)
def test_digits_that_are_no_marks_stay(by_citation: dict[str, Clause], citation: str, digits: str) -> None:
    assert digits in by_citation[citation].text


@pytest.mark.parametrize(
    ("line", "slip"),
    [
        (397, " ,"),
        (536, " ,"),
        (441, "Promote, ratification"),
        (555, "all forms discrimination"),
        (633, "at skills levels"),
        (677, "policies action plans"),
        (680, "States international"),
        (691, "Members States"),
        (426, "Organised"),
        (441, "Organized"),
        (497, "inhumane"),
        (643, "inhuman"),
        (388, "health care"),
        (500, "healthcare"),
        (754, "No.97"),
    ],
)
def test_the_slips_of_the_source_are_kept(final: Document, line: int, slip: str) -> None:
    assert slip in next(clause.text for clause in final if clause.line == line)


def test_no_full_stop_is_added(by_citation: dict[str, Clause], final: Document) -> None:
    assert not by_citation["35"].text.endswith(".")
    listed = [clause for clause in final if clause.kind in ("action", "item", "roman")]
    assert [clause.citation for clause in listed if clause.text.endswith((".", ";"))] == []


# What is not of the draft


def test_what_surrounds_the_draft_is_removed_with_a_reason(final: Document, received: list[str]) -> None:
    expected = [(at, normalise(line)) for at, line in enumerate(received[:179], 1) if normalise(line)]
    assert [(row.line, row.text) for row in final.removed] == expected
    reasons = {row.line: row.reason for row in final.removed}
    assert "title" in reasons[176]
    assert reasons[1] == reasons[153] == "before the draft: other text"
    assert all(row.reason.startswith("before the draft") for row in final.removed)


# Beside the draft before it


@pytest.fixture(scope="module")
def last_round(final: Document) -> dict[str, Change]:
    """The changes from the reconstruction of Draft Rev 3 to the final draft, by their new citation."""
    older = parse(read(FINAL.with_name("draft3.txt")), "gcm")
    return {change.new[0].citation: change for change in compare(older, final) if change.new}


def said(change: Change, op: str) -> str:
    return " … ".join(edit.text for edit in change.edits if edit.op == op)


@pytest.mark.parametrize(
    ("citation", "gone", "come"),
    [
        ("chapeau", "recalling", "reaffirming"),
        ("1", "espoused in", "of"),
        ("2", "mobility", "Slavery Convention"),
        ("2", "", "the other"),
        ("2", "", "migration[^3]"),
        ("20(e)", "citizenship", "nationality"),
        ("fn 1", "", "International Convention"),
    ],
)
def test_documented_changes_are_shown(last_round: dict[str, Change], citation: str, gone: str, come: str) -> None:
    change = last_round[citation]
    assert change.is_change
    assert gone in said(change, "delete")
    assert come in said(change, "insert")


def test_what_is_not_documented_did_not_change(last_round: dict[str, Change]) -> None:
    """A reconstruction differs only where a change is documented, and no clause is paired with a stranger."""
    changed = [change for change in last_round.values() if change.is_change]
    assert len(changed) < 30
    assert [change.kind for change in changed if change.kind in ("split", "merged") or change.moved] == []
    kept = [citation for citation, change in last_round.items() if change.kind == "unchanged"]
    assert len(kept) > 300
    assert [citation for citation in kept if last_round[citation].old[0].kind != last_round[citation].new[0].kind] == []


def test_a_renumbered_draft_is_unchanged_clause_by_clause(final: Document) -> None:
    """One paragraph put in before all: every other clause is unchanged, and every paragraph renumbered."""
    text = FINAL.read_text(encoding="utf-8")
    head, _, rest = text.partition("PREAMBLE")
    later = re.sub(r"(?m)^(\d{1,2})(?=\.[\u00a0 ])", lambda number: str(int(number[1]) + 1), rest)
    draft = parse(
        read_bytes(f"{head}PREAMBLE\n\n1. A new first paragraph that no draft had.\n{later}".encode(), "x"), "gcm"
    )
    changes = compare(final, draft).changes
    assert [change.new[0].text for change in changes if change.is_change] == [
        "A new first paragraph that no draft had."
    ]
    renumbered = [change.old[0].citation for change in changes if change.renumbered]
    assert renumbered == [clause.citation for clause in final if clause.kind == "paragraph"]


def test_an_objective_that_moves_is_one_move(final: Document) -> None:
    """Objective 23 before objective 22, each with its paragraph and actions: two numbers, one move."""
    clauses = list(final)
    at = {clause.citation: place for place, clause in enumerate(clauses)}
    first, second, end = at["objective 22"], at["objective 23"], at["implementation"]
    order = [*clauses[:first], *clauses[second:end], *clauses[first:second], *clauses[end:]]
    moved = Document(
        cite(UncitedClause(clause.kind, clause.label, clause.text, clause.line) for clause in order), "gcm"
    )
    changes = compare(final, moved).changes
    assert len([change for change in changes if change.moved]) == 1
    assert {change.kind for change in changes} == {"unchanged"}
