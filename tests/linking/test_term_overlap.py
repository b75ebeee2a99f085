"""Terms that repeat others, or that others cover, are told with the line of the one that can go."""

from pathlib import Path

from explorer.linking.term_overlap import overlap_warnings
from explorer.linking.vocabulary import read_vocabulary
from explorer.linking.written_terms import read_written
from tests.linking.vocabularies import HEROIN_FILE, WORDS, entry_table, indicator_table, write_vocabulary


def warnings(folder: Path, *entries: str, words: str = WORDS) -> list[str]:
    write_vocabulary(folder, *entries, words=words)
    return [finding.message for finding in overlap_warnings(read_written(folder, read_vocabulary(folder)))]


def test_terms_that_differ_are_not_told(tmp_path: Path) -> None:
    assert warnings(tmp_path, entry_table('["heroin", "opium", "poppy field|harvest"]')) == []


def test_a_term_beside_its_part_is_told(tmp_path: Path) -> None:
    assert warnings(tmp_path, entry_table('["opium poppy", "opium", "opiates", "opiate*"]')) == [
        "'opium poppy' is covered by 'opium' in the same terms",
        "'opiates' is covered by 'opiate*' in the same terms",
    ]


def test_of_two_that_match_the_same_the_second_is_told(tmp_path: Path) -> None:
    assert warnings(tmp_path, entry_table('["opiate", "Opiate", "black tar", "black-tar"]')) == [
        "'Opiate' repeats 'opiate' in the same terms",
        "'black-tar' repeats 'black tar' in the same terms",
    ]


def test_a_term_beside_its_class_is_told_also_among_near_and_unless(tmp_path: Path) -> None:
    near = 'near = ["constable", "@police"]\nunless = ["film star", "film"]\n'
    assert warnings(tmp_path, entry_table('["heroin"]', near=near)) == [
        "'constable' repeats 'constable' of the class '@police' in the same near",
        "'film star' is covered by 'film' in the same unless",
    ]


def test_a_longer_phrase_is_needed_where_words_between_are_counted(tmp_path: Path) -> None:
    near = 'near = ["film star", "film", "films"]\nwithin = 2\nalso = ["big kilo", "kilo"]\n'
    covered = "'films' is covered by 'film' in the same near"
    also = "'big kilo' is covered by 'kilo' in the same also"
    assert warnings(tmp_path, entry_table('["black heroin", "heroin"]', near=near)) == [covered, also]


def test_a_longer_phrase_is_needed_in_a_class_whose_terms_are_counted(tmp_path: Path) -> None:
    words = WORDS.replace('["orchestra"]', '["orchestra pit", "orchestra", "orchestras"]')
    for name, terms in (
        ("part", '["lorry load", "lorry"]'),
        ("bound", '["@part", "big boat", "boat"]'),
        ("free", '["red car", "car"]'),
    ):
        words += f'\n[[class]]\nname = "{name}"\nabout = "x"\nterms = {terms}\n'
    entry = entry_table('["heroin"]', near='near = ["@bound"]\nwithin = 2\nunless = ["@free"]\n')
    assert warnings(tmp_path, entry, words=words) == [
        "'orchestras' is covered by 'orchestra' in the class everyday",
        "'red car' is covered by 'car' in the class free",
    ]


def test_a_term_in_two_entries_is_told_where_it_is_the_second_time(tmp_path: Path) -> None:
    entry = entry_table('["heroin"]')
    assert warnings(tmp_path, entry, entry) == [f"'heroin' repeats 'heroin' at {HEROIN_FILE}:7"]
    near = 'near = ["kg", "gram"]\nwithin = 3\nalso = ["lorry"]\nunless = ["film"]\n'
    other = near.replace('"kg", "gram"', '"gram", "kg"')
    first, second = entry_table('["heroin"]', near=near), entry_table('["heroin"]', near=other)
    assert warnings(tmp_path, first, second) == [f"'heroin' repeats 'heroin' at {HEROIN_FILE}:7"]


def test_of_a_term_in_two_entries_the_weaker_is_told(tmp_path: Path) -> None:
    weak, strong = entry_table('["heroin"]', "suggests"), entry_table('["heroin"]', "links")
    assert [message.partition(":")[0] for message in warnings(tmp_path, weak, strong)] == [
        f"'heroin' repeats 'heroin' at {HEROIN_FILE}"
    ]
    write_vocabulary(tmp_path, weak, strong)
    found = overlap_warnings(read_written(tmp_path, read_vocabulary(tmp_path)))
    assert [finding.location for finding in found] == [f"{HEROIN_FILE}:7"]


def test_a_term_is_needed_in_a_bound_entry_and_in_a_plain_weaker_one(tmp_path: Path) -> None:
    for bound in ('near = ["kg"]\n', 'also = ["kg"]\n', 'unless = ["film"]\n', 'near = ["kg"]\nwithin = 3\n'):
        strict, plain = entry_table('["heroin"]', "links", near=bound), entry_table('["heroin"]')
        assert warnings(tmp_path, strict, plain) == []
        assert warnings(tmp_path, plain, strict) == []


def test_a_bound_term_is_told_beside_a_plain_one_of_its_strength(tmp_path: Path) -> None:
    strict = entry_table('["heroin"]', near='also = ["kg"]\n')
    assert warnings(tmp_path, strict, entry_table('["heroin"]')) == [f"'heroin' repeats 'heroin' at {HEROIN_FILE}:15"]


def test_a_term_that_a_stronger_entry_covers_is_told(tmp_path: Path) -> None:
    weak = entry_table('["heroin price"]', "suggests")
    assert warnings(tmp_path, entry_table('["heroin"]'), weak) == [
        f"'heroin price' is covered by 'heroin' at {HEROIN_FILE}:7"
    ]


def test_a_term_that_only_a_weaker_entry_covers_is_needed(tmp_path: Path) -> None:
    assert warnings(tmp_path, entry_table('["heroin price"]'), entry_table('["heroin"]', "suggests")) == []


def test_a_term_is_needed_where_the_other_entry_asks_for_more(tmp_path: Path) -> None:
    strict = entry_table('["heroin"]', "links", near='near = ["kg"]\n')
    assert warnings(tmp_path, strict, entry_table('["heroin price"]')) == []
    strict = entry_table('["heroin"]', "links", near='unless = ["film"]\n')
    assert warnings(tmp_path, strict, entry_table('["heroin price"]')) == []
    near = 'near = ["kg"]\nwithin = {}\n'
    wide, narrow = entry_table('["heroin"]', near=near.format(4)), entry_table('["heroin"]', near=near.format(2))
    assert warnings(tmp_path, wide, narrow) == []
    longer = entry_table('["heroin price"]', near=near.format(4))
    assert warnings(tmp_path, wide, longer) == []
    wide, longer = (entry_table(terms, near='also = ["kg"]\n') for terms in ('["heroin"]', '["heroin price"]'))
    assert warnings(tmp_path, wide, longer) == [f"'heroin price' is covered by 'heroin' at {HEROIN_FILE}:7"]


def test_classes_and_query_terms_repeat_nothing(tmp_path: Path) -> None:
    words = WORDS + '\n[[class]]\nname = "force"\nabout = "x"\nterms = ["@police", "constables", "army", "army unit"]\n'
    place = f"words.toml:{len(words.splitlines())}"
    write_vocabulary(tmp_path, entry_table('["heroin"]'), words=words)
    query_terms = '["heroin", "heroin trade", "opiate", "opiates"]'
    table = indicator_table(query_terms=query_terms) + entry_table('["heroin"]')
    (tmp_path / HEROIN_FILE).write_text(table, encoding="utf-8")
    found = list(overlap_warnings(read_written(tmp_path, read_vocabulary(tmp_path))))
    assert [(finding.location, finding.kind, finding.message) for finding in found] == [
        (
            place,
            "covered",
            "'constables' is covered by 'constable' of the class '@police' in the class force",
        ),
        (place, "covered", "'army unit' is covered by 'army' in the class force"),
        (f"{HEROIN_FILE}:3", "repeated", "'opiates' repeats 'opiate' in the query_terms"),
    ]
