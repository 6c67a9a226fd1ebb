"""A version for other programs: as Akoma Ntoso, or as JSON."""

from __future__ import annotations

from typing import Any

from cdiff.core.model import Document, Version
from cdiff.core.records import record
from cdiff.telling.json import text_data
from cdiff.telling.subject import ReportRequest, Subject


@record
class Exported:
    """A version, and its source read again where that is asked for."""

    version: Version
    again: Document | None = None


def _akn(told: Exported, asked: ReportRequest) -> bytes:
    from cdiff.features.export.akn import akn

    return akn(told.version)


def _data(told: Exported) -> dict[str, Any]:
    return text_data(told.version, told.version.document.clauses, told.again)


EXPORT = Subject(
    "a version for other programs",
    versions=lambda told: (told.version,),
    data=_data,
    documents={"akn": _akn},
)
