"""Passages like one another: those that share the most telling words."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import log

from explorer.profiles import Passage
from explorer.search.engine import Engine
from explorer.search.page import Hit
from explorer.search.request import SearchRequest
from explorer.search.tokens import STOP_WORDS, stem, words
from explorer.taxonomy import Country, taxonomy

TELLING = 12  # words by which others are looked for
SHORTEST = 3  # letters of a telling word
FEWEST = 2  # passages that a word stands in: one that is nowhere else finds nothing


@dataclass(frozen=True, slots=True)
class Likeness:
    """The passages most like another one."""

    telling: tuple[str, ...]  # the words that they were looked for by, the most telling first
    request: SearchRequest
    hits: tuple[Hit, ...]


def like(engine: Engine, passage: Passage, limit: int = 10, elsewhere: bool = False) -> Likeness:
    """The passages that share most with one, best first; `elsewhere` keeps to other countries."""
    country = taxonomy().country(passage.profile_id[:3])
    total = engine.search(SearchRequest.make(limit=1)).total
    counts = Counter(word for word in words(passage.text) if _may_tell(word, country))
    telling = telling_words(counts, engine.passages_with(counts), total)
    text = " OR ".join(telling)
    if elsewhere and text:
        text = f"({text}) -country:{country.code}"
    request = SearchRequest.make(text, limit=limit + 1)
    hits = engine.search(request).hits if telling else ()
    others = tuple(hit for hit in hits if hit.id != passage.id)[:limit]
    return Likeness(telling, request.changed(limit=limit), others)


def telling_words(counts: Mapping[str, int], passages_with: Mapping[str, int], total: int) -> tuple[str, ...]:
    """The words that tell most of a text among `total` others: often in it, seldom elsewhere; one of each stem."""
    worth = {
        word: (1 + log(count)) * log(total / passages_with[word])
        for word, count in counts.items()
        if FEWEST <= passages_with[word] < total
    }
    of_stem: dict[str, str] = {}
    for word in sorted(worth, key=lambda word: (-worth[word], word)):
        of_stem.setdefault(stem(word), word)
    return tuple(of_stem.values())[:TELLING]


def _may_tell(word: str, country: Country) -> bool:
    """Whether a word may say what a passage is about: neither common, nor a number, nor the name of its country."""
    names = {one for name in (country.name, *country.also, *country.demonyms) for one in words(name)}
    return len(word) >= SHORTEST and word.isalpha() and word not in STOP_WORDS and word not in names
