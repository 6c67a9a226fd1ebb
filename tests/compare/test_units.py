"""What was inserted or deleted whole is counted and shown once; every clause still has a change of its own."""

from __future__ import annotations

from cdiff.comparing import compare
from cdiff.comparing.units import followers, in_units, whole_units
from cdiff.core.model import Comparison
from cdiff.pipeline.comparing import Selection, count_changes, select
from tests.support import parsed

ONE = "Article 1\nLamps\n\nLamps are lit at dusk.\n\n"
OIL = "Article 2\nOil\n\n1. Oil is bought by the hall.\n\n2. Barrels are kept:\n\n"
OIL += "(a) in a dry cellar;\n\n(b) under a roof.\n\n"
QUAYS = "Article 3\nQuays\n\nQuays are swept each week.\n\n"


def compared(old: str, new: str) -> Comparison:
    return compare(parsed(old, "articles"), parsed(new, "articles"))


def rows(comparison: Comparison) -> list[tuple[str, list[str]]]:
    found = in_units(comparison, select(comparison))
    return [(change.kind, [clause.citation for clause in change.new or change.old]) for change, _ in found]


def test_a_new_article_is_one_insertion_with_all_that_stands_below_it() -> None:
    comparison = compared(ONE + QUAYS, ONE + OIL + QUAYS)
    below = ["article 2", "article 2, 1", "article 2, 2", "article 2, 2(a)", "article 2, 2(b)"]
    assert rows(comparison) == [("inserted", below)]
    assert count_changes(comparison) == 1
    assert len(followers(comparison)) == 4
    assert [change.new[0].citation for change in comparison if change.kind == "inserted"] == below


def test_a_deleted_article_is_one_deletion() -> None:
    comparison = compared(ONE + OIL + QUAYS, ONE + QUAYS)
    assert [(kind, names[0], len(names)) for kind, names in rows(comparison)] == [("deleted", "article 2", 5)]


def test_the_articles_of_a_new_chapter_are_counted_one_by_one() -> None:
    chapter = "CHAPTER I\nGENERAL\n\n" + ONE
    new = compared(chapter, chapter + "CHAPTER II\nTRADE\n\n" + OIL + QUAYS)
    assert [names[0] for _, names in rows(new)] == ["chapter II", "article 2", "article 3"]


def test_an_article_that_keeps_a_paragraph_is_not_new() -> None:
    old = "Article 1\nLamps\n\n1. Lamps are lit at dusk in every street of the town.\n\n2. Posts are painted green.\n\n"
    new = "Article 1\nLamps\n\n1. Posts are painted green.\n\nArticle 2\nLight\n\n"
    new += "1. Lamps are lit at dusk in every street of the town.\n\n2. Nobody pays.\n\n"
    assert not whole_units(compared(old, new))


def test_a_part_of_a_new_article_stands_alone_where_only_it_is_asked_for() -> None:
    comparison = compared(ONE + QUAYS, ONE + OIL + QUAYS)
    shown = select(comparison, Selection(clauses=("article 2, 2",)))
    assert in_units(comparison, shown) == shown
    whole = in_units(comparison, select(comparison, Selection(clauses=("article 2",), only=("inserted",))))
    assert [len(change.new) for change, _ in whole] == [5]


def test_a_sub_heading_and_its_section_come_as_one() -> None:
    act = "Definitions\n\n1. In this Act, a lamp is a light.\n\nApplication\n\n2. This Act applies to lamps.\n\n"
    new = act + "Fees\n\n3. A fee is paid:\n\n(a) in spring;\n\n(b) in autumn.\n"
    comparison = compare(parsed(act), parsed(new))
    assert [names[0] for _, names in rows(comparison)] == ["fees"]
