"""How one server runs: read once, from the command line and the environment, and passed in."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from explorer.errors import ExplorerError
from explorer.home import Home

LOOPBACK = ("127.0.0.1", "localhost", "::1")
MOST_WORKERS = 4  # when nobody says how many


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

    def __post_init__(self) -> None:
        if not 0 <= self.port <= 65535:
            raise SettingsError(f"The port must be a whole number from 0 to 65535, not {self.port}.")
        if self.workers < 0:
            raise SettingsError(f"The number of workers must be 0 or more, not {self.workers}.")

    @classmethod
    def from_environment(cls, home: Home, environment: Mapping[str, str] = os.environ) -> "Settings":
        """The settings of a home as the environment changes them. Raises SettingsError.

        `OC_EXPLORER_TRUSTED_HOSTS` adds names, with commas between them, under which the server may be asked;
        `OC_EXPLORER_BEHIND_TLS=1` says that a proxy in front of it speaks TLS.
        """
        named = [name.strip() for name in environment.get("OC_EXPLORER_TRUSTED_HOSTS", "").split(",")]
        behind_tls = environment.get("OC_EXPLORER_BEHIND_TLS", "") or "0"
        if behind_tls not in ("0", "1"):
            raise SettingsError(f"OC_EXPLORER_BEHIND_TLS must be 1 or 0, not {behind_tls!r}.")
        return cls(home, trusted_hosts=tuple(name for name in named if name), behind_tls=behind_tls == "1")

    @property
    def hosts(self) -> tuple[str, ...]:
        """Every name under which the server may be asked; others are refused, as a rebound DNS name would be."""
        return tuple(dict.fromkeys((*LOOPBACK, self.host, *self.trusted_hosts)))

    @property
    def processes(self) -> int:
        """How many workers are started."""
        return self.workers or min(os.cpu_count() or 1, MOST_WORKERS)
