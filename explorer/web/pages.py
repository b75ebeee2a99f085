"""The pages that people read. Each is a function of its address and of the current generation."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from explorer.errors import NotFoundError, QueryError
from explorer.library import Library
from explorer.profiles import FACTS, Passage, Profile, parse_reference
from explorer.search.request import SearchRequest, check_filter
from explorer.taxonomy import EDITIONS, PILLARS, Country, Indicator, taxonomy
from explorer.web import results
from explorer.web.corpus import corpus
from explorer.web.reader import parts
from explorer.web.scoreboard import sides

pages = Blueprint("pages", __name__)

EXAMPLES = (
    ("heroin", "a word, in every form it takes"),
    ("border corruption", "words that a passage speaks of together"),
    ('"foreign actors" -drugs', "a phrase, and a word to leave out"),
)
_FRONT = 12  # countries that the front page names


@dataclass(frozen=True, slots=True)
class Shelf:
    """A country with its profiles, oldest first."""

    country: Country
    profiles: tuple[Profile, ...]

    @property
    def newest_scored(self) -> Profile | None:
        """The newest profile that has scores."""
        return next((one for one in reversed(self.profiles) if one.scores), None)


def shelf(library: Library, country: Country) -> Shelf:
    """All profiles of a country."""
    ids = (f"{country.code.lower()}-{edition}" for edition in library.editions(country.code))
    return Shelf(country, tuple(library.profile(id) for id in ids))


def passage_of(id: str) -> tuple[Profile, Passage]:
    """The passage of an id, with its profile. Raises NotFoundError."""
    reference = parse_reference(id)
    if reference.section is None or reference.number is None:
        raise NotFoundError(f"{id!r} is not the id of a passage. Those look like kgz-2021/drugs/1.")
    profile = corpus().library.profile(reference.profile_id)
    return profile, profile.passage(reference.section, reference.number)


@pages.get("/")
def home() -> str:
    """What this is, what is in it, and where to begin."""
    answer = corpus().engine.search(SearchRequest.make(limit=1))
    library = corpus().library
    countries = [taxonomy().country(one.value) for one in answer.facets.get("country", ())]
    return render_template(
        "home.html",
        examples=EXAMPLES,
        passages=answer.total,
        editions=sorted({int(id[4:]) for id in library.ids()}),
        profiles=len(library.ids()),
        countries=len(countries),
        shelves=[shelf(library, country) for country in countries[:_FRONT]],
    )


@pages.get("/search")
def search() -> str:
    """The answer to a search."""
    page = corpus().engine.search(SearchRequest.from_args(request.args.items(multi=True)))
    return render_template(
        "search.html",
        page=page,
        query=page.request.text,
        kept=[pair for pair in page.request.to_args() if pair[0] not in ("q", "offset")],
        chips=results.chips(page.request),
        facets=results.facets(page),
        sorts=results.sorts(page.request),
        pages=results.search_pages(page),
        first_page=results.search_url(page.request.changed()),
        without_filters=results.search_url(SearchRequest.make(page.request.text)),
        suggestion_url=page.suggestion and results.search_url(page.request.changed(text=page.suggestion)),
        examples=EXAMPLES,
    )


@pages.get("/profiles/<id>")
def profile(id: str) -> str | Response:
    """One profile to read, with the words of `q` marked."""
    reference = parse_reference(id)
    if id != reference.profile_id:
        query = f"?{request.query_string.decode()}" if request.query_string else ""
        return redirect(f"/profiles/{reference.profile_id}{query}", 301)
    asked = SearchRequest.make(request.args.get("q", ""), exact=request.args.get("exact", "") not in ("", "0", "false"))
    library = corpus().library
    shown = library.profile(id)
    marker = corpus().engine.marker(asked.text, asked.exact) if asked.text else None
    sections = parts(shown, corpus().linker, marker)
    matches = [paragraph.passage.anchor for part in sections for paragraph in part.paragraphs if paragraph.is_match]
    return render_template(
        "profile.html",
        profile=shown,
        parts=sections,
        matches=matches,
        query=asked.text,
        exact=asked.exact,
        facts=[(label, shown.facts[slug]) for slug, label in FACTS.items() if slug in shown.facts],
        sides=sides(shown),
        editions=library.editions(shown.code),
        address=request.host_url.rstrip("/"),
    )


@pages.get("/passages/<path:id>")
def passage(id: str) -> Response:
    """The permanent link of a passage: leads to its place in the profile."""
    shown, found = passage_of(id)
    asked = SearchRequest.make(request.args.get("q", ""))
    query = f"?{urlencode({'q': asked.text})}" if asked.text else ""
    return redirect(f"/profiles/{shown.id}{query}#{found.anchor}", 302)


def scored(library: Library, indicator: Indicator, edition: int) -> Iterator[tuple[Profile, float]]:
    """The profiles of an edition that score an indicator, with the score, in order of id."""
    for id in library.ids():
        if id.endswith(f"-{edition}"):
            found = library.profile(id)
            if (score := found.scores.get(indicator.slug)) is not None:
                yield found, score


@pages.get("/indicators/<slug>")
def indicator(slug: str) -> str:
    """What an indicator means, how countries score, and what the profiles say of it."""
    shown = taxonomy().indicator(slug)
    library = corpus().library
    editions = [one for one in EDITIONS if one >= shown.first_edition]
    held = {int(id[4:]) for id in library.ids()}
    asked = request.args.get("edition", "")
    edition = int(check_filter("edition", asked)) if asked else max(held.intersection(editions), default=editions[-1])
    if edition < shown.first_edition:
        raise QueryError(f"{shown.label} was not scored before {shown.first_edition}. Choose a later edition.")
    scores = sorted(scored(library, shown, edition), key=lambda one: (-one[1], one[0].country.name))
    found = SearchRequest.from_args(
        [
            ("indicator", slug),
            ("edition", str(edition)),
            *((name, value) for name, value in request.args.items() if name == "offset"),
        ]
    )
    page = corpus().engine.search(found)
    return render_template(
        "indicator.html",
        indicator=shown,
        edition=edition,
        editions=editions,
        scores=scores,
        page=page,
        pages=results.pages(
            page.total,
            found.limit,
            found.offset,
            lambda offset: f"/indicators/{slug}?{urlencode({'edition': edition, 'offset': offset})}",
        ),
        search_url=results.search_url(found.changed()),
        pillar=taxonomy().indicator(shown.pillar),
        siblings=_members(taxonomy().indicator(shown.pillar), edition),
    )


def _members(aggregate: Indicator, edition: int) -> list[Indicator]:
    """What an aggregate is the mean of."""
    if aggregate.slug == "criminality":
        return [taxonomy().indicator("criminal-markets"), taxonomy().indicator("criminal-actors")]
    return list(taxonomy().indicators_of(edition, aggregate.slug))


@pages.get("/indicators")
def indicators() -> str:
    """Every indicator and aggregate."""
    groups = [
        (taxonomy().indicator(pillar), [one for one in taxonomy().indicators if one.pillar == pillar])
        for pillar in PILLARS
    ]
    return render_template("indicators.html", criminality=taxonomy().indicator("criminality"), groups=groups)


@pages.get("/countries")
def countries() -> str:
    """The countries of which there is a profile."""
    library = corpus().library
    held = {id[:3].upper() for id in library.ids()}
    shelves = [shelf(library, country) for country in taxonomy().countries if country.code in held]
    return render_template("countries.html", shelves=shelves, missing=len(taxonomy().countries) - len(shelves))


@pages.get("/help")
def help() -> str:
    """How to search."""
    return render_template("help.html")


@pages.get("/about")
def about() -> str:
    """Where everything comes from, and who is behind it."""
    return render_template("about.html")
