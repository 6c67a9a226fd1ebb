"""The files that reports are written into, which are the user's own.

A file that is there is replaced only if cdiff wrote it, and if nobody has saved it with another program since:

    HTML        the generator that its head names
    Markdown    the comment in its first line
    CSV         the head of its first column, `cdiff_row`
    JSON        its key `generator`; in SARIF and in a code quality report the name of the tool
    JUnit       the name of its tests
    DOCX, XLSX  its properties: the application, or who saved it last

The formats are rendered one after the other and written together: all files, or none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from cdiff.core.errors import ReaderGoneError, ReportError

BINARY = ("docx", "xlsx")
_TEXTS = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<!-- written by cdiff -->|cdiff_row,"
    rb'|\{\s*(?:"summary": \{\s*)?"format": \d+,\s*"generator": "cdiff"'
    rb'|\{\s*"version": "2.1.0",\s*"\$schema": "[^"]*",\s*"runs": \[\s*\{\s*"tool": \{\s*"driver": \{\s*"name": "cdiff"'
    rb'|\[\s*(?:\]\s*$|\{\s*"type": "issue",\s*"engine_name": "cdiff")'
    rb'|<\?xml version="1.0" encoding="UTF-8"\?>\s*<testsuites name="cdiff check"'
    rb'|<\?xml version="1.0" encoding="UTF-8"\?>\s*<akomaNtoso (?:(?!</meta>).){0,2000}<identification source="#cdiff"'
    rb'|<!DOCTYPE html>(?:(?!</head>).){0,6000}<meta name="generator" content="cdiff )',
    re.DOTALL,
)
_PROPERTIES = {
    "docProps/app.xml": b"<Application>cdiff</Application>",
    "docProps/core.xml": b"<cp:lastModifiedBy>cdiff</cp:lastModifiedBy>",
}
_HEAD = 65536


def check_targets(
    targets: Mapping[str, str], inputs: Iterable[str] = (), *, store: Path | None = None, force: bool = False
) -> None:
    """Refuse what cannot be written, before the work begins; `targets` are formats and their paths.

    Raises `ReportError` for a path named twice, a folder that is not there, a file that another program wrote
    (unless `force`), one of the `inputs` and the folder of the `store` (`force` or not).
    """
    named: set[Path | str] = set()
    inputs = [*inputs]
    for format_, target in targets.items():
        path = Path(target)
        key = target if target == "-" else path.resolve()
        if key in named:
            raise ReportError(f"--{format_} {target}: two reports cannot go to one place")
        named.add(key)
        if target != "-" and store and store.resolve() in path.resolve().parents:
            raise ReportError(f"--{format_} {target}: that folder holds the versions; name another")
        if target != "-":
            _check_path(format_, path, inputs, force=force)


_SUFFIXES = {
    "html": (".html", ".htm"),
    "docx": (".docx",),
    "xlsx": (".xlsx",),
    "csv": (".csv",),
    "markdown": (".md", ".markdown"),
    "json": (".json",),
    "akn": (".xml", ".akn"),
    "": (".pdf", ".doc", ".odt", ".rtf", ".xls", ".png"),
}
"""What files of a format are called, and below "" those of formats that are not written."""


def _check_path(format_: str, path: Path, inputs: Iterable[str], *, force: bool) -> None:
    where = f"--{format_} {path}"
    meant = next((name for name, suffixes in _SUFFIXES.items() if path.suffix.lower() in suffixes), format_)
    if format_ in _SUFFIXES and meant != format_ and not force:
        instead = f"; for that: --{meant} {path}" if meant else ""
        raise ReportError(f"{where}: the name says {path.suffix}, and the file would be {format_}{instead}")
    if not str(path.name) or path.is_dir():
        raise ReportError(f"{where}: that is a folder; name a file in it")
    if not path.resolve().parent.is_dir():
        raise ReportError(f"{where}: there is no folder {path.parent}")
    if not path.is_file():
        return
    if any(Path(each).is_file() and path.samefile(each) for each in inputs):
        raise ReportError(f"{where}: that file is being compared, and stays as it is")
    if not force and not is_ours(path):
        raise ReportError(f"{where}: the file is there, and cdiff did not write it; --force replaces it")


def is_ours(path: Path) -> bool:
    """Whether cdiff wrote a file, as far as the file tells."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
        if head.startswith(b"PK"):
            return _is_our_package(path)
    except OSError as error:
        raise ReportError(f"cannot read {path}: {error.strerror}") from None
    return bool(_TEXTS.match(head))


def _is_our_package(path: Path) -> bool:
    import zipfile

    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
            for name, sign in _PROPERTIES.items():
                if name in names:
                    with package.open(name) as part:
                        if sign in part.read(_HEAD):
                            return True
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError):
        return False
    return False


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write reports, all or none; what is no ordinary file (a pipe, a device) is written into.

    A link stays a link: the file it leads to is replaced. Raises `ReportError`.
    """
    from cdiff.core.errors import VersionError
    from cdiff.store.files import write_whole

    ordinary = {path.resolve(): data for path, data in files.items() if path.is_file() or not path.exists()}
    try:
        write_whole(ordinary)
    except VersionError as error:
        raise ReportError(str(error)) from None
    for path, data in files.items():
        if path.resolve() not in ordinary:
            _write_into(path, data)


def _write_into(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except BrokenPipeError:
        raise ReaderGoneError(f"the reader of {path} has closed it") from None
    except OSError as error:
        raise ReportError(f"cannot write {path}: {error.strerror}") from None
