"""Reports for the tests of the HTML renderer, and a reader of them that knows nothing of how they are written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from lxml import html
from lxml.html import HtmlElement  # noqa: TC002

from cdiff import pipeline
from cdiff.comparing import compare
from cdiff.core.model import Comparison, Document, Version
from cdiff.features.compare.page import html_report
from cdiff.store import Store
from tests.support import ROOT, version

TEN = [
    "States recognize that irregular departures endanger lives at sea and on land.",
    "The principles of the Charter guide cooperation on migration between nations.",
    "Remittances of diasporas contribute to development where transfers are cheap.",
    "Consular posts assist nationals who are detained or lost abroad.",
    "Trafficking networks are prosecuted while their victims are sheltered.",
    "Schools admit children regardless of the papers that their parents hold.",
    "Employers may not withhold passports from domestic workers they recruit.",
    "Climate events and droughts displace whole villages within one season.",
    "Border officials receive training in the rights of arriving families.",
    "Portable pensions follow a worker who returns to the country of origin.",
]


OBJECTIVES = {f"objective {number}" for number in (1, 2, 5, 9, 21, 23)}
BEGINNING = 9
"""The objectives of the Compact, and how many clauses of them and of sections, that bring every element of a page."""


def numbered(*texts: str) -> str:
    """Print clauses as numbered paragraphs under a title."""
    return "A draft of rules\n\n" + "".join(f"{at}. {text}\n\n" for at, text in enumerate(texts, 1))


def shortened(label: str) -> Version:
    """Load a version of the Compact and keep the beginning of each section and of five objectives.

    What axe and layout cost grows with the page, and a test holds these clauses to bring every element of the whole.
    """
    whole = Store(ROOT / "versions").load(label)
    kept, room = [], BEGINNING
    for clause in whole.document:
        if clause.kind in ("section", "objective"):
            room = BEGINNING if clause.kind == "section" or clause.citation in OBJECTIVES else 0
        if room > 0 or clause.kind == "footnote":
            kept.append(clause)
        room -= 1
    return replace(whole, document=Document(tuple(kept), whole.document.profile))


def compact(old: str, new: str) -> Comparison:
    """Compare two versions of the Compact."""
    store = Store(ROOT / "versions")
    return pipeline.compare(pipeline.load(old, store), pipeline.load(new, store), store)


def report(comparison: Comparison, command: str = "cdiff compare old new --html report.html") -> str:
    """Write the report of a comparison."""
    return html_report(comparison, pipeline.summarise(comparison), pipeline.all_changes(comparison), command=command)


def report_of(old: str | Document, new: str | Document, profile: str = "plain") -> str:
    """Write the report of two texts."""
    sides = [
        version(given, label, profile) if isinstance(given, str) else Version(label, given)
        for given, label in ((old, "old"), (new, "new"))
    ]
    return report(compare(*sides))


def read(text: str) -> HtmlElement:
    """Parse a report."""
    return html.document_fromstring(text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))


def articles(page: HtmlElement) -> list[HtmlElement]:
    """Give the changes of a report, in its order."""
    return [node for node in page.iter("article") if "c" in node.get("class", "").split()]


def words(node: HtmlElement, without: str) -> str:
    """Give the text of a node without `ins` or `del`, with written out signs as the draft has them."""
    return "".join(_words(node, without))


def _words(node: HtmlElement, without: str) -> Iterator[str]:
    kinds = node.get("class", "").split()
    if node.tag != without and "seam" not in kinds and "label" not in kinds:
        yield from _inside(node, kinds, without)


def _inside(node: HtmlElement, kinds: list[str], without: str) -> Iterator[str]:
    if "x" in kinds:
        yield (node.text or "").encode("ascii").decode("unicode_escape")
        return
    lead = node[0] if len(node) and "label" in node[0].get("class", "").split() else None
    yield node.text or ""
    for child in node:
        yield from _words(child, without)
        tail = child.tail or ""
        yield tail.removeprefix(" ") if child is lead else tail


def find(node: HtmlElement, kinds: str) -> HtmlElement:
    """Find the one node below with all of these classes."""
    wanted = set(kinds.split())
    (found,) = [below for below in node.iter() if wanted <= set(str(below.get("class", "")).split())]
    return found


def page_file(folder: Path, text: str, name: str = "report.html") -> Path:
    """Write a report into a folder, as its reader has it."""
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def below(node: HtmlElement, tag: str) -> HtmlElement:
    """Find the first node of a tag below another one."""
    return next(node.iter(tag))


def attribute(node: HtmlElement, name: str) -> str:
    """Give an attribute, "" where there is none."""
    return str(node.get(name, ""))


def check_links(text: str) -> None:
    """Every anchor is there once, and every link leads to one."""
    page = read(text)
    ids = Counter(node.get("id") for node in page.iter() if node.get("id") is not None)
    assert [name for name, count in ids.items() if count > 1] == []
    links = [node.get("href", "") for node in page.iter("a")]
    assert [link for link in links if not link.startswith("#") or link[1:] not in ids] == []
