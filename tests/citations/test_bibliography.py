"""Entries of bibliographies, and the status of the links in them."""

from pathlib import Path

import pytest

from explorer.citations.bibliography import BibliographyEntry, parse_entries, read_entries, verify_entries
from explorer.citations.record import cite, cite_quotation
from explorer.core.errors import SourceError
from explorer.corpus.library import Library
from tests.citations.conftest import ADDRESS, DAY, no_search

BIBTEX = "@comment{x, y}\n@misc{first,\n  note = {Tea \\& /profiles/kgz-2021}\n}\n@misc{second, title = {Ports}}\n"
RIS = "TY  - ELEC\nID  - first\nUR  - /profiles/kgz-2021\nER  - \n\nTY  - ELEC\nER  - \n"
CSL = '[{"id": "first", "note": "Tea", "issued": {"date-parts": [[2021]]}, "URL": "/profiles/kgz-2021"}, {}]'


def read(folder: Path, name: str, text: str) -> list[BibliographyEntry]:
    (folder / name).write_text(text, encoding="utf-8")
    return read_entries(folder / name)


@pytest.mark.parametrize(
    ("name", "text", "labels"),
    [
        ("a.bib", BIBTEX, ["first", "second"]),
        ("a.RIS", RIS, ["first", "record 2"]),
        ("a.csl.json", CSL, ["first", "item 2"]),
    ],
)
def test_entries_are_read_with_their_keys(tmp_path: Path, name: str, text: str, labels: list[str]) -> None:
    entries = read(tmp_path, name, text)
    assert [entry.label for entry in entries] == labels
    assert "/profiles/kgz-2021" in entries[0].text
    assert "\\&" not in entries[0].text


@pytest.mark.parametrize("before", ["", "\ufeff", "\r\n\r\n"])
def test_the_text_alone_shows_its_format(tmp_path: Path, before: str) -> None:
    for name, text in (("a.bib", BIBTEX), ("a.ris", RIS), ("a.json", CSL)):
        entries = parse_entries(before + text)
        assert [entry.label for entry in entries] == [entry.label for entry in read(tmp_path, name, text)]
    with pytest.raises(SourceError, match="neither BibTeX"):
        parse_entries(f"{before}Tea, /profiles/kgz-2021")


def test_a_record_of_ris_ends_where_it_says(tmp_path: Path) -> None:
    text = "ER  - \nTY  - RPRT\nID  - one\nTY  - RPRT\nID  - same\nER  - \nTY  - RPRT\nID  - without an end\n"
    assert [entry.label for entry in read(tmp_path, "a.ris", text)] == ["one"]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.txt", "x", "a bibliography is a .bib, .ris or .csl.json file"),
        ("a.bib", "x", "there is no BibTeX entry"),
        ("a.bib", "@misc{a, url={x", "a.bib: the BibTeX entry 'a' is not finished"),
        ("a.bib", "@misc{a, url={x}", "'a' is not finished"),
        ("a.bib", BIBTEX.removesuffix("}\n"), "'second' is not finished"),
        ("a.bib", "@misc{a, url={x}\n@misc{b, url={y}}", "'a' is not finished"),
        ("a.bib", "@misc(a, url={x)}", "'a' is not finished"),
        ("a.ris", "x", "there is no RIS record"),
        ("a.json", "{", "a.json:1: the file is not JSON"),
        ("a.json", "{}", "CSL-JSON is a list of items"),
        ("a.json", '[{"id": "\\ud800"}]', "half of a character"),
        ("a.json", '[{"id": "a", "author": [{"family": "x\\udfff"}]}]', "half of a character"),
    ],
)
def test_another_kind_of_file_is_refused(tmp_path: Path, name: str, text: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(tmp_path, name, text)


@pytest.mark.parametrize(
    "text", ["@misc{a, url={x}} {", "@misc(a, url={x)})", '@misc{a, url="{x}"}', "@misc{a, title={\\{x\\}}} Tea"]
)
def test_an_entry_ends_with_the_brace_that_closes_it(text: str) -> None:
    assert [entry.label for entry in parse_entries(text)] == ["a"]


def test_an_entry_has_the_status_of_its_link(library: Library) -> None:
    citation = cite(library, "civ-2023/drugs/2", DAY, ADDRESS)
    texts = (f"See {citation.link}.", f"{ADDRESS}/profiles/and-2021", "Nothing of ours: https://example.org/passages")
    verdicts = verify_entries(library, [BibliographyEntry(str(n), text) for n, text in enumerate(texts)], no_search)
    assert [verdict.status for verdict in verdicts] == ["same", "gone", "not ours"]
    assert verdicts[0].link == citation.link


def test_a_quotation_that_is_not_in_the_passage_is_misquoted(library: Library) -> None:
    citation = cite_quotation(cite(library, "civ-2023/drugs/2", DAY), "small plots", library)
    notes = [f"Quoted: “{words}” Permanent link: {citation.link}" for words in ("small plots", "large plots")]
    verdicts = verify_entries(library, [BibliographyEntry("a", note) for note in notes], no_search)
    assert [verdict.status for verdict in verdicts] == ["same", "misquoted"]
