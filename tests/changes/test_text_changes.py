"""Two texts of a country, passage by passage, with their scores."""

from explorer.changes.text_changes import compare_texts
from tests.factories import bundled_digest, changed_editions, kyrgyzstan_2023, make_profile

BEFORE, AFTER, AFTER_ALONE, SCORES_ALONE = changed_editions()


def test_each_passage_of_either_text_is_in_one_entry() -> None:
    changes = compare_texts(BEFORE, AFTER)
    entries = [change for section in changes.sections for change in section.passages]
    assert sorted(passage.id for entry in entries for passage in entry.before) == sorted(
        passage.id for passage in BEFORE.passages()
    )
    assert sorted(passage.id for entry in entries for passage in entry.after) == sorted(
        passage.id for passage in AFTER.passages()
    )
    assert changes.counts() == {"same": 2, "edited": 1, "moved": 1, "split": 0, "merged": 0, "new": 1, "gone": 1}


def test_new_are_words_that_were_not_there_before() -> None:
    (section,) = compare_texts(BEFORE, AFTER, "drugs").sections
    assert [change.after[0].number for change in section.passages if change.is_new] == [1, 2]


def test_a_passage_that_was_only_divided_is_not_new() -> None:
    first, second = "Gold is dug by hand. Rivers are poisoned.", "Timber is floated at night. Mills ask nothing."
    whole = make_profile("tjk-2021", {"environment": [f"{first} {second}"]})
    divided = make_profile("tjk-2023", {"environment": [first, second]})
    edited = make_profile("tjk-2023", {"environment": [first, second.replace("night", "dawn")]})
    for after, is_new in ((divided, False), (edited, True)):
        (change,) = compare_texts(whole, after).sections[0].passages
        assert (change.kind, change.is_new) == ("split", is_new)


def test_a_section_has_the_scores_of_its_indicators() -> None:
    (section,) = compare_texts(BEFORE, AFTER, "drugs").sections
    assert [(row.indicator.slug, row.scores) for row in section.scores] == [
        ("heroin-trade", (7.0, 6.5)),
        ("cannabis-trade", (4.0, 4.0)),
    ]


def test_texts_that_cannot_be_compared_are_not_and_the_reason_is_given() -> None:
    for before, after, reason in (
        (SCORES_ALONE, AFTER_ALONE, "There is no text of Uzbekistan 2021 here, only scores. The text of"),
        (SCORES_ALONE, make_profile("uzb-2023"), "There is no text of Uzbekistan 2021 and Uzbekistan 2023 here"),
        (bundled_digest(), kyrgyzstan_2023(), "The text of Kyrgyzstan 2021 is a digest"),
    ):
        changes = compare_texts(before, after)
        assert not changes.has_text
        assert changes.sections == ()
        assert changes.notices[0].startswith(reason)
