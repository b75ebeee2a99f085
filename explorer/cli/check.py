"""`check`: is corpus, vocabulary, index and installation sound."""

import importlib.metadata
import platform
from collections.abc import Callable, Sequence

import click

from explorer.cli.arguments import TEXT
from explorer.cli.output import UNUSABLE, print_json, print_line
from explorer.core import paths
from explorer.core.errors import ExplorerError
from explorer.corpus.home import Home
from explorer.corpus.home_check import access_problems, snapshot_problems
from explorer.corpus.library import Library
from explorer.engines.manage import is_current
from explorer.engines.open import open_engine
from explorer.entities.mentions import works
from explorer.entities.place_names import place_names
from explorer.linking.linker import linker
from explorer.model.profiles import parse_reference
from explorer.model.taxonomy import taxonomy
from explorer.search.query.synonyms import synonyms
from explorer.search.request import SearchRequest
from explorer.serializers.check_records import CheckRecord, ChecksRecord, explanations_record

MODULES = ("flask", "whoosh", "bs4", "lxml", "numpy")


@click.command()
@click.option("--links", "passage", type=TEXT, metavar="ID", help="Explain the links of one passage instead.")
@click.option("--json", "is_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def check(home: Home, passage: str | None, is_json: bool) -> None:
    """Check vocabulary, corpus, index and installation, or explain a passage's links."""
    if passage is not None:
        _explain(home, passage, is_json)
        return
    checks = (
        _examine("installation", _installation),
        _examine("vocabulary", _vocabulary),
        _examine("corpus", lambda: _corpus(home)),
        _examine("index", lambda: _index(home)),
    )
    is_sound = all(record.ok for record in checks)
    if is_json:
        print_json(ChecksRecord(ok=is_sound, home=str(home.path), checks=checks))
    else:
        for record in checks:
            print_line(f"{'ok  ' if record.ok else 'BAD '} {record.name}: {record.detail}")
    if not is_sound:
        raise click.exceptions.Exit(UNUSABLE)


class UnsoundError(ExplorerError):
    """Something that was checked has faults; each is a sentence."""

    def __init__(self, problems: Sequence[str], advice: str = "") -> None:
        super().__init__("; ".join(problems) + (f". {advice}" if advice else ""))
        self.problems = tuple(problems)


def _examine(name: str, examine: Callable[[], str]) -> CheckRecord:
    try:
        return CheckRecord(name=name, ok=True, detail=examine())
    except UnsoundError as error:
        return CheckRecord(name=name, ok=False, detail=str(error), problems=error.problems)
    except ExplorerError as error:
        return CheckRecord(name=name, ok=False, detail=str(error), problems=(str(error),))


def _installation() -> str:
    owners = importlib.metadata.packages_distributions()  # two packages offer whoosh
    packages = [owners[module][0] for module in MODULES]
    versions = ", ".join(f"{name.lower()} {importlib.metadata.version(name)}" for name in packages)
    kind = "a checkout" if paths.is_checkout() else "an installed copy"
    return f"{kind}, Python {platform.python_version()}, {versions}"


def _vocabulary() -> str:
    known = taxonomy()
    linker()
    synonyms()
    works()
    place_names()
    return f"{len(known.indicators)} indicators, {len(known.headings)} sections, {len(known.countries)} countries"


def _corpus(home: Home) -> str:
    library = Library.open(home)
    profiles, chapters = library.ids(), library.chapter_ids()
    passages = sum(1 for text in library.texts() for _ in text.passages())
    problems = [*map(str, library.problems), *snapshot_problems(home), *access_problems(home)]
    if problems:
        raise UnsoundError(problems)
    chapter_count = f", {len(chapters)} chapter{'' if len(chapters) == 1 else 's'}" if chapters else ""
    return f"{len(profiles)} profiles{chapter_count}, {passages} passages"


def _index(home: Home) -> str:
    engine = open_engine(home)
    if problems := engine.problems():  # before anything is read from files that may be cut short
        raise UnsoundError(problems, "" if problems[-1].endswith(".") else "Run `oc-explorer index` to rebuild it.")
    total = engine.search(SearchRequest()).total
    if not is_current(home, engine):
        raise UnsoundError(["the index is older than the corpus or the vocabulary. Run `oc-explorer index`."])
    return f"generation {engine.generation}, {total} passages"


def _explain(home: Home, id: str, is_json: bool) -> None:
    reference = parse_reference(id)
    if reference.section is None or reference.number is None:
        raise click.UsageError(f"--links takes the id of a passage, for example kgz-2021/drugs/1, not {id!r}.")
    text = Library.open(home).text(reference.text_id)
    passage = text.passage(reference.section, reference.number)
    explained = linker().explain(passage, text.edition)
    if is_json:
        print_json(explanations_record(passage.id, explained))
    else:
        print_line(passage.text)
        print_line()
        for explanation in explained:
            print_line(str(explanation))
