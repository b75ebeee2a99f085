"""What a source becomes is rendered, and read again, before anything is stored."""

from pathlib import Path

import pytest

from explorer.core.errors import SourceError
from explorer.corpus.home import Home
from explorer.ingest.detect import SourceReading
from explorer.ingest.stored_reading import check_reading, render_reading
from tests.factories import andorra_2021, make_chapter, make_profile, small_profile

HOME = Home(Path("home"))


def names(reading: SourceReading) -> list[str]:
    return [path.relative_to(HOME.path).as_posix() for path, _ in render_reading(HOME, reading)]


def test_texts_and_scores_alone_are_in_layers_of_their_own() -> None:
    page = SourceReading("page", (small_profile("kgz-2021"), andorra_2021()), "", (), b"", (make_chapter(),))
    assert names(page) == ["profiles/2021/kgz.md", "scores/2021/and.md", "chapters/ferries-and-the-law.md"]
    check_reading(page)


def test_a_workbook_is_a_file_an_edition() -> None:
    profiles = tuple(make_profile(id, scores={"heroin-trade": 5.0}) for id in ("uga-2023", "ken-2021", "ken-2023"))
    reading = SourceReading("workbook", profiles, "", (), b"")
    assert names(reading) == ["scores/2021.csv", "scores/2023.csv"]
    check_reading(reading)


def test_an_id_too_long_for_a_file_is_refused() -> None:
    chapter = make_chapter().with_id("a" * 245)
    with pytest.raises(SourceError, match="245 letters"):
        check_reading(SourceReading("document", (), "", (), b"", (chapter,)))


def test_what_could_not_be_read_again_is_refused() -> None:
    profile = make_profile("kgz-2021", {"drugs": ["Tea."]}, facts={"favourite-tea": "green"})
    with pytest.raises(SourceError, match=r"could not be read again .* kgz\.md:\d+: unknown key 'favourite-tea'"):
        check_reading(SourceReading("document", (profile,), "", (), b""))
