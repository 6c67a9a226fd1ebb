"""A comparison in numbers."""

from __future__ import annotations

from cdiff.comparing import compare
from cdiff.comparing.summary import carried_by, count_words, marks_of, parts_of, summarise, words_of
from cdiff.core.model import Change, Clause, Comparison, Document, Edit


def article(number: int, title: str, *paragraphs: str) -> list[Clause]:
    head = f"article {number}"
    made = [Clause(head, "article", f"Article {number}", title)]
    return made + [Clause(f"{head}, {at}", "paragraph", f"{at}.", text, head) for at, text in enumerate(paragraphs, 1)]


LAMPS = ("Lamps", "Lamps are lit at dusk in all streets.", "Posts are painted in spring.")
OIL = ("Oil", "Oil is bought by the hall.", "Barrels are kept in a dry cellar.")
QUAYS = ("Quays", "Quays are swept each week.")


def compared(old: list[tuple[str, ...]], new: list[tuple[str, ...]]) -> Comparison:
    sides = [
        Document(tuple(clause for at, part in enumerate(side, 1) for clause in article(at, part[0], *part[1:])))
        for side in (old, new)
    ]
    return compare(*sides)


def test_each_change_is_counted_where_it_stands() -> None:
    new = [(LAMPS[0], "Lamps are lit at noon in all streets.", LAMPS[2]), QUAYS]
    summary = summarise(compared([LAMPS, OIL], new))
    rows = {row.citation: {name: count for name, count in row.counts if count} for row in summary.rows}
    assert rows == {
        "article 1": {"unchanged": 2, "modified": 1},
        "article 2 (old)": {"deleted": 1},
        "article 2": {"inserted": 1},
    }
    assert {name: count for name, count in summary.total.counts if count} == {
        "unchanged": 2,
        "modified": 1,
        "deleted": 1,
        "inserted": 1,
    }
    assert dict(summary.total.words) == {
        "unchanged": 1 + 7 + 5,
        "modified": 2,
        "moved": 0,
        "inserted": 6,
        "deleted": 14,
    }
    assert [row.title for row in summary.rows if row.citation == "article 1"] == ["Lamps"]


def test_a_moved_heading_carries_the_words_below_it() -> None:
    comparison = compared([LAMPS, OIL, QUAYS], [LAMPS, QUAYS, OIL])
    assert carried_by(comparison) == {"article 2", "article 2, 1"}
    summary = summarise(comparison)
    assert dict(summary.total.words)["moved"] == 6
    assert summary.total.count("moved") == 1
    assert summary.total.count("renumbered") == 2
    assert not any(dict(row.words).get("moved") for row in summarise(comparison, words=False).rows)
    assert carried_by(compared([LAMPS], [LAMPS])) == set()


def test_a_deleted_clause_stands_where_its_article_stands_now() -> None:
    comparison = compared([LAMPS, OIL], [QUAYS, LAMPS[:2], OIL])
    found = {
        change.old[0].citation: part
        for change, part in zip(comparison, parts_of(comparison), strict=True)
        if not change.new
    }
    assert found == {"article 1, 2": "article 2"}


def test_the_words_and_marks_of_a_change() -> None:
    one, other = Clause("1", "paragraph", "1.", "one two"), Clause("2", "paragraph", "2.", "one three four")
    edits = (Edit("equal", "one "), Edit("delete", "two"), Edit("insert", "three four"))
    change = Change("modified", (one,), (other,), edits, moved=True, renumbered=True)
    assert marks_of(change) == ["modified", "moved", "renumbered"]
    assert words_of(change, set()) == {"unchanged": 1, "modified": 3}
    assert words_of(change, {"2"}) == {"moved": 1, "modified": 3}
    assert words_of(Change("inserted", (), (other,)), set()) == {"inserted": 3}
    assert words_of(Change("unchanged", (one,), (one,)), {"1"}) == {"moved": 2}
    assert count_words("One — 1.5 %, [two].") == 6
