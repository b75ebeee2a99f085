"""The analysis of a country page: its sections, passages and notes, read by order and labels."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from explorer.errors import SourceError
from explorer.profiles import Note
from explorer.reading.lines import RAISED, Line, Page, Reference, heading_slug
from explorer.taxonomy import fold, taxonomy

# How lines begin that stand at the foot of a page of the Index, or of any page; folded.
_FOOT = re.compile(
    "(?:a series of 13 discussion papers|all rights reserved|criminal markets score is represented by|"
    "enact is funded by|follow us on|for a better experience|give us (?:your )?feedback|how to measure organized crime|"
    "opinions findings and conclusions stated|privacy policy|read more on|subscribe to|this report was funded|"
    r"terms of use|(?:we|this site|this website|this page) uses? cookies|copyright (?:c )?(?:19|20)\d\d)\b"
)
_NOTES = frozenset({"notes", "endnotes", "end notes", "footnotes", "references", "sources"})
_CONTROL = re.compile(
    "back to top|close|collapse|expand|hide|less|more|next|open|previous|print|read (?:less|more)|share|"
    "show(?: (?:less|more))?|top|x"
)
_NUMBERED = re.compile(r"(?:\[(\d{1,3})\]|([¹²³⁰⁴-⁹]{1,3})|(\d{1,3})(?:[.):]|(?=\s)))\s*(?=\S)")
_ADDRESS = re.compile(r"https?://\S+(?:\s+\d+\s?/\s?\d+)?")
_RETURN = re.compile(r"[\s↩↑^⏎⤴\ufe0e\ufe0f]+$|^[\s↩↑^⏎⤴\ufe0e\ufe0f]+")
_GLUED_MARK = re.compile(
    r"(?:(?<=[^\d\s][.,;:!?”\"’)])|(?<=\b(?:19|20)\d\d[.,;)]))(\d{1,3})(?=\s|$)"
    r"|(?<=[a-z])(\d{1,3})(?=[.,;:!?]?(?:\s|$))"
)
_SCORE = re.compile(r"\d{1,2}\.\d\d(?![\d%]|\s?(?:%|per|million|billion|thousand))|n/a", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…:][\"”’')\]]*$|[\"”]$")
_LABEL_LENGTH = 80  # characters; a passage is longer or ends as a sentence does


@dataclass(slots=True)
class DraftPassage:
    """A passage before it has its place in a profile."""

    text: str
    references: tuple[Reference, ...]
    notes: tuple[Note, ...] = ()


@dataclass(slots=True)
class DraftSection:
    """A section before it has its place in a profile."""

    slug: str
    aside: int  # where its heading stands
    passages: list[DraftPassage] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Narrative:
    """What a page says after its scores."""

    sections: tuple[DraftSection, ...]
    warnings: tuple[str, ...]


def find_headings(page: Page) -> dict[int, str]:
    """The lines that head the sections of the analysis, with their slugs; empty when there is no analysis.

    Menus and tables of contents name the sections too, and two of the names are also labels of
    scores. The analysis is where most headings, in their order, have text under them.
    """
    runs: list[dict[int, str]] = []
    filled: list[set[int]] = []  # the headings of each that have text under them
    last, aside = "", 0
    for place, line in enumerate(page.lines):
        slug = heading_slug(line.text)
        if slug is None or _is_scored(page, place, slug):
            if runs and line.aside == aside and not _is_furniture(line.text, last):
                filled[-1].add(next(reversed(runs[-1])))
            continue
        if slug == last and next(reversed(runs[-1])) not in filled[-1]:
            continue  # named twice, as where a button opens its section
        if not runs or taxonomy().heading(slug).number <= taxonomy().heading(last).number:
            runs.append({})
            filled.append(set())
        runs[-1][place] = slug
        last, aside = slug, line.aside
    counts = [len(places) for places in filled]
    if not any(counts):
        return {}
    return runs[counts.index(max(counts))]  # the first, when a page holds its analysis for two widths of screen


def read_narrative(page: Page, headings: dict[int, str]) -> Narrative:
    """The sections under their headings. Raises SourceError when the analysis breaks off."""
    reader = _Reader(page, headings)
    reader.read()
    reader.check_end()
    reader.join_notes()
    present = [section.slug for section in reader.sections]
    absent = [heading.title for heading in taxonomy().headings if heading.slug not in present]
    if absent:
        reader.warnings.append(f"The page has no section {_list(absent)}.")
    return Narrative(tuple(reader.sections), tuple(reader.warnings))


def _is_scored(page: Page, place: int, slug: str) -> bool:
    """Whether a line that could be a heading is the label of a score."""
    if not taxonomy().find_indicator(taxonomy().heading(slug).title) or place + 1 == len(page.lines):
        return False
    return _SCORE.match(page.lines[place + 1].text) is not None


def _is_furniture(text: str, section: str) -> bool:
    """Numbers, signs, controls, labels without a text and its heading again, which a page sets within a section."""
    if len(text) > _LABEL_LENGTH:
        return _ADDRESS.fullmatch(text) is not None
    folded = fold(text)
    is_sign = not folded or folded.replace(" ", "").isdecimal()
    is_named = taxonomy().find_indicator(text) is not None or heading_slug(text) == section
    return is_sign or is_named or _CONTROL.fullmatch(folded) is not None or _ADDRESS.fullmatch(text) is not None


def _is_label(text: str) -> bool:
    """Whether a line is too short for a passage and does not end as a sentence does."""
    return len(text) <= _LABEL_LENGTH and not _SENTENCE_END.search(text)


def _list(titles: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(titles[:-1]), titles[-1])))


class _Reader:
    """Reads the analysis line by line, its endnotes and where it ends."""

    def __init__(self, page: Page, headings: dict[int, str]) -> None:
        self.page = page
        self.headings = headings
        self.sections: list[DraftSection] = []
        self.warnings: list[str] = []
        self.endnotes: dict[str, Note] = {}  # by mark
        self.targets: dict[str, Note] = {}  # by anchor
        self.rest: list[int] = []  # lines after the last that was kept, but for endnotes
        self.has_foot = False  # among them
        self.are_paragraphs = True  # all passages so far are marked up as such
        self.end = self._find_end()
        self.read_lines = {place: line.passage() for place, line in enumerate(page.lines) if place >= min(headings)}
        inside = [reference for place, (_, found) in self.read_lines.items() if place < self.end for reference in found]
        self.anchors: dict[str, tuple[int, str]] = {}  # where it is first referred to, and by which mark
        for place, (_, found) in self.read_lines.items():
            for reference in found if place < self.end else ():
                self.anchors.setdefault(reference.target, (place, reference.mark))
        self.marks = {reference.mark for reference in inside}
        # Text that was saved from a browser has the marks glued to its words: "along the border.1 The".
        self.is_glued = not inside
        self.glued = 0  # the highest mark so far
        if self.is_glued:
            texts = (text for place, (text, _) in self.read_lines.items() if place < self.end)
            self.marks = {match[1] or match[2] for text in texts for match in _GLUED_MARK.finditer(text)}

    def _find_end(self) -> int:
        """Where the innermost block ends that holds all headings: what stands after it is no narrative."""
        first, last = min(self.headings), max(self.headings)
        around = [(start, end) for start, end in self.page.blocks if start <= first and end > last + 1]
        return (
            min(around, key=lambda block: block[1] - block[0])[1] if around and first < last else len(self.page.lines)
        )

    def read(self) -> None:
        is_notes = is_over = False
        last_heading = max(self.headings)
        for place, (text, references) in self.read_lines.items():
            line = self.page.lines[place]
            if slug := self.headings.get(place):
                self.sections.append(DraftSection(slug, line.aside))
                is_notes = False
                continue
            section = self.sections[-1]
            is_last = place > last_heading
            if self._add_endnote(place, text, is_notes, may_follow=is_last and bool(section.passages)):
                continue
            if fold(text) in _NOTES:
                is_notes = True
                continue
            if _is_furniture(text, section.slug):
                continue
            self.rest.append(place)
            is_foot = _FOOT.match(fold(text[:100])) is not None
            self.has_foot = self.has_foot or (is_last and (is_foot or line.is_foot))
            if is_last and (is_foot or is_notes or place >= self.end):
                is_over = True
                is_notes = False
            if is_over or is_foot or line.aside != section.aside:
                continue
            if is_last and self._ends(section, line, text):
                is_over = True
            else:
                self._keep(section, line, text, references)

    def _ends(self, section: DraftSection, line: Line, text: str) -> bool:
        """Whether a section is over, because a line of another kind follows."""
        if line.is_heading and len(text) <= _LABEL_LENGTH:
            return True
        if not section.passages and not section.notes:
            return False
        is_other = self.are_paragraphs and not line.is_paragraph
        if is_other and not _is_label(text):
            self.warnings.append(f"“{text[:60]}” and what follows was left out: it is not set as the paragraphs are.")
        return is_other or _is_label(text)

    def _keep(self, section: DraftSection, line: Line, text: str, references: tuple[Reference, ...]) -> None:
        self.rest.clear()
        self.has_foot = False
        if text.startswith("*"):
            section.notes.append(text)
            return
        self.are_paragraphs = self.are_paragraphs and line.is_paragraph
        section.passages.append(DraftPassage(text, references))
        if _is_label(text):
            self.warnings.append(f"“{text}” in {_title(section.slug)} does not read like a paragraph, but was kept.")

    def _add_endnote(self, place: int, text: str, is_notes: bool, may_follow: bool) -> bool:
        """Keep a line as the text of a note. False when it is none."""
        line = self.page.lines[place]
        opening = _NUMBERED.match(text)
        own = next(filter(None, opening.groups()), "").translate(RAISED) if opening else ""
        mark = own if line.number is None else str(line.number)
        target = next((one for one in line.anchors if one in self.anchors and self.anchors[one][0] < place), None)
        if target is not None:
            mark = self.anchors[target][1] if line.number is None else mark
        elif not mark or not (is_notes or (may_follow and mark in self.marks and int(mark) == len(self.endnotes) + 1)):
            return False
        body = text[opening.end() :] if opening and own == mark else text.removeprefix(f"{mark} ")
        note = Note(mark, _RETURN.sub("", body))
        self.endnotes.setdefault(mark, note)
        if target is not None:
            self.targets[target] = note
        return True

    def check_end(self) -> None:
        """Raises SourceError when neither the last section nor the foot of the page shows that nothing was cut off."""
        section = self.sections[-1]
        goes_on = bool(self.rest) and (self.page.is_closed or self.rest[0] < len(self.page.lines) - 1)
        if self.has_foot:
            return
        last = taxonomy().headings[-1]
        if section.slug != last.slug:
            raise SourceError(
                f"The analysis breaks off after {_title(section.slug)}, with neither {last.title} nor "
                "the foot of the page after it: save the page again, whole, once all of it is shown."
            )
        ends_as_sentence = not section.passages or _SENTENCE_END.search(section.passages[-1].text)
        if not goes_on and not (self.page.is_closed and ends_as_sentence):
            raise SourceError(
                f"The page ends within {_title(section.slug)}, so some of that section may be missing: "
                "save the page again, whole, with its foot."
            )

    def join_notes(self) -> None:
        """Give each passage the notes that it refers to; none is lost."""
        missing: dict[str, None] = {}
        used: set[Note] = set()
        for passage in (passage for section in self.sections for passage in section.passages):
            if self.is_glued:
                passage.text, passage.references = self._take_glued(passage.text)
            places: dict[Note, list[int]] = {}
            for reference in passage.references:
                note = self.targets.get(reference.target) or self.endnotes.get(reference.mark)
                if note is None:
                    note = Note(reference.mark)
                    missing[reference.mark] = None
                places.setdefault(note, []).append(reference.place)
            used.update(places)
            passage.notes = tuple(_placed(places))
        if missing:
            self.warnings.append(f"The page has no note {_list(list(missing))}, to which it refers.")
        unused = [note for note in (*self.endnotes.values(), *self.targets.values()) if note not in used]
        if unused:
            self.sections[-1].notes += dict.fromkeys(map(str, unused))
            self.warnings.append("Notes to which no passage refers were kept with the last section.")

    def _take_glued(self, text: str) -> tuple[str, tuple[Reference, ...]]:
        """Take the marks of endnotes out of a text where nothing but their order tells them from its figures."""
        found: list[Reference] = []
        taken = 0  # characters so far

        def take(match: re.Match[str]) -> str:
            nonlocal taken
            mark = match[1] or match[2]
            following = self.glued + 1
            if mark not in self.endnotes or int(mark) > following or (match[2] and int(mark) != following):
                return match[0]
            self.glued = max(self.glued, int(mark))
            found.append(Reference(mark, place=match.start() - taken))
            taken += len(mark)
            return ""

        return _GLUED_MARK.sub(take, text), tuple(found)


def _placed(places: Mapping[Note, Sequence[int]]) -> Iterator[Note]:
    """Notes with their places, of which each has a mark of its own."""
    marks: set[str] = set()
    for note, found in places.items():
        mark = note.mark
        while mark in marks:  # as where each part of a passage numbers its notes from 1
            mark += "′"
        marks.add(mark)
        yield Note(mark, note.text, tuple(sorted(set(found))))


def _title(slug: str) -> str:
    return taxonomy().heading(slug).title
