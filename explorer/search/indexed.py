"""The index fields: the text of each field of a passage, and the words of a text with their places."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from explorer.entities.mentions import countries_in
from explorer.linking.links import Link
from explorer.model.chapters import Text
from explorer.model.profiles import Passage, Profile
from explorer.model.taxonomy import taxonomy
from explorer.search.link_grades import LEAST_EMPHASIS, MOST_DOUBLINGS, link_term
from explorer.search.query.parser import FARTHEST
from explorer.text.analysis import Token, tokens


@dataclass(frozen=True, slots=True)
class IndexedField:
    """One field of the index."""

    name: str
    terms: Literal["stems", "words", "names", "name"]  # of a text, several names with spaces between, or one
    has_places: bool = False  # phrases are searched in it
    has_length: bool = False  # its length counts for relevance

    @property
    def is_text(self) -> bool:
        """Tell whether the field is cut into words, so that rare terms and frequent occurrences count more."""
        return self.terms in ("stems", "words")


FIELDS = {
    field.name: field
    for field in (
        IndexedField("body", "stems", has_places=True, has_length=True),
        IndexedField("exact", "words", has_places=True, has_length=True),
        IndexedField("title", "stems"),  # of the section
        IndexedField("labels", "stems"),  # of the linked indicators
        IndexedField("noted", "stems", has_places=True),  # notes, one a line
        IndexedField("noted_exact", "words", has_places=True),
        IndexedField("place", "stems"),  # names of the country and its people
        IndexedField("linked", "names"),  # "heroin-trade", and "heroin-trade/2" where the passage is about it
        IndexedField("profile", "name"),  # its id; absent in a chapter, as is all that belongs to a country
        IndexedField("chapter", "name"),  # its id; absent in a profile
        IndexedField("kind", "name"),  # of KINDS
        IndexedField("country", "name"),
        IndexedField("region", "name"),
        IndexedField("continent", "name"),
        IndexedField("edition", "name"),
        IndexedField("section", "name"),
        IndexedField("names", "names"),  # codes of the countries that the passage names, without its own
        IndexedField("new", "name"),  # the edition in which it is new or edited: explorer.changes.new_passages
        IndexedField("series", "name"),  # absent in a chapter that belongs to none
    )
}


@lru_cache(maxsize=8)
def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text, cached while the fields of its passage are written.

    Each line is a text of its own, such as a note: no phrase reaches from one line into the next.
    """
    located: list[Token] = []
    for line in text.split("\n"):
        base = located[-1].position + 1 + FARTHEST if located else 0
        located += (token._replace(position=base + token.position) if base else token for token in tokens(line))
    return tuple(located)


def terms_of(text: str, is_stemmed: bool) -> Iterator[tuple[int, str]]:
    """Yield the place and the term of each token of a text; the parts of a compound and the whole share a place."""
    return ((token.position, token.stem if is_stemmed else token.word) for token in tokens_of(text))


def field_texts(text: Text, passage: Passage, links: Sequence[Link], new: str = "") -> dict[str, str]:
    """Return the text of each field of a passage by the field's name; fields without a value are absent."""
    country = _country_texts(text) if isinstance(text, Profile) else {"chapter": text.id, "kind": "chapter"}
    edition = {"edition": str(text.edition)} if text.edition else {}
    section = {"section": passage.section} if isinstance(text, Profile) else {}
    return {
        "body": passage.text,
        "names": " ".join(named_countries(text, passage)),
        "exact": passage.text,
        "noted": notes_text(passage),
        "noted_exact": notes_text(passage),
        "title": text.section(passage.section).title,
        "labels": " . ".join(taxonomy().indicator(link.indicator).label for link in links),
        "linked": " ".join(term for link in links for term in link_terms(link) * emphasis(link)),
        **country,
        **edition,
        **section,
        **({"new": new} if new else {}),
        **({"series": series} if (series := series_of(text)) else {}),
    }


def named_countries(text: Text, passage: Passage) -> tuple[str, ...]:
    """Return the codes of the countries that a passage names in any form, without the one that its profile is of."""
    own = text.country.code if text.country else None
    codes = dict.fromkeys(mention.names for mention in countries_in(passage.text))
    return tuple(code for code in codes if code != own)


def series_of(text: Text) -> str | None:
    """Return the series of a text; a chapter of no edition, unless it is of another than the Index, has none."""
    return text.series if text.edition or not text.of_series.is_index else None


def notes_text(passage: Passage) -> str:
    """Return the texts of a passage's notes, one a line."""
    return "\n".join(note.text for note in passage.notes)


def link_terms(link: Link) -> tuple[str, str]:
    """Return the terms by which a passage is found through a link: its indicator alone, and with the grade."""
    return link.indicator, link_term(link.indicator, link.grade)


def emphasis(link: Link) -> int:
    """Return how often a link occurs in its passage: LEAST_EMPHASIS, and once more whenever its evidence doubles."""
    return LEAST_EMPHASIS + min(MOST_DOUBLINGS, max(1, len(link.evidence)).bit_length() - 1)


def _country_texts(profile: Profile) -> dict[str, str]:
    country = profile.country
    return {
        "place": " . ".join(country.names),
        "profile": profile.id,
        "kind": "profile",
        "country": country.code,
        "region": country.region,
        "continent": country.continent,
    }
