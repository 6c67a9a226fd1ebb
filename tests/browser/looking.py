"""What the browser tests ask a page."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page  # noqa: TC002

STRICT: dict[str, Any] = {
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}, "focus-order-semantics": {"enabled": True}},
    "preload": False,
}
"""All that axe looks at by itself, and the two rules of WCAG 2.2 AA and of focus that it leaves out.

Without reading style sheets anew, which none of these rules needs and a page in a folder may not.
"""
LOOKS: tuple[tuple[Any, int], ...] = (("light", 1440), ("dark", 360))
"""The two schemes of colours, and the two layouts."""


def violations(page: Page) -> list[tuple[str, str]]:
    """Ask axe what it objects to in a page as it stands: rules, each with the first element."""
    found = Axe().run(page, options=STRICT).response["violations"]
    return [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found]


def unfold(page: Page) -> None:
    """Lay everything out, so that axe sees it: what is folded, out of sight, or covered by the bar."""
    page.add_style_tag(content="* { content-visibility: visible !important; } .bar { position: static !important; }")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")


def look(page: Page, scheme: Any, width: int) -> None:
    """Turn to a scheme of colours and a width; the page stays open, which is much cheaper than a new one."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})


def shown(page: Page, selector: str) -> list[str]:
    """Give the anchors of what a reader sees."""
    return [str(name) for name in page.locator(f"{selector}:visible").evaluate_all("all => all.map((one) => one.id)")]


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def address(page: Page) -> str:
    """Give the address as the page knows it now; Playwright hears of it a little later."""
    return str(page.evaluate("location.href"))


def until(page: Page, said: str) -> None:
    """Wait for something to be true; Playwright's own way needs `eval`, which the page forbids."""
    for _ in range(100):
        if page.evaluate(said):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never true: {said}")
