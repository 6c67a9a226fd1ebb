"""Going about in the HTML report: keys, anchors, filters, and an address that keeps them."""

from __future__ import annotations

from cdiff.core.model import Comparison
from tests.browser.conftest import Opener
from tests.browser.looking import address, focused, shown, until


def test_next_and_previous_by_key_and_by_button(small: Comparison, opened: Opener) -> None:
    page = opened(small).page
    page.keyboard.press("n")
    first = focused(page)
    assert page.locator("#_where").inner_text().startswith("1 of ")
    assert address(page).endswith(f"#{first}")
    page.keyboard.press("n")
    second = focused(page)
    assert second != first
    page.keyboard.press("p")
    assert focused(page) == first
    page.click("#_next")
    assert address(page).endswith(f"#{second}")
    page.click("#_prev")
    assert address(page).endswith(f"#{first}")


def test_every_change_is_reached_and_the_last_leads_to_the_first(zero_final: Comparison, opened: Opener) -> None:
    page = opened(zero_final).page
    stops = shown(page, "article.c.d:not(.in)")  # what came whole is one stop
    reached = []
    for _ in range(len(stops) + 1):
        page.keyboard.press("n")
        reached.append(focused(page))
    assert reached[-1] == reached[0]
    assert reached[:-1] == stops
    top = page.locator(f"[id='{reached[0]}']").bounding_box()
    assert top is not None
    assert 0 <= top["y"] < 200


def test_nothing_that_is_jumped_to_lies_behind_the_bar(zero_final: Comparison, opened: Opener) -> None:
    """With the filter open or closed, by key, by link, by address or by search."""
    seen = """() => {
      const bar = document.querySelector(".bar").getBoundingClientRect().bottom;
      const box = document.getElementById(decodeURIComponent(location.hash.slice(1))).getBoundingClientRect();
      return box.top >= bar - 1 && box.top < innerHeight;
    }"""
    one = opened(zero_final)
    page = one.page
    for width, height in ((360, 780), (768, 1024), (1440, 900)):
        page.set_viewport_size({"width": width, "height": height})
        one.go()
        for is_open in (False, True):
            if is_open:
                page.click("#_open")
            for key in ("n", "n", "n", "p", "n"):
                page.keyboard.press(key)
                until(page, f"({seen})()")
        one.go("#21a")
        until(page, f"({seen})()")
        page.click("#_open")
        page.fill("#_q", "Slavery Convention")
        until(page, "location.search.includes('Slavery')")
        page.press("#_q", "Enter")
        until(page, "location.hash === '#2'")
        until(page, f"({seen})()")
        assert focused(page) == "_q"


def test_the_keys_can_be_turned_off_and_do_not_disturb_typing(small: Comparison, opened: Opener) -> None:
    page = opened(small).page
    page.click("#_open")
    page.fill("#_q", "")
    page.locator("#_q").press_sequentially("n")
    assert focused(page) == "_q"
    page.fill("#_q", "")
    page.uncheck("#_keys")
    assert "keys=off" in address(page)
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    assert focused(page) == "_open"


def test_the_skip_link_is_first_and_leads_to_the_text(small: Comparison, opened: Opener) -> None:
    page = opened(small).page
    page.keyboard.press("Tab")
    link = page.locator(".skip")
    assert link.evaluate("(node) => node === document.activeElement")
    box = link.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    assert focused(page) == "_text"


def test_everything_is_reached_by_keyboard_with_a_visible_focus(small: Comparison, opened: Opener) -> None:
    page = opened(small).page
    wanted = page.locator("a[href]:visible, button:visible, summary:visible, #_text").count() - 1
    seen = set()
    for _ in range(wanted + 3):
        page.keyboard.press("Tab")
        tag, number, style = page.evaluate(
            """() => {
              const one = document.activeElement, all = [...document.querySelectorAll("*")];
              return [one.tagName, all.indexOf(one), getComputedStyle(one).outlineStyle];
            }"""
        )
        if tag != "BODY":
            seen.add(number)
            assert style != "none"
    assert len(seen) == wanted
    page.locator("summary:visible").last.focus()
    page.keyboard.press("Enter")
    assert page.locator("details.same[open]").count() == 1
    page.locator("#_open").focus()
    page.keyboard.press("Enter")
    assert page.locator("#_filters").is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert "kind=" in address(page)
    page.keyboard.press("Escape")
    assert not page.locator("#_filters").is_visible()


def test_an_anchor_opens_its_fold_and_is_seen(zero_final: Comparison, opened: Opener) -> None:
    page = opened(zero_final, "#21a").page
    until(page, "document.getElementById('21a').getBoundingClientRect().top < 300")
    assert page.locator("[id='21a'] .t").is_visible()
    page.goto(address(page).split("#")[0] + "#fn3")
    until(page, "document.getElementById('fn3').getBoundingClientRect().top < innerHeight")


def test_a_link_is_copied(small: Comparison, opened: Opener) -> None:
    one = opened(small, permissions=["clipboard-read", "clipboard-write"])
    link = one.page.locator("article.d .cp").first
    anchor = link.get_attribute("href")
    link.click()
    until(one.page, "document.getElementById('_said').textContent.includes('copied')")
    assert one.page.evaluate("navigator.clipboard.readText()") == f"{one.address}{anchor}"
    assert address(one.page).endswith(str(anchor))


def test_moved_clauses_lead_to_each_other(small: Comparison, opened: Opener) -> None:
    page = opened(small).page
    page.click(".trace a")
    there = address(page).split("#")[1]
    page.locator(f"[id='{there}'] .was a").click()
    assert page.locator(".trace span").get_attribute("id") == address(page).split("#")[1]


# Filters


def test_filters_by_kind_are_kept_in_the_address(small: Comparison, opened: Opener) -> None:
    one = opened(small)
    page = one.page
    page.click("#_open")
    page.check("[value=inserted]")
    page.check("[value=moved]")
    anchors = shown(page, "article.c:not(.head)")
    wanted = [c.new[0].citation for c in small if c.kind == "inserted" or c.moved]
    assert anchors == wanted
    assert "kind=moved%2Cinserted" in address(page)
    page.reload()
    assert shown(page, "article.c:not(.head)") == wanted
    assert page.locator(".trace").is_visible()
    page.click("#_open")
    page.click("button[type=reset]")
    until(page, "!location.search")
    assert len(shown(page, "article.c.d")) == sum(change.is_change for change in small)


def test_unchanged_clauses_are_a_kind_too(small: Comparison, opened: Opener) -> None:
    page = opened(small, "?kind=unchanged").page
    assert len(shown(page, "article.unchanged")) == sum(c.kind == "unchanged" for c in small)
    assert shown(page, "article.modified") == []


def test_filters_by_part(zero_final: Comparison, opened: Opener) -> None:
    page = opened(zero_final).page
    page.click("#_open")
    page.select_option("#_part", "objective 23")
    assert page.locator(".part:visible").count() == 1
    assert page.locator("#obj23").is_visible()
    assert "part=objective+23" in address(page)
    page.keyboard.press("Escape")
    page.locator("#_open").blur()
    page.keyboard.press("n")
    assert focused(page) == "obj23"


def test_filters_by_word_old_or_new_and_opens_the_folds(zero_final: Comparison, opened: Opener) -> None:
    page = opened(zero_final, "?q=Slavery+Convention").page
    until(page, "document.querySelectorAll('.part.out').length > 5")
    assert shown(page, "article.c:not(.head)") == ["2"]
    page.click("#_open")
    page.fill("#_q", "actionable commitments")
    until(page, "location.search.includes('actionable')")
    until(page, "!document.getElementById('_where').textContent.startsWith('1 ')")
    assert "17stem" in shown(page, "article.c")
    page.fill("#_q", "no such words anywhere")
    page.wait_for_selector(".none:visible")
    page.fill("#_q", "")
    until(page, "!location.search")
    assert page.locator("article.c.d:visible").count() == sum(change.is_change for change in zero_final)
