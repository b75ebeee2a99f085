"""What the requests say of who sends them: the header User-Agent (RFC 9110)."""

import platform
import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from urllib.parse import urlsplit

from explorer import __version__
from explorer.ingest.fetch.polite_client import AGENT

_DISTRIBUTION = "oc-explorer"
_LABELS = ("repository", "homepage")  # of the addresses in pyproject.toml, that which says most first


def user_agent(contact: str) -> str:
    """Return what the program calls itself: name, version, the project's address, and that of its user, if any.

    With neither address it has the name of this machine.
    """
    project = project_address()
    machine = re.sub(r"[^A-Za-z0-9.-]", "", platform.node()) or "localhost"
    senders = [address for address in (f"+{project}" if project else "", contact) if address]
    return (
        f"{AGENT}/{__version__} (self-hosted reader of the Organized Crime Index; "
        f"{'; '.join(senders) or f'{AGENT}@{machine}'})"
    )


def project_address() -> str:
    """Return the project's public address, as the installed package names it; empty where it has none."""
    addresses = dict(_project_urls())
    return next((addresses[label] for label in _LABELS if label in addresses), "")


def _project_urls() -> Iterator[tuple[str, str]]:
    """Yield the addresses of the project by label, as far as they can be in a header."""
    try:
        entries = metadata(_DISTRIBUTION).get_all("Project-URL", [])
    except PackageNotFoundError:  # a checkout that is not installed
        return
    for entry in entries:
        label, _, address = (part.strip() for part in entry.partition(","))
        if re.fullmatch(r"https?://[!-'*-~]+", address) and urlsplit(address).hostname:
            yield re.sub(r"\W", "", label).lower(), address
