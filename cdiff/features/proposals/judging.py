"""What became of a proposal: its words held against those of the next draft.

A proposal is a change of one version against the base. It is held against what the next draft made of the same
clauses, word by word: of each place that the proposal changes, which of its added words the next draft added too, and
which of its deleted words the next draft deleted. A word that both texts had before counts for nothing. A clause that
was proposed as a new one is held against the clause of the next draft that a comparison of the two pairs it with.

Rejected: comparing the proposed clause with the next one by similarity alone. Two drafts of one clause are alike in
nearly all words, whatever became of the few that were proposed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from cdiff.core.clause_edits import groups
from cdiff.core.model import Change, Clause, Comparison, Edit, Op, Version
from cdiff.core.records import record, replace
from cdiff.features.proposals.model import Outcome, Proposal, Proposals
from cdiff.searching.words import words_of
from cdiff.telling.change_labels import edits_of, with_seams

_HALF = 0.5
"""The share of added words from which another clause is said to have them: with fewer, most matches are chance."""


@record
class _Next:
    """The next draft, as the base and as one version with proposals see it."""

    changes: tuple[Change, ...]
    """From the base to the next draft."""
    of: Mapping[int, Change]
    """By the identity of a clause of the base."""
    added: Sequence[tuple[Change, Sequence[str]]]
    """The changes that added words, with these words."""
    from_proposal: Mapping[int, Change]
    """From the proposing version to the next draft, by the identity of its clauses."""


def judge(base: Version, compared: Sequence[tuple[Comparison, Comparison]], after: Comparison) -> Proposals:
    """Say what became of all proposals to a base.

    `compared` are, for each version with proposals, its comparisons with the base (as the old text) and with the next
    draft (as the new one); `after` is that of the base with the next draft.
    """
    of_base = _by_old_clause(after)
    added = [(each, words) for each in after if each.new and (words := _changed(each, "insert"))]
    found: dict[tuple[object, ...], tuple[int, Proposal]] = {}
    editorial = 0
    for proposed, onward in compared:
        label = proposed.new.label
        next_ = _Next(after.changes, of_base, added, _by_old_clause(onward))
        for place, change in _placed(proposed):
            editorial += change.kind == "editorial" and not change.moved
            if not _is_proposal(change):
                continue
            key = _key(change)
            if key in found:
                first, known = found[key]
                found[key] = first, replace(known, by=(*known.by, label))
            else:
                found[key] = place, _judged(change, label, next_)
    rows = [each for _, each in sorted(found.values(), key=lambda pair: pair[0])]
    texts = tuple(proposed.new for proposed, _ in compared)
    return Proposals(base, texts, after.new, tuple(rows), editorial)


def _is_proposal(change: Change) -> bool:
    """Whether a change is one of words or order; a clause only renumbered after others, or its references, is none."""
    return change.moved or (change.kind not in ("unchanged", "editorial") and not change.reference)


def _key(change: Change) -> tuple[object, ...]:
    """Name a proposal by its place and its words, so that two who propose the same are named together."""
    place = tuple(clause.citation for clause in change.old) or (change.new[0].parent,)
    return (place, change.moved, *(tuple(_folded(clause.text)) for clause in change.new))


def _placed(proposed: Comparison) -> Iterator[tuple[int, Change]]:
    """Go through the changes with their places in the base; a new clause stands behind the one before it."""
    order = {id(clause): at for at, clause in enumerate(proposed.old.document)}
    place = -1
    for change in proposed:
        place = order[id(change.old[0])] if change.old and not change.moved else place
        yield order[id(change.old[0])] if change.old else place, change


def _by_old_clause(comparison: Comparison) -> dict[int, Change]:
    return {id(clause): change for change in comparison for clause in change.old}


def _judged(change: Change, label: str, next_: _Next) -> Proposal:
    own = _own(change, next_)
    outcome = _outcome(change, own, next_)
    if outcome == "not taken" and (other := _elsewhere(change, own, next_)):
        return Proposal((label,), change, "elsewhere", _cited([other]), tuple(edits_of(other)))
    became = [edit for at, each in enumerate(own) for edit in _behind(at, with_seams(each, edits_of(each)))]
    return Proposal((label,), change, outcome, _cited(own), tuple(became))


def _behind(at: int, edits: Sequence[Edit]) -> list[Edit]:
    return [Edit("equal", " "), *edits] if at else [*edits]


def _cited(changes: Iterable[Change]) -> tuple[str, ...]:
    return tuple(clause.citation for change in changes for clause in change.new)


def _own(change: Change, next_: _Next) -> list[Change]:
    """Find what the next draft made of the clauses of a proposal."""
    if change.old:
        found = [next_.of[id(clause)] for clause in change.old if id(clause) in next_.of]
    else:
        onward = [next_.from_proposal.get(id(clause)) for clause in change.new]
        found = [each for each in next_.changes if any(_has_come_to(each, one) for one in onward if one)]
    return list({id(each): each for each in found}.values())


def _has_come_to(change: Change, onward: Change) -> bool:
    """Whether a change of the base made the clause that a proposed one became, where it was proposed."""
    names = {clause.citation for clause in onward.new}
    return not onward.moved and not change.old and any(clause.citation in names for clause in change.new)


def _outcome(change: Change, own: Sequence[Change], next_: _Next) -> Outcome:
    """Hold a proposal against what the next draft made of its clauses."""
    wanted = _words(clause.text for clause in change.new)
    there = _words(clause.text for each in own for clause in each.new)
    if wanted == there and (change.new or own):
        return "taken" if not change.moved or _stands_there(change, next_) else "not taken"
    shares = [*_shares(change, own)]
    if not change.new:  # a clause that was to go, and is there
        return "in part" if max(shares, default=0) >= _HALF else "not taken"
    if shares and all(share == 1 for share in shares):
        return "taken with more"
    return "in part" if any(shares) else "not taken"


def _stands_there(change: Change, next_: _Next) -> bool:
    """Whether a clause that was to move stands in the next draft where it was proposed."""
    onward = [next_.from_proposal.get(id(clause)) for clause in change.new]
    return all(each is not None and not each.moved for each in onward)


def _shares(change: Change, own: Sequence[Change]) -> Iterator[float]:
    """Say of each place that a proposal changes how much of it the next draft has: 1 all, 0 nothing."""
    added = [word for each in own for word in _changed(each, "insert")]
    deleted = [word for each in own for word in _changed(each, "delete")]
    for group in groups(_edits(change)):
        new, old = _folded(group.new), _folded(group.old)
        if not new and not old:
            continue
        came, gone = _share(new, added), _share(old, deleted)
        if new and old:  # one wording for another: that the old one was deleted says nothing by itself
            yield 1.0 if came == gone == 1 else min(came, 0.99) if came else 0.0
        else:
            yield came if new else gone


def _edits(change: Change) -> Sequence[Edit]:
    """Return the word edits of a proposal; a whole clause that it adds or deletes is one edit."""
    if change.edits:
        return change.edits
    op: Op = "insert" if change.new else "delete"
    return [Edit(op, " ".join(clause.text for clause in change.new or change.old))]


def _changed(change: Change, op: Op) -> list[str]:
    """Return the words that a change added or deleted."""
    return [word for edit in _edits_of(change) if edit.op == op for word in _folded(edit.text)]


def _edits_of(change: Change) -> Sequence[Edit]:
    return _edits(change) if change.kind in ("inserted", "deleted") or change.edits else ()


def _share(wanted: Sequence[str], there: Sequence[str]) -> float:
    """Return the share of words that stand elsewhere in the same order: whole runs, so that no chance *of* counts."""
    if not wanted:
        return 1.0
    blocks = SequenceMatcher(None, wanted, there, autojunk=False).get_matching_blocks()
    runs = [block.size for block in blocks if _counts(wanted[block.a : block.a + block.size], len(wanted))]
    return sum(runs) / len(wanted)


def _counts(run: Sequence[str], of: int) -> bool:
    """Whether a run of shared words says anything: all of the wording, half of it, or two words with one that is long.

    Words of up to three letters (*of*, *the*, *and*) are shared by any two sentences of most languages.
    """
    return 2 * len(run) >= of or (len(run) > 1 and any(len(word) > 3 for word in run))


def _elsewhere(change: Change, own: Sequence[Change], next_: _Next) -> Change | None:
    """Find another clause of the next draft with most of the words that a proposal adds."""
    wanted = _changed(change, "insert")
    mine = set(map(id, own))
    others = [(each, words) for each, words in next_.added if id(each) not in mine]
    found = [(_share(wanted, words), each) for each, words in others] if wanted else []
    share, best = max(found, key=lambda pair: pair[0], default=(0.0, None))
    return best if share >= _HALF else None


def _folded(text: str) -> list[str]:
    return [word.folded for word in words_of(text).words]


def _words(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in _folded(text)]


def clauses_of(change: Change) -> Sequence[Clause]:
    """Return the clauses by which a proposal is cited: those of the base, or the new ones."""
    return change.old or change.new
