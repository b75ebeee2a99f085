"""`serve`."""

from dataclasses import replace

import click

from explorer.cli.arguments import TEXT
from explorer.cli.output import progress_bar, say, warn
from explorer.corpus.home import Home
from explorer.engines.manage import Build, Kept, ensure_answering, warnings_of
from explorer.engines.open import open_engine
from explorer.web import server
from explorer.web.settings import Settings


@click.command()
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    type=TEXT,
    help="Address to listen on; unix:PATH for a Unix socket.",
)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port to listen on.")
@click.option("--workers", default=0, type=click.IntRange(0, 64), help="Processes; by default one a core, at most 4.")
@click.option("--metrics", "has_metrics", is_flag=True, help="Count requests for Prometheus, at /metrics.")
@click.option("--open", "opens_browser", is_flag=True, help="Open the address in a browser.")
@click.option("--reload", is_flag=True, help="For development: restart when code, templates or vocabulary change.")
@click.pass_obj
def serve(home: Home, host: str, port: int, workers: int, has_metrics: bool, opens_browser: bool, reload: bool) -> None:
    """Serve the pages and the API, after rebuilding the index when the corpus changed.

    Where that fails, the last whole index is served, with a warning.
    """
    engine = open_engine(home)
    with progress_bar("Indexing") as progress:
        index = ensure_answering(home, engine, progress)
    if isinstance(index, Build):
        say("The search index was rebuilt.")
    warnings = tuple(warnings_of(index))
    warn(warnings)
    settings = Settings.from_environment(home)
    has_metrics = has_metrics or settings.has_metrics
    kept = index.generation if isinstance(index, Kept) else ""
    settings = replace(settings, kept=kept, host=host, port=port, workers=workers, has_metrics=has_metrics)
    if reload:
        from explorer.web.development import serve_reloading  # its server and debugger are needed here alone

        serve_reloading(settings)
    else:
        server.serve(settings, opens_browser, warnings)
