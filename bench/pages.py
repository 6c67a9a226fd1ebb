"""How long a browser is busy at a stretch when it opens what cdiff writes: the longest task until the page rests.

Browsers call a task long that takes more than 50 ms: so long nothing answers a key or a finger.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench.corpus import ROOT
from bench.processes import ENVIRONMENT, cdiff_command
from bench.tables import table

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_TASKS = """
window.tasks = [];
new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.tasks.push(entry.duration); })
  .observe({ type: "longtask", buffered: true });
"""
_LONG = 50
"""Milliseconds; browsers tell of no shorter task."""
_REST = 400
"""Milliseconds that a page is given to come to rest."""


def pages(rounds: int) -> str:
    """Open the largest report of the Compact, and pages of its site, and lay out their longest tasks."""
    chromium = os.environ.get("CDIFF_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), "")
    if not chromium:
        return "absent (not installed): Chromium"
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        written = _write(Path(folder))
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        rows = [[name, *_cells(path, _longest(browser, path, rounds))] for name, path in written.items()]
        browser.close()
    head = ["page", "KiB", "ms, median", "ms, best", f"over {_LONG} ms"]
    return f"{table(head, rows)}\nthe longest task of each of {rounds} times; 0: none over {_LONG} ms"


def _write(folder: Path) -> dict[str, Path]:
    """Write what is measured, as a user would."""
    report, site = folder / "report.html", folder / "site"
    for arguments in (("compare", "zero", "final", "--html", str(report)), ("site", str(site))):
        subprocess.run([*cdiff_command(), *arguments], cwd=ROOT, env=ENVIRONMENT, check=True, capture_output=True)
    parts = {"site": "", "a version": "final", "whose words": "blame/final", "concordance": "concordance"}
    return {"zero → final": report} | {name: site / part / "index.html" for name, part in parts.items()}


def _longest(browser: Browser, path: Path, rounds: int) -> list[float]:
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.add_init_script(_TASKS)
    found: list[float] = []
    for _ in range(rounds):
        page.goto("about:blank")
        page.goto(path.as_uri())
        page.wait_for_timeout(_REST)
        found.append(max(page.evaluate("window.tasks"), default=0))
    page.context.close()
    return found


def _cells(path: Path, longest: Sequence[float]) -> list[str]:
    over = sum(each > _LONG for each in longest)
    size = path.stat().st_size / 1024
    return [f"{size:.0f}", f"{median(longest):.0f}", f"{min(longest):.0f}", f"{over} of {len(longest)}"]
