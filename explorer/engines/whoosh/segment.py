"""One segment of a generation: some profiles and chapters in a Whoosh index of their own, and as arrays beside it.

A segment depends on its texts and on the vocabulary alone, so a later build takes it over while they are unchanged.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from types import MappingProxyType

import numpy as np
from whoosh.filedb.filestore import FileStorage
from whoosh.reading import IndexReader

from explorer.changes.new_passages import mark_new_passages
from explorer.engines.whoosh.array_file import pack, signed, smallest, starts_of
from explorer.engines.whoosh.array_types import NamedArrays
from explorer.engines.whoosh.index_arrays import NO_COUNTRY, NO_SERIES, SOURCE_KINDS, SegmentArrays, SegmentField
from explorer.engines.whoosh.link_cache import CachedLinks, LinkCache
from explorer.engines.whoosh.postings import Postings
from explorer.engines.whoosh.schema import make_schema
from explorer.engines.whoosh.stored_scores import published_arrays
from explorer.model.chapters import Text
from explorer.model.profiles import Passage, Section
from explorer.model.taxonomy import taxonomy
from explorer.search.indexed import FIELDS, IndexedField, field_texts, notes_text, series_of, tokens_of
from explorer.search.relevance import rounded_length

INDEX = "whoosh"
MEMORY = 256  # megabytes that Whoosh may use before it writes; one segment for any part of the Index


def write_segment(folder: Path, texts: Sequence[Text], links: LinkCache) -> Iterator[int]:
    """Write profiles and chapters into a folder; yields the number of passages after each."""
    builder = SegmentBuilder(folder, mark_new_passages(texts))
    try:
        for text in texts:
            builder.start(text)
            for passage in text.passages():
                builder.add(passage, links.find(text, passage))
            yield builder.passage_count
    except BaseException:
        builder.cancel()
        raise
    builder.write()


class SegmentBuilder:
    """Collects the passages of a segment, one text after another, and writes them."""

    def __init__(self, folder: Path, new: Mapping[str, str] = MappingProxyType({})) -> None:
        self._folder = folder
        self._new = new  # terms of the field of that name, by passage id
        (folder / INDEX).mkdir(parents=True)
        self._index = FileStorage(str(folder / INDEX)).create_index(make_schema())
        self._writer = self._index.writer(limitmb=MEMORY)
        self._indicators = {slug: number for number, slug in enumerate(taxonomy().scored)}
        self._texts: list[Text] = []
        self._sections = _SectionNumbers()
        self._numbers: dict[str, int] = {}  # of the sections of the last text
        self._passages: list[tuple[int, int, int]] = []  # source, section, paragraph
        self._words: list[bytes] = []
        self._notes: list[bytes] = []
        self._note_places: list[int] = []
        self._keys: list[bytes] = []
        self._links, self._evidence = _Runs("link", "indicator", "grade"), _Runs("evidence", "start", "end")
        self._tokens: list[list[tuple[str, int, int, int]]] = []  # word, position, start, length

    @property
    def passage_count(self) -> int:
        return len(self._passages)

    def start(self, text: Text) -> None:
        """Add a profile or chapter, whose passages follow."""
        self._texts.append(text)
        self._numbers = {section.slug: self._sections.number(section) for section in text.sections}

    def add(self, passage: Passage, cached: CachedLinks) -> None:
        """Add a passage of the text that was started last."""
        fields = field_texts(self._texts[-1], passage, cached.links, self._new.get(passage.id, ""))
        self._writer.add_document(id=passage.id, **fields)
        self._passages.append((len(self._texts) - 1, self._numbers[passage.section], passage.number))
        self._words.append(passage.text.encode())
        self._notes.append("\n".join(map(str, passage.notes)).encode())
        self._note_places.append(max((token.position + 1 for token in tokens_of(notes_text(passage))), default=0))
        self._keys.append(cached.key)
        self._links.add([(self._indicators[link.indicator], link.grade) for link in cached.links])
        for link in cached.links:
            self._evidence.add([(evidence.start, evidence.end) for evidence in link.evidence])
        tokens = tokens_of(passage.text)
        self._tokens.append([(token.word, token.position, token.start, token.end - token.start) for token in tokens])

    def write(self) -> None:
        """Write the Whoosh index, and then the arrays, whose postings are read from it."""
        self._writer.commit()
        with closing(self._index), closing(self._index.reader()) as reader:
            fields = {name: _read_field(reader, field, self.passage_count) for name, field in FIELDS.items()}
        table = np.array(self._passages, dtype=np.int64).reshape(-1, 3)
        SegmentArrays(
            text_bytes=np.frombuffer(b"".join(self._words), np.uint8),
            text_starts=starts_of(map(len, self._words)),
            note_bytes=np.frombuffer(b"".join(self._notes), np.uint8),
            note_starts=starts_of(map(len, self._notes)),
            passage_source=smallest(table[:, 0]),
            passage_section=smallest(table[:, 1]),
            passage_paragraph=smallest(table[:, 2]),
            section_slugs=pack(section.slug for section in self._sections.of_chapters),
            section_titles=pack(section.title for section in self._sections.of_chapters),
            fields=fields,
            passage_keys=np.frombuffer(b"".join(self._keys), np.uint8),
            passage_note_places=smallest(self._note_places),
            **self._links.to_arrays(),
            **self._evidence.to_arrays(),
            **self._token_runs(fields["exact"].postings.numbers).to_arrays(),
            **_source_arrays(self._texts, self._indicators),
        ).write(self._folder)

    def cancel(self) -> None:
        """Write nothing, and release the files of the Whoosh index."""
        self._writer.cancel()
        self._index.close()

    def _token_runs(self, numbers: Mapping[str, int]) -> "_Runs":
        """Return every token of every passage, its word by number."""
        runs = _Runs("token", "word", "position", "start", "length")
        for tokens in self._tokens:
            runs.add([(numbers[word], position, start, length) for word, position, start, length in tokens])
        return runs


class _Runs:
    """Records of several numbers each, in runs of any length: one a passage, or one a link."""

    def __init__(self, name: str, *columns: str) -> None:
        self._name = name
        self._columns = columns
        self._lengths: list[int] = []
        self._rows: list[tuple[int, ...]] = []

    def add(self, rows: Sequence[tuple[int, ...]]) -> None:
        """Add a run."""
        self._lengths.append(len(rows))
        self._rows += rows

    def to_arrays(self) -> NamedArrays:
        """Return where each run starts, and the columns, by the names of their arrays."""
        table = np.array(self._rows, dtype=np.int64).reshape(-1, len(self._columns))
        columns = {f"{self._name}_{column}": smallest(table[:, n]) for n, column in enumerate(self._columns)}
        return {f"{self._name}_starts": starts_of(self._lengths), **columns}


class _SectionNumbers:
    """Sections by number: those of the Index by theirs, which are from 1, then those of chapters."""

    def __init__(self) -> None:
        self.of_chapters: list[Section] = []

    def number(self, section: Section) -> int:
        """Return the number of a section; each section of a chapter has a new one."""
        if not section.heading:
            return taxonomy().heading(section.slug).number
        self.of_chapters.append(section)
        return len(taxonomy().headings) + len(self.of_chapters)


def _read_field(reader: IndexReader, field: IndexedField, passages: int) -> SegmentField:
    """Read the postings of one field from a Whoosh index, and the lengths where they count."""
    terms: list[str] = []
    document_frequencies: list[int] = []
    documents: list[int] = []
    counts: list[int] = []
    positions: list[int] = []
    for term in reader.lexicon(field.name):
        matcher = reader.postings(field.name, term)
        before = len(documents)
        while matcher.is_active():
            documents.append(matcher.id())
            if field.has_places:
                places = matcher.value_as("positions")
                counts.append(len(places))
                positions += places
            else:
                counts.append(int(matcher.weight()))
            matcher.next()
        terms.append(term.decode())
        document_frequencies.append(len(documents) - before)
    places_or_none = signed(positions) if field.has_places else None
    postings = Postings.of(terms, starts_of(document_frequencies), signed(documents), smallest(counts), places_or_none)
    lengths = np.bincount(postings.documents, weights=postings.counts, minlength=passages).astype(np.int64)
    return SegmentField(
        postings,
        lengths=smallest([rounded_length(length) for length in lengths.tolist()]) if field.has_length else None,
        total=int(lengths.sum()) if field.is_text else None,
    )


def _source_arrays(texts: Sequence[Text], indicators: Mapping[str, int]) -> NamedArrays:
    """Return the arrays of the profiles and chapters."""
    return {
        "source_ids": pack(text.id for text in texts),
        "source_kinds": smallest([SOURCE_KINDS.index(text.kind) for text in texts]),
        "source_names": pack(text.name for text in texts),
        "source_countries": pack(text.country.code if text.country else NO_COUNTRY for text in texts),
        "source_text_kinds": pack(text.text_kind for text in texts),
        "source_series": pack(series_of(text) or NO_SERIES for text in texts),
        "source_editions": smallest([text.edition or 0 for text in texts]),
        **published_arrays(texts, indicators),
    }
