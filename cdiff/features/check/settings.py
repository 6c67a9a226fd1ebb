"""The tables of `cdiff.toml` that configure a check.

[check]
fail_on = "error"                  # the least severity that makes the verdict negative

[rules]
hygiene = "note"                   # a whole group
"hygiene/quotes" = "off"           # one rule; error, warning, note or off

[expect]
objective = 23                     # the expected number of clauses of a kind; or a list: [22, 23]

[agreed]
draft2 = ["11", "objective 5"]     # clauses whose text was agreed in that version, as it cites them

[terms]
required = ["human rights"]
forbidden = ["illegal migrant"]
keep = ["non-refoulement"]         # may not disappear from a draft that has it
variants = [["organized", "organised"], ["health care", "healthcare"]]

[[allow]]
rule = "terms/variant"             # a rule or a group
clause = "25(d)"                   # everywhere, if left out
reason = "the agency spells its name so"
until = 2027-01-31                 # the last day; for good, if left out
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from cdiff.core.citation import RANK
from cdiff.core.config import Config, watched_clause
from cdiff.core.errors import ConfigError, near
from cdiff.core.records import field_names, record
from cdiff.features.check.model import SEVERITIES, Severity

OFF = "off"


@record
class Allow:
    """An exception: which findings of a rule are allowed, and why."""

    rule: str
    """A rule, or a group of them."""
    reason: str
    clause: str = ""
    """As the new text cites it; empty for everywhere."""
    words: str = ""
    """Words that must be part of what the finding is about; empty for any."""
    until: str = ""
    """The last day on which it holds, ISO 8601; empty for good."""


@record
class Terms:
    """Words that must be in the text, and words that may not."""

    required: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    variants: tuple[tuple[str, ...], ...] = ()
    defined: tuple[str, ...] = ()


@record
class Watch:
    """The clauses and terms whose changes are reported."""

    clauses: Mapping[str, tuple[str, ...]] = {}
    """A version → the citations of the clauses that are watched as it cites them."""
    terms: tuple[str, ...] = ()


@record
class CheckSettings:
    """Everything in the configuration that changes the result of a check."""

    severities: Mapping[str, str] = {}
    """A rule or a group → its severity, or `off`."""
    fail_on: Severity = "error"
    allow: tuple[Allow, ...] = ()
    expect: Mapping[str, tuple[int, ...]] = {}
    agreed: Mapping[str, tuple[str, ...]] = {}
    """A version → the citations of the clauses that were agreed in it."""
    terms: Terms = Terms()
    watch: Watch = Watch()
    lexicon: str = ""
    """A lexicon file of the user's own; the built-in one if empty."""
    where: str = ""
    """The configuration file, for messages."""
    file: str = ""
    """The same relative to this folder, as a finding names it."""


def rules_of(config: Config, known: Sequence[str]) -> CheckSettings:
    """Read the tables of a configuration file; `known` are the names of all rules.

    Raises `ConfigError` with the file, the table and the key that is not understood.
    """
    tables, where = config.checks, str(config.file or "")
    for name, table in tables.items():
        wanted: type = list if name == "allow" else dict
        if not isinstance(table, wanted):
            raise ConfigError(f"{where}: {'[[allow]]' if name == 'allow' else f'[{name}]'} is a table")
    check = _strings(tables.get("check", {}), ("fail_on", "lexicon"), f"{where}: [check]")
    return CheckSettings(
        _severities(tables.get("rules", {}), known, f"{where}: [rules]"),
        severity(check.get("fail_on", "error"), f"{where}: [check] fail_on"),
        tuple(_allow(row, known, f"{where}: [[allow]] {at}") for at, row in enumerate(tables.get("allow", []), 1)),
        _expected(tables.get("expect", {}), f"{where}: [expect]"),
        {name: _texts(value, f"{where}: [agreed] {name}") for name, value in tables.get("agreed", {}).items()},
        _terms(tables.get("terms", {}), f"{where}: [terms]"),
        _watch(config.settings.watch, where),
        check.get("lexicon", ""),
        where,
    )


def severity(said: str, where: str) -> Severity:
    """Check that a word is a severity; raises `ConfigError` that names `where` it was read."""
    for name in SEVERITIES:
        if said == name:
            return name
    raise ConfigError(f"{where}: unknown severity {said!r} (choose {', '.join(SEVERITIES)}){near(said, SEVERITIES)}")


def severity_of(rule: str, usual: Severity, severities: Mapping[str, str]) -> str:
    """Return the severity of a rule: its own in the configuration, else its group's, else its usual one."""
    return severities.get(rule) or severities.get(rule.partition("/")[0]) or usual


def _severities(table: Mapping[str, Any], known: Sequence[str], where: str) -> dict[str, str]:
    for name, value in table.items():
        _check_rule(name, known, where)
        if value not in (*SEVERITIES, OFF):
            raise ConfigError(f"{where}: {name} must be error, warning, note or off, not {value!r}")
    return dict(table)


def _check_rule(name: object, known: Sequence[str], where: str) -> str:
    names = [*known, *dict.fromkeys(rule.partition("/")[0] for rule in known)]
    if not isinstance(name, str) or name not in names:
        raise ConfigError(f"{where}: no rule {name!r}{near(str(name), names)}")
    return name


def _allow(row: object, known: Sequence[str], where: str) -> Allow:
    if not isinstance(row, dict):
        raise ConfigError(f"{where}: expected a table")
    until = row.get("until", "")
    row = {**row, "until": until.isoformat() if type(until) is date else until}
    said = _strings(row, field_names(Allow), where)
    for name in ("rule", "reason"):
        if not said.get(name, "").strip():
            raise ConfigError(f"{where}: {name} is missing; an exception says what it lets pass, and why")
    _check_rule(said["rule"], known, where)
    if said["until"]:
        day(said["until"], f"{where}: until")
    return Allow(**said)


def day(said: str, where: str) -> str:
    """Check that a text is a day, ISO 8601; raises `ConfigError` that names `where` it was read."""
    try:
        return date.fromisoformat(said).isoformat()
    except ValueError:
        raise ConfigError(f"{where}: {said!r} is not a date; write it as 2027-01-31") from None


def _expected(table: Mapping[str, Any], where: str) -> dict[str, tuple[int, ...]]:
    found = {}
    for kind, value in table.items():
        counts = value if isinstance(value, list) else [value]
        if kind not in RANK:
            raise ConfigError(f"{where}: no kind of clause {kind!r}{near(kind, RANK)}")
        if not counts or any(type(count) is not int or count < 0 for count in counts):
            raise ConfigError(f"{where}: {kind} must be an integer or a list of integers, not {value!r}")
        found[kind] = tuple(counts)
    return found


def _terms(table: Mapping[str, Any], where: str) -> Terms:
    _check_keys(table, field_names(Terms), where)
    said: dict[str, Any] = {
        name: _texts(value, f"{where} {name}") for name, value in table.items() if name != "variants"
    }
    rows = table.get("variants", [])
    if not isinstance(rows, list):
        raise ConfigError(f"{where} variants must be a list of lists of strings")
    return Terms(**said, variants=tuple(_texts(row, f"{where} variants", least=2) for row in rows))


def _watch(names: Sequence[str], where: str) -> Watch:
    clauses: dict[str, tuple[str, ...]] = {}
    terms: list[str] = []
    for name in names:
        try:
            clause = watched_clause(name)
        except ConfigError as error:
            raise ConfigError(f"{where}: watch: {error}") from None
        if clause:
            clauses[clause.label] = (*clauses.get(clause.label, ()), clause.citation)
        else:
            terms.append(name)
    return Watch(clauses, tuple(terms))


def _texts(value: object, where: str, least: int = 0) -> tuple[str, ...]:
    texts = value if isinstance(value, list) else []
    if texts is not value or len(texts) < least or not all(isinstance(text, str) and text.strip() for text in texts):
        raise ConfigError(f"{where} must be a list of strings{f', {least} or more' if least else ''}, not {value!r}")
    return tuple(texts)


def _strings(table: Mapping[str, Any], known: Sequence[str], where: str) -> dict[str, str]:
    _check_keys(table, known, where)
    for name, value in table.items():
        if not isinstance(value, str):
            raise ConfigError(f"{where}: {name} must be a string, not {value!r}")
    return dict(table)


def _check_keys(table: Mapping[str, Any], known: Sequence[str], where: str) -> None:
    for name in table:
        if name not in known:
            raise ConfigError(f"{where}: unknown key {name!r}{near(name, known)}")
