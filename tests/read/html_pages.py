"""Small pages, and what is read of them."""

from __future__ import annotations

from cdiff.reading.content import Content
from cdiff.reading.html import read_html
from cdiff.reading.options import ReadOptions

PLAIN = ReadOptions()


def page(body: str, options: ReadOptions = PLAIN) -> Content:
    return read_html(f"<!doctype html><html><body>{body}</body></html>".encode(), "page.html", options)


def lines(body: str, options: ReadOptions = PLAIN) -> list[str]:
    return [f"{block.label} {block.text}".strip() for block in page(body, options).blocks]


def reasons(content: Content) -> dict[str, str]:
    return {row.text: row.reason for row in content.removed}
