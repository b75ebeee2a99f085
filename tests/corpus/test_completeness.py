"""Every country in every edition has a state, and one sentence says how many have which."""

from pathlib import Path

import pytest

from explorer.corpus.completeness import Completeness, KnownProfile
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.corpus.storage import store_profile, store_scores
from explorer.model.taxonomy import EDITIONS, taxonomy
from tests.factories import andorra_2021, make_chapter, make_profile, store

CODES = [country.code.lower() for country in taxonomy().countries]
SCORES = {"criminality": 5.0}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def of(home: Home) -> Completeness:
    return Completeness.of(Library.open(home))


def scores_of_all(home: Home, *editions: int) -> Home:
    for edition in editions:
        store_scores(home.scores, [make_profile(f"{code}-{edition}", scores=SCORES) for code in CODES])
    return home


def test_the_bundled_corpus_is_a_sample_and_fresh(home: Home) -> None:
    completeness = of(home)
    assert [edition.edition for edition in completeness.editions] == list(EDITIONS)
    assert {edition.profiles for edition in completeness.editions} == {193}
    assert (completeness.profiles, completeness.count("digest"), completeness.count("missing")) == (579, 1, 578)
    assert completeness.editions[0].states["kgz-2021"] == "digest"
    assert completeness.is_sample and completeness.is_fresh
    assert completeness.lacks_scores and completeness.lacks_texts
    assert str(completeness) == (
        "No full text; a digest of 1 of 193 profiles of 2021; scores of 1 of 193 profiles of 2021."
    )
    assert str(completeness.editions[0]) == "2021: 0 with full text, 1 digest, 0 scores only, 192 missing"


def test_each_profile_is_counted_once_and_chapters_are_not(home: Home) -> None:
    texts = [make_profile(f"{code}-2023", {"drugs": ["A passage."]}, scores=SCORES) for code in CODES[:14]]
    store(scores_of_all(home, 2021, 2023), *texts, make_chapter(), make_profile("tuv-2025", {"drugs": ["A passage."]}))
    completeness = of(home)
    assert [str(edition) for edition in completeness.editions] == [
        "2021: 0 with full text, 1 digest, 192 scores only, 0 missing",
        "2023: 14 with full text, 0 digests, 179 scores only, 0 missing",
        "2025: 1 with full text, 0 digests, 0 scores only, 192 missing",
    ]
    assert [edition.scored for edition in completeness.editions] == [193, 193, 0]
    assert not completeness.is_sample and not completeness.is_fresh and completeness.lacks_scores
    assert str(completeness) == (
        "Full text of 14 of 193 profiles of 2023 and 1 of 2025; a digest of 1 of 193 profiles of 2021; "
        "scores of all 193 profiles of 2021 and all of 2023."
    )


def test_profiles_of_another_series_are_counted_apart(home: Home) -> None:
    assert of(home).other_series == ()
    texts = [make_profile(id, {"drugs": ["A passage."]}) for id in ("enact-lso-2019", "enact-dza-2023")]
    store(home, *texts, make_profile("enact-lso-2021", scores=SCORES))
    completeness = of(home)
    assert [str(series) for series in completeness.other_series] == ["ENACT Africa index: 2 of 162 profiles with text"]
    assert str(completeness) == str(of(Home(home.path / "none")))
    (home.profiles / "enact" / "2019" / "lso.md").write_text("damaged", encoding="utf-8")
    assert str(of(home).other_series[0]).endswith(": 1 of 162 profiles with text, 1 that cannot be read")
    indexed = {"enact-lso-2019": KnownProfile("digest", True)}
    assert Completeness.of(Library.open(home), indexed).other_series[0].with_text == 2


def test_a_corpus_that_has_everything_lacks_nothing(home: Home) -> None:
    full = {f"{code}-{edition}": KnownProfile("full", True) for edition in EDITIONS for code in CODES}
    completeness = Completeness.of(Library.open(home), full)
    assert not (completeness.lacks_scores or completeness.lacks_texts or completeness.is_fresh)
    assert str(completeness) == "Full text of all 579 profiles; scores of all 579 profiles."


def test_scores_of_all_without_a_full_text_are_fresh_and_no_sample(home: Home) -> None:
    completeness = of(scores_of_all(home, *EDITIONS))
    assert completeness.is_fresh and not completeness.is_sample and not completeness.lacks_scores
    assert str(completeness) == "No full text; a digest of 1 of 193 profiles of 2021; scores of all 579 profiles."


def test_what_an_index_has_is_not_read_and_what_it_lacks_is(home: Home) -> None:
    store(home, andorra_2021(), make_profile("tuv-2025", {"drugs": ["A passage."]}))
    (home.profiles / "2021" / "and.md").write_text("damaged", encoding="utf-8")
    indexed = {"and-2021": KnownProfile("none", True), "enact-lso-2019": KnownProfile("full", True)}
    completeness = Completeness.of(Library.open(home), indexed)
    assert completeness.editions[0].states["and-2021"] == "scores"
    assert completeness.editions[2].states["tuv-2025"] == "full"
    assert completeness.count("full") == 1


def test_a_profile_whose_file_cannot_be_read_is_counted_as_such_and_not_as_missing(home: Home) -> None:
    store(home, andorra_2021())
    (home.profiles / "2021" / "and.md").write_text("damaged", encoding="utf-8")
    completeness = of(home)
    assert completeness.editions[0].states["and-2021"] == "unreadable"
    assert str(completeness.editions[0]).endswith("1 digest, 0 scores only, 191 missing, 1 that cannot be read")
    assert str(completeness).endswith("; 1 profile cannot be read.")
    assert not completeness.is_sample


def test_a_scoresheet_or_folder_that_cannot_be_read_may_have_each_profile_of_its_edition(home: Home) -> None:
    scores_of_all(home, 2023)
    (home.scores / "2023.csv").write_text("damaged", encoding="utf-8")
    store_profile(home.profiles, make_profile("tuv-2023", {"drugs": ["A passage."]}))
    assert [edition.count("unreadable") for edition in of(home).editions] == [0, 192, 0]
    (home.profiles / "2025").symlink_to(home.profiles / "2025")
    assert [edition.count("unreadable") for edition in of(home).editions] == [0, 192, 193]
    home.scores.rename(home.path / "moved")
    home.scores.symlink_to(home.scores)
    assert [edition.count("unreadable") for edition in of(home).editions] == [192, 192, 193]


def test_a_file_without_text_and_scores_has_nothing(home: Home) -> None:
    store(home, make_profile("and-2021", facts={"capital": "Andorra la Vella"}))
    assert of(home).editions[0].states["and-2021"] == "missing"
