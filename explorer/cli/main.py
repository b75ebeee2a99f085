"""`oc-explorer`: data on stdout, messages on stderr, exit codes as other programs rely on them."""

import gc
import os
import sys
from pathlib import Path

import click

from explorer import __version__
from explorer.cli.output import DONE, REFUSED, UNUSABLE, WRONG_USAGE, say, show_usage_error
from explorer.cli.streams import OutputError, ReaderGoneError, guard_streams
from explorer.core import paths
from explorer.core.errors import CorpusError, ExplorerError, IndexUnavailableError, QueryError, VocabularyError
from explorer.corpus.home import Home, HomeError

COMMANDS = {
    "import": "explorer.cli.import_:import_",
    "fetch": "explorer.cli.fetch:fetch",
    "index": "explorer.cli.import_:index",
    "check": "explorer.cli.check:check",
    "search": "explorer.cli.search:search",
    "show": "explorer.cli.show:show",
    "changes": "explorer.cli.changes:changes",
    "export": "explorer.cli.export:export",
    "matrix": "explorer.cli.export_search:matrix",
    "cite": "explorer.cli.cite:cite",
    "quote": "explorer.cli.cite:quote",
    "verify": "explorer.cli.cite:verify",
    "serve": "explorer.cli.serve:serve",
    "mcp": "explorer.cli.mcp:mcp",
}


class LazyGroup(click.Group):
    """Loads a command's module when it is called: a search does not wait for the web server's imports."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        gc.disable()  # nothing of a module is garbage: to look for it takes a tenth of the time of a search
        __import__(module)
        gc.freeze()
        gc.enable()
        command = getattr(sys.modules[module], name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from explorer.model.taxonomy import offer

            raise click.UsageError(f"There is no command {args[0]!r}.{offer(args[0], COMMANDS)}", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--home", type=click.Path(path_type=Path, file_okay=False), help="Folder of your own data and the index.")
@click.version_option(__version__, prog_name="oc-explorer")
@click.pass_context
def group(context: click.Context, home: Path | None) -> None:
    """Search, read and cite the country profiles of the Global Organized Crime Index."""
    context.obj = Home((home or paths.default_home()).expanduser().absolute())


def exit_code(error: ExplorerError) -> int:
    """Return the exit status of an error, which other programs may rely on."""
    if isinstance(error, QueryError):
        return WRONG_USAGE
    if isinstance(error, IndexUnavailableError | CorpusError | VocabularyError | HomeError | OutputError):
        return UNUSABLE
    return REFUSED


def main() -> None:
    """Run the command line and exit; an ExplorerError is shown as one line, anything else is a bug and surfaces."""
    guard_streams()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # nothing here multiplies matrices, which takes threads
    try:
        # Outside standalone mode click returns the status of an Exit instead of raising it.
        status = group.main(standalone_mode=False)
    except click.Abort:
        sys.exit(130)
    except click.ClickException as error:
        show_usage_error(error)
        sys.exit(WRONG_USAGE)
    except ExplorerError as error:
        say(f"oc-explorer: {error}")
        sys.exit(exit_code(error))
    except ReaderGoneError:  # `| head`: nothing is left to say
        sys.exit(DONE)
    sys.exit(status if isinstance(status, int) else DONE)
