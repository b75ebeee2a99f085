"""Claims in running text: what each kind of statement is answered with."""

import json
import time
from pathlib import Path

import pytest

from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.quotations.claims import check_claims
from tests.quotations.conftest import claims_of
from tests.quotations.judged_claims import judged_claims


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
        "Kyrgyzstan scored more than 5.0 for heroin trade in 2021.",
        "Kyrgyzstan scored 7.0 for heroin trade and 5.5 for cannabis trade in 2021.",
        "Kyrgyzstan’s scores in 2021 include heroin trade (7.0), cannabis trade (5.5) and law enforcement (3.5).",
        "Kyrgyzstan ranks 72nd of 193 in 2021.",
        "In 2021 Kyrgyzstan ranked 72nd out of 193 countries for criminality.",
        "In 2021 Kyrgyzstan was ranked 125th in the world for resilience.",
        "Kyrgyzstan ranks 23rd of 46 countries in Asia by criminality (2021).",
        "Kyrgyzstan ranked 4th of 8 in resilience in 2021.",
        "Kyrgyzstan ranked 72nd in the Global Organized Crime Index 2021, driven by heroin trade.",
        "Kyrgyzstan ranked 23rd in Asia in the Global Organized Crime Index 2021.",
        "Kyrgyzstan, a country in Asia, ranked 72nd for criminality in 2021.",
        "South Africa was Africa’s 3rd highest for criminality in 2023.",
        "South Africa ranked 1st in its region for criminality in 2023.",
        "Kyrgyzstan’s resilience fell between 2021 and 2023.",
        "Kyrgyzstan’s resilience fell by 0.25 between 2021 and 2023.",
        "Kyrgyzstan’s resilience fell from 4.17 to 3.92 between 2021 and 2023.",
        "Kyrgyzstan’s heroin trade score rose from 7.0 in 2021 to 7.5 in 2023.",
        "Kyrgyzstan’s heroin trade score rose by 0.5 points between 2021 and 2023.",
        "Ecuador’s cocaine trade score rose to 8.5 in 2023 from 7.0 in 2021.",
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
        ("Kyrgyzstan ranked 72nd in 2021 for resilience.", "the published rank is 125 of 193"),
        ("Kyrgyzstan ranked 24th in Asia for criminality in 2021.", "the published rank is 23 of 46 in Asia"),
        ("South Africa ranked 2nd in Southern Africa for criminality in 2023.", "1 of 13 in Southern Africa"),
        ("Kyrgyzstan’s resilience rose between 2021 and 2023.", "4.17 in 2021, 3.92 in 2023"),
        ("Kyrgyzstan’s resilience fell by 1.2 points from 2021 to 2023.", "-0.25."),
        ("Ecuador’s cocaine trade score rose by 3 points between 2021 and 2023.", "+1.50."),
        ("Ecuador’s cocaine trade score rose half a point between 2021 and 2023.", "+1.50."),
        ("Kyrgyzstan’s heroin trade score fell between 2021 and 2023.", "7.0 in 2021, 7.5 in 2023"),
    ],
)
def test_a_claim_that_is_not_so_differs_and_the_published_number_is_given(
    library: Library, text: str, published: str
) -> None:
    (claim,) = claims_of(text, library)
    assert claim.status == "differs"
    assert published in claim.message


def test_of_two_numbers_in_one_sentence_each_is_answered(library: Library) -> None:
    text = "Kyrgyzstan scored 7.0 for heroin trade and 6.5 for cannabis trade in 2021."
    assert [claim.status for claim in claims_of(text, library)] == ["matches", "differs"]
    text = "Kyrgyzstan’s resilience fell from 4.5 to 3.92 between 2021 and 2023."
    assert [(claim.text, claim.status) for claim in claims_of(text, library)] == [
        ("4.5", "differs"),
        ("3.92", "matches"),
    ]


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
        ("Kyrgyzstan’s resilience fell between 2020 and 2023.", "no edition 2020"),
        ("Kyrgyzstan ranks 125th of 193 in 2021.", "it does not say by what"),
        ("In 2021 Kyrgyzstan ranked 12th of 50 for criminality.", "and none of 50"),
        ("Kyrgyzstan scored nearly 8 for heroin trade in 2021.", "almost 8"),
        ("Kyrgyzstan ranked 2nd in Central Asia for criminality in 2021.", "no ranks in Central Asia"),
        ("Kyrgyzstan ranked 2nd in the Balkans for criminality in 2021.", "no ranks in the Balkans"),
        ("Kyrgyzstan ranked 2nd in Africa for criminality in 2021.", "counts Kyrgyzstan in Central Asia"),
        ("Micronesia ranked 3rd in its continent for criminality in 2023.", "is not in this corpus"),
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
        "Close to a third of Afghan heroin crosses it.",
        "South Africa’s 3rd highest hill was named in 2023.",
        "Kyrgyzstan ranked 72nd or 73rd for criminality in 2021.",
        "Kyrgyzstan ranked 72nd among landlocked countries for criminality in 2021.",
        "Kyrgyzstan’s resilience fell by 20% between 2021 and 2023.",
        "",
    ],
)
def test_what_is_negated_imagined_or_of_something_else_is_left_alone(library: Library, text: str) -> None:
    assert claims_of(text, library) == ()


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("Nigeria ranked sixth in the Global Organized Crime Index 2023 and leads West Africa.", "mm"),
        (
            "Iraq ranks 8th on the Global Organized Crime Index (criminality score 9.99, 2023), 1st in Western Asia.",
            "mdm",
        ),
        (
            "With a score of 8.15, Myanmar was first in the 2023 Index; Colombia (7.75) and Mexico (7.17) follow.",
            "mmmd",
        ),
        ("Kenya, which borders Somalia, scored 7.02 in the 2023 Index.", "m"),
        ("In the 2023 Index, Kenya’s 7.02 is 0.47 points higher than Uganda’s 6.55.", "mmm"),
        ("In the 2023 Index, Peru’s criminality is above Chile’s: 6.40 versus 5.18.", "mmm"),
        ("In the 2023 Index Afghanistan and Lebanon both scored 7.10, Syria 7.07.", "mm"),
        (
            "Serbia, Albania and Montenegro ranked 3rd, 5th and 4th in Central and Eastern Europe in the 2023 Index.",
            "mdm",
        ),
        ("Africa averaged 5.25 in the Index of 2023, Asia 5.74; the global average stood at 5.03.", "mdm"),
        ("Africa’s mean resilience in the 2023 Index was only 3.25.", "d"),
        ("The 2025 Index: Tuvalu has the lowest criminality in the world, Finland the highest resilience.", "mm"),
        ("Paraguay is among the ten countries with the highest criminality in the 2023 Index.", "m"),
        ("Kenya climbed four places between 2023 and 2025 in the Global Organized Crime Index.", "d"),
        ("Between 2023 and 2025 criminality grew in Haiti, says the Index, and resilience there weakened.", "mm"),
        ("Ireland has lower resilience than the Netherlands, says the Index of 2025.", "d"),
        ("The ENACT index of 2019 gave Senegal a criminality score of 4.63.", "n"),
        ("Brazil scored 36 in the Corruption Perceptions Index 2023 and ranked 104th of 180 countries.", ""),
        ("The 2023 Index gives Peru 6.40. A minister hopes that it will score 3.0 one day.", "m"),
        ("Malaysia (2021: 5.94; 2023: 6.23) deteriorated on the Global Organized Crime Index.", "mm"),
        ("Index 2021\n\nKenya 7.02\nUganda 6.55\n\nSource: Global Organized Crime Index 2023", "dd"),
        ("Criminality | 2021 | 2023\nPeru | 6.35 | 6.40\nBolivia | 4.93 | 4.95\nOrganized Crime Index", "mmdm"),
        ("Country\tRank\tScore\nMyanmar\t1\t8.15\nColombia\t3\t7.75\nGlobal Organized Crime Index 2023", "mmdm"),
        ("country,criminality,resilience\nPeru,6.40,4.83\nChile,5.18,6.17\nOrganized Crime Index 2023", "mdmm"),
        ("1. Kenya – 7.02\n2. Uganda – 6.55\n\nGlobal Organized Crime Index 2023", "mm"),
        ("El Índice Global de Crimen Organizado 2023 otorga a Perú 6,40 puntos; ocupa el puesto 32 del mundo.", "mm"),
        ("Selon l’Indice mondial du crime organisé 2023, le Pérou obtient 6,40 et occupe la 33e place mondiale.", "md"),
        ("O Índice Global do Crime Organizado de 2023 atribui ao Peru 6,40 pontos. O país ocupa o 32.º lugar.", "mm"),
        ("В Глобальном индексе организованной преступности 2023 года Перу получило 6,40 балла.", "m"),
    ],
)
def test_each_kind_of_statement_is_read(world: Library, text: str, statuses: str) -> None:
    claims = claims_of(text, world)
    assert "".join(claim.status[0] for claim in claims) == statuses, claims


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Global Organized Crime Index 2023: East Africa\n\nKenya scored 7.02.", "taken from the title"),
        ("The Index of 2023 is out. Kenya scored 7.02.", "taken from an earlier sentence"),
        ("Kenya scored 7.02.\n\nSource: Organized Crime Index 2023", "only one that the text names"),
        (
            "NAIROBI, 3 May 2024. The latest edition of the Organized Crime Index gives Kenya 7.02.",
            "newest at the date",
        ),
    ],
)
def test_an_edition_from_elsewhere_in_the_text_is_said_to_be(world: Library, text: str, note: str) -> None:
    (claim,) = claims_of(text, world)
    assert (claim.status, claim.edition) == ("matches", 2023)
    assert note in claim.message


def test_the_reader_may_choose_the_edition(world: Library) -> None:
    text = "The Organized Crime Index gives Kenya 7.02."
    assert [claim.status for claim in check_claims(text, world).claims] == ["cannot be checked"]
    assert [claim.status for claim in check_claims(text, world, 2023).claims] == ["matches"]
    assert [claim.status for claim in check_claims(text, world, 2021).claims] == ["differs"]


def test_a_claim_about_a_tie_matches_with_any_rank_of_its_span(world: Library) -> None:
    said = "Uzbekistan ranked {}th of 193 countries by criminality in 2023."
    statuses = {rank: [claim.status for claim in claims_of(said.format(rank), world)] for rank in range(96, 104)}
    assert [rank for rank, status in statuses.items() if status == ["matches"]] == [98, 99, 100, 101]
    (claim,) = claims_of(said.format(96), world)
    assert "Criminality, Uzbekistan 2023: the computed rank is 98–101 of 193, the text says 96." in claim.message


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2023 Index: Kenya, 7.02, is high. Uganda gets 6.55.", ["KEN 7.02", "UGA 6.55"]),
        (
            "By the 2021 Index heroin trade in Kenya is at 7.0. Two years later Uganda is at 5.0.",
            ["KEN 7.0", "UGA 5.0"],
        ),
        ("A state-of-the-art 2023 Index: Kenya 7.02, Uganda 6.55.", ["KEN 7.02", "UGA 6.55"]),
        ("By the 2023 Index, on a ten-point scale: Kenya 7.02, Uganda 6.55.", ["KEN 7.02", "UGA 6.55"]),
        ("In the 2021 Index Kenya had 6.95. It rose to 7.02 two years later. Kenya rose.", ["KEN 6.95", "KEN 7.02"]),
    ],
)
def test_each_number_is_of_its_own_country(world: Library, text: str, read: list[str]) -> None:
    assert [f"{claim.country} {claim.text}" for claim in claims_of(text, world)] == read


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        (
            "The 2023 Index gives Kenya 7.02 for criminality and 5.63 for resilience. Uganda has 6.55 and 4.38.",
            ["criminality", "resilience"] * 2,
        ),
        (
            "In the 2023 Index, Uganda’s resilience of 4.38 puts it 120th in the world; by criminality it is 30th.",
            ["resilience", "resilience", "criminality"],
        ),
        ("By the 2023 Index Kenya is more resilient than Somalia.", ["resilience"]),
        ("2023 Index: Kenya 7.02 (5.33 for resilience).", ["criminality", "resilience"]),
        ("Germany is among the 20 most resilient countries of the 2023 Index.", ["resilience"]),
        ("2023 Index: Kenya (heroin trade, cocaine trade) is 16th.", ["criminality"]),
    ],
)
def test_each_number_is_of_its_own_measure(world: Library, text: str, verdicts: list[str]) -> None:
    assert [claim.measure for claim in claims_of(text, world)] == verdicts


@pytest.mark.parametrize(
    ("text", "editions"),
    [
        ("Criminality in the 2023 Index (2021 in brackets): Kenya 7.02 (6.95), Uganda 6.55 (6.14).", [2023, 2021] * 2),
        ("In the 2025 Index Kenya’s criminality is 6.9; four years earlier it stood at 6.95.", [2025, 2021]),
        ("Kenya’s criminality was 6.95 in the 2021 Index, and two years later 7.02.", [2021, 2023]),
        ("In the 2023 Index Kenya has 7.02, up on 2021; Uganda, with 6.55, follows.", [2023, 2023]),
        ("Kenya’s criminality moved from 7.02 to 6.90 between the last two editions of the Index.", [2023, 2025]),
        ("Kenya’s 7.02 in 2023 is more than in the 2021 edition of the Index. Uganda has 6.55.", [2023, 2023]),
        ("The 2023 Index gives Kenya 7.02 (2021: 6.95) while Uganda has 6.55.", [2023, 2021, 2023]),
    ],
)
def test_each_number_is_of_its_own_edition(world: Library, text: str, editions: list[int]) -> None:
    assert [claim.edition for claim in claims_of(text, world)] == editions


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("The 2023 Index: Kenya is 2nd of 193 countries and first in East Africa.", ["World", "East Africa"]),
        ("By the 2023 Index Kenya is 16th, one of Africa’s highest.", ["World"]),
        ("By the 2023 Index Kenya is 1st in East Africa, Uganda second, Tanzania third.", ["East Africa"] * 3),
        ("The 2023 Index of Kenya\n\nRank in Africa: 4\nRank in the world: 16", ["Africa", "World"]),
    ],
)
def test_each_rank_is_in_its_own_area(world: Library, text: str, read: list[str]) -> None:
    messages = [claim.message for claim in claims_of(text, world)]
    assert [next((area for area in ("East Africa", "Africa") if area in each), "World") for each in messages] == read


def test_a_table_is_read_by_the_names_of_its_rows_and_columns(world: Library) -> None:
    columns = (
        "Organized Crime Index 2023\n\n          Kenya   Uganda\nCriminality   7.02   6.55\nResilience   5.33   3.88"
    )
    assert [claim.status for claim in claims_of(columns, world)] == ["matches"] * 4
    rows = "Organized Crime Index 2023\nRank\tCountry\tScore\tResilience\n16\tKenya\t7.02\t5.33\n34\tUganda\t6.55\t3.88"
    claims = claims_of(rows, world)
    assert [(claim.aspect, claim.measure) for claim in claims[:3]] == [
        ("rank", "criminality"),
        ("score", "criminality"),
        ("score", "resilience"),
    ]


def test_a_table_without_names_of_its_columns_is_in_doubt(world: Library) -> None:
    claims = claims_of("Kenya | 7.02 | 5.33\nUganda | 6.55 | 3.88\nOrganized Crime Index 2023", world)
    assert [claim.status for claim in claims] == ["matches", "cannot be checked"] * 2


def test_a_verb_that_contradicts_its_numbers_differs_though_they_match(world: Library) -> None:
    claims = claims_of(
        "In the Organized Crime Index, Kenya’s criminality fell from 6.95 in 2021 to 7.02 in 2023.", world
    )
    assert [(claim.text, claim.status) for claim in claims] == [
        ("fell", "differs"),
        ("6.95", "matches"),
        ("7.02", "matches"),
    ]


def test_a_sentence_too_long_to_be_read_has_its_numbers_listed(world: Library) -> None:
    checked = check_claims(f"The 2023 Index gives Kenya 7.02 {'and so on ' * 400}", world)
    assert not checked.claims
    assert [unread.text for unread in checked.unread] == ["2023", "7.02"]


def test_numbers_that_were_not_judged_are_listed(world: Library) -> None:
    text = "The 2023 Index gives Kenya 7.02. In 2023 Kenya seized 4 tonnes of ivory; 412 people were held."
    checked = check_claims(text, world)
    assert [claim.text for claim in checked.claims] == ["7.02"]
    assert [text[unread.start : unread.end] for unread in checked.unread] == ["4", "412"]


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
    assert text[claim.start : claim.end] == claim.text == "7.0"
    assert claim.id == "kgz-2021"


@pytest.mark.parametrize(
    "text",
    [
        f"Kyrgyzstan ranked 1st{' ' * 100_000}x.",
        f"Kyrgyzstan’s resilience rose {'(,' * 50_000} 2021 2023.",
        f"Kyrgyzstan’s resilience rose{' by 1' * 20_000} 2021 2023.",
        f"In 2021{' in Asia' * 20_000} Kyrgyzstan ranked 1st.",
        "Kenya | 7.02\n" * 10_000,
    ],
)
def test_a_long_text_is_read_in_time(library: Library, text: str) -> None:
    start = time.process_time()
    claims_of(text, library)
    assert time.process_time() - start < 5


def test_a_statement_on_another_series_is_not_checked_against_the_index(both_home: Home) -> None:
    library = Library.open(both_home)
    assert [claim.status for claim in claims_of("Lesotho scored 3.0 for heroin trade in 2021.", library)] == ["matches"]
    assert [claim.status for claim in claims_of("Lesotho scored 7.5 for heroin trade in 2021.", library)] == ["differs"]
    for name in ("ENACT", "the Africa Organised Crime Index"):
        claims = claims_of(f"In {name} Lesotho scored 3.0 for heroin trade in 2021.", library)
        assert [claim.status for claim in claims] != ["matches"]


def test_labelled_articles_are_read_well(world: Library, real_data: Path) -> None:
    articles = json.loads((real_data / "claims" / "dev.json").read_text(encoding="utf-8"))
    for articles_of, least in (("en", 0.95), ("other", 0.85)):
        chosen = [article for article in articles if (article["language"] == "en") == (articles_of == "en")]
        counts = judged_claims(chosen, world)
        assert counts["right"] >= least * counts["claims"], counts
        assert counts["wrong"] == counts["silent"] == 0, counts
