"""The HTML report in a browser: what its reader sees, types and prints."""

from __future__ import annotations

import io
import random

from playwright.sync_api import Page  # noqa: TC002

from cdiff.comparing import compare
from cdiff.core.model import Clause, Comparison, Document
from cdiff.telling.html.page import LAID_OUT_AT_ONCE
from tests.browser.conftest import Opener
from tests.browser.looking import LOOKS, address, focused, look, unfold, until, violations
from tests.render.reports import numbered, report
from tests.support import ROOT, parsed

# Reading


def test_every_width_shows_the_whole_page_without_scrolling_sideways(zero_final: Comparison, opened: Opener) -> None:
    one = opened(zero_final)
    for width in (320, 360, 768, 1440):
        one.page.set_viewport_size({"width": width, "height": 900})
        for view in ("", "?view=side", "?view=inline"):
            assert one.go(view).evaluate("document.documentElement.scrollWidth") <= width


def test_wide_is_side_by_side_and_narrow_is_inline_until_the_reader_chooses(small: Comparison, opened: Opener) -> None:
    wide = opened(small).page
    assert wide.locator(".two .s").first.is_visible()
    assert not wide.locator(".two .i").first.is_visible()
    narrow = opened(small, width=360).page
    assert narrow.locator(".two .i").first.is_visible()
    assert not narrow.locator(".two .s").first.is_visible()
    narrow.click("#_view")
    assert narrow.locator(".two .s").first.is_visible()
    assert "view=side" in address(narrow)
    narrow.reload()
    assert narrow.locator(".two .s").first.is_visible()
    assert narrow.locator("#_view").get_attribute("aria-pressed") == "true"


def test_no_sign_is_left_behind_at_the_end_of_a_line(zero_final: Comparison, opened: Opener) -> None:
    """The minus of words that went, and the plus of words that came, stand on the line of their first letter."""
    alone = """[...document.querySelectorAll(".t del, .t ins")].filter((one) => /^\\S/.test(one.textContent))
      .filter((one) => { const first = one.getClientRects()[0]; return first && first.width < 14; }).length"""
    page = opened(zero_final).page
    for width in range(320, 420, 10):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.locator(".t del:visible").count() > 20
        assert page.evaluate(alone) == 0


def test_without_a_script_all_is_there(zero_final: Comparison, opened: Opener) -> None:
    page = opened(zero_final, java_script_enabled=False).page
    assert not page.locator(".bar").is_visible()
    assert page.locator("h1").is_visible()
    assert page.locator("article.c.d:visible").count() == sum(change.is_change for change in zero_final)
    fold = page.locator("details.same").first
    fold.locator("summary").click()
    assert fold.locator("article").first.is_visible()


def test_the_colours_follow_the_reader(small: Comparison, opened: Opener) -> None:
    back = "getComputedStyle(document.documentElement).backgroundColor"
    light = opened(small, color_scheme="light").page.evaluate(back)
    dark = opened(small, color_scheme="dark").page.evaluate(back)
    assert (light, dark) == ("rgb(253, 252, 249)", "rgb(22, 24, 27)")


def test_a_text_from_right_to_left_has_the_old_one_on_the_right(arabic: Comparison, opened: Opener) -> None:
    page = opened(arabic).page
    old, new = (page.locator(f".two .{side}").first.bounding_box() for side in ("o", "n"))
    assert old is not None
    assert new is not None
    assert old["x"] > new["x"]
    assert page.locator(".two .o").first.evaluate("(node) => getComputedStyle(node).direction") == "rtl"


def test_hostile_words_are_shown_and_not_run(opened: Opener) -> None:
    said = "<script>document.title = 'run'</script><img src=x onerror=alert(1)> \u202e"
    page = opened(compare(parsed("1. One two three four.\n"), parsed(f"1. One two three four {said}.\n"))).page
    assert page.title() != "run"
    assert "<img src=x" in page.locator(".n").inner_text()
    assert page.locator(".n .x").inner_text() == "\\u202e"


# Paper


def printed(page: Page) -> str:
    from pypdfium2 import PdfDocument

    document = PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    return " ".join(" ".join(one.get_textpage().get_text_range() for one in document).split())


def test_a_print_shows_all_that_is_shown(zero_final: Comparison, opened: Opener) -> None:
    page = opened(zero_final).page
    text = printed(page)
    assert "zero is a reconstruction" in text
    assert "cdiff compare" in text
    for change in zero_final:
        if change.kind == "inserted":
            assert change.new[0].text[-40:].split()[-1] in text
    assert "6 unchanged clauses, 37(a) to 37(f)" in text
    assert "Show everything" not in text
    page.click("#_open")
    page.click("#_unfold")
    assert len(printed(page)) > 2 * len(text)


def test_a_print_shows_what_the_filter_shows(zero_final: Comparison, opened: Opener) -> None:
    text = printed(opened(zero_final, "?kind=split").page)
    assert "Refugees and migrants are entitled" in text
    assert "360-degree" not in text


# Everybody


def test_axe_finds_nothing(zero_final: Comparison, small: Comparison, arabic: Comparison, opened: Opener) -> None:
    for comparison in (zero_final, small, arabic):
        page = opened(comparison, bypass_csp=True).page
        assert violations(page) == []
        page.click("#_open")
        page.click("#_unfold")
        unfold(page)
        for scheme, width in LOOKS:
            look(page, scheme, width)
            assert violations(page) == []


# Speed


SEEN = "[...document.querySelectorAll('article.c')].map((one) => getComputedStyle(one).contentVisibility)"
HEIGHT = "document.documentElement.scrollHeight"


def test_a_page_is_laid_out_as_a_whole(zero_final: Comparison, opened: Opener) -> None:
    """So its scroll bar is true, and a picture of the whole page shows every clause."""
    assert set(opened(zero_final).page.evaluate(SEEN)) == {"visible"}


def test_the_first_change_is_on_the_first_screen(zero_final: Comparison, opened: Opener) -> None:
    page = opened(zero_final).page
    for width, height in ((360, 780), (768, 1024), (1440, 900)):
        page.set_viewport_size({"width": width, "height": height})
        page.reload()
        words = "[...document.querySelectorAll('.c.d ins, .c.d del')].find((one) => one.offsetHeight)"
        assert 0 < page.evaluate(f"{words}.getBoundingClientRect().bottom") <= height


def test_a_long_page_lays_out_what_is_in_sight_and_has_room_for_the_rest(opened: Opener) -> None:
    """So no page keeps a browser busy for long when it opens; `python -m bench pages` measures it."""
    dice = random.Random(5)
    words = "all States shall commit to share data on river flows in a timely manner under national law".split()
    texts = [" ".join(dice.choices(words, k=dice.randrange(5, 90))) + "." for _ in range(LAID_OUT_AT_ONCE + 100)]
    changed = [text.replace("shall", "may").replace(" river", "") + " Always." for text in texts]
    page = opened(compare(parsed(numbered(*texts)), parsed(numbered(*changed)))).page
    for width in (360, 768, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        page.reload()
        assert set(page.evaluate(SEEN)) == {"auto"}
        first = page.evaluate(HEIGHT)
        page.evaluate("document.documentElement.classList.remove('long')")
        assert abs(first / page.evaluate(HEIGHT) - 1) <= 0.2


def paragraph(number: int, text: str) -> Clause:
    return Clause(str(number), "paragraph", f"{number}.", text)


def test_ten_thousand_clauses_open_and_scroll(opened: Opener) -> None:
    dice = random.Random(7)
    words = [word for word in (ROOT / "versions" / "final.md").read_text(encoding="utf-8").split() if word.isalpha()]
    texts = [" ".join(dice.choices(words, k=30)) + "." for _ in range(10_000)]
    changed = [f"Now {text}" if at % 50 == 0 else text for at, text in enumerate(texts)]
    old, new = (
        Document((Clause("title", "title", "", "A draft"), *(paragraph(at, text) for at, text in enumerate(side, 1))))
        for side in (texts, changed)
    )
    page = opened(report(compare(old, new))).page
    assert page.locator("article.c").count() == 10_001
    page.keyboard.press("n")
    assert focused(page) == "1"
    page.mouse.wheel(0, 100_000)
    until(page, "scrollY > 1000")
    page.goto(address(page).split("#")[0] + "#9951")
    until(page, "Math.abs(document.getElementById('9951').getBoundingClientRect().top) < innerHeight")
