"""`/works`: what the corpus cites in notes, which treaties and organizations it names, and who names whom."""

from dataclasses import dataclass
from functools import lru_cache

from flask import Blueprint, render_template, request

from explorer.core.errors import NotFoundError
from explorer.corpus.library import Library
from explorer.entities.mentions import Cited, Naming, Work, name_countries, name_works, notes_of, works
from explorer.model.profiles import parse_reference
from explorer.model.taxonomy import Country, taxonomy
from explorer.search.results import place_of
from explorer.web.context import corpus

named = Blueprint("works", __name__)

NOTES = 100  # on one page


@dataclass(frozen=True, slots=True)
class SourcesOf:
    """All that passages name and cite."""

    works: tuple[tuple[Work, tuple[Naming, ...]], ...]  # most named first
    countries: tuple[tuple[Country, tuple[Naming, ...]], ...]
    notes: tuple[Cited, ...]


@lru_cache(maxsize=1)
def _found(_generation: str | None, library: Library) -> SourcesOf:
    by_work, by_country = name_works(library.texts()), name_countries(library.texts())
    ordered = sorted(
        (work for work in works() if work.slug in by_work), key=lambda one: (-len(by_work[one.slug]), one.name)
    )
    named_countries = [country for country in taxonomy().countries if country.code in by_country]
    named_countries.sort(key=lambda one: (-len(by_country[one.code]), one.name))
    return SourcesOf(
        tuple((work, tuple(by_work[work.slug])) for work in ordered),
        tuple((country, tuple(by_country[country.code])) for country in named_countries),
        tuple(notes_of(library.texts())),
    )


def findings() -> SourcesOf:
    """List what the current corpus mentions; computed once for each generation."""
    return _found(corpus().generation, corpus().library)


def place(id: str) -> str:
    """Return a passage in words: "Kyrgyzstan 2021, Drugs, paragraph 1"."""
    reference = parse_reference(id)
    text = corpus().library.text(reference.text_id)
    return place_of(text.name, text.section(reference.section or "").title, reference.number or 0)


@named.get("/works")
def all_works() -> str:
    """Everything that is named, and a page of notes."""
    found = findings()
    page = request.args.get("page", "1")
    last = max(1, -(-len(found.notes) // NOTES))
    if not page.isascii() or not page.isdigit() or not 1 <= int(page) <= last:
        raise NotFoundError(f"The notes have {last} page{'' if last == 1 else 's'}; there is no page {page!r}.")
    start = (int(page) - 1) * NOTES
    return render_template(
        "read/works.html", found=found, notes=found.notes[start : start + NOTES], page=int(page), last=last, place=place
    )


@named.get("/works/<slug>")
def work(slug: str) -> str:
    """Return the passages that name a treaty, an organization or a programme."""
    for one, namings in findings().works:
        if one.slug == slug:
            return render_template("read/mentions.html", name=one.name, kind=one.kind, namings=namings, place=place)
    known = next((one for one in works() if one.slug == slug), None)
    if known is None:
        raise NotFoundError(f"There is no {slug!r} among the works; /works lists them.")
    return render_template("read/mentions.html", name=known.name, kind=known.kind, namings=(), place=place)


@named.get("/works/countries/<code>")
def country(code: str) -> str:
    """Return the passages of other countries' profiles, and of chapters, that name a country."""
    one = taxonomy().country(code)
    namings = next((found for found_country, found in findings().countries if found_country == one), ())
    return render_template("read/mentions.html", name=one.name, kind="country", namings=namings, place=place)
