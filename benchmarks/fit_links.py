"""Learn the weights of linking from labelled sentences, and write them for everyone to read.

    python -m benchmarks.fit_links [--least EFFECT] [--into FOLDER]

Reads `benchmarks/judgements/sentences/` and the vocabulary with its examples, and writes weights.csv and context.csv
into `index/links/`. Each indicator is a logistic regression with an L2 penalty, which is the lower for a word the more
it tells by itself. Of the words and pairs of words that occur in enough sentences, those with enough effect are worth a
line. Sentences with a borderline label are left out of that indicator's fit.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from explorer.core import paths
from explorer.linking.link_model import (
    COLUMNS,
    PLACES,
    Floats,
    LinkModel,
    entry_features,
    place_features,
    probabilities,
    write_model,
)
from explorer.linking.linker import Linker
from explorer.linking.strengths import SUGGESTS
from explorer.linking.vocabulary import Vocabulary, read_vocabulary
from explorer.linking.vocabulary_check import example_section
from explorer.model.taxonomy import taxonomy

SENTENCES = Path(__file__).resolve().parent / "judgements" / "sentences"
LEAST_OFTEN = 6  # sentences in which a word or pair must occur
LEAST_EFFECT = 2.0  # of a word on an indicator: its weight times the root of the number of sentences that have it
PENALTY = 4.0  # of the squared weight of a word of the context, over two, where it tells as much as e to 1
LEAST_TOLD = 0.1  # log-odds that a word tells by itself, at least
ENTRY_PENALTY = 0.25  # of that of an entry: it is in the vocabulary for a reason
PLACE_PENALTY = 0.01  # of what a sentence has without any words
EXAMPLE_WEIGHT = 10.0  # of an example of the vocabulary: it counts as so many sentences of profiles
NEWTON_STEPS = 6
CONJUGATE_STEPS = 20  # of each
TINY = 1e-300

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class LabelledSentence:
    """A sentence with the indicators that it was judged to be evidence for."""

    country: str  # code; empty in an example, which is about none
    section: str  # slug
    text: str
    labels: frozenset[str]
    borderline: frozenset[str]
    weight: float = 1.0  # as so many sentences


def read_sentences(folder: Path = SENTENCES) -> Iterator[LabelledSentence]:
    """Yield the labelled sentences of a folder's profiles."""
    for path in sorted(folder.glob("*.txt")):
        country = section = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("country: "):
                country = line.removeprefix("country: ")
            elif line.startswith("## "):
                section = line.removeprefix("## ")
            elif "||" in line:
                text, _, written = line.rpartition("||")
                labels = [label.strip() for label in written.split(";") if label.strip()]
                yield LabelledSentence(
                    country,
                    section,
                    text.strip(),
                    frozenset(label for label in labels if not label.startswith("?")),
                    frozenset(label[1:] for label in labels if label.startswith("?")),
                )


def example_sentences(vocabulary: Vocabulary) -> Iterator[LabelledSentence]:
    """Yield the examples that must be linked, as sentences that tell nothing of other indicators."""
    slugs = frozenset(topic.indicator for topic in vocabulary.topics)
    for topic in vocabulary.topics:
        for entry in topic.entries:
            if entry.strength != SUGGESTS:
                own = frozenset({topic.indicator})
                yield LabelledSentence(
                    "", example_section(topic.indicator), entry.example, own, slugs - own, EXAMPLE_WEIGHT
                )


class TermMatrix:
    """The words and pairs of sentences: which sentence has which term."""

    def __init__(self, rows: Numbers, columns: Numbers, shape: tuple[int, int]) -> None:
        """Take the row and the column of each term of each sentence, in the order of the rows."""
        self.shape = shape
        order = np.argsort(columns, kind="stable")
        self._columns, self._rows = columns, rows[order]
        self._row_starts = np.searchsorted(rows, np.arange(shape[0]))
        self._column_starts = np.searchsorted(columns[order], np.arange(shape[1]))
        self._empty_rows = np.bincount(rows, minlength=shape[0]) == 0

    def times(self, weights: Floats) -> Floats:
        """Return the product with float64[terms, indicators]."""
        padded = np.vstack((weights[self._columns], np.zeros((1, weights.shape[1]))))
        product: Floats = np.add.reduceat(padded, self._row_starts, axis=0)
        product[self._empty_rows] = 0
        return product

    def transposed_times(self, values: Floats) -> Floats:
        """Return the product of the transposed matrix with float64[sentences, indicators]."""
        product: Floats = np.add.reduceat(values[self._rows], self._column_starts, axis=0)
        return product


@dataclass(frozen=True)
class TrainingData:
    """Labelled sentences as arrays."""

    entries: Floats  # float64[sentences, indicators, COLUMNS]
    terms: TermMatrix
    stems: Sequence[str]  # of the terms
    labels: Floats  # float64[sentences, indicators], 1 where a sentence is evidence
    counted: Floats  # float64[sentences, indicators], the weights of the sentences, 0 where the label is borderline


def everything_learned(vocabulary: Vocabulary) -> TrainingData:
    """Read all labelled sentences and the examples of a vocabulary, with a linker that weighs nothing yet."""
    nothing = LinkModel(np.zeros((len(vocabulary.topics), len(COLUMNS))), {})
    return training_data((*read_sentences(), *example_sentences(vocabulary)), Linker(vocabulary, nothing))


def training_data(sentences: Sequence[LabelledSentence], linker: Linker) -> TrainingData:
    """Read labelled sentences as the linker does."""
    slugs = [indicator.slug for indicator in taxonomy().indicators]
    read = [[part.features for part in linker.read_sentences(line.text, line.country)] for line in sentences]
    stems_of = [sorted({stems for part in parts for stems in part.stems}) for parts in read]
    often = Counter(stems for sentence in stems_of for stems in sentence)
    stems = sorted(term for term, count in often.items() if count >= LEAST_OFTEN)
    numbers = {term: number for number, term in enumerate(stems)}
    cells = [(row, numbers[term]) for row, sentence in enumerate(stems_of) for term in sentence if term in numbers]
    rows, columns = np.array(cells, dtype=np.int64).T
    counts = np.array([np.sum([part.counts for part in parts], axis=0) for parts in read])
    places = {section: place_features(section) for section in {line.section for line in sentences}}
    return TrainingData(
        entries=entry_features(counts, np.array([places[line.section] for line in sentences])),
        terms=TermMatrix(rows, columns, (len(sentences), len(stems))),
        stems=stems,
        labels=np.array([[slug in line.labels for slug in slugs] for line in sentences], dtype=float),
        counted=np.array([[line.weight * (slug not in line.borderline) for slug in slugs] for line in sentences]),
    )


@dataclass(frozen=True)
class Weights:
    """What is fitted, for all indicators at once."""

    columns: Floats  # float64[indicators, COLUMNS]
    terms: Floats  # float64[terms, indicators]

    def plus(self, other: "Weights", factor: Floats) -> "Weights":
        """Add another, times float64[indicators]."""
        return Weights(self.columns + factor[:, None] * other.columns, self.terms + factor * other.terms)

    def dot(self, other: "Weights") -> Floats:
        """Return float64[indicators], the products with another."""
        product: Floats = (self.columns * other.columns).sum(axis=1) + (self.terms * other.terms).sum(axis=0)
        return product


class Regression:
    """The logistic regressions of all indicators, fitted by Newton's method with conjugate gradients."""

    def __init__(self, data: TrainingData, mask: Floats) -> None:
        """Take the data and the mask, float64[terms, indicators], 0 where a term is left out."""
        self._data = data
        self._term_penalties = term_penalties(data)
        self._mask = mask
        places = len(PLACES)
        self._penalties = np.array([PLACE_PENALTY] * places + [ENTRY_PENALTY] * (len(COLUMNS) - places))

    def fit(self) -> Weights:
        """Return the weights."""
        weights = Weights(np.zeros(self._data.entries.shape[1:]), np.zeros(self._mask.shape))
        for _ in range(NEWTON_STEPS):
            expected = probabilities(self._products(weights))
            residuals = (self._data.labels - expected) * self._data.counted
            curvature = expected * (1 - expected) * self._data.counted
            gradient = self._sums(residuals).plus(self._penalized(weights), -np.ones(len(weights.columns)))
            weights = weights.plus(self._solve(curvature, gradient), np.ones(len(weights.columns)))
        return weights

    def _products(self, weights: Weights) -> Floats:
        """Return float64[sentences, indicators], the log-odds."""
        product: Floats = np.einsum("sic,ic->si", self._data.entries, weights.columns)
        return product + self._data.terms.times(weights.terms)

    def _sums(self, values: Floats) -> Weights:
        """Return the sums of float64[sentences, indicators] for every weight."""
        columns = np.einsum("sic,si->ic", self._data.entries, values)
        return Weights(columns, self._data.terms.transposed_times(values) * self._mask)

    def _penalized(self, weights: Weights) -> Weights:
        return Weights(weights.columns * self._penalties, weights.terms * self._term_penalties)

    def _solve(self, curvature: Floats, gradient: Weights) -> Weights:
        """Return the step of Newton's method, by conjugate gradients scaled by the diagonal."""
        diagonal = Weights(
            np.einsum("sic,si->ic", self._data.entries**2, curvature) + self._penalties,
            self._data.terms.transposed_times(curvature) + self._term_penalties,
        )
        ones = np.ones(len(gradient.columns))
        step = gradient.plus(gradient, -ones)
        rest, scaled = gradient, _divided(gradient, diagonal)
        direction, size = scaled, gradient.dot(scaled)
        for _ in range(CONJUGATE_STEPS):
            image = self._sums(curvature * self._products(direction)).plus(self._penalized(direction), ones)
            length = size / np.maximum(direction.dot(image), TINY)
            step, rest = step.plus(direction, length), rest.plus(image, -length)
            scaled = _divided(rest, diagonal)
            before, size = size, rest.dot(scaled)
            direction = scaled.plus(direction, size / np.maximum(before, TINY))
        return step


def _divided(weights: Weights, by: Weights) -> Weights:
    return Weights(weights.columns / by.columns, weights.terms / by.terms)


def term_penalties(data: TrainingData) -> Floats:
    """Return float64[terms, indicators], what a squared weight costs: the less, the more the term tells by itself.

    What it tells is the log-ratio of its shares of the sentences that are evidence and of those that are not. Source:
    Wang and Manning, "Baselines and bigrams: simple, good sentiment and topic classification", ACL 2012; there a term
    is scaled by its log-ratio, which is the same as to divide its penalty by the square of it.
    """
    evidence, other = data.labels * data.counted, (1 - data.labels) * data.counted
    shares = [
        (data.terms.transposed_times(sentences) + 1) / (sentences.sum(axis=0) + 2) for sentences in (evidence, other)
    ]
    told: Floats = np.maximum(np.abs(np.log(shares[0] / shares[1])), LEAST_TOLD)
    return PENALTY / told**2


def fit(data: TrainingData, least: float = LEAST_EFFECT, keep: npt.NDArray[np.bool_] | None = None) -> LinkModel:
    """Fit every indicator with all terms, and keep the terms that have at least this effect.

    `keep` is bool[terms], False where a term is left out; an entry is no context of its own indicator.
    """
    slugs = [indicator.slug for indicator in taxonomy().indicators]
    mask = np.array([[not stems.startswith(f"[{slug} ") for slug in slugs] for stems in data.stems], dtype=float)
    if keep is not None:
        mask *= keep[:, None]
    weights = Regression(data, mask).fit()
    often = data.terms.transposed_times(np.ones((len(data.labels), 1)))
    terms = np.where(np.abs(weights.terms) * np.sqrt(often) >= least, weights.terms, 0)
    context = {stems: row for stems, row in zip(data.stems, terms, strict=True) if row.any()}
    return LinkModel(weights.columns, context)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--least", type=float, default=LEAST_EFFECT, help="effect of a word that is worth a line")
    parser.add_argument("--into", type=Path, default=paths.links_folder())
    arguments = parser.parse_args()
    data = everything_learned(read_vocabulary(paths.links_folder()))
    model = fit(data, arguments.least)
    write_model(arguments.into, model)
    print(f"{len(data.labels):,} sentences, {len(model.context):,} words and pairs of the context")


if __name__ == "__main__":
    main()
