"""`fetch`: the published pages, profiles as PDF and scores, from the publisher's site into a home."""

import math
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import click

from explorer.cli.arguments import TEXT
from explorer.cli.import_ import INTERRUPTED, describe_content, print_warning_counts, update_index
from explorer.cli.output import DONE, REFUSED, UNUSABLE, print_json, print_line, progress_bar, say, warn
from explorer.core.errors import CountryError, ExplorerError, QueryError
from explorer.core.file_lock import lock_file
from explorer.corpus.home import Home, HomeError
from explorer.ingest.fetch.downloader import (
    Downloader,
    Fetched,
    FetchOutcome,
    RefusedAddress,
    SkippedAddress,
    Unchanged,
    skipped,
)
from explorer.ingest.fetch.fetch_plan import (
    PlannedAddress,
    SiteListing,
    choose_targets,
    describe_targets,
    list_site,
    plan_addresses,
    plan_update,
)
from explorer.ingest.fetch.fetched_addresses import FetchedAddresses, addresses_file
from explorer.ingest.fetch.polite_client import ClosedSiteError, FetchLimits, PoliteClient
from explorer.ingest.fetch.site_addresses import SiteTarget, origin_of
from explorer.ingest.fetch.user_agent import project_address, user_agent
from explorer.ingest.site_forms import KINDS, TargetKind, site_forms, site_origin
from explorer.ingest.source_reader import SourceReader
from explorer.model.ids import split_profile_id
from explorer.model.profiles import PUBLISHER
from explorer.model.taxonomy import EDITIONS, taxonomy
from explorer.serializers.fetch_records import fetch_record
from explorer.text.counted_nouns import counted, counted_each

WHAT: dict[str, TargetKind] = {"pages": "page", "profiles": "profile", "scores": "scores"}
_NOTHING_TO_UPDATE = "Nothing of this was fetched before, so there is nothing to update. Fetch it without --update."
_MOST_NAMED = 5  # addresses under one reason, unless all are asked for


class WhatParam(click.ParamType[tuple[TargetKind, ...]]):
    """The type of a list of what to fetch, with commas."""

    name = "pages,profiles,scores"

    def convert(
        self, value: str | tuple[TargetKind, ...], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[TargetKind, ...]:
        if isinstance(value, tuple):
            return value
        words = [word.strip() for word in value.split(",")]
        for word in words:
            if word not in WHAT:
                self.fail(f"{word!r} is none of {', '.join(WHAT)}.", param, ctx)
        return tuple(dict.fromkeys(WHAT[word] for word in words))


@dataclass(frozen=True, slots=True)
class _Choice:
    """What was asked for."""

    kinds: tuple[TargetKind, ...]
    editions: tuple[int, ...]
    codes: tuple[str, ...]  # of countries that were named
    is_all: bool
    is_update: bool
    sites: tuple[str, ...]  # that are asked
    hosts: tuple[str, ...]  # these, and those that they may redirect to

    @property
    def has_list(self) -> bool:
        """Tell whether the site's own list of pages counts."""
        return not self.is_update and self.kinds != ("scores",)


@dataclass
class _FetchRun:
    """What a fetch did so far."""

    outcomes: list[FetchOutcome] = field(default_factory=list)
    error: str = ""  # of the home, the index or a site as a whole
    is_fault_of_home: bool = False
    warnings: Sequence[str] = ()  # of the index that was built
    is_interrupted: bool = False

    @property
    def fetched(self) -> list[Fetched]:
        return [outcome for outcome in self.outcomes if isinstance(outcome, Fetched)]

    @property
    def refused(self) -> list[RefusedAddress]:
        return [outcome for outcome in self.outcomes if isinstance(outcome, RefusedAddress)]

    @property
    def status(self) -> int:
        if self.is_interrupted:
            return INTERRUPTED
        if self.is_fault_of_home or any(outcome.is_fault_of_home for outcome in self.refused):
            return UNUSABLE
        return REFUSED if self.error or self.refused or self.warnings else DONE


@click.command()
@click.option(
    "--edition",
    "editions",
    multiple=True,
    type=click.Choice([str(edition) for edition in EDITIONS]),
    help="Edition; may be given again. Without it, every edition.",
)
@click.option("--country", "countries", multiple=True, type=TEXT, help="Name or code; may be given again.")
@click.option("--all", "is_all", is_flag=True, help="All countries.")
@click.option("--update", "is_update", is_flag=True, help="What was fetched before, where it has changed.")
@click.option("--what", "kinds", type=WhatParam(), help="What to fetch, with commas. Without it, pages.")
@click.option("--site", "sites", multiple=True, type=TEXT, metavar="URL", help="Another site; may be given again.")
@click.option("--delay", type=float, default=1.0, show_default=True, help="Seconds between two requests.")
@click.option(
    "--contact", type=TEXT, envvar="OC_EXPLORER_CONTACT", help="Address at which the site's owners can write to you."
)
@click.option("--dry-run", is_flag=True, help="List what would be fetched, without any request.")
@click.option("--verbose", is_flag=True, help="List every warning and refusal.")
@click.option("--json", "is_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def fetch(
    home: Home,
    editions: tuple[str, ...],
    countries: tuple[str, ...],
    is_all: bool,
    is_update: bool,
    kinds: tuple[TargetKind, ...] | None,
    sites: tuple[str, ...],
    delay: float,
    contact: str | None,
    dry_run: bool,
    verbose: bool,
    is_json: bool,
) -> None:
    """Fetch published pages, PDFs and scores from the publisher's site, one at a time.

    The text is the publisher's. It stays in your home folder.
    """
    choice = _choose(editions, countries, is_all, is_update, kinds, sites)
    if not (math.isfinite(delay) and delay >= 0):
        raise click.UsageError("--delay is a number of seconds, 0 or more.")
    if contact is not None and not (contact.isprintable() and contact.isascii() and contact.strip()):
        raise click.UsageError("--contact is an address in plain letters, such as you@example.org.")
    planned = _plan(home, choice, has_sites=bool(sites))
    if dry_run:
        _show_plan(planned, choice, is_json)
        raise click.exceptions.Exit(DONE if planned else REFUSED)
    if is_update and not sites:
        asked = tuple(dict.fromkeys(origin_of(entry.url) for entry in planned))
        choice = replace(choice, sites=asked, hosts=(*asked, *choice.hosts))
    run = _FetchRun()
    client = PoliteClient(choice.hosts, user_agent(contact or ""), contact or "", FetchLimits(delay=delay))
    try:
        with client, _only_one(home):
            _announce(planned, choice, client)
            _fetch(home, client, planned, choice, run)
    except HomeError as error:
        run.error, run.is_fault_of_home = str(error), True
    except ExplorerError as error:
        run.error = str(error)
    except KeyboardInterrupt:
        run.is_interrupted = True
    _finish(home, run, verbose, is_json)
    raise click.exceptions.Exit(run.status)


def _choose(
    editions: Sequence[str],
    countries: Sequence[str],
    is_all: bool,
    is_update: bool,
    kinds: tuple[TargetKind, ...] | None,
    sites: Sequence[str],
) -> _Choice:
    if kinds is None:
        kinds = KINDS if is_update else ("page",)
    if is_all and (countries or is_update):
        raise click.UsageError("--all goes neither with --country nor with --update.")
    if not (countries or is_all or is_update or kinds == ("scores",)):
        raise click.UsageError("Say what to fetch: --country NAME, --all, --update, or --what scores alone.")
    try:
        codes = tuple(dict.fromkeys(taxonomy().find_country(name).code for name in countries))
        given = tuple(dict.fromkeys(map(site_origin, sites)))
    except (CountryError, QueryError) as error:
        raise click.UsageError(str(error)) from error
    chosen = tuple(sorted({int(edition) for edition in editions})) or EDITIONS
    hosts = given or site_forms().hosts
    return _Choice(kinds, chosen, codes, is_all, is_update, given or hosts[:1], hosts)


def _plan(home: Home, choice: _Choice, has_sites: bool) -> list[PlannedAddress]:
    """Plan what was asked for, as far as that is known without the site; an update asks where it was fetched."""
    if choice.is_update:
        records = [record for record in FetchedAddresses(home).all() if _is_chosen(record.target, choice)]
        return plan_update(
            record for record in records if not has_sites or any(record.url.startswith(site) for site in choice.sites)
        )
    codes = choice.codes or tuple(country.code for country in taxonomy().countries)
    targets = choose_targets(choice.kinds, codes, choice.editions)
    return plan_addresses(targets, choice.sites, SiteListing({}), choice.is_all)[0]


def _is_chosen(target: SiteTarget | None, choice: _Choice) -> bool:
    if target is None or target.kind not in choice.kinds:
        return False
    if target.kind == "scores":
        return not choice.codes
    code, edition = split_profile_id(target.profile)
    return edition in choice.editions and (not choice.codes or code in choice.codes)


@contextmanager
def _only_one(home: Home) -> Iterator[None]:
    """Hold the home's place for one fetch: two at once would ask the site twice as often. Raises HomeError."""
    home.make()
    try:
        handle = lock_file(home.path / ".fetching", 0)
    except TimeoutError as error:
        raise HomeError(f"{home.path}: another fetch is at work there. Wait until it is done.") from error
    except OSError as error:
        raise HomeError(f"{home.path}: the home folder cannot be written ({error.strerror}).") from error
    try:
        yield
    finally:
        os.close(handle)


def _announce(planned: Sequence[PlannedAddress], choice: _Choice, client: PoliteClient) -> None:
    """Say what is fetched, from where, and whose text it is, before the first request."""
    if not planned:
        raise QueryError(_NOTHING_TO_UPDATE)
    delay = client.limits.delay
    pause = f", with {_seconds(delay)} between" if delay else ""
    plan = ("what has changed of " if choice.is_update else "") + _describe(planned, choice)
    say(f"Fetching {plan} from {' or '.join(choice.sites)}, one request at a time{pause}.")
    say(f"The text and the scores are those of the {PUBLISHER}. They stay in your home folder.")
    say(f"The requests say: {client.agent}")
    if not client.contact:
        named = "the project" if project_address() else "this machine"
        say(f"That names {named}, not you: give an address at which you can be reached with --contact.")


def _describe(planned: Sequence[PlannedAddress], choice: _Choice) -> str:
    return describe_targets([entry.target for entry in planned], is_most=choice.is_all)


def _seconds(delay: float) -> str:
    return f"{delay:g} second{'' if delay == 1 else 's'}"


def _fetch(
    home: Home, client: PoliteClient, planned: Sequence[PlannedAddress], choice: _Choice, run: _FetchRun
) -> None:
    home.prepare()
    if choice.has_list:
        planned = _plan_by_site(client, [entry.target for entry in planned], choice, run)
    with SourceReader() as reader, progress_bar("Fetching") as progress:
        reader.start()
        # The engine takes as long to load as the first answer to come.
        import explorer.engines.open  # noqa: F401

        downloader = Downloader(home, client, reader, FetchedAddresses(home))
        for number, outcome in enumerate(downloader.fetch_each(planned), 1):
            run.outcomes.append(outcome)
            progress(number, len(planned))


def _plan_by_site(
    client: PoliteClient, targets: Sequence[SiteTarget], choice: _Choice, run: _FetchRun
) -> Sequence[PlannedAddress]:
    """Plan anew by what the sites list, and tell what they ask for."""
    try:
        listing = list_site(client, choice.sites)
    except ClosedSiteError:
        listing = SiteListing({})  # each address is then refused, for the same reason
    for warning in listing.warnings:
        say(f"Note: {warning}")
    for site in choice.sites:
        if (delay := client.delay_of(site)) > client.limits.delay:
            say(f"Note: the robots.txt of {site} asks for {_seconds(delay)} between two requests, which is kept.")
    planned, left_out = plan_addresses(targets, choice.sites, listing, choice.is_all)
    if left_out:
        missing = counted_each(entry.target.source_kind for entry in left_out)
        left = describe_targets([entry.target for entry in planned])
        say(f"Of these, the site does not list {missing}, which leaves {left}.")
    run.outcomes += [skipped(entry, "It is not in the list of pages that the site gives.") for entry in left_out]
    return planned


def _finish(home: Home, run: _FetchRun, is_verbose: bool, is_json: bool) -> None:
    has_text = addresses_file(home).exists()
    if has_text and not run.is_fault_of_home and not run.is_interrupted:
        _index(home, run)
    if run.is_interrupted:
        run.error = _interruption(run.fetched)
    if is_json:
        print_json(fetch_record(run.outcomes, run.error))
    else:
        _print_outcomes(run.outcomes, is_verbose)
    warn(run.warnings)
    if run.error:
        say(f"oc-explorer: {run.error}")


def _interruption(fetched: Sequence[Fetched]) -> str:
    """Say what an interruption left, and how to go on."""
    if not fetched:
        return "Interrupted. Nothing new had been fetched; run the same command again to go on."
    taken = counted_each(outcome.kind for outcome in fetched)
    return (
        f"Interrupted. What had been fetched is kept: {taken}. Run the same command again to go on, or "
        "`oc-explorer index` to search what there is."
    )


def _index(home: Home, run: _FetchRun) -> None:
    """Bring the index up to date, also with what an earlier run fetched and did not index."""
    try:
        run.warnings = update_index(home)
    except ExplorerError as error:
        run.error, run.is_fault_of_home = str(error), True
    except KeyboardInterrupt:
        run.is_interrupted = True


def _show_plan(planned: Sequence[PlannedAddress], choice: _Choice, is_json: bool) -> None:
    if is_json:
        print_json(fetch_record((), planned=planned))
        return
    for entry in planned:
        print_line(entry.url)
        for other in entry.addresses[1:] if len(planned) <= _MOST_NAMED else ():
            say(f"  or, where nothing is there, {other}")
    if not planned:
        say(_NOTHING_TO_UPDATE)
        return
    plan = _describe(planned, choice)
    say(f"{plan[0].upper()}{plan[1:]} would be asked for; no request was sent.")
    if choice.has_list:
        fewer = "leave out some of these, or " if choice.is_all else ""
        say(f"The site's own list may {fewer}have other addresses.")


def _print_outcomes(outcomes: Sequence[FetchOutcome], is_verbose: bool) -> None:
    for outcome in outcomes:
        if isinstance(outcome, Fetched):
            ids = outcome.profiles
            subject = ids[0] if len(ids) == 1 else counted(len(ids), "profile")
            print_line(f"{outcome.url}: {subject}: {describe_content(outcome.passages, outcome.scores)}.")
            for warning in outcome.warnings if is_verbose else ():
                say(f"  Note: {warning.text}")
    if not is_verbose:
        fetched = [outcome for outcome in outcomes if isinstance(outcome, Fetched)]
        print_warning_counts(
            [(outcome.url, outcome.kind, warning) for outcome in fetched for warning in outcome.warnings]
        )
    if unchanged := counted_each(outcome.kind for outcome in outcomes if isinstance(outcome, Unchanged)):
        print_line(f"{unchanged} unchanged.")
    _print_reasons(outcomes, is_verbose)


def _print_reasons(outcomes: Sequence[FetchOutcome], is_verbose: bool) -> None:
    """List what was not taken by its reason: one site may have the same for hundreds of addresses."""
    groups: dict[tuple[str, str], list[RefusedAddress | SkippedAddress]] = {}
    for outcome in outcomes:
        if isinstance(outcome, RefusedAddress):
            groups.setdefault(("refused", outcome.error), []).append(outcome)
        elif isinstance(outcome, SkippedAddress):
            groups.setdefault(("not asked for", outcome.reason), []).append(outcome)
    for (what, reason), group in groups.items():
        if is_verbose or len(group) <= _MOST_NAMED:
            for outcome in group:
                say(f"{outcome.url}: {what}. {reason}")
        else:
            count = counted_each(outcome.kind for outcome in group)
            say(f"{count} {what}, each for this reason: {reason} The first is {group[0].url}; `--verbose` lists all.")
