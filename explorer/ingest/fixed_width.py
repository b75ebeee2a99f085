"""Text that a program has broken at one exact width, joined only where it is certain which lines end a paragraph.

A program that fills lines breaks one where the next word has no room. A line with room for it therefore ends a
paragraph. A full line that ends a sentence may end a paragraph or not: there headings, blank lines or indented
first lines must decide.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from explorer.ingest.boilerplate import ends_sentence_or_note, is_footer
from explorer.ingest.hyphens import Hyphens, break_signs, is_hyphenated, widths
from explorer.ingest.publisher_hosts import printed_address
from explorer.ingest.section_titles import heading_slug
from explorer.model.taxonomy import taxonomy

_FEWEST = 3  # breaks within sentences that show the width; ends of paragraphs that show how these are set apart
_NARROWEST = 30  # characters
_LONGEST_LABEL = 60  # characters, with a number before it
_LONGEST_END = 80  # characters of the end of a sentence and its notes
_MAY_END = re.compile(r"[.!?…:;\"”’')\]][\d¹²³⁰⁴-⁹,–*†‡\[\]]*$")  # a sentence, its notes after it
_FIGURE = re.compile(r"\d{1,2}\.\d\d?(?:\s.{0,20})?|n/a", re.IGNORECASE)  # a score, and a change of it
_ADDRESS = re.compile(r"https?://\S+(?:\s+\d+/\d+)?")


def join_at_fixed_width(raw: Sequence[str]) -> list[str] | None:
    """Join the lines of each paragraph; None where they are not broken at one width, or an end is in doubt."""
    text = _BrokenText([line.rstrip() for line in raw])
    if not text.is_broken:
        return None
    hyphens = Hyphens(text.lines)
    paragraphs: list[list[str]] = []
    goes_on = False
    for place, line in enumerate(text.lines):
        does_go_on = place > 0 and text.goes_on(place, goes_on)
        if does_go_on is None:
            return None
        if does_go_on:
            room = text.longest - len(text.lines[place - 1])
            paragraphs[-1][-1] = hyphens.end(paragraphs[-1][-1], text.bare[place], room)
            paragraphs[-1].append(text.bare[place])
        else:
            paragraphs.append([line])
        goes_on = does_go_on
    return ["".join(paragraph) for paragraph in paragraphs]


def _may_end(line: str) -> bool:
    """Tell whether a line may be the end of a sentence, with the marks of its notes."""
    return _MAY_END.search(line[-_LONGEST_END:]) is not None


def is_label_line(lines: Sequence[str], place: int) -> bool:
    """Tell whether a line is a heading, the label of a score or an address, and the next does not go on with it."""
    line = lines[place].strip()
    if line[:1].islower() or line.endswith((".", ",", ";")):
        return False
    is_named = len(line) <= _LONGEST_LABEL and (heading_slug(line) or taxonomy().find_indicator(line))
    if not is_named and not _ADDRESS.fullmatch(line) and not printed_address(line):
        return False
    return place + 1 == len(lines) or not lines[place + 1].strip()[:1].islower()


@dataclass(frozen=True)
class _BrokenText:
    """The lines of a text, each by its place, with what they tell of its width and its paragraphs."""

    lines: Sequence[str]  # without white space at their ends

    @cached_property
    def bare(self) -> Sequence[str]:
        """The lines without indents."""
        return [line.strip() for line in self.lines]

    @cached_property
    def adjacent(self) -> Sequence[int]:
        """The lines that directly follow another."""
        return [place for place in range(1, len(self.lines)) if self.bare[place - 1] and self.bare[place]]

    @cached_property
    def longest(self) -> int:
        """The least that the width can be: the length of the longest line of more than one word."""
        lengths = (len(line) for line, bare in zip(self.lines, self.bare, strict=True) if " " in bare)
        return max(lengths, default=0)

    @cached_property
    def torn(self) -> Sequence[int]:
        """The lines that go on with a sentence for certain."""
        return [
            place
            for place in self.adjacent
            if len(self.lines[place - 1]) > self.longest / 2
            and self.bare[place][0].islower()
            and not _may_end(self.lines[place - 1])
        ]

    @cached_property
    def is_broken(self) -> bool:
        """True where one width explains every break within a sentence, and no line is longer."""
        signs = break_signs((self.lines[place - 1], self.bare[place]) for place in self.adjacent)
        spans = [widths(self.lines[place - 1], self.bare[place], signs) for place in self.torn]
        if len(spans) < _FEWEST or self.longest < _NARROWEST:
            return False
        return all(span.start <= self.longest < span.stop for span in spans)

    def goes_on(self, place: int, before_goes_on: bool) -> bool | None:
        """Tell whether a line goes on with the paragraph before it; None where that is in doubt.

        `before_goes_on` tells the same of the line before.
        """
        before, line = self.bare[place - 1], self.bare[place]
        if not before or not line or self._has_room(place):
            return False
        if line.split()[0].islower():  # unlike "eSwatini"
            return True
        if self._is_label(place):
            return False if _may_end(before) or self._is_alone(place) else None
        if self._is_label(place - 1):
            return None if before_goes_on else False
        if not _may_end(before):
            return True
        if line[0] == "*" or _FIGURE.fullmatch(line) or (self._is_after_text(place) and is_footer(line)):
            return False
        return self._is_set_apart(place)

    def _has_room(self, place: int) -> bool:
        """Tell whether the line before had room for the first word of a line, whatever the width is."""
        space = not is_hyphenated(self.lines[place - 1], self.bare[place])
        return len(self.lines[place - 1]) + space + len(self.bare[place].split()[0]) <= self.longest

    def _is_label(self, place: int) -> bool:
        return is_label_line(self.bare, place)

    def _is_alone(self, place: int) -> bool:
        """Tell whether a line ends its paragraph for certain."""
        return not self._is_followed(place) or self._has_room(place + 1)

    def _is_followed(self, place: int) -> bool:
        return place + 1 < len(self.bare) and bool(self.bare[place + 1])

    @cached_property
    def _scored(self) -> Sequence[bool]:
        """True for each line that is under the label of a score, where no text is kept."""
        scored = [False] * len(self.bare)
        for place, line in enumerate(self.bare):
            if line and self._is_label(place):
                scored[place] = self._is_followed(place) and _FIGURE.fullmatch(self.bare[place + 1]) is not None
            else:
                scored[place] = place > 0 and scored[place - 1]
        return scored

    @cached_property
    def _last_heading(self) -> int:
        return max((place for place, line in enumerate(self.bare) if line and heading_slug(line)), default=0)

    @cached_property
    def _footer(self) -> int:
        """The line that opens the footer; one past the last where there is none."""
        after = range(self._last_heading + 1, len(self.bare))
        return next(
            (place for place in after if self._is_after_text(place) and is_footer(self.bare[place])), len(self.bare)
        )

    def _is_after_text(self, place: int) -> bool:
        """Tell whether a line may be of the footer of the page: the line before may be the last of the text."""
        return place > self._last_heading and (not self.bare[place - 1] or _may_end(self.bare[place - 1]))

    def _is_set_apart(self, place: int) -> bool | None:
        """Tell by indents and blank lines whether a line after a full one that ends a sentence goes on."""
        if not self._is_kept(place):
            return True
        if self._are_firsts_indented:
            return self._indent(place) == self._indent(self.torn[0])
        return True if self._is_spaced else None

    def _is_kept(self, place: int) -> bool:
        """Tell whether a line is of the text: neither under the label of a score nor of the footer."""
        return not self._scored[place - 1] and place <= self._footer

    @cached_property
    def _are_firsts_indented(self) -> bool:
        """True where indents set the first lines of paragraphs apart from all others."""
        within = {self._indent(place) for place in self.torn}
        firsts = [self._indent(place) for place in self._firsts if self._has_room(place)]
        return len(within) == 1 and len(firsts) >= _FEWEST and not within & set(firsts)

    @cached_property
    def _is_spaced(self) -> bool:
        """True where blank lines are between paragraphs, headings aside."""
        ends = sum(
            ends_sentence_or_note(line) and not self._is_followed(place) and self._is_kept(place)
            for place, line in enumerate(self.bare)
        )
        return ends >= _FEWEST and not any(self._has_room(place) for place in self._firsts)

    @cached_property
    def _firsts(self) -> Sequence[int]:
        """The lines of the text that directly follow the end of a sentence and are no labels."""
        return [
            place
            for place in self.adjacent
            if ends_sentence_or_note(self.bare[place - 1])
            and not self.bare[place - 1].endswith(":")
            and self._is_kept(place)
            and not self._is_label(place)
            and not _FIGURE.fullmatch(self.bare[place])
            and place != self._footer
        ]

    def _indent(self, place: int) -> str:
        return self.lines[place][: len(self.lines[place]) - len(self.bare[place])]
