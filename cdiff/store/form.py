"""The stored form: one Markdown file per version, one clause per line.

    ---
    label: "draft3"
    …
    ---

    ## PREAMBLE

    1. This Global Compact rests on …

    (a) Elaborate and implement …

    [^1]: International Convention …

A person reads it, a git host renders it, and `git blame` speaks in clauses. What the print of a line does
not say by itself stands behind it in a comment that no host shows: the kind (`<!-- stem -->`) and, where the
label would be cut off wrongly, its length (`<!-- text 0 -->`). Citations and parents follow from the sequence
(`cdiff.core.citation`), so they are not written.

The front matter is YAML of the plainest sort: one `key: "value"` per line, each value a JSON string or number. What
limits an answer about the text stands there too, because the source is not read again to compare it: `unread`, a line
for each limit (its kind, its line in the source, what it is), and `beside`, a digest of what the source shows beside
the text (`-` for nothing). Both are left out where there is nothing to say, and a reader that does not know them passes
over them.

How words are known, of a draft that is partly lost, stands at the end, a comment that no host shows for each passage
and for each thing that a source says:

    <!-- attested {"clause": "28(h)", "words": "working to end", "source": "a statement of 5 June 2018"} -->
    <!-- documented {"clause": "23", "words": "the", "nth": 2} -->
    <!-- statement {"text": "Firewalls were discussed.", "source": "a report of 18 May 2018"} -->

`words: "carried"` in the front matter says how all other words are known; without it those of a reconstruction are
carried, those of any other version attested. Passages are quoted, not counted in characters: a person can check a
quotation, and `cdiff verify` names one that the clause no longer has.

Rejected: JSON or one file per clause (no host renders them, no person reads them); parsing the stored text
again by its profile (a profile that is mended later would change old versions).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from cdiff.core.citation import HEADINGS, RANK, UncitedClause, cite
from cdiff.core.errors import StoredFormError
from cdiff.core.model import (
    EVIDENCE_KINDS,
    UNREAD_KINDS,
    Beside,
    Caution,
    Clause,
    Document,
    Evidence,
    Statement,
    UnreadKind,
    Version,
)
from cdiff.core.records import replace

FORMAT = 3
"""The number of the newest form; a reader refuses a higher one. The lowest number that a text needs is written.

Form 2 is form 1 and one line more, `<!-- parents … -->`: for each clause the number of the one that it belongs to, 0
for none, where the hierarchy does not follow from the kinds of the clauses. Form 3 adds how words are known: a reader
that passed over it would take what is only carried over for what was read.
"""

_KIND_OF_LEVEL = {1: "title", 2: "section", 3: "objective", 4: "subheading"}
_META = (
    "label",
    "title",
    "date",
    "round",
    "status",
    "follows",
    "source",
    "sha256",
    "media_type",
    "address",
    "read_with",
)
_LATE = ("note", "changes", "words")
_COMMENT = re.compile(r"(?:^| )<!-- (?P<kind>[a-z]+)(?: (?P<length>\d+))? -->$")
_LINES = re.compile(r"<!-- (?P<what>lines|parents) (?P<numbers>[\d ]+) -->$")
_KNOWN = re.compile(r"<!-- (?P<what>attested|documented|carried|statement) (?P<data>\{.*\}) -->$")
_PLAIN_FIELD = re.compile(r'"([a-z]+)": (?:"([^"\\]*)"|([1-9][0-9]{0,8}))')
_PLAIN_OBJECT = re.compile(rf"\{{{_PLAIN_FIELD.pattern}(?:, {_PLAIN_FIELD.pattern})*\}}")
_HEADING = re.compile(r"(?P<marks>#{1,6}) ?")
_NOTE = re.compile(r"\[\^(?P<mark>[^\[\]\s]+)\]: ?")
_NAMED_LABEL = re.compile(r"[^\s:.]+(?: [^\s:.]+){0,2}[:.](?: |$)")
_LABEL = re.compile(
    r"[(\[]?(?P<core>\d{1,6}(?:\.\d{1,3})*|[a-z]{1,5}|[A-Z]{1,6})"
    r"(?:[\s-]?(?:bis|ter|quater|quinquies|sexies|septies|octies|nonies|novies|decies|ante))*"
    r"(?P<close>[.)\]]{0,2})(?P<space>\s+|$)"
)
"""A number that needs no comment. Part of format 1: what parsing learns about numbers must not reread old versions."""
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_CONFLICT = re.compile(r"<{7} |\|{7} |={7}$|>{7} ")
"""What git writes into a file that it cannot merge. No clause begins like this: `write` escapes these signs."""
_SPECIAL = re.compile(r"[\\`*_<~$]|&(?=[#\w]+;)|\](?=[(\[:])")
_AT_START = re.compile(r"[-+>=#|\[]")


# Writing


def write(version: Version) -> str:
    """Write a version in the stored form; `read` gives an equal version back."""
    head = [f"{name}: {_value(getattr(version, name))}" for name in _META if getattr(version, name)]
    parents = parents_of(version.document)
    known = list(_known_lines(version))
    form = 3 if known or version.words else 2 if parents else 1
    head += [f"profile: {_value(version.document.profile)}", f"format: {form}"]
    head += [f"{name}: {_value(getattr(version, name))}" for name in _LATE if getattr(version, name)]
    head += [f"{name}: {_value(value)}" for name, value in _limits_of(version.document).items() if value]
    lines = []
    places = [clause.line for clause in version.document.clauses]
    if any(places):
        lines = [f"\n<!-- lines {' '.join(map(str, places))} -->\n"]
    if parents:
        lines.append(f"\n<!-- parents {' '.join(map(str, parents))} -->\n")
    if known:
        lines.append("\n" + "\n".join(known) + "\n")
    return "\n".join(["---", *head, "---", "", "".join([write_text(version.document), *lines])])


def _known_lines(version: Version) -> Iterator[str]:
    """Write how words are known and what sources say, a comment each; `>` is escaped, which could end a comment."""
    for each in version.evidence:
        yield _known_line(
            each.kind, {"clause": each.clause, "words": each.words, "nth": each.nth, "source": each.source}
        )
    for statement in version.statements:
        yield _known_line("statement", {"text": statement.text, "source": statement.source})


def _known_line(what: str, said: dict[str, str | int]) -> str:
    data = _value({name: value for name, value in said.items() if value}).replace(">", "\\u003e")
    return f"<!-- {what} {data} -->"


def _limits_of(document: Document) -> dict[str, str]:
    """Write what limits an answer about a text, as the front matter holds it."""
    limits = [
        f"{caution.unread} {caution.line} {' '.join(caution.message.split())}"
        for caution in document.warnings
        if caution.unread
    ]
    shown = [f"{beside.kind} {beside.digest or '-'}" for beside in document.beside]
    return {"unread": "\n".join(limits), "beside": "; ".join(shown)}


def parents_of(document: Document) -> list[int]:
    """Return for each clause the number of the one it belongs to, from 1; empty where that follows from the kinds."""
    clauses = document.clauses
    by_kinds = cite(UncitedClause(clause.kind, clause.label, clause.text) for clause in clauses)
    if [clause.parent for clause in by_kinds] == [clause.parent for clause in clauses]:
        return []
    numbers = {clause.citation: number for number, clause in enumerate(clauses, 1)}
    return [numbers.get(clause.parent or "", 0) for clause in clauses]


def write_text(document: Document) -> str:
    """Write the clauses alone: without what is known of the version, and without their lines in its source."""
    return "\n\n".join(map(write_clause, document.clauses)) + "\n"


def _value(value: str | int | dict[str, str | int]) -> str:
    import json

    text = json.dumps(value, ensure_ascii=False)
    return re.sub("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]", lambda sign: f"\\u{ord(sign[0]):04x}", text)


def write_clause(clause: Clause) -> str:
    """Write one clause as a line of Markdown."""
    line = _print(clause)
    kind, label, text = _guess(line)
    if line and (kind, label, text) == (clause.kind, clause.label, clause.text):
        return line
    length = "" if (label, text) == (clause.label, clause.text) else f" {len(clause.label)}"
    return f"{line} <!-- {clause.kind}{length} -->".lstrip(" ")


def _print(clause: Clause) -> str:
    if clause.kind == "footnote" and (mark := re.fullmatch(r"\[\^([^\[\]\s]+)\]", clause.label)):
        return f"[^{mark[1]}]: {escape(clause.text)}".rstrip(" ")
    body = escape(f"{clause.label} {clause.text}" if clause.label and clause.text else clause.label or clause.text)
    level = HEADINGS.get(clause.kind)
    return (
        f"{'#' * level} {body}".rstrip(" ")
        if level
        else _AT_START.sub(r"\\\g<0>", body, count=1)
        if _AT_START.match(body)
        else body
    )


def escape(text: str) -> str:
    """Take from a text what Markdown would read as markup; a footnote mark stays one."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def unescape(text: str) -> str:
    """Undo `escape`."""
    return _ESCAPED.sub(r"\1", text)


# Reading


def read(text: str, where: str) -> Version:
    """Read the stored form; `where` names the file in the error.

    Raises `StoredFormError` with the line that is not understood.
    """
    lines = _lines_of(text)
    end = _end_of_head(lines, where)
    meta = _meta(lines[1:end], where)
    evidence, statements = _known(lines, end + 1, where)
    document = _document(lines, end + 1, str(meta.pop("profile", "plain")), where)
    unread, beside = (str(meta.pop(name, "")) for name in ("unread", "beside"))
    document = replace(document, warnings=tuple(_cautions(unread)), beside=tuple(_beside(beside)))
    known = {*Version.__match_args__} - {"document", "evidence", "statements"}
    told = {name: value for name, value in meta.items() if name in known}
    return Version(document=document, evidence=evidence, statements=statements, **told)  # type: ignore[arg-type]


def _known(lines: list[str], start: int, where: str) -> tuple[tuple[Evidence, ...], tuple[Statement, ...]]:
    """Take from the lines what says how words are known and what sources say; the clauses are left."""
    evidence, statements = [], []
    for number, line in enumerate(lines[start:], start):
        if found := _KNOWN.match(line):
            said = _said(found["data"], f"{where}, line {number + 1}")
            lines[number] = ""
            if found["what"] == "statement":
                statements.append(statement_of(said, f"{where}, line {number + 1}"))
            else:
                evidence.append(evidence_of(found["what"], said, f"{where}, line {number + 1}"))
    return tuple(evidence), tuple(statements)


def _said(text: str, where: str) -> dict[str, object]:
    """Read the object of JSON in a comment; plain texts and numbers, which nearly all have, without its library."""
    if _PLAIN_OBJECT.fullmatch(text) and text.isprintable():
        return {name: int(number) if number else value for name, value, number in _PLAIN_FIELD.findall(text)}
    import json

    try:
        said: dict[str, object] = json.loads(text)
    except ValueError:
        raise StoredFormError(f'{where}: what is known is written {{"clause": …}}; found {text!r}') from None
    return said


def evidence_of(kind: str, said: Mapping[str, object], where: str) -> Evidence:
    """Make a passage of what a file says of it; raises `StoredFormError` for a field that is missing or none."""
    known = next(name for name in EVIDENCE_KINDS if name == kind)
    _check_fields(said, {"clause": str, "words": str, "nth": int, "source": str}, "clause", where)
    return Evidence(known, **said)  # type: ignore[arg-type]


def statement_of(said: Mapping[str, object], where: str) -> Statement:
    """Make a statement of what a file says of it; raises `StoredFormError` for a field that is missing or none."""
    _check_fields(said, {"text": str, "source": str}, "text", where)
    return Statement(**said)  # type: ignore[arg-type]


def _check_fields(said: Mapping[str, object], kinds: Mapping[str, type], wanted: str, where: str) -> None:
    for name, value in said.items():
        if name not in kinds:
            raise StoredFormError(f"{where}: unknown field {name!r}; there are {', '.join(kinds)}")
        if type(value) is not kinds[name]:
            raise StoredFormError(f"{where}: {name} is no {kinds[name].__name__}: {value!r}")
    if not said.get(wanted):
        raise StoredFormError(f"{where}: {wanted!r} is missing")


def _cautions(text: str) -> Iterator[Caution]:
    """Read `unread`; a kind that is not known here counts as a part that was not read."""
    for line in text.split("\n") if text else ():
        kind, _, rest = line.partition(" ")
        at, _, message = rest.partition(" ")
        known: UnreadKind = next((name for name in UNREAD_KINDS if name == kind), "part")
        yield Caution(message, int(at) if at.isascii() and at.isdigit() else 0, known)


def _beside(text: str) -> Iterator[Beside]:
    """Read `beside`."""
    for shown in filter(None, text.split("; ")):
        kind, _, digest = shown.rpartition(" ")
        yield Beside(kind, digest.removeprefix("-"))


def places(text: str) -> list[int]:
    """Give the line in which each clause of a stored version stands, from 1."""
    lines = _lines_of(text)
    start = _end_of_head(lines, "") + 1
    found = enumerate(lines[start:], start + 1)
    return [number for number, line in found if line and not (_LINES.match(line) or _KNOWN.match(line))]


def _lines_of(text: str) -> list[str]:
    """Split a stored version into lines; spaces at their ends, which editors leave and no clause has, do not count."""
    return [line.rstrip(" ") for line in text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")]


def _end_of_head(lines: list[str], where: str) -> int:
    if marked := next((number for number, line in enumerate(lines, 1) if _CONFLICT.match(line)), 0):
        raise StoredFormError(f"{where}, line {marked}: a merge conflict marker; resolve the conflict")
    if lines[0] != "---" or "---" not in lines[1:]:
        raise StoredFormError(f"{where}: no front matter between two lines '---'; was it written by cdiff add?")
    return lines.index("---", 1)


def _meta(lines: Iterable[str], where: str) -> dict[str, str | int]:
    meta: dict[str, str | int] = {}
    for number, line in enumerate(lines, 2):
        name, _, value = line.partition(": ")
        try:
            meta[name] = _parsed_value(value)
        except ValueError:
            raise StoredFormError(f'{where}, line {number}: expected key: "value", found {line!r}') from None
        wanted: tuple[type, ...] = (int,) if name in ("format", "changes") else (str,)
        if not isinstance(meta[name], wanted):
            raise StoredFormError(f"{where}, line {number}: {name} is no {wanted[0].__name__}: {value}")
    _check_meta(meta, where)
    return meta


def _parsed_value(text: str) -> str | int:
    """Read a value of JSON; plain texts and numbers, which nearly all are, without loading its library."""
    if re.fullmatch(r'"[^"\\]*"', text) and text.isprintable():
        return text[1:-1]
    if re.fullmatch(r"[1-9][0-9]{0,8}", text):
        return int(text)
    import json

    value: str | int = json.loads(text)
    return value


def _check_meta(meta: dict[str, str | int], where: str) -> None:
    if not meta.get("label"):
        raise StoredFormError(f"{where}: the front matter lacks a label")
    number = meta.pop("format", 0)
    if not isinstance(number, int) or not 1 <= number <= FORMAT:
        raise StoredFormError(f"{where}: format {number} is not known here (up to {FORMAT}); a newer cdiff wrote it")
    if meta.get("words", "") not in ("", *EVIDENCE_KINDS):
        raise StoredFormError(f"{where}: words must be one of {', '.join(EVIDENCE_KINDS)}, not {meta['words']!r}")


def _document(lines: list[str], start: int, profile: str, where: str) -> Document:
    items = []
    places: list[int] = []
    parents: list[int] = []
    for number, line in enumerate(lines[start:], start + 1):
        if not line:
            continue
        if found := _LINES.match(line):
            numbers = [int(place) for place in found["numbers"].split()]
            places, parents = (numbers, parents) if found["what"] == "lines" else (places, numbers)
            continue
        items.append(_item(line, f"{where}, line {number}"))
    if len(places) == len(items):
        items = [
            UncitedClause(item.kind, item.label, item.text, place) for item, place in zip(items, places, strict=True)
        ]
    if len(parents) == len(items):
        if any(parent > at for at, parent in enumerate(parents)):
            raise StoredFormError(f"{where}: a clause belongs to one before it, and the parents say otherwise")
        items = [replace(item, parent=parent - 1) for item, parent in zip(items, parents, strict=True)]
    return Document(cite(items), profile)


def _item(line: str, where: str) -> UncitedClause:
    comment = _COMMENT.search(line)
    if comment is None:
        return UncitedClause(*_guess(line))
    kind, length = comment["kind"], comment["length"]
    if kind not in RANK:
        raise StoredFormError(f"{where}: unknown kind {kind!r}")
    _, label, text = _guess(line[: comment.start()])
    if length is None:
        return UncitedClause(kind, label, text)
    body = _body(line[: comment.start()])
    size = int(length)
    return UncitedClause(kind, body[:size], body[size:].removeprefix(" ") if size else body)


def _body(line: str) -> str:
    """Give a line without its heading marks, as text."""
    heading = _HEADING.match(line)
    return unescape(line[heading.end() :] if heading else line)


def _guess(line: str) -> tuple[str, str, str]:
    """Say what the print of a line alone tells: its kind, label and text."""
    if note := _NOTE.match(line):
        return "footnote", f"[^{note['mark']}]", unescape(line[note.end() :])
    body = _body(line)
    if heading := _HEADING.match(line):
        named = _NAMED_LABEL.match(body)
        label = named[0].rstrip(" ") if named and any(map(str.isdigit, named[0])) else ""
        return _KIND_OF_LEVEL.get(len(heading["marks"]), "section"), label, body[len(label) :].removeprefix(" ")
    printed = _LABEL.match(body)
    if printed is None or not (printed["close"] or printed["core"].count(".")):
        return "text", "", body
    label = body[: printed.start("space")]
    kind = "paragraph" if printed["core"][0].isdigit() else "action"
    return kind, label, body[printed.end() :]
