"""The linear model of linking: how far the words of a sentence speak for each indicator, in log-odds.

The log-odds of a sentence are a sum: what the section gives, what each entry of the vocabulary gives by its strength,
and what each word of the context gives. `python -m benchmarks.fit_links` learns these weights from labelled sentences
by logistic regression; `index/links/weights.csv` and `context.csv` have them, and there is nothing else in the model.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from explorer.core.errors import VocabularyError
from explorer.linking.sentence_context import ContextTerm
from explorer.linking.strengths import STRENGTHS
from explorer.model.taxonomy import PILLARS, taxonomy

MOST_ENTRIES = 2  # of one strength that count in a sentence
# The columns of weights.csv: what a sentence has in sections on markets, on actors and on resilience, and more in a
# section about the indicator; then what an entry of each strength gives, and more in a section about the indicator.
PLACES = (*PILLARS, "section")
COLUMNS = (*PLACES, *STRENGTHS, *(f"section {strength}" for strength in STRENGTHS))

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class WeighedWord:
    """A word of the context, and the log-odds that it gives an indicator."""

    word: ContextTerm
    weight: float


@dataclass(frozen=True)
class LinkModel:
    """The weights of all indicators, each array in the order of the taxonomy."""

    weights: Floats  # float64[indicators, COLUMNS]
    context: Mapping[str, Floats]  # of each word, float64[indicators]

    @cached_property
    def _nothing(self) -> Floats:
        return np.zeros(len(self.weights))

    def log_odds(self, sentence: "SentenceFeatures", places: Floats) -> Floats:
        """Return float64[indicators], the log-odds of a sentence in a section of these `place_features`."""
        entries = (self.weights * entry_features(sentence.counts, places)).sum(axis=1)
        log_odds: Floats = entries + self._context_of(sentence).sum(axis=0)
        return log_odds

    def most(self, sentence: "SentenceFeatures") -> Floats:
        """Return float64[indicators], the highest weight that a word of the context has for each, or 0."""
        most: Floats = self._context_of(sentence).max(axis=0)
        return most

    def _context_of(self, sentence: "SentenceFeatures") -> Floats:
        """Return the weights of a sentence's words, below a row of zeros: float64[1 + words, indicators]."""
        return np.array([self._nothing, *(self.context[stems] for stems in sentence.stems if stems in self.context)])

    def entry_weight(self, indicator: int, strength: str, is_about: bool) -> float:
        """Return what an entry of a strength gives an indicator, in a section about it or not."""
        weight = self.weights[indicator, COLUMNS.index(strength)]
        return float(weight + (self.weights[indicator, COLUMNS.index(f"section {strength}")] if is_about else 0))

    def weighed_words(self, sentence: "SentenceFeatures", indicator: int) -> Iterator[WeighedWord]:
        """Yield the words of a sentence that have a weight for an indicator, each where it first occurs."""
        for word in sentence.stems.values():
            if weight := float(self.context.get(word.stems, self._nothing)[indicator]):
                yield WeighedWord(word, weight)


@dataclass(frozen=True)
class SentenceFeatures:
    """What the model reads of a sentence."""

    counts: Floats  # float64[indicators, STRENGTHS], the entries of the vocabulary that match
    words: tuple[ContextTerm, ...]  # and pairs, and for each indicator and strength whether an entry matches

    @cached_property
    def stems(self) -> Mapping[str, ContextTerm]:
        """The words by their stems, each where it first occurs, in reading order."""
        first: dict[str, ContextTerm] = {}
        for word in self.words:
            first.setdefault(word.stems, word)
        return first


def entry_term(indicator: str, strength: str) -> str:
    """Return how context.csv writes that an entry of an indicator matches: it is context for all others."""
    return f"[{indicator} {strength}]"


@lru_cache(maxsize=1_024)
def place_features(section: str) -> Floats:
    """Return float64[indicators, PLACES], the features of a section: its pillar, and whether it is about each.

    A section of a chapter has no pillar; it gets a share of each.
    """
    known = taxonomy()
    own = next((heading.indicators for heading in known.headings if heading.slug == section), ())
    pillars = {known.indicator(slug).pillar for slug in own} or set(PILLARS)
    shares = [float(pillar in pillars) / len(pillars) for pillar in PILLARS]
    return np.array([[*shares, float(indicator.slug in own)] for indicator in known.indicators])


def entry_features(counts: Floats, places: Floats) -> Floats:
    """Return the features that COLUMNS weighs.

    `counts` is float64[…, STRENGTHS], `places` float64[…, PLACES]; returns float64[…, COLUMNS].
    """
    capped = np.minimum(counts, MOST_ENTRIES)
    return np.concatenate((places, capped, capped * places[..., -1:]), axis=-1)


def probabilities(log_odds: Floats) -> Floats:
    """Return the probabilities of log-odds."""
    odds: Floats = 1 / (1 + np.exp(-log_odds))
    return odds


def read_model(folder: Path) -> LinkModel:
    """Read weights.csv and context.csv. Raises VocabularyError."""
    slugs = [indicator.slug for indicator in taxonomy().indicators]
    weights = np.zeros((len(slugs), len(COLUMNS)))
    context: dict[str, Floats] = {}
    seen = set()
    for place, (slug, *numbers) in _read_rows(folder / "weights.csv", ("indicator", *COLUMNS)):
        weights[_number_of(slug, slugs, place)] = [_weight(number, place) for number in numbers]
        seen.add(slug)
    if missing := [slug for slug in slugs if slug not in seen]:
        raise VocabularyError(f"{folder / 'weights.csv'}: there is no row for {', '.join(missing)}.")
    for place, (slug, word, number) in _read_rows(folder / "context.csv", ("indicator", "word", "weight")):
        row = context.setdefault(word, np.zeros(len(slugs)))
        row[_number_of(slug, slugs, place)] = _weight(number, place)
    return LinkModel(weights, context)


def write_model(folder: Path, model: LinkModel) -> None:
    """Write weights.csv and context.csv, to hundredths; the words of an indicator by weight, those against it last."""
    slugs = [indicator.slug for indicator in taxonomy().indicators]
    rows = [
        (-row[number], slug, word, row[number])
        for word, row in model.context.items()
        for number, slug in enumerate(slugs)
        if round(row[number], 2)
    ]
    rows.sort(key=lambda row: (slugs.index(row[1]), row[0], row[2]))
    with (folder / "weights.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("indicator", *COLUMNS))
        writer.writerows((slug, *(f"{number:.2f}" for number in model.weights[at])) for at, slug in enumerate(slugs))
    with (folder / "context.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("indicator", "word", "weight"))
        writer.writerows((slug, word, f"{weight:.2f}") for _, slug, word, weight in rows)


def _read_rows(path: Path, header: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
    """Yield the rows after the header, each with its place, "context.csv:12"."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise VocabularyError(f"{path}: the file cannot be read ({error}).") from error
    if not rows or tuple(rows[0]) != header:
        raise VocabularyError(f"{path}:1: the first line must be {','.join(header)}.")
    for line, row in enumerate(rows[1:], 2):
        if len(row) != len(header):
            raise VocabularyError(f"{path}:{line}: {len(header)} values are expected, not {len(row)}.")
        yield f"{path}:{line}", row


def _number_of(slug: str, slugs: list[str], place: str) -> int:
    if slug not in slugs:
        raise VocabularyError(f"{place}: there is no indicator {slug!r}.")
    return slugs.index(slug)


def _weight(written: str, place: str) -> float:
    try:
        return float(written)
    except ValueError:
        raise VocabularyError(f"{place}: {written!r} is not a number.") from None
