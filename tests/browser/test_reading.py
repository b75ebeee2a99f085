"""The main way through the site, and what keyboard and scripts add to it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Reader

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
WITHOUT_SCRIPT = {"java_script_enabled": False}


@pytest.mark.parametrize("reader", [{}, PHONE, WITHOUT_SCRIPT, PHONE | WITHOUT_SCRIPT], indirect=True)
def test_from_the_front_page_to_a_passage_its_indicator_and_back(reader: Reader) -> None:
    page = reader.open("/")
    page.get_by_label("Search the analysis").fill("heroin")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("heroin")

    first = page.locator(".hit").first
    expect(first.get_by_role("heading")).to_have_text("Kyrgyzstan 2021 Drugs paragraph 1")
    expect(first.get_by_role("link", name="Heroin trade 7.0")).to_be_visible()
    first.get_by_role("heading").get_by_role("link").click()

    passage = page.locator("#drugs-1")
    expect(passage).to_be_in_viewport()
    expect(passage.locator("mark").first).to_have_text("heroin")
    evidence = passage.locator(".evidence")
    expect(evidence.locator(".reason").first).to_be_hidden()
    evidence.get_by_text("Why these indicators?").click()
    expect(evidence.locator(".reason[open]")).to_contain_text("Heroin trade (about)")  # the first is open
    evidence.get_by_text("Cannabis trade (about)").click()
    expect(evidence.locator(".reason[open]")).to_contain_text("cannabis")
    passage.get_by_role("link", name="Heroin trade 7.0").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Heroin trade 2021")
    expect(page.get_by_role("row").filter(has_text="Kyrgyzstan").first).to_contain_text("7.0")
    page.go_back()
    expect(page.locator("#drugs-1 mark").first).to_have_text("heroin")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("heroin")


@pytest.mark.parametrize("reader", [{}, WITHOUT_SCRIPT], indirect=True)
def test_matches_are_walked_with_links(reader: Reader) -> None:
    page = reader.open("/profiles/kgz-2021?q=corrupt")
    page.get_by_role("link", name="First match").click()
    here = page.locator(".passage:target")
    expect(here).to_contain_text("Match 1 of")
    here.get_by_role("link", name="Next match").click()
    expect(page.locator(".passage:target")).to_contain_text("Match 2 of")
    page.locator(".passage:target").get_by_role("link", name="Previous match").click()
    expect(page.locator(".passage:target")).to_contain_text("Match 1 of")


def test_a_permanent_link_opens_at_its_passage(reader: Reader) -> None:
    page = reader.open("/passages/kgz-2021/criminal-justice-and-security/2")
    expect(page.locator(".passage:target")).to_be_in_viewport()
    anchor = "criminal-justice-and-security-2"
    assert page.url.endswith(f"/profiles/kgz-2021?passage={anchor}#{anchor}")


def test_a_filter_narrows_and_its_chip_widens_again(reader: Reader) -> None:
    page = reader.open("/search?q=border")
    total = page.locator("h1").get_attribute("data-total") or ""
    page.get_by_role("navigation", name="Filters").get_by_role("link", name="Drugs").click()
    expect(page.locator(".hit")).to_have_count(1)
    page.get_by_role("link", name="Remove Section: Drugs").click()
    expect(page.locator("h1")).to_have_attribute("data-total", total)


def test_the_contents_stay_in_view_and_say_where_one_is(reader: Reader) -> None:
    page = reader.open("/profiles/kgz-2021")
    contents = page.get_by_role("navigation", name="Contents")
    contents.get_by_role("link", name="Trade").click()
    expect(contents).to_be_in_viewport()
    expect(contents.locator("[aria-current]")).to_have_text("02Trade")
    page.locator("#criminal-actors").scroll_into_view_if_needed()
    expect(contents.locator("[aria-current]")).not_to_have_text("02Trade")
    expect(contents).to_be_in_viewport()


@pytest.mark.parametrize("reader", [PHONE], indirect=True)
def test_on_a_phone_the_contents_are_a_bar_and_nothing_is_wider_than_the_screen(reader: Reader) -> None:
    for path in (
        "/",
        "/search?q=corrupt",
        "/profiles/kgz-2021?q=corrupt",
        "/indicators/prevention",
        "/help",
        "/countries",
    ):
        page = reader.open(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
    page = reader.open("/profiles/kgz-2021#trade-1")
    bar = page.get_by_role("navigation", name="Contents")
    expect(bar).to_be_in_viewport()
    assert (bar.bounding_box() or {"height": 999})["height"] < 60
    margin = page.locator("#trade-1 .margin").bounding_box()
    text = page.locator("#trade-1 .text").bounding_box()
    assert margin and text
    assert margin["y"] >= text["y"] + text["height"]


def test_keys_go_to_the_search_box_and_from_hit_to_hit(reader: Reader) -> None:
    page = reader.open("/search?q=corrupt")
    page.keyboard.press("j")
    expect(page.locator(".hit h3 a").nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator(".hit h3 a").nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator(".hit h3 a").nth(0)).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_label("Search the analysis")).to_be_focused()
    page.keyboard.type("jk?")
    expect(page.get_by_label("Search the analysis")).to_have_value("jk?")


def test_a_key_copies_the_permanent_link_of_the_passage(reader: Reader) -> None:
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=reader.origin)
    page = reader.open("/profiles/kgz-2021#drugs-1")
    page.keyboard.press("c")
    expect(page.get_by_role("status").last).to_have_text("Permanent link copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(rf"{reader.origin}/passages/kgz-2021/drugs/1\?v=[0-9a-f]{{8}}", copied)


def test_single_keys_can_be_turned_off_and_stay_off(reader: Reader) -> None:
    page = reader.open("/search?q=corrupt")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard")
    expect(dialog).to_be_visible()
    dialog.get_by_label("Keyboard shortcuts on").uncheck()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page = reader.open("/search?q=corrupt")
    page.keyboard.press("j")
    expect(page.locator(".hit h3 a").nth(0)).not_to_be_focused()
    page.keyboard.press("?")
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name="Keyboard").click()
    expect(dialog.get_by_label("Keyboard shortcuts on")).not_to_be_checked()


def test_the_first_stop_of_the_tab_key_leads_past_the_head_of_the_page(reader: Reader) -> None:
    page = reader.open("/search?q=corrupt")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the text")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("reader", [{}, PHONE], indirect=True)
def test_whatever_has_focus_is_outlined_and_not_hidden(reader: Reader) -> None:
    page = reader.open("/profiles/kgz-2021?q=heroin")
    for _ in range(90):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
                const at = document.activeElement, box = at.getBoundingClientRect();
                if (at === document.body) return "";
                const x = Math.min(Math.max(box.x + box.width / 2, 1), innerWidth - 1);
                const on = [0.5, 0.2, 0.8].map((part) => document.elementFromPoint(x, box.y + box.height * part));
                if (getComputedStyle(at).outlineStyle === "none") return `no outline: ${at.outerHTML}`;
                return on.some((top) => top && (at.contains(top) || top.contains(at))) ? "" : `hidden: ${at.outerHTML}`;
            }"""
        )
        assert seen == ""


def test_on_paper_a_profile_is_text_and_its_citation(reader: Reader) -> None:
    page = reader.open("/profiles/kgz-2021")
    page.emulate_media(media="print")
    for gone in (".masthead", ".colophon", ".rail .contents", ".evidence", ".permanent"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator(".cite")).to_be_visible()
    expect(page.locator("#drugs-1")).to_contain_text("Heroin trade")
