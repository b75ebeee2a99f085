"""The passages that are linked to an indicator, highest score first, with the sentence that is the evidence."""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from explorer.core.content_file import offer
from explorer.core.errors import QueryError
from explorer.model.series import INDEX_SERIES
from explorer.search.engine import Engine
from explorer.search.evidence import EvidenceSentence, evidence_sentences
from explorer.search.marks import WordMark
from explorer.search.request import SearchRequest
from explorer.search.results import Hit, HitIndicator, SearchPage
from explorer.search.snippets import snippet
from explorer.text.counted_nouns import counted
from explorer.web.read.link_reasons import LinkReason, link_reason
from explorer.web.scores.params import Pairs, read_params
from explorer.web.search.result_links import ChoiceLink, Pages, pages, search_url

LINKS = {"any": "All", "about": "About", "mentions": "Mentions"}  # which links are listed, and the title of each
_VERBS = {
    "any": ("is linked to", "are linked to"),
    "about": ("is about", "are about"),
    "mentions": ("mentions", "mention"),
}
PassagesUrl = Callable[[int, str, int], str]  # of an edition, one of LINKS or nothing for any, and an offset
_ANCHOR = "#passages-title"


@dataclass(frozen=True, slots=True)
class LinkedPassage:
    """A passage with its link to the indicator of the page."""

    hit: Hit
    reason: LinkReason
    snippet: Markup  # the sentence with most of the evidence, its words in <mark>

    @classmethod
    def of(cls, hit: Hit, slug: str) -> "LinkedPassage":
        indicator = next(indicator for indicator in hit.indicators if indicator.slug == slug)
        return cls(hit, link_reason(hit.id, hit.text, indicator), _evidence_snippet(hit.text, indicator))


def _evidence_snippet(text: str, indicator: HitIndicator) -> Markup:
    """Return the sentence with most different words of the evidence, the first of several, as HTML."""

    def distinct(sentence: EvidenceSentence) -> int:
        return len({text[start:end].casefold() for start, end in sentence.words})

    best = max(evidence_sentences(text, indicator.spans), key=distinct)
    marks = [WordMark(start - best.start, end - best.start) for start, end in best.words]
    return Markup(snippet(text[best.start : best.end], marks))  # noqa: S704 - the text in it is escaped


@dataclass(frozen=True, slots=True)
class IndicatorPassages:
    """One page of the passages that are linked to an indicator in an edition."""

    page: SearchPage
    passages: tuple[LinkedPassage, ...]
    links: str  # one of LINKS
    choices: tuple[ChoiceLink, ...]  # of LINKS, each with its number of passages; none where there is no passage
    other_editions: tuple[ChoiceLink, ...]  # that have passages with such links
    pages: Pages | None
    search_url: str  # of the search for all of them

    @classmethod
    def of(cls, engine: Engine, slug: str, edition: int, pairs: Pairs, url: PassagesUrl) -> "IndicatorPassages":
        """Return those of the page at an address. Raises QueryError for a parameter."""
        values = read_params(pairs, ("edition", "links", "offset"))
        links = _check_links(values.get("links", "any"))

        def url_of(edition: int, links: str, offset: int = 0) -> str:
            return url(edition, "" if links == "any" else links, offset) + _ANCHOR

        is_mixed = "series" in engine.search(SearchRequest.make(limit=1)).facets
        counts = {name: engine.count(_request(slug, edition, name, is_mixed)).total for name in ("any", "about")}
        counts["mentions"] = counts["any"] - counts["about"]
        page = engine.search(_request(slug, edition, links, is_mixed, values.get("offset", "")))
        choices = tuple(
            ChoiceLink(title, url_of(edition, name), name == links, counts[name]) for name, title in LINKS.items()
        )
        return cls(
            page=page,
            passages=tuple(LinkedPassage.of(hit, slug) for hit in page.hits),
            links=links,
            choices=choices if counts["any"] else (),
            other_editions=tuple(
                ChoiceLink(value.label, url_of(int(value.value), links), count=value.count)
                for value in sorted(page.facets["edition"], reverse=True)
                if value.count and value.value != str(edition)
            ),
            pages=pages(
                page.total,
                page.request.limit,
                page.request.offset,
                lambda offset: url_of(edition, links, offset),
            ),
            search_url=search_url(page.request.changed()),
        )

    @property
    def verb(self) -> str:
        """The verb after the number of passages: "are about"."""
        return _VERBS[self.links][self.page.total != 1]

    @property
    def places(self) -> str:
        """The countries and chapters that the passages are in: "in 38 countries and 1 chapter"."""
        countries, chapters = (
            sum(value.count > 0 for value in self.page.facets[name]) for name in ("country", "chapter")
        )
        numbers = [counted(number, noun) for number, noun in ((countries, "country"), (chapters, "chapter")) if number]
        return f"in {' and '.join(numbers)}" if numbers else ""


def _check_links(links: str) -> str:
    if links not in LINKS:
        offered = offer(links, LINKS) or f" Choose one of {', '.join(LINKS)}."
        raise QueryError(f"There is no kind of links {links!r}.{offered}")
    return links


def _request(slug: str, edition: int, links: str, is_mixed: bool, offset: str = "") -> SearchRequest:
    """Return the search for the passages with such links in an edition of the Index, highest score first.

    In a corpus of several series the others are left out: their scores are not those of the page.
    """
    series = INDEX_SERIES if is_mixed else ""
    name = "about" if links == "about" else "indicator"
    text = f"-about:{slug}" if links == "mentions" else ""
    return SearchRequest.from_args(
        [("q", text), (name, slug), ("edition", str(edition)), ("sort", slug), ("offset", offset), ("series", series)]
    )
