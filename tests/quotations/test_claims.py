"""Claims about scores and ranks: right, wrong, and not checkable."""

import time

import pytest

from explorer.corpus.home import Home
from explorer.corpus.library import Library
from tests.quotations.conftest import claims_of


@pytest.mark.parametrize(
    "text",
    [
        "Kyrgyzstan scored 7.0 for heroin trade in 2021.",
        "Kyrgyzstan scored 7 out of 10 for the heroin trade in the 2021 edition.",
        "In 2021, Kyrgyzstan scored 7.0/10 on heroin trade.",
        "Kyrgyzstan’s score for heroin trade was 7.0 in 2021.",
        "In the 2021 Index, Kyrgyzstan had a heroin trade score of 7.0.",
        "Kyrgyz resilience had a score of 4.17 in 2021.",
        "Kyrgyzstan scored 4.2 for resilience in 2021.",
        "Kyrgyzstan scored 5.3 for criminality in 2021.",
        "Kyrgyzstan scored 7.0 for heroin trade and 5.5 for cannabis trade in 2021.",
        "Kyrgyzstan’s scores in 2021 include heroin trade (7.0), cannabis trade (5.5) and law enforcement (3.5).",
        "Kyrgyzstan ranks 72nd of 193 in 2021.",
        "In 2021 Kyrgyzstan ranked 72nd out of 193 countries for criminality.",
        "In 2021 Kyrgyzstan was ranked 125th in the world for resilience.",
        "Kyrgyzstan ranks 23rd of 46 countries in Asia by criminality (2021).",
        "Kyrgyzstan ranked 4th of 8 in resilience in 2021.",
        "Kyrgyzstan’s resilience fell between 2021 and 2023.",
        "Kyrgyzstan’s resilience fell from 4.17 to 3.92 between 2021 and 2023.",
        "Kyrgyzstan’s heroin trade score rose from 7.0 in 2021 to 7.5 in 2023.",
    ],
)
def test_a_claim_that_is_so_matches(library: Library, text: str) -> None:
    assert {claim.status for claim in claims_of(text, library)} == {"matches"}, claims_of(text, library)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Kyrgyzstan scored 8.0 for heroin trade in 2021.", "7.0"),
        ("Kyrgyzstan scored 7.5 for heroin trade in 2021.", "7.0"),
        ("Kyrgyzstan scored 4.3 for resilience in 2021.", "4.17"),
        ("Kyrgyzstan’s score for cocaine trade was 5.5 in 2021.", "2.0"),
        ("In 2021 Kyrgyzstan ranked 27th of 193 countries for criminality.", "72 of 193"),
        ("Kyrgyzstan’s resilience rose between 2021 and 2023.", "4.17 in 2021, 3.92 in 2023"),
        ("Kyrgyzstan’s resilience fell from 4.5 to 3.92 between 2021 and 2023.", "4.17 in 2021"),
        ("Kyrgyzstan’s heroin trade score fell between 2021 and 2023.", "7.0 in 2021, 7.5 in 2023"),
    ],
)
def test_a_claim_that_is_not_so_differs_and_the_published_number_is_given(
    library: Library, text: str, published: str
) -> None:
    (claim,) = claims_of(text, library)
    assert claim.status == "differs"
    assert published in claim.message


def test_of_two_scores_in_one_sentence_each_is_answered(library: Library) -> None:
    text = "Kyrgyzstan scored 7.0 for heroin trade and 6.5 for cannabis trade in 2021."
    assert [claim.status for claim in claims_of(text, library)] == ["matches", "differs"]


@pytest.mark.parametrize(
    "text",
    ["Tajikistan scored 7.0 for heroin trade in 2021.", "Kyrgyzstan scored 5.0 for financial crimes in 2021."],
)
def test_a_score_that_is_not_here_is_not_in_the_corpus(library: Library, text: str) -> None:
    (claim,) = claims_of(text, library)
    assert claim.status == "not in the corpus"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Kyrgyzstan scored 7.0 for heroin trade.", "names no edition"),
        ("Kyrgyzstan scored 7.0 for heroin trade in 2022.", "no edition 2022"),
        ("Kyrgyzstan’s criminality rose between 2021 and 2023.", "not comparable"),
        ("Kyrgyzstan’s resilience fell between 2020 and 2023.", "not both editions"),
        ("Kyrgyzstan ranks 90th of 193 in 2021.", "does not say plainly by what"),
        ("In 2021 Kyrgyzstan ranked 12th of 50 for criminality.", "and none of 50"),
    ],
)
def test_a_claim_that_cannot_be_checked_has_a_reason(library: Library, text: str, why: str) -> None:
    (claim,) = claims_of(text, library)
    assert claim.status == "cannot be checked"
    assert why in claim.message


@pytest.mark.parametrize(
    "text",
    [
        "Kyrgyzstan did not score 8.0 for heroin trade in 2021.",
        "Kyrgyzstan scored nearly 8 for heroin trade in 2021.",
        "Kyrgyzstan scored more than 5.0 for heroin trade in 2021.",
        "Kyrgyzstan scored 8.0 and Tajikistan 9.0 for heroin trade in 2021.",
        "Kyrgyzstan scored 8 points more for heroin trade in 2021 than before.",
        "Kyrgyzstan scored 80% of its goals in 2021, and the heroin trade went on.",
        "Kyrgyzstan could have scored 8.0 for heroin trade in 2021.",
        "If Kyrgyzstan scored 9.0 for heroin trade in 2021, it would lead.",
        "Kyrgyzstan was the 5th of 9 children of the Soviet republics to leave.",
        "Kyrgyzstan’s heroin trade was worth 8.0 million in 2021.",
        "Kyrgyzstan took 3rd place in the 2021 judo finals.",
        "Kyrgyzstan scored two goals in 2021.",
        "The score was 8.0 for heroin trade in 2021.",
        "Kyrgyzstan’s population rose between 2021 and 2023.",
        "Kyrgyzstan’s resilience and criminality fell between 2021 and 2023.",
        "Heroin trade and cocaine trade in Kyrgyzstan scored 8.0 in 2021.",
        "",
    ],
)
def test_what_is_hedged_negated_mixed_or_of_something_else_is_left_alone(library: Library, text: str) -> None:
    assert claims_of(text, library) == ()


def test_every_published_score_is_confirmed_and_every_other_number_differs(library: Library) -> None:
    from explorer.model.taxonomy import taxonomy

    for slug, score in library.profile("kgz-2021").scores.items():
        measure = taxonomy().indicator(slug)
        for tenths in range(10, 101, 5):
            number = f"{tenths / 10:.2f}" if measure.is_aggregate else f"{tenths / 10:.1f}"
            (claim,) = claims_of(f"Kyrgyzstan scored {number} for {measure.label} in 2021.", library)
            assert claim.status == ("matches" if float(number) == score else "differs"), claim


def test_a_claim_has_the_offsets_of_its_words(library: Library) -> None:
    text = "Much was said. Kyrgyzstan scored 7.0 for heroin trade in 2021, and 8 men met. More was said."
    (claim,) = claims_of(text, library)
    assert text[claim.start : claim.end] == claim.text == "7.0 for heroin trade"
    assert claim.id == "kgz-2021"


def test_a_verdict_covers_the_words_of_its_number(library: Library) -> None:
    text = "In 2021 Kyrgyzstan ranked 72nd by criminality, and 1st in gold."
    (claim,) = claims_of(text, library)
    assert (claim.status, claim.text) == ("matches", "ranked 72nd by criminality")


@pytest.mark.parametrize(
    "text",
    [
        f"Kyrgyzstan ranked 1st{' ' * 100_000}x.",
        f"Kyrgyzstan’s resilience rose {'(,' * 50_000} 2021 2023.",
        f"Kyrgyzstan’s resilience rose{' by 1' * 20_000} 2021 2023.",
        f"In 2021{' in Asia' * 20_000} Kyrgyzstan ranked 1st.",
    ],
)
def test_a_long_sentence_is_read_in_time(library: Library, text: str) -> None:
    start = time.process_time()
    claims_of(text, library)
    assert time.process_time() - start < 5


def test_a_statement_on_another_series_is_not_checked_against_the_index(both_home: Home) -> None:
    library = Library.open(both_home)
    assert [claim.status for claim in claims_of("Lesotho scored 3.0 for heroin trade in 2021.", library)] == ["matches"]
    assert [claim.status for claim in claims_of("Lesotho scored 7.5 for heroin trade in 2021.", library)] == ["differs"]
    for name in ("ENACT", "the Africa Organised Crime Index"):
        assert claims_of(f"In {name} Lesotho scored 7.5 for heroin trade in 2021.", library) == ()
