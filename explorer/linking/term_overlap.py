"""Terms of a vocabulary that repeat others, or that others cover: they can be left out."""

from collections.abc import Iterator, Mapping, Sequence

from explorer.linking.patterns import ClassName, Pattern, PatternTerm
from explorer.linking.strengths import STRENGTHS
from explorer.linking.vocabulary import CRIME, EVERYDAY, VocabularyEntry
from explorer.linking.vocabulary_findings import VocabularyFinding, VocabularyFindingKind
from explorer.linking.word_forms import TermCovers, covers
from explorer.linking.written_terms import TermList, WrittenTerm, WrittenTopic, WrittenVocabulary

Member = tuple[WrittenTerm, VocabularyEntry | None]  # a term of a list, or the class that has the term


def overlap_warnings(written: WrittenVocabulary) -> Iterator[VocabularyFinding]:
    """Yield the terms that repeat others or that others cover, in a list and in the entries of an indicator."""
    classes: dict[str, list[PatternTerm]] = {}
    counted = _counted_classes(written)
    for terms in written.shared:
        yield from _in_list(terms, classes, terms.name.removeprefix("class ") in counted)
        members = [classes[t.option.name] if isinstance(t.option, ClassName) else [t.option] for t in terms.terms]
        classes[terms.name.removeprefix("class ")] = [term for several in members for term in several]
    for topic in written.topics:
        yield from _repeated(topic.query_terms)
        for lists in topic.entries:
            for terms in lists:
                yield from _in_list(terms, classes, _is_counted(terms))
        yield from _between_entries(topic, classes)


def _counted_classes(written: WrittenVocabulary) -> set[str]:
    """Return the classes whose terms, or the words between them and others, are counted in a text; and their parts."""
    counted = {CRIME, EVERYDAY}
    for topic in written.topics:
        for terms in topic.lists:
            if _is_counted(terms):
                counted |= _class_names(terms)
    for terms in reversed(written.shared):  # a class has but those above it
        if terms.name.removeprefix("class ") in counted:
            counted |= _class_names(terms)
    return counted


def _class_names(terms: TermList) -> set[str]:
    return {term.option.name for term in terms.terms if isinstance(term.option, ClassName)}


def _is_counted(terms: TermList) -> bool:
    """Return whether the words between the terms of a list and others are counted."""
    return terms.entry is not None and terms.entry.pattern.within is not None and terms.name in ("terms", "near")


def _in_list(
    terms: TermList, classes: Mapping[str, Sequence[PatternTerm]], is_counted: bool
) -> Iterator[VocabularyFinding]:
    """Yield the terms that another term or a class of the same list covers.

    Where terms, or the words between them and others, are counted, a longer phrase is a term of its own.
    """
    found = _index([terms], classes)
    for place, (option, term) in enumerate(terms.plain):
        before = {id(other) for _, other in terms.plain[:place]}
        for other, (owner, _) in found.find(option):
            if is_counted and _is_longer(option, other):
                continue
            if owner is not term and not (covers(option, other) and id(owner) not in before and owner.option == other):
                yield _finding(term, owner, other, f"in {_named(terms)}")
                break


def _repeated(terms: TermList) -> Iterator[VocabularyFinding]:
    """Yield the terms that are another before them, or a form of it; a longer phrase is a term of its own."""
    for place, (option, term) in enumerate(terms.plain):
        for other, owner in terms.plain[:place]:
            if len(option.words) == len(other.words) and (covers(option, other) or covers(other, option)):
                yield VocabularyFinding(term.location, "repeated", f"{term} repeats {owner} in {_named(terms)}")
                break


def _between_entries(topic: WrittenTopic, classes: Mapping[str, Sequence[PatternTerm]]) -> Iterator[VocabularyFinding]:
    """Yield the terms that another entry of the indicator has or covers, wherever they match and as strongly."""
    found = _index([terms for terms, *_ in topic.entries], classes)
    order = {id(entry): number for number, entry in enumerate(topic.topic.entries)}
    for terms, *_ in topic.entries:
        for option, term in terms.plain:
            for other, (owner, entry) in found.find(option):
                if entry is None or terms.entry is None or entry is terms.entry or not _is_enough(entry, terms.entry):
                    continue
                if entry.pattern.within is not None and _is_longer(option, other):
                    continue
                is_mutual = owner.option == other and covers(option, other) and _is_enough(terms.entry, entry)
                if not is_mutual or order[id(entry)] < order[id(terms.entry)]:
                    yield _finding(term, owner, other, f"at {owner.location}")
                    break


def _is_enough(entry: VocabularyEntry, other: VocabularyEntry) -> bool:
    """Return whether an entry is as strong as another or stronger, and has no conditions or the same."""
    is_as_strong = STRENGTHS.index(entry.strength) <= STRENGTHS.index(other.strength)
    return is_as_strong and (entry.pattern.is_plain or _conditions(entry.pattern) == _conditions(other.pattern))


def _conditions(pattern: Pattern) -> tuple[object, ...]:
    """Return what a pattern asks for beside its terms, whatever the order."""
    return (*(frozenset(part.options) for part in (pattern.near, pattern.also, pattern.unless)), pattern.within)


def _is_longer(option: PatternTerm, other: PatternTerm) -> bool:
    """Return whether a term has more words than one that covers it, which thus leaves more words between."""
    return len(option.words) > len(other.words)


def _index(lists: Sequence[TermList], classes: Mapping[str, Sequence[PatternTerm]]) -> TermCovers[Member]:
    """Index the terms of lists, and those of the classes in them."""
    found: TermCovers[Member] = TermCovers()
    for terms in lists:
        for term in terms.terms:
            options = [term.option] if isinstance(term.option, PatternTerm) else classes.get(term.option.name, [])
            for option in options:
                found.add(option, (term, terms.entry))
    return found


def _finding(term: WrittenTerm, owner: WrittenTerm, other: PatternTerm, place: str) -> VocabularyFinding:
    assert isinstance(term.option, PatternTerm)
    kind: VocabularyFindingKind = "repeated" if covers(term.option, other) else "covered"
    within = f"{str(other)!r} of the class {owner}" if isinstance(owner.option, ClassName) else str(owner)
    verb = "repeats" if kind == "repeated" else "is covered by"
    return VocabularyFinding(term.location, kind, f"{term} {verb} {within} {place}")


def _named(terms: TermList) -> str:
    return f"the {terms.name}" if terms.entry is None else f"the same {terms.name}"
