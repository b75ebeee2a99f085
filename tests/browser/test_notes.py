"""Notes on a page: marks link to notes and back, and do not change the words of the text."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from explorer.corpus.home import Home
from explorer.model.profiles import Note
from tests.browser.conftest import Reader, axe_violations, serving
from tests.factories import make_profile, store

TEXT = (
    "Lorries wait for days at the border, and drivers pay to be let through. Those who own the yards beside the "
    "road take a share of it, and the officers who look away take another."
)
LEDGER = Note("1", "A ledger of the yards, kept by one of the drivers, page 12.", (71, TEXT.index(" the yards") + 4))
DIARY = Note("2", "A diary.", (71, len(TEXT)))


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a text with notes, in sections long enough to scroll, and yield the address."""
    noted = make_profile("and-2023", {"people": [TEXT] * 6, "trade": [TEXT] * 6}, (LEDGER, DIARY))
    with serving(store(Home(tmp_path_factory.mktemp("noted")), noted)) as address:
        yield address


PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.mark.parametrize("reader", [{}, PHONE, {"java_script_enabled": False}], indirect=True)
def test_a_mark_leads_to_its_note_and_the_note_back_to_each_of_its_marks(reader: Reader) -> None:
    page = reader.open("/profiles/and-2023")
    passage = page.locator("#trade-3")
    passage.get_by_role("link", name="Note 2").first.click()
    note = page.locator(".footnotes li:target")
    expect(note).to_have_attribute("id", "trade-3-note-2")
    expect(note).to_be_in_viewport()
    note.get_by_role("link", name="place 2").click()
    mark = page.locator(".noted:target")
    expect(mark).to_have_attribute("id", "trade-3-mark-2-2")
    expect(mark).to_be_in_viewport()
    mark.click()
    expect(page.locator(".footnotes li:target")).to_have_attribute("id", "trade-3-note-2")


def test_the_list_of_what_is_cited_leads_to_the_mark(reader: Reader) -> None:
    page = reader.open("/works")
    page.locator("#notes details > summary").first.click()
    page.locator("#notes").get_by_role("link", name="Trade, paragraph 6").first.click()
    mark = page.locator(".noted:target")
    expect(mark).to_have_attribute("id", "trade-6-mark-1-1")
    expect(mark).to_be_in_viewport()


def test_words_that_are_selected_across_a_mark_are_those_of_the_text(reader: Reader) -> None:
    page = reader.open("/profiles/and-2023?q=through+yards")
    passage = page.locator("#people-1")
    passage.locator(".text > p").evaluate(
        "paragraph => { getSelection().removeAllRanges(); getSelection().selectAllChildren(paragraph); }"
    )
    assert page.evaluate("getSelection().toString()") == TEXT
    cite = passage.locator("a[data-cite]")
    expect(cite).to_have_text("Cite selection")
    assert parse_qs(urlsplit(str(cite.get_attribute("href"))).query)["words"] == [TEXT]


def test_a_link_to_a_quotation_finds_it_across_a_mark(reader: Reader) -> None:
    page = reader.open("/profiles/and-2023#trade-6:~:text=let%20through.%20Those%20who")
    # Every passage has these words, so the first is shown; without a match it would be trade-6.
    expect(page.locator("#people-1")).to_be_in_viewport()
    expect(page.locator("#trade-6")).not_to_be_in_viewport()


@pytest.mark.parametrize("reader", [{}, PHONE, {"color_scheme": "dark"}], indirect=True, ids=["desk", "phone", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(reader: Reader) -> None:
    for path in ("/profiles/and-2023?q=yards#people-1-mark-1-2", "/works", "/search?q=note:ledger"):
        page = reader.open(path)
        assert axe_violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_paper_marks_and_notes_are_there_without_the_ways_back(reader: Reader) -> None:
    page = reader.open("/profiles/and-2023")
    page.emulate_media(media="print")
    expect(page.locator("#people-1 .noted").first).to_be_visible()
    expect(page.locator("#people-1 .footnotes")).to_be_visible()
    expect(page.locator("#people-1 .footnotes a").first).to_be_hidden()
