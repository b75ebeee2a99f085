"""Dossiers of pinned passages: numbered, cited, each work once in the bibliography."""

import pytest

from explorer.citations.dossier import MOST, Dossier, GoneItem, Pin, make_dossier
from explorer.citations.dossier_files import table
from explorer.citations.styles import STYLES
from explorer.core.errors import QueryError
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


@pytest.mark.parametrize("style", STYLES)
def test_one_pin_that_is_gone_spoils_nothing(library: Library, style: str) -> None:
    gone = (
        Pin("kgz-2021/drugs/99", note="lost"),
        Pin("tjk-2025/heroin-trade"),
        Pin("../etc/passwd"),
        Pin("kgz-2021/drugs/1", quotation="not there"),
        Pin("https://[oops"),
        Pin("search?q=heroin&edition=abc"),
    )
    made = dossier(library, style, (gone[0], PINS[0], *gone[1:], PINS[1]))
    assert [item.number for item in made.items] == [1, 2]
    assert [entry.id for entry in made.gone] == [pin.id for pin in gone]
    assert [isinstance(entry, GoneItem) for entry in made.entries] == [True, False, *[True] * 5, False]
    assert all(entry.message for entry in made.gone)
    assert (made.gone[0].note, made.gone[3].words) == ("lost", "not there")
    assert made.gone[3].path.startswith("/passages/kgz-2021/drugs/1?v=")
    assert made.counts == "2 passages, 6 no longer here"


@pytest.mark.parametrize("style", STYLES)
def test_whatever_can_be_cited_is_collected(library: Library, style: str) -> None:
    ids = ("kgz-2021/heroin-trade", "/scores/kgz-2021/criminality?v=5.33", "kgz-2021", "kgz-2021/drugs", PINS[0].id)
    made = dossier(library, style, (*map(Pin, ids), Pin("indicators/heroin-trade/2021")))
    assert not made.gone
    assert [item.citation.kind for item in made.items] == [
        "score", "score", "profile", "section", "passage", "indicator",
    ]  # fmt: skip
    assert [score.figure for _, score in made.scores] == ["7.0", "5.33"]
    assert made.items[0].words == "Heroin trade, Kyrgyzstan 2021: 7.0 of 10."
    assert made.counts == "1 passage, 2 scores, 3 other records"
    # The scores are the publisher's where the text is our digest.
    assert sum("digest by OC Explorer" in entry.plain for entry in made.bibliography) == 1
    assert all("ocindex.net" in item.addresses + item.in_text.plain for item, _ in made.scores)


def test_what_is_too_much_is_refused(library: Library) -> None:
    with pytest.raises(QueryError, match="at most 200 passages and scores"):
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
