"""Reading of country pages of every shape, and refusal of other pages."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.core.errors import SourceError
from explorer.ingest.country_page import is_of_country, read_country_page
from explorer.ingest.lines import Line, Page
from explorer.model.profiles import Profile, tidy
from explorer.model.ranks import Rank
from explorer.model.taxonomy import EDITIONS, taxonomy
from tests.growth import is_linear
from tests.ingest.sample_pages import (
    OLD,
    RENDERERS,
    as_headings_and_lists,
    as_random_markup,
    as_saved_text,
    as_separate_blocks,
    as_soup,
    as_spans,
    as_tables,
    glued_lines,
    read,
    sample_profile,
)
from tests.ingest.warning_texts import texts_of

FIXTURES = Path(__file__).parents[1] / "fixtures" / "pages"
Renderer = Callable[[Profile], str]


@pytest.mark.parametrize("edition", [2021, 2023, 2025])
@pytest.mark.parametrize("render", RENDERERS, ids=lambda render: render.__name__)
def test_the_same_profile_is_read_from_every_shape_of_page(render: Renderer, edition: int) -> None:
    reading = read_country_page(render(sample_profile(edition)).encode(), "page")
    assert reading.profile == sample_profile(edition)
    assert texts_of(reading.warnings) == ()


@pytest.mark.parametrize("render", [as_soup, as_separate_blocks, as_headings_and_lists, as_tables])
def test_white_space_between_elements_does_not_matter(render: Renderer) -> None:
    assert read(re.sub(r"(?<=>)(?=<)", "\n\t\u00a0 ", render(OLD))) == OLD


@pytest.mark.parametrize("seed", range(60))
def test_no_mark_up_that_says_nothing_changes_what_is_read(seed: int) -> None:
    profile = sample_profile(EDITIONS[seed % 3])
    reading = read_country_page(as_random_markup(profile, seed).encode(), "page")
    assert reading.profile == profile
    assert texts_of(reading.warnings) == ()


@pytest.mark.parametrize("code", ["GNB", "COD", "CIV", "STP", "FSM"])
def test_countries_are_known_by_the_names_that_pages_give_them(code: str) -> None:
    assert read(as_soup(sample_profile(2023, code))).code == code


def test_the_real_page_is_read_to_the_letter(real_data: Path) -> None:
    data = (real_data / "pages/kyrgyzstan-2021.txt").read_bytes()
    reading = read_country_page(data, "saved.txt")
    profile = reading.profile
    lines = {tidy(line) for line in data.decode().splitlines()}
    assert texts_of(reading.warnings) == ()
    assert reading.edition_evidence == (
        "The page scores none of the indicators that came in 2023 and shows no changes: 2021."
    )
    assert (profile.id, profile.text_kind, len(profile.scores), profile.changes) == ("kgz-2021", "full", 30, {})
    assert len(list(profile.passages())) == 17
    assert all(passage.text in lines and len(passage.text) > 300 for passage in profile.passages())
    assert [len(section.passages) for section in profile.sections] == [2, 1, 2, 2, 0, 0, 2, 2, 2, 2, 2]
    assert profile.facts == {
        "capital": "Bishkek",
        "income-group": "Lower middle income",
        "population": "6,456,200",
        "area": "199,950 km²",
        "geography-type": "Landlocked",
    }
    assert profile.ranks == {
        "criminality": {
            "world": Rank(72, 193),
            "continent": Rank(23, 46, "Asia"),
            "region": Rank(2, 8, "Central Asia and the Caucasus"),
        },
        "resilience": {
            "world": Rank(125, 193),
            "continent": Rank(24, 46, "Asia"),
            "region": Rank(4, 8, "Central Asia and the Caucasus"),
        },
    }
    assert (profile.scores["criminality"], profile.scores["resilience"]) == (5.33, 4.17)
    assert (profile.scores["heroin-trade"], profile.scores["territorial-integrity"]) == (7.0, 4.5)
    for slug in ("cyber-crimes", "financial-crimes"):
        (note,) = profile.section(slug).notes
        assert note.startswith("*") and note in lines
    assert not any(section.notes for section in profile.sections if section.passages)


def test_the_file_name_of_the_real_page_says_its_edition(real_data: Path) -> None:
    path = real_data / "pages/kyrgyzstan-2021.txt"
    reading = read_country_page(path.read_bytes(), path.name)
    assert reading.edition_evidence == "The file name kyrgyzstan-2021.txt names 2021."


@pytest.mark.parametrize("render", RENDERERS, ids=lambda render: render.__name__)
def test_the_real_page_is_read_the_same_in_every_shape(render: Renderer, real_data: Path) -> None:
    profile = read_country_page((real_data / "pages/kyrgyzstan-2021.txt").read_bytes(), "saved.txt").profile
    assert read(render(profile)) == profile


def test_the_real_page_cut_after_any_line_is_refused_or_read_whole(real_data: Path) -> None:
    data = (real_data / "pages/kyrgyzstan-2021.txt").read_bytes()
    _check_every_cut(data, range(0, len(data), 97))
    _check_every_cut(data, [match.start() for match in re.finditer(b"\n", data)])


def _check_every_cut(data: bytes, places: list[int] | range) -> None:
    whole = read_country_page(data, "page")
    refused = 0
    for place in places:
        try:
            assert read_country_page(data[:place], "page") == whole
        except SourceError:
            refused += 1
    assert refused > len(places) // 2


@pytest.mark.parametrize("render", RENDERERS, ids=lambda render: render.__name__)
def test_a_page_cut_off_anywhere_is_refused_or_read_whole(render: Renderer) -> None:
    data = render(sample_profile(2023)).encode()
    _check_every_cut(data, range(0, len(data), max(1, len(data) // 150)))


@pytest.mark.parametrize("render", [as_soup, as_spans, as_tables])
def test_the_end_of_the_narrative_cut_off_at_any_letter_is_refused(render: Renderer) -> None:
    data = render(OLD).encode()
    start, end = data.index(b"Herders patrol"), data.index(b"won eight.")
    for place in range(start, end, 3):
        with pytest.raises(SourceError):
            read_country_page(data[:place], "page")


def test_a_page_whose_scores_are_cut_off_says_which_are_missing() -> None:
    lines = list(glued_lines(OLD))
    with pytest.raises(SourceError, match="gives no score for Prevention, Non-state actors, so part of it is missing"):
        read("\n\n".join(lines[: lines.index("Prevention")]))


def test_a_page_whose_narrative_is_cut_off_says_where() -> None:
    lines = list(glued_lines(OLD))
    with pytest.raises(
        SourceError, match="breaks off after Drugs, with neither Civil society and social protection nor"
    ):
        read("\n\n".join(lines[: lines.index("Cyber crimes")]))


def test_a_narrative_cut_off_is_refused_even_when_the_mark_up_is_whole() -> None:
    page = as_tables(OLD)
    with pytest.raises(SourceError, match="breaks off after Drugs"):
        read(page[: page.index("<tr><td>Cyber crimes")] + "</tbody></table></body></html>")


def test_saved_text_that_ends_with_the_last_section_may_lack_some_of_it() -> None:
    page = as_saved_text(OLD)
    with pytest.raises(SourceError, match="ends within Civil society and social protection"):
        read(page[: page.index("For a better experience")])


def test_a_page_whose_mark_up_is_whole_needs_no_foot() -> None:
    page = as_tables(OLD)
    assert read(page[: page.index("<tr><td>For a better experience")] + "</tbody></table></body></html>") == OLD


def test_a_country_that_is_not_in_the_index_is_refused_with_what_is_close() -> None:
    page = as_saved_text(OLD).replace("Chad", "Menu").replace("    Lesotho\n", "    Lesoto\n")
    with pytest.raises(
        SourceError, match=r"'Lesoto' is not one of the 193 countries of the Index\. Did you mean Lesotho"
    ):
        read(page)


def test_the_title_of_the_page_decides_which_of_several_names_is_meant() -> None:
    page = as_headings_and_lists(OLD).replace("</h1>", "</h1><p>Compare with</p><p>Botswana</p>")
    assert read(page).code == "BWA"
    assert read(page.replace("<title>An Index", "<title>Lesotho | An Index")).code == "LSO"
    canonical = "<link rel=canonical href='https://ocindex.net/country/lesotho'>"
    assert read(page.replace("</head>", f"{canonical}</head>")).code == "LSO"


@pytest.mark.parametrize(
    "address", ["https://africa.ocindex.net/2023/country/lesotho", "https://ocindex.enactafrica.org/region/x/lesotho"]
)
def test_a_page_of_the_enact_africa_index_is_refused(address: str, real_data: Path) -> None:
    canonical = f"<link rel=canonical href='{address}'></head>"
    with pytest.raises(SourceError, match="ENACT Africa index"):
        read_country_page(as_headings_and_lists(OLD).replace("</head>", canonical).encode(), "page")
    text = (real_data / "pages" / "kyrgyzstan-2021.txt").read_text(encoding="utf-8")
    with pytest.raises(SourceError, match="ENACT Africa index"):
        read_country_page(f"{text}\n{address}\n".encode(), "page.txt")


def test_a_printed_address_of_any_host_of_the_index_names_the_edition(real_data: Path) -> None:
    text = (real_data / "pages" / "kyrgyzstan-2021.txt").read_text(encoding="utf-8")
    address = "https://global.ocindex.net/2021/country/kyrgyzstan"
    profile = read_country_page(f"{text}\n{address}\n".encode(), "page.txt").profile
    assert (profile.edition, profile.source.url) == (2021, address)


def test_the_address_of_a_copy_is_neither_its_source_nor_names_the_edition() -> None:
    canonical = "<link rel=canonical href='https://news.example/2023/05/country/lesotho'></head>"
    reading = read_country_page(as_headings_and_lists(OLD).replace("</head>", canonical).encode(), "page")
    assert (reading.profile.edition, reading.profile.source.url) == (2021, "")
    assert reading.edition_evidence.startswith("The page scores none of the indicators")
    assert texts_of(reading.warnings) == (
        "The page is from news.example, which is not the publisher's: it is cited without an address.",
    )


def test_an_address_of_another_country_is_reported() -> None:
    canonical = "<link rel=canonical href='https://ocindex.net/2021/country/botswana'></head>"
    reading = read_country_page(as_headings_and_lists(OLD).replace("</head>", canonical).encode(), "page")
    assert reading.profile.code == "LSO"
    assert texts_of(reading.warnings) == (
        "The page names Lesotho before its facts, but Botswana in its title or address.",
    )


def test_a_name_divided_by_an_element_is_read_as_a_whole() -> None:
    page = as_headings_and_lists(sample_profile(2021, "GNB"))
    assert "Guinea-Bissau" in page
    assert read(page.replace("Guinea-Bissau", "Guinea-<b>Bissau</b>")).code == "GNB"


@pytest.mark.parametrize(
    "name",
    [
        "lesotho-windows-1252.html",
        "lesotho-wrong-latin-1-label.html",
        "lesotho-utf-8-undeclared.html",
        "lesotho-utf-16.txt",
        "lesotho-utf-8-mark.txt",
        "lesotho.mhtml",
    ],
)
def test_the_characters_of_a_page_are_read_whatever_it_declares(name: str) -> None:
    profile = read_country_page((FIXTURES / name).read_bytes(), "page").profile
    assert replace(profile, source=OLD.source) == OLD


def test_an_archived_page_says_where_it_was_saved_from() -> None:
    reading = read_country_page((FIXTURES / "lesotho.mhtml").read_bytes(), "page")
    assert reading.profile.source.url == "https://ocindex.net/2021/country/lesotho"
    assert reading.edition_evidence == "The address https://ocindex.net/2021/country/lesotho names 2021."


NEWS = "<p>The score of Lesotho for Human trafficking is 6.50, that of Arms trafficking 5.00, says a new report.</p>"


@pytest.mark.parametrize(
    ("page", "message"),
    [
        (b"", "The file is empty"),
        (b" \r\n\t\n", "The file is empty"),
        (b"x" * (20 * 1024 * 1024 + 1), "at most 20 MB are read"),
        (b"%PDF-1.7 and so on", "The PDF is damaged or cut off"),
        (b"\x89PNG\r\n\x1a\n....", "The file is a picture, not a page"),
        (b"PK\x03\x04 and so on", "zip archive"),
        (b"bplist00 and so on", "Safari web archive"),
        (b"Criminality\x00score", "The file is binary"),
        (bytes(range(1, 256)) * 9, "The file is binary"),
        (b"Nothing of the kind.", "gives none of the 30 scores"),
        (f"<html><body><h1>News</h1>{NEWS * 9}</body></html>".encode(), "gives none of the 30 scores"),
        (
            b"<html><head><title>An Index</title><script src=x.js></script></head><body><div id=root></div>"
            b"<noscript>Switch JavaScript on.</noscript></body></html>",
            "hardly any text until a browser fills it in",
        ),
        (
            b"<html><body><p>Global score</p><h1>Human trafficking</h1><p>5.82</p><p>Words.</p></body></html>",
            "only 1 of",
        ),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)
def test_what_is_no_country_page_is_refused_with_one_clear_sentence(page: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message) as refused:
        read_country_page(page, "page")
    assert str(refused.value).count(". ") == 0
    assert str(refused.value).endswith((".", ":"))


def test_a_news_article_that_quotes_scores_in_a_list_is_refused() -> None:
    rows = "".join(f"<tr><td>{indicator.label}</td><td>6.50</td></tr>" for indicator in taxonomy().indicators[:12])
    with pytest.raises(SourceError, match=r"gives no score for .* so part of it is missing"):
        read(f"<html><title>News</title><body><h1>Lesotho</h1>{NEWS}<table>{rows}</table></body></html>")


def test_a_ranking_is_refused() -> None:
    rows = "".join(f"<tr><td>{country.name}</td><td>5.00</td><td>4.10</td></tr>" for country in taxonomy().countries)
    head = "<tr><th>Country</th><th>Criminality</th><th>Criminal markets</th><th>Criminal actors</th></tr>"
    with pytest.raises(SourceError, match="not a country page of the Index"):
        read(f"<html><title>Ranking</title><body><h1>Ranking</h1><table>{head}{rows}</table></body></html>")


def test_a_comparison_of_two_countries_is_refused() -> None:
    other = sample_profile(2021, "BWA")
    rows = "".join(
        f"<tr><td>{taxonomy().indicator(slug).label}{' score' * (slug in ('criminality', 'resilience'))}</td>"
        f"<td>{score:.2f}</td><td>{other.scores[slug]:.2f}</td></tr>"
        for slug, score in OLD.scores.items()
    )
    with pytest.raises(SourceError, match=r"This is a comparison of Lesotho and Botswana, not a country page"):
        read(f"<html><title>Compare</title><body><p>Lesotho</p><p>Botswana</p><table>{rows}</table></body></html>")
    both = [line for pair in zip(glued_lines(OLD), glued_lines(other), strict=True) for line in dict.fromkeys(pair)]
    analysis = both.index("Analysis")
    with pytest.raises(SourceError, match="no analysis"):
        read("\n\n".join(both[:analysis]))


def test_two_countries_after_one_another_are_refused() -> None:
    other = as_saved_text(replace(sample_profile(2021, "BWA"), scores={**OLD.scores, "prevention": 9.0}))
    with pytest.raises(SourceError, match="two scores for Prevention"):
        read(as_saved_text(OLD).split("Analysis")[0] + other)


def test_an_analysis_without_a_paragraph_is_refused() -> None:
    sections = tuple(replace(section, passages=(), notes=("*None",)) for section in OLD.sections)
    profile = replace(OLD, sections=sections, text_kind="none")
    with pytest.raises(SourceError, match="headings but no paragraph"):
        read(as_saved_text(profile))


def test_a_page_nested_five_thousand_deep_is_read() -> None:
    page = as_headings_and_lists(OLD)
    deep = page.replace("<body>", "<body>" + "<div><span>" * 2500).replace(
        "</body>", "</span></div>" * 2500 + "</body>"
    )
    assert read(deep) == OLD


@pytest.mark.parametrize(
    "junk",
    [
        "lorem ipsum dolor ",
        "<div>9.99</div>",
        "1.00 ",
        "7",
        "[1]",
        "Human trafficking\n",
        "People\n",
        "<",
        "a" * 1000 + "\n",
        "<a href='#x'><sup>1</sup></a>",
        "8th of 46 countries in Asia",
        "<!-- saved from url=(0001)",
        " ",
    ],
    ids=repr,
)
def test_junk_of_many_megabytes_is_refused_in_linear_time(junk: str) -> None:
    def refuse(size: int) -> None:
        with pytest.raises(SourceError):
            read_country_page(("x" + junk * (size // len(junk) + 1))[:size].encode(), "page")

    assert is_linear(refuse, 16 * 1024)
    refuse(20 * 1024 * 1024)


@pytest.mark.parametrize(
    "junk", ["People\nx\n", "Human trafficking 1.00\n", "<p>9.99", "<sup>", "<b>8th of 46 countries in "]
)
def test_junk_that_names_the_indicators_is_refused_in_linear_time(junk: str) -> None:
    words = "trafficking smuggling flora fauna heroin cocaine cannabis mafia laundering\n"

    def refuse(count: int) -> None:
        with pytest.raises(SourceError):
            read(("<div>" if "<" in junk else "") + words + "x" * 25 * count + junk * count)

    assert is_linear(refuse, 1_000)
    refuse(500_000)


def test_a_page_with_pictures_within_it_is_read() -> None:
    picture = "<img src='data:image/png;base64," + "QUJD" * 500_000 + "'>"
    assert read(as_headings_and_lists(OLD).replace("<h1>", f"{picture}<h1>")) == OLD


@pytest.mark.parametrize("part", [",", "(", " ,", "2021,"])
def test_a_title_of_signs_takes_no_time(part: str) -> None:
    def check(size: int) -> None:
        is_of_country(Page((Line(part * size, level=1),)))

    assert is_linear(check, 2_000)
