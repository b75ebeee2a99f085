"""The ENACT Africa index, another series of the same publishers whose pages look like those of the Index.

The site of the Index itself has been titled "The Organized Crime Index | ENACT", and names ENACT in its footer and its
notes: that word alone shows nothing. Only the Index ranks countries in the world.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from explorer.core.errors import SourceError
from explorer.ingest.lines import Line, Page
from explorer.ingest.publisher_hosts import is_enact_address
from explorer.model.profiles import Profile
from explorer.model.ranks import Rank
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


def check_document(profile: Profile) -> None:
    """Check that the source of a document is not the series. Raises SourceError."""
    source = profile.source
    name = next((text for text in (source.title, source.publisher) if _SERIES.search(text)), "")
    named = f"“{first_words(name, _SHOWN)}”" if name else ""
    _refuse("document", _address_of([source.url]) or named or _ranks_of(profile.ranks))


def _refuse(kind: str, evidence: str) -> None:
    if evidence:
        raise SourceError(
            f"The {kind} is of the ENACT Africa index ({evidence}), which has scores and ranks of its own. "
            "Only country pages of the Global Organized Crime Index are imported."
        )


def _address_of(addresses: Iterable[str]) -> str:
    return next((address[:_SHOWN] for address in addresses if is_enact_address(address)), "")


def _names_of(page: Page, before: Sequence[Line]) -> Iterator[str]:
    """Yield the names of the series that a page has as its own: in its metadata or title, or as its first heading."""
    is_site = "ENACT" in page.site and re.search(rf"\b{_AFRICA}\b", page.site)
    named = [page.site] if is_site or _SERIES.search(page.site) else []
    titles = [line.text for line in before if len(line.marked) <= _LONGEST and not (line.aside or line.is_linked)]
    firsts = [text for text in titles if _ANY.search(text)][:1]  # a menu may name the other series after its own
    headings = [line.text for line in before if line.level == 1 and not line.aside]
    named += [text for text in (page.title, *headings, *firsts) if _SERIES.search(text)]
    yield from (f"“{first_words(text, _SHOWN)}”" for text in named)


def _ranks_of(ranks: Mapping[str, Mapping[str, Rank]], site: str = "") -> str:
    """Return what shows the series where no rank is in the world; empty where one is."""
    if any("world" in areas for areas in ranks.values()):
        return ""
    if site.startswith("ENACT"):
        return f"“{first_words(site, _SHOWN)}”"
    rank = next((rank for areas in ranks.values() for rank in areas.values() if rank.name == _AFRICA), None)
    return f"it ranks countries in {_AFRICA} alone, {rank.rank} of {rank.of}" if rank else ""
