"""Terms, the log and the statistics of all versions as subjects."""

from __future__ import annotations

from cdiff.features.statistics.data import log_data, statistics_data, terms_data
from cdiff.features.statistics.model import ShownStatistics
from cdiff.features.statistics.sheets import log_sheets, statistics_sheets, terms_sheets
from cdiff.features.statistics.views import log_view, statistics_view, terms_view
from cdiff.telling.subject import ReportRequest, Subject


def _statistics_page(shown: ShownStatistics, asked: ReportRequest) -> str:
    from cdiff.features.statistics.page import stats_html

    return stats_html(shown.found, command=asked.again)


TERMS = Subject(
    "terms",
    versions=lambda shown: shown.table.versions,
    view=terms_view,
    sheets=terms_sheets,
    data=lambda shown: terms_data(shown.table),
)
LOG = Subject(
    "the log",
    versions=lambda entries: [entry.version for entry in entries],
    view=log_view,
    sheets=log_sheets,
    data=log_data,
)
STATISTICS = Subject(
    "statistics",
    versions=lambda shown: shown.found.versions,
    view=statistics_view,
    sheets=statistics_sheets,
    data=lambda shown: statistics_data(shown.found),
    documents={"html": _statistics_page},
)
