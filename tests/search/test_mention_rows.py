"""Who names whom, a row for each passage and each name."""

from collections.abc import Iterator

import pytest

from explorer.core.errors import QueryError
from explorer.corpus.home import Home
from explorer.engines.open import open_engine
from explorer.search.mention_rows import MentionList, MentionRequest, list_mentions


@pytest.fixture(scope="module")
def mentions(naming_home: Home) -> Iterator[MentionList]:
    engine = open_engine(naming_home)
    yield list_mentions(engine)
    engine.close()


def request(*pairs: tuple[str, str]) -> MentionRequest:
    return MentionRequest.from_args(pairs)


def test_a_passage_that_names_a_country_in_several_forms_is_one_row(mentions: MentionList) -> None:
    rows = {row.to: row for row in mentions.rows if row.passage == "uzb-2023/trade/1"}
    assert {to: row.words for to, row in rows.items()} == {
        "RUS": ("Russian", "Russia"),
        "KAZ": ("Kazakhstan", "Kazakhs"),
    }
    row = rows["KAZ"]
    assert row.sentence == "Pistols come from Russian depots and from Kazakhstan."
    assert [row.sentence[start:end] for start, end in row.spans] == ["Kazakhstan"]
    assert (row.code, row.edition, row.section, row.place) == (
        "UZB",
        2023,
        "trade",
        "Uzbekistan 2023, Trade, paragraph 1",
    )
    assert "arms-trafficking" in row.indicators


def test_works_have_their_kind_and_a_chapter_is_of_no_country(mentions: MentionList) -> None:
    kinds = {row.to: row.kind for row in mentions.rows if row.kind != "country"}
    assert kinds["fatf"] == kinds["eag"] == "organization"
    chapters = mentions.chosen(request(("from", "chapters")))
    assert {(row.code, row.to) for row in chapters} == {(None, "KEN"), (None, "arms-trade-treaty")}


@pytest.mark.parametrize(
    ("pairs", "passages"),
    [
        ([("to", "Russia"), ("edition", "2021"), ("from", "uzb")], {"uzb-2021/drugs/1"}),
        ([("to", "FATF")], {"uzb-2023/drugs/1"}),
        ([("from", "Central & Eastern Europe")], {"rus-2023/drugs/1"}),
        ([("to", "Southern Asia"), ("section", "Drugs"), ("edition", "2023")], {"uzb-2023/drugs/1"}),
        ([("kind", "organization"), ("from", "UZB"), ("from", "KAZ")], {"uzb-2023/drugs/1"}),
        ([("indicator", "arms-trafficking"), ("kind", "country"), ("from", "uzb")], {"uzb-2023/trade/1"}),
    ],
)
def test_mentions_are_chosen(mentions: MentionList, pairs: list[tuple[str, str]], passages: set[str]) -> None:
    chosen = request(*pairs)
    assert {row.passage for row in mentions.chosen(chosen)} == passages
    assert MentionRequest.from_args((name, str(value)) for name, value in chosen.to_args()) == chosen


@pytest.mark.parametrize(
    ("pair", "message"),
    [
        (("too", "kgz"), "Did you mean to"),
        (("to", "Ruritania"), "is not one of the 193 countries"),
        (("from", "Kirgistan"), "Kyrgyzstan"),
        (("kind", "book"), "There is no kind 'book'"),
        (("edition", "2022"), "There is no edition"),
    ],
)
def test_what_is_unknown_is_refused_with_what_is_close(pair: tuple[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        request(pair)
