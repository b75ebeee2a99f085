"""The ENACT Africa index, another series of the same publishers whose pages look like those of the Index.

The site of the Index itself has been titled "The Organized Crime Index | ENACT", and names ENACT in its footer and its
notes: that word alone shows nothing. Only the Index ranks countries in the world.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from explorer.core.errors import SourceError
from explorer.ingest.lines import Line, Page
from explorer.ingest.publisher_hosts import is_enact_address
from explorer.model.chapters import Text
from explorer.model.profiles import Profile
from explorer.model.ranks import Rank
from explorer.model.taxonomy import Country
from explorer.text.excerpts import first_words

_INDEX = r"Organi[sz]ed\s+Crime\s+Index"
_SERIES = re.compile(
    rf"(?<!South )\bAfrica(?:n|[’']s)?\s+{_INDEX}|(?<!Global ){_INDEX}(?:\s+(?:of|in|for))?\s+Africa\b|"
    rf"\bENACT(?:\s+Africa)?\s*[:–—-]?\s+(?:Africa\s+)?{_INDEX}",
    re.IGNORECASE,
)
_ANY = re.compile(_INDEX, re.IGNORECASE)
_AFRICA = "Africa"
_LONGEST = 120  # characters of a line that is a title
_SHOWN = 200  # characters of the evidence


def check_page(page: Page, addresses: Iterable[str], before: Sequence[Line]) -> None:
    """Check that neither the addresses of a page nor its names are the series'; `before` are the lines before its text.

    Raises SourceError.
    """
    _refuse("page", _address_of(addresses) or next(_names_of(page, before), ""))


def check_ranks(ranks: Mapping[str, Mapping[str, Rank]], site: str = "") -> None:
    """Check that a page without a rank in the world is not of the series. Raises SourceError."""
    _refuse("page", _ranks_of(ranks, site))


def check_chapter(page: Page, title: str) -> None:
    """Check that neither the addresses of a chapter's page nor its titles are the series'. Raises SourceError."""
    named = next(_own_names(page, [title, page.title]), "")
    _refuse("page", _address_of(page.own_addresses) or (_quoted(named) if named else ""))


def check_document(text: Text) -> None:
    """Check that the title or the source of a document is not the series'. Raises SourceError."""
    source = text.source
    names = [name for name in (text.title, source.title, source.publisher) if _SERIES.search(name)]
    names += [source.publisher] if re.search(r"\bENACT\b", source.publisher) else []
    ranks = text.ranks if isinstance(text, Profile) else {}
    _refuse("document", _address_of([source.url]) or (_quoted(names[0]) if names else _ranks_of(ranks)))


def check_workbook(names: Iterable[str], countries: Iterable[Country] = ()) -> None:
    """Check that neither a name of a workbook or a sheet is the series', nor its countries are all in Africa.

    Raises SourceError.
    """
    named = next((name for name in names if _SERIES.search(re.sub(r"[\W_]+", " ", name))), "")
    continents = {country.continent for country in countries}
    only = f"all its countries are in {_AFRICA}" if continents == {_AFRICA} else ""
    _refuse("workbook", _quoted(named) if named else only)


def _refuse(kind: str, evidence: str) -> None:
    if evidence:
        raise SourceError(
            f"The {kind} is of the ENACT Africa index ({evidence}), which has scores and ranks of its own. "
            "Only what belongs to the Global Organized Crime Index is imported."
        )


def _address_of(addresses: Iterable[str]) -> str:
    return next((address[:_SHOWN] for address in addresses if is_enact_address(address)), "")


def _names_of(page: Page, before: Sequence[Line]) -> Iterator[str]:
    """Yield the names of the series that a page has as its own: in its metadata or title, or as its first heading."""
    titles = [line.text for line in before if len(line.marked) <= _LONGEST and not (line.aside or line.is_linked)]
    firsts = [text for text in titles if _ANY.search(text)][:1]  # a menu may name the other series after its own
    headings = [line.text for line in before if line.level == 1 and not line.aside]
    yield from map(_quoted, _own_names(page, [page.title, *headings, *firsts]))


def _own_names(page: Page, titles: Iterable[str]) -> Iterator[str]:
    """Yield those of a page's titles, and the name of its site, that are the series'."""
    is_site = "ENACT" in page.site and re.search(rf"\b{_AFRICA}\b", page.site)
    if is_site or _SERIES.search(page.site):
        yield page.site
    yield from (text for text in titles if _SERIES.search(text))


def _quoted(name: str) -> str:
    return f"“{first_words(name, _SHOWN)}”"


def _ranks_of(ranks: Mapping[str, Mapping[str, Rank]], site: str = "") -> str:
    """Return what shows the series where no rank is in the world; empty where one is."""
    if any("world" in areas for areas in ranks.values()):
        return ""
    if site.startswith("ENACT"):
        return _quoted(site)
    rank = next((rank for areas in ranks.values() for rank in areas.values() if rank.name == _AFRICA), None)
    return f"it ranks countries in {_AFRICA} alone, {rank.rank} of {rank.of}" if rank else ""
