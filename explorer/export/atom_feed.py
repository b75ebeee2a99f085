"""Feeds in Atom, RFC 4287 (https://www.rfc-editor.org/rfc/rfc4287), in pages as RFC 5005 has them.

feedgenerator writes them: https://github.com/getpelican/feedgenerator
"""

import datetime
import io
import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from feedgenerator import Atom1Feed

from explorer.citations.record import DIGEST, SITE
from explorer.export.writers import RIGHTS
from explorer.model.series import INDEX_SERIES, find_series
from explorer.search.request import DEEPEST

MOST_ENTRIES = 50  # of one page
# Ids do not depend on the host: the same passage has the same one in every feed of every site.
_NAMESPACE = uuid.UUID("5f4c2f8e-3f0b-4f5e-9a51-7c6d3f1c8b24")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # https://www.w3.org/TR/xml/#charsets


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of a feed."""

    id: str  # of what it is about: "kgz-2021/drugs/1"
    title: str
    url: str  # whole address of the page
    updated: datetime.datetime
    html: str  # what is new, escaped
    text_kind: str = "full"  # "digest": our own words
    series: str | None = INDEX_SERIES  # slug; None in a chapter that belongs to none

    @property
    def author(self) -> str:
        return SITE if self.text_kind == "digest" else find_series(self.series or INDEX_SERIES).author

    @property
    def full_title(self) -> str:
        """The title, with a remark when the words are our own."""
        return f"{self.title} ({DIGEST})" if self.text_kind == "digest" else self.title


@dataclass(frozen=True, slots=True)
class AtomFeed:
    """One page of a feed, its entries the newest first."""

    id: str  # the same on each page: "search?q=heroin"
    title: str
    subtitle: str
    url: str  # whole address of the page that it is the feed of
    links: tuple[tuple[str, str], ...]  # relation and whole address: "self", "first", "next"
    updated: datetime.datetime  # of the newest entry on any page
    entries: tuple[FeedEntry, ...]

    def to_xml(self) -> bytes:
        """Write the feed as XML, without characters that XML has not."""
        feed = _Atom(
            title=xml_text(self.title),
            link=self.url,
            description=None,
            subtitle=xml_text(self.subtitle),
            language="en",
            author_name=SITE,
            feed_copyright=RIGHTS,
            feed_guid=urn(self.id),
            updated=self.updated,
            links=self.links,
        )
        for entry in self.entries:
            feed.add_item(
                title=xml_text(entry.full_title),
                link=entry.url,
                description=xml_text(entry.html),
                author_name=entry.author,
                unique_id=urn(entry.id),
                updateddate=entry.updated,
            )
        file = io.StringIO()
        feed.write(file, "utf-8")
        return file.getvalue().encode()


class _Atom(Atom1Feed):  # type: ignore[misc] # it has no types
    """Atom with the links between pages; without entries feedgenerator would date a feed by the time of day."""

    def latest_post_date(self) -> datetime.datetime:
        updated: datetime.datetime = self.feed["updated"]
        return updated

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        for relation, address in self.feed["links"]:
            handler.addQuickElement("link", "", {"rel": relation, "href": address})


def words_of(text_kind: str) -> str:
    """Return one sentence on whose words an entry is about."""
    return (
        f"Digest in the words of {SITE}; not the publisher's text."
        if text_kind == "digest"
        else "The publisher's text."
    )


def urn(id: str) -> str:
    """Return the id of a feed or an entry, a name-based UUID: RFC 9562, section 5.5."""
    return uuid.uuid5(_NAMESPACE, xml_text(id)).urn


def xml_text(text: str) -> str:
    """Return a text without controls, halves of surrogate pairs and what else XML 1.0 has not."""
    return _NO_XML.sub("", text)


def page_links(total: int, offset: int, address_of: Callable[[int], str]) -> tuple[tuple[str, str], ...]:
    """Return the links of the page at an offset: itself, the first, those beside it and the last (RFC 5005)."""
    return tuple(_links(total, offset, address_of))


def _links(total: int, offset: int, address_of: Callable[[int], str]) -> Iterator[tuple[str, str]]:
    last = min(max(total - 1, 0), DEEPEST) // MOST_ENTRIES * MOST_ENTRIES
    yield "self", address_of(offset)
    if last:
        yield "first", address_of(0)
        if offset:
            yield "previous", address_of(min(max(offset - MOST_ENTRIES, 0), last))
        if offset < last:
            yield "next", address_of(offset + MOST_ENTRIES)
        yield "last", address_of(last)
