"""How one server runs: read once, from the command line and the environment, and passed in."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

from explorer.core.errors import ExplorerError
from explorer.corpus.home import Home

LOOPBACK = ("127.0.0.1", "localhost", "::1")
MOST_WORKERS = 4  # when nobody says how many
LOGS = ("requests", "errors", "queries")  # every request, errors alone, or requests with what was asked
RATE = "300 per minute"  # of one reader, where others than its owner reach the server
LONGEST_LINE = 8190  # bytes of an address with its query, the most that gunicorn takes
TIME = 30.0  # seconds that one request may take


class SettingsError(ExplorerError):
    """A setting cannot be used; the message names it and what would work."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that may differ between two servers of the same corpus."""

    home: Home
    host: str = "127.0.0.1"  # the address to listen on
    port: int = 8000  # 0: any that is free
    workers: int = 0  # processes; 0: one a core, at most MOST_WORKERS
    trusted_hosts: tuple[str, ...] = ()  # names it may be asked under, beside its own; ".example.org" with all below it
    behind_tls: bool = False  # a proxy in front of it speaks TLS
    proxies: int = 0  # how many in front of it add to X-Forwarded-For; at least one where one speaks TLS
    rate: str = ""  # requests of one reader, "300 per minute", or "off"; empty: RATE unless nobody else reaches it
    time: float = TIME  # seconds that one request may take; 0: as long as it takes
    metrics: bool = False  # whether /metrics counts for Prometheus
    log: str = LOGS[0]

    def __post_init__(self) -> None:
        if not 0 <= self.port <= 65535:
            raise SettingsError(f"The port must be a whole number from 0 to 65535, not {self.port}.")
        if self.workers < 0:
            raise SettingsError(f"The number of workers must be 0 or more, not {self.workers}.")
        if self.log not in LOGS:
            raise SettingsError(f"OC_EXPLORER_LOG must be one of {', '.join(LOGS)}, not {self.log!r}.")

    @classmethod
    def from_environment(cls, home: Home, environment: Mapping[str, str] = os.environ) -> "Settings":
        """The settings of a home as the environment changes them. Raises SettingsError.

        docs/operating.md lists the variables.
        """
        named = [name.strip() for name in environment.get("OC_EXPLORER_TRUSTED_HOSTS", "").split(",")]
        return cls(
            home,
            trusted_hosts=tuple(name for name in named if name),
            behind_tls=_is_on("OC_EXPLORER_BEHIND_TLS", environment),
            proxies=int(_number("OC_EXPLORER_PROXIES", environment, 0, most=9, is_whole=True)),
            rate=environment.get("OC_EXPLORER_RATE_LIMIT", "").strip(),
            time=_number("OC_EXPLORER_TIME_LIMIT", environment, TIME, most=3600),
            metrics=_is_on("OC_EXPLORER_METRICS", environment),
            log=environment.get("OC_EXPLORER_LOG", "") or LOGS[0],
        )

    @property
    def hosts(self) -> tuple[str, ...]:
        """Every name under which the server may be asked; others are refused, as a rebound DNS name would be."""
        return tuple(dict.fromkeys((*LOOPBACK, self.host, *self.trusted_hosts)))

    @property
    def processes(self) -> int:
        """How many workers are started."""
        return self.workers or min(os.cpu_count() or 1, MOST_WORKERS)

    @property
    def hops(self) -> int:
        """How many proxies are believed about a reader's address."""
        return max(self.proxies, int(self.behind_tls))

    @property
    def rate_limit(self) -> str | None:
        """How often one reader may ask; None where there is no limit, as on one's own machine."""
        is_public = self.host not in LOOPBACK or self.hops > 0
        return None if self.rate == "off" else self.rate or (RATE if is_public else None)


def _is_on(name: str, environment: Mapping[str, str]) -> bool:
    given = environment.get(name, "") or "0"
    if given not in ("0", "1"):
        raise SettingsError(f"{name} must be 1 or 0, not {given!r}.")
    return given == "1"


def _number(name: str, environment: Mapping[str, str], default: float, most: int, is_whole: bool = False) -> float:
    given = environment.get(name, "").strip()
    if not given:
        return default
    if not re.fullmatch(r"\d{1,6}" if is_whole else r"\d{1,6}(\.\d{1,3})?", given) or float(given) > most:
        raise SettingsError(f"{name} must be a{' whole' if is_whole else ''} number from 0 to {most}, not {given!r}.")
    return float(given)
