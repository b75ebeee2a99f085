"""Words as passages write them."""

from pathlib import Path

import pytest

from explorer.engines.whoosh.written_words import WrittenWords
from tests.engines.whoosh.indexes import index_of
from tests.factories import make_profile

DRUGS = [
    "Heroin crosses the Kyrgyz–Tajik border. The UNODC counts heroin, and so does Côte d’Ivoire’s customs.",
    "Heroin is seized, and the borders of the Kyrgyz–Tajik valley are mined.",
    "Borders are open.",
]


@pytest.fixture
def written(tmp_path: Path) -> WrittenWords:
    return WrittenWords(index_of(tmp_path, [make_profile("kgz-2021", {"drugs": DRUGS})]))


@pytest.mark.parametrize(
    ("word", "text", "passages"),
    [
        ("kyrgyztajik", "Kyrgyz–Tajik", 2),
        ("unodc", "UNODC", 1),
        ("heroin", "Heroin", 2),  # twice with a capital, once without
        ("border", "border", 3),
        ("borders", "borders", 3),  # as many with a capital as without
        ("ivoire", "Ivoire", 1),
    ],
)
def test_a_word_has_its_capitals_accents_and_hyphens_and_counts_in_all_its_forms(
    written: WrittenWords, word: str, text: str, passages: int
) -> None:
    assert written.of(word) == (text, passages)
