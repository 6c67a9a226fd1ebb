"""Loading versions, adding one, proving that they are what their sources give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cdiff.core import citation
from cdiff.core.errors import CdiffError, GitError, PinError, StoredFormError, VersionError, near
from cdiff.core.machine import read_file
from cdiff.core.model import Clause, Document, Reading, Version
from cdiff.core.records import record, replace
from cdiff.pipeline.glued_words import mended, mended_as, read_repairs, write_repairs
from cdiff.pipeline.read_options import recall, remember
from cdiff.reading.options import ReadOptions
from cdiff.store import Store, check_label, is_stored

if TYPE_CHECKING:
    from cdiff.reading import Received
    from cdiff.store.evidence import KnownFile

USUAL = ReadOptions()


def load(name: str | Version, store: Store, *, profile: str = "auto", options: ReadOptions = USUAL) -> Version:
    """Load a version by what a person types: `draft3`, `draft3@REV`, a path to a file, or an address.

    `options` say how a file or an address is read; a stored version is as it was read when it was added. A version that
    is loaded already is returned as it is.

    Raises `VersionError` with the near misses for what is neither, and all that reading a file raises.
    """
    if isinstance(name, Version):
        return name
    label, at, revision = name.partition("@")
    if store.has(name):
        return store.load(name)
    if is_source(name):
        return load_file(name, store, profile=profile, options=options)
    if at and revision and store.has(label):
        return store.load(label, revision)
    if at and revision and _is_label(label):
        return store.load(label, revision)
    raise VersionError(_unknown(name, label, store))


def is_source(name: str) -> bool:
    """Whether a name is one of a file, of standard input, or an address."""
    from cdiff.reading import is_address

    return name == "-" or is_address(name) or Path(name).is_file()


def _is_label(label: str) -> bool:
    try:
        return bool(check_label(label))
    except CdiffError:
        return False


def _unknown(name: str, label: str, store: Store) -> str:
    labels = store.labels()
    here = sorted(entry.name for entry in Path.cwd().iterdir() if entry.is_file()) if Path.cwd().is_dir() else []
    listed = f"; there are {', '.join(labels)}" if labels else "; the store is empty"
    if Path(name).is_dir():
        return f"{name!r} is a folder; name a file in it, or a version: {', '.join(labels) or 'there is none yet'}"
    if label in store.expected_labels():
        try:
            store.load(label)
        except CdiffError as error:
            return str(error)
    if store.built_in:
        drafts = f"one of the Compact's drafts that ship with cdiff ({', '.join(labels)})"
        return f"there is no store here, and {name!r} is neither a file nor {drafts}{near(label, [*labels, *here])}"
    return f"{name!r} is neither a version in {store.folder} nor a file{near(label, [*labels, *here]) or listed}"


def load_file(path: str, store: Store, *, profile: str = "auto", options: ReadOptions = USUAL) -> Version:
    """Load a file of any readable format as a version that is not stored; its label is the file's name.

    The words of the store's versions serve to mend a PDF.
    """
    return load_read(path, store, profile=profile, options=options)[0]


def load_read(
    path: str, store: Store, *, profile: str = "auto", options: ReadOptions = USUAL
) -> tuple[Version, Reading | None]:
    """Load a file as `load_file` does, with its lines as they were received; none for a file in the stored form."""
    from cdiff.reading import receive

    received = receive(path, options)
    data = received.data
    if is_stored(data[:64].decode("utf-8", "replace")):
        from cdiff.store import form

        try:
            return form.read(data.decode("utf-8"), path), None
        except UnicodeDecodeError as error:
            raise StoredFormError(f"{path}: byte {error.start} is not UTF-8; was it written by cdiff add?") from None
    reading = _read(received)
    if options.repair:
        reading, _ = mended(reading, store)
    return _version_of(reading, profile, label=path, read_with=remember(received.options)), reading


def _read(received: Received) -> Reading:
    from cdiff.reading import read_bytes

    return read_bytes(received.data, received.name, received.options, received.address)


def load_sides(
    name: str, store: Store, *, profile: str = "auto", options: ReadOptions = USUAL
) -> tuple[Version, Version]:
    """Load one source with its tracked changes accepted, and without them; stored or not.

    Raises what `load` does.
    """
    if store.has(name):
        version = store.load(name)
        options = recall(version.read_with)
        sides = [_read_as(version, store, side) for side in _sides(options)]
        new, old = (replace(version, document=document) for document in sides)
    elif is_source(name):
        new, old = _sides_of_file(name, store, profile, options)
    else:
        raise VersionError(_unknown(name, name.partition("@")[0], store))
    return replace(new, label=f"{name} accepted"), replace(old, label=f"{name} original")


def _sides(options: ReadOptions) -> tuple[ReadOptions, ReadOptions]:
    return replace(options, revisions="accepted"), replace(options, revisions="original")


def _sides_of_file(path: str, store: Store, profile: str, options: ReadOptions) -> tuple[Version, Version]:
    """Read a file twice, by one profile."""
    from cdiff.reading import receive

    received = receive(path, options)
    versions: list[Version] = []
    for side in _sides(received.options):
        reading = _read(replace(received, options=side))
        reading = mended(reading, store)[0] if options.repair else reading
        versions.append(_version_of(reading, profile, label=path, read_with=remember(side)))
        profile = versions[0].document.profile if profile == "auto" else profile
    return versions[0], versions[1]


def _version_of(reading: Reading, profile: str, **meta: str) -> Version:
    from cdiff.parsing import parse

    source = reading.source
    document = parse(reading, profile)
    known = {"source": source.name, "media_type": source.media_type, "address": source.address}
    return Version(document=document, sha256=source.sha256, **known, **meta)  # type: ignore[arg-type]


def read_again(version: Version, store: Store, revision: str = "") -> Document:
    """Read the kept source of a version again, with what the stored form leaves out: removed text, warnings."""
    return _read_as(version, store, recall(version.read_with), revision)


def _read_as(version: Version, store: Store, options: ReadOptions, revision: str = "") -> Document:
    from cdiff.parsing import parse

    return parse(source_of(version, store, options, revision), profile_of(version, store))


def source_of(version: Version, store: Store, options: ReadOptions, revision: str = "") -> Reading:
    """Read the kept source of a version into its lines."""
    from cdiff.reading import read_bytes

    reading = read_bytes(store.source(version, revision), version.source, options)
    if _MENDED in version.read_with.split():
        where = str(store.repairs_path(version.label))
        reading = mended_as(reading, read_repairs(store.repairs(version.label, revision), where))
    return reading


_MENDED = "repair=done"
"""In `Version.read_with`: words were mended, and stand in a file of their own."""


@record
class Original:
    """The file that a version was read from, and how it was read."""

    data: bytes
    options: ReadOptions
    profile: str


def original_of(
    name: str, version: Version, store: Store, *, profile: str = "auto", options: ReadOptions = USUAL
) -> Original | None:
    """Find the file that a version was read from; none where it came from a stream or an address, or changed since.

    `name` is what `load` took. Raises what reading a file raises.
    """
    import hashlib

    from cdiff.reading import is_address, receive

    label, _, revision = name.partition("@")
    if store.has(name) or (store.has(label) and not is_source(name)):
        data = store.source(version, "" if store.has(name) else revision)
        found = Original(data, recall(version.read_with), profile_of(version, store))
    elif name == "-" or is_address(name):
        return None
    else:
        used = version.document.profile if profile == "auto" else profile
        found = Original(receive(name, options).data, options, used)
    return found if hashlib.sha256(found.data).hexdigest() == version.sha256 else None


def read_version(original: Original, version: Version) -> Version:
    """Read a version from a file as its own was read; raises what reading raises."""
    from cdiff.parsing import parse
    from cdiff.reading import read_bytes

    reading = read_bytes(original.data, version.source, original.options)
    return replace(version, document=parse(reading, original.profile))


def profile_of(version: Version, store: Store) -> str:
    """Name the profile that a stored version was read by, or its file if it is none of the built-in ones."""
    own = store.profile_path(version.label)
    return str(own) if own.is_file() else version.document.profile


@record
class Added:
    """What `add` did."""

    version: Version
    commit: str


def add(
    path: str,
    label: str,
    store: Store,
    *,
    meta: Mapping[str, str] | None = None,
    profile: str = "auto",
    options: ReadOptions = USUAL,
    changes: int = 0,
    known: KnownFile | None = None,
    replace_it: bool = False,
) -> Added:
    """Read a file or what is at an address, parse it, and store it as a version: its files and one commit.

    `meta` holds title, date (ISO 8601), round, status, follows and note; `known` says how its words are known. Raises
    what reading and the store raise, `VersionError` for a date that is none, for a version to follow that is not
    there, and for words that are said to be known and are not in the text.
    """
    from cdiff.core.evidence import misfits
    from cdiff.parsing import BUILT_IN
    from cdiff.reading import receive
    from cdiff.store import form
    from cdiff.store.evidence import KnownFile

    check_label(label)
    meta = dict(meta or {})
    _check_meta(meta, store)
    received = receive(path, options)
    before = _same_source(label, received.data, store) if replace_it else None
    if before:  # its own source, to be read anew: what is known of it stays
        names = ("title", "date", "round", "status", "follows", "note")
        meta = {name: meta.get(name) or getattr(before, name) for name in names}
        changes = changes or before.changes
        known = known or KnownFile(before.words, before.evidence, before.statements)
        profile = profile_of(before, store) if profile == "auto" else profile
        if options == USUAL:
            options = recall(before.read_with)
            received = replace(received, options=options, name=before.source)
    reading, repairs = _read(received), None
    read_with = remember(received.options)
    if options.repair:
        reading, found = mended(reading, store, without=label)
        repairs = write_repairs(found)
        read_with = f"{read_with} {_MENDED}".strip() if repairs else read_with
    version = replace(_version_of(reading, profile, label=label, read_with=read_with, **meta), changes=changes)
    if known:
        version = replace(version, words=known.words, evidence=known.evidence, statements=known.statements)
    if wrong := misfits(version):
        more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
        raise VersionError(f"{path}: {wrong[0]}{more}; correct the file of --evidence")
    own = None if profile in (*BUILT_IN, "auto") else read_file(Path(profile))
    if form.read(form.write(version), label) != version:
        raise StoredFormError(f"{path}: the text does not survive its stored form; please report this with the file")
    return Added(version, store.add(version, reading.source, profile=own, repairs=repairs, replace=replace_it))


def _same_source(label: str, data: bytes, store: Store) -> Version | None:
    """Return the stored version of a label if it was read from these very bytes."""
    import hashlib

    version = store.load(label) if store.has(label) else None
    return version if version and version.sha256 == hashlib.sha256(data).hexdigest() else None


def _check_meta(meta: Mapping[str, str], store: Store) -> None:
    if meta.get("date") and not _is_date(meta["date"]):
        raise VersionError(f"{meta['date']!r} is not a date; write it as 2018-06-29")
    if meta.get("follows") and not store.has(meta["follows"]):
        raise VersionError(f"--follows: no version {meta['follows']!r}{near(meta['follows'], store.labels())}")


def _is_date(text: str) -> bool:
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


# Verifying


@record
class Verdict:
    """Whether a stored version is what its source gives, and what is wrong if it is not."""

    label: str
    complaints: tuple[str, ...] = ()
    outdated: str = ""
    """How today's reading differs, where the words are the same but are cut or cited otherwise; and how to renew it."""

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.complaints


_BROKEN = ("it cannot be compared with the last commit, because the repository is damaged",)


def verify(store: Store) -> list[Verdict]:
    """Prove each version: its source has the recorded SHA-256 and gives the stored text, and HEAD has both.

    A version whose text is lost, while its source is kept or HEAD has it, is proven wrong like any other. Settled pairs
    that do not read, and a repository in which something is broken or half done, have verdicts of their own behind
    those of the versions; none of these holds where the repository is broken.
    """
    broken = _damage(store)
    verdicts = [_verdict(label, store, broken) for label in store.expected_labels()]
    verdicts += _unread_pins(store)
    whole = broken or _half_done(store)
    return [*verdicts, Verdict("repository", whole)] if whole else verdicts


def _unread_pins(store: Store) -> list[Verdict]:
    from cdiff.store.pins import FILE, read_pins

    try:
        read_pins(store.folder)
    except PinError as error:
        return [Verdict(FILE, (str(error),))]
    return []


def _half_done(store: Store) -> tuple[str, ...]:
    """Say what a killed command left."""
    from cdiff.store.committing import left_undone

    repo = None if store.built_in else store.repository()
    said = left_undone(repo, store.folder) if repo else ""
    return (said,) if said else ()


def _damage(store: Store) -> tuple[str, ...]:
    """List what is broken in the repository of a store."""
    from cdiff.store import git

    try:
        repo = None if store.built_in else store.repository()
        return tuple(git.damage(repo, store.folder)) if repo else ()
    except GitError as error:
        return (str(error),)


def _verdict(label: str, store: Store, broken: Sequence[str]) -> Verdict:
    """Prove one version; it is compared with what was committed unless the repository is broken."""
    import hashlib

    from cdiff.core.evidence import misfits

    try:
        version = store.load(label)
        data = store.source(version)
        if hashlib.sha256(data).hexdigest() != version.sha256:
            said = f"{store.source_path(version)} is not the file that was added: its SHA-256 differs"
            return Verdict(label, (said,))
        again = read_again(version, store)
    except CdiffError as error:
        return Verdict(label, (str(error),))
    outdated = _outdated(version, again, store)
    differences = [] if outdated else _differences(version, again)
    committed = _BROKEN if broken else _uncommitted(version, store)
    return Verdict(label, (*differences, *misfits(version), *committed), outdated)


def _outdated(version: Version, again: Document, store: Store) -> str:
    """Say how the source is read today, where only the clauses differ that its words are cut into."""
    if again.clauses == version.document.clauses or _words(version.document) != _words(again):
        return ""
    known = set(again.clauses)
    changed = [clause for clause in version.document if clause not in known]
    example = ""
    if changed:
        now = next((clause.citation for clause in again if clause.line == changed[0].line), "")
        example = f" ({changed[0].citation} is {now} today)" if now not in ("", changed[0].citation) else ""
    said = f"the words hold, but {len(changed)} of {len(version.document)} clauses are read differently today{example}"
    renew = f"cdiff add {store.source_path(version)} --label {version.label} --replace"
    return f"{said}; to renew it: {renew}"


def _words(document: Document) -> list[str]:
    """List the words of a text without their signs; how a label is printed may differ from one grammar to the next."""
    words = " ".join(f"{clause.label} {clause.text}" for clause in document).split()
    return [word for word in ("".join(filter(str.isalnum, word)) for word in words) if word]


def _differences(version: Version, again: Document) -> list[str]:
    if again.clauses == version.document.clauses:
        return []
    for stored, read in zip(version.document, again, strict=False):
        if stored != read:
            return [f"{stored.citation}: the stored text is not what the source gives; run cdiff add --replace"]
    return [f"the stored text has {len(version.document)} clauses, the source gives {len(again)}"]


def _uncommitted(version: Version, store: Store) -> list[str]:
    from cdiff.store import git

    repo = None if store.built_in else store.repository()
    if repo is None:
        return []
    paths = [store.path(version.label), store.source_path(version)]
    paths += [store.repairs_path(version.label)] if _MENDED in version.read_with.split() else []
    return [f"not as committed: {said}" for said in git.uncommitted(repo, paths) if said]


# Choosing


def clauses_of(version: Version, typed: str = "") -> tuple[Clause, ...]:
    """Give the clauses that a person asks for: all, or one with all that belongs to it."""
    if not typed:
        return version.document.clauses
    return citation.subtree(version.document, citation.find(version.document, typed, version.label))


def reading_of(version: Version, name: str, store: Store) -> Document:
    """Give the document with what its reading set aside; a stored version's source is read again."""
    label, _, revision = name.partition("@")
    if store.has(name):
        return read_again(version, store)
    if revision and store.has(label) and not Path(name).is_file():
        return read_again(version, store, revision)
    return version.document
