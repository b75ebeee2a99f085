"""Indicators as JSON: `/api/v1/indicators` and `/api/v1/indicators/SLUG`."""

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta

from explorer.model.profiles import Profile
from explorer.model.taxonomy import Indicator
from explorer.serializers.json_fields import EditionYear, IndicatorSlug, JsonRecord, ProfileId, ScoreValue, SitePath
from explorer.serializers.passage_records import CountryRecord, country_record


class IndicatorRecord(JsonRecord, frozen=True, kw_only=True):
    """An indicator or aggregate of the Index."""

    slug: IndicatorSlug
    label: str
    pillar: str
    first_edition: EditionYear
    definition: str
    is_aggregate: bool


class IndicatorsRecord(JsonRecord, frozen=True, kw_only=True):
    """Every indicator and aggregate."""

    indicators: tuple[IndicatorRecord, ...]


class ProfileScoreRecord(JsonRecord, frozen=True, kw_only=True):
    """The score of one profile in an indicator."""

    id: ProfileId
    country: CountryRecord
    edition: EditionYear
    score: ScoreValue
    change: Annotated[float | None, Meta(description="since the edition before; null: not comparable, or not known")]
    url: SitePath


class IndicatorScoresRecord(IndicatorRecord, frozen=True, kw_only=True):
    """One indicator or aggregate, with the score of every profile that has one."""

    profile_scores: tuple[ProfileScoreRecord, ...]


def indicator_record(indicator: Indicator) -> IndicatorRecord:
    return IndicatorRecord(
        slug=indicator.slug,
        label=indicator.label,
        pillar=indicator.pillar,
        first_edition=indicator.first_edition,
        definition=indicator.definition,
        is_aggregate=indicator.is_aggregate,
    )


def indicators_record(indicators: Iterable[Indicator]) -> IndicatorsRecord:
    return IndicatorsRecord(indicators=tuple(map(indicator_record, indicators)))


def indicator_scores_record(indicator: Indicator, profiles: Iterable[Profile]) -> IndicatorScoresRecord:
    """Return the scores of an indicator; profiles that have none are left out."""
    return IndicatorScoresRecord(
        slug=indicator.slug,
        label=indicator.label,
        pillar=indicator.pillar,
        first_edition=indicator.first_edition,
        definition=indicator.definition,
        is_aggregate=indicator.is_aggregate,
        profile_scores=tuple(
            ProfileScoreRecord(
                id=profile.id,
                country=country_record(profile.country),
                edition=profile.edition,
                score=score,
                change=profile.changes.get(indicator.slug),
                url=SitePath(profile.path),
            )
            for profile in profiles
            if (score := profile.scores.get(indicator.slug)) is not None
        ),
    )
