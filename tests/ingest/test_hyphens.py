"""Hyphens at the ends of lines."""

import pytest

from explorer.ingest.hyphens import Hyphens, is_hyphenated, widths

LINES = [
    "They exacerbate the calendar of all small- and state-embedded traders of the half-",
    "open harbour, and all of the state-",
    "embedded officers who can only exacer-",
    "bate it in each of the calen-",
    "dar months for large-",
    "and small traders of the har-",
    "bour with its half-open gate.",
]


@pytest.mark.parametrize("number", range(len(LINES) - 1))
def test_a_hyphen_goes_where_it_divides_a_word_that_stands_elsewhere(number: int) -> None:
    ended = Hyphens(LINES).end(LINES[number], LINES[number + 1])
    word = f"{ended}{LINES[number + 1]}"[len(LINES[number].rpartition(" ")[0]) :]
    expected = ("half-open", "state-embedded", "exacerbate", "calendar", "large- and", "harbour")
    assert word.startswith(f" {expected[number]}")


def test_a_soft_hyphen_goes_and_a_space_follows_a_whole_word() -> None:
    assert [Hyphens([]).end(before, "cerbate") for before in ("They exa\u00ad", "They exa")] == [
        "They exa",
        "They exa ",
    ]


def test_a_line_is_broken_at_every_width_that_has_no_room_for_the_next_word() -> None:
    assert widths("They can", "exacerbate it", False) == range(8, 19)
    assert widths("They can", "half-open it", True) == range(8, 14)
    assert is_hyphenated("half-", "open") and not is_hyphenated("large-", "and small")
