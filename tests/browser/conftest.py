"""A headless Chromium that no page can leave, and reports opened in it.

The browser is the one of the system: `CDIFF_CHROMIUM` names it where it is not on the path. Without one these
tests are skipped, but not in continuous integration, where nothing is.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, sync_playwright

from cdiff import pipeline
from cdiff.comparing import compare
from cdiff.core.model import Comparison
from cdiff.core.records import replace
from cdiff.features.site.pages import Site
from cdiff.features.site.publishing import publish
from cdiff.pipeline import chains
from cdiff.pipeline.chains import Chain
from cdiff.store import Store
from tests.render.reports import TEN, numbered, page_file, report, shortened
from tests.support import ROOT, parsed

STORE = Store(ROOT / "versions")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run", "--disable-default-apps"),
)


@dataclass(slots=True)
class Opened:
    """A report in the browser, and what happened there that should not."""

    page: Page
    address: str
    home: str
    """Where everything that may be asked for begins."""
    trouble: list[str] = field(default_factory=list)

    def go(self, tail: str = "") -> Page:
        """Open the report at a place, anew."""
        if self.page.url != "about:blank":
            self.page.goto("about:blank")
        self.page.goto(self.address + tail)
        return self.page


Opener = Callable[..., Opened]


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where the browser is."""
    found = os.environ.get("CDIFF_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), "")
    if not found:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no Chromium; install one or set CDIFF_CHROMIUM")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """The one browser of this process; each test has a context of its own in it."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        yield started
        started.close()


@pytest.fixture(scope="session")
def zero_final() -> Comparison:
    """The comparison of the Compact in which most changed, with five of its objectives."""
    return pipeline.compare(shortened("zero"), shortened("final"), STORE)


@pytest.fixture(scope="session")
def small() -> Comparison:
    """Every kind of change at once."""
    new = [
        *TEN[:2],
        TEN[3],
        TEN[4] + " Always.",
        TEN[5].replace("regardless of", "whatever"),
        *TEN[6:8],
        TEN[2],
        TEN[9],
    ]
    new.insert(3, "A clause that nobody has seen before stands here for the first time.")
    return compare(parsed(numbered(*TEN)), parsed(numbered(*new)))


@pytest.fixture(scope="session")
def chain() -> Chain:
    """Four versions of the Compact, as if all of their words had been read, and what became of each clause."""
    labels = ("zero", "draft2", "draft3", "final")
    return chains.chain([replace(shortened(label), words="attested", evidence=()) for label in labels], STORE)


@pytest.fixture(scope="session")
def site(chain: Chain, shared: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """The site of these versions, made once for all processes of the run."""
    return shared("site", lambda to: publish(Site(chain, STORE, lambda said: None).pages(), to, {}))


@pytest.fixture(scope="session")
def arabic() -> Comparison:
    """A text from right to left."""
    old = "1. نلتزم بتيسير عودة المهاجرين في أمان وكرامة.\n\n2. نحن رؤساء الدول والحكومات المجتمعون في المغرب.\n"
    return compare(parsed(old), parsed(old.replace("عودة", "رجوع")))


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Open reports, and pages of a site by their folder.

    At the end nothing may have been asked of the network, and nothing said on the console.
    """
    all_opened: list[Opened] = []
    with ExitStack() as stack:

        def opener(given: Comparison | str | Path, tail: str = "", *, width: int = 1440, **choices: Any) -> Opened:
            if isinstance(given, Path):
                address, home = (given / "index.html").as_uri(), choices.pop("home", given).as_uri()
            else:
                path = page_file(tmp_path, given if isinstance(given, str) else report(given))
                address = home = path.as_uri()
            context = browser.new_context(viewport={"width": width, "height": 900}, **choices)
            stack.callback(context.close)
            one = Opened(context.new_page(), address, home)
            all_opened.append(one)
            _watch(one)
            one.go(tail)
            return one

        yield opener
    assert [said for one in all_opened for said in one.trouble] == []


def _watch(one: Opened) -> None:
    def route(asked: Route) -> None:
        if asked.request.url.startswith((one.home, "data:", "about:")):
            asked.continue_()
        else:
            one.trouble.append(f"asked for {asked.request.url}")
            asked.abort()

    def said(message: ConsoleMessage) -> None:
        one.trouble.append(f"console: {message.text}")

    one.page.route("**/*", route)
    one.page.on("console", said)
    one.page.on("pageerror", lambda error: one.trouble.append(f"error: {error}"))
