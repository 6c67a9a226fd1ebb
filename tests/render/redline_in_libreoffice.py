"""Accepts and rejects every change of Word files in LibreOffice; run by a Python that has `uno`, not by pytest.

    python3 redline_in_libreoffice.py SOFFICE FOLDER [OLD]

For each `x.docx` in the folder it writes `x.accepted.docx` and `x.rejected.docx` beside it; with OLD, another file,
the redline that LibreOffice makes of the two, as `x.redline.docx` and `x.redline.odt`.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

FORMS = {"docx": "MS Word 2007 XML", "odt": "writer8"}
COMMANDS = {"accepted": ".uno:AcceptAllTrackedChanges", "rejected": ".uno:RejectAllTrackedChanges"}


def main(program: str, folder: Path, old: Path | None = None) -> None:
    """Start LibreOffice with a profile of its own, do the work, and end it."""
    pipe = f"cdiff-{os.getpid()}"
    options = ["--headless", "--invisible", "--norestore", "--nodefault", "--nofirststartwizard"]
    office = subprocess.Popen(
        [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *options,
            f"--accept=pipe,name={pipe};urp;",
        ],
        env={**os.environ, "HOME": str(folder), "SAL_USE_VCLPLUGIN": "svp"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        work(connect(pipe), folder, old)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(office.pid, signal.SIGKILL)
        office.wait()


def connect(pipe: str) -> Any:
    """Wait until LibreOffice answers, and give its service manager."""
    uno = import_module("uno")
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
    for _ in range(300):
        with contextlib.suppress(Exception):
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        time.sleep(0.2)
    raise SystemExit("LibreOffice does not answer")


def work(context: Any, folder: Path, old: Path | None) -> None:
    """Open every file, do what is asked, and store what came of it."""
    make = context.ServiceManager.createInstanceWithContext
    desktop = make("com.sun.star.frame.Desktop", context)
    dispatcher = make("com.sun.star.frame.DispatchHelper", context)
    tasks: list[tuple[str, str, tuple[Any, ...]]] = [(name, command, ()) for name, command in COMMANDS.items()]
    if old:
        tasks = [("redline", ".uno:CompareDocuments", (value("URL", old.as_uri()), value("NoAcceptDialog", True)))]
    for path in sorted(folder.glob("*.docx")):
        for name, command, arguments in tasks:
            document = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (value("Hidden", True),))
            dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, arguments)
            for suffix, form in FORMS.items():
                kept = path.with_name(f"{path.stem}.{name}.{suffix}")
                document.storeToURL(kept.as_uri(), (value("FilterName", form),))
            document.close(True)


def value(name: str, given: object) -> Any:
    """Make a property as LibreOffice wants it."""
    uno = import_module("uno")
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, given
    return made


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]).resolve(), Path(sys.argv[3]).resolve() if sys.argv[3:] else None)
