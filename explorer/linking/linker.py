"""Which indicators a passage gives evidence for, and which a query speaks of.

Words in `index/links/` are worth points; an indicator is linked when its words are worth enough, more easily in a
section that is about it. Nothing is learned and nothing is random, so that every link can be explained.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from explorer import paths
from explorer.linking.links import Evidence, Explanation, Link, Match
from explorer.linking.patterns import Choice, ClassName, CompiledPart, Lexicon, Part, Span, Term, find_part
from explorer.linking.vocabulary import COUNTRIES, Entry, Vocabulary, plain_words, read_vocabulary
from explorer.linking.words import Word, sentences
from explorer.profiles import Passage, parse_reference
from explorer.taxonomy import taxonomy

CRIME = "crime"  # the class of words without which a passage is taken to be about something harmless
_REPEATED = 0.25  # what a pattern is worth in each further sentence, for how much a passage is about something


@dataclass(frozen=True, slots=True)
class _Rule:
    """An entry, ready to be looked for."""

    number: int
    topic: int
    entry: Entry
    worth: float
    together: tuple[CompiledPart, ...]
    elsewhere: tuple[CompiledPart, ...]
    not_together: tuple[CompiledPart, ...]
    not_elsewhere: tuple[CompiledPart, ...]
    needs: frozenset[int]  # groups that its sentence must have


@dataclass(slots=True)
class _Sentence:
    """One sentence and where the vocabulary's groups stand in it."""

    words: list[Word]
    spans: dict[int, list[Span]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Hit:
    """A rule found in a sentence."""

    rule: _Rule
    sentence: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Weighed:
    """What speaks for one indicator in a passage."""

    indicator: str
    points: float  # in a section about it, each pattern once; elsewhere those of the best sentence
    extent: float  # the points, and a little for every repetition
    needed: float
    is_supported: bool
    is_innocent: bool
    is_scored: bool
    matches: tuple[Match, ...]

    @property
    def is_linked(self) -> bool:
        return self.is_scored and self.points >= self.needed


class _Net:
    """Rules and terms arranged so that a text is read once for all of them."""

    def __init__(self) -> None:
        self.lexicon = Lexicon()
        self._groups: dict[Choice, int] = {}
        self._members: dict[str, list[int]] = {}  # class → its terms
        self._starts: dict[int, list[tuple[tuple[int, ...], int]]] = {}  # first word → the other words, term
        self._terms: list[list[int]] = []  # groups of each term
        self._numbers: dict[tuple[int, ...], int] = {}
        self._names: dict[int, set[str]] = {}  # terms that are names → the countries that they stand for

    def _term(self, term: Term) -> int:
        words = tuple(self.lexicon.number(word) for word in term.words)
        if words not in self._numbers:
            self._numbers[words] = len(self._terms)
            self._terms.append([])
            self._starts.setdefault(words[0], []).append((words[1:], self._numbers[words]))
        return self._numbers[words]

    def define(self, name: str, terms: Iterable[Term]) -> None:
        """Give a class its terms."""
        self._members[name] = [self._term(term) for term in terms]

    def define_names(self, name: str, codes: Mapping[Term, set[str]]) -> None:
        """Give a class the names of countries, which count in capitals only, and not in the country itself."""
        self.define(name, codes)
        self._names |= {self._term(term): known for term, known in codes.items()}

    def group(self, choice: Choice) -> int:
        """The number of a choice, which is looked for from now on."""
        if choice not in self._groups:
            number = self._groups[choice] = len(self._groups)
            for option in choice.options:
                for term in [self._term(option)] if isinstance(option, Term) else self._members[option.name]:
                    if number not in self._terms[term]:
                        self._terms[term].append(number)
        return self._groups[choice]

    def part(self, part: Part) -> CompiledPart:
        return CompiledPart(tuple(self.group(choice) for choice in part.choices), part.joins)

    def find(
        self, text: str, words: Sequence[Word], numbers: Sequence[frozenset[int]], own: str
    ) -> dict[int, list[Span]]:
        """Where each group stands in a sentence, but for names of the country `own`."""
        spans: dict[int, list[Span]] = {}
        starts, terms, names, length = self._starts, self._terms, self._names, len(words)
        for place, known in enumerate(numbers):
            for number in known:
                for others, term in starts.get(number, ()):
                    end = place + 1 + len(others)
                    if end > length or any(other not in numbers[place + 1 + step] for step, other in enumerate(others)):
                        continue
                    if term in names and (not text[words[place].start].isupper() or names[term] == {own}):
                        continue
                    for group in terms[term]:
                        spans.setdefault(group, []).append(Span(place, end))
        return spans


class Linker:
    """Links passages and reads queries with one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._net = _Net()
        self._fill_classes()
        self._mask = self._net.group(Choice(vocabulary.masks))
        self._crime = self._net.group(Choice((ClassName(CRIME),)))
        self._rules: dict[int, list[_Rule]] = {}  # by the group of theirs that fewest rules need
        self._plain: dict[int, list[_Rule]] = {}
        weights = vocabulary.weights
        worth = {"sure": weights.sure, "likely": weights.likely, "hint": weights.hint, "asked": weights.sure}
        rules = [
            self._compile(number, topic, entry, worth[entry.strength])
            for topic, known in enumerate(vocabulary.topics)
            for number, entry in enumerate((*known.entries, *known.asked))
        ]
        self._index(rules)
        self._never = [
            [self._net.part(entry.pattern.together[0]) for entry in topic.never] for topic in vocabulary.topics
        ]

    def _fill_classes(self) -> None:
        for name, terms in self._vocabulary.classes.items():
            self._net.define(name, terms)
        codes: dict[Term, set[str]] = {}
        for country in taxonomy().countries:
            for name in (country.name, *country.also, *country.demonyms):
                words = [word.form for word in next(sentences(name.split(",")[0]))]
                if not (len(words) == 1 and name.isupper()):  # "CAR", "PRC"
                    codes.setdefault(Term(tuple(words)), set()).add(country.code)
        self._net.define_names(COUNTRIES, codes)

    def _compile(self, number: int, topic: int, entry: Entry, worth: float) -> _Rule:
        pattern = entry.pattern
        parts = [
            tuple(self._net.part(part) for part in kind)
            for kind in (pattern.together, pattern.elsewhere, pattern.not_together, pattern.not_elsewhere)
        ]
        needs = frozenset(group for part in parts[0] for group in part.groups)
        return _Rule(number, topic, entry, worth, parts[0], parts[1], parts[2], parts[3], needs)

    def _index(self, rules: Sequence[_Rule]) -> None:
        asked: dict[int, int] = {}
        for rule in rules:
            for group in rule.needs:
                asked[group] = asked.get(group, 0) + 1
        for rule in rules:
            rarest = min(rule.needs, key=lambda group: (asked[group], group))
            (self._plain if rule.entry.strength == "asked" else self._rules).setdefault(rarest, []).append(rule)

    def _read(self, text: str, own: str) -> list[_Sentence]:
        read = []
        for words in sentences(text):
            numbers = [self._net.lexicon.numbers(word.form) for word in words]
            spans = self._net.find(text, words, numbers, own)
            if masked := spans.get(self._mask):
                for span in masked:
                    numbers[span.start : span.end] = [frozenset()] * (span.end - span.start)
                spans = self._net.find(text, words, numbers, own)
            read.append(_Sentence(words, spans))
        return read

    @staticmethod
    def _find(read: Sequence[_Sentence], index: Mapping[int, list[_Rule]]) -> Iterator[_Hit]:
        for place, sentence in enumerate(read):
            present = sentence.spans.keys()
            for group in present:
                for rule in index.get(group, ()):
                    if not rule.needs <= present:
                        continue
                    spans = [find_part(part, sentence.spans) for part in rule.together]
                    if not all(spans) or any(find_part(part, sentence.spans) for part in rule.not_together):
                        continue
                    if not all(any(find_part(part, other.spans) for other in read) for part in rule.elsewhere):
                        continue
                    if any(find_part(part, other.spans) for part in rule.not_elsewhere for other in read):
                        continue
                    yield _Hit(rule, place, tuple(found[0] for found in spans))

    def _matches(self, read: Sequence[_Sentence], hits: Iterable[_Hit]) -> dict[int, list[_Hit]]:
        """The hits of each topic, the worthiest first, without those that only say again what another says."""
        by_topic: dict[int, list[_Hit]] = {}
        for hit in hits:
            by_topic.setdefault(hit.rule.topic, []).append(hit)
        kept: dict[int, list[_Hit]] = {}
        for topic, found in by_topic.items():
            taken = {
                (place, word)
                for part in self._never[topic]
                for place, sentence in enumerate(read)
                for span in find_part(part, sentence.spans)
                for word in range(span.start, span.end)
            }
            found.sort(key=lambda hit: (-hit.rule.worth, hit.sentence, hit.rule.number))
            for hit in found:
                words = {(hit.sentence, word) for span in hit.spans for word in range(span.start, span.end)}
                if not words & taken:
                    taken |= words
                    kept.setdefault(topic, []).append(hit)
        return kept

    def explain(self, passage: Passage, edition: int) -> tuple[Explanation, ...]:
        """What speaks for each indicator that anything in a passage speaks for: linked ones first."""
        found = self._weigh(passage, edition)
        strongest = max((one.extent for one in found if one.is_linked and one.is_supported), default=0.0)
        about = max(self._vocabulary.weights.about, strongest / 2)
        graded = [_explanation(one, about) for one in found]
        return tuple(sorted(graded, key=lambda one: -one.grade))

    def links(self, passage: Passage, edition: int) -> tuple[Link, ...]:
        """The indicators of an edition that a passage is evidence for: those it is about first, then the strongest."""
        return tuple(
            Link(one.indicator, one.grade, _in_order(found for match in one.matches for found in match.evidence))
            for one in self.explain(passage, edition)
            if one.grade
        )

    def _weigh(self, passage: Passage, edition: int) -> list[_Weighed]:
        weights = self._vocabulary.weights
        read = self._read(passage.text, parse_reference(passage.profile_id).code)
        is_innocent = not any(self._crime in sentence.spans for sentence in read)
        supported = self._vocabulary.sections.get(passage.section, frozenset())
        scored = {one.slug for one in taxonomy().indicators_of(edition)}
        weighed = []
        for topic, hits in self._matches(read, self._find(read, self._rules)).items():
            slug = self._vocabulary.topics[topic].indicator
            support = weights.support if slug in supported else 1.0
            points = support * (_once(hits) if slug in supported else _best_sentence(hits))
            repeated = support * sum(hit.rule.worth for hit in hits) - points
            weighed.append(
                _Weighed(
                    indicator=slug,
                    points=points,
                    extent=points + _REPEATED * repeated,
                    needed=weights.innocent if is_innocent else weights.enough,
                    is_supported=slug in supported,
                    is_innocent=is_innocent,
                    is_scored=slug in scored,
                    matches=tuple(_match(passage.text, read, hit) for hit in hits),
                )
            )
        return sorted(weighed, key=lambda one: (not one.is_linked, -one.extent, one.indicator))

    def read(self, text: str) -> tuple[Link, ...]:
        """The indicators that a query speaks of; grade 2 where its words name it."""
        read = self._read(text, "")
        weights = self._vocabulary.weights
        plain = self._matches(read, self._find(read, self._plain))
        rest = self._matches(read, self._find(read, self._rules))
        links = []
        for topic in sorted({*plain, *rest}):
            hits = [*plain.get(topic, ()), *rest.get(topic, ())]
            worth = max(hit.rule.worth for hit in hits)
            if worth >= weights.likely:
                evidence = [one for hit in hits for one in _evidence(text, read, hit)]
                grade = 2 if worth >= weights.sure else 1
                links.append(Link(self._vocabulary.topics[topic].indicator, grade, _in_order(evidence)))
        return tuple(sorted(links, key=lambda link: -link.grade))

    def words(self, indicator: str) -> tuple[str, ...]:
        """Plain terms of an indicator, most usual first. Raises NotFoundError."""
        taxonomy().indicator(indicator)
        found = [
            word
            for topic in self._vocabulary.topics
            if topic.indicator == indicator
            for entry in topic.asked
            for word in plain_words(entry)
        ]
        return tuple(dict.fromkeys(found))


def _once(hits: Iterable[_Hit]) -> float:
    return sum({hit.rule.number: hit.rule.worth for hit in hits}.values())


def _best_sentence(hits: Sequence[_Hit]) -> float:
    """Outside the sections about an indicator, evidence is a sentence: what is scattered over a passage is no more."""
    return max(_once(one for one in hits if one.sentence == place) for place in {hit.sentence for hit in hits})


def _explanation(one: _Weighed, about: float) -> Explanation:
    if not one.is_scored:
        grade, reason = 0, "the edition does not score it"
    elif not one.is_linked:
        grade, reason = 0, f"{one.points:g} points of {one.needed:g}"
        if one.is_innocent:
            reason += " that a passage without any word of crime needs"
    else:
        grade = 2 if one.is_supported and one.extent >= about else 1
        reason = f"linked with {one.points:g} points of {one.needed:g}, grade {grade}"
    if one.is_supported:
        reason += ", in a section about it"
    return Explanation(one.indicator, grade, one.points, one.needed, one.is_supported, reason, one.matches)


def _match(text: str, read: Sequence[_Sentence], hit: _Hit) -> Match:
    entry = hit.rule.entry
    return Match(entry.pattern.written, entry.strength, entry.place, _evidence(text, read, hit))


def _evidence(text: str, read: Sequence[_Sentence], hit: _Hit) -> tuple[Evidence, ...]:
    words = read[hit.sentence].words
    found = []
    for span in hit.spans:
        start, end = words[span.start].start, words[span.end - 1].end
        found.append(Evidence(text[start:end], start, end))
    return tuple(found)


def _in_order(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    kept: list[Evidence] = []
    for one in sorted(set(evidence), key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


@cache
def linker() -> Linker:
    """The linker with the vocabulary that this copy ships. Raises VocabularyError."""
    return Linker(read_vocabulary(paths.content("index") / "links"))
