"""`import` and `index`."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click
from msgspec import UNSET

from explorer.cli.output import DONE, REFUSED, UNUSABLE, print_json, print_line, progress_bar, say, warn
from explorer.core.errors import ExplorerError
from explorer.corpus.home import Home, HomeError
from explorer.ingest.importer import Imported, Outcome, Refused, expand_archives, import_each, settle
from explorer.ingest.page_copies import CopyComparison, Superseded
from explorer.ingest.source_files import find_sources
from explorer.ingest.source_reader import SourceReader
from explorer.ingest.source_warnings import SourceKind, SourceWarning, count_warnings, describe_warnings
from explorer.model.series import editions_of_all
from explorer.serializers.import_records import IndexRecord, import_record
from explorer.text.counted_nouns import counted

INTERRUPTED = 130
_COMPARISONS: dict[CopyComparison, str] = {
    "same": "the same as {}",
    "less full": "less full than {}",
    "as full": "as full as {}, but different from it",
}


class SourcePath(click.Path):
    """A path that is there, if only as a link: one that cannot be read is refused by itself, and ends no import."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Path:  # type: ignore[override]
        if not value:  # an unset variable of a script, which is not the folder that it runs in
            self.fail("An empty path names no file.", param, ctx)
        path = Path(value)
        try:
            path.lstat()
        except (FileNotFoundError, NotADirectoryError):
            self.fail(f"Path {value!r} does not exist.", param, ctx)
        except OSError:
            pass  # the reason is given when it is read
        return path


@dataclass
class _Run:
    """What an import did so far."""

    outcomes: list[Outcome] = field(default_factory=list)
    passed_over: int = 0  # files that are no sources
    error: str = ""  # of the home or the index, not of a source
    warnings: Sequence[str] = ()  # of the index that was built
    is_interrupted: bool = False

    @property
    def imported(self) -> list[Imported]:
        return [outcome for outcome in self.outcomes if isinstance(outcome, Imported)]

    @property
    def status(self) -> int:
        if self.is_interrupted:
            return INTERRUPTED
        refused = [outcome for outcome in self.outcomes if isinstance(outcome, Refused)]
        if self.error or any(outcome.is_fault_of_home for outcome in refused):
            return UNUSABLE
        return REFUSED if refused or self.warnings else DONE


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=SourcePath())
@click.option(
    "--edition",
    type=click.Choice([str(edition) for edition in editions_of_all()]),
    help="Edition of sources that do not name one.",
)
@click.option("--dry-run", is_flag=True, help="Report what would be imported, but save nothing.")
@click.option("--verbose", is_flag=True, help="List every warning, and not only how many there are.")
@click.option("--json", "is_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def import_(
    home: Home, paths: tuple[Path, ...], edition: str | None, dry_run: bool, verbose: bool, is_json: bool
) -> None:
    """Import pages of countries and chapters, documents and workbooks, or folders of them.

    The kind is recognized by content. Each source is taken whole or refused whole.
    """
    sources = find_sources(paths, home.folders)
    if not sources.paths and not sources.passed_over:
        raise click.UsageError("There is no file to import in the paths given.")
    run = _Run(passed_over=sources.passed_over)
    try:
        _read(home, sources.paths, int(edition) if edition else None, dry_run, run)
    except HomeError as error:
        run.error = str(error)
    except KeyboardInterrupt:
        run.is_interrupted = True
    finally:  # what was stored is indexed and told, whatever ended the reading
        if run.imported and not dry_run and not run.is_interrupted:
            _index(home, run)
        if run.is_interrupted and not dry_run:
            count = len(run.imported)
            files = "1 file was" if count == 1 else f"{count:,} files were"
            run.error = f"{files} imported before the interruption. Run `oc-explorer index`, which was not done."
        if is_json:
            print_json(import_record(run.outcomes, run.passed_over, run.error))
        else:
            _print_outcomes(run.outcomes, run.passed_over, dry_run, verbose)
        warn(run.warnings)
        if run.error:
            say(f"oc-explorer: {run.error}")
    raise click.exceptions.Exit(run.status)


def _read(home: Home, files: Sequence[Path], edition: int | None, is_dry_run: bool, run: _Run) -> None:
    with SourceReader() as reader, progress_bar("Reading") as progress:
        if files:
            reader.start()
        if not is_dry_run:
            # The engine takes as long to load as the first source to be read, which another process does.
            import explorer.engines.open  # noqa: F401
        expanded = expand_archives(reader, files)
        run.passed_over += expanded.passed_over
        try:
            for outcome in import_each(home, reader, expanded.files, edition, is_dry_run):
                run.outcomes.append(outcome)
                progress(min(len(run.outcomes), len(expanded.files)), len(expanded.files))
        finally:
            run.outcomes = settle(run.outcomes)


def update_index(home: Home) -> tuple[str, ...]:
    """Bring the index up to date with the corpus, and return its warnings. Raises ExplorerError."""
    from explorer.engines.manage import ensure_current, warnings_of
    from explorer.engines.open import open_engine

    with progress_bar("Indexing") as progress:
        return tuple(warnings_of(ensure_current(home, open_engine(home), progress)))


def _index(home: Home, run: _Run) -> None:
    """Bring the index up to date with what was imported."""
    try:
        run.warnings = update_index(home)
    except ExplorerError as error:
        run.error = str(error)
    except KeyboardInterrupt:
        run.is_interrupted = True


def _print_outcomes(outcomes: Sequence[Outcome], passed_over: int, is_dry_run: bool, is_verbose: bool) -> None:
    for outcome in outcomes:
        _print(outcome, is_dry_run, is_verbose)
    if not is_verbose:
        imported = [outcome for outcome in outcomes if isinstance(outcome, Imported)]
        print_warning_counts(
            [(outcome.path, outcome.kind, warning) for outcome in imported for warning in outcome.warnings]
        )
    if passed_over == 1:
        say("1 file that belongs to a saved page or to the system was passed over.")
    elif passed_over:
        say(f"{passed_over:,} files that belong to saved pages or to the system were passed over.")


def _print(outcome: Outcome, is_dry_run: bool, is_verbose: bool) -> None:
    if isinstance(outcome, Superseded):
        comparison = _COMPARISONS[outcome.comparison].format(outcome.kept)
        say(f"{outcome.path}: a copy of {outcome.id}, {comparison}: passed over.")
        return
    if isinstance(outcome, Refused):
        say(f"{outcome.path}: refused. {outcome.error}")
        return
    ids = (*outcome.profiles, *outcome.chapters)
    subject = ", ".join(ids) if len(ids) <= 3 else f"{len(ids)} profiles"
    done = f"{subject} would be imported" if is_dry_run else f"imported {subject}"
    print_line(f"{outcome.path}: {done}: {describe_content(outcome.passages, outcome.scores)}.")
    if outcome.country_evidence:
        print_line(f"  Country: {outcome.country_evidence}")
    print_line(f"  Edition: {outcome.edition_evidence}")
    for warning in outcome.warnings if is_verbose else ():
        say(f"  Note: {warning.text}")


def describe_content(passages: int, scores: int) -> str:
    """Say what a source has: "17 passages, 36 scores"; a workbook has no passages, a chapter no scores."""
    counts = [counted(number, noun) for number, noun in ((passages, "passage"), (scores, "score")) if number]
    return ", ".join(counts) or "no passages"


def print_warning_counts(warnings: Sequence[tuple[str, SourceKind, SourceWarning]]) -> None:
    """Say how many warnings of sources there are of each kind; one alone of its kind is said itself."""
    counts = count_warnings(warning for _, _, warning in warnings)
    for source, _, warning in warnings:
        if counts[warning.kind] == 1:
            say(f"{source}: {warning.text}")
    several = ((kind, warning.kind) for _, kind, warning in warnings if counts[warning.kind] > 1)
    for sentence in describe_warnings(several):
        say(f"{sentence}: `--verbose` lists them.")


@click.command()
@click.option("--json", "is_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def index(home: Home, is_json: bool) -> None:
    """Rebuild the search index over the corpus as it is now."""
    from explorer.engines.manage import rebuild, warnings_of
    from explorer.engines.open import open_engine

    engine = open_engine(home)
    with progress_bar("Indexing") as progress:
        build = rebuild(home, engine, progress)
    if is_json:
        print_json(IndexRecord(generation=build.generation, home=str(home.path), problems=build.problems or UNSET))
    else:
        print_line(f"The index is rebuilt: generation {build.generation}.")
    if warn(warnings_of(build)):
        raise click.exceptions.Exit(REFUSED)
