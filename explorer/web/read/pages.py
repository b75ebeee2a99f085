"""The pages that people read. Each is a function of its address and of the current generation."""

from itertools import islice

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from explorer.changes.compared_texts import readings_of
from explorer.charts.pyramid import Pyramid
from explorer.citations.permalinks import LinkStatus, link_status, text_link_status
from explorer.citations.record import score_id
from explorer.core.errors import NotFoundError
from explorer.corpus.library import Library
from explorer.model.addresses import passage_path, score_path, text_path, with_query
from explorer.model.chapters import Text
from explorer.model.ids import profile_id
from explorer.model.profiles import FACTS, Passage, Profile, parse_reference
from explorer.model.series import INDEX_SERIES, all_series, find_series
from explorer.model.taxonomy import taxonomy
from explorer.search.request import SearchRequest, read_flag
from explorer.search.results import name_of_profile
from explorer.text.excerpts import quote
from explorer.web.context import corpus
from explorer.web.read.changes_page import earlier_edition
from explorer.web.read.passages import parts
from explorer.web.read.score_rows import ScoreLine, ScoreLines, origins, sides, trend
from explorer.web.root import url
from explorer.web.scores.countries import collect_profiles
from explorer.web.search.result_links import marks_pairs, marks_query, search_url

pages = Blueprint("pages", __name__)

EXAMPLES = (
    ("heroin", "one word"),
    ("border corruption", "two ideas in one passage"),
    ('"foreign actors" -drugs', "a phrase without a word"),
)
_FRONT = 12  # countries that the front page names


def passage_of(id: str) -> tuple[Text, Passage]:
    """Return the passage of an id, with its profile or chapter. Raises NotFoundError."""
    reference = parse_reference(id)
    if reference.section is None or reference.number is None:
        raise NotFoundError(f"{id!r} is not the id of a passage. Those look like kgz-2021/drugs/1.")
    text = corpus().library.text(reference.text_id)
    return text, text.passage(reference.section, reference.number)


@pages.get("/")
def home() -> str:
    """Show the home page: what the site is, what it contains, example searches."""
    answer = corpus().engine.search(SearchRequest.make(limit=1))
    library = corpus().library
    countries = [taxonomy().country(value.value) for value in answer.facets.get("country", ())]
    collected = (collect_profiles(library, country) for country in countries)
    return render_template(
        "home.html",
        examples=EXAMPLES,
        passages=answer.total,
        completeness=corpus().completeness(library),
        editions=library.editions(),
        profiles=len(library.ids(INDEX_SERIES)),
        other_series=[
            (find_series(slug).name, library.editions(series=slug), len(library.ids(slug)))
            for slug in library.series()
            if slug != INDEX_SERIES
        ],
        countries=len(countries),
        country_profiles=list(islice((entry for entry in collected if entry.profiles), _FRONT)),
    )


@pages.get("/profiles/<id>")
def profile(id: str) -> str | Response:
    """Show a profile, with the words of `q` marked."""
    reference = parse_reference(id)
    if id != reference.profile_id:
        query = f"?{request.query_string.decode()}" if request.query_string else ""
        return redirect(url(text_path(reference.profile_id)) + query, 301)
    cited = _cited(id)
    if cited and cited.status != "same":
        return _permalink_page(cited)
    library = corpus().library
    profile = library.profile(id)
    rankings = corpus().rankings_of(profile)
    editions = library.editions(profile.code, profile.series)
    return render_template(
        "read/profile.html",
        profile=profile,
        **_read(profile, cited),
        facts=[(label, profile.facts[slug]) for slug, label in FACTS.items() if slug in profile.facts],
        sides=sides(profile, rankings),
        origins=origins(profile, rankings),
        pyramid=Pyramid.of(profile),
        trend=trend(profile, rankings),
        editions=editions,
        own_editions=[profile_id(profile.code, edition, profile.series) for edition in editions],
        of_other_series=_of_other_series(profile, library),
        other_editions=_other_editions(profile, library),
        earlier_edition=earlier_edition(profile, editions),
        has_readings=bool(readings_of(library, profile.id)),
    )


def _record_of(text: Text, cited: LinkStatus | None) -> str:
    """Return the id of what the address is of: the passage that it names, what it cites, or the text.

    Raises NotFoundError for a passage that the text does not have.
    """
    if anchor := request.args.get("passage", ""):
        section, _, number = anchor.rpartition("-")
        if not section or not number.isascii() or not number.isdigit():
            raise NotFoundError(f"{quote(anchor)} does not name a passage. Those look like drugs-1.")
        return text.passage(section, int(number[:9])).id
    return cited.id if cited else text.id


def _cited(id: str) -> LinkStatus | None:
    """Compare the text that the address cites by its hash with the current one; None if it cites none."""
    version = request.args.get("v", "")
    return text_link_status(corpus().library, id, version) if version else None


def _permalink_page(link_status: LinkStatus, line: ScoreLine | None = None) -> Response:
    """Show whether a cited text or score was changed or removed; `line` is that of the score, where there is one."""
    http_status = 410 if link_status.status == "gone" else 200
    return make_response(
        render_template("cite/permalink.html", link_status=link_status, place=_place(link_status.id), line=line),
        http_status,
    )


def _place(id: str) -> str:
    """Name the record of an id in words: "Kyrgyzstan 2021, Drugs, paragraph 1"."""
    scored = score_id(id)
    reference = parse_reference(scored[0] if scored else id)
    name = (
        name_of_profile(taxonomy().country(reference.code).name, reference.edition, reference.series)
        if (reference.code)
        else reference.text_id
    )
    parts = [name]
    if scored:
        parts.append(taxonomy().indicator(scored[1]).label)
    if reference.section:
        parts.append(taxonomy().heading(reference.section).title if reference.code else reference.section)
    if reference.number:
        parts.append(f"paragraph {reference.number}")
    return ", ".join(parts)


def _read(text: Text, cited: LinkStatus | None) -> dict[str, object]:
    """Collect what the page of a text needs: its sections, with the words marked that a search for `q` marks."""
    search_request = _marks_request()
    engine = corpus().engine
    words = engine.words_of(search_request).text
    marker = engine.marker(words, search_request.is_exact) if words else None
    sections = parts(text, corpus().linker, marker)
    paragraphs = [paragraph for part in sections for paragraph in part.paragraphs]
    return {
        "parts": sections,
        "matches": [paragraph.passage.anchor for paragraph in paragraphs if paragraph.is_match],
        "similar": [
            paragraph.passage.anchor for paragraph in paragraphs if paragraph.has_similar and not paragraph.is_match
        ],
        "has_similar_marks": any(paragraph.has_similar for paragraph in paragraphs),
        "query": search_request.text,
        "words": words,
        "marks": marks_query(search_request),
        "everywhere": search_url(search_request),
        "cited": cited,
        "record": _record_of(text, cited),
        "cited_anchors": [passage.anchor for passage in text.passages() if passage.version == request.args.get("v")],
    }


def _marks_request() -> SearchRequest:
    """Return the search whose words are marked, as the address has it. Raises QueryError."""
    return SearchRequest.make(
        request.args.get("q", ""),
        is_exact=read_flag("exact", request.args.get("exact", "")),
        reads_names=read_flag("names", request.args.get("names", "1") or "1"),
    )


@pages.get("/chapters")
def chapters() -> str:
    """List every chapter, the newest first."""
    newest_first = sorted(corpus().library.chapters(), key=lambda chapter: (-(chapter.year or 0), chapter.title))
    return render_template("read/chapters.html", chapters=newest_first)


@pages.get("/chapters/<id>")
def chapter(id: str) -> str | Response:
    """Show a chapter, with the words of `q` marked."""
    cited = _cited(id)
    if cited and cited.status != "same":
        return _permalink_page(cited)
    chapter = corpus().library.chapter(id)
    return render_template("read/chapter.html", chapter=chapter, **_read(chapter, cited))


@pages.get("/scores/<id>/<slug>")
def score(id: str, slug: str) -> Response:
    """Show a score by its permanent link, and whether it changed since it was cited."""
    library = corpus().library
    status = link_status(library, score_path(id, slug, request.args.get("v", "")))
    scored = score_id(status.id)
    if scored is None or not status.now:
        return _permalink_page(status)
    profile = library.profile(scored[0])
    return _permalink_page(status, ScoreLines(profile, corpus().rankings_of(profile)).line(scored[1]))


def _of_other_series(profile: Profile, library: Library) -> list[tuple[str, str]]:
    """List the profiles of the same country in other series: the name of each, and its id."""
    return [
        (series.profile_name(profile.country.name, edition), profile_id(profile.code, edition, series.slug))
        for series in all_series().values()
        if series.slug != profile.series
        for edition in library.editions(profile.code, series.slug)
    ]


def _other_editions(profile: Profile, library: Library) -> dict[str, list[str]]:
    """List for each section the profiles of other editions of its series that have text there, by id."""
    others = [other for other in library.profiles_of(profile.code, profile.series) if other.id != profile.id]
    return {
        section.slug: [
            other.id for other in others if any(same.slug == section.slug and same.passages for same in other.sections)
        ]
        for section in profile.sections
    }


@pages.get("/passages/<path:id>")
def passage(id: str) -> Response:
    """Redirect from the permanent link of a passage to its place, or show whether the text was changed or removed."""
    version = request.args.get("v", "")
    if version and (cited := link_status(corpus().library, passage_path(id, version))).status != "same":
        return _permalink_page(cited)
    text, target = passage_of(id)
    # The fragment does not reach the server: without its name the page would be that of the whole, or of another
    # passage with the same words, and would carry its record.
    is_known_by_hash = version and sum(passage.version == version for passage in text.passages()) == 1
    named = "" if is_known_by_hash else target.anchor
    path = with_query(text.path, marks_pairs(_marks_request()), v=version, passage=named)
    return redirect(f"{url(path)}#{target.anchor}", 302)


@pages.get("/help")
def help() -> str:
    """Show how to search."""
    return render_template("help.html")


@pages.get("/about")
def about() -> str:
    """Show the sources of the texts and the authors of the site."""
    return render_template("about.html")
