"""`export search` and `matrix`: results as files."""

from pathlib import Path
from typing import BinaryIO

import click

from explorer.cli.arguments import TEXT, read_text
from explorer.cli.export_file import FORMAT_OPTION, OUTPUT_OPTION, hand_out
from explorer.cli.output import REFUSED, print_json, say
from explorer.cli.search import FILTER_OPTION, read_request, run_search, search_options
from explorer.core.days import utc_today
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.export.writers import Export, export_matrix, export_profiles, export_view
from explorer.model.addresses import SEARCH, with_query
from explorer.search.engine import Engine
from explorer.search.request import Scope
from explorer.search.views.concordance import ORDERS
from explorer.search.views.corpus_parts import PARTS
from explorer.search.views.term_matrix import matrix as count_terms
from explorer.search.views.term_matrix import read_terms
from explorer.search.views.view_request import VIEWS, ViewRequest
from explorer.serializers.view_records import matrix_record


# `-word` leaves a word out and must reach the query; see `search`.
@click.command("search", context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
@click.argument("query", nargs=-1, type=TEXT)
@click.option("--view", default=VIEWS[0], show_default=True, type=click.Choice(VIEWS), help="View to export.")
@click.option("--profiles", "is_of_profiles", is_flag=True, help="The profiles that meet conditions on scores alone.")
@click.option(
    "--order",
    default=ORDERS[0],
    show_default=True,
    type=click.Choice(ORDERS),
    help="Order of the lines of a concordance.",
)
@click.option(
    "--by", default=PARTS[0], show_default=True, type=click.Choice(PARTS), help="Parts that a distribution compares."
)
@search_options
@FORMAT_OPTION
@OUTPUT_OPTION
@click.pass_obj
def export_search(
    home: Home,
    query: tuple[str, ...],
    view: str,
    is_of_profiles: bool,
    order: str,
    by: str,
    sort: str,
    filters: tuple[str, ...],
    about: tuple[str, ...],
    series: tuple[str, ...],
    scores: tuple[str, ...],
    is_exact: bool,
    scope: Scope | None,
    reads_names: bool,
    format: str | None,
    output: Path | None,
) -> None:
    """Write everything that a search finds to a file: CSV, JSON Lines, XLSX or a data package."""
    if is_of_profiles and view != VIEWS[0]:
        raise click.UsageError(f"--profiles is a table of its own; --view {view} is one of passages.")
    view_request = ViewRequest.make(
        read_request(
            query, filters, sort, is_exact, scope, reads_names=reads_names, about=about, series=series, scores=scores
        ),
        view,
        order,
        by,
    )
    made = run_search(home, lambda engine: _made(engine, home, view_request, is_of_profiles))
    hand_out(made, format, output)
    if not made.table.rows:
        raise click.exceptions.Exit(REFUSED)


def _made(engine: Engine, home: Home, view_request: ViewRequest, is_of_profiles: bool) -> Export:
    """Export a view of a search, or the profiles that meet its conditions; of these a view says how many there are."""
    page = engine.search(view_request.request.changed(limit=1))
    if is_of_profiles:
        return export_profiles(page, utc_today(), _address(ViewRequest(view_request.request.changed())))
    if page.profiles:
        say(f"{page.profiles.sentence} --profiles writes them.")
    library = Library.open(home)
    return export_view(engine, view_request, library.source, utc_today(), _address)


def _address(view_request: ViewRequest) -> str:
    """Return the path of a search in a view, on any site."""
    return with_query(SEARCH, view_request.to_args())


@click.command()
@click.argument("terms", type=click.File("rb"))
@click.option(
    "--by", default=PARTS[0], show_default=True, type=click.Choice(PARTS), help="Part of the corpus in each row."
)
@click.option("--all-forms", "counts_all_forms", is_flag=True, help="Count every form that shares the stem.")
@FILTER_OPTION
@FORMAT_OPTION
@OUTPUT_OPTION
@click.option("--json", "is_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def matrix(
    home: Home,
    terms: BinaryIO,
    by: str,
    counts_all_forms: bool,
    filters: tuple[str, ...],
    format: str | None,
    output: Path | None,
    is_json: bool,
) -> None:
    """Count up to 500 terms of a list, one a line, in each country or section. TERMS is a file, or - for stdin."""
    request = read_request((), filters)
    listed = read_terms(read_text(terms, _name(terms)), counts_all_forms)
    term_matrix = run_search(home, lambda engine: count_terms(engine, request, listed, by, counts_all_forms))
    if is_json:
        print_json(matrix_record(term_matrix))
    else:
        hand_out(export_matrix(term_matrix, utc_today(), ""), format, output)


def _name(file: BinaryIO) -> str:
    return "standard input" if file.name == "<stdin>" else str(file.name)
