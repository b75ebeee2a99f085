"""How often the words of a query are used, per 1,000 words, in each part of the corpus."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from explorer.core.errors import QueryError
from explorer.core.timeouts import with_timeout
from explorer.model.taxonomy import EDITIONS, offer, taxonomy
from explorer.search.engine import Engine
from explorer.search.query.nodes import Any, Condition, Filter, Node, Not
from explorer.search.query.parser import parse_query
from explorer.search.request import KINDS, SearchRequest
from explorer.search.result_set import MatchingPassage, Occurrences

PARTS = ("country", "region", "section", "edition")
CHAPTERS = "chapters"  # the part of what has none: chapters have no country and sections of their own
DEFINITION = (
    "An occurrence is a place where the passages found have a word or phrase of the query, in any form that the "
    "search looked for, but not a synonym. The frequency is the number of occurrences for every 1,000 words of all "
    "passages that the filters allow, whether or not they were found."
)


@dataclass(frozen=True, slots=True)
class Share:
    """The use of the words in one part of the corpus."""

    value: str  # code of the country, name of the region, slug of the section, edition, or CHAPTERS
    label: str
    occurrences: int
    found: int  # passages found
    passages: int  # that the filters allow
    words: int  # of those passages

    @property
    def per_thousand(self) -> float | None:
        """Occurrences for every 1,000 words; None where there is no word."""
        return 1000 * self.occurrences / self.words if self.words else None


@dataclass(frozen=True, slots=True)
class Distribution:
    """The shares of all parts that have a passage, the most frequent use first, and that of the whole."""

    request: SearchRequest
    read_as: str
    by: str  # one of PARTS
    shares: tuple[Share, ...]
    whole: Share
    generation: str


def part_of(passage: MatchingPassage, by: str) -> str:
    """The part of the corpus that a passage belongs to."""
    match by:
        case "country":
            return passage.code or CHAPTERS
        case "region":
            return passage.region or CHAPTERS
        case "section":
            return CHAPTERS if passage.chapter else passage.section
        case _:
            return str(passage.edition or CHAPTERS)


def part_label(value: str, by: str) -> str:
    """The name of a part."""
    if value == CHAPTERS:
        return "Chapters of no edition" if by == "edition" else KINDS["chapter"]
    if by == "country":
        return taxonomy().country(value).name
    return taxonomy().heading(value).title if by == "section" else value


def parts_in_order(by: str) -> list[str]:
    """Every part that there can be, as the Index lists them, and then chapters."""
    known = taxonomy()
    match by:
        case "country":
            return [*(country.code for country in known.countries), CHAPTERS]
        case "region":
            return [*(region.name for region in known.regions), CHAPTERS]
        case "section":
            return [*(heading.slug for heading in known.headings), CHAPTERS]
        case _:
            return [*map(str, EDITIONS), CHAPTERS]


def check_part(by: str) -> str:
    """The part itself when the corpus has such. Raises QueryError."""
    if by not in PARTS:
        raise QueryError(f"Counts are made by {', '.join(PARTS)}, not by {by!r}.{offer(by, PARTS)}")
    return by


def distribution(engine: Engine, request: SearchRequest, by: str) -> Distribution:
    """Where the words of a request are used. Raises as `search` does."""
    found = engine.occurrences(request)
    shares = _shares(found, engine.occurrences(allowing(request)), by)
    return Distribution(request, found.findings.read_as, by, shares, _whole(shares), found.findings.generation)


def allowing(request: SearchRequest) -> SearchRequest:
    """The request for all passages that the filters of another one allow: those beside its text and those in it."""
    limits = [limit for node in parse_query(request.text).root.parts if (limit := _limit(node))]
    return SearchRequest.make(" ".join(limits), request.filters)


def _limit(node: Node) -> str:
    """A part of a query as text, when it is made of filters and scores alone; else nothing."""
    match node:
        case Filter(name, values):
            return "(" + " OR ".join(f'{name}:"{value}"' for value in values) + ")"
        case Condition():
            low, high = ("*" if bound is None else f"{bound / 100:.2f}" for bound in (node.low, node.high))
            return f"{node.name}:[{low} TO {high}]"
        case Not(part):
            limit = _limit(part)
            return f"-({limit})" if limit else ""
        case Any(parts):
            limits = [_limit(part) for part in parts]
            return f"({' OR '.join(limits)})" if all(limits) else ""
        case _:
            return ""


def _shares(found: Occurrences, allowed: Occurrences, by: str) -> tuple[Share, ...]:
    occurrences: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    passages: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for passage, spans in with_timeout(zip(found.findings.passages, found.spans, strict=True)):
        part = part_of(passage, by)
        hits[part] += 1
        occurrences[part] += len(spans)
    for passage, words in with_timeout(zip(allowed.findings.passages, allowed.words, strict=True)):
        part = part_of(passage, by)
        passages[part] += 1
        total[part] += words
    made = [
        Share(value, part_label(value, by), occurrences[value], hits[value], passages[value], total[value])
        for value in parts_in_order(by)
        if passages[value]
    ]
    return tuple(sorted(made, key=lambda share: -(share.per_thousand or 0)))


def _whole(shares: Iterable[Share]) -> Share:
    """All parts together: every passage belongs to one."""
    counts = [(one.occurrences, one.found, one.passages, one.words) for one in shares]
    return Share("", "All together", *map(sum, zip((0, 0, 0, 0), *counts, strict=True)))
