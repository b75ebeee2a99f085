"""Statements in running text: sentences with the country, the years and the measures that they name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from explorer.corpus.library import Library
from explorer.entities.mentions import countries_in
from explorer.model.ids import profile_id
from explorer.model.profiles import Profile
from explorer.model.taxonomy import EDITIONS, Country, Indicator, taxonomy
from explorer.quotations.claim import Claim, ClaimStatus
from explorer.text.sentences import split_statements

YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d|\d)")
INDEX_NAME = r"(?:global\s+)?organi[sz]ed\s+crime\s+index"


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence and what it names."""

    text: str
    masked: str  # of the same length, with "X" for each letter of a country's name
    start: int  # in the article
    country: Country | None  # if it names just one
    years: tuple[int, ...]
    measures: tuple[tuple[int, int, Indicator], ...]  # start and end of each name of a measure

    @property
    def edition(self) -> int | None:
        return self.years[0] if len(set(self.years)) == 1 and self.years[0] in EDITIONS else None

    def claim(self, status: ClaimStatus, message: str, id: str = "", span: tuple[int, int] | None = None) -> Claim:
        """Return the result of a check of the words in a span, or of the whole sentence."""
        start, end = span or (0, len(self.text))
        start += len(self.text[start:end]) - len(self.text[start:end].lstrip())
        text = self.text[start:end].rstrip()
        return Claim(self.start + start, self.start + start + len(text), text, status, message, id)

    def profile(self, country: Country, edition: int, library: Library) -> Profile | Claim:
        """Return a profile, or the claim that it is not in the corpus."""
        id = profile_id(country.code, edition)
        if id not in library:
            return self.claim("not in the corpus", f"{country.name} {edition} is not in this corpus.")
        profile = library.find_profile(id)
        return profile or self.claim("cannot be checked", f"{country.name} {edition} cannot be read in this corpus.")

    def named_profile(self, country: Country, library: Library) -> Profile | tuple[Claim, ...]:
        """Return the profile of the edition that is named, or the claim why there is none; no claim if several are."""
        if self.edition is not None:
            profile = self.profile(country, self.edition, library)
            return profile if isinstance(profile, Profile) else (profile,)
        if not self.years:
            return (self.claim("cannot be checked", "The sentence names no edition."),)
        if len(set(self.years)) == 1:
            return (self.claim("cannot be checked", f"There is no edition {self.years[0]} of the Index."),)
        return ()


@cache
def measure_names() -> str:
    """Return a pattern for the name of any measure, the longest first."""
    names = {name for measure in taxonomy().scored.values() for name in (measure.label, *measure.also)}
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    patterns = [re.escape(name).replace("\\ ", r"\s+").replace("\\-", "[-\u2010\u2011 ]") for name in longest_first]
    return rf"(?<![\w-])(?:{'|'.join(patterns)})(?![\w-])"


@cache
def _measures() -> re.Pattern[str]:
    return re.compile(measure_names(), re.IGNORECASE)


def read_statements(text: str) -> Iterator[Statement]:
    """Yield the sentences of a text, and the parts of those that a semicolon divides."""
    for start, end in split_statements(text):
        sentence = masked = text[start:end]
        mentions = countries_in(sentence)
        for mention in mentions:
            masked = f"{masked[: mention.start]}{'X' * len(mention.text)}{masked[mention.end :]}"
        countries = {mention.names for mention in mentions}
        yield Statement(
            sentence,
            masked,
            start,
            taxonomy().country(next(iter(countries))) if len(countries) == 1 else None,
            tuple(int(year[0]) for year in YEAR.finditer(sentence)),
            tuple(_named(sentence)),
        )


def _named(sentence: str) -> Iterator[tuple[int, int, Indicator]]:
    for match in _measures().finditer(sentence):
        if (measure := taxonomy().find_indicator(match[0])) is not None:
            yield match.start(), match.end(), measure


def read_phrases(text: str, position: int, phrases: Sequence[re.Pattern[str]]) -> tuple[re.Match[str], ...]:
    """Return the phrases that follow one another from a position on, up to the first words that are none."""
    matches: list[re.Match[str]] = []
    while match := next((found for phrase in phrases if (found := phrase.match(text, position))), None):
        matches.append(match)
        position = match.end()
    return tuple(matches)


_NEXT_CLAUSE = re.compile(
    r"\s*(?:$|[^\w\s]|(?:according|after|ahead|although|amid|and|as|because|before|behind|but|despite|driven|due|following"
    r"|given|had|has|is|making|owing|since|thanks|that|though|up|was|when|where|whereas|which|while|who|with)\b)",
    re.IGNORECASE,
)


def unread_word(text: str, end: int) -> str:
    """Return the word after phrases that end at `end`; empty where the next clause begins."""
    return "" if _NEXT_CLAUSE.match(text, end) else text[end:].split(maxsplit=1)[0].rstrip(".,;:)")


_LINKING = re.compile(
    r"a|also|again|and|average|between|country|edition|figures?|for|from|had|has|have|in|index|is|its?|levels?|of|overall"
    r"|rank(?:ing)?|rating|s|scores?|that|the|then|to|was|which|\w+ly|X+",
    re.IGNORECASE,
)


def is_linked(gap: str) -> bool:
    """Return whether words between a measure and a verb make one the subject of the other; countries are masked."""
    if re.search(r"[^\w\s,()’'-]", gap):
        return False
    return all(_LINKING.fullmatch(word) or YEAR.fullmatch(word) for word in re.findall(r"[^\W_]+", gap))
