"""The shipped vocabulary is valid, and a mistake in it is reported by file and line."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.core import paths
from explorer.core.errors import VocabularyError
from explorer.linking.patterns import PatternTerm
from explorer.linking.vocabulary import COUNTRIES, CRIME, EVERYDAY, Vocabulary, plain_terms, read_vocabulary
from explorer.linking.words import sentence_words
from explorer.model.taxonomy import taxonomy

LINKS_FOLDER = paths.links_folder()
HEROIN = "markets/heroin-trade.toml"
JUDGEMENTS = Path(__file__).parents[2] / "benchmarks" / "judgements"


@pytest.fixture(scope="module")
def shipped() -> Vocabulary:
    return read_vocabulary(LINKS_FOLDER)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Copy the shipped vocabulary, for mistakes to be made in it."""
    return Path(shutil.copytree(LINKS_FOLDER, tmp_path / "links"))


def rows(vocabulary: Vocabulary) -> Iterator[tuple[str, ...]]:
    """Yield every term of the vocabulary, each word as written."""
    for terms in (*vocabulary.classes.values(), vocabulary.ignore_phrases):
        yield from (term.words for term in terms)
    for topic in vocabulary.topics:
        for entry in topic.all_entries:
            for alternatives in (entry.pattern.terms, entry.pattern.near, entry.pattern.also):
                yield from (option.words for option in alternatives.options if isinstance(option, PatternTerm))


def test_every_indicator_has_entries_and_plain_terms(shipped: Vocabulary) -> None:
    assert [topic.indicator for topic in shipped.topics] == [indicator.slug for indicator in taxonomy().indicators]
    assert all(len(topic.query_terms) >= 5 and len(topic.entries) >= 4 for topic in shipped.topics)


def test_every_file_lies_in_the_folder_of_its_pillar() -> None:
    folders = {"criminal-markets": "markets", "criminal-actors": "actors", "resilience": "resilience"}
    placed = {path.stem: path.parent.name for path in LINKS_FOLDER.glob("*/*.toml")}
    assert placed == {indicator.slug: folders[indicator.pillar] for indicator in taxonomy().indicators}


def test_a_domain_expert_can_read_it() -> None:
    texts = {path: path.read_text(encoding="utf-8").splitlines() for path in LINKS_FOLDER.glob("**/*.toml")}
    assert max(len(lines) for path, lines in texts.items() if path.parent != LINKS_FOLDER) <= 250
    assert sum(map(len, texts.values())) <= 4_500
    assert max(len(line) for lines in texts.values() for line in lines) <= 200


def test_every_entry_says_why_and_has_its_examples(shipped: Vocabulary) -> None:
    for topic in shipped.topics:
        for entry in topic.entries:
            assert entry.note, entry.location
            assert entry.example != entry.counterexample, entry.location


def test_every_class_is_used(shipped: Vocabulary) -> None:
    included = set(re.findall(r"@(\w+)", (LINKS_FOLDER / "words.toml").read_text(encoding="utf-8")))
    used = {name for topic in shipped.topics for entry in topic.all_entries for name in entry.pattern.class_names()}
    assert set(shipped.classes) <= used | included | {CRIME, EVERYDAY, COUNTRIES}


def test_an_entry_has_its_file_and_line(shipped: Vocabulary) -> None:
    for topic in shipped.topics:
        for entry in topic.entries:
            name, line = entry.location.split(":")
            lines = (LINKS_FOLDER / name).read_text(encoding="utf-8").splitlines()
            assert lines[int(line) - 1] == "[[entry]]"


def test_plain_terms_are_written_as_a_reader_types_them(shipped: Vocabulary) -> None:
    heroin = next(topic for topic in shipped.topics if topic.indicator == "heroin-trade")
    assert next(plain_terms(heroin.query_terms[0])) == "heroin"
    assert not any(
        mark in term
        for topic in shipped.topics
        for entry in topic.query_terms
        for term in plain_terms(entry)
        for mark in "|*=@"
    )


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (HEROIN, 'strength = "names"', 'strength = "name"', r"heroin-trade.toml:\d+: there is no strength 'name'"),
        (HEROIN, 'strength = "names"', 'strength = "names"\nnear = ["a ~ b"]', r"heroin-trade.toml:\d+: .*not a word"),
        (HEROIN, 'strength = "names"', 'strength = "names"\nwithin = 2', r"heroin-trade.toml:\d+: 'within'"),
        (HEROIN, 'strength = "names"', 'strength = "names"\nwhy = "x"', r"heroin-trade.toml:\d+: unknown key 'why'"),
        (HEROIN, 'strength = "names"', 'strength = "names"\nalso = ["@polise"]', r"no class 'polise'.*police"),
        (HEROIN, 'slug = "heroin-trade"', 'slug = "herion-trade"', r"heroin-trade.toml:\d+: .*heroin-trade"),
        (HEROIN, 'slug = "heroin-trade"', 'slug = "cocaine-trade"', r"must be named cocaine-trade.toml"),
        (HEROIN, "query_terms = [", "query_term = [", r"heroin-trade.toml:\d+: .*query_terms"),
        (HEROIN, "query_terms = [", 'query_terms = ["heroin", ', r"heroin-trade.toml:\d+: 'heroin' occurs twice"),
        (HEROIN, "[[indicator]]", '[[indicator]]\nslug = "x"\nquery_terms = ["x"]\n\n[[indicator]]', "occurs twice"),
        (HEROIN, "note = ", "note_ = ", r"heroin-trade.toml:\d+: .*'note'"),
        ("words.toml", "everyday = 4", "everyday = 4.5", r"words.toml:\d+: 'everyday' must be of type int"),
        ("words.toml", "main = 0.", "main = 1.", r"words.toml:\d+: 'main' must be between 0 and 1"),
        ("words.toml", 'name = "child"', 'name = "children"', r"there is no class 'child'"),
        ("words.toml", 'name = "everyday"', 'name = "daily"', "words.toml: .*'everyday'"),
        ("words.toml", 'name = "child"', 'name = "country"', r"words.toml:\d+: 'country' is made from countries.toml"),
        ("words.toml", "[[class]]", "[[class]", "words.toml: .*line"),
    ],
)
def test_a_mistake_is_reported_with_file_and_line(folder: Path, name: str, old: str, new: str, message: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(VocabularyError, match=message):
        read_vocabulary(folder)


def test_an_indicator_without_a_file_is_missed(folder: Path) -> None:
    (folder / "actors" / "mafia-style-groups.toml").unlink()
    with pytest.raises(VocabularyError, match="there is no file for mafia-style-groups"):
        read_vocabulary(folder)


# Capitalised in the judged paragraphs, some of them in names, but ordinary words or regions of the world.
ORDINARY = {
    *("america", "asia", "europe", "caribbean", "sahel", "latin", "andean", "balkan", "balkans", "levant", "african"),
    *("asian", "european", "calabrian", "palermo", "interpol", "europol", "golden", "crescent", "port", "harbour"),
    *("quay", "delta", "lake", "street", "lane", "north", "south", "east", "west", "horn", "gulf", "coast", "fort"),
    *("square", "tower", "gate", "may", "march", "friday", "christmas", "thirteen", "queen", "union", "order", "saint"),
    *("black", "dawn", "lantern", "brotherhood", "marine", "orchid", "fugitive", "caucasus", "red", "sunday", "uncle"),
    *("africa", "american", "central", "oaks", "salt"),
}


def judged_text(folder: Path) -> str:
    """Return the paragraphs of a judged set, without their headings."""
    documents = [path.read_text(encoding="utf-8").split("---", 2)[2] for path in sorted(folder.glob("*.md"))]
    assert documents
    return " ".join(line for text in documents for line in text.splitlines() if not line.startswith("#"))


def check_own_words(vocabulary: Vocabulary, text: str) -> None:
    """Check that no five words in a row of a text occur in the vocabulary."""
    written = {tuple(word.strip("=") for word in row) for row in rows(vocabulary)}
    forms = [word.form for words in sentence_words(text) for word in words]
    phrases = {tuple(forms[start : start + 5]) for start in range(len(forms) - 4)}
    assert not phrases & {row[:5] for row in written}


def check_names(vocabulary: Vocabulary, text: str) -> None:
    """Check that no invented name of a text is in the vocabulary."""
    plain = set(re.findall(r"\b[a-z]+\b", text))
    names = {name.casefold() for name in re.findall(r"(?<=[a-z,] )[A-Z][a-z]+\b", text)} - plain
    countries = {
        word.form
        for country in taxonomy().countries
        for words in sentence_words("; ".join((country.name, *country.demonyms)))
        for word in words
    }
    written = {option for row in rows(vocabulary) for word in row for option in word.split("|")}
    assert not (names - countries - ORDINARY) & written


@pytest.mark.parametrize("name", ["tune", "tune-2", "held-out"])
def test_its_words_are_not_those_of_our_own_judged_paragraphs(shipped: Vocabulary, name: str) -> None:
    text = judged_text(JUDGEMENTS / name / "documents")
    check_own_words(shipped, text)
    check_names(shipped, text)


@pytest.mark.parametrize("name", ["profiles", "profiles-2", "profiles-held-out"])
def test_its_words_are_not_those_of_our_own_judged_profiles(shipped: Vocabulary, name: str) -> None:
    check_own_words(shipped, judged_text(JUDGEMENTS / name / "documents"))


def test_its_words_are_not_those_of_the_analysts_paragraphs(shipped: Vocabulary, real_data: Path) -> None:
    check_own_words(shipped, judged_text(real_data / "gold" / "documents"))
    check_names(shipped, judged_text(real_data / "gold" / "documents"))
    check_own_words(shipped, judged_text(real_data / "gold" / "realistic" / "documents"))
