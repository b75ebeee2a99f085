"""Quotation marks, apostrophes and dashes that writers and publishers use for one another."""

_SINGLE = "‘’‚‛′`´"
_DOUBLE = "“”„‟«»″＂"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2212\ufe63"  # that join words, and figures

QUOTES = f"\"'‹›＇{_SINGLE}{_DOUBLE}"
APOSTROPHES = "'’ʼ＇‘‛′´`"
DASHES = f"-{_HYPHENS}\u2014\u2015\u2043\ufe58\uff0d"
# Soft hyphens, joiners, marks without width and marks of direction: what is pasted with a text and not seen in it.
INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
_NOTHING = str.maketrans("", "", INVISIBLE)

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


def strip_invisible(text: str) -> str:
    """Return a text without the characters of INVISIBLE."""
    return text if text.isascii() else text.translate(_NOTHING)


def as_sentence(text: str) -> str:
    """Return a text with a full stop at its end, where it has none: a name may end in one."""
    return text if text.endswith(".") else f"{text}."
