"""The check of a vocabulary runs its examples, and names file and line of all that is wrong or doubtful."""

from pathlib import Path

import pytest

from explorer.core import paths
from explorer.linking.vocabulary_check import LEAST_PROFILES, VocabularyReport, check_vocabulary
from explorer.model.profiles import Passage
from tests.linking.vocabularies import HEROIN_FILE, WORDS, entry_table, write_vocabulary

ENGLISH = paths.content("index") / "dictionary" / "english.txt"
SOUND = entry_table('["=heroin", "opium"]')


def check(folder: Path, *passages: Passage, profiles: int = 0) -> VocabularyReport:
    return check_vocabulary(folder, ENGLISH, passages, profiles)


def problems(folder: Path, *entries: str) -> list[tuple[str, str]]:
    return [(problem.location, problem.message) for problem in check(write_vocabulary(folder, *entries)).problems]


def unknown(folder: Path, *entries: str, known: str = '["nyaope"]') -> list[tuple[str, str]]:
    report = check(write_vocabulary(folder, *entries, known=known))
    return [(warning.location, warning.message) for warning in report.warnings if warning.kind == "unknown word"]


def test_a_sound_vocabulary_has_no_problem_and_is_counted(tmp_path: Path) -> None:
    report = check(write_vocabulary(tmp_path, SOUND))
    assert (report.problems, report.warnings) == ([], [])
    assert str(report) == "33 files, 32 entries, 33 terms: 0 problems, 0 warnings"


def test_the_shipped_vocabulary_has_neither_problems_nor_warnings() -> None:
    report = check(paths.links_folder())
    assert (list(report.problems), list(report.warnings)) == ([], [])


def test_an_example_must_be_matched_by_its_own_entry_and_linked(tmp_path: Path) -> None:
    weak = entry_table('["brown powder"]', "suggests", example="Opium is sold.")
    lost = entry_table('["syringe"]', example="Needles are sold.")
    assert problems(tmp_path, SOUND, weak, lost) == [
        (f"{HEROIN_FILE}:12", "the example is not matched by its entry: “Opium is sold.”"),
        (
            f"{HEROIN_FILE}:19",
            "the example is not linked to heroin-trade in the section drugs, 0.00 of 0.50: “Needles are sold.”",
        ),
        (f"{HEROIN_FILE}:19", "the example is not matched by its entry: “Needles are sold.”"),
    ]


def test_an_example_that_only_suggests_need_not_be_linked(tmp_path: Path) -> None:
    assert problems(tmp_path, SOUND, entry_table('["powder"]', "suggests", example="Powder is sold.")) == []


def test_a_counterexample_must_not_be_matched(tmp_path: Path) -> None:
    caught = entry_table('["opium"]', example="Opium.", counterexample="The opium of the people.")
    other = entry_table('["needle"]', example="Needles.", counterexample="Opium is no hobby.")
    assert problems(tmp_path, caught, other) == [
        (f"{HEROIN_FILE}:5", "the counterexample is matched by its entry: “The opium of the people.”"),
    ]


def test_every_file_with_a_mistake_is_named(tmp_path: Path) -> None:
    folder = write_vocabulary(tmp_path, SOUND, entry_table('["opium+"]'))
    broken = folder / "actors" / "foreign-actors.toml"
    broken.write_text(broken.read_text(encoding="utf-8").replace("near", "naer") + "naer = 1\n", encoding="utf-8")
    report = check(folder)
    assert [(problem.file, problem.line, problem.kind) for problem in report.problems] == [
        ("actors/foreign-actors.toml", 11, "mistake"),
        (HEROIN_FILE, 14, "mistake"),
    ]
    assert report.problems[0].message.startswith("unknown key 'naer'. Did you mean near")
    assert report.problems[1].message == "'opium+' in 'opium+' is not a word."


@pytest.mark.parametrize(
    ("name", "text", "location"),
    [
        ("words.toml", WORDS.replace('"constable"', '"@constable"'), "words.toml:11"),
        ("words.toml", WORDS.replace("section = 0.5", "section = 5.0"), "words.toml:2"),
        ("known_words.toml", '[[known_words]]\nabout = "x"\nwords = ["a b"]\n', "known_words.toml:3"),
        ("weights.csv", "indicator\n", "weights.csv:1"),
    ],
)
def test_a_mistake_in_a_shared_file_is_named(tmp_path: Path, name: str, text: str, location: str) -> None:
    folder = write_vocabulary(tmp_path, SOUND)
    (folder / name).write_text(text, encoding="utf-8")
    assert [problem.location for problem in check(folder).problems] == [location]


def test_a_word_of_no_dictionary_is_told_once_with_what_is_similar(tmp_path: Path) -> None:
    near = 'near = ["injcet*", "smugglr"]\n'
    assert unknown(tmp_path, entry_table('["=heroin", "herion", "herion price"]', near=near)) == [
        (
            f"{HEROIN_FILE}:7",
            "'herion' is in no dictionary. Did you mean 'heroin'? If it is right, add it to known_words.toml.",
        ),
        (f"{HEROIN_FILE}:8", "'injcet*' is in no dictionary. If it is right, add it to known_words.toml."),
        (
            f"{HEROIN_FILE}:8",
            "'smugglr' is in no dictionary. Did you mean 'smuggler'? If it is right, add it to known_words.toml.",
        ),
    ]


def test_an_editor_can_accept_a_word(tmp_path: Path) -> None:
    entry = entry_table('["=heroin", "galamseyy pit"]')
    ((_, message),) = unknown(tmp_path, entry)
    assert message.startswith("'galamseyy' is in no dictionary (in 'galamseyy pit').")
    assert unknown(tmp_path, entry, known='["galamseyy"]') == []


def passages(text: str) -> list[Passage]:
    return [Passage(f"{code}-2021", "drugs", 1, text) for code in ("kgz", "and")]


def test_terms_that_match_nothing_are_told_where_the_corpus_is_large(tmp_path: Path) -> None:
    folder = write_vocabulary(tmp_path, entry_table('["=heroin", "opium", "needle", "brown rock", "@police"]'))
    texts = passages("Opiums and a brown dog. Rock. Heroin chic is a fashion, unlike heroin.")
    report = check(folder, *texts, profiles=LEAST_PROFILES)
    assert report.is_corpus_checked
    (warning,) = [finding for finding in report.warnings if finding.file == HEROIN_FILE]
    assert (warning.line, warning.kind) == (5, "unmatched")
    assert warning.message == "2 of 4 terms match nothing in the corpus: needle, brown rock"
    small = check(folder, *texts, profiles=LEAST_PROFILES - 1)
    assert not small.is_corpus_checked and not small.warnings


def test_a_word_that_the_corpus_has_is_known(tmp_path: Path) -> None:
    folder = write_vocabulary(tmp_path, entry_table('["=heroin", "qwertish"]'))
    report = check(folder, *passages("Heroin is called qwertish here."), profiles=LEAST_PROFILES)
    assert not [warning for warning in report.warnings if warning.kind == "unknown word"]
