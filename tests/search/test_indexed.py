"""The indexed form of a passage."""

from dataclasses import replace

import pytest

from explorer.linking.links import Evidence, Link
from explorer.model.profiles import Note
from explorer.search.indexed import FIELDS, emphasis, field_texts, link_terms, notes_text, terms_of, tokens_of
from explorer.search.query.parser import FARTHEST
from tests.factories import make_chapter, make_profile

LINK = Link("heroin-trade", 2, (Evidence("Heroin", 0, 6),))


def test_a_passage_of_a_profile_has_the_properties_of_its_country() -> None:
    profile = make_profile("kgz-2021", {"drugs": ["Heroin is sold."]})
    (passage,) = profile.passages()
    fields = field_texts(profile, passage, [LINK])
    assert fields.keys() <= FIELDS.keys()
    assert (fields["body"], fields["title"], fields["labels"]) == ("Heroin is sold.", "Drugs", "Heroin trade")
    assert (fields["country"], fields["edition"], fields["section"], fields["kind"]) == (
        "KGZ",
        "2021",
        "drugs",
        "profile",
    )
    assert "Kyrgyz" in fields["place"]
    assert "chapter" not in fields


def test_a_passage_of_a_chapter_has_no_country_and_no_section_of_the_index() -> None:
    chapter = make_chapter()
    fields = field_texts(chapter, next(iter(chapter.passages())), [])
    assert (fields["chapter"], fields["kind"]) == (chapter.id, "chapter")
    assert not fields.keys() & {"country", "region", "continent", "place", "section", "profile", "edition"}


def test_a_link_is_found_with_and_without_its_grade() -> None:
    assert link_terms(LINK) == ("heroin-trade", "heroin-trade/2")


@pytest.mark.parametrize(("places", "times"), [(0, 4), (1, 4), (2, 5), (3, 5), (4, 6), (7, 6), (8, 7), (40, 7)])
def test_a_link_counts_a_quarter_more_whenever_its_evidence_doubles(places: int, times: int) -> None:
    link = replace(LINK, evidence=tuple(Evidence("opium", start, start + 5) for start in range(places)))
    assert emphasis(link) == times
    profile = make_profile("kgz-2021", {"drugs": ["Opium."]})
    (passage,) = profile.passages()
    assert field_texts(profile, passage, [link])["linked"].split().count("heroin-trade/2") == times


def test_a_compound_and_its_parts_have_terms_at_the_same_place() -> None:
    assert list(terms_of("Co-operation grows", is_stemmed=False)) == [
        (0, "cooperation"),
        (0, "co"),
        (1, "operation"),
        (2, "grows"),
    ]
    assert ("grow" in {term for _, term in terms_of("It grows", is_stemmed=True)}) is True


def test_no_phrase_reaches_from_one_line_into_the_next() -> None:
    first, second = (token.position for token in tokens_of("tin\nzinc"))
    assert second - first > FARTHEST


def test_notes_are_indexed_without_their_marks() -> None:
    notes = (Note("12", "A ledger."), Note("13", "An atlas."))
    (passage,) = make_profile("kgz-2021", {"drugs": ["Tin."]}, notes=notes).passages()
    assert notes_text(passage) == "A ledger.\nAn atlas."
