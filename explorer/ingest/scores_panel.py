"""The facts, scores and ranks of a country page, read by order and labels."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import dropwhile, groupby, pairwise, takewhile

from explorer.core.errors import SourceError
from explorer.ingest.lines import Line
from explorer.ingest.panel_tokens import WHOLE, PanelScanner, PanelToken, area_of, parse_number
from explorer.model.profiles import FACTS, tidy
from explorer.model.ranks import Rank
from explorer.model.scores import HIGHEST, LOWEST
from explorer.model.series import INDEX_SERIES
from explorer.model.taxonomy import taxonomy

_SCORE = re.compile(r"\d{1,2}\.\d\d")
_FACT_LENGTH = 8  # pieces of text; more is a menu's


class ContradictionError(SourceError):
    """The page gives two scores or ranks where one is expected, as one that compares countries does."""

    def __init__(self, finding: str) -> None:
        super().__init__(
            f"The page {finding}, so it is not the page of one country: save the page of one country and import that."
        )
        self.finding = finding


@dataclass(slots=True)
class _Segment:
    """A label and the tokens after it, up to the next label."""

    label: PanelToken | None
    body: list[PanelToken] = field(default_factory=list)
    numbers: tuple[str, ...] = ()  # a score and its change, or a change of rank


@dataclass(slots=True)
class ScoresPanel:
    """Facts, scores and ranks of a page, before its analysis."""

    facts: dict[str, str] = field(default_factory=dict)
    scores: dict[str, float] = field(default_factory=dict)
    changes: dict[str, float | None] = field(default_factory=dict)
    ranks: dict[str, dict[str, Rank]] = field(default_factory=dict)
    names: tuple[str, ...] = ()  # texts before the facts; the country's name is the last of them that names one


def read_scores_panel(lines: Sequence[Line], series: str = INDEX_SERIES) -> ScoresPanel:
    """Read facts, scores and ranks of a series. Raises SourceError for a contradiction or a score outside 1-10."""
    scanners = (PanelScanner(number, line, series) for number, line in enumerate(lines))
    segments = _divide(token for scanner in scanners for token in scanner.tokens())
    _settle_numbers(segments)
    panel = ScoresPanel()
    texts = [line.cells()[0] for line in lines]
    _add_facts(panel, segments, texts)
    headline = ""
    for label, numbers in ((segment.label, segment.numbers) for segment in segments):
        if label and label.kind in ("headline", "label"):
            headline = label.slug if label.kind == "headline" else headline
            _add_score(panel, label.slug, numbers)
        elif label and label.rank and headline:
            _add_rank(panel, headline, label.rank, numbers)
    return panel


def _divide(tokens: Iterable[PanelToken]) -> list[_Segment]:
    segments = [_Segment(None)]
    for token in tokens:
        if token.kind in ("numbers", "text"):
            segments[-1].body.append(token)
        else:
            segments.append(_Segment(token))
    return segments


def _settle_numbers(segments: list[_Segment]) -> None:
    """Give each label its numbers: those after it, but to a headline those before it, which are taken out there."""
    has_changes = _has_changes(segments)
    for segment, following in zip(segments, [*segments[1:], _Segment(None)], strict=True):
        if following.label and following.label.kind == "headline":
            run = _run(reversed(segment.body))
            taken = run[:2] if has_changes and _has_change(segment, run) else run[:1]
            following.numbers = tuple(number for token in reversed(taken) for number in token.numbers)
            del segment.body[len(segment.body) - len(taken) :]
        if segment.label and segment.label.kind == "rank":
            segment.numbers = next(
                (token.numbers for token in segment.body[:1] if token.numbers and WHOLE.fullmatch(token.numbers[0])), ()
            )
        elif segment.label and not segment.numbers:
            segment.numbers = _following(segment.body, has_changes)


def _has_change(segment: _Segment, run: Sequence[PanelToken]) -> bool:
    """Tell whether a run of numbers, backwards from a headline, has its change and then its score.

    The run may begin with the score and the change of the label before it, or the value of a fact.
    """
    is_after_label = segment.label is not None and segment.label.kind == "label" and len(run) == len(segment.body)
    if len(run) < 2 + 2 * is_after_label or 2 in map(_count, run[:2]):
        return False
    return _SCORE.fullmatch(run[1].numbers[0]) is not None and LOWEST <= float(run[1].numbers[0]) <= HIGHEST


def _has_changes(segments: list[_Segment]) -> bool:
    """Tell whether the page gives the change since the last edition beside most scores."""
    counts = [
        min(2, sum(map(_count, _run(dropwhile(lambda token: token.kind == "text", segment.body)))))
        for segment, following in pairwise(segments)
        if segment.label and segment.label.kind == "label" and following.label and following.label.kind == "label"
    ]
    return counts.count(2) > counts.count(1)


def _following(body: Sequence[PanelToken], has_changes: bool) -> tuple[str, ...]:
    """Return the numbers after a label; a sign and a definition may be between them."""
    first = next((place for place, token in enumerate(body) if token.kind == "numbers"), None)
    if first is None:
        return ()
    if first and (len({token.line for token in body[:first]}) > 2 or not _SCORE.fullmatch(body[first].numbers[0])):
        return ()
    run = _run(body[first:])
    taken = run[:2] if has_changes and _count(run[0]) == 1 and len(run) > 1 and _count(run[1]) == 1 else run[:1]
    return tuple(number for token in taken for number in token.numbers)


def _run(tokens: Iterable[PanelToken]) -> list[PanelToken]:
    return list(takewhile(lambda token: token.kind == "numbers", tokens))


def _count(token: PanelToken) -> int:
    return len(token.numbers)


def _add_facts(panel: ScoresPanel, segments: list[_Segment], texts: Sequence[str]) -> None:
    """Add the facts nearest before the first headline that has a score: a menu may name them earlier."""
    headline = next(
        (
            place
            for place, segment in enumerate(segments)
            if segment.label and segment.label.kind == "headline" and segment.numbers
        ),
        0,
    )
    facts: dict[str, str] = {}
    first = headline
    for place in range(headline - 1, -1, -1):
        label, body = segments[place].label, segments[place].body
        if label and label.kind == "fact":
            if label.slug in facts or (facts and len(body) > _FACT_LENGTH):
                break
            if value := label.value or _first_text(body, texts):
                facts[label.slug] = value
                first = place
    panel.facts = {slug: facts[slug] for slug in FACTS if slug in facts}
    panel.names = tuple(_texts((token for segment in segments[:first] for token in segment.body), texts))


def _first_text(body: Sequence[PanelToken], texts: Sequence[str]) -> str:
    """Return the text of the first line."""
    return "".join(_texts([token for token in body if token.line == body[0].line], texts)[-1:])


def _texts(tokens: Iterable[PanelToken], texts: Sequence[str]) -> list[str]:
    """List the texts of tokens, one by one and then each line of them as a whole."""
    result: list[str] = []
    for line, group in groupby(tokens, key=lambda token: token.line):
        parts = list(group)
        result += [tidy(texts[line][token.start : token.end]) for token in parts]
        if len(parts) > 1:
            result.append(tidy(texts[line][parts[0].start : parts[-1].end]))
    return result


def _add_score(panel: ScoresPanel, slug: str, numbers: Sequence[str]) -> None:
    score = parse_number(numbers[0]) if numbers else None
    if score is None:
        return
    label = taxonomy().indicator(slug).label
    if not LOWEST <= score <= HIGHEST:
        raise SourceError(f"The score of {label} is {numbers[0]}, outside 1-10, so the page is damaged: save it again.")
    if panel.scores.setdefault(slug, score) != score:
        raise ContradictionError(f"gives two scores for {label}, {panel.scores[slug]:.2f} and {score:.2f}")
    if len(numbers) > 1:
        panel.changes.setdefault(slug, parse_number(numbers[1]))


def _add_rank(panel: ScoresPanel, headline: str, rank: Rank, change: Sequence[str]) -> None:
    ranks = panel.ranks.setdefault(headline, {})
    area = area_of(rank.name) or ("region" if "continent" in ranks else "continent")
    if rank.change is None and change and (moved := parse_number(change[0])) is not None:
        rank = replace(rank, change=int(moved))
    if ranks.setdefault(area, rank) != rank:
        raise ContradictionError(
            f"gives two ranks for {taxonomy().indicator(headline).label.lower()} in the {area}, "
            f"{ranks[area].rank} and {rank.rank}"
        )
