"""Running a check: load the draft and everything it is compared with, and know the lines of each in its file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cdiff.core import citation
from cdiff.core.config import Config
from cdiff.core.errors import CitationError, ConfigError, ProfileError, VersionError
from cdiff.core.model import Comparison, Document, Reading, Version
from cdiff.core.records import record, replace
from cdiff.features.brackets.versions import conventions_for
from cdiff.features.check import NAMES, CheckContext, Excuses, FileLines, SourceLine, check, rules_of
from cdiff.features.check.model import Checked, Severity
from cdiff.features.check.reports import read_baseline, write_baseline
from cdiff.features.check.settings import CheckSettings, day, severity
from cdiff.parsing import load_profile
from cdiff.parsing.profile import Profile
from cdiff.pipeline.comparing import compare
from cdiff.pipeline.read_options import recall
from cdiff.pipeline.versions import USUAL, is_source, load, load_read, profile_of, source_of
from cdiff.reading.options import ReadOptions
from cdiff.store import Store, form

__all__ = ["CheckRequest", "requested", "run_check", "write_baseline"]

_WITH_LINES = ("text/plain", "text/markdown", "text/html")
"""Media types whose lines a person can go to."""


@record
class CheckRequest:
    """What the command line asks of a check."""

    new: str | Version
    against: str | Version = ""
    same_as: str | Version = ""
    final: bool = False
    fail_on: Severity | None = None
    count_known: bool = False
    excuses: Excuses = Excuses()


def requested(
    new: str, *, fail_on: str = "", baseline: str = "", today: str = "", accept_incomplete: bool = False, **more: Any
) -> CheckRequest:
    """Read the arguments of a check; raises `ConfigError` for an unknown severity, day or baseline."""
    worst = severity(fail_on, "--fail-on") if fail_on else None
    accepted = read_baseline(baseline) if baseline else frozenset()
    excuses = Excuses(day(today, "--today") if today else "", accepted, accept_incomplete)
    return CheckRequest(new, fail_on=worst, excuses=excuses, **more)


@record
class LoadedDraft:
    """A version, and the file and lines that findings in it point into."""

    version: Version
    document: Document
    """With what its reading removed and warned of, where the source is at hand."""
    profile: Profile
    lines: FileLines
    received: tuple[SourceLine, ...] = ()


def run_check(
    request: CheckRequest, store: Store, config: Config, *, profile: str = "auto", options: ReadOptions = USUAL
) -> Checked:
    """Check a draft: a label, a label at a git revision, a file in any format, or an address.

    Raises what loading a version raises, and `ConfigError` for a table that cannot be read, or that names a version
    or a clause that is not there.
    """
    settings = replace(rules_of(config, NAMES), file=shown(config.file) if config.file else "")
    new = load_to_check(request.new, store, profile=profile, options=options)
    old = load_to_check(request.against, store, profile=profile, options=options) if request.against else None
    same = load(request.same_as, store, profile=profile, options=options) if request.same_as else None
    named = _named_versions(settings, store)

    def against(tables: Mapping[str, tuple[str, ...]], version: Version) -> tuple[Comparison, ...]:
        return tuple(compare(named[label], version, store) for label in tables)

    known = conventions_for(new.version, store, config, profile)
    context = CheckContext(
        new.version,
        settings,
        new.profile,
        compare(old.version, new.version, store) if old else None,
        against(settings.agreed, new.version),
        against(settings.watch.clauses, old.version if old else new.version),
        compare(same, new.version, store) if same else None,
        request.final,
        new.received,
        known,
        old.document.remarks if old else (),
        new.document,
    )
    before = None
    if old:  # checked by the same rules, so that its faults are known
        before = CheckContext(
            old.version,
            settings,
            old.profile,
            agreed=against(settings.agreed, old.version),
            final=request.final,
            received=old.received,
            conventions=known,
            document=old.document,
        )
    return check(
        context,
        before,
        excuses=request.excuses,
        lines=new.lines,
        fail_on=request.fail_on,
        count_known=request.count_known,
    )


def _named_versions(settings: CheckSettings, store: Store) -> dict[str, Version]:
    """Load the versions that the configuration names; raises `ConfigError` where one lacks a clause it names."""
    found: dict[str, Version] = {}
    for table, tables in (("agreed", settings.agreed), ("watch", settings.watch.clauses)):
        for label, citations in tables.items():
            try:
                found[label] = found.get(label) or load(label, store)
                for typed in citations:
                    citation.find(found[label].document, typed, label)
            except (VersionError, CitationError) as error:
                raise ConfigError(f"{settings.where}: [{table}] {label}: {error}") from None
    return found


# Loading


def load_to_check(
    name: str | Version, store: Store, *, profile: str = "auto", options: ReadOptions = USUAL
) -> LoadedDraft:
    """Load a version with the lines that its findings point into.

    These are the lines of the received file where it has lines; else those of the stored form, and for a file that
    is not stored its paragraphs, counted.
    """
    if isinstance(name, Version):
        return LoadedDraft(name, name.document, _known_profile(name), FileLines())
    label, _, revision = name.partition("@")
    if not store.has(name) and is_source(name):
        version, reading = load_read(name, store, profile=profile, options=options)
        if reading is None:
            text = Path(name).read_text(encoding="utf-8") if Path(name).is_file() else form.write(version)
            return _in_stored_form(version, name, text)
        chosen = load_profile(profile if profile != "auto" else version.document.profile)
        return _as_received(version, version.document, reading, chosen, name)
    version = load(name, store, profile=profile, options=options)
    reading = source_of(version, store, recall(version.read_with), "" if store.has(name) else revision)
    named = profile_of(version, store)
    again = _parsed_again(reading, named, version)
    if reading.source.media_type in _WITH_LINES:
        return _as_received(version, again, reading, load_profile(named), shown(store.source_path(version)))
    path = store.path(label if revision else name)
    stored = _in_stored_form(version, shown(path), form.write(version) if revision else path.read_text("utf-8"))
    return LoadedDraft(version, again, load_profile(named), stored.lines, _source_lines(reading, again))


def _parsed_again(reading: Reading, profile: str, version: Version) -> Document:
    """Parse a source again for what its reading removed and warned of; the stored text where that differs."""
    from cdiff.parsing import parse

    again = parse(reading, profile)
    return again if again == version.document else version.document


def _as_received(version: Version, document: Document, reading: Reading, profile: Profile, file: str) -> LoadedDraft:
    lines = _source_lines(reading, document)
    starts = {clause.citation: clause.line for clause in document.clauses if clause.line}
    return LoadedDraft(version, document, profile, FileLines(file, "received", lines, starts), lines)


def _source_lines(reading: Reading, document: Document) -> tuple[SourceLine, ...]:
    """Return the lines of the source that belong to the draft."""
    first = min((clause.line for clause in document.clauses if clause.line), default=0)
    removed = {row.line for row in document.removed}
    kept = (block for block in reading.blocks if block.line >= first and block.line not in removed)
    return tuple(SourceLine(block.line, f"{block.label} {block.text}" if block.label else block.text) for block in kept)


def _in_stored_form(version: Version, file: str, text: str) -> LoadedDraft:
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    starts = dict(zip((clause.citation for clause in version.document.clauses), form.places(text), strict=False))
    numbered = tuple(SourceLine(number, line) for number, line in enumerate(lines, 1))
    return LoadedDraft(version, version.document, _known_profile(version), FileLines(file, "stored", numbered, starts))


def _known_profile(version: Version) -> Profile:
    """Load the profile that a version was parsed by; an empty one of its name where that is not at hand."""
    try:
        return load_profile(version.document.profile)
    except ProfileError:
        return Profile(version.document.profile)


def shown(path: Path) -> str:
    """Write a path relative to this folder, so that no output names the machine."""
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return path.name
