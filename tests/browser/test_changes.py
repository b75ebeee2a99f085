"""What changed between editions, in a browser: two columns on a wide screen, one text with both marks on a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from explorer.corpus.home import Home
from tests.browser.conftest import Reader, axe_violations, serving
from tests.factories import changed_editions, store

PHONE = {"viewport": {"width": 320, "height": 720}, "color_scheme": "dark", "java_script_enabled": True}


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("changed")
    with serving(store(Home(folder), *changed_editions())) as address:
        yield address


@pytest.mark.parametrize("reader", [PHONE], indirect=True)
def test_the_page_fits_a_phone_and_opens_to_two_columns(reader: Reader) -> None:
    page = reader.open("/changes/tjk-2021..tjk-2023")
    edited = page.locator("#drugs .entry.edited")
    expect(edited.locator(".both del")).to_be_visible()
    expect(edited.locator(".apart")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert axe_violations(page) == []
    page.set_viewport_size({"width": 1024, "height": 800})
    expect(edited.locator(".apart ins")).to_be_visible()
    expect(edited.locator(".both")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 1024
