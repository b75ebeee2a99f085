"""Marks of notes in Markdown: `[^12]` in a paragraph, as CommonMark's footnote extensions write them.

A mark that has no note, or follows an odd number of backslashes, is text.
See https://github.github.com/gfm/ and https://pandoc.org/MANUAL.html#footnotes.
"""

import re
from dataclasses import replace

from explorer.model.profiles import Passage, take_marks

_MARK = re.compile(r"(?<!\\)(\\*+)(\[\^([^\s\[\]]+)\])")  # one where the passage has such a note, else text


def read_marks(passage: Passage) -> Passage:
    """Take the marks of a passage's notes out of its text and set the places of each note."""
    known = {note.mark for note in passage.notes}
    pieces = [""]
    marks: list[str] = []
    end = 0
    for match in _MARK.finditer(passage.text):
        backslashes, written, mark = match.groups()
        if mark not in known:
            continue
        pieces[-1] += passage.text[end : match.start()] + backslashes[: len(backslashes) // 2]
        end = match.end()
        if len(backslashes) % 2:
            pieces[-1] += written
        else:
            marks.append(mark)
            pieces.append("")
    pieces[-1] += passage.text[end:]
    text, places = take_marks(pieces)
    by_mark: dict[str, list[int]] = {}
    for mark, place in zip(marks, places, strict=True):
        by_mark.setdefault(mark, []).append(place)
    # Of two notes with the same mark the first has its places, as in any Markdown.
    placed = tuple(replace(note, places=tuple(sorted(set(by_mark.pop(note.mark, ()))))) for note in passage.notes)
    return replace(passage, text=text, notes=placed)


def write_marks(passage: Passage) -> str:
    """Write a passage's text with `[^12]` at each mark of a note; the same characters in the text are escaped."""
    known = {note.mark for note in passage.notes}

    def escape(match: re.Match[str]) -> str:
        backslashes, written, mark = match.groups()
        return f"{backslashes * 2}\\{written}" if mark in known else match[0]

    text = ""
    end = 0
    for place, number, _ in passage.marks():
        before = _MARK.sub(escape, passage.text[end:place])
        backslashes = before[len(before.rstrip("\\")) :]
        text += f"{before}{backslashes}[^{passage.notes[number - 1].mark}]"
        end = place
    return text + _MARK.sub(escape, passage.text[end:])


def escape_block(text: str) -> str:
    """Put a backslash before a paragraph that Markdown would read as a heading, a quotation or a footnote."""
    return "\\" + text if text.startswith(("#", ">", "\\", "[^")) else text
