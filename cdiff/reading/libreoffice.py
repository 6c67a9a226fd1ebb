"""Rich text and old Word files (.rtf, .doc): through LibreOffice, where it is installed, to .docx.

No library reads the old binary format whole (notes, numbers, tracked changes); LibreOffice does. It runs
without a window, in a folder and with a profile of its own that are removed afterwards, macros off, links
to other files and to the network neither followed nor updated, and is stopped when it takes too long.
Rejected: antiword and catdoc (no notes, no numbers), striprtf (no lists), pywin32 (Windows and Word only).
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
from pathlib import Path

from cdiff.core.errors import ReadError
from cdiff.core.machine import find_program
from cdiff.core.model import Caution
from cdiff.core.records import replace
from cdiff.reading.content import Content
from cdiff.reading.options import ReadOptions

SECONDS = 120.0
"""How long LibreOffice may take."""
_PROGRAMS = ("soffice", "libreoffice")
_RTF = b"{\\rtf"
_WORD = "WordDocument".encode("utf-16-le")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHERS = (
    ("__substg1.0_", "an Outlook message; save the attachment, or the text of the message, as a file of its own"),
    ("PowerPoint Document", "an old PowerPoint presentation; save its text as .docx"),
    ("Workbook", "an old Excel workbook; save its text as .docx"),
    ("Book", "an old Excel workbook; save its text as .docx"),
)
"""Files with the same first bytes, by the name of a stream that each of them has."""
_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Common/Misc", "FirstRun", "false"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Writer/Content/Update", "Field", "false"),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
"""No macros, no links; and a proxy that is not there, so that what is asked for all the same is not found."""


def read_office(data: bytes, name: str, options: ReadOptions, *, seconds: float = SECONDS) -> Content:
    """Read a rich-text or old Word file by way of LibreOffice.

    Raises `ReadError` where LibreOffice is missing, fails or takes too long, or the file is no text.
    """
    from cdiff.reading.apart import read_apart
    from cdiff.reading.docx import read_docx

    rtf = data.startswith(_RTF)
    what = "a rich-text file" if rtf else "an old Word file"
    if not rtf and _ENCRYPTED in data:
        raise ReadError(f"{name} is an encrypted Office file; save it without a password")
    if not rtf and _WORD not in data:
        known = (what for stream, what in _OTHERS if stream.encode("utf-16-le") in data)
        raise ReadError(f"{name} is {next(known, 'an old Office file, but not of Word; save its text as .docx')}")
    program = find_program(*_PROGRAMS)
    if program is None:
        raise ReadError(f"{name}: this is {what}: install LibreOffice (soffice) to have it read, or save it as .docx")
    with tempfile.TemporaryDirectory(prefix="cdiff-", ignore_cleanup_errors=True) as folder:
        room = Path(folder)
        source = room / ("source.rtf" if rtf else "source.doc")
        source.write_bytes(data)
        _write_profile(room / "profile")
        _run(_command(program, room, source), room, name, seconds)
        try:
            converted = (room / "out" / "source.docx").read_bytes()
        except FileNotFoundError:
            raise ReadError(f"{name}: LibreOffice could not read it; save it as .docx") from None
    content = read_apart(read_docx, converted, name, options)
    caution = Caution("read by way of LibreOffice, which may set numbers and notes otherwise than Word")
    return replace(
        content,
        media_type="application/rtf" if rtf else "application/msword",
        warnings=(caution, *content.warnings),
    )


def _command(program: str, room: Path, source: Path) -> list[str]:
    filters = {".rtf": "Rich Text Format", ".doc": "MS Word 97"}
    return [
        program,
        f"-env:UserInstallation={(room / 'profile').as_uri()}",
        "--headless",
        "--invisible",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--nofirststartwizard",
        f"--infilter={filters[source.suffix]}",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(room / "out"),
        str(source),
    ]


def _write_profile(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{key}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, key, value in _SETTINGS
    )
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>\n',
        encoding="utf-8",
    )


def _run(command: list[str], room: Path, name: str, seconds: float) -> None:
    """Run LibreOffice in a process group of its own, so that the helper it starts ends with it."""
    kept = {key: os.environ[key] for key in ("PATH", "LANG", "LC_ALL", "SYSTEMROOT") if key in os.environ}
    process = subprocess.Popen(  # noqa: S603  # the program is found on the path, the arguments are ours
        command,
        cwd=room,
        env={**kept, "HOME": str(room), "TMPDIR": str(room), "SAL_USE_VCLPLUGIN": "svp"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        raise ReadError(f"{name}: LibreOffice needed more than {seconds:g} seconds; save it as .docx") from None
    finally:
        # What is left of the group: the program we started, and the helper it started.
        if hasattr(os, "killpg"):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
        elif process.poll() is None:
            process.kill()
        process.wait()
