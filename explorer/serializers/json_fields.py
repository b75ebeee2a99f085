"""The base of all records of JSON answers, and the types of their fields.

A record is what an answer contains: msgspec writes it as JSON, and makes of its annotations the JSON Schema
(2020-12, https://json-schema.org/draft/2020-12) of the OpenAPI document. What is listed in index/ is not repeated in a
type: such a field refers to a schema that explorer.serializers.vocabulary_schemas makes of the vocabulary.
"""

from collections.abc import Callable
from typing import Annotated, get_args

from msgspec import Meta, Struct, json

from explorer.model.profiles import TextKind
from explorer.model.scores import HIGHEST, LOWEST

REFERENCE = "#/components/schemas/{name}"  # where the OpenAPI document has the schema of a name


class JsonRecord(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of the records; a key is written in the order of the fields, and one that is UNSET is left out."""


class SitePath(str):
    """A path from the root of the application: the API writes it below the root of the request."""

    __slots__ = ()


def to_json(record: object, url: Callable[[str], str] = str) -> bytes:
    """Write a record as JSON; `url` makes of a path from the root what is written."""

    def write(value: object) -> str:
        if isinstance(value, SitePath):
            return str(url(value))
        raise NotImplementedError(f"{type(value).__name__} is not written as JSON.")

    return json.encode(record, enc_hook=write)


def path_schema(type: type) -> dict[str, object]:
    """Return the JSON Schema of SitePath, for msgspec, which knows all other types of fields."""
    if type is SitePath:
        return {
            "type": "string",
            "description": "a path on this server",
            "examples": ["/passages/kgz-2021/drugs/1"],
        }
    raise NotImplementedError(f"{type.__name__} has no JSON Schema.")


WholeNumber = Annotated[int, Meta(ge=0)]
PositiveNumber = Annotated[int, Meta(ge=1)]
CharacterOffset = Annotated[int, Meta(ge=0, description="in characters of the text of the passage, from 0")]
Milliseconds = Annotated[float, Meta(ge=0)]
Similarity = Annotated[float, Meta(ge=0, le=1, description="share of the words that are the same; 1: all of them")]
Relevance = Annotated[float, Meta(description="how well it matches; has no unit")]
ScoreValue = Annotated[float, Meta(ge=LOWEST, le=HIGHEST)]
Frequency = Annotated[float, Meta(ge=0, description="occurrences for every 1,000 words")]

ProfileId = Annotated[str, Meta(pattern="^([a-z]+-)?[a-z]{3}-[0-9]{4}$", examples=["kgz-2021", "enact-lso-2019"])]
ChapterId = Annotated[
    str, Meta(pattern="^[a-z0-9]+(-[a-z0-9]+)*$", description="slug of its title", examples=["illicit-finance"])
]
SectionId = Annotated[str, Meta(pattern="^[a-z0-9-]+/[a-z0-9-]+$", examples=["kgz-2021/drugs"])]
PassageId = Annotated[str, Meta(pattern="^[a-z0-9-]+/[a-z0-9-]+/[0-9]+$", examples=["kgz-2021/drugs/1"])]
SectionSlug = Annotated[
    str,
    Meta(
        pattern="^[a-z0-9-]+$",
        description="of the eleven sections of a profile, or of a chapter's own",
        examples=["drugs"],
    ),
]
CountryCode = Annotated[str, Meta(pattern="^[A-Z]{3}$", description="ISO 3166-1 alpha-3", examples=["KGZ"])]
IndicatorSlug = Annotated[str, Meta(extra_json_schema={"$ref": REFERENCE.format(name="IndicatorSlug")})]
SeriesName = Annotated[str, Meta(extra_json_schema={"$ref": REFERENCE.format(name="SeriesName")})]
IndexEditionYear = Annotated[int, Meta(extra_json_schema={"$ref": REFERENCE.format(name="IndexEditionYear")})]
EditionYear = Annotated[int, Meta(extra_json_schema={"$ref": REFERENCE.format(name="EditionYear")})]
TextKindName = Annotated[
    str,
    Meta(
        description="digest: a short account in the project's own words; full: as published; none: scores alone",
        extra_json_schema={"enum": list(get_args(TextKind))},
    ),
]
SnippetHtml = Annotated[
    str,
    Meta(
        description='HTML: escaped text with <mark> around words typed and <mark class="similar"> around similar words,'
        " no other tag"
    ),
]
IsoDate = Annotated[str, Meta(extra_json_schema={"format": "date"})]
BuildId = Annotated[str, Meta(description="the build of the search index that answered")]
