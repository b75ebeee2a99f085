"""Imports of chapters: replaced, kept beside one of the same title, or refused."""

import datetime
from pathlib import Path

import pytest

from explorer.citations.bibliography import read_entries, verify_entries
from explorer.citations.formats import FORMATS
from explorer.citations.permalinks import link_status
from explorer.citations.record import cite
from explorer.corpus.chapter_markdown import write_chapter_markdown
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.ingest.importer import Imported, Outcome, Refused, import_sources
from explorer.model.chapters import Chapter
from explorer.model.profiles import Source
from tests.citations.conftest import no_search
from tests.factories import FERRIES, make_chapter

HERE, THERE = Source(url="https://globalinitiative.net/here"), Source(url="https://globalinitiative.net/there")
DAY = datetime.date(2026, 9, 22)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def take(home: Home, chapter: Chapter, **how: bool) -> Outcome:
    document = home.path.parent / "document.md"
    document.write_text(write_chapter_markdown(chapter), encoding="utf-8")
    (outcome,) = import_sources(home, [document], **how)  # type: ignore[arg-type]
    return outcome


def ids(outcome: Outcome) -> tuple[str, ...]:
    assert isinstance(outcome, Imported), outcome
    assert outcome.profiles == () and outcome.scores == 0
    return outcome.chapters


def test_a_chapter_is_kept_as_it_was_written(home: Home) -> None:
    outcome = take(home, make_chapter(edition=2023))
    assert ids(outcome) == ("ferries-and-the-law",)
    assert isinstance(outcome, Imported) and (outcome.passages, outcome.edition_evidence) == (
        5,
        "The front matter says 2023.",
    )
    library = Library.open(home)
    assert list(library.chapters()) == [make_chapter(edition=2023)]
    assert "ferries-and-the-law" in library
    assert library.text("ferries-and-the-law") == library.chapter("ferries-and-the-law")


def test_a_dry_run_keeps_nothing(home: Home) -> None:
    assert ids(take(home, make_chapter(), is_dry_run=True)) == ("ferries-and-the-law",)
    assert Library.open(home).chapter_ids() == ()


def test_the_same_chapter_again_takes_the_place_of_the_first(home: Home) -> None:
    before = Library.open(home).fingerprint()
    take(home, make_chapter(source=HERE))
    between = Library.open(home).fingerprint()
    assert ids(take(home, make_chapter(paragraphs={"": ["Another text."]}, source=HERE))) == ("ferries-and-the-law",)
    library = Library.open(home)
    assert [passage.text for chapter in library.chapters() for passage in chapter.passages()] == ["Another text."]
    assert len({before, between, library.fingerprint()}) == 3


def test_a_chapter_of_the_same_title_in_another_edition_is_kept_beside_the_first(home: Home) -> None:
    assert ids(take(home, make_chapter(edition=2021))) == ("ferries-and-the-law",)
    assert ids(take(home, make_chapter(edition=2023))) == ("ferries-and-the-law-2023",)
    assert ids(take(home, make_chapter(edition=2023))) == ("ferries-and-the-law-2023",)
    assert ids(take(home, make_chapter(edition=2021))) == ("ferries-and-the-law",)
    library = Library.open(home)
    assert [(chapter.id, chapter.edition) for chapter in library.chapters()] == [
        ("ferries-and-the-law", 2021),
        ("ferries-and-the-law-2023", 2023),
    ]
    (passage, *_) = library.chapter("ferries-and-the-law-2023").passages()
    assert passage.id == "ferries-and-the-law-2023/opening/1"


def test_another_chapter_of_the_same_title_and_no_edition_is_refused(home: Home) -> None:
    take(home, make_chapter(source=HERE))
    outcome = take(home, make_chapter(source=THERE))
    assert isinstance(outcome, Refused)
    assert "has the id ferries-and-the-law here already" in outcome.error


def test_a_digest_does_not_take_the_place_of_a_full_text(home: Home) -> None:
    take(home, make_chapter())
    outcome = take(home, make_chapter(text_kind="digest"))
    assert isinstance(outcome, Refused) and "a digest would replace it" in outcome.error


def test_an_edition_is_given_to_a_chapter_that_names_none_and_not_to_one_that_names_another(home: Home) -> None:
    document = home.path.parent / "document.md"
    document.write_text(write_chapter_markdown(make_chapter()), encoding="utf-8")
    (outcome,) = import_sources(home, [document], 2025)
    assert isinstance(outcome, Imported) and outcome.edition_evidence == "2025 was given with --edition."
    assert Library.open(home).chapter("ferries-and-the-law").edition == 2025
    document.write_text(write_chapter_markdown(make_chapter(edition=2021)), encoding="utf-8")
    (outcome,) = import_sources(home, [document], 2025)
    assert isinstance(outcome, Refused) and "front matter says 2021" in outcome.error


def test_what_became_of_a_cited_passage_of_a_chapter_is_said(home: Home, tmp_path: Path) -> None:
    take(home, make_chapter())
    citation = cite(Library.open(home), "ferries-and-the-law/drugs/1", DAY, "https://oc.example.org")
    whole = cite(Library.open(home), "ferries-and-the-law", DAY, "https://oc.example.org")
    assert link_status(Library.open(home), citation.link).status == "same"
    changed = FERRIES | {"Drugs": [FERRIES["Drugs"][0].replace("silence", "secrecy")]}
    take(home, make_chapter(paragraphs=changed))
    link = link_status(Library.open(home), citation.link)
    assert (link.status, link.before) == ("changed", FERRIES["Drugs"][0])
    assert [(difference.quote, difference.source) for difference in link.differences if difference.op != "same"] == [
        ("silence", "secrecy")
    ]
    moved = {name: text for name, text in FERRIES.items() if name != "Drugs"} | {"Ports": FERRIES["Drugs"]}
    take(home, make_chapter(paragraphs=moved))
    assert link_status(Library.open(home), citation.link).now.startswith("/passages/ferries-and-the-law/ports/1?v=")
    for format in FORMATS.values():
        bibliography = tmp_path / f"refs.{format.suffix}"
        bibliography.write_text(format.write([citation, whole]), encoding="utf-8")
        verdicts = verify_entries(Library.open(home), read_entries(bibliography), no_search)
        assert [verdict.status for verdict in verdicts] == ["moved", "changed"]
    (home.chapters / "ferries-and-the-law.md").unlink()
    assert link_status(Library.open(home), citation.link).status == "gone"
