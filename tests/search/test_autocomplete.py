from urllib.parse import parse_qsl, urlsplit

import pytest

from explorer.search.answering import SearchEngine
from explorer.search.autocomplete import MOST, MOST_OF_GROUP, Destination, suggest
from explorer.search.query.nodes import FACETS, NOTE
from explorer.search.request import SearchRequest

PAGES = (
    Destination("country", "Kyrgyzstan", "/profiles/kgz-2021", ("Kyrgyzstan", "Kyrgyz Republic", "Kyrgyz", "KGZ")),
    Destination("country", "Côte d'Ivoire", "/profiles/civ-2021", ("Côte d'Ivoire", "Ivory Coast")),
    Destination("indicator", "Heroin trade", "/indicators/heroin-trade", ("Heroin trade",)),
    Destination("chapter", "Ferries and the law", "/chapters/ferries-and-the-law", ("Ferries and the law",)),
)


def labels(engine: SearchEngine, typed: str) -> list[tuple[str, str]]:
    return [(suggestion.group, suggestion.label) for suggestion in suggest(engine, typed, PAGES)]


def test_pages_to_go_to_are_found_by_any_word_and_other_spellings_of_their_names(engine: SearchEngine) -> None:
    for typed, label in [
        *(("kyrg", "Kyrgyzstan"), ("kgz", "Kyrgyzstan"), ("hero", "Heroin trade"), ("the la", "Ferries and the law")),
        *(("cote d", "Côte d'Ivoire"), ("Côte d’Iv", "Côte d'Ivoire"), ("IVORY", "Côte d'Ivoire")),
    ]:
        assert ("go to", label) in labels(engine, typed), typed
    (first, *_) = suggest(engine, "kyrgyzs", PAGES)
    assert (first.group, first.kind, first.path) == ("go to", "country", "/profiles/kgz-2021")


def test_characters_that_cannot_be_seen_make_no_difference(engine: SearchEngine) -> None:
    assert labels(engine, "hero\u200bi") == labels(engine, "heroi") != []


def test_words_before_a_name_are_searched_in_it(engine: SearchEngine) -> None:
    suggested = {suggestion.label: suggestion for suggestion in suggest(engine, "heroin kyrg", PAGES)}
    search = suggested["“heroin” in Kyrgyzstan"]
    assert (search.group, search.text, search.path) == (
        "search in",
        "heroin Kyrgyzstan",
        "/search?q=heroin+Kyrgyzstan",
    )
    assert ("search in", "“border” in Central Asia and the Caucasus") in labels(engine, "border central as")
    assert ("search in", "“border” about Human trafficking") in labels(engine, "border human tr")
    assert ("search in", "All passages in Drugs") in labels(engine, "dru")
    assert not [label for group, label in labels(engine, "heroin kyrg") if group == "go to"]


def test_what_is_searched_in_is_a_name_where_names_are_understood_and_else_a_field(engine: SearchEngine) -> None:
    def text(typed: str) -> str:
        return next(it.text for it in suggest(engine, typed, PAGES) if it.group == "search in")

    assert text("gold guinea-b") == "gold Guinea-Bissau"
    assert text("gold environm") == "gold section:environment"
    assert text("gold federated") == 'gold country:"Micronesia (Federated States of)"'
    assert text("heroin -kyrg") == 'heroin -country:"Kyrgyzstan"'


def test_words_are_suggested_as_texts_write_them_with_their_passages(engine: SearchEngine) -> None:
    words = {it.label: it for it in suggest(engine, "heroin bord", PAGES) if it.group == "words"}
    assert set(words) == {"border"}
    assert words["border"].text == "heroin border"


@pytest.mark.parametrize("typed", ("bord", "heroin bord", "st", "heroin OR tr", "co", "heroin co"))
def test_a_word_has_the_number_of_passages_that_its_link_finds(engine: SearchEngine, typed: str) -> None:
    chosen = [it for it in suggest(engine, typed, PAGES) if it.group == "words"]
    for suggestion in chosen:
        args = [*parse_qsl(urlsplit(suggestion.path).query), ("scope", "words")]
        page = engine.search(SearchRequest.from_args(args))
        assert page.total == suggestion.passages, suggestion
        assert page.understood is None, suggestion
    assert chosen


def test_st_is_the_start_of_words_and_of_saints(engine: SearchEngine) -> None:
    pages = (
        Destination("country", "St. Lucia", "/profiles/lca-2023", ("St. Lucia",)),
        Destination(
            "indicator", "State-embedded actors", "/indicators/state-embedded-actors", ("State-embedded actors",)
        ),
        Destination("indicator", "Mafia-style groups", "/indicators/mafia-style-groups", ("Mafia-style groups",)),
    )
    suggested = {(it.group, it.label) for it in suggest(engine, "st", pages)}
    assert {("go to", "St. Lucia"), ("go to", "State-embedded actors"), ("words", "still")} <= suggested
    assert [it.label for it in suggest(engine, "mafia st", pages) if it.group == "go to"] == ["Mafia-style groups"]


def test_official_names_are_found_by_what_is_their_own(engine: SearchEngine) -> None:
    pages = (
        Destination("country", "Moldova", "/profiles/mda-2021", ("Moldova", "Republic of Moldova", "Moldovan")),
        Destination("country", "Laos", "/profiles/lao-2021", ("Laos", "Lao People's Democratic Republic")),
        Destination(
            "chapter", "Ferries and the law of the sea", "/chapters/ferries", ("Ferries and the law of the sea",)
        ),
    )

    def gone_to(typed: str) -> list[str]:
        return [it.label for it in suggest(engine, typed, pages) if it.group == "go to"]

    for typed in ("of", "rep", "republic", "republic of", "dem", "peo", "and"):
        assert gone_to(typed) == [], typed
    assert gone_to("mol") == gone_to("republic of mol") == ["Moldova"]
    assert gone_to("lao") == gone_to("lao people") == ["Laos"]
    assert gone_to("sea") == gone_to("the law of") == gone_to("of the se") == ["Ferries and the law of the sea"]


def test_after_operators_a_search_is_offered_in_what_it_means(engine: SearchEngine) -> None:
    def searches(typed: str) -> list[tuple[str, str]]:
        return [(it.label, it.text) for it in suggest(engine, typed, PAGES) if it.group == "search in"]

    assert searches("heroin NOT kyrg") == [("“heroin” without Kyrgyzstan", 'heroin NOT country:"Kyrgyzstan"')]
    assert searches("heroin AND kyrg") == [("“heroin” in Kyrgyzstan", 'heroin AND country:"Kyrgyzstan"')]
    assert searches("heroin in kyrg") == [("“heroin” in Kyrgyzstan", "heroin in Kyrgyzstan")]
    assert searches("heroin OR kyrg") == searches("heroin without kyrg") == searches("heroin not in kyrg") == []


def searches(engine: SearchEngine, typed: str) -> list[tuple[str, str]]:
    return [(it.label, it.text) for it in suggest(engine, typed, PAGES) if it.group == "search in"]


def test_what_is_about_an_indicator_is_offered_beside_what_is_linked_to_it(engine: SearchEngine) -> None:
    assert searches(engine, "border hero") == [
        ("“border” about Heroin trade", "border about:heroin-trade"),
        ("“border” linked to Heroin trade", "border indicator:heroin-trade"),
    ]
    assert searches(engine, "border -hero") == [
        ("“border” not about Heroin trade", "border -about:heroin-trade"),
        ("“border” not linked to Heroin trade", "border -indicator:heroin-trade"),
    ]


def test_after_the_word_about_an_indicator_is_the_value_of_that_field(engine: SearchEngine) -> None:
    assert searches(engine, "border about hero") == [("“border” about Heroin trade", "border about:heroin-trade")]
    assert searches(engine, "About hero") == [("All passages about Heroin trade", "about:heroin-trade")]
    assert searches(engine, "gold about kyrg")[0][1] == "gold about Kyrgyzstan"  # which no passage is about
    assert searches(engine, "gold OR about hero") == searches(engine, "gold without about hero") == []


@pytest.mark.parametrize(
    ("typed", "label", "text"),
    (
        ("about:her", "about: Heroin trade", "about:heroin-trade"),
        ("about: heroin tr", "about: Heroin trade", "about:heroin-trade"),
        ('border about:"Heroin t', "about: Heroin trade", "border about:heroin-trade"),
        ("border -About:her", "about: Heroin trade", "border -about:heroin-trade"),
        ("(border OR about:her", "about: Heroin trade", "(border OR about:heroin-trade"),
        ("indicator:mafia", "indicator: Mafia-style groups", "indicator:mafia-style-groups"),
        ("section:dru", "section: Drugs", "section:drugs"),
        ("country:ky", "country: Kyrgyzstan", 'country:"Kyrgyzstan"'),
        ("country:Kyrgyz", "country: Kyrgyzstan", 'country:"Kyrgyzstan"'),
        ("region:central as", "region: Central Asia and the Caucasus", 'region:"Central Asia and the Caucasus"'),
        ("continent:afr", "continent: Africa", "continent:Africa"),
    ),
)
def test_the_value_of_a_field_is_completed(engine: SearchEngine, typed: str, label: str, text: str) -> None:
    suggestion = suggest(engine, typed, PAGES)[0]
    assert (suggestion.group, suggestion.label, suggestion.text) == ("search in", label, text)
    assert parse_qsl(urlsplit(suggestion.path).query) == [("q", text)]
    assert {it.group for it in suggest(engine, typed, PAGES)} == {"search in"}


def test_after_the_value_of_a_field_words_are_suggested_as_ever(engine: SearchEngine) -> None:
    assert ("words", "border") in labels(engine, "about:heroin-trade bord")


def test_a_field_is_suggested_by_the_start_of_its_name(engine: SearchEngine) -> None:
    def fields(typed: str) -> list[tuple[str, str]]:
        return [(it.label, it.text) for it in suggest(engine, typed, PAGES) if it.group == "fields"]

    assert fields("abo") == [("about:", "about:")]
    assert fields("gold -ind") == [("indicator:", "gold -indicator:")]
    assert fields("Coun") == [("country:", "country:")]
    assert fields("ab") == fields("gold") == fields('"abo') == fields("about:abo") == []
    assert {*FACETS, NOTE} == {label[:-1] for name in (*FACETS, NOTE) for label, _ in fields(name)}


def test_nothing_is_suggested_before_two_letters(engine: SearchEngine) -> None:
    assert labels(engine, "") == labels(engine, "k") == labels(engine, "border k") == []


@pytest.mark.parametrize("typed", ("co", "tr", "ma", "ar", "bo", "gold co", "gold in"))
def test_each_group_is_short(engine: SearchEngine, typed: str) -> None:
    groups = [group for group, _ in labels(engine, typed)]
    assert 0 < len(groups) <= MOST
    assert all(groups.count(group) <= most for group, most in MOST_OF_GROUP.items())
    assert groups == sorted(groups, key=list(MOST_OF_GROUP).index)


def test_a_name_is_not_suggested_as_a_word_too(engine: SearchEngine) -> None:
    names = [label.casefold() for _, label in labels(engine, "ky")]
    assert len(names) == len(set(names))


def test_a_word_is_suggested_once_for_all_its_forms_and_not_as_typed(engine: SearchEngine) -> None:
    assert [label for group, label in labels(engine, "bord") if group == "words"] == ["border"]
    assert ("words", "heroin") not in labels(engine, "heroin")


@pytest.mark.parametrize(
    "typed",
    (
        "country:k",
        "country:Kyrgyzstan:",
        '"about:her',
        "about:heroin-trade",
        "note:her",
        "edition:20",
        '"money la',
        "x-mo",
        "heroin ",
        "herion~1",
        "trade)",
        "🙂",
        "heroin OR",
        "NOT",
        "(",
        "heroin (",
        "&",
        "-",
        "x" * 2000,
    ),
)
def test_what_is_whole_or_within_something_else_is_left_alone(engine: SearchEngine, typed: str) -> None:
    assert labels(engine, typed) == []
