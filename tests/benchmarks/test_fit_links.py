"""The weights of linking are learned from labelled sentences, by the regression that it says."""

import os
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from benchmarks.fit_links import (
    EXAMPLE_WEIGHT,
    PENALTY,
    Regression,
    TermMatrix,
    everything_learned,
    example_sentences,
    fit,
    read_sentences,
    term_penalties,
    training_data,
)
from explorer.core import paths
from explorer.linking.link_model import COLUMNS, LinkModel, probabilities, read_model
from explorer.linking.linker import Linker
from explorer.linking.strengths import SUGGESTS
from explorer.linking.vocabulary import read_vocabulary
from explorer.model.taxonomy import taxonomy

FOLDER = paths.links_folder()
SLUGS = [indicator.slug for indicator in taxonomy().indicators]


@pytest.fixture(scope="module")
def reader() -> Linker:
    """A linker that weighs nothing yet."""
    return Linker(read_vocabulary(FOLDER), LinkModel(np.zeros((len(SLUGS), len(COLUMNS))), {}))


def test_labels_are_read_by_sentence(tmp_path: Path) -> None:
    (tmp_path / "a-xyz.txt").write_text(
        "title: Constructed\ncountry: KEN\nedition: 2023\n\n## drugs\n"
        "Heroin is sold. || heroin-trade; ?law-enforcement\nIt rains. ||\n\n## trade\nA || B. || arms-trafficking\n",
        encoding="utf-8",
    )
    first, second, third = read_sentences(tmp_path)
    assert (first.country, first.section, first.text) == ("KEN", "drugs", "Heroin is sold.")
    assert (first.labels, first.borderline) == (frozenset({"heroin-trade"}), frozenset({"law-enforcement"}))
    assert (second.labels, second.borderline) == (frozenset(), frozenset())
    assert (third.section, third.text, third.labels) == ("trade", "A || B.", frozenset({"arms-trafficking"}))


def test_examples_that_must_be_linked_are_learned_for_their_own_indicator_alone(reader: Linker) -> None:
    examples = tuple(example_sentences(reader.vocabulary))
    entries = [entry for topic in reader.vocabulary.topics for entry in topic.entries if entry.strength != SUGGESTS]
    assert [example.text for example in examples] == [entry.example for entry in entries]
    assert all(len(example.labels) == 1 and example.labels | example.borderline == set(SLUGS) for example in examples)
    (first, *_), data = examples, training_data(examples, reader)
    assert data.counted[0].tolist() == [EXAMPLE_WEIGHT * (slug in first.labels) for slug in SLUGS]


def test_the_matrix_of_terms_multiplies_as_a_dense_one() -> None:
    dense = np.array([[1, 0, 1], [0, 0, 0], [0, 1, 1], [1, 1, 1], [0, 0, 0]], dtype=float)
    rows, columns = np.nonzero(dense)
    matrix = TermMatrix(rows, columns, dense.shape)
    weights, values = np.arange(6.0).reshape(3, 2), np.arange(10.0).reshape(5, 2)
    assert matrix.times(weights) == pytest.approx(dense @ weights)
    assert matrix.transposed_times(values) == pytest.approx(dense.T @ values)


def test_what_is_fitted_is_the_best_under_its_penalty(reader: Linker) -> None:
    data = training_data(tuple(islice(read_sentences(), 700)), reader)
    mask = np.ones((len(data.stems), len(SLUGS)))
    penalties = term_penalties(data)
    weights = Regression(data, mask).fit()
    log_odds = np.einsum("sic,ic->si", data.entries, weights.columns) + data.terms.times(weights.terms)
    residuals = (data.labels - probabilities(log_odds)) * data.counted
    gradient = data.terms.transposed_times(residuals) - penalties * weights.terms
    start = data.terms.transposed_times((data.labels - 0.5) * data.counted)
    assert np.linalg.norm(gradient) < 0.01 * np.linalg.norm(start)


def test_the_penalty_of_a_word_falls_with_the_square_of_what_it_tells_by_itself(reader: Linker) -> None:
    data = training_data(tuple(islice(read_sentences(), 700)), reader)
    penalties = term_penalties(data)
    number, told = data.stems.index("court"), SLUGS.index("judicial-system-and-detention")
    has_word = data.terms.times(np.eye(len(data.stems))[:, [number]])[:, 0]
    is_evidence, is_other = (
        data.labels[:, told] * data.counted[:, told],
        (1 - data.labels[:, told]) * data.counted[:, told],
    )
    shares = [(has_word @ sentences + 1) / (sentences.sum() + 2) for sentences in (is_evidence, is_other)]
    assert penalties[number, told] == pytest.approx(PENALTY / np.log(shares[0] / shares[1]) ** 2)
    assert penalties[number, told] < penalties[number, SLUGS.index("fauna-crimes")]


def test_words_of_little_effect_are_left_out(reader: Linker) -> None:
    data = training_data(tuple(islice(read_sentences(), 700)), reader)
    whole, few = fit(data, least=0), fit(data, least=2)
    assert len(few.context) < len(whole.context)
    assert all((row[row != 0] == whole.context[term][row != 0]).all() for term, row in few.context.items())
    assert (few.weights == whole.weights).all()


def test_a_word_of_an_indicator_speaks_for_it_and_borderline_sentences_count_for_nothing(reader: Linker) -> None:
    sentences = tuple(islice(read_sentences(), 1_500))
    data = training_data(sentences, reader)
    model = fit(data, least=0.1)
    assert model.weights[:, COLUMNS.index("names")].mean() > 1
    assert (model.weights[:, COLUMNS.index("section")] > 0).mean() > 0.75
    assert all(not row[SLUGS.index(term[1:].split()[0])] for term, row in model.context.items() if term[0] == "[")
    counted = [[slug not in sentence.borderline for slug in SLUGS] for sentence in sentences]
    assert data.counted.tolist() == np.array(counted, dtype=float).tolist()


if os.environ.get("OC_EXPLORER_SOAK"):  # it takes minutes

    def test_the_shipped_weights_are_what_the_command_makes(reader: Linker) -> None:
        made = fit(everything_learned(reader.vocabulary))
        shipped = read_model(FOLDER)
        assert made.weights == pytest.approx(shipped.weights, abs=0.02)
        assert all(row == pytest.approx(made.context[term], abs=0.02) for term, row in shipped.context.items())
