"""A static site of a whole store: every page and every file of data, one after the other.

Each page is made when it is asked for, so that a large store need not be held as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from cdiff.core.model import Comparison, Watched
from cdiff.core.records import field, record, replace
from cdiff.features.statistics import versions as chronicles
from cdiff.features.trace import versions as tracing
from cdiff.features.trace.model import Biography
from cdiff.pipeline.chains import Chain, Say
from cdiff.pipeline.comparing import all_changes, compare, summarise
from cdiff.store import Store
from cdiff.telling.json import packed

if TYPE_CHECKING:
    from cdiff.features.trace.biography import Biographer
    from cdiff.telling.html.links import SiteLinks

Page = tuple[str, bytes]
"""The path of a file within the site, and what it holds."""


def steps_of_site(versions: int) -> int:
    """Count what a site of so many versions says that it does: reading, comparing, writing."""
    return versions + versions * (versions - 1) // 2 + 2 * versions + 3


def _nothing(comparison: Comparison) -> Sequence[Watched]:
    """Watch nothing."""
    return ()


@record
class Site:
    """Everything that a site is made of."""

    whole: Chain
    store: Store
    step: Say = field(repr=False)
    counts: dict[tuple[str, str], int] = field(default_factory=dict)
    """How many changes each comparison has that was made so far."""
    watch: Callable[[Comparison], Sequence[Watched]] = field(default=_nothing, repr=False)
    """Says what a comparison does to what is watched; the feed tells it."""

    def pages(self) -> Iterator[Page]:
        """Make all pages; the overview, which counts what the others show, comes last."""
        yield from self._assets()
        yield from self._comparisons()
        yield from self._versions()
        yield from self._blame()
        yield from self._lineages()
        yield from self._tables()
        yield from self._overview()

    @cached_property
    def _lives(self) -> Biographer:
        from cdiff.features.trace.biography import Biographer

        return Biographer(self.whole.table)

    @cached_property
    def _ways(self) -> SiteLinks:
        from cdiff.telling.html.links import Names, SiteLinks

        labels = [version.label for version in self.whole.versions]
        lineages = {
            (label, clause.citation): row.id
            for row in self.whole.table
            for label, cell in zip(labels, row.cells, strict=True)
            for clause in cell.clauses
        }
        return SiteLinks(Names(self.whole.versions, lineages))

    def _at(self, path: str) -> SiteLinks:
        """Give the ways from a page."""
        return replace(self._ways, root="../" * path.count("/"))

    def _path(self, *folders: str) -> str:
        return "/".join((*folders, "index.html"))

    def _assets(self) -> Iterator[Page]:
        from cdiff.telling.html.page import asset

        yield "assets/cdiff.css", f"{asset('report.css', 'pages.css')}\n".encode()
        for name in ("blame.js", "names.js", "terms.js", "words.js"):
            yield f"assets/{name}", f"{asset(name)}\n".encode()

    def _comparisons(self) -> Iterator[Page]:
        from cdiff.features.compare.headline import REPORTED
        from cdiff.features.compare.page import html_report
        from cdiff.telling.json import comparison_data
        from cdiff.weighing import ranked, weigh
        from cdiff.weighing.lexicon import lexicon

        names = self._ways.names
        for comparison in self._compared():
            old, new = comparison.old.label, comparison.new.label
            path = self._path("compare", names.version(old), names.version(new))
            ways, summary = self._at(path), summarise(comparison)
            weighed = ranked(comparison, weigh(comparison, lexicon()))
            more = [(f"Read {label}", ways.version(label)) for label in (old, new)]
            # The data of two others follow from those of neighbours, and would double the size of the site.
            told = any(comparison is each for each in self.whole.comparisons)
            text = html_report(
                comparison,
                summary,
                all_changes(comparison),
                command="",
                nav=ways.nav([*more, *([("As data", "comparison.json")] if told else [])]),
                life=ways.clause,
                heaviest=weighed[:REPORTED],
            )
            yield path, text.encode()
            if not told:
                continue
            counted = summarise(comparison, by_clause=True)
            data = packed(comparison_data(comparison, counted, all_changes(comparison), weighed=weighed))
            yield path.replace("index.html", "comparison.json"), data.encode()

    def _compared(self) -> Iterator[Comparison]:
        neighbours = {(each.old.label, each.new.label): each for each in self.whole.comparisons}
        for old, new in combinations(self.whole.versions, 2):
            pair = old.label, new.label
            if pair not in neighbours:
                self.step(f"comparing {old.label} and {new.label}")
            comparison = neighbours.get(pair) or compare(old, new, self.store)
            self.counts[pair] = sum(change.is_change for change in comparison)
            yield comparison

    def _versions(self) -> Iterator[Page]:
        from cdiff.features.site.reading import version_html
        from cdiff.telling.json import text_json

        names = self._ways.names
        for version in self.whole.versions:
            self.step(f"writing {version.label}")
            folder = names.version(version.label)
            yield self._path(folder), version_html(version, self._at(self._path(folder))).encode()
            yield f"{folder}/version.json", text_json(version).encode()

    def _blame(self) -> Iterator[Page]:
        from cdiff.features.trace.blame_page import blame_html
        from cdiff.features.trace.data import provenance_data

        for version in self.whole.versions:
            self.step(f"whose words {version.label} has")
            told = tracing.provenance(self.whole, version.label)
            path = self._path("blame", self._ways.names.version(version.label))
            yield path, blame_html(told, ways=self._at(path)).encode()
            yield path.replace("index.html", "provenance.json"), packed(provenance_data(told)).encode()

    def _lineages(self) -> Iterator[Page]:
        from cdiff.features.trace.biography_page import biography_html
        from cdiff.features.trace.data import biographies_data

        self.step("writing lives")
        lives = [self._life(at) for at in range(len(self.whole.table.rows))]
        for told in lives:
            path = self._path(self._ways.names.lineage(told.lineage.id))
            yield path, biography_html(told, ways=self._at(path)).encode()
        yield "lineage/lives.json", packed(biographies_data(lives)).encode()

    def _life(self, at: int) -> Biography:
        """Tell a lineage from where it was born."""
        row = self.whole.table.rows[at]
        born = next(place for place, cell in enumerate(row.cells) if cell.clause)
        clause = row.cells[born].clause
        return self._lives.tell(born, clause.citation if clause else "")

    def _tables(self) -> Iterator[Page]:
        from cdiff.features.site.reading import search_html
        from cdiff.features.site.texts import texts_js
        from cdiff.features.trace.concordance_page import concordance_html
        from cdiff.features.trace.data import concordance_data

        self.step("writing the tables")
        found = tracing.concordance(self.whole)
        path = self._path("concordance")
        yield path, concordance_html(found, ways=self._at(path)).encode()
        yield "concordance/concordance.json", packed(concordance_data(found)).encode()
        path = self._path("terms")
        yield path, search_html(self.whole.versions, self._at(path)).encode()
        yield "terms/texts.js", texts_js(self.whole.versions, self._ways.names).encode()

    def _overview(self) -> Iterator[Page]:
        from cdiff.features.site.feed import FEED, feed_xml, has_feed
        from cdiff.features.statistics.data import log_data, statistics_data
        from cdiff.features.statistics.page import SiteOverview, heading_of, stats_html
        from cdiff.features.trace.blame_page import table_of_shares

        self.step("writing the overview")
        stats = chronicles.statistics(self.whole)
        last = self.whole.versions[-1].label
        shares = table_of_shares(tracing.provenance(self.whole, last), self._ways.blame(last))
        files = [
            ("Statistics", "stats.json"),
            ("The log of the versions", "log.json"),
            ("The lives of all clauses", "lineage/lives.json"),
            ("The concordance", "concordance/concordance.json"),
            ("A list of all files of this site", "site.json"),
        ]
        versions, comparisons = self.whole.versions, self.whole.comparisons
        feed = FEED if has_feed(versions) else ""
        if feed:
            yield feed, feed_xml(versions, comparisons, self.watch, self._ways, heading_of(versions[-1])).encode()
        around = SiteOverview(self._ways, dict(self.counts), shares, files, feed)
        yield "stats.json", packed(statistics_data(stats)).encode()
        yield "log.json", packed(log_data(stats.log)).encode()
        yield self._path(), stats_html(stats, around=around).encode()
