"""What a person asks about, and of which texts: arguments in a row, and lists in a file.

An argument that is a version or a file is always a text, and never a clause or a term: otherwise the answer would be
about another text than the one that was meant.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from cdiff.core.errors import CdiffError, near
from cdiff.store import Store

_LIKE_A_FILE = re.compile(r"(?i)[^\s]+\.(?:txt|md|markdown|html?|xhtml|xml|docx?|odt|rtf|pdf)|https?://\S+")


def is_text(name: str, store: Store) -> bool:
    """Whether an argument names a text: a version, one at a revision, a file or an address."""
    from cdiff.pipeline.versions import is_source

    label, at, revision = name.partition("@")
    return store.has(name) or (bool(at and revision) and store.has(label)) or (name != "-" and is_source(name))


def parted(typed: Sequence[str], store: Store) -> tuple[list[str], list[str]]:
    """Divide arguments into what is asked for and the texts that are asked.

    Raises `CdiffError` for what looks like a file and is none.
    """
    asked, texts = [], []
    for each in typed:
        if is_text(each, store):
            texts.append(each)
        elif _LIKE_A_FILE.fullmatch(each):
            here = [entry.name for entry in Path.cwd().iterdir()]
            raise CdiffError(f"no file {each}{near(each, [*here, *store.labels()]) or '; name one that is there'}")
        else:
            asked.append(each)
    return asked, texts


def check_clauses(typed: Iterable[str], store: Store) -> None:
    """Raise `CdiffError` for a version or a file in the place of a clause."""
    for each in typed:
        if is_text(each, store):
            what = "version" if store.has(each.partition("@")[0]) else "file"
            raise CdiffError(f'{each} is a {what}, and a clause is asked for: 21a, "objective 5", fn1')


def clauses_in(typed: Sequence[str]) -> list[str]:
    """List the clauses that are asked for: those typed, and those in a file or in standard input (`-`), one per line.

    Raises `CdiffError` for a file that is no list, and for an empty one.
    """
    found = [clause for each in typed for clause in _clauses_of(each)]
    if not found:
        raise CdiffError(f"{', '.join(typed)}: no clause is named there; write one per line")
    return list(dict.fromkeys(found))


def _clauses_of(typed: str) -> Iterator[str]:
    if typed != "-" and not Path(typed).is_file():
        yield typed
        return
    try:
        text = (sys.stdin.buffer.read() if typed == "-" else Path(typed).read_bytes()).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CdiffError(f"{typed}: byte {error.start} is not UTF-8; a list of clauses has one per line") from None
    for line in text.splitlines():
        if clause := line.partition("#")[0].strip():
            yield clause
