import re
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from markupsafe import Markup

from explorer.corpus.home import Home
from explorer.ingest.country_page import read_country_page
from explorer.model.profiles import Note, Passage, Profile, Section
from explorer.model.taxonomy import taxonomy
from explorer.serving.open_corpus import Corpus
from explorer.text.stems import stem
from explorer.web.app import create_app
from explorer.web.read.passages import SectionView, parts
from explorer.web.settings import Settings
from tests.factories import index
from tests.web.soup import element, page, words


def without_evidence(html: Markup) -> str:
    """Return the HTML of a text without the elements around evidence."""
    return re.sub('<span class="evidenced[^"]*">(.*?)</span>', r"\1", str(html))


def read_section(app: Flask, query: str, *passages: Passage) -> SectionView:
    """Return the section of these passages as the reader shows it when this is searched for."""
    corpus: Corpus = app.extensions["corpus"]
    section = Section(passages[0].section, passages)
    profile = Profile(code="KGZ", edition=2021, text_kind="full", sections=(section,))
    (part,) = parts(profile, corpus.linker, corpus.engine.marker(query))
    return part


def test_a_text_that_writes_out_a_mark_is_no_match(app: Flask) -> None:
    passage = Passage("kgz-2021", "drugs", 1, "The page said <mark>opium</mark> twice.")
    (paragraph,) = read_section(app, "gold", passage).paragraphs
    assert not paragraph.is_match
    assert without_evidence(paragraph.text) == "The page said &lt;mark&gt;opium&lt;/mark&gt; twice."


def test_a_mark_of_a_note_and_the_note_lead_to_each_other(grown: FlaskClient) -> None:
    read = element(page(grown, "/profiles/kgz-2023"), "#people-1")
    assert element(read, ".text > p").get_text() == "Traffickers <b>recruit</b> girls & retain passports."
    marks = {str(mark["id"]): mark for mark in read.select(".text > p a")}
    assert [mark["data-mark"] for mark in marks.values()] == ["1", ",2", "1"]
    assert [mark["aria-label"] for mark in marks.values()] == ["Note 1", "Note 2", "Note 1"]
    notes = {str(note["id"]): note for note in read.select(".footnotes li")}
    assert [words(note) for note in notes.values()] == [
        "1 Own research. ↩ ↩",
        "2 A <b>ledger</b>. ↩",
        "3 About it all.",
    ]
    for id, mark in marks.items():
        note = notes[str(mark["href"]).removeprefix("#")]
        assert f"#{id}" in [back["href"] for back in note.select("a")]
    labels = [back["aria-label"] for back in read.select(".footnotes a")]
    assert labels == [
        "Back to the text from note 1, place 1",
        "Back to the text from note 1, place 2",
        "Back to the text from note 2",
    ]


def test_a_match_is_marked_on_either_side_of_the_mark_of_a_note(app: Flask) -> None:
    passage = Passage("kgz-2021", "drugs", 1, "They sell tea & sugar.", (Note("1", "A", (13,)), Note("2", "B", (21,))))
    text = without_evidence(read_section(app, '"sell tea sugar"~3 sugar', passage).paragraphs[0].text)
    assert re.sub("<a[^>]*></a>", "*", text) == "They <mark>sell</mark> <mark>tea</mark>* &amp; <mark>sugar</mark>*."
    text = without_evidence(read_section(app, '"sell tea sugar"', passage).paragraphs[0].text)
    assert re.sub("<a[^>]*></a>", "*", text) == "They <mark>sell tea</mark>*<mark> &amp; sugar</mark>*."


def test_what_is_searched_in_notes_is_marked_in_them(grown: FlaskClient) -> None:
    soup = page(grown, "/profiles/kgz-2023?q=note:ledger")
    assert words(element(soup, ".match-summary")).startswith("1 passage on this page contains note:ledger")
    assert "Match 1 of 1" in words(element(soup, "#people-1 .match"))
    assert [str(mark) for mark in soup.select(".passage mark")] == ["<mark>ledger</mark>"]
    assert words(element(soup, "#people-1-note-2")) == "2 A <b> ledger </b>. ↩"


def test_a_hit_leads_to_the_note_in_which_it_was_found(grown: FlaskClient) -> None:
    soup = page(grown, "/search?q=note:ledger")
    assert words(element(soup, ".read-as")).startswith("Passages with a note with “ledger”.")
    (note,) = soup.select(".hit .in-note")
    assert words(note) == "Found in note 2 : A <b> ledger </b>."
    href = str(element(note, "a")["href"])
    assert href == "/profiles/kgz-2023?q=note%3Aledger#people-1-note-2"
    path, _, anchor = href.partition("#")
    assert words(element(page(grown, path), f"#{anchor}")).startswith("2 A")


def test_words_that_say_the_same_are_named_once_as_evidence(app: Flask) -> None:
    passage = Passage("kgz-2021", "drugs", 1, "Heroin is trafficked. Heroin seizures fell, but heroin use grew.")
    for indicator in read_section(app, "", passage).paragraphs[0].indicators:
        folded = [word.casefold() for word in indicator.evidence]
        assert len(folded) == len(set(folded))


def test_matches_are_the_passages_with_a_word_that_was_typed(app: Flask) -> None:
    texts = ("Corruption is usual.", "Bribes are paid.", "The road is long.")
    passages = (Passage("kgz-2021", "drugs", number, text) for number, text in enumerate(texts, 1))
    part = read_section(app, "corruption", *passages)
    assert [paragraph.is_match for paragraph in part.paragraphs] == [True, False, False]
    assert [paragraph.has_similar for paragraph in part.paragraphs] == [False, True, False]
    assert part.matches == 1


def test_evidence_is_set_apart_from_marks(app: Flask) -> None:
    passage = Passage(
        "kgz-2021", "criminal-actors", 1, "Corrupt officials & judges sell verdicts.", (Note("1", "", (7,)),)
    )
    (paragraph,) = read_section(app, "judges", passage).paragraphs
    evidence = {word for indicator in paragraph.indicators for word in indicator.evidence}
    assert "Corrupt officials" in evidence
    html = re.sub("<a[^>]*></a>", "*", str(paragraph.text))
    assert re.search(
        r'<span class="evidenced e1[^"]*">Corrupt</span>\*<span class="evidenced e[^"]*"> officials</span> &amp; ', html
    )
    assert re.sub("<[^>]*>|[*]", "", html) == "Corrupt officials &amp; judges sell verdicts."
    assert re.findall("<mark[^>]*>(.*?)</mark>", html) == ["judges"]


def test_the_real_page_marks_the_words_that_were_typed_and_no_evidence(real_data: Path, tmp_path: Path) -> None:
    profile = read_country_page((real_data / "pages/kyrgyzstan-2021.txt").read_bytes(), "kyrgyzstan-2021.txt").profile
    corpus: Corpus = create_app(Settings(index(Home(tmp_path), profile))).extensions["corpus"]
    sections = parts(profile, corpus.linker, corpus.engine.marker("border corruption"))
    html = "".join(str(paragraph.text) for part in sections for paragraph in part.paragraphs)
    solid, dotted = (
        {re.sub("<[^>]*>", "", marked).lower() for marked in re.findall(f"{tag}(.*?)</mark>", html)}
        for tag in ("<mark>", '<mark class="similar">')
    )
    assert {stem(word) for word in solid} == {"border", "corruption"}
    assert dotted == {"borderlands", "bribes", "bribery", "corrupt"}


def test_the_page_tells_words_typed_from_similar_ones(client: FlaskClient) -> None:
    soup = page(client, "/profiles/kgz-2021?q=opiates")
    summary = words(element(soup, ".match-summary"))
    assert re.match(r"No passage on this page contains opiates ; \d+ ha(s|ve) similar words\.", summary)
    assert "dotted: similar words" in summary
    assert not soup.select(".match, .contents .figure")
    assert {mark["class"][0] for mark in soup.select(".passage mark")} == {"similar"}
    summary = words(element(page(client, "/profiles/kgz-2021?q=heroin+customs"), ".match-summary"))
    assert re.match(r"\d+ passages on this page contain a word of heroin customs", summary)


def test_each_link_has_its_own_words_in_the_text_and_its_sentences(client: FlaskClient) -> None:
    soup = page(client, "/profiles/kgz-2021")
    reasons = 0
    for passage in soup.select(".passage"):
        text = element(passage, ".text > p")
        for number, reason in enumerate(passage.select(".reason"), 1):
            assert f"reason-{number}" in reason["class"]
            assert words(element(reason, "summary")).endswith(("(about)", "(mentions)"))
            sentences = reason.select(".sentences q")
            assert all(sentence.get_text() in text.get_text() for sentence in sentences)
            in_text = "".join(span.get_text() for span in text.select(f".e{number}"))
            assert in_text == "".join(word.get_text() for word in reason.select(".sentences .evidenced"))
            assert in_text
            reasons += 1
        assert len(passage.select(".reason")) == len(passage.select(".scores li"))
    assert reasons > 20


def test_words_that_are_evidence_for_two_links_are_marked_for_both(app: Flask) -> None:
    corpus: Corpus = app.extensions["corpus"]
    passage = Passage("kgz-2021", "drugs", 1, "Police officers were arrested for taking bribes.")
    (paragraph,) = read_section(app, "", passage).paragraphs
    assert {link.indicator for link in corpus.linker.links(passage, 2021)} == {
        "law-enforcement",
        "state-embedded-actors",
    }
    assert '<span class="evidenced e1 e2">' in str(paragraph.text)


def test_one_link_of_a_passage_is_open_and_no_two_can_be(client: FlaskClient) -> None:
    soup = page(client, "/profiles/kgz-2021")
    names = []
    for evidence in soup.select(".evidence"):
        first, *others = evidence.select(".reason")
        assert first.has_attr("open")
        assert not any(other.has_attr("open") for other in others)
        names += [str(name) for name in {reason["name"] for reason in (first, *others)}]
    assert len(names) == len(set(names)) == len(soup.select(".evidence"))


def test_the_style_sheet_marks_as_many_links_as_there_are_indicators(client: FlaskClient) -> None:
    with client.get("/static/evidence.css") as response:
        sheet = response.get_data(as_text=True)
    numbers = re.findall(r"\.reason-(\d+)\[open\]\) \.e(\d+)", sheet)
    count = sum(not indicator.is_aggregate for indicator in taxonomy().indicators)
    assert numbers == [(str(number), str(number)) for number in range(1, count + 1)]
