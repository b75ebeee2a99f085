"""What is published of scores is read back as it was stored, and changes are of all segments together."""

from pathlib import Path

from explorer.engines.whoosh.array_file import unpack
from explorer.engines.whoosh.index_arrays import IndexArrays, StoredArrays, specs
from explorer.engines.whoosh.stored_scores import changes_of_all, points, published_arrays, read_published
from explorer.model.chapters import Text
from explorer.model.published_scores import PublishedScores
from explorer.model.ranks import Rank
from explorer.model.taxonomy import taxonomy
from tests.engines.whoosh.indexes import index_of
from tests.factories import make_chapter, make_profile

SLUGS = list(taxonomy().scored)
PAGE = make_profile(
    "kgz-2023",
    {"drugs": ["Tin."]},
    scores={"criminality": 5.4, "heroin-trade": 6.5, "cocaine-trade": 2.0, "financial-crimes": 4.0},
    changes={"criminality": None, "heroin-trade": 0.5},
    ranks={"criminality": {"world": Rank(64, 193, "", 8), "region": Rank(2, 8, "Central Asia and the Caucasus")}},
)
ALONE = make_profile("kgz-2021", scores={"criminality": 5.33, "heroin-trade": 7.0, "cocaine-trade": 2.5})
CHAPTER = make_chapter()


def changes(index: IndexArrays, id: str) -> dict[str, float]:
    """Return the changes of a profile that conditions are about."""
    return points(SLUGS, index.source_changes[unpack(index.source_ids).index(id)].tolist())


def test_what_is_published_is_read_back(tmp_path: Path) -> None:
    index = index_of(tmp_path, [CHAPTER, ALONE, PAGE])
    arrays = {name: getattr(index, name) for name in specs(StoredArrays)}
    published = read_published(arrays, unpack(index.source_ids), SLUGS)
    assert published == {profile.id: PublishedScores.of(profile) for profile in (ALONE, PAGE)}


def test_a_change_is_as_published_else_computed_from_a_profile_of_any_segment(tmp_path: Path) -> None:
    divisions: list[list[list[Text]]] = [[[CHAPTER], [ALONE, PAGE]], [[ALONE], [PAGE, CHAPTER]]]
    for number, segments in enumerate(divisions):
        index = index_of(tmp_path / str(number), *segments)
        assert changes(index, "kgz-2023") == {"criminality": 0.07, "heroin-trade": 0.5, "cocaine-trade": -0.5}
        assert changes(index, "kgz-2021") == changes(index, CHAPTER.id) == {}


def test_texts_without_scores_have_no_changes() -> None:
    arrays = published_arrays([CHAPTER], {slug: number for number, slug in enumerate(SLUGS)})
    assert points(SLUGS, arrays["source_scores"][0].tolist()) == {}
    assert points(SLUGS, changes_of_all({}, [CHAPTER.id], SLUGS)[0].tolist()) == {}
