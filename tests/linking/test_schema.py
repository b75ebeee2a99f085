"""The JSON Schema with which an editor completes and checks the files of indicators takes what the reader takes."""

import json
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft4Validator  # type: ignore[import-untyped]

from explorer.core import paths
from explorer.core.errors import VocabularyError
from explorer.linking.vocabulary import read_vocabulary
from explorer.model.taxonomy import taxonomy
from tests.linking.vocabularies import HEROIN_FILE, entry_table, indicator_table, write_vocabulary

LINKS = paths.links_folder()
FILES = sorted(LINKS.glob("*/*.toml"))
SCHEMA = json.loads((LINKS / "schema.json").read_text(encoding="utf-8"))


def is_valid(text: str) -> bool:
    return bool(Draft4Validator(SCHEMA).is_valid(tomllib.loads(text)))


def test_the_schema_is_one_and_lists_every_indicator() -> None:
    Draft4Validator.check_schema(SCHEMA)  # draft 4: older releases of Taplo (Even Better TOML) read no later one
    slugs = [indicator.slug for indicator in taxonomy().indicators]
    assert SCHEMA["definitions"]["indicator"]["properties"]["slug"]["enum"] == slugs
    assert len(FILES) == len(slugs)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_names_the_schema_and_follows_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("#:schema ../schema.json\n")
    assert [error.message for error in Draft4Validator(SCHEMA).iter_errors(tomllib.loads(text))] == []


ENTRY = entry_table('["=heroin", "smuggl*", "shell|front company", "@police", "no #", "chang\'aa"]')
WRONG = {
    "an unknown key of an entry": ENTRY + "naer = []\n",
    "an unknown key of the indicator": "weight = 3\n" + ENTRY,
    "an unknown strength": entry_table('["heroin"]', "strong"),
    "no note": ENTRY.replace('note = "Why."\n', ""),
    "an empty example": ENTRY.replace("Heroin is sold.", " "),
    "no terms": entry_table("[]"),
    "a term that is no text": entry_table("[1]"),
    "a class within a term": entry_table('["the @police"]'),
    "a short prefix": entry_table('["o*"]'),
    "a term twice": entry_table('["heroin", "heroin"]'),
    "terms that are no list": entry_table('"heroin"'),
}


def test_a_right_entry_is_taken_by_both(tmp_path: Path) -> None:
    assert is_valid(indicator_table() + ENTRY)
    read_vocabulary(write_vocabulary(tmp_path, ENTRY))


@pytest.mark.parametrize("entry", WRONG.values(), ids=WRONG.keys())
def test_a_mistake_is_refused_by_both(tmp_path: Path, entry: str) -> None:
    assert not is_valid(indicator_table() + entry)
    with pytest.raises(VocabularyError, match=HEROIN_FILE):
        read_vocabulary(write_vocabulary(tmp_path, entry))


def test_an_unknown_indicator_is_refused_by_both(tmp_path: Path) -> None:
    text = indicator_table("heroine-trade") + ENTRY
    assert not is_valid(text)
    (write_vocabulary(tmp_path, ENTRY) / HEROIN_FILE).write_text(text, encoding="utf-8")
    with pytest.raises(VocabularyError, match="no indicator 'heroine-trade'"):
        read_vocabulary(tmp_path)
