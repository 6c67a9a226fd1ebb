"""The file that says how the words of a draft are known: what `cdiff add --evidence FILE` takes.

words = "carried"                # all that no passage names

[[attested]]
clause = "28(h)"
words = "working to end"         # without it: the whole clause
source = "a statement of 5 June 2018"

[[documented]]
clause = "23"
words = "the"
nth = 2                          # where the clause has them more than once

[[statement]]
text = "Firewalls were a topic of round 4; no wording is known."
source = "a report of 18 May 2018"
"""

from __future__ import annotations

from pathlib import Path

from cdiff.core.errors import StoredFormError, near
from cdiff.core.machine import read_file
from cdiff.core.model import EVIDENCE_KINDS, Evidence, Statement
from cdiff.core.records import record
from cdiff.store.form import evidence_of, statement_of


@record
class KnownFile:
    """What such a file says."""

    words: str = ""
    evidence: tuple[Evidence, ...] = ()
    statements: tuple[Statement, ...] = ()


def read_evidence(path: str) -> KnownFile:
    """Read the file; raises `StoredFormError` with the entry and what is wrong with it."""
    import tomllib

    try:
        data = tomllib.loads(read_file(Path(path)).decode())
    except OSError as error:
        raise StoredFormError(f"cannot read {path}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise StoredFormError(f"{path}: byte {error.start} is not UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise StoredFormError(f"{path}: not TOML: {error}") from None
    tables = (*EVIDENCE_KINDS, "statement")
    for name, value in data.items():
        if name not in (*tables, "words"):
            raise StoredFormError(f"{path}: unknown table {name!r}{near(name, (*tables, 'words'))}")
        if name in tables and not (isinstance(value, list) and all(isinstance(row, dict) for row in value)):
            raise StoredFormError(f"{path}: expected [[{name}]]")
    words = data.get("words", "")
    if words not in ("", *EVIDENCE_KINDS):
        raise StoredFormError(f"{path}: words must be one of {', '.join(EVIDENCE_KINDS)}, not {words!r}")
    evidence = [
        evidence_of(kind, row, f"{path}, {kind} {at}")
        for kind in reversed(EVIDENCE_KINDS)  # of two that overlap the later counts: what was read before what is told
        for at, row in enumerate(data.get(kind, ()), 1)
    ]
    statements = [statement_of(row, f"{path}, statement {at}") for at, row in enumerate(data.get("statement", ()), 1)]
    return KnownFile(words, tuple(evidence), tuple(statements))
