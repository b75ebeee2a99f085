"""An article is cut so that every finding and all that was not read has its place."""

from hypothesis import given
from hypothesis.strategies import integers, lists, sampled_from, tuples

from explorer.quotations.article_marks import mark_article
from explorer.quotations.checked_article import CheckedArticle, Finding
from explorer.quotations.claim import UnreadText


def finding(start: int, end: int, status: str) -> Finding:
    return Finding("claim", start, end, "", status, "")


def test_findings_that_overlap_are_all_there_and_the_worst_is_shown() -> None:
    text = "abcdefghij\n"
    article = CheckedArticle(
        (finding(0, 11, "matches"), finding(2, 5, "differs"), finding(4, 7, "cannot be checked")),
        (UnreadText(6, 8, "gh"),),
    )
    stretches = mark_article(text, article)
    assert [(item.text, item.verdict, [note.number for note in item.ending], item.unread) for item in stretches] == [
        ("ab", "matches", [], 0),
        ("cd", "differs", [], 0),
        ("e", "differs", [2], 0),
        ("f", "open", [], 0),
        ("g", "open", [3], 1),
        ("h", "matches", [], 1),
        ("ij", "matches", [1], 0),
        ("\n", None, [], 0),
    ]
    assert [item.is_unread_start for item in stretches] == [False] * 4 + [True] + [False] * 3


SPANS = lists(tuples(integers(0, 19), integers(1, 8), sampled_from(["matches", "differs", "too short"])), max_size=8)


@given(SPANS)
def test_no_text_is_lost_and_every_finding_ends_once(spans: list[tuple[int, int, str]]) -> None:
    text = "one  two\n\nthree four"
    spans = sorted(spans)
    found = tuple(finding(start, min(start + length, len(text)), status) for start, length, status in spans)
    stretches = mark_article(text, CheckedArticle(found))
    assert "".join(item.text for item in stretches) == text
    assert sorted(note.number for item in stretches for note in item.ending) == list(range(1, len(found) + 1))
