"""A redline that another program made: LibreOffice compares two Word files, and the audit proves what it wrote."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from cdiff.core.model import Version
from cdiff.features.audit.auditing import audit_sides
from cdiff.parsing import parse
from cdiff.reading import read
from tests.audit.planting import planted, untracked, word_in
from tests.audit.test_auditing import sides
from tests.render.test_redline_file import python_with_uno
from tests.support import ROOT

FINAL = ROOT / "fixtures" / "formats" / "final.docx"
SCRIPT = ROOT / "tests" / "render" / "redline_in_libreoffice.py"


@pytest.mark.skipif(not python_with_uno() and not os.environ.get("CI"), reason="needs LibreOffice and python3-uno")
def test_what_libreoffice_writes_is_whole(tmp_path: Path) -> None:
    data = FINAL.read_bytes()
    for pick in (7, 40, 90):
        data = planted(data, untracked, pick, word_in) or b""
    (tmp_path / "new.docx").write_bytes(data)
    office = shutil.which("soffice") or ""
    subprocess.run([python_with_uno(), str(SCRIPT), office, str(tmp_path), str(FINAL)], check=True, timeout=600)
    old, new = (Version(path.name, parse(read(path), "gcm")) for path in (FINAL, tmp_path / "new.docx"))
    for name in ("new.redline.docx", "new.redline.odt"):
        found = audit_sides(old, new, *sides((tmp_path / name).read_bytes(), "gcm", name))
        assert found.differences == (), name
        assert len(found.revisions) == 3
        assert {issue.kind for issue in found.issues} == {"unsigned"}
    lying = planted((tmp_path / "new.redline.docx").read_bytes(), untracked, 100, word_in) or b""
    found = audit_sides(old, new, *sides(lying, "gcm"))
    assert [each.state for each in found.differences] == ["rejected", "accepted"]
