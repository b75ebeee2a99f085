"""`check` examines corpus, vocabulary, index and installation, and explains links."""

import json
import random
import shutil
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from explorer.cli.check import check
from explorer.cli.output import DONE, UNUSABLE, WRONG_USAGE
from explorer.core import paths
from explorer.core.errors import NotFoundError
from explorer.corpus.home import Home
from explorer.corpus.storage import source_file
from explorer.engines.generations import POINTER, SMALL
from explorer.engines.manifest import MANIFEST
from explorer.engines.whoosh.index_arrays import ARRAYS
from explorer.engines.whoosh.query_vocabulary import VOCABULARY
from tests.cli.conftest import CommandLine
from tests.factories import andorra_2021, index, make_chapter, make_profile, store

FILES = sorted(paths.links_folder().glob("*/*.toml"))


def run(home: Home, *words: str) -> Result:
    return CliRunner().invoke(check, words, obj=home)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return index(Home(tmp_path_factory.mktemp("built")), make_chapter())


def test_all_is_sound_after_a_build(built: Home) -> None:
    done = run(built)
    assert done.exit_code == DONE
    installation, vocabulary, corpus, search_index, *editions = done.stdout.splitlines()
    assert installation.startswith("ok   installation: a checkout, Python 3.")
    assert " whoosh" in installation
    entries = sum(text.count("[[entry]]") for text in map(Path.read_text, FILES))
    assert vocabulary == f"ok   vocabulary: 32 indicators with {entries} entries, 11 sections, 193 countries"
    assert corpus == "ok   corpus: 1 profiles, 1 chapter, 22 passages"
    assert search_index.startswith("ok   index: generation g")
    assert search_index.endswith(", 22 passages")
    assert editions == [
        "2021: 0 with full text, 1 digest, 0 scores only, 192 missing",
        "2023: 0 with full text, 0 digests, 0 scores only, 193 missing",
        "2025: 0 with full text, 0 digests, 0 scores only, 193 missing",
    ]


def test_profiles_of_another_series_have_a_line_of_their_own(both_home: Home) -> None:
    lines = run(both_home, "--profiles").stdout.splitlines()
    assert lines.count("ENACT Africa index: 2 of 162 profiles with text") == 1
    assert "2021: 1 with full text, 1 digest, 0 scores only, 191 missing" in lines
    assert not any("enact-" in line for line in lines)
    answer = json.loads(run(both_home, "--json", "--profiles").stdout)
    assert [series["text_count"] for series in answer["completeness"]["other_series"]] == [2]


def test_programs_get_the_same_as_json(built: Home) -> None:
    record = json.loads(run(built, "--json").stdout)
    assert (record["ok"], record["home"]) == (True, str(built.path))
    assert [examined["name"] for examined in record["checks"]] == ["installation", "vocabulary", "corpus", "index"]


def test_without_a_build_only_the_index_is_bad(tmp_path: Path) -> None:
    done = run(Home(tmp_path))
    assert done.exit_code == UNUSABLE
    checks, editions = done.stdout.splitlines()[:4], done.stdout.splitlines()[4:]
    assert [line[:4] for line in checks] == ["ok  ", "ok  ", "ok  ", "BAD "]
    assert [line[:6] for line in editions] == ["2021: ", "2023: ", "2025: "]
    assert json.loads(run(Home(tmp_path), "--json").stdout)["ok"] is False


def test_an_index_older_than_the_corpus_is_bad(built: Home, tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    shutil.copytree(built.path, home.path)
    done = run(store(home, andorra_2021()))
    assert done.exit_code == UNUSABLE
    assert "BAD  index: the index is older than the corpus" in done.stdout


def test_all_profiles_are_listed_with_what_is_here_and_none_that_is_missing_is_a_fault(tmp_path: Path) -> None:
    home = index(Home(tmp_path), andorra_2021(), make_profile("tuv-2025", {"drugs": ["A passage."]}))
    done = run(home, "--profiles")
    lines = done.stdout.splitlines()
    assert (done.exit_code, len(lines)) == (DONE, 4 + 3 + 579)
    assert lines[7] == "afg-2021  Afghanistan 2021: missing"
    for line in (
        "and-2021  Andorra 2021: scores only",
        "kgz-2021  Kyrgyzstan 2021: digest",
        "tuv-2025  Tuvalu 2025: full text",
    ):
        assert line in lines
    record = json.loads(run(home, "--profiles", "--json").stdout)
    states = record["profiles"]
    here = {"full": ["tuv-2025"], "digest": ["kgz-2021"], "scores": ["and-2021"], "unreadable": []}
    assert {state: ids for state, ids in states.items() if state != "missing"} == here
    assert len(states["missing"]) == 576
    assert record["completeness"]["editions"][2] == {
        "edition": 2025,
        "profile_count": 193,
        "full_text_count": 1,
        "digest_count": 0,
        "scores_only_count": 0,
        "missing_count": 192,
        "unreadable_count": 0,
        "scored_count": 0,
    }
    assert record["checks"] and json.loads(run(home, "--json").stdout)["profiles"] is None


def test_a_profile_that_cannot_be_read_is_counted_as_such(tmp_path: Path) -> None:
    home = index(Home(tmp_path), andorra_2021())
    (home.profiles / "2021" / "and.md").write_text("damaged", encoding="utf-8")
    done = run(home, "--profiles")
    assert done.exit_code == UNUSABLE
    line = "2021: 0 with full text, 1 digest, 0 scores only, 191 missing, 1 that cannot be read"
    assert {line, "and-2021  Andorra 2021: cannot be read"} <= set(done.stdout.splitlines())


def test_an_earlier_reading_that_was_changed_is_named(tmp_path: Path) -> None:
    home = index(Home(tmp_path))
    path = home.earlier / "2023" / "ken-0a1b2c3d4e5f.md"
    path.parent.mkdir(parents=True)
    path.write_text("damaged", encoding="utf-8")
    done = run(home)
    assert done.exit_code == UNUSABLE
    assert f"{path}: the earlier reading was changed" in done.stdout


def test_profiles_are_listed_with_all_checks_alone(tmp_path: Path) -> None:
    for other in (("--vocabulary",), ("--try", "gold"), ("--links", "kgz-2021/drugs/1")):
        done = run(Home(tmp_path), "--profiles", *other)
        assert (done.exit_code, "--profiles does not go with" in done.stderr) == (WRONG_USAGE, True)


def generation_of(home: Home) -> Path:
    return home.generations / (home.generations / POINTER).read_text(encoding="ascii").strip()


@pytest.mark.parametrize("name", [VOCABULARY, ARRAYS, MANIFEST, POINTER])
def test_a_file_of_the_index_with_a_flipped_bit_is_named(
    built: Home, tmp_path: Path, command: CommandLine, name: str
) -> None:
    shutil.copytree(built.path, command.home)
    home = Home(command.home)
    path = home.generations / name if name == POINTER else generation_of(home) / name
    data = bytearray(path.read_bytes())
    assert name != VOCABULARY or len(data) > SMALL  # not compared whenever the index is opened
    data[random.Random(name).randrange(len(data))] ^= 1
    path.write_bytes(data)
    done = command("check")
    assert (done.status, done.err) == (UNUSABLE, "")
    (line,) = [line for line in done.out.splitlines() if " index: " in line]
    assert line.startswith("BAD ")
    assert name in line


def test_every_file_of_the_index_that_is_not_as_it_was_written_is_named(built: Home, tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    shutil.copytree(built.path, home.path)
    folder = generation_of(home)
    (folder / ARRAYS).write_bytes((folder / ARRAYS).read_bytes()[:-100])  # to map it and read on would be a SIGBUS
    (folder / VOCABULARY).unlink()
    (folder / "segments" / "stray").write_text("not of the index", encoding="utf-8")
    done = run(home, "--json")
    assert done.exit_code == UNUSABLE
    (examined,) = [record for record in json.loads(done.stdout)["checks"] if record["name"] == "index"]
    assert not examined["ok"]
    cut, missing, stray = examined["problems"]
    prefix = f"generations/{folder.name}/"
    assert cut.startswith(f"{prefix}{ARRAYS} has ")
    assert missing.startswith(f"{prefix}{VOCABULARY} cannot be read")
    assert stray == f"{prefix}segments/stray is not part of the index"
    assert all(problem in examined["detail"] for problem in (cut, missing, stray))


def test_every_text_that_cannot_be_read_is_named_with_its_line(tmp_path: Path) -> None:
    home = Home(tmp_path)
    for id in ("and", "alb"):
        path = home.profiles / "2023" / f"{id}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ncountry: {id.upper()}\nedition: 2022\n---\n", encoding="utf-8")
    done = run(home)
    assert done.exit_code == UNUSABLE
    (corpus,) = [line for line in done.stdout.splitlines() if " corpus: " in line]
    assert corpus.startswith("BAD ")
    assert "and.md:3: " in corpus and "alb.md:3: " in corpus


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", None], ids=["empty", "not UTF-8", "folder"])
def test_every_file_of_the_home_that_cannot_be_read_is_named(tmp_path: Path, data: bytes | None) -> None:
    home = index(Home(tmp_path), andorra_2021(), make_chapter())
    home.scores.mkdir(exist_ok=True)
    paths = [home.profiles / "2021" / "and.md", home.scores / "2023.csv", home.chapters / "ferries-and-the-law.md"]
    for path in paths:
        path.unlink(missing_ok=True)
        if data is None:
            path.mkdir()
        else:
            path.write_bytes(data)
    done = run(home, "--json")
    assert done.exit_code == UNUSABLE
    corpus, search_index = json.loads(done.stdout)["checks"][2:]
    assert {problem.split(": ")[0].split(":")[0] for problem in corpus["problems"]} == set(map(str, paths))
    assert "older than the corpus" in search_index["detail"]


def test_a_snapshot_that_was_changed_and_what_all_may_write_to_are_named(tmp_path: Path) -> None:
    home = index(Home(tmp_path), andorra_2021())
    snapshot, data = source_file(home, b"a page", "page.html", "and-2021")
    home.write({snapshot: data})
    assert run(home).exit_code == DONE
    snapshot.write_bytes(b"a Page")
    (home.profiles / "2021").chmod(0o777)
    done = run(home)
    assert done.exit_code == UNUSABLE
    assert f"{snapshot}: the snapshot was changed" in done.stdout
    assert f"{home.profiles / '2021'} is open to all" in done.stdout


def test_the_links_of_a_passage_are_explained(tmp_path: Path) -> None:
    words = ("--links", "kgz-2021/drugs/1")
    record = json.loads(run(Home(tmp_path), *words, "--json").stdout)
    assert record["id"] == "kgz-2021/drugs/1"
    (heroin,) = [link for link in record["links"] if link["slug"] == "heroin-trade"]
    assert heroin["grade"] == 2 and heroin["probability"] >= heroin["threshold"] and heroin["section_boost"]
    weighed = [words for sentence in heroin["sentences"] for words in sentence["words"]]
    assert heroin["matches"] == [words for words in weighed if words["strength"] not in ("context", "section")] != []
    lines = run(Home(tmp_path), *words).stdout.splitlines()
    assert f"heroin-trade: {heroin['reason']}" in lines
    assert any(line.endswith(heroin["matches"][0]["location"]) for line in lines)


def test_the_vocabulary_is_checked_and_its_problems_are_listed_before_warnings(built: Home) -> None:
    done, record = run(built, "--vocabulary"), json.loads(run(built, "--vocabulary", "--json").stdout)
    assert record["files"] == 1 + len(FILES) and not record["corpus_checked"] and record["profiles"] == 1
    assert done.exit_code == (DONE if record["ok"] else UNUSABLE)
    *lines, note, last = done.stdout.splitlines()
    problems, warnings = record["problems"], record["warnings"]
    assert lines == [
        *(f"{problem['file']}:{problem['line']}: {problem['message']}" for problem in problems),
        *(f"{warning['file']}:{warning['line']}: warning: {warning['message']}" for warning in warnings),
    ]
    assert note == "No term was looked up in the corpus, which must have 20 profiles with text and has 1."
    assert last.startswith(f"{record['files']} files, {record['entries']} entries, ")


def test_the_links_of_a_passage_are_explained_for_one_indicator_alone(tmp_path: Path) -> None:
    words = ("--links", "kgz-2021/drugs/1")
    every = json.loads(run(Home(tmp_path), *words, "--json").stdout)["links"]
    for named in ("heroin-trade", "Heroin trade"):
        one = json.loads(run(Home(tmp_path), *words, "--indicator", named, "--json").stdout)["links"]
        assert one == [link for link in every if link["slug"] == "heroin-trade"]
        assert len(one) == 1
    unlinked = run(Home(tmp_path), *words, "--indicator", "mafia-style-groups").stdout
    assert unlinked.count("mafia-style-groups: ") == 1


def test_only_a_passage_has_links(tmp_path: Path) -> None:
    done = run(Home(tmp_path), "--links", "kgz-2021/drugs")
    assert done.exit_code == WRONG_USAGE
    assert "the id of a passage" in click.unstyle(done.stderr)
    assert isinstance(run(Home(tmp_path), "--links", "kgz-2021/drugs/99").exception, NotFoundError)


def test_a_record_of_dates_that_is_damaged_is_named(tmp_path: Path) -> None:
    home = index(Home(tmp_path))
    path = home.first_seen / "2023" / "ken.txt"
    path.parent.mkdir(parents=True)
    path.write_text("yesterday\n", encoding="utf-8")
    done = run(home)
    assert done.exit_code == UNUSABLE
    assert f"{path}:1: the line is not a hash, a time in UTC" in done.stdout
