"""Frequency of the words of a query, per 1,000 words, in each part of the corpus."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from explorer.core.timeouts import with_timeout
from explorer.model.series import has_other_series
from explorer.search.engine import Engine
from explorer.search.query.names import Understood
from explorer.search.query.nodes import All, Any, Condition, Filter, Node, Not
from explorer.search.query.parser import parse_query
from explorer.search.request import SearchRequest
from explorer.search.result_set import Occurrences
from explorer.search.results import Found
from explorer.search.views.corpus_parts import CorpusPart, part_of, parts_in_order

DEFINITION = (
    "An occurrence is a place where the passages found have a word or phrase of the query, in any form that the "
    "search looked for, but not a synonym. The frequency is the number of occurrences for every 1,000 words of all "
    "passages that the filters allow, whether or not they were found."
)


@dataclass(frozen=True, slots=True)
class Share:
    """The use of the words in one part of the corpus."""

    part: CorpusPart | None  # None: all together
    occurrences: int
    hits: int  # passages found
    passages: int  # that the filters allow
    words: int  # of those passages

    @property
    def per_thousand(self) -> float | None:
        """Occurrences for every 1,000 words; None where there is no word."""
        return 1000 * self.occurrences / self.words if self.words else None

    @property
    def label(self) -> str:
        """The name of the part, with that of another series than the Index."""
        return self.part.label if self.part else "Total"


@dataclass(frozen=True, slots=True)
class Distribution:
    """The shares of all parts that have a passage, the most frequent use first, and that of the whole."""

    request: SearchRequest
    read_as: str
    found: Found
    by: str  # one of PARTS
    shares: tuple[Share, ...]
    whole: Share
    generation: str
    understood: Understood | None = None  # the names in the query, which are filters; None: all is words

    @property
    def is_mixed(self) -> bool:
        """Tell whether any part is of another series than the Index."""
        return has_other_series(share.part.series for share in self.shares if share.part)


def distribution(engine: Engine, request: SearchRequest, by: str) -> Distribution:
    """Count the words of a request in each part of the corpus. Raises as `search` does."""
    occurrences = engine.occurrences(request)
    findings = occurrences.result_set
    shares = _shares(occurrences, engine.occurrences(keep_filters(findings.searched)), by)
    return Distribution(
        request,
        findings.read_as,
        findings.found,
        by,
        shares,
        _whole(shares),
        findings.generation,
        findings.understood,
    )


def keep_filters(request: SearchRequest) -> SearchRequest:
    """Return the request for all passages that the filters of a request allow, beside its text and in it."""
    limits = [limit for node in parse_query(request.text).root.parts if (limit := _limit(node))]
    return SearchRequest.make(" ".join(limits), request.filters, reads_names=False)


def _limit(node: Node) -> str:
    """Return a part of a query as text, if it contains filters and scores alone; else an empty text."""
    match node:
        case Filter(name, values):
            return "(" + " OR ".join(f'{name}:"{value}"' for value in values) + ")"
        case Condition():
            low, high = ("*" if bound is None else f"{bound / 100:.2f}" for bound in (node.low, node.high))
            return f"{node.name}:[{low} TO {high}]"
        case Not(part):
            limit = _limit(part)
            return f"-({limit})" if limit else ""
        case Any(parts) | All(parts):
            limits = [_limit(part) for part in parts]
            operator = " OR " if isinstance(node, Any) else " AND "
            return f"({operator.join(limits)})" if all(limits) else ""
        case _:
            return ""


def _shares(occurrences: Occurrences, allowed: Occurrences, by: str) -> tuple[Share, ...]:
    """Return the share of each part that has an allowed passage, the most frequent use first."""
    uses: Counter[CorpusPart] = Counter()
    hits: Counter[CorpusPart] = Counter()
    passages: Counter[CorpusPart] = Counter()
    words: Counter[CorpusPart] = Counter()
    for passage, spans in with_timeout(zip(occurrences.result_set.passages, occurrences.spans, strict=True)):
        part = part_of(passage, by)
        hits[part] += 1
        uses[part] += len(spans)
    for passage, word_count in with_timeout(zip(allowed.result_set.passages, allowed.words, strict=True)):
        part = part_of(passage, by)
        passages[part] += 1
        words[part] += word_count
    shares = [
        Share(part, uses[part], hits[part], passages[part], words[part])
        for part in parts_in_order(by)
        if passages[part]
    ]
    return tuple(sorted(shares, key=lambda share: -(share.per_thousand or 0)))


def _whole(shares: Iterable[Share]) -> Share:
    """Add up all parts: every passage belongs to one."""
    counts = [(share.occurrences, share.hits, share.passages, share.words) for share in shares]
    return Share(None, *map(sum, zip((0, 0, 0, 0), *counts, strict=True)))
