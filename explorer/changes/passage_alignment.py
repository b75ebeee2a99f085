"""Alignment of the passages of a section in two texts: which continue, and as what.

Passages that are the same word for word are paired first. Of the others those that share most sentences are linked one
after another, each sentence once, where at least half of the sentences of the shorter side continue. Links never make
several of several: a passage was split, merged, or has one passage on the other side.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import heapify, heappop, heappush
from typing import Literal, get_args

from explorer.changes.sentence_similarity import (
    ComparedSentence,
    Continuation,
    SentenceSimilarity,
    compared_sentences,
)

ChangeKind = Literal["same", "edited", "moved", "split", "merged", "new", "gone"]
CHANGE_KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)
_SURE = 0.5  # from which a sentence counts as one that continues
_EPSILON = 1e-9
_MOST_COMPARED = 400_000  # pairs of sentences of a section, in about a second; a long section has some 2,000


@dataclass(frozen=True, slots=True)
class AlignedPassages:
    """Passages of the two sides that continue one another, by their places from 0, and how."""

    kind: ChangeKind
    before: tuple[int, ...]
    after: tuple[int, ...]
    similarity: float  # 0-1: the share of the sentences of both sides that continue

    @property
    def is_same_text(self) -> bool:
        return self.kind in ("same", "moved")


@dataclass(frozen=True)
class _Side:
    """The passages of a section in one text."""

    texts: tuple[str, ...]

    @cached_property
    def sentences(self) -> tuple[tuple[ComparedSentence, ...], ...]:
        return tuple(map(compared_sentences, self.texts))

    @cached_property
    def words(self) -> tuple[tuple[str, ...], ...]:
        """The words of each passage, by which it is the same."""
        return tuple(tuple(word for sentence in passage for word in sentence.words) for passage in self.sentences)


@dataclass(frozen=True, slots=True)
class _Link:
    """Two passages that share sentences."""

    before: int
    after: int
    sentences: tuple[tuple[int, int], ...]  # places of those that continue one another
    weight: float  # how many continue, each by how surely
    closeness: float  # the sum of theirs


def align_passages(before: Sequence[str], after: Sequence[str]) -> tuple[AlignedPassages, ...]:
    """Align the passages of a section before and after; each is in one entry, in the order after.

    What is gone stands before what followed it.
    """
    old, new = _Side(tuple(before)), _Side(tuple(after))
    same = dict(_same_pairs(old, new))
    links = _Linking(old, new, same).links()
    linked_before = {*same, *(link.before for link in links)}
    linked_after = {*same.values(), *(link.after for link in links)}
    linked = list(_of_links(links, old, new))
    return tuple(
        _in_order(
            [
                *linked,
                *_of_same(same, linked),
                *(
                    AlignedPassages("new", (), (place,), 0.0)
                    for place in range(len(after))
                    if place not in linked_after
                ),
                *(
                    AlignedPassages("gone", (place,), (), 0.0)
                    for place in range(len(before))
                    if place not in linked_before
                ),
            ],
            len(after),
        )
    )


def _in_order(entries: Sequence[AlignedPassages], count: int) -> list[AlignedPassages]:
    """Put entries in the order after; what is gone stands before what followed it."""
    place_of = {place: entry.after[0] for entry in entries if entry.after for place in entry.before}
    followers = sorted(place_of)

    def key(entry: AlignedPassages) -> tuple[int, int, int]:
        if entry.after:
            return entry.after[0], 1, 0
        number = bisect_left(followers, entry.before[0])
        return (place_of[followers[number]] if number < len(followers) else count), 0, entry.before[0]

    return sorted(entries, key=key)


def _same_pairs(old: _Side, new: _Side) -> Iterator[tuple[int, int]]:
    """Yield the places of passages that are the same word for word, of several alike those in order."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, words in enumerate(new.words):
        places[words].append(place)
    for place, words in enumerate(old.words):
        if places[words]:
            yield place, places[words].pop(0)


def _of_same(same: Mapping[int, int], linked: Iterable[AlignedPassages]) -> Iterator[AlignedPassages]:
    """Yield passages that are the same: moved where they are outside the longest series in their old order."""
    places = [(entry.before[0], entry.after[0], False) for entry in linked]
    stays = _longest_series(sorted([*places, *((before, after, True) for before, after in same.items())]))
    for before, after in same.items():
        yield AlignedPassages("same" if after in stays else "moved", (before,), (after,), 1.0)


def _longest_series(places: Sequence[tuple[int, int, bool]]) -> set[int]:
    """Return the places after of a longest series in the old order; of several, one with most that are the same.

    `places` are before, after and whether the passages are the same, sorted. The best series that ends at or below a
    place is kept in a binary indexed tree: Fenwick, "A new data structure for cumulative frequency tables", 1994.
    """
    size = max((after for _, after, _ in places), default=-1) + 1
    tree = [(0, 0, 1)] * (size + 1)  # length, those that are the same, number of the last with a minus
    previous: list[int] = []
    for number, (_, after, is_same) in enumerate(places):
        best, node = (0, 0, 1), after
        while node:
            best, node = max(best, tree[node]), node & (node - 1)
        previous.append(-best[2])
        node = after + 1
        while node <= size:
            tree[node] = max(tree[node], (best[0] + 1, best[1] + is_same, -number))
            node += node & -node
    series: set[int] = set()
    number = -max(_ends(tree))[2]
    while number >= 0:
        series.add(places[number][1])
        number = previous[number]
    return series


def _ends(tree: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Yield the best series of each part of the tree that together are the whole."""
    node = len(tree) - 1
    yield 0, 0, 1
    while node:
        yield tree[node]
        node &= node - 1


class _Linking:
    """Links passages that continue one another, the closest first."""

    def __init__(self, old: _Side, new: _Side, same: Mapping[int, int]) -> None:
        self._old, self._new = old.sentences, new.sentences
        similarity = SentenceSimilarity(
            sentence for side in (self._old, self._new) for each in side for sentence in each
        )
        self._pairs: dict[tuple[int, int], list[Continuation]] = {}
        for first, second in self._candidates(same):
            if pairs := similarity.continuations(self._old[first], self._new[second]):
                self._pairs[first, second] = pairs
        self._targets: dict[int, list[int]] = defaultdict(list)  # that a passage before is linked with
        self._sources: dict[int, list[int]] = defaultdict(list)
        self._used_before: set[tuple[int, int]] = set()  # passage and sentence
        self._used_after: set[tuple[int, int]] = set()

    def _candidates(self, same: Mapping[int, int]) -> Iterator[tuple[int, int]]:
        """Yield the passages to compare, the nearest first, until as many sentences are compared as is quick."""
        taken = set(same.values())
        olds = {place for place, sentences in enumerate(self._old) if sentences and place not in same}
        news = {place for place, sentences in enumerate(self._new) if sentences and place not in taken}
        fewer, others = (olds, news) if len(olds) <= len(news) else (news, olds)
        left = _MOST_COMPARED
        for distance in range(max(len(self._old), len(self._new))):
            for place in sorted(fewer):
                for other in {place - distance, place + distance} & others:
                    first, second = (place, other) if fewer is olds else (other, place)
                    left -= len(self._old[first]) * len(self._new[second])
                    if left < 0:
                        return
                    yield first, second

    def links(self) -> list[_Link]:
        """Return the links, each made of sentences that no link before has."""
        links: list[_Link] = []
        queue = [(_order(link), link) for link in map(self._match, self._pairs)]
        heapify(queue)
        while queue:
            _, link = heappop(queue)
            # Sentences may have been taken since: a match only becomes weaker.
            current = self._match((link.before, link.after))
            if current != link:
                if current.sentences:
                    heappush(queue, (_order(current), current))
            elif self._is_link(link):
                links.append(link)
                self._targets[link.before].append(link.after)
                self._sources[link.after].append(link.before)
                self._used_before |= {(link.before, first) for first, _ in link.sentences}
                self._used_after |= {(link.after, second) for _, second in link.sentences}
        return links

    def _match(self, passages: tuple[int, int]) -> _Link:
        """Match the sentences of two passages that no link has yet, each once and the closest first."""
        first, second = passages
        left: set[int] = set()
        right: set[int] = set()
        sentences: list[tuple[int, int]] = []
        weight = closeness = 0.0
        for pair in self._pairs[first, second]:
            if pair.before in left or pair.after in right:
                continue
            if (first, pair.before) in self._used_before or (second, pair.after) in self._used_after:
                continue
            left.add(pair.before)
            right.add(pair.after)
            weight += pair.certainty
            closeness += pair.closeness
            if pair.certainty >= _SURE:
                sentences.append((pair.before, pair.after))
        return _Link(first, second, tuple(sentences), weight, closeness)

    def _is_link(self, link: _Link) -> bool:
        """Tell whether at least half of the sentences of the shorter side continue, and no several become several."""
        olds, news = len(self._old[link.before]), len(self._new[link.after])
        if not link.sentences or link.weight + _EPSILON < min(olds, news) / 2:
            return False
        targets, sources = self._targets[link.before], self._sources[link.after]
        if not targets and not sources:
            return True
        if targets and sources:
            return False
        # A part of a passage that was split or merged; a single sentence that wandered makes none.
        size, is_joined = (
            (news, any(len(self._sources[place]) > 1 for place in targets))
            if targets
            else (olds, any(len(self._targets[place]) > 1 for place in sources))
        )
        is_part = link.weight + _EPSILON >= size / 2 and (len(link.sentences) > 1 or size == 1)
        return is_part and not is_joined


def _order(link: _Link) -> tuple[float, int, int, int]:
    """Return the order of links: the closest first, of two alike the one that kept its place."""
    return -link.closeness, abs(link.before - link.after), link.after, link.before


def _of_links(links: Sequence[_Link], old: _Side, new: _Side) -> Iterator[AlignedPassages]:
    """Yield edited, split and merged passages from the links."""
    targets: dict[int, list[int]] = defaultdict(list)
    sources: dict[int, list[int]] = defaultdict(list)
    for link in links:
        targets[link.before].append(link.after)
        sources[link.after].append(link.before)
    for before, places in targets.items():
        if len(places) > 1:
            yield _aligned("split", [before], places, links, old, new)
        elif len(sources[places[0]]) == 1:
            yield _aligned("edited", [before], places, links, old, new)
    for after, places in sources.items():
        if len(places) > 1:
            yield _aligned("merged", places, [after], links, old, new)


def _aligned(
    kind: ChangeKind, before: list[int], after: list[int], links: Sequence[_Link], old: _Side, new: _Side
) -> AlignedPassages:
    continuing = sum(len(link.sentences) for link in links if link.before in before and link.after in after)
    total = sum(len(old.sentences[place]) for place in before) + sum(len(new.sentences[place]) for place in after)
    return AlignedPassages(kind, tuple(sorted(before)), tuple(sorted(after)), round(2 * continuing / total, 3))
