"""The JSON interface under /api/v1: the records of explorer.serializers; openapi.py describes it."""

from flask import Blueprint, Response, jsonify, request

from explorer.core.errors import NotFoundError
from explorer.model.addresses import API
from explorer.model.profiles import parse_reference
from explorer.model.taxonomy import taxonomy
from explorer.search.cards import card_of
from explorer.search.request import SearchRequest
from explorer.serializers.chapter_records import chapter_record, chapters_record
from explorer.serializers.hit_records import search_record
from explorer.serializers.indicator_records import indicator_scores_record, indicators_record
from explorer.serializers.passage_records import passage_part_record, section_part_record
from explorer.serializers.profile_records import cited_score_record, profile_record, profiles_record
from explorer.web.api.api_request import check_parameters
from explorer.web.context import corpus
from explorer.web.read.pages import passage_of

api = Blueprint("api", __name__, url_prefix=API)


@api.get("/search")
def search() -> Response:
    """Answer with the passages that match."""
    page = corpus().engine.search(SearchRequest.from_args(request.args.items(multi=True)))
    return jsonify(search_record(page, card_of(page.request, corpus().library)))


@api.get("/profiles")
def profiles() -> Response:
    """List every profile, without its text, and count what is missing."""
    library = corpus().library
    return jsonify(profiles_record(library.profiles(), corpus().completeness(library)))


@api.get("/profiles/<id>")
def profile(id: str) -> Response:
    """Answer with one profile, whole."""
    profile = corpus().library.profile(parse_reference(id).profile_id)
    return jsonify(profile_record(profile, corpus().linker, corpus().rankings_of(profile)))


@api.get("/chapters")
def chapters() -> Response:
    """List every chapter, without its text."""
    return jsonify(chapters_record(corpus().library.chapters()))


@api.get("/chapters/<id>")
def chapter(id: str) -> Response:
    """Answer with one chapter, whole."""
    return jsonify(chapter_record(corpus().library.chapter(id), corpus().linker))


@api.get("/sections/<path:id>")
def section(id: str) -> Response:
    """Answer with one section of a profile or a chapter."""
    reference = parse_reference(id)
    if reference.section is None or reference.number is not None:
        raise NotFoundError(f"{id!r} is not the id of a section. Those look like kgz-2021/drugs.")
    text = corpus().library.text(reference.text_id)
    return jsonify(section_part_record(text, text.section(reference.section), corpus().linker))


@api.get("/passages/<path:id>")
def passage(id: str) -> Response:
    """Answer with one passage."""
    text, passage = passage_of(id)
    return jsonify(passage_part_record(text, passage, corpus().linker))


@api.get("/indicators")
def indicators() -> Response:
    """List every aggregate and indicator."""
    return jsonify(indicators_record(taxonomy().scored.values()))


@api.get("/indicators/<slug>")
def indicator(slug: str) -> Response:
    """Answer with one indicator or aggregate, and the score of every profile of the Index that has one."""
    known = taxonomy().indicator(slug)
    every = (profile for profile in corpus().library.profiles() if profile.of_series.is_index)
    profiles = sorted(every, key=lambda profile: profile.edition)
    return jsonify(indicator_scores_record(known, profiles, corpus().rankings))


@api.get("/scores/<id>/<slug>")
def score(id: str, slug: str) -> Response:
    """Answer with one score of a profile."""
    check_parameters(("v",))  # of its permanent link: /permalinks compares it
    profile = corpus().library.profile(parse_reference(id).profile_id)
    indicator = taxonomy().indicator(slug)
    if indicator.slug not in profile.scores:
        raise NotFoundError(f"{profile.id} has no score of {indicator.slug}: {indicator.label} is not published there.")
    return jsonify(cited_score_record(profile, indicator.slug, corpus().rankings_of(profile)))


@api.get("/openapi.json")
def openapi() -> Response:
    """Describe this interface."""
    from explorer.web.api.openapi import document  # long, and seldom read

    return jsonify(document())
