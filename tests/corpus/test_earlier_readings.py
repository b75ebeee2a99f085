"""Texts that an import replaces are kept as they were, and read again."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.corpus.earlier_readings import earlier_readings, has_words_of, reading_problems, replaced_readings
from explorer.corpus.home import Home
from explorer.model.chapters import Text
from tests.factories import make_chapter, make_profile, store

SCORES = {"heroin-trade": 6.0}
DHOW, LORRY, PLANE = (
    make_profile("ken-2023", {"drugs": [f"Heroin comes by {means}."]}, scores=SCORES)
    for means in ("dhow", "lorry", "plane")
)
FERRIES = make_chapter()
MORE_FERRIES = make_chapter(paragraphs={"": ["Ferries carry less than before."]}, notes={})


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def bring(home: Home, *texts: Text) -> list[str]:
    """Store texts as an import does, and list what is kept of those that they replace."""
    kept = dict(replaced_readings(home, texts))
    if kept:
        home.write(kept)
    store(home, *texts)
    return [path.relative_to(home.earlier).as_posix() for path in kept]


def test_what_is_replaced_by_other_words_is_kept_byte_for_byte_under_its_hash(home: Home) -> None:
    assert bring(home, DHOW, FERRIES) == []
    data = (home.profiles / "2023" / "ken.md").read_bytes()
    profile, chapter = bring(home, LORRY, MORE_FERRIES)
    assert profile == f"2023/ken-{hashlib.sha256(data).hexdigest()[:12]}.md"
    assert chapter.startswith("chapters/ferries-and-the-law-")
    assert (home.earlier / profile).read_bytes() == data
    assert list(earlier_readings(home, "ken-2023")) == [DHOW]
    assert list(earlier_readings(home, "ferries-and-the-law")) == [FERRIES]
    assert list(earlier_readings(home, "ken-2021")) == list(earlier_readings(home, "ferries")) == []
    assert list(reading_problems(home)) == []


def test_an_earlier_reading_has_the_words_of_its_text_and_no_other(home: Home) -> None:
    bring(home, DHOW)
    (kept,) = bring(home, LORRY)
    assert has_words_of(home.earlier / kept, replace(DHOW, scores={}))
    assert not has_words_of(home.earlier / kept, LORRY)
    (home.earlier / kept).write_text("---\n", encoding="utf-8")
    assert not has_words_of(home.earlier / kept, DHOW)


def test_a_text_of_another_series_has_a_folder_of_its_own(home: Home) -> None:
    index, by_night, by_day = (
        make_profile(id, {"drugs": [f"Dagga is carried {when}."]}, scores=SCORES)
        for id, when in (("lso-2021", "often"), ("enact-lso-2021", "by night"), ("enact-lso-2021", "by day"))
    )
    assert bring(home, index, by_night) == []
    (kept,) = bring(home, by_day)
    assert kept.startswith("enact/2021/lso-")
    assert list(earlier_readings(home, "enact-lso-2021")) == [by_night]
    assert list(earlier_readings(home, "lso-2021")) == list(earlier_readings(home, "enact-lso-2019")) == []
    assert list(reading_problems(home)) == []
    strange = {
        home.earlier / "enact" / "2019" / kept.rpartition("/")[2]: "holds enact-lso-2021",
        home.earlier / "2021" / kept.rpartition("/")[2]: "holds enact-lso-2021",
        home.earlier / "enact" / "drafts" / "lso-0a1b2c3d4e5f.md": "the name",
        home.earlier / "enact" / "chapters" / "ferries-0a1b2c3d4e5f.md": "the name",
    }
    for path in strange:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes((home.earlier / kept).read_bytes())
    problems = list(reading_problems(home))
    assert len(problems) == len(strange)
    for path, reason in strange.items():
        assert any(problem.startswith(str(path)) and reason in problem for problem in problems), path


def test_each_of_three_readings_is_kept_once(home: Home) -> None:
    counts = [len(bring(home, reading)) for reading in (DHOW, LORRY, DHOW, LORRY, PLANE)]
    assert counts == [0, 1, 1, 1, 1]
    assert sorted(str(reading) for reading in earlier_readings(home, "ken-2023")) == sorted(map(str, (DHOW, LORRY)))


def test_where_the_words_are_the_same_or_there_are_none_nothing_is_kept(home: Home) -> None:
    bring(home, DHOW)
    assert bring(home, replace(DHOW, scores={"heroin-trade": 7.0})) == []
    assert bring(home, make_profile("ken-2023", scores=SCORES)) == []  # it was stored among texts, and has none
    assert bring(home, LORRY) == []
    (home.profiles / "2023" / "ken.md").write_text("damaged", encoding="utf-8")
    assert bring(home, PLANE) == []
    assert not home.earlier.exists()
    moved = make_profile("ken-2023", {"trade": ["Heroin comes by plane."]})
    assert len(bring(home, moved)) == 1  # the same words in another section have other permanent links


def test_earlier_readings_that_cannot_be_read_are_left_out_and_named(home: Home) -> None:
    bring(home, DHOW)
    bring(home, LORRY)
    (kept,) = (home.earlier / "2023").iterdir()
    strange = {
        home.earlier / "2023" / "ken.md": "the name",
        home.earlier / "2023" / "xyz-0a1b2c3d4e5f.md": "changed after",
        home.earlier / "2023" / "ken-0a1b2c3d4e5f.md": "changed after",
        home.earlier / "drafts" / "ken-0a1b2c3d4e5f.md": "the name",
        home.earlier / "chapters" / "ferries-0a1b2c3d4e5f.md": "changed after",
    }
    for path in strange:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(kept.read_bytes())
    (home.earlier / "chapters" / "gold-0a1b2c3d4e5f.md").mkdir()
    (home.earlier / "2023" / "notes.txt").touch()
    problems = list(reading_problems(home))
    for path, reason in strange.items():
        assert any(problem.startswith(f"{path}: ") and reason in problem for problem in problems), path
    assert any("gold-0a1b2c3d4e5f.md: the earlier reading cannot be read" in problem for problem in problems)
    assert not any(str(kept) in problem or "notes.txt" in problem for problem in problems)
    assert list(earlier_readings(home, "ferries")) == []
    kept.write_text(kept.read_text(encoding="utf-8").replace("dhow", "canoe"), encoding="utf-8")
    assert [problem for problem in reading_problems(home) if problem.startswith(f"{kept}: ")]


def test_a_folder_that_cannot_be_read_has_no_earlier_readings_and_is_named(home: Home) -> None:
    bring(home, DHOW)
    bring(home, LORRY)
    folder = home.earlier / "2023"
    folder.rename(home.path / "moved")
    folder.symlink_to(folder)
    assert list(earlier_readings(home, "ken-2023")) == []
    (problem,) = reading_problems(home)
    assert problem.startswith(f"{folder}: the folder cannot be read (")
