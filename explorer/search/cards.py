"""Cards: what a query that is nothing but the name of a country or an indicator shows above its passages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from explorer.corpus.library import Library
from explorer.model.addresses import (
    MAP,
    RANKINGS,
    comparison_path,
    indicator_path,
    place_path,
    profile_path,
    with_query,
)
from explorer.model.profiles import Profile
from explorer.model.rankings import Rankings, ScoreChange
from explorer.model.ranks import Rank
from explorer.model.taxonomy import AGGREGATES, EDITIONS, Country, Indicator, taxonomy
from explorer.search.request import SearchRequest

MOST = 3  # countries or indicators that a card names


@dataclass(frozen=True, slots=True)
class CardEdition:
    """An edition in which a country has a profile."""

    edition: int
    path: str
    has_text: bool


@dataclass(frozen=True, slots=True)
class CardScore:
    """One aggregate of a country over the editions; the newest is that of the card."""

    indicator: Indicator
    scores: tuple[float | None, ...]  # in each edition of the card, oldest first
    change: ScoreChange  # of the newest, since the edition before
    world: float | None  # the average in the newest edition; None where not all countries are here
    rank: Rank | None  # in the world in the newest edition: as published, else as computed; None where not known

    @property
    def newest(self) -> float | None:
        return self.scores[-1]


@dataclass(frozen=True, slots=True)
class CountryCard:
    """A country: its scores in one edition with their changes, its editions and its sections."""

    country: Country
    edition: int  # the one that is named, else the newest: of those that have scores, if any
    message: str  # what that edition lacks, in a sentence; empty where it was not named, or lacks nothing
    editions: tuple[CardEdition, ...]  # oldest first
    scored: tuple[int, ...]  # editions of the scores, oldest first, up to the card's own
    scores: tuple[CardScore, ...]  # criminality and resilience; empty without scores
    strongest: tuple[tuple[Indicator, float], ...]  # of markets and actors, the highest first
    more: int  # others that score as high as the last of these
    sections: tuple[tuple[str, str], ...]  # title and path, of the edition that is named, else of the newest text
    compare: str | None  # its editions side by side; None where there is one

    @property
    def label(self) -> str:
        return self.country.name

    @property
    def path(self) -> str:
        return profile_path(self.country.code, self.edition)


@dataclass(frozen=True, slots=True)
class CardCountry:
    """A country that a card names."""

    country: Country
    value: float  # its score, or the change of it
    path: str  # of its profile


@dataclass(frozen=True, slots=True)
class NamedCountries:
    """The first countries of a list, and how many more are equal to the last of them."""

    countries: tuple[CardCountry, ...]
    more: int


@dataclass(frozen=True, slots=True)
class IndicatorCard:
    """An indicator or aggregate: its definition, the highest scores, the biggest rise, the averages."""

    indicator: Indicator
    edition: int  # the newest that has scores
    highest: NamedCountries
    risen: NamedCountries | None  # the biggest rise; None where nothing rose or can be compared
    since: int | None  # the edition that the rise is counted from
    averages: tuple[tuple[int, float], ...]  # of the world, in the editions that have all countries
    ranking: str
    map: str

    @property
    def label(self) -> str:
        return self.indicator.label

    @property
    def path(self) -> str:
        return indicator_path(self.indicator.slug)


Card = CountryCard | IndicatorCard


def card_of(request: SearchRequest, library: Library) -> Card | None:
    """Return the card above the first hits of a search for nothing but a name.

    None for another search, and where nothing is known. The library is read only for such a search.
    """
    if request.filters or request.offset or request.is_exact or not request.reads_names:
        return None
    if request.text and (indicator := taxonomy().find_indicator(request.text)):
        return _indicator_card(indicator, library.rankings)
    understood = request.understood
    if understood is None or understood.text or len(codes := understood.chosen("country")) != 1:
        return None
    return _country_card(taxonomy().country(codes[0]), library, tuple(map(int, understood.chosen("edition"))))


def _country_card(country: Country, library: Library, named: Sequence[int]) -> CountryCard | None:
    """Return the card of a country in the newest of the editions that are named, or of all."""
    profiles = library.profiles_of(country.code)
    if not profiles:
        return None
    chosen = [profile for profile in profiles if profile.edition in named] or profiles
    newest = next((profile for profile in reversed(chosen) if profile.scores), chosen[-1])
    scored = tuple(profile.edition for profile in profiles if profile.scores and profile.edition <= newest.edition)
    with_text = [profile for profile in profiles if profile.text_kind != "none"]
    strongest, more = _strongest(newest)
    return CountryCard(
        country=country,
        edition=newest.edition,
        message=_message(country, newest, named),
        editions=tuple(
            CardEdition(profile.edition, profile_path(country.code, profile.edition), profile in with_text)
            for profile in profiles
        ),
        scored=scored,
        scores=_aggregates(country, scored, library.rankings) if newest.scores else (),
        strongest=strongest,
        more=more,
        sections=tuple(
            (section.title, place_path(profile.id, section.slug))
            for profile in ([newest] if newest.edition in named else with_text[-1:])
            for section in profile.sections
            if section.passages
        ),
        compare=comparison_path(profile.id for profile in profiles) if len(profiles) > 1 else None,
    )


def _strongest(profile: Profile) -> tuple[tuple[tuple[Indicator, float], ...], int]:
    """Return the highest of a profile's markets and actors, and how many more score as high as the last of them."""
    scored = [(taxonomy().indicator(slug), score) for slug, score in profile.scores.items() if slug not in AGGREGATES]
    ordered = sorted((row for row in scored if row[0].pillar != "resilience"), key=lambda row: -row[1])
    strongest = tuple(ordered[:MOST])
    return strongest, sum(score == strongest[-1][1] for _, score in ordered[MOST:]) if strongest else 0


def _message(country: Country, profile: Profile, named: Sequence[int]) -> str:
    """Return what the edition that was named lacks."""
    if not named:
        return ""
    if profile.edition not in named:
        editions = " or ".join(map(str, named))
        return f"There is no {editions} profile of {country.name} here; this is the {profile.edition} profile."
    if profile.text_kind == "none":
        scores = "scores and " if profile.scores else ""
        return f"The {profile.edition} profile of {country.name} has {scores}no text here."
    return ""


def _aggregates(country: Country, editions: Sequence[int], rankings: Rankings) -> tuple[CardScore, ...]:
    """Return criminality and resilience of a country in some editions, oldest first."""
    rows = []
    for slug in ("criminality", "resilience"):
        newest = editions[-1]
        ranking = rankings.ranking(newest, slug)
        rows.append(
            CardScore(
                indicator=taxonomy().indicator(slug),
                scores=tuple(rankings.score(country.code, edition, slug) for edition in editions),
                change=rankings.change(country.code, newest, slug),
                world=ranking.average if ranking.is_complete else None,
                rank=rankings.rank(country.code, newest, slug, "world"),
            )
        )
    return tuple(rows)


def _indicator_card(indicator: Indicator, rankings: Rankings) -> IndicatorCard | None:
    slug = indicator.slug
    edition = next((year for year in reversed(EDITIONS) if rankings.ranking(year, slug).ranked), None)
    if edition is None:
        return None
    ranked = rankings.ranking(edition, slug).ranked
    changes = [(entry, rankings.change(entry.country.code, edition, slug)) for entry in ranked]
    rises = [(entry.country, change.value) for entry, change in changes if change.is_comparable and change.value]
    risen = _first(((country, value) for country, value in rises if value > 0), edition, only_equal=True)
    averages = ((year, rankings.ranking(year, slug)) for year in EDITIONS)
    earlier = EDITIONS[EDITIONS.index(edition) - 1]
    return IndicatorCard(
        indicator=indicator,
        edition=edition,
        highest=_first(((entry.country, entry.score) for entry in ranked), edition),
        risen=risen if risen.countries else None,
        since=earlier if risen.countries else None,
        averages=tuple(
            (year, ranking.average) for year, ranking in averages if ranking.is_complete and ranking.average
        ),
        ranking=with_query(RANKINGS, indicator=slug, edition=edition),
        map=with_query(MAP, indicator=slug, edition=edition),
    )


def _first(rows: Iterable[tuple[Country, float]], edition: int, only_equal: bool = False) -> NamedCountries:
    """Return the first countries by a value, the highest first; with `only_equal` those of the highest value alone."""
    ordered = sorted(rows, key=lambda row: (-row[1], row[0].name))
    if only_equal:
        ordered = [row for row in ordered if row[1] == ordered[0][1]]
    named = tuple(CardCountry(country, value, profile_path(country.code, edition)) for country, value in ordered[:MOST])
    return NamedCountries(named, sum(value == named[-1].value for _, value in ordered[MOST:]) if named else 0)
