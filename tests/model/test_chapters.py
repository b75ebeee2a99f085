"""Chapters as records: their ids, their sections and what is refused."""

from dataclasses import replace
from typing import Any

import pytest

from explorer.core.errors import CorpusError, NotFoundError
from explorer.model.chapters import chapter_id, is_chapter_id, section_slug, slug_of
from explorer.model.profiles import Passage, Reference, Section, parse_reference
from tests.factories import make_chapter


def test_the_id_of_a_chapter_is_the_slug_of_its_title() -> None:
    assert chapter_id("Côte d’Ivoire: who pays?") == "cote-divoire-who-pays"
    assert slug_of("…") == ""
    long = slug_of("A very long title about the many ways in which goods cross borders without any paper at all")
    assert len(long) <= 80 and not long.endswith("-")


@pytest.mark.parametrize("id", ["kgz-2021", "drugs", "search", "chapters", "abc", "Ferries", "a--b", "", "ferries-"])
def test_no_chapter_has_an_id_that_means_something_else(id: str) -> None:
    assert not is_chapter_id(id)


def test_a_title_that_would_give_such_an_id_gets_a_suffix() -> None:
    assert chapter_id("Drugs") == "drugs-chapter"
    assert chapter_id("Mar 2021") == "mar-2021-chapter"
    with pytest.raises(CorpusError, match="gives no id"):
        chapter_id("…")


def test_sections_of_the_same_title_have_slugs_of_their_own_that_no_passage_has() -> None:
    before = [Section("routes", heading="Routes")]
    assert section_slug("Routes", before) == "routes2"
    assert section_slug("Routes 2", before) == "routes2"  # "routes-2" is the second passage of "routes"


def test_ids_of_chapters_are_read_like_those_of_profiles() -> None:
    assert parse_reference("ferries-and-the-law/drugs/1") == Reference("ferries-and-the-law", "drugs", 1)
    assert parse_reference("/Ferries-And-The-Law/") == Reference("ferries-and-the-law")
    assert parse_reference("ferries-and-the-law").code is None
    assert (parse_reference("kgz-2021").code, parse_reference("kgz-2021").edition) == ("KGZ", 2021)
    with pytest.raises(NotFoundError, match="not the id of a profile"):
        _ = parse_reference("ferries-and-the-law").profile_id


def test_a_chapter_finds_its_sections_and_passages() -> None:
    chapter = make_chapter()
    assert chapter.section("who-is-paid").title == "Who is paid"
    assert chapter.passage("drugs", 1).id == "ferries-and-the-law/drugs/1"
    with pytest.raises(NotFoundError, match="Did you mean drugs"):
        chapter.section("drug")
    with pytest.raises(NotFoundError, match="has 1 passage;"):
        chapter.passage("drugs", 2)


def test_a_chapter_can_be_called_otherwise() -> None:
    chapter = make_chapter().with_id("ferries-2023")
    assert {passage.text_id for passage in chapter.passages()} == {chapter.id} == {"ferries-2023"}


def test_what_is_no_chapter_is_refused() -> None:
    passage = Passage("ferries", "routes", 1, "Text.")
    mistakes: dict[str, dict[str, Any]] = {
        "not the id": {"id": "kgz-2021"},
        "one tidy line": {"title": ""},
        "no edition 2022": {"edition": 2022},
        "does not follow": {"sections": (Section("ports", (passage,), heading="Routes"),)},
        "at least one passage": {"sections": ()},
    }
    for message, change in mistakes.items():
        with pytest.raises(CorpusError, match=message):
            replace(make_chapter(), **change)
