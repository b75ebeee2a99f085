"""`search`."""

from collections.abc import Callable
from typing import TypeVar

import click

from explorer.cli.arguments import TEXT
from explorer.cli.output import (
    REFUSED,
    condition_text,
    links_text,
    print_json,
    print_line,
    print_snippet,
    progress_bar,
    say,
    score_text,
    warn,
)
from explorer.core.errors import IndexUnavailableError
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.engines.manage import ensure_answering, warnings_of
from explorer.engines.open import open_engine
from explorer.search.cards import Card, card_of
from explorer.search.engine import Engine
from explorer.search.request import LIMIT, SCOPES, Scope, SearchRequest, split_names
from explorer.search.results import MOST_PROFILES, Hit, MatchingProfile, MatchingProfiles, SearchPage

ResultT = TypeVar("ResultT")
CommandT = TypeVar("CommandT", bound=Callable[..., object])


FILTER_OPTION = click.option(
    "--filter", "filters", multiple=True, type=TEXT, metavar="NAME=VALUE", help="country, region, edition, section, …"
)
_OPTIONS = (
    click.option(
        "--sort",
        default="relevance",
        show_default=True,
        type=TEXT,
        help="relevance, country, newest, oldest, or a score.",
    ),
    FILTER_OPTION,
    click.option(
        "--about",
        multiple=True,
        type=TEXT,
        metavar="SLUG",
        help="Passages about this indicator, not those that mention it.",
    ),
    click.option(
        "--series", multiple=True, type=TEXT, metavar="SLUG", help="Of this series: index, or enact; by default of all."
    ),
    click.option(
        "--scores",
        multiple=True,
        type=TEXT,
        metavar="SLUG,…",
        help="Scores of the profile beside each hit: heroin-trade, change.resilience.",
    ),
    click.option("--exact", "is_exact", is_flag=True, help="Exact words only: no other forms, synonyms or spellings."),
    click.option("--scope", type=click.Choice(SCOPES), help="Passages with the words, or related ones too."),
    click.option(
        "--names/--no-names", "reads_names", default=True, help="Read names of places and editions as filters."
    ),
)


def search_options(command: CommandT) -> CommandT:
    """Give a command the options of a search, which `read_request` reads."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


# `-word` leaves a word out and must reach the query, so short options are not read here.
@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
@click.argument("query", nargs=-1, type=TEXT)
@click.option("--limit", default=LIMIT, show_default=True, help="Hits to show, at most 100.")
@click.option("--offset", default=0, help="Hits to leave out first.")
@search_options
@click.option("--json", "is_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def search(
    home: Home,
    query: tuple[str, ...],
    limit: int,
    offset: int,
    sort: str,
    filters: tuple[str, ...],
    about: tuple[str, ...],
    series: tuple[str, ...],
    scores: tuple[str, ...],
    is_exact: bool,
    scope: Scope | None,
    reads_names: bool,
    is_json: bool,
) -> None:
    """Search the passages. docs/queries.md describes the query language."""
    request = read_request(query, filters, sort, is_exact, scope, limit, offset, reads_names, about, series, scores)
    page = run_search(home, lambda engine: engine.search(request))
    card = card_of(request, Library.open(home))
    if is_json:
        from explorer.serializers.hit_records import search_record  # a search without --json does not need it

        print_json(search_record(page, card))
    else:
        _print_page(page, card)
    if not page.total and not (page.profiles and page.profiles.total):
        raise click.exceptions.Exit(REFUSED)


def read_request(
    query: tuple[str, ...],
    filters: tuple[str, ...],
    sort: str = "relevance",
    is_exact: bool = False,
    scope: Scope | None = None,
    limit: int = LIMIT,
    offset: int = 0,
    reads_names: bool = True,
    about: tuple[str, ...] = (),
    series: tuple[str, ...] = (),
    scores: tuple[str, ...] = (),
) -> SearchRequest:
    """Make a request of words and options. Raises UsageError for an unknown option, or QueryError."""
    for word in query:
        if word.startswith("--"):
            raise click.UsageError(f"There is no option {word.partition('=')[0]!r}; --help lists them.")
    pairs = [*(("about", indicator) for indicator in about), *(("series", slug) for slug in series)]
    for raw in filters:
        name, equals, value = raw.partition("=")
        if not equals or not value:
            raise click.UsageError(f"--filter takes NAME=VALUE, for example edition=2021, not {raw!r}.")
        pairs.append((name, value))
    names = [name for listed in scores for name in split_names(listed)]
    return SearchRequest.make(" ".join(query), pairs, sort, limit, offset, is_exact, scope, reads_names, names)


def run_search(home: Home, search: Callable[[Engine], ResultT]) -> ResultT:
    """Run a search; build the index first where there is none, or take the last whole one where that fails."""
    engine = open_engine(home)
    try:
        return search(engine)
    except IndexUnavailableError:
        say("Building the search index …")
        with progress_bar("Indexing") as progress:
            index = ensure_answering(home, engine, progress)
        warn(warnings_of(index))
        return search(engine)


def _print_page(page: SearchPage, card: Card | None) -> None:
    say(page.read_as)
    if card:
        say(f"{card.label}: {card.path}")
    if page.suggestion:
        say(f"Did you mean: {page.suggestion}")
    if page.found.scope == "words" and page.found.more:
        say(f"{page.found.beside}: --scope related shows them.")
    print_line(page.found.headline)
    if page.total > len(page.hits):
        print_line(f"showing {len(page.hits)} of {page.total:,}")
    if page.profiles:
        _print_profiles(page.profiles)
    before = None
    for hit in page.hits:
        if page.request.sort == "relevance" and hit.matched != before and hit.matched == "related":
            print_line()
            print_line(page.found.related_title)
        before = hit.matched
        print_line()
        _print_hit(hit)


def _print_profiles(profiles: MatchingProfiles) -> None:
    """Print the first profiles that meet the conditions, with the scores of these."""
    print_line(profiles.sentence)
    for profile in profiles.items[:MOST_PROFILES]:
        scores = ", ".join(_condition_score(profile, name) for name in profile.scores)
        print_line(f"  {profile.id}  {profile.name}  {scores}".rstrip())
    if profiles.total > MOST_PROFILES:
        print_line(f"  These are the first {MOST_PROFILES} of {profiles.total}; --json has all.")


def _condition_score(profile: MatchingProfile, name: str) -> str:
    """Write the score of a condition; a change with its origin, and whether it is not comparable."""
    text = f"{name} {condition_text(name, profile.scores[name])}"
    known = profile.changed_scores.get(name.removeprefix("change."))
    if known is None or known.change.value is None or not name.startswith("change."):
        return text
    return f"{text} ({known.change.origin}{', not comparable' if known.change.is_unlike else ''})"


def _print_hit(hit: Hit) -> None:
    label = "  (digest)" if hit.text_kind == "digest" else ""
    print_line(f"{hit.id}  {hit.name} › {hit.section_title} › {hit.paragraph}{label}")
    print_snippet(hit.snippet, "  ")
    for note in hit.notes:
        print_snippet(note.snippet, f"  note {note.mark}: ")
    if hit.indicators:
        named = (
            (indicator.relation, indicator.label + ("" if hit.chapter else f" {score_text(indicator.score)}"))
            for indicator in hit.indicators
        )
        print_line(f"  {links_text(named)}")
