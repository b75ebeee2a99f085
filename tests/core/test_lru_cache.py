"""The cache alone, and in an engine, where nothing is answered across generations."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from explorer.core.lru_cache import LRUCache
from explorer.search.answering import SearchEngine
from explorer.search.request import SearchRequest
from tests.factories import small_profile


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    cache = LRUCache[str, int](2)
    cache.put("a", 1)
    cache.put("b", 2)
    assert cache.get("a") == 1
    cache.put("c", 3)
    assert [cache.get(key) for key in "abc"] == [1, None, 3]


def test_nothing_is_kept_where_there_is_no_room() -> None:
    cache = LRUCache[str, int](0)
    cache.put("a", 1)
    assert cache.get("a") is None


def test_values_of_a_size_are_kept_up_to_a_sum() -> None:
    cache = LRUCache[str, str](6, len)
    for key, value in (("a", "one"), ("b", "two"), ("a", "1"), ("c", "it")):
        cache.put(key, value)
    assert [cache.get(key) for key in "abc"] == ["1", "two", "it"]
    cache.put("d", "three")
    assert [cache.get(key) for key in "abcd"] == [None, None, None, "three"]
    cache.put("e", "too long for it")
    assert len(cache) == 0


def test_threads_may_keep_and_ask_at_once() -> None:
    cache = LRUCache[int, str](50, len)

    def use(start: int) -> None:
        for number in range(start, start + 3_000):
            cache.put(number % 40, "x" * (number % 7))
            found = cache.get((number * 7) % 40)
            assert found is None or set(found) <= {"x"}

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(use, range(4)))
    assert sum(len(cache.get(key) or "") for key in range(40)) <= 50
    for number in range(100, 110):
        cache.put(number, "12345")
    assert all(cache.get(number) for number in range(100, 110))


def test_a_repeated_search_has_the_same_answer_and_its_own_time(make_engine: Callable[[], SearchEngine]) -> None:
    engine = make_engine()
    engine.build([small_profile("kgz-2021")], "one")
    first, again = (engine.search(SearchRequest.make("heroin")) for _ in range(2))
    assert (again.hits, again.facets, again.total) == (first.hits, first.facets, first.total)
    assert again.hits is first.hits
    assert again.took_ms < first.took_ms
    assert engine.search(SearchRequest.make("heroin", exact=True)).hits is not first.hits


def test_a_new_generation_answers_afresh(make_engine: Callable[[], SearchEngine]) -> None:
    engine = make_engine()
    engine.build([small_profile("kgz-2021")], "one")
    assert engine.search(SearchRequest.make("pistols")).total == 0
    engine.build([small_profile("kgz-2021"), small_profile("kgz-2023")], "two")
    assert engine.search(SearchRequest.make("pistols")).total == 1
