"""Manifests of dossiers: written, read out of every file, and verified against another corpus."""

import json
import zipfile
from pathlib import Path

import pytest

from explorer.citations.bibliography import Verdict
from explorer.citations.dossier import Dossier, Pin, make_dossier
from explorer.citations.dossier_files import FORMATS, pack
from explorer.citations.dossier_manifest import is_manifest, manifest, parse_manifest, read_manifest, verify_manifest
from explorer.citations.styles import STYLES
from explorer.citations.word_file import docx
from explorer.core.errors import SourceError
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from tests.citations.conftest import ADDRESS, COTE_D_IVOIRE, DAY, no_search
from tests.factories import make_profile, store

QUOTED = "“Nobody asks,” said one driver, and nobody does."
PINS = (
    Pin("civ-2023/drugs/1", quotation=QUOTED),
    Pin("civ-2023/drugs/2"),
    Pin("civ-2023/cocaine-trade"),
    Pin("kgz-2021/drugs/1"),
    Pin("civ-2023/drugs/9"),
)


def dossier(library: Library) -> Dossier:
    return make_dossier(library, PINS, STYLES["apa"], DAY, ADDRESS, "\x07Ports")


def verdicts(library: Library, made: Dossier) -> list[Verdict]:
    return verify_manifest(library, parse_manifest(manifest(made).decode()), no_search)


def changed(home: Home, first: str, second: str, score: float) -> Library:
    scores = {**COTE_D_IVOIRE.scores, "cocaine-trade": score}
    store(home, make_profile("civ-2023", {"drugs": [first, second]}, scores=scores, source=COTE_D_IVOIRE.source))
    return Library.open(home)


def test_an_unchanged_corpus_is_the_same(library: Library) -> None:
    assert [verdict.status for verdict in verdicts(library, dossier(library))] == ["same"] * 4 + ["gone"]


def test_what_changed_is_told(home: Home, library: Library) -> None:
    made = dossier(library)
    now = changed(home, f"Lorries carry less than before. {QUOTED}", "Cannabis is grown on large plots.", 7.0)
    part, whole, score, digest, gone = verdicts(now, made)
    assert (part.status, part.message) == (
        "same",
        "The words quoted are the same. The rest of the passage has changed since.",
    )
    assert whole.status == "changed"
    assert any((difference.quote, difference.source) == ("small", "large") for difference in whole.differences)
    assert (score.status, score.message) == ("changed", "The score was 6.5 when it was cited and is 7.0 now.")
    assert (digest.status, gone.status) == ("same", "gone")


def test_a_quotation_that_is_gone_is_told(home: Home, library: Library) -> None:
    made = dossier(library)
    part, *_ = verdicts(changed(home, "Everybody asks now.", "Cannabis.", 6.5), made)
    assert part.status == "changed"
    assert part.message == "The words quoted are no longer in the passage, which has changed."


def test_a_profile_that_is_gone_is_told(tmp_path: Path, library: Library) -> None:
    elsewhere = Library.open(Home(tmp_path / "elsewhere"))
    assert [verdict.status for verdict in verdicts(elsewhere, dossier(library))] == [
        "gone",
        "gone",
        "gone",
        "same",
        "gone",
    ]


def test_words_that_were_altered_in_the_manifest_are_told(library: Library) -> None:
    text = manifest(dossier(library)).decode().replace("one driver", "one minister")
    first = verify_manifest(library, parse_manifest(text), no_search)[0]
    assert (first.status, first.message) == ("misquoted", "Its words in the manifest were altered after it was made.")


def test_it_is_read_out_of_every_file_that_has_it(library: Library, tmp_path: Path) -> None:
    made = dossier(library)
    written = {"manifest.json": manifest(made), "dossier.docx": docx(made), "dossier.zip": pack(made, FORMATS)}
    for name, data in written.items():
        (tmp_path / name).write_bytes(data)
        read = read_manifest(tmp_path / name)
        assert read is not None, name
        assert [entry.id for entry in read.entries] == [item.citation.id for item in made.items]
        assert [entry.words for entry in read.entries] == [item.words if item.is_quoted else "" for item in made.items]
    with zipfile.ZipFile(tmp_path / "dossier.docx") as archive:
        assert len(archive.namelist()) == len(set(archive.namelist()))
    assert not is_manifest("[]") and not is_manifest("")
    (tmp_path / "refs.csl.json").write_text("[]")
    assert read_manifest(tmp_path / "refs.csl.json") is None


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("damaged.docx", b"PK"),
        ("empty.zip", b"PK\x05\x06" + bytes(18)),
        ("half.json", b'{"format": "oc-explorer-dossier", "version": 1'),
        ("other.json", b'{"format": "oc-explorer-dossier", "version": 2}'),
        ("deep.json", b'{"format": "oc-explorer-dossier", "entries": ' + b"[" * 100_000),
        ("listed.json", json.dumps({"format": "oc-explorer-dossier", "version": 1, "entries": [1]}).encode()),
    ],
)
def test_a_file_that_is_damaged_is_refused_by_its_name(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(SourceError, match=name):
        read_manifest(tmp_path / name)
