"""Profiles as JSON: `show ID --json`, `/api/v1/profiles` and `/api/v1/profiles/ID`."""

from collections.abc import Iterable
from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from explorer.model.profiles import AREAS, FACTS, RANKED, Profile, Rank
from explorer.search.engine import PassageLinks
from explorer.serializers.json_fields import (
    REFERENCE,
    EditionYear,
    JsonRecord,
    PositiveNumber,
    ProfileId,
    ScoreValue,
    SitePath,
    TextKindName,
)
from explorer.serializers.passage_records import (
    CountryRecord,
    SectionRecord,
    SourceRecord,
    country_record,
    section_record,
    source_record,
)


class RankRecord(JsonRecord, frozen=True, kw_only=True):
    """A published rank: 1 is the highest score."""

    rank: PositiveNumber
    of: PositiveNumber
    name: Annotated[str, Meta(description="of the continent or region")] | UnsetType = UNSET
    change: Annotated[int, Meta(description="since the edition before, as published")] | UnsetType = UNSET


class ScoreRecord(JsonRecord, frozen=True, kw_only=True):
    """A score of a profile."""

    score: ScoreValue
    change: Annotated[float | None, Meta(description="since the edition before; null: not comparable, or not known")]


class ProfileRecord(JsonRecord, frozen=True, kw_only=True):
    """One country in one edition, whole."""

    id: ProfileId
    country: CountryRecord
    edition: EditionYear
    continent: str
    region: str
    text_kind: TextKindName
    facts: Annotated[
        dict[str, str],
        Meta(description="as published", extra_json_schema={"propertyNames": {"enum": list(FACTS)}}),
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
        Meta(extra_json_schema={"propertyNames": {"enum": list(RANKED)}}),
    ]
    sections: tuple[SectionRecord, ...]
    source: SourceRecord


class ProfileLineRecord(JsonRecord, frozen=True, kw_only=True):
    """One line of the list of profiles."""

    id: ProfileId
    country: CountryRecord
    edition: EditionYear
    continent: str
    region: str
    text_kind: TextKindName
    criminality: ScoreValue | None
    resilience: ScoreValue | None
    url: SitePath


class ProfilesRecord(JsonRecord, frozen=True, kw_only=True):
    """Every profile, without its text."""

    profiles: tuple[ProfileLineRecord, ...]


def _rank_record(rank: Rank) -> RankRecord:
    return RankRecord(
        rank=rank.rank,
        of=rank.of,
        name=rank.name or UNSET,
        change=UNSET if rank.change is None else rank.change,
    )


def profile_record(profile: Profile, linker: PassageLinks) -> ProfileRecord:
    return ProfileRecord(
        id=profile.id,
        country=country_record(profile.country),
        edition=profile.edition,
        continent=profile.country.continent,
        region=profile.country.region,
        text_kind=profile.text_kind,
        facts=dict(profile.facts),
        scores={
            slug: ScoreRecord(score=score, change=profile.changes.get(slug)) for slug, score in profile.scores.items()
        },
        ranks={
            ranked: {area: _rank_record(rank) for area, rank in areas.items()}
            for ranked, areas in profile.ranks.items()
        },
        sections=tuple(section_record(profile, section, linker) for section in profile.sections),
        source=source_record(profile),
    )


def profile_line_record(profile: Profile) -> ProfileLineRecord:
    return ProfileLineRecord(
        id=profile.id,
        country=country_record(profile.country),
        edition=profile.edition,
        continent=profile.country.continent,
        region=profile.country.region,
        text_kind=profile.text_kind,
        criminality=profile.scores.get("criminality"),
        resilience=profile.scores.get("resilience"),
        url=SitePath(profile.path),
    )


def profiles_record(profiles: Iterable[Profile]) -> ProfilesRecord:
    return ProfilesRecord(profiles=tuple(map(profile_line_record, profiles)))
