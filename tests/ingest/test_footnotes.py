"""Footnotes of a page, joined to the passages that refer to them."""

from explorer.ingest.footnotes import DraftPassage, Footnotes
from explorer.ingest.lines import Line, NoteMark
from explorer.model.profiles import Note


def notes_of(passages: list[DraftPassage], *notes: Line, is_list: bool = True) -> Footnotes:
    """Read the footnotes of lines: passages first, then notes, in a list of notes or only after the text."""
    texts = {place: (passage.text, passage.references) for place, passage in enumerate(passages)}
    footnotes = Footnotes(texts, end=len(passages))
    for place, line in enumerate(notes, len(passages)):
        footnotes.add(place, line, line.text, is_notes=is_list, may_follow=True)
    return footnotes


def test_a_mark_finds_its_note_by_number() -> None:
    passage = DraftPassage("Tea is sold.", (NoteMark("1", place=12), NoteMark("2", place=3)))
    assert notes_of([passage], Line("1. A ledger."), Line("2. A diary.")).join([passage]) == []
    assert passage.notes == (Note("1", "A ledger.", (12,)), Note("2", "A diary.", (3,)))


def test_an_anchor_decides_where_numbers_are_used_twice() -> None:
    first = DraftPassage("Tea is sold.", (NoteMark("1", "a", 12),))
    second = DraftPassage("So is opium.", (NoteMark("1", "b", 12),))
    lines = (Line("1 A ledger. ↩", anchors=("a",)), Line("1 A diary. ↩", anchors=("b",)))
    assert notes_of([first, second], *lines).join([first, second]) == []
    assert [passage.notes[0].text for passage in (first, second)] == ["A ledger.", "A diary."]


def test_marks_that_are_glued_to_words_count_upwards() -> None:
    passage = DraftPassage("They sell tea along the border.1 In 1998 they sold 20.2", ())
    notes_of([passage], Line("1 A ledger."), Line("2 A diary.")).join([passage])
    assert passage.text == "They sell tea along the border. In 1998 they sold 20.2"
    assert passage.notes == (Note("1", "A ledger.", (31,)),)


def test_a_mark_without_a_note_is_reported_and_kept() -> None:
    passage = DraftPassage("Tea is sold.", (NoteMark("7", place=12),))
    assert notes_of([passage], Line("1. A ledger.")).join([passage]) == ["7"]
    assert passage.notes == (Note("7", "", (12,)),)


def test_a_note_without_a_mark_is_not_lost() -> None:
    passage = DraftPassage("Tea is sold.", (NoteMark("1", place=12),))
    footnotes = notes_of([passage], Line("1. A ledger."), Line("2. A diary."))
    footnotes.join([passage])
    assert footnotes.unused() == ["2 A diary."]


def test_notes_after_the_text_are_taken_in_order_of_their_marks() -> None:
    passage = DraftPassage("Tea is sold.", (NoteMark("1", place=12), NoteMark("2", place=3)))
    footnotes = notes_of(
        [passage], Line("2024 was a good year."), Line("1 A ledger."), Line("2 A diary."), is_list=False
    )
    footnotes.join([passage])
    assert [note.text for note in passage.notes] == ["A ledger.", "A diary."]
    assert footnotes.unused() == []


def test_a_note_of_two_paragraphs_is_one() -> None:
    passage = DraftPassage("Tea is sold.", (NoteMark("1", place=12),))
    footnotes = notes_of([passage], Line("1. A ledger."))
    footnotes.extend("Page 2. ↩")
    footnotes.join([passage])
    assert passage.notes[0].text == "A ledger. Page 2."
