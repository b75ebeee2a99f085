"""The dates on which texts and scores were first seen: kept over rebuilding, importing again and moving a home."""

import datetime
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.core import paths
from explorer.corpus import first_seen
from explorer.corpus.first_seen import (
    FOLDER,
    FirstSeen,
    SeenDates,
    SeenHow,
    has_records,
    passage_key,
    record_corpus,
    record_import,
    record_problems,
    scores_key,
)
from explorer.corpus.home import Home, HomeError
from explorer.model.chapters import Text
from explorer.model.profiles import Source
from tests.factories import bundled_digest, make_chapter, make_profile
from tests.other_users import needs_administrator, other_user

BUILT = datetime.datetime(2031, 5, 6, tzinfo=datetime.UTC)
LONG_AGO = "2020-01-02T03:04:05Z"
DHOW = make_profile("ken-2023", {"drugs": ["A dhow lands.", "A lorry waits."]}, scores={"heroin-trade": 6.5})
EDITED = make_profile("ken-2023", {"drugs": ["A dhow lands.", "Two lorries wait."]}, scores={"heroin-trade": 7.0})


def none_stored(_id: str) -> Text | None:
    return None


def take(home: Home, *texts: Text) -> None:
    """Record these texts as an import does."""
    home.write(dict(record_import(home, texts, none_stored)))


def build(home: Home, *texts: Text) -> int:
    """Record these texts as a build does, and return how many files it writes."""
    files = record_corpus(home, texts)
    home.write(files)
    home.generations.mkdir(exist_ok=True)
    return len(files)


def how_of(home: Home, text: Text) -> list[SeenHow]:
    dates = SeenDates(home, BUILT)
    return [dates.of_passage(text.id, passage.text).how for passage in text.passages()]


def age(home: Home, name: str) -> None:
    """Have a record written long ago."""
    path = home.first_seen / name
    lines = [line.split() for line in path.read_text("ascii").splitlines()]
    path.write_text("".join(f"{key} {LONG_AGO} {how}\n" for key, _, how in lines), encoding="ascii")


def days_of(home: Home, text: Text) -> list[int]:
    dates = SeenDates(home, BUILT)
    return [dates.of_passage(text.id, passage.text).at.year for passage in text.passages()]


def test_a_text_is_seen_when_it_is_imported_and_keeps_its_date(tmp_path: Path) -> None:
    home, now = Home(tmp_path / "home"), datetime.datetime.now(datetime.UTC)
    take(home, DHOW)
    assert (home.first_seen / "2023" / "ken.txt").is_file()
    dates = SeenDates(home, BUILT)
    assert abs(dates.of_passage("ken-2023", "A dhow lands.").at - now) < datetime.timedelta(minutes=5)
    assert dates.of_passage("ken-2023", "Never seen.") == FirstSeen(BUILT, "unrecorded")
    age(home, "2023/ken.txt")
    for _ in range(2):
        take(home, DHOW)
        build(home, DHOW)
    assert days_of(home, DHOW) == [2020, 2020]
    shutil.move(home.path, tmp_path / "moved")
    assert days_of(Home(tmp_path / "moved"), DHOW) == [2020, 2020]


def test_an_edited_passage_has_the_date_of_the_edit_and_the_others_theirs(tmp_path: Path) -> None:
    home = Home(tmp_path)
    take(home, DHOW)
    age(home, "2023/ken.txt")
    take(home, EDITED)
    assert days_of(home, EDITED)[0] == 2020 < days_of(home, EDITED)[1]
    take(home, DHOW)  # as it was: seen long ago
    assert days_of(home, DHOW) == [2020, 2020]


def test_a_passage_that_moves_keeps_its_date(tmp_path: Path) -> None:
    home = Home(tmp_path)
    take(home, DHOW)
    age(home, "2023/ken.txt")
    take(home, moved := make_profile("ken-2023", {"trade": ["New."], "drugs": ["A lorry waits.", "A dhow lands."]}))
    assert days_of(home, moved)[1:] == [2020, 2020]


def test_chapters_and_other_series_have_records_of_their_own(tmp_path: Path) -> None:
    home = Home(tmp_path)
    take(home, make_chapter(), make_profile("enact-lso-2019", {"drugs": ["A ferry."]}), make_profile("and-2021"))
    found = sorted(path.relative_to(home.first_seen).as_posix() for path in home.first_seen.rglob("*.txt"))
    assert found == ["chapters/ferries-and-the-law.txt", "enact/2019/lso.txt"]


def test_what_was_here_before_dates_were_kept_is_said_to_be(tmp_path: Path) -> None:
    home = Home(tmp_path)
    retrieved = replace(make_chapter(), source=Source(retrieved="2024-02-03"))
    to_come = replace(make_chapter("Gold"), source=Source(retrieved="9999-01-01"))
    home.generations.mkdir()
    build(home, DHOW, retrieved, to_come)
    assert how_of(home, DHOW) == ["found", "found"]
    assert set(how_of(home, retrieved)) == {"retrieved"} and set(days_of(home, retrieved)) == {2024}
    assert set(how_of(home, to_come)) == {"found"}
    assert SeenDates(home, BUILT).of_scores(DHOW.id, DHOW.scores).how == "found"
    assert build(home, DHOW, retrieved, to_come) == 0
    build(home, EDITED, retrieved, to_come)  # by hand, without an import
    assert how_of(home, EDITED) == ["found", "seen"]
    assert SeenDates(home, BUILT).of_scores(EDITED.id, EDITED.scores).how == "seen"


def test_an_import_that_replaces_a_text_without_a_date_dates_it_too(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.write(dict(record_import(home, [EDITED], {DHOW.id: DHOW}.get)))
    assert how_of(home, EDITED) == ["found", "seen"]


def test_the_bundled_digest_has_the_day_of_its_release_in_every_home(tmp_path: Path) -> None:
    home, digest = Home(tmp_path), bundled_digest()
    build(home, digest)
    assert not (home.first_seen / "2021").exists()
    assert set(how_of(home, digest)) == {"released"}, (
        "a passage of the digest is new: add its line to corpus/first-seen"
    )
    assert SeenDates(home, BUILT).of_scores(digest.id, digest.scores) == FirstSeen(
        datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC), "released"
    )
    keys = {passage_key(passage.text) for passage in digest.passages()} | {scores_key(digest.id, digest.scores)}
    files = (paths.content("corpus") / FOLDER).rglob("*.txt")
    assert keys == {line.split()[0] for path in files for line in path.read_text("ascii").splitlines()}


def test_the_records_of_an_import_are_written_with_its_texts_or_not_at_all(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.profiles.mkdir()
    blocked = home.profiles / "file"
    blocked.touch()
    with pytest.raises(HomeError):
        home.write({**dict(record_import(home, [DHOW], none_stored)), blocked / "ken.md": b"---\n"})
    assert not home.first_seen.exists()


def test_a_damaged_line_has_no_date_and_is_named(tmp_path: Path) -> None:
    home = Home(tmp_path)
    take(home, DHOW)
    path = home.first_seen / "2023" / "ken.txt"
    assert list(record_problems(home)) == []
    first, second = path.read_bytes().splitlines()
    path.write_bytes(first + b"\n" + second[:20] + b"\n\xff\x00\n" + first.replace(b"-", b"/"))
    assert sorted(how_of(home, DHOW)) == ["seen", "unrecorded"]
    (problem,) = record_problems(home)
    assert problem.startswith(f"{path}:2: the line is not a hash")
    take(home, DHOW)
    assert how_of(home, DHOW) == ["seen", "seen"] and list(record_problems(home)) == []


def test_a_record_has_no_more_lines_than_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_seen, "MOST_LINES", 3)
    home = Home(tmp_path)
    take(home, DHOW)
    age(home, "2023/ken.txt")
    take(home, make_profile("ken-2023", {"drugs": ["One.", "Two."]}))
    lines = (home.first_seen / "2023" / "ken.txt").read_text("ascii").splitlines()
    assert len(lines) == 3 and sum(LONG_AGO in line for line in lines) == 1


def test_a_record_that_cannot_be_read_is_an_error_to_imports_and_nothing_to_readers(tmp_path: Path) -> None:
    home = Home(tmp_path)
    take(home, DHOW)
    path = home.first_seen / "2023" / "ken.txt"
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(HomeError, match=r"the dates cannot be read"):
        take(home, EDITED)
    assert how_of(home, DHOW) == ["unrecorded", "unrecorded"]
    assert list(record_problems(home)) == [f"{path}: the dates cannot be read (Not a regular file)"]


def test_every_way_to_know_a_date_has_a_sentence() -> None:
    day = datetime.datetime(2026, 12, 1, 2, 3, 4, tzinfo=datetime.UTC)
    assert FirstSeen(day).sentence == "First seen here on 1 December 2026."
    hows: tuple[SeenHow, ...] = ("seen", "found", "retrieved", "released", "unrecorded")
    assert len({FirstSeen(day, how).sentence for how in hows}) == 5
    assert all("1 December 2026" in FirstSeen(day, how).sentence for how in hows)


def test_scores_have_one_key_in_whatever_order() -> None:
    assert scores_key("ken-2023", {"heroin-trade": 7, "resilience": 4.17}) == scores_key(
        "ken-2023", {"resilience": 4.170000001, "heroin-trade": 7.0}
    )
    assert scores_key("ken-2023", {"heroin-trade": 7.0}) != scores_key("ken-2021", {"heroin-trade": 7.0})


@needs_administrator
def test_a_folder_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    home = Home(tmp_path)
    assert list(record_problems(home)) == [] and not has_records(home)
    build(home, DHOW)
    assert has_records(home)
    home.first_seen.chmod(0o700)
    with other_user():
        assert list(record_problems(home)) == [f"{home.first_seen}: the folder cannot be read (Permission denied)"]
        assert not has_records(home)
        assert how_of(home, DHOW) == ["unrecorded", "unrecorded"]
