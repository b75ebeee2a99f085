"""The JSON interface under /api/v1. Its shapes are in explorer/answers.py, its contract in openapi.py."""

from collections.abc import Iterator

from flask import Blueprint, Response, jsonify, request

from explorer.core.errors import NotFoundError
from explorer.corpus.library import Library
from explorer.model.profiles import Profile, parse_reference
from explorer.model.taxonomy import EDITIONS, Indicator, taxonomy
from explorer.search.request import SearchRequest
from explorer.serializers.core import (
    chapter_answer,
    chapter_line_answer,
    indicator_answer,
    part_answer,
    profile_answer,
    profile_line_answer,
    scored_answer,
    search_answer,
)
from explorer.web.context import corpus
from explorer.web.read.pages import passage_of

api = Blueprint("api", __name__, url_prefix="/api/v1")


@api.get("/search")
def search() -> Response:
    """The passages that match."""
    return jsonify(search_answer(corpus().engine.search(SearchRequest.from_args(request.args.items(multi=True)))))


@api.get("/profiles")
def profiles() -> Response:
    """Every profile, without its text."""
    return jsonify({"profiles": [profile_line_answer(profile) for profile in corpus().library.profiles()]})


@api.get("/profiles/<id>")
def profile(id: str) -> Response:
    """One profile, whole."""
    return jsonify(profile_answer(corpus().library.profile(parse_reference(id).profile_id), corpus().linker))


@api.get("/chapters")
def chapters() -> Response:
    """Every chapter, without its text."""
    return jsonify({"chapters": [chapter_line_answer(chapter) for chapter in corpus().library.chapters()]})


@api.get("/chapters/<id>")
def chapter(id: str) -> Response:
    """One chapter, whole."""
    return jsonify(chapter_answer(corpus().library.chapter(id), corpus().linker))


@api.get("/sections/<path:id>")
def section(id: str) -> Response:
    """One section of a profile or a chapter."""
    reference = parse_reference(id)
    if reference.section is None or reference.number is not None:
        raise NotFoundError(f"{id!r} is not the id of a section. Those look like kgz-2021/drugs.")
    shown = corpus().library.text(reference.text_id)
    return jsonify(part_answer(shown, shown.section(reference.section), corpus().linker))


@api.get("/passages/<path:id>")
def passage(id: str) -> Response:
    """One passage."""
    shown, found = passage_of(id)
    return jsonify(part_answer(shown, found, corpus().linker))


def _scored(library: Library, indicator: Indicator, edition: int) -> Iterator[tuple[Profile, float]]:
    """The profiles of an edition that score an indicator, with the score, in order of id."""
    for id in library.ids():
        if id.endswith(f"-{edition}"):
            found = library.profile(id)
            if (score := found.scores.get(indicator.slug)) is not None:
                yield found, score


@api.get("/indicators")
def indicators() -> Response:
    """The vocabulary: every aggregate and indicator."""
    return jsonify({"indicators": [indicator_answer(one) for one in taxonomy().scored.values()]})


@api.get("/indicators/<slug>")
def indicator(slug: str) -> Response:
    """One indicator or aggregate, with the score of every profile that has one."""
    shown = taxonomy().indicator(slug)
    library = corpus().library
    scores = [scored_answer(profile, slug) for edition in EDITIONS for profile, _ in _scored(library, shown, edition)]
    return jsonify(indicator_answer(shown) | {"scores": scores})


@api.get("/openapi.json")
def openapi() -> Response:
    """This interface, described."""
    from explorer.web.api.openapi import document  # long, and seldom read

    return jsonify(document())
