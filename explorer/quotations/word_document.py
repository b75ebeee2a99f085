"""The text of a Word document, and the same document with comments: Office Open XML, ECMA-376 part 1.

Only the parts that comments need are written anew; all others are kept byte for byte. The text of notes and of text
boxes comes after that of the body, and comments on it are at the place of the note or box: Word has none within them.
"""

import datetime
import posixpath
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Any

from explorer.core.errors import QueryError
from explorer.quotations.article import LONGEST_ARTICLE
from explorer.quotations.word_package import (
    CONTENT_TYPES,
    main_part,
    parse_part,
    read_package,
    relationships_of,
    target_of,
    write_package,
)
from explorer.quotations.xml_text import printable

AUTHOR, INITIALS = "OC Explorer", "OC"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_AROUND_BLOCKS = {f"{_W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo")}
_AROUND_RUNS = _AROUND_BLOCKS | {f"{_W}{name}" for name in ("hyperlink", "smartTag", "fldSimple", "dir", "bdo")}
_MARKS = {
    f"{_W}tab": "\t",
    f"{_W}ptab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
}
_NOTES = {f"{_W}footnoteReference": "footnotes", f"{_W}endnoteReference": "endnotes"}


@dataclass(frozen=True, slots=True)
class WordComment:
    """A comment on a stretch of the text of a document."""

    start: int
    end: int
    lines: tuple[str, ...]


@dataclass(slots=True)
class _WordText:
    """Text of a child of a run; of a note or a text box, the child that is in its place."""

    start: int
    end: int
    node: Any
    is_elsewhere: bool = False


class _Reader:
    """Reads the text of a document, with the nodes that it comes from."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.parts = parts
        self.main = main_part(parts)
        self.root = parse_part(parts, self.main)
        self.segments: list[_WordText] = []
        self._texts: list[str] = []
        self._length = 0
        self._place: Any = None  # of the note or box that is read
        self._apart: list[tuple[Any, Any]] = []  # notes and boxes, each with its place
        self._notes: dict[str, dict[str, Any]] = {}  # by kind and id, those that were not yet referred to
        body = self.root.find(f"{_W}body")
        if body is None:
            raise QueryError(
                "The Word document has no text that can be read. Save it again as a Word document (.docx)."
            )
        self._read_blocks(body, "\n\n")
        for content, place in self._apart:  # which grows while a box with a note is read
            self._place = place
            self._add("\n\n", None)
            self._read_blocks(content, "\n\n")

    @property
    def text(self) -> str:
        return "".join(self._texts)

    def _add(self, text: str, node: Any) -> None:
        if not text:
            return
        start, self._length = self._length, self._length + len(text)
        if self._length > LONGEST_ARTICLE:
            raise QueryError(f"An article has at most {LONGEST_ARTICLE:,} characters; this document has more.")
        self._texts.append(text)
        if node is not None:
            is_elsewhere = self._place is not None
            self.segments.append(_WordText(start, self._length, self._place if is_elsewhere else node, is_elsewhere))

    def _read_blocks(self, parent: Any, between: str) -> None:
        """Read paragraphs and tables, with a mark between them."""
        for number, block in enumerate(_blocks(parent)):
            if number:
                self._add(between, None)
            if block.tag == f"{_W}p":
                self._read_runs(block)
            else:
                self._read_table(block)

    def _read_table(self, table: Any) -> None:
        """Read a table as it is pasted: a row a line, with tabs between its cells."""
        for row_number, row in enumerate(table.iterchildren(f"{_W}tr")):
            if row_number:
                self._add("\n", None)
            for cell_number, cell in enumerate(row.iterchildren(f"{_W}tc")):
                if cell_number:
                    self._add("\t", None)
                self._read_blocks(cell, " ")

    def _read_runs(self, parent: Any) -> None:
        for child in parent:
            if child.tag == f"{_W}r":
                self._read_run(child)
            elif child.tag in _AROUND_RUNS:
                self._read_runs(child)

    def _read_run(self, run: Any) -> None:
        for child in run:
            if child.tag == f"{_W}t":
                self._add(child.text or "", child)
            elif child.tag in _MARKS:
                self._add(_MARKS[child.tag], child)
            elif isinstance(child.tag, str):
                note = self._take_note(_NOTES[child.tag], child.get(f"{_W}id")) if child.tag in _NOTES else None
                place = child if self._place is None else self._place
                self._apart += [(content, place) for content in (_boxes(child) if note is None else (note,))]

    def _take_note(self, kind: str, id: str) -> Any:
        """Return a note, once; None for one that is not there."""
        if kind not in self._notes:
            name = target_of(self.parts, self.main, f"{_OFFICE}{kind}")
            notes = parse_part(self.parts, name) if name in self.parts else ()
            self._notes[kind] = {note.get(f"{_W}id"): note for note in notes if isinstance(note.tag, str)}
        return self._notes[kind].pop(id, None)


def _blocks(parent: Any) -> Iterator[Any]:
    """Yield paragraphs and tables, through what only wraps them."""
    for child in parent:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in _AROUND_BLOCKS:
            yield from _blocks(child)


def _boxes(node: Any) -> Iterator[Any]:
    """Yield the contents of text boxes; of two forms of one, the first."""
    choice = node.find(f"{_COMPATIBILITY}Choice") if node.tag == f"{_COMPATIBILITY}AlternateContent" else None
    for box in (node if choice is None else choice).iter(f"{_W}txbxContent"):
        within = takewhile(lambda ancestor: ancestor is not node, box.iterancestors())
        if not any(ancestor.tag == box.tag for ancestor in within):  # which its own text is read with
            yield box


def read_word_text(data: bytes) -> str:
    """Return the text of a Word document. Raises QueryError."""
    return _Reader(read_package(data)).text


def add_comments(data: bytes, comments: Iterable[WordComment], now: datetime.datetime) -> bytes:
    """Return a Word document with comments on its text, as `read_word_text` returns that. Raises QueryError."""
    parts = read_package(data)
    reader = _Reader(parts)
    listed = [comment for comment in comments if reader.segments]
    if not listed:
        return data
    segments = _split_runs(reader.segments, {place for comment in listed for place in (comment.start, comment.end)})
    name, root = _comments_part(parts, reader.main)
    first = max((int(id) for comment in root if (id := comment.get(f"{_W}id") or "").isdecimal()), default=-1) + 1
    for id, comment in enumerate(listed, first):
        root.append(_comment(id, comment, now))
        _mark(segments, comment, str(id))
    return write_package(data, parts | {name: _written(root), reader.main: _written(reader.root)})


def _split_runs(segments: list[_WordText], places: set[int]) -> list[_WordText]:
    """Divide the runs in which a comment begins or ends, so that none does within a run."""
    spans: dict[Any, list[_WordText]] = {}
    for segment in segments:
        if not segment.is_elsewhere:
            spans.setdefault(segment.node.getparent(), []).append(segment)
    ordered = sorted(places)
    divided: dict[int, list[_WordText]] = {}
    for run, own in spans.items():
        if inside := _within(ordered, own[0].start, own[-1].end):
            _divide(run, own, inside, divided)
    return [piece for segment in segments for piece in divided.get(id(segment), [segment])]


def _within(ordered: list[int], start: int, end: int) -> list[int]:
    return ordered[bisect_right(ordered, start) : bisect_left(ordered, end)]


def _divide(run: Any, own: list[_WordText], places: list[int], divided: dict[int, list[_WordText]]) -> None:
    """Replace a run with one for each of its children, of which texts are cut at the places."""
    by_node = {segment.node: segment for segment in own}
    properties = run.find(f"{_W}rPr")
    after = run
    for child in [node for node in run if node is not properties]:
        segment = by_node.get(child)
        nodes = [child]
        if segment is not None and child.tag == f"{_W}t":
            cuts = [segment.start, *_within(places, segment.start, segment.end), segment.end]
            text = child.text or ""
            nodes = [child, *(deepcopy(child) for _ in cuts[2:])]
            pieces = [(start, end, node) for (start, end), node in zip(pairwise(cuts), nodes, strict=True)]
            for start, end, node in pieces:
                node.text = text[start - segment.start : end - segment.start]
                node.set(_SPACE, "preserve")
            divided[id(segment)] = [_WordText(start, end, node) for start, end, node in pieces]
        for node in nodes:
            own_run = run.makeelement(run.tag, dict(run.attrib))
            if properties is not None:
                own_run.append(deepcopy(properties))
            own_run.append(node)
            after.addnext(own_run)
            after = own_run
    run.getparent().remove(run)


def _mark(segments: list[_WordText], comment: WordComment, id: str) -> None:
    """Put the start, the end and the reference of a comment beside the runs that it is on."""
    begin = bisect_right(segments, comment.start, key=lambda segment: segment.end)
    stop = bisect_left(segments, comment.end, key=lambda segment: segment.start)
    # A stretch without text of a run, such as the break between paragraphs, is commented on beside it.
    begin = min(begin, len(segments) - 1)
    covered = segments[begin:stop] or [segments[begin]]
    if covered[0].is_elsewhere:
        covered = covered[:1]
    body = [segment for segment in covered if not segment.is_elsewhere] or covered
    first, last = body[0].node.getparent(), body[-1].node.getparent()
    first.addprevious(first.makeelement(f"{_W}commentRangeStart", {f"{_W}id": id}))
    end = first.makeelement(f"{_W}commentRangeEnd", {f"{_W}id": id})
    last.addnext(end)
    reference = first.makeelement(f"{_W}r")
    reference.append(first.makeelement(f"{_W}commentReference", {f"{_W}id": id}))
    end.addnext(reference)


def _comment(id: int, comment: WordComment, now: datetime.datetime) -> Any:
    from lxml import etree

    element = etree.Element(f"{_W}comment", nsmap={"w": _W[1:-1]})
    element.set(f"{_W}id", str(id))
    element.set(f"{_W}author", AUTHOR)
    element.set(f"{_W}initials", INITIALS)
    element.set(f"{_W}date", now.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    for number, line in enumerate(comment.lines):
        paragraph = etree.SubElement(element, f"{_W}p")
        if not number:
            etree.SubElement(etree.SubElement(paragraph, f"{_W}r"), f"{_W}annotationRef")
        text = etree.SubElement(etree.SubElement(paragraph, f"{_W}r"), f"{_W}t")
        text.text = printable(line)
        text.set(_SPACE, "preserve")
    return element


def _comments_part(parts: dict[str, bytes], main: str) -> tuple[str, Any]:
    """Return the name and the root of the part of comments, which is added where there is none."""
    from lxml import etree

    name = target_of(parts, main, f"{_OFFICE}comments")
    if name in parts:
        return name, parse_part(parts, name)
    folder = posixpath.dirname(main)
    file = next(
        f"comments{number}.xml"
        for number in ("", *range(1, 1000))
        if posixpath.join(folder, f"comments{number}.xml") not in parts
    )
    name = posixpath.join(folder, file)
    related = relationships_of(main)
    root = (
        parse_part(parts, related)
        if related in parts
        else etree.Element(f"{_RELATIONSHIPS}Relationships", nsmap={None: _RELATIONSHIPS[1:-1]})
    )
    ids = {element.get("Id") for element in root}
    id = next(f"rIdOc{number}" for number in range(1, len(ids) + 2) if f"rIdOc{number}" not in ids)
    etree.SubElement(root, f"{_RELATIONSHIPS}Relationship", Id=id, Type=f"{_OFFICE}comments", Target=file)
    types = parse_part(parts, CONTENT_TYPES)
    etree.SubElement(types, f"{_TYPES}Override", PartName=f"/{name}", ContentType=_COMMENTS_TYPE)
    parts |= {related: _written(root), CONTENT_TYPES: _written(types)}
    return name, etree.Element(f"{_W}comments", nsmap={"w": _W[1:-1]})


def _written(root: Any) -> bytes:
    from lxml import etree

    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
