import re

from flask import Flask
from flask.testing import FlaskClient

from explorer.model.profiles import Note, Passage, Profile, Section
from explorer.web.context import Corpus
from explorer.web.read.passages import parts
from tests.web.soup import element, page, words


def test_a_text_that_writes_out_a_mark_is_no_match(app: Flask) -> None:
    corpus: Corpus = app.extensions["corpus"]
    passage = Passage("kgz-2021", "drugs", 1, "The page said <mark>opium</mark> twice.")
    profile = Profile(code="KGZ", edition=2021, text_kind="full", sections=(Section("drugs", (passage,)),))
    (part,) = parts(profile, corpus.linker, corpus.engine.marker("gold"))
    (paragraph,) = part.paragraphs
    assert not paragraph.is_match
    assert paragraph.text == "The page said &lt;mark&gt;opium&lt;/mark&gt; twice."


def test_a_mark_of_a_note_and_the_note_lead_to_each_other(grown: FlaskClient) -> None:
    read = element(page(grown, "/profiles/kgz-2023"), "#people-1")
    assert element(read, ".text > p").get_text() == "Traffickers <b>recruit</b> workers & keep passports."
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
    corpus: Corpus = app.extensions["corpus"]
    passage = Passage("kgz-2021", "drugs", 1, "They sell tea & opium.", (Note("1", "A", (13,)), Note("2", "B", (21,))))
    profile = Profile(code="KGZ", edition=2021, text_kind="full", sections=(Section("drugs", (passage,)),))
    (part,) = parts(profile, corpus.linker, corpus.engine.marker('"sell tea opium"~3 opium'))
    text = str(part.paragraphs[0].text)
    assert re.sub("<a[^>]*></a>", "*", text) == "They <mark>sell</mark> <mark>tea</mark>* &amp; <mark>opium</mark>*."
    (part,) = parts(profile, corpus.linker, corpus.engine.marker('"sell tea opium"'))
    text = str(part.paragraphs[0].text)
    assert re.sub("<a[^>]*></a>", "*", text) == "They <mark>sell tea</mark>*<mark> &amp; opium</mark>*."


def test_what_is_searched_in_notes_is_marked_in_them(grown: FlaskClient) -> None:
    soup = page(grown, "/profiles/kgz-2023?q=note:ledger")
    assert "is highlighted in 1 passage" in words(element(soup, ".match-summary"))
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
    corpus: Corpus = app.extensions["corpus"]
    passage = Passage("kgz-2021", "drugs", 1, "Heroin is trafficked. Heroin seizures fell, but heroin use grew.")
    profile = Profile(code="KGZ", edition=2021, text_kind="full", sections=(Section("drugs", (passage,)),))
    (part,) = parts(profile, corpus.linker)
    for indicator in part.paragraphs[0].indicators:
        folded = [word.casefold() for word in indicator.evidence]
        assert len(folded) == len(set(folded))
