"""`profile`, `scores` and `compare`: the figures, as the records of the JSON interface have them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal

from msgspec import UNSET, Meta, structs

from explorer.assistant.given_id import read_given_id
from explorer.assistant.text_records import Notice
from explorer.assistant.tool import LONGEST_ID, MOST_CHOSEN, Tool, ToolContext
from explorer.citations.record import cite, id_of
from explorer.core.days import utc_today
from explorer.core.errors import NotFoundError, QueryError
from explorer.model.addresses import score_path
from explorer.model.areas import Area
from explorer.model.ids import profile_id, text_id_of
from explorer.model.profiles import Profile, parse_reference
from explorer.model.rankings import Rankings
from explorer.model.ranks import AREAS, RANKED
from explorer.model.score_comparison import ScoreRow, compare_scores, series_of_all
from explorer.model.scores import decimals
from explorer.model.series import INDEX_SERIES, Series, find_series
from explorer.model.taxonomy import Country, Indicator, taxonomy
from explorer.search.request import check_filter
from explorer.serializers.json_fields import (
    EditionYear,
    IndicatorSlug,
    JsonRecord,
    PositiveNumber,
    SectionId,
    SeriesName,
    SitePath,
    WholeNumber,
)
from explorer.serializers.passage_records import CountryRecord, SourceRecord, country_record, source_record
from explorer.serializers.profile_records import (
    ProfileFiguresRecord,
    ProfileLineRecord,
    profile_figures_record,
    profile_line_record,
)
from explorer.serializers.score_records import RankRecord, ScoreRecord, rank_record, score_record

MOST_SCORES = 200  # of one answer
_FEWEST_COMPARED, MOST_COMPARED = 2, 10  # profiles
MOST_NAMED = 10  # countries of one sentence
MOST_INDICATORS = 40  # more than there are


class ProfileArguments(JsonRecord, frozen=True, kw_only=True):
    """What `profile` takes."""

    id: Annotated[
        str,
        Meta(
            max_length=LONGEST_ID,
            description="id or permanent link of a profile",
            examples=["kgz-2021", "enact-lso-2019"],
        ),
    ]


class SectionLineRecord(JsonRecord, frozen=True, kw_only=True):
    """A section of a profile, without its text."""

    id: Annotated[SectionId, Meta(description="what `fetch` takes")]
    title: str
    passage_count: WholeNumber


class ProfileOverviewRecord(ProfileFiguresRecord, frozen=True, kw_only=True):
    """One country in one edition, without its text."""

    sections: tuple[SectionLineRecord, ...]
    source: SourceRecord
    permanent_link: SitePath


class ScoresArguments(JsonRecord, frozen=True, kw_only=True):
    """What `scores` takes."""

    countries: Annotated[
        tuple[str, ...], Meta(max_length=MOST_CHOSEN, description="names or codes; by default every country")
    ] = ()
    area: Annotated[str, Meta(max_length=100, description="continent or region; by default the world")] = ""
    editions: Annotated[
        tuple[int, ...],
        Meta(max_length=MOST_CHOSEN, description="by default the newest that has one of the scores asked for"),
    ] = ()
    indicators: Annotated[
        tuple[str, ...],
        Meta(
            max_length=MOST_INDICATORS,
            description="slugs or labels of indicators and averages",
            examples=[["heroin-trade", "resilience"]],
        ),
    ] = RANKED
    series: Annotated[str, Meta(max_length=100, description="index, or enact: the ENACT Africa index")] = INDEX_SERIES
    order: Annotated[Literal["country", "highest", "lowest"], Meta(description="country: by name, then by edition")] = (
        "country"
    )
    limit: Annotated[int, Meta(ge=1, le=MOST_SCORES, description="scores to return")] = 50
    offset: Annotated[int, Meta(ge=0, description="scores to leave out first")] = 0


class ScoreLineRecord(JsonRecord, frozen=True, kw_only=True):
    """A score of a country in an edition, with its change and ranks."""

    id: Annotated[str, Meta(description="what `fetch` takes", examples=["kgz-2021/scores/heroin-trade"])]
    country: CountryRecord
    edition: EditionYear
    indicator: IndicatorSlug
    label: str
    score: ScoreRecord
    ranks: Annotated[
        dict[str, RankRecord],
        Meta(description="those that are known", extra_json_schema={"propertyNames": {"enum": list(AREAS)}}),
    ]
    permanent_link: SitePath


class ScoresRecord(JsonRecord, frozen=True, kw_only=True):
    """Scores of countries, editions and indicators; what is not scored is absent."""

    series: SeriesName
    editions: tuple[EditionYear, ...]
    total: Annotated[WholeNumber, Meta(description="scores that were asked for and are known")]
    limit: PositiveNumber
    offset: WholeNumber
    scores: tuple[ScoreLineRecord, ...]
    notice: Notice = UNSET


class CompareArguments(JsonRecord, frozen=True, kw_only=True):
    """What `compare` takes."""

    ids: Annotated[
        tuple[str, ...],
        Meta(
            min_length=_FEWEST_COMPARED,
            max_length=MOST_COMPARED,
            description="ids of profiles of one series; the others are compared with the first",
            examples=[["kgz-2021", "kgz-2023"]],
        ),
    ]
    indicators: Annotated[
        tuple[str, ...], Meta(max_length=MOST_INDICATORS, description="slugs or labels; by default every score")
    ] = ()


class ComparedScoreRecord(JsonRecord, frozen=True, kw_only=True):
    """One score of every profile, in the order of the profiles."""

    indicator: IndicatorSlug
    label: str
    scores: Annotated[tuple[ScoreRecord | None, ...], Meta(description="null: not scored")]
    differences: Annotated[
        tuple[float | None, ...], Meta(description="of each score less that of the first profile, computed; null: none")
    ]
    reasons: Annotated[
        tuple[str, ...],
        Meta(description="why each difference is not comparable; empty where it is"),
    ]


class ComparisonRecord(JsonRecord, frozen=True, kw_only=True):
    """Profiles side by side."""

    profiles: tuple[ProfileLineRecord, ...]
    scores: tuple[ComparedScoreRecord, ...]


def _profile(context: ToolContext, arguments: ProfileArguments) -> ProfileOverviewRecord:
    profile = _read_profile(context, arguments.id)
    citation = cite(context.corpus.library, profile.id, utc_today())
    return ProfileOverviewRecord(
        **structs.asdict(profile_figures_record(profile, context.corpus.rankings_of(profile))),
        sections=tuple(
            SectionLineRecord(
                id=f"{profile.id}/{section.slug}", title=section.title, passage_count=len(section.passages)
            )
            for section in profile.sections
        ),
        source=source_record(profile),
        permanent_link=SitePath(citation.path),
    )


def _read_profile(context: ToolContext, raw: str) -> Profile:
    return context.corpus.library.profile(parse_reference(text_id_of(id_of(read_given_id(raw)))).profile_id)


def _indicators(raw: Sequence[str]) -> tuple[Indicator, ...]:
    """Return the indicators of slugs or labels, once each. Raises QueryError."""
    slugs = dict.fromkeys(check_filter("indicator", value) for value in raw)
    return tuple(map(taxonomy().indicator, slugs))


def _countries(arguments: ScoresArguments, series: Series) -> tuple[Country, ...]:
    """Return the countries that are asked for, by name. Raises QueryError or NotFoundError."""
    area = _area(arguments.area)
    chosen = {check_filter("country", value) for value in arguments.countries}
    for code in sorted(chosen):
        if code not in series:
            raise NotFoundError(series.no_country(taxonomy().country(code)))
    return tuple(country for country in area.countries if country.code in (chosen or series))


def _area(raw: str) -> Area:
    """Return the area of a name, or of half the name of a region, as filters do. Raises QueryError."""
    try:
        return Area.read(raw)
    except QueryError:
        return Area.read(check_filter("region", raw))


def _scores(context: ToolContext, arguments: ScoresArguments) -> ScoresRecord:
    series = find_series(check_filter("series", arguments.series))
    indicators = _indicators(arguments.indicators or RANKED)
    countries = _countries(arguments, series)
    rankings = context.corpus.library.rankings_of(series.slug)
    having = _editions_of(rankings, countries, indicators)
    newest = max((edition for each in having.values() for edition in each), default=None)
    editions = sorted(set(map(series.check_edition, arguments.editions or ((newest,) if newest else ()))))
    default = series.edition_name(newest) if newest and not arguments.editions else ""
    known = [
        (country, edition, indicator, score)
        for country in countries
        for edition in editions
        for indicator in indicators
        if (score := rankings.score(country.code, edition, indicator.slug)) is not None
    ]
    if arguments.order != "country":
        sign = -1 if arguments.order == "highest" else 1
        known.sort(key=lambda line: sign * line[3])
    shown = known[arguments.offset : arguments.offset + arguments.limit]
    asked = len(countries) * len(editions) * len(indicators)
    return ScoresRecord(
        series=series.slug,
        editions=tuple(editions),
        total=len(known),
        limit=arguments.limit,
        offset=arguments.offset,
        scores=tuple(_score_line(rankings, *line) for line in shown),
        notice=" ".join(
            (
                *_edition_notices(default, editions, having, is_short=len(known) < asked),
                *_notices(len(known), asked, arguments.offset, len(shown)),
            )
        )
        or UNSET,
    )


def _editions_of(
    rankings: Rankings, countries: Sequence[Country], indicators: Sequence[Indicator]
) -> dict[Country, tuple[int, ...]]:
    """Return for each country the editions that have one of its scores, oldest first; countries of none are absent."""
    having = {
        country: tuple(
            edition
            for edition, scores in sorted(rankings.scores.items())
            if any(country.code in scores.get(indicator.slug, {}) for indicator in indicators)
        )
        for country in countries
    }
    return {country: editions for country, editions in having.items() if editions}


def _edition_notices(
    default: str, editions: Sequence[int], having: Mapping[Country, Sequence[int]], *, is_short: bool
) -> Iterator[str]:
    """Yield which edition was looked at where none was named, and where countries without a score there have one."""
    if default and is_short:
        yield f"This is {default}, the newest that has one of these scores."
    elsewhere = {country: own for country, own in having.items() if not set(own) & set(editions)}
    if elsewhere:
        named = [f"{country.name} ({', '.join(map(str, own))})" for country, own in elsewhere.items()]
        more = f" and {len(named) - MOST_NAMED:,} more countries" if len(named) > MOST_NAMED else ""
        yield f"Other editions have scores of {', '.join(named[:MOST_NAMED])}{more}: name them in editions."


def _notices(known: int, asked: int, offset: int, shown: int) -> Iterator[str]:
    """Yield what is not in an answer, in sentences."""
    if not known:
        yield "None of these scores is in this corpus, or none was given."
    elif known < asked:
        yield f"{asked - known:,} of {asked:,} scores are not in this corpus, or were not given in that edition."
    if known and not shown:
        yield f"Scores that are known: {known:,}; offset {offset} is beyond the last."
    elif offset + shown < known:
        yield f"These are {offset + 1} to {offset + shown} of {known:,}. For the next give offset {offset + shown}."


def _score_line(
    rankings: Rankings, country: Country, edition: int, indicator: Indicator, score: float
) -> ScoreLineRecord:
    slug = indicator.slug
    ranks = {area: rankings.rank(country.code, edition, slug, area) for area in AREAS}
    id = profile_id(country.code, edition, rankings.series)
    return ScoreLineRecord(
        id=f"{id}/scores/{slug}",
        country=country_record(country),
        edition=edition,
        indicator=slug,
        label=indicator.label,
        score=score_record(score, rankings.change(country.code, edition, slug)),
        ranks={area: rank_record(rank) for area, rank in ranks.items() if rank},
        permanent_link=SitePath(score_path(id, slug, f"{score:.{decimals(slug)}f}")),
    )


def _compare(context: ToolContext, arguments: CompareArguments) -> ComparisonRecord:
    ids = dict.fromkeys(text_id_of(id_of(read_given_id(raw))) for raw in arguments.ids)
    if len(ids) < _FEWEST_COMPARED:
        raise QueryError("Name two or more different profiles to compare.")
    profiles = [_read_profile(context, id) for id in ids]
    series = series_of_all([profile.id for profile in profiles])
    rankings = context.corpus.library.rankings_of(series.slug)
    chosen = {indicator.slug for indicator in _indicators(arguments.indicators)}
    return ComparisonRecord(
        profiles=tuple(map(profile_line_record, profiles)),
        scores=tuple(
            _compared_score(row, profiles, rankings)
            for row in compare_scores(profiles)
            if not chosen or row.indicator.slug in chosen
        ),
    )


def _compared_score(row: ScoreRow, profiles: Sequence[Profile], rankings: Rankings) -> ComparedScoreRecord:
    slug = row.indicator.slug
    return ComparedScoreRecord(
        indicator=slug,
        label=row.indicator.label,
        scores=tuple(
            None if score is None else score_record(score, rankings.change(profile.code, profile.edition, slug))
            for profile, score in zip(profiles, row.scores, strict=True)
        ),
        differences=row.differences,
        reasons=row.reasons,
    )


SCORE_TOOLS = (
    Tool(
        "profile",
        "Facts, scores and ranks of a country",
        "Return the facts, scores, changes and ranks of a profile, and the ids of its sections, without their text.",
        ProfileArguments,
        ProfileOverviewRecord,
        _profile,
    ),
    Tool(
        "scores",
        "Scores and ranks",
        "Return the scores of countries, editions and indicators, each with its change since the edition before, "
        "whether that is "
        "comparable, and its ranks. Ordered by country, or highest or lowest first.",
        ScoresArguments,
        ScoresRecord,
        _scores,
    ),
    Tool(
        "compare",
        "Compare profiles",
        "Return the scores of two or more profiles side by side, with the differences from the first and why any "
        "is not "
        "comparable: other editions of a country, or other countries.",
        CompareArguments,
        ComparisonRecord,
        _compare,
    ),
)
