"""`/matrix`: a list of terms counted in every country or section; and `/api/v1/matrix`."""

from dataclasses import dataclass

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue

from explorer.charts.table import Table
from explorer.core.content_file import offer
from explorer.core.days import utc_today
from explorer.core.errors import QueryError
from explorer.export.tables import matrix_table
from explorer.export.writers import FORMATS, export_matrix
from explorer.model.addresses import MATRIX, with_query
from explorer.search.query.nodes import FACETS
from explorer.search.request import SearchRequest, once
from explorer.search.views.corpus_parts import PARTS, check_part
from explorer.search.views.term_matrix import (
    DEFINITION,
    LONGEST_TERM,
    MOST_TERMS,
    Matrix,
    MatrixTerm,
    matrix,
    read_terms,
)
from explorer.serializers.view_records import matrix_record
from explorer.web.context import corpus
from explorer.web.long_requests import long_request
from explorer.web.root import site, url
from explorer.web.search import result_links
from explorer.web.search.exports import dated_download
from explorer.web.search.result_links import ChoiceLink
from explorer.web.search.result_views import FORMAT_TITLES, PART_TITLES

counting = Blueprint("counting", __name__)

VISIBLE_TERMS = 20  # terms on the page; files have them all
_LONGEST_ADDRESS = 2000  # characters; a longer list is sent in the body and has no address
_OWN = ("term", "terms", "by", "forms", "format", "filter")


@dataclass(frozen=True, slots=True)
class TermMatrixRequest:
    """The terms to count, the filters and the parts."""

    request: SearchRequest  # its filters choose the passages
    terms: tuple[MatrixTerm, ...]
    by: str = PARTS[0]
    counts_all_forms: bool = False

    @classmethod
    def read(cls) -> "TermMatrixRequest":
        """Return the parameters of the address and the fields of the form. Raises QueryError."""
        sent = [*request.args.items(multi=True), *request.form.items(multi=True)]
        pairs = [(name or "", value) for name, value in sent if value.strip()]  # a field of a form may have no name
        if unknown := sorted({name for name, _ in pairs} - {*FACETS, *_OWN}):
            raise QueryError(f"There is no parameter {unknown[0]!r}.{offer(unknown[0], (*FACETS, *_OWN))}")
        single = once((pair for pair in pairs if pair[0] not in (*FACETS, "term", "terms")), (*FACETS, "term"))
        forms = single.get("forms", "")
        if forms not in ("", "given", "all"):
            raise QueryError(f"Words are counted in the forms 'given' or 'all', not {forms!r}.")
        listed = [value for name, value in pairs if name in ("term", "terms")]
        if (file := request.files.get("file")) and (data := file.read()):
            listed.append(_text(data))
        filters = [(name, value) for name, value in pairs if name in FACETS]
        return cls(
            SearchRequest.make(filters=filters),
            read_terms("\n".join(listed), forms == "all") if listed else (),
            check_part(single.get("by", PARTS[0]).strip()),
            forms == "all",
        )

    def to_args(self, format: str = "") -> list[tuple[str, str]]:
        """Return the pairs that are read back to this request."""
        pairs = [("term", term.text) for term in self.terms]
        pairs += self.request.filters
        pairs += [("by", self.by)] if self.by != PARTS[0] else []
        pairs += [("forms", "all")] if self.counts_all_forms else []
        return [*pairs, *([("format", format)] if format else [])]

    def url(self, format: str = "") -> str:
        return with_query(MATRIX, self.to_args(format))

    @property
    def has_address(self) -> bool:
        """Tell whether the list is short enough to be part of an address."""
        return len(self.url()) <= _LONGEST_ADDRESS

    def count(self) -> Matrix:
        """Count the terms in all passages. Raises BusyError."""
        with long_request(self.request):
            return matrix(corpus().engine, self.request, self.terms, self.by, self.counts_all_forms)


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryError(f"The file is not UTF-8 (byte {error.start}). Save it as such.") from error


@dataclass(frozen=True, slots=True)
class TermMatrixView:
    """The page of a matrix."""

    matrix_request: TermMatrixRequest
    table: Table | None  # cut to VISIBLE_TERMS; None without a term
    generation: str = ""

    @property
    def listed(self) -> str:
        return "\n".join(term.text for term in self.matrix_request.terms)

    @property
    def parts(self) -> list[ChoiceLink]:
        return [ChoiceLink(PART_TITLES[by], by, by == self.matrix_request.by) for by in PARTS]

    @property
    def chips(self) -> list[str]:
        """The filters that hold."""
        titles = result_links.FACET_TITLES
        return [f"{titles[name]}: {result_links.value_label(name, value)}" for name, value in self.filters]

    @property
    def filters(self) -> tuple[tuple[str, str], ...]:
        return self.matrix_request.request.filters

    @property
    def cut(self) -> int:
        """Terms that are counted but not on the page."""
        return max(0, len(self.matrix_request.terms) - VISIBLE_TERMS)


@counting.route("/matrix", methods=["GET", "POST"])
def page() -> ResponseReturnValue:
    """Show the form and the counts, or download the counts."""
    matrix_request = TermMatrixRequest.read()
    format = request.values.get("format", "")
    if format and format not in FORMATS:
        raise QueryError(f"A matrix is written as {', '.join(FORMATS)}, not {format!r}.")
    if format:
        if not matrix_request.terms:
            raise QueryError("There is no term to count. Give one per line.")
        address = site() + matrix_request.url() if matrix_request.has_address else ""
        return dated_download(export_matrix(matrix_request.count(), utc_today(), address), format)
    if request.method == "POST" and matrix_request.terms and matrix_request.has_address:
        return redirect(url(matrix_request.url()), 303)
    table = matrix_table(matrix_request.count(), VISIBLE_TERMS) if matrix_request.terms else None
    return render_template(
        "search/term_matrix.html",
        view=TermMatrixView(matrix_request, table),
        definition=DEFINITION,
        most=MOST_TERMS,
        longest=LONGEST_TERM,
        formats=FORMAT_TITLES,
    )


@counting.route("/api/v1/matrix", methods=["GET", "POST"])
def answer() -> Response:
    """Return the counts for programs."""
    matrix_request = TermMatrixRequest.read()
    if not matrix_request.terms:
        raise QueryError("There is no term to count. Give each as a parameter 'term', or a list in 'terms'.")
    return jsonify(matrix_record(matrix_request.count()))
