"""Passages like one another: those that share the top terms."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import log

from explorer.model.profiles import Passage, parse_reference
from explorer.model.taxonomy import taxonomy
from explorer.search.engine import Engine
from explorer.search.request import LONGEST, SearchRequest
from explorer.search.results import Hit
from explorer.text.analysis import words
from explorer.text.stems import stem
from explorer.text.stop_words import STOP_WORDS

TOP_TERMS = 12  # terms of a passage by which others are searched
FORMS = 3  # of each
_LOOKED_AT = 200  # words of the index, for the forms of one
_REST = 100  # characters of a query that are kept for brackets and a country or a chapter
SHORTEST = 3  # letters of a term
FEWEST = 2  # passages that have a term: one that is nowhere else finds nothing


@dataclass(frozen=True, slots=True)
class MoreLikeThis:
    """The passages most like another one."""

    terms: tuple[str, ...]  # the words that they were looked for by, the weightiest first
    request: SearchRequest
    hits: tuple[Hit, ...]

    @property
    def words_request(self) -> SearchRequest:
        """The request, which has no names to read."""
        return self.request


def more_like_this(
    engine: Engine, passage: Passage, limit: int = 10, excludes_same_country: bool = False
) -> MoreLikeThis:
    """Return the passages that share most with one, best first.

    `excludes_same_country` leaves out its country, or its chapter.
    """
    code = parse_reference(passage.text_id).code
    country = taxonomy().country(code) if code else None
    named = country.names if country else ()
    names = {word for name in named for word in words(name)}
    total = engine.search(SearchRequest.make(limit=1)).total
    counts = Counter(word for word in words(passage.text) if word not in names and _may_be_top_term(word))
    terms = top_terms(counts, engine.passages_with(counts), total)
    text = _any_of(form for word in terms for form in _forms(engine, word))
    if excludes_same_country and text:
        text = f"({text}) -{f'country:{code}' if code else f'chapter:{passage.text_id}'}"
    request = SearchRequest.make(text, limit=limit + 1, reads_names=False)
    hits = engine.search(request).hits if terms else ()
    others = tuple(replace(hit, matched="related") for hit in hits if hit.id != passage.id)[:limit]
    return MoreLikeThis(terms, request.changed(limit=limit), others)


def _forms(engine: Engine, word: str) -> list[str]:
    """Return the forms of a word that the index has, those of most passages first; nothing else is searched for it."""
    root = stem(word)
    start = word[: max(SHORTEST, len(root) - 1)]  # the last letter of a stem may differ: "countri" of "country"
    return [form for form in engine.starting(start, _LOOKED_AT) if stem(form) == root][:FORMS] or [word]


def _any_of(forms: Iterable[str]) -> str:
    """Return the query for any of these words in just this form; as many of them as a query can have."""
    text = ""
    for form in forms:
        longer = f'{text} OR ="{form}"' if text else f'="{form}"'
        if len(longer) > LONGEST - _REST:
            break
        text = longer
    return text


def top_terms(counts: Mapping[str, int], passages_with: Mapping[str, int], total: int) -> tuple[str, ...]:
    """Return the top terms of a text by TF-IDF among `total` passages, best first, one of each stem.

    Sources: Spärck Jones, "A statistical interpretation of term specificity and its application in retrieval", 1972;
    for 1 + log(count), Manning, Raghavan and Schütze, "Introduction to Information Retrieval", 2008, section 6.4.1.
    """
    weights = {
        word: (1 + log(count)) * log(total / passages_with[word])
        for word, count in counts.items()
        if FEWEST <= passages_with[word] < total
    }
    of_stem: dict[str, str] = {}
    for word in sorted(weights, key=lambda word: (-weights[word], word)):
        of_stem.setdefault(stem(word), word)
    return tuple(of_stem.values())[:TOP_TERMS]


def _may_be_top_term(word: str) -> bool:
    """Tell whether a word may be a top term: neither short, nor common, nor a number."""
    return len(word) >= SHORTEST and word.isalpha() and word not in STOP_WORDS
