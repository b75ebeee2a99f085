"""A citation as JSON: `cite --json` and `/api/v1/citations`."""

from typing import Annotated

from msgspec import Meta

from explorer.citations.formats import FORMATS
from explorer.citations.record import Citation, CitationKind
from explorer.citations.styles import STYLES, render, style_of
from explorer.serializers.json_fields import IsoDate, JsonRecord, TextKindName


class CitationRecord(JsonRecord, frozen=True, kw_only=True):
    """A citation written in a style or a format, and what it cites."""

    id: Annotated[
        str,
        Meta(
            examples=[
                "kgz-2021/drugs/1",
                "kgz-2021/scores/heroin-trade",
                "indicators/heroin-trade/2021",
                "search?q=heroin",
            ]
        ),
    ]
    kind: CitationKind
    style: Annotated[str, Meta(extra_json_schema={"enum": [*STYLES, *FORMATS]})]
    text: Annotated[str, Meta(description="the entry of the list of references, or the record in the format")]
    in_text: Annotated[str, Meta(description="for the text or a note; empty for formats")]
    text_kind: TextKindName
    source_url: Annotated[str, Meta(description="the publisher's address; empty where it is not known")]
    link: Annotated[str, Meta(description="permanent link")]
    accessed: IsoDate


def citation_record(citation: Citation, style: str) -> CitationRecord:
    """Write a citation in a style or a format. Raises QueryError for an unknown style."""
    if style in FORMATS:
        text, in_text = FORMATS[style].write([citation]), ""
    else:
        (reference,) = render([citation], style_of(style))
        text, in_text = reference.entry.plain, reference.in_text.plain
    return CitationRecord(
        id=citation.id,
        kind=citation.kind,
        style=style,
        text=text,
        in_text=in_text,
        text_kind=citation.text_kind,
        source_url=citation.source_url,
        link=citation.link,
        accessed=citation.accessed.isoformat(),
    )
