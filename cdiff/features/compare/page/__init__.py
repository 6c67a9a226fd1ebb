"""A comparison as one HTML file that can be sent to anyone.

The file holds everything it needs and can reach nothing: its Content-Security-Policy allows its own style and
script, by their hashes, and no address at all. It is whole without the script, which only filters, jumps and
copies; folding is `details`, side by side is a style sheet. Every value goes through Jinja2's autoescape, and
the words of the clauses through `text`; nothing is handed to the script but the page itself.

Rejected: a page that draws itself from JSON (nothing without a script, no search by the browser, long tasks),
and one text per column only (an inline view is what a telephone has room for).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from cdiff import __version__
from cdiff.core.model import TALLIED, WORDED, Change, Comparison, Document, Summary, Watched, Weighed
from cdiff.features.compare.headline import ORDERED, headline, why
from cdiff.features.compare.page.overview import WIDTH, bar, bars
from cdiff.features.compare.page.rows import Builder, ChangeRow, Fold, Trace
from cdiff.pipeline.comparing import count_changes
from cdiff.telling.change_labels import citations, kinds, quiet_said, times_said, watch_rows, watch_said
from cdiff.telling.html.anchors import Anchors
from cdiff.telling.html.page import LAID_OUT_AT_ONCE, carried, environment
from cdiff.telling.html.speech import spoken
from cdiff.telling.version_header import caveats, limits_of

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["html_report"]


def html_report(
    comparison: Comparison,
    summary: Summary,
    changes: Sequence[tuple[Change, str]],
    *,
    command: str,
    nav: Sequence[tuple[str, str]] = (),
    life: Callable[[str, str], str] | None = None,
    watched: Sequence[Watched] = (),
    whole: Comparison | None = None,
    heaviest: Sequence[Weighed] = (),
) -> str:
    """Write a comparison as one HTML file.

    `changes` are all changes, unchanged clauses too, each with the part of the text it stands in; `command`
    is what the reader types to get this report again. A comparison that was narrowed to some of its changes
    says so, and still gives the verdict on the `whole` of it. In a site `nav` are the ways out of the page, and
    `life` addresses the page of a clause, by the label of its version and its citation.
    """
    anchors = Anchors(comparison)
    new = comparison.new.document
    long = sum(change.is_change for change, _ in changes) > LAID_OUT_AT_ONCE
    parts = Builder(comparison, anchors, life, long=long).parts(changes)
    rows = bars(summary)
    view: dict[str, Any] = {
        "old": comparison.old,
        "new": comparison.new,
        "title": _title(new) or _title(comparison.old.document),
        "headline": headline(whole or comparison),
        "caveats": (caveats(comparison.old), caveats(comparison.new)),
        "limits": limits_of(comparison),
        "command": command,
        "nav": nav,
        "watched": [(each.name, watch_said(each), _touched(each)) for each in watched if each.touched],
        "ordered": ORDERED,
        "heaviest": [
            (
                _lead(each.change, anchors),
                citations(each.change),
                ": ".join(filter(None, (", ".join(kinds(each.change)), why(each)))),
            )
            for each in heaviest
        ],
        "unwatched": quiet_said(watched),
        "quiet": sum(not each.touched for each in watched),
        "version": __version__,
        "total": bar(summary.total),
        "renumbered": summary.total.count("renumbered"),
        "counts": [(name, summary.total.count(name)) for name in TALLIED if summary.total.count(name)],
        "words": dict(summary.total.words),
        "bars": rows,
        "changed_bars": [each for each in rows if not each.quiet],
        "quiet_bars": [each for each in rows if each.quiet],
        "rest": "before the first heading" if len(summary.rows) > 1 else "the whole text",
        "shown": sum(len(change.new) for change in comparison.changes),
        "changed": count_changes(comparison),
        "parts": parts,
        "long": long,
        "targets": {part.name: part.head.anchor if part.head else part.id for part in reversed(parts)},
        **spoken(new if new.clauses else comparison.old.document),
    }
    return _environment().get_template("report.html.j2").render(view) + "\n"


def _lead(change: Change, anchors: Anchors) -> str:
    """Return the anchor of a change: that of its first clause."""
    return anchors.new(change.new[0].citation) if change.new else anchors.old(change.old[0].citation)


def _touched(watched: Watched) -> list[str]:
    """Say of each change what it is and, of a term, how often it stands there."""
    rows, more = watch_rows(watched)
    said = [
        f"{citations(row.change)}: {', '.join(kinds(row.change))}"
        + (f", {times_said(watched, row)}" if watched.kind == "term" else "")
        for row in rows
    ]
    return [*said, f"… and {more} more"] if more else said


def _title(document: Document) -> str:
    return next((clause.text for clause in document.clauses if clause.kind == "title"), "")


@cache
def _environment() -> Environment:
    """Give the environment with what the report alone prints."""
    made = environment().overlay()
    made.tests = {**made.tests, "row": _is(ChangeRow), "fold": _is(Fold), "trace": _is(Trace)}
    made.globals = {**made.globals, "WORDED": WORDED, "WIDTH": WIDTH, **carried(("report.css",), ("report.js",))}
    return made


def _is(kind: type) -> Any:
    return lambda value: isinstance(value, kind)
