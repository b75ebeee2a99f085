"""Claims about ranks: where they count, and what they are by."""

from pathlib import Path

import pytest

from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.ingest.importer import import_sources
from tests.quotations.conftest import claims_of


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
    assert [claim.status for claim in claims_of(text, library)] == [status]


def test_a_claim_about_a_tie_matches_with_any_rank_of_its_span(real_data: Path, tmp_path: Path) -> None:
    import_sources(Home(tmp_path), [real_data / "workbooks" / "global_oc_index_2025.xlsx"])
    library = Library.open(Home(tmp_path))
    said = "Uzbekistan ranked {}th of 193 countries by criminality in 2023."
    statuses = {rank: [claim.status for claim in claims_of(said.format(rank), library)] for rank in range(96, 104)}
    assert [rank for rank, status in statuses.items() if status == ["matches"]] == [98, 99, 100, 101]
    (claim,) = claims_of(said.format(96), library)
    assert "Criminality, Uzbekistan 2023: the computed rank is 98–101 of 193, the text says 96." in claim.message
    assert "published" not in claim.message


@pytest.mark.parametrize(
    ("text", "status", "figures"),
    [
        ("South Africa ranked 7th for criminality in 2023.", "matches", "7 of 193,"),
        ("South Africa ranked 3rd for criminality in 2023.", "differs", "7 of 193,"),
        ("South Africa ranked 7th in the world for criminality in 2023.", "matches", "7 of 193,"),
        ("South Africa ranked 3rd among African countries by criminality in 2023.", "matches", "3 of 54 in Africa"),
        ("South Africa was Africa’s 3rd highest for criminality in 2023.", "matches", "3 of 54 in Africa"),
        (
            "South Africa ranked 2nd in Southern Africa for criminality in 2023.",
            "differs",
            "1 of 13 in Southern Africa",
        ),
        ("South Africa ranked 1st in its region for criminality in 2023.", "matches", "1 of 13 in Southern Africa"),
        ("Micronesia ranked 176th for criminality in 2023.", "matches", "176 of 193"),
        ("Micronesia ranked 1st for criminality in 2023.", "differs", "176 of 193"),
        ("Kyrgyzstan, a country in Asia, ranked 72nd for criminality in 2021.", "matches", "72 of 193"),
        ("In Asia, Kyrgyzstan ranked 23rd for criminality in 2021.", "matches", "23 of 46 in Asia"),
        ("Kyrgyzstan ranked 23rd of 46 Asian countries for criminality in 2021.", "matches", "23 of 46 in Asia"),
        ("Kyrgyzstan ranked 2nd in Central Asia and the Caucasus for criminality in 2021.", "matches", "2 of 8 in"),
        ("Kyrgyzstan ranked 2nd of 8 in Central Asia for criminality in 2021.", "matches", "2 of 8 in"),
        ("Kyrgyzstan ranked 23rd in Central Asia for criminality in 2021.", "differs", "2 of 8 in"),
        (
            "Kyrgyzstan ranked 24th in Asia for criminality in 2021.",
            "differs",
            "the published rank is 23 of 46 in Asia",
        ),
        ("Kyrgyzstan ranked 72nd in 2021 for resilience.", "differs", "the published rank is 125 of 193"),
        ("Kyrgyzstan’s criminality ranked 72nd in 2021.", "matches", "72 of 193"),
        (
            "Kyrgyzstan ranked 72nd for criminality and 5th for resilience in 2021.",
            "matches",
            "Criminality, Kyrgyzstan",
        ),
    ],
)
def test_the_area_and_the_measure_of_a_rank_stand_with_it(
    library: Library, text: str, status: str, figures: str
) -> None:
    (claim,) = claims_of(text, library)
    assert claim.status == status, claim.message
    assert figures in claim.message


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Kyrgyzstan ranked 2nd in Central Asia for criminality in 2021.", "no ranks in Central Asia alone"),
        ("Kyrgyzstan, a country in Asia, ranked 23rd for criminality in 2021.", "does not say plainly which"),
        ("Kyrgyzstan ranked 23rd in Asia and the Pacific for criminality in 2021.", "not plainly an area"),
        ("Kyrgyzstan ranked 2nd in the Balkans for criminality in 2021.", "not plainly an area"),
        ("Kyrgyzstan ranked 72nd among landlocked countries for criminality in 2021.", "not plainly an area"),
        ("Kyrgyzstan ranked 2nd in Africa for criminality in 2021.", "counts Kyrgyzstan in Central Asia"),
        ("South Africa ranked 3rd in its region for criminality in 2023.", "may mean another region"),
        ("Kyrgyzstan ranked 72nd lowest for criminality in 2021.", "count from the highest"),
        ("Kyrgyzstan ranked 2nd from the bottom for criminality in 2021.", "count from the highest"),
        ("Kyrgyzstan ranked 72nd nationwide for criminality in 2021.", "“nationwide” after the rank"),
        ("Kyrgyzstan ranked 72nd or 73rd for criminality in 2021.", "count from the highest"),
        ("Kyrgyzstan ranked 72nd most criminal country in 2021.", "count from the highest"),
        ("Kyrgyzstan, with a resilience score of 4.17, ranked 72nd in 2021.", "does not say plainly by what"),
        ("Kyrgyzstan ranked 72nd in 2021, driven by resilience.", "does not say plainly by what"),
        ("Micronesia ranked 3rd in its continent for criminality in 2023.", "is not in this corpus"),
    ],
)
def test_a_rank_that_is_not_plain_has_a_reason(library: Library, text: str, why: str) -> None:
    *_, claim = claims_of(text, library)
    assert claim.status == "cannot be checked"
    assert why in claim.message


@pytest.mark.parametrize(
    "text",
    [
        "Kyrgyzstan ranked 72nd for criminality and resilience in 2021.",
        "Kyrgyzstan and Tajikistan ranked 72nd for criminality in 2021.",
        "South Africa’s 3rd highest hill was named in 2023.",
        "Kyrgyzstan ranked last for criminality in 2021.",
    ],
)
def test_a_rank_of_several_or_in_other_words_is_left_alone(library: Library, text: str) -> None:
    assert claims_of(text, library) == ()
