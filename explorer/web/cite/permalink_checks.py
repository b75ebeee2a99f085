"""`/api/v1/permalinks` and `/api/v1/bibliographies`: whether what is cited is still there, and reads as it did."""

from flask import Blueprint, Response, jsonify, request

from explorer.citations.bibliography import parse_entries, verify_entries
from explorer.citations.dossier_manifest import is_manifest, parse_manifest, verify_manifest
from explorer.citations.permalinks import any_link_status
from explorer.core.errors import QueryError, SourceError
from explorer.model.addresses import API
from explorer.serializers.quote_records import link_status_record, verdicts_record
from explorer.web.api.api_request import check_parameters, read_text
from explorer.web.context import corpus
from explorer.web.long_requests import all_passages

verifying = Blueprint("verifying", __name__, url_prefix=API)


@verifying.get("/permalinks")
def permalink() -> Response:
    """Return the status of one permanent link. Raises NotFoundError where it is none, or QueryError."""
    check_parameters(("link",))
    link = request.args.get("link", "").strip()
    if not link:
        raise QueryError("Give the link, for example /api/v1/permalinks?link=/passages/kgz-2021/drugs/1.")
    return jsonify(link_status_record(any_link_status(corpus().library, link, all_passages)))


@verifying.post("/bibliographies")
def bibliography() -> Response:
    """Return the status of every entry of a bibliography, or of a dossier's manifest, that is sent; nothing is kept."""
    check_parameters(())
    text = read_text("bibliography")
    library = corpus().library
    try:
        if is_manifest(text):
            return jsonify(verdicts_record(verify_manifest(library, parse_manifest(text), all_passages)))
        entries = parse_entries(text)
    except SourceError as error:
        raise QueryError(str(error)) from error
    return jsonify(verdicts_record(verify_entries(library, entries, all_passages)))
