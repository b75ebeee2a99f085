"""Settings of one server, read once from the command line and the environment.

pydantic-settings and environs read them too, at the price of a package each; most of this module is checks with a
message that says what would work, which they would not spare.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

from explorer.core.errors import ExplorerError
from explorer.corpus.home import Home
from explorer.web.root import is_root

LOOPBACK = ("127.0.0.1", "localhost", "::1")
MOST_WORKERS = 4  # by default
LOGS = ("requests", "errors", "queries")  # every request, errors alone, or requests with their queries
RATE = "300 per minute"  # for each client, where others than its owner reach the server
UNIX = "unix:"  # begins a host that is a Unix socket, as in gunicorn's --bind
LONGEST_LINE = 8190  # bytes of an address with its query, the most that gunicorn takes
LARGEST_BODY = 64 * 1024  # bytes: an article to look up or a list of terms is the largest that is sent
TIME = 30.0  # seconds that one request may take


class SettingsError(ExplorerError):
    """A setting cannot be used; the message names it and what would work."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All that may differ between two servers of the same corpus."""

    home: Home
    host: str = "127.0.0.1"  # the address to listen on, "[::1]" too; or "unix:" and the path of a socket
    port: int = 8000  # 0: any that is free
    workers: int = 0  # processes; 0: one a core, at most MOST_WORKERS
    root: str = ""  # the path of the host that the site is below, "/oc": SCRIPT_NAME
    trusted_hosts: tuple[str, ...] = ()  # host names it answers to, beside its own; ".example.org" with all below it
    behind_tls: bool = False  # a proxy in front of it terminates TLS
    proxies: int = 0  # how many in front of it add to X-Forwarded-For; at least one behind TLS
    rate: str = ""  # requests of one client, "300 per minute", or "off"; empty: RATE, unless on loopback alone
    time: float = TIME  # seconds that one request may take; 0: no limit
    has_metrics: bool = False  # whether /metrics counts for Prometheus
    log: str = LOGS[0]
    kept: str = ""  # the generation that serves on since a newer one could not be built

    def __post_init__(self) -> None:
        # An IPv6 address is written in brackets in a URL, and without them in a socket's address.
        object.__setattr__(self, "host", self.host.removeprefix("[").removesuffix("]"))
        object.__setattr__(self, "root", self.root.rstrip("/"))
        if not is_root(self.root):
            raise SettingsError(f"SCRIPT_NAME must be a path like /oc, not {self.root!r}.")
        if self.host == UNIX:
            raise SettingsError("The host 'unix:' has no path. Name a socket, for example unix:/run/oc-explorer/http.")
        if not 0 <= self.port <= 65535:
            raise SettingsError(f"The port must be a whole number from 0 to 65535, not {self.port}.")
        if self.workers < 0:
            raise SettingsError(f"The number of workers must be 0 or more, not {self.workers}.")
        if self.log not in LOGS:
            raise SettingsError(f"OC_EXPLORER_LOG must be one of {', '.join(LOGS)}, not {self.log!r}.")

    @classmethod
    def from_environment(cls, home: Home, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Read the settings of a home from the environment. Raises SettingsError.

        docs/operating.md lists the variables.
        """
        named = [name.strip() for name in environment.get("OC_EXPLORER_TRUSTED_HOSTS", "").split(",")]
        return cls(
            home,
            root=environment.get("SCRIPT_NAME", ""),
            trusted_hosts=tuple(name for name in named if name),
            behind_tls=_is_on("OC_EXPLORER_BEHIND_TLS", environment),
            proxies=int(_number("OC_EXPLORER_PROXIES", environment, 0, most=9, is_whole=True)),
            rate=environment.get("OC_EXPLORER_RATE_LIMIT", "").strip(),
            time=_number("OC_EXPLORER_TIME_LIMIT", environment, TIME, most=3600),
            has_metrics=_is_on("OC_EXPLORER_METRICS", environment),
            log=environment.get("OC_EXPLORER_LOG", "") or LOGS[0],
        )

    @property
    def hosts(self) -> tuple[str, ...]:
        """Every host name that the server answers to; others are refused, against DNS rebinding."""
        own = () if self.socket else (self.host,)
        return tuple(dict.fromkeys((*LOOPBACK, *own, *self.trusted_hosts)))

    @property
    def socket(self) -> str:
        """The path of the Unix socket to listen on; empty where it listens on an address."""
        return self.host.removeprefix(UNIX) if self.host.startswith(UNIX) else ""

    @property
    def processes(self) -> int:
        """The number of workers."""
        return self.workers or min(os.cpu_count() or 1, MOST_WORKERS)

    @property
    def hops(self) -> int:
        """The number of proxies that are trusted about a client: its address, and the root of the site."""
        return max(self.proxies, int(self.behind_tls))

    @property
    def is_exposed(self) -> bool:
        """Tell whether others than a proxy or programs of this machine can connect."""
        return not self.socket and self.host not in LOOPBACK and not self.hops

    @property
    def rate_limit(self) -> str | None:
        """The rate limit for each client; None where there is none, as on one's own machine."""
        is_public = self.host not in LOOPBACK or self.hops > 0
        return None if self.rate == "off" else self.rate or (RATE if is_public else None)


def _is_on(name: str, environment: Mapping[str, str]) -> bool:
    value = environment.get(name, "") or "0"
    if value not in ("0", "1"):
        raise SettingsError(f"{name} must be 1 or 0, not {value!r}.")
    return value == "1"


def _number(name: str, environment: Mapping[str, str], default: float, most: int, is_whole: bool = False) -> float:
    value = environment.get(name, "").strip()
    if not value:
        return default
    if not re.fullmatch(r"\d{1,6}" if is_whole else r"\d{1,6}(\.\d{1,3})?", value) or float(value) > most:
        raise SettingsError(f"{name} must be a{' whole' if is_whole else ''} number from 0 to {most}, not {value!r}.")
    return float(value)
