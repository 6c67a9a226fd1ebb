"""A comparison rendered in several formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdiff.core.errors import ReportError
from cdiff.core.model import Change, Comparison
from cdiff.core.records import NamedTuple, replace
from cdiff.pipeline.comparing import Selection, all_changes, select, summarise
from cdiff.pipeline.display_labels import without_folders
from cdiff.pipeline.report_files import check_format

if TYPE_CHECKING:
    from cdiff.core.model import Watched

FORMATS = ("html", "docx", "markdown", "csv", "xlsx", "json")


class Signature(NamedTuple):
    """What the changes of a redline are signed with; the renderer's own where it is not said."""

    author: str = ""
    date: str = ""


class Order(NamedTuple):
    """What a report is to be made of, beside the comparison."""

    command: str = ""
    """What a person types to compare again, without the options that name files."""
    wanted: Selection = Selection()
    signature: Signature = Signature()
    max_bytes: int = 65536
    """The size of a comment in Markdown."""
    watched: tuple[Watched, ...] = ()
    """What the configuration watches."""


# Rendering


def report(comparison: Comparison, format_: str, order: Order, name: str = "") -> bytes:
    """Render a comparison in one of `FORMATS`; `name` is the file's, for the command that the report quotes.

    Raises `ReportError` for a comment in Markdown that cannot be as small as it is to be.
    """
    check_format(format_, FORMATS)
    quoted = f"{order.command} --{format_} {name or '-'}" if order.command else ""
    if format_ != "json":
        old, new = without_folders((comparison.old, comparison.new))
        comparison = replace(comparison, old=old, new=new)
    if format_ == "html":
        from cdiff.features.compare.page import html_report

        part = replace(comparison, changes=tuple(_whole(comparison, order)))
        return html_report(part, summarise(part), all_changes(part), command=quoted, watched=order.watched).encode()
    if format_ == "docx":
        return _redline(comparison, order)
    if format_ == "markdown":
        return _markdown(comparison, order)
    return _data(comparison, format_, order, quoted)


def _whole(comparison: Comparison, order: Order) -> list[Change]:
    """Give the changes of a report that shows the text: all, unless it was narrowed."""
    if order.wanted == Selection():
        return list(comparison.changes)
    return [change for change, _ in select(comparison, order.wanted)]


def _redline(comparison: Comparison, order: Order) -> bytes:
    from cdiff.features.compare.redline import redline

    said = {name: value for name, value in order.signature._asdict().items() if value}
    return redline(comparison, _whole(comparison, order), **said)


def _markdown(comparison: Comparison, order: Order) -> bytes:
    from cdiff.telling.markdown import markdown

    shown = select(comparison, order.wanted)
    limit = order.max_bytes
    text = markdown(
        comparison, summarise(comparison), shown, command=order.command, max_bytes=limit, watched=order.watched
    )
    data = text.encode()
    if len(data) > limit:
        raise ReportError(f"--max-bytes {limit}: the head with its caveats alone takes {len(data)} bytes")
    return data


def _data(comparison: Comparison, format_: str, order: Order, quoted: str) -> bytes:
    shown = select(comparison, order.wanted)
    if format_ == "csv":
        from cdiff.telling.csv import comparison_csv

        return comparison_csv(comparison, shown)
    if format_ == "xlsx":
        from cdiff.telling.xlsx import comparison_xlsx

        return comparison_xlsx(comparison, summarise(comparison), shown, command=quoted)
    from cdiff.telling.json import comparison_json

    return comparison_json(comparison, summarise(comparison), shown, order.watched).encode()
