"""Saved chapters and articles: the same text from any markup, and refusal of other pages."""

import re
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from explorer.core.errors import SourceError
from explorer.ingest.chapter_page import ChapterReading, read_chapter
from explorer.ingest.detect import SourceReading, read_source
from explorer.ingest.saved_page import open_page
from explorer.model.chapters import Chapter
from explorer.model.profiles import Note, Profile
from tests.growth import is_linear
from tests.ingest import sample_pages
from tests.ingest.sample_chapters import (
    ADDRESS,
    COOKIES,
    FIRST,
    FOURTH,
    MARKUPS,
    NOTES,
    SECOND,
    SUBTITLE,
    THIRD,
    TITLE,
    as_pandoc,
    as_wordpress,
)
from tests.ingest.warning_texts import texts_of


def read(page: str, edition: int | None = None) -> ChapterReading:
    return read_chapter(open_page(page.encode()), edition)


def written(*sections: str, title: str = "Ferries | GI-TOC", more: str = "") -> Chapter:
    return read(f"<title>{title}</title><body><h1>Ferries</h1>{''.join(sections)}{more}</body>").chapter


def texts(chapter: Chapter) -> dict[str, list[str]]:
    return {section.title: [passage.text for passage in section.passages] for section in chapter.sections}


PARAGRAPHS = f"<p>{SUBTITLE}</p><p>{FIRST}</p><p>{THIRD}</p>"


@pytest.mark.parametrize("markup", MARKUPS)
def test_the_same_chapter_is_read_from_any_markup(markup: str) -> None:
    chapter = read(MARKUPS[markup]()).chapter
    assert (chapter.id, chapter.title, chapter.text_kind) == ("ferries-and-the-law", TITLE, "full")
    assert texts(chapter) == {TITLE: [SUBTITLE], "The routes": [FIRST, SECOND], "Who is paid": [THIRD, FOURTH]}
    assert [section.slug for section in chapter.sections] == ["opening", "the-routes", "who-is-paid"]
    assert [passage.notes for passage in chapter.passages()] == [
        (),
        (Note("1", NOTES[0], (len(FIRST),)),),
        (Note("2", NOTES[1], (len(SECOND),)),),
        (),
        (Note("3", NOTES[2], (len(FOURTH),)),),
    ]


def test_what_the_page_says_of_itself_is_kept() -> None:
    reading = read(as_wordpress())
    assert (reading.chapter.source.url, reading.chapter.published, reading.chapter.edition) == (ADDRESS, 2023, None)
    assert reading.edition_evidence == "Nothing says that it belongs to an edition."
    assert texts_of(reading.warnings) == ()


def test_the_address_of_a_copy_is_not_its_source() -> None:
    copied = read(as_wordpress().replace(ADDRESS, "https://news.example/ferries/"))
    assert copied.chapter.source.url == ""
    assert texts_of(copied.warnings) == (
        "The page is from news.example, which is not the publisher's: it is cited without an address.",
    )


def test_a_caption_is_a_note_of_its_section() -> None:
    assert read(as_wordpress()).chapter.section("the-routes").notes == ("Ferries in the harbour at night",)


@pytest.mark.parametrize(
    ("title", "head", "option", "edition"),
    [
        ("Ferries – Global Organized Crime Index 2023", "", None, 2023),
        ("The 2021 Global Organized Crime Index: Ferries", "", None, 2021),
        ("Ferries | GI-TOC", '<link rel="canonical" href="https://ocindex.net/report/2025/ferries.html">', None, 2025),
        ("Ferries 2023 | GI-TOC", "", None, None),
        ("Global Organized Crime Index 2022", "", None, None),
        ("Ferries | GI-TOC", '<link rel="canonical" href="https://globalinitiative.net/2023/ferries">', None, None),
        ("Ferries – Global Organized Crime Index 2023", "", 2025, 2025),
    ],
)
def test_an_edition_is_one_that_title_or_address_give_to_the_index(
    title: str, head: str, option: int | None, edition: int | None
) -> None:
    page = f"<head><title>{title}</title>{head}</head><body><h1>Ferries</h1>{PARAGRAPHS}</body>"
    assert read(page, option).chapter.edition == edition


def test_an_edition_that_there_is_not_is_refused() -> None:
    with pytest.raises(SourceError, match="no edition 2022"):
        read(as_pandoc(), 2022)


def test_headings_with_nothing_under_them_are_left_out_but_for_those_above_others() -> None:
    chapter = written("<h2>Markets</h2><h3>Heroin</h3>", PARAGRAPHS, "<h2>Empty</h2><h2>End</h2>", PARAGRAPHS)
    assert [section.title for section in chapter.sections] == ["Markets", "Heroin", "End"]


def test_headings_that_are_alike_get_slugs_of_their_own() -> None:
    chapter = written("<h2>Routes</h2>", PARAGRAPHS, "<h2>Routes</h2>", PARAGRAPHS)
    assert [section.slug for section in chapter.sections] == ["routes", "routes2"]


def test_items_of_a_list_are_passages_and_a_list_of_links_is_not() -> None:
    items = "<ul><li>by sea, at night;</li><li>by land, at any time.</li></ul>"
    links = "<ul><li><a href='/a'>Another page of ours.</a></li><li><a href='/b'>One more page.</a></li></ul>"
    chapter = written(PARAGRAPHS, items, links)
    assert texts(chapter)["Ferries"][3:] == ["by sea, at night;", "by land, at any time."]


def test_tables_of_figures_are_left_out_and_reported() -> None:
    cells = "<tr><th>Year</th><th>Ferries</th></tr><tr><td>2019</td><td>7</td></tr>"
    rows = f"<table><caption>Ferries by year</caption>{cells}</table>"
    reading = read(f"<title>GI-TOC</title><body><h1>Ferries</h1>{PARAGRAPHS}{rows}</body>")
    assert texts(reading.chapter) == {"Ferries": [SUBTITLE, FIRST, THIRD]}
    assert reading.chapter.sections[0].notes == ("Ferries by year",)
    assert texts_of(reading.warnings) == ("Tables were left out: 4 cells.",)


def test_notes_of_several_paragraphs_and_several_marks_are_whole() -> None:
    page = (
        f'<p>{FIRST}<sup><a href="#a">1</a></sup></p><p>{SECOND}<sup><a href="#a">1</a></sup></p><p>{THIRD}</p>'
        '<h2>Notes</h2><ol><li id="a"><p>A ledger.</p><p>It has two volumes.</p></li></ol>'
    )
    notes = [passage.notes for passage in written(page).passages()]
    assert [[(note.mark, note.text) for note in passage_notes] for passage_notes in notes] == [
        [("1", "A ledger. It has two volumes.")],
        [("1", "A ledger. It has two volumes.")],
        [],
    ]


def test_numbered_lists_in_the_text_are_no_notes() -> None:
    items = "<ol><li>The first way leads along the coast.</li><li>The second leads over the hills.</li></ol>"
    notes = '<h2>Notes</h2><ol><li id="n1">A ledger.</li></ol>'
    chapter = written(f'<p>{FIRST}<a href="#n1"><sup>1</sup></a></p>', items, f"<p>{THIRD}</p>", notes)
    assert texts(chapter)["Ferries"][1:3] == [
        "The first way leads along the coast.",
        "The second leads over the hills.",
    ]
    assert [note.text for passage in chapter.passages() for note in passage.notes] == ["A ledger."]


def test_works_that_are_listed_without_numbers_are_a_section() -> None:
    chapter = written(
        PARAGRAPHS, "<h2>References</h2><p>A. Writer, A book of ferries, 1998.</p><p>B. Writer, Onions, 2001.</p>"
    )
    assert texts(chapter)["References"] == ["A. Writer, A book of ferries, 1998.", "B. Writer, Onions, 2001."]


def test_a_missing_note_and_one_that_nothing_refers_to_are_reported() -> None:
    reading = read(
        f"<title>GI-TOC</title><body><h1>Ferries</h1><p>{FIRST} [7]</p><p>{SECOND}</p><p>{THIRD}</p>"
        "<h2>Notes</h2><p>[1] A ledger.</p></body>"
    )
    assert texts_of(reading.warnings) == (
        "The page has no note 7, to which it refers.",
        "Notes to which no passage refers were kept with the last section.",
    )
    assert reading.chapter.sections[-1].notes == ("1 A ledger.",)


def test_text_among_other_texts_is_left_out_and_reported() -> None:
    teaser = "<h2>You may also like</h2><p>Another chapter says that the hills are full of goats.</p>"
    reading = read(f"<title>GI-TOC</title><body><h1>Ferries</h1>{PARAGRAPHS}{teaser}</body>")
    assert texts(reading.chapter) == {"Ferries": [SUBTITLE, FIRST, THIRD]}
    assert texts_of(reading.warnings) == (
        "“Another chapter says that the hills are full of goats.” and what follows was left out: it is among texts of "
        "other pages.",
    )


def test_a_page_that_names_no_publisher_is_taken_with_a_word_about_it_when_it_is_about_crime() -> None:
    reading = read(f"<title>Ferries</title><body><h1>Ferries</h1>{PARAGRAPHS}</body>")
    assert texts_of(reading.warnings) == (
        "Nothing on the page says who published it; it is cited as a text of the Global Initiative Against "
        "Transnational Organized Crime.",
    )


GOATS = "<p>The goats of the hill climb all day, and sleep in the shade of the old wall at night.</p>" * 4
LINKS = "".join(f"<h3><a href='/{n}'>A story of ours, number {n}</a></h3><p>{FIRST}</p>" for n in range(4))
REFUSED = {
    "a page about something else": (
        f"<title>Goats</title><body><h1>Goats</h1>{GOATS}</body>",
        "which it does not name",
    ),
    "an article of somebody else": (
        f"<head><title>Ferries</title><link rel=canonical href=https://news.example/a></head><body><h1>Ferries</h1>"
        f"{PARAGRAPHS}<p>The GI-TOC has said so, too, in a report of last year.</p></body>",
        "from news.example, and its title does not name",
    ),
    "too little text": (f"<title>GI-TOC</title><h1>Ferries</h1><p>{FIRST}</p>", "has 1 paragraph under its title"),
    "a list of pages": (f"<title>GI-TOC</title><body><h1>Publications</h1>{LINKS}</body>", "a list of other pages"),
    "a page to log in at": (
        "<title>Log in – GI-TOC</title><h1>Log in</h1><p>Enter your name and your password to go on.</p>",
        "keeps its readers out",
    ),
    "a page that is not there": (
        f"<title>GI-TOC</title><h1>Page not found</h1>{PARAGRAPHS}",
        "is not there",
    ),
    "a wall of cookies": (
        f"<title>GI-TOC</title><h1>Before you go on</h1>{COOKIES}"
        "<p>We and our partners use cookies for many things.</p>"
        "<p>You may change your mind at any time on this page.</p>",
        "has 1 paragraph under its title",
    ),
    "no title": (f"<body>{PARAGRAPHS}</body>", "has no title"),
    "a title of no letters": (f"<title>… – GI-TOC</title><h1>…</h1>{PARAGRAPHS}</body>", "gives no id"),
    "a page that breaks off": (
        f"<title>GI-TOC</title><body><h1>Ferries</h1>{PARAGRAPHS}<p>{SECOND[:40]}",
        "breaks off at",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_chapter_is_refused_with_a_sentence(name: str) -> None:
    page, message = REFUSED[name]
    with pytest.raises(SourceError, match=message):
        read(page)


def source(folder: Path, page: str) -> SourceReading:
    path = folder / "page.html"
    path.write_text(page, encoding="utf-8")
    return read_source(path)


def test_the_kind_of_a_page_is_detected_by_its_content(tmp_path: Path) -> None:
    assert [chapter.id for chapter in source(tmp_path, as_wordpress()).chapters] == ["ferries-and-the-law"]
    country = source(tmp_path, sample_pages.as_headings_and_lists(sample_pages.OLD))
    assert (country.profiles, country.chapters) == ((sample_pages.OLD,), ())


COUNTRY_PAGES = (
    sample_pages.as_soup,
    sample_pages.as_headings_and_lists,
    sample_pages.as_tables,
    sample_pages.as_breaks,
    sample_pages.as_own_elements,
)


@pytest.mark.parametrize("make", COUNTRY_PAGES)
def test_a_damaged_country_page_is_never_taken_for_a_chapter(tmp_path: Path, make: Callable[[Profile], str]) -> None:
    page = make(sample_pages.OLD)
    damaged = [page[: len(page) * cut // 12] for cut in range(1, 12)]
    damaged += [f"<html><body>{page[len(page) * cut // 12 :]}" for cut in range(1, 12)]
    damaged.append(re.sub(r"\d+\.\d\d", "", page))
    for part in damaged:
        with pytest.raises(SourceError):
            source(tmp_path, part)


@pytest.mark.parametrize(
    "page",
    [
        f"<title>GI-TOC</title><h1>Lesotho</h1>{PARAGRAPHS}",
        f"<title>Lesotho 2021 | Global Organized Crime Index</title><h1>Profile</h1>{PARAGRAPHS}",
        f'<link rel="canonical" href="https://ocindex.net/2021/country/lesotho"><h1>Profile</h1>{PARAGRAPHS}',
        f'<link rel="canonical" href="https://ocindex.net/2023/indicator/heroin"><h1>Heroin</h1>{PARAGRAPHS}',
    ],
)
def test_what_is_headed_or_addressed_as_a_country_is_read_as_one(tmp_path: Path, page: str) -> None:
    with pytest.raises(SourceError, match=r"not a country page of the Index|hardly any text"):
        source(tmp_path, page)


def test_a_page_of_many_megabytes_is_refused() -> None:
    for text, message in (
        (f"<p>{'Onions. ' * 5_000}</p>" * 60, "far too long for a chapter"),
        (f"<p>{'Onions. ' * 300_000}</p>", "A paragraph of the page has 2,400,000 characters; at most 50,000 are read"),
        ("<h2>Onions</h2><p>Onions are carried over the strait.</p>" * 1_001, "more than 1,000 headings"),
        (f"<p>Onions{'<sup>1</sup> on' * 1_001}.</p>", "more than 1,000 marks of notes"),
    ):
        with pytest.raises(SourceError, match=message):
            read(f"<title>GI-TOC</title><body><h1>Ferries</h1>{PARAGRAPHS}{text}</body>")


def test_a_caption_that_is_only_a_mark_and_a_title_of_many_words_do_no_harm() -> None:
    figure = '<figure><img src="a.png"><figcaption><sup>1</sup></figcaption></figure>'
    title = "A word and " * 40
    chapter = read(f"<title>GI-TOC</title><body><h1>{title}</h1>{PARAGRAPHS}{figure}</body>").chapter
    assert chapter.sections[0].notes == ()
    assert len(chapter.title) <= 200 and len(chapter.id) <= 80


@pytest.mark.parametrize("markup", MARKUPS)
def test_text_that_is_raised_by_its_style_is_read_as_a_sup_is(markup: str) -> None:
    page = MARKUPS[markup]()
    raised = re.sub("<sup", '<span style="vertical-align:super"', page).replace("</sup>", "</span>")
    assert read(raised).chapter == read(page).chapter


def test_words_that_forced_breaks_divide_are_joined() -> None:
    divided = PARAGRAPHS.replace("Heroin crosses", "Heroin cros-<br>ses").replace("laundering", "laun-<br/>dering")
    chapter = written(divided, f"<p>Heroin crosses the strait. {THIRD}</p>")
    assert texts(chapter)["Ferries"][:3] == [SUBTITLE, FIRST, THIRD]


@pytest.mark.parametrize("width", [30, 72, 120])
def test_a_chapter_whose_every_line_is_a_paragraph_is_refused(width: int) -> None:
    lines = "".join(f"<p>{line}</p>" for line in textwrap.wrap(f"{FIRST} {SECOND} {SUBTITLE} {THIRD} " * 2, width))
    with pytest.raises(SourceError, match=r"end within a sentence|too little for a chapter"):
        written(lines)


def test_paragraphs_and_headings_are_counted_in_linear_time() -> None:
    part = "<h2>Onions</h2>" + "<p>Onions are carried over the strait by night.</p>" * 20

    def check(size: int) -> None:
        read(f"<title>GI-TOC</title><body><h1>Ferries</h1>{PARAGRAPHS}{part * size}</body>")

    assert is_linear(check, 6)
