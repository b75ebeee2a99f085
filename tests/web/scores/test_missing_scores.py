from explorer.model.rankings import Rankings
from explorer.model.taxonomy import taxonomy
from explorer.web.scores.missing_scores import missing_scores


def test_missing_scores_are_named_with_whether_an_import_would_help() -> None:
    known = taxonomy()
    rankings = Rankings({2021: {"resilience": {"KGZ": 4.17}}}, {2021: {"resilience": {"KGZ": 4.17}}})
    few = missing_scores(rankings, 2021, known.indicator("resilience"))
    assert few is not None
    assert (few.sentence, few.can_be_imported) == ("1 of 193 countries is here for 2021.", True)
    new = missing_scores(rankings, 2021, known.indicator("financial-crimes"))
    assert new is not None
    assert not new.can_be_imported
    none = missing_scores(rankings, 2025, known.indicator("resilience"))
    assert none is not None
    assert "No profile here" in none.sentence
