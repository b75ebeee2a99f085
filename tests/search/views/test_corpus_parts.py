"""Parts of a corpus of two series: what each says is counted apart, and its filters find it."""

from collections import Counter
from collections.abc import Iterator

import pytest

from explorer.core.errors import QueryError
from explorer.corpus.home import Home
from explorer.engines.open import open_engine
from explorer.search.engine import Engine
from explorer.search.request import SearchRequest
from explorer.search.views.corpus_parts import CHAPTERS, PARTS, CorpusPart, check_part, part_of, parts_in_order
from explorer.search.views.frequency import distribution
from explorer.search.views.term_matrix import matrix, read_terms


@pytest.fixture(scope="module")
def engine(both_home: Home) -> Iterator[Engine]:
    opened = open_engine(both_home)
    yield opened
    opened.close()


@pytest.mark.parametrize("by", PARTS)
def test_every_passage_is_in_one_part_of_its_series(engine: Engine, by: str) -> None:
    passages = engine.passages(SearchRequest.make()).passages
    parts = Counter(part_of(passage, by) for passage in passages)
    assert set(parts) <= set(parts_in_order(by))
    for part, count in parts.items():
        if filters := part.filters(is_mixed=True):
            assert engine.search(SearchRequest.make(filters=filters)).total == count
        else:
            assert (part.value, part.series) == (CHAPTERS, None)
    for made in (
        distribution(engine, SearchRequest.make("dagga"), by).shares,
        matrix(engine, SearchRequest.make(), read_terms("dagga"), by).rows,
    ):
        assert {row.part: row.passages for row in made} == parts


def test_parts_are_named_with_another_series() -> None:
    assert [
        CorpusPart(by, value, series).label
        for by, value, series in (
            ("country", "LSO", "index"),
            ("country", "LSO", "enact"),
            ("section", "drugs", "enact"),
            ("edition", "2021", "enact"),
            ("edition", CHAPTERS, "enact"),
            ("region", CHAPTERS, None),
        )
    ] == [
        "Lesotho",
        "Lesotho, ENACT Africa index",
        "Drugs, ENACT Africa index",
        "ENACT Africa index 2021",
        "Chapters of no edition, ENACT Africa index",
        "Chapters and articles",
    ]


def test_parts_of_one_series_need_no_filter_of_it() -> None:
    assert CorpusPart("country", "LSO").filters(is_mixed=False) == (("country", "LSO"),)
    assert CorpusPart("section", CHAPTERS, None).filters(is_mixed=False) == (("kind", "chapter"),)
    assert CorpusPart("edition", CHAPTERS, None).filters(is_mixed=False) == ()


def test_a_part_that_the_corpus_does_not_have_is_refused_with_the_closest() -> None:
    assert check_part("section") == "section"
    with pytest.raises(QueryError, match=r"not by 'sections'\. Did you mean section"):
        check_part("sections")
