"""The root under which a request came: "" for a site of its own, "/oc" for one below a path of its host.

It is SCRIPT_NAME (PEP 3333), from the WSGI server or, behind a trusted proxy, from X-Forwarded-Prefix. Nothing else
in the package reads it.
"""

import re
from functools import lru_cache
from urllib.parse import quote

from flask import Flask, request
from jinja2 import pass_context
from jinja2.runtime import Context

from explorer.core.errors import ExplorerError

_ROOT = re.compile(r"(?:/[\w.~-]+)*")  # segments of a path; "//" would lead to another host


class RootError(ExplorerError):
    """A proxy or the server names a root that is not a path; the message shows one that is."""


def is_root(script_name: str) -> bool:
    """Tell whether SCRIPT_NAME, without a slash at its end, can be a root."""
    return _ROOT.fullmatch(script_name) is not None


@lru_cache(maxsize=64)
def _checked(script_name: str) -> str:
    """Return a root as it is written in an address; empty when it is none."""
    return quote(script_name) if is_root(script_name) else ""


def root() -> str:
    """Return the root of the request, without a slash at its end."""
    return _checked(request.script_root)


def url(path: str) -> str:
    """Put the root before a path; "#drugs" and the address of another site stay as they are."""
    return root() + path if path.startswith("/") else path


@pass_context
def url_filter(_: Context, path: str) -> str:
    """Do the same in a template. It takes the context, or Jinja would work it out once, when it compiles a template."""
    return url(path)


def site() -> str:
    """Return the address of the site as the reader's browser knows it: scheme, host and root."""
    return request.host_url.rstrip("/") + root()


def set_root(app: Flask) -> None:
    """Refuse requests under a root that is not a path."""

    @app.before_request
    def check_root() -> None:
        if request.script_root and not root():
            raise RootError(
                "The prefix under which this site is served is not a path. "
                "X-Forwarded-Prefix or SCRIPT_NAME must look like /oc."
            )
