"""A profile or chapter as it is read: each passage with its marks, its indicators and its place among the matches."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup, escape

from explorer.linking.links import Link
from explorer.model.chapters import Text
from explorer.model.profiles import Passage, Section
from explorer.model.taxonomy import taxonomy
from explorer.search.engine import Marker, PassageLinks
from explorer.search.evidence import distinct_words
from explorer.search.marks import Span, WordMark
from explorer.search.results import HitIndicator
from explorer.web.read.link_reasons import LinkReason, link_reason

# Text before a mark and its words, by whether they are similar.
_MARKED = (Markup("{}<mark>{}</mark>"), Markup('{}<mark class="similar">{}</mark>'))
_EVIDENCE = Markup('<span class="evidenced {}">{}</span>')


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage on the page."""

    passage: Passage
    text: Markup  # escaped, with <mark> around the matches, links to notes, and spans around evidence
    notes: tuple[Markup, ...]  # their texts, likewise marked
    reasons: tuple[LinkReason, ...]  # of its links, in their order
    is_match: bool  # it has a word that was typed, in any form
    has_similar: bool  # a similar word is marked

    @property
    def indicators(self) -> tuple[HitIndicator, ...]:
        """The indicators that it is linked to."""
        return tuple(reason.indicator for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section on the page."""

    section: Section
    ordinal: int  # of a profile as the Index numbers them, of a chapter in its order
    paragraphs: tuple[PassageView, ...]

    @property
    def matches(self) -> int:
        return sum(paragraph.is_match for paragraph in self.paragraphs)


def linked(text: Text, passage: Passage, link: Link) -> HitIndicator:
    """Return a link with the indicator's label and its score in the profile; a chapter has none."""
    spans = tuple((words.start, words.end) for words in link.evidence)
    return HitIndicator(
        slug=link.indicator,
        label=taxonomy().indicator(link.indicator).label,
        score=text.scores.get(link.indicator),
        grade=link.grade,
        evidence=distinct_words(passage.text, spans),
        spans=spans,
    )


class _Part(NamedTuple):
    """A part of a text that is evidence for the same links."""

    start: int  # offset of the first character
    end: int
    links: tuple[int, ...]  # by their places in the passage, from 1


def _evidence_parts(spans: Sequence[Sequence[Span]]) -> list[_Part]:
    """Return the parts of a text that are evidence for the same links, in order; `spans` are those of each link."""
    ends = sorted({end for link in spans for span in link for end in span})
    parts = []
    for start, end in pairwise(ends):
        links = (number for number, link in enumerate(spans, 1) if any(a <= start and end <= b for a, b in link))
        if numbers := tuple(links):
            parts.append(_Part(start, end, numbers))
    return parts


def _set_part(text: str, start: int, end: int, marks: Sequence[WordMark], evidence: Sequence[_Part] = ()) -> Markup:
    """Write a part of a text as HTML: <mark> around its share of the marks, a span around that of the evidence.

    The span has a class for each link that the words are evidence for, by its place in the passage. The style sheet
    shows those of one link while the reader looks at it in "Why these indicators?".
    """
    html = Markup()
    place = start
    for first, last, links in evidence:
        first, last = max(first, start), min(last, end)
        if first < last:
            html += _set_marks(text, place, first, marks)
            html += _EVIDENCE.format(" ".join(map("e{}".format, links)), _set_marks(text, first, last, marks))
            place = last
    return html + _set_marks(text, place, end, marks)


def _set_marks(text: str, start: int, end: int, marks: Sequence[WordMark]) -> Markup:
    """Write a part of a text as HTML, with <mark> around its share of the marks."""
    html = Markup()
    place = start
    for mark in marks[max(0, bisect_left(marks, (start, 0)) - 1) :]:
        if mark.start >= end:
            break
        first, last = max(mark.start, start), min(mark.end, end)
        if first < last:
            html += _MARKED[mark.is_similar].format(text[place:first], text[first:last])
            place = last
    return html + escape(text[place:end])


def _set_text(passage: Passage, marks: Sequence[WordMark], evidence: Sequence[_Part]) -> Markup:
    """Return the text of a passage as HTML: a match that the mark of a note divides is marked on either side of it.

    The style sheet writes the mark of a note, since the words as they are selected, copied and found by the browser
    are those of the text.
    """
    html = Markup()
    end = 0
    for place, number, occurrence in passage.marks():
        mark = passage.notes[number - 1].mark
        is_next = html and place == end  # to another mark
        html += _set_part(passage.text, end, place, marks, evidence) + Markup(
            '<a class="noted" id="{0}-mark-{1}-{2}" href="#{0}-note-{1}" data-mark="{3}" aria-label="Note {4}"></a>'
        ).format(passage.anchor, number, occurrence, f",{mark}" if is_next else mark, mark)
        end = place
    return html + _set_part(passage.text, end, len(passage.text), marks, evidence)


def _paragraph(whole: Text, passage: Passage, linker: PassageLinks, marker: Marker | None) -> PassageView:
    marks = marker.marks(passage.text) if marker else []
    in_notes = marker.in_notes if marker else None
    noted = [in_notes.marks(note.text) if in_notes else [] for note in passage.notes]
    links = linker.links(passage, whole.scored_as)
    indicators = [linked(whole, passage, link) for link in links]
    return PassageView(
        passage=passage,
        text=_set_text(passage, marks, _evidence_parts([indicator.spans for indicator in indicators])),
        notes=tuple(
            _set_part(note.text, 0, len(note.text), marked) for note, marked in zip(passage.notes, noted, strict=True)
        ),
        reasons=tuple(link_reason(passage.id, passage.text, indicator) for indicator in indicators),
        is_match=any(noted) or not all(mark.is_similar for mark in marks),
        has_similar=any(mark.is_similar for mark in marks),
    )


def parts(text: Text, linker: PassageLinks, marker: Marker | None = None) -> tuple[SectionView, ...]:
    """Prepare the sections of a profile or chapter for the template."""
    return tuple(
        SectionView(
            section=section,
            ordinal=number if section.heading else taxonomy().heading(section.slug).number,
            paragraphs=tuple(_paragraph(text, passage, linker, marker) for passage in section.passages),
        )
        for number, section in enumerate(text.sections, 1)
    )
