"""Chapters in the browser: accessibility, and the way from a search to a pinned passage."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from explorer.corpus.home import Home
from explorer.ingest.importer import Imported, import_sources
from tests.browser.conftest import Reader, axe_violations, serving
from tests.browser.test_access import DESK, LOOKS, PHONE, small_targets
from tests.ingest.sample_chapters import as_wordpress

KINDS = (
    "/chapters",
    "/chapters/ferries-and-the-law",
    "/chapters/ferries-and-the-law?q=heroin",
    "/search?q=heroin&kind=chapter",
    "/search?q=heroin&view=countries",
    "/search?q=heroin&view=concordance",
    "/search?q=heroin&view=distribution",
    "/cite?id=ferries-and-the-law/who-is-paid/2",
)


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the bundled corpus and a chapter imported from a saved page, and yield the address."""
    folder = tmp_path_factory.mktemp("chapters")
    (folder / "chapter.html").write_text(as_wordpress(), encoding="utf-8")
    home = Home(folder / "home")
    (outcome,) = import_sources(home, [folder / "chapter.html"])
    assert isinstance(outcome, Imported)
    with serving(home) as address:
        yield address


@pytest.mark.parametrize("reader", LOOKS.values(), indirect=True, ids=LOOKS)
def test_axe_finds_nothing_and_nothing_runs_over_the_side(reader: Reader) -> None:
    for path in KINDS:
        page = reader.open(path)
        for details in page.locator("main details:not(details details)").all()[:3]:
            details.locator("summary").first.click()
        assert axe_violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


@pytest.mark.parametrize("reader", [DESK, PHONE], indirect=True, ids=["desk", "phone"])
def test_targets_are_at_least_24_pixels(reader: Reader) -> None:
    assert [target for path in KINDS for target in small_targets(reader, path)] == []


def test_a_passage_of_a_chapter_is_found_read_cited_and_pinned(reader: Reader) -> None:
    page = reader.open("/")
    page.get_by_label("Search the analysis").fill("canteen")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Ferries and the law").get_by_role("link").click()
    passage = page.locator("#who-is-paid-2")
    expect(passage).to_be_in_viewport()
    passage.get_by_role("link", name="Note 3", exact=True).click()
    expect(page.locator(".footnotes li:target")).to_have_text("3 Ibid. ↩")
    passage.get_by_role("button", name="Pin").click()
    expect(passage.get_by_role("button", name="Pinned")).to_be_visible()
    passage.get_by_role("link", name="Cite").click()
    expect(page.locator("#entry")).to_contain_text("(2023). Ferries and the law")
    page.get_by_role("link", name="Collection").click()
    expect(page.locator(".pinned h2")).to_have_text("Ferries and the law, Who is paid, paragraph 2")
