"""Passages are read back from the arrays as they were indexed."""

import pytest

from explorer.engines.whoosh.array_file import unpack
from explorer.engines.whoosh.stored_passages import StoredPassages
from explorer.model.profiles import Note, Passage
from explorer.model.published_scores import PublishedScores
from explorer.search.stored import StoredLink
from tests.engines.whoosh.indexes import index_of
from tests.factories import make_chapter, make_profile

NOTES = (Note("12", "A ledger."), Note("*", "An atlas."))
PROFILE = make_profile(
    "kgz-2023",
    {"drugs": ["Opium and heroin.", "Tin."]},
    notes=NOTES,
    scores={"heroin-trade": 7.0},
    changes={"heroin-trade": -0.5, "resilience": None},
)


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> StoredPassages:
    arrays = index_of(tmp_path_factory.mktemp("index"), [make_chapter()], [PROFILE])
    return StoredPassages(arrays, unpack(arrays.scored))


def number_of(stored: StoredPassages, number: int) -> int:
    stored_number = stored.number_of(PROFILE.passage("drugs", number))
    assert stored_number is not None
    return stored_number


def test_a_passage_has_its_text_links_and_notes(stored: StoredPassages) -> None:
    passage = stored.read(number_of(stored, 1))
    assert (passage.id, passage.text, passage.heading) == ("kgz-2023/drugs/1", "Opium and heroin.", "Drugs")
    assert passage.links == (StoredLink("heroin-trade", 2, ((10, 16),)),)
    assert passage.notes == ("12 A ledger.", "* An atlas.")
    assert stored.read(number_of(stored, 2)).links == ()


def test_its_source_has_scores_and_changes_and_no_absent_ones(stored: StoredPassages) -> None:
    source = stored.read(number_of(stored, 1)).source
    assert (source.kind, source.name, source.code, source.edition) == ("profile", "Kyrgyzstan 2023", "KGZ", 2023)
    assert (source.scores, source.changes) == ({"heroin-trade": 7.0}, {"heroin-trade": -0.5})
    assert stored.read(number_of(stored, 2)).source is source


def test_a_chapter_has_no_country_and_no_scores(stored: StoredPassages) -> None:
    source = stored.read(0).source
    assert (source.kind, source.code, source.edition, source.scores) == ("chapter", None, None, {})
    assert stored.scores() == {"kgz-2023": PublishedScores({"heroin-trade": 7.0}, {"heroin-trade": -0.5})}
    assert [profile.id for profile in stored.profiles()] == ["kgz-2023"]


@pytest.mark.parametrize(
    "passage",
    [
        Passage("kgz-2023", "drugs", 1, "Opium and heroin, edited."),
        Passage("kgz-2023", "drugs", 3, "Tin."),
        Passage("kgz-2023", "trade", 1, "Tin."),
        Passage("tuv-2021", "drugs", 1, "Tin."),
    ],
)
def test_a_passage_that_is_not_there_or_has_another_text_has_no_number(
    stored: StoredPassages, passage: Passage
) -> None:
    assert stored.number_of(passage) is None
