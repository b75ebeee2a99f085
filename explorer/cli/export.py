"""`export`: what it writes is named first; without a name it is a search."""

import click

from explorer.cli.export_mentions import export_mentions
from explorer.cli.export_scores import export_scores
from explorer.cli.export_search import export_search

_COMMANDS: tuple[click.Command, ...] = (export_mentions, export_scores, export_search)


class _ExportGroup(click.Group):
    """A group whose arguments are those of `search`, unless they begin with the name of another command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or args[0] not in (*self.commands, "--help"):
            args = [str(export_search.name), *args]
        return super().parse_args(ctx, args)


@click.group(cls=_ExportGroup, commands=_COMMANDS, context_settings={"help_option_names": ["--help"]})
def export() -> None:
    """Write scores, mentions or the results of a search to a file: CSV, JSON Lines, XLSX or a data package.

    `export QUERY` is `export search QUERY`; a search for the word “scores” is `export search scores`, and
    one for “mentions” `export search mentions`.
    """
