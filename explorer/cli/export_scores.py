"""`export scores`: the scores as one table, a row for each country, edition and indicator or aggregate."""

from pathlib import Path

import click

from explorer.cli.arguments import TEXT
from explorer.cli.export_file import FORMAT_OPTION, OUTPUT_OPTION, PACKAGE, file_format, hand_out, hand_out_package
from explorer.cli.output import REFUSED, say, warn
from explorer.core.days import utc_today
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.export.score_export import score_export, score_package
from explorer.export.score_table import ScoreFilter
from explorer.text.counted_nouns import counted


@click.command("scores")
@click.option("--country", "countries", multiple=True, type=TEXT, metavar="NAME|CODE", help="These countries alone.")
@click.option("--area", default="", type=TEXT, metavar="NAME", help="A continent or region; by default the world.")
@click.option("--edition", "editions", multiple=True, type=TEXT, metavar="YEAR", help="These editions alone.")
@click.option("--indicator", "indicators", multiple=True, type=TEXT, metavar="SLUG", help="These scores alone.")
@click.option("--series", default="", type=TEXT, metavar="SLUG", help="Of this series: index, the default, or enact.")
@click.option(
    "--wide", "is_wide", is_flag=True, help="A row for each country and edition, and a column for each score."
)
@FORMAT_OPTION
@OUTPUT_OPTION
@click.pass_obj
def export_scores(
    home: Home,
    countries: tuple[str, ...],
    area: str,
    editions: tuple[str, ...],
    indicators: tuple[str, ...],
    series: str,
    is_wide: bool,
    format: str | None,
    output: Path | None,
) -> None:
    """Write the scores with their changes and ranks, a row for each country, edition and indicator or aggregate.

    A data package has the wide form beside it.
    """
    chosen = ScoreFilter.from_args(
        (
            *(("country", country) for country in countries),
            ("area", area),
            *(("edition", edition) for edition in editions),
            *(("indicator", indicator) for indicator in indicators),
            ("series", series),
        )
    )
    format = file_format(format, output)
    library = Library.open(home)
    rankings = library.rankings_of(chosen.series)
    warn(f"{problem} It is left out." for problem in library.problems)
    if format != PACKAGE:
        made = score_export(rankings, chosen, utc_today(), is_wide=is_wide)
        hand_out(made, format, output)
        rows = len(made.table.rows)
    else:
        package = score_package(rankings, chosen, utc_today())
        hand_out_package(package, output)
        rows = len(package.resources[0].table.rows)
        if output:
            say(f"{counted(rows, 'score')} written to {output}")
    if not rows:
        say("No such score is here. `oc-explorer fetch --what scores` brings in those of all countries.")
        raise click.exceptions.Exit(REFUSED)
