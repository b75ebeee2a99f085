"""The query vocabulary is stored in a generation, and read again where its files were edited."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.core import paths
from explorer.core.errors import IndexUnavailableError
from explorer.engines.open import embedded_engine
from explorer.engines.whoosh.query_vocabulary import SHIPPED, VOCABULARY, read_vocabulary, vocabulary_key
from explorer.linking.linker import linker
from explorer.model.profiles import Passage, Profile
from explorer.search.query.synonyms import synonyms
from explorer.search.request import SearchRequest


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, small_corpus: list[Profile]) -> Iterator[Path]:
    """Build a generation with the vocabulary that this copy ships."""
    home = tmp_path_factory.mktemp("home")
    engine = embedded_engine(home)
    yield home / engine.build(small_corpus, "small")
    engine.close()


def test_a_generation_keeps_what_queries_are_read_by(folder: Path) -> None:
    kept = read_vocabulary(folder, vocabulary_key(SHIPPED))
    assert kept
    assert kept.linker.read("heroin and bribes") == linker().read("heroin and bribes")
    assert kept.synonyms.phrases == synonyms().phrases
    assert all(kept.synonyms.of(row) == synonyms().of(row) for row in synonyms().phrases)
    assert kept.synonyms.words == synonyms().words
    assert kept.synonyms.everyday == synonyms().everyday


def test_the_manifest_vouches_for_what_is_kept(folder: Path) -> None:
    engine = embedded_engine(folder.parent)
    assert engine.problems() == []
    whole = (folder / VOCABULARY).read_bytes()
    (folder / VOCABULARY).write_bytes(whole[:-1])
    assert VOCABULARY in engine.problems()[0]
    (folder / VOCABULARY).write_bytes(whole)
    engine.close()


@pytest.mark.parametrize(
    "name",
    ["links/words.toml", "links/markets/heroin-trade.toml", "links/context.csv", "synonyms.toml", "countries.toml"],
)
def test_an_edited_file_of_the_vocabulary_is_read_anew(
    folder: Path, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(paths.content("index"), tmp_path / "index", ignore=shutil.ignore_patterns("built"))
    monkeypatch.setattr(paths, "content", lambda room: tmp_path / room)
    assert read_vocabulary(folder, vocabulary_key(SHIPPED))
    with (tmp_path / "index" / name).open("a", encoding="utf-8") as file:
        file.write("# A word was added.\n")
    assert read_vocabulary(folder, vocabulary_key(SHIPPED)) is None


def test_a_search_reads_queries_alike_by_what_is_kept_and_by_the_files(folder: Path) -> None:
    kept, read = embedded_engine(folder.parent), embedded_engine(folder.parent, linker())
    for text in ("heroin", "corrupt officials", "herion", "jail -border"):
        kept_page, read_page = (engine.search(SearchRequest.make(text)) for engine in (kept, read))
        assert (kept_page.read_as, kept_page.hits, kept_page.facets) == (
            read_page.read_as,
            read_page.hits,
            read_page.facets,
        )
    kept.close()
    read.close()


def test_a_kept_vocabulary_that_is_cut_short_is_said_to_be_damaged(tmp_path: Path, small_corpus: list[Profile]) -> None:
    engine = embedded_engine(tmp_path)
    generation = tmp_path / engine.build(small_corpus, "small")
    assert engine.generation == generation.name  # the generation is open when the file is damaged
    (generation / VOCABULARY).write_bytes(b"oc-explorer")
    with pytest.raises(IndexUnavailableError, match="damaged"):
        engine.search(SearchRequest.make("heroin"))
    engine.close()


def passages(profiles: list[Profile]) -> list[tuple[Passage, int]]:
    return [(passage, profile.edition) for profile in profiles for passage in profile.passages()]


def test_the_links_of_an_indexed_passage_are_those_that_its_text_has(folder: Path, small_corpus: list[Profile]) -> None:
    engine = embedded_engine(folder.parent)
    links = [engine.links(passage, edition) for passage, edition in passages(small_corpus)]
    assert links == [linker().links(passage, edition) for passage, edition in passages(small_corpus)]
    assert any(links)
    engine.close()


def test_a_passage_is_read_anew_when_its_text_is_not_what_was_indexed(folder: Path) -> None:
    engine = embedded_engine(folder.parent)
    for id in ("kgz-2021", "tuv-2025"):
        passage = Passage(id, "drugs", 1, "Cocaine comes in banana boxes. Gold is dug without a licence.")
        assert engine.links(passage, int(id[4:])) == linker().links(passage, int(id[4:]))
    engine.close()


def test_a_passage_is_linked_without_an_index(tmp_path: Path) -> None:
    passage = Passage("kgz-2021", "drugs", 1, "Heroin is sold in the capital.")
    assert embedded_engine(tmp_path).links(passage, 2021) == linker().links(passage, 2021)
