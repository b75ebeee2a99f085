"""`changes` answers as the command does, a page at a time."""

import pytest

from explorer.assistant.change_tools import LONGEST_TEXTS
from explorer.assistant.tool import ToolContext
from explorer.core.errors import ExplorerError
from explorer.corpus.home import Home
from explorer.serving.open_corpus import Corpus
from tests.assistant.sample_library import answer
from tests.factories import index, make_profile

KEPT = "The harbour has two cranes. Both are old. Nobody counts the boxes that they lift."
EDITED = "The harbour has five cranes. Both are old. Nobody counts the boxes that they lift."
LONG = "In cove {number} the barge lands amber, and the warden of cove {number} counts to ten. "


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> ToolContext:
    before = make_profile("mlt-2023", {"trade": [KEPT, "A ferry sails on Mondays."], "drugs": ["Tin."]})
    after = make_profile("mlt-2025", {"trade": [EDITED, "Sugar is hidden under salt."], "drugs": ["Tin."]})
    long = [(LONG.format(number=number) * 100).strip() for number in range(8)]
    others = [make_profile("isl-2023", {"trade": ["A whale."]}), make_profile("isl-2025", {"trade": long})]
    home = index(Home(tmp_path_factory.mktemp("editions")), before, after, *others)
    return ToolContext(Corpus(home))


def test_new_and_edited_passages_have_their_text_and_words(editions: ToolContext) -> None:
    changes = answer(editions, "changes", before="Malta 2025", after="mlt-2023")
    assert (changes["before"], changes["after"], changes["total"]) == ("mlt-2023", "mlt-2025", 2)
    assert changes["summary"].startswith("1 new passage, 1 edited")
    edited, new = changes["passages"]
    assert (edited["kind"], edited["from"], edited["to"]) == ("edited", ["mlt-2023/trade/1"], ["mlt-2025/trade/1"])
    assert {"op": "changed", "from": "two", "to": "five"} in edited["diff"]
    assert (new["kind"], new["section"], new["text"]) == ("new", "trade", "Sugar is hidden under salt.")
    assert "notice" not in changes


def test_all_entries_are_there_when_they_are_asked_for(editions: ToolContext) -> None:
    changes = answer(editions, "changes", before="mlt-2023", after="mlt-2025", only_new=False)
    assert [entry["kind"] for entry in changes["passages"]] == ["edited", "new", "gone", "same"]
    assert answer(editions, "changes", before="mlt-2023", after="mlt-2025", section="drugs")["passages"] == []


def test_long_answers_are_paged(editions: ToolContext) -> None:
    first = answer(editions, "changes", before="isl-2023", after="isl-2025")
    count = len(first["passages"])
    assert 1 < count < first["total"] == 8
    assert sum(len(entry["text"]) for entry in first["passages"]) <= LONGEST_TEXTS
    assert first["notice"] == f"These are 1 to {count} of 8. For the next give offset {count}."
    rest = answer(editions, "changes", before="isl-2023", after="isl-2025", offset=count)
    assert rest["passages"][0]["to"] == [f"isl-2025/trade/{count + 1}"]
    assert "beyond the last" in answer(editions, "changes", before="isl-2023", after="isl-2025", offset=9)["notice"]


def test_scores_are_told_with_their_comparability(context: ToolContext) -> None:
    changes = answer(context, "changes", before="kgz-2021", after="kgz-2023")
    assert all(score["change"] for score in changes["scores"])
    assert not changes["passages"]
    assert changes["notices"]


@pytest.mark.parametrize(
    ("before", "after"), [("mlt-2023", "isl-2025"), ("mlt-2023", "mlt-2023"), ("mlt-2021", "mlt-2023")]
)
def test_what_cannot_be_compared_is_refused(editions: ToolContext, before: str, after: str) -> None:
    with pytest.raises(ExplorerError):
        answer(editions, "changes", before=before, after=after)
