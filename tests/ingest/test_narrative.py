"""The sections of a page, their beginnings and ends, and their notes."""

import html
import re
from dataclasses import replace

import pytest

from explorer.core.errors import SourceError
from explorer.ingest.country_page import read_country_page
from explorer.model.profiles import Note, Passage, Profile
from explorer.model.taxonomy import taxonomy
from tests.ingest.sample_pages import (
    NOTE,
    OLD,
    PASSAGES,
    as_headings_and_lists,
    as_saved_text,
    as_soup,
    as_spans,
    glued_lines,
    read,
    with_first_passage,
)
from tests.ingest.warning_texts import texts_of


def test_an_absent_section_is_reported() -> None:
    profile = replace(OLD, sections=OLD.sections[:5] + OLD.sections[6:-1])
    reading = read_country_page(as_saved_text(profile).encode(), "page")
    assert reading.profile == profile
    assert texts_of(reading.warnings) == (
        "The page has no section Financial crimes and Civil society and social protection.",
    )


def test_a_section_may_be_empty() -> None:
    sections = tuple(
        replace(section, passages=()) if section.slug in ("trade", "drugs") else section for section in OLD.sections
    )
    for render in (as_saved_text, as_soup, as_spans, as_headings_and_lists):
        assert read(render(replace(OLD, sections=sections))) == replace(OLD, sections=sections)


def test_headings_are_known_in_any_case_and_with_their_numbers() -> None:
    lines = []
    for line in glued_lines(OLD):
        number = next((heading.number for heading in taxonomy().headings if heading.title == line), None)
        lines += (
            [f"{number:02}", line.upper()]
            if number and number % 2
            else [f"{number}. {line.lower()}" if number else line]
        )
    text = "\n\n".join(lines)
    start = text.index("Analysis")
    assert read(as_saved_text(OLD).split("Analysis")[0] + text[start:]) == OLD


def test_a_table_of_contents_is_no_narrative() -> None:
    contents = "".join(f"<li><a href='#s{heading.number}'>{heading.title}</a></li>" for heading in taxonomy().headings)
    page = as_headings_and_lists(OLD)
    assert read(page.replace("<h2>Analysis</h2>", f"<ul>{contents}</ul><h2>Analysis</h2><ul>{contents}</ul>")) == OLD
    assert read(page.replace("</body>", f"<div><p>Give us feedback</p><ul>{contents}</ul></div></body>")) == OLD


def test_text_after_the_block_of_the_analysis_is_no_narrative() -> None:
    page = as_soup(OLD)
    start, end = page.index('<div class="c8"><span class="x8">Analysis'), page.index('<div class="c45">')
    inside = page[start:end]
    assert "Newspapers print" in inside
    after = "<div><p>This sentence is long enough to be taken for a paragraph of the last section.</p></div>"
    assert read(f"{page[:start]}<div>{inside}</div>{after}</body></html>") == OLD


@pytest.mark.parametrize("element", ["aside", "nav", "footer", 'div role="complementary"', "figure"])
def test_an_aside_among_the_passages_is_no_narrative(element: str) -> None:
    page = as_headings_and_lists(OLD)
    aside = (
        f"<{element}><p>Read also what others wrote about this country and its neighbours.</p></{element.split()[0]}>"
    )
    for passage in (PASSAGES["people"][1], PASSAGES["civil-society-and-social-protection"][1]):
        markup = f"<ul><li><p>{html.escape(passage)}</p></li></ul>"
        assert markup in page
        assert read(page.replace(markup, aside + markup)) == OLD
        assert read(page.replace(markup, markup + aside)) == OLD


def test_an_aside_that_holds_the_whole_analysis_is_read() -> None:
    page = as_soup(OLD).replace('<div class="a1">', '<aside class="a1">')
    assert read(page) == OLD


def test_a_short_line_among_the_passages_is_kept_and_reported() -> None:
    page = as_headings_and_lists(OLD).replace("<h3>TRADE</h3>", "<p>Ponies and passes</p><h3>TRADE</h3>")
    reading = read_country_page(page.encode(), "page")
    assert reading.profile.passage("people", 3).text == "Ponies and passes"
    assert texts_of(reading.warnings) == (
        "“Ponies and passes” in People does not read like a paragraph, but was kept.",
    )


def test_controls_between_sections_are_no_narrative() -> None:
    page = as_headings_and_lists(OLD)
    assert read(page.replace("<h3>", "<button>Read more</button><p>+</p><p>Back to top</p><h3>")) == OLD


def test_a_section_named_twice_in_a_row_is_one_section() -> None:
    page = as_headings_and_lists(OLD)
    assert read(re.sub(r"<h3>(.*?)</h3>", r"<h3><button>\1</button></h3><h4>\1</h4>", page)) == OLD


def test_a_heading_and_its_text_may_share_a_block() -> None:
    page = as_headings_and_lists(OLD)
    for between in ("<br>", "<br/><br/>", ""):
        shaped = re.sub(
            r"<h3>(.*?)</h3>\s*<ul><li><p>(.*?)</p></li></ul>", rf"<p><strong>\1</strong>{between}\2</p>", page
        )
        assert read(shaped) == OLD


def test_words_in_a_sentence_that_are_titles_too_do_not_divide_it() -> None:
    markup = "Most of the <b>illicit </b><i>drugs</i> <b>Trade</b><br>People and <u>environment</u>"
    expected = "Most of the illicit drugs Trade People and environment"
    assert read(with_first_passage(markup)).passage("people", 1).text == expected


def test_names_of_pillars_and_indicators_between_the_sections_are_no_passages() -> None:
    page = as_headings_and_lists(OLD).replace(
        "<h3>PEOPLE</h3>", "<h2>Criminality</h2><h3>PEOPLE</h3><h4>Human trafficking</h4>"
    )
    page = page.replace("<h3>LEADERSHIP", "<h2>Resilience</h2><h3>LEADERSHIP")
    page = page.replace(
        "CIVIL SOCIETY AND SOCIAL PROTECTION</h3>", "CIVIL SOCIETY AND SOCIAL PROTECTION</h3><p>Prevention</p>"
    )
    reading = read_country_page(page.encode(), "page")
    assert (reading.profile, reading.warnings) == (OLD, ())


def test_an_analysis_shown_twice_is_read_once() -> None:
    page = as_headings_and_lists(OLD)
    analysis = page[page.index("<h2>Analysis") : page.index("<footer>")]
    assert read(page.replace(analysis, f"<div>{analysis}</div>\n<div>{analysis}</div>")) == OLD


def test_addresses_that_a_printed_page_repeats_are_no_passages() -> None:
    address = "https://ocindex.net/2021/country/lesotho 3/7"
    text = as_saved_text(OLD).replace("    Drugs\n", f"    {address}\n\n    Drugs\n")
    assert replace(read(text), source=OLD.source) == OLD


def test_a_block_after_the_last_paragraph_is_left_out_and_reported() -> None:
    after = "<div>Whoever wrote this sentence did not set it as a paragraph of the analysis.</div><footer>"
    reading = read_country_page(as_headings_and_lists(OLD).replace("<footer>", after, 1).encode(), "page")
    assert reading.profile == OLD
    (warning,) = texts_of(reading.warnings)
    assert warning.startswith("“Whoever wrote this sentence") and warning.endswith(
        "it is not set as the paragraphs are."
    )


def test_a_bold_word_that_begins_a_passage_is_no_heading() -> None:
    markup = "<b>Trade</b> in wool is old. <i>Drugs</i> came later."
    assert read(with_first_passage(markup)).passage("people", 1).text == "Trade in wool is old. Drugs came later."


def test_notes_with_a_star_belong_to_their_section() -> None:
    profile = read(as_headings_and_lists(OLD))
    assert profile.section("cyber-crimes").notes == (NOTE,)
    assert profile.section("cyber-crimes").passages == ()


def noted(first: str, second: str, after: str) -> Profile:
    page = with_first_passage(first).replace(html.escape(PASSAGES["people"][1]), second)
    start = page.index("<footer>")
    return read(page[:start] + after + page[start:])


def text_and_notes(passage: Passage) -> tuple[str, tuple[str, ...]]:
    """Return the text with the marks of its notes in place, and the notes."""
    assert passage.text == re.sub(r"\[\d+′?\]", "", passage.marked())
    return passage.marked(), tuple(map(str, passage.notes))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("<sup><a href='#fn1'>1</a></sup>", "<sup><a href='#fn2'>2</a></sup>"),
        ("<a href='#fn1'><sup>1</sup></a>", "<a href='page.html#fn2'><sup>[2]</sup></a>"),
        ("<a href='#fn1' id='ref1'>[1]</a>", "<a href='#fn2'><span>[2]</span></a>"),
        ("<sup>1</sup>", "<sup>2</sup>"),
        ("[1]", " [2]"),
        ("¹", "²"),
    ],
)
@pytest.mark.parametrize(
    "notes",
    [
        "<h4>Notes</h4><ol><li id='fn1'>A ledger, 1998. <a href='#ref1'>↩</a></li><li id='fn2'>A diary. ↩︎</li></ol>",
        "<ol><li id='fn1'><p>A ledger, 1998.</p></li><li id='fn2'><p>A diary.</p></li></ol>",
        "<div id='fn1'><sup><a href='#ref1'>1</a></sup> A ledger, 1998.</div><div id='fn2'>2. A diary.</div>",
        "<p>References</p><p>[1] A ledger, 1998.</p><p>[2] A diary.</p>",
        "<p>1 A ledger, 1998.</p><p>2 A diary.</p>",
        "<aside><p id='fn1'>1) A ledger, 1998.</p><p id='fn2'>2) A diary.</p></aside>",
    ],
)
def test_notes_are_kept_apart_from_the_text_that_refers_to_them(first: str, second: str, notes: str) -> None:
    profile = noted(f"A claim.{first} More.", f"Another claim{second}, and more.", notes)
    first_passage, second_passage = profile.section("people").passages
    assert text_and_notes(first_passage) == ("A claim.[1] More.", ("1 A ledger, 1998.",))
    assert text_and_notes(second_passage) == ("Another claim[2], and more.", ("2 A diary.",))
    assert profile.section("civil-society-and-social-protection") == OLD.section("civil-society-and-social-protection")


def test_notes_that_end_their_own_section_are_known_by_their_anchors() -> None:
    first = "A claim.<a href='#_ftn1' name='_ftnref1'>[1]</a> More."
    second = (
        "Another.<a href='#_ftn2' name='_ftnref2'>[2]</a></p><hr>"
        "<p><a href='#_ftnref1' name='_ftn1'>[1]</a> 12 March 1998.</p>"
        "<p><a href='#_ftnref2' name='_ftn2'>[2]</a> A diary."
    )
    first_passage, second_passage = noted(first, second, "").section("people").passages
    assert text_and_notes(first_passage) == ("A claim.[1] More.", ("1 12 March 1998.",))
    assert text_and_notes(second_passage) == ("Another.[2]", ("2 A diary.",))


def test_the_number_of_a_note_is_distinguished_from_the_figure_it_begins_with() -> None:
    notes = "<ol><li id='n1'>3 rivers.</li><li id='n2'>7 lakes.</li></ol>"
    profile = noted("A<sup><a href='#n1'>1</a></sup>.", "B<sup><a href='#n2'>2</a></sup>.", notes)
    assert [text_and_notes(passage) for passage in profile.section("people").passages] == [
        ("A[1].", ("1 3 rivers.",)),
        ("B[2].", ("2 7 lakes.",)),
    ]


def test_several_notes_at_one_place_are_all_kept() -> None:
    notes = "<h4>Notes</h4><p>1 A.</p><p>2 B.</p><p>3 C.</p><p>4 D.</p>"
    profile = noted("Text<sup>1</sup><sup>,</sup><sup>2</sup> here.", "Text here [2–4].", notes)
    first_passage, second_passage = profile.section("people").passages
    assert text_and_notes(first_passage) == ("Text[1][2] here.", ("1 A.", "2 B."))
    assert text_and_notes(second_passage) == ("Text here[2][3][4].", ("2 B.", "3 C.", "4 D."))


def test_a_note_to_which_a_passage_refers_again_has_all_its_places() -> None:
    notes = "<ol><li id='n1'>A ledger.</li><li id='n2'>A diary.</li></ol>"
    again = "It rose<a href='#n1'><sup>1</sup></a>, then fell <sup><a href='#n2'>2</a></sup>. So<sup>&nbsp;1</sup>"
    profile = noted(again, "It ended <a href='#n2'>[2]</a>, they said.", notes)
    first_passage, second_passage = profile.section("people").passages
    assert text_and_notes(first_passage) == ("It rose[1], then fell[2]. So[1]", ("1 A ledger.", "2 A diary."))
    assert first_passage.notes[0] == Note("1", "A ledger.", (7, 22))
    assert text_and_notes(second_passage) == ("It ended[2], they said.", ("2 A diary.",))


def test_notes_that_share_a_mark_in_one_passage_are_distinguished() -> None:
    notes = "<div id='a1'><sup>1</sup> A ledger.</div><div id='b1'><sup>1</sup> A diary.</div>"
    first = "It rose.<sup><a href='#a1'>1</a></sup> It fell.<sup><a href='#b1'>1</a></sup>"
    passage, _ = noted(first, "More of it.", notes).section("people").passages
    assert text_and_notes(passage) == ("It rose.[1] It fell.[1′]", ("1 A ledger.", "1′ A diary."))


def test_marks_that_saved_text_glues_to_words_are_taken_out_when_their_notes_are_there() -> None:
    first, second = PASSAGES["people"]
    text = "\n\n".join(glued_lines(OLD))
    text = text.replace(first, "They paid 3.50 in May.1 Most did in 2019.2 Route G20 was shut.")
    text = text.replace(second, "Not so here3, a driver said.1 Of 2.3 lorries he knew nothing.”4")
    text = text.replace("For a better", "1 A ledger.\n\n2 A diary.\n\n3 A song.\n\nFor a better")
    first_passage, second_passage = read(text).section("people").passages
    assert first_passage.text == "They paid 3.50 in May. Most did in 2019. Route G20 was shut."
    assert text_and_notes(first_passage) == (
        "They paid 3.50 in May.[1] Most did in 2019.[2] Route G20 was shut.",
        ("1 A ledger.", "2 A diary."),
    )
    assert second_passage.text == "Not so here, a driver said. Of 2.3 lorries he knew nothing.”4"
    assert text_and_notes(second_passage) == (
        "Not so here[3], a driver said.[1] Of 2.3 lorries he knew nothing.”4",
        ("3 A song.", "1 A ledger."),
    )


def test_a_mark_without_its_note_is_reported() -> None:
    page = with_first_passage("A claim.<sup><a href='#n7'>7</a></sup>")
    reading = read_country_page(page.encode(), "page")
    passage = reading.profile.passage("people", 1)
    assert passage.notes == (Note("7", "", (8,)),)
    assert texts_of(reading.warnings) == ("The page has no note 7, to which it refers.",)


@pytest.mark.parametrize(
    "mark",
    [
        "<sup><a href='#n6'>6</a></sup>",
        "<a href='#n6'><sup>6</sup></a>",
        "<a href='#n6' style='vertical-align:super'>6</a>",
        "<sup>6</sup>",
        "⁶",
    ],
)
def test_an_exponent_stays_where_it_links_to_no_note_of_the_page(mark: str) -> None:
    reading = read_country_page(with_first_passage(f"They sold 10{mark} bales.").encode(), "page")
    passage = reading.profile.passage("people", 1)
    assert (passage.text, passage.notes, reading.warnings) == ("They sold 10⁶ bales.", (), ())


def test_a_linked_mark_after_a_figure_is_a_reference_where_its_note_is_there() -> None:
    note = "<ol start=6><li id=n6>A ledger.</li></ol><footer>"
    page = with_first_passage("They sold 10<sup><a href='#n6'>6</a></sup> bales.").replace("<footer>", note, 1)
    passage = read(page).passage("people", 1)
    assert (passage.text, passage.notes) == ("They sold 10 bales.", (Note("6", "A ledger.", (12,)),))
    missing = with_first_passage("In 2021<sup><a href='#n6'>6</a></sup> they sold it.")
    assert read(missing).passage("people", 1).text == "In 2021 they sold it."


@pytest.mark.parametrize(("mark", "stays"), [("<sup>7</sup>", "⁷"), ("⁷", "⁷"), ("<sup>7, 8</sup>", "⁷,⁸")])
def test_a_raised_figure_that_refers_to_no_note_stays(mark: str, stays: str) -> None:
    first = f"A claim.<sup>1</sup> A code R{mark}.<sup>1</sup>"
    passage = noted(first, "Another claim.", "<h4>Notes</h4><p>1 A ledger.</p>").passage("people", 1)
    assert text_and_notes(passage) == (f"A claim.[1] A code R{stays}.[1]", ("1 A ledger.",))


def test_notes_to_which_nothing_refers_are_not_lost() -> None:
    page = as_headings_and_lists(OLD).replace("<footer>", "<h4>Notes</h4><p>1. A ledger.</p><footer>", 1)
    reading = read_country_page(page.encode(), "page")
    assert reading.profile.sections[-1].notes == ("1 A ledger.",)
    assert texts_of(reading.warnings) == ("Notes to which no passage refers were kept with the last section.",)


def test_figures_in_a_text_without_notes_stay() -> None:
    text = "In 2019.1 was read; see G20, “x”2 and no.3 too."
    assert read(with_first_passage(text)).passage("people", 1).text == text


def test_a_page_whose_paragraphs_end_within_sentences_is_refused() -> None:
    text = as_saved_text(OLD)
    for paragraph in (paragraph for paragraphs in PASSAGES.values() for paragraph in paragraphs):
        text = text.replace(paragraph, re.sub(r"((?:\S+ ){3,7})", r"\1\n", paragraph))
    with pytest.raises(
        SourceError,
        match="paragraphs end within a sentence, the first at “",
    ):
        read(text)
