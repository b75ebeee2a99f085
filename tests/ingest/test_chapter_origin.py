"""Publisher and edition of a chapter's page."""

import pytest

from explorer.core.errors import SourceError
from explorer.ingest.chapter_origin import check_publisher, find_chapter_edition
from explorer.ingest.lines import Line, Page


def page(*addresses: str, title: str = "Ferries", text: str = "Ferries carry more than people.") -> Page:
    return Page((Line(text),), addresses=addresses, title=title)


@pytest.mark.parametrize(
    "theirs",
    [
        page("https://globalinitiative.net/analysis/ferries/"),
        page("https://africa.ocindex.net/ferries"),
        page("https://example.org/copy", title="Ferries | Global Initiative"),
        page(text="A report of GI-TOC."),
    ],
)
def test_address_title_or_text_names_the_publisher(theirs: Page) -> None:
    assert check_publisher(theirs, "Ferries") == ()


def test_a_text_of_the_subject_without_a_publisher_is_taken_with_a_warning() -> None:
    (warning,) = check_publisher(page(text="Heroin is trafficked by ferry."), "Ferries")
    assert warning.text.startswith("Nothing on the page says who published it")


@pytest.mark.parametrize(
    ("other", "message"),
    [
        (page("https://notocindex.net/ferries"), "The page is from notocindex.net"),
        (page("https://example.org/ferries", text="A report of GI-TOC."), "The page is from example.org"),
        (page(), "neither a country page of the Index nor a chapter"),
    ],
)
def test_a_page_of_another_publisher_is_refused(other: Page, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        check_publisher(other, "Ferries")


@pytest.mark.parametrize(
    ("chapter", "title", "option", "edition"),
    [
        (page("https://ocindex.net/2021/ferries"), "Ferries", 2023, 2023),
        (page("https://ocindex.net/2021/ferries"), "Global Organized Crime Index 2023", None, 2021),
        (page("https://ocindex.net/2022/ferries"), "The 2023 Global Organised Crime Index", None, 2023),
        (page("https://globalinitiative.net/2021/ferries"), "Ferries", None, None),
    ],
)
def test_the_edition_is_as_given_else_by_address_and_title(
    chapter: Page, title: str, option: int | None, edition: int | None
) -> None:
    chapter_edition, evidence = find_chapter_edition(chapter, title, option)
    assert chapter_edition == edition
    assert str(edition) in evidence or evidence == "Nothing says that it belongs to an edition."
