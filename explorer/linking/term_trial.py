"""A trial of terms before they are in the vocabulary: what they would match in a corpus."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from explorer.core.content_file import offer
from explorer.linking.entries import pattern_lookup
from explorer.linking.links import Evidence
from explorer.linking.matching import Matcher, PatternHit, Sentence
from explorer.linking.patterns import Alternatives, ClassName, Pattern, PatternError, PatternTerm, parse_term
from explorer.linking.reader import EntryKey
from explorer.linking.strengths import NAMES
from explorer.linking.vocabulary import COUNTRIES, Topic, Vocabulary, VocabularyEntry
from explorer.model.profiles import Passage, parse_reference


@dataclass(frozen=True, slots=True)
class TrialSentence:
    """A sentence that the terms match."""

    text: str
    start: int  # offset of its first character in the passage
    evidence: tuple[Evidence, ...]  # the words matched, with offsets in the passage


@dataclass(frozen=True, slots=True)
class TrialHit:
    """A passage that the terms match."""

    passage: Passage
    sentences: tuple[TrialSentence, ...]
    is_linked: bool | None = None  # to the indicator already; None where none was asked about

    @property
    def code(self) -> str | None:
        """Code of the country; None for a chapter."""
        return parse_reference(self.passage.text_id).code


class TermTrial:
    """Matches one pattern, with the classes and ignored phrases of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary, pattern: Pattern) -> None:
        indicator = vocabulary.topics[0].indicator  # any: an entry needs one
        topic = Topic(indicator, (), (VocabularyEntry(pattern, NAMES, "trial"),))
        self._matcher = Matcher(pattern_lookup(replace(vocabulary, topics=(topic,)), is_query=False))

    def find(self, passage: Passage) -> TrialHit | None:
        """Return the sentences of a passage that match; None where none does."""
        sentences = self._matcher.read(passage.text, parse_reference(passage.text_id).code or "")
        hits = [_trial_sentence(passage.text, sentences, hit) for hit in self._matcher.hits(sentences)]
        return TrialHit(passage, tuple(hits)) if hits else None


def _trial_sentence(text: str, sentences: Sequence[Sentence], hit: PatternHit[EntryKey]) -> TrialSentence:
    sentence = sentences[hit.sentence]
    whole = sentence.evidence(text, 0, len(sentence.words))
    return TrialSentence(whole.text, whole.start, tuple(sorted(hit.evidence(text, sentence), key=_start)))


def _start(evidence: Evidence) -> int:
    return evidence.start


@dataclass(frozen=True, slots=True)
class WrittenPattern:
    """The terms of an entry as they are typed, each text with commas between its terms."""

    terms: str
    near: Sequence[str] = ()
    within: int | None = None  # words between a term and what is near it, at most
    also: Sequence[str] = ()
    unless: Sequence[str] = ()

    def parse(self, classes: Collection[str]) -> Pattern:
        """Return the pattern, with these classes known. Raises PatternError."""
        near, also, unless = (_parse_terms(", ".join(texts), classes) for texts in (self.near, self.also, self.unless))
        pattern = Pattern(_parse_terms(self.terms, classes), near, also, unless, self.within)
        if not pattern.terms.options:
            raise PatternError("a term is empty")
        if self.within is not None and not near.options:
            raise PatternError("there is nothing that a term could be within so many words of")
        return pattern


def _parse_terms(written: str, classes: Collection[str]) -> Alternatives:
    options: list[PatternTerm | ClassName] = []
    for term in written.split(",") if written else ():
        option = parse_term(term.strip())
        if isinstance(option, ClassName) and option.name not in (known := {*classes, COUNTRIES}):
            raise PatternError(f"there is no class {option.name!r}.{offer(option.name, known)}")
        options.append(option)
    return Alternatives(tuple(dict.fromkeys(options)))
