"""What linking finds in passages; one that an earlier generation has is not linked again."""

import hashlib
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from explorer.engines.whoosh.array_file import ARRAYS, Array, read_arrays
from explorer.linking.links import Evidence, Link
from explorer.model.chapters import Text
from explorer.model.profiles import Passage
from explorer.model.taxonomy import taxonomy
from explorer.search.engine import PassageLinker

_KEY = 16  # bytes


class CachedLinks(NamedTuple):
    """What linking found in a passage."""

    key: bytes  # changes with all that decides it
    links: tuple[Link, ...]
    marks: tuple[tuple[str, int, int], ...]  # what a query of its words would speak of: indicator, start, end


class LinkCache:
    """Links passages, or takes their links over from a part of an earlier generation."""

    def __init__(self, linker: PassageLinker, vocabulary: str, earlier: Path | None) -> None:
        """`vocabulary` changes with all that the linker reads by."""
        self._linker = linker
        self._vocabulary = vocabulary
        self._earlier = earlier

    def find(self, text: Text, passage: Passage) -> CachedLinks:
        known = (self._vocabulary, text.id, text.edition, passage.section, passage.text)
        key = hashlib.sha256(repr(known).encode()).digest()[:_KEY]
        place = self._known.get(key)
        if place is not None:
            return CachedLinks(key, tuple(self._links(place, passage.text)), tuple(self._marks(place)))
        read = self._linker.read(passage.text)
        marks = [(link.indicator, one.start, one.end) for link in read for one in link.evidence]
        return CachedLinks(key, self._linker.links(passage, text.edition), tuple(marks))

    @cached_property
    def _arrays(self) -> Mapping[str, Array]:
        try:
            return read_arrays(self._earlier / ARRAYS) if self._earlier else {}
        except (OSError, ValueError):
            return {}  # what cannot be read is linked again

    @cached_property
    def _known(self) -> Mapping[bytes, int]:
        """The places of the passages in the earlier part, by their keys."""
        if "passages/keys" not in self._arrays:
            return {}
        keys = self._arrays["passages/keys"].tobytes()
        return {keys[start : start + _KEY]: start // _KEY for start in range(0, len(keys), _KEY)}

    @cached_property
    def _slugs(self) -> list[str]:
        return list(taxonomy().scored)

    def _run(self, name: str, place: int) -> range:
        starts = self._arrays[f"{name}/starts"]
        return range(int(starts[place]), int(starts[place + 1]))

    def _links(self, place: int, text: str) -> Iterator[Link]:
        for link in self._run("links", place):
            spans = [
                (int(self._arrays["evidence/start"][one]), int(self._arrays["evidence/end"][one]))
                for one in self._run("evidence", link)
            ]
            yield Link(
                self._slugs[int(self._arrays["links/indicator"][link])],
                int(self._arrays["links/grade"][link]),
                tuple(Evidence(text[start:end], start, end) for start, end in spans),
            )

    def _marks(self, place: int) -> Iterator[tuple[str, int, int]]:
        for mark in self._run("marks", place):
            indicator, start, end = (int(self._arrays[f"marks/{name}"][mark]) for name in ("indicator", "start", "end"))
            yield self._slugs[indicator], start, end
