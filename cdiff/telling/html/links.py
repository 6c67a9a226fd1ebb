"""The addresses of a site: every page in a folder of its own, so that `/final/#21a` is one on a host and in a folder.

    index.html                            the overview
    final/index.html                      a version to read; #21a leads to the clause
    lineage/draft2/21b/index.html         a clause with its words in each version, by where it entered
    compare/draft3/final/index.html       two versions compared
    blame/final/index.html                whose the words of a version are
    concordance/, terms/                  what every clause is called in each version; terms in all of them

Links name the file, since a folder that is opened without a host shows a list. Names are distinguished without letter
case, which some systems do not see, and keep off the names that Windows reserves.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from cdiff.core.model import Clause, Version
from cdiff.core.records import record
from cdiff.telling.html.anchors import anchors_of
from cdiff.telling.html.speech import spoken

OWN = ("assets", "blame", "compare", "concordance", "lineage", "terms")
"""The folders of a site that are no versions."""
_LONGEST = 180
"""Bytes of a folder's name; most systems allow 255 and write other signs beside them."""
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


class Names:
    """What the folders of versions and clauses are called."""

    def __init__(self, versions: Sequence[Version], lineages: Mapping[tuple[str, str], str] | None = None) -> None:
        """Name the folders; `lineages` are the ids of lineages by label and citation."""
        self._lineages = lineages or {}
        self.labels = [version.label for version in versions]
        taken = set(OWN)
        self._folders = {label: _free(label, taken) for label in self.labels}
        self._anchors = {version.label: anchors_of(version.document) for version in versions}
        self._beside: dict[tuple[str, str], tuple[Clause | None, Clause | None]] = {}
        for version in versions:
            clauses = version.document.clauses
            for before, clause, after in zip((None, *clauses), clauses, (*clauses[1:], None), strict=False):
                self._beside[version.label, clause.citation] = before, after
        self._spoken = {version.label: spoken(version.document) for version in versions}

    def spoken(self, label: str) -> dict[str, Any]:
        """Say in which language a version is, for the templates."""
        return self._spoken[label]

    def version(self, label: str) -> str:
        """Name the folder of a version."""
        return self._folders[label]

    def clause(self, label: str, citation: str) -> str:
        """Name the folder of a clause, within that of the version in which it entered."""
        return _safe(self._anchors[label][citation])

    def anchor(self, label: str, citation: str) -> str:
        """Name the place of a clause in a page of the whole text."""
        return self._anchors[label][citation]

    def beside(self, label: str, citation: str) -> tuple[Clause | None, Clause | None]:
        """Return the clauses before and behind one in the reading order of a version; None at its ends."""
        return self._beside[label, citation]

    def lineage_of(self, label: str, citation: str) -> str:
        """Return the id of the lineage that a clause belongs to."""
        return self._lineages[label, citation]

    def lineage(self, name: str) -> str:
        """Name the folder of a lineage by its id, `draft2/21(b)`."""
        label = next(label for label in self.labels if name.startswith(f"{label}/"))
        return f"lineage/{self.version(label)}/{self.clause(label, name.removeprefix(f'{label}/'))}"


def _safe(name: str) -> str:
    """Give a name that any system takes for a folder; a long one ends with a hash of the whole."""
    if len(name.encode()) > _LONGEST:
        return f"{name[: _LONGEST // 6]}-{hashlib.sha256(name.encode()).hexdigest()[:12]}"
    return f"{name}-" if _RESERVED.fullmatch(name) else name


def _free(label: str, taken: set[str]) -> str:
    name, count = label, 1
    while name.casefold() in taken:
        count += 1
        name = f"{label}-{count}"
    taken.add(name.casefold())
    return name


@record
class SiteLinks:
    """The ways from one page of a site to the others."""

    names: Names
    root: str = ""
    """The way from the folder of the page to the top of the site: `../../`."""

    def to(self, *folders: str) -> str:
        """Give the way to a page by the folders it lies in."""
        return self.root + "".join(f"{quote(folder)}/" for folder in folders) + "index.html"

    def version(self, label: str, citation: str = "") -> str:
        """Give the way to a version, or to the place of a clause in it."""
        return self.to(self.names.version(label)) + (self.place(label, citation) if citation else "")

    def place(self, label: str, citation: str) -> str:
        """Give what leads to a clause within a page of a whole text."""
        return f"#{quote(self.names.anchor(label, citation))}"

    def clause(self, label: str, citation: str) -> str:
        """Give the way to the page of a clause: its words in each version."""
        return self.lineage(self.names.lineage_of(label, citation))

    def lineage(self, name: str) -> str:
        """Give the way to the life of a clause."""
        return self.to(self.names.lineage(name))

    def beside(self, label: str, citation: str) -> list[tuple[str, str]]:
        """Give the ways from the page of a clause to those of the clauses before and behind it in a version."""
        said = zip(("Previous clause", "Next clause"), self.names.beside(label, citation), strict=True)
        return [(f"{where}: {each.name}", self.clause(label, each.citation)) for where, each in said if each]

    def comparison(self, old: str, new: str) -> str:
        """Give the way to a comparison."""
        return self.to("compare", self.names.version(old), self.names.version(new))

    def blame(self, label: str) -> str:
        """Give the way to whose the words of a version are."""
        return self.to("blame", self.names.version(label))

    def nav(self, more: Iterable[tuple[str, str]] = ()) -> list[tuple[str, str]]:
        """Give the ways out of every page, and some of its own."""
        return [
            ("All versions", self.to()),
            ("Search for terms", self.to("terms")),
            ("Concordance", self.to("concordance")),
            *more,
        ]
