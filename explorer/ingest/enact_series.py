"""What shows that a source is of the ENACT Africa index, another series whose pages look like those of the Index.

The site of the Index itself has been titled "The Organized Crime Index | ENACT", and names ENACT in its footer and its
notes: that word alone shows nothing. Only the Index ranks countries in the world.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NoReturn

from explorer.core.errors import SourceError
from explorer.ingest.lines import Line, Page
from explorer.ingest.publisher_hosts import ENACT, is_enact_address, is_index_address
from explorer.model.chapters import Text
from explorer.model.profiles import Profile
from explorer.model.ranks import Rank
from explorer.model.series import find_series
from explorer.model.taxonomy import Country
from explorer.text.excerpts import first_words

_INDEX = r"Organi[sz]ed\s+Crime\s+Index"
_SERIES = re.compile(
    rf"(?<!South )\bAfrica(?:n|[’']s)?\s+{_INDEX}|(?<!Global ){_INDEX}(?:\s+(?:of|in|for))?\s+Africa\b|"
    rf"\bENACT(?:\s+Africa)?\s*[:–—-]?\s+(?:Africa\s+)?{_INDEX}",
    re.IGNORECASE,
)
_ANY = re.compile(_INDEX, re.IGNORECASE)
_FILE = re.compile(rf"{ENACT}[-_](?:ocindex|[a-z]{{3}}[-_]\d{{4}}(?!\d))", re.IGNORECASE)  # as ids and its files begin
_AFRICA = "Africa"
_LONGEST = 120  # characters of a line that is a title
_SHOWN = 200  # characters of the evidence


def find_page_evidence(page: Page, addresses: Iterable[str], before: Sequence[Line], file_name: str = "") -> str:
    """Return what shows that a page is of the series: an address, a name of its own or of its file; empty without any.

    `before` are the lines before its text.
    """
    named = _FILE.match(file_name) or _SERIES.search(re.sub(r"[\W_]+", " ", file_name))
    of_file = f"the file name {first_words(file_name, _SHOWN)}" if named else ""
    return _address_of(addresses) or next(_names_of(page, before), of_file)


def find_ranks_evidence(ranks: Mapping[str, Mapping[str, Rank]], site: str = "") -> str:
    """Return what shows that a page is of the series: ranks in Africa alone, at a site of ENACT; empty without ranks.

    Raises SourceError where one of the two is there without the other: a page of the Index may have lost a rank.
    """
    evidence, in_africa = _ranks_of(ranks, site), _ranks_of(ranks)
    if not evidence or (in_africa and in_africa != evidence):
        return evidence
    raise SourceError(
        f"The page may be of the {find_series(ENACT).name} ({evidence}) or of the Global Organized Crime Index, and "
        "its scores would be others. Save it with its address, or write that on a line of its own at the top."
    )


def check_evidence(evidence: str, addresses: Iterable[str], ranks: Mapping[str, Mapping[str, Rank]]) -> None:
    """Check that a page of the series has neither an address nor a rank of the Index. Raises SourceError."""
    if address := next((address for address in addresses if is_index_address(address)), ""):
        also = (
            f"but its address is of the Global Organized Crime Index ({address[:_SHOWN]}): the two do not go together."
        )
        _refuse("page", evidence, also)
    if any("world" in areas for areas in ranks.values()):
        _refuse(
            "page",
            evidence,
            "but it ranks its country in the world, as the Global Organized Crime Index alone does: the two do not go "
            "together. Save the page again where it was published.",
        )


def find_chapter_evidence(page: Page, title: str) -> str:
    """Return what shows that a chapter's page is of the series: an address or a title; empty where nothing does."""
    named = next(_own_names(page, [title, page.title]), "")
    return _address_of(page.own_addresses) or (_quoted(named) if named else "")


def check_document(text: Text) -> None:
    """Check that a document whose title or source is the series' names it. Raises SourceError."""
    if text.series == ENACT:
        return
    source = text.source
    names = [name for name in (text.title, source.title, source.publisher) if _SERIES.search(name)]
    names += [source.publisher] if re.search(r"\bENACT\b", source.publisher) else []
    ranks = text.ranks if isinstance(text, Profile) else {}
    evidence = _address_of([source.url]) or (_quoted(names[0]) if names else _ranks_of(ranks))
    if evidence:
        _refuse("document", evidence, f"but its front matter does not say so: add “series: {ENACT}” to it.")


def find_workbook_evidence(names: Sequence[str], countries: Iterable[Country]) -> str:
    """Return what shows that a workbook is of the series: the name of the file or a sheet, with countries of Africa.

    Empty where nothing does. Raises SourceError where these contradict each other, or the countries alone show it.
    """
    spelt = {name: re.sub(r"[\W_]+", " ", name) for name in names}
    named = next((name for name, plain in spelt.items() if _SERIES.search(plain)), "")
    continents = {country.continent for country in countries}
    if continents != {_AFRICA}:
        if named and continents:
            outside = f"but it has countries outside {_AFRICA}, which the series does not score."
            _refuse("workbook", _quoted(named), outside)
        return _quoted(named) if named else ""
    named = named or next((name for name, plain in spelt.items() if re.search(r"\bENACT\b", plain, re.I)), "")
    if named:
        return _quoted(named)
    raise SourceError(
        f"All countries of the workbook are in {_AFRICA}, as those of the {find_series(ENACT).name}, and its name does "
        "not say that it is of that: rename the file to enact_2021.xlsx or the like if it is. A workbook of the Index "
        "has all countries of the world."
    )


def _refuse(kind: str, evidence: str, reason: str) -> NoReturn:
    raise SourceError(f"The {kind} is of the {find_series(ENACT).name} ({evidence}), {reason}")


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
