"""The pages that people read. Each is a function of its address and of the current generation."""

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from explorer.charts.pyramid import Pyramid
from explorer.citations.permalinks import LinkStatus, link_status, text_link_status
from explorer.citations.record import score_id
from explorer.core.errors import NotFoundError
from explorer.corpus.library import Library
from explorer.model.addresses import passage_path, score_path, text_path, with_query
from explorer.model.chapters import Text
from explorer.model.ids import profile_id
from explorer.model.profiles import FACTS, Passage, Profile, parse_reference
from explorer.model.taxonomy import taxonomy
from explorer.search.request import SearchRequest, read_flag
from explorer.web.context import corpus
from explorer.web.read.passages import parts
from explorer.web.read.score_rows import sides, trend
from explorer.web.root import url
from explorer.web.scores.countries import shelf

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
    countries = [taxonomy().country(one.value) for one in answer.facets.get("country", ())]
    return render_template(
        "home.html",
        examples=EXAMPLES,
        passages=answer.total,
        editions=library.editions(),
        profiles=len(library.ids()),
        countries=len(countries),
        shelves=[shelf(library, country) for country in countries[:_FRONT]],
    )


@pages.get("/profiles/<id>")
def profile(id: str) -> str | Response:
    """One profile to read, with the words of `q` marked."""
    reference = parse_reference(id)
    if id != reference.profile_id:
        query = f"?{request.query_string.decode()}" if request.query_string else ""
        return redirect(url(text_path(reference.profile_id)) + query, 301)
    cited = _cited(id)
    if cited and cited.status != "same":
        return _told(cited)
    library = corpus().library
    rankings = corpus().rankings
    shown = library.profile(id)
    return render_template(
        "read/profile.html",
        profile=shown,
        **_read(shown, cited),
        facts=[(label, shown.facts[slug]) for slug, label in FACTS.items() if slug in shown.facts],
        sides=sides(shown, rankings),
        pyramid=Pyramid.of(shown),
        trend=trend(shown, rankings),
        editions=library.editions(shown.code),
        own_editions=[profile_id(shown.code, edition) for edition in library.editions(shown.code)],
        also=_also(shown, library),
    )


def _cited(id: str) -> LinkStatus | None:
    """How the text that the address cites by its hash stands now; None where it cites none."""
    version = request.args.get("v", "")
    return text_link_status(corpus().library, id, version) if version else None


def _told(now: LinkStatus) -> Response:
    """Show what became of a cited text or score."""
    status = 410 if now.status == "gone" else 200
    return make_response(render_template("cite/permalink.html", link_status=now, place=_place(now.id)), status)


def _place(id: str) -> str:
    """Name the record of an id in words: "Kyrgyzstan 2021, Drugs, paragraph 1"."""
    scored = score_id(id)
    reference = parse_reference(scored[0] if scored else id)
    parts = [f"{taxonomy().country(reference.code).name} {reference.edition}" if reference.code else reference.text_id]
    if scored:
        parts.append(taxonomy().indicator(scored[1]).label)
    if reference.section:
        parts.append(taxonomy().heading(reference.section).title if reference.code else reference.section)
    if reference.number:
        parts.append(f"paragraph {reference.number}")
    return ", ".join(parts)


def _read(shown: Text, cited: LinkStatus | None) -> dict[str, object]:
    """Collect what the page of a text needs: its sections, with the words of `q` marked."""
    asked = SearchRequest.make(request.args.get("q", ""), exact=read_flag("exact", request.args.get("exact", "")))
    marker = corpus().engine.marker(asked.text, asked.exact) if asked.text else None
    sections = parts(shown, corpus().linker, marker)
    return {
        "parts": sections,
        "matches": [one.passage.anchor for part in sections for one in part.paragraphs if one.is_match],
        "query": asked.text,
        "exact": asked.exact,
        "cited": cited,
        "cited_anchors": [one.anchor for one in shown.passages() if one.version == request.args.get("v")],
    }


@pages.get("/chapters")
def chapters() -> str:
    """Every chapter that is here, the newest first."""
    found = sorted(corpus().library.chapters(), key=lambda chapter: (-(chapter.year or 0), chapter.title))
    return render_template("read/chapters.html", chapters=found)


@pages.get("/chapters/<id>")
def chapter(id: str) -> str | Response:
    """One chapter to read, with the words of `q` marked."""
    cited = _cited(id)
    if cited and cited.status != "same":
        return _told(cited)
    shown = corpus().library.chapter(id)
    return render_template("read/chapter.html", chapter=shown, **_read(shown, cited))


@pages.get("/scores/<id>/<slug>")
def score(id: str, slug: str) -> Response:
    """Show a score by its permanent link, and whether it changed since it was cited."""
    return _told(link_status(corpus().library, score_path(id, slug, request.args.get("v", ""))))


def _also(profile: Profile, library: Library) -> dict[str, list[str]]:
    """For each section of a profile the other editions that have text there, as ids of profiles."""
    ids = (profile_id(profile.code, edition) for edition in library.editions(profile.code))
    others = [library.profile(id) for id in ids if id != profile.id]
    return {
        section.slug: [
            other.id for other in others if any(one.slug == section.slug and one.passages for one in other.sections)
        ]
        for section in profile.sections
    }


@pages.get("/passages/<path:id>")
def passage(id: str) -> Response:
    """Redirect from the permanent link of a passage to its place, or show what became of the text."""
    version = request.args.get("v", "")
    if version and (now := link_status(corpus().library, passage_path(id, version))).status != "same":
        return _told(now)
    shown, found = passage_of(id)
    asked = SearchRequest.make(request.args.get("q", ""))
    path = with_query(shown.path, q=asked.text, v=version)
    return redirect(f"{url(path)}#{found.anchor}", 302)


@pages.get("/help")
def help() -> str:
    """How to search."""
    return render_template("help.html")


@pages.get("/about")
def about() -> str:
    """Where everything comes from, and who is behind it."""
    return render_template("about.html")
