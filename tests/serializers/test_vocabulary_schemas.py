"""The document lists the values that index/ lists."""

from explorer.model.taxonomy import taxonomy
from explorer.serializers.vocabulary_schemas import vocabulary_schemas
from explorer.web.api.openapi import document


def test_every_indicator_country_and_section_is_listed() -> None:
    schemas = vocabulary_schemas()
    assert schemas["IndicatorSlug"]["enum"] == list(taxonomy().scored)
    assert len(schemas["CountryName"]["enum"]) == 2 * len(taxonomy().countries)
    assert schemas["SectionName"]["enum"] == [heading.slug for heading in taxonomy().headings]


def test_every_list_of_the_vocabulary_is_referred_to() -> None:
    written = str(document())
    for name in vocabulary_schemas():
        assert f"{{'$ref': '#/components/schemas/{name}'" in written, name
