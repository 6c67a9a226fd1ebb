"""The site in a browser, opened as a folder: its pages, its ways, and the search, which no network helps."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from cdiff.pipeline.chains import Chain
from cdiff.searching import count, named_list, parse_term
from cdiff.searching.words import words_of
from tests.browser.conftest import Opener
from tests.browser.looking import LOOKS, address, look, unfold, until, violations
from tests.browser.test_report import printed

KINDS = (
    *("", "final", "lineage/draft2/obj23", "lineage/zero/3", "blame/final"),
    *("concordance", "terms", "compare/zero/final"),
)
"""One page of each kind."""


def test_every_kind_of_page_stands_in_a_folder_and_serves_everybody(site: Path, opened: Opener) -> None:
    page = opened(site, home=site, bypass_csp=True).page
    for folder in KINDS:
        page.goto((site / folder / "index.html").as_uri())
        assert page.locator("h1").count() == 1
        unfold(page)
        for scheme, width in LOOKS:
            look(page, scheme, width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, folder
            assert violations(page) == [], folder


def test_the_policy_lets_a_page_have_its_style_and_script_and_nothing_else(site: Path, opened: Opener) -> None:
    one = opened(site / "terms", home=site)
    page = one.page
    assert page.evaluate("getComputedStyle(document.body).maxWidth") == "1344px"
    assert page.locator(".ask").is_visible()
    blocked = """new Promise((done) => {
      addEventListener("securitypolicyviolation", (event) => done(event.violatedDirective));
      const image = new Image(); image.src = "https://example.org/x.png";
    })"""
    assert page.evaluate(blocked) == "img-src"
    (said,) = one.trouble
    assert "violates the following Content Security Policy" in said
    one.trouble.clear()


def test_one_goes_from_the_heat_to_the_change_to_its_life_and_back(site: Path, opened: Opener) -> None:
    one = opened(site, home=site)
    page = one.page
    page.locator(".heat td a", has_text="100.0").first.click()
    assert address(page).endswith("compare/zero/draft2/index.html#obj23")
    page.locator("#obj23 .life a").click()
    assert address(page).endswith("lineage/draft2/obj23/index.html")
    assert page.locator(".event").first.inner_text() == "inserted"
    page.get_by_text("All versions").click()
    assert address(page) == one.address


@pytest.fixture
def host(site: Path) -> Iterator[str]:
    """A plain web host, below a path."""
    handler = partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name in the library
        """Say nothing."""


def test_a_plain_host_serves_the_links_that_people_cite(host: str, site: Path, opened: Opener) -> None:
    one = opened(site, home=site)
    one.home = host
    page = one.page
    page.goto(f"{host}/final#21a")
    assert address(page) == f"{host}/final/#21a"
    assert page.locator("[id='21a'] .cite").inner_text() == "21(a)"
    page.goto(f"{host}/terms/?q=non-refoulement")
    until(page, "document.querySelectorAll('.hit').length === 1")
    assert page.locator(".at").inner_text() == "draft2 36"
    page.locator(".at a").click()
    assert address(page).endswith("/draft2/index.html#36")


# The search


TERMS = (
    *("refoulement", "national law*", "as appropriate", "return", "migrants", "data", "2030", "state's", "mid*"),
    *("as appropriate [not after: as well]", "non-discrimination", "safe, orderly and regular", "*law", "Réfugié"),
)


def test_the_search_counts_what_cdiff_terms_counts(chain: Chain, site: Path, opened: Opener) -> None:
    page = opened(site / "terms", home=site, bypass_csp=True).page
    asked = [*TERMS, *(term.typed for term in named_list("qualifiers"))]
    counted = page.evaluate(
        """(asked) => asked.map((typed) => {
          const term = cdiffWords.termOf(typed);
          return cdiffTexts.versions.map((version) => version.clauses.reduce(
            (sum, clause) => sum + cdiffWords.places(term, cdiffWords.cut(cdiffTexts.texts[clause[2]])).length, 0));
        })""",
        asked,
    )
    cut = [[words_of(clause.text) for clause in version.document] for version in chain.versions]
    wanted = [[sum(count(parse_term(typed), words) for words in version) for version in cut] for typed in asked]
    assert counted == wanted
    assert any(any(row) for row in wanted)


CUT = (
    "l'asile d’État, non‑discrimination; don't “safe, orderly” 1.5 10,000 x[^1]y [bracketed text] e\u0301tat ÉTAT",
    "Straße STRASSE ΣΊΣΥΦΟΣ ёлка й 国际法 ประเทศ कानून العودة الع\u0640ودة soft\u00adhyphen a/b a – b a—b",
)


@pytest.mark.parametrize("text", CUT)
def test_the_search_cuts_words_as_cdiff_terms_does(text: str, site: Path, opened: Opener) -> None:
    page = opened(site / "terms", home=site, bypass_csp=True).page
    cut = page.evaluate("(text) => cdiffWords.cut(text).map((word) => [word.folded, word.plain, word.gap])", text)
    assert cut == [[word.folded, word.plain, word.gap] for word in words_of(text).words]


def test_the_search_keeps_its_words_in_the_address_and_says_what_it_found(site: Path, opened: Opener) -> None:
    page = opened(site / "terms", home=site).page
    page.fill("#_q", "refoulement")
    until(page, "location.search === '?q=refoulement'")
    until(page, "document.querySelectorAll('mark').length === 1")
    assert "first seen in draft2, last in draft2" in page.locator("#_said").inner_text()
    page.reload()
    until(page, "document.querySelectorAll('mark').length === 1")
    page.fill("#_q", "nowhere to be found")
    until(page, "document.getElementById('_said').textContent.includes('No version has')")


def test_without_a_script_the_search_says_what_to_do(site: Path, opened: Opener) -> None:
    page = opened(site / "terms", home=site, java_script_enabled=False).page
    assert page.locator("noscript").inner_text().startswith("This page needs a script")
    assert not page.locator(".ask").is_visible()
    assert opened(site / "blame" / "final", home=site, java_script_enabled=False).page.locator(".w").first.is_visible()


def test_the_concordance_finds_a_citation(site: Path, opened: Opener) -> None:
    page = opened(site / "concordance", home=site).page
    page.fill("#_q", "obj 23")
    until(page, "document.getElementById('_said').textContent === '1 clause'")
    assert page.locator(".names tbody tr:visible").count() == 1


# Whose words


def test_a_word_says_where_it_comes_from_when_it_is_pointed_at_or_tapped(site: Path, opened: Opener) -> None:
    page = opened(site / "blame" / "final", home=site).page
    run = page.locator("[id='5'] .w").first
    run.scroll_into_view_if_needed()
    run.hover()
    assert page.locator("#_word").inner_text() == "“a contribution” entered in final"
    page.keyboard.press("Escape")
    assert not page.locator("#_word").is_visible()
    phone = opened(site / "blame" / "final", home=site, width=360, has_touch=True).page
    phone.locator("[id='5'] .w").first.tap()
    assert phone.locator("#_word").inner_text() == "“a contribution” entered in final"


def test_the_words_of_a_draft_can_be_left_out_named_and_walked_through(site: Path, opened: Opener) -> None:
    page = opened(site / "blame" / "final", home=site).page
    first = page.locator(".t .v1").first
    back = "(one) => getComputedStyle(one).borderBottomStyle"
    assert first.evaluate(back) == "solid"
    page.keyboard.press("n")
    assert page.locator(".t .w").first.evaluate("(one) => one === document.activeElement")
    page.uncheck("#_v1")
    assert first.evaluate(back) == "none"
    page.check("#_names")
    assert (
        page.locator(".t .v3").first.evaluate("(one) => getComputedStyle(one, '::before').content") == '"final\u2009"'
    )
    page.keyboard.press("n")
    assert "v1" not in str(page.locator(".w.on").get_attribute("class")).split()


def test_a_print_of_whose_words_names_the_drafts(site: Path, opened: Opener) -> None:
    text = printed(opened(site / "blame" / "final", home=site).page)
    assert "finalacontribution" in "".join(text.split())
    assert "Point at a marked word" not in text
