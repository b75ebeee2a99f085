"""Counts of matched words, selection of hits, and their order."""

from pathlib import Path

import pytest

from explorer.engines.generations import Generations
from explorer.engines.whoosh.index_arrays import FORMAT
from explorer.engines.whoosh.index_reader import IndexReader
from explorer.engines.whoosh.match_set import MaskMatchSet
from explorer.search.backends import RankedHit
from explorer.search.plan import EVERYTHING, NOTHING, AndNode, OrNode, Plan, TermNode
from explorer.search.relevance import RelevanceWeights
from explorer.search.request import SearchRequest
from tests.engines.whoosh.indexes import index_of
from tests.factories import make_profile

ALBANIA = make_profile("alb-2023", {"drugs": ["Tin.", "Gold and tin, tin."]}, scores={"resilience": 4.0})
KYRGYZSTAN = make_profile("kgz-2021", {"drugs": ["Gold.", "Tin and gold.", "Zinc."]})
GOLD, TIN = TermNode("body", "gold"), TermNode("body", "tin")
PLAN = Plan(None, (GOLD, TIN), OrNode((GOLD, TIN)), AndNode((GOLD, TIN)))


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> IndexReader:
    generations = Generations(tmp_path_factory.mktemp("generations"), "whoosh", FORMAT)
    with generations.building("made by hand") as building:
        index_of(building.folder, [ALBANIA], [KYRGYZSTAN])
    return IndexReader(generations.open(), RelevanceWeights())


def match(reader: IndexReader, plan: Plan, *filters: tuple[str, str]) -> MaskMatchSet:
    return reader.match(plan, SearchRequest.make("", filters))


def test_passages_are_counted_by_how_many_words_they_have_whatever_the_filters(reader: IndexReader) -> None:
    assert match(reader, PLAN).count_by_matched_words() == [1, 2, 2]
    assert match(reader, PLAN, ("country", "ALB")).count_by_matched_words() == [1, 2, 2]
    matches = match(reader, PLAN, ("country", "ALB"))
    assert (matches.as_typed().total, matches.with_words(1).total) == (1, 2)


def test_hits_with_all_words_come_before_more_relevant_ones(reader: IndexReader) -> None:
    matches = match(reader, PLAN)
    assert (matches.as_typed().total, matches.with_words(1).total) == (2, 4)
    hits = matches.with_words(1)
    assert hits.total == 4
    assert [hit.has_words for hit in hits.first("relevance", 4)] == [True, True, False, False]
    assert {hit.number for hit in matches.as_typed().first("relevance", 9)} == {1, 3}


def test_every_passage_matches_an_empty_plan_and_none_the_plan_of_nothing(reader: IndexReader) -> None:
    everything = match(reader, EVERYTHING).with_words(0)
    assert everything.first("relevance", 9) == [RankedHit(number, 0.0, has_words=True) for number in range(5)]
    assert match(reader, NOTHING).with_words(0).total == 0


@pytest.mark.parametrize(
    ("sort", "numbers"),
    [
        ("relevance", [0, 1, 2, 3, 4]),
        ("newest", [0, 1, 2, 3, 4]),
        ("oldest", [2, 3, 4, 0, 1]),
        ("country", [0, 1, 2, 3, 4]),
        ("resilience", [0, 1, 2, 3, 4]),
        ("-resilience", [0, 1, 2, 3, 4]),  # without a score: last
    ],
)
def test_hits_are_sorted(reader: IndexReader, sort: str, numbers: list[int]) -> None:
    assert [hit.number for hit in match(reader, EVERYTHING).with_words(0).first(sort, 5)] == numbers


def test_hits_that_are_about_an_indicator_of_the_filters_come_before_those_that_mention_it(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    texts = {"drugs": ["The police seized heroin.", "Heroin is sold."]}
    generations = Generations(tmp_path_factory.mktemp("graded"), "whoosh", FORMAT)
    with generations.building("made by hand") as building:
        index_of(building.folder, [make_profile("alb-2023", texts), make_profile("kgz-2023", texts)])
    reader = IndexReader(generations.open(), RelevanceWeights())
    assert [link.grade for passage in reader.passages() for link in passage.links] == [1, 2, 1, 2]
    hits = match(reader, EVERYTHING, ("indicator", "heroin-trade")).with_words(0)
    assert [hit.number for hit in hits.first("relevance", 9)] == [1, 3, 0, 2]
    assert [hit.number for hit in hits.first("country", 9)] == [1, 0, 3, 2]
    assert [hit.number for hit in match(reader, EVERYTHING).with_words(0).first("relevance", 9)] == [0, 1, 2, 3]


def test_facets_count_the_hits_without_their_own_filter(reader: IndexReader) -> None:
    counts = match(reader, PLAN, ("country", "ALB")).with_words(1).facet_counts()
    facets = {
        name: [(value.value, value.count) for value in labels.with_counts(array)]
        for name, (labels, array) in counts.items()
    }
    assert facets["country"] == [("ALB", 2), ("KGZ", 2)]
    assert facets["edition"] == [("2023", 2)]
    assert facets["kind"] == [("profile", 2)]


def test_a_generation_is_released_after_its_last_search(reader: IndexReader, tmp_path: Path) -> None:
    generations = Generations(tmp_path, "whoosh", FORMAT)
    with generations.building("one") as building:
        index_of(building.folder, [ALBANIA])
    used = IndexReader(generations.open(), RelevanceWeights())
    used.acquire()
    used.close()
    (folder,) = (path for path in tmp_path.iterdir() if path.is_dir())
    generations.folder.joinpath("current").write_text("gone\n")
    generations.prune()
    assert folder.exists()
    used.release()
    generations.prune()
    assert not folder.exists()
