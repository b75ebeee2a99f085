from explorer.search.answering import SearchEngine
from explorer.search.request import SearchRequest
from explorer.search.views.grouping import grouped


def test_a_group_shows_its_best_passage_and_counts_all(engine: SearchEngine) -> None:
    passages = engine.passages(SearchRequest.make("drugs OR heroin")).passages
    groups = grouped(passages, "country")
    assert sum(group.count for group in groups) == len(passages)
    for group in groups:
        first = next(passage for passage in passages if passage.code == group.value)
        assert group.best == first


def test_groups_are_in_order_of_their_best_passages(engine: SearchEngine) -> None:
    passages = engine.passages(SearchRequest.make("heroin", sort="oldest")).passages
    assert [group.value for group in grouped(passages, "profile")] == ["kgz-2021", "kgz-2023"]
    assert [group.label for group in grouped(passages, "profile")] == ["Kyrgyzstan 2021", "Kyrgyzstan 2023"]
    assert [(group.label, group.count) for group in grouped(passages, "country")] == [("Kyrgyzstan", 2)]


def test_the_filters_of_a_group_find_its_passages(engine: SearchEngine) -> None:
    for by in ("country", "profile"):
        for group in grouped(engine.passages(SearchRequest.make()).passages, by):
            passages = engine.passages(SearchRequest.make(filters=group.filters)).passages
            assert len(passages) == group.count


def test_nothing_found_makes_no_group() -> None:
    assert grouped((), "country") == ()
