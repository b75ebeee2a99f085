"""Suggestions while typing: by keyboard, by pointer, for screen readers, and none without a script."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Reader


def type_in(reader: Reader, text: str) -> Page:
    page = reader.open("/about")
    with page.expect_response(lambda response: response.url.endswith(f"/suggestions?q={quote(text)}")):
        page.locator("#q").press_sequentially(text)
    expect(page.get_by_role("listbox")).to_be_visible()
    return page


def test_the_box_is_a_combobox_with_a_list(reader: Reader) -> None:
    page = type_in(reader, "heroin ky")
    box = page.get_by_role("combobox", name="Search the analysis")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(box).to_have_attribute("aria-controls", "suggestions")
    expect(page.get_by_role("listbox", name="Suggestions").get_by_role("option").first).to_contain_text("Kyrgyzstan")
    expect(page.locator("#announcement")).to_contain_text("down arrow to choose")


def test_a_suggestion_is_chosen_by_keyboard(reader: Reader) -> None:
    page = type_in(reader, "heroin ky")
    box = page.locator("#q")
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "suggestion-0")
    expect(page.locator("#suggestion-0")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=heroin+Kyrgyzstan")


def test_enter_on_a_page_goes_there(reader: Reader) -> None:
    page = type_in(reader, "kyrgyzs")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/profiles/kgz-*")


def test_enter_on_a_word_sets_it_into_the_box_and_the_focus_stays(reader: Reader) -> None:
    page = type_in(reader, "heroin bord")
    box = page.locator("#q")
    expect(page.get_by_role("group", name="Words").get_by_role("option")).to_contain_text(["1 passage"])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(box).to_have_value("heroin border ")
    expect(box).to_be_focused()
    expect(page.get_by_role("listbox")).to_be_hidden()
    assert page.url.endswith("/about")


def test_an_arrow_never_chooses_from_what_answers_an_older_text(reader: Reader) -> None:
    page = type_in(reader, "heroin")
    box = page.locator("#q")
    expect(page.get_by_role("option").first).to_contain_text("Heroin trade")
    box.press_sequentially(" ky")
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "suggestion-0")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=heroin+Kyrgyzstan")


def test_typing_on_clears_the_suggestion_that_was_pointed_at(reader: Reader) -> None:
    page = type_in(reader, "heroin")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#q")).to_have_attribute("aria-activedescendant", "suggestion-0")
    page.locator("#q").press_sequentially(" ky")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=heroin+ky")


def test_an_arrow_waits_for_suggestions_where_none_are_shown_yet(reader: Reader) -> None:
    page = type_in(reader, "heroin")
    box = page.locator("#q")
    box.press_sequentially(" k")  # no suggestion starts with that
    expect(page.locator("#suggestions")).to_be_hidden()
    page.evaluate(
        """box => {
            box.value += "y";
            box.dispatchEvent(new InputEvent("input", { bubbles: true }));
            box.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
        }""",
        box.element_handle(),
    )
    expect(box).to_have_attribute("aria-activedescendant", "suggestion-0")


def test_arrows_go_round_and_leave_the_list_at_its_ends(reader: Reader) -> None:
    page = type_in(reader, "tr")
    box, options = page.locator("#q"), page.get_by_role("option")
    page.keyboard.press("ArrowUp")
    expect(box).to_have_attribute("aria-activedescendant", f"suggestion-{options.count() - 1}")
    page.keyboard.press("ArrowDown")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile(""))
    assert options.count() <= 10


def test_escape_closes_the_list_and_keeps_what_was_typed(reader: Reader) -> None:
    page = type_in(reader, "bor")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.locator("#q")).to_have_value("bor")
    expect(page.locator("#q")).to_have_attribute("aria-expanded", "false")


def test_enter_without_a_choice_searches_for_what_was_typed(reader: Reader) -> None:
    page = type_in(reader, "bor")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=bor")


def test_a_suggestion_is_chosen_by_pointer(reader: Reader) -> None:
    page = type_in(reader, "hero")
    page.get_by_role("group", name="Go to").get_by_role("option", name="Heroin trade").click()
    page.wait_for_url("**/indicators/heroin-trade")


def test_leaving_the_box_closes_the_list(reader: Reader) -> None:
    page = type_in(reader, "bor")
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()


@pytest.mark.parametrize("reader", [{"java_script_enabled": False}], indirect=True, ids=["no-script"])
def test_without_a_script_the_box_is_a_plain_one(reader: Reader) -> None:
    page = reader.open("/about")
    box = page.locator("#q")
    assert box.get_attribute("role") is None
    box.press_sequentially("heroin ky")
    expect(page.locator("#suggestions")).to_have_count(0)
    box.press("Enter")
    page.wait_for_url("**/search?q=heroin+ky")
