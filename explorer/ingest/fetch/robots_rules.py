"""What a site's robots.txt allows, after RFC 9309 and with the delays that sites add to it; Protego parses it."""

import math
from dataclasses import dataclass, field

from protego import Protego

LARGEST = 500 * 1024  # bytes that are read of it, as RFC 9309 asks


@dataclass(frozen=True, slots=True)
class RobotsRules:
    """The rules of one host for one program."""

    agent: str  # name of the program, "oc-explorer"
    parsed: Protego = field(default_factory=Protego)

    @classmethod
    def parse(cls, data: bytes, agent: str) -> "RobotsRules":
        """Parse a robots.txt; a page in its place, as some sites send for every address, has no rules."""
        text = data[:LARGEST].decode("utf-8-sig", "replace")
        return cls(agent, Protego.parse("" if text.lstrip()[:1] == "<" else text))

    def allows(self, url: str) -> bool:
        """Tell whether the program may ask for an address."""
        return bool(self.parsed.can_fetch(url, self.agent))

    @property
    def delay(self) -> float:
        """Seconds between two requests that the host asks for; 0 where it asks for none."""
        delays = [float(self.parsed.crawl_delay(self.agent) or 0)]
        if rate := self.parsed.request_rate(self.agent):
            delays.append(rate.seconds / max(rate.requests, 1))
        return max((delay for delay in delays if math.isfinite(delay) and delay > 0), default=0.0)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """Addresses of the sitemaps that it names."""
        return tuple(dict.fromkeys(self.parsed.sitemaps))
