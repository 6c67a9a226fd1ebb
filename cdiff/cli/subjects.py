"""Everything that can be told, and in which formats: the one table of subjects.

    command       subject                        html docx markdown csv xlsx json …

Each command names its subjects here, the one that it tells by default first. A test holds this table against what the
commands offer; `docs/reports.md` prints it.
"""

from __future__ import annotations

from importlib import import_module

from cdiff.telling.subject import Subject

SUBJECTS: dict[str, tuple[str, ...]] = {
    "compare": ("features.compare.told:COMPARISON",),
    "check": ("features.check.subjects:CHECK",),
    "table": ("features.table.told:TABLE",),
    "trace": ("features.trace.subjects:BIOGRAPHY", "features.trace.subjects:BIOGRAPHIES"),
    "blame": ("features.trace.subjects:PROVENANCE", "features.trace.subjects:PROVENANCES"),
    "where": ("features.trace.subjects:WHERE", "features.trace.subjects:WHEREABOUTS"),
    "concordance": ("features.trace.subjects:CONCORDANCE",),
    "terms": ("features.statistics.subjects:TERMS",),
    "brackets": (
        "features.brackets.subjects:LISTING",
        "features.brackets.subjects:CHANGES",
        "features.brackets.subjects:TABLE",
    ),
    "proposals": ("features.proposals.subjects:PROPOSALS",),
    "revisions": ("features.revisions.subjects:REVISIONS",),
    "log": ("features.statistics.subjects:LOG",),
    "stats": ("features.statistics.subjects:STATISTICS",),
    "audit": ("features.audit.subjects:AUDIT",),
    "align": ("features.compare.alignment:ALIGNMENT",),
    "show": ("features.versions.views:TEXT", "features.versions.views:REMOVED", "features.versions.views:REMARKS"),
    "list": ("features.versions.views:VERSIONS",),
    "verify": ("features.versions.verification:VERIFICATION",),
}


def subject(name: str) -> Subject:
    """Import a subject by its place: `features.compare.told:COMPARISON`."""
    module, _, attribute = name.partition(":")
    found: Subject = getattr(import_module(f"cdiff.{module}"), attribute)
    return found
