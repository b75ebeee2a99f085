"""Random queries of syntax, words and arbitrary text."""

import os

from hypothesis import strategies as st

MANY = int(os.environ.get("OC_EXPLORER_QUERIES", "300"))  # 100,000 for a soak test

_OPERATORS = ["OR", "AND", "NOT", "-", "(", ")", '"', "“", "”", '="', "~", "~5", "*", "=", "+"]
_FIELDS = [
    "country:",
    "country:kgz",
    "edition:[2021 TO",
    "section:drugs",
    "about:",
    "about:heroin-trade",
    "heroin-trade:",
    ">=7",
    "]",
    "[",
    "{5 TO 7}",
    ":",
    "note:",
    "note:heroin",
    'note:"',
    "note:=",
]
_SCORES = ["change.", "resilience:<4", "change.heroin-trade:>0", "foo:bar", "criminality:[5 TO 7]"]
_WORDS = ["heroin", "drug-trafficking", "O’Brien", "herion~1", "traffick*", "weed", "the", "a", "1,400", "é", "中文"]
_ODD = ["\x00", "\u200f", "🙂", "’", "\t", "\n", "\\", "\ud800", "ﷺ", "½", "İ"]
PIECES = st.sampled_from([*_OPERATORS, *_FIELDS, *_SCORES, *_WORDS, *_ODD, " ", "  "])
QUERIES = st.tuples(st.sampled_from(["", " "]), st.lists(PIECES, max_size=14)).map(
    lambda joint_and_pieces: joint_and_pieces[0].join(joint_and_pieces[1])
) | st.text(max_size=60)
