"""Limits on what a text may hold, with the sentence that says them."""

import pytest

from explorer.core.errors import CorpusError
from explorer.model.limits import MOST_CHARACTERS, MOST_NOTES, MOST_PASSAGES, MOST_SECTIONS, check_length
from explorer.model.profiles import Note, Passage, Section, Source, take_marks
from tests.factories import make_chapter


def test_a_length_is_checked_with_the_limit() -> None:
    check_length("x" * 10, "A title", 10)
    with pytest.raises(CorpusError, match="A title has 1,001 characters; at most 1,000 are kept"):
        check_length("x" * 1_001, "A title", 1_000)


def test_every_part_of_a_text_has_a_limit() -> None:
    long = "x" * (MOST_CHARACTERS + 1)
    for build in (
        lambda: Passage("kgz-2021", "drugs", 1, long),
        lambda: Note("1", long),
        lambda: Section("drugs", notes=(long,)),
        lambda: Section("drugs", heading=long),
        lambda: Source(title=long),
        lambda: take_marks([long]),
    ):
        with pytest.raises(CorpusError, match=r"has 50,001 characters; at most [\d,]+ are kept"):
            build()
    with pytest.raises(CorpusError, match=f"more than {MOST_NOTES:,} marks"):
        take_marks(["x"] * (MOST_NOTES + 1))


def test_a_text_has_not_too_many_parts() -> None:
    chapter = make_chapter()
    first = chapter.sections[0]
    with pytest.raises(CorpusError, match=f"more than {MOST_SECTIONS:,} sections"):
        type(chapter)(chapter.id, chapter.title, "full", (first,) * (MOST_SECTIONS + 1))
    passages = tuple(Passage(chapter.id, first.slug, number, "Text.") for number in range(1, MOST_PASSAGES + 2))
    with pytest.raises(CorpusError, match=f"10,001 passages and notes; at most {MOST_PASSAGES:,} are kept"):
        type(chapter)(chapter.id, chapter.title, "full", (Section(first.slug, passages, heading=first.heading),))
