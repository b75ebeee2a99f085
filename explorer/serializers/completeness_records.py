"""How complete a corpus is, as JSON: in `/api/v1/profiles`, and in `check --json`."""

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta

from explorer.corpus.completeness import STATES, Completeness, EditionCompleteness, SeriesCompleteness
from explorer.serializers.json_fields import EditionYear, JsonRecord, ProfileId, SeriesName, WholeNumber


class EditionCompletenessRecord(JsonRecord, frozen=True, kw_only=True):
    """The profiles of one edition: each is counted once, as full text, digest, scores only, missing or unreadable."""

    edition: EditionYear
    profile_count: Annotated[WholeNumber, Meta(description="of the Index, here or not")]
    full_text_count: WholeNumber
    digest_count: WholeNumber
    scores_only_count: Annotated[WholeNumber, Meta(description="scores without text")]
    missing_count: Annotated[WholeNumber, Meta(description="neither text nor scores")]
    unreadable_count: Annotated[WholeNumber, Meta(description="a file that may have it cannot be read")]
    scored_count: Annotated[WholeNumber, Meta(description="profiles with scores, with and without text")]


class SeriesCompletenessRecord(JsonRecord, frozen=True, kw_only=True):
    """The profiles of another series than the Index, which are not counted among those of the Index."""

    series: SeriesName
    name: Annotated[str, Meta(examples=["ENACT Africa index"])]
    profile_count: Annotated[WholeNumber, Meta(description="of all its editions, here or not")]
    text_count: Annotated[WholeNumber, Meta(description="profiles with full text or a digest")]
    unreadable_count: Annotated[WholeNumber, Meta(description="profiles whose file cannot be read")]


class CompletenessRecord(JsonRecord, frozen=True, kw_only=True):
    """What a corpus has of the profiles of the Index."""

    summary: Annotated[
        str,
        Meta(
            description="the same in a sentence",
            examples=["Full text of 14 of 193 profiles of 2023; scores of all 579 profiles."],
        ),
    ]
    editions: tuple[EditionCompletenessRecord, ...]
    other_series: Annotated[tuple[SeriesCompletenessRecord, ...], Meta(description="those that have a profile here")]


class ProfileStatesRecord(JsonRecord, frozen=True, kw_only=True):
    """The ids of all profiles of the Index, by what the corpus has of them."""

    full: tuple[ProfileId, ...]
    digest: tuple[ProfileId, ...]
    scores: tuple[ProfileId, ...]
    missing: tuple[ProfileId, ...]
    unreadable: tuple[ProfileId, ...]


def completeness_record(completeness: Completeness) -> CompletenessRecord:
    """Return the counts of every edition."""
    return CompletenessRecord(
        summary=str(completeness),
        editions=tuple(map(_edition_record, completeness.editions)),
        other_series=tuple(map(_series_record, completeness.other_series)),
    )


def _series_record(completeness: SeriesCompleteness) -> SeriesCompletenessRecord:
    return SeriesCompletenessRecord(
        series=completeness.series.slug,
        name=completeness.series.name,
        profile_count=completeness.profiles,
        text_count=completeness.with_text,
        unreadable_count=completeness.unreadable,
    )


def _edition_record(edition: EditionCompleteness) -> EditionCompletenessRecord:
    return EditionCompletenessRecord(
        edition=edition.edition,
        profile_count=edition.profiles,
        full_text_count=edition.count("full"),
        digest_count=edition.count("digest"),
        scores_only_count=edition.count("scores"),
        missing_count=edition.count("missing"),
        unreadable_count=edition.count("unreadable"),
        scored_count=edition.scored,
    )


def profile_states_record(completeness: Completeness) -> ProfileStatesRecord:
    """Return the ids of every state, in order of edition and code."""
    ids: Mapping[str, tuple[str, ...]] = {
        state: tuple(id for edition in completeness.editions for id, other in edition.states.items() if other == state)
        for state in STATES
    }
    return ProfileStatesRecord(**ids)
