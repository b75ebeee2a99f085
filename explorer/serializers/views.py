"""The JSON answers of the views: one shape for the command line and the API, like those of explorer/answers.py."""

from collections.abc import Sequence

from explorer.model.addresses import passage_path
from explorer.search.autocomplete import Suggestion
from explorer.search.more_like_this import MoreLikeThis
from explorer.search.result_set import Occurrences, ResultSet
from explorer.search.results import Hit
from explorer.search.views.concordance import ConcordanceLine
from explorer.search.views.frequency import Distribution, Share
from explorer.search.views.grouping import HitGroup
from explorer.search.views.term_matrix import Matrix
from explorer.serializers.core import Answer, hit_answer


def groups_answer(findings: ResultSet, groups: Sequence[HitGroup], shown: Sequence[tuple[HitGroup, Hit]]) -> Answer:
    """One page of groups, each with its best hit."""
    return {
        "query": findings.request.text,
        "read_as": findings.read_as,
        "total": findings.total,
        "groups": len(groups),
        "limit": findings.request.limit,
        "offset": findings.request.offset,
        "shown": [
            {"value": group.value, "label": group.label, "passages": group.count, "best": hit_answer(best)}
            for group, best in shown
        ],
        "generation": findings.generation,
    }


def concordance_answer(found: Occurrences, shown: Sequence[ConcordanceLine], order: str) -> Answer:
    """One page of lines."""
    findings = found.findings
    return {
        "query": findings.request.text,
        "read_as": findings.read_as,
        "total": findings.total,
        "occurrences": found.total,
        "order": order,
        "limit": findings.request.limit,
        "offset": findings.request.offset,
        "lines": [
            {
                "left": line.left,
                "occurrence": line.word,
                "right": line.right,
                "id": line.passage.id,
                "start": line.start,
                "end": line.end,
                "url": passage_path(line.passage.id),
            }
            for line in shown
        ],
        "generation": findings.generation,
    }


def distribution_answer(shown: Distribution, definition: str) -> Answer:
    return {
        "query": shown.request.text,
        "read_as": shown.read_as,
        "by": shown.by,
        "measure": definition,
        "shares": [{"value": share.value, "label": share.label, **_share(share)} for share in shown.shares],
        "whole": _share(shown.whole),
        "generation": shown.generation,
    }


def _share(share: Share) -> Answer:
    return {
        "occurrences": share.occurrences,
        "words": share.words,
        "per_thousand": None if share.per_thousand is None else round(share.per_thousand, 4),
        "found": share.found,
        "passages": share.passages,
    }


def matrix_answer(shown: Matrix) -> Answer:
    """A whole matrix: the counts of each row stand in the order of the terms."""
    return {
        "by": shown.by,
        "all_forms": shown.all_forms,
        "filters": [{"name": name, "value": value} for name, value in shown.request.filters],
        "terms": [term.text for term in shown.terms],
        "rows": [
            {
                "value": row.value,
                "label": row.label,
                "passages": row.passages,
                "words": row.words,
                "counts": list(row.counts),
            }
            for row in shown.rows
        ],
        "totals": list(shown.totals),
        "generation": shown.generation,
    }


def likeness_answer(id: str, shown: MoreLikeThis) -> Answer:
    """The passages most like one, and the words that they were looked for by."""
    return {"id": id, "telling": list(shown.terms), "hits": [hit_answer(hit) for hit in shown.hits]}


def suggestions_answer(typed: str, suggestions: Sequence[Suggestion]) -> Answer:
    return {
        "query": typed,
        "suggestions": [{"kind": one.kind, "label": one.label, "query": one.text} for one in suggestions],
    }
