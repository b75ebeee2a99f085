"""Text that a spreadsheet would run is escaped in every CSV file: of a table, of a dossier and of a profile."""

import csv
import datetime
import io
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from explorer.charts.table import Column, Row, Table
from explorer.citations.dossier import Pin, make_dossier
from explorer.citations.dossier_files import table
from explorer.citations.styles import STYLES
from explorer.core.csv_cells import escape_formula
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.corpus.storage import store_profile
from explorer.engines.manage import rebuild
from explorer.engines.open import open_engine
from explorer.model.profiles import Passage, Profile, Section
from explorer.web.app import create_app
from explorer.web.settings import Settings

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠SUM(A1)"]
PASSAGES = [text for text in FORMULAS if not text[0].isspace()]  # the text of a passage starts with no space


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Make a home with a passage for each formula."""
    home = Home(tmp_path_factory.mktemp("formulas"))
    passages = tuple(Passage("civ-2023", "trade", number, text) for number, text in enumerate(PASSAGES, 1))
    store_profile(home.profiles, Profile("CIV", 2023, "full", (Section("trade", passages),)))
    rebuild(home, open_engine(home))
    return home


@pytest.fixture(scope="module")
def client(home: Home) -> FlaskClient:
    return create_app(Settings(home)).test_client()


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_escaped_in_a_table(text: str) -> None:
    assert rows(Table("", (Column("country", text),), (Row((text,)),)).csv()) == [[f"'{text}"], [f"'{text}"]]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_escaped_in_a_dossier(home: Home, text: str) -> None:
    day = datetime.date(2026, 9, 22)
    pins = [Pin("civ-2023/trade/1")]
    dossier = make_dossier(Library.open(home), pins, STYLES["apa"], day, "https://oc.example.org", "Formulas")
    headings, cells = rows(table(replace(dossier, entries=(replace(dossier.items[0], note=text),))).decode("utf-8-sig"))
    assert cells[headings.index("note")] == f"'{text}"


@pytest.mark.parametrize("text", PASSAGES)
def test_a_formula_is_escaped_in_the_passages_of_a_profile(client: FlaskClient, text: str) -> None:
    headings, *cells = rows(client.get("/profiles/civ-2023.csv").text.removeprefix("\ufeff"))
    assert cells[PASSAGES.index(text)][headings.index("text")] == f"'{text}"


@pytest.mark.parametrize("text", ["", "Albania", "1=1", "’=1", "a\t"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert escape_formula(text) == text
