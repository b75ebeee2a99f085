"""Footnotes and endnotes of a page, found by the anchors and marks that refer to them, and joined to passages."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from explorer.ingest.lines import RAISED, Line, NoteMark
from explorer.model.profiles import Note

TITLES = frozenset({"notes", "endnotes", "end notes", "footnotes", "references", "sources"})  # of their list, folded
_NUMBERED = re.compile(r"(?:\[(\d{1,3})\]|([¹²³⁰⁴-⁹]{1,3})|(\d{1,3})(?:[.):]|(?=\s)))\s*(?=\S)")
_RETURN = re.compile(r"[\s↩↑^⏎⤴\ufe0e\ufe0f]+$|^[\s↩↑^⏎⤴\ufe0e\ufe0f]+")
_GLUED_MARK = re.compile(
    r"(?:(?<=[^\d\s][.,;:!?”\"’)])|(?<=\b(?:19|20)\d\d[.,;)]))(\d{1,3})(?=\s|$)"
    r"|(?<=[a-z])(\d{1,3})(?=[.,;:!?]?(?:\s|$))"
)


@dataclass(slots=True)
class DraftPassage:
    """A passage before it has its place in a profile or chapter."""

    text: str
    references: tuple[NoteMark, ...]
    notes: tuple[Note, ...] = ()


class Footnotes:
    """The notes of one page, as they are found line by line."""

    def __init__(self, read: Mapping[int, tuple[str, tuple[NoteMark, ...]]], end: int) -> None:
        """Begin with the text and the references of each line, `read`, by place; those of the text are before `end`."""
        self._by_mark: dict[str, Note] = {}
        self._by_anchor: dict[str, Note] = {}
        self._used: set[Note] = set()
        inside = [
            (place, reference) for place, (_, references) in read.items() if place < end for reference in references
        ]
        self._anchors: dict[str, tuple[int, str]] = {}  # where it is first referred to, and by which mark
        for place, reference in inside:
            self._anchors.setdefault(reference.target, (place, reference.mark))
        self.marks = {reference.mark for _, reference in inside}
        # Text that was saved from a browser has the marks glued to its words: "along the border.1 The".
        self._is_glued = not inside
        self._glued = 0  # the highest mark so far
        if self._is_glued:
            texts = (text for place, (text, _) in read.items() if place < end)
            self.marks = {match[1] or match[2] for text in texts for match in _GLUED_MARK.finditer(text)}

    def add(self, place: int, line: Line, text: str, is_notes: bool, may_follow: bool) -> bool:
        """Add a line as the text of a note, in a list of notes or after the text. False when it is none."""
        opening = _NUMBERED.match(text)
        own = next(filter(None, opening.groups()), "").translate(RAISED) if opening else ""
        mark = own if line.number is None else str(line.number)
        target = next(
            (anchor for anchor in line.anchors if anchor in self._anchors and self._anchors[anchor][0] < place), None
        )
        if target is not None:
            mark = self._anchors[target][1] if line.number is None else mark
        elif not mark or not (is_notes or (may_follow and mark in self.marks and int(mark) == len(self._by_mark) + 1)):
            return False
        body = text[opening.end() :] if opening and own == mark else text.removeprefix(f"{mark} ")
        note = Note(mark, _RETURN.sub("", body))
        self._by_mark.setdefault(mark, note)
        if target is not None:
            self._by_anchor[target] = note
        return True

    def extend(self, text: str) -> None:
        """Add a further paragraph to the note that was found last; nothing changes nothing."""
        last = next(reversed(self._by_mark.values()))
        longer = Note(last.mark, f"{last.text} {_RETURN.sub('', text)}".strip())
        for notes in (self._by_mark, self._by_anchor):
            notes.update({key: longer for key, note in notes.items() if note is last})

    def join(self, passages: Iterable[DraftPassage]) -> list[str]:
        """Give each passage the notes that it refers to; return the marks that have none.

        A raised figure without a note is put back into the text.
        """
        missing: dict[str, None] = {}
        for passage in passages:
            if self._is_glued:
                passage.text, passage.references = self._take_glued(passage.text)
            self._put_back(passage)
            places: dict[Note, list[int]] = {}
            for reference in passage.references:
                note = self._note(reference)
                if note is None:
                    note = Note(reference.mark)
                    missing[reference.mark] = None
                places.setdefault(note, []).append(reference.place)
            self._used.update(places)
            passage.notes = tuple(_placed(places))
        return list(missing)

    def unused(self) -> list[str]:
        """List the notes to which no passage refers, once they are joined."""
        notes = (*self._by_mark.values(), *self._by_anchor.values())
        return list(dict.fromkeys(str(note) for note in notes if note not in self._used))

    def _note(self, reference: NoteMark) -> Note | None:
        return self._by_anchor.get(reference.target) or self._by_mark.get(reference.mark)

    def _put_back(self, passage: DraftPassage) -> None:
        """Put the raised figures that refer to no note back into a text: "R²"."""
        text, length = passage.text, len(passage.text)
        references = []
        for reference in passage.references:
            place = reference.place + len(text) - length
            if reference.raised and self._note(reference) is None:
                text = text[:place] + reference.raised + text[place:]
            else:
                references.append(replace(reference, place=place))
        passage.text, passage.references = text, tuple(references)

    def _take_glued(self, text: str) -> tuple[str, tuple[NoteMark, ...]]:
        """Take the marks of endnotes out of a text where only their order distinguishes them from its figures."""
        marks: list[NoteMark] = []
        taken = 0  # characters so far

        def take(match: re.Match[str]) -> str:
            nonlocal taken
            mark = match[1] or match[2]
            following = self._glued + 1
            if mark not in self._by_mark or int(mark) > following or (match[2] and int(mark) != following):
                return match[0]
            self._glued = max(self._glued, int(mark))
            marks.append(NoteMark(mark, place=match.start() - taken))
            taken += len(mark)
            return ""

        return _GLUED_MARK.sub(take, text), tuple(marks)


def _placed(places: Mapping[Note, Sequence[int]]) -> Iterator[Note]:
    """Set the places of notes, each of which has a mark of its own."""
    marks: set[str] = set()
    for note, places_of_note in places.items():
        mark = note.mark
        while mark in marks:  # as where each part of a passage numbers its notes from 1
            mark += "′"
        marks.add(mark)
        yield Note(mark, note.text, tuple(sorted(set(places_of_note))))
