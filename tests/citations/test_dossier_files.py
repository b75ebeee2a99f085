"""Dossiers as files, in every format."""

import csv
import io
import re
from pathlib import Path

import pytest
from bibtexparser.entrypoint import parse_string
from docx import Document

from explorer.citations.dossier import Dossier, Pin, make_dossier
from explorer.citations.dossier_files import FORMATS, csl_references, markdown, references, ris_references, table
from explorer.citations.dossier_manifest import manifest
from explorer.citations.styles import STYLES
from explorer.citations.word_file import docx
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.model.profiles import Source
from tests.citations.conftest import ADDRESS, DAY
from tests.factories import make_profile, store

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ODF = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
WORDS = "Lorries carry *gold* & <b>cash</b> | north."
PINS = (
    Pin("kgz-2021/drugs/1", "Compare with 2023.\n\nAsk for <sources>.", "Heroin seizures have lately fallen."),
    Pin("civ-2023/trade/1"),
    Pin("kgz-2021/people/1", "=1+1"),
    Pin("civ-2023/trade/2", "\x07bell"),
)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    source = Source(url="https://ocindex.net/2023/country/cote_divoire")
    profile = make_profile("civ-2023", {"trade": [WORDS, "=SUM(A1) is no passage."]}, source=source)
    return Library.open(store(Home(tmp_path / "home"), profile))


def dossier(library: Library, style: str = "chicago", pins: tuple[Pin, ...] = PINS) -> Dossier:
    return make_dossier(library, pins, STYLES[style], DAY, ADDRESS, "Gold & lorries")


def test_markdown_has_every_passage_note_and_link(library: Library) -> None:
    text = markdown(dossier(library)).decode()
    assert text.startswith("# Gold & lorries\n")
    assert r"> Lorries carry \*gold\* & \<b\>cash\</b\> \| north.[^2]" in text
    assert r"Ask for \<sources\>." in text
    assert len(re.findall(r"^\[\^\d\]: ", text, re.M)) == 4
    assert "https://oc.example.org/passages/civ-2023/trade/1?v=" in text
    assert "## Kyrgyzstan 2021, Drugs, paragraph 1 (digest)" in text
    assert "in the words of the OC Explorer" in text


def test_csv_reads_back_and_no_cell_is_a_formula(library: Library) -> None:
    rows = list(csv.DictReader(io.StringIO(table(dossier(library)).decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == [pin.id for pin in PINS]
    assert rows[1]["words"] == WORDS
    assert rows[3]["words"] == "'=SUM(A1) is no passage."
    assert rows[2]["note"] == "'=1+1"


def test_bibtex_reads_back(library: Library) -> None:
    read = parse_string(references(dossier(library)).decode())
    assert not read.failed_blocks
    assert [entry.key for entry in read.entries][1] == "gitoc-civ-2023-trade-1"


def test_an_empty_dossier_is_a_file_with_its_title(library: Library) -> None:
    empty = dossier(library, pins=())
    assert "Gold & lorries" in [paragraph.text for paragraph in Document(io.BytesIO(docx(empty))).paragraphs]
    assert markdown(empty).decode().startswith("# Gold & lorries")
    assert list(csv.DictReader(io.StringIO(table(empty).decode("utf-8-sig")))) == []
    assert references(empty) == b""


def test_every_format_is_offered_by_the_ending_of_its_files() -> None:
    assert [(form.suffix, form.write) for form in FORMATS] == [
        ("md", markdown),
        ("docx", docx),
        ("csv", table),
        ("bib", references),
        ("ris", ris_references),
        ("csl.json", csl_references),
        ("json", manifest),
    ]
