"""A manifest has one form, byte for byte, and names every file of its generation."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.engines.manifest import Manifest, OtherFormatError, digest_of, file_problems, unnamed_files

MANIFEST = Manifest("g1", "words", 1, "f00", "2026-01-01T00:00:00Z", 2, {"words": (5, "0" * 64)})


def test_a_manifest_is_read_as_it_was_written() -> None:
    assert Manifest.from_bytes(MANIFEST.to_bytes()) == MANIFEST


def test_no_flipped_bit_of_a_manifest_reads_as_a_manifest() -> None:
    data = MANIFEST.to_bytes()
    for place in range(len(data)):
        for bit in range(8):
            changed = bytearray(data)
            changed[place] ^= 1 << bit
            with pytest.raises(ValueError):
                Manifest.from_bytes(bytes(changed))


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"null", b"{}", b"\xff", b"[" * 100_000, MANIFEST.to_bytes() + b"\n"]
)
def test_anything_else_is_no_manifest(data: bytes) -> None:
    with pytest.raises(ValueError):
        Manifest.from_bytes(data)


def test_a_manifest_without_a_digest_is_of_an_older_version() -> None:
    data = MANIFEST.to_bytes().decode()
    older = data[: data.index(',\n "sha256"')] + "\n}"
    with pytest.raises(OtherFormatError, match="words 1"):
        Manifest.from_bytes(older.encode())


def make(folder: Path) -> Manifest:
    folder.mkdir(parents=True)
    (folder / "words").write_text("heroin")
    return replace(MANIFEST, files={"words": (6, digest_of(folder / "words"))})


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        (lambda path: path.write_text("heroim"), "words was changed after it was written"),
        (lambda path: path.write_text("heroin "), "words has 7 bytes, not 6"),
        (lambda path: path.unlink(), "words cannot be read (No such file or directory)"),
        (lambda path: (path.unlink(), path.mkdir()), "words is not a file"),
    ],
)
def test_a_file_that_differs_is_named_from_the_home_on(
    tmp_path: Path, damage: Callable[[Path], object], problem: str
) -> None:
    folder = tmp_path / "generations" / "g1"
    manifest = make(folder)
    assert list(file_problems(folder, manifest)) == []
    damage(folder / "words")
    assert list(file_problems(folder, manifest)) == [f"generations/g1/{problem}"]


def test_files_above_a_size_are_compared_by_size_alone(tmp_path: Path) -> None:
    manifest = make(tmp_path / "g1")
    (tmp_path / "g1" / "words").write_text("heroim")
    assert list(file_problems(tmp_path / "g1", manifest, up_to=5)) == []
    assert list(file_problems(tmp_path / "g1", manifest, up_to=6))


def test_a_file_that_is_not_named_is_told(tmp_path: Path) -> None:
    manifest = make(tmp_path / "generations" / "g1")
    (tmp_path / "generations" / "g1" / "manifest.json").touch()
    assert list(unnamed_files(tmp_path / "generations" / "g1", manifest)) == []
    (tmp_path / "generations" / "g1" / ".hidden").touch()
    assert list(unnamed_files(tmp_path / "generations" / "g1", manifest)) == [
        "generations/g1/.hidden is not part of the index"
    ]
