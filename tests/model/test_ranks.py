"""Ranks in figures and in words."""

from dataclasses import replace

from explorer.model.ranks import Rank, ordinal, rank_figures, rank_sentence

TIE = Rank(98, 193, to=101, origin="computed", tied_with=("Bahrain", "Bolivia", "Sierra Leone"))


def test_ordinals_are_written_out() -> None:
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 72, 113, 123)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "72nd", "113th", "123rd",
    ]  # fmt: skip


def test_a_rank_has_its_area_and_its_change() -> None:
    assert rank_sentence(Rank(1, 193)) == "highest of 193 countries"
    assert rank_sentence(Rank(72, 193)) == "72nd highest of 193 countries"
    assert rank_sentence(Rank(8, 46, "Asia", -2)) == "8th highest of 46 countries in Asia (−2 since the last edition)"
    computed = Rank(192, 193, change=1, change_origin="computed")
    assert rank_sentence(computed) == "192nd highest of 193 countries (+1 since the last edition, computed)"
    alike = replace(computed, origin="computed")
    assert rank_sentence(alike) == "192nd highest of 193 countries (+1 since the last edition)"


def test_a_tie_is_a_span_with_the_countries_that_share_it() -> None:
    assert rank_sentence(TIE) == "98th to 101st highest of 193 countries, tied with Bahrain, Bolivia and Sierra Leone"
    pair = Rank(27, 46, "Asia", to=28, tied_with=("Bahrain",))
    assert rank_sentence(pair) == "27th to 28th highest of 46 countries in Asia, tied with Bahrain"
    assert rank_figures(TIE) == "98–101"
    assert rank_figures(Rank(72, 193)) == "72"


def test_of_many_countries_that_tie_the_number_is_given() -> None:
    crowd = Rank(1, 193, to=8, tied_with=tuple("ABCDEFG"))
    assert rank_sentence(crowd) == "1st to 8th highest of 193 countries, tied with 7 other countries"


def test_a_tie_includes_every_rank_of_its_span() -> None:
    assert [rank for rank in range(90, 110) if TIE.includes(rank)] == [98, 99, 100, 101]
    assert [rank for rank in range(90, 110) if Rank(100, 193).includes(rank)] == [100]
