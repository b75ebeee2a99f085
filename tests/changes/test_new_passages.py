"""Which passages are new against the edition before."""

from explorer.changes.new_passages import mark_new_passages
from tests.factories import changed_editions, make_chapter, make_profile

BEFORE, AFTER, AFTER_ALONE, SCORES_ALONE = changed_editions()


def test_new_and_edited_passages_have_their_edition_and_profiles_without_earlier_text_are_marked_once() -> None:
    assert mark_new_passages([BEFORE, AFTER, AFTER_ALONE, SCORES_ALONE, make_chapter()]) == {
        "tjk-2021/people/1": "2021/uncompared",
        "tjk-2023/drugs/1": "2023",
        "tjk-2023/drugs/2": "2023",
        "uzb-2023/drugs/1": "2023/uncompared",
    }


def test_a_profile_is_compared_with_the_nearest_edition_whose_text_is_of_its_kind() -> None:
    text = {"drugs": ["Heroin is rare."]}
    first, last = make_profile("tjk-2021", text), make_profile("tjk-2025", text)
    digest = make_profile("tjk-2023", {"drugs": ["Opiates are hardly found."]}, text_kind="digest")
    assert "tjk-2025/drugs/1" not in mark_new_passages([last, digest, first])
    assert mark_new_passages([last, digest])["tjk-2025/drugs/1"] == "2025/uncompared"
