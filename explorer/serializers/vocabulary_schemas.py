"""Schemas of what the vocabulary in index/ lists: fields of records and parameters refer to them by name."""

from typing import Any

from explorer.model.series import all_series, editions_of_all
from explorer.model.taxonomy import EDITIONS, taxonomy
from explorer.serializers.json_fields import REFERENCE

Schema = dict[str, Any]  # a JSON Schema, or another object of the OpenAPI document


def ref(name: str) -> Schema:
    """Return a reference to a schema of the document."""
    return {"$ref": REFERENCE.format(name=name)}


def vocabulary_schemas() -> dict[str, Schema]:
    """Return the schemas by name; a filter understands other published spellings as well."""
    vocabulary = taxonomy()
    regions = [region.name for region in vocabulary.regions]
    return {
        "IndicatorSlug": {"type": "string", "enum": list(vocabulary.scored)},
        "EditionYear": {"type": "integer", "enum": list(editions_of_all()), "description": "of any series"},
        "IndexEditionYear": {"type": "integer", "enum": list(EDITIONS)},
        "SeriesName": {
            "type": "string",
            "enum": list(all_series()),
            "description": "; ".join(f"{series.slug}: the {series.name}" for series in all_series().values()),
        },
        "SectionName": {"type": "string", "enum": [heading.slug for heading in vocabulary.headings]},
        "CountryName": {
            "type": "string",
            "enum": [name for country in vocabulary.countries for name in (country.code, country.name)],
            "description": "code or name",
        },
        "RegionName": {"type": "string", "enum": regions, "description": "as the Index groups countries"},
        "ContinentName": {"type": "string", "enum": list(vocabulary.continents)},
        "AreaName": {"type": "string", "enum": ["world", *vocabulary.continents, *regions]},
    }
