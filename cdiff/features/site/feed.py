"""The news of a site as an Atom feed (RFC 4287): its versions, and what each changed of what is watched.

Nothing in it comes from a clock: an entry is as old as its version, and its id follows from the first version of the
store, so that a feed that is made again tells a reader nothing twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from uuid import NAMESPACE_URL, UUID, uuid5
from xml.sax.saxutils import escape, quoteattr

from cdiff import __version__
from cdiff.core.model import Comparison, Version, Watched
from cdiff.telling.change_labels import watch_said
from cdiff.telling.html.links import SiteLinks
from cdiff.telling.html.text import written_out

FEED = "feed.xml"
"""The file of the feed, beside the overview."""


def has_feed(versions: Sequence[Version]) -> bool:
    """Whether a feed can be written: every entry of one has a date, so some version must."""
    return any(version.date for version in versions)


def feed_xml(
    versions: Sequence[Version],
    comparisons: Sequence[Comparison],
    watch: Callable[[Comparison], Sequence[Watched]],
    ways: SiteLinks,
    title: str,
) -> str:
    """Write the feed, the newest version first; `comparisons` are those of each version with the one before it.

    A version without a date is as old as the dated one before it, else as the first that has a date.
    """
    first = versions[0]
    name = uuid5(NAMESPACE_URL, f"cdiff:{first.label}:{first.sha256}")
    dates = _dates(versions)
    entries: list[str] = []
    for at, version in enumerate(versions):
        stamp = f"{dates[at]}T00:00:00Z"
        own = [_version_entry(version, comparisons[at - 1] if at else None, name, stamp, ways)]
        if at:
            own += _watch_entries(comparisons[at - 1], watch(comparisons[at - 1]), name, stamp, ways)
        entries[:0] = own
    head = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<id>urn:uuid:{name}</id>",
        _element("title", title),
        f"<updated>{max(dates)}T00:00:00Z</updated>",
        "<author><name>cdiff</name></author>",
        f'<generator version="{__version__}">cdiff</generator>',
        f'<link rel="self" type="application/atom+xml" href="{FEED}"/>',
        _link("alternate", ways.to()),
    ]
    return "\n".join([*head, *entries, "</feed>", ""])


def _dates(versions: Sequence[Version]) -> list[str]:
    last = next(version.date for version in versions if version.date)
    dates = []
    for version in versions:
        last = version.date or last
        dates.append(last)
    return dates


def _version_entry(version: Version, comparison: Comparison | None, feed: UUID, stamp: str, ways: SiteLinks) -> str:
    label = version.label
    said, links = f"{len(version.document)} clauses", [_link("alternate", ways.version(label))]
    if comparison:
        old = comparison.old.label
        said += f", {sum(change.is_change for change in comparison)} changes against {old}"
        said += "" if comparison.old.is_known and version.is_known else " as far as they are documented"
        links.append(_link("related", ways.comparison(old, label)))
    said += "; a reconstruction, not an official text" if version.is_reconstruction else ""
    title = f"{label}: {version.title}" if version.title else label
    return _entry(uuid5(feed, f"version:{label}"), title, stamp, links, said)


def _watch_entries(
    comparison: Comparison, watched: Sequence[Watched], feed: UUID, stamp: str, ways: SiteLinks
) -> Iterator[str]:
    """Write an entry for each watched term or clause that a comparison touches."""
    old, new = comparison.old.label, comparison.new.label
    for each in watched:
        if not each.touched:
            continue
        clauses = chain.from_iterable(row.change.new or row.change.old for row in each.touched)
        cited = ", ".join(dict.fromkeys(clause.citation for clause in clauses))
        links = [_link("alternate", ways.comparison(old, new))]
        name = uuid5(feed, f"watch:{new}:{each.kind}:{each.name}")
        yield _entry(name, f"{new}: {each.name}, {watch_said(each)}", stamp, links, f"Touched against {old}: {cited}")


def _entry(name: UUID, title: str, stamp: str, links: Sequence[str], summary: str) -> str:
    parts = [f"<id>urn:uuid:{name}</id>", _element("title", title), f"<updated>{stamp}</updated>", *links]
    return "\n".join(["<entry>", *parts, _element("summary", summary), "</entry>"])


def _element(tag: str, text: str) -> str:
    return f"<{tag}>{escape(written_out(text))}</{tag}>"


def _link(relation: str, href: str) -> str:
    return f'<link rel="{relation}" href={quoteattr(href)}/>'
