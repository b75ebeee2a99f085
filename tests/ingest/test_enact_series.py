"""Pages of the ENACT Africa index, which are read as that series, and pages of the Index that name ENACT.

A page that shows both, an address or name of the series and a rank in the world, is refused.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.core.errors import SourceError
from explorer.corpus.profile_markdown import write_profile_markdown
from explorer.ingest.country_page import read_country_page
from explorer.ingest.detect import read_source
from explorer.ingest.workbook import read_workbook
from explorer.model.profiles import Profile, Source
from explorer.model.ranks import Rank
from tests.enact import enact_page, enact_profile
from tests.ingest.sample_chapters import as_pandoc
from tests.ingest.sample_pages import (
    FOOT,
    OLD,
    RENDERERS,
    as_dense_text,
    as_headings_and_lists,
    as_late_text,
    as_saved_text,
    read,
    sample_profile,
)
from tests.workbooks import table, workbook

REFUSED = "is of the ENACT Africa index"
LESOTHO = "africa.ocindex.net/2021/country/lesotho"
NO_WORLD = replace(
    OLD,
    ranks={name: {"continent": Rank(40, 54, "Africa"), "region": areas["region"]} for name, areas in OLD.ranks.items()},
)


AFRICA_ALONE = {
    name: {area: rank for area, rank in areas.items() if area != "world"} for name, areas in OLD.ranks.items()
}


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
def test_an_address_of_the_series_on_a_line_of_its_own_shows_it(line: str, is_first: bool) -> None:
    for profile in (OLD, enact_profile(2021)):
        page = as_saved_text(profile)
        page = f"{line}\n\n{page}" if is_first else f"{page}\n\n{line}\n"
        if profile is OLD:
            with pytest.raises(SourceError, match=REFUSED):
                read(page)
        else:
            taken = read(page, edition=2021)
            assert (taken.id, taken.scores, taken.ranks) == ("enact-lso-2021", profile.scores, profile.ranks)


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
def test_metadata_of_the_series_show_it(head: str) -> None:
    for profile in (OLD, enact_profile(2021)):
        page = as_headings_and_lists(profile).replace("<head><title>An Index</title>", f"<head>{head}")
        if profile is OLD:
            with pytest.raises(SourceError, match=REFUSED):
                read(page)
        else:
            assert read(page, edition=2021).id == "enact-lso-2021"


@pytest.mark.parametrize(
    "name", ["Africa Organised Crime Index 2021", "ENACT Organised Crime Index", "Organised Crime Index Africa"]
)
def test_a_page_headed_with_the_name_of_the_series_is_of_it(name: str) -> None:
    assert read(f"{name}\n\n{as_saved_text(enact_profile(2021))}", edition=2021).series == "enact"
    with pytest.raises(SourceError, match=f"{REFUSED} .“{name}"):
        read(f"{name}\n\n{as_saved_text(OLD)}")
    with pytest.raises(SourceError, match=REFUSED):
        read(as_headings_and_lists(OLD).replace("<nav>", f"<h1>{name}</h1><nav>"))


def test_a_page_that_only_its_ranks_or_its_site_show_is_refused() -> None:
    for render in (as_saved_text, as_headings_and_lists):
        with pytest.raises(
            SourceError, match=r"it ranks countries in Africa alone, 40 of 54\).*Save it with its address"
        ):
            read(without_world(render(OLD)))
    site = "<head><meta property='og:site_name' content='ENACT'>"
    page = re.sub(r"\d+\w\w of \d+ countries( in [\w ]+)?", "", as_headings_and_lists(OLD))
    assert (read(page).id, read(page).ranks) == ("lso-2021", {})
    with pytest.raises(SourceError, match=r"The page may be of the ENACT Africa index \(“ENACT”\)"):
        read(page.replace("<head>", site))
    taken = read(without_world(as_headings_and_lists(OLD)).replace("<head>", site))
    assert (taken.id, taken.ranks) == ("enact-lso-2019", AFRICA_ALONE)


@pytest.mark.parametrize("edition", [2019, 2021, 2023])
@pytest.mark.parametrize("render", RENDERERS)
def test_a_page_of_the_series_is_read_whole(render: Callable[[Profile], str], edition: int) -> None:
    profile = enact_profile(edition)
    assert read(enact_page(profile, render)) == profile


def test_the_scores_tell_the_edition_of_the_series_where_one_alone_is_like_them() -> None:
    page = without_edition(enact_page(enact_profile(2019)))
    reading = read_country_page(page.encode(), "page.txt")
    assert reading.profile.edition == 2019
    assert reading.edition_evidence.endswith("shows no changes: 2019.")
    with pytest.raises(
        SourceError, match=r"There is no edition 2025 of the ENACT Africa index\. Choose one of 2019, 2"
    ):
        read(page, edition=2025)
    with pytest.raises(SourceError, match="shows no changes, as in 2019"):
        read(page, edition=2021)


def without_edition(page: str) -> str:
    return page.replace("/2019/country/", "/country/")


@pytest.mark.parametrize(
    "name",
    [
        "enact-lso-2021.html",
        "enact-lso-2021-0123456789ab.html",
        "ENACT_lso_2021.txt",
        "enact_ocindex_profile_lesotho_2021.pdf",
        "Lesotho 2021 _ Africa Organised Crime Index.html",
    ],
)
def test_the_name_of_the_file_shows_the_series_where_nothing_contradicts_it(name: str) -> None:
    late = as_late_text(enact_profile(2021)).encode()
    assert read_country_page(late, name).profile.id == "enact-lso-2021"
    assert read_country_page(as_saved_text(enact_profile(2021)).encode(), name).profile.id == "enact-lso-2021"
    with pytest.raises(SourceError, match=f"{REFUSED} .the file name .*ranks its country in the world"):
        read_country_page(as_saved_text(OLD).encode(), name)
    with pytest.raises(SourceError, match=f"{REFUSED} .the file name .*its address is of the Global"):
        read_country_page(b"https://ocindex.net/2021/country/lesotho\n\n" + late, name)


@pytest.mark.parametrize(
    "name", ["Lesotho _ The Organized Crime Index _ ENACT.txt", "enact-notes-2021.txt", "reenact-lso-2021.txt"]
)
def test_the_word_alone_in_the_name_of_a_file_shows_nothing(name: str) -> None:
    assert read_country_page(as_saved_text(OLD).encode(), name).profile.id == "lso-2021"


def test_the_series_has_labels_and_an_order_of_its_own() -> None:
    profile = enact_profile(2023)
    page = as_dense_text(profile).replace("Trade in counterfeit goods", "Counterfeit goods")
    address = "https://ocindex.enactafrica.org/region/southern_africa/lesotho"
    taken = read(f"{address}\n\n{page}")
    assert (taken.id, taken.scores, taken.source.url) == ("enact-lso-2023", profile.scores, address)
    with pytest.raises(SourceError, match="no score for Trade in counterfeit goods"):
        read(as_dense_text(sample_profile(2023)).replace("Trade in counterfeit goods", "Counterfeit goods"))


def test_a_page_with_an_address_of_the_index_and_a_name_of_the_series_is_refused() -> None:
    page = as_headings_and_lists(enact_profile(2021)).replace("<nav>", "<h1>Africa Organised Crime Index</h1><nav>")
    assert read(page, edition=2021).series == "enact"
    canonical = "<head><link rel=canonical href='https://ocindex.net/2021/country/lesotho'>"
    with pytest.raises(SourceError, match=f"{REFUSED}.*its address is of the Global Organized Crime Index"):
        read(page.replace("<head>", canonical))


def test_a_page_of_the_series_on_a_country_outside_africa_is_refused() -> None:
    page = enact_page(enact_profile(2019)).replace("Lesotho", "Peru").replace("lesotho", "peru")
    with pytest.raises(SourceError, match="Peru is not one of the 54 countries of Africa that the ENACT Africa index"):
        read(page)


@pytest.mark.parametrize(
    "source",
    [Source(url=f"https://{LESOTHO}"), Source(title="Lesotho, Africa Organised Crime Index 2021")],
)
def test_a_document_of_the_series_says_so(tmp_path: Path, source: Source) -> None:
    path = tmp_path / "lesotho.md"
    path.write_text(write_profile_markdown(replace(OLD, source=source)), encoding="utf-8")
    with pytest.raises(SourceError, match=f"The document {REFUSED}.*add “series: enact” to it"):
        read_source(path)
    path.write_text(write_profile_markdown(NO_WORLD), encoding="utf-8")
    with pytest.raises(SourceError, match=f"The document {REFUSED}"):
        read_source(path)
    profile = enact_profile(2021)
    path.write_text(write_profile_markdown(profile), encoding="utf-8")
    assert read_source(path).profiles == (profile,)
    path.write_text(path.read_text("utf-8").replace("edition: 2021", "edition: 2025"), encoding="utf-8")
    with pytest.raises(SourceError, match=r"edition must be one of 2019, 2021, 2023, not '?2025"):
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


ABOUT = "africa.ocindex.net/2021/about"
ADDRESSES = {
    "its address": f"https://{ABOUT}",
    "an address of the archive": f"https://{ABOUT}",
    "its own site": "https://enactafrica.org/research/ferries",
}
CHAPTERS = {
    "its address": f"<link rel=canonical href='https://{ABOUT}'>",
    "an address of the archive": f"<link rel=canonical href='https://web.archive.org/web/2022/https://{ABOUT}'>",
    "its own site": "<meta property='og:url' content='https://enactafrica.org/research/ferries'>",
    "the name of its site": "<meta property='og:site_name' content='ENACT Africa'>",
    "its title": "<title>Ferries – Africa Organised Crime Index 2023 – GI-TOC</title>",
}


@pytest.mark.parametrize("head", CHAPTERS)
def test_a_chapter_page_of_the_series_is_of_it(tmp_path: Path, head: str) -> None:
    page = as_pandoc(canonical=CHAPTERS[head])
    if head == "its title":
        page = page.replace("<title>Ferries and the law – Global Initiative</title>", "")
    path = tmp_path / "ferries.html"
    path.write_text(page, encoding="utf-8")
    (chapter,) = read_source(path).chapters
    assert (chapter.series, chapter.source.publisher) == ("enact", "ENACT")
    assert chapter.source.url == ADDRESSES.get(head, "")
    archive = tmp_path / "ferries.mhtml"
    header = (
        f"MIME-Version: 1.0\nSnapshot-Content-Location: https://{ABOUT}\nContent-Type: text/html; charset=utf-8\n\n"
    )
    archive.write_text(header + as_pandoc(), encoding="utf-8")
    (chapter,) = read_source(archive).chapters
    assert (chapter.series, chapter.edition) == ("enact", 2021)


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
def test_a_chapter_of_the_series_in_markdown_says_so(tmp_path: Path, front: str) -> None:
    path = tmp_path / "ferries.md"
    path.write_text(f"---\n{front}\n---\n\nHeroin crosses the strait.\n", encoding="utf-8")
    with pytest.raises(SourceError, match=f"The document {REFUSED}"):
        read_source(path)
    path.write_text(path.read_text("utf-8").replace("title: ", "series: enact\ntitle: ", 1), encoding="utf-8")
    assert read_source(path).chapters[0].series == "enact"


def test_a_chapter_about_africa_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "ferries.md"
    path.write_text("---\ntitle: Organized crime in Africa\n---\n\nENACT writes of ferries.\n", encoding="utf-8")
    assert read_source(path).chapters[0].title == "Organized crime in Africa"


def test_a_workbook_of_the_series_is_read_as_its_scores() -> None:
    africa = [row for row in table(2021) if row[0] in ("Continent", "Africa")]
    for sheets, name in (
        ({"2019": africa, "2021": africa}, "enact_ocindex_dataset_2023.xlsx"),
        ({"Africa Organised Crime Index 2019": africa, "2021": africa}, "scores.xlsx"),
        ({"2019": africa, "2021": africa}, "ENACT scores.xlsx"),
    ):
        reading = read_workbook(workbook(sheets), name)
        assert len(reading.profiles) == 2 * 54
        assert {profile.series for profile in reading.profiles} == {"enact"}
        assert {profile.edition for profile in reading.profiles} == {2019, 2021}
        assert reading.warnings == ()
    with pytest.raises(SourceError, match=r"54 countries are expected, but there are 53\. Missing: "):
        read_workbook(workbook({"2019": africa[:-1]}), "enact.xlsx")
    with pytest.raises(SourceError, match="the columns of 2023 lack"):
        read_workbook(workbook({"2023": africa}), "enact.xlsx")


def test_a_workbook_of_africa_alone_that_does_not_name_the_series_is_refused() -> None:
    africa = [row for row in table(2021) if row[0] in ("Continent", "Africa")]
    with pytest.raises(
        SourceError, match=r"All countries of the workbook are in Africa.*rename the file to enact_2021"
    ):
        read_workbook(workbook({"2021": africa}), "scores.xlsx")
    assert read_workbook(workbook({"2021": table(2021)}), "enact_ocindex_2021.xlsx").profiles[0].series == "index"


def test_a_workbook_that_contradicts_itself_is_refused() -> None:
    for sheet, name in (("2021", "Africa_Organised-Crime_Index_2021.xlsx"), ("ENACT Organised Crime Index 2021", "a")):
        with pytest.raises(SourceError, match=f"The workbook {REFUSED}.*countries outside Africa"):
            read_workbook(workbook({sheet: table(2021)}), name)
