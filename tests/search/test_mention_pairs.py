"""Pairs of countries, and the matrix of who names whom."""

from collections.abc import Iterator

import pytest

from explorer.corpus.home import Home
from explorer.engines.open import open_engine
from explorer.search.mention_pairs import naming_matrix, naming_pairs
from explorer.search.mention_rows import MentionList, MentionRequest, list_mentions


@pytest.fixture(scope="module")
def mentions(naming_home: Home) -> Iterator[MentionList]:
    engine = open_engine(naming_home)
    yield list_mentions(engine)
    engine.close()


def test_a_pair_is_one_sided_where_the_named_has_text_that_never_names_the_other(mentions: MentionList) -> None:
    pairs = {(pair.naming.code, pair.named.code): pair for pair in naming_pairs(mentions, MentionRequest())}
    assert (pairs["UZB", "RUS"].passages, pairs["UZB", "RUS"].back, pairs["UZB", "RUS"].is_one_sided) == (2, 0, True)
    assert (pairs["KAZ", "RUS"].back, pairs["KAZ", "RUS"].is_one_sided) == (1, False)
    assert pairs["UZB", "AFG"].back is None  # without text here nobody knows
    assert not pairs["UZB", "AFG"].is_one_sided


def test_what_is_named_in_return_is_counted_under_the_same_choice(mentions: MentionList) -> None:
    request = MentionRequest.from_args([("section", "trade"), ("from", "uzb")])
    pairs = {(pair.naming.code, pair.named.code): pair.back for pair in naming_pairs(mentions, request)}
    assert pairs == {("UZB", "RUS"): 0, ("UZB", "KAZ"): 0}
    older = MentionRequest.from_args([("edition", "2021"), ("from", "uzb")])
    assert {pair.back for pair in naming_pairs(mentions, older) if pair.named.code == "RUS"} == {None}


def test_a_passage_counts_once_for_a_region(mentions: MentionList) -> None:
    rows = [row for row in mentions.rows if row.passage.startswith("uzb-2023")]
    matrix = naming_matrix(rows)
    asia, europe = (matrix.names.index(name) for name in ("Central Asia and the Caucasus", "Central & Eastern Europe"))
    assert (matrix.counts[asia][asia], matrix.counts[asia][europe]) == (1, 1)
    countries = naming_matrix(mentions.rows, "Central Asia and the Caucasus")
    kazakhstan, uzbekistan = (countries.values.index(code) for code in ("KAZ", "UZB"))
    assert (countries.counts[kazakhstan][uzbekistan], countries.counts[uzbekistan][kazakhstan]) == (1, 1)
    assert "RUS" not in countries.values
