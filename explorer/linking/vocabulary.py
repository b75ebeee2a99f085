"""The vocabulary of linking: the words that refer to each indicator, read from `index/links/`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

import msgspec

from explorer.core.content_file import TableFile, offer
from explorer.core.errors import VocabularyError
from explorer.linking.patterns import ClassName, Pattern, PatternError, PatternTerm, parse_alternatives, parse_pattern
from explorer.model.taxonomy import taxonomy

STRENGTHS = ("decisive", "strong", "medium", "weak")  # "decisive": a combination that weighs as much as a strong phrase
EXCLUDE = "exclude"  # the strength of words that only look like an indicator's
QUERY_TERMS = "query_terms"  # the strength of terms that are matched in queries alone
COUNTRIES = "country"  # the class of all countries' names and peoples, made from countries.toml
# A passage that has many more words of the class "everyday" than of the class "crime" only borrows the field's words.
CRIME, EVERYDAY = "crime", "everyday"


@dataclass(frozen=True, slots=True)
class LinkWeights:
    """The weights and thresholds of linking, as `words.toml` explains them."""

    strong: float
    near: float  # a strong pattern whose words are only near each other, or in one sentence
    medium: float
    weak: float
    link_threshold: float  # points that link
    section_boost: float  # factor in a section that is about the indicator
    boost_share: float  # of the strongest indicator's points: with less, a section does not boost its indicators
    many_weak: int  # weak patterns that link without a stronger one, in a section about the indicator
    few_weak: int  # weak patterns that count beside a stronger one, elsewhere
    cross_sentence_factor: float  # elsewhere, for what is in other sentences than the best one
    everyday_allowance: int  # words by which "everyday" may outnumber "crime"
    everyday_penalty: float  # points more that link, for each word beyond that
    main_threshold: float  # points from which a passage, in a section about the indicator, is about it
    main_share: float  # of the strongest indicator's points: with less, the passage is not about it
    repetition_factor: float  # for a pattern in each further sentence, towards main_threshold and the order of links


@dataclass(frozen=True, slots=True)
class VocabularyEntry:
    """One pattern of the vocabulary, with its location for editors."""

    pattern: Pattern
    strength: str  # one of STRENGTHS, EXCLUDE or QUERY_TERMS
    location: str  # "markets.toml:120"


@dataclass(frozen=True, slots=True)
class Topic:
    """The patterns of one indicator."""

    indicator: str
    query_terms: tuple[VocabularyEntry, ...]  # plain terms, most usual first: what a reader would type
    entries: tuple[VocabularyEntry, ...]
    exclude: tuple[VocabularyEntry, ...] = ()  # words that only look like it
    sections: frozenset[str] = frozenset()  # about other things, but there one medium sentence is enough

    @property
    def all_entries(self) -> tuple[VocabularyEntry, ...]:
        return (*self.entries, *self.exclude, *self.query_terms)


@dataclass(frozen=True)
class Vocabulary:
    """Everything that linking uses, whole and checked."""

    weights: LinkWeights
    classes: Mapping[str, tuple[PatternTerm, ...]]
    ignore_phrases: tuple[PatternTerm, ...]  # harmless phrases: their words count for nothing
    topics: tuple[Topic, ...]  # in the order of the taxonomy
    sections: Mapping[str, frozenset[str]] = field(default_factory=dict)  # the indicators that each is about

    def without_sections(self) -> "Vocabulary":
        """Return a copy in which no section boosts an indicator, to measure the effect of sections."""
        topics = tuple(replace(topic, sections=frozenset()) for topic in self.topics)
        return replace(self, sections={}, topics=topics)

    def without_exclusions(self) -> "Vocabulary":
        """Return a copy without ignored phrases, exclusions and everyday penalty."""
        topics = tuple(
            replace(
                topic,
                exclude=(),
                entries=tuple(
                    replace(entry, pattern=replace(entry.pattern, not_together=(), not_elsewhere=()))
                    for entry in topic.entries
                ),
            )
            for topic in self.topics
        )
        return replace(self, ignore_phrases=(), topics=topics, weights=replace(self.weights, everyday_penalty=0.0))

    def without_strength(self, strength: str) -> "Vocabulary":
        """Return a copy without the patterns of one strength."""
        topics = tuple(
            replace(topic, entries=tuple(entry for entry in topic.entries if entry.strength != strength))
            for topic in self.topics
        )
        return replace(self, topics=topics)

    def without_combinations(self) -> "Vocabulary":
        """Return a copy with phrases only: no gaps, nothing that must accompany."""
        topics = tuple(
            replace(topic, entries=tuple(entry for entry in topic.entries if entry.pattern.is_plain))
            for topic in self.topics
        )
        return replace(self, topics=topics)


def _read_classes(file: TableFile) -> dict[str, tuple[PatternTerm, ...]]:
    tables = file.tables("class", {"name": str, "words": list}, {"about": str})
    file.check_unique("class", "name", tables)
    names = {table.text("name") for table in tables}
    classes: dict[str, tuple[PatternTerm, ...]] = {}
    for number, table in enumerate(tables):
        if table.text("name") == COUNTRIES:
            file.fail("class", number, "name", f"{COUNTRIES!r} is made from countries.toml; choose another name.")
        terms: list[PatternTerm] = []
        for written in table.texts("words"):
            for option in _options(file, "class", number, "words", written):
                if isinstance(option, PatternTerm):
                    terms.append(option)
                elif option.name in classes:
                    terms += classes[option.name]
                else:
                    late = " It must be defined above." if option.name in names else offer(option.name, names)
                    file.fail_item("class", number, "words", written, f"there is no class {option.name!r}.{late}")
        classes[table.text("name")] = tuple(dict.fromkeys(terms))
    return classes


def _read_ignore_phrases(file: TableFile) -> Iterator[PatternTerm]:
    kind, key = "ignore_phrases", "phrases"
    for number, table in enumerate(file.tables(kind, {key: list}, {"about": str})):
        for written in table.texts(key):
            for option in _options(file, kind, number, key, written):
                if isinstance(option, ClassName):
                    file.fail_item(kind, number, key, written, "a phrase is made of words, not of classes.")
                yield option


def _options(file: TableFile, kind: str, number: int, key: str, written: str) -> tuple[PatternTerm | ClassName, ...]:
    try:
        return parse_alternatives(written).options
    except PatternError as error:
        file.fail_item(kind, number, key, written, f"{error}.")


def _class_names(pattern: Pattern) -> Iterator[str]:
    for part in (*pattern.together, *pattern.elsewhere, *pattern.not_together, *pattern.not_elsewhere):
        for choice in part.choices:
            yield from (option.name for option in choice.options if isinstance(option, ClassName))


def _read_weights(file: TableFile) -> LinkWeights:
    types: dict[str, type] = {weight.name: int if weight.type is int else float for weight in fields(LinkWeights)}
    tables = file.tables("weights", types, {})
    if len(tables) > 1:
        file.fail("weights", 1, None, "[[weights]] occurs twice.")
    weights = msgspec.convert(tables[0].values, LinkWeights)
    for name in tables[0].values:
        if not getattr(weights, name) > 0:
            file.fail("weights", 0, name, f"{name!r} must be above 0.")
    return weights


def _read_topics(file: TableFile, classes: set[str]) -> list[Topic]:
    optional = dict.fromkeys((*STRENGTHS, EXCLUDE, "sections"), list)
    tables = file.tables("indicator", {"slug": str, QUERY_TERMS: list}, optional)
    known = {indicator.slug for indicator in taxonomy().indicators}
    headings = {heading.slug for heading in taxonomy().headings}
    topics = []
    for number, table in enumerate(tables):
        slug = table.text("slug")
        if slug not in known:
            file.fail("indicator", number, "slug", f"there is no indicator {slug!r}.{offer(slug, known)}")
        entries = {
            strength: tuple(_read_entries(file, number, strength, table.texts(strength), classes))
            for strength in (QUERY_TERMS, *STRENGTHS, EXCLUDE)
        }
        weighed = tuple(entry for strength in STRENGTHS for entry in entries[strength])
        if not weighed:
            file.fail("indicator", number, None, f"{slug} has none of {', '.join(STRENGTHS)}.")
        sections = table.texts("sections")
        for section in sections:
            if section not in headings:
                message = f"there is no section {section!r}.{offer(section, headings)}"
                file.fail_item("indicator", number, "sections", section, message)
        topics.append(Topic(slug, entries[QUERY_TERMS], weighed, entries[EXCLUDE], frozenset(sections)))
    return topics


def _read_entries(
    file: TableFile, number: int, strength: str, patterns: Sequence[str], classes: set[str]
) -> Iterator[VocabularyEntry]:
    """Read the patterns of one strength in the numbered indicator of a file."""
    for written in patterns:
        if patterns.count(written) > 1:
            file.fail_item("indicator", number, strength, written, f"{written!r} occurs twice.")
        try:
            pattern = parse_pattern(written)
        except PatternError as error:
            file.fail_item("indicator", number, strength, written, f"{error}.")
        for name in _class_names(pattern):
            if name not in classes:
                message = f"there is no class {name!r}.{offer(name, classes)}"
                file.fail_item("indicator", number, strength, written, message)
        location = f"{file.path.name}:{file.item_line('indicator', number, strength, written)}"
        yield VocabularyEntry(pattern, strength, location)


def read_vocabulary(folder: Path) -> Vocabulary:
    """Read and check the files of a folder: words.toml, and the indicators in all others. Raises VocabularyError."""
    file = TableFile(folder / "words.toml")
    classes = _read_classes(file)
    for needed in (CRIME, EVERYDAY):
        if needed not in classes:
            raise VocabularyError(f"{file.path}: there is no [[class]] named {needed!r}, which linking needs.")
    ignore_phrases = tuple(_read_ignore_phrases(file))
    topics: dict[str, Topic] = {}
    for path in sorted(folder.glob("*.toml")):
        if path.name == "words.toml":
            continue
        topic_file = TableFile(path)
        for number, topic in enumerate(_read_topics(topic_file, {*classes, COUNTRIES})):
            if topic.indicator in topics:
                topic_file.fail("indicator", number, "slug", f"{topic.indicator} is in two places.")
            topics[topic.indicator] = topic
    order = [indicator.slug for indicator in taxonomy().indicators]
    if missing := [slug for slug in order if slug not in topics]:
        raise VocabularyError(f"{folder}: there is no [[indicator]] for {', '.join(missing)}.")
    return Vocabulary(
        weights=_read_weights(file),
        classes=classes,
        ignore_phrases=ignore_phrases,
        topics=tuple(topics[slug] for slug in order),
        sections={heading.slug: frozenset(heading.indicators) for heading in taxonomy().headings},
    )


def plain_terms(entry: VocabularyEntry) -> Iterator[str]:
    """Yield the terms of a plain pattern as a search would use them, "gun", "gang rule": the first of each choice."""
    for option in entry.pattern.together[0].choices[0].options:
        if isinstance(option, PatternTerm):
            yield " ".join(word.split("|")[0].strip("=*") for word in option.words)
