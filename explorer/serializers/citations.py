"""A citation written in a style or a format: for the command line and for /api/v1/citations."""

from typing import Any

from explorer.citations.formats import FORMATS
from explorer.citations.record import Citation
from explorer.citations.styles import render, style_of


def citation_answer(citation: Citation, style: str) -> dict[str, Any]:
    """The citation and what it holds; `in_text` is empty for formats. Raises NotFoundError for an unknown style."""
    if style in FORMATS:
        text, in_text = FORMATS[style].write([citation]), ""
    else:
        (reference,) = render([citation], style_of(style))
        text, in_text = reference.entry.plain, reference.in_text.plain
    return {
        "id": citation.id,
        "kind": citation.kind,
        "style": style,
        "text": text,
        "in_text": in_text,
        "words": citation.text_kind,
        "source": citation.source_url,
        "link": citation.link,
        "accessed": citation.accessed.isoformat(),
    }
