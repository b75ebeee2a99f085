"""A chapter or another article of the publisher, as saved from a browser.

Its mark-up may be any: the title is the first heading, the sections are under the headings after it, and paragraphs
are distinguished from the rest of the page by order, by labels and by elements, never by class names.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from explorer.core.errors import SourceError
from explorer.ingest.boilerplate import (
    LABEL_LENGTH,
    ends_sentence,
    is_about_cookies,
    is_footer,
    is_label,
    is_paywall,
    is_sharing,
    opens_other_texts,
)
from explorer.ingest.broken_paragraphs import check_paragraphs
from explorer.ingest.chapter_origin import ADVICE, check_publisher, find_chapter_edition
from explorer.ingest.enact_series import find_chapter_evidence
from explorer.ingest.footnotes import TITLES, DraftPassage, Footnotes
from explorer.ingest.lines import Line, NoteMark, Page
from explorer.ingest.other_pages import check_article
from explorer.ingest.publisher_hosts import ENACT, find_source
from explorer.ingest.saved_page import refusals
from explorer.ingest.source_warnings import SourceWarning
from explorer.model.chapters import OPENING, Chapter, chapter_id, section_slug
from explorer.model.limits import MOST_SECTIONS
from explorer.model.profiles import Passage, Section, Source
from explorer.model.series import INDEX_SERIES, find_series
from explorer.model.taxonomy import name_key
from explorer.text.excerpts import first_words, last_words

_FEWEST = 3  # paragraphs of a chapter; with notes, two will do
_LEAST = 30  # characters of a paragraph that counts
_MOST = 2_000_000  # characters; a report has half a million
_LONGEST_HEADING = 200  # characters
_TEASERS = 3  # headings that lead to other pages
_SUFFIX = re.compile(r"\s+[|–—·»]\s+|\s+-\s+")


@dataclass(frozen=True, slots=True)
class ChapterReading:
    """The chapter of a page, with the evidence for its edition."""

    chapter: Chapter
    edition_evidence: str  # a sentence
    warnings: tuple[SourceWarning, ...] = ()


@dataclass(slots=True)
class _Draft:
    """A section before it has its slug."""

    heading: str
    level: int  # of its heading; 0 for the opening
    passages: list[DraftPassage] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def has_paragraphs(page: Page) -> bool:
    """Tell whether a page shows any text at all: else a browser is to fill it in first."""
    return page.is_marked_up and any(_is_paragraph(line, line.text) for line in page.lines)


def read_chapter(page: Page, edition: int | None = None) -> ChapterReading:
    """Read the chapter on a page. Raises SourceError with what is missing and what to do."""
    with refusals():
        return _read_chapter(page, edition)


def _read_chapter(page: Page, edition: int | None) -> ChapterReading:
    reader = _ChapterPageReader(page)
    series = find_series(ENACT if find_chapter_evidence(page, reader.title) else INDEX_SERIES)
    if edition not in (None, *series.editions):
        raise SourceError(series.no_edition(edition))
    check_article(page, reader.title)
    doubts = check_publisher(page, reader.title) if series.is_index else ()
    reader.read()
    reader.check()
    reader.join_notes()
    chapter_edition, evidence = find_chapter_edition(page, reader.title, edition, series.slug)
    id = chapter_id(reader.title)
    address, stranger = find_source(page.own_addresses, series.slug)
    year = re.match(r"(?:19|20)\d\d\b", page.published)
    chapter = Chapter(
        id=id,
        title=reader.title,
        text_kind="full",
        sections=tuple(_sections(reader, id)),
        edition=chapter_edition,
        published=int(year[0]) if year else None,
        source=Source(publisher=series.publisher, url=address),
        series=series.slug,
    )
    return ChapterReading(chapter, evidence, (*doubts, *stranger, *reader.warnings))


def _is_paragraph(line: Line, text: str) -> bool:
    """Tell whether a line reads as a paragraph of its own, wherever it is."""
    return (
        not line.is_heading
        and not line.is_linked
        and len(text) >= _LEAST
        and ends_sentence(text)
        and not is_about_cookies(text)
        and not is_footer(text)
    )


def _sections(reader: "_ChapterPageReader", id: str) -> Iterator[Section]:
    sections: list[Section] = []
    for draft in reader.sections:
        slug = section_slug(draft.heading, sections) if draft.level else OPENING
        passages = tuple(
            Passage(id, slug, number, passage.text, passage.notes) for number, passage in enumerate(draft.passages, 1)
        )
        sections.append(Section(slug, passages, tuple(draft.notes), draft.heading))
    yield from sections


class _ChapterPageReader:
    """Reads a page line by line from its title on."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.texts = {place: line.passage() for place, line in enumerate(page.lines)}
        self.warnings: list[SourceWarning] = []
        self.start, self.title = self._find_title()
        self.end = self._find_end()
        self.footnotes = Footnotes(
            {place: read_line for place, read_line in self.texts.items() if place >= self.start}, self.end
        )
        marks = [
            (place, mark) for place, (_, references) in self.texts.items() if place < self.end for mark in references
        ]
        is_linked = any(mark.target for _, mark in marks)
        self._last_mark = len(self.texts) if is_linked else max((place for place, _ in marks), default=-1)
        # Ends of the smallest block that begins with each line and has more lines.
        self._ends = dict(sorted(((start, end) for start, end in page.blocks if end - start > 1), reverse=True))
        self._has_warned = False  # of text that was left out
        self.sections: list[_Draft] = []
        self.paragraphs: list[DraftPassage] = []  # of all sections
        self.tables = 0  # lines of tables that were left out

    def _find_title(self) -> tuple[int, str]:
        """Find the first heading of the highest level that does not lead elsewhere, else the title of the page."""
        first = [place for place, line in enumerate(self.page.lines) if line.level == 1 and not line.aside]
        own = [place for place in first if not self.page.lines[place].is_linked] or first
        named = [place for place in own if name_key(self.texts[place][0]) in name_key(self.page.title)]
        if chosen := (named or own):
            return chosen[0], self.texts[chosen[0]][0][:_LONGEST_HEADING].strip()
        if title := _SUFFIX.split(self.page.title)[0].strip():
            headed = (place for place, line in enumerate(self.page.lines) if name_key(line.text) == name_key(title))
            return next(headed, -1), title
        raise SourceError(f"The page has no title: {ADVICE}")

    def _find_end(self) -> int:
        """Find the end of the page's own text: that of the article or main element with title and text, if any."""
        around = [
            (start, end)
            for start, end in self.page.articles
            if start <= self.start < end
            and sum(_is_paragraph(self.page.lines[place], self.texts[place][0]) for place in range(start, end)) > 1
        ]
        return min(around, key=lambda block: block[1] - block[0])[1] if around else len(self.page.lines)

    def read(self) -> None:
        """Gather sections, passages and notes."""
        self.sections.append(_Draft(self.title, 0))
        places = [place for place in self.texts if place > self.start]
        aside = self._find_aside(places)
        listed: Line | None = None  # the heading of a list of notes, until the first of them
        is_notes = is_over = False
        noted = -1  # where the note that was found last begins
        for place in places:
            line, (text, references) = self.page.lines[place], self.texts[place]
            is_notes = is_notes and not line.is_heading
            if self.footnotes.add(place, line, text, is_notes, self._may_be_note(place)):
                noted, listed = place, None
            elif name_key(text) in TITLES and (line.is_heading or is_label(text)):
                is_notes, listed = True, line
            elif place < self._ends.get(noted, 0) and not line.is_heading and not line.is_linked:
                self.footnotes.extend("" if is_sharing(text) else text)
            elif place >= self.end or (is_notes and listed is None):
                continue
            elif is_over:
                is_over = self._leave_out(line, text)
            elif line.is_caption and not line.is_footer:
                self.sections[-1].notes += [text] if any(map(str.isalpha, text)) else []
            elif line.aside == aside and not line.is_footer and not is_footer(text) and not is_about_cookies(text):
                if listed is not None:  # works cited, without numbers
                    self._head(listed.text, max(listed.level, 1))
                    is_notes, listed = False, None
                is_over = self._take(line, text, references)
        self._drop_empty()

    def _may_be_note(self, place: int) -> bool:
        """Tell whether a numbered line may be a note although no heading of notes is above it: it follows all marks."""
        return place > self._last_mark and bool(self.paragraphs)

    def _take(self, line: Line, text: str, references: tuple[NoteMark, ...]) -> bool:
        """Keep a line of the text, and tell whether the text is over."""
        if is_sharing(text):
            return False
        if self.paragraphs and (line.is_heading or is_label(text)) and opens_other_texts(text):
            return True
        if line.is_heading:
            self._head(text, line.level)
        else:
            self._keep(line, text, references)
        return False

    def _leave_out(self, line: Line, text: str) -> bool:
        """Leave out a line after the text; warn of one that reads like more of it."""
        if _is_paragraph(line, text) and not line.aside and not self._has_warned:
            told = f"“{first_words(text, 60)}” and what follows was left out: it is among texts of other pages."
            self.warnings.append(SourceWarning("text-left-out", told))
            self._has_warned = True
        return True

    def _find_aside(self, places: Sequence[int]) -> int:
        """Find the element of most of the paragraphs' text, by number."""
        sizes: dict[int, int] = {}
        for place in places:
            line, text = self.page.lines[place], self.texts[place][0]
            if place < self.end and not line.is_footer and _is_paragraph(line, text):
                sizes[line.aside] = sizes.get(line.aside, 0) + len(text)
        return max(sizes, key=lambda aside: sizes[aside], default=0)

    def _head(self, text: str, level: int) -> None:
        if len(text) > _LONGEST_HEADING:
            self._add(DraftPassage(text, ()))
        elif name_key(text) != name_key(self.title) or self.paragraphs:
            self.sections.append(_Draft(text, level))

    def _keep(self, line: Line, text: str, references: tuple[NoteMark, ...]) -> None:
        if line.is_cell and not _is_paragraph(line, text):
            self.tables += 1
        elif line.is_linked and (len(text) <= LABEL_LENGTH or not ends_sentence(text)):
            return  # it leads to another page
        elif is_label(text) and (not self.paragraphs or not line.is_paragraph):
            return  # a date, an author, a button
        else:
            self._add(DraftPassage(text, references))

    def _add(self, passage: DraftPassage) -> None:
        self.sections[-1].passages.append(passage)
        self.paragraphs.append(passage)

    def _drop_empty(self) -> None:
        """Leave out headings with nothing under them, but for those above a heading of a lower level."""
        sections: list[_Draft] = []
        for section in reversed(self.sections):
            is_above = section.level and sections and sections[-1].level > section.level
            if section.passages or section.notes or is_above:
                sections.append(section)
        self.sections = sections[::-1]

    def check(self) -> None:
        """Check that the text is there, long enough and whole. Raises SourceError."""
        texts = [passage.text for passage in self.paragraphs]
        whole = [text for text in texts if len(text) >= _LEAST and ends_sentence(text)]
        is_short = len(whole) < _FEWEST - bool(self.footnotes.marks)
        if is_paywall(self.title, at_start=True) or (is_short and any(is_paywall(text) for text in texts)):
            raise SourceError(f"The page keeps its readers out or is not there, and shows no text: {ADVICE}")
        if len(self.sections) > MOST_SECTIONS:
            raise SourceError(f"The page has more than {MOST_SECTIONS:,} headings: {ADVICE}")
        if sum(map(len, texts)) > _MOST:
            raise SourceError("The text is far too long for a chapter: save its parts one by one and import those.")
        headed = [line for line in self.page.lines[self.start + 1 : self.end] if line.level and not line.aside]
        teasers = sum(line.is_linked for line in headed)
        if teasers >= _TEASERS and teasers > len(headed) / 2:
            raise SourceError(f"The page is a list of other pages, and not the text of one: {ADVICE}")
        if is_short:
            raise SourceError(
                f"The page has {len(whole) or 'no'} paragraph{'' if len(whole) == 1 else 's'} under its title, which "
                f"is too little for a chapter or article: {ADVICE}"
            )
        self.warnings += check_paragraphs(
            [[passage.text for passage in section.passages] for section in self.sections], may_have_lists=True
        )
        last = self.page.lines[-1].text
        if not self.page.is_closed and texts[-1].endswith(last) and not ends_sentence(last):
            raise SourceError(f"The page breaks off at “{last_words(last, 60)}”: {ADVICE}")

    def join_notes(self) -> None:
        """Give each passage its notes; none is lost."""
        if missing := self.footnotes.join(self.paragraphs):
            told = f"The page has no note {', '.join(missing)}, to which it refers."
            self.warnings.append(SourceWarning("note-absent", told))
        if unused := self.footnotes.unused():
            self.sections[-1].notes += unused
            told = "Notes to which no passage refers were kept with the last section."
            self.warnings.append(SourceWarning("note-unused", told))
        if self.tables:
            self.warnings.append(SourceWarning("text-left-out", f"Tables were left out: {self.tables} cells."))
