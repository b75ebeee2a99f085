"""Cards of countries and indicators."""

import pytest

from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.model.ranks import Rank
from explorer.model.taxonomy import PILLARS, taxonomy
from explorer.search.cards import Card, CountryCard, IndicatorCard, card_of
from explorer.search.request import SearchRequest


@pytest.fixture(scope="module")
def library(world_home: Home) -> Library:
    """Open the bundled corpus with the scores of the published workbook."""
    return Library.open(world_home)


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library.open(Home(tmp_path_factory.mktemp("bundled")))


def card(query: str, library: Library) -> Card | None:
    return card_of(SearchRequest.make(query), library)


def name_of(card: Card | None) -> str:
    if card is None:
        return ""
    return card.country.code if isinstance(card, CountryCard) else card.indicator.slug


@pytest.mark.parametrize(
    ("query", "name"),
    [
        *(("Kyrgyzstan", "KGZ"), ("kgz", "KGZ"), ("Kyrgyz", "KGZ"), ("kyrgyzstan 2021", "KGZ")),
        *(("Heroin trade", "heroin-trade"), ("cocaine trade", "cocaine-trade"), ("resilience", "resilience")),
        *(("heroin", ""), ("kyrgyz heroin", ""), ("", ""), ("Congo", ""), ("car", ""), ("Taiwan", "")),
    ],
)
def test_only_a_name_alone_has_a_card(library: Library, query: str, name: str) -> None:
    assert name_of(card(query, library)) == name


def test_the_card_of_a_country_has_its_scores_editions_and_sections(library: Library) -> None:
    kyrgyzstan = card("Kyrgyzstan", library)
    assert isinstance(kyrgyzstan, CountryCard)
    assert [(entry.edition, entry.has_text) for entry in kyrgyzstan.editions] == [
        (2021, True),
        (2023, False),
        (2025, False),
    ]
    criminality, resilience = kyrgyzstan.scores
    rankings = library.rankings
    for row in kyrgyzstan.scores:
        slug = row.indicator.slug
        assert row.scores == tuple(rankings.score("KGZ", edition, slug) for edition in (2021, 2023, 2025))
        assert row.change.value == rankings.change("KGZ", 2025, slug).value
        higher = [entry for entry in rankings.ranking(2025, slug).ranked if entry.score > (row.newest or 0)]
        assert row.rank is not None
        assert (row.rank.rank, row.rank.of, row.rank.origin) == (len(higher) + 1, 193, "computed")
    assert (criminality.indicator.slug, resilience.indicator.slug) == ("criminality", "resilience")
    assert [score for _, score in kyrgyzstan.strongest] == sorted(
        (score for _, score in kyrgyzstan.strongest), reverse=True
    )
    assert kyrgyzstan.sections[0] == ("People", "/profiles/kgz-2021#people")
    assert kyrgyzstan.path == "/profiles/kgz-2025"


@pytest.mark.parametrize(
    ("query", "edition", "scored"),
    [
        ("Kyrgyzstan 2021", 2021, (2021,)),
        ("2023 kyrgyz", 2023, (2021, 2023)),
        ("Kyrgyzstan 2021-2023", 2023, (2021, 2023)),
    ],
)
def test_the_card_is_of_the_edition_that_is_named(
    library: Library, query: str, edition: int, scored: tuple[int, ...]
) -> None:
    kyrgyzstan = card(query, library)
    assert isinstance(kyrgyzstan, CountryCard)
    assert (kyrgyzstan.edition, kyrgyzstan.scored) == (edition, scored)
    assert kyrgyzstan.path == f"/profiles/kgz-{edition}"
    for row in kyrgyzstan.scores:
        assert row.newest == library.rankings.score("KGZ", edition, row.indicator.slug)
        assert row.rank == library.rankings.rank("KGZ", edition, row.indicator.slug, "world")
        assert row.rank is not None and row.rank.origin == ("published" if edition == 2021 else "computed")
    scores = library.profile(f"kgz-{edition}").scores
    assert all(scores[indicator.slug] == score for indicator, score in kyrgyzstan.strongest)
    assert bool(kyrgyzstan.sections) == (edition == 2021)


def test_a_card_says_what_the_edition_that_is_named_lacks(library: Library, bundled: Library) -> None:
    messages = [getattr(card(query, library), "message", None) for query in ("Kyrgyzstan 2021", "Kyrgyzstan 2023")]
    assert messages == ["", "The 2023 profile of Kyrgyzstan has scores and no text here."]
    other = card("Kyrgyzstan 2023", bundled)
    assert isinstance(other, CountryCard) and other.edition == 2021
    assert other.message == "There is no 2023 profile of Kyrgyzstan here; this is the 2021 profile."


@pytest.mark.parametrize("name", ("Kyrgyzstan 2021", "Mexico", "Tuvalu", "Iceland"))
def test_scores_that_tie_with_the_last_of_the_highest_are_counted(library: Library, name: str) -> None:
    country = card(name, library)
    assert isinstance(country, CountryCard)
    profile = library.profile(country.path.removeprefix("/profiles/"))
    slugs = (it.slug for pillar in PILLARS[:2] for it in taxonomy().indicators_of(country.edition, pillar))
    lowest = country.strongest[-1][1]
    as_high = [slug for slug in slugs if profile.scores[slug] >= lowest]
    assert len(as_high) == len(country.strongest) + country.more


def test_the_card_of_an_indicator_has_the_highest_scores_the_biggest_rise_and_averages(library: Library) -> None:
    cocaine = card("cocaine trade", library)
    assert isinstance(cocaine, IndicatorCard)
    ranked = library.rankings.ranking(2025, "cocaine-trade").ranked
    assert [named.value for named in cocaine.highest.countries] == [entry.score for entry in ranked[:3]]
    assert cocaine.highest.more == sum(entry.score == ranked[2].score for entry in ranked[3:])
    assert cocaine.risen is not None and cocaine.since == 2023
    (best, *_) = cocaine.risen.countries
    changes = [library.rankings.change(entry.country.code, 2025, "cocaine-trade").value or 0 for entry in ranked]
    assert best.value == max(changes)
    assert len(cocaine.risen.countries) + cocaine.risen.more == changes.count(max(changes))
    assert [edition for edition, _ in cocaine.averages] == [2021, 2023, 2025]


def test_a_search_that_is_narrowed_or_of_words_has_no_card(bundled: Library) -> None:
    for request in (
        SearchRequest.make("Kyrgyzstan", [("edition", "2021")]),
        SearchRequest.make("Kyrgyzstan", reads_names=False),
        SearchRequest.make("heroin trade", is_exact=True),
        SearchRequest.make("heroin trade", offset=10),
    ):
        assert card_of(request, bundled) is None


def test_what_is_not_known_of_a_few_countries_is_left_out(bundled: Library) -> None:
    kyrgyzstan = card("kgz", bundled)
    assert isinstance(kyrgyzstan, CountryCard)
    assert [(row.world, row.change.value) for row in kyrgyzstan.scores] == [(None, None)] * 2
    assert [row.rank for row in kyrgyzstan.scores] == [Rank(72, 193), Rank(125, 193)]  # as its page publishes them
    assert kyrgyzstan.compare is None
    indicator = card("heroin trade", bundled)
    assert isinstance(indicator, IndicatorCard)
    assert (indicator.risen, indicator.averages) == (None, ())
    assert card("Uzbekistan", bundled) is None
