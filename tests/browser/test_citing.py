"""From a search to a pinned, cited dossier, in a real browser."""

import io
import re

import pytest
from docx import Document
from playwright.sync_api import expect

from tests.browser.conftest import Reader, axe_violations

SELECT = """paragraph => {
    const range = document.createRange();
    const node = [...paragraph.childNodes].find((one) => one.nodeType === 3 && one.length > 20);
    range.setStart(node, 1);
    range.setEnd(node, 20);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
}"""


def test_from_a_search_to_a_dossier(reader: Reader) -> None:
    page = reader.open("/")
    page.fill("#q", "heroin")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=heroin*")
    page.click(".hit a[data-stop] >> nth=0")
    page.wait_for_url("**/profiles/kgz-2021?q=heroin#drugs-1")
    passage = page.locator("#drugs-1")
    passage.locator("button[data-pin]").click()
    expect(passage.locator("button[data-pin]")).to_have_text("Pinned")
    page.locator("#people-1 button[data-pin]").click()

    # The words that are selected become the quotation.
    passage.locator(".text > p").evaluate(SELECT)
    cite = passage.locator("a[data-cite]")
    expect(cite).to_have_text(re.compile("^Cite selection"))
    chosen = " ".join(str(page.evaluate("getSelection().toString()")).split())
    cite.click()
    page.wait_for_url("**/cite?*words=*")
    expect(page.locator("#in-text")).to_contain_text(chosen)
    page.click(".styles >> text=OSCOLA")
    page.wait_for_url("**style=oscola**")
    page.click("[data-copy=entry]")
    expect(page.locator("#announcement")).not_to_be_empty()

    # The collection is still there, takes a note, and is downloaded.
    page = reader.open("/collection")
    page.wait_for_url("**/collection?id=*")
    expect(page.locator(".pinned")).to_have_count(2)
    page.click(".pinned >> nth=1 >> text=Move up")
    page.wait_for_url("**/collection?id=kgz-2021%2Fpeople%2F1&id=kgz-2021%2Fdrugs%2F1**")
    page.fill("#note-2", "Compare with 2023.")
    page.fill("#title", "Routes")
    page.click("text=Save notes and title")
    page.wait_for_url("**title=Routes**")
    page.click(".styles >> text=OSCOLA")
    page.wait_for_url("**style=oscola**")
    with page.expect_download() as download:
        page.click(".files >> text=Word")
    document = Document(io.BytesIO(download.value.path().read_bytes()))
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    assert paragraphs[0] == "Routes"
    assert "Compare with 2023." in paragraphs
    assert any("‘Kyrgyzstan (digest by OC Explorer)’" in text for text in paragraphs)

    # It is unchanged on the next visit.
    again = reader.open("/collection")
    again.wait_for_url("**/collection?id=kgz-2021%2Fpeople%2F1**")
    expect(again.locator("#note-2")).to_have_value("Compare with 2023.")


def test_a_hit_is_pinned_counted_ordered_and_handed_over(reader: Reader) -> None:
    page = reader.open("/search?q=heroin")
    collection = page.locator("nav.site a", has_text="Collection")
    expect(collection).to_have_text("Collection")
    pin = page.locator(".hit button[data-pin] >> nth=0")
    pin.click()
    expect(pin).to_have_attribute("aria-pressed", "true")
    expect(collection).to_have_text("Collection (1)")
    page.locator(".hit .copy-link >> nth=0").click()
    expect(page.locator("#announcement")).not_to_be_empty()

    # A score, on its page; and the selection of a passage, by the tools at it.
    page = reader.open("/scores/kgz-2021/heroin-trade?v=7.0")
    page.locator("button[data-pin]").click()
    page = reader.open("/profiles/kgz-2021")
    passage = page.locator("#people-1")
    passage.locator(".text > p").evaluate(SELECT)
    tools = passage.locator(".selection-tools")
    expect(tools).to_be_visible()
    words = " ".join(str(page.evaluate("getSelection().toString()")).split())
    assert page.evaluate(
        """() => {
            const tools = document.querySelector(".selection-tools").getBoundingClientRect();
            const words = getSelection().getRangeAt(0).getBoundingClientRect();
            return tools.top >= words.bottom || tools.bottom <= words.top;
        }"""
    )
    assert axe_violations(page, ".selection-tools") == []
    page.keyboard.press("Escape")
    expect(tools).to_be_hidden()
    passage.locator(".text > p").evaluate(SELECT)
    tools.get_by_text("Copy with citation").click()
    expect(page.locator("#announcement")).to_have_text("Copied with its citation.")
    passage.locator(".text > p").evaluate(SELECT)
    tools.get_by_text("Pin").click()
    expect(page.locator("nav.site a", has_text="Collection")).to_have_text("Collection (3)")

    page = reader.open("/collection")
    page.wait_for_url("**/collection?id=*")
    expect(page.locator(".pinned")).to_have_count(3)
    expect(page.locator(".pinned >> nth=2 >> blockquote")).to_have_text(words)
    page.set_viewport_size({"width": 1280, "height": 2000})  # nothing is scrolled while it is dragged
    page.locator(".pinned h2 >> nth=2").drag_to(page.locator(".pinned h2 >> nth=0"), target_position={"x": 2, "y": 2})
    page.wait_for_url("**/collection?id=kgz-2021%2Fpeople%2F1&**")
    with page.expect_download() as download:
        page.click(".files >> text=ZIP")
    assert download.value.suggested_filename == "dossier.zip"
    page.click("text=Clear the collection")
    page.wait_for_url("**/collection")
    expect(page.locator("nav.site a", has_text="Collection")).to_have_text("Collection")


def test_a_shared_collection_replaces_nothing_of_ones_own(reader: Reader) -> None:
    page = reader.open("/profiles/kgz-2021")
    page.locator("#people-1 button[data-pin]").click()
    page = reader.open("/collection?id=kgz-2021/drugs/1")
    expect(page.locator(".pinned")).to_have_count(1)
    page = reader.open("/collection")
    page.wait_for_url("**/collection?id=kgz-2021%2Fpeople%2F1")


def test_a_quotation_is_looked_up_from_the_box(reader: Reader) -> None:
    page = reader.open("/lookup")
    page.fill("#text", "close to a third of Afghan heroin crosses it")
    page.click(".words button")
    page.wait_for_selector(".quotation-match")
    expect(page.locator(".quotation-match del")).to_have_text("quarter")
    page.click(".quotation-match h2 a")
    page.wait_for_url("**/profiles/kgz-2021#drugs-1")


@pytest.mark.parametrize(
    "reader",
    [{}, {"viewport": {"width": 390, "height": 844}}, {"color_scheme": "dark"}],
    ids=["desk", "phone", "dark"],
    indirect=True,
)
@pytest.mark.parametrize(
    "path",
    [
        "/cite?id=kgz-2021/drugs/1&style=oscola",
        "/lookup",
        "/lookup?text=close+to+a+third+of+Afghan+heroin+crosses+it",
        "/lookup?text=Kyrgyzstan+scored+8.0+for+heroin+trade+in+2021.",
        "/passages/kgz-2021/drugs/1?v=00000000",
        "/works",
        "/works/countries/rus",
        "/collection",
        "/collection?id=kgz-2021/drugs/1&id=kgz-2021/people/1",
        "/collection?id=kgz-2021/heroin-trade&id=kgz-2021/drugs/99",
        "/profiles/kgz-2021?v=00000000",
        "/scores/kgz-2021/heroin-trade?v=6.5",
        "/search?q=heroin&found=3&v=00000000",
    ],
)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(reader: Reader, path: str) -> None:
    page = reader.open(path)
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
