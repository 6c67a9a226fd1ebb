"""What can hold for words in an office file: changes that are tracked, a reason to set them aside, a look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

INDEX = "a table of contents or index that the word processor made"
HIDDEN = "hidden text"
STRUCK = "struck through, which counts as deleted"
PICTURE = "a picture: the description that stands for it"
RUBY = "ruby: the reading that is printed above a word"
EMPTY = "a list number without text"
HEADER = "a page header"
LETTERHEAD = "head of the first page: a table that repeats the running head"
FOOTER = "a page footer"


@dataclass(frozen=True, slots=True)
class Tracked:
    """A tracked change around something."""

    op: Literal["insert", "delete"]
    author: str
    date: str


@dataclass(frozen=True, slots=True)
class Around:
    """What holds for everything inside an element."""

    changes: tuple[Tracked, ...] = ()
    aside: str = ""
    """Why it is not of the draft; empty where it is."""

    def inside(self, *changes: Tracked) -> Around:
        """Say what holds one tracked change deeper."""
        return Around((*self.changes, *changes), self.aside) if changes else self

    def beside(self, reason: str) -> Around:
        """Say what holds where everything is set aside; an outer reason goes first."""
        return Around(self.changes, self.aside or reason) if reason else self


@dataclass(frozen=True, slots=True)
class Look:
    """What is done to words beside printing them."""

    struck: bool = False
    hidden: bool = False
    highlight: str = ""
    """The colour; empty for none."""


PLAIN = Look()
FREE = Around()
