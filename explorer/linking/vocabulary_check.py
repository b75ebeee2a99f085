"""The check of a vocabulary for its editors: mistakes, examples that do not hold, and terms that need a second look.

A problem is a mistake; a warning is no failure: a term may match nothing here and be right.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from explorer.core.errors import VocabularyError
from explorer.linking.dictionary import KNOWN_WORDS, Dictionary, read_dictionary
from explorer.linking.entries import pattern_lookup
from explorer.linking.link_model import read_model
from explorer.linking.linker import Linker
from explorer.linking.lookup import PatternLookup
from explorer.linking.matching import Matcher
from explorer.linking.reader import EntryKey
from explorer.linking.strengths import SUGGESTS
from explorer.linking.term_overlap import overlap_warnings
from explorer.linking.vocabulary import COUNTRIES, Vocabulary, find_mistakes, read_vocabulary
from explorer.linking.vocabulary_findings import VocabularyFinding, VocabularyFindingKind
from explorer.linking.words import sentence_words
from explorer.linking.written_terms import WrittenTerm, WrittenVocabulary, read_written
from explorer.model.profiles import Passage, parse_reference, tidy
from explorer.model.taxonomy import taxonomy
from explorer.text.counted_nouns import counted

LEAST_PROFILES = 20  # in which a term that matches nothing is worth a warning
EXAMPLE_ID = "example"  # of the text that an example is a passage of: a chapter, thus no country is at home in it
MOST_NAMED = 12  # terms in one warning


@dataclass(frozen=True)
class VocabularyReport:
    """All that the check of a vocabulary found, by file and line."""

    files: int
    entries: int
    terms: int
    profiles: int  # of the corpus
    problems: Sequence[VocabularyFinding]
    warnings: Sequence[VocabularyFinding]

    @property
    def is_corpus_checked(self) -> bool:
        """Tell whether terms were looked up in the corpus."""
        return self.profiles >= LEAST_PROFILES

    def __str__(self) -> str:
        counts = ((self.files, "file"), (self.entries, "entry"), (self.terms, "term"))
        found = ((len(self.problems), "problem"), (len(self.warnings), "warning"))
        return f"{', '.join(counted(*count) for count in counts)}: {', '.join(counted(*count) for count in found)}"


def check_vocabulary(
    folder: Path, english: Path, passages: Iterable[Passage] = (), profiles: int = 0
) -> VocabularyReport:
    """Check the vocabulary of a folder with the passages of a corpus of so many profiles."""
    files = 1 + len(list(folder.glob("*/*.toml")))
    try:
        vocabulary = read_vocabulary(folder)
        linker = Linker(vocabulary, read_model(folder))
        dictionary = read_dictionary(english, folder)
    except VocabularyError as error:
        mistakes = find_mistakes(folder) or (error,)
        return VocabularyReport(files, 0, 0, profiles, [_mistake(folder, mistake) for mistake in mistakes], ())
    written = read_written(folder, vocabulary)
    warnings = list(overlap_warnings(written))
    if profiles >= LEAST_PROFILES:
        texts = list(passages)
        dictionary.add({word.form for text in texts for words in sentence_words(text.text) for word in words})
        warnings += unmatched_warnings(written, vocabulary, texts)
    warnings += unknown_word_warnings(written, dictionary)
    return VocabularyReport(
        files,
        sum(len(topic.entries) for topic in vocabulary.topics),
        sum(len(terms.terms) for topic in written.topics for terms in topic.lists if terms.name == "terms"),
        profiles,
        sorted(example_problems(vocabulary, linker)),
        sorted(warnings),
    )


def _mistake(folder: Path, error: VocabularyError) -> VocabularyFinding:
    location, _, message = str(error).removeprefix(f"{folder}/").partition(": ")
    return VocabularyFinding(location, "mistake", message)


def example_section(indicator: str) -> str:
    """Return the section in which the examples of an indicator are linked: the first about it."""
    return next(heading.slug for heading in taxonomy().headings if indicator in heading.indicators)


def example_problems(vocabulary: Vocabulary, linker: Linker) -> Iterator[VocabularyFinding]:
    """Yield the examples that are not matched or linked, and the counterexamples that are matched."""
    matcher = Matcher(pattern_lookup(vocabulary, is_query=False))
    for topic in vocabulary.topics:
        section = example_section(topic.indicator)
        for number, entry in enumerate(topic.entries):
            for is_example, text in ((True, entry.example), (False, entry.counterexample)):
                kind: VocabularyFindingKind = "example" if is_example else "counterexample"
                hits = matcher.hits(matcher.read(text))
                is_matched = any(hit.key == EntryKey(topic.indicator, number, entry.strength) for hit in hits)
                if is_matched != is_example:
                    message = f"the {kind} is {'not ' if is_example else ''}matched by its entry: “{text}”"
                    yield VocabularyFinding(entry.location, kind, message)
            if entry.strength != SUGGESTS and (reached := _unlinked(linker, entry.example, section, topic.indicator)):
                message = f"the example is not linked to {topic.indicator} in the section {section}, {reached}"
                yield VocabularyFinding(entry.location, "example", f"{message}: “{entry.example}”")


def _unlinked(linker: Linker, text: str, section: str, indicator: str) -> str:
    """Return how probable the link of a text is and from what it is made, "0.71 of 0.90"; empty where it is made."""
    passage = Passage(EXAMPLE_ID, section, 1, tidy(text))
    if any(link.indicator == indicator for link in linker.links(passage, None)):
        return ""
    explained = {explanation.indicator: explanation.probability for explanation in linker.explain(passage, None)}
    return f"{explained.get(indicator, 0):.2f} of {linker.vocabulary.thresholds.section:.2f}"


def unmatched_warnings(
    written: WrittenVocabulary, vocabulary: Vocabulary, passages: Iterable[Passage]
) -> Iterator[VocabularyFinding]:
    """Yield the terms that match nothing in the corpus, for each entry."""
    lists = [(terms.entry, terms.plain) for topic in written.topics for terms, *_ in topic.entries]
    classes = {str(option): (option,) for _, plain in lists for option, _ in plain}
    lookup: PatternLookup[None] = PatternLookup(classes, {}, COUNTRIES)
    lookup.ignore(vocabulary.ignore_phrases)
    matcher = Matcher(lookup)
    found: set[int] = set()
    for passage in passages:
        for sentence in matcher.read(passage.text, parse_reference(passage.text_id).code or ""):
            found.update(sentence.term_spans)
    for entry, plain in lists:
        unmatched = [term for option, term in plain if not found & lookup.class_terms(str(option))]
        if unmatched and entry:
            message = f"{len(unmatched)} of {len(plain)} terms match nothing in the corpus: {_some(unmatched)}"
            yield VocabularyFinding(entry.location, "unmatched", message)


def unknown_word_warnings(written: WrittenVocabulary, dictionary: Dictionary) -> Iterator[VocabularyFinding]:
    """Yield the words of terms that are in no dictionary, each where it first occurs."""
    places: dict[str, list[WrittenTerm]] = {}
    for terms in written.lists:
        for option, term in terms.plain:
            for word in option.words:
                for unknown in dictionary.unknown(word):
                    places.setdefault(unknown.lstrip("="), []).append(term)
    for word, terms_of in places.items():
        similar = dictionary.similar(word)
        more = f", and {len(terms_of) - 1} more" if len(terms_of) > 1 else ""
        within = "" if terms_of[0].written.lstrip("=") == word else f" (in {terms_of[0]}{more})"
        advice = f" Did you mean {similar!r}?" if similar else ""
        message = f"{word!r} is in no dictionary{within}.{advice} If it is right, add it to {KNOWN_WORDS}."
        yield VocabularyFinding(terms_of[0].location, "unknown word", message)


def _some(terms: Sequence[WrittenTerm]) -> str:
    more = f" and {len(terms) - MOST_NAMED} more" if len(terms) > MOST_NAMED else ""
    return ", ".join(term.written for term in terms[:MOST_NAMED]) + more
