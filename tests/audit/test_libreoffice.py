"""A redline that another program made: LibreOffice compares two Word files, and the audit proves what it wrote."""

from __future__ import annotations

import subprocess
from pathlib import Path

from cdiff.core.model import Version
from cdiff.features.audit.auditing import audit_sides
from cdiff.parsing import parse
from cdiff.reading import read
from tests.audit.planting import planted, untracked, word_in
from tests.audit.test_auditing import sides
from tests.support import ROOT

FINAL = ROOT / "fixtures" / "formats" / "final.docx"
SCRIPT = ROOT / "tests" / "render" / "redline_in_libreoffice.py"


def test_what_libreoffice_writes_is_whole(tmp_path: Path, libreoffice: str, python_with_uno: str) -> None:
    data = FINAL.read_bytes()
    for pick in (7, 40, 90):
        data = planted(data, untracked, pick, word_in) or b""
    (tmp_path / "new.docx").write_bytes(data)
    subprocess.run([python_with_uno, str(SCRIPT), libreoffice, str(tmp_path), str(FINAL)], check=True, timeout=600)
    old, new = (Version(path.name, parse(read(path), "gcm")) for path in (FINAL, tmp_path / "new.docx"))
    for name in ("new.redline.docx", "new.redline.odt"):
        found = audit_sides(old, new, *sides((tmp_path / name).read_bytes(), "gcm", name))
        assert found.differences == (), name
        assert len(found.revisions) == 3
        assert {issue.kind for issue in found.issues} == {"unsigned"}
    lying = planted((tmp_path / "new.redline.docx").read_bytes(), untracked, 100, word_in) or b""
    found = audit_sides(old, new, *sides(lying, "gcm"))
    assert [each.state for each in found.differences] == ["rejected", "accepted"]
