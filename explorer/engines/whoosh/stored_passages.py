"""The passages of a generation, read from its arrays by number."""

from collections.abc import Collection, Mapping
from functools import cached_property
from typing import cast

import numpy as np

from explorer.engines.whoosh.array_file import unpack
from explorer.engines.whoosh.index_arrays import NO_COUNTRY, NO_SERIES, SOURCE_KINDS, IndexArrays, StoredArrays, specs
from explorer.engines.whoosh.stored_scores import points, read_published
from explorer.model.profiles import TextKind, parse_reference
from explorer.model.published_scores import PublishedScores
from explorer.model.taxonomy import taxonomy
from explorer.search.highlighting import Located
from explorer.search.stored import StoredLink, StoredPassage, StoredText


class StoredPassages:
    """The passages of a generation and the profiles and chapters that they belong to."""

    def __init__(self, arrays: IndexArrays, scored: Collection[str]) -> None:
        """Take the arrays of a generation; `scored` are the slugs of the columns of scores, in order."""
        self._arrays = arrays
        self._slugs = list(scored)
        self._sources: dict[int, StoredText] = {}
        # A number of a memoryview is read in a third of the time of one of an array.
        self._source = arrays.passage_source.data
        self._section = arrays.passage_section.data
        self._paragraph = arrays.passage_paragraph.data
        self._text_bytes, self._text_starts = arrays.text_bytes.data, arrays.text_starts.data
        self._note_bytes, self._note_starts = arrays.note_bytes.data, arrays.note_starts.data
        self._link_starts = arrays.link_starts.data
        self._link_indicator, self._link_grade = arrays.link_indicator.data, arrays.link_grade.data
        self._evidence_starts = arrays.evidence_starts.data
        self._evidence_start, self._evidence_end = arrays.evidence_start.data, arrays.evidence_end.data

    @cached_property
    def ids(self) -> list[str]:
        """The ids of the sources, in order."""
        return unpack(self._arrays.source_ids)

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {id: number for number, id in enumerate(self.ids)}

    @cached_property
    def _names(self) -> list[str]:
        return unpack(self._arrays.source_names)

    @cached_property
    def _countries(self) -> list[str]:
        return unpack(self._arrays.source_countries)

    @cached_property
    def series(self) -> list[str]:
        """The series of each source, or NO_SERIES."""
        return unpack(self._arrays.source_series)

    @cached_property
    def _text_kinds(self) -> list[str]:
        return unpack(self._arrays.source_text_kinds)

    @cached_property
    def _sections(self) -> list[tuple[str, str]]:
        """Slug and title by number, which is from 1: those of the Index, then those of chapters."""
        slugs, titles = unpack(self._arrays.section_slugs), unpack(self._arrays.section_titles)
        known = [(heading.slug, heading.title) for heading in taxonomy().headings]
        return [("", ""), *known, *zip(slugs, titles, strict=True)]

    def source(self, number: int) -> StoredText:
        """Return a profile or a chapter by its number."""
        source = self._sources.get(number)
        if source is None:
            arrays = self._arrays
            source = self._sources[number] = StoredText(
                id=self.ids[number],
                kind=SOURCE_KINDS[int(arrays.source_kinds[number])],
                name=self._names[number],
                code=None if self._countries[number] == NO_COUNTRY else self._countries[number],
                edition=int(arrays.source_editions[number]) or None,
                series=None if self.series[number] == NO_SERIES else self.series[number],
                text_kind=cast(TextKind, self._text_kinds[number]),
                scores=points(self._slugs, arrays.source_scores[number].tolist()),
                changes=points(self._slugs, arrays.source_changes[number].tolist()),
                published_changes=points(self._slugs, arrays.source_published_changes[number].tolist()).keys(),
            )
        return source

    def profiles(self) -> list[StoredText]:
        """Return all profiles, in order of id."""
        kinds = self._arrays.source_kinds.tolist()
        return [self.source(number) for number, kind in enumerate(kinds) if SOURCE_KINDS[kind] == "profile"]

    def scores(self) -> dict[str, PublishedScores]:
        """Return what is published of the scores of all profiles, by id."""
        arrays = {name: getattr(self._arrays, name) for name in specs(StoredArrays)}
        return read_published(arrays, self.ids, self._slugs)

    def read(self, number: int) -> StoredPassage:
        """Return a passage by its number."""
        section, heading = self._sections[self._section[number]]
        return StoredPassage(
            number=number,
            source=self.source(self._source[number]),
            section=section,
            heading=heading,
            paragraph=self._paragraph[number],
            text=self._text(number),
            links=self._links(number),
            notes=self._notes(number),
        )

    def number_of(self, passage: Located) -> int | None:
        """Return the number of a passage; None where the generation has it not, or with another text."""
        reference = parse_reference(passage.id)
        source = self._numbers.get(reference.text_id)
        if source is None:
            return None
        first, end = np.searchsorted(self._arrays.passage_source, [source, source + 1]).tolist()
        for number in range(first, end):
            section, _ = self._sections[self._section[number]]
            if section == reference.section and self._paragraph[number] == reference.number:
                return number if self._text(number) == passage.text else None
        return None

    def _text(self, number: int) -> str:
        return str(self._text_bytes[self._text_starts[number] : self._text_starts[number + 1]], "utf-8")

    def _notes(self, number: int) -> tuple[str, ...]:
        start, end = self._note_starts[number], self._note_starts[number + 1]
        return tuple(str(self._note_bytes[start:end], "utf-8").split("\n")) if end > start else ()

    def _links(self, number: int) -> tuple[StoredLink, ...]:
        start, end = self._link_starts[number], self._link_starts[number + 1]
        if start == end:
            return ()
        runs = self._evidence_starts[start : end + 1].tolist()
        first = runs[0]
        evidence = slice(first, runs[-1])
        starts, ends = self._evidence_start[evidence].tolist(), self._evidence_end[evidence].tolist()
        spans = list(zip(starts, ends, strict=True))
        indicators, grades = self._link_indicator[start:end].tolist(), self._link_grade[start:end].tolist()
        return tuple(
            [
                StoredLink(self._slugs[indicator], grade, tuple(spans[run - first : following - first]))
                for indicator, grade, run, following in zip(indicators, grades, runs[:-1], runs[1:], strict=True)
            ]
        )
