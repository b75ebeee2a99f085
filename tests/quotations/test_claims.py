"""Claims about scores and ranks: right, wrong, and not checkable."""

from pathlib import Path

import pytest

from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.corpus.storage import store_profile
from explorer.ingest.importer import import_sources
from explorer.model.profiles import Profile
from explorer.model.ranks import Rank
from explorer.quotations.claims import claims


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    home = Home(tmp_path_factory.mktemp("claims"))
    ranks = {"criminality": {"world": Rank(60, 193)}, "resilience": {"world": Rank(130, 193)}}
    scores = {"criminality": 5.5, "resilience": 3.92, "heroin-trade": 7.5, "judicial-system-and-detention": 3.0}
    store_profile(home.profiles, Profile("KGZ", 2023, "none", scores=scores, ranks=ranks))
    return Library.open(Home(Path(home.path)))


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
    assert {claim.status for claim in claims(text, library)} == {"matches"}, claims(text, library)


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
    (claim,) = claims(text, library)
    assert claim.status == "differs"
    assert published in claim.message


def test_of_two_scores_in_one_sentence_each_is_answered(library: Library) -> None:
    text = "Kyrgyzstan scored 7.0 for heroin trade and 6.5 for cannabis trade in 2021."
    assert [claim.status for claim in claims(text, library)] == ["matches", "differs"]


@pytest.mark.parametrize(
    "text",
    ["Tajikistan scored 7.0 for heroin trade in 2021.", "Kyrgyzstan scored 5.0 for financial crimes in 2021."],
)
def test_a_score_that_is_not_here_is_not_in_the_corpus(library: Library, text: str) -> None:
    (claim,) = claims(text, library)
    assert claim.status == "not in the corpus"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Kyrgyzstan scored 7.0 for heroin trade.", "names no edition"),
        ("Kyrgyzstan scored 7.0 for heroin trade in 2022.", "no edition 2022"),
        ("Kyrgyzstan’s criminality rose between 2021 and 2023.", "not comparable"),
        ("Kyrgyzstan’s resilience fell between 2020 and 2023.", "not both editions"),
        ("Kyrgyzstan ranks 90th of 193 in 2021.", "does not say by what"),
        ("In 2021 Kyrgyzstan ranked 12th of 50 for criminality.", "not in this corpus"),
    ],
)
def test_a_claim_that_cannot_be_checked_has_a_reason(library: Library, text: str, why: str) -> None:
    (claim,) = claims(text, library)
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
    assert claims(text, library) == ()


def test_every_published_score_is_confirmed_and_every_other_number_differs(library: Library) -> None:
    from explorer.model.taxonomy import taxonomy

    for slug, score in library.profile("kgz-2021").scores.items():
        measure = taxonomy().indicator(slug)
        for tenths in range(10, 101, 5):
            number = f"{tenths / 10:.2f}" if measure.is_aggregate else f"{tenths / 10:.1f}"
            (claim,) = claims(f"Kyrgyzstan scored {number} for {measure.label} in 2021.", library)
            assert claim.status == ("matches" if float(number) == score else "differs"), claim


def test_a_claim_has_its_offsets(library: Library) -> None:
    text = "Much was said. Kyrgyzstan scored 7.0 for heroin trade in 2021. More was said."
    (claim,) = claims(text, library)
    assert text[claim.start : claim.end] == claim.text == "Kyrgyzstan scored 7.0 for heroin trade in 2021."
    assert claim.id == "kgz-2021"


@pytest.mark.parametrize(
    ("text", "status", "message"),
    [
        ("Kyrgyzstan’s heroin trade score rose by 0.5 points between 2021 and 2023.", "matches", "+0.50, as stated"),
        ("Kyrgyzstan’s heroin trade score rose by 3 points between 2021 and 2023.", "differs", "+0.50."),
        ("Kyrgyzstan’s resilience fell by 0.25 between 2021 and 2023.", "matches", "-0.25, as stated"),
        ("Kyrgyzstan’s resilience fell by 0.3 between 2021 and 2023.", "matches", "-0.25, as stated"),
        ("Kyrgyzstan’s resilience fell by 1.2 points from 2021 to 2023.", "differs", "-0.25."),
        ("Kyrgyzstan’s resilience fell by 20% between 2021 and 2023.", "cannot be checked", "the 20 was not checked"),
    ],
)
def test_the_amount_of_a_change_is_checked_too(library: Library, text: str, status: str, message: str) -> None:
    (claim,) = claims(text, library)
    assert claim.status == status
    assert message in claim.message


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Kyrgyzstan ranked 72nd in 2021 for criminality.", "matches"),
        ("Kyrgyzstan ranked 72nd in the Global Organized Crime Index 2021.", "matches"),
        ("Kyrgyzstan ranked 70th by criminality in 2021.", "differs"),
        ("Kyrgyzstan ranked 23rd in Asia in the Global Organized Crime Index 2021.", "matches"),
        ("Kyrgyzstan ranked 9th in Eurasia for criminality in 2021.", "cannot be checked"),
        (
            "Kyrgyzstan ranked 72nd in the Global Organized Crime Index 2021, driven by heroin trade.",
            "cannot be checked",
        ),
    ],
)
def test_a_rank_without_an_area_is_in_the_world(library: Library, text: str, status: str) -> None:
    assert [claim.status for claim in claims(text, library)] == [status]


def test_a_claim_about_a_tie_matches_with_any_rank_of_its_span(real_data: Path, tmp_path: Path) -> None:
    import_sources(Home(tmp_path), [real_data / "workbooks" / "global_oc_index_2025.xlsx"])
    library = Library.open(Home(tmp_path))
    said = "Uzbekistan ranked {}th of 193 countries by criminality in 2023."
    statuses = {rank: [claim.status for claim in claims(said.format(rank), library)] for rank in range(96, 104)}
    assert [rank for rank, status in statuses.items() if status == ["matches"]] == [98, 99, 100, 101]
    (claim,) = claims(said.format(96), library)
    assert "the computed rank is by criminality 98–101 of 193" in claim.message
    assert "published" not in claim.message
