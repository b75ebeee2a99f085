"""Profiles on disk: bundled and imported, in layers."""

import re
import shutil
from pathlib import Path

import pytest

from explorer.core import paths
from explorer.core.errors import CorpusError, NotFoundError
from explorer.corpus.home import Home, HomeError, write_atomically
from explorer.corpus.library import Library
from explorer.corpus.storage import store_profile, store_scores
from explorer.ingest.importer import Imported, Outcome, Refused, import_sources
from explorer.ingest.source_files import find_sources
from explorer.model.profiles import PUBLISHER, Profile, Source, parse_reference
from tests.factories import make_profile, store
from tests.ingest.warning_texts import texts_of

DOCUMENT = "---\ncountry: {country}\nedition: {edition}\n{more}---\n\n## Drugs\n\n{text}\n"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def document(folder: Path, country: str = "KGZ", edition: int = 2021, text: str = "A passage.", more: str = "") -> Path:
    path = folder / f"{country}.md"
    path.write_text(DOCUMENT.format(country=country, edition=edition, text=text, more=more), encoding="utf-8")
    return path


def only(home: Home, path: Path, edition: int | None = None) -> Outcome:
    (outcome,) = import_sources(home, [path], edition)
    return outcome


def test_the_bundled_digest_has_every_section_score_and_rank() -> None:
    profile = Library.open(Home(Path("/nowhere"))).profile("kgz-2021")
    assert profile.text_kind == "digest"
    assert len(profile.sections) == 11
    assert len(profile.scores) == 30
    assert profile.source.publisher == PUBLISHER
    assert {len(areas) for areas in profile.ranks.values()} == {3}
    for passage in profile.passages():
        assert 50 <= len(passage.text.split()) <= 110, passage.id


def test_an_imported_full_text_replaces_the_digest_and_keeps_the_scores_it_lacks(home: Home, tmp_path: Path) -> None:
    only(home, document(tmp_path, text="Full text.", more="scores:\n  heroin-trade: 6.5\n"))
    profile = Library.open(home).profile("kgz-2021")
    assert [passage.text for passage in profile.passages()] == ["Full text."]
    assert profile.text_kind == "full"
    assert profile.scores["heroin-trade"] == 6.5
    assert profile.scores["cocaine-trade"] == 2.0


def test_scores_alone_never_hide_a_text(home: Home, tmp_path: Path) -> None:
    only(home, document(tmp_path, text="Full text."))
    scores = tmp_path / "scores.md"
    scores.write_text("---\ncountry: KGZ\nedition: 2021\nscores:\n  heroin-trade: 6.5\n---\n", encoding="utf-8")
    only(home, scores)
    profile = Library.open(home).profile("kgz-2021")
    assert [passage.text for passage in profile.passages()] == ["Full text."]
    assert profile.scores["heroin-trade"] == 6.5


def test_a_page_and_a_workbook_that_differ_are_both_named(home: Home) -> None:
    store(home, make_profile("and-2023", {"drugs": ["A passage."]}, scores={"prevention": 5.0}))
    other = home.path / "and.md"
    other.write_text("---\ncountry: AND\nedition: 2023\nscores:\n  prevention: 6\n---\n", encoding="utf-8")
    outcome = only(home, other)
    assert isinstance(outcome, Imported)
    assert texts_of(outcome.warnings) == (
        "and-2023 prevention: the page says 5, the workbook 6; the page's score is kept.",
    )
    assert Library.open(home).profile("and-2023").scores["prevention"] == 5.0


def test_a_digest_does_not_replace_an_imported_full_text(home: Home, tmp_path: Path) -> None:
    only(home, document(tmp_path, text="Full text."))
    outcome = only(home, document(tmp_path, text="Short.", more="text: digest\n"))
    assert isinstance(outcome, Refused)
    assert "would replace it" in outcome.error
    assert [passage.text for passage in Library.open(home).profile("kgz-2021").passages()] == ["Full text."]


def test_importing_twice_changes_nothing(home: Home, tmp_path: Path) -> None:
    path = document(tmp_path)
    only(home, path)
    before = {file: file.read_bytes() for file in home.path.rglob("*") if file.is_file()}
    only(home, path)
    assert {file: file.read_bytes() for file in home.path.rglob("*") if file.is_file()} == before


def test_a_snapshot_of_the_source_is_kept(home: Home, tmp_path: Path) -> None:
    path = document(tmp_path)
    only(home, path)
    assert [kept.read_bytes() for kept in home.sources.iterdir()] == [path.read_bytes()]


def test_a_dry_run_keeps_nothing(home: Home, tmp_path: Path) -> None:
    (outcome,) = import_sources(home, [document(tmp_path)], is_dry_run=True)
    assert isinstance(outcome, Imported)
    assert not home.path.exists()


def test_a_bad_document_is_refused_with_its_line_and_keeps_nothing(home: Home, tmp_path: Path) -> None:
    outcome = only(home, document(tmp_path, more="scores:\n  heroin-trade: 11\n"))
    assert isinstance(outcome, Refused)
    assert outcome.error.startswith("KGZ.md:5: ")
    assert not home.path.exists()


def test_a_document_of_another_edition_than_asked_for_is_refused(home: Home, tmp_path: Path) -> None:
    outcome = only(home, document(tmp_path), 2023)
    assert isinstance(outcome, Refused)
    assert "says 2021" in outcome.error


def test_one_refused_source_does_not_keep_others_out(home: Home, tmp_path: Path) -> None:
    document(tmp_path, "AND")
    (tmp_path / "broken.md").write_text("nothing", encoding="utf-8")
    (tmp_path / ".hidden.md").write_text("nothing", encoding="utf-8")
    outcomes = import_sources(home, find_sources([tmp_path]).paths)
    assert [type(outcome) for outcome in outcomes] == [Imported, Refused]
    assert "and-2021" in Library.open(home)


def test_an_empty_file_is_refused(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "empty.html"
    path.write_bytes(b" \n")
    outcome = only(home, path)
    assert isinstance(outcome, Refused)
    assert "is empty" in outcome.error


def test_a_file_over_20_megabytes_is_refused_unread(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    with path.open("wb") as file:
        file.truncate(20 * 2**20 + 1)
    outcome = only(home, path)
    assert isinstance(outcome, Refused)
    assert "at most 20 MB" in outcome.error


def test_the_fingerprint_follows_the_corpus(home: Home, tmp_path: Path) -> None:
    before = Library.open(home).fingerprint()
    assert Library.open(home).fingerprint() == before
    only(home, document(tmp_path, "AND"))
    assert Library.open(home).fingerprint() != before


@pytest.mark.parametrize(
    ("name", "changes"),
    [("links/weights.csv", True), ("links/actors/foreign-actors.toml", True), ("styles/apa.csl", False)],
)
def test_the_fingerprint_follows_the_vocabulary(
    home: Home, name: str, changes: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(paths.content("index"), tmp_path / "index", ignore=shutil.ignore_patterns("built"))
    monkeypatch.setattr(paths, "content", lambda room: tmp_path / room)
    before = Library.open(home).fingerprint()
    with (tmp_path / "index" / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert (Library.open(home).fingerprint() != before) == changes


def test_a_profile_in_the_wrong_file_is_named(home: Home) -> None:
    path = store_profile(home.profiles, Profile("AND", 2023, "none"))
    path.rename(path.with_name("afg.md"))
    with pytest.raises(CorpusError, match=r"afg\.md:1: the file holds and-2023"):
        Library.open(home).profile("afg-2023")


def test_a_profile_that_is_not_there_is_named_with_its_country(home: Home) -> None:
    with pytest.raises(NotFoundError, match="Kazakhstan 2021 has not been imported"):
        Library.open(home).profile("kaz-2021")


@pytest.mark.parametrize(
    "id", ["", "kgz", "kgz-2022", "kgz-2021/drug", "xxx-2021", "kgz-2021/drugs/0", "kgz-2021/drugs/1/2"]
)
def test_an_id_that_names_nothing_is_refused(id: str) -> None:
    with pytest.raises(NotFoundError):
        parse_reference(id)


def test_a_home_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(HomeError, match="cannot be written"):
        write_atomically(tmp_path / "file" / "profile.md", b"")
    with pytest.raises(HomeError, match="cannot be made"):
        Home(tmp_path / "file").make()


def test_the_digest_shares_no_eight_words_with_the_real_page(real_data: Path) -> None:
    page = (real_data / "pages" / "kyrgyzstan-2021.txt").read_text(encoding="utf-8")
    digest = (Path(__file__).parents[2] / "corpus" / "2021" / "kgz.md").read_text(encoding="utf-8")
    runs = _runs(page)
    shared = [" ".join(run) for run in _runs(digest) if run in runs]
    assert not shared


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))
    return {tuple(words[place : place + 8]) for place in range(len(words) - 7)}


def test_a_file_that_cannot_be_read_is_missing_alone_and_reported(home: Home) -> None:
    store(home, make_profile("and-2021", scores={"heroin-trade": 2.0}), make_profile("and-2023", {"drugs": ["Gold."]}))
    path = home.profiles / "2023" / "and.md"
    path.write_bytes(b"\xff")
    library = Library.open(home)
    assert list(library.problems) == []  # none was needed yet
    assert [profile.id for profile in library.profiles()] == ["and-2021", "kgz-2021"]
    assert [text.id for text in library.texts()] == ["and-2021", "kgz-2021"]
    assert [profile.id for profile in library.profiles_of("AND")] == ["and-2021"]
    assert library.source("and-2023") == Source()
    assert library.find_profile("and-2023") is library.find_profile("lie-2023") is None
    assert library.ids() == ("and-2021", "and-2023", "kgz-2021")
    (problem,) = library.problems
    assert str(problem).startswith(f"{path}: the file is not UTF-8")
    with pytest.raises(CorpusError, match="not UTF-8"):
        library.profile("and-2023")


def test_profiles_of_another_series_are_kept_and_ranked_apart(tmp_path: Path) -> None:
    home = Home(tmp_path)
    index = Profile("LSO", 2021, "none", scores={"criminality": 5.0})
    enact = [Profile("LSO", edition, "none", scores={"criminality": 3.0}, series="enact") for edition in (2019, 2021)]
    assert store_profile(home.profiles, index) == home.profiles / "2021" / "lso.md"
    assert store_profile(home.profiles, enact[0]) == home.profiles / "enact" / "2019" / "lso.md"
    assert store_scores(home.scores, enact[1:]) == home.scores / "enact" / "2021.csv"
    library = Library.open(home)
    assert {"lso-2021", "enact-lso-2019", "enact-lso-2021"} <= set(library.ids())
    assert (library.series(), library.ids("enact")) == (("index", "enact"), ("enact-lso-2019", "enact-lso-2021"))
    assert library.profile("enact-lso-2019") == enact[0]
    assert (library.editions("LSO"), library.editions("LSO", "enact")) == ((2021,), (2019, 2021))
    assert [profile.id for profile in library.profiles_of("LSO")] == ["lso-2021"]
    assert (library.codes("enact"), "LSO" in library.codes()) == (frozenset({"LSO"}), True)
    assert library.rankings.score("LSO", 2021, "criminality") == 5.0
    assert library.rankings_of("enact").score("LSO", 2021, "criminality") == 3.0
    with pytest.raises(NotFoundError, match="Lesotho, ENACT Africa index 2023 has not been imported here"):
        library.profile("enact-lso-2023")
    (home.profiles / "enact" / "2019" / "kgz.md").write_text("", encoding="utf-8")
    (home.scores / "enact" / "2025.csv").write_text("", encoding="utf-8")
    misnamed = sorted(str(error) for error in Library.open(home).files.misnamed)
    assert [message.partition(":")[0].rpartition("enact/")[2] for message in misnamed] == ["2019/kgz.md", "2025.csv"]
