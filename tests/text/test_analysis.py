"""Words are folded and tokenized alike in texts and in queries."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from explorer.text.analysis import fold_text, joined, stem, tokens, words


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


def test_offsets_lead_back_to_the_words_as_written() -> None:
    text = "The anti-money-laundering law’s reach: Ångström"
    texts = [text[token.start : token.end] for token in tokens(text)]
    assert texts == ["The", "anti-money-laundering", "anti", "money", "laundering", "law", "reach", "Ångström"]


def test_only_a_compound_has_a_joined_form() -> None:
    assert joined("drug‑trafficking") == "drugtrafficking"
    assert joined("O’Brien") == "obrien"
    assert joined("drugs") is None
    assert joined("two words") is None


def test_forms_of_a_word_share_a_stem() -> None:
    assert len({stem(word) for word in ("trafficking", "trafficked", "traffickings")}) == 1


def test_a_very_long_word_is_cut_and_still_found() -> None:
    assert words("x" * 500) == (fold_text("x" * 500),)
    assert len(words("x" * 500)[0]) == 64


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
