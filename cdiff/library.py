"""The functions of the library: drafts in, results out, without a store unless one is given.

Every function takes drafts as a user has them: the path of a file in any readable format, an address, a `Document`, a
`Version`, or, where a `store` is given, the label of a version in it. It loads them, joins the stages and features
that the command line joins too, and returns the result as data. `report` renders any result in any of its formats.

This module has a floor of its own, above the features, because it joins what may not know each other: the core cannot
write HTML. So `compare` returns a `Comparison` that inherits from the core's and adds `to_html`, `to_docx` and so on.
Rejected: methods of the core's class that import a feature when called (the core would depend on everything), and
functions that the features register with the core (what a comparison can do would depend on what was imported before).

Nothing here is called like a module of the package: a module that is imported replaces a function of its name.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from cdiff.core import model
from cdiff.core.config import Config
from cdiff.core.errors import ReportError, VersionError
from cdiff.core.model import Document, Table, Version
from cdiff.core.records import record, replace
from cdiff.reading.options import ReadOptions
from cdiff.store import Store

if TYPE_CHECKING:
    from cdiff.features.audit.model import Audit
    from cdiff.features.brackets.model import BracketComparison
    from cdiff.features.brackets.versions import Marked
    from cdiff.features.check.model import Checked, Severity
    from cdiff.features.statistics.model import Statistics, TermTable
    from cdiff.features.trace.model import Biography, Concordance, Provenance
    from cdiff.pipeline.chains import Chain
    from cdiff.telling.subject import ReportRequest, Subject

Draft = str | os.PathLike[str] | Document | Version
"""A draft as the functions take it: a path, an address or a label, a document, or a version."""
Target = str | os.PathLike[str]
"""Where a report is written."""

USUAL = ReadOptions()
NO_STORE = Store(Path(os.devnull, "versions"), built_in=True)
"""A store that holds nothing, for those who have files only: nothing can be below a file."""


# Loading


def load(
    draft: Draft,
    *,
    store: Store | None = None,
    profile: str = "auto",
    options: ReadOptions = USUAL,
    label: str = "draft",
) -> Version:
    """Load a draft as a version: a file, an address, or, with a store, a stored version (`draft3`, `draft3@REV`).

    A document becomes a version under `label`; a version is returned as it is. `profile` and `options` say how a file
    is parsed and read. Raises `ReadError` for a file that cannot be read, `ProfileError`, and, with a store,
    `VersionError` with the near misses for what is neither a version nor a file.
    """
    from cdiff import pipeline

    if isinstance(draft, Version):
        return draft
    if isinstance(draft, Document):
        return Version(label, draft)
    name = os.fspath(draft)
    if store is None:
        return pipeline.load_file(name, NO_STORE, profile=profile, options=options)
    return pipeline.load(name, store, profile=profile, options=options)


def _named(draft: Draft, store: Store | None, options: ReadOptions, label: str) -> str | Version:
    """A draft as the features take it: a file stays a name, so that what is found in it points into its lines."""
    if isinstance(draft, Document | Version):
        return load(draft, label=label)
    name = os.fspath(draft)
    if store is None:
        from cdiff.pipeline.versions import is_source
        from cdiff.reading import receive

        if not is_source(name):
            receive(name, options)  # says that there is no such file; with a store the feature does, which knows it
    return name


def _chain(drafts: Iterable[Draft], store: Store | None, profile: str, options: ReadOptions) -> Chain:
    from cdiff.pipeline.chains import chain

    versions = [
        load(draft, store=store, profile=profile, options=options, label=str(number))
        for number, draft in enumerate(drafts, 1)
    ]
    if not versions:
        raise VersionError("there is no version to look at; name one or more")
    labels = [version.label for version in versions]
    twice = next((label for label in labels if labels.count(label) > 1), "")
    if twice:
        raise VersionError(f"two versions are labelled {twice!r}; give each a label of its own")
    return chain(versions, store)


# Two drafts


@record
class Comparison(model.Comparison):
    """Every clause of two versions, each in exactly one change, in reading order; it renders itself.

    `to_html()` returns the report, `to_html(path)` writes it to a file. A file that cdiff did not write is replaced
    only with `force=True`, a file that is compared never. All raise `ReportError` for a file that cannot be written.
    """

    @overload
    def to_html(self, path: None = None, *, force: bool = False) -> str: ...
    @overload
    def to_html(self, path: Target, *, force: bool = False) -> None: ...
    def to_html(self, path: Target | None = None, *, force: bool = False) -> str | None:
        """One page in one file: overview, the text with its changes, filters."""
        return _text(report(self, "html"), self, path, force=force)

    @overload
    def to_docx(self, path: None = None, *, author: str = "", date: str = "", force: bool = False) -> bytes: ...
    @overload
    def to_docx(self, path: Target, *, author: str = "", date: str = "", force: bool = False) -> None: ...
    def to_docx(
        self, path: Target | None = None, *, author: str = "", date: str = "", force: bool = False
    ) -> bytes | None:
        """A Word file with tracked changes: of their authors, where known, else by `author` on `date`, `2018-07-11`."""
        subject, told, request = _subject_of(self, author=author, date=date)
        return _bytes(subject.write(told, "docx", request), self, path, force=force)

    @overload
    def to_markdown(self, path: None = None, *, max_bytes: int = 65536, force: bool = False) -> str: ...
    @overload
    def to_markdown(self, path: Target, *, max_bytes: int = 65536, force: bool = False) -> None: ...
    def to_markdown(self, path: Target | None = None, *, max_bytes: int = 65536, force: bool = False) -> str | None:
        """A comment for a pull request, of at most `max_bytes`."""
        subject, told, request = _subject_of(self)
        data = subject.write(told, "markdown", replace(request, max_bytes=max_bytes))
        return _text(data, self, path, force=force)

    @overload
    def to_csv(self, path: None = None, *, force: bool = False) -> str: ...
    @overload
    def to_csv(self, path: Target, *, force: bool = False) -> None: ...
    def to_csv(self, path: Target | None = None, *, force: bool = False) -> str | None:
        """A table with one row per change; in a file with a byte-order mark, for Excel."""
        return _text(report(self, "csv"), self, path, force=force)

    @overload
    def to_xlsx(self, path: None = None, *, force: bool = False) -> bytes: ...
    @overload
    def to_xlsx(self, path: Target, *, force: bool = False) -> None: ...
    def to_xlsx(self, path: Target | None = None, *, force: bool = False) -> bytes | None:
        """An Excel workbook: the changes with their words marked, and the summary."""
        return _bytes(report(self, "xlsx"), self, path, force=force)

    @overload
    def to_json(self, path: None = None, *, force: bool = False) -> str: ...
    @overload
    def to_json(self, path: Target, *, force: bool = False) -> None: ...
    def to_json(self, path: Target | None = None, *, force: bool = False) -> str | None:
        """The complete result."""
        return _text(report(self, "json"), self, path, force=force)


def compare(
    old: Draft, new: Draft, *, store: Store | None = None, profile: str = "auto", options: ReadOptions = USUAL
) -> Comparison:
    """Compare two drafts clause by clause.

    Every clause of either draft is in exactly one change of the result. The pairs that a store has pinned or forbidden
    are respected. Raises what `load` does, and `PinError` for a pin that no longer names two clauses.
    """
    from cdiff import pipeline

    before = load(old, store=store, profile=profile, options=options, label="old")
    after = load(new, store=store, profile=profile, options=options, label="new")
    found = pipeline.compare(before, after, store)
    return Comparison(found.old, found.new, found.changes)


def audit(
    redline: str | os.PathLike[str],
    old: Draft,
    new: Draft,
    *,
    store: Store | None = None,
    profile: str = "auto",
    options: ReadOptions = USUAL,
) -> Audit:
    """Check whether the tracked changes of a file, and nothing else, turn the old draft into the new one.

    `redline` is a file, or with a store a version, whose tracked changes are read both accepted and rejected. Raises
    what `load` does.
    """
    from cdiff.features.audit import auditing

    names = (os.fspath(redline), _named(old, store, options, "old"), _named(new, store, options, "new"))
    return auditing.audit(*names, store or NO_STORE, profile=profile, options=options)


# One draft


def check(
    draft: Draft,
    against: Draft | None = None,
    *,
    same_as: Draft | None = None,
    final: bool = False,
    fail_on: Severity | None = None,
    accept_incomplete: bool = False,
    config: Config | None = None,
    store: Store | None = None,
    profile: str = "auto",
    options: ReadOptions = USUAL,
) -> Checked:
    """Check a draft for drafting mistakes, and for what it does to the draft `against` which it is compared.

    `same_as` is the text that it claims to be; a `final` draft may have no bracket left; `fail_on` is the least
    severity that makes the verdict negative. `accept_incomplete` lets `same_as` pass although something was not read.
    `config` (see `load_config`) holds rules of one's own. Raises what `load`
    does, and `ConfigError` for a table that is not understood.
    """
    from cdiff.features.check import Excuses
    from cdiff.features.check.running import CheckRequest, run_check

    request = CheckRequest(
        _named(draft, store, options, "new"),
        _named(against, store, options, "old") if against else "",
        _named(same_as, store, options, "same") if same_as else "",
        final=final,
        fail_on=fail_on,
        excuses=Excuses(incomplete=accept_incomplete),
    )
    return run_check(request, store or NO_STORE, config or Config(), profile=profile, options=options)


def brackets(
    draft: Draft,
    *,
    config: Config | None = None,
    store: Store | None = None,
    profile: str = "auto",
    options: ReadOptions = USUAL,
) -> Marked:
    """Read the marks of negotiation in a draft: its brackets, choices, attributions and status words.

    The result is the version and its `markup`. `config` (`load_config`) names parties and status words of one's own.
    Raises what `load` does.
    """
    from cdiff.features.brackets.versions import marked

    version = load(draft, store=store, profile=profile, options=options)
    return marked(version.label, version, store or NO_STORE, config or Config(), profile)


def compare_brackets(
    old: Draft,
    new: Draft,
    *,
    config: Config | None = None,
    store: Store | None = None,
    profile: str = "auto",
    options: ReadOptions = USUAL,
) -> BracketComparison:
    """Follow every bracket and choice of the old draft into the new one: which were opened, closed, resolved and how.

    Raises what `compare` does.
    """
    from cdiff.features.brackets import versions

    sides = [
        brackets(
            load(draft, store=store, profile=profile, options=options, label=label),
            config=config,
            store=store,
            profile=profile,
        )
        for draft, label in ((old, "old"), (new, "new"))
    ]
    return versions.compare_brackets(sides[0], sides[1], store)


# Many drafts


def lineages(
    drafts: Iterable[Draft], *, store: Store | None = None, profile: str = "auto", options: ReadOptions = USUAL
) -> Table:
    """Chain the clauses of successive drafts into lineages; every clause of every draft is in exactly one.

    Documents are labelled `1`, `2` and so on. Raises what `load` does, and `VersionError` for no draft and for two of
    one label.
    """
    return _chain(drafts, store, profile, options).table


def provenance(
    drafts: Iterable[Draft],
    citation: str = "",
    *,
    store: Store | None = None,
    profile: str = "auto",
    options: ReadOptions = USUAL,
) -> Provenance:
    """Trace every word of the last of successive drafts to the draft in which it was inserted.

    With a `citation`, only the words of that clause and of what belongs to it. Raises what `lineages` does, and
    `CitationError` with the near misses.
    """
    from cdiff.features.trace import versions

    whole = _chain(drafts, store, profile, options)
    return versions.provenance(whole, whole.versions[-1].label, citation)


def trace(
    citation: str,
    drafts: Iterable[Draft],
    *,
    label: str = "",
    store: Store | None = None,
    profile: str = "auto",
    options: ReadOptions = USUAL,
) -> Biography:
    """Tell draft by draft what became of a clause, as the version `label` cites it (the last that has it by default).

    Raises what `lineages` does, and `CitationError` with the near misses.
    """
    from cdiff.features.trace import versions

    return versions.biography(_chain(drafts, store, profile, options), citation, label)


def concordance(
    drafts: Iterable[Draft], *, store: Store | None = None, profile: str = "auto", options: ReadOptions = USUAL
) -> Concordance:
    """List what every clause is called in each of successive drafts; raises what `lineages` does."""
    from cdiff.features.trace import versions

    return versions.concordance(_chain(drafts, store, profile, options))


def terms(
    names: Iterable[str],
    drafts: Iterable[Draft],
    *,
    store: Store | None = None,
    profile: str = "auto",
    options: ReadOptions = USUAL,
) -> TermTable:
    """Count terms in each of successive drafts: `refoulement`, `firewall*`, `as appropriate [not after: as well]`.

    Raises what `lineages` does, and `TermError` for a term that is not understood.
    """
    from cdiff.features.statistics import versions

    return versions.terms(versions.terms_asked([*names]), _chain(drafts, store, profile, options))


def statistics(
    drafts: Iterable[Draft], *, store: Store | None = None, profile: str = "auto", options: ReadOptions = USUAL
) -> Statistics:
    """Measure how much of each part changed from draft to draft, and since when each clause stands as it is.

    Raises what `lineages` does.
    """
    from cdiff.features.statistics import versions

    return versions.statistics(_chain(drafts, store, profile, options))


# Reports


@overload
def report(result: object, format_: str, path: None = None, *, force: bool = False) -> bytes: ...
@overload
def report(result: object, format_: str, path: Target, *, force: bool = False) -> None: ...
def report(result: object, format_: str, path: Target | None = None, *, force: bool = False) -> bytes | None:
    """Render the result of any function of the library: `report(check("draft.docx"), "sarif")`.

    Returns the report, or writes it to `path`; a file that cdiff did not write is replaced only with `force=True`.
    Raises `ReportError` with the formats there are for one that the result does not have, and for a file that cannot be
    written, and `TypeError` for what is no result.
    """
    subject, told, request = _subject_of(result)
    return _bytes(subject.write(told, format_, request), result, path, force=force)


def _subject_of(result: object, **signed: Any) -> tuple[Subject, Any, ReportRequest]:
    """Find how a result is told, and what it is told with; raises `TypeError` for what is no result."""
    from cdiff.features.audit.auditing import JudgedAudit
    from cdiff.features.audit.model import Audit
    from cdiff.features.audit.subjects import AUDIT
    from cdiff.features.brackets import subjects as bracketing
    from cdiff.features.brackets.model import BracketComparison
    from cdiff.features.brackets.versions import ChosenOutcomes, ListedMarks, Marked
    from cdiff.features.check.model import Checked
    from cdiff.features.check.reports import Reported
    from cdiff.features.check.subjects import CHECK
    from cdiff.features.compare.told import COMPARISON, Told
    from cdiff.features.statistics import subjects as measuring
    from cdiff.features.statistics.model import ShownStatistics, ShownTerms, Statistics, TermTable
    from cdiff.features.table.told import TABLE
    from cdiff.features.trace import subjects as tracing
    from cdiff.features.trace.model import Biography, Concordance, Provenance, ShownProvenance
    from cdiff.telling.subject import ReportRequest

    usual = ReportRequest()
    match result:
        case model.Comparison():
            labels = [version.label for version in (result.old, result.new) if version.source]
            command = shlex.join(["cdiff", "compare", *labels]) if len(labels) == 2 else ""
            return COMPARISON, Told(result, **signed), ReportRequest(command, again=command)
        case Table():
            return TABLE, result, usual
        case Biography():
            return tracing.BIOGRAPHY, result, usual
        case Provenance():
            return tracing.PROVENANCE, ShownProvenance(result), usual
        case Concordance():
            return tracing.CONCORDANCE, result, usual
        case TermTable():
            return measuring.TERMS, ShownTerms(result), usual
        case Statistics():
            return measuring.STATISTICS, ShownStatistics(result), usual
        case Marked():
            return bracketing.LISTING, ListedMarks(result), usual
        case BracketComparison():
            return bracketing.CHANGES, ChosenOutcomes(result, result), usual
        case Checked():
            return CHECK, Reported(result), usual
        case Audit():
            return AUDIT, JudgedAudit(result), usual
    raise TypeError(f"a {type(result).__name__} cannot be rendered; give report() what compare(), check() … returned")


def _text(data: bytes, result: object, path: Target | None, *, force: bool) -> str | None:
    given = _bytes(data, result, path, force=force)
    return given if given is None else given.decode("utf-8-sig")


def _bytes(data: bytes, result: object, path: Target | None, *, force: bool) -> bytes | None:
    """Return a report, or write it whole to a file that may be replaced."""
    if path is None:
        return data
    from cdiff.pipeline.report_files import is_ours, write_files

    target = Path(path)
    if not target.absolute().parent.is_dir():
        raise ReportError(f"cannot write {target}: there is no folder {target.parent}")
    if target.is_dir():
        raise ReportError(f"cannot write {target}: that is a folder; name a file in it")
    if any(Path(name).is_file() and target.exists() and target.samefile(name) for name in _files(result)):
        raise ReportError(f"cannot write {target}: the report is about that file; name another")
    if target.is_file() and not force and not is_ours(target):
        raise ReportError(f"{target} is there, and cdiff did not write it; force=True replaces it")
    write_files({target: data})
    return None


def _files(result: object) -> list[str]:
    """The names of the drafts that a result is about."""
    fields = ("old", "new", "version", "versions", "rejected", "tracked", "accepted")
    found: list[object] = [getattr(result, name, None) for name in fields]
    labels: list[str] = []
    while found:
        each = found.pop()
        if isinstance(each, model.Comparison):
            found += [each.old, each.new]
        elif isinstance(each, tuple):
            found += each
        elif isinstance(each, Version):
            labels.append(each.label.removesuffix(" original").removesuffix(" accepted"))
    return labels
