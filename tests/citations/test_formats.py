"""Written records are read back by the parsers that other people use."""

import json
from pathlib import Path
from typing import Any

import pytest
import rispy
from bibtexparser import middlewares
from bibtexparser.entrypoint import parse_string
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st

from explorer.citations.formats import FORMATS, bibtex, csl_json, format_of, ris
from explorer.citations.record import Citation, cite, cite_quotation
from explorer.citations.styles import STYLES, render
from explorer.core.errors import NotFoundError
from explorer.corpus.library import Library
from explorer.model.profiles import tidy
from tests.citations.conftest import ADDRESS, AUTHOR, DAY

IDS = ("civ-2023/drugs/1", "civ-2023/drugs", "civ-2023", "kgz-2021/drugs/1", "kgz-2021/heroin-trade", 'search?q="gold"')


@pytest.fixture
def citations(library: Library) -> list[Citation]:
    whole = [cite(library, id, DAY, ADDRESS) for id in IDS]
    return [*whole, cite_quotation(whole[0], "“Nobody asks,” said one driver", library)]


def bib_entries(text: str) -> list[dict[str, str]]:
    read = parse_string(text)
    assert not read.failed_blocks
    return [
        {"key": entry.key, "type": entry.entry_type} | {field.key: field.value for field in entry.fields}
        for entry in read.entries
    ]


def test_bibtexparser_reads_our_bibtex(citations: list[Citation]) -> None:
    entries = bib_entries(bibtex(citations[:-1]))
    assert len(entries) == len(IDS)
    first = entries[0]
    assert first["type"] == "misc"
    assert first["key"] == "gitoc-civ-2023-drugs-1"
    assert first["author"] == f"{{{AUTHOR}}}"
    assert first["title"] == "{Côte d'Ivoire 2023, Drugs section, para. 1}"
    assert entries[2]["title"] == "{Côte d'Ivoire 2023}"
    assert first["howpublished"] == "Global Organized Crime Index 2023"
    assert first["year"] == "2023"
    assert first["url"] == "https://ocindex.net/2023/country/cote_divoire"
    assert first["urldate"] == "2026-09-22"
    assert "Drugs section, para. 1." in first["note"]
    assert citations[0].link in first["note"]
    assert "author" not in entries[5] and entries[5]["year"] == "2026"


def test_bibtexs_own_way_with_names_keeps_the_author_whole(citations: list[Citation]) -> None:
    middleware: Any = [
        middlewares.SeparateCoAuthors(),
        middlewares.SplitNameParts(),
    ]
    read = parse_string(bibtex(citations[:1]), append_middleware=middleware)
    (name,) = read.entries[0]["author"]
    assert (name.first, name.last) == ([], [f"{{{AUTHOR}}}"])


def test_rispy_reads_our_ris(citations: list[Citation]) -> None:
    entries = rispy.loads(ris(citations))
    assert len(entries) == len(citations)
    first = entries[0]
    assert [entry["type_of_reference"] for entry in entries] == [*["RPRT"] * 5, "ELEC", "RPRT"]
    assert first["authors"] == [AUTHOR]
    assert first["title"] == "Côte d'Ivoire 2023, Drugs section, para. 1"
    assert first["secondary_title"] == "Global Organized Crime Index 2023"
    assert first["year"] == "2023"
    assert first["urls"] == ["https://ocindex.net/2023/country/cote_divoire"]
    assert citations[0].link in first["notes"][0]


def test_ris_has_the_line_ends_that_its_readers_expect(citations: list[Citation]) -> None:
    text = ris(citations)
    assert text.count("\n") == text.count("\r\n")
    assert text.startswith("TY  - RPRT\r\n")
    assert text.endswith("ER  - \r\n\r\n")


def test_citeproc_reads_our_csl_json(citations: list[Citation]) -> None:
    items = json.loads(csl_json(citations))
    source = CiteProcJSON([{**item, "language": "en"} for item in items[:1]])
    reference = source["gitoc-civ-2023-drugs-1"]
    assert reference.type == "report"
    assert reference["author"][0].parts() == (None, AUTHOR, None, None, None)
    assert reference["issued"].year == 2023
    assert (reference["accessed"].year, reference["accessed"].month, reference["accessed"].day) == (2026, 9, 22)


def test_csl_json_has_the_type_and_the_title_that_ris_has(citations: list[Citation]) -> None:
    items, records = json.loads(csl_json(citations)), rispy.loads(ris(citations))
    types = {"RPRT": "report", "ELEC": "webpage"}
    for item, record in zip(items, records, strict=True):
        assert (item["type"], item["title"]) == (types[record["type_of_reference"]], record["title"])
    assert [item["type"] for item in items].count("report") == len(IDS)
    assert items[2]["title"] == "Côte d'Ivoire 2023"
    assert items[2]["collection-title"] == "Global Organized Crime Index 2023"
    assert [item.get("genre") for item in items[2:4]] == [None, "Digest by OC Explorer"]
    assert "container-title" not in items[2] and items[5]["container-title"]


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_says_whose_words_are_cited(citations: list[Citation], format: str) -> None:
    digest = FORMATS[format].write([citations[3]])
    assert "digest by OC Explorer" in digest and "not the publisher's text" in digest
    assert "igest" not in FORMATS[format].write([citations[0]])


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_keeps_the_words_quoted(citations: list[Citation], format: str) -> None:
    assert "Nobody asks,” said one driver" in FORMATS[format].write([citations[-1]])


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(NotFoundError, match="Did you mean bibtex"):
        format_of("bibtx")


@given(st.text(min_size=1, max_size=60).filter(lambda text: bool(tidy(text))))
def test_no_title_breaks_a_format(title: str) -> None:
    citation = Citation(
        "kgz-2021", "profile", title, 2021, "/profiles/kgz-2021", DAY, source_url="https://x.example/{a}"
    )
    (entry,) = bib_entries(bibtex([citation]))
    assert entry["author"] == f"{{{AUTHOR}}}"
    assert entry["urldate"] == "2026-09-22"
    (item,) = rispy.loads(ris([citation]))
    assert item["authors"] == [AUTHOR]
    assert "notes" in item
    assert json.loads(csl_json([citation]))[0]["title"] == f"{title} 2021"
    for style in ("apa", "chicago", "oscola"):
        (reference,) = render([citation], STYLES[style])
        assert AUTHOR in reference.entry.plain


def test_the_vendored_styles_keep_their_licence() -> None:
    from explorer.core import paths

    folder = Path(paths.content("index")) / "styles"
    files = sorted(folder.glob("*.csl"))
    assert {path.stem for path in files} == {style.file for style in STYLES.values()}
    for path in files:
        assert "http://creativecommons.org/licenses/by-sa/3.0/" in path.read_text(encoding="utf-8")
