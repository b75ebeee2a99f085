import re

from explorer.model.profiles import Passage, Profile
from explorer.search.answering import SearchEngine
from explorer.search.more_like_this import _any_of, more_like_this, top_terms
from explorer.search.request import LONGEST
from explorer.text.stems import stem


def passage_of(corpus: list[Profile], id: str) -> Passage:
    return next(passage for profile in corpus for passage in profile.passages() if passage.id == id)


def test_a_passage_is_not_like_itself(engine: SearchEngine, small_corpus: list[Profile]) -> None:
    for profile in small_corpus:
        for passage in profile.passages():
            assert passage.id not in [hit.id for hit in more_like_this(engine, passage).hits]


def test_passages_that_share_top_terms_are_alike(engine: SearchEngine, small_corpus: list[Profile]) -> None:
    similar = more_like_this(engine, passage_of(small_corpus, "kgz-2021/drugs/1"))
    assert {"heroin", "border"} <= set(similar.terms)
    assert {hit.id for hit in similar.hits[:2]} == {"kgz-2023/drugs/1", "kgz-2021/criminal-justice-and-security/2"}


def test_similar_passages_may_be_limited_to_other_countries(engine: SearchEngine, small_corpus: list[Profile]) -> None:
    passage = passage_of(small_corpus, "alb-2023/drugs/2")
    assert "ALB" in {hit.code for hit in more_like_this(engine, passage).hits}
    assert "ALB" not in {hit.code for hit in more_like_this(engine, passage, excludes_same_country=True).hits}


def test_there_are_no_more_hits_than_the_limit(engine: SearchEngine, small_corpus: list[Profile]) -> None:
    assert len(more_like_this(engine, passage_of(small_corpus, "kgz-2021/drugs/1"), limit=1).hits) == 1


def test_other_forms_of_a_top_term_count_and_nothing_else(engine: SearchEngine, small_corpus: list[Profile]) -> None:
    similar = more_like_this(engine, passage_of(small_corpus, "kgz-2021/drugs/1"))
    assert '="borders"' in similar.request.text
    marked = {word.casefold() for hit in similar.hits for word in re.findall("<mark>(.*?)</mark>", hit.snippet)}
    assert {stem(word) for word in marked} <= {stem(word) for word in similar.terms}


def test_words_of_any_length_make_a_query_that_can_be_searched() -> None:
    assert len(_any_of("x" * 64 for _ in range(40))) < LONGEST
    assert _any_of([]) == ""


def test_top_terms_are_frequent_here_and_rare_elsewhere() -> None:
    counts = {"opium": 3, "poppy": 1, "country": 5, "lone": 1, "everywhere": 1, "poppies": 1}
    elsewhere = {"opium": 4, "poppy": 2, "country": 90, "lone": 1, "everywhere": 100, "poppies": 3}
    assert top_terms(counts, elsewhere, 100) == ("opium", "poppy", "country")


def test_how_often_a_word_is_used_multiplies_its_rarity() -> None:
    """(1 + ln 3) · ln(100/13) > ln(100/2), but 1 + ln 3 + ln(100/13) < 1 + ln(100/2)."""
    counts = {"opium": 3, "poppy": 1}
    assert top_terms(counts, {"opium": 13, "poppy": 2}, 100) == ("opium", "poppy")
    assert top_terms(counts, {"opium": 20, "poppy": 2}, 100) == ("poppy", "opium")


def test_a_passage_whose_words_occur_nowhere_else_is_like_none(engine: SearchEngine) -> None:
    similar = more_like_this(engine, Passage("kgz-2021", "drugs", 99, "Zebras graze."))
    assert (similar.terms, similar.hits) == ((), ())
