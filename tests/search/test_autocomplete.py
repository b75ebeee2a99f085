import pytest

from explorer.search.answering import SearchEngine
from explorer.search.autocomplete import MOST, suggest


def labels(engine: SearchEngine, typed: str) -> list[tuple[str, str]]:
    return [(suggestion.kind, suggestion.label) for suggestion in suggest(engine, typed)]


def test_countries_indicators_sections_and_words_are_suggested(engine: SearchEngine) -> None:
    suggestions = labels(engine, "dr")
    assert ("section", "Drugs") in suggestions
    assert ("indicator", "Synthetic drug trade") in suggestions
    assert ("word", "drug") in suggestions
    assert ("country", "Kyrgyzstan") in labels(engine, "kyrg")
    assert ("indicator", "Heroin trade") in labels(engine, "hero")


def test_nothing_is_suggested_before_two_letters(engine: SearchEngine) -> None:
    assert labels(engine, "") == labels(engine, "k") == labels(engine, "border k") == []


@pytest.mark.parametrize("typed", ("co", "tr", "ma", "ar", "in", "bo"))
def test_at_most_five_are_suggested(engine: SearchEngine, typed: str) -> None:
    assert 0 < len(suggest(engine, typed)) <= MOST


def test_only_the_end_of_the_query_is_replaced(engine: SearchEngine) -> None:
    texts = {suggestion.label: suggestion.text for suggestion in suggest(engine, "heroin border kyrg")}
    assert texts["Kyrgyzstan"] == 'heroin border country:"Kyrgyzstan"'


def test_a_name_of_several_words_is_found_by_its_start(engine: SearchEngine) -> None:
    assert ("indicator", "Human trafficking") in labels(engine, "border human tr")
    texts = [suggestion.text for suggestion in suggest(engine, "border human tr")]
    assert "border indicator:human-trafficking" in texts


def test_names_that_start_so_come_before_other_spellings(engine: SearchEngine) -> None:
    assert labels(engine, "co")[0] == ("country", "Colombia")
    assert ("country", "Australia") in labels(engine, "commonwealth of a")


def test_a_country_is_not_suggested_as_a_word_too(engine: SearchEngine) -> None:
    names = [label.casefold() for _, label in labels(engine, "ky")]
    assert len(names) == len(set(names))


def test_accents_and_other_spellings_do_not_matter(engine: SearchEngine) -> None:
    for typed in ("cote d", "Côte d’Iv", "IVORY"):
        assert next(label for kind, label in labels(engine, typed) if kind == "country").endswith("voire")
    assert ("indicator", "Anti-money laundering") in labels(engine, "anti-mo")


def test_a_word_is_suggested_once_for_all_its_forms_and_not_as_typed(engine: SearchEngine) -> None:
    words = [label for kind, label in labels(engine, "bord") if kind == "word"]
    assert words == ["border"]
    assert ("word", "heroin") not in labels(engine, "heroin")


@pytest.mark.parametrize(
    "typed", ("country:ky", '"money la', "x-mo", "heroin ", "herion~1", "trade)", "🙂", "x" * 2000)
)
def test_what_is_whole_or_within_something_else_is_left_alone(engine: SearchEngine, typed: str) -> None:
    assert labels(engine, typed) == []


def test_what_is_excluded_may_be_a_name(engine: SearchEngine) -> None:
    assert suggest(engine, "heroin -kyrg")[0].text == 'heroin -country:"Kyrgyzstan"'
