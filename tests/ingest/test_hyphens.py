"""Hyphens at the ends of lines."""

from itertools import pairwise

import pytest

from explorer.ingest.hyphens import Hyphens, break_signs, is_hyphenated, widths

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
    assert widths("They can", "exacerbate it", "") == range(8, 19)
    assert widths("They can", "half-open it", "-") == range(8, 14)
    assert widths("They can", "half-open it", "/") == range(8, 18)
    assert is_hyphenated("half-", "open") and not is_hyphenated("large-", "and small")
    assert break_signs([("half-", "open"), ("large-", "and small"), ("gangs/", "groups"), ("so –", "and")]) in (
        "-/",
        "/-",
    )


@pytest.mark.parametrize(
    ("before", "line", "whole"),
    [
        ("of groups/", "gangs here", "of groups/gangs here"),
        ("and/", "or", "and/or"),
        ("at https://example.org/", "they say", "at https://example.org/ they say"),
        ("the Kyrgyzstan–", "Tajikistan border", "the Kyrgyzstan–Tajikistan border"),
        ("of 2010–", "2015", "of 2010–2015"),
        ("the border –", "a river –", "the border – a river –"),
        ("of Al-Qaeda—", "linked gangs", "of Al-Qaeda—linked gangs"),
        ("of Al-Qaeda", "—linked gangs", "of Al-Qaeda—linked gangs"),
        ("below zero", "–5 degrees", "below zero –5 degrees"),
        ("a U.S.-", "led force", "a U.S.-led force"),
        ("the (GI-TOC)-", "led force", "the (GI-TOC)-led force"),
        ("a 50%-", "owned firm", "a 50%-owned firm"),
        ("the pro-", "“people” men", "the pro-“people” men"),
        ("small\u2010", "and medium-sized", "small- and medium-sized"),
        ("the non\u2011", "state actors", "the non\u2011state actors"),
    ],
)
def test_no_space_is_added_where_a_sign_joins_words(before: str, line: str, whole: str) -> None:
    assert f"{Hyphens([before, line]).end(before, line)}{line}" == whole


def test_the_hyphen_of_typesetters_goes_but_in_a_compound_that_is_elsewhere() -> None:
    lines = [*("It is prima\u2010", "rily the half\u2010", "open gate of a half-open yard, there\u2010", "fore there")]
    assert [Hyphens(lines).end(*pair) for pair in pairwise(lines)] == ["It is prima", "rily the half-", lines[2][:-1]]
    everywhere = ["the half\u2010open gates of state\u2010", "embedded actors with half\u2010", "open hands"]
    assert [Hyphens(everywhere).end(*pair) for pair in pairwise(everywhere)] == everywhere[:2]
