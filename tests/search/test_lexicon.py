"""The order of close words."""

from explorer.search.lexicon import CloseWord, in_order_of_closeness


def test_the_closest_come_first_then_the_most_frequent() -> None:
    candidates = [CloseWord("heron", 2, 90), CloseWord("heroin", 1, 3), CloseWord("heroic", 1, 8)]
    assert in_order_of_closeness("heroix", candidates) == ["heroic", "heroin", "heron"]


def test_another_first_letter_counts_as_one_more_difference() -> None:
    candidates = [CloseWord("zeroin", 1, 90), CloseWord("heroine", 1, 1), CloseWord("heroines", 2, 1)]
    assert in_order_of_closeness("heroin", candidates) == ["heroine", "zeroin", "heroines"]


def test_equals_are_in_alphabetical_order() -> None:
    assert in_order_of_closeness("tin", [CloseWord("tip", 1, 2), CloseWord("tic", 1, 2)]) == ["tic", "tip"]
