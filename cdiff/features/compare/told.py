"""A comparison as a subject: what of it is shown, and how in each format."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from cdiff.core.errors import ReportError
from cdiff.core.model import Change, Comparison, Version, Watched, Weighed
from cdiff.core.records import record, replace
from cdiff.features.compare.headline import REPORTED
from cdiff.pipeline.comparing import Selection, all_changes, in_units, select, summarise
from cdiff.telling.sheets import Sheet
from cdiff.telling.subject import ReportRequest, Subject
from cdiff.telling.view import View


@record
class Told:
    """A comparison, and what of it is to be told."""

    comparison: Comparison
    wanted: Selection = Selection()
    watched: tuple[Watched, ...] = ()
    """What the configuration watches."""
    stat: bool = False
    """Whether a terminal shows the summary alone."""
    author: str = ""
    date: str = ""
    """Who signs the changes of a redline, and when; the redline's own where it is not said."""
    top: int = 0
    """So many changes that matter most are named; 0 for what each view names unasked."""
    lexicon: Path | None = None
    """The words by which changes are weighed; None for the built-in lexicon."""
    issued: bytes = b""
    """The redline in the issued file; empty where there is none, so that cdiff writes a document of its own."""

    @property
    def versions(self) -> tuple[Version, Version]:
        """The two texts."""
        return self.comparison.old, self.comparison.new

    @property
    def is_whole(self) -> bool:
        """Whether all of the comparison is told."""
        return self.wanted == Selection()

    def shown(self) -> list[tuple[Change, str]]:
        """The changes to show, each with the part of the text it stands in."""
        return select(self.comparison, self.wanted)

    @property
    def objects(self) -> bool:
        """The verdict over what is shown: something differs, or was not read."""
        return self.comparison.is_incomplete or any(change.is_change for change, _ in self.shown())

    def units(self) -> list[tuple[Change, str]]:
        """The changes to show, what was inserted or deleted whole as one."""
        return in_units(self.comparison, self.shown())

    def listed(self) -> list[tuple[Change, str]]:
        """The changes of a report that has the whole text: all, with the unchanged clauses, unless it was narrowed."""
        return all_changes(self.comparison) if self.is_whole else self.shown()

    def whole(self) -> list[Change]:
        """The same without the parts."""
        return [change for change, _ in self.listed()]

    @cached_property
    def weighed(self) -> list[Weighed]:
        """Every change with its weight, in reading order; made once for all reports of a run."""
        from cdiff.weighing import weigh
        from cdiff.weighing.lexicon import BUILT_IN, lexicon

        return weigh(self.comparison, lexicon(self.lexicon or BUILT_IN), self.watched)

    def weighed_units(self) -> list[Weighed]:
        """The changes to show with their weights, what was inserted or deleted whole as one."""
        from cdiff.weighing import weigh_units

        return weigh_units(self.weighed, self.units())

    def heaviest(self) -> list[Weighed]:
        """The changes that matter most among those to show, the heaviest first: as many as a report names."""
        from cdiff.weighing import ranked

        return ranked(self.comparison, self.weighed_units())[: self.top or REPORTED]

    def ranked(self) -> list[Weighed]:
        """All changes to show that weigh anything, the heaviest first, each clause in its own."""
        from cdiff.weighing import ranked

        chosen = {id(change) for change, _ in self.shown()}
        return ranked(self.comparison, [each for each in self.weighed if id(each.change) in chosen])


def _view(told: Told) -> View:
    from cdiff.features.compare.terminal import comparison_view

    summary = summarise(told.comparison, words=False)
    heaviest = told.heaviest() if told.top else None
    return comparison_view(
        told.comparison, summary, told.units(), stat=told.stat, watched=told.watched, heaviest=heaviest
    )


def _sheets(told: Told) -> Sequence[Sheet]:
    from cdiff.features.compare.sheets import comparison_sheets

    return comparison_sheets(told.comparison, summarise(told.comparison), told.weighed_units())


def _data(told: Told) -> dict[str, Any]:
    from cdiff.telling.json import comparison_data

    counted = summarise(told.comparison, by_clause=True)
    return comparison_data(told.comparison, counted, told.listed(), told.watched, told.ranked())


def _page(told: Told, asked: ReportRequest) -> str:
    from cdiff.features.compare.page import html_report

    part = replace(told.comparison, changes=tuple(told.whole()))
    return html_report(
        part,
        summarise(part),
        all_changes(part),
        command=asked.again,
        watched=told.watched,
        whole=told.comparison,
        heaviest=told.heaviest(),
    )


def _redline(told: Told, asked: ReportRequest) -> bytes:
    if told.issued:
        return told.issued
    from cdiff.features.compare.redline import redline

    said = {name: value for name, value in (("author", told.author), ("date", told.date)) if value}
    return redline(told.comparison, told.whole(), heaviest=told.heaviest(), **said)


def _comment(told: Told, asked: ReportRequest) -> str:
    from cdiff.features.compare.markdown import comparison_markdown
    from cdiff.telling.markdown import MAX_BYTES, size

    limit = asked.max_bytes or MAX_BYTES
    summary = summarise(told.comparison)
    text = comparison_markdown(
        told.comparison,
        summary,
        told.units(),
        command=asked.command,
        max_bytes=limit,
        watched=told.watched,
        heaviest=told.heaviest(),
    )
    if size(text) > limit:
        raise ReportError(f"--max-bytes {limit}: the head with its caveats alone takes {size(text)} bytes")
    return text


COMPARISON = Subject(
    "a comparison",
    versions=lambda told: told.versions,
    view=_view,
    sheets=_sheets,
    data=_data,
    documents={"html": _page, "docx": _redline, "markdown": _comment},
)
