"""A generation is the same whether it is built in one process or several, whole or from segments of the last one."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest

from benchmarks.corpus import make_profiles
from explorer.core.errors import IndexUnavailableError
from explorer.engines.whoosh import indexer
from explorer.engines.whoosh.array_file import read_arrays
from explorer.engines.whoosh.array_types import Array
from explorer.engines.whoosh.index_arrays import ARRAYS
from explorer.engines.whoosh.indexer import write_generation
from explorer.linking.linker import linker
from explorer.linking.links import Link
from explorer.model.profiles import Note, Passage, Profile
from explorer.search.engine import silent


@pytest.fixture(scope="module")
def profiles() -> list[Profile]:
    return make_profiles(150, seed=11)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory, profiles: list[Profile]) -> Path:
    folder = tmp_path_factory.mktemp("first")
    assert write_generation(folder, profiles, linker(), silent) == 150
    return folder


def same(left: dict[str, Array], right: dict[str, Array]) -> bool:
    return left.keys() == right.keys() and all(np.array_equal(left[name], right[name]) for name in left)


def test_several_processes_write_what_one_writes(
    tmp_path: Path, profiles: list[Profile], first: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexer, "FEWEST_FOR_PROCESSES", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    done: list[int] = []
    write_generation(tmp_path, profiles, linker(), lambda now, _: done.append(now))
    assert done == sorted(done)
    assert done[-1] == 150
    assert same(read_arrays(tmp_path / ARRAYS), read_arrays(first / ARRAYS))


def test_a_rebuild_writes_only_the_segment_that_changed(tmp_path: Path, profiles: list[Profile], first: Path) -> None:
    old = profiles[0]
    (section, *others) = old.sections
    passage = replace(section.passages[0], text="Amber is smuggled by submarine.")
    changed = replace(old, sections=(replace(section, passages=(passage, *section.passages[1:])), *others))
    again, anew = tmp_path / "again", tmp_path / "anew"
    again.mkdir()
    anew.mkdir()
    write_generation(again, [changed, *profiles[1:]], linker(), silent, previous=first)
    write_generation(anew, [changed, *profiles[1:]], linker(), silent)
    assert same(read_arrays(again / ARRAYS), read_arrays(anew / ARRAYS))
    files = {path.relative_to(again) for path in again.glob(f"segments/*/{ARRAYS}")}
    shared = {path for path in files if (again / path).samefile(first / path)}
    assert files - shared == {Path("segments", old.id[0], ARRAYS)}


def with_note(profile: Profile, note: Note) -> Profile:
    sections = (
        replace(section, passages=tuple(replace(passage, notes=(note,)) for passage in section.passages))
        for section in profile.sections
    )
    return replace(profile, sections=tuple(sections))


def test_a_segment_of_other_content_is_not_taken_over(tmp_path: Path, profiles: list[Profile], first: Path) -> None:
    rescored = [replace(profile, scores={**profile.scores, "heroin-trade": 1.5}) for profile in profiles]
    note = Note("1", "A ledger.")
    noted = [with_note(profile, note) for profile in profiles]
    for name, changed in (("rescored", rescored), ("noted", noted)):
        folder = tmp_path / name
        folder.mkdir()
        write_generation(folder, changed, linker(), silent, previous=first)
        written = list(folder.glob(f"segments/*/{ARRAYS}"))
        assert written
        assert not any(path.samefile(first / path.relative_to(folder)) for path in written)


class Counting:
    """The linker, with a record of the passages that it linked."""

    def __init__(self) -> None:
        self.linked: list[str] = []

    def links(self, passage: Passage, edition: int | None) -> tuple[Link, ...]:
        self.linked.append(passage.id)
        return linker().links(passage, edition)

    def read(self, text: str) -> tuple[Link, ...]:
        return linker().read(text)

    def words(self, indicator: str) -> tuple[str, ...]:
        return linker().words(indicator)


def test_a_rebuild_links_only_the_passages_that_changed(tmp_path: Path, profiles: list[Profile]) -> None:
    old = profiles[0]
    (section, *others) = old.sections
    passage = replace(section.passages[0], text="Heroin is trafficked by submarine.")
    changed = replace(old, sections=(replace(section, passages=(passage, *section.passages[1:])), *others))
    counting = Counting()
    for name in ("one", "two", "anew"):
        (tmp_path / name).mkdir()
    write_generation(tmp_path / "one", profiles, counting, silent)
    assert len(counting.linked) == 150
    counting.linked.clear()
    write_generation(tmp_path / "two", [changed, *profiles[1:]], counting, silent, previous=tmp_path / "one")
    assert counting.linked == [passage.id]
    write_generation(tmp_path / "anew", [changed, *profiles[1:]], counting, silent)
    assert same(read_arrays(tmp_path / "two" / ARRAYS), read_arrays(tmp_path / "anew" / ARRAYS))


class Deadly(Counting):
    """A linker that ends the process that unpickles it."""

    def __reduce__(self) -> tuple[Callable[[int], NoReturn], tuple[int]]:
        return os._exit, (1,)


def test_a_worker_that_dies_ends_a_build(
    tmp_path: Path, profiles: list[Profile], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexer, "FEWEST_FOR_PROCESSES", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    with pytest.raises(IndexUnavailableError, match="ended before it was done"):
        write_generation(tmp_path, profiles, Deadly(), silent)
