"""Accents and other marks that are left out where words are compared."""

import unicodedata

from explorer.text.plain_text import limit_marks


def strip_accents(text: str) -> str:
    """Return a text without its combining marks, in compatibility form (NFKD): "Côte" is "Cote", "ﬁ" is "fi".

    Unicode Standard Annex 15, https://www.unicode.org/reports/tr15/
    """
    if text.isascii():
        return text  # which most names and labels are
    decomposed = unicodedata.normalize("NFKD", limit_marks(text))
    return "".join(character for character in decomposed if not unicodedata.combining(character))
