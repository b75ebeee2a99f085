"""A permanent link that an assistant was given: whether the text or score that it was made for is still there."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

from msgspec import structs

from explorer.citations.permalinks import LinkStatus, link_status, text_link_status
from explorer.citations.record import id_of, indicator_id
from explorer.corpus.library import Library
from explorer.model.ids import text_id_of
from explorer.serializers.quote_records import LinkStatusRecord, link_status_record

MOST_CHARACTERS = 10_000  # of what a text was and how it differs; of a longer one its status alone is told


def cited_status(library: Library, link: str) -> LinkStatus | None:
    """Compare what a link was made for with the corpus; None where it records nothing. Raises NotFoundError."""
    id = id_of(link)
    version = parse_qs(urlsplit(link.strip()).query).get("v", [""])[0]
    if not version or id.startswith("search?") or indicator_id(id):
        return None
    status = link_status(library, link)
    if status.status == "same" or id != text_id_of(id):
        return status
    # The link of a section or passage may have lost its fragment: its hash still says which was cited.
    return replace(text_link_status(library, id, version), link=link)


def told_status(status: LinkStatus) -> LinkStatusRecord:
    """Return the status as a record, without what the text was where that is long."""
    record = link_status_record(status)
    differences = status.differences
    size = len(status.before) + sum(len(each.quote) + len(each.source) for each in differences)
    return record if size <= MOST_CHARACTERS else structs.replace(record, before="", text_changes=())


def status_notice(told: LinkStatusRecord) -> str:
    """Return the status in a sentence, and where the text is as it was."""
    has_text = told.before and told.kind != "score"
    return f"{told.message} metadata.link_status has the text as it was." if has_text else told.message
