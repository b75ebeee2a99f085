"""Addresses printed on lines of their own name the source and the edition of a page."""

import pytest

from explorer.core.errors import SourceError
from explorer.ingest.country_page import read_country_page
from explorer.ingest.lines import read_lines
from explorer.ingest.printed_addresses import printed_addresses
from tests.ingest.sample_pages import FOOT, OLD, as_headings_and_lists, as_saved_text, read

LESOTHO = "ocindex.net/2021/country/lesotho"


@pytest.mark.parametrize(
    ("line", "address"),
    [
        (f"https://{LESOTHO}", f"https://{LESOTHO}"),
        (f"www.{LESOTHO}", f"https://www.{LESOTHO}"),
        (f"global.{LESOTHO}", f"https://global.{LESOTHO}"),
        (f"URL: https://global.{LESOTHO}", f"https://global.{LESOTHO}"),
        (f"Source: {LESOTHO}", f"https://{LESOTHO}"),
        (f"**Source URL:** <http://{LESOTHO}>", f"http://{LESOTHO}"),
        (f"Retrieved from https://{LESOTHO} on 12 May 2022", f"https://{LESOTHO}"),
        (f"<https://{LESOTHO}>", f"https://{LESOTHO}"),
        (f"https://{LESOTHO} (accessed 12 May 2022)", f"https://{LESOTHO}"),
        (f"This page: https://{LESOTHO} Page 2 of 14", f"https://{LESOTHO}"),
        (f"https://{LESOTHO}   2/14", f"https://{LESOTHO}"),
    ],
)
def test_a_printed_address_is_the_source_and_names_the_edition(line: str, address: str) -> None:
    for page in (f"{line}\n\n{as_saved_text(OLD)}", f"{as_saved_text(OLD)}\n\n{line}\n"):
        reading = read_country_page(page.encode(), "page.txt")
        assert reading.profile.source.url == address
        assert reading.edition_evidence == f"The address {address} names 2021."
        assert reading.profile.sections == OLD.sections
        with pytest.raises(SourceError, match=r"names 2023, but .*as in 2021"):
            read(page.replace("/2021/", "/2023/"))


def test_a_printed_address_of_mark_up_is_read_too() -> None:
    page = as_headings_and_lists(OLD).replace("<nav>", f"<p>Source: {LESOTHO}</p><nav>", 1)
    assert read(page).source.url == f"https://{LESOTHO}"


@pytest.mark.parametrize(
    "line",
    [
        "See also: https://ocindex.net/2023/country/lesotho",
        "1 https://ocindex.net/2023/country/lesotho",
        "https://ocindex.net/2023/country/lesotho says otherwise.",
        "ocindex.net",
        "[https://ocindex.net/2021/country/chad](https://ocindex.net/2023/country/chad)",
        "https://ocindex.net/assets/2023/report.pdf",
        "https://notocindex.net/2023/country/lesotho",
        "https://ocindex.net.example/2023/country/lesotho",
    ],
)
def test_another_line_names_no_address_of_the_page(line: str) -> None:
    assert printed_addresses(read_lines(f"Lesotho\n\n{line}\n\n5.50")) == ()


def test_an_address_among_the_notes_is_not_that_of_the_page() -> None:
    notes = "References\n\nhttps://ocindex.net/2023/country/lesotho\n\n"
    page = as_saved_text(OLD).replace(FOOT[0], notes + FOOT[0])
    assert printed_addresses(read_lines(page)) == ()
    assert printed_addresses(read_lines(f"{page}\n\n{LESOTHO}")) == (f"https://{LESOTHO}",)


def test_an_address_within_wrapped_lines_is_no_text() -> None:
    words = "Traders crossed the highlands with lorries of wool and aloes that nobody had counted before. " * 6
    lines = [words[start : start + 60] for start in range(0, len(words), 60)]
    assert f"Source: {LESOTHO}" in [line.text for line in read_lines("\n".join([*lines, f"Source: {LESOTHO}"])).lines]
