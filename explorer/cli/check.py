"""`check`: is corpus, vocabulary, index and installation sound."""

import importlib.metadata
import platform
from collections.abc import Callable, Sequence

import click

from explorer.cli.arguments import TEXT
from explorer.cli.output import UNUSABLE, print_json, print_line
from explorer.cli.try_terms import MOST_SHOWN, try_terms
from explorer.core import paths
from explorer.core.errors import ExplorerError
from explorer.corpus.completeness import STATE_NAMES, Completeness
from explorer.corpus.earlier_readings import reading_problems
from explorer.corpus.first_seen import record_problems
from explorer.corpus.home import Home
from explorer.corpus.home_check import access_problems, snapshot_problems
from explorer.corpus.library import Library
from explorer.engines.manage import is_current
from explorer.engines.open import open_engine
from explorer.entities.mentions import works
from explorer.entities.place_names import place_names
from explorer.entities.text_language import language_signs
from explorer.entities.translated_names import LANGUAGES, translated_names
from explorer.linking.linker import linker
from explorer.linking.term_trial import WrittenPattern
from explorer.linking.vocabulary_check import LEAST_PROFILES, check_vocabulary
from explorer.model.ids import split_profile_id
from explorer.model.profiles import parse_reference
from explorer.model.taxonomy import offer, taxonomy
from explorer.quotations.claim_words import claim_vocabulary
from explorer.search.query.synonyms import synonyms
from explorer.search.request import SearchRequest
from explorer.serializers.check_records import CheckRecord, ChecksRecord, explanations_record, vocabulary_record
from explorer.serializers.completeness_records import completeness_record, profile_states_record

ENGLISH = paths.content("index") / "dictionary" / "english.txt"
MODULES = ("flask", "whoosh", "bs4", "lxml", "numpy")


@click.command()
@click.option("--links", "passage", type=TEXT, metavar="ID", help="Explain the links of one passage instead.")
@click.option("--vocabulary", "is_vocabulary", is_flag=True, help="Check the words of linking, and run their examples.")
@click.option("--try", "terms", type=TEXT, metavar="TERMS", help="Show what terms, with commas, match in the corpus.")
@click.option("--near", multiple=True, type=TEXT, metavar="TERMS", help="With --try: one of these near a term.")
@click.option("--within", type=click.IntRange(0), metavar="N", help="With --near: at most so many words from it.")
@click.option("--also", multiple=True, type=TEXT, metavar="TERMS", help="With --try: one of these in the sentence too.")
@click.option("--unless", multiple=True, type=TEXT, metavar="TERMS", help="With --try: none of these in the sentence.")
@click.option(
    "--indicator", type=TEXT, metavar="NAME", help="With --try: tell which are linked already; --links: it alone."
)
@click.option("--limit", type=click.IntRange(0), help="With --try: passages to show, 20 if not given.")
@click.option("--profiles", "lists_profiles", is_flag=True, help="List all profiles of the Index with what is here.")
@click.option("--json", "is_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def check(
    home: Home,
    passage: str | None,
    is_vocabulary: bool,
    terms: str | None,
    near: tuple[str, ...],
    within: int | None,
    also: tuple[str, ...],
    unless: tuple[str, ...],
    indicator: str | None,
    limit: int | None,
    lists_profiles: bool,
    is_json: bool,
) -> None:
    """Check vocabulary, corpus, index and installation, or what links passages to indicators."""
    if (passage is not None) + is_vocabulary + (terms is not None) > 1:
        raise click.UsageError("--links, --vocabulary and --try are not for one call; give one of them.")
    if terms is None and (near or also or unless or within is not None or limit is not None):
        raise click.UsageError("--near, --within, --also, --unless and --limit go with --try.")
    if terms is None and passage is None and indicator is not None:
        raise click.UsageError("--indicator goes with --try or --links.")
    indicator = None if indicator is None else _slug(indicator)
    if lists_profiles and (passage is not None or is_vocabulary or terms is not None):
        raise click.UsageError("--profiles does not go with --links, --vocabulary or --try.")
    if passage is not None:
        _explain(home, passage, indicator, is_json)
    elif is_vocabulary:
        _check_vocabulary(home, is_json)
    elif terms is not None:
        limit = MOST_SHOWN if limit is None else limit
        try_terms(home, WrittenPattern(terms, near, within, also, unless), indicator, limit, is_json)
    else:
        _check_all(home, lists_profiles, is_json)


def _slug(indicator: str) -> str:
    """Return the slug of an indicator that is named by its slug or its label."""
    known = {known.slug for known in taxonomy().indicators}
    labelled = taxonomy().find_indicator(indicator)
    slug = labelled.slug if labelled else indicator
    if slug not in known:
        raise click.UsageError(f"There is no indicator {indicator!r}.{offer(indicator, known)}")
    return slug


def _check_all(home: Home, lists_profiles: bool, is_json: bool) -> None:
    library = Library.open(home)
    checks = (
        _examine("installation", _installation),
        _examine("vocabulary", _vocabulary),
        _examine("corpus", lambda: _corpus(library)),
        _examine("index", lambda: _index(home)),
    )
    is_sound = all(record.ok for record in checks)
    completeness = Completeness.of(library)
    if is_json:
        states = profile_states_record(completeness) if lists_profiles else None
        counts = completeness_record(completeness)
        print_json(ChecksRecord(ok=is_sound, home=str(home.path), checks=checks, completeness=counts, profiles=states))
    else:
        for record in checks:
            print_line(f"{'ok  ' if record.ok else 'BAD '} {record.name}: {record.detail}")
        _print_completeness(completeness, lists_profiles)
    if not is_sound:
        raise click.exceptions.Exit(UNUSABLE)


def _print_completeness(completeness: Completeness, lists_profiles: bool) -> None:
    for edition in completeness.editions:
        print_line(f"{edition}")
    for series in completeness.other_series:
        print_line(f"{series}")
    if lists_profiles:
        for edition in completeness.editions:
            for id, state in edition.states.items():
                country = taxonomy().country(split_profile_id(id)[0])
                print_line(f"{id}  {country.name} {edition.edition}: {STATE_NAMES[state]}")


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
    topics = linker().vocabulary.topics
    synonyms()
    works()
    place_names()
    claim_vocabulary()
    language_signs()
    for language in LANGUAGES:
        translated_names(language)
    entries = sum(len(topic.entries) for topic in topics)
    return (
        f"{len(known.indicators)} indicators with {entries} entries, "
        f"{len(known.headings)} sections, {len(known.countries)} countries"
    )


def _corpus(library: Library) -> str:
    home, profiles, chapters = library.home, library.ids(), library.chapter_ids()
    passages = sum(1 for text in library.texts() for _ in text.passages())
    problems = [
        *map(str, library.problems),
        *snapshot_problems(home),
        *reading_problems(home),
        *record_problems(home),
        *access_problems(home),
    ]
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


def _explain(home: Home, id: str, indicator: str | None, is_json: bool) -> None:
    reference = parse_reference(id)
    if reference.section is None or reference.number is None:
        raise click.UsageError(f"--links takes the id of a passage, for example kgz-2021/drugs/1, not {id!r}.")
    text = Library.open(home).text(reference.text_id)
    passage = text.passage(reference.section, reference.number)
    explained = [
        explanation
        for explanation in linker().explain(passage, text.scored_as)
        if indicator in (None, explanation.indicator)
    ]
    if is_json:
        print_json(explanations_record(passage.id, explained))
    else:
        print_line(passage.text)
        print_line()
        for explanation in explained:
            for line in str(explanation).split("\n"):
                print_line(line)
        if not explained and indicator:
            print_line(f"{indicator}: no word of the passage speaks for it")


def _check_vocabulary(home: Home, is_json: bool) -> None:
    library = Library.open(home)
    profiles = sum(1 for profile in library.profiles() if any(True for _ in profile.passages()))
    passages = (passage for text in library.texts() for passage in text.passages())
    report = check_vocabulary(paths.links_folder(), ENGLISH, passages, profiles)
    if is_json:
        print_json(vocabulary_record(report))
    else:
        for problem in report.problems:
            print_line(f"{problem.location}: {problem.message}")
        for warning in report.warnings:
            print_line(f"{warning.location}: warning: {warning.message}")
        if not report.is_corpus_checked:
            print_line(
                f"No term was looked up in the corpus, which must have {LEAST_PROFILES} profiles with text "
                f"and has {report.profiles}."
            )
        print_line(f"{report}.")
    if report.problems:
        raise click.exceptions.Exit(UNUSABLE)
