"""The vocabulary of linking: the words that refer to each indicator, read from `index/links/`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import msgspec

from explorer.core.content_file import TableFile, offer
from explorer.core.errors import VocabularyError
from explorer.linking.patterns import NONE, Alternatives, ClassName, Pattern, PatternError, PatternTerm, parse_term
from explorer.linking.strengths import QUERY_TERMS, STRENGTHS
from explorer.model.taxonomy import taxonomy

# A passage that has many more words of the class "everyday" than of the class "crime" only borrows the field's words.
CRIME, EVERYDAY = "crime", "everyday"
COUNTRIES = "country"  # the class of all countries' names and peoples, made from countries.toml


@dataclass(frozen=True, slots=True)
class VocabularyEntry:
    """Terms of the vocabulary that say one thing, with their location for editors."""

    pattern: Pattern
    strength: str  # one of STRENGTHS, or QUERY_TERMS
    location: str  # "markets/heroin-trade.toml:12"
    note: str = ""  # why it is there
    example: str = ""  # a sentence that it must link
    counterexample: str = ""  # a sentence in which it must not match


@dataclass(frozen=True, slots=True)
class Topic:
    """The words of one indicator."""

    indicator: str
    query_terms: tuple[VocabularyEntry, ...]  # plain terms, most usual first: what a reader would type
    entries: tuple[VocabularyEntry, ...]

    @property
    def all_entries(self) -> tuple[VocabularyEntry, ...]:
        return (*self.entries, *self.query_terms)


@dataclass(frozen=True, slots=True)
class LinkThresholds:
    """The probabilities from which a passage is linked, as `words.toml` explains them."""

    section: float  # in a section about the indicator
    elsewhere: float
    main: float  # in a section about the indicator, from which the passage is about it
    told: float  # what a sentence has at least that an entry `links` of a market matches
    everyday: int  # words by which those of class everyday may outnumber those of crime


@dataclass(frozen=True)
class Vocabulary:
    """All words that linking uses, whole and checked."""

    thresholds: LinkThresholds
    classes: Mapping[str, tuple[PatternTerm, ...]]
    ignore_phrases: tuple[PatternTerm, ...]  # harmless phrases: their words count for nothing
    topics: tuple[Topic, ...]  # in the order of the taxonomy


def read_vocabulary(folder: Path) -> Vocabulary:
    """Read and check words.toml, and the files of indicators in the folders beside it. Raises VocabularyError."""
    thresholds, classes, phrases = _read_words(folder)
    topics: dict[str, Topic] = {}
    for path in sorted(folder.glob("*/*.toml")):
        topic = _read_topic(path, {*classes, COUNTRIES})
        topics[topic.indicator] = topic
    order = [indicator.slug for indicator in taxonomy().indicators]
    if missing := [slug for slug in order if slug not in topics]:
        raise VocabularyError(f"{folder}: there is no file for {', '.join(missing)}.")
    return Vocabulary(thresholds, classes, phrases, tuple(topics[slug] for slug in order))


def _read_words(folder: Path) -> tuple[LinkThresholds, dict[str, tuple[PatternTerm, ...]], tuple[PatternTerm, ...]]:
    """Read words.toml: the thresholds, the classes and the phrases to ignore. Raises VocabularyError."""
    file = TableFile(folder / "words.toml")
    classes = _read_classes(file)
    for needed in (CRIME, EVERYDAY):
        if needed not in classes:
            raise VocabularyError(f"{file.path}: there is no [[class]] named {needed!r}, which linking needs.")
    return _read_thresholds(file), classes, tuple(_read_ignore_phrases(file))


def plain_terms(entry: VocabularyEntry) -> Iterator[str]:
    """Yield the terms of an entry as a search would use them, "gun", "gang rule": the first of each choice."""
    for option in entry.pattern.terms.options:
        if isinstance(option, PatternTerm):
            yield " ".join(word.split("|")[0].strip("=*") for word in option.words)


def _read_classes(file: TableFile) -> dict[str, tuple[PatternTerm, ...]]:
    tables = file.tables("class", {"name": str, "about": str, "terms": list}, {})
    file.check_unique("class", "name", tables)
    names = {table.text("name") for table in tables}
    classes: dict[str, tuple[PatternTerm, ...]] = {}
    for number, table in enumerate(tables):
        if table.text("name") == COUNTRIES:
            file.fail("class", number, "name", f"{COUNTRIES!r} is made from countries.toml; choose another name.")
        terms: list[PatternTerm] = []
        for written, option in _read_options(file, "class", number, "terms", table.texts("terms")):
            if isinstance(option, PatternTerm):
                terms.append(option)
            elif option.name in classes:
                terms += classes[option.name]
            else:
                late = " It must be defined above." if option.name in names else offer(option.name, names)
                file.fail_item("class", number, "terms", written, f"there is no class {option.name!r}.{late}")
        classes[table.text("name")] = tuple(dict.fromkeys(terms))
    return classes


def _read_thresholds(file: TableFile) -> LinkThresholds:
    types: dict[str, type] = {field.name: int if field.type is int else float for field in fields(LinkThresholds)}
    tables = file.tables("thresholds", types, {})
    if len(tables) > 1:
        file.fail("thresholds", 1, None, "[[thresholds]] occurs twice.")
    thresholds = msgspec.convert(tables[0].values, LinkThresholds)
    for name in tables[0].values:
        if types[name] is float and not 0 < getattr(thresholds, name) < 1:
            file.fail("thresholds", 0, name, f"{name!r} must be between 0 and 1.")
    return thresholds


def _read_ignore_phrases(file: TableFile) -> Iterator[PatternTerm]:
    kind, key = "ignore_phrases", "phrases"
    for number, table in enumerate(file.tables(kind, {"about": str, key: list}, {})):
        for written, option in _read_options(file, kind, number, key, table.texts(key)):
            if isinstance(option, ClassName):
                file.fail_item(kind, number, key, written, "a phrase is made of words, not of classes.")
            yield option


def _read_options(
    file: TableFile, kind: str, number: int, key: str, items: Sequence[str]
) -> Iterator[tuple[str, PatternTerm | ClassName]]:
    """Yield each term of a list as written and parsed."""
    for written in items:
        if items.count(written) > 1:
            file.fail_item(kind, number, key, written, f"{written!r} occurs twice.")
        try:
            yield written, parse_term(written)
        except PatternError as error:
            file.fail_item(kind, number, key, written, f"{error}.")


def _read_topic(path: Path, classes: set[str]) -> Topic:
    """Read the file of one indicator, whose name and folder are those of the indicator and its pillar."""
    file = TableFile(path)
    tables = file.tables("indicator", {"slug": str, QUERY_TERMS: list}, {})
    if len(tables) > 1:
        file.fail("indicator", 1, None, "[[indicator]] occurs twice; each indicator has a file of its own.")
    slug = tables[0].text("slug")
    known = {indicator.slug for indicator in taxonomy().indicators}
    if slug not in known:
        file.fail("indicator", 0, "slug", f"there is no indicator {slug!r}.{offer(slug, known)}")
    if slug != path.stem:
        file.fail("indicator", 0, "slug", f"the file must be named {slug}.toml.")
    query_terms = tuple(
        VocabularyEntry(
            Pattern(Alternatives((option,))),
            QUERY_TERMS,
            _location(path, file.item_line("indicator", 0, QUERY_TERMS, written)),
        )
        for written, option in _read_options(file, "indicator", 0, QUERY_TERMS, tables[0].texts(QUERY_TERMS))
    )
    return Topic(slug, query_terms, tuple(_read_entries(file, classes)))


def _read_entries(file: TableFile, classes: set[str]) -> Iterator[VocabularyEntry]:
    optional = {"near": list, "also": list, "unless": list, "within": int}
    texts = dict.fromkeys(("strength", "note", "example", "counterexample"), str)
    for number, table in enumerate(file.tables("entry", {**texts, "terms": list}, optional)):
        strength = table.text("strength")
        if strength not in STRENGTHS:
            message = f"there is no strength {strength!r}; it is one of {', '.join(STRENGTHS)}."
            file.fail("entry", number, "strength", message + offer(strength, STRENGTHS))
        terms, near, also, unless = (
            _read_alternatives(file, number, key, table.texts(key), classes)
            for key in ("terms", "near", "also", "unless")
        )
        if not terms.options:
            file.fail("entry", number, "terms", "'terms' is empty.")
        within = table.integer("within") if "within" in table.values else None
        if within is not None and not (near.options and within >= 0):
            file.fail("entry", number, "within", "'within' is a number of words, from 0, and needs 'near'.")
        yield VocabularyEntry(
            Pattern(terms, near, also, unless, within),
            strength,
            _location(file.path, file.line("entry", number)),
            *(table.text(key) for key in ("note", "example", "counterexample")),
        )


def _read_alternatives(file: TableFile, number: int, key: str, items: Sequence[str], classes: set[str]) -> Alternatives:
    options = []
    for written, option in _read_options(file, "entry", number, key, items):
        if isinstance(option, ClassName) and option.name not in classes:
            message = f"there is no class {option.name!r}.{offer(option.name, classes)}"
            file.fail_item("entry", number, key, written, message)
        options.append(option)
    return Alternatives(tuple(options)) if options else NONE


def _location(path: Path, line: int) -> str:
    return f"{path.parent.name}/{path.name}:{line}"


def find_mistakes(folder: Path) -> tuple[VocabularyError, ...]:
    """Return the first mistake of each file; those of indicators are read once words.toml is right."""
    try:
        classes = {*_read_words(folder)[1], COUNTRIES}
    except VocabularyError as error:
        return (error,)
    mistakes = []
    for path in sorted(folder.glob("*/*.toml")):
        try:
            _read_topic(path, classes)
        except VocabularyError as error:
            mistakes.append(error)
    return tuple(mistakes)
