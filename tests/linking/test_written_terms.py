"""The terms of the files as they are written, each with its line."""

from pathlib import Path

from explorer.core import paths
from explorer.linking.vocabulary import read_vocabulary
from explorer.linking.written_terms import read_written
from tests.linking.vocabularies import HEROIN_FILE, entry_table, write_vocabulary


def test_each_term_has_the_line_on_which_it_is(tmp_path: Path) -> None:
    folder = write_vocabulary(
        tmp_path,
        entry_table(
            '[\n  "heroin", "black-tar",\n  "@police",\n]', near='near = ["kg"]\nwithin = 3\nalso = ["gram"]\n'
        ),
    )
    written = read_written(folder, read_vocabulary(folder))
    (heroin,) = [topic for topic in written.topics if topic.topic.indicator == "heroin-trade"]
    lines = (folder / HEROIN_FILE).read_text(encoding="utf-8").splitlines()
    terms, near, also, unless = heroin.entries[0]
    assert [(term.written, str(term.option)) for term in terms.terms] == [
        ("heroin", "heroin"),
        ("black-tar", "black tar"),
        ("@police", "@police"),
    ]
    assert [[term.written for term in others.terms] for others in (near, also, unless)] == [["kg"], ["gram"], []]
    assert [others.name for others in heroin.entries[0]] == ["terms", "near", "also", "unless"]
    for term in (*terms.terms, *near.terms, *also.terms, *heroin.query_terms.terms):
        file, _, line = term.location.partition(":")
        assert file == HEROIN_FILE
        assert term.written in lines[int(line) - 1]
    assert [terms.name for terms in written.shared] == [
        "class police",
        "class crime",
        "class everyday",
        "ignore phrases",
    ]


def test_the_terms_written_are_those_of_the_shipped_vocabulary() -> None:
    folder = paths.links_folder()
    vocabulary = read_vocabulary(folder)
    for topic in read_written(folder, vocabulary).topics:
        for entry, lists in zip(topic.topic.entries, topic.entries, strict=True):
            options = [tuple(term.option for term in terms.terms) for terms in lists]
            pattern = entry.pattern
            parts = (pattern.terms, pattern.near, pattern.also, pattern.unless)
            assert options == [part.options for part in parts]
