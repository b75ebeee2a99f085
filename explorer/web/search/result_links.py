"""The links of a results page: facets, filters that were chosen, orders and pages."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import urlencode

from markupsafe import Markup, escape

from explorer.model.addresses import SEARCH, text_path
from explorer.model.taxonomy import taxonomy
from explorer.search.request import DEEPEST, KINDS, SearchRequest
from explorer.search.results import FacetValue, Hit, SearchPage
from explorer.web.context import corpus
from explorer.web.root import root

FACET_TITLES = {
    "kind": "Kind of text",
    "edition": "Edition",
    "country": "Country",
    "section": "Section",
    "indicator": "Indicator",
    "region": "Region",
    "continent": "Continent",
    "chapter": "Chapter",
}
SORT_TITLES = {"relevance": "Best match", "country": "Country", "newest": "Newest first", "oldest": "Oldest first"}
SHOWN = 8  # values of a facet before the rest is folded away


@dataclass(frozen=True, slots=True)
class ChoiceLink:
    """A link to another search; `count` hits would be there, where that is known."""

    label: str
    url: str
    is_chosen: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class FacetLinks:
    """The values by which hits can be narrowed, as the items of two lists of links."""

    title: str
    shown: Markup
    folded: Markup
    folded_count: int


@dataclass(frozen=True, slots=True)
class Pages:
    """Links to the pages of a long answer; None stands for a gap between numbers."""

    previous: str | None
    next: str | None
    numbers: tuple[ChoiceLink | None, ...]


Pair = tuple[str, str]  # name and value of a parameter
Url = Callable[[SearchRequest], str]  # where a search is answered, in some view


@lru_cache(maxsize=4096)
def _encoded(pair: Pair) -> str:
    return urlencode([pair])


def address(path: str, pairs: Iterable[Pair]) -> str:
    """Return a path with its parameters. Encoded pairs are cached: a page of results repeats them."""
    query = "&".join(map(_encoded, pairs))
    return f"{path}?{query}" if query else path


def search_url(request: SearchRequest) -> str:
    """Where a search is answered."""
    return address(SEARCH, request.to_args())


class Toggles:
    """Where the search of some pairs is answered with one filter added to its own, or taken from them.

    The same as encoding each changed search, without making it: a page has hundreds of these links.
    """

    def __init__(self, pairs: Sequence[Pair], filters: Sequence[Pair]) -> None:
        self._encoded = [_encoded(pair) for pair in pairs]
        self._filters = filters
        self._first = pairs.index(filters[0]) if filters else sum(name == "q" for name, _ in pairs[:1])

    def url(self, pair: Pair) -> str:
        place = bisect_left(self._filters, pair)
        is_chosen = place < len(self._filters) and self._filters[place] == pair
        if not is_chosen:
            return _encoded(pair).join(self.around(pair))
        start = self._first + place
        query = "&".join([*self._encoded[:start], *self._encoded[start + 1 :]])
        return f"{SEARCH}?{query}" if query else SEARCH

    def around(self, pair: Pair) -> tuple[str, str]:
        """Return the parts of the address before and after a filter that is added."""
        place = self._first + bisect_left(self._filters, pair)
        before, behind = "&".join(self._encoded[:place]), "&".join(self._encoded[place:])
        return f"{SEARCH}?{before}{before and '&'}", f"{behind and '&'}{behind}"


def hit_path(hit: Hit, request: SearchRequest) -> str:
    """Where a hit is read, with the searched words still marked."""
    return f"{text_path(hit.text_id)}{_searched(request)}#{hit.section}-{hit.paragraph}"


@lru_cache(maxsize=64)
def _searched(request: SearchRequest) -> str:
    """Return the words of a search as the end of an address."""
    return address("", [pair for pair in request.to_args() if pair[0] in ("q", "exact")] if request.text else [])


def value_label(name: str, value: str) -> str:
    """Return a filter's value as a reader knows it."""
    known = taxonomy()
    if name == "country":
        return known.country(value).name
    if name == "section":
        return known.heading(value).title
    if name == "indicator":
        return known.indicator(value).label
    if name == "kind":
        return KINDS[value]
    return corpus().library.chapter(value).title if name == "chapter" and value in corpus().library else value


def chips(request: SearchRequest, url: Url = search_url) -> list[ChoiceLink]:
    """Return the chosen filters, each with the link to the search without it."""
    made = [
        ChoiceLink(f"{FACET_TITLES[name]}: {value_label(name, value)}", url(request.toggled(name, value)), True)
        for name, value in request.filters
    ]
    if request.exact:
        made.append(ChoiceLink("Exact words only", url(request.changed(exact=False)), True))
    return made


def facets(page: SearchPage, toggles: Toggles) -> list[FacetLinks]:
    """Return the facets that can narrow or widen this answer: those with a choice to make, or one that was made."""
    made = []
    site_root = root()
    for name, title in FACET_TITLES.items():
        chosen = page.request.chosen(name)
        values = page.facets.get(name, ())
        if len(values) < 2 and not chosen:
            continue
        if chosen:
            links = {one: escape(site_root + toggles.url((name, one.value))) for one in values}
            items = [_item(links[one], one, ' aria-current="true"') for one in values if one.value in chosen]
            items += [_item(links[one], one) for one in values if one.value not in chosen]
        else:  # all links are alike but for the value
            before, behind = map(escape, toggles.around((name, "")))
            start, end = f'<li><a href="{site_root}{before}', f'{behind}">'
            items = [
                f"{start}{_encoded((name, value))}{end}{_labelled(label)}{count:,}{_ITEM_END}"
                for value, label, count in values
            ]
        shown, folded = "".join(items[:SHOWN]), "".join(items[SHOWN:])
        made.append(FacetLinks(title, Markup(shown), Markup(folded), len(items[SHOWN:])))  # noqa: S704 - all is escaped
    return made


# Items are made here: templates take several times as long for some hundred of them.

_ITEM_END = "</span></a></li>\n"


@lru_cache(maxsize=2048)
def _labelled(label: str) -> str:
    """Write the part of an item before its count."""
    return f'<span class="label">{escape(label)}</span> <span class="figure">'


def _item(link: str, one: FacetValue, current: str = "") -> str:
    """Return the item of a value."""
    return f'<li><a href="{link}"{current}>{_labelled(one.label)}{one.count:,}{_ITEM_END}'


def sorts(request: SearchRequest, url: Url = search_url) -> list[ChoiceLink]:
    """Return the orders to choose from; one by a score is there when it was asked for."""
    titles = dict(SORT_TITLES)
    if request.sort not in titles:
        label = taxonomy().indicator(request.sort.removeprefix("-")).label
        titles[request.sort] = f"{label}, {'lowest' if request.sort.startswith('-') else 'highest'} first"
    return [ChoiceLink(title, url(request.changed(sort=name)), name == request.sort) for name, title in titles.items()]


def pages(total: int, limit: int, offset: int, url: Callable[[int], str]) -> Pages | None:
    """Links to the pages around the one at `offset`; None where one page holds everything."""
    last = min((total - 1) // limit, DEEPEST // limit)
    if last < 1:
        return None
    here = offset // limit
    near = sorted({number for number in (0, *range(here - 2, here + 3), last) if 0 <= number <= last})
    numbers: list[ChoiceLink | None] = []
    for before, number in zip([-1, *near], near, strict=False):
        if number > before + 1:
            numbers.append(None)
        numbers.append(ChoiceLink(str(number + 1), url(number * limit), number == here))
    return Pages(
        previous=url((here - 1) * limit) if 0 < here <= last else None,
        next=url((here + 1) * limit) if here < last else None,
        numbers=tuple(numbers),
    )


def search_pages(page: SearchPage) -> Pages | None:
    """Return the pages of a search."""
    request = page.request
    return pages(page.total, request.limit, request.offset, lambda offset: search_url(replace(request, offset=offset)))
