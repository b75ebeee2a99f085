"""The words of a small index, for tests without an engine."""

from explorer.engines.whoosh.term_dictionary import TermDictionary
from explorer.text.analysis import tokens
from explorer.text.stems import stem

TEXT = (
    "heroin tea ledger officers cranes harbour counterfeit trafficking traffic traffickers borders co-operation road "
    "corrupt bribes bureaucracy crime frontier laundering money of opiates opium poppies prison proceeds"
)
WORDS = sorted({token.word for token in tokens(TEXT)})
LIST = TermDictionary(WORDS, [1] * len(WORDS), sorted({stem(word) for word in WORDS}))
