"""Serve for development: restart when code, templates, scripts, styles or index/ change."""

from werkzeug.exceptions import NotFound
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.serving import run_simple

from explorer.core import paths
from explorer.web.app import create_app
from explorer.web.settings import LOOPBACK, Settings, SettingsError


def watched_files() -> list[str]:
    """List the files that the application reads at its start, beside its own modules."""
    index = paths.content("index")
    files = [
        path for folder in (paths.content("templates"), paths.PACKAGE / "web" / "static") for path in folder.rglob("*")
    ]
    files += [path for path in index.rglob("*") if not path.is_relative_to(index / "built")]
    return sorted(str(path) for path in files if path.is_file())


def serve_reloading(settings: Settings) -> None:
    """Serve with werkzeug's reloader and debugger until stopped. Raises SettingsError, AddressError or VocabularyError.

    The debugger runs what its reader types, so that only this machine may reach it.
    """
    if settings.host not in LOOPBACK:
        raise SettingsError(
            f"--reload is for development on this machine: choose --host 127.0.0.1, not {settings.host}."
        )
    app = create_app(settings)
    app.debug = True
    run_simple(
        settings.host,
        settings.port,
        DispatcherMiddleware(NotFound(), {settings.root: app}) if settings.root else app,
        use_reloader=True,
        use_debugger=True,
        threaded=True,
        extra_files=watched_files(),
    )
