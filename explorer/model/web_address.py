"""Addresses of pages on the web, to which citations link."""

from urllib.parse import urlsplit

from explorer.model.limits import LONGEST_VALUE


def is_web_address(text: str) -> bool:
    """Tell whether a text is an address of the web, with a host: no other address becomes a link."""
    if len(text) > LONGEST_VALUE or not text.isprintable() or any(mark in text for mark in ' <>"\\^`{|}'):
        return False
    try:
        split = urlsplit(text)
        return split.scheme in ("http", "https") and bool(split.hostname) and split.port != 0
    except ValueError:  # "http://[oops", a port that is no number
        return False
