"""The analysis of a country page: its sections, passages and notes, read by order and labels."""

import re
from dataclasses import dataclass, field

from explorer.core.errors import SourceError
from explorer.ingest.boilerplate import LABEL_LENGTH, ends_sentence, is_control, is_footer, is_label
from explorer.ingest.broken_paragraphs import check_paragraphs
from explorer.ingest.footnotes import TITLES, DraftPassage, Footnotes
from explorer.ingest.lines import Line, NoteMark, Page
from explorer.ingest.publisher_hosts import printed_address
from explorer.ingest.section_titles import heading_slug
from explorer.ingest.source_warnings import SourceWarning
from explorer.model.taxonomy import name_key, taxonomy
from explorer.text.counted_nouns import join_names
from explorer.text.excerpts import first_words

_ADDRESS = re.compile(r"https?://\S+(?:\s+\d+\s?/\s?\d+)?")  # of any site, at the foot of a printed page
_SCORE = re.compile(r"\d{1,2}\.\d\d(?![\d%]|\s?(?:%|per|million|billion|thousand))|n/a", re.IGNORECASE)


@dataclass(slots=True)
class DraftSection:
    """A section before it has its place in a profile."""

    slug: str
    aside: int  # in which its heading is
    passages: list[DraftPassage] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Narrative:
    """The analysis of a page, after its scores."""

    sections: tuple[DraftSection, ...]
    warnings: tuple[SourceWarning, ...]


def find_headings(page: Page) -> dict[int, str]:
    """Find the lines that head the sections of the analysis, with their slugs; empty without an analysis.

    Menus and tables of contents name the sections too, and two of the names are also labels of
    scores. The analysis is where most headings, in their order, have text under them.
    """
    runs: list[dict[int, str]] = []
    filled: list[set[int]] = []  # the headings of each that have text under them
    last, aside = "", 0
    for place, line in enumerate(page.lines):
        slug = heading_slug(line.text)
        if slug is None or _is_scored(page, place, slug):
            if runs and line.aside == aside and not _is_boilerplate(line.text, last):
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
    return runs[counts.index(max(counts))]  # the first, when a page has its analysis for two widths of screen


def read_narrative(page: Page, headings: dict[int, str]) -> Narrative:
    """Read the sections under their headings. Raises SourceError when the analysis breaks off, or its paragraphs do."""
    reader = _NarrativeReader(page, headings)
    reader.read()
    reader.check_paragraphs()
    reader.check_end()
    reader.join_notes()
    present = [section.slug for section in reader.sections]
    absent = [heading.title for heading in taxonomy().headings if heading.slug not in present]
    if absent:
        reader.warnings.append(SourceWarning("section-absent", f"The page has no section {join_names(absent)}."))
    return Narrative(tuple(reader.sections), tuple(reader.warnings))


def _is_scored(page: Page, place: int, slug: str) -> bool:
    """Tell whether a line that could be a heading is the label of a score."""
    if not taxonomy().find_indicator(taxonomy().heading(slug).title) or place + 1 == len(page.lines):
        return False
    return _SCORE.match(page.lines[place + 1].text) is not None


def _is_boilerplate(text: str, section: str) -> bool:
    """Tell whether a line within a section is a number, a sign, a control, a bare label or the heading again."""
    if len(text) > LABEL_LENGTH:
        return _is_address(text)
    folded = name_key(text)
    is_sign = not folded or folded.replace(" ", "").isdecimal()
    is_named = not text.endswith(".") and (taxonomy().find_indicator(text) or heading_slug(text) == section)
    return is_sign or bool(is_named) or is_control(text) or _is_address(text)


def _is_address(text: str) -> bool:
    return _ADDRESS.fullmatch(text) is not None or bool(printed_address(text))


class _NarrativeReader:
    """Reads the analysis line by line, its notes and its end."""

    def __init__(self, page: Page, headings: dict[int, str]) -> None:
        self.page = page
        self.headings = headings
        self.sections: list[DraftSection] = []
        self.warnings: list[SourceWarning] = []
        self.rest: list[int] = []  # lines after the last that was kept, but for notes
        self.has_footer = False  # among them
        self.are_paragraphs = True  # all passages so far are marked up as such
        self.end = self._find_end()
        self.read_lines = {place: line.passage() for place, line in enumerate(page.lines) if place >= min(headings)}
        self.footnotes = Footnotes(self.read_lines, self.end)

    def _find_end(self) -> int:
        """Find the end of the innermost block with all headings: no narrative follows it."""
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
            if self.footnotes.add(place, line, text, is_notes, may_follow=is_last and bool(section.passages)):
                continue
            if name_key(text) in TITLES:
                is_notes = True
                continue
            if _is_boilerplate(text, section.slug):
                continue
            self.rest.append(place)
            ends_page = is_footer(text)
            self.has_footer = self.has_footer or (is_last and (ends_page or line.is_footer))
            if is_last and (ends_page or is_notes or place >= self.end):
                is_over = True
                is_notes = False
            if is_over or ends_page or line.aside != section.aside:
                continue
            if is_last and self._ends(section, line, text):
                is_over = True
            else:
                self._keep(section, line, text, references)

    def _ends(self, section: DraftSection, line: Line, text: str) -> bool:
        """Tell whether a section is over, because a line of another kind follows."""
        if line.is_heading and len(text) <= LABEL_LENGTH:
            return True
        if not section.passages and not section.notes:
            return False
        is_other = self.are_paragraphs and not line.is_paragraph
        if is_other and not is_label(text):
            told = f"“{first_words(text, 60)}” and what follows was left out: it is not set as the paragraphs are."
            self.warnings.append(SourceWarning("text-left-out", told))
        return is_other or is_label(text)

    def _keep(self, section: DraftSection, line: Line, text: str, references: tuple[NoteMark, ...]) -> None:
        self.rest.clear()
        self.has_footer = False
        if text.startswith("*"):
            section.notes.append(text)
            return
        self.are_paragraphs = self.are_paragraphs and line.is_paragraph
        section.passages.append(DraftPassage(text, references))
        if is_label(text):
            told = f"“{text}” in {_title(section.slug)} does not read like a paragraph, but was kept."
            self.warnings.append(SourceWarning("short-line", told))

    def check_paragraphs(self) -> None:
        """Check that the lines are paragraphs, and not parts of them. Raises SourceError."""
        texts = [[passage.text for passage in section.passages] for section in self.sections]
        self.warnings += check_paragraphs(texts)

    def check_end(self) -> None:
        """Check that the last section or the page's footer shows that nothing was cut off. Raises SourceError."""
        section = self.sections[-1]
        goes_on = bool(self.rest) and (self.page.is_closed or self.rest[0] < len(self.page.lines) - 1)
        if self.has_footer:
            return
        last = taxonomy().headings[-1]
        if section.slug != last.slug:
            raise SourceError(
                f"The analysis breaks off after {_title(section.slug)}, with neither {last.title} nor "
                "the footer of the page after it: save the page again, whole, once all of it is shown."
            )
        ends_as_sentence = not section.passages or ends_sentence(section.passages[-1].text)
        if not goes_on and not (self.page.is_closed and ends_as_sentence):
            raise SourceError(
                f"The page ends within {_title(section.slug)}, so some of that section may be missing: "
                "save the page again, whole, with its footer."
            )

    def join_notes(self) -> None:
        """Give each passage the notes that it refers to; none is lost."""
        if missing := self.footnotes.join(passage for section in self.sections for passage in section.passages):
            told = f"The page has no note {join_names(missing)}, to which it refers."
            self.warnings.append(SourceWarning("note-absent", told))
        if unused := self.footnotes.unused():
            self.sections[-1].notes += unused
            told = "Notes to which no passage refers were kept with the last section."
            self.warnings.append(SourceWarning("note-unused", told))


def _title(slug: str) -> str:
    return taxonomy().heading(slug).title
