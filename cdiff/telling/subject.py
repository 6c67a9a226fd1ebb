"""What can be told, and in which formats: for each subject one table from format to function.

    SUBJECT                    view ──► terminal, markdown, html
    (brackets of a version,    sheets ► csv, xlsx
     a biography, a check …)   data ──► json
                               documents: formats of its own (a redline, SARIF, the page of a comparison)

A format that a subject does not have is an error with a near miss; nothing falls through to another format.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cdiff.core.errors import ReportError, near
from cdiff.core.model import Version
from cdiff.core.records import record, replace

if TYPE_CHECKING:
    from cdiff.telling.sheets import Sheet
    from cdiff.telling.terminal import Display
    from cdiff.telling.view import View

BINARY = ("docx", "xlsx")
"""Formats that a terminal cannot show."""
GENERAL = ("html", "markdown", "csv", "xlsx", "json")
"""Formats that every subject has which has a view, tables and data."""
_ORDER = ("html", "docx", "markdown", "csv", "xlsx", "json")


@record
class ReportRequest:
    """What a report is to be made of, beside its subject."""

    command: str = ""
    """What a person types to see it again; empty where no report quotes it."""
    max_bytes: int = 0
    """The largest that a comment in Markdown may be; 0 for any size."""
    again: str = ""
    """The command that makes this very file again."""
    notes: Sequence[str] = ()
    """What a reader must know of the store: versions that do not read."""


USUAL = ReportRequest()


@record
class Subject:
    """Something that cdiff tells of, and how it is told in each format."""

    name: str
    """What it is called in an error: `a comparison`."""
    versions: Callable[[Any], Sequence[Version]]
    """The texts that it is about."""
    view: Callable[[Any], View] | None = None
    sheets: Callable[[Any], Sequence[Sheet]] | None = None
    """Its tables; the first one is what CSV has."""
    data: Callable[[Any], object] | None = None
    """The complete result, as `json` takes it."""
    documents: Mapping[str, Callable[[Any, ReportRequest], str | bytes]] = {}
    """Formats that it writes in a way of its own."""
    keeps_paths: bool = False
    """It says where in a file something stands, so files keep the folders by which they were named."""

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats of a file, in the order in which commands list them."""
        general = {"html": self.view, "markdown": self.view, "csv": self.sheets, "xlsx": self.sheets, "json": self.data}
        own = [name for name in self.documents if name not in _ORDER]
        return (*(name for name in _ORDER if general.get(name) or name in self.documents), *own)

    def write(self, told: Any, format_: str, asked: ReportRequest = USUAL) -> bytes:
        """Write what is told as a file; raises `ReportError` for a format that the subject does not have."""
        told = self._named(told, format_)
        if format_ in self.documents:
            made = self.documents[format_](told, asked)
            return made.encode() if isinstance(made, str) else made
        if format_ not in self.formats:
            known = self.formats
            raise ReportError(
                f"{self.name} has no format {format_!r} (choose {', '.join(known)}){near(format_, known)}"
            )
        if format_ == "json":
            from cdiff.telling.json import dump

            return dump(_made(self.data, told)).encode()
        if format_ == "csv":
            from cdiff.telling.csv import csv_file

            return csv_file(_made(self.sheets, told)[0])
        if format_ == "xlsx":
            from cdiff.telling.xlsx import workbook

            return workbook(_made(self.sheets, told), self.versions(told))
        if format_ == "html":
            from cdiff.telling.html.view import view_html

            return view_html(self._view(told, asked), command=asked.again).encode()
        from cdiff.telling.markdown import markdown

        view = self._view(told, asked)
        return markdown(view, command=asked.command, again=asked.again, max_bytes=asked.max_bytes).encode()

    def _view(self, told: Any, asked: ReportRequest) -> View:
        from cdiff.telling.view import Note

        view: View = _made(self.view, told)
        return replace(view, notes=[*view.notes, *map(Note, asked.notes)]) if asked.notes else view

    def _named(self, told: Any, format_: str) -> Any:
        """Leave out the folders of this machine in what is sent to others."""
        from cdiff.telling.display_labels import relabelled

        return (
            relabelled(told, self.versions(told))
            if format_ != "json" and format_ in _ORDER and not self.keeps_paths
            else told
        )

    def show(self, told: Any, display: Display) -> str:
        """Write what is told for a terminal; raises `ReportError` for a subject without a view."""
        if not self.view:
            raise ReportError(f"{self.name} is not shown in a terminal (choose {', '.join(self.formats)})")
        from cdiff.telling.terminal import terminal

        return terminal(self.view(told), display)

    def printed(self, told: Any, format_: str, asked: ReportRequest = USUAL) -> str:
        """Write what is told in a text format for a pipe; CSV is without the marks by which a file is known."""
        if format_ == "csv" and self.sheets:
            from cdiff.telling.csv import csv_text

            return csv_text(self.sheets(self._named(told, format_))[0])
        return self.write(told, format_, asked).decode()


def several(subject: Subject, view: Callable[[Any], View] | None = None) -> Subject:
    """Return a subject that tells a sequence of what another one tells: one answer after the other.

    Its tables have the rows of all, its data is a list of theirs. `view` tells all in one way of its own.
    """

    def versions(told: Any) -> Sequence[Version]:
        found = {version.label: version for each in told for version in subject.versions(each)}
        return tuple(found.values())

    def joined(told: Any) -> View:
        from cdiff.telling.view import Heading

        views: list[View] = [_made(subject.view, each) for each in told]
        body = [element for each in views for element in (Heading(each.title), *each.lead, *each.body)]
        notes = tuple({note.text: note for each in views for note in each.notes}.values())
        whole: View = replace(views[0], title=f"{len(views)} answers", lead=(), notes=notes, body=body)
        return whole

    def sheets(told: Any) -> Sequence[Sheet]:
        tables = [_made(subject.sheets, each) for each in told]
        return tuple(
            replace(same[0], rows=[row for each in same for row in each.rows]) for same in zip(*tables, strict=True)
        )

    def data(told: Any) -> object:
        answers = [_made(subject.data, each) for each in told]
        return {"format": 1, "generator": "cdiff", "what": "answers", "answers": answers}

    return Subject(f"several of {subject.name}", versions, view or joined, sheets, data)


def _made(function: Callable[[Any], Any] | None, told: Any) -> Any:
    if function is None:
        raise AssertionError("a format is offered only where it is made")
    return function(told)
