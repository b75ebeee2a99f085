"""`export mentions`: who names whom, a row for each passage and each name."""

from pathlib import Path

import click

from explorer.cli.arguments import TEXT
from explorer.cli.export_file import FORMAT_OPTION, OUTPUT_OPTION, PACKAGE, file_format, hand_out, hand_out_package
from explorer.cli.output import REFUSED, say
from explorer.cli.search import run_search
from explorer.core.days import utc_today
from explorer.corpus.home import Home
from explorer.export.mention_export import mention_export, mention_package
from explorer.search.mention_rows import MENTION_KINDS, MentionRequest, list_mentions
from explorer.text.counted_nouns import counted


@click.command("mentions")
@click.option(
    "--from", "naming", multiple=True, type=TEXT, metavar="NAME|CODE", help="In profiles of these countries or regions."
)
@click.option(
    "--to", "named", multiple=True, type=TEXT, metavar="NAME|CODE|SLUG", help="Of these countries, treaties and so on."
)
@click.option("--section", "sections", multiple=True, type=TEXT, metavar="SLUG", help="In these sections alone.")
@click.option(
    "--indicator", "indicators", multiple=True, type=TEXT, metavar="SLUG", help="In passages linked to these alone."
)
@click.option("--edition", "editions", multiple=True, type=TEXT, metavar="YEAR", help="In these editions alone.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(MENTION_KINDS), help="Of these kinds alone.")
@FORMAT_OPTION
@OUTPUT_OPTION
@click.pass_obj
def export_mentions(
    home: Home,
    naming: tuple[str, ...],
    named: tuple[str, ...],
    sections: tuple[str, ...],
    indicators: tuple[str, ...],
    editions: tuple[str, ...],
    kinds: tuple[str, ...],
    format: str | None,
    output: Path | None,
) -> None:
    """Write which countries, treaties, laws, organizations and programmes the passages name.

    A row for each passage and each name; a profile's own country is not counted. `--from chapters` is the chapters.
    """
    given = {
        "kind": kinds,
        "from": naming,
        "to": named,
        "section": sections,
        "indicator": indicators,
        "edition": editions,
    }
    request = MentionRequest.from_args((name, value) for name, values in given.items() for value in values)
    format = file_format(format, output)
    rows = run_search(home, list_mentions).chosen(request)
    if format != PACKAGE:
        hand_out(mention_export(rows, request, utc_today()), format, output)
    else:
        hand_out_package(mention_package(rows, request, utc_today()), output)
        if output:
            say(f"{counted(len(rows), 'mention')} written to {output}")
    if not rows:
        say("No passage here has such a name.")
        raise click.exceptions.Exit(REFUSED)
