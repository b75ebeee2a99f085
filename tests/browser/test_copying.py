"""Copying where browsers give pages no clipboard: over plain http, under a name that is not this machine's."""

import re

from playwright.sync_api import Browser, expect

from tests.browser.conftest import LAN_NAME


def test_a_citation_and_a_link_are_copied_over_plain_http(browser: Browser, origin: str) -> None:
    lan = origin.replace("127.0.0.1", LAN_NAME)
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{lan}/cite?id=kgz-2021/drugs/1")
    assert page.evaluate("navigator.clipboard") is None  # else this would test nothing
    said, pasted = page.locator("#announcement"), page.locator("#search, input[type=search]").first
    page.click("[data-copy=entry]")
    expect(said).to_have_text("Copied.")
    pasted.focus()
    page.keyboard.press("ControlOrMeta+V")
    entry = " ".join(str(page.locator("#entry").text_content()).split())
    assert entry[:40] in str(pasted.input_value())

    page.goto(f"{lan}/profiles/kgz-2021")
    page.keyboard.press("j")
    page.keyboard.press("c")
    expect(said).to_have_text("Permanent link copied.")
    pasted.fill("")
    pasted.focus()
    page.keyboard.press("ControlOrMeta+V")
    assert re.fullmatch(rf"{re.escape(lan)}/passages/kgz-2021/\S+", str(pasted.input_value()))
    context.close()


def test_where_nothing_can_be_copied_the_words_are_selected(browser: Browser, origin: str) -> None:
    context = browser.new_context()
    context.add_init_script("document.execCommand = () => false")
    page = context.new_page()
    page.goto(f"{origin.replace('127.0.0.1', LAN_NAME)}/cite?id=kgz-2021/drugs/1")
    page.click("[data-copy=entry]")
    expect(page.locator("#announcement")).to_have_text("It is selected: copy it with your browser.")
    assert page.evaluate("getSelection().toString().trim()") == str(page.locator("#entry").inner_text()).strip()
    context.close()
