"""Redlines that lie: one edit put into a Word file without tracking it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple
from xml.etree import ElementTree

from tests.read.docx_files import zipped
from tests.render.redline_walk import Tree, W, opened

BODY = "word/document.xml"
_TRACKED = tuple(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))


class Run(NamedTuple):
    """The text of a run, and the tracked change around it, if any."""

    text: Tree
    run: Tree
    around: Tree | None
    paragraph: Tree


def runs(body: Tree) -> Iterator[Run]:
    """Find the runs of a body."""
    for paragraph in body.iter(f"{W}p"):
        for child in paragraph:
            inside = child if child.tag in _TRACKED else None
            for run in child.iter(f"{W}r") if inside is not None else [child]:
                for name in ("t", "delText"):
                    yield from (Run(text, run, inside, paragraph) for text in run.findall(f"{W}{name}"))


def untracked(body: Tree, *, headings: bool = False) -> list[Run]:
    """Find the runs of several words around which nothing is tracked, in paragraphs or in headings.

    A word in a heading may make it another kind of heading, and move what stands below it: more than one fault.
    """
    found = [run for run in runs(body) if run.around is None and len((run.text.text or "").split()) > 3]
    return [run for run in found if _is_heading(run.paragraph) is headings]


def _is_heading(paragraph: Tree) -> bool:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style is not None and style.get(f"{W}val", "").startswith(("Title", "Heading"))


def tracked(body: Tree, kind: str) -> list[Run]:
    """Find the runs with words, not a label alone, inside tracked changes of a kind, in paragraphs that stay.

    A change that holds the mark of a note numbers all later notes anew: more than one fault.
    """
    found = [run for run in runs(body) if run.around is not None and run.around.tag == W + kind]
    found = [run for run in found if not any(run.paragraph.findall(f"{W}pPr/{W}rPr/{tag}") for tag in _TRACKED)]
    found = [run for run in found if run.around is None or next(run.around.iter(f"{W}footnoteReference"), None) is None]
    return [run for run in found if any(len(word) > 3 and word.isalpha() for word in (run.text.text or "").split())]


def word_in(run: Run) -> None:
    """Put a word into the middle of a run."""
    words = (run.text.text or "").split(" ")
    words.insert(len(words) // 2, "notwithstanding")
    run.text.text = " ".join(words)


def word_out(run: Run) -> None:
    """Take a word out of the middle of a run."""
    words = (run.text.text or "").split(" ")
    at = next(at for at in range(len(words) // 2, len(words)) if any(map(str.isalpha, words[at])))
    del words[at]
    run.text.text = " ".join(words)


def comma_in(run: Run) -> None:
    """Put a comma behind a word in the middle of a run."""
    words = (run.text.text or "").split(" ")
    at = next(at for at in range(len(words) // 2, len(words)) if words[at][-1:].isalpha())
    words[at] += ","
    run.text.text = " ".join(words)


def unwrapped(run: Run) -> None:
    """Let an insertion stand as if it had always been there."""
    assert run.around is not None
    at = list(run.paragraph).index(run.around)
    inner = list(run.around)
    run.paragraph.remove(run.around)
    for offset, child in enumerate(inner):
        run.paragraph.insert(at + offset, child)


def erased(run: Run) -> None:
    """Let a deletion vanish from the file."""
    assert run.around is not None
    run.paragraph.remove(run.around)


def planted(data: bytes, choose: Callable[[Tree], list[Run]], pick: int, edit: Callable[[Run], None]) -> bytes | None:
    """Do something to one run of a file without tracking it; none where there is no such run."""
    parts = opened(data)
    root = ElementTree.fromstring(parts[BODY])
    found = choose(root)
    if not found:
        return None
    edit(found[pick % len(found)])
    return zipped({**parts, BODY: ElementTree.tostring(root, encoding="utf-8")})
