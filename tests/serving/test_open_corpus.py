"""The data of a server process, and when it is read again."""

from pathlib import Path

import pytest

from explorer.corpus.home import Home
from explorer.engines.manage import rebuild
from explorer.engines.open import open_engine
from explorer.serving.open_corpus import Corpus
from tests.factories import index, kyrgyzstan_2023, make_profile, store, tuvalu_2021


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return index(Home(tmp_path), kyrgyzstan_2023())


def test_a_quotation_is_found_in_the_generation_without_reading_the_files(home: Home) -> None:
    passage = next(kyrgyzstan_2023().passages())
    corpus = Corpus(home)
    (home.profiles / "2023" / "kgz.md").write_text("damaged", encoding="utf-8")
    (match, *_) = corpus.quotations().search(passage.text).matches
    assert (match.id, match.kind) == (passage.id, "exact")


def test_the_quotation_index_is_made_once_for_a_generation(home: Home) -> None:
    corpus = Corpus(home)
    first = corpus.quotations()
    assert corpus.quotations() is first
    store(home, tuvalu_2021())
    rebuild(home, open_engine(home))
    assert corpus.quotations() is not first
    assert "tuv-2021" in {passage.id.partition("/")[0] for passage in corpus.quotations().passages}


def test_completeness_is_that_of_the_generation_counted_once(home: Home) -> None:
    corpus = Corpus(home)
    (home.profiles / "2023" / "kgz.md").write_text("damaged", encoding="utf-8")
    library = corpus.library
    completeness = corpus.completeness(library)
    assert corpus.completeness(library) is completeness
    assert completeness.editions[1].states["kgz-2023"] == "full"
    store(home, tuvalu_2021())
    rebuild(home, open_engine(home))
    now = corpus.completeness(corpus.library)
    assert now.editions[1].states["kgz-2023"] == "unreadable"
    assert now.editions[0].states["tuv-2021"] == "full"


def test_without_a_generation_the_profiles_are_read_and_counted(tmp_path: Path) -> None:
    corpus = Corpus(store(Home(tmp_path), make_profile("kgz-2023", {"drugs": ["Tin."]})))
    assert corpus.completeness(corpus.library).count("full") == 1


def test_without_a_generation_quotations_are_searched_in_the_texts(tmp_path: Path) -> None:
    words = "Tin is carried over the pass by night."
    home = store(Home(tmp_path), make_profile("kgz-2023", {"drugs": [words]}))
    (match,) = Corpus(home).quotations().search(words).matches
    assert match.id == "kgz-2023/drugs/1"
