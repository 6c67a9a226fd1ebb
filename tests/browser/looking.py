"""What the browser tests ask a page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page  # noqa: TC002


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
