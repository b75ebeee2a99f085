"""The country of a page, and the evidence for it: its text, its title, its address, the name of its file."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from explorer.core.errors import CountryError, SourceError
from explorer.ingest.country_names import country_of
from explorer.ingest.lines import Line
from explorer.ingest.site_address import read_site_address
from explorer.ingest.source_name import countries_in_name
from explorer.ingest.source_warnings import SourceWarning
from explorer.model.taxonomy import Country, taxonomy
from explorer.text.excerpts import first_words

_MENU = 3  # countries in a row are a list to choose from
_LONGEST_NAME = 80  # characters of a name in a message
_LONGEST_EVIDENCE = 200  # characters
_PARTS = re.compile(r"\s*[|–—·]\s*|\s+[-_]\s+")  # of a title
# What titles have beside the name of a country.
_BESIDE_NAME = re.compile(
    r"\b(?:(?:the\s+)?(?:ENACT\s+)?(?:global\s+|(?<!south )africa\s+)?organi[sz]ed\s+crime\s+index(?:\s+africa)?|"
    r"(?:country\s+)?profile(?:\s+of)?|20\d\d)\b",
    re.IGNORECASE,
)
_REMEDY = "Name the file by country and edition, such as kenya-2023.html, or save the page with its address."


@dataclass(frozen=True, slots=True)
class CountryEvidence:
    """A country, with its evidence in a sentence, and what contradicts it."""

    country: Country
    sentence: str = ""  # where the text of the page does not name it
    doubts: tuple[SourceWarning, ...] = ()


@dataclass(frozen=True, slots=True)
class _Clue:
    """What names countries apart from the text of a page."""

    what: str  # "title", in a sentence
    countries: tuple[Country, ...]


def country_of_heading(heading: str) -> Country | None:
    """Return the country that a heading names, and nothing else but the Index: "Country profile: Kenya 2023"."""
    name = _BESIDE_NAME.sub(" ", heading).strip(" ,:()")
    return country_of(name) if name else None


def countries_of_title(title: str) -> tuple[Country, ...]:
    """Return the countries that parts of a title name: "Ecuador | The Organized Crime Index"."""
    return tuple(dict.fromkeys(filter(None, map(country_of_heading, _PARTS.split(title)))))


def is_of_site(title: str) -> bool:
    """Tell whether a title names the Index, or that of ENACT, alone."""
    return bool(_BESIDE_NAME.search(title)) and not _BESIDE_NAME.sub("", title).strip(" ,:()|-–—·")


def countries_of_lines(lines: Iterable[Line]) -> tuple[Country, ...]:
    """Return the countries that lines name, each alone on its line, but for those of a menu."""
    return tuple(dict.fromkeys(_named_in([line.text for line in lines])))


def find_country(
    title: str, addresses: Sequence[str], names: Sequence[str], file_name: str, has_facts: bool
) -> CountryEvidence:
    """Find the country of a page; `names` are the texts before its facts, or else its scores.

    The country named nearest before the facts counts, or the one of those that the title or the address names; where
    the text names none, that of the title or address, else that of the file's name. Raises SourceError where there is
    no evidence, or two countries have as much.
    """
    named = _named_in(names)[::-1]
    clues = [_Clue("title", countries_of_title(title))]
    clues += [_Clue(f"address {first_words(it, _LONGEST_EVIDENCE)}", _countries_at(it)) for it in addresses]
    clues = [clue for clue in clues if clue.countries]
    file = _Clue(f"file name {first_words(file_name, _LONGEST_EVIDENCE)}", countries_in_name(file_name))
    elsewhere = list(dict.fromkeys(country for clue in clues for country in clue.countries))
    confirmed = [country for country in elsewhere if country in named]
    if confirmed or (named and (has_facts or len(set(named)) == 1)):
        country = (confirmed or named)[0]
        place = "before its facts" if has_facts else "before its scores"
        doubts = [
            _doubt(f"The page names {country.name} {place}, but {other.name} in its title or address.")
            for other in elsewhere
            if other != country
        ]
        return CountryEvidence(country, "", (*doubts, *_doubt_file(file, country)))
    if len(elsewhere) > 1:
        listed = ", ".join(f"its {clue.what} names {_list(clue.countries)}" for clue in clues)
        raise SourceError(
            f"The text of the page names no country, and {listed}: save the page of one country again, from its start."
        )
    if elsewhere:
        country = elsewhere[0]
        return CountryEvidence(country, f"The {clues[0].what} names {country.name}.", _doubt_file(file, country))
    if len(file.countries) == 1:
        return CountryEvidence(file.countries[0], f"The {file.what} names {file.countries[0].name}.")
    raise SourceError(_explain(names, named, file, has_facts))


def _named_in(names: Sequence[str]) -> list[Country]:
    """Return the countries among texts, in order; a run of several that follow one another is a menu, and left out."""
    runs: list[list[Country]] = [[]]
    for name in names:
        country = country_of(name)
        if country is None or country in runs[-1]:
            runs.append([])
        if country is not None:
            runs[-1].append(country)
    return [country for run in runs if len(run) < _MENU for country in run]


def _countries_at(address: str) -> tuple[Country, ...]:
    site = read_site_address(address)
    return site.countries if site.kind in ("country", "comparison", "other") else ()


def _doubt_file(file: _Clue, country: Country) -> tuple[SourceWarning, ...]:
    if not file.countries or country in file.countries:
        return ()
    return (_doubt(f"The page is of {country.name}, but the {file.what} names {_list(file.countries)}."),)


def _doubt(text: str) -> SourceWarning:
    return SourceWarning("country-doubtful", text)


def _list(countries: Iterable[Country]) -> str:
    return " and ".join(country.name for country in countries)


def _explain(names: Sequence[str], named: Sequence[Country], file: _Clue, has_facts: bool) -> str:
    if len(file.countries) > 1:
        return f"Only the {file.what} names countries, {_list(file.countries)}, and not one. {_REMEDY}"
    if named:
        listed = _list(dict.fromkeys(reversed(named)))
        return f"The text of the page names {listed}, and nothing says which of them it is of. {_REMEDY}"
    if has_facts and names:
        try:
            taxonomy().find_country(names[-1][:_LONGEST_NAME])
        except CountryError as error:
            return f"The page does not name its country before the facts: {error}"
    return (
        "Neither the text of the page nor its title, its address or the file name says which country it is of. "
        f"{_REMEDY}"
    )
