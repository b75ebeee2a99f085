"""Of several copies of one page the fullest is taken, whatever their order."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.corpus.profile_markdown import write_profile_markdown
from explorer.ingest.importer import Imported, Outcome, Superseded, import_sources
from explorer.ingest.page_copies import are_alike, is_fuller
from explorer.model.profiles import Profile
from tests.ingest.sample_chapters import as_wordpress
from tests.ingest.sample_pages import as_late_markup, as_soup, as_tables, sample_profile

KENYA = sample_profile(2023, "KEN")
CHANGED = as_soup(KENYA).replace("Aloes leave the plateau", "Aloes left the plateau")


def shorter(profile: Profile) -> Profile:
    """Leave out the last passage of the section on drugs."""
    sections = tuple(
        replace(section, passages=section.passages[:1]) if section.slug == "drugs" else section
        for section in profile.sections
    )
    return replace(profile, sections=sections)


def take(folder: Path, pages: Sequence[tuple[str, str]]) -> list[Outcome]:
    folder.mkdir(exist_ok=True)
    for name, page in pages:
        (folder / name).write_text(page, encoding="utf-8")
    return import_sources(Home(folder / "home"), [folder / name for name, _ in pages])


def passed_over(outcomes: Sequence[Outcome]) -> dict[str, tuple[str, bool]]:
    return {
        Path(outcome.path).name: (Path(outcome.kept).name, outcome.is_same)
        for outcome in outcomes
        if isinstance(outcome, Superseded)
    }


def test_the_fullest_copy_is_taken_in_whatever_order(tmp_path: Path) -> None:
    pages = [
        ("kenya.html", as_soup(KENYA)),
        ("kenya(1).html", as_soup(shorter(KENYA))),
        ("kenya(2).html", as_late_markup(KENYA)),
    ]
    for number, order in enumerate(permutations(pages)):
        outcomes = take(tmp_path / str(number), order)
        (taken,) = [outcome for outcome in outcomes if isinstance(outcome, Imported)]
        assert (Path(taken.path).name, len(outcomes)) == ("kenya.html", 3)
        assert set(passed_over(outcomes)) == {"kenya(1).html", "kenya(2).html"}
        home = Home(tmp_path / str(number) / "home")
        assert Library.open(home).profile("ken-2023") == KENYA
        assert len(list(home.sources.iterdir())) == 1


def test_copies_that_say_the_same_are_told_as_such(tmp_path: Path) -> None:
    outcomes = take(
        tmp_path / "a", [("a.html", as_soup(KENYA)), ("b.html", as_tables(KENYA)), ("c.html", as_soup(KENYA))]
    )
    assert passed_over(outcomes) == {"b.html": ("a.html", True), "c.html": ("a.html", True)}


def test_of_two_that_are_as_full_the_order_decides_nothing(tmp_path: Path) -> None:
    pages = [("a.html", CHANGED), ("b.html", CHANGED.replace("Aloes left", "Agave left"))]
    texts = set()
    for number, order in enumerate(permutations(pages)):
        take(tmp_path / str(number), order)
        profile = Library.open(Home(tmp_path / str(number) / "home")).profile("ken-2023")
        texts.add(profile.passage("environment", 1).text)
    assert len(texts) == 1


def test_a_copy_with_the_publishers_address_is_preferred_to_one_without(tmp_path: Path) -> None:
    address = "https://ocindex.net/2023/country/kenya"
    named = as_soup(KENYA).replace("<head>", f"<head><link rel=canonical href='{address}'>")
    outcomes = take(tmp_path / "a", [("a.html", as_soup(KENYA)), ("b.html", named)])
    assert passed_over(outcomes) == {"a.html": ("b.html", True)}
    assert Library.open(Home(tmp_path / "a" / "home")).profile("ken-2023").source.url == address


def test_a_digest_is_passed_over_beside_the_text_of_the_publisher(tmp_path: Path) -> None:
    digest = write_profile_markdown(replace(KENYA, text_kind="digest"))
    for number, order in enumerate(permutations([("kenya.md", digest), ("kenya.html", as_soup(shorter(KENYA)))])):
        outcomes = take(tmp_path / str(number), order)
        assert passed_over(outcomes) == {"kenya.md": ("kenya.html", False)}
        assert Library.open(Home(tmp_path / str(number) / "home")).profile("ken-2023").text_kind == "full"


def test_a_later_import_replaces_what_was_fuller(tmp_path: Path) -> None:
    take(tmp_path / "a", [("a.html", as_soup(KENYA))])
    (outcome,) = take(tmp_path / "a", [("b.html", as_soup(shorter(KENYA)))])
    assert isinstance(outcome, Imported)
    assert len(Library.open(Home(tmp_path / "a" / "home")).profile("ken-2023").section("drugs").passages) == 1


def test_chapters_have_copies_too(tmp_path: Path) -> None:
    outcomes = take(tmp_path / "a", [("a.html", as_wordpress()), ("b.html", as_wordpress())])
    assert passed_over(outcomes) == {"b.html": ("a.html", True)}


@pytest.mark.parametrize("less", [replace(KENYA, facts={}), replace(KENYA, ranks={}), replace(KENYA, changes={})])
def test_facts_ranks_and_changes_count_where_the_text_is_the_same(less: Profile) -> None:
    assert is_fuller(KENYA, less) and not is_fuller(less, KENYA) and not are_alike(KENYA, less)
    assert not is_fuller(KENYA, KENYA) and are_alike(KENYA, KENYA)
