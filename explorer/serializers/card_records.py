"""Cards of countries and indicators as JSON, in the answer to a search."""

from typing import Annotated, Literal

from msgspec import Meta

from explorer.search.cards import Card, CountryCard
from explorer.serializers.json_fields import EditionYear, JsonRecord, ScoreValue, SitePath


class CardRecord(JsonRecord, frozen=True, kw_only=True):
    """The country or indicator that a query names and nothing else."""

    kind: Literal["country", "indicator"]
    name: Annotated[str, Meta(description="code of the country, or slug of the indicator")]
    label: str
    edition: Annotated[EditionYear, Meta(description="of the scores")]
    scores: Annotated[
        dict[str, ScoreValue],
        Meta(
            description="criminality and resilience of the country, or the indicator in the countries of highest score"
        ),
    ]
    url: SitePath


def card_record(card: Card) -> CardRecord:
    if isinstance(card, CountryCard):
        return CardRecord(
            kind="country",
            name=card.country.code,
            label=card.country.name,
            edition=card.edition,
            scores={row.indicator.slug: row.newest for row in card.scores if row.newest is not None},
            url=SitePath(card.path),
        )
    return CardRecord(
        kind="indicator",
        name=card.indicator.slug,
        label=card.indicator.label,
        edition=card.edition,
        scores={named.country.code: named.value for named in card.highest.countries},
        url=SitePath(card.path),
    )
