"""Small indexes of texts in memory, for tests of the modules below the engine."""

from collections.abc import Sequence
from pathlib import Path

from explorer.engines.whoosh.index_arrays import IndexArrays, SegmentArrays
from explorer.engines.whoosh.link_cache import LinkCache
from explorer.engines.whoosh.segment import write_segment
from explorer.engines.whoosh.segment_merge import merge_segments
from explorer.linking.links import Evidence, Link
from explorer.model.chapters import Text
from explorer.model.profiles import Passage
from explorer.search.query.synonyms import StemPhrase


class WordLinker:
    """Linker of every passage and query that has the word heroin; one that only seizes it mentions it."""

    def links(self, passage: Passage, _edition: int | None) -> tuple[Link, ...]:
        return self.read(passage.text)

    def read(self, text: str) -> tuple[Link, ...]:
        start = text.lower().find("heroin")
        evidence = Evidence(text[start : start + 6], start, start + 6)
        grade = 1 if text[:start].endswith("seized ") else 2
        return (Link("heroin-trade", grade, (evidence,)),) if start >= 0 else ()

    def words(self, indicator: str) -> tuple[str, ...]:
        return ("heroin", "brown sugar") if indicator == "heroin-trade" else ()


def write_texts(folder: Path, texts: Sequence[Text]) -> SegmentArrays:
    """Write a segment of some texts, and read its arrays."""
    list(write_segment(folder, texts, LinkCache(WordLinker(), "words", None)))
    return SegmentArrays.read(folder)


def index_of(folder: Path, *segments: Sequence[Text], phrases: Sequence[StemPhrase] = ()) -> IndexArrays:
    """Merge segments of some texts, write the index, and read its arrays."""
    written = [write_texts(folder / str(number), texts) for number, texts in enumerate(segments)]
    merge_segments(written, phrases).write(folder)
    return IndexArrays.read(folder)
