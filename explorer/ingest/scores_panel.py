"""The facts, scores and ranks of a country page, read by order and labels."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import dropwhile, groupby, pairwise, takewhile
from typing import Literal

from explorer.core.errors import SourceError
from explorer.ingest.lines import Line
from explorer.model.profiles import FACTS, Rank, tidy
from explorer.model.scores import HIGHEST, LOWEST
from explorer.model.taxonomy import name_key, taxonomy

_OTHER_FACT_LABELS = {
    "Capital city": "capital",
    "Gross domestic product": "gdp",
    "GINI coefficient": "gini-index",
    "GINI": "gini-index",
}
HEADLINES = {"criminality score": "criminality", "resilience score": "resilience"}  # their scores stand before them

_SIGN = r"[+\-−–‐‑▲△↑▼▽↓]"
_FALLS = "-−–‐‑▼▽↓"
_NONE = r"n\s?/\s?a"
_NUMBERS = re.compile(
    rf"(\d{{1,2}}\.\d\d)(?:\s*(?:\(?({_SIGN}?\s?\d{{1,2}}\.\d\d)\)?|({_NONE})))?(?![\d.,%]|\s*(?-i:[a-z]))",
    re.IGNORECASE,
)
_LONE_NUMBER = re.compile(rf"\(?({_SIGN}?\s?\d{{1,3}}(?:\.\d{{1,2}})?|{_NONE})\)?", re.IGNORECASE)
_CHART = re.compile(r"(?:\d{1,2}\.\d\d\s+){2,}\d{1,2}\.\d\d")  # the labels of a picture, saved as one line
_RANK = re.compile(r"(\d{1,3})\s?(?:st|nd|rd|th)\s+of\s+(\d{1,3})\s+countries")
_PLACE = re.compile(rf"[A-Z]\D*?(?=\s*(?:{_SIGN}\s?)?(?:\d|\Z)|\s+{_NONE})")
_RANK_CHANGE = re.compile(rf"\s*(?:({_SIGN}?\s?\d{{1,3}})(?![\d.])|{_NONE})(?!\s?(?:st|nd|rd|th)\s+of)")
_INSIDE = re.compile(r"\s+in\s+(?:the\s+)?")
_SCORE = re.compile(r"\d{1,2}\.\d\d")
_WHOLE = re.compile(rf"{_SIGN}?\s?\d{{1,3}}|{_NONE}")
_FOLLOWS_LABEL = re.compile(rf"[\s:*_/]*(?:\Z|\(?{_SIGN}?\s?\d|{_NONE})", re.IGNORECASE)
_SPLIT_NUMBER = re.compile(r"\d{1,2}\.\d\d?(?!\d)")
_UNIT = re.compile(r"\s*\([^()]{1,30}\)")
_SKIPPED = re.compile(r"(?:[\s:|*_/•·‣▪]|[–-](?=\s))*")  # bullets, and marks of emphasis in saved text
_VALUE = re.compile(r"\s*:\s*|\s*(?=[A-Z\d€$£])")


_PIECES = 8  # of a name, which elements may divide
_FACT_LENGTH = 8  # pieces of text; more is a menu's


@dataclass(frozen=True, slots=True)
class _Token:
    """A piece of a line that says one thing."""

    kind: Literal["fact", "headline", "label", "rank", "numbers", "text"]
    line: int
    start: int  # in the line
    end: int
    slug: str = ""  # of a fact or of what is scored
    value: str = ""  # of a fact that stands beside its label
    numbers: tuple[str, ...] = ()  # a score and its change, or one of the two
    rank: Rank | None = None


@dataclass(slots=True)
class _Segment:
    """A label and what follows it, up to the next."""

    label: _Token | None
    body: list[_Token] = field(default_factory=list)
    numbers: tuple[str, ...] = ()  # a score and its change, or a change of rank


@dataclass(slots=True)
class ScoresPanel:
    """What a page says before its analysis."""

    facts: dict[str, str] = field(default_factory=dict)
    scores: dict[str, float] = field(default_factory=dict)
    changes: dict[str, float | None] = field(default_factory=dict)
    ranks: dict[str, dict[str, Rank]] = field(default_factory=dict)
    names: tuple[str, ...] = ()  # texts before the facts; the country's name is the last of them that names one


def read_scores_panel(lines: Sequence[Line]) -> ScoresPanel:
    """Raises SourceError when two scores or ranks contradict each other, or a score is outside 1-10."""
    segments = _divide(token for number, line in enumerate(lines) for token in _Scanner(number, line).tokens())
    _settle_numbers(segments)
    board = ScoresPanel()
    texts = [line.cells()[0] for line in lines]
    _add_facts(board, segments, texts)
    headline = ""
    for label, numbers in ((segment.label, segment.numbers) for segment in segments):
        if label and label.kind in ("headline", "label"):
            headline = label.slug if label.kind == "headline" else headline
            _add_score(board, label.slug, numbers)
        elif label and label.rank and headline:
            _add_rank(board, headline, label.rank, numbers)
    return board


@cache
def _score_labels() -> tuple[re.Pattern[str], dict[str, str]]:
    """What is scored, as one pattern and by folded label; of the headlines only the form that ends in "score"."""
    slugs = {
        name_key(name): one.slug
        for one in taxonomy().scored.values()
        if one.slug not in HEADLINES.values()
        for name in (one.label, *one.also)
    }
    return _alternatives(slugs | HEADLINES), slugs | HEADLINES


@cache
def _fact_labels() -> tuple[re.Pattern[str], dict[str, str]]:
    slugs = {name_key(label): slug for slug, label in FACTS.items()}
    slugs |= {name_key(label): slug for label, slug in _OTHER_FACT_LABELS.items()}
    return _alternatives(slugs), slugs


def _alternatives(labels: Iterable[str]) -> re.Pattern[str]:
    patterns = (
        r"[\W_]{1,3}".join("(?:and|&)" if word == "and" else re.escape(word) for word in label.split())
        for label in sorted(labels, key=len, reverse=True)
    )
    return re.compile(f"(?:{'|'.join(patterns)})", re.IGNORECASE)


class _Scanner:
    """Divides one line into tokens: at its start, where an element begins in it, and where the last token ended."""

    def __init__(self, number: int, line: Line) -> None:
        self.number = number
        self.text, starts = line.cells()
        self.ends = [*starts[1:], len(self.text)]
        self.at = 0

    def tokens(self) -> Iterator[_Token]:
        if len(self.ends) == 1 and _CHART.fullmatch(self.text.strip()):
            return
        readers: tuple[Callable[[int], _Token | None], ...] = (self._rank, self._label, self._fact, self._numbers)
        at = 0
        while (at := self._skip(at)) < len(self.text):
            token = next((token for reader in readers if (token := reader(at))), None)
            token = token or _Token("text", self.number, at, self._cell_end(at))
            yield token
            at = token.end

    def _skip(self, at: int) -> int:
        match = _SKIPPED.match(self.text, at)
        return match.end() if match else at

    def _cell_end(self, at: int) -> int:
        """Where the element ends that holds a place."""
        return self.ends[min(bisect_right(self.ends, at), len(self.ends) - 1)]

    def _rank(self, at: int) -> _Token | None:
        match = _RANK.match(self.text, at)
        if not match or int(match[1]) > int(match[2]):
            return None
        end, name, change = match.end(), "", None
        if inside := _INSIDE.match(self.text, end):
            place = self._place(inside.end())
            if not place:
                return None
            end, name = place.end(), tidy(place[0])
        if moved := _RANK_CHANGE.match(self.text, end, self._cell_end(end - 1)):
            end, change = moved.end(), _number(moved[1]) if moved[1] else None
        rank = Rank(int(match[1]), int(match[2]), name, None if change is None else int(change))
        return _Token("rank", self.number, at, end, rank=rank)

    def _place(self, at: int) -> re.Match[str] | None:
        """The name of a continent or region: as far as it is known to be one, else to the end of the element."""
        first = bisect_right(self.ends, at)
        ends = self.ends[first : first + _PIECES]
        found = [match for end in ends if (match := _PLACE.match(self.text, at, end))]
        return next((match for match in reversed(found) if _area(match[0])), found[0] if found else None)

    def _label(self, at: int) -> _Token | None:
        pattern, slugs = _score_labels()
        match = pattern.match(self.text, at)
        if not match or not _FOLLOWS_LABEL.match(self.text, match.end(), self._cell_end(match.end() - 1)):
            return None
        folded = name_key(match[0])
        kind: Literal["headline", "label"] = "headline" if folded in HEADLINES else "label"
        return _Token(kind, self.number, at, match.end(), slugs[folded])

    def _fact(self, at: int) -> _Token | None:
        pattern, slugs = _fact_labels()
        match = pattern.match(self.text, at)
        if not match:
            return None
        unit = _UNIT.match(self.text, match.end())
        start = unit.end() if unit else match.end()
        end = self._cell_end(start - 1)
        value = _VALUE.match(self.text, start, end)
        if self.text[start:end].strip() and not value:
            return None
        beside = tidy(self.text[value.end() : end]) if value else ""
        return _Token("fact", self.number, at, end, slugs[name_key(match[0])], beside)

    def _numbers(self, at: int) -> _Token | None:
        end = self._cell_end(at)
        cell = self.text[at:end].strip()
        if cell.isdecimal() and (split := _SPLIT_NUMBER.match(self.text, at)):
            numbers: tuple[str, ...] = (split[0],)  # "7" large and ".50" small
            end = split.end()
        elif alone := _LONE_NUMBER.fullmatch(cell):
            numbers = (alone[1],)
        elif match := _NUMBERS.match(self.text, at, end):
            numbers = tuple(number for number in match.groups() if number)
            end = match.end()
        else:
            return None
        return _Token("numbers", self.number, at, end, numbers=numbers)


def _divide(tokens: Iterable[_Token]) -> list[_Segment]:
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
            taken = run[:1] if len(run) < 2 or not has_changes or 2 in map(_count, run[:2]) else run[:2]
            following.numbers = tuple(number for token in reversed(taken) for number in token.numbers)
            del segment.body[len(segment.body) - len(taken) :]
        if segment.label and segment.label.kind == "rank":
            segment.numbers = next(
                (one.numbers for one in segment.body[:1] if one.numbers and _WHOLE.fullmatch(one.numbers[0])), ()
            )
        elif segment.label and not segment.numbers:
            segment.numbers = _following(segment.body, has_changes)


def _has_changes(segments: list[_Segment]) -> bool:
    """Whether the page gives the change since the last edition beside most scores."""
    counts = [
        min(2, sum(map(_count, _run(dropwhile(lambda token: token.kind == "text", segment.body)))))
        for segment, following in pairwise(segments)
        if segment.label and segment.label.kind == "label" and following.label and following.label.kind == "label"
    ]
    return counts.count(2) > counts.count(1)


def _following(body: Sequence[_Token], has_changes: bool) -> tuple[str, ...]:
    """The numbers after a label, between which and it a sign and a definition may stand."""
    first = next((place for place, token in enumerate(body) if token.kind == "numbers"), None)
    if first is None:
        return ()
    if first and (len({token.line for token in body[:first]}) > 2 or not _SCORE.fullmatch(body[first].numbers[0])):
        return ()
    run = _run(body[first:])
    taken = run[:2] if has_changes and _count(run[0]) == 1 and len(run) > 1 and _count(run[1]) == 1 else run[:1]
    return tuple(number for token in taken for number in token.numbers)


def _run(tokens: Iterable[_Token]) -> list[_Token]:
    return list(takewhile(lambda token: token.kind == "numbers", tokens))


def _count(token: _Token) -> int:
    return len(token.numbers)


def _add_facts(board: ScoresPanel, segments: list[_Segment], texts: Sequence[str]) -> None:
    """The facts nearest before the first headline that has a score: a menu may name them earlier."""
    headline = next(
        (place for place, one in enumerate(segments) if one.label and one.label.kind == "headline" and one.numbers), 0
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
    board.facts = {slug: facts[slug] for slug in FACTS if slug in facts}
    board.names = tuple(_texts((token for segment in segments[:first] for token in segment.body), texts))


def _first_text(body: Sequence[_Token], texts: Sequence[str]) -> str:
    """What stands on the first line."""
    return "".join(_texts([token for token in body if token.line == body[0].line], texts)[-1:])


def _texts(tokens: Iterable[_Token], texts: Sequence[str]) -> list[str]:
    """What tokens say, one by one and then each line of them as a whole."""
    found: list[str] = []
    for line, group in groupby(tokens, key=lambda token: token.line):
        parts = list(group)
        found += [tidy(texts[line][token.start : token.end]) for token in parts]
        if len(parts) > 1:
            found.append(tidy(texts[line][parts[0].start : parts[-1].end]))
    return found


def _add_score(board: ScoresPanel, slug: str, numbers: Sequence[str]) -> None:
    score = _number(numbers[0]) if numbers else None
    if score is None:
        return
    label = taxonomy().indicator(slug).label
    if not LOWEST <= score <= HIGHEST:
        raise SourceError(f"The score of {label} is {numbers[0]}, outside 1-10, so the page is damaged: save it again.")
    if board.scores.setdefault(slug, score) != score:
        raise SourceError(
            f"The page gives two scores for {label}, {board.scores[slug]:.2f} and {score:.2f}, "
            "so it is not the page of one country: save the page of one country and import that."
        )
    if len(numbers) > 1:
        board.changes.setdefault(slug, _number(numbers[1]))


def _add_rank(board: ScoresPanel, headline: str, rank: Rank, change: Sequence[str]) -> None:
    ranks = board.ranks.setdefault(headline, {})
    area = _area(rank.name) or ("region" if "continent" in ranks else "continent")
    if rank.change is None and change and (moved := _number(change[0])) is not None:
        rank = replace(rank, change=int(moved))
    if ranks.setdefault(area, rank) != rank:
        raise SourceError(
            f"The page gives two ranks for {taxonomy().indicator(headline).label.lower()} in the {area}, "
            f"{ranks[area].rank} and {rank.rank}, so it is not the page of one country: "
            "save the page of one country and import that."
        )


def _area(name: str) -> str:
    """Where a rank counts, by the name of the place; empty when that is not known."""
    if not name:
        return "world"
    if name_key(name) in map(name_key, taxonomy().continents):
        return "continent"
    return "region" if taxonomy().find_region(name) else ""


def _number(given: str) -> float | None:
    """A published number with whatever sign it has; nothing for "n/a"."""
    digits = re.sub(r"[^\d.]", "", given)
    if not digits:
        return None
    return -float(digits) if given.strip()[0] in _FALLS and float(digits) else float(digits)
