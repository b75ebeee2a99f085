"""The most recently used values are kept, up to a number or a sum of sizes."""

from concurrent.futures import ThreadPoolExecutor

from explorer.core.lru_cache import LRUCache, cached_if_short


def test_the_least_recently_used_value_goes_first() -> None:
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
            value = cache.get((number * 7) % 40)
            assert value is None or set(value) <= {"x"}

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(use, range(4)))
    assert sum(len(cache.get(key) or "") for key in range(40)) <= 50
    for number in range(100, 110):
        cache.put(number, "12345")
    assert all(cache.get(number) for number in range(100, 110))


def test_values_of_long_texts_are_not_kept() -> None:
    asked: list[str] = []

    @cached_if_short(2, 3)
    def double(text: str) -> str:
        """Return a text twice."""
        asked.append(text)
        return text * 2

    assert [double(text) for text in ("abc", "abc", "abcd", "abcd")] == ["abcabc"] * 2 + ["abcdabcd"] * 2
    assert asked == ["abc", "abcd", "abcd"]
    assert double.__name__ == "double"
