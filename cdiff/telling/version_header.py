"""What every view of a version says first: what it is, of when, and whether it is an official text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cdiff.core.model import Comparison, Version


def described(version: Version) -> str:
    """Say in one line what a version is: title, date, round, status."""
    parts = [version.title or version.source, said_date(version.date), version.round, version.status]
    return " · ".join(part for part in parts if part)


def said_date(date: str) -> str:
    """Write `2018-07-11` as `11 July 2018`; anything else stays as it is."""
    months = "January February March April May June July August September October November December".split()
    year, _, rest = date.partition("-")
    month, _, day = rest.partition("-")
    if not (year.isdigit() and month.isdigit() and day.isdigit() and 1 <= int(month) <= 12):
        return date
    return f"{int(day)} {months[int(month) - 1]} {year}"


def caveats(*versions: Version) -> list[str]:
    """Say of each version that is no official text what it is instead.

    The note of any other version is said too, but of an official one only where it stands alone.
    """
    return [said for version in versions if (said := _caveat(version, alone=len(versions) == 1))]


def _caveat(version: Version, *, alone: bool) -> str:
    if version.is_reconstruction:
        made = f" from {version.changes} documented changes" if version.changes else ""
        return f"{version.label} is a reconstruction{made}, not an official text. {version.note}".rstrip()
    if version.note and (alone or version.status != "official"):
        return f"{version.label}: {version.note}"
    return ""


def replacing(version: Version) -> str:
    """Say at the terminal how an official text takes the place of a reconstruction; "" for any other version."""
    if not version.is_reconstruction:
        return ""
    dated = f" --date {version.date}" if version.date else ""
    return f"To replace it: cdiff add <the official file> --label {version.label}{dated} --replace"


def limits(*versions: Version) -> list[str]:
    """Say what was not read of each version, and what is not compared between two neighbours, a line each."""
    from cdiff.core.model import unread_in
    from cdiff.core.unread import said_of

    return [said_of(each) for each in unread_in(*versions)]


ACCEPTED = "It was accepted that something was not read or not compared."


def limits_of(comparison: Comparison) -> list[str]:
    """Say what limits a comparison, and that it was accepted; first, why one text may be no draft of the other."""
    found = limits(comparison.old, comparison.new)
    return [*comparison.cautions, *found, *([ACCEPTED] if found and comparison.accepts_incomplete else [])]


def same(comparison: Comparison) -> str:
    """Say that two texts do not differ, as far as they were read."""
    if comparison.unread:
        return "No difference in what was read; the notes say what was not read or not compared."
    return "No difference in words, characters or order."


def reconstructed(versions: Iterable[Version]) -> list[str]:
    """Say of all versions that are no official texts what they are, in one line; nothing where there is none."""
    labels = [version.label for version in versions if version.is_reconstruction]
    if not labels:
        return []
    many, named = len(labels) > 1, listed(labels)
    are = "are reconstructions, not official texts" if many else "is a reconstruction, not an official text"
    it = "them" if many else "it"
    return [f"{named} {are}: what is said of {it} holds as far as the changes are documented."]


def listed(names: Sequence[str]) -> str:
    """Join names as a sentence does: `zero, draft1 and draft2`."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
