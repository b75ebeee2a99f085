"""Characters that XML 1.0 allows: https://www.w3.org/TR/xml/#charsets."""

import re

_NOT_ALLOWED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Return a text of the same length with a space for each character that XML does not allow."""
    return _NOT_ALLOWED.sub(" ", text)
