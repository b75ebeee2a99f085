"""Dossiers of pinned passages: numbered, cited, each work once in the bibliography."""

import pytest

from explorer.citations.dossier import MOST, Dossier, Pin, make_dossier
from explorer.citations.dossier_files import table
from explorer.citations.styles import STYLES
from explorer.core.errors import NotFoundError, QueryError
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from tests.citations.conftest import ADDRESS, DAY

PINS = (
    Pin("kgz-2021/drugs/1", quotation="Heroin seizures have lately fallen."),
    Pin("civ-2023/drugs/1"),
    Pin("kgz-2021/people/1"),
    Pin("civ-2023/drugs/2"),
)


def dossier(library: Library, style: str = "chicago", pins: tuple[Pin, ...] = PINS) -> Dossier:
    return make_dossier(library, pins, STYLES[style], DAY, ADDRESS, "Gold & lorries")


@pytest.mark.parametrize("style", STYLES)
def test_each_passage_has_its_number_and_each_work_occurs_once(library: Library, style: str) -> None:
    made = dossier(library, style)
    assert [item.number for item in made.items] == [1, 2, 3, 4]
    assert len(made.bibliography) == 2
    assert made.items[0].words == "Heroin seizures have lately fallen."
    assert "Heroin" not in made.items[0].in_text.plain


def test_ieee_refers_by_the_numbers_of_the_bibliography(library: Library) -> None:
    made = dossier(library, "ieee")
    assert [item.in_text.plain[:2] for item in made.items] == ["[1", "[2", "[1", "[2"]
    assert "Kyrgyzstan" in made.bibliography[0].plain and made.bibliography[0].plain.startswith("[1] ")


def test_an_empty_collection_makes_an_empty_dossier(library: Library) -> None:
    empty = dossier(library, pins=())
    assert (empty.items, empty.bibliography) == ((), ())


@pytest.mark.parametrize("id", ["kgz-2021", "kgz-2021/drugs", "kgz-2021/heroin-trade", "kgz-2021/drugs/99"])
def test_only_passages_that_are_there_are_collected(library: Library, id: str) -> None:
    with pytest.raises(NotFoundError):
        dossier(library, pins=(Pin(id),))


def test_what_is_too_much_is_refused(library: Library) -> None:
    with pytest.raises(QueryError, match="at most 200 passages"):
        dossier(library, pins=(Pin("kgz-2021/drugs/1"),) * (MOST + 1))
    with pytest.raises(QueryError, match="at most 2,000 characters"):
        Pin("kgz-2021/drugs/1", "x" * 2001)


def test_a_dossier_names_the_authors_of_another_series(both_home: Home) -> None:
    library, style = Library.open(both_home), STYLES["apa"]
    pins = [Pin("enact-lso-2021/drugs/1"), Pin("lso-2021/drugs/1")]
    dossier = make_dossier(library, pins, style, DAY)
    assert "The ENACT Africa index is the work of ENACT (Institute for Security Studies" in dossier.attribution
    assert "ENACT Africa" not in make_dossier(library, pins[1:], style, DAY).attribution
    lines = table(dossier).decode("utf-8-sig").splitlines()
    assert lines[0].endswith(",link,series")
    assert [line.rpartition(",")[2] for line in lines[1:]] == ["enact", "index"]
