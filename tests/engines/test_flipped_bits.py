"""One changed bit in any file of a generation is found, and its file is named, before anything is read from it."""

import random
from pathlib import Path

import pytest

from benchmarks.corpus import make_profiles
from explorer.engines.generations import POINTER, SMALL
from explorer.engines.manifest import MANIFEST
from explorer.engines.open import embedded_engine

FLIPS = 200


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build an index of which some files are larger than those that are compared whenever it is opened."""
    folder = tmp_path_factory.mktemp("flipped") / "generations"
    engine = embedded_engine(folder)
    engine.build(make_profiles(600, seed=5), "made")
    engine.close()
    return folder


def files_of(folder: Path) -> list[Path]:
    generation = folder / (folder / POINTER).read_text(encoding="ascii").strip()
    written = [path for path in sorted(generation.rglob("*")) if path.is_file() and path.stat().st_size]
    return [folder / POINTER, *written]


def flip(path: Path, chance: random.Random) -> bytes:
    """Flip one bit of a file, and return what it held."""
    before = path.read_bytes()
    data = bytearray(before)
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)
    return before


def test_each_of_200_flipped_bits_is_found_and_its_file_is_named(built: Path) -> None:
    files = files_of(built)
    assert {path.name for path in files} >= {POINTER, MANIFEST, "arrays", "vocabulary"}
    assert any(path.stat().st_size > SMALL for path in files)
    # Files that are read by themselves (pointer, manifest, arrays, vocabulary) are met more often than the many others.
    own = [path for path in files if path.parent in (built, files[-1].parent)]
    chance = random.Random(16)
    missed = []
    for number in range(FLIPS):
        path = files[number] if number < len(files) else chance.choice(own)
        before = flip(path, chance)
        problems = embedded_engine(built).problems()
        path.write_bytes(before)
        if not any(path.name in problem for problem in problems):
            missed.append((path, problems))
    assert missed == []
    assert embedded_engine(built).problems() == []
