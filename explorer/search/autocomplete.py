"""Autocomplete: the countries, indicators, sections and frequent words that complete the typed text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, zip_longest

from explorer.model.taxonomy import name_key, taxonomy
from explorer.search.engine import Engine
from explorer.search.request import LONGEST
from explorer.text.analysis import STOP_WORDS, stem, tokens, words
from explorer.text.punctuation import LOOKALIKES

MOST = 5
SHORTEST = 2  # letters typed before anything is suggested
_TAIL = 4  # words at the end of the typed text that may be the start of a name
_WORDS = 20  # frequent words that are looked at
_GOING_ON = re.compile(r"[:~*]$|\w[-']$")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One completion."""

    kind: str  # "country", "indicator", "section" or "word"
    label: str  # "Kyrgyzstan"
    text: str  # the whole query with it in place, 'border country:"Kyrgyzstan"'


def suggest(engine: Engine, typed: str) -> tuple[Suggestion, ...]:
    """Return at most MOST completions of the typed text, of each kind in turn. Raises IndexUnavailableError."""
    typed_tokens = list(tokens(typed))
    if not typed_tokens or typed_tokens[-1].end != len(typed) or len(typed) > LONGEST:
        return ()
    starts = sorted({token.start for token in typed_tokens})[-_TAIL:]
    for start in starts:
        tail = name_key(typed[start:])
        if len(tail) < SHORTEST or _is_in_field(typed, start):
            continue
        named = [_named(kind, names, tail) for kind, names in _names()]
        last = start == starts[-1]
        kinds = [*named, _frequent(engine, words(typed[start:])[-1])] if last else named
        in_turn: dict[str, Completion] = {}  # by label: a name that is also a word is suggested once
        for completion in filter(None, chain.from_iterable(zip_longest(*kinds))):
            in_turn.setdefault(name_key(completion[1]), completion)
        if in_turn:
            first = list(in_turn.values())[:MOST]
            return tuple(Suggestion(kind, label, typed[:start] + value) for kind, label, value in first)
    return ()


Completion = tuple[str, str, str]  # kind, label, text to type
Names = Iterable[tuple[str, str, tuple[str, ...]]]  # label, text to type, every spelling


def _names() -> Iterator[tuple[str, Names]]:
    known = taxonomy()
    yield (
        "country",
        ((country.name, f'country:"{country.name}"', (country.name, *country.also)) for country in known.countries),
    )
    yield (
        "indicator",
        (
            (indicator.label, f"indicator:{indicator.slug}", (indicator.label, *indicator.also))
            for indicator in known.indicators
        ),
    )
    yield "section", ((heading.title, f"section:{heading.slug}", (heading.title,)) for heading in known.headings)


def _named(kind: str, names: Names, tail: str) -> list[Completion]:
    """Return the names of a kind with a word that starts with the tail, best first; other spellings are last."""
    ranked: list[tuple[int, str, str]] = []
    for label, value, spellings in names:
        ranks = [
            _rank(spelling, tail) + 2 * (spelling != label)
            for spelling in spellings
            if f" {tail}" in f" {name_key(spelling)}"
        ]
        if ranks:
            ranked.append((min(ranks), label, value))
    return [(kind, label, value) for _, label, value in sorted(ranked)]


def _rank(name: str, tail: str) -> int:
    return 0 if name_key(name).startswith(tail) else 1


def _frequent(engine: Engine, start: str) -> list[Completion]:
    """Return the words of most passages that start with some letters, one of each stem."""
    of_stem: dict[str, str] = {}
    for word in engine.starting(start, _WORDS):
        if word not in STOP_WORDS and word.isalpha():
            of_stem.setdefault(stem(word), word)
    return [("word", word, word) for word in of_stem.values() if word != start]


def _is_in_field(typed: str, start: int) -> bool:
    """Tell whether the typed word continues a field, a compound or a quotation, and is not to be replaced alone."""
    before = typed[:start].translate(LOOKALIKES)
    return _GOING_ON.search(before) is not None or before.count('"') % 2 == 1
