"""What a source shows beside its text, gathered by kind: page headers, link targets, pictures, comments.

None of it is a clause, so it is not compared clause by clause; but a verdict about two texts has to know whether it is
the same. So a reader of a format hands over all contents of each kind that its format can have, and of each kind a
digest is kept, which is short enough for the front matter of a stored version.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from cdiff.core.model import Beside

HEADERS = "page headers"
FOOTERS = "page footers"
WATERMARKS = "watermarks and drawn words"
LINKS = "link targets"
PICTURES = "pictures"
COMMENTS = "comments"
HIGHLIGHTS = "highlighted passages"
RUNNING = "running heads and feet"
PDF_WATERMARKS, PDF_COMMENTS = "watermarks", "comments on pages"
PDF_LINKS, PDF_PICTURES = "links on pages", "pictures on pages"
HTML_LINKS, HTML_PICTURES = "addresses of links", "addresses of pictures"
"""What a PDF and a web page have is held against another of its kind alone: a web page links more than its print, and
where Word has one page header, a PDF has one on each page."""
_SHORT = 16
"""Hexadecimal digits of a digest: 64 bits, far more than a person has drafts."""


def beside(contents: Mapping[str, Iterable[str]]) -> tuple[Beside, ...]:
    """Make a record of each kind, in whatever order the contents stand: a clause that moves takes its link along.

    The contents of pictures are fingerprints that say nothing to a reader; they are left out.
    """
    found = []
    for kind, values in contents.items():
        ordered = tuple(sorted(" ".join(value.split()) for value in values if value.strip()))
        digest = hashlib.sha256("\0".join(ordered).encode("utf-8", "surrogatepass")).hexdigest()[:_SHORT]
        found.append(Beside(kind, digest if ordered else "", () if kind in (PICTURES, PDF_PICTURES) else ordered))
    return tuple(found)


def recurring(texts: Iterable[str]) -> Iterator[str]:
    """Give each text that recurs on pages once; of one that counts the pages, the shape: `Page # of #`."""
    shapes: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        shapes[re.sub(r"\d+", "#", text)].add(text)
    for shape, found in shapes.items():
        yield shape if len(found) > 1 else next(iter(found))
