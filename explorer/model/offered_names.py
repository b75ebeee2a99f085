"""The names that are offered for one that is unknown: those that it abbreviates or misspells, or none."""

from collections.abc import Mapping, Sequence

MOST = 3  # names that are offered; what is like more of them says nothing
_SHORTEST = 3  # letters of a word that must be whole where others are abbreviated


def offer_names(key: str, spellings: Mapping[str, Sequence[str]]) -> str:
    """Offer names for an unknown one, in a sentence; empty where none is meant.

    `key` and the spellings are as `name_key` reduces them; each spelling has the names that it stands for. Those that
    start with its words, perhaps abbreviated, come first ("s sudan", "korea"), then those that differ in one letter,
    or in two of a long name.
    """
    names = close_names(key, spellings)
    return f" Did you mean {' or '.join(names)}?" if names else ""


def close_names(key: str, spellings: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the names that may be meant by an unknown one, as `offer_names` does; none where too many may be."""
    close = [*spellings.get(key, ()), *_abbreviated(key, spellings), *_misspelt(key, spellings)]
    names = list(dict.fromkeys(close))
    return names if len(names) <= MOST else []


def _abbreviated(key: str, spellings: Mapping[str, Sequence[str]]) -> list[str]:
    words = key.split()
    abbreviated = (names for spelling, names in spellings.items() if _is_abbreviation(words, spelling.split()))
    return [name for names in abbreviated for name in names]


def _is_abbreviation(words: Sequence[str], full: Sequence[str]) -> bool:
    """Tell whether words abbreviate a name or its start: each starts a word of it, and one is whole or long."""
    pairs = list(zip(words, full, strict=False))
    return (
        0 < len(words) <= len(full)
        and all(whole.startswith(word) for word, whole in pairs)
        and any(len(word) >= _SHORTEST + (word != whole) for word, whole in pairs)
    )


def _misspelt(key: str, spellings: Mapping[str, Sequence[str]]) -> list[str]:
    from rapidfuzz import process  # only a misspelling needs it
    from rapidfuzz.distance import OSA

    farthest = 0 if len(key) < 4 else 1 if len(key) < 8 else 2
    candidates = [
        spelling for spelling in spellings if spelling[:1] == key[:1]
    ]  # people seldom mistake the first letter
    close = process.extract(key, candidates, scorer=OSA.distance, score_cutoff=farthest, limit=None)
    nearest = min((distance for _, distance, _ in close), default=0)
    return [name for spelling, distance, _ in close if distance == nearest for name in spellings[spelling]]
