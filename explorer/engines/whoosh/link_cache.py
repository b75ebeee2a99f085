"""The links of passages while a segment is written; those of an earlier generation are taken over."""

import hashlib
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from explorer.engines.whoosh.array_types import RunStarts
from explorer.engines.whoosh.index_arrays import SegmentArrays
from explorer.linking.links import Evidence, Link
from explorer.model.chapters import Text
from explorer.model.profiles import Passage
from explorer.model.taxonomy import taxonomy
from explorer.search.engine import PassageLinker

KEY_LENGTH = 16  # bytes


class CachedLinks(NamedTuple):
    """The links of a passage."""

    key: bytes  # a hash of all that the links depend on
    links: tuple[Link, ...]


class LinkCache:
    """Links passages, or takes their links over from a segment of an earlier generation."""

    def __init__(self, linker: PassageLinker, vocabulary: str, earlier: Path | None) -> None:
        """Take a linker with a hash of its vocabulary; `earlier` is the folder of a segment."""
        self._linker = linker
        self._vocabulary = vocabulary
        self._earlier = earlier

    def find(self, text: Text, passage: Passage) -> CachedLinks:
        """Return the links of a passage."""
        decisive = (self._vocabulary, text.id, text.scored_as, passage.section, passage.text)
        key = hashlib.sha256(repr(decisive).encode()).digest()[:KEY_LENGTH]
        if self._segment is not None and (number := self._numbers.get(key)) is not None:
            return CachedLinks(key, tuple(_links(self._segment, number, passage.text)))
        return CachedLinks(key, self._linker.links(passage, text.scored_as))

    @cached_property
    def _segment(self) -> SegmentArrays | None:
        """The earlier segment; None where there is none, or one that cannot be read."""
        try:
            return SegmentArrays.read(self._earlier) if self._earlier else None
        except (OSError, ValueError, KeyError):
            return None

    @cached_property
    def _numbers(self) -> Mapping[bytes, int]:
        """The numbers of the passages in the earlier segment, by their keys."""
        if self._segment is None:
            return {}
        keys = self._segment.passage_keys.tobytes()
        return {keys[start : start + KEY_LENGTH]: start // KEY_LENGTH for start in range(0, len(keys), KEY_LENGTH)}


def _run(starts: RunStarts, number: int) -> range:
    return range(int(starts[number]), int(starts[number + 1]))


def _links(segment: SegmentArrays, number: int, text: str) -> Iterator[Link]:
    slugs = list(taxonomy().scored)
    for link in _run(segment.link_starts, number):
        evidence = []
        for place in _run(segment.evidence_starts, link):
            start, end = int(segment.evidence_start[place]), int(segment.evidence_end[place])
            evidence.append(Evidence(text[start:end], start, end))
        yield Link(slugs[int(segment.link_indicator[link])], int(segment.link_grade[link]), tuple(evidence))
