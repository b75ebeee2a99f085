"""What changed, in one sentence that is made from the data alone."""

from explorer.changes.passage_alignment import ChangeKind
from explorer.changes.text_changes import TextChanges
from explorer.model.score_comparison import ScoreRow
from explorer.text.counted_nouns import counted

_MOST_SCORES = 4  # that a summary names, the largest changes
_PHRASES: tuple[tuple[ChangeKind, str], ...] = (
    ("edited", "edited"),
    ("moved", "moved"),
    ("split", "split"),
    ("merged", "merged"),
    ("gone", "gone"),
)


def summarize(changes: TextChanges) -> str:
    """Return "3 new passages, 5 edited; heroin trade 7.0 → 6.5": passages first, then the scores that changed most."""
    parts = [_passages(changes)] if changes.has_text else []
    if changes.before.edition != changes.after.edition:
        parts.append(_scores(changes))
    return "; ".join(filter(None, parts))


def _passages(changes: TextChanges) -> str:
    counts = changes.counts()
    if not any(counts.values()):
        return "no passage in either"
    if sum(counts.values()) == counts["same"]:
        return "not a word of the text differs"
    new = f"{counted(counts['new'], 'new passage')}" if counts["new"] else "no new passage"
    return ", ".join([new, *(f"{counts[kind]} {word}" for kind, word in _PHRASES if counts[kind])])


def _scores(changes: TextChanges) -> str:
    """Name the indicators whose scores changed most; averages are left out, which may have other members."""
    changed = [row for row in changes.scores if not row.indicator.is_aggregate and row.differences[1]]
    if not changed:
        has_both = any(row.differences[1] is not None for row in changes.scores)
        return "no score of an indicator changed" if has_both else ""
    largest = sorted(changed, key=lambda row: -abs(row.differences[1] or 0.0))
    named = ", ".join(map(score_step, largest[:_MOST_SCORES]))
    more = len(largest) - _MOST_SCORES
    return f"{named} and {more} more {'score' if more == 1 else 'scores'}" if more > 0 else named


def score_step(row: ScoreRow) -> str:
    """Return a score before and after: "heroin trade 7.0 → 6.5"."""
    before, after = row.scores
    label = row.indicator.label
    return f"{label[:1].lower()}{label[1:]} {_figure(before)} → {_figure(after)}"


def _figure(score: float | None) -> str:
    return "n/a" if score is None else f"{score:.1f}"
