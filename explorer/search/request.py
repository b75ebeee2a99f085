"""The request of a search: text, filters, order and page, all of it in the URL."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from explorer.core.errors import CountryError, NotFoundError, QueryError
from explorer.entities.place_names import key_of, place_names
from explorer.model.chapters import slug_of
from explorer.model.offered_names import offer_names
from explorer.model.series import all_series, editions_of_all
from explorer.model.taxonomy import name_key, offer, taxonomy
from explorer.search.query.names import Understood, understand
from explorer.search.query.nodes import FACETS, NAMES, NEW
from explorer.text.punctuation import strip_invisible

KINDS = {"profile": "Country profiles", "chapter": "Chapters and articles"}
SORTS = ("relevance", "country", "newest", "oldest")  # or the slug of a score, with "-" for lowest first
LIMIT, LARGEST_LIMIT = 10, 100
DEEPEST = 10_000  # hits beyond this are not paged to
LONGEST = 1_000  # characters of a query
FLAGS = ("0", "1", "false", "true")
SCORES = "scores"  # the parameter that lists scores, with commas or more than once
CHANGE = "change."  # before the slug of a score: its change since the edition before
Scope = Literal["words", "related"]  # passages with every word typed, or also those that are found in other ways
SCOPES: tuple[Scope, ...] = get_args(Scope)


def check_filter(name: str, value: str) -> str:
    """Return a filter's value in its one spelling. Raises QueryError when the name or the value is unknown."""
    known = taxonomy()
    try:
        if name in ("country", NAMES):
            return known.find_country(value).code
        if name in ("edition", NEW):
            if value not in map(str, editions_of_all()):
                known_editions = ", ".join(map(str, editions_of_all()))
                raise QueryError(f"There is no edition {value!r}. Choose one of {known_editions}.")
            return value
        if name == "section":
            titled = {name_key(heading.title): heading.slug for heading in known.headings}
            return known.heading(titled.get(name_key(value), value)).slug
        if name in ("indicator", "about"):
            labelled = known.find_indicator(value)
            return labelled.slug if labelled else known.indicator(value).slug
    except (NotFoundError, CountryError) as error:
        raise QueryError(str(error)) from error
    if name == "kind":
        if value.strip().casefold() not in KINDS:
            raise QueryError(f"There is no kind {value!r}. Choose profile or chapter.")
        return value.strip().casefold()
    if name == "series":
        return _check_series(value)
    if name == "chapter":
        if not (slug := slug_of(value)):
            raise QueryError(f"A chapter is named by its id or title, not {value!r}.")
        return slug
    if name == "region":
        return _check_region(value)
    if name == "continent":
        continents = {name_key(continent): continent for continent in known.continents}
        if name_key(value) in continents:
            return continents[name_key(value)]
        offered = offer_names(name_key(value), {key: (continent,) for key, continent in continents.items()})
        offered = offered or f" Choose one of {', '.join(known.continents)}."
        raise QueryError(f"There is no continent {value!r}.{offered}")
    raise QueryError(f"There is no filter {name!r}. Choose one of {', '.join(FACETS)}.")


def _check_series(value: str) -> str:
    """Return the slug of a series by that, its name or its title."""
    for series in all_series().values():
        if name_key(value) in map(name_key, (series.slug, series.name, series.title)):
            return series.slug
    raise QueryError(f"There is no series {value!r}. Choose one of {', '.join(all_series())}.")


def _check_region(value: str) -> str:
    """Return the region of a name, or of half its name: "Central Asia" is Central Asia and the Caucasus."""
    known, halves = taxonomy(), place_names().regions
    if region := known.find_region(value):
        return region.name
    if half := halves.get(key_of(value)):
        return half
    spellings = {name_key(name): (area.name,) for area in known.regions for name in (area.name, *area.also)}
    spellings |= {" ".join(key): (name,) for key, name in halves.items()}
    raise QueryError(f"There is no region {value!r}.{offer_names(name_key(value), spellings)}")


def check_sort(sort: str) -> str:
    """Return the order itself when there is one of that name. Raises QueryError."""
    if sort in SORTS or sort.removeprefix("-") in taxonomy().scored:
        return sort
    offered = offer(sort, [*SORTS, *taxonomy().scored])
    raise QueryError(f"Hits cannot be sorted by {sort!r}. Choose one of {', '.join(SORTS)}, or a score.{offered}")


def check_scope(scope: str) -> Scope:
    """Return the scope itself when there is one of that name. Raises QueryError."""
    for known in SCOPES:
        if scope == known:
            return known
    raise QueryError(f"There is no scope {scope!r}. Choose words or related.")


def check_score_name(name: str) -> str:
    """Return the name of a score, or of its change since the edition before, in its one spelling. Raises QueryError."""
    start = CHANGE if name.strip().lower().startswith(CHANGE) else ""
    return start + check_filter("indicator", name.strip()[len(start) :])


def split_names(names: str) -> list[str]:
    """Split a list of names at its commas."""
    return [name for name in names.split(",") if name.strip()]


def _whole_number(name: str, value: str, lowest: int, highest: int) -> int:
    if not value.isascii() or not value.isdigit() or not lowest <= int(value) <= highest:
        raise QueryError(f"{name} must be a whole number from {lowest} to {highest}, not {value!r}.")
    return int(value)


def read_flag(name: str, value: str) -> bool:
    """Return whether a flag is set; empty counts as no. Raises QueryError."""
    if value.strip() not in ("", *FLAGS):
        raise QueryError(f"{name} must be 1 or 0, not {value!r}.")
    return value.strip() in ("1", "true")


def once(pairs: Iterable[tuple[str, str]], several: Sequence[str] = FACETS) -> dict[str, str]:
    """Return the values of parameters that have one each.

    Raises QueryError for a parameter that is given twice, which has the names of those that may have several.
    """
    values: dict[str, str] = {}
    for name, value in pairs:
        if values.setdefault(name, value) != value:
            others = f"; only {', '.join(several)} may have several values" if several else ""
            raise QueryError(
                f"The address has {name!r} twice, with {values[name]!r} and {value!r}. Give it once{others}."
            )
    return values


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One search, checked. Equal requests have equal answers within one generation."""

    text: str = ""  # as typed, in the query language; empty browses
    filters: tuple[tuple[str, str], ...] = ()  # sorted, distinct; one name: any of its values, several names: all
    sort: str = "relevance"
    limit: int = LIMIT
    offset: int = 0
    is_exact: bool = False  # only the words as typed: no stems, synonyms, spelling or indicators
    scope: Scope | None = None  # None: "words" where that is enough, else "related"
    reads_names: bool = True  # names of countries, regions, editions and sections in plain words are filters
    scores: tuple[str, ...] = ()  # that hits carry beside those of conditions: "heroin-trade", "change.heroin-trade"

    @classmethod
    def make(
        cls,
        text: str = "",
        filters: Iterable[tuple[str, str]] = (),
        sort: str = "relevance",
        limit: int = LIMIT,
        offset: int = 0,
        is_exact: bool = False,
        scope: str | None = None,
        reads_names: bool = True,
        scores: Iterable[str] = (),
    ) -> "SearchRequest":
        """Make a request from a caller's words. Raises QueryError, whose message has what would work."""
        if len(text) > LONGEST:
            raise QueryError(f"The query has {len(text):,} characters; at most {LONGEST:,} are searched. Shorten it.")
        checked = tuple(sorted({(name, check_filter(name, value)) for name, value in filters}))
        if not 1 <= limit <= LARGEST_LIMIT:
            raise QueryError(f"limit must be a whole number from 1 to {LARGEST_LIMIT}, not {limit}.")
        if not 0 <= offset <= DEEPEST:
            raise QueryError(f"offset must be a whole number from 0 to {DEEPEST}, not {offset}.")
        return cls(
            " ".join(unicodedata.normalize("NFC", strip_invisible(text)).split()),
            checked,
            check_sort(sort),
            limit,
            offset,
            is_exact,
            check_scope(scope) if scope else None,
            reads_names,
            tuple(dict.fromkeys(map(check_score_name, scores))),
        )

    @classmethod
    def from_args(cls, args: Iterable[tuple[str, str]]) -> "SearchRequest":
        """Read the pairs of a URL's query string; empty values count as absent, unknown names are refused."""
        pairs = [(name, value) for name, value in args if value.strip()]
        single = once((name, value) for name, value in pairs if name not in (*FACETS, SCORES))
        if unknown := sorted(set(single) - {"q", "sort", "limit", "offset", "exact", "scope", "names"}):
            raise QueryError(f"There is no parameter {unknown[0]!r}.{offer(unknown[0], (*FACETS, 'q', 'sort'))}")
        return cls.make(
            text=single.get("q", ""),
            filters=[(name, value) for name, value in pairs if name in FACETS],
            sort=single.get("sort", "relevance"),
            limit=_whole_number("limit", single.get("limit", str(LIMIT)), 1, LARGEST_LIMIT),
            offset=_whole_number("offset", single.get("offset", "0"), 0, DEEPEST),
            is_exact=read_flag("exact", single.get("exact", "")),
            scope=single.get("scope"),
            reads_names=read_flag("names", single.get("names", "1")),
            scores=[each for name, value in pairs if name == SCORES for each in split_names(value)],
        )

    def to_args(self) -> list[tuple[str, str]]:
        """Return the pairs that `from_args` reads back to this request; defaults are left out."""
        pairs = [("q", self.text)] if self.text else []
        pairs += self.filters
        if self.sort != "relevance":
            pairs.append(("sort", self.sort))
        if self.limit != LIMIT:
            pairs.append(("limit", str(self.limit)))
        if self.offset:
            pairs.append(("offset", str(self.offset)))
        if self.is_exact:
            pairs.append(("exact", "1"))
        if self.scope:
            pairs.append(("scope", self.scope))
        if not self.reads_names:
            pairs.append(("names", "0"))
        if self.scores:
            pairs.append((SCORES, ",".join(self.scores)))
        return pairs

    @property
    def understood(self) -> Understood | None:
        """The text as its names are understood; None where it has none, or is searched as typed."""
        return understand(self.text) if self.reads_names and not self.is_exact else None

    def reading(self, understood: Understood | None) -> "SearchRequest":
        """Return the request that is searched for this one: names that were understood are fields of its query."""
        if understood is None:
            return self
        return replace(self, text=understood.in_fields, reads_names=False)

    def chosen(self, name: str) -> tuple[str, ...]:
        """Return the values chosen of one filter."""
        return tuple(value for other, value in self.filters if other == name)

    def toggled(self, name: str, value: str) -> "SearchRequest":
        """Return the same search with one filter value added, or removed where it was chosen; from the first page."""
        pair = (name, value)
        others = [other for other in self.filters if other != pair]
        filters = others if pair in self.filters else [*self.filters, pair]
        return replace(self, filters=tuple(sorted(filters)), offset=0)

    def narrowed(self, filters: Iterable[tuple[str, str]]) -> "SearchRequest":
        """Return the same search with these filters in the place of others of their names; from the first page."""
        added = tuple(filters)
        names = {name for name, _ in added}
        others = [pair for pair in self.filters if pair[0] not in names]
        return replace(self, filters=tuple(sorted({*others, *added})), offset=0)

    def changed(self, **values: str | int | bool | Sequence[str] | None) -> "SearchRequest":
        """Return the same search with other values, checked again; from the first page unless `offset` is set."""
        merged: Mapping[str, object] = {
            "text": self.text,
            "sort": self.sort,
            "limit": self.limit,
            "is_exact": self.is_exact,
            "scope": self.scope,
            "reads_names": self.reads_names,
            "scores": self.scores,
            "offset": 0,
        } | values
        return SearchRequest.make(filters=self.filters, **merged)  # type: ignore[arg-type]
