"""`search` and `show`."""

import textwrap
from collections.abc import Callable
from typing import TypeVar

import click

from explorer import answers
from explorer.cli.output import REFUSED, plain, print_json, progress_bar, say, score_text
from explorer.errors import IndexUnavailableError
from explorer.home import Home
from explorer.indexing import open_engine, rebuild
from explorer.library import Library
from explorer.linking.linker import linker
from explorer.profiles import Passage, Profile, Section, parse_reference
from explorer.search.engine import Engine
from explorer.search.page import Hit, SearchPage
from explorer.search.request import LIMIT, SearchRequest
from explorer.taxonomy import taxonomy

Answer = TypeVar("Answer")


# `-word` leaves a word out and must reach the query, so short options are not read here.
@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@click.option("--limit", default=LIMIT, show_default=True, help="Hits to show, at most 100.")
@click.option("--offset", default=0, help="Hits to leave out first.")
@click.option("--sort", default="relevance", show_default=True, help="relevance, country, newest, oldest, or a score.")
@click.option("--filter", "filters", multiple=True, metavar="NAME=VALUE", help="country, region, edition, section, …")
@click.option("--exact", is_flag=True, help="Only the words as typed.")
@click.option("--json", "is_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def search(
    home: Home,
    query: tuple[str, ...],
    limit: int,
    offset: int,
    sort: str,
    filters: tuple[str, ...],
    exact: bool,
    is_json: bool,
) -> None:
    """Search the passages. docs/queries.md describes the query language."""
    request = read_request(query, filters, sort, exact, limit, offset)
    page = answered(home, lambda engine: engine.search(request))
    if is_json:
        print_json(answers.search_answer(page))
    else:
        _print_page(page)
    if not page.total:
        raise click.exceptions.Exit(REFUSED)


def read_request(
    query: tuple[str, ...],
    filters: tuple[str, ...],
    sort: str = "relevance",
    exact: bool = False,
    limit: int = LIMIT,
    offset: int = 0,
) -> SearchRequest:
    """The request that words and options make. Raises UsageError for an unknown option, or QueryError."""
    for word in query:
        if word.startswith("--"):
            raise click.UsageError(f"There is no option {word.partition('=')[0]!r}; --help lists them.")
    pairs = []
    for given in filters:
        name, equals, value = given.partition("=")
        if not equals or not value:
            raise click.UsageError(f"--filter takes NAME=VALUE, for example edition=2021, not {given!r}.")
        pairs.append((name, value))
    return SearchRequest.make(" ".join(query), pairs, sort, limit, offset, exact)


def answered(home: Home, ask: Callable[[Engine], Answer]) -> Answer:
    """What an engine answers; an index is built first where there is none that this version can open."""
    engine = open_engine(home)
    try:
        return ask(engine)
    except IndexUnavailableError:
        say("Building the search index …")
        with progress_bar("Indexing") as progress:
            rebuild(home, engine, progress)
        return ask(engine)


def _print_page(page: SearchPage) -> None:
    say(page.read_as)
    if page.suggestion:
        say(f"Did you mean: {page.suggestion}")
    hits = f"{page.total} passage{'' if page.total == 1 else 's'}"
    click.echo(hits if page.total <= len(page.hits) else f"{hits}, showing {len(page.hits)}")
    for hit in page.hits:
        click.echo("\n" + _hit_text(hit))


def _hit_text(hit: Hit) -> str:
    label = "  (digest)" if hit.text_kind == "digest" else ""
    lines = [f"{hit.id}  {hit.country} {hit.edition} › {hit.section_title} › {hit.paragraph}{label}"]
    lines.append(textwrap.indent(plain(hit.snippet), "  "))
    if hit.indicators:
        lines.append("  " + " · ".join(f"{one.label} {score_text(one.score)}" for one in hit.indicators))
    return "\n".join(lines)


@click.command()
@click.argument("id")
@click.option("--json", "is_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def show(home: Home, id: str, is_json: bool) -> None:
    """Show a profile (kgz-2021), a section (kgz-2021/drugs) or a passage (kgz-2021/drugs/1)."""
    reference = parse_reference(id)
    profile = Library.open(home).profile(reference.profile_id)
    part: Profile | Section | Passage = profile
    if reference.section is not None:
        part = profile.section(reference.section)
        if reference.number is not None:
            part = profile.passage(reference.section, reference.number)
    if isinstance(part, Profile):
        if is_json:
            print_json(answers.profile_answer(part, linker()))
        else:
            _print_profile(part)
    elif is_json:
        print_json(answers.part_answer(profile, part, linker()))
    else:
        _print_part(profile, part)


def _print_profile(profile: Profile) -> None:
    kinds = {"digest": "a digest in our own words", "full": "the publisher's text", "none": "scores alone"}
    click.echo(f"{profile.country.name}, edition {profile.edition} ({kinds[profile.text]})")
    for slug, fact in profile.facts.items():
        click.echo(f"  {slug.replace('-', ' ')}: {fact}")
    for ranked, areas in profile.ranks.items():
        for area, rank in areas.items():
            click.echo(f"  {ranked}: {rank.rank} of {rank.of} in {rank.name or 'the ' + area}")
    for slug, score in profile.scores.items():
        change = profile.changes.get(slug)
        moved = f"  {change:+.2f}" if change is not None else ""
        click.echo(f"  {score_text(score):>5}  {taxonomy().indicator(slug).label}{moved}")
    for section in profile.sections:
        click.echo("")
        _print_part(profile, section)


def _print_part(profile: Profile, part: Section | Passage) -> None:
    if isinstance(part, Section):
        click.echo(f"{part.title}\n")
        for passage in part.passages:
            _print_part(profile, passage)
        for note in part.notes:
            click.echo(textwrap.fill(note, 100, initial_indent="  ", subsequent_indent="  "))
        return
    click.echo(textwrap.fill(part.marked(), 100, break_on_hyphens=False))
    for note in map(str, part.notes):
        click.echo(textwrap.fill(note, 100, initial_indent="  ", subsequent_indent="  "))
    links = linker().links(part, profile.edition)
    named = (
        f"{taxonomy().indicator(one.indicator).label} {score_text(profile.scores.get(one.indicator))}" for one in links
    )
    click.echo(f"  [{part.id}] {' · '.join(named)}\n")
