"""The arrays of an index are those of its segments, one after another."""

from pathlib import Path

import numpy as np

from explorer.engines.whoosh.array_file import unpack
from explorer.engines.whoosh.index_arrays import IndexArrays, StoredArrays, specs
from tests.engines.whoosh.indexes import index_of
from tests.factories import make_chapter, make_profile

ALBANIA = make_profile("alb-2023", {"drugs": ["Heroin and brown sugar.", "Zinc."]})
KYRGYZSTAN = make_profile("kgz-2021", {"trade": ["Tin."], "drugs": ["Sugar, brown, and heroin."]})
CHAPTER = make_chapter("Border trade", edition=2023)


def same(left: IndexArrays, right: IndexArrays) -> bool:
    arrays = all(np.array_equal(getattr(left, name), getattr(right, name)) for name in specs(StoredArrays))
    fields = [(left.fields[name].postings, right.fields[name].postings) for name in left.fields]
    return arrays and all(
        first.terms == second.terms and np.array_equal(first.documents, second.documents) for first, second in fields
    )


def test_two_segments_are_merged_into_what_one_would_be(tmp_path: Path) -> None:
    apart = index_of(tmp_path / "apart", [ALBANIA], [CHAPTER], [KYRGYZSTAN])
    together = index_of(tmp_path / "together", [ALBANIA, CHAPTER, KYRGYZSTAN])
    assert same(apart, together)
    assert apart.shift == together.shift


def test_sections_of_chapters_are_counted_through_all_segments(tmp_path: Path) -> None:
    index = index_of(tmp_path, [make_chapter()], [CHAPTER])
    slugs = unpack(index.section_slugs)
    assert len(slugs) == len(make_chapter().sections) + len(CHAPTER.sections)
    assert index.passage_section.max() - index.passage_section.min() == len(slugs) - 1


def test_known_phrases_are_those_whose_stems_are_adjacent(tmp_path: Path) -> None:
    index = index_of(tmp_path, [ALBANIA], [KYRGYZSTAN], phrases=[("brown", "sugar"), ("zinc",), ("tin", "zinc")])
    assert index.phrases.terms == ["brown sugar", "tin zinc"]
    assert index.phrases.documents[index.phrases.find("brown sugar")].tolist() == [0]
    assert index.phrases.documents[index.phrases.find("tin zinc")].tolist() == []


def test_no_phrase_reaches_from_one_passage_into_the_next(tmp_path: Path) -> None:
    index = index_of(tmp_path, [ALBANIA, KYRGYZSTAN], phrases=[("zinc", "tin"), ("sugar", "zinc")])
    assert len(index.phrases.documents) == 0


def test_each_word_has_its_stem(tmp_path: Path) -> None:
    index = index_of(tmp_path, [make_profile("alb-2023", {"drugs": ["Smuggling, smuggled."]})])
    stems = unpack(index.stems)
    assert stems == ["smuggl"]
    assert index.word_stem.tolist() == [0, 0]
