"""Profiles as JSON: `show ID --json`, `/api/v1/profiles` and `/api/v1/profiles/ID`."""

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta, structs

from explorer.citations.record import points
from explorer.corpus.completeness import Completeness
from explorer.model.addresses import score_path
from explorer.model.facts import Facts, read_facts
from explorer.model.profiles import FACTS, Profile
from explorer.model.rankings import Rankings
from explorer.model.ranks import AREAS
from explorer.model.taxonomy import taxonomy
from explorer.search.engine import PassageLinks
from explorer.serializers.completeness_records import CompletenessRecord, completeness_record
from explorer.serializers.json_fields import (
    REFERENCE,
    EditionYear,
    IndicatorSlug,
    JsonRecord,
    ProfileId,
    ScoreValue,
    SeriesName,
    SitePath,
    TextKindName,
    WholeNumber,
)
from explorer.serializers.passage_records import (
    CountryRecord,
    SectionRecord,
    SourceRecord,
    country_record,
    section_record,
    source_record,
)
from explorer.serializers.score_records import RankRecord, ScoreRecord, rank_record, score_record


class FactsRecord(JsonRecord, frozen=True, kw_only=True):
    """The facts of a country page as values; null where the page has none, or not in a form that can be read."""

    capital: str | None
    income_group: str | None
    population: WholeNumber | None
    area_km2: Annotated[float, Meta(ge=0)] | None
    geography_type: str | None
    gdp_usd_millions: Annotated[float, Meta(ge=0)] | None
    gini_index: Annotated[float, Meta(ge=0, le=100)] | None


class ProfileFiguresRecord(JsonRecord, frozen=True, kw_only=True):
    """Base of the records of one country in one edition: all but its text."""

    id: ProfileId
    country: CountryRecord
    edition: EditionYear
    series: SeriesName
    continent: str
    region: str
    text_kind: TextKindName
    text: Annotated[TextKindName, Meta(description="the same, under the name that it had in 0.1.0")]
    facts: FactsRecord
    facts_as_published: Annotated[
        dict[str, str],
        Meta(description="the texts of the page", extra_json_schema={"propertyNames": {"enum": list(FACTS)}}),
    ]
    scores: Annotated[
        dict[str, ScoreRecord],
        Meta(extra_json_schema={"propertyNames": {"$ref": REFERENCE.format(name="IndicatorSlug")}}),
    ]
    ranks: Annotated[
        dict[
            str,
            Annotated[dict[str, RankRecord], Meta(extra_json_schema={"propertyNames": {"enum": list(AREAS)}})],
        ],
        Meta(
            description="of each score; a rank that is not known is absent",
            extra_json_schema={"propertyNames": {"$ref": REFERENCE.format(name="IndicatorSlug")}},
        ),
    ]


class ProfileRecord(ProfileFiguresRecord, frozen=True, kw_only=True):
    """One country in one edition, whole."""

    sections: tuple[SectionRecord, ...]
    source: SourceRecord


class CitedScoreRecord(ScoreRecord, frozen=True, kw_only=True):
    """One score of a profile, with its ranks and its permanent link: `/api/v1/scores/ID/SLUG`."""

    id: Annotated[str, Meta(examples=["kgz-2021/scores/heroin-trade"])]
    country: CountryRecord
    edition: EditionYear
    series: SeriesName
    slug: IndicatorSlug
    label: str
    ranks: Annotated[
        dict[str, RankRecord],
        Meta(
            description="by area; a rank that is not known is absent",
            extra_json_schema={"propertyNames": {"enum": list(AREAS)}},
        ),
    ]
    source: SourceRecord
    url: Annotated[SitePath, Meta(description="permanent link")]


class ProfileLineRecord(JsonRecord, frozen=True, kw_only=True):
    """One line of the list of profiles."""

    id: ProfileId
    country: CountryRecord
    edition: EditionYear
    series: SeriesName
    continent: str
    region: str
    text_kind: TextKindName
    criminality: ScoreValue | None
    resilience: ScoreValue | None
    url: SitePath


class ProfilesRecord(JsonRecord, frozen=True, kw_only=True):
    """Every profile, without its text, and how many of all profiles of the Index these are."""

    completeness: CompletenessRecord
    profiles: tuple[ProfileLineRecord, ...]


def profile_record(profile: Profile, linker: PassageLinks, rankings: Rankings) -> ProfileRecord:
    """Return a profile with the scores, changes and ranks that it has among all profiles."""
    return ProfileRecord(
        **structs.asdict(profile_figures_record(profile, rankings)),
        sections=tuple(section_record(profile, section, linker) for section in profile.sections),
        source=source_record(profile),
    )


def profile_figures_record(profile: Profile, rankings: Rankings) -> ProfileFiguresRecord:
    """Return the facts, scores, changes and ranks of a profile."""
    changes = rankings.changes_of(profile)
    return ProfileFiguresRecord(
        id=profile.id,
        country=country_record(profile.country),
        edition=profile.edition,
        series=profile.series,
        continent=profile.country.continent,
        region=profile.country.region,
        text_kind=profile.text_kind,
        text=profile.text_kind,
        facts=_facts_record(read_facts(profile.facts)),
        facts_as_published=dict(profile.facts),
        scores={slug: score_record(score, changes[slug]) for slug, score in profile.scores.items()},
        ranks={
            slug: {area: rank_record(rank) for area, rank in areas.items()}
            for slug, areas in rankings.ranks_of(profile).items()
            if areas
        },
    )


def cited_score_record(profile: Profile, slug: str, rankings: Rankings) -> CitedScoreRecord:
    """Return one score of a profile, which has it."""
    score = profile.scores[slug]
    record = score_record(score, rankings.changes_of(profile)[slug])
    return CitedScoreRecord(
        score=record.score,
        change=record.change,
        since=record.since,
        comparable=record.comparable,
        origin=record.origin,
        id=f"{profile.id}/scores/{slug}",
        country=country_record(profile.country),
        edition=profile.edition,
        series=profile.series,
        slug=slug,
        label=taxonomy().indicator(slug).label,
        ranks={area: rank_record(rank) for area, rank in rankings.ranks_of(profile).get(slug, {}).items()},
        source=source_record(profile),
        url=SitePath(score_path(profile.id, slug, points(slug, score))),
    )


def _facts_record(facts: Facts) -> FactsRecord:
    return FactsRecord(
        capital=facts.capital,
        income_group=facts.income_group,
        population=facts.population,
        area_km2=facts.area_km2,
        geography_type=facts.geography_type,
        gdp_usd_millions=facts.gdp_usd_millions,
        gini_index=facts.gini_index,
    )


def profile_line_record(profile: Profile) -> ProfileLineRecord:
    return ProfileLineRecord(
        id=profile.id,
        country=country_record(profile.country),
        edition=profile.edition,
        series=profile.series,
        continent=profile.country.continent,
        region=profile.country.region,
        text_kind=profile.text_kind,
        criminality=profile.scores.get("criminality"),
        resilience=profile.scores.get("resilience"),
        url=SitePath(profile.path),
    )


def profiles_record(profiles: Iterable[Profile], completeness: Completeness) -> ProfilesRecord:
    return ProfilesRecord(
        completeness=completeness_record(completeness), profiles=tuple(map(profile_line_record, profiles))
    )
