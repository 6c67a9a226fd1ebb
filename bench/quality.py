"""How well clauses are paired and words reported, for cdiff and its peers on the same drafts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from time import perf_counter

from bench.corpus import compact
from bench.layout import receive
from bench.peers import PEERS, Peer
from bench.perturb import STRENGTHS, DraftPair, perturb
from bench.runs import CUTS, MisreadError, derive, follow
from bench.score import Tally, tally
from bench.subject import UncleanError, reread, result
from bench.tables import share, table
from cdiff.comparing import compare

HEAD = ("tool", "F1", "prec.", "recall", "moved", "split", "merged", "rewr.", "hard", "false", "s/pair")
MARKS = ("moved", "split", "merged", "rewritten", "hard")
NOTE = """\
Peers know no clauses. Their pairs are derived from the words they keep, in the way that favours them: a
clause goes with the one that holds most of its kept words, at the cut (of five) that gives the tool its
best F1; they get plain spaces for no-break spaces, and labels and spaces are never charged. hard: moved,
split, merged or rewritten (45 % or more of the words new); false: share of the words reported as changed
that did not change. s/pair is the time in this process, with reading and parsing for cdiff, with a process
of its own for wdiff, dwdiff and git."""


@dataclass(slots=True)
class Row:
    """The figures of one tool at one strength."""

    tool: str
    counts: Tally = field(default_factory=Tally)
    pairs: int = 0
    seconds: float = 0.0
    troubles: list[str] = field(default_factory=list)

    def cells(self, asked: int) -> list[str]:
        """Print the figures; a tool that had fewer pairs than were asked for says so."""
        name = self.tool if self.pairs == asked else f"{self.tool} ({self.pairs})"
        if not self.pairs:
            return [name, *["–"] * (len(HEAD) - 1)]
        c = self.counts
        figures = [c.f1, c.precision, c.recall, *map(c.recall_on, MARKS), c.false]
        return [name, *map(share, figures), f"{self.seconds / self.pairs:.2f}"]


def quality(pairs: int, peers: Sequence[Peer] = PEERS) -> Iterator[str]:
    """Measure every tool at every strength on the same pairs of drafts; give one table after the other."""
    for strength in STRENGTHS:
        drafts = [perturb(compact(), seed, strength) for seed in range(pairs)]
        rows = [subject_row(drafts)]
        rows += [peer_row(peer, drafts) for peer in peers if peer.installed]
        troubles = [f"{row.tool}: {trouble}" for row in rows for trouble in row.troubles]
        title = f"{strength}: {pairs} pairs of drafts, {rows[0].counts.true} clause pairs"
        yield "\n".join([title, table(HEAD, [row.cells(pairs) for row in rows]), *troubles, ""])
    absent = ", ".join(peer.name for peer in peers if not peer.installed)
    yield (NOTE if peers else "") + (f"\nabsent (not installed): {absent}" if absent else "")
    yield layout_only(pairs)


def subject_row(drafts: Sequence[DraftPair]) -> Row:
    """Measure cdiff, from the received text on."""
    row = Row("cdiff")
    for pair in drafts:
        start = perf_counter()
        try:
            found = result(pair)
        except UncleanError as error:
            row.troubles.append(f"seed {pair.seed} left out, not read as printed: {error}")
            continue
        row.seconds += perf_counter() - start
        row.counts += tally(pair, found)
        row.pairs += 1
    return row


def peer_row(peer: Peer, drafts: Sequence[DraftPair]) -> Row:
    """Measure a peer at the cut that gives it its best F1, a slow one on the first pairs alone."""
    row = Row(peer.name)
    counts = dict.fromkeys(CUTS, Tally())
    for pair in drafts[: peer.limit]:
        start = perf_counter()
        old, new = pair.old_received, pair.new_received
        try:
            kept = follow(peer.diff(old.text, new.text), old.spots, new.spots)
        except (MisreadError, RuntimeError) as error:
            row.troubles.append(f"seed {pair.seed} left out: {error}")
            continue
        row.seconds += perf_counter() - start
        row.pairs += 1
        for cut in CUTS:
            counts[cut] += tally(pair, derive(pair, kept, cut))
    row.counts = max(counts.values(), key=lambda found: found.f1)
    return row


def layout_only(pairs: int) -> str:
    """Print the same text in the manner of two senders and count what cdiff takes for a change."""
    changes = unclean = 0
    for seed in range(pairs):
        sides = [receive(compact(), Random(f"layout/{seed}/{side}")) for side in ("old", "new")]
        try:
            old, new = (reread(side, compact()) for side in sides)
        except UncleanError:
            unclean += 1
            continue
        changes += sum(change.is_change for change in compare(old, new))
    left = f" ({unclean} not read as printed)" if unclean else ""
    return f"layout only: {pairs} pairs of the same text in two manners, {changes} changes reported{left}"
