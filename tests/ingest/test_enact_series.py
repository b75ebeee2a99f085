"""Pages of the ENACT Africa index, which are refused, and pages of the Index that name ENACT, which are not."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.core.errors import SourceError
from explorer.corpus.profile_markdown import write_profile_markdown
from explorer.ingest.country_page import read_country_page
from explorer.ingest.detect import read_source
from explorer.ingest.workbook import read_workbook
from explorer.model.profiles import Source
from explorer.model.ranks import Rank
from tests.ingest.sample_chapters import as_pandoc
from tests.ingest.sample_pages import FOOT, OLD, as_headings_and_lists, as_saved_text, read
from tests.workbooks import table, workbook

REFUSED = "is of the ENACT Africa index"
LESOTHO = "africa.ocindex.net/2021/country/lesotho"
NO_WORLD = replace(
    OLD,
    ranks={name: {"continent": Rank(40, 54, "Africa"), "region": areas["region"]} for name, areas in OLD.ranks.items()},
)


def without_world(page: str) -> str:
    return re.sub(r"\d+\w\w of 193 countries", "", page)


@pytest.mark.parametrize(
    "line",
    [
        LESOTHO,
        f"https://{LESOTHO}",
        f"HTTPS://{LESOTHO.upper()}",
        f"Source: https://{LESOTHO}",
        f"<https://{LESOTHO}>",
        "https://africa.ocindex.net/",
        "africa.ocindex.net",
        "Retrieved from: ocindex.enactafrica.org/region/southern_africa/lesotho on 3 May 2022",
        f"https://web.archive.org/web/20220503/https://{LESOTHO}",
        f"https://web.archive.org/web/20220503id_/{LESOTHO}",
        f"web.archive.org/web/2022*/https://{LESOTHO}",
        f"https://{LESOTHO} 3/12",
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_an_address_of_the_series_on_a_line_of_its_own_is_refused(line: str, is_first: bool) -> None:
    page = as_saved_text(OLD)
    with pytest.raises(SourceError, match=REFUSED):
        read(f"{line}\n\n{page}" if is_first else f"{page}\n\n{line}\n")


@pytest.mark.parametrize(
    "head",
    [
        f"<link rel=canonical href='https://{LESOTHO}'>",
        f"<link rel=canonical href='//{LESOTHO}'>",
        f"<meta property='og:url' content='{LESOTHO}'>",
        "<meta property='og:url' content='https://ocindex.enactafrica.org/'>",
        f"<link rel=canonical href='//web.archive.org/web/2022if_/https://web.archive.org/web/2022/http://{LESOTHO}'>",
        "<meta property='og:site_name' content='ENACT Africa'>",
        "<meta property='og:site_name' content='ENACT Organised Crime Index'>",
        "<!-- saved from url=(0027)https://africa.ocindex.net/ -->",
        "<title>Lesotho | Africa Organised Crime Index</title>",
        "<title>Organised Crime Index Africa – Lesotho</title>",
    ],
)
def test_metadata_of_the_series_are_refused(head: str) -> None:
    page = as_headings_and_lists(OLD).replace("<head><title>An Index</title>", f"<head>{head}")
    with pytest.raises(SourceError, match=REFUSED):
        read(page)


@pytest.mark.parametrize(
    "name", ["Africa Organised Crime Index 2021", "ENACT Organised Crime Index", "Organised Crime Index Africa"]
)
def test_a_page_headed_with_the_name_of_the_series_is_refused(name: str) -> None:
    with pytest.raises(SourceError, match=f"{REFUSED} .“{name}"):
        read(f"{name}\n\n{as_saved_text(OLD)}")
    with pytest.raises(SourceError, match=REFUSED):
        read(as_headings_and_lists(OLD).replace("<nav>", f"<h1>{name}</h1><nav>"))


def test_a_page_with_ranks_in_africa_alone_is_refused() -> None:
    for render in (as_saved_text, as_headings_and_lists):
        with pytest.raises(SourceError, match=r"it ranks countries in Africa alone, 40 of 54"):
            read(without_world(render(OLD)))
    site = "<head><meta property='og:site_name' content='ENACT'>"
    page = re.sub(r"\d+\w\w of \d+ countries( in [\w ]+)?", "", as_headings_and_lists(OLD))
    assert not read(page).ranks
    with pytest.raises(SourceError, match="“ENACT”"):
        read(page.replace("<head>", site))


@pytest.mark.parametrize(
    "source",
    [Source(url=f"https://{LESOTHO}"), Source(title="Lesotho, Africa Organised Crime Index 2021")],
)
def test_a_document_of_the_series_is_refused(tmp_path: Path, source: Source) -> None:
    path = tmp_path / "lesotho.md"
    path.write_text(write_profile_markdown(replace(OLD, source=source)), encoding="utf-8")
    with pytest.raises(SourceError, match=f"The document {REFUSED}"):
        read_source(path)
    path.write_text(write_profile_markdown(NO_WORLD), encoding="utf-8")
    with pytest.raises(SourceError, match=f"The document {REFUSED}"):
        read_source(path)


NAMED = (
    "The Africa Organised Crime Index of ENACT, africa.ocindex.net, gives other scores, at "
    "https://africa.ocindex.net/2021/country/lesotho, than these."
)
LINK = "<a href='https://africa.ocindex.net/2021/country/lesotho'>https://africa.ocindex.net/2021/country/lesotho</a>"


def test_a_page_of_the_index_whose_text_names_the_series_is_taken() -> None:
    page = as_saved_text(OLD).replace("Rifles", "Rifles").replace("Old rifles", f"{NAMED} Old rifles")
    taken = read(f"The Organized Crime Index | ENACT\n\n{page}\n\nENACT is funded by the European Union.")
    assert taken.sections[1].passages[0].text.startswith(NAMED)
    assert len(taken.sections[1].passages) == len(OLD.sections[1].passages)


def test_a_page_of_the_index_with_the_series_in_its_notes_is_taken() -> None:
    page = as_saved_text(OLD).replace("cattle fairs.", "cattle fairs.1")
    for note in ("1 https://africa.ocindex.net/2021/country/lesotho", "1.\n\nhttps://africa.ocindex.net/"):
        assert read(page.replace(FOOT[0], f"Notes\n\n{note}\n\n{FOOT[0]}")).sections[:1] == OLD.sections[:1]
    html = as_headings_and_lists(OLD).replace("cattle fairs.", "cattle fairs.<sup><a href='#n1'>1</a></sup>")
    for note in (f"<p id=n1>{LINK}</p>", f"<ol><li id=n1>{LINK}</ol>", f"<p id=n1>1 Source: {LINK}</p>"):
        taken = read(html.replace("<footer>", f"{note}<footer>", 1))
        assert [len(section.passages) for section in taken.sections] == [
            len(section.passages) for section in OLD.sections
        ]


@pytest.mark.parametrize(
    "beside",
    [f"<nav><ul><li>{LINK}</li></ul></nav>", f"<p>{LINK}</p>", "<h3>Africa Organised Crime Index</h3>", "<p>ENACT</p>"],
)
def test_a_page_of_the_index_that_links_to_the_series_is_taken(beside: str) -> None:
    page = as_headings_and_lists(OLD).replace("<title>An Index", "<title>The Organized Crime Index | ENACT")
    assert read(page.replace("<nav>", f"<p>The Organized Crime Index</p>{beside}<nav>", 1)) == OLD


@pytest.mark.parametrize(
    "title", ["South Africa | The Organized Crime Index | ENACT", "Global Organized Crime Index – Africa"]
)
def test_a_title_of_the_index_is_not_that_of_the_series(title: str) -> None:
    page = as_headings_and_lists(OLD).replace("<title>An Index", f"<title>{title}")
    assert read_country_page(page.encode(), "page.html").profile.edition == 2021


CHAPTERS = {
    "its address": f"<link rel=canonical href='https://{LESOTHO}'>",
    "an address of the archive": f"<link rel=canonical href='https://web.archive.org/web/2022/https://{LESOTHO}'>",
    "its own site": "<meta property='og:url' content='https://enactafrica.org/research/ferries'>",
    "the name of its site": "<meta property='og:site_name' content='ENACT Africa'>",
    "its title": "<title>Ferries – Africa Organised Crime Index 2023 – GI-TOC</title>",
}


@pytest.mark.parametrize("head", CHAPTERS)
def test_a_chapter_page_of_the_series_is_refused(tmp_path: Path, head: str) -> None:
    page = as_pandoc(canonical=CHAPTERS[head])
    if head == "its title":
        page = page.replace("<title>Ferries and the law – Global Initiative</title>", "")
    path = tmp_path / "ferries.html"
    path.write_text(page, encoding="utf-8")
    with pytest.raises(SourceError, match=f"The page {REFUSED}"):
        read_source(path)
    archive = tmp_path / "ferries.mhtml"
    header = (
        f"MIME-Version: 1.0\nSnapshot-Content-Location: https://{LESOTHO}\nContent-Type: text/html; charset=utf-8\n\n"
    )
    archive.write_text(header + as_pandoc(), encoding="utf-8")
    with pytest.raises(SourceError, match=f"The page {REFUSED}"):
        read_source(archive)


@pytest.mark.parametrize(
    "front",
    [
        f"title: Ferries\nsource: {{url: 'https://{LESOTHO}'}}",
        "title: Ferries\nsource: {url: 'https://enactafrica.org/research/ferries'}",
        "title: Ferries\nsource: {publisher: Enhancing Africa’s response to transnational organised crime (ENACT)}",
        "title: Ferries\nsource: {title: Africa Organised Crime Index 2023}",
        "title: Africa Organised Crime Index 2023",
    ],
)
def test_a_chapter_of_the_series_in_markdown_is_refused(tmp_path: Path, front: str) -> None:
    path = tmp_path / "ferries.md"
    path.write_text(f"---\n{front}\n---\n\nHeroin crosses the strait.\n", encoding="utf-8")
    with pytest.raises(SourceError, match=f"The document {REFUSED}"):
        read_source(path)


def test_a_chapter_about_africa_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "ferries.md"
    path.write_text("---\ntitle: Organized crime in Africa\n---\n\nENACT writes of ferries.\n", encoding="utf-8")
    assert read_source(path).chapters[0].title == "Organized crime in Africa"


def test_a_workbook_of_the_series_is_refused() -> None:
    with pytest.raises(SourceError, match=f"The workbook {REFUSED}"):
        read_workbook(workbook({"2021": table(2021)}), "Africa_Organised-Crime_Index_2021.xlsx")
    with pytest.raises(SourceError, match=f"The workbook {REFUSED}"):
        read_workbook(workbook({"ENACT Organised Crime Index 2021": table(2021)}), "scores.xlsx")
    africa = [row for row in table(2021) if row[0] in ("Continent", "Africa")]
    with pytest.raises(SourceError, match="all its countries are in Africa"):
        read_workbook(workbook({"2021": africa}), "scores.xlsx")
