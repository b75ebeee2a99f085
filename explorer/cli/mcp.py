"""`mcp`."""

import click

from explorer.cli.arguments import TEXT
from explorer.cli.cite import ADDRESS_OPTION
from explorer.cli.output import UNUSABLE, progress_bar, say, warn
from explorer.cli.streams import OutputError
from explorer.corpus.home import Home
from explorer.engines.manage import Build, Kept, ensure_answering, warnings_of
from explorer.engines.open import open_engine
from explorer.serving.open_corpus import Corpus

_MISSING = (
    "oc-explorer: The tools for assistants need an optional library. Install it with "
    "`pip install 'oc-explorer[assistants]'`, or in a checkout with `make .venv/assistants.installed`."
)


@click.command()
@click.option(
    "--http",
    "endpoint",
    type=TEXT,
    metavar="HOST:PORT",
    help="Serve over HTTP on this machine's loopback address, instead of standard input and output.",
)
@ADDRESS_OPTION
@click.pass_obj
def mcp(home: Home, endpoint: str | None, address: str) -> None:
    """Serve the tools for assistants, by the Model Context Protocol.

    The program that starts it talks to it over standard input and output. docs/assistants.md has configurations to
    paste.
    """
    try:
        from explorer.assistant import transports  # with the library of the extra, which no other command needs
        from explorer.assistant.mcp_server import make_server
        from explorer.assistant.tool import ToolContext
    except ImportError as error:
        if (error.name or "").startswith("explorer"):
            raise
        say(_MISSING)
        raise click.exceptions.Exit(UNUSABLE) from error
    try:
        loopback = transports.LoopbackEndpoint.read(endpoint) if endpoint is not None else None
    except transports.EndpointError as error:
        raise click.UsageError(str(error)) from error
    server = make_server(ToolContext(_open(home), address.rstrip("/")))
    if loopback is None:
        try:
            transports.serve_stdio(server)
        except OSError as error:
            raise OutputError(f"Standard input or output failed ({error.strerror}).") from error
        return
    listener = loopback.listen()
    say(f"Serving on {loopback.url(listener.getsockname()[1])}")
    transports.serve_http(server, listener)


def _open(home: Home) -> Corpus:
    """Bring the index up to date and open the corpus; where that fails, the last whole index answers."""
    with progress_bar("Indexing") as progress:
        index = ensure_answering(home, open_engine(home), progress)
    if isinstance(index, Build):
        say("The search index was rebuilt.")
    warn(warnings_of(index))
    return Corpus(home, index.generation if isinstance(index, Kept) else "")
