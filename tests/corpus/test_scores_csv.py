"""The scores of an edition as a home stores them."""

from dataclasses import replace
from pathlib import Path

import pytest

from explorer.core.errors import CorpusError
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.corpus.scores_csv import read_scores_csv, write_scores_csv
from explorer.corpus.storage import store_profile, store_scores
from explorer.ingest.workbook import read_workbook
from explorer.model.profiles import Profile
from tests.workbooks import table, workbook


def test_a_scoresheet_is_written_and_read_without_loss() -> None:
    profiles = read_workbook(workbook({"2021_dataset": table(2021)}), "scores.xlsx").profiles
    assert read_scores_csv(write_scores_csv(profiles), "scores/2021.csv") == profiles


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("", "2021.csv", r"^2021\.csv:1: the first line must be"),
        ("country,heroin\nKEN,5\n", "2021.csv", r"^2021\.csv:2: .*heroin"),
        ("country,heroin-trade\nKEN,5,6\n", "2021.csv", r"^2021\.csv:2: there are 3 cells for 2 columns"),
        ("country,heroin-trade\n\nKEN,high\n", "2021.csv", r"^2021\.csv:3: .*high"),
        ("country,heroin-trade\nKEN,nan\n", "2021.csv", r"^2021\.csv:2: .*outside 1-10"),
        ("country,heroin-trade\nXXX,5\n", "2021.csv", r"^2021\.csv:2: 'XXX' is not the code"),
        ("country,heroin-trade\nKEN,5\nKEN,5\n", "2021.csv", r"^2021\.csv:3: KEN occurs twice"),
        ("country,financial-crimes\nKEN,5\n", "2021.csv", r"^2021\.csv:2: .*not scored before 2023"),
        ('country,heroin-trade\n"KEN,5\n', "2021.csv", r"^2021\.csv:\d: the line is not valid CSV"),
        ("country\n", "2022.csv", r"^2022\.csv:1: a scoresheet is named by its edition"),
    ],
)
def test_a_scoresheet_with_a_mistake_is_refused_with_its_line(text: str, name: str, expected: str) -> None:
    with pytest.raises(CorpusError, match=expected):
        read_scores_csv(text, name)


def test_a_score_that_is_not_there_stays_away() -> None:
    (profile,) = read_scores_csv("country,heroin-trade,cocaine-trade\nken,5,\n", "2021.csv")
    assert (profile.id, dict(profile.scores)) == ("ken-2021", {"heroin-trade": 5.0})


def test_a_home_names_the_scoresheet_that_cannot_be_read(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.scores.mkdir()
    (home.scores / "2021.csv").write_bytes(b"country,heroin-trade\nKEN,\xff\n")
    library = Library.open(home)
    assert library.ids() == ("kgz-2021",)  # which is bundled
    (problem,) = library.problems
    assert str(problem).startswith(f"{home.scores / '2021.csv'}: the file is not UTF-8")
    with pytest.raises(CorpusError, match=r"2021\.csv: the file is not UTF-8"):
        library.profile("ken-2021")  # which may be in it


def test_scores_of_a_document_go_before_those_of_a_scoresheet(tmp_path: Path) -> None:
    home = Home(tmp_path)
    store_scores(home.scores, [Profile("KEN", 2021, "none", scores={"heroin-trade": 5.0, "cocaine-trade": 3.0})])
    before = Library.open(home).fingerprint()
    store_profile(home.scores, Profile("KEN", 2021, "none", scores={"heroin-trade": 6.0}))
    library = Library.open(home)
    assert library.profile("ken-2021").scores == {"heroin-trade": 6.0, "cocaine-trade": 3.0}
    assert library.layer(home.scores, "ken-2021") == library.profile("ken-2021")
    assert library.editions("KEN") == (2021,)
    assert library.fingerprint() != before


def test_the_fingerprint_follows_a_scoresheet(tmp_path: Path) -> None:
    home, profile = Home(tmp_path), Profile("KEN", 2021, "none", scores={"heroin-trade": 5.0})
    store_scores(home.scores, [profile])
    before = Library.open(home).fingerprint()
    store_scores(home.scores, [replace(profile, scores={"heroin-trade": 5.5})])
    assert Library.open(home).fingerprint() != before


@pytest.mark.parametrize("cell", ["x" * 9_000, "9" * 9_000, "\x1b[2J", "1e999"])
def test_a_cell_of_any_kind_is_refused_in_a_short_sentence(cell: str) -> None:
    with pytest.raises(CorpusError, match=r"^2021\.csv:2: ") as caught:
        read_scores_csv(f"country,heroin-trade\nKGZ,{cell}\n", "2021.csv")
    assert len(str(caught.value)) < 300
    assert str(caught.value).isprintable()
