"""`import` and `index`."""

from pathlib import Path

import click
from msgspec import UNSET

from explorer.cli.output import REFUSED, print_json, print_line, progress_bar, say, warn
from explorer.corpus.home import Home
from explorer.engines.manage import ensure_current, rebuild, warnings_of
from explorer.engines.open import open_engine
from explorer.ingest.importer import Imported, Outcome, import_sources, sources
from explorer.model.taxonomy import EDITIONS
from explorer.serializers.import_records import IndexRecord, import_record


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option(
    "--edition",
    type=click.Choice([str(edition) for edition in EDITIONS]),
    help="Edition of sources that do not name one.",
)
@click.option("--dry-run", is_flag=True, help="Report what would be imported, but save nothing.")
@click.option("--json", "is_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def import_(home: Home, paths: tuple[Path, ...], edition: str | None, dry_run: bool, is_json: bool) -> None:
    """Import pages of countries and chapters, documents and workbooks, or folders of them.

    The kind is recognized by content. Each source is taken whole or refused whole.
    """
    files = list(sources(paths))
    if not files:
        raise click.UsageError("There is no file to import in the paths given.")
    with progress_bar("Reading") as progress:
        done = 0

        def advance(_path: Path) -> None:
            nonlocal done
            progress(done, len(files))
            done += 1

        outcomes = import_sources(home, files, int(edition) if edition else None, dry_run, advance)
    build = None
    if not dry_run and any(isinstance(outcome, Imported) for outcome in outcomes):
        with progress_bar("Indexing") as progress:
            build = ensure_current(home, open_engine(home), progress)
    if is_json:
        print_json(import_record(outcomes))
    else:
        for outcome in outcomes:
            _print(outcome, dry_run)
    if warn(warnings_of(build)) or any(not isinstance(outcome, Imported) for outcome in outcomes):
        raise click.exceptions.Exit(REFUSED)


def _print(outcome: Outcome, is_dry_run: bool) -> None:
    if not isinstance(outcome, Imported):
        say(f"{outcome.path}: refused. {outcome.error}")
        return
    ids = (*outcome.profiles, *outcome.chapters)
    subject = ", ".join(ids) if len(ids) <= 3 else f"{len(ids)} profiles"
    verb = "would be imported" if is_dry_run else "imported"
    scores = f", {outcome.scores} scores" if outcome.profiles else ""
    print_line(f"{outcome.path}: {verb} {subject}: {outcome.passages} passages{scores}.")
    print_line(f"  Edition: {outcome.edition_evidence}")
    for warning in outcome.warnings:
        say(f"  Note: {warning}")


@click.command()
@click.option("--json", "is_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def index(home: Home, is_json: bool) -> None:
    """Rebuild the search index over the corpus as it is now."""
    engine = open_engine(home)
    with progress_bar("Indexing") as progress:
        build = rebuild(home, engine, progress)
    if is_json:
        print_json(IndexRecord(generation=build.generation, home=str(home.path), problems=build.problems or UNSET))
    else:
        print_line(f"The index is rebuilt: generation {build.generation}.")
    if warn(warnings_of(build)):
        raise click.exceptions.Exit(REFUSED)
