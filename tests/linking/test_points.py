"""The rules that turn patterns into points, each on its own hits."""

from dataclasses import replace

import pytest

from explorer.linking.matching import FormSpan, PatternHit
from explorer.linking.points import (
    is_boosted,
    link_threshold,
    main_threshold,
    repetition_points,
    section_points,
    sentence_points,
    strongest_in_section,
    total_weight,
)
from explorer.linking.reader import EntryKey
from explorer.linking.vocabulary import LinkWeights

WEIGHTS = LinkWeights(
    strong=3.0,
    near=2.5,
    medium=1.5,
    weak=0.5,
    link_threshold=3.0,
    section_boost=2.0,
    boost_share=0.5,
    many_weak=4,
    few_weak=2,
    cross_sentence_factor=0.5,
    everyday_allowance=2,
    everyday_penalty=2.0,
    main_threshold=4.5,
    main_share=0.5,
    repetition_factor=0.25,
)
STRONG, MEDIUM, WEAK = WEIGHTS.strong, WEIGHTS.medium, WEIGHTS.weak


def hits(*patterns: tuple[int, float, int]) -> list[PatternHit[EntryKey]]:
    """Make hits of one indicator, each with the number and the weight of its pattern and its sentence."""
    return [
        PatternHit(EntryKey("heroin-trade", number, weight), sentence, (FormSpan(0, 1),))
        for number, weight, sentence in patterns
    ]


def weak(count: int) -> list[PatternHit[EntryKey]]:
    return hits(*((number, WEAK, number) for number in range(count)))


def test_a_pattern_counts_once_however_often_it_occurs() -> None:
    assert total_weight(hits((1, STRONG, 0), (1, STRONG, 1), (2, MEDIUM, 0))) == 4.5


@pytest.mark.parametrize(("everyday", "crime", "threshold"), [(0, 5, 3.0), (2, 0, 3.0), (3, 0, 5.0), (6, 2, 7.0)])
def test_words_of_everyday_life_raise_the_threshold(everyday: int, crime: int, threshold: float) -> None:
    assert link_threshold(everyday, crime, WEIGHTS) == threshold


@pytest.mark.parametrize(("strongest", "threshold"), [(0.0, 4.5), (9.0, 4.5), (12.0, 6.0)])
def test_a_passage_is_about_what_has_half_the_points_of_the_strongest(strongest: float, threshold: float) -> None:
    assert main_threshold(strongest, WEIGHTS) == threshold


def test_the_strongest_of_a_section_is_one_that_the_section_is_about() -> None:
    hits_of = {"heroin-trade": hits((1, MEDIUM, 0)), "law-enforcement": hits((1, STRONG, 0))}
    assert strongest_in_section(hits_of, ["cocaine-trade", "heroin-trade"]) == 1.5
    assert strongest_in_section(hits_of, ["cocaine-trade"]) == 0.0


@pytest.mark.parametrize(("strongest", "expected"), [(1.5, True), (3.0, True), (3.5, False)])
def test_a_section_boosts_what_has_half_the_points_of_the_strongest(strongest: float, expected: bool) -> None:
    assert is_boosted(hits((1, MEDIUM, 0)), strongest, WEIGHTS) is expected


def test_in_its_section_all_evidence_of_an_indicator_counts() -> None:
    assert section_points(hits((1, MEDIUM, 0), (2, WEAK, 3), (3, WEAK, 5)), 2.5, WEIGHTS) == 2.5


@pytest.mark.parametrize(("count", "strongest", "points"), [(3, 1.5, 0.0), (4, 2.0, 2.0), (4, 2.5, 0.0)])
def test_weak_patterns_alone_count_when_they_are_many_and_the_strongest(
    count: int, strongest: float, points: float
) -> None:
    assert section_points(weak(count), strongest, WEIGHTS) == points


def test_elsewhere_weak_patterns_count_only_beside_a_stronger_one_and_few_of_them() -> None:
    assert sentence_points(weak(5), WEIGHTS) == 0.0
    assert sentence_points(hits((1, MEDIUM, 0), (2, WEAK, 0), (3, WEAK, 0), (4, WEAK, 0)), WEIGHTS) == 2.5


def test_elsewhere_the_best_sentence_counts_in_full_and_what_others_add_in_part() -> None:
    assert sentence_points(hits((1, MEDIUM, 0), (2, MEDIUM, 0)), WEIGHTS) == 3.0
    assert sentence_points(hits((1, MEDIUM, 0), (2, MEDIUM, 1)), WEIGHTS) == 2.25
    assert sentence_points(hits((1, STRONG, 0), (2, MEDIUM, 1), (3, WEAK, 2)), WEIGHTS) == 4.0


def test_a_repeated_pattern_adds_a_part_of_its_weight() -> None:
    repeated = hits((1, STRONG, 0), (1, STRONG, 1), (1, STRONG, 2), (2, MEDIUM, 0))
    assert repetition_points(repeated, WEIGHTS) == 1.5
    assert repetition_points(repeated, replace(WEIGHTS, repetition_factor=0.5)) == 3.0
