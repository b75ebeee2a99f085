"""`/works`: what the corpus cites in notes, which treaties and organizations it names, and who names whom."""

from dataclasses import dataclass
from functools import lru_cache

from flask import Blueprint, render_template, request

from explorer.core.errors import NotFoundError
from explorer.corpus.library import Library
from explorer.entities.mentions import Cited, PassageMentions, Work, name_countries, name_works, notes_of, works
from explorer.model.profiles import parse_reference
from explorer.model.taxonomy import Country, taxonomy
from explorer.search.results import place_of
from explorer.web.context import corpus

named = Blueprint("works", __name__)

NOTES = 100  # on one page


@dataclass(frozen=True, slots=True)
class SourcesOf:
    """All that passages name and cite."""

    works: tuple[tuple[Work, tuple[PassageMentions, ...]], ...]  # most named first
    countries: tuple[tuple[Country, tuple[PassageMentions, ...]], ...]
    notes: tuple[Cited, ...]


@lru_cache(maxsize=1)
def _sources(_generation: str | None, library: Library) -> SourcesOf:
    by_work, by_country = name_works(library.texts()), name_countries(library.texts())
    ordered = sorted(
        (work for work in works() if work.slug in by_work), key=lambda work: (-len(by_work[work.slug]), work.name)
    )
    named_countries = [country for country in taxonomy().countries if country.code in by_country]
    named_countries.sort(key=lambda country: (-len(by_country[country.code]), country.name))
    return SourcesOf(
        tuple((work, tuple(by_work[work.slug])) for work in ordered),
        tuple((country, tuple(by_country[country.code])) for country in named_countries),
        tuple(notes_of(library.texts())),
    )


def sources() -> SourcesOf:
    """List what the current corpus mentions; computed once for each generation."""
    return _sources(corpus().generation, corpus().library)


def place(id: str) -> str:
    """Return a passage in words: "Kyrgyzstan 2021, Drugs, paragraph 1"."""
    reference = parse_reference(id)
    text = corpus().library.text(reference.text_id)
    return place_of(text.name, text.section(reference.section or "").title, reference.number or 0)


@named.get("/works")
def all_works() -> str:
    """Show all that passages name, and a page of notes."""
    mentions = sources()
    page = request.args.get("page", "1")
    last = max(1, -(-len(mentions.notes) // NOTES))
    if not page.isascii() or not page.isdigit() or not 1 <= int(page) <= last:
        raise NotFoundError(f"The notes have {last} page{'' if last == 1 else 's'}; there is no page {page!r}.")
    start = (int(page) - 1) * NOTES
    return render_template(
        "read/works.html",
        sources=mentions,
        notes=mentions.notes[start : start + NOTES],
        page=int(page),
        last=last,
        place=place,
    )


@named.get("/works/<slug>")
def work(slug: str) -> str:
    """Show the passages that name a treaty, an organization or a programme."""
    for work, passage_mentions in sources().works:
        if work.slug == slug:
            return render_template(
                "read/mentions.html", name=work.name, kind=work.kind, passage_mentions=passage_mentions, place=place
            )
    known = next((work for work in works() if work.slug == slug), None)
    if known is None:
        raise NotFoundError(f"There is no {slug!r} among the works; /works lists them.")
    return render_template("read/mentions.html", name=known.name, kind=known.kind, passage_mentions=(), place=place)


@named.get("/works/countries/<code>")
def country(code: str) -> str:
    """Show the passages of other countries' profiles, and of chapters, that name a country."""
    target = taxonomy().country(code)
    passage_mentions = next(
        (passage_mentions for country, passage_mentions in sources().countries if country == target), ()
    )
    return render_template(
        "read/mentions.html", name=target.name, kind="country", passage_mentions=passage_mentions, place=place
    )
