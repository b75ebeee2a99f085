"""`/works`: what the corpus cites in notes, which treaties and organizations it names, who names whom; and its JSON."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from flask import Blueprint, Response, jsonify, render_template, request
from markupsafe import Markup

from explorer.core.errors import NotFoundError
from explorer.corpus.library import Library
from explorer.entities.cited_sources import CitedSource, cited_sources, split_addresses, with_words
from explorer.entities.mentions import Cited, PassageMentions, Work, name_countries, name_works, notes_of, works
from explorer.model.addresses import API, MENTIONS, with_query
from explorer.model.profiles import parse_reference
from explorer.model.taxonomy import Country, taxonomy
from explorer.search.marks import WordMark, to_html
from explorer.search.results import place_of
from explorer.serializers.mention_records import mentions_record, works_record
from explorer.web.api.api_request import check_parameters, read_page
from explorer.web.context import corpus

named = Blueprint("works", __name__)

NOTES = 100  # on one page


@dataclass(frozen=True, slots=True)
class SourcesOf:
    """All that passages name and cite."""

    works: tuple[tuple[Work, tuple[PassageMentions, ...]], ...]  # most named first
    countries: tuple[tuple[Country, tuple[PassageMentions, ...]], ...]
    notes: tuple[Cited, ...]
    sources: tuple[CitedSource, ...]  # that these name, each once


@lru_cache(maxsize=1)
def _sources(_generation: str | None, library: Library) -> SourcesOf:
    by_work, by_country = name_works(library.texts()), name_countries(library.texts())
    notes = tuple(notes_of(library.texts()))
    ordered = sorted(
        (work for work in works() if work.slug in by_work), key=lambda work: (-len(by_work[work.slug]), work.name)
    )
    named_countries = [country for country in taxonomy().countries if country.code in by_country]
    named_countries.sort(key=lambda country: (-len(by_country[country.code]), country.name))
    return SourcesOf(
        tuple((work, tuple(by_work[work.slug])) for work in ordered),
        tuple((country, tuple(by_country[country.code])) for country in named_countries),
        notes,
        cited_sources(notes),
    )


def sources() -> SourcesOf:
    """List what the current corpus mentions; computed once for each generation."""
    return _sources(corpus().generation, corpus().library)


def linked(text: str) -> Markup:
    """Return a text as HTML with its addresses as links, of which this site says nothing to search engines."""
    return Markup("").join(
        Markup('<a href="{0}" rel="external nofollow noopener">{0}</a>').format(part) if is_address else part
        for part, is_address in split_addresses(text)
    )


def place(id: str) -> str:
    """Return a passage in words: "Kyrgyzstan 2021, Drugs, paragraph 1"."""
    reference = parse_reference(id)
    text = corpus().library.text(reference.text_id)
    return place_of(text.name, text.section(reference.section or "").title, reference.number or 0)


@named.get("/works")
def all_works() -> str:
    """Show all that passages name, and a page of notes."""
    mentions = sources()
    find, page = request.args.get("find", "").strip(), request.args.get("page", "1")
    found = with_words(mentions.sources, find)
    last = max(1, -(-len(found) // NOTES))
    if not page.isascii() or not page.isdigit() or not 1 <= int(page) <= last:
        raise NotFoundError(f"The notes have {last} page{'' if last == 1 else 's'}; there is no page {page!r}.")
    start = (int(page) - 1) * NOTES
    return render_template(
        "read/works.html",
        sources=mentions,
        find=find,
        found=found,
        notes=found[start : start + NOTES],
        linked=linked,
        page=int(page),
        last=last,
        place=place,
    )


@named.get(f"{API}/works")
def works_json() -> Response:
    """Answer programs with all that passages name, and a page of notes."""
    check_parameters(("find", "limit", "offset"))
    mentions = sources()
    limit, offset = read_page()
    found = with_words(mentions.sources, request.args.get("find", ""))
    return jsonify(works_record(mentions.works, mentions.countries, mentions.notes, limit, offset, place, found))


@dataclass(frozen=True, slots=True)
class NamedPassages:
    """The passages that name one thing."""

    name: str
    kind: str  # of a work, or "country"
    passage_mentions: tuple[PassageMentions, ...]  # none where nobody names it


def _of_work(slug: str) -> NamedPassages:
    """Return the passages that name a treaty, an organization or a programme. Raises NotFoundError."""
    for work, passage_mentions in sources().works:
        if work.slug == slug:
            return NamedPassages(work.name, work.kind, passage_mentions)
    known = next((work for work in works() if work.slug == slug), None)
    if known is None:
        raise NotFoundError(f"There is no {slug!r} among the works; /works lists them.")
    return NamedPassages(known.name, known.kind, ())


def _of_country(code: str) -> NamedPassages:
    """Return the passages of other countries' profiles, and of chapters, that name a country. Raises CountryError."""
    target = taxonomy().country(code)
    by_country = sources().countries
    passage_mentions = next((mentions for country, mentions in by_country if country == target), ())
    return NamedPassages(target.name, "country", passage_mentions)


def _snippet(mentions: PassageMentions) -> Markup:
    """Return the first sentence that has the name as HTML, with the name marked."""
    start, end = mentions.sentence
    marks = [WordMark(*place) for place in mentions.places]
    return Markup(to_html(mentions.passage.text, marks, start, end))  # noqa: S704 - escaped there


def _by_country(passage_mentions: Iterable[PassageMentions]) -> list[tuple[str, int]]:
    """Count the passages by the country of their profile, most first; those of chapters come under that name."""
    texts = (corpus().library.text(mentions.passage.text_id) for mentions in passage_mentions)
    return Counter(text.country.name if text.country else "chapters" for text in texts).most_common()


def _page_of(named_passages: NamedPassages, to: str) -> str:
    return render_template(
        "read/mentions.html",
        name=named_passages.name,
        kind=named_passages.kind,
        passage_mentions=named_passages.passage_mentions,
        by_country=_by_country(named_passages.passage_mentions),
        filtered_url=with_query(MENTIONS, to=to),
        snippet=_snippet,
        place=place,
    )


def _json_of(named_passages: NamedPassages) -> Response:
    check_parameters(())
    return jsonify(mentions_record(named_passages.name, named_passages.kind, named_passages.passage_mentions, place))


@named.get("/works/<slug>")
def work(slug: str) -> str:
    """Show the passages that name a treaty, an organization or a programme."""
    return _page_of(_of_work(slug), slug)


@named.get(f"{API}/works/<slug>")
def work_json(slug: str) -> Response:
    """Answer programs with the same."""
    return _json_of(_of_work(slug))


@named.get("/works/countries/<code>")
def country(code: str) -> str:
    """Show the passages of other countries' profiles, and of chapters, that name a country."""
    return _page_of(_of_country(code), code.upper())


@named.get(f"{API}/works/countries/<code>")
def country_json(code: str) -> Response:
    """Answer programs with the same."""
    return _json_of(_of_country(code))
