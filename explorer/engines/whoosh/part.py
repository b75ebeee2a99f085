"""One part of a generation: the profiles of some countries in a Whoosh index of their own, and as arrays beside it.

A part depends on its profiles and on the vocabulary alone, so a later build takes it over while they stay as they are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from whoosh.filedb.filestore import FileStorage
from whoosh.index import Index
from whoosh.reading import IndexReader

from explorer.engines.whoosh.arrays import ARRAYS, NONE, Array, pack, smallest, starts_of, write_arrays
from explorer.engines.whoosh.postings import Postings, read_postings
from explorer.engines.whoosh.schema import FIELDS, WITH_LENGTHS, WITH_POSITIONS, make_schema, tokens_of
from explorer.linking.links import Link
from explorer.profiles import Passage, Profile
from explorer.search.engine import PassageLinker
from explorer.taxonomy import taxonomy

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


def write_part(folder: Path, profiles: Sequence[Profile], linker: PassageLinker) -> Iterator[int]:
    """Write the profiles into a folder; yields the number of passages after each profile."""
    (folder / INDEX).mkdir(parents=True)
    index = FileStorage(str(folder / INDEX)).create_index(make_schema())
    writer = index.writer(limitmb=MEMORY)
    indicators = {slug: number for number, slug in enumerate(taxonomy().scored)}
    texts: list[bytes] = []
    notes: list[bytes] = []
    rooms: list[int] = []  # places that the notes of each passage take
    passages: list[tuple[int, int, int]] = []
    links, evidence, marks = _Runs.of(2), _Runs.of(2), _Runs.of(3)
    words: list[list[tuple[str, int, int, int]]] = []
    try:
        for number, profile in enumerate(profiles):
            for passage in profile.passages():
                found = linker.links(passage, profile.edition)
                add_passage(writer, profile, passage, found)
                texts.append(passage.text.encode())
                notes.append("\n".join(map(str, passage.notes)).encode())
                rooms.append(max((token.place + 1 for token in tokens_of(noted(passage))), default=0))
                passages.append((number, taxonomy().heading(passage.section).number, passage.number))
                links.add([(indicators[link.indicator], link.grade) for link in found])
                for link in found:
                    evidence.add([(one.start, one.end) for one in link.evidence])
                read = linker.read(passage.text)
                marks.add([(indicators[link.indicator], one.start, one.end) for link in read for one in link.evidence])
                words.append([(token.word, token.place, token.start, token.end) for token in tokens_of(passage.text)])
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
            "texts/bytes": np.frombuffer(b"".join(texts), np.uint8),
            "texts/starts": starts_of(map(len, texts)),
            "notes/bytes": np.frombuffer(b"".join(notes), np.uint8),
            "notes/starts": starts_of(map(len, notes)),
            "passages/notes": smallest(rooms),
            "passages/profile": smallest(table[:, 0]),
            "passages/section": smallest(table[:, 1]),
            "passages/paragraph": smallest(table[:, 2]),
            **links.to_arrays("links", "indicator", "grade"),
            **evidence.to_arrays("evidence", "start", "end"),
            **marks.to_arrays("marks", "indicator", "start", "end"),
            **_token_arrays(words, fields["exact"]),
            **_profile_arrays(profiles, indicators),
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


def add_passage(writer: object, profile: Profile, passage: Passage, links: Sequence[Link]) -> None:
    """Give a passage to a Whoosh writer."""
    known = taxonomy()
    country = profile.country
    writer.add_document(  # type: ignore[attr-defined]
        body=passage.text,
        exact=passage.text,
        noted=noted(passage),
        noted_exact=noted(passage),
        title=known.heading(passage.section).title,
        labels=" . ".join(known.indicator(link.indicator).label for link in links),
        place=" . ".join((country.name, *country.also, *country.demonyms)),
        linked=" ".join(slug for link in links for slug in linked_terms(link)),
        profile=profile.id,
        country=country.code,
        region=country.region,
        continent=country.continent,
        edition=str(profile.edition),
        section=passage.section,
        id=passage.id,
    )


def noted(passage: Passage) -> str:
    """The texts of a passage's notes, one a line."""
    return "\n".join(note.text for note in passage.notes)


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


def _profile_arrays(profiles: Sequence[Profile], indicators: Mapping[str, int]) -> dict[str, Array]:
    scores = np.full((len(profiles), len(indicators)), NONE, np.int16)
    changes = scores.copy()
    for row, profile in enumerate(profiles):
        for slug, score in profile.scores.items():
            scores[row, indicators[slug]] = round(score * 100)
        for slug, change in profile.changes.items():
            if change is not None:
                changes[row, indicators[slug]] = round(change * 100)
    return {
        "profiles/ids": pack(profile.id for profile in profiles),
        "profiles/kinds": pack(profile.text for profile in profiles),
        "profiles/scores": scores,
        "profiles/changes": changes,
    }
