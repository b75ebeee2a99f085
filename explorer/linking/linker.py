"""Which indicators a passage gives evidence for, and which a query speaks of.

Words in `index/links/` are worth points; an indicator is linked when its words are worth enough, more easily in a
section that is about it. Nothing is learned and nothing is random, so that every link can be explained.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from explorer import paths
from explorer.linking.links import Evidence, Explanation, Link, Match
from explorer.linking.matching import Hit, Matcher, Sentence
from explorer.linking.patterns import Term
from explorer.linking.vocabulary import COUNTRIES, CRIME, EVERYDAY, Entry, Vocabulary, plain_words, read_vocabulary
from explorer.linking.words import sentences
from explorer.profiles import Passage, parse_reference
from explorer.taxonomy import taxonomy

_FEW_EVERYDAY = 2  # so many more words of everyday life than of crime are no sign of anything
NEVER = "never"  # the strength of what only looks like an indicator's words
_REPEATED = 0.25  # what a pattern is worth in each further sentence, for how much a passage is about something


@dataclass(frozen=True, slots=True)
class _Key:
    """An entry of the vocabulary, by its indicator and its place there."""

    indicator: str
    number: int
    entry: Entry
    worth: float


@dataclass(frozen=True, slots=True)
class _Weighed:
    """What speaks for one indicator in a passage."""

    indicator: str
    points: float
    extent: float  # the points, and a little for every repetition
    needed: float
    is_supported: bool
    is_scored: bool
    hits: tuple[Hit[_Key], ...]

    @property
    def is_linked(self) -> bool:
        return self.is_scored and self.points >= self.needed


class Linker:
    """Links passages and reads queries with one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._sections = {topic.indicator: topic.sections for topic in vocabulary.topics}

    @cached_property
    def _passages(self) -> Matcher[_Key]:
        return self._matcher(is_query=False)

    @cached_property
    def _queries(self) -> Matcher[_Key]:  # apart from the other: who only searches has only this one made
        return self._matcher(is_query=True)

    def _matcher(self, is_query: bool) -> Matcher[_Key]:
        """What finds the patterns of the vocabulary in texts of one kind."""
        vocabulary, weights = self._vocabulary, self._vocabulary.weights
        matcher: Matcher[_Key] = Matcher(vocabulary.classes, _country_names(), COUNTRIES)
        worth = {
            "sure": weights.sure,
            "likely": weights.likely,
            "hint": weights.hint,
            "asked": weights.sure,
            NEVER: 0.0,
        }
        for topic in vocabulary.topics:
            for number, entry in enumerate((*topic.entries, *topic.never, *topic.asked)):
                if is_query or entry.strength != "asked":
                    is_near = entry.strength == "sure" and not entry.pattern.is_plain
                    key = _Key(topic.indicator, number, entry, weights.near if is_near else worth[entry.strength])
                    matcher.add(entry.pattern, key)
        matcher.mask(vocabulary.masks)
        return matcher

    @cached_property
    def _crime(self) -> frozenset[int]:
        return self._passages.class_terms(CRIME)

    @cached_property
    def _everyday(self) -> frozenset[int]:
        return self._passages.class_terms(EVERYDAY)

    def explain(self, passage: Passage, edition: int) -> tuple[Explanation, ...]:
        """What speaks for each indicator that anything in a passage speaks for: linked ones first."""
        read, found = self._weigh(passage, edition)
        explained = [
            _explanation(one, grade, tuple(_match(passage.text, read, hit) for hit in one.hits))
            for one, grade in self._graded(found)
        ]
        return tuple(explained)

    def links(self, passage: Passage, edition: int) -> tuple[Link, ...]:
        """The indicators of an edition that a passage is evidence for: those it is about first, then the strongest."""
        read, found = self._weigh(passage, edition)
        return tuple(
            Link(one.indicator, grade, _evidence(passage.text, read, one.hits))
            for one, grade in self._graded(found)
            if grade
        )

    def _weigh(self, passage: Passage, edition: int) -> tuple[list[Sentence], list[_Weighed]]:
        weights = self._vocabulary.weights
        read = self._passages.read(passage.text, parse_reference(passage.profile_id).code)
        excess = _count(read, self._everyday) - _count(read, self._crime) - _FEW_EVERYDAY
        needed = weights.enough + weights.everyday * max(0, excess)
        scored = {one.slug for one in taxonomy().indicators_of(edition)}
        by_indicator = _by_indicator(self._passages.hits(read))
        about = self._vocabulary.sections.get(passage.section, frozenset())
        loudest = max((_once(hits) for slug, hits in by_indicator.items() if slug in about), default=0.0)
        weighed = []
        for slug, hits in by_indicator.items():
            once = _once(hits)
            # A section speaks for those of its indicators that are heard in the passage, not for all of them.
            is_supported = slug in about and once >= loudest / 2
            # Elsewhere evidence is a sentence: words scattered over a passage say little.
            best = once if is_supported else _best_sentence(hits)
            points = best + weights.scattered * (once - best)
            support = weights.support if is_supported or passage.section in self._sections[slug] else 1.0
            repeated = sum(hit.key.worth for hit in hits) - once
            weighed.append(
                _Weighed(
                    indicator=slug,
                    points=support * points,
                    extent=support * (points + _REPEATED * repeated),
                    needed=needed,
                    is_supported=is_supported,
                    is_scored=slug in scored,
                    hits=tuple(hits),
                )
            )
        return read, weighed

    def _graded(self, found: Iterable[_Weighed]) -> list[tuple[_Weighed, int]]:
        """Each with its grade, the best first; grade 0 is not linked."""
        ordered = sorted(found, key=lambda one: (-one.extent, one.indicator))
        strongest = max((one.extent for one in ordered if one.is_linked and one.is_supported), default=0.0)
        about = max(self._vocabulary.weights.about, strongest / 2)
        graded = [
            (one, (2 if one.is_supported and one.extent >= about else 1) if one.is_linked else 0) for one in ordered
        ]
        return sorted(graded, key=lambda pair: -pair[1])

    def read(self, text: str) -> tuple[Link, ...]:
        """The indicators that a query speaks of; grade 2 where its words name it."""
        weights = self._vocabulary.weights
        read = self._queries.read(text)
        links = []
        for slug, hits in _by_indicator(self._queries.hits(read)).items():
            worth = max(hit.key.worth for hit in hits)
            if worth >= weights.likely:
                links.append(Link(slug, 2 if worth >= weights.sure else 1, _evidence(text, read, hits)))
        order = [one.slug for one in taxonomy().indicators]
        return tuple(sorted(links, key=lambda link: (-link.grade, order.index(link.indicator))))

    def words(self, indicator: str) -> tuple[str, ...]:
        """Plain terms of an indicator, most usual first. Raises NotFoundError."""
        taxonomy().indicator(indicator)
        return tuple(
            dict.fromkeys(
                word
                for topic in self._vocabulary.topics
                if topic.indicator == indicator
                for entry in topic.asked
                for word in plain_words(entry)
            )
        )


def _country_names() -> dict[Term, set[str]]:
    names: dict[Term, set[str]] = {}
    for country in taxonomy().countries:
        for name in (country.name, *country.also, *country.demonyms):
            words = [word.form for word in next(sentences(name.split(",")[0]))]
            if not (len(words) == 1 and name.isupper()):  # "CAR", "PRC"
                names.setdefault(Term(tuple(words)), set()).add(country.code)
    return names


def _by_indicator(hits: Iterable[Hit[_Key]]) -> dict[str, list[Hit[_Key]]]:
    """The hits of each indicator, the worthiest first, without those that only say again what another says."""
    found: dict[str, list[Hit[_Key]]] = {}
    for hit in hits:
        found.setdefault(hit.key.indicator, []).append(hit)
    kept: dict[str, list[Hit[_Key]]] = {}
    for indicator, its in found.items():
        taken = {word for hit in its if hit.key.entry.strength == NEVER for word in hit.words}
        for hit in sorted(its, key=lambda hit: (-hit.key.worth, hit.sentence, hit.key.number)):
            if hit.key.worth and not hit.words & taken:
                taken |= hit.words
                kept.setdefault(indicator, []).append(hit)
    return kept


def _count(read: Iterable[Sentence], terms: frozenset[int]) -> int:
    return len({term for sentence in read for term in terms.intersection(sentence.found)})


def _once(hits: Iterable[Hit[_Key]]) -> float:
    return sum({hit.key.number: hit.key.worth for hit in hits}.values())


def _best_sentence(hits: Sequence[Hit[_Key]]) -> float:
    return max(_once(one for one in hits if one.sentence == place) for place in {hit.sentence for hit in hits})


def _match(text: str, read: Sequence[Sentence], hit: Hit[_Key]) -> Match:
    entry = hit.key.entry
    return Match(entry.pattern.written, entry.strength, entry.place, hit.evidence(text, read))


def _evidence(text: str, read: Sequence[Sentence], hits: Iterable[Hit[_Key]]) -> tuple[Evidence, ...]:
    """In reading order, without overlaps."""
    found = {one for hit in hits for one in hit.evidence(text, read)}
    kept: list[Evidence] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def _explanation(one: _Weighed, grade: int, matches: tuple[Match, ...]) -> Explanation:
    if not one.is_scored:
        reason = "the edition does not score it"
    elif grade:
        reason = f"linked with {one.points:g} points of {one.needed:g}, grade {grade}"
    else:
        reason = f"not linked: {one.points:g} points of {one.needed:g}"
    if one.is_supported and one.is_scored:
        reason += ", in a section about it"
    return Explanation(one.indicator, grade, one.points, one.needed, one.is_supported, reason, matches)


@cache
def linker() -> Linker:
    """The linker with the vocabulary that this copy ships. Raises VocabularyError."""
    return Linker(read_vocabulary(paths.content("index") / "links"))
