"""An audit as a subject."""

from __future__ import annotations

from cdiff.features.audit.data import audit_data
from cdiff.features.audit.views import audit_sheets, audit_view
from cdiff.telling.subject import Subject

AUDIT = Subject(
    "an audit",
    versions=lambda judged: (judged.audit.rejected.old, judged.audit.accepted.new, judged.audit.tracked.new),
    view=audit_view,
    sheets=audit_sheets,
    data=audit_data,
)
