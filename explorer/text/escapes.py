r"""Characters that a terminal obeys, written so that they are read: a control character as \x1b, a newline as \n.

Source of the kinds: Unicode 16, general categories Cc and Zl/Zp, and the bidirectional formatting characters of UAX #9.
"""

import re

_BIDI = "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides and isolates: they show a text in another order
_BREAKS = "\u2028\u2029"
_SURROGATES = "\ud800-\udfff"  # of names and arguments that are not UTF-8
_OBEYED = re.compile(f"[\x00-\x1f\x7f-\x9f{_BREAKS}{_BIDI}{_SURROGATES}]")
_OBEYED_IN_TEXT = re.compile(f"(?![\n\t])[\x00-\x1f\x7f-\x9f{_BREAKS}{_BIDI}{_SURROGATES}]")
_OBEYED_IN_JSON = re.compile(f"[\x7f-\x9f{_BREAKS}{_BIDI}]")
_SHORT = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def escape_controls(text: str) -> str:
    r"""Return one line of text with every control character, newlines too, as an escape: `\x1b`, `\n`, `\u202e`."""
    return _OBEYED.sub(_escape, text)


def escape_lines(text: str) -> str:
    """Return text of several lines with every control character as an escape, but for newlines and tabs."""
    return _OBEYED_IN_TEXT.sub(_escape, text.replace("\r\n", "\n"))


def escape_json(text: str) -> str:
    r"""Return a JSON document of the same values with every control character in its strings as a `\u` escape."""
    return _OBEYED_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xDC80 <= code <= 0xDCFF:  # a byte that Python could not decode, PEP 383
        code -= 0xDC00
    return _SHORT.get(match[0]) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")
