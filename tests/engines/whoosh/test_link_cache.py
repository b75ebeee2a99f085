"""The links of a passage are reused while all that decides them is unchanged."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from explorer.engines.whoosh.index_arrays import ARRAYS
from explorer.engines.whoosh.link_cache import KEY_LENGTH, LinkCache
from explorer.linking.links import Link
from explorer.model.chapters import Text
from explorer.model.profiles import Passage, Profile
from tests.engines.whoosh.indexes import WordLinker, write_texts
from tests.factories import make_chapter, make_profile

PROFILE = make_profile("kgz-2021", {"drugs": ["Tin is carried by night.", "Raw heroin is hidden in lorries."]})


class CountingLinker(WordLinker):
    """Linker that counts the passages that it links."""

    def __init__(self) -> None:
        self.linked: list[str] = []

    def links(self, passage: Passage, edition: int | None) -> tuple[Link, ...]:
        self.linked.append(passage.id)
        return super().links(passage, edition)


@pytest.fixture
def segment(tmp_path: Path) -> Path:
    """Write the segment of an earlier generation, and return its folder."""
    write_texts(tmp_path, [PROFILE])
    return tmp_path


def linked(text: Text, earlier: Path | None, vocabulary: str = "words") -> Sequence[str]:
    """Return the ids of the passages whose links are not reused, once all are checked against the linker."""
    linker = CountingLinker()
    cache = LinkCache(linker, vocabulary, earlier)
    for passage in text.passages():
        cached = cache.find(text, passage)
        assert cached.links == WordLinker().read(passage.text)
        assert len(cached.key) == KEY_LENGTH
    return linker.linked


def test_without_an_earlier_segment_every_passage_is_linked() -> None:
    assert linked(PROFILE, None) == ["kgz-2021/drugs/1", "kgz-2021/drugs/2"]


def test_the_links_of_unchanged_passages_are_taken_over(segment: Path) -> None:
    assert linked(PROFILE, segment) == []


def test_a_passage_that_only_moved_in_its_section_is_taken_over(segment: Path) -> None:
    moved = make_profile("kgz-2021", {"drugs": ["A new start.", "Raw heroin is hidden in lorries."]})
    assert linked(moved, segment) == ["kgz-2021/drugs/1"]


@pytest.mark.parametrize(
    "changed",
    [
        make_profile("kgz-2021", {"drugs": ["Tin is carried by night!", "Raw heroin is hidden in a lorry."]}),
        make_profile("kgz-2021", {"trade": ["Tin is carried by night.", "Raw heroin is hidden in lorries."]}),
        make_profile("kgz-2023", {"drugs": ["Tin is carried by night.", "Raw heroin is hidden in lorries."]}),
        make_profile("and-2021", {"drugs": ["Tin is carried by night.", "Raw heroin is hidden in lorries."]}),
    ],
    ids=["words", "section", "edition", "country"],
)
def test_another_text_is_linked_anew(segment: Path, changed: Profile) -> None:
    assert len(linked(changed, segment)) == 2


def test_a_chapter_that_is_now_of_another_edition_is_linked_anew(tmp_path: Path) -> None:
    write_texts(tmp_path, [make_chapter(edition=2021)])
    assert linked(make_chapter(edition=2021), tmp_path) == []
    assert len(linked(make_chapter(edition=2023), tmp_path)) == 5


def test_another_vocabulary_links_every_passage_anew(segment: Path) -> None:
    assert len(linked(PROFILE, segment, "other words")) == 2


def test_a_segment_that_cannot_be_read_is_as_good_as_none(segment: Path, tmp_path: Path) -> None:
    assert len(linked(PROFILE, tmp_path / "nowhere")) == 2
    (segment / ARRAYS).write_bytes(b"damaged")
    assert len(linked(PROFILE, segment)) == 2
