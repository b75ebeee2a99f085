"""Known faults of Whoosh, none of which reaches a reader."""

import shutil
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from string import ascii_lowercase

import pytest
from whoosh import query
from whoosh.filedb.filestore import FileStorage

from benchmarks.corpus import make_profiles
from explorer.engines.whoosh.index_reader import IndexReader
from explorer.engines.whoosh.schema import make_schema
from explorer.model.profiles import Passage, Profile, Section
from explorer.search.answering import SearchEngine
from explorer.search.query.expansion import MOST_EXPANDED
from explorer.search.query.nodes import Prefix
from explorer.search.request import SearchRequest
from explorer.text.analysis import tokens
from explorer.text.stems import stem
from tests.engines.whoosh.reference import open_searcher
from tests.factories import small_profile

MakeEngine = Callable[[], SearchEngine]


@pytest.fixture(scope="module")
def invented() -> list[Profile]:
    return make_profiles(200, seed=3)


def test_a_search_opens_no_file_of_whooshs(make_engine: MakeEngine, tmp_path: Path) -> None:
    """A Searcher that threads share gives wrong hits; none is open when a search is answered."""
    engine = make_engine()
    name = engine.build([small_profile("kgz-2021")], "one")
    before = engine.generation
    for segment in (tmp_path / "generations" / name / "segments").iterdir():
        shutil.rmtree(segment / "whoosh")
    assert engine.generation == before
    assert [hit.id for hit in engine.search(SearchRequest.make("heroin")).hits] == ["kgz-2021/drugs/1"]


def test_threads_that_switch_all_the_time_get_the_answers_of_one(
    make_engine: MakeEngine, invented: list[Profile]
) -> None:
    engine = make_engine()
    engine.build(invented, "invented")
    queries = ["heroin OR cocaine", '"human trafficking"', "pol*", "border police", '"trade border"~9', "gold -police"]
    requests = [SearchRequest.make(text, limit=50) for text in queries]
    expected = [(page.total, [hit.id for hit in page.hits], page.facets) for page in map(engine.search, requests)]
    engine.close()
    wrong: list[str] = []

    def ask() -> None:
        for _ in range(3):
            for request, answer in zip(requests, expected, strict=True):
                page = engine.answer(index, request)
                if (page.total, [hit.id for hit in page.hits], page.facets) != answer:
                    wrong.append(request.text)

    interval = sys.getswitchinterval()
    with engine.backend.current() as index:
        sys.setswitchinterval(1e-5)
        try:
            threads = [threading.Thread(target=ask) for _ in range(6)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        finally:
            sys.setswitchinterval(interval)
    assert wrong == []


def test_an_or_counts_every_passage_that_has_any_of_its_words(make_engine: MakeEngine, invented: list[Profile]) -> None:
    """Whoosh's `search(optimize=False)` counts fewer where lists are long; the masks of arrays skip nothing."""
    engine = make_engine()
    engine.build(invented, "invented")
    words = {"police", "border", "gold", "timber"}
    texts = [passage.text for profile in invented for passage in profile.passages()]
    by_hand = sum(1 for text in texts if words & {token.word for token in tokens(text)})
    text = " OR ".join(f'="{word}"' for word in sorted(words))
    assert engine.search(SearchRequest.make(text)).total == by_hand


def test_scores_are_whole_hundredths_and_come_back_as_published(make_engine: MakeEngine) -> None:
    """A sortable NUMERIC field of floats fails in Whoosh; scores are no fields of it, and no floats."""
    engine = make_engine()
    engine.build([small_profile("kgz-2021"), small_profile("kgz-2023")], "two")
    with engine.backend.current() as index:
        assert isinstance(index, IndexReader)
        assert index.arrays.source_scores.dtype.name == "int16"
    hit = engine.search(SearchRequest.make("edition:2021 resilience:[4.17 TO 4.17] heroin-trade:7 section:drugs")).hits[
        0
    ]
    assert hit.scores == {"resilience": 4.17, "heroin-trade": 7.0}
    assert not engine.search(SearchRequest.make("resilience:>4.17")).total


def test_words_are_cut_by_our_own_tokenizer_in_every_text_field() -> None:
    """Whoosh's default pattern of a word differs between versions."""
    text = "Drug-trafficking in Côte d'Ivoire: 1,500 O’Briens’ co-operation."
    schema = make_schema()
    words = [token.word for token in tokens(text)]
    assert [token.text for token in schema["exact"].analyzer(text, positions=True, chars=True)] == words
    for name in ("body", "title", "labels", "place"):
        assert [token.text for token in schema[name].analyzer(text, positions=True)] == list(map(stem, words))


def test_what_was_removed_is_not_found_in_the_next_generation(make_engine: MakeEngine) -> None:
    """Whoosh's `refresh()` may bring back deleted documents; a generation has none, and is a new object."""
    engine = make_engine()
    engine.build([small_profile("kgz-2021"), small_profile("kgz-2023")], "two")
    assert engine.search(SearchRequest.make("opiates OR heroin")).total == 2
    with engine.backend.current() as before:
        engine.build([small_profile("kgz-2021")], "one")
        with engine.backend.current() as after:
            assert after is not before
    page = engine.search(SearchRequest.make("opiates OR heroin"))
    assert [hit.id for hit in page.hits] == ["kgz-2021/drugs/1"]
    assert [value.count for value in page.facets["edition"]] == [1]


def test_a_short_prefix_expands_to_a_limited_number_of_words_and_says_so(make_engine: MakeEngine) -> None:
    words = [f"quo{first}{second}" for first in ascii_lowercase for second in ascii_lowercase]
    passage = Passage("kgz-2023", "drugs", 1, " ".join(words))
    engine = make_engine()
    engine.build([replace(small_profile("kgz-2023"), sections=(Section("drugs", (passage,)),))], "many")
    page = engine.search(SearchRequest.make("quo*"))
    assert f"the {MOST_EXPANDED} in most passages are searched" in page.read_as
    with engine.backend.current() as index:
        expanded, _ = engine.expand(index, "quo*", False)
    (prefix,) = expanded.root.parts
    assert isinstance(prefix, Prefix)
    assert len(prefix.words) == MOST_EXPANDED
    assert "at least 2 letters" in engine.search(SearchRequest.make("t*")).read_as


def test_the_whoosh_index_of_a_generation_is_whole_and_can_be_searched_by_whoosh(
    make_engine: MakeEngine, invented: list[Profile], tmp_path: Path
) -> None:
    engine = make_engine()
    name = engine.build(invented, "invented")
    with open_searcher(tmp_path / "generations" / name) as searcher:
        assert searcher.doc_count() == sum(1 for profile in invented for _ in profile.passages())
        hits = searcher.search(query.Term("exact", "police"), limit=None)
        assert len(hits) == engine.search(SearchRequest.make('="police"')).total
    segments = sorted((tmp_path / "generations" / name / "segments").iterdir())
    assert segments
    assert all(FileStorage(str(segment / "whoosh")).index_exists() for segment in segments)
