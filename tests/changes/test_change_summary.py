"""What changed, in one sentence."""

from explorer.changes.change_summary import score_step, summarize
from explorer.changes.text_changes import compare_texts
from explorer.model.taxonomy import taxonomy
from tests.factories import changed_editions, make_profile

BEFORE, AFTER, AFTER_ALONE, SCORES_ALONE = changed_editions()
TEXT = {"drugs": ["Heroin is rare."]}


def test_passages_come_first_and_then_the_scores_that_changed_most() -> None:
    assert summarize(compare_texts(BEFORE, AFTER)) == "1 new passage, 1 edited, 1 moved, 1 gone; heroin trade 7.0 → 6.5"
    assert summarize(compare_texts(SCORES_ALONE, AFTER_ALONE)) == "heroin trade 5.0 → 6.0"


def test_what_did_not_change_is_said() -> None:
    before, after = (make_profile(f"tjk-{edition}", TEXT, scores={"heroin-trade": 5.0}) for edition in (2021, 2023))
    assert summarize(compare_texts(before, after)) == "not a word of the text differs; no score of an indicator changed"
    assert summarize(compare_texts(make_profile("tjk-2021", TEXT), after)) == "not a word of the text differs"


def test_of_many_scores_the_largest_changes_are_named() -> None:
    slugs = [indicator.slug for indicator in taxonomy().indicators if indicator.first_edition == 2021][:7]
    before = make_profile("tjk-2021", scores=dict.fromkeys(slugs, 4.0))
    after = make_profile("tjk-2023", scores={slug: 4.5 + number / 2 for number, slug in enumerate(slugs)})
    summary = summarize(compare_texts(before, after))
    assert summary.endswith(" and 3 more scores")
    assert summary.split(", ")[0] == score_step(next(
        row for row in compare_texts(before, after).scores if row.indicator.slug == slugs[-1]
    ))  # fmt: skip
