"""Merging segments: the arrays of a generation from those of its segments, whose documents follow one another."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from explorer.engines.whoosh.array_file import pack, signed, smallest, starts_of, unpack
from explorer.engines.whoosh.array_types import Array, NamedArrays, RunStarts
from explorer.engines.whoosh.index_arrays import (
    IndexArrays,
    IndexField,
    Merge,
    SegmentArrays,
    StoredArrays,
    specs,
)
from explorer.engines.whoosh.postings import GAP, Postings, adjacent, documents_at, merge_postings, number_pairs
from explorer.engines.whoosh.stored_scores import changes_of_all, read_published
from explorer.engines.whoosh.term_dictionary import letters_of
from explorer.model.taxonomy import taxonomy
from explorer.search.indexed import FIELDS
from explorer.search.query.synonyms import StemPhrase
from explorer.text.stems import stem


def merge_segments(segments: Sequence[SegmentArrays], phrases: Iterable[StemPhrase]) -> IndexArrays:
    """Return the arrays of a generation; `phrases` are stems that many queries look for, one after another."""
    offsets = starts_of([len(segment.passage_section) for segment in segments])
    shift = _position_bits(segments)
    fields = {name: _merge_field(segments, name, offsets, shift) for name in FIELDS}
    words = fields["exact"].postings
    stems = sorted({stem(word) for word in words.terms})
    stem_numbers = {text: number for number, text in enumerate(stems)}
    stored = _merge_stored(segments, words.numbers)
    ids, slugs = unpack(stored["source_ids"]), list(taxonomy().scored)
    return IndexArrays(
        **stored,
        source_changes=changes_of_all(read_published(stored, ids, slugs), ids, slugs),
        fields=fields,
        phrases=_find_phrases(fields["body"].postings, phrases, shift),
        shift=shift,
        word_stem=smallest([stem_numbers[stem(word)] for word in words.terms]),
        word_letters=letters_of(words.terms),
        stems=pack(stems),
        scored=pack(taxonomy().scored),
    )


def _merge_stored(segments: Sequence[SegmentArrays], word_numbers: Mapping[str, int]) -> NamedArrays:
    """Return the arrays that an index has like its segments, each merged by its rule."""
    renumber: dict[str, Callable[[Sequence[SegmentArrays]], Sequence[Array]]] = {
        "passage_source": _sources,
        "passage_section": _sections,
        "token_word": lambda segments: _words(segments, word_numbers),
    }
    merged: NamedArrays = {}
    for name, spec in specs(StoredArrays).items():
        arrays = [getattr(segment, name) for segment in segments]
        match spec.merge:
            case Merge.CONCATENATE:
                merged[name] = np.concatenate(arrays)
            case Merge.STARTS:
                merged[name] = starts_of(np.concatenate([np.diff(array) for array in arrays]))
            case Merge.LINES:
                merged[name] = pack(line for array in arrays for line in unpack(array))
            case Merge.RENUMBER:
                merged[name] = smallest(np.concatenate(renumber[name](segments)))
    return merged


def _sources(segments: Sequence[SegmentArrays]) -> list[Array]:
    """Return the number of each passage's source in the index, by segment: shape (passages,), int64."""
    offsets = starts_of([len(segment.source_scores) for segment in segments])[:-1]
    return [segment.passage_source + offset for segment, offset in zip(segments, offsets, strict=True)]


def _sections(segments: Sequence[SegmentArrays]) -> list[Array]:
    """Return the section of each passage by number, by segment: shape (passages,), int64.

    The sections of chapters are counted through all segments.
    """
    known = len(taxonomy().headings)
    offsets = starts_of(len(unpack(segment.section_slugs)) for segment in segments)[:-1].tolist()
    numbers = [segment.passage_section.astype(np.int64) for segment in segments]
    return [np.where(array > known, array + offset, array) for array, offset in zip(numbers, offsets, strict=True)]


def _words(segments: Sequence[SegmentArrays], numbers: Mapping[str, int]) -> list[Array]:
    """Return the word of each token, among the terms of the whole index, by segment: shape (tokens,), int64."""
    tables = [
        np.array([numbers[word] for word in segment.fields["exact"].postings.terms], np.int64) for segment in segments
    ]
    return [table[segment.token_word] for table, segment in zip(tables, segments, strict=True)]


def _position_bits(segments: Sequence[SegmentArrays]) -> int:
    """Return by how many bits a document's number is moved, so that no phrase reaches from one into the next."""
    places = [int(segment.token_position.max(initial=0)) for segment in segments]
    places += [int(segment.passage_note_places.max(initial=0)) for segment in segments]
    return (max(places) + GAP).bit_length()


def _merge_field(segments: Sequence[SegmentArrays], name: str, offsets: RunStarts, shift: int) -> IndexField:
    """Return one field of the index; `offsets` are where the documents of each segment start."""
    fields = [segment.fields[name] for segment in segments]
    postings, counts = merge_postings([field.postings for field in fields], offsets[:-1].tolist(), shift)
    lengths = [field.lengths for field in fields if field.lengths is not None]
    if lengths:
        of_postings = np.concatenate(lengths)[postings.documents].astype(np.int64)
    else:
        of_postings = np.zeros(len(postings.documents), np.int64)
    totals = [field.total for field in fields if field.total is not None]
    return IndexField(postings, *number_pairs(counts, of_postings), total=sum(totals) if totals else None)


def _find_phrases(body: Postings, phrases: Iterable[StemPhrase], shift: int) -> Postings:
    """Return the documents of each phrase of several stems, by the stems with spaces between."""
    documents = {
        " ".join(phrase): documents_at(adjacent([body.places(term) for term in phrase]), shift)
        for phrase in sorted(set(phrases))
        if len(phrase) > 1
    }
    ordered = signed(np.concatenate([np.zeros(0, np.int64), *documents.values()]))
    return Postings.of(documents, starts_of(map(len, documents.values())), ordered)
