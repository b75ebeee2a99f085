"""Footnote marks in Markdown."""

import pytest

from explorer.corpus.footnote_marks import escape_block, read_marks, write_marks
from explorer.model.profiles import Note, Passage


def passage(text: str, *notes: Note) -> Passage:
    return Passage("kgz-2021", "drugs", 1, text, notes)


def test_marks_become_the_places_of_their_notes() -> None:
    read = read_marks(passage("Tea[^1] and opium.[^2] More.[^1]", Note("1", "A ledger."), Note("2", "A diary.")))
    assert read.text == "Tea and opium. More."
    assert [note.places for note in read.notes] == [(3, 20), (14,)]


@pytest.mark.parametrize("text", ["A mark[^2] without a note.", "Brackets [1] alone.", r"A \[^2] of its own."])
def test_what_has_no_note_is_text(text: str) -> None:
    assert read_marks(passage(text, Note("1", "A ledger."))).text == text


def test_a_mark_after_a_backslash_is_text() -> None:
    read = read_marks(passage(r"It wrote \[^1] out.[^1]", Note("1", "A ledger.")))
    assert (read.text, read.notes[0].places) == ("It wrote [^1] out.", (18,))


@pytest.mark.parametrize("text", ["Tea and opium.", "It wrote [^1] out.", r"A \[^1] and \\[^1].", "[^2] has no note."])
def test_written_marks_read_back(text: str) -> None:
    written = passage(text, Note("1", "A ledger.", (len(text),)))
    assert read_marks(passage(write_marks(written), Note("1", "A ledger."))) == written


@pytest.mark.parametrize("start", ["#", ">", "\\", "[^"])
def test_a_paragraph_that_markdown_would_misread_is_escaped(start: str) -> None:
    assert escape_block(f"{start} text") == f"\\{start} text"
    assert escape_block(f"text {start}") == f"text {start}"
