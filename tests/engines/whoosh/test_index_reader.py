"""Passages and profiles read from one generation."""

from pathlib import Path

import pytest

from explorer.core.errors import IndexUnavailableError
from explorer.engines.generations import Generations
from explorer.engines.whoosh.index_arrays import ARRAYS, FORMAT
from explorer.engines.whoosh.index_reader import IndexReader
from explorer.model.profiles import Passage
from explorer.search.query.nodes import Condition
from explorer.search.relevance import RelevanceWeights
from tests.engines.whoosh.indexes import index_of
from tests.factories import make_chapter, make_profile

LOW = make_profile(
    "alb-2023", {"drugs": ["Heroin.", "Tin."]}, scores={"heroin-trade": 4.5}, changes={"heroin-trade": 0.5}
)
HIGH = make_profile("kgz-2021", {"drugs": ["More heroin."]}, scores={"heroin-trade": 7.0})


def open_reader(folder: Path) -> IndexReader:
    generations = Generations(folder, "whoosh", FORMAT)
    with generations.building("made by hand") as building:
        index_of(building.folder, [LOW, make_chapter()], [HIGH])
    return IndexReader(generations.open(), RelevanceWeights())


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> IndexReader:
    return open_reader(tmp_path_factory.mktemp("generations"))


@pytest.mark.parametrize(
    ("condition", "profiles"),
    [
        (Condition("heroin-trade", False, 450, None, ""), ["alb-2023", "kgz-2021"]),
        (Condition("heroin-trade", False, 451, None, ""), ["kgz-2021"]),
        (Condition("heroin-trade", False, None, 450, ""), ["alb-2023"]),
        (Condition("heroin-trade", True, 50, 50, ""), ["alb-2023"]),
        (Condition("resilience", False, None, 1000, ""), []),  # a profile without the score meets nothing
    ],
)
def test_profiles_meet_a_condition_within_its_bounds(
    reader: IndexReader, condition: Condition, profiles: list[str]
) -> None:
    assert reader.profiles_where(condition) == profiles


def test_passages_with_a_word_in_any_form_are_counted(reader: IndexReader) -> None:
    having = sum(1 for passage in reader.passages() if "heroin" in passage.text.lower())
    assert reader.word_count("heroin") == having > 0
    assert reader.word_count("qwertyuiop") == 0


def test_linked_passages_are_counted(reader: IndexReader) -> None:
    assert reader.linked_count("cocaine-trade") == 0
    linked = sum(1 for passage in reader.passages() if "heroin" in passage.text.lower())
    assert reader.linked_count("heroin-trade") == linked


def test_all_passages_are_in_order_of_id(reader: IndexReader) -> None:
    passages = list(reader.passages())
    assert [passage.number for passage in passages] == list(range(reader.passage_count))
    assert passages[0].id == "alb-2023/drugs/1"
    assert passages[-1].id == "kgz-2021/drugs/1"


def test_a_passage_is_found_by_its_id_and_text(reader: IndexReader) -> None:
    (passage,) = HIGH.passages()
    stored = reader.find(passage)
    assert stored is not None
    assert stored.text == passage.text
    assert reader.find(Passage("kgz-2021", "drugs", 1, "Edited.")) is None


def test_chapters_and_profiles_have_facets_of_their_own(reader: IndexReader) -> None:
    chapter = make_chapter()
    assert reader.facets["chapter"].labels.values == (chapter.id,)
    passages = sum(1 for _ in chapter.passages())
    assert int(reader.facets["chapter"].mask([chapter.id]).sum()) == passages
    assert int(reader.facets["kind"].mask(["profile"]).sum()) == reader.passage_count - passages
    assert int(reader.facets["continent"].mask(["Europe"]).sum()) == 2


def test_a_generation_without_a_vocabulary_has_none(reader: IndexReader) -> None:
    assert reader.vocabulary is None


def test_damaged_arrays_are_reported(tmp_path: Path) -> None:
    generations = Generations(tmp_path, "whoosh", FORMAT)
    with generations.building("damaged") as building:
        index_of(building.folder, [LOW])
        (building.folder / ARRAYS).write_bytes(b"no arrays")
    with pytest.raises(IndexUnavailableError, match="damaged"):
        IndexReader(generations.open(), RelevanceWeights())
