"""A generation is whole or absent; the old one serves until the new one is on disk."""

import datetime
import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.core.errors import IndexUnavailableError
from explorer.engines.generations import POINTER, Generations, time_of
from explorer.engines.manifest import MANIFEST, Manifest


@pytest.fixture
def generations(tmp_path: Path) -> Generations:
    return Generations(tmp_path / "generations", "words", 1)


def build(generations: Generations, text: str, fingerprint: str = "f") -> str:
    with generations.building(fingerprint) as building:
        (building.folder / "words").mkdir()
        (building.folder / "words/one.txt").write_text(text)
        building.passages = 1
    return building.id


def folders(generations: Generations) -> set[str]:
    return {path.name for path in generations.folder.iterdir() if path.is_dir()}


def test_nothing_built_says_how_to_build(generations: Generations) -> None:
    with pytest.raises(IndexUnavailableError, match="oc-explorer index"):
        generations.open()


def test_a_build_becomes_current_and_says_what_it_was_made_from(generations: Generations) -> None:
    name = build(generations, "old", "corpus-1")
    generation = generations.open()
    assert generation.id == name
    assert generation.manifest.fingerprint == "corpus-1"
    assert generation.manifest.passages == 1
    assert generations.problems() == []
    generation.lock.release()


def test_the_pointer_changes_with_every_build(generations: Generations) -> None:
    build(generations, "old")
    before = generations.pointer()
    build(generations, "new")
    assert generations.pointer() != before


def test_a_build_that_fails_leaves_the_old_generation_and_no_rest(generations: Generations) -> None:
    name = build(generations, "old")
    with pytest.raises(ZeroDivisionError), generations.building("new") as building:
        (building.folder / "half.txt").write_text("half")
        raise ZeroDivisionError
    assert generations.current() == name
    assert folders(generations) == {name}


def test_a_build_that_is_killed_leaves_the_old_generation_and_the_next_build_clears_up(
    generations: Generations,
) -> None:
    name = build(generations, "old")
    code = f"""
import os, signal
from pathlib import Path
from explorer.engines.generations import Generations
with Generations(Path({str(generations.folder)!r}), "words", 1).building("new") as building:
    (building.folder / "half.txt").write_text("half")
    os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", code], check=False)
    assert generations.current() == name
    assert len(folders(generations)) == 2
    newer = build(generations, "newer")
    assert folders(generations) == {newer}


def test_a_generation_that_is_read_is_kept_until_it_is_released(generations: Generations) -> None:
    old = build(generations, "old")
    reading = generations.open()
    new = build(generations, "new")
    assert folders(generations) == {old, new}
    assert (reading.folder / "words/one.txt").read_text() == "old"
    reading.lock.release()
    generations.prune()
    assert folders(generations) == {new}


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda folder: (folder / "words/one.txt").write_text("alter"), "was changed"),
        (lambda folder: (folder / "words/one.txt").write_text("longer than before"), "bytes, not"),
        (lambda folder: (folder / "words/one.txt").unlink(), "cannot be read"),
        (lambda folder: (folder / MANIFEST).unlink(), "cannot be read"),
        (lambda folder: (folder / MANIFEST).write_text("{"), "is damaged"),
        (lambda folder: (folder / MANIFEST).write_text("[]"), "is damaged"),
        (lambda folder: (folder.parent / POINTER).write_text("g0\n"), "g0, which generations/current leads to, cannot"),
        (lambda folder: (folder.parent / POINTER).write_text(folder.name), "names no generation"),
        (lambda folder: (folder.parent / POINTER).write_text(f"{folder.name} \n"), "names no generation"),
        (lambda folder: (folder.parent / POINTER).write_text(f"{folder.name}\r\n"), "names no generation"),
        (lambda folder: (folder.parent / POINTER).write_text(f"{folder.name.upper()}\n"), "names no generation"),
        (lambda folder: (folder.parent / POINTER).write_text("../elsewhere"), "names no generation"),
        (lambda folder: shutil.rmtree(folder), "cannot be read"),
    ],
)
def test_damage_is_found_and_said_with_what_to_do(
    generations: Generations, damage: Callable[[Path], object], message: str
) -> None:
    name = build(generations, "words")
    damage(generations.folder / name)
    with pytest.raises(IndexUnavailableError, match=f"(?s){message}.*oc-explorer index"):
        generations.open()
    (problem,) = generations.problems()
    assert message in problem
    build(generations, "words")
    assert generations.problems() == []


def test_a_generation_of_another_format_or_engine_is_not_opened(generations: Generations) -> None:
    build(generations, "words")
    for other in (Generations(generations.folder, "words", 2), Generations(generations.folder, "other", 1)):
        with pytest.raises(IndexUnavailableError, match="another version"):
            other.open()


def test_a_generation_of_an_older_form_is_of_another_version(generations: Generations) -> None:
    path = generations.folder / build(generations, "words") / MANIFEST
    record = json.loads(path.read_text())
    del record["sha256"]
    path.write_text(json.dumps(record | {"format": 0}, indent=1))
    with pytest.raises(IndexUnavailableError, match=r"another version \(words 0; this one reads words 1\)"):
        generations.open()


def test_a_manifest_of_another_generation_is_not_believed(generations: Generations) -> None:
    path = generations.folder / build(generations, "words") / MANIFEST
    path.write_bytes(replace(Manifest.from_bytes(path.read_bytes()), generation="gother").to_bytes())
    with pytest.raises(IndexUnavailableError, match="another generation"):
        generations.open()


def test_a_file_that_the_manifest_does_not_name_is_a_problem(generations: Generations) -> None:
    name = build(generations, "words")
    (generations.folder / name / "words" / "stray.txt").touch()
    assert generations.problems() == [f"generations/{name}/words/stray.txt is not part of the index"]
    generations.open().lock.release()  # an index that has all that it needs answers


def test_the_newest_whole_generation_becomes_current_again(generations: Generations) -> None:
    older = build(generations, "older")
    reading = generations.open()
    newer = build(generations, "newer")
    (generations.folder / newer / "words/one.txt").write_text("other")
    assert generations.restore() == older
    assert generations.current() == older
    assert generations.problems() == []
    reading.lock.release()


def test_a_pointer_that_was_lost_is_made_anew(generations: Generations) -> None:
    name = build(generations, "words")
    (generations.folder / POINTER).unlink()
    assert generations.restore() == name
    assert generations.problems() == []
    shutil.rmtree(generations.folder / name)
    with pytest.raises(IndexUnavailableError, match="no whole index"):
        generations.restore()


@pytest.mark.skipif(os.name == "nt" or os.getuid() != 0, reason="only an administrator can give files away")
@pytest.mark.parametrize("given", ["", MANIFEST, "words/one.txt"])
def test_a_folder_or_file_of_another_user_is_not_opened(generations: Generations, given: str) -> None:
    name = build(generations, "words")
    os.chown(generations.folder / name / given, 12345, 12345)
    with pytest.raises(IndexUnavailableError, match="another user"):
        generations.open()
    assert "another user" in generations.problems()[0]


@pytest.mark.skipif(os.name == "nt", reason="needs /dev/full or a read-only folder")
def test_a_folder_that_takes_no_files_is_a_clear_message(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(IndexUnavailableError, match="could not be built"):
        build(Generations(blocked / "generations", "words", 1), "words")


def test_files_of_a_generation_are_readable_by_others_who_serve(generations: Generations) -> None:
    name = build(generations, "words")
    mode = (generations.folder / name / "in-use").stat().st_mode
    assert mode & stat.S_IRUSR


def test_the_id_of_a_generation_has_the_time_of_its_build(generations: Generations) -> None:
    before = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    assert before <= time_of(build(generations, "heroin")) <= datetime.datetime.now(datetime.UTC)
