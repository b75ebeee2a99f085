"""Scripts of the site behind nginx below a path: their requests and links stay below it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from explorer.corpus.home import Home
from tests.browser.conftest import Reader
from tests.factories import index
from tests.web.test_proxy import proxied
from tests.web.test_server import served


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the bundled corpus below /oc, and yield that address: a request beyond it counts as a fault."""
    folder: Path = tmp_path_factory.mktemp("below")
    home = index(Home(folder / "home"))
    with (
        served(home, f"unix:{folder}/http", PROXIES="1", RATE_LIMIT="off") as (_, upstream),
        proxied(folder, upstream, "/oc") as url,
    ):
        yield url


def test_a_suggestion_leads_to_a_search_and_its_hits_are_walked(reader: Reader) -> None:
    page = reader.open("/")
    page.locator("#q").press_sequentially("heroin kyrg")
    page.get_by_role("option", name="“heroin” in Kyrgyzstan").click()
    page.wait_for_url("**/oc/search?q=heroin+Kyrgyzstan")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/oc/profiles/kgz-2021?*")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kyrgyzstan")


def test_selected_words_are_cited_and_copied(reader: Reader) -> None:
    page = reader.open("/profiles/kgz-2021")
    passage = page.locator("#drugs-1")
    passage.locator(".text > p").evaluate(
        "paragraph => { getSelection().removeAllRanges(); getSelection().selectAllChildren(paragraph); }"
    )
    expect(passage.locator("a[data-cite]")).to_have_text(re.compile("^Cite selection"))
    passage.locator("a[data-cite]").click()
    page.wait_for_url("**/oc/cite?*words=*")
    expect(page.locator("#in-text")).to_contain_text("heroin")
    link = page.locator("a[href*='?v=']").first.get_attribute("href")
    assert link
    assert link.startswith(("/oc/", reader.origin))


def test_a_collection_is_pinned_kept_and_changed(reader: Reader) -> None:
    page = reader.open("/profiles/kgz-2021")
    for passage in ("#people-1", "#drugs-1"):
        page.locator(f"{passage} button[data-pin]").click()
    page = reader.open("/collection")
    page.wait_for_url("**/oc/collection?id=kgz-2021%2Fpeople%2F1&id=kgz-2021%2Fdrugs%2F1**")
    page.click(".pinned >> nth=1 >> text=Move up")
    page.wait_for_url("**/oc/collection?id=kgz-2021%2Fdrugs%2F1&id=kgz-2021%2Fpeople%2F1**")
    with page.expect_download() as download:
        page.click(".files >> text=Word")
    assert download.value.url.startswith(f"{reader.origin}/")


def test_a_choice_of_scores_stays_below_the_path(reader: Reader) -> None:
    page = reader.open("/rankings")
    page.select_option("#choose-indicator", "heroin-trade")
    page.click(".choose button")
    page.wait_for_url("**/oc/rankings?*indicator=heroin-trade*")
