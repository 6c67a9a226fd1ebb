"""The HTML report: what stands in it, and that it is the same every time."""

from __future__ import annotations

from dataclasses import replace

from cdiff import pipeline
from cdiff.comparing import compare
from cdiff.core.model import Author, Comparison, Document
from cdiff.features.compare.page.overview import WIDTH
from cdiff.store import Store
from tests.render.reports import (
    TEN,
    articles,
    attribute,
    below,
    check_links,
    compact,
    find,
    numbered,
    read,
    report,
    report_of,
    shortened,
)
from tests.support import ROOT, parsed


def marks(text: str) -> dict[str, list[str]]:
    """Give for each anchor of a report the classes of its article."""
    return {node.get("id", ""): node.get("class", "").split() for node in articles(read(text))}


# The whole


def test_the_largest_report_of_the_compact_stays_small() -> None:
    assert len(report(compact("zero", "final")).encode()) < 1_000_000


def test_the_same_comparison_gives_the_same_bytes() -> None:
    assert report_of(numbered(*TEN), numbered(*TEN[1:])) == report_of(numbered(*TEN), numbered(*TEN[1:]))


# What stands in it


def test_the_head_says_what_the_versions_are_and_how_to_make_the_report_again() -> None:
    text = report(compact("draft3", "final"), "cdiff compare draft3 final --html report.html")
    page = read(text)
    top = " ".join(below(page, "header").text_content().split())
    assert "draft3 is a reconstruction from 11 documented changes, not an official text." in top
    assert "Draft Rev 3" in top
    assert "29 June 2018" in top
    assert "official" in top
    assert "cdiff compare" not in top
    rest = " ".join(page.text_content().split())
    assert "cdiff compare draft3 final --html report.html" in rest
    assert "SHA-256 92f493bd" in rest
    assert [("warn" in card.get("class", "")) for card in page.find_class("card")] == [True, False]


def test_every_part_has_a_row_that_leads_to_it() -> None:
    comparison = compact("zero", "final")
    page = read(report(comparison))
    rows = [row for bars in page.find_class("bars") for row in bars.findall("li")]
    assert len(rows) == len(pipeline.summarise(comparison).rows)
    row = next(row for row in rows if attribute(below(row, "a"), "href") == "#obj1")
    graph = below(row, "svg")
    assert attribute(graph, "aria-label").startswith("Words: ")
    assert sum(int(attribute(piece, "width")) for piece in graph) == WIDTH


def test_clauses_have_the_anchor_that_a_person_types() -> None:
    names = marks(report(compact("zero", "final")))
    assert {"21a", "obj5", "fn3", "43aii", "chapeau", "15humanrights"} <= set(names)


def test_a_clause_that_is_gone_keeps_an_anchor_of_its_own() -> None:
    names = marks(report_of(numbered(*TEN), numbered(*TEN[:4], *TEN[5:])))
    assert "deleted" in names["old-5"]
    assert "renumbered" in names["5"]


def test_both_citations_stand_on_every_clause() -> None:
    page = read(report_of(numbered(*TEN), numbered(*TEN[1:])))
    said = {node.get("id"): " ".join(find(node, "g").text_content().split()) for node in articles(page)}
    assert said["1"] == "1#Link to 1 old 2 unchanged, renumbered"
    assert said["old-1"].startswith("1#Link to 1 not in the new text deleted")


def test_a_moved_clause_is_linked_both_ways() -> None:
    moved = [TEN[1], TEN[2], TEN[3], TEN[4], TEN[5], TEN[6], TEN[7], TEN[8], TEN[0], TEN[9]]
    page = read(report_of(numbered(*TEN), numbered(*moved)))
    (trace,) = page.find_class("trace")
    assert trace.text_content() == "old 1 stood here; it moved to 9"
    assert attribute(below(trace, "a"), "href") == "#9"
    row = next(node for node in articles(page) if node.get("id") == "9")
    assert find(row, "was").text_content() == "moved from old 1"
    assert attribute(below(find(row, "was"), "a"), "href") == "#" + attribute(below(trace, "span"), "id")


def test_a_split_is_one_change_with_a_seam_and_an_anchor_for_each_part() -> None:
    page = read(report(compact("zero", "final")))
    row = next(node for node in articles(page) if node.get("id") == "3")
    seams = [seam for seam in row.find_class("seam") if seam.get("id")]
    assert [(seam.get("id"), seam.text_content()) for seam in seams] == [("4", "4 new")]
    assert find(row, "cite").text_content() == "3 + 4"


def test_unchanged_clauses_are_folded_and_changes_are_not() -> None:
    page = read(report_of(numbered(*TEN), numbered(*TEN[:4], TEN[4] + " Now.", *TEN[5:])))
    folds = page.find_class("same")
    assert [below(fold, "summary").text for fold in folds] == [
        "5 unchanged clauses, title to 4",
        "5 unchanged clauses, 6 to 10",
    ]
    assert all("d" not in node.get("class", "").split() for fold in folds for node in articles(fold))


def test_what_came_whole_is_counted_and_stopped_at_once() -> None:
    old = "Article 1\n\nLamps are lit at dusk.\n"
    new = f"{old}\nArticle 2\n\n1. Oil is bought in spring.\n\n2. Oil is kept in the cellar.\n"
    page = read(report_of(parsed(old), parsed(new)))
    stops = [kinds for node in articles(page) if "d" in (kinds := node.get("class", "").split()) and "in" not in kinds]
    assert find(page, "where").get("data-all") == str(len(stops)) == "1"


def test_doubtful_pairs_name_the_runner_up() -> None:
    comparison = compare(parsed(numbered(*TEN)), parsed(numbered(*TEN)))
    changes = list(comparison.changes)
    link = changes[3].link
    assert link is not None
    changes[3] = replace(changes[3], link=replace(link, doubtful=True), by=(Author("A. Delegate", "2026-03-02"),))
    text = report(replace(comparison, changes=tuple(changes)))
    assert "doubtful pair</b>: similarity 1.00; no runner-up" in text
    assert "tracked by A. Delegate, 2026-03-02" in text


def test_unchanged_parts_are_one_line_of_the_overview() -> None:
    page = read(report(compact("draft3", "final")))
    parts, quiet = (find(page, "by-part"), find(page, "by-part").find_class("fold")[-1])
    assert not any(fold.get("open") for fold in (parts, quiet))
    assert below(parts, "summary").text == "Part by part: 7 of 31 parts changed"
    assert below(quiet, "summary").text == "24 other parts, same words"
    assert len(quiet.find_class("quiet")) == 24


def test_texts_that_do_not_differ_say_so() -> None:
    assert "The two texts do not differ" in report_of(numbered(*TEN), numbered(*TEN))


def test_a_report_of_a_selection_says_so_and_its_links_hold() -> None:
    whole = compact("zero", "final")
    some = replace(
        whole,
        changes=tuple(change for change in whole.changes if change.new and change.new[0].citation in ("2", "18(a)")),
    )
    text = report(some)
    check_links(text)
    assert "This report shows a selection: 2 of the 337 clauses of the new text." in text
    assert "shows a selection" not in report(whole)


def test_an_empty_side_is_no_trouble() -> None:
    text = report_of(Document(()), parsed(numbered(*TEN)))
    assert set(marks(text)["3"]) >= {"inserted", "d"}
    report_of(Document(()), Document(()))


def test_a_footnote_mark_leads_to_its_note() -> None:
    assert '<a class="fn" href="#fn1">' in report(compact("zero", "final"))


def shapes(comparison: Comparison) -> set[tuple[str, str, str]]:
    """Give what the elements of a report are: tag, classes, and the tag around them."""
    elements = [node for node in read(report(comparison)).iter() if isinstance(node.tag, str)]
    return {
        (str(node.tag), " ".join(sorted(node.get("class", "").split())), str(getattr(node.getparent(), "tag", "")))
        for node in elements
    }


def test_the_shortened_compact_of_the_browser_tests_has_every_element_of_the_whole_one() -> None:
    short = pipeline.compare(shortened("zero"), shortened("final"), Store(ROOT / "versions"))
    assert shapes(compact("zero", "final")) <= shapes(short)
