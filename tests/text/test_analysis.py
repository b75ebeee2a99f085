"""Words are folded and tokenized alike in texts and in queries."""

import gc
import sys
import tracemalloc
from concurrent.futures import ThreadPoolExecutor

import pytest

from explorer.text.analysis import LONGEST_WORD, fold_text, joined, tokens, typed_words, words
from explorer.text.stems import stem
from tests.growth import is_linear


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kyrgyzstan’s borders", ("kyrgyzstan", "borders")),
        ("drug-trafficking", ("drug", "trafficking")),
        ("Côte d’Ivoire, Türkiye, São Tomé", ("cote", "d", "ivoire", "turkiye", "sao", "tome")),
        ("1,400 rifles at 6.2 tonnes.", ("1400", "rifles", "at", "6.2", "tonnes")),
        ("in 2017–2020.", ("in", "2017", "2020")),
        ("snake_case and/or slash", ("snake", "case", "and", "or", "slash")),
        ("Møller, Łódź, Straße", ("moller", "lodz", "strasse")),
        ("12.5kg, €2.5bn, US$1.5m", ("12.5", "kg", "2.5", "bn", "us", "1.5", "m")),
        ("1,000km or 10 000 km²", ("1000", "km", "or", "10000", "km2")),
        ("10.30am on 12.05.2021", ("10.30", "am", "on", "12", "05", "2021")),
        ("the 1990s, 20th, 4x4, AK47", ("the", "1990s", "20th", "4x4", "ak47")),
        ("10⁶ of ft²", ("10", "6", "of", "ft2")),
        ("USD1.5m, R2.5bn, KSh10,000", ("usd", "1.5", "m", "r", "2.5", "bn", "ksh", "10000")),
        (
            "CFA2.5bn-a-year, v1.2.3, 2x12.5kg",
            ("cfa", "2.5", "bn", "a", "year", "v", "1", "2", "3", "2x", "12.5", "kg"),
        ),
        ("G20, M23, MS13, COVID19, A1, 7.62x39", ("g20", "m23", "ms13", "covid19", "a1", "7.62", "x39")),
        ("USD5m, Rs.1.5m", ("usd5m", "rs", "1.5", "m")),
        ("12·5kg, 12٫5 kg, 3·10⁴", ("12.5", "kg", "12.5", "kg", "3", "10", "4")),
        (".5kg, $.5m, (.5), a.5, ...5", ("0.5", "kg", "0.5", "m", "0.5", "a", "5", "5")),
        ("AT&T, R&D-heavy, guns&ammunition", ("at", "t", "r", "d", "heavy", "guns", "ammunition")),
        ("3,5 or 1,400,2021", ("3", "5", "or", "1", "400", "2021")),
        ("in 2021 193 of nº123", ("in", "2021", "193", "of", "n", "123")),
        ("U.S. and U.K., a Ph.D., D.C.", ("us", "and", "uk", "a", "phd", "dc")),
        ("the U.S.-based, the U.S.’s", ("the", "us", "based", "the", "us")),
        ("He left.A car. www.a.com", ("he", "left", "a", "car", "www", "a", "com")),
        ("… — !?", ()),
        ("", ()),
    ],
)
def test_a_text_is_cut_into_folded_words(text: str, expected: tuple[str, ...]) -> None:
    assert words(text) == expected


def test_a_compound_is_also_one_word_at_the_place_of_its_first_part() -> None:
    assert [(token.word, token.position) for token in tokens("co-operation helps")] == [
        ("cooperation", 0),
        ("co", 0),
        ("operation", 1),
        ("helps", 2),
    ]


def test_a_number_with_its_unit_is_also_one_word() -> None:
    assert [(token.word, token.position) for token in tokens("12.5kg")] == [("12.5kg", 0), ("12.5", 0), ("kg", 1)]


def test_a_name_that_looks_like_a_stop_word_is_also_in_capitals() -> None:
    assert [(token.word, token.position) for token in tokens("tell us, the US")] == [
        ("tell", 0),
        ("us", 1),
        ("the", 2),
        ("US", 3),
        ("us", 3),
    ]
    assert typed_words("US us U.S. u.s. U.S.-led") == ("US", "us", "US", "us", "US", "led")
    assert typed_words("10.30AM") == typed_words("10.30 am") == ("10.30", "am")


def test_offsets_lead_back_to_the_words_as_written() -> None:
    text = "The anti-money-laundering law’s reach: Ångström"
    texts = [text[token.start : token.end] for token in tokens(text)]
    assert texts == ["The", "anti-money-laundering", "anti", "money", "laundering", "law", "reach", "Ångström"]


def test_only_a_compound_has_a_joined_form() -> None:
    assert joined("drug‑trafficking") == "drugtrafficking"
    assert joined("O’Brien") == "obrien"
    assert joined("drugs") is None
    assert joined("two words") is None
    assert joined("1,000km") == "1000km"
    assert joined("US-based") == "usbased"
    assert joined("US") is None
    assert joined("12.05.2021") is None
    assert joined("AT&T") == "att"
    assert joined("USD1.5m") == "usd1.5m"


def test_forms_of_a_word_share_a_stem() -> None:
    assert len({stem(word) for word in ("trafficking", "trafficked", "traffickings")}) == 1


def test_a_very_long_word_is_cut_and_still_found() -> None:
    assert words("x" * 500) == (fold_text("x" * 500),)
    assert len(words("x" * 500)[0]) == 64


@pytest.mark.parametrize("part", ["a1", "1", "1.5a", "a1,", "x&", "1,000", "·5", ".5", "é", "_", "a_", "aº"])
def test_long_runs_are_cut_in_linear_time(part: str) -> None:
    assert is_linear(lambda count: list(tokens(part * count)), 1000)


def test_threads_that_stem_at_the_same_time_do_not_disturb_one_another() -> None:
    vocabulary = [
        f"{start}{middle}{end}" for start in "bdfgklmprst" for middle in "aeiou" for end in ("nding", "tions", "cally")
    ]
    alone = [stem.__wrapped__(word) for word in vocabulary]
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as threads:
            stem_lists = list(threads.map(lambda _: [stem.__wrapped__(word) for word in vocabulary], range(32)))
    finally:
        sys.setswitchinterval(before)
    assert all(stems == alone for stems in stem_lists)


def test_a_word_as_long_as_a_body_is_cut_and_does_not_stay_in_memory() -> None:
    gc.collect()
    tracemalloc.start()
    try:
        for number in range(200):
            assert len(fold_text(f"É{number}" + "a" * 60_000)) == LONGEST_WORD
        gc.collect()
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < 200_000
