"""Indicators as JSON: `/api/v1/indicators` and `/api/v1/indicators/SLUG`."""

from collections.abc import Iterable

from explorer.model.profiles import Profile
from explorer.model.rankings import Rankings, ScoreChange
from explorer.model.taxonomy import Indicator
from explorer.serializers.json_fields import EditionYear, IndicatorSlug, JsonRecord, ProfileId, SitePath
from explorer.serializers.passage_records import CountryRecord, country_record
from explorer.serializers.score_records import ScoreRecord, score_record


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


class ProfileScoreRecord(ScoreRecord, frozen=True, kw_only=True):
    """The score of one profile in an indicator."""

    id: ProfileId
    country: CountryRecord
    edition: EditionYear
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


def indicator_scores_record(
    indicator: Indicator, profiles: Iterable[Profile], rankings: Rankings
) -> IndicatorScoresRecord:
    """Return the scores of an indicator; profiles that have none are left out."""
    return IndicatorScoresRecord(
        slug=indicator.slug,
        label=indicator.label,
        pillar=indicator.pillar,
        first_edition=indicator.first_edition,
        definition=indicator.definition,
        is_aggregate=indicator.is_aggregate,
        profile_scores=tuple(
            _profile_score_record(profile, score, rankings.change(profile.code, profile.edition, indicator.slug))
            for profile in profiles
            if (score := profile.scores.get(indicator.slug)) is not None
        ),
    )


def _profile_score_record(profile: Profile, score: float, change: ScoreChange) -> ProfileScoreRecord:
    record = score_record(score, change)
    return ProfileScoreRecord(
        id=profile.id,
        country=country_record(profile.country),
        edition=profile.edition,
        score=record.score,
        change=record.change,
        since=record.since,
        comparable=record.comparable,
        origin=record.origin,
        url=SitePath(profile.path),
    )
