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
    ("word", "text"),
    [
        ("kyrgyztajik", "Kyrgyz–Tajik"),
        ("unodc", "UNODC"),
        ("heroin", "Heroin"),  # twice with a capital, once without
        ("border", "border"),
        ("borders", "borders"),  # as many with a capital as without
        ("ivoire", "Ivoire"),
    ],
)
def test_a_word_has_its_capitals_accents_and_hyphens(written: WrittenWords, word: str, text: str) -> None:
    assert written.of(word) == text
