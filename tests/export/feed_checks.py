"""A feed as two readers see it: feedparser, and the schema of RFC 4287."""

from pathlib import Path
from typing import Any

import feedparser
from lxml import etree

_SCHEMA = Path(__file__).parents[1] / "fixtures" / "atom.rng"


def read_feed(data: bytes) -> Any:
    """Return a feed as feedparser reads it, after it was validated."""
    schema = etree.RelaxNG(etree.parse(_SCHEMA))
    document = etree.fromstring(data)
    assert schema.validate(document), schema.error_log
    parsed = feedparser.parse(data)
    assert not parsed.bozo
    alternate = [link.href for link in parsed.feed.links if link.rel == "alternate"]
    own = [link.href for link in parsed.feed.links if link.rel == "self"]
    ids = [entry.id for entry in parsed.entries]
    assert len(alternate) == len(own) == 1 and len(set(ids)) == len(ids)
    dates = [entry.updated for entry in parsed.entries]
    assert dates == sorted(dates, reverse=True)
    return parsed
