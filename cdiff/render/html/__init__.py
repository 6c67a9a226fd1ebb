"""A comparison as one HTML file that can be sent to anyone.

The file holds everything it needs and can reach nothing: its Content-Security-Policy allows its own style and
script, by their hashes, and no address at all. It is whole without the script, which only filters, jumps and
copies; folding is `details`, side by side is a style sheet. Every value goes through Jinja2's autoescape, and
the words of the clauses through `text`; nothing is handed to the script but the page itself.

Rejected: a page that draws itself from JSON (nothing without a script, no search by the browser, long tasks),
and one text per column only (an inline view is what a telephone has room for).
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from cdiff import __version__
from cdiff.chronicle import Watched
from cdiff.language import direction_of, language_of
from cdiff.model import TALLIED, WORDED, Change, Comparison, Document, Summary
from cdiff.render.head import caveats, said_date
from cdiff.render.html.anchors import Anchors
from cdiff.render.html.overview import WIDTH, bar, bars
from cdiff.render.html.rows import Builder, Fold, Row, Trace
from cdiff.render.html.text import written_out
from cdiff.render.marks import citations, kinds, watch_rows, watch_said

__all__ = ["html_report"]


def html_report(
    comparison: Comparison,
    summary: Summary,
    changes: Sequence[tuple[Change, str]],
    *,
    command: str,
    watched: Sequence[Watched] = (),
) -> str:
    """Write a comparison as one HTML file.

    `changes` are all changes, unchanged clauses too, each with the part of the text it stands in; `command`
    is what the reader types to get this report again. A comparison that was narrowed to some of its changes
    says so.
    """
    anchors = Anchors(comparison)
    new = comparison.new.document
    language = language_of(new if new.clauses else comparison.old.document)
    parts = Builder(comparison, anchors).parts(changes)
    view: dict[str, Any] = {
        "old": comparison.old,
        "new": comparison.new,
        "title": _title(new) or _title(comparison.old.document),
        "differs": comparison.differs,
        "caveats": (caveats(comparison.old), caveats(comparison.new)),
        "command": command,
        "watched": [(each.name, watch_said(each), _touched(each)) for each in watched if each.touched],
        "unwatched": [each.name for each in watched if not each.touched],
        "version": __version__,
        "total": bar(summary.total),
        "renumbered": summary.total.count("renumbered"),
        "counts": [(name, summary.total.count(name)) for name in TALLIED if summary.total.count(name)],
        "words": dict(summary.total.words),
        "bars": bars(summary),
        "shown": sum(len(change.new) for change in comparison.changes),
        "changed": sum(change.is_change for change, _ in changes),
        "parts": parts,
        "targets": {part.name: part.head.anchor if part.head else part.id for part in reversed(parts)},
        "said_in": Markup(' lang="{}"').format(language) if language != "en" else "",
        "direction": direction_of(language),
    }
    return _environment().get_template("report.html.j2").render(view) + "\n"


def _touched(watched: Watched) -> list[str]:
    """Say of each change what it is and, of a term, how often it stands there."""
    rows, more = watch_rows(watched)
    said = [
        f"{citations(row.change)}: {', '.join(kinds(row.change))}"
        + (f", {row.old} → {row.new}" if watched.kind == "term" else "")
        for row in rows
    ]
    return [*said, f"… and {more} more"] if more else said


def _title(document: Document) -> str:
    return next((clause.text for clause in document.clauses if clause.kind == "title"), "")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("cdiff.render.html"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"date": said_date}
    environment.tests |= {"row": _is(Row), "fold": _is(Fold), "trace": _is(Trace)}
    style, head, script = _asset("report.css"), _asset("head.js"), _asset("report.js")
    environment.globals |= {"style": style, "head_script": head, "script": script, "WORDED": WORDED, "WIDTH": WIDTH}
    environment.globals["policy"] = (
        f"default-src 'none'; script-src {_hash(head)} {_hash(script)}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return environment


def _finalized(value: object) -> object:
    """Write out what nobody would see in any value that a template prints."""
    return value if isinstance(value, Markup) or not isinstance(value, str) else written_out(value)


def _is(kind: type) -> Any:
    return lambda value: isinstance(value, kind)


def _asset(name: str) -> Markup:
    """Read a style sheet or a script of this package; it goes into the page as it is, and its hash counts that."""
    text = files("cdiff.render.html").joinpath("assets", name).read_text(encoding="utf-8")
    return Markup(text.replace("\r\n", "\n").strip())  # noqa: S704  # our own file


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
