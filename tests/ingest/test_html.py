"""Visible text in the markup of a page."""

import re

import pytest

from explorer.model.taxonomy import taxonomy
from tests.ingest.sample_pages import (
    OLD,
    PASSAGES,
    as_headings_and_lists,
    as_separate_blocks,
    as_soup,
    as_tables,
    read,
    with_first_passage,
)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("One line<br>and the next", "One line and the next"),
        ("Kyr<b>gyz</b>stan is <em>not</em> Leso<span>t</span>ho.", "Kyrgyzstan is not Lesotho."),
        ("<span>Le</span><span>so</span><span>tho.</span>", "Lesotho."),
        ("non&nbsp;breaking&#160;spaces\u2003and\u202fothers", "non breaking spaces and others"),
        ("traf&shy;fick\u00ading with<wbr>out\u200b seams\ufeff", "trafficking without seams"),
        ("caf&eacute;s &amp; &ldquo;bars&rdquo; &lt;3 &#8211; &#x2019;", "cafés & “bars” <3 – ’"),
        ("cafe\u0301s, composed", "cafés, composed"),
        ("text <!-- a comment --> goes<script>var x = 'no'</script> on", "text goes on"),
        ("the 19<sup>th</sup> century on 30 km<sup>2</sup> and 5 km²", "the 19th century on 30 km² and 5 km²"),
        ("9 ft<sup>2</sup> of CO<sup>2</sup>, <i>km</i><sup>2</sup>", "9 ft² of CO², km²"),
        ("10<sup>6</sup>, 3×<b>10</b><sup>−4</sup> and R<sup>2</sup>", "10⁶, 3×10⁻⁴ and R²"),
        ("of <q>heroin, <q>brown</q></q> and <q>“tea”</q>", "of “heroin, ‘brown’” and “tea”"),
        ('of <q>tea</q>, “<q>snow</q>” and "<q>ice</q>"', 'of “tea”, “snow” and "ice"'),
        (
            "10<span style='Vertical-Align: super'>6</span> of <span style='vertical-align:baseline'>6</span> is it.",
            "10⁶ of 6 is it.",
        ),
        ("9 ft<span style='font-size:8pt;vertical-align:super'>2</span>", "9 ft²"),
        ("sold <span style='text-decoration: red line-through'>cocaine </span>heroin", "sold heroin"),
        ("<b style='text-decoration-line:underline'>sold</b><i style='text-decoration:none'> it</i>", "sold it"),
        (
            "A half-open gate: half-<br>\n<b>open</b>, co\u00ad<br> op half-<br>way",
            "A half-open gate: half-open, coop half-way",
        ),
        ("They exacerbate, exacer-<br><i>bate</i> it<br>all", "They exacerbate, exacerbate it all"),
        ("small-<br>and half-open<br>gates -<br>shut", "small- and half-open gates - shut"),
        ("sold <del>cocaine</del><ins>heroin</ins><s> here</s>", "sold heroin"),
        ("a <a href='/x'>link</a> and <abbr title='no'>an</abbr> abbreviation", "a link and an abbreviation"),
        ("icons <i class='i'></i>are \ue001no text", "icons are no text"),
        ("a <q hidden>no</q>word<span style='DISPLAY : none !important'>no</span>s", "a words"),
        ("tags <b>left open", "tags left open"),
        ("in 2019 [sic] they were 12 [of 30]", "in 2019 [sic] they were 12 [of 30]"),
        ("<p>nested paragraph", "nested paragraph"),
        ("U.<b>S.</b> dollars", "U.S. dollars"),
    ],
)
def test_a_passage_is_what_a_reader_sees(markup: str, text: str) -> None:
    assert read(with_first_passage(markup)).passage("people", 1).text == text


@pytest.mark.parametrize(
    "between", ["<br><br>", "<br/> <br/>", "<BR>\n&nbsp;<BR>", "</p><p>", "<div></div>", "</p><hr><p>", "<br><br><br>"]
)
def test_a_paragraph_ends_where_a_reader_sees_its_end(between: str) -> None:
    profile = read(with_first_passage(f"The first of two.{between}The second of two."))
    assert [passage.text for passage in profile.section("people").passages] == [
        "The first of two.",
        "The second of two.",
        PASSAGES["people"][1],
    ]


def test_text_may_be_in_a_block_without_a_paragraph() -> None:
    page = re.sub(r"<p>(.*?)</p>", r"<div>\1</div>", as_headings_and_lists(OLD))
    assert read(page) == OLD
    loose = re.sub(r"<ul><li><p>(.*?)</p></li></ul>", r"<div>\1<div></div></div>", as_headings_and_lists(OLD))
    assert read(loose) == OLD


@pytest.mark.parametrize(
    "hidden",
    [
        "<div hidden>{}</div>",
        "<div aria-hidden='true'>{}</div>",
        "<template>{}</template>",
        "<noscript>{}</noscript>",
        "<div style='color:red;display:none'>{}</div>",
        "<div style='display : NONE ! important'>{}</div>",
        "<section style='visibility: hidden'><p>{}</p></section>",
        "<!-- {} -->",
        "<script type='text/html'>{}</script>",
        "<style>{}</style>",
        "<svg><text>{}</text></svg>",
        "<dialog>{}</dialog>",
        "<select><option>{}</option></select>",
        "<iframe>{}</iframe>",
        "<textarea>{}</textarea>",
    ],
)
def test_what_a_browser_does_not_show_is_not_read(hidden: str) -> None:
    false = (
        "<p>Chad</p><p>Capital</p><p>Elsewhere</p><p>9.99</p><p>Criminality score</p><p>Prevention</p><p>9.50</p>"
        "<p>1st of 193 countries</p><h3>People</h3><p>A paragraph that nobody sees.</p>"
    )
    concealed = hidden.format(re.sub("</?h3>|</?p>", " ", false) if "option" in hidden else false)
    page = as_headings_and_lists(OLD)
    for before in ("<h1>", "<h2>Analysis", "<h3>DRUGS", "<footer>"):
        assert read(page.replace(before, concealed + before, 1)) == OLD


def test_what_is_shown_within_an_invisible_element_is_read() -> None:
    page = as_headings_and_lists(OLD).replace(
        "<body>", "<body style='visibility:hidden'><p>1.00</p><div style='visibility:visible'>"
    )
    assert read(page) == OLD


def test_labels_of_a_picture_are_no_scores() -> None:
    page = as_headings_and_lists(OLD)
    for labels in (
        "<svg><text>9.99</text></svg>",
        "<p>3.75 5.10 2.60 3.75 5.10 2.60</p>",
        "<div><div>4.17</div><div>6.25</div><div>4.40</div></div>",
    ):
        assert read(page.replace("<h2>", f"{labels}<h2>")) == OLD


def test_a_score_quoted_in_running_text_is_none() -> None:
    assert OLD.scores["human-trafficking"] == 2.0
    quoting = with_first_passage("Human trafficking 9.50 was the score of a neighbour. Heroin trade 9.00 too.")
    assert read(quoting).scores == OLD.scores
    banner = "<p>New: our report on Human trafficking 9.50 and more.</p><p>Criminality score explained</p>"
    assert read(as_headings_and_lists(OLD).replace("<h1>", banner + "<h1>")) == OLD


def test_menus_before_and_asides_after_are_no_part_of_the_profile() -> None:
    labels = "".join(f"<li>{indicator.label}</li>" for indicator in taxonomy().scored.values())
    countries = "".join(f"<li>{country.name}</li>" for country in taxonomy().countries)
    menu = f"<header><p>We use cookies.</p><ul>{countries}</ul><ul>{labels}</ul><p>Population</p><p>Area</p></header>"
    for render in (as_headings_and_lists, as_tables, as_soup, as_separate_blocks):
        page = render(OLD)
        assert read(page.replace("<body>", f"<body>{menu}").replace("</body>", f"{menu}</body>")) == OLD


def test_parts_that_a_browser_fills_in_from_a_template_are_read() -> None:
    page = as_headings_and_lists(OLD)
    inside = page[page.index("<body>") + 6 : page.index("</body>")]
    assert read(page.replace(inside, f"<my-page><template shadowrootmode='open'>{inside}</template></my-page>")) == OLD
