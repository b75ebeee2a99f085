"""The other names of a country, and its people, as similar words for its name: "Russian" for "Russia"."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from explorer.entities.mentions import mention_vocabulary
from explorer.entities.place_names import key_of, place_names
from explorer.search.query.name_table import NameKind, name_table
from explorer.search.query.nodes import Word
from explorer.search.query.synonyms import StemPhrase, Synonym, stem_phrase
from explorer.text.stop_words import STOP_WORDS

_LONGEST = 4  # words of a similar term


def countries_of(run: Sequence[Word]) -> Iterator[tuple[range, str]]:
    """Yield each name of a country in a run of words: the numbers of its words, and its code; the longest name first.

    The name of a people, of a region, or of what only contains a name is none.
    """
    table, longest = name_table()
    keys = [key_of(word.text) for word in run]
    at = 0
    while at < len(run):
        sizes = range(min(longest, len(run) - at), 0, -1)
        named = ((size, table.get(tuple(part for key in keys[at : at + size] for part in key))) for size in sizes)
        size, meaning = next(((size, meaning) for size, meaning in named if meaning), (1, None))
        is_country = meaning is not None and meaning.kind is NameKind.PLACE
        if meaning and is_country and len(meaning.filters) == 1 and (size > 1 or _is_meant(run[at].text)):
            name, value = meaning.filters[0]
            if name == "country":
                yield range(at, at + size), value
        at += size


def _is_meant(word: str) -> bool:
    """Tell whether a word is the name and not an ordinary word, by its capitals: "US", not "us"."""
    plain = _plain_words().get(word.lower())
    return plain is None or plain == word


@cache
def _plain_words() -> Mapping[str, str]:
    return {name.lower(): name for name in place_names().plain_words}


@cache
def similar_names(code: str) -> tuple[Synonym, ...]:
    """Return the other names of a country and of its people, in every spelling that has words of its own.

    An abbreviation that is an ordinary word too ("US") is none: texts are searched without regard to capitals.
    """
    synonyms: dict[StemPhrase, Synonym] = {}
    for form in mention_vocabulary().forms.values():
        phrase = stem_phrase(form.text)
        is_word = form.kind == "abbreviation" and form.text.lower() in (STOP_WORDS | _plain_words().keys())
        if form.codes == (code,) and form.kind != "combining form" and len(phrase) <= _LONGEST and not is_word:
            synonyms.setdefault(phrase, Synonym(form.text, phrase))
    return tuple(synonyms.values())
