"""The vocabulary of linking: which words speak of which indicator, read from `index/links/`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from explorer.core.content_file import TableFile, offer
from explorer.core.errors import VocabularyError
from explorer.linking.patterns import ClassName, Pattern, PatternError, PatternTerm, parse_alternatives, parse_pattern
from explorer.model.taxonomy import taxonomy

STRENGTHS = ("certain", "sure", "likely", "hint")  # "certain": a combination worth as much as a sure row of words
NEVER = "never"  # the strength of what only looks like an indicator's words
COUNTRIES = "country"  # the class of all countries' names and peoples, made from countries.toml
# A passage that has many more words of the class "everyday" than of the class "crime" only borrows the field's words.
CRIME, EVERYDAY = "crime", "everyday"


@dataclass(frozen=True, slots=True)
class LinkWeights:
    """What words of each strength are worth, and how much is enough."""

    sure: float
    near: float  # a sure pattern whose words only stand near each other, or in one sentence
    likely: float
    hint: float
    enough: float  # to link
    everyday: float  # how much more is needed for each word by which "everyday" outnumbers "crime"
    about: float  # to say that the passage is about it
    support: float  # how many times more a match is worth in a section that is about the indicator
    scattered: float  # what a match is worth elsewhere when it stands in another sentence than the best


@dataclass(frozen=True, slots=True)
class VocabularyEntry:
    """One pattern of the vocabulary, and where an editor finds it."""

    pattern: Pattern
    strength: str  # one of STRENGTHS, or "asked"
    place: str  # "markets.toml:120"


@dataclass(frozen=True, slots=True)
class Topic:
    """What speaks of one indicator."""

    indicator: str
    asked: tuple[VocabularyEntry, ...]  # plain terms, most usual first: what a reader would type
    entries: tuple[VocabularyEntry, ...]
    never: tuple[VocabularyEntry, ...] = ()  # what only looks like it
    sections: frozenset[str] = frozenset()  # where, though they are about other things, one likely sentence is enough

    @property
    def all_entries(self) -> tuple[VocabularyEntry, ...]:
        return (*self.entries, *self.never, *self.asked)


@dataclass(frozen=True)
class Vocabulary:
    """Everything that linking knows, whole and checked."""

    weights: LinkWeights
    classes: Mapping[str, tuple[PatternTerm, ...]]
    masks: tuple[PatternTerm, ...]  # harmless phrases: their words count for nothing
    topics: tuple[Topic, ...]  # in the order of the taxonomy
    sections: Mapping[str, frozenset[str]] = field(default_factory=dict)  # the indicators that each supports

    def without_sections(self) -> "Vocabulary":
        """The same where no section supports anything: to measure what sections are worth."""
        return replace(self, sections={}, topics=tuple(replace(one, sections=frozenset()) for one in self.topics))

    def without_exclusions(self) -> "Vocabulary":
        """The same without masks, without what excludes, and with no higher bar for passages without crime."""
        topics = tuple(
            replace(
                topic,
                never=(),
                entries=tuple(
                    replace(one, pattern=replace(one.pattern, not_together=(), not_elsewhere=()))
                    for one in topic.entries
                ),
            )
            for topic in self.topics
        )
        return replace(self, masks=(), topics=topics, weights=replace(self.weights, everyday=0.0))

    def without_strength(self, strength: str) -> "Vocabulary":
        """The same without the patterns of one strength."""
        topics = tuple(
            replace(topic, entries=tuple(one for one in topic.entries if one.strength != strength))
            for topic in self.topics
        )
        return replace(self, topics=topics)

    def without_combinations(self) -> "Vocabulary":
        """The same with words in a row only: no classes, no gaps, nothing that must accompany."""
        topics = tuple(
            replace(topic, entries=tuple(one for one in topic.entries if one.pattern.is_plain)) for topic in self.topics
        )
        return replace(self, topics=topics)


def _read_classes(file: TableFile) -> dict[str, tuple[PatternTerm, ...]]:
    tables = file.tables("class", {"name": str, "words": list}, {"about": str})
    file.check_unique("class", "name", tables)
    names = {table["name"] for table in tables}
    classes: dict[str, tuple[PatternTerm, ...]] = {}
    for number, table in enumerate(tables):
        if table["name"] == COUNTRIES:
            file.fail("class", number, "name", f"{COUNTRIES!r} is made from countries.toml; choose another name.")
        terms: list[PatternTerm] = []
        for written in table["words"]:
            for option in _options(file, "class", number, written):
                if isinstance(option, PatternTerm):
                    terms.append(option)
                elif option.name in classes:
                    terms += classes[option.name]
                else:
                    late = " It must stand above." if option.name in names else offer(option.name, names)
                    file.fail_item("class", number, "words", written, f"there is no class {option.name!r}.{late}")
        classes[table["name"]] = tuple(dict.fromkeys(terms))
    return classes


def _read_masks(file: TableFile) -> Iterator[PatternTerm]:
    for number, table in enumerate(file.tables("mask", {"words": list}, {"about": str})):
        for written in table["words"]:
            for option in _options(file, "mask", number, written):
                if isinstance(option, ClassName):
                    file.fail_item("mask", number, "words", written, "a mask is made of words, not of classes.")
                yield option


def _options(file: TableFile, kind: str, number: int, written: str) -> tuple[PatternTerm | ClassName, ...]:
    try:
        return parse_alternatives(written).options
    except PatternError as error:
        file.fail_item(kind, number, "words", written, f"{error}.")


def _class_names(pattern: Pattern) -> Iterator[str]:
    for part in (*pattern.together, *pattern.elsewhere, *pattern.not_together, *pattern.not_elsewhere):
        for choice in part.choices:
            yield from (one.name for one in choice.options if isinstance(one, ClassName))


def _read_weights(file: TableFile) -> LinkWeights:
    names = list(LinkWeights.__dataclass_fields__)
    tables = file.tables("weights", dict.fromkeys(names, float), {})
    if len(tables) > 1:
        file.fail("weights", 1, None, "[[weights]] stands twice.")
    for name, value in tables[0].items():
        if not value > 0:
            file.fail("weights", 0, name, f"{name!r} must be above 0.")
    return LinkWeights(**tables[0])


def _read_topics(file: TableFile, classes: set[str]) -> list[Topic]:
    optional = dict.fromkeys((*STRENGTHS, NEVER, "sections"), list)
    tables = file.tables("indicator", {"slug": str, "asked": list}, optional)
    known = {one.slug for one in taxonomy().indicators}
    headings = {heading.slug for heading in taxonomy().headings}
    topics = []
    for number, table in enumerate(tables):
        slug = table["slug"]
        if slug not in known:
            file.fail("indicator", number, "slug", f"there is no indicator {slug!r}.{offer(slug, known)}")
        entries: dict[str, list[VocabularyEntry]] = {}
        for key in ("asked", *STRENGTHS, NEVER):
            written_there = table.get(key, [])
            for written in written_there:
                place = f"{file.path.name}:{file.item_line('indicator', number, key, written)}"
                if written_there.count(written) > 1:
                    file.fail_item("indicator", number, key, written, f"{written!r} stands twice.")
                try:
                    pattern = parse_pattern(written)
                except PatternError as error:
                    file.fail_item("indicator", number, key, written, f"{error}.")
                for name in _class_names(pattern):
                    if name not in classes:
                        file.fail_item(
                            "indicator", number, key, written, f"there is no class {name!r}.{offer(name, classes)}"
                        )
                entries.setdefault(key, []).append(VocabularyEntry(pattern, key, place))
        weighed = tuple(entry for strength in STRENGTHS for entry in entries.get(strength, ()))
        if not weighed:
            file.fail("indicator", number, None, f"{slug} has none of {', '.join(STRENGTHS)}.")
        sections = table.get("sections", [])
        for section in sections:
            if section not in headings:
                file.fail_item(
                    "indicator",
                    number,
                    "sections",
                    section,
                    f"there is no section {section!r}.{offer(section, headings)}",
                )
        topics.append(Topic(slug, tuple(entries["asked"]), weighed, tuple(entries.get(NEVER, ())), frozenset(sections)))
    return topics


def read_vocabulary(folder: Path) -> Vocabulary:
    """Read and check the files of a folder: words.toml, and the indicators in all others. Raises VocabularyError."""
    file = TableFile(folder / "words.toml")
    classes = _read_classes(file)
    for needed in (CRIME, EVERYDAY):
        if needed not in classes:
            raise VocabularyError(f"{file.path}: there is no [[class]] named {needed!r}, which linking needs.")
    masks = tuple(_read_masks(file))
    topics: dict[str, Topic] = {}
    for path in sorted(folder.glob("*.toml")):
        if path.name == "words.toml":
            continue
        others = TableFile(path)
        for number, topic in enumerate(_read_topics(others, {*classes, COUNTRIES})):
            if topic.indicator in topics:
                others.fail("indicator", number, "slug", f"{topic.indicator} stands in two places.")
            topics[topic.indicator] = topic
    order = [one.slug for one in taxonomy().indicators]
    if missing := [slug for slug in order if slug not in topics]:
        raise VocabularyError(f"{folder}: there is no [[indicator]] for {', '.join(missing)}.")
    return Vocabulary(
        weights=_read_weights(file),
        classes=classes,
        masks=masks,
        topics=tuple(topics[slug] for slug in order),
        sections={heading.slug: frozenset(heading.indicators) for heading in taxonomy().headings},
    )


def plain_words(entry: VocabularyEntry) -> Iterator[str]:
    """The terms of a plain pattern as a search would use them, "gun", "gang rule": the first word of each choice."""
    for option in entry.pattern.together[0].choices[0].options:
        if isinstance(option, PatternTerm):
            yield " ".join(word.split("|")[0].strip("=*") for word in option.words)
