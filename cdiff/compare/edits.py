"""Word edits: which words of a clause went and which came, as a lawyer would draw them.

The difference itself is Myers' (E. W. Myers, "An O(ND) difference algorithm and its variations",
Algorithmica 1, 1986) by diff-match-patch, over words encoded as characters, without a time-out, so that the
same input gives the same edits anywhere. Its result is the shortest, not the most readable: two phrases
with nothing in common but "of the" come out as a chain of scraps. So stretches that stayed are given up
where they weigh less than what changed on both sides of them, as in the semantic clean-up of Neil Fraser
("Writing: Diff Strategies", 2006), but weighed in words: a function word or a comma weighs next to nothing.

Rejected: a difference of characters (it cuts words) and of whole texts (it finds chance agreements between
clauses that have nothing to do with each other).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from cdiff.compare.words import fold_quotes, is_word, pieces
from cdiff.model import Edit, Op

if TYPE_CHECKING:
    from diff_match_patch import diff_match_patch

Piece = tuple[str, str]
Run = tuple[Op, list[Piece], list[Piece]]
"""A stretch of words: what happened, its old words, its new words (the same for `equal`)."""

_FUNCTION_WORDS = frozenset(
    "a an the of to in on at by for with from and or nor but as than that which who whose this these those its "
    "their our is are was were be been being it they we into per also such any all "
    "de la le les des du et ou à au aux en un une que qui el los las del y o con por para".split()
)
_LONG = 4_000_000
"""Above this product of lengths, the words that occur once on each side cut the task into pieces first."""


def word_edits(old: str, new: str) -> tuple[Edit, ...]:
    """Say which words stayed, went and came between two texts in normal form.

    The texts of the edits that are no insertions give the old text, those that are no deletions the new one,
    up to the style of quotation marks. Empty for two equal texts.
    """
    before, after = fold_quotes(old), fold_quotes(new)
    if before == after:
        return (Edit("equal", new),) if new else ()
    start, end = _shared_ends(before, after)
    runs = _changed(old[start : len(old) - end], new[start : len(new) - end])
    head, tail = new[:start], new[len(new) - end :]
    return tuple(_edits(runs, head, tail))


def _shared_ends(old: str, new: str) -> tuple[int, int]:
    """Count the characters at the start and at the end that are whole words on both sides and the same."""
    if "  " in old or "  " in new:
        return 0, 0
    shorter = min(len(old), len(new))
    start = old.rfind(" ", 0, _longest(shorter, lambda size: old[:size] == new[:size])) + 1
    end = _longest(shorter - start, lambda size: old[len(old) - size :] == new[len(new) - size :])
    gap = old.find(" ", len(old) - end) if end else -1
    return start, len(old) - gap - 1 if gap >= 0 else 0


def _longest(limit: int, fits: Callable[[int], bool]) -> int:
    """Find the largest size up to a limit that fits, by halving; a size fits if every smaller one does."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if fits(middle):
            low = middle
        else:
            high = middle - 1
    return low


def _changed(old: str, new: str) -> list[Run]:
    # Myers' result is one of several shortest ones; always asking in the same direction makes it mirror itself.
    turned = fold_quotes(new) < fold_quotes(old)
    before, after = pieces(new if turned else old), pieces(old if turned else new)
    runs = _merge_weak(list(_runs(before, after)))
    return _turned(runs) if turned else runs


def _turned(runs: Sequence[Run]) -> list[Run]:
    """Exchange old and new."""
    flipped: dict[Op, Op] = {"equal": "equal", "delete": "insert", "insert": "delete"}
    return _pair([(flipped[op], new, old) for op, old, new in runs])


# The difference


def _runs(old: Sequence[Piece], new: Sequence[Piece]) -> Iterator[Run]:
    """Give the stretches in order; a deletion comes before the insertion that replaces it."""
    if len(old) * len(new) > _LONG:
        yield from _anchored(old, new)
        return
    at_old = at_new = 0
    codes: dict[str, str] = {}
    for op, text in _engine().diff_main(_encode(old, codes), _encode(new, codes), False):
        length = len(text)
        if op == 0:
            yield "equal", list(old[at_old : at_old + length]), list(new[at_new : at_new + length])
        elif op < 0:
            yield "delete", list(old[at_old : at_old + length]), []
        else:
            yield "insert", [], list(new[at_new : at_new + length])
        at_old += length if op <= 0 else 0
        at_new += length if op >= 0 else 0


@cache
def _engine() -> diff_match_patch:
    from diff_match_patch import diff_match_patch

    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    return engine


def _encode(words: Sequence[Piece], codes: dict[str, str]) -> str:
    """Write each distinct word as one character; surrogates are skipped, they are no characters."""
    out = []
    for token, _ in words:
        word = token if token.isascii() else fold_quotes(token)
        if word not in codes:
            code = len(codes) + 0x100
            codes[word] = chr(code if code < 0xD800 else code + 0x800)
        out.append(codes[word])
    return "".join(out)


def _anchored(old: Sequence[Piece], new: Sequence[Piece]) -> Iterator[Run]:
    """Cut a long task at the words that occur once on each side and keep their order (patience diff)."""
    anchors = longest_chain(_unique_pairs(old, new))
    at_old = at_new = 0
    for i, j in [*anchors, (len(old), len(new))]:
        gap_old, gap_new = old[at_old:i], new[at_new:j]
        if len(gap_old) * len(gap_new) > _LONG:
            yield "delete", list(gap_old), []
            yield "insert", [], list(gap_new)
        elif gap_old or gap_new:
            yield from _runs(gap_old, gap_new)
        if i < len(old):
            yield "equal", [old[i]], [new[j]]
        at_old, at_new = i + 1, j + 1


def _unique_pairs(old: Sequence[Piece], new: Sequence[Piece]) -> list[tuple[int, int]]:
    places = {}
    for side in (old, new):
        once: dict[str, int] = {}
        for at, (token, _) in enumerate(side):
            once[token] = at if token not in once else -1
        places[id(side)] = once
    later = places[id(new)]
    return [(i, later[word]) for word, i in places[id(old)].items() if i >= 0 and later.get(word, -1) >= 0]


def longest_chain(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Keep the longest run of pairs that stand in the same order on both sides."""
    from bisect import bisect_left

    pairs.sort()
    tails: list[int] = []
    ends: list[int] = []
    back: list[int] = []
    for at, (_, j) in enumerate(pairs):
        place = bisect_left(tails, j)
        tails[place : place + 1] = [j]
        ends[place : place + 1] = [at]
        back.append(ends[place - 1] if place else -1)
    chain = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chain.append(pairs[at])
        at = back[at]
    return chain[::-1]


# What is worth keeping


def _weight(words: Sequence[Piece]) -> float:
    total = 0.0
    for token, _ in words:
        if token.lower() in _FUNCTION_WORDS:
            total += 0.3
        else:
            total += 1 if is_word(token) else 0.1
    return total


def _merge_weak(runs: list[Run]) -> list[Run]:
    """Give up stretches that stayed but weigh less than the changes on both of their sides."""
    runs = _pair(runs)
    at = 1
    while at < len(runs) - 1:
        op, old, _ = runs[at]
        if op == "equal" and _is_weak(_weight(old), _size(runs, at, -1), _size(runs, at, 1)):
            runs[at : at + 1] = [("delete", runs[at][1], []), ("insert", [], runs[at][2])]
            runs = _pair(runs)
            at = max(1, at - 3)
        else:
            at += 1
    return runs


def _is_weak(kept: float, before: float, after: float) -> bool:
    return kept <= 2.0 and kept < min(before, after) * 0.67


def _size(runs: list[Run], at: int, step: int) -> float:
    """Weigh the change on one side of a stretch: the heavier of what went and what came."""
    went = came = 0.0
    at += step
    while 0 <= at < len(runs) and runs[at][0] != "equal":
        went += _weight(runs[at][1])
        came += _weight(runs[at][2])
        at += step
    return max(went, came)


def _pair(runs: list[Run]) -> list[Run]:
    """Put what went before what came, each in one piece, between the stretches that stayed."""
    out: list[Run] = []
    went: list[Piece] = []
    came: list[Piece] = []
    for op, old, new in [*runs, ("equal", [], [])]:
        if op != "equal":
            went, came = went + old, came + new
            continue
        if went:
            out.append(("delete", went, []))
        if came:
            out.append(("insert", [], came))
        went, came = [], []
        if old:
            out.append((op, old, new))
    return out


# As text


def _edits(runs: list[Run], head: str, tail: str) -> Iterator[Edit]:
    """Write the stretches as text; a space that both sides share belongs to neither change."""
    parts: list[tuple[Op, str]] = [("equal", head)]
    for op, old, new in runs:
        if op == "equal":
            for (_, gone), (token, space) in zip(old, new, strict=True):
                parts.append(("equal", token))
                parts.extend([("equal", space)] if gone == space else [("delete", gone), ("insert", space)])
        else:
            parts.extend((op, token + space) for token, space in (old if op == "delete" else new))
    return _joined([*parts, ("equal", tail)])


def _joined(parts: list[tuple[Op, str]]) -> Iterator[Edit]:
    kept = went = came = ""
    for op, text in [*parts, ("equal", "\0")]:
        if op == "delete":
            went += text
        elif op == "insert":
            came += text
        elif text:
            if went or came:
                before, went, came, after = _shared_spaces(went, came)
                yield from _some(kept + before, went, came)
                kept, went, came = after, "", ""
            kept += text
    if kept != "\0":
        yield Edit("equal", kept[:-1])


def _some(kept: str, went: str, came: str) -> Iterator[Edit]:
    if kept:
        yield Edit("equal", kept)
    if went:
        yield Edit("delete", went)
    if came:
        yield Edit("insert", came)


def _shared_spaces(went: str, came: str) -> tuple[str, str, str, str]:
    before = after = ""
    if went[:1] == came[:1] == " ":
        before, went, came = " ", went[1:], came[1:]
    if went[-1:] == came[-1:] == " ":
        after, went, came = " ", went[:-1], came[:-1]
    return before, went, came, after
