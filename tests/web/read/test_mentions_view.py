"""The page "Who names whom" as a record."""

from collections.abc import Iterator

import pytest

from explorer.core.errors import NotFoundError, QueryError
from explorer.corpus.home import Home
from explorer.engines.open import open_engine
from explorer.search.mention_rows import MentionList, list_mentions
from explorer.web.read.mentions_view import MentionsView, marked_sentence


@pytest.fixture(scope="module")
def mentions(naming_home: Home) -> Iterator[MentionList]:
    engine = open_engine(naming_home)
    yield list_mentions(engine)
    engine.close()


def test_groups_are_those_of_most_passages_first_with_a_passage_of_each_text(mentions: MentionList) -> None:
    view = MentionsView.of([("kind", "country"), ("from", "uzb"), ("from", "kaz")], mentions)
    groups = [(group.name, group.count) for group in view.groups()]
    assert groups[0] == ("Russia", 3)
    assert view.summary == "5 passages of 3 texts name 4 countries."
    naming = MentionsView.of([("kind", "country"), ("view", "naming"), ("to", "rus")], mentions)
    assert {group.name for group in naming.groups()} >= {"Uzbekistan", "Kazakhstan"}


def test_the_rows_of_one_that_is_named_are_all_listed_with_the_name_marked(mentions: MentionList) -> None:
    view = MentionsView.of([("to", "UZB"), ("from", "KAZ")], mentions)
    assert view.is_single
    (row,) = view.listed_rows()
    assert marked_sentence(row) == "<mark>Uzbek</mark> couriers are caught with &lt;b&gt;pills&lt;/b&gt; &amp; resin."
    assert not MentionsView.of([("to", "Caribbean")], mentions).is_single


def test_the_matrix_leaves_out_what_has_no_count(mentions: MentionList) -> None:
    view = MentionsView.of([("from", "kaz")], mentions)
    assert [name for name, _ in view.matrix_rows()] == ["Central Asia and the Caucasus"]
    assert view.matrix_columns == ("Central Asia and the Caucasus", "Central & Eastern Europe")
    assert "Central Asia and the Caucasus name" in view.finding
    assert MentionsView.of([("to", "fatf")], mentions).finding == "No passage of these names any of these countries."


def test_what_is_not_there_is_refused(mentions: MentionList) -> None:
    with pytest.raises(QueryError, match="There is no view"):
        MentionsView.of([("view", "map")], mentions)
    for page in ("0", "x", "99", "²"):
        with pytest.raises(NotFoundError, match="no page"):
            MentionsView.of([("page", page)], mentions)
