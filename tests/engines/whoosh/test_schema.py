"""The schema: Whoosh indexes our own terms, in fields of our own."""

import subprocess
import sys
from pathlib import Path

import pytest

from explorer.engines.whoosh.schema import PassageTokenizer, make_schema
from explorer.search.indexed import FIELDS, terms_of

TEXT = "Border-posts lack staff; traffickers pass."


@pytest.mark.parametrize("is_stemmed", [True, False])
def test_a_text_is_cut_into_our_terms_at_our_places(is_stemmed: bool) -> None:
    tokens = [(token.pos, token.text) for token in PassageTokenizer(is_stemmed)(TEXT)]
    assert tokens == list(terms_of(TEXT, is_stemmed))
    assert ("trafficker" in [term for _, term in tokens]) == is_stemmed


def test_tokenizers_that_cut_alike_are_equal() -> None:
    assert PassageTokenizer(True) == PassageTokenizer(True)
    assert PassageTokenizer(True) != PassageTokenizer(False)
    assert len({PassageTokenizer(True), PassageTokenizer(True), PassageTokenizer(False)}) == 2


def test_every_field_is_indexed_and_the_id_alone_is_stored() -> None:
    schema = make_schema()
    assert set(schema.names()) == {*FIELDS, "id"}
    assert schema.stored_names() == ["id"]


def test_phrases_are_searched_only_where_there_are_places() -> None:
    schema = make_schema()
    assert {name for name in FIELDS if schema[name].supports("positions")} == {
        name for name, field in FIELDS.items() if field.has_places
    }


@pytest.mark.parametrize(
    ("name", "text", "terms"),
    [
        ("body", "Traffickers pass", ["trafficker", "pass"]),
        ("exact", "Traffickers pass", ["traffickers", "pass"]),
        ("linked", "heroin-trade heroin-trade/2", ["heroin-trade", "heroin-trade/2"]),
        ("region", "Central Asia and the Caucasus", ["Central Asia and the Caucasus"]),
    ],
)
def test_a_field_has_stems_words_names_or_one_name(name: str, text: str, terms: list[str]) -> None:
    assert list(make_schema()[name].process_text(text, mode="index")) == terms


def test_whoosh_warns_nobody_of_its_code_where_no_byte_code_is_kept(tmp_path: Path) -> None:
    fresh = [sys.executable, "-B", "-W", "always", "-X", f"pycache_prefix={tmp_path}"]
    done = subprocess.run([*fresh, "-c", "import explorer.engines.whoosh.segment"], capture_output=True, text=True)
    assert (done.returncode, "whoosh" in done.stderr) == (0, False), done.stderr
