"""Autocomplete in four groups: pages to go to, searches in a country or section, words that texts have, and fields."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import Literal, NamedTuple

from explorer.model.addresses import HELP, SEARCH, with_query
from explorer.model.series import all_series
from explorer.model.taxonomy import name_key, taxonomy
from explorer.search.engine import Engine
from explorer.search.query.name_context import SMALL, is_excluded, query_words
from explorer.search.query.names import understand
from explorer.search.query.nodes import FACETS, NAMES, NEW, NOTE
from explorer.search.request import LONGEST, SearchRequest
from explorer.text.analysis import tokens, words
from explorer.text.punctuation import LOOKALIKES, strip_invisible
from explorer.text.stems import stem
from explorer.text.stop_words import STOP_WORDS

Group = Literal["go to", "search in", "words", "fields"]
MOST_OF_GROUP = {"go to": 3, "search in": 4, "words": 4, "fields": 2}
KINDS_OF_SUGGESTION = ("country", "indicator", "chapter", "region", "continent", "section", "word", "field")
MOST = sum(MOST_OF_GROUP.values())
SHORTEST = 2  # letters typed before anything is suggested
SHORTEST_FIELD = 3  # letters of the name of a field
_TAIL = 4  # words at the end of the typed text that may be the start of a name
_WORDS = 20  # frequent words that are looked at
_CANDIDATES = 2 * MOST_OF_GROUP["words"]  # words whose passages are counted, a search each
_key = lru_cache(maxsize=4096)(name_key)  # of the names, which are the same at every letter that is typed
_OPERATOR = re.compile(r"(?<!\S)(?:AND|OR|NOT)$")
_SPACE = re.compile(" ")
_GOING_ON = re.compile(r"[:~*]$|\w[-']$")
_FIELD_VALUE = re.compile(r'(?<![^\s(-])(?P<field>[A-Za-z]+):\s*"?(?P<value>[^\s":][^":]*)$')
_ABOUT = re.compile(r"(?<!\S)about\s*$", re.IGNORECASE)
_WITHIN = {"indicator": "linked to", "about": "about"}  # and else "in"


@dataclass(frozen=True, slots=True)
class Destination:
    """A page that the name of something leads to."""

    kind: str  # "country", "indicator" or "chapter"
    label: str  # "Kyrgyzstan"
    path: str
    spellings: tuple[str, ...]  # every name of it


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One completion."""

    group: Group
    kind: str  # one of KINDS_OF_SUGGESTION
    label: str  # "Kyrgyzstan", "“border” in Kyrgyzstan"
    text: str  # the whole query with it in place, "border Kyrgyzstan"
    path: str  # of the page to go to, or of the search
    passages: int | None = None  # that have every word of the query, where it is a word


def suggest(engine: Engine, typed: str, destinations: Iterable[Destination] = ()) -> tuple[Suggestion, ...]:
    """Return the completions of the typed text, at most MOST, group by group. Raises IndexUnavailableError.

    Where the value of a field is being typed, they are the values that start with it.
    """
    typed = strip_invisible(typed)
    typed_tokens = list(tokens(typed))
    if not typed_tokens or typed_tokens[-1].end != len(typed) or len(typed) > LONGEST or _OPERATOR.search(typed):
        return ()
    if values := _field_values(typed):
        return tuple(values[: MOST_OF_GROUP["search in"]])
    starts = sorted({token.start for token in typed_tokens})[-_TAIL:]
    named = (_named(typed[:start], typed[start:], destinations) for start in starts if not _is_in_field(typed, start))
    suggestions = next(filter(None, named), [])
    known = {name_key(name) for suggestion in suggestions for name in (suggestion.label, suggestion.text)}
    if not _is_in_field(typed, starts[-1]):
        last = _frequent(engine, typed[: starts[-1]], typed[starts[-1] :])
        suggestions += [word for word in last if name_key(word.text) not in known]
        suggestions += _fields(typed[: starts[-1]], typed[starts[-1] :])[: MOST_OF_GROUP["fields"]]
    return tuple(suggestions)


def _field_values(typed: str) -> list[Suggestion]:
    """Return the queries with each value that the typed end of a field's value may become: "about:her"."""
    match = _FIELD_VALUE.search(typed.translate(LOOKALIKES))
    if match is None or typed[: match.start()].translate(LOOKALIKES).count('"') % 2:
        return []
    field, keys = match["field"].casefold(), _keys(match["value"])
    if len(keys[0]) < SHORTEST:
        return []
    searches = []
    for name in _filters_of(field, keys):
        text = typed[: match.start()] + _as_field(name)
        if text != typed:
            searches.append(_search(name, f"{field}: {name.label}", text))
    return searches


def _fields(before: str, start: str) -> list[Suggestion]:
    """Return the fields whose names start with some letters, to be followed by a value."""
    typed = start.casefold()
    names = (name for name in (*FACETS, NAMES, NEW, NOTE) if len(typed) >= SHORTEST_FIELD and name.startswith(typed))
    return [Suggestion("fields", "field", f"{name}:", f"{before}{name}:", f"{HELP}#fields") for name in names]


def _named(before: str, tail: str, destinations: Iterable[Destination]) -> list[Suggestion]:
    """Return the pages to go to, and the searches for the words before, by the names that start with a tail."""
    keys = _keys(tail)
    if len(keys[0]) < SHORTEST:
        return []
    pages = [] if before.strip() else _pages(destinations, keys)[: MOST_OF_GROUP["go to"]]
    return pages + _searches(before, keys)[: MOST_OF_GROUP["search in"]]


def _keys(tail: str) -> tuple[str, ...]:
    """Return what a name may start with: a last "st" is that of Saint Lucia, and of state-embedded actors."""
    key = name_key(tail)
    return (key, key.removesuffix("aint") + "t") if tail.casefold().endswith("st") and key.endswith("saint") else (key,)


class _Name(NamedTuple):
    """A filter by its name."""

    kind: str
    label: str
    value: str
    spellings: tuple[str, ...]


@cache
def _filters() -> tuple[_Name, ...]:
    """Return every filter that has a name."""
    return tuple(_named_filters())


def _named_filters() -> Iterator[_Name]:
    known = taxonomy()
    for country in known.countries:
        yield _Name("country", country.name, country.code, (country.name, *country.also))
    for region in known.regions:
        yield _Name("region", region.name, region.name, (region.name, *region.also))
    for continent in known.continents:
        yield _Name("continent", continent, continent, (continent,))
    for heading in known.headings:
        yield _Name("section", heading.title, heading.slug, (heading.title,))
    for kind in ("about", "indicator"):
        for indicator in known.indicators:
            yield _Name(kind, indicator.label, indicator.slug, (indicator.label, *indicator.also))
    for series in all_series().values():
        yield _Name("series", series.name, series.slug, (series.slug, series.name))


def _filters_of(kind: str, keys: Sequence[str]) -> list[_Name]:
    """Return the filters of a kind whose names start as the keys do, best first."""
    ranked = [
        (rank, name.label, name) for name in _filters() if name.kind == kind and (rank := _rank(name, keys)) is not None
    ]
    return [name for _, _, name in sorted(ranked, key=lambda row: row[:2])]


def _pages(destinations: Iterable[Destination], keys: Sequence[str]) -> list[Suggestion]:
    ranked = [(rank, page.label, page) for page in destinations if (rank := _rank(page, keys)) is not None]
    ordered = sorted(ranked, key=lambda row: row[:2])
    return [Suggestion("go to", page.kind, label, label, page.path) for _, label, page in ordered]


def _searches(before: str, keys: Sequence[str]) -> list[Suggestion]:
    """Return the searches for the words before in all whose name starts with the tail, best first.

    Without words before it, the name of a country or indicator leads to its page instead. After OR and words such as
    "without" there are none: they would not search in what is named.
    """
    if _ABOUT.search(before):
        rest = _ABOUT.sub("", before)
        if _operators_after(rest.strip()) or _is_after_exclusion(rest):
            return []
        if about := _searches_about(rest, keys):
            return about
    typed = before.strip()
    operators = _operators_after(typed)
    excludes = "NOT" in operators or operators.endswith("-")
    if "OR" in operators.split() or (not excludes and _is_after_exclusion(before)):
        return []
    ranked = [
        (rank, name)
        for name in _filters()
        if name.kind != "series"  # few corpora have several: it is offered after its field alone
        and (typed or name.kind not in ("country", "indicator", "about"))
        and (rank := _rank(name, keys)) is not None
    ]
    searched = _searched(typed.removesuffix(operators))
    searches = []
    # What is linked to an indicator comes after what is about it, which is fewer passages.
    for _, name in sorted(ranked, key=lambda row: (row[0], row[1].kind == "indicator", row[1].label)):
        within = _WITHIN.get(name.kind, "in")
        if excludes:
            within = f"not {within}" if name.kind in _WITHIN else "without"
        searches.append(_search(name, f"{searched} {within} {name.label}", before + _typed_name(before, name)))
    return searches


def _searches_about(before: str, keys: Sequence[str]) -> list[Suggestion]:
    """Return the searches for some words in what is about each indicator that starts with the tail."""
    return [
        _search(name, f"{_searched(before)} about {name.label}", before + _as_field(name))
        for name in _filters_of("about", keys)
    ]


def _search(name: _Name, label: str, text: str) -> Suggestion:
    kind = "indicator" if name.kind == "about" else name.kind
    return Suggestion("search in", kind, label, text, with_query(SEARCH, q=text))


def _searched(typed: str) -> str:
    """Return what a search with more filters is for: "“heroin”", or "All passages"."""
    words_before = _without_small_words(typed)
    return f"“{words_before}”" if words_before else "All passages"


def _operators_after(typed: str) -> str:
    """Return the operators, opening brackets and "-" at the end of some words."""
    rest = typed.rstrip("-( ")
    while (last := rest.rpartition(" ")[2]) in ("AND", "OR", "NOT"):
        rest = rest.removesuffix(last).rstrip("-( ")
    return typed[len(rest) :]


def _is_after_exclusion(before: str) -> bool:
    """Tell whether a name after some words would be excluded by them."""
    typed = f"{before.translate(LOOKALIKES)}x"
    typed_words = list(query_words(typed))
    return is_excluded(typed, typed_words, len(typed_words) - 1, size=1)


def _without_small_words(typed: str) -> str:
    """Return words without the small ones at their end: "heroin in" is "heroin"."""
    while (last := typed.rstrip().rpartition(" ")[2]) and last.casefold() in SMALL:
        typed = typed.rstrip().removesuffix(last)
    return typed.strip()


def _typed_name(before: str, name: _Name) -> str:
    """Return the text that is a filter after the words before: its name where that is understood, else a field."""
    understood = understand(before + name.label)
    if understood and understood.filters == ((name.kind, name.value),) and understood.text:
        return name.label
    return _as_field(name)


def _as_field(name: _Name) -> str:
    """Return a filter as a field of the query language."""
    value = f'"{name.label}"' if name.kind in ("country", "region") else name.value
    return f"{name.kind}:{value}"


def _rank(name: Destination | _Name, keys: Iterable[str]) -> int | None:
    """Return how well a name starts with one of some keys, 0 best; None where it does not.

    Any word of the usual name may, small ones aside, but other spellings only as a whole, after "Republic of".
    """
    ranks = []
    for spelling in name.spellings:
        full = _key(spelling)
        head, of, _ = full.partition(" of ") if name.kind == "country" else ("", "", "")
        for key in keys:
            if spelling == name.label:
                if full.startswith(key):
                    ranks.append(0)
                elif any(_starts_word(full, word.start(), key) for word in _SPACE.finditer(full)):
                    ranks.append(1)
            elif full.startswith(key) and (not of or len(key) > len(head + of)):
                ranks.append(2)
    return min(ranks, default=None)


def _starts_word(full: str, space: int, key: str) -> bool:
    """Tell whether the word after a space of a name starts with a key; a small word only with the one after it."""
    rest = full[space + 1 :]
    return rest.startswith(key) and (" " in key or rest.partition(" ")[0] not in STOP_WORDS)


def _frequent(engine: Engine, before: str, tail: str) -> list[Suggestion]:
    """Return the words of most passages that start with some letters, one of each stem, as texts write them.

    Each has the number of passages that have every word of the query with it; where none has, it is left out.
    """
    start = words(tail)[-1]
    if len(start) < SHORTEST:
        return []
    of_stem: dict[str, str] = {}
    for word in engine.starting(start, _WORDS):
        if word not in STOP_WORDS and word.isalpha():
            of_stem.setdefault(stem(word), word)
    candidates = [word for word in of_stem.values() if word != start][:_CANDIDATES]
    return list(islice(_with_passages(engine, before, candidates), MOST_OF_GROUP["words"]))


def _with_passages(engine: Engine, before: str, candidates: Iterable[str]) -> Iterator[Suggestion]:
    """Yield the words with which the words before have passages."""
    for word in engine.written_words(candidates):
        text = before + _typed_word(before, word)
        if len(text) <= LONGEST and (passages := _passages(engine, text)):
            yield Suggestion("words", "word", word, text, with_query(SEARCH, q=text), passages)


def _typed_word(before: str, word: str) -> str:
    """Return the text that searches a word after the words before: in quotation marks where it would be a name."""
    understood = understand(before + word)
    is_name = understood is not None and any(name.end > len(before) for name in understood.names)
    return f'"{word}"' if is_name else word


def _passages(engine: Engine, text: str) -> int:
    """Return how many passages have every word of a query."""
    return engine.count(SearchRequest.make(text, scope="words")).total


def _is_in_field(typed: str, start: int) -> bool:
    """Tell whether the typed word continues a field, a compound or a quotation, and is not to be replaced alone."""
    before = typed[:start].translate(LOOKALIKES)
    return _GOING_ON.search(before) is not None or before.count('"') % 2 == 1
