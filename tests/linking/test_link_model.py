"""The linear model: what it adds up, and the tables that it is written to."""

from pathlib import Path

import numpy as np
import pytest

from explorer.core import paths
from explorer.core.errors import VocabularyError
from explorer.linking.link_model import (
    COLUMNS,
    MOST_ENTRIES,
    PLACES,
    LinkModel,
    SentenceFeatures,
    entry_features,
    place_features,
    probabilities,
    read_model,
    write_model,
)
from explorer.linking.sentence_context import ContextTerm
from explorer.linking.strengths import STRENGTHS
from explorer.model.taxonomy import taxonomy

SLUGS = [indicator.slug for indicator in taxonomy().indicators]
HEROIN = SLUGS.index("heroin-trade")


@pytest.fixture
def model() -> LinkModel:
    weights = np.zeros((len(SLUGS), len(COLUMNS)))
    weights[HEROIN] = [-5, -6, -7, 3, 2, 1.5, 0.5, 1, 0.25, 0.13]
    context = {"courier": np.zeros(len(SLUGS)), "seed": np.zeros(len(SLUGS))}
    context["courier"][HEROIN], context["seed"][HEROIN] = 0.75, -2
    return LinkModel(weights, context)


def sentence(*stems: str, **entries: int) -> SentenceFeatures:
    counts = np.zeros((len(SLUGS), len(STRENGTHS)))
    for strength, count in entries.items():
        counts[HEROIN, STRENGTHS.index(strength)] = count
    return SentenceFeatures(counts, tuple(ContextTerm(stem, at, at + 1) for at, stem in enumerate(stems)))


@pytest.mark.parametrize(
    ("section", "features", "log_odds"),
    [
        ("trade", sentence(), -5),
        ("criminal-actors", sentence(), -6),
        ("leadership-and-governance", sentence(), -7),
        ("drugs", sentence(), -5 + 3),
        ("trade", sentence(names=1), -5 + 1.5),
        ("drugs", sentence(names=1), -5 + 3 + 1.5 + 0.25),
        ("trade", sentence(links=1, suggests=1), -5 + 2 + 0.5),
        ("trade", sentence(names=MOST_ENTRIES + 3), -5 + 1.5 * MOST_ENTRIES),
        ("trade", sentence("courier", "seed", "other"), -5 + 0.75 - 2),
        ("trade", sentence("courier", "courier"), -5 + 0.75),
    ],
)
def test_log_odds_are_a_sum(model: LinkModel, section: str, features: SentenceFeatures, log_odds: float) -> None:
    assert model.log_odds(features, place_features(section))[HEROIN] == pytest.approx(log_odds)


def test_log_odds_become_probabilities() -> None:
    assert probabilities(np.array([0.0, np.log(3)])) == pytest.approx([0.5, 0.75])


def test_a_section_has_its_pillar_and_its_indicators() -> None:
    features = place_features("drugs")
    assert features.shape == (len(SLUGS), len(PLACES))
    assert features[HEROIN].tolist() == [1, 0, 0, 1]
    assert features[SLUGS.index("law-enforcement")].tolist() == [1, 0, 0, 0]
    assert entry_features(np.zeros((len(SLUGS), len(STRENGTHS))), features).shape == (len(SLUGS), len(COLUMNS))


def test_a_section_of_a_chapter_has_a_share_of_each_pillar() -> None:
    features = place_features("the-ferries")
    assert features.shape == (len(SLUGS), len(PLACES))
    assert features[HEROIN] == pytest.approx([1 / 3, 1 / 3, 1 / 3, 0])


def test_the_weighed_words_are_those_of_the_sentence_with_a_weight(model: LinkModel) -> None:
    words = list(model.weighed_words(sentence("seed", "courier", "other", "seed"), HEROIN))
    assert [(word.word.stems, word.word.start, word.weight) for word in words] == [
        ("seed", 0, -2),
        ("courier", 1, 0.75),
    ]
    assert model.most(sentence("seed", "courier"))[HEROIN] == 0.75
    assert model.most(sentence("seed"))[HEROIN] == 0
    assert (model.entry_weight(HEROIN, "names", False), model.entry_weight(HEROIN, "names", True)) == (1.5, 1.75)


def test_a_model_is_read_as_it_was_written(model: LinkModel, tmp_path: Path) -> None:
    write_model(tmp_path, model)
    again = read_model(tmp_path)
    assert again.weights == pytest.approx(model.weights, abs=0.005)
    assert again.context.keys() == model.context.keys()
    assert (tmp_path / "context.csv").read_text(encoding="utf-8").splitlines() == [
        "indicator,word,weight",
        "heroin-trade,courier,0.75",
        "heroin-trade,seed,-2.00",
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("weights.csv", "heroin-trade", "herion-trade", r"weights.csv:\d+: there is no indicator 'herion-trade'"),
        ("weights.csv", "indicator,", "slug,", r"weights.csv:1: the first line must be indicator,"),
        ("context.csv", "0.75", "much", r"context.csv:2: 'much' is not a number"),
        ("context.csv", "courier,0.75", "courier", r"context.csv:2: 3 values are expected, not 2"),
    ],
)
def test_a_mistake_in_a_table_is_reported_with_its_line(
    model: LinkModel, tmp_path: Path, name: str, old: str, new: str, message: str
) -> None:
    write_model(tmp_path, model)
    path = tmp_path / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(VocabularyError, match=message):
        read_model(tmp_path)


def test_a_missing_row_or_table_is_reported(model: LinkModel, tmp_path: Path) -> None:
    write_model(tmp_path, model)
    lines = (tmp_path / "weights.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "weights.csv").write_text("".join(lines[:-1]), encoding="utf-8")
    with pytest.raises(VocabularyError, match="non-state-actors"):
        read_model(tmp_path)
    write_model(tmp_path, model)
    (tmp_path / "context.csv").unlink()
    with pytest.raises(VocabularyError, match=r"context\.csv: the file cannot be read"):
        read_model(tmp_path)


def test_the_shipped_tables_have_weights_for_every_indicator() -> None:
    model = read_model(paths.links_folder())
    in_section = model.weights[:, COLUMNS.index("names")] + model.weights[:, COLUMNS.index("section names")]
    assert in_section.min() > 0
    assert (np.array(list(model.context.values())) != 0).sum(axis=0).min() > 20
