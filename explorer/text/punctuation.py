"""Quotation marks, apostrophes and dashes that writers and publishers use for one another."""

_SINGLE = "‘’‚‛′`´"
_DOUBLE = "“”„‟«»″＂"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2212\ufe63"  # that join words, and figures

QUOTES = f"\"'‹›＇{_SINGLE}{_DOUBLE}"
APOSTROPHES = "'’ʼ＇"
DASHES = f"-{_HYPHENS}\u2014\u2015\u2043\ufe58\uff0d"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # soft hyphens, and marks without width

# Each maps to one character, so that offsets stay; a long dash separates words, so it is no hyphen.
LOOKALIKES = str.maketrans(
    {
        **dict.fromkeys(f"{_SINGLE}ʼ", "'"),
        **dict.fromkeys(_DOUBLE, '"'),
        **dict.fromkeys(_HYPHENS, "-"),
    }
)
# Around a quotation: opening and closing mark.
QUOTE_PAIRS = ("“”", '""', "‘’", "''", "«»", "»«", "‹›", "„“", "„”", "‚‘", "‟”", "``", "＂＂")
# As a class of a regular expression, for names that are written with either.
ANY_APOSTROPHE = "['’]"
ANY_HYPHEN = "[-\u2010\u2011\u2013]"
