"""Checking a draft: load it and all that it is held against, and say where in which file everything stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cdiff.core import citation
from cdiff.core.config import Config
from cdiff.core.errors import CitationError, ConfigError, ProfileError, VersionError
from cdiff.core.model import Comparison, Document, Reading, Version
from cdiff.core.records import NamedTuple
from cdiff.features.brackets.versions import conventions_for
from cdiff.features.check import NAMES, Excuses, Raw, Rules, Subject, Whereabouts, check, rules_of
from cdiff.features.check.model import Checked, Severity
from cdiff.features.check.reports import read_baseline, write_baseline
from cdiff.features.check.settings import day, severity
from cdiff.parsing import load_profile
from cdiff.parsing.profile import Profile
from cdiff.pipeline.comparing import compare
from cdiff.pipeline.read_options import recall
from cdiff.pipeline.versions import USUAL, is_source, load, load_read, profile_of, source_of
from cdiff.reading.options import ReadOptions
from cdiff.store import Store, form

_WITH_LINES = ("text/plain", "text/markdown", "text/html")
"""Media types whose lines a person can go to."""


__all__ = ["Asked", "asked", "run_check", "write_baseline"]


class Asked(NamedTuple):
    """What a check was asked for."""

    new: str
    against: str = ""
    same_as: str = ""
    final: bool = False
    fail_on: Severity | None = None
    count_known: bool = False
    excuses: Excuses = Excuses()


def asked(new: str, *, fail_on: str = "", baseline: str = "", today: str = "", **more: Any) -> Asked:
    """Understand what was typed; raises `ConfigError` for a severity, a day or a baseline that is none."""
    worst = severity(fail_on, "--fail-on") if fail_on else None
    accepted = read_baseline(baseline) if baseline else frozenset()
    return Asked(new, fail_on=worst, excuses=Excuses(day(today, "--today") if today else "", accepted), **more)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A version, and the file and lines that findings in it point into."""

    version: Version
    document: Document
    """With what its reading set aside and warned of, where the source is at hand."""
    profile: Profile
    whereabouts: Whereabouts
    received: tuple[Raw, ...] = ()


def run_check(
    asked: Asked, store: Store, config: Config, *, profile: str = "auto", options: ReadOptions = USUAL
) -> Checked:
    """Check a draft: a label, a label at a git revision, a file in any format, or an address.

    Raises what loading a version raises, and `ConfigError` for a table that is not understood, or that names a
    version or a clause that is not there.
    """
    rules = rules_of(config, NAMES)._replace(file=shown(config.file) if config.file else "")
    new = load_to_check(asked.new, store, profile=profile, options=options)
    old = load_to_check(asked.against, store, profile=profile, options=options) if asked.against else None
    same = load(asked.same_as, store, profile=profile, options=options) if asked.same_as else None
    named = _named_versions(rules, store)
    subject = Subject(
        new.version,
        rules,
        new.profile,
        compare(old.version, new.version, store) if old else None,
        _against(rules.agreed, named, new.version, store),
        _against(rules.watch.clauses, named, old.version if old else new.version, store),
        compare(same, new.version, store) if same else None,
        asked.final,
        new.received,
        conventions_for(new.version, store, config, profile),
        old.document.remarks if old else (),
        new.document,
    )
    before = _before(old, subject, named, store) if old else None
    return check(
        subject,
        before,
        excuses=asked.excuses,
        whereabouts=new.whereabouts,
        fail_on=asked.fail_on,
        count_known=asked.count_known,
    )


def _before(old: Loaded, subject: Subject, named: Mapping[str, Version], store: Store) -> Subject:
    """Set the old draft up to be checked by the same rules, so that its faults are known."""
    agreed = _against(subject.settings.agreed, named, old.version, store)
    return Subject(
        old.version,
        subject.settings,
        old.profile,
        agreed=agreed,
        final=subject.final,
        received=old.received,
        conventions=subject.conventions,
        document=old.document,
    )


def _named_versions(rules: Rules, store: Store) -> dict[str, Version]:
    """Load the versions that the configuration names, and make sure that they have the clauses it names."""
    found: dict[str, Version] = {}
    for table, tables in (("agreed", rules.agreed), ("watch", rules.watch.clauses)):
        for label, citations in tables.items():
            where = f"{rules.where}: [{table}] {label}"
            try:
                found[label] = found.get(label) or load(label, store)
                for typed in citations:
                    citation.find(found[label].document, typed, label)
            except (VersionError, CitationError) as error:
                raise ConfigError(f"{where}: {error}") from None
    return found


def _against(
    tables: Mapping[str, tuple[str, ...]], named: Mapping[str, Version], new: Version, store: Store
) -> tuple[Comparison, ...]:
    return tuple(compare(named[label], new, store) for label in tables)


# Loading


def load_to_check(name: str, store: Store, *, profile: str = "auto", options: ReadOptions = USUAL) -> Loaded:
    """Load a version with the lines that its findings point into.

    These are the lines of the received file where it has lines; else those of the stored form, and for a file that
    is not stored its paragraphs, counted.
    """
    label, _, revision = name.partition("@")
    if not store.has(name) and is_source(name):
        version, reading = load_read(name, store, profile=profile, options=options)
        if reading is None:
            text = Path(name).read_text(encoding="utf-8") if Path(name).is_file() else form.write(version)
            return _in_stored_form(version, name, text)
        return _as_received(version, version.document, reading, _profile(profile, version), name)
    version = load(name, store, profile=profile, options=options)
    reading = source_of(version, store, recall(version.read_with), "" if store.has(name) else revision)
    chosen = load_profile(profile_of(version, store))
    document = _document(reading, profile_of(version, store), version)
    if reading.source.media_type in _WITH_LINES:
        return _as_received(version, document, reading, chosen, shown(store.source_path(version)))
    path = store.path(label if revision else name)
    stored = _in_stored_form(version, shown(path), form.write(version) if revision else path.read_text("utf-8"))
    return Loaded(version, document, chosen, stored.whereabouts, _raw(reading, document))


def _document(reading: Reading, profile: str, version: Version) -> Document:
    from cdiff.parsing import parse

    again = parse(reading, profile)
    return again if again == version.document else version.document


def _profile(name: str, version: Version) -> Profile:
    return load_profile(name if name != "auto" else version.document.profile)


def _as_received(version: Version, document: Document, reading: Reading, profile: Profile, file: str) -> Loaded:
    lines = _raw(reading, document)
    starts = {clause.citation: clause.line for clause in document.clauses if clause.line}
    return Loaded(version, document, profile, Whereabouts(file, "received", lines, starts), lines)


def _raw(reading: Reading, document: Document) -> tuple[Raw, ...]:
    """Give the lines of the source that are of the draft."""
    first = min((clause.line for clause in document.clauses if clause.line), default=0)
    removed = {row.line for row in document.removed}
    kept = (block for block in reading.blocks if block.line >= first and block.line not in removed)
    return tuple(Raw(block.line, f"{block.label} {block.text}" if block.label else block.text) for block in kept)


def _in_stored_form(version: Version, file: str, text: str) -> Loaded:
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    starts = dict(zip((clause.citation for clause in version.document.clauses), form.places(text), strict=False))
    where = tuple(Raw(number, line) for number, line in enumerate(lines, 1))
    try:
        profile = load_profile(version.document.profile)
    except ProfileError:
        profile = Profile(version.document.profile)
    return Loaded(version, version.document, profile, Whereabouts(file, "stored", where, starts))


def shown(path: Path) -> str:
    """Write a path as seen from this folder, so that no output names the machine."""
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return path.name
