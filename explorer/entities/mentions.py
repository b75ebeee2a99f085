"""Names in passages: countries, and the treaties, organizations and programmes of `index/works.toml`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from explorer.core import paths
from explorer.core.content_file import TableFile
from explorer.entities.country_forms import CountryForm, form_key, no_countries, read_country_forms
from explorer.entities.mention_contexts import CountrySpan, MentionContexts
from explorer.entities.name_matcher import NameMatcher, without_accents
from explorer.model.chapters import Text
from explorer.model.profiles import Note, Passage
from explorer.model.taxonomy import Taxonomy, taxonomy
from explorer.text.sentences import split_sentences

KINDS = ("treaty", "organization", "programme", "law")


@dataclass(frozen=True, slots=True)
class Work:
    """Something with a name that passages refer to."""

    slug: str  # "arms-trade-treaty"
    name: str
    kind: str  # one of KINDS
    also: tuple[str, ...] = ()  # acronyms and other names


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text."""

    start: int
    end: int
    text: str  # as in the text
    names: str  # a country's code, "UZB", or the slug of a work


@dataclass(frozen=True, slots=True)
class PassageMentions:
    """The mentions of one name in a passage."""

    passage: Passage
    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...] = ()  # start and end of each in the passage, in order

    @property
    def sentence(self) -> tuple[int, int]:
        """Start and end of the first sentence that has the name."""
        first = self.places[0][0]
        return next((start, end) for start, end in split_sentences(self.passage.text) if end > first)


@dataclass(frozen=True, slots=True)
class MentionVocabulary:
    """The works, and what names countries, as the content files have them."""

    works: tuple[Work, ...]
    work_slugs: Mapping[str, str]  # by every name
    work_names: NameMatcher
    forms: Mapping[str, CountryForm]
    country_names: NameMatcher  # and the phrases that name none
    contexts: MentionContexts


def read_vocabulary(folder: Path, known: Taxonomy) -> MentionVocabulary:
    """Read and check `works.toml` and `mentions.toml`. Raises VocabularyError with file and line."""
    works_file, mentions_file = TableFile(folder / "works.toml"), TableFile(folder / "mentions.toml")
    works = _read_works(works_file)
    slugs = {name: work.slug for work in works for name in (work.name, *work.also)}
    forms = read_country_forms(mentions_file, known)
    phrases = [*_other_meanings(works_file, forms), *_no_countries(mentions_file)]
    names = NameMatcher({*forms, *(form_key(phrase) for phrase in phrases)})
    contexts = MentionContexts(mentions_file, forms)
    return MentionVocabulary(works, slugs, NameMatcher(slugs), forms, names, contexts)


def _read_works(file: TableFile) -> tuple[Work, ...]:
    tables = file.tables("work", {"slug": str, "name": str, "kind": str}, {"also": list})
    file.check_unique("work", "slug", tables)
    owners: dict[str, str] = {}
    for number, table in enumerate(tables):
        slug = table.text("slug")
        if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug):
            file.fail("work", number, "slug", f"{slug!r} is not a slug: lower-case words joined by hyphens.")
        if table.text("kind") not in KINDS:
            file.fail("work", number, "kind", f"kind must be one of {', '.join(KINDS)}.")
        for name in (table.text("name"), *table.texts("also")):
            if owners.setdefault(form_key(name), slug) != slug:
                file.fail("work", number, "name", f"{name!r} already names {owners[form_key(name)]}.")
    return tuple(
        Work(table.text("slug"), table.text("name"), table.text("kind"), table.texts("also")) for table in tables
    )


def _other_meanings(file: TableFile, forms: Mapping[str, CountryForm]) -> Iterator[str]:
    """Yield the phrases that contain the name of a country, and are not one."""
    for number, table in enumerate(file.tables("other_meaning", {"country": str, "phrases": list}, {})):
        for phrase in table.texts("phrases"):
            if form_key(phrase) in forms:
                message = f"{phrase!r} is the name of a country; a phrase must say more."
                file.fail_item("other_meaning", number, "phrases", phrase, message)
            yield phrase


def _no_countries(file: TableFile) -> Iterator[str]:
    return (word for table in no_countries(file) for word in table.texts("words"))


@cache
def mention_vocabulary() -> MentionVocabulary:
    """Return the names that this copy ships. Raises VocabularyError."""
    return read_vocabulary(paths.content("index"), taxonomy())


def works() -> tuple[Work, ...]:
    """Return the treaties, organizations and programmes that this copy knows. Raises VocabularyError."""
    return mention_vocabulary().works


def countries_in(text: str) -> tuple[Mention, ...]:
    """Find the countries that a text names, by name or by people; one mention each where a name is of several."""
    vocabulary, plain = mention_vocabulary(), without_accents(text)
    spans = [
        CountrySpan(start, end, form)
        for start, end, name in vocabulary.country_names.find(plain)
        if (form := vocabulary.forms.get(name))
    ]
    return tuple(
        Mention(span.start, span.end, text[span.start : span.end], code)
        for span in vocabulary.contexts.named(text, plain, spans)
        for code in span.form.codes
    )


def works_in(text: str) -> tuple[Mention, ...]:
    """Find the treaties, organizations and programmes that a text names."""
    vocabulary = mention_vocabulary()
    return tuple(
        Mention(start, end, text[start:end], vocabulary.work_slugs[name])
        for start, end, name in vocabulary.work_names.find(without_accents(text))
    )


def _group_mentions(passages: Iterable[tuple[Passage, tuple[Mention, ...]]]) -> dict[str, list[PassageMentions]]:
    passage_mentions: dict[str, list[PassageMentions]] = {}
    for passage, mentions in passages:
        mentions_of: dict[str, list[Mention]] = {}
        for mention in mentions:
            mentions_of.setdefault(mention.names, []).append(mention)
        for slug, several in mentions_of.items():
            words = tuple(dict.fromkeys(mention.text for mention in several))
            places = tuple((mention.start, mention.end) for mention in several)
            passage_mentions.setdefault(slug, []).append(PassageMentions(passage, words, places))
    return passage_mentions


def name_works(texts: Iterable[Text]) -> dict[str, list[PassageMentions]]:
    """Return, for each work that is named anywhere, the passages that name it, in order of texts."""
    return _group_mentions((passage, works_in(passage.text)) for text in texts for passage in text.passages())


def name_countries(texts: Iterable[Text]) -> dict[str, list[PassageMentions]]:
    """Return, for each country by code, the passages of other countries' profiles, and of chapters, that name it."""

    def named() -> Iterator[tuple[Passage, tuple[Mention, ...]]]:
        for text in texts:
            own = text.country.code if text.country else None
            for passage in text.passages():
                yield passage, tuple(mention for mention in countries_in(passage.text) if mention.names != own)

    return _group_mentions(named())


@dataclass(frozen=True, slots=True)
class Cited:
    """A footnote or endnote of an imported text, with the passage that refers to it."""

    passage: Passage
    number: int  # among the passage's notes, from 1
    note: Note

    @property
    def anchor(self) -> str:
        """Fragment on the profile's page: of its first mark in the text, or of the note where it has none."""
        return f"{self.passage.anchor}-{f'mark-{self.number}-1' if self.note.places else f'note-{self.number}'}"


def notes_of(texts: Iterable[Text]) -> Iterator[Cited]:
    """Yield every note of every passage: the works that the corpus cites, each where it is cited."""
    for text in texts:
        for passage in text.passages():
            for number, note in enumerate(passage.notes, 1):
                yield Cited(passage, number, note)
