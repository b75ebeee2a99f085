"""A segment has the passages of its texts, as arrays and in a Whoosh index."""

from pathlib import Path

from whoosh.filedb.filestore import FileStorage

from explorer.engines.whoosh.array_file import unpack
from explorer.engines.whoosh.index_arrays import ARRAYS, NO_COUNTRY, NO_SCORE
from explorer.engines.whoosh.link_cache import LinkCache
from explorer.engines.whoosh.segment import SegmentBuilder
from explorer.model.profiles import Note
from explorer.model.taxonomy import taxonomy
from tests.engines.whoosh.indexes import WordLinker, write_texts
from tests.factories import make_chapter, make_profile

TEXTS = {"drugs": ["Heroin and heroin.", "Tin is carried by night."]}


def test_postings_are_those_of_the_words(tmp_path: Path) -> None:
    exact = write_texts(tmp_path, [make_profile("kgz-2021", TEXTS)]).fields["exact"].postings
    assert exact.terms == ["and", "by", "carried", "heroin", "is", "night", "tin"]
    heroin = exact.find("heroin")
    assert exact.counts is not None
    assert (exact.documents[heroin].tolist(), exact.counts[heroin].tolist()) == ([0], [2])


def test_lengths_are_counted_in_words_and_only_where_they_count(tmp_path: Path) -> None:
    fields = write_texts(tmp_path, [make_profile("kgz-2021", TEXTS)]).fields
    lengths = fields["body"].lengths
    assert lengths is not None
    assert lengths.tolist() == [3, 5]
    assert fields["body"].total == 8
    assert fields["title"].lengths is None
    assert (fields["title"].total, fields["linked"].total) == (2, None)


def test_tokens_lead_back_into_the_text(tmp_path: Path) -> None:
    segment = write_texts(tmp_path, [make_profile("kgz-2021", TEXTS)])
    words = segment.fields["exact"].postings.terms
    for passage, text in enumerate(TEXTS["drugs"]):
        run = range(segment.token_starts[passage], segment.token_starts[passage + 1])
        tokens = [text[int(segment.token_start[n]) :][: int(segment.token_length[n])].lower() for n in run]
        assert tokens == [words[segment.token_word[n]] for n in run]


def test_scores_are_hundredths_and_absent_ones_are_marked(tmp_path: Path) -> None:
    profile = make_profile("kgz-2021", TEXTS, scores={"heroin-trade": 7.0, "resilience": 4.17})
    segment = write_texts(tmp_path, [profile, make_chapter()])
    column = list(taxonomy().scored).index("resilience")
    assert segment.source_scores[:, column].tolist() == [417, NO_SCORE]
    assert segment.source_kinds.tolist() == [0, 1]
    assert unpack(segment.source_countries) == ["KGZ", NO_COUNTRY]


def test_the_segment_of_one_chapter_has_one_line_for_it(tmp_path: Path) -> None:
    segment = write_texts(tmp_path, [make_chapter()])
    assert len(unpack(segment.source_countries)) == len(unpack(segment.source_ids)) == 1


def test_notes_are_kept_with_their_marks_and_take_places_of_their_own(tmp_path: Path) -> None:
    notes = (Note("12", "A ledger of ports."), Note("13", "An atlas."))
    segment = write_texts(tmp_path, [make_profile("kgz-2021", {"drugs": ["Tin."]}, notes=notes)])
    assert segment.note_bytes.tobytes().decode() == "12 A ledger of ports.\n13 An atlas."
    assert int(segment.passage_note_places[0]) > 6  # further apart than any phrase reaches


def test_a_cancelled_segment_leaves_no_documents(tmp_path: Path) -> None:
    profile = make_profile("kgz-2021", TEXTS)
    cache = LinkCache(WordLinker(), "words", None)
    builder = SegmentBuilder(tmp_path)
    builder.start(profile)
    for passage in profile.passages():
        builder.add(passage, cache.find(profile, passage))
    builder.cancel()
    assert FileStorage(str(tmp_path / "whoosh")).open_index().doc_count() == 0
    assert not (tmp_path / ARRAYS).exists()


def test_a_builder_counts_what_was_added(tmp_path: Path) -> None:
    profile = make_profile("kgz-2021", TEXTS)
    cache = LinkCache(WordLinker(), "words", None)
    builder = SegmentBuilder(tmp_path)
    builder.start(profile)
    for count, passage in enumerate(profile.passages(), 1):
        builder.add(passage, cache.find(profile, passage))
        assert builder.passage_count == count
    builder.write()
    assert FileStorage(str(tmp_path / "whoosh")).open_index().doc_count() == 2
