"""Words that differ between a passage before and after."""

from hypothesis import given
from hypothesis.strategies import lists, sampled_from

from explorer.changes.word_diff import WordChange, diff_words

WORDS = lists(sampled_from(["heroin", "is", "“rare”,", "of", "7.0", "7.5", "Bishkek.", "–"]), max_size=12).map(" ".join)


def test_each_stretch_is_named_by_what_became_of_it() -> None:
    assert diff_words("Heroin is rare in Osh.", "Heroin is now common in Osh.") == (
        WordChange("same", "Heroin is ", "Heroin is "),
        WordChange("changed", "rare ", "now common "),
        WordChange("same", "in Osh.", "in Osh."),
    )
    assert diff_words("Heroin is very rare.", "Heroin is rare.")[1] == WordChange("missing", "very ", "")


def test_a_number_that_changed_is_the_only_difference() -> None:
    changes = diff_words("It scored 7.0 in 2021.", "It scored 7.5 in 2021.")
    assert [change for change in changes if change.op != "same"] == [WordChange("changed", "7.0 ", "7.5 ")]


def test_small_words_between_other_words_make_no_stretch_of_their_own() -> None:
    changes = diff_words("Guards of the north take bribes.", "Judges of the south take bribes.")
    assert changes[0] == WordChange("changed", "Guards of the north ", "Judges of the south ")


@given(WORDS, WORDS)
def test_the_stretches_are_the_whole_text_of_either_side(before: str, after: str) -> None:
    changes = diff_words(before, after)
    if changes:
        assert "".join(change.before for change in changes) == before or before.strip("–“”, ") == ""
        assert "".join(change.after for change in changes) == after or after.strip("–“”, ") == ""
