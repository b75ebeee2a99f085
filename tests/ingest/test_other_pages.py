"""Pages of the site that are not of one country are refused by what they are."""

from dataclasses import replace
from pathlib import Path

import pytest

from explorer.core.errors import SourceError
from explorer.ingest.detect import SourceReading, read_source
from explorer.model.ranks import Rank
from tests.enact import enact_profile
from tests.ingest.sample_pages import OLD, as_separate_blocks, as_tables, glued_lines, sample_profile

PARAGRAPHS = "<p>Heroin is carried over the strait by ferry, and by those who mend nets.</p>" * 4
PEOPLE = f"<h1>A page</h1>{PARAGRAPHS}"
SITE = "https://ocindex.net"


def read(folder: Path, page: str, address: str = "", name: str = "page.html") -> SourceReading:
    path = folder / name
    path.write_text(page, encoding="utf-8")
    return read_source(path, None, address)


@pytest.mark.parametrize(
    ("address", "subject"),
    [
        ("/country/haiti/north_america", "a comparison of Haiti and North America"),
        ("/2023/country/sierra_leone/liberia", "a comparison of Sierra Leone and Liberia"),
        ("/2023/Country/Sierra-Leone/Liberia/?query=hire", "a comparison of Sierra Leone and Liberia"),
        ("/2023/region/west_africa", "the page of a region, West Africa"),
        ("/2023/continent/africa", "the page of a continent, Africa"),
        ("/2023/indicator/human_trafficking", "the page of an indicator, Human trafficking"),
        ("/2023/heatmap/", "a heat map"),
        ("/2025/rankings", "a ranking of countries"),
    ],
)
def test_an_address_says_what_a_page_is_of(tmp_path: Path, address: str, subject: str) -> None:
    refused = f"This is {subject}, not a country page of the Index: open the page of one country"
    canonical = f"<link rel='canonical' href='{SITE}{address}'></head>"
    for page in (as_separate_blocks(OLD), f"<html><head><title>GI-TOC</title></head><body>{PEOPLE}</body></html>"):
        with pytest.raises(SourceError, match=refused):
            read(tmp_path, page, f"{SITE}{address}")
        with pytest.raises(SourceError, match=refused):
            read(tmp_path, page.replace("</head>", canonical))
    with pytest.raises(SourceError, match=refused):
        read(tmp_path, "\n\n".join([f"Source: ocindex.net{address}", *glued_lines(OLD)]), name="page.txt")


@pytest.mark.parametrize(
    ("address", "subject"),
    [
        ("https://africa.ocindex.net/2021/country/lesotho/botswana", "a comparison of Lesotho and Botswana"),
        ("https://ocindex.enactafrica.org/region/southern_africa", "the page of a region, Southern Africa"),
        ("https://africa.ocindex.net/2023/heatmap", "a heat map"),
    ],
)
def test_an_address_of_another_series_says_what_a_page_is_of(tmp_path: Path, address: str, subject: str) -> None:
    with pytest.raises(SourceError, match=f"This is {subject}, not a country page"):
        read(tmp_path, as_separate_blocks(enact_profile(2021)), address)


def test_the_address_that_a_page_was_fetched_from_counts_before_those_it_gives(tmp_path: Path) -> None:
    home = f"<meta property='og:url' content='{SITE}/2021/heatmap'></head>"
    page = as_separate_blocks(OLD).replace("</head>", home)
    assert read(tmp_path, page, f"{SITE}/2021/country/lesotho").profiles[0].id == "lso-2021"


def test_a_page_of_a_country_may_name_the_start_of_the_site_as_its_address(tmp_path: Path) -> None:
    page = as_separate_blocks(OLD).replace("</head>", f"<link rel='canonical' href='{SITE}/'></head>")
    assert read(tmp_path, page).profiles[0].id == "lso-2021"


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("West Africa | The Organized Crime Index", "the page of a region, West Africa"),
        ("Human trafficking | The Organized Crime Index", "the page of an indicator, Human trafficking"),
        ("Heat map | The Organized Crime Index", "a heat map"),
        ("Rankings | The Organized Crime Index", "a ranking of countries"),
    ],
)
def test_a_title_says_what_a_page_without_scores_is_of(tmp_path: Path, title: str, subject: str) -> None:
    for body in (PEOPLE, "<p>Human smuggling</p><p>5.00</p>"):
        with pytest.raises(SourceError, match=f"This is {subject}, not a country page of the Index"):
            read(tmp_path, f"<html><head><title>{title}</title></head><body>{body}</body></html>")


def test_the_title_of_a_comparison_names_the_countries(tmp_path: Path) -> None:
    for title in ("Compare Kenya and Peru", "Kenya vs Peru | The Organized Crime Index"):
        page = f"<html><head><title>{title}</title></head><body><p>Human smuggling</p><p>5.00</p></body></html>"
        with pytest.raises(SourceError, match="This is a comparison of Kenya and Peru, not a country page"):
            read(tmp_path, page)


def test_the_start_page_is_refused_and_an_article_with_a_title_is_not(tmp_path: Path) -> None:
    page = f"<html><head><title>The Organized Crime Index</title></head><body>{PARAGRAPHS}</body></html>"
    with pytest.raises(SourceError, match="This is the start page of the site"):
        read(tmp_path, page, f"{SITE}/2025/")
    page = page.replace("The Organized Crime Index", "Africa Organised Crime Index 2021")
    with pytest.raises(SourceError, match="This is the start page of the site"):
        read(tmp_path, page, "https://africa.ocindex.net/2021/")
    article = f"<html><head><title>Ferries</title></head><body>{PARAGRAPHS}</body></html>"
    assert [chapter.id for chapter in read(tmp_path, article, f"{SITE}/2025/").chapters] == ["ferries"]


def test_two_columns_of_scores_are_a_comparison_by_the_names_above_them(tmp_path: Path) -> None:
    ranks = {name: {**areas, "world": Rank(7, 193)} for name, areas in OLD.ranks.items()}
    other = replace(sample_profile(2021, "BWA"), ranks=ranks)
    lines = [line for pair in zip(glued_lines(OLD), glued_lines(other), strict=True) for line in dict.fromkeys(pair)]
    with pytest.raises(
        SourceError,
        match=r"a comparison of Lesotho and Botswana, .* since it gives two ranks for criminality in the world",
    ):
        read(tmp_path, "\n\n".join(lines), name="page.txt")


def test_a_second_score_that_is_no_change_is_a_comparison_or_damage(tmp_path: Path) -> None:
    page = as_tables(sample_profile(2025)).replace("0.50", "9.50")
    with pytest.raises(
        SourceError, match=r"a comparison of countries, or a damaged page, .* cannot have changed by 9.50"
    ):
        read(tmp_path, page)


@pytest.mark.parametrize(
    ("address", "edition", "cited"),
    [
        ("/report/2023/03-global-overview-results.html?query=hire&search_stem=hire#top", 2023, None),
        ("/report/2023/04-continental-overview.html", 2023, None),
        ("/report/2025/section0", 2025, None),
        ("./report/2025/country-rankings?query=hire", 2025, "/report/2025/country-rankings"),
    ],
)
def test_a_chapter_of_a_report_has_its_edition_and_an_address_without_query(
    tmp_path: Path, address: str, edition: int, cited: str | None
) -> None:
    for head, fetched in (("", f"{SITE}{address}"), (f"<link rel=canonical href='{SITE}{address}'>", "")):
        body = f"<body><h1>Kenya and others</h1>{PARAGRAPHS}</body>"
        page = f"<html><head><title>Results | The Index</title>{head}</head>{body}</html>"
        (chapter,) = read(tmp_path, page, fetched).chapters
        assert (chapter.edition, chapter.source.url) == (edition, f"{SITE}{cited or address.partition('?')[0]}")
