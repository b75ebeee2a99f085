"""The shipped vocabulary is valid, and a mistake in it is reported by file and line."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.core import paths
from explorer.core.errors import VocabularyError
from explorer.linking.patterns import ClassName, PatternTerm
from explorer.linking.vocabulary import COUNTRIES, CRIME, EVERYDAY, Vocabulary, read_vocabulary
from explorer.linking.words import sentence_words
from explorer.model.taxonomy import taxonomy


@pytest.fixture(scope="module")
def shipped() -> Vocabulary:
    return read_vocabulary(paths.content("index") / "links")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Copy the shipped vocabulary, for mistakes to be made in it."""
    return Path(shutil.copytree(paths.content("index") / "links", tmp_path / "links"))


def used_classes(vocabulary: Vocabulary) -> set[str]:
    return {
        option.name
        for topic in vocabulary.topics
        for entry in (*topic.entries, *topic.query_terms, *topic.exclude)
        for kind in (
            entry.pattern.together,
            entry.pattern.elsewhere,
            entry.pattern.not_together,
            entry.pattern.not_elsewhere,
        )
        for part in kind
        for choice in part.choices
        for option in choice.options
        if isinstance(option, ClassName)
    }


def rows(vocabulary: Vocabulary) -> Iterator[tuple[str, ...]]:
    """Yield every term of the vocabulary, each word as written."""
    for terms in (*vocabulary.classes.values(), vocabulary.ignore_phrases):
        yield from (term.words for term in terms)
    for topic in vocabulary.topics:
        for entry in (*topic.entries, *topic.query_terms, *topic.exclude):
            for part in (*entry.pattern.together, *entry.pattern.elsewhere):
                for choice in part.choices:
                    yield from (option.words for option in choice.options if isinstance(option, PatternTerm))


def test_every_indicator_has_words_and_plain_terms(shipped: Vocabulary) -> None:
    assert [topic.indicator for topic in shipped.topics] == [indicator.slug for indicator in taxonomy().indicators]
    assert all(topic.query_terms and len(topic.entries) > 10 for topic in shipped.topics)


def test_every_class_is_used(shipped: Vocabulary) -> None:
    included = set(re.findall(r"@(\w+)", (paths.content("index") / "links" / "words.toml").read_text(encoding="utf-8")))
    assert set(shipped.classes) <= used_classes(shipped) | included | {CRIME, EVERYDAY, COUNTRIES}


def test_an_entry_has_its_file_and_line(shipped: Vocabulary) -> None:
    heroin = next(topic for topic in shipped.topics if topic.indicator == "heroin-trade")
    entry = next(entry for entry in heroin.entries if entry.pattern.written == "=heroin")
    name, line = entry.location.split(":")
    lines = (paths.content("index") / "links" / name).read_text(encoding="utf-8").splitlines()
    assert '"=heroin"' in lines[int(line) - 1]


def test_parts_can_be_switched_off_to_be_measured(shipped: Vocabulary) -> None:
    assert any(topic.exclude for topic in shipped.topics)
    assert not any(topic.exclude for topic in shipped.without_exclusions().topics)
    assert len(shipped.without_exclusions().topics) == len(shipped.topics)
    assert {entry.strength for topic in shipped.without_strength("weak").topics for entry in topic.entries} == {
        "decisive",
        "strong",
        "medium",
    }
    plain = [entry.pattern for topic in shipped.without_combinations().topics for entry in topic.entries]
    assert len(plain) > 100
    assert all(pattern.is_plain for pattern in plain)
    assert not shipped.without_sections().sections


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("markets.toml", '"=heroin"', '"=heroin +"', r"markets.toml:\d+: .*not complete"),
        ("markets.toml", '"=heroin"', '"@herion"', r"markets.toml:\d+: there is no class 'herion'"),
        ("markets.toml", '"=heroin"', '"diamorphine", "diamorphine"', r"markets.toml:\d+: .*occurs twice"),
        ("markets.toml", 'slug = "heroin-trade"', 'slug = "herion-trade"', r"markets.toml:\d+: .*heroin-trade"),
        ("markets.toml", 'slug = "heroin-trade"', 'slug = "cocaine-trade"', r"markets.toml:\d+: .*two places"),
        ("markets.toml", "query_terms = [", "query_term = [", r"markets.toml:\d+: .*query_terms"),
        (
            "actors.toml",
            'sections = ["people"',
            'sections = ["persons"',
            r"actors.toml:\d+: there is no section 'persons'",
        ),
        ("words.toml", "strong = 3.0", "strong = 0.0", r"words.toml:\d+: 'strong' must be above 0"),
        ("words.toml", "strong = 3.0", 'strong = "much"', r"words.toml:\d+: 'strong' must be of type float"),
        ("words.toml", 'name = "child"', 'name = "children"', r"words.toml:\d+: there is no class 'child'"),
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


def test_an_indicator_without_words_is_missed(folder: Path) -> None:
    (folder / "actors.toml").unlink()
    with pytest.raises(VocabularyError, match="mafia-style-groups"):
        read_vocabulary(folder)


def test_the_line_of_a_mistake_is_the_one_where_it_occurs(folder: Path) -> None:
    path = folder / "markets.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    place = next(number for number, line in enumerate(lines, 1) if '"=heroin"' in line)
    lines[place - 1] = '  "=heroin ~",'
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(VocabularyError, match=f"markets.toml:{place}:"):
        read_vocabulary(folder)


# Capitalised in the judged paragraphs, some of them in names, but ordinary words or regions of the world.
ORDINARY = {
    *("america", "asia", "europe", "caribbean", "sahel", "latin", "andean", "balkan", "balkans", "levant", "african"),
    *(
        "asian",
        "european",
        "calabrian",
        "palermo",
        "interpol",
        "golden",
        "crescent",
        "port",
        "harbour",
        "quay",
        "delta",
    ),
    *("lake", "street", "lane", "north", "south", "east", "west", "horn", "gulf", "coast", "fort", "square", "tower"),
    *("gate", "may", "march", "friday", "christmas", "thirteen", "queen", "union", "order", "saint", "black", "dawn"),
    *("lantern", "brotherhood", "marine", "orchid", "fugitive", "caucasus", "red", "sunday", "uncle"),
}


def judged_text(folder: Path) -> str:
    """Return the paragraphs of a judged set, without their headings."""
    documents = [path.read_text(encoding="utf-8").split("---", 2)[2] for path in sorted(folder.glob("*.md"))]
    assert documents
    return " ".join(line for text in documents for line in text.splitlines() if not line.startswith("#"))


def check_own_words(vocabulary: Vocabulary, text: str) -> None:
    """Check that no name of a text, and no five words in a row of it, occur in the vocabulary."""
    written = {tuple(word.strip("=") for word in row) for row in rows(vocabulary)}
    forms = [word.form for words in sentence_words(text) for word in words]
    phrases = {tuple(forms[start : start + 5]) for start in range(len(forms) - 4)}
    shared = phrases & {row[:5] for row in written}
    assert not shared
    plain = set(re.findall(r"\b[a-z]+\b", text))
    names = {name.casefold() for name in re.findall(r"(?<=[a-z,] )[A-Z][a-z]+\b", text)} - plain
    countries = {
        word.form
        for country in taxonomy().countries
        for words in sentence_words("; ".join((country.name, *country.demonyms)))
        for word in words
    }
    borrowed = (names - countries - ORDINARY) & {
        option for row in written for word in row for option in word.split("|")
    }
    assert not borrowed


@pytest.mark.parametrize("name", ["tune", "tune-2", "held-out"])
def test_its_words_are_not_those_of_our_own_judged_paragraphs(shipped: Vocabulary, name: str) -> None:
    check_own_words(shipped, judged_text(Path(__file__).parents[2] / "benchmarks" / "judgements" / name / "documents"))


def test_its_words_are_not_those_of_the_analysts_paragraphs(shipped: Vocabulary, real_data: Path) -> None:
    check_own_words(shipped, judged_text(real_data / "gold" / "documents"))
