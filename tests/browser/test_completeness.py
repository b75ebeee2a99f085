"""What a new corpus lacks: readable on a phone and at 320 pixels, and its commands are copied with one click."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Reader, axe_violations

NARROW = {"viewport": {"width": 320, "height": 700}, "color_scheme": "dark"}
PATHS = ("/", "/countries")


@pytest.mark.parametrize("reader", [NARROW, {"viewport": {"width": 1440, "height": 900}}], indirect=True)
def test_the_commands_are_whole_and_accessible_at_any_width(reader: Reader) -> None:
    for path in PATHS:
        page = reader.open(path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        for command in page.locator(".fetch code").all():
            assert command.is_visible()
            assert command.evaluate(
                "at => at.scrollWidth <= at.clientWidth && getComputedStyle(at).userSelect == 'all'"
            )
        assert axe_violations(page) == []


@pytest.mark.parametrize("reader", [{"permissions": ["clipboard-read", "clipboard-write"]}], indirect=True)
def test_a_command_is_copied_with_one_click(reader: Reader) -> None:
    for path in PATHS:
        page = reader.open(path)
        page.locator(".fetch button").first.click()
        expect(page.locator("#announcement")).to_have_text("Copied.")
        assert page.evaluate("navigator.clipboard.readText()") == "oc-explorer fetch --what scores"
