"""One part of a generation: some profiles and chapters in a Whoosh index of their own, and as arrays beside it.

A part depends on its texts and on the vocabulary alone, so a later build takes it over while they stay as they are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from whoosh.filedb.filestore import FileStorage
from whoosh.index import Index
from whoosh.reading import IndexReader

from explorer.engines.whoosh.array_file import ARRAYS, NONE, Array, pack, smallest, starts_of, write_arrays
from explorer.engines.whoosh.link_cache import LinkCache
from explorer.engines.whoosh.postings import Postings, read_postings
from explorer.engines.whoosh.schema import FIELDS, WITH_LENGTHS, WITH_POSITIONS, make_schema, tokens_of
from explorer.linking.links import Link
from explorer.model.chapters import Text
from explorer.model.profiles import Passage, Profile, Section
from explorer.model.taxonomy import taxonomy

INDEX = "whoosh"
MEMORY = 256  # megabytes that Whoosh may hold before it writes; one segment for any part of the Index


@dataclass
class _Runs:
    """Records of several numbers each, in runs of any length: one a passage, or one a link."""

    width: int
    lengths: list[int]
    rows: list[tuple[int, ...]]

    @classmethod
    def of(cls, width: int) -> "_Runs":
        return cls(width, [], [])

    def add(self, rows: Sequence[tuple[int, ...]]) -> None:
        self.lengths.append(len(rows))
        self.rows += rows

    def to_arrays(self, name: str, *columns: str) -> dict[str, Array]:
        table = np.array(self.rows, dtype=np.int64).reshape(-1, self.width)
        found = {f"{name}/{column}": smallest(table[:, number]) for number, column in enumerate(columns)}
        return {f"{name}/starts": starts_of(self.lengths), **found}


class _Sections:
    """Sections by number: those of the Index by theirs, which are from 1, then those that chapters have."""

    def __init__(self) -> None:
        self._own: list[Section] = []

    def number(self, section: Section) -> int:
        """The number of a section, which for those of chapters is a new one."""
        if not section.heading:
            return taxonomy().heading(section.slug).number
        self._own.append(section)
        return len(taxonomy().headings) + len(self._own)

    def to_arrays(self) -> dict[str, Array]:
        return {
            "sections/slugs": pack(section.slug for section in self._own),
            "sections/titles": pack(section.title for section in self._own),
        }


def write_part(folder: Path, texts: Sequence[Text], linking: LinkCache) -> Iterator[int]:
    """Write the profiles and chapters into a folder; yields the number of passages after each."""
    (folder / INDEX).mkdir(parents=True)
    index = FileStorage(str(folder / INDEX)).create_index(make_schema())
    writer = index.writer(limitmb=MEMORY)
    indicators = {slug: number for number, slug in enumerate(taxonomy().scored)}
    written: list[bytes] = []
    sections = _Sections()
    notes: list[bytes] = []
    rooms: list[int] = []  # places that the notes of each passage take
    passages: list[tuple[int, int, int]] = []
    keys: list[bytes] = []
    links, evidence, marks = _Runs.of(2), _Runs.of(2), _Runs.of(3)
    words: list[list[tuple[str, int, int, int]]] = []
    try:
        for number, text in enumerate(texts):
            numbers = {section.slug: sections.number(section) for section in text.sections}
            for passage in text.passages():
                found = linking.find(text, passage)
                keys.append(found.key)
                add_passage(writer, text, passage, found.links)
                written.append(passage.text.encode())
                notes.append("\n".join(map(str, passage.notes)).encode())
                rooms.append(max((token.position + 1 for token in tokens_of(noted(passage))), default=0))
                passages.append((number, numbers[passage.section], passage.number))
                links.add([(indicators[link.indicator], link.grade) for link in found.links])
                for link in found.links:
                    evidence.add([(one.start, one.end) for one in link.evidence])
                marks.add([(indicators[slug], start, end) for slug, start, end in found.marks])
                words.append(
                    [(token.word, token.position, token.start, token.end) for token in tokens_of(passage.text)]
                )
            yield len(passages)
    except BaseException:
        writer.cancel()
        raise
    writer.commit()
    table = np.array(passages, dtype=np.int64).reshape(-1, 3)
    with _reader(index) as reader:
        fields = {name: read_postings(reader, name, name in WITH_POSITIONS) for name in FIELDS}
        lengths = {
            f"{name}/lengths": smallest([reader.doc_field_length(one, name, 1) for one in range(len(passages))])
            for name in WITH_LENGTHS
        }
        totals = {
            f"{name}/total": np.array([reader.field_length(name)], dtype=np.float64)
            for name in FIELDS
            if reader.schema[name].scorable
        }
    write_arrays(
        folder / ARRAYS,
        {
            "texts/bytes": np.frombuffer(b"".join(written), np.uint8),
            "texts/starts": starts_of(map(len, written)),
            "notes/bytes": np.frombuffer(b"".join(notes), np.uint8),
            "notes/starts": starts_of(map(len, notes)),
            "passages/notes": smallest(rooms),
            "passages/keys": np.frombuffer(b"".join(keys), np.uint8),
            "passages/profile": smallest(table[:, 0]),
            "passages/section": smallest(table[:, 1]),
            "passages/paragraph": smallest(table[:, 2]),
            **links.to_arrays("links", "indicator", "grade"),
            **evidence.to_arrays("evidence", "start", "end"),
            **marks.to_arrays("marks", "indicator", "start", "end"),
            **_token_arrays(words, fields["exact"]),
            **sections.to_arrays(),
            **_text_arrays(texts, indicators),
            **lengths,
            **totals,
            **{key: array for name, field in fields.items() for key, array in field.to_arrays(name).items()},
        },
    )
    index.close()


class _reader:  # noqa: N801 - a block, not a type
    """A reader that is closed at the end of the block."""

    def __init__(self, index: Index) -> None:
        self._reader: IndexReader = index.reader()

    def __enter__(self) -> IndexReader:
        return self._reader

    def __exit__(self, *_: object) -> None:
        self._reader.close()


def add_passage(writer: object, text: Text, passage: Passage, links: Sequence[Link]) -> None:
    """Give a passage to a Whoosh writer."""
    writer.add_document(  # type: ignore[attr-defined]
        body=passage.text,
        exact=passage.text,
        noted=noted(passage),
        noted_exact=noted(passage),
        title=text.section(passage.section).title,
        labels=" . ".join(taxonomy().indicator(link.indicator).label for link in links),
        linked=" ".join(slug for link in links for slug in linked_terms(link)),
        section=passage.section if text.kind == "profile" else None,
        edition=str(text.edition) if text.edition else None,
        id=passage.id,
        **(_of_profile(text) if text.kind == "profile" else {"chapter": text.id, "kind": "chapter"}),
    )


def noted(passage: Passage) -> str:
    """The texts of a passage's notes, one a line."""
    return "\n".join(note.text for note in passage.notes)


def _of_profile(profile: Profile) -> dict[str, str]:
    country = profile.country
    return {
        "place": " . ".join((country.name, *country.also, *country.demonyms)),
        "profile": profile.id,
        "kind": "profile",
        "country": country.code,
        "region": country.region,
        "continent": country.continent,
    }


def linked_terms(link: Link) -> tuple[str, ...]:
    """The terms by which a passage is found through a link."""
    return (link.indicator, f"{link.indicator}/{link.grade}")


def _token_arrays(passages: Sequence[Sequence[tuple[str, int, int, int]]], exact: Postings) -> dict[str, Array]:
    """Every token of every passage: its word by number, its place, where it starts and how long it is."""
    numbers = exact.numbers
    found = _Runs.of(4)
    for words in passages:
        found.add([(numbers[word], place, start, end - start) for word, place, start, end in words])
    return found.to_arrays("tokens", "word", "place", "start", "length")


def _text_arrays(texts: Sequence[Text], indicators: Mapping[str, int]) -> dict[str, Array]:
    """What is known of each profile, and of each chapter, which has no score."""
    scores = np.full((len(texts), len(indicators)), NONE, np.int16)
    changes = scores.copy()
    for row, text in enumerate(texts):
        if text.kind == "chapter":
            continue
        for slug, score in text.scores.items():
            scores[row, indicators[slug]] = round(score * 100)
        for slug, change in text.changes.items():
            if change is not None:
                changes[row, indicators[slug]] = round(change * 100)
    return {
        "profiles/ids": pack(text.id for text in texts),
        "profiles/kinds": pack(text.text_kind for text in texts),
        "profiles/names": pack(text.name for text in texts),
        "profiles/editions": smallest([text.edition or 0 for text in texts]),
        "profiles/scores": scores,
        "profiles/changes": changes,
    }
