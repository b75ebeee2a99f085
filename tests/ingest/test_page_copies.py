"""Of several copies of one page the fullest is taken, whatever their order."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import TypeVar

import pytest

from explorer.corpus.chapter_markdown import write_chapter_markdown
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.corpus.profile_markdown import write_profile_markdown
from explorer.ingest.importer import Imported, Outcome, import_sources
from explorer.ingest.page_copies import CopyComparison, Superseded, describe_copy, is_preferred
from explorer.model.profiles import Note, Profile, Section, Source
from explorer.model.ranks import Rank
from tests.factories import make_chapter
from tests.ingest.sample_chapters import as_wordpress
from tests.ingest.sample_pages import as_late_markup, as_soup, as_tables, sample_profile

Value = TypeVar("Value")

KENYA = sample_profile(2023, "KEN")
ADDRESS = "https://ocindex.net/2023/country/kenya"
CHANGED = as_soup(KENYA).replace("Aloes leave the plateau", "Aloes left the plateau")


def in_drugs(profile: Profile, **changes: object) -> Profile:
    """Change the section on drugs."""
    sections = tuple(
        replace(section, **changes) if section.slug == "drugs" else section  # type: ignore[arg-type]
        for section in profile.sections
    )
    return replace(profile, sections=sections)


DRUGS = KENYA.section("drugs").passages
FIRST, SECOND = DRUGS
# As full as the page, each with something else in one of its parts.
AS_FULL = {
    "scores": replace(KENYA, scores={**KENYA.scores, "heroin-trade": 9.5}),
    "changes": replace(KENYA, changes={**KENYA.changes, "heroin-trade": 1.5}),
    "no change": replace(KENYA, changes={**KENYA.changes, "heroin-trade": None}),
    "ranks": replace(
        KENYA, ranks={**KENYA.ranks, "criminality": {**KENYA.ranks["criminality"], "world": Rank(7, 193, "", 5)}}
    ),
    "facts": replace(KENYA, facts={**KENYA.facts, "capital": "Nakuru"}),
    "words": in_drugs(KENYA, passages=(replace(FIRST, text=FIRST.text.replace("pony", "mule")), SECOND)),
}
# Fuller, and as full as one another.
NOTED = {
    "note": in_drugs(KENYA, notes=("*Nothing is weighed here.",)),
    "other note": in_drugs(KENYA, notes=("*Nothing is sold here.",)),
    "footnote": in_drugs(KENYA, passages=(replace(FIRST, notes=(Note("1", "A ledger.", (8,)),)), SECOND)),
    "its place": in_drugs(KENYA, passages=(replace(FIRST, notes=(Note("1", "A ledger.", (14,)),)), SECOND)),
}


def shorter(profile: Profile) -> Profile:
    """Leave out the last passage of the section on drugs."""
    return in_drugs(profile, passages=DRUGS[:1])


def take(folder: Path, pages: Sequence[tuple[str, str]], is_dry_run: bool = False) -> list[Outcome]:
    folder.mkdir(exist_ok=True)
    for name, page in pages:
        (folder / name).write_text(page, encoding="utf-8")
    return import_sources(Home(folder / "home"), [folder / name for name, _ in pages], is_dry_run=is_dry_run)


def passed_over(outcomes: Sequence[Outcome]) -> dict[str, tuple[str, CopyComparison]]:
    return {
        Path(outcome.path).name: (Path(outcome.kept).name, outcome.comparison)
        for outcome in outcomes
        if isinstance(outcome, Superseded)
    }


def stored_files(folder: Path, name: str) -> list[str]:
    return sorted(path.name for path in (folder / "home" / name).rglob("*") if path.is_file())


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
        assert passed_over(outcomes) == {
            "kenya(1).html": ("kenya.html", "less full"),
            "kenya(2).html": ("kenya.html", "less full"),
        }
        home = Home(tmp_path / str(number) / "home")
        assert Library.open(home).profile("ken-2023") == KENYA
        assert len(list(home.sources.iterdir())) == 1


def test_copies_that_say_the_same_are_told_as_such(tmp_path: Path) -> None:
    outcomes = take(
        tmp_path / "a", [("a.html", as_soup(KENYA)), ("b.html", as_tables(KENYA)), ("c.html", as_soup(KENYA))]
    )
    assert passed_over(outcomes) == {"b.html": ("a.html", "same"), "c.html": ("a.html", "same")}


def test_copies_are_compared_with_the_one_that_is_taken_in_the_end(tmp_path: Path) -> None:
    pages = [
        ("kenya.html", as_late_markup(KENYA)),
        ("kenya(1).html", as_late_markup(KENYA)),
        ("c.html", as_soup(shorter(KENYA))),
        ("d.html", as_soup(KENYA)),
        ("e.html", as_tables(KENYA)),
    ]
    expected = dict.fromkeys(("kenya.html", "kenya(1).html", "c.html"), ("d.html", "less full"))
    expected["e.html"] = ("d.html", "same")
    for is_dry_run in (True, False):
        outcomes = take(tmp_path / str(is_dry_run), pages, is_dry_run)
        assert passed_over(outcomes) == expected
        assert [Path(outcome.path).name for outcome in outcomes if isinstance(outcome, Imported)] == ["d.html"]
        assert len(outcomes) == len(pages)


@pytest.mark.parametrize("copies", [{"page": KENYA, **AS_FULL}, NOTED], ids=["figures and words", "notes"])
def test_of_copies_that_are_as_full_the_order_decides_nothing(tmp_path: Path, copies: dict[str, Profile]) -> None:
    pages = [(f"{part}.md", write_profile_markdown(profile)) for part, profile in copies.items()]
    taken = set()
    for number, order in enumerate([pages, pages[::-1], [*pages[2:], *pages[:2]]]):
        outcomes = take(tmp_path / str(number), order)
        (kept,) = [Path(outcome.path).name for outcome in outcomes if isinstance(outcome, Imported)]
        assert passed_over(outcomes) == {name: (kept, "as full") for name, _ in pages if name != kept}
        assert Library.open(Home(tmp_path / str(number) / "home")).profile("ken-2023") == copies[kept[:-3]]
        taken.add(kept)
    assert len(taken) == 1


def test_one_of_two_copies_that_differ_in_anything_is_preferred_and_never_both() -> None:
    named = [
        replace(KENYA, source=replace(KENYA.source, **source))
        for source in (
            {"title": "Kenia"},
            {"publisher": "Another"},
            {"url": ADDRESS},
            {"url": ADDRESS, "retrieved": "2026-01-01"},
            {"url": ADDRESS, "retrieved": "2026-01-02"},
        )
    ]
    copies = [KENYA, *AS_FULL.values(), *NOTED.values(), *named]
    for copy, other in permutations(copies, 2):
        assert is_preferred(copy, other) is not is_preferred(other, copy)
    assert is_preferred(named[4], named[3])  # retrieved later


def reverse(values: Mapping[str, Value]) -> dict[str, Value]:
    return dict(list(values.items())[::-1])


def test_the_order_of_figures_in_a_file_is_no_difference() -> None:
    turned = replace(
        KENYA,
        facts=reverse(KENYA.facts),
        scores=reverse(KENYA.scores),
        changes=reverse(KENYA.changes),
        ranks={ranked: reverse(areas) for ranked, areas in reverse(KENYA.ranks).items()},
    )
    assert describe_copy(turned, "a.md") == describe_copy(KENYA, "a.md")


def test_of_two_pages_that_are_as_full_the_order_decides_nothing(tmp_path: Path) -> None:
    pages = [("a.html", CHANGED), ("b.html", CHANGED.replace("Aloes left", "Agave left"))]
    texts = set()
    for number, order in enumerate(permutations(pages)):
        take(tmp_path / str(number), order)
        profile = Library.open(Home(tmp_path / str(number) / "home")).profile("ken-2023")
        texts.add(profile.passage("environment", 1).text)
    assert len(texts) == 1


def test_a_copy_with_the_publishers_address_is_preferred_to_one_without(tmp_path: Path) -> None:
    named = as_soup(KENYA).replace("<head>", f"<head><link rel=canonical href='{ADDRESS}'>")
    outcomes = take(tmp_path / "a", [("a.html", as_soup(KENYA)), ("b.html", named)])
    assert passed_over(outcomes) == {"a.html": ("b.html", "same")}
    assert Library.open(Home(tmp_path / "a" / "home")).profile("ken-2023").source.url == ADDRESS


def test_a_digest_is_passed_over_beside_the_text_of_the_publisher(tmp_path: Path) -> None:
    digest = write_profile_markdown(replace(KENYA, text_kind="digest"))
    for number, order in enumerate(permutations([("kenya.md", digest), ("kenya.html", as_soup(shorter(KENYA)))])):
        outcomes = take(tmp_path / str(number), order)
        assert passed_over(outcomes) == {"kenya.md": ("kenya.html", "less full")}
        assert Library.open(Home(tmp_path / str(number) / "home")).profile("ken-2023").text_kind == "full"


def test_a_later_import_replaces_what_was_fuller(tmp_path: Path) -> None:
    take(tmp_path / "a", [("a.html", as_soup(KENYA))])
    (outcome,) = take(tmp_path / "a", [("b.html", as_soup(shorter(KENYA)))])
    assert isinstance(outcome, Imported)
    assert len(Library.open(Home(tmp_path / "a" / "home")).profile("ken-2023").section("drugs").passages) == 1


def test_a_home_keeps_nothing_of_a_copy_that_was_there_for_a_moment(tmp_path: Path) -> None:
    short, full = ("a.html", as_soup(shorter(KENYA))), ("b.html", as_soup(KENYA))
    late = ("kenya.html", as_late_markup(shorter(KENYA)))
    take(tmp_path / "a", [late, short, full])
    (snapshot,) = stored_files(tmp_path / "a", "sources")
    assert stored_files(tmp_path / "a", "earlier") == []
    take(tmp_path / "a", [late, short, full])  # again: the short one replaces the full one, for a moment
    assert stored_files(tmp_path / "a", "sources") == [snapshot]
    assert stored_files(tmp_path / "a", "earlier") == []


def test_what_an_earlier_import_stored_is_kept_in_whatever_order(tmp_path: Path) -> None:
    short, full = ("a.html", as_soup(shorter(KENYA))), ("b.html", as_soup(KENYA))
    kept = []
    for number, order in enumerate(permutations([short, full])):
        folder = tmp_path / str(number)
        take(folder, [("c.html", CHANGED)])
        take(folder, order)
        kept.append(stored_files(folder, "earlier"))
        assert "Aloes left" in (folder / "home" / "earlier" / "2023" / kept[-1][0]).read_text(encoding="utf-8")
    assert len(kept[0]) == 1 and kept[0] == kept[1]
    take(tmp_path / "d", [short])
    take(tmp_path / "d", [short, full])  # the short one may be cited since the first import
    assert len(stored_files(tmp_path / "d", "earlier")) == 1


def test_chapters_have_copies_too(tmp_path: Path) -> None:
    outcomes = take(tmp_path / "a", [("a.html", as_wordpress()), ("b.html", as_wordpress())])
    assert passed_over(outcomes) == {"b.html": ("a.html", "same")}


def test_copies_of_a_chapter_whose_id_another_has_say_the_same(tmp_path: Path) -> None:
    source = Source(url="https://globalinitiative.net/ferries")
    first = make_chapter(edition=2021, source=source)
    later = replace(first, edition=2023)
    more = replace(later, sections=(*later.sections, Section("piers", later.sections[0].passages[:1], (), "Piers")))
    pages = [("a.md", write_chapter_markdown(first)), ("b.md", write_chapter_markdown(later))]
    outcomes = take(tmp_path / "a", [*pages, ("c.md", pages[1][1])])
    assert passed_over(outcomes) == {"c.md": ("b.md", "same")}
    assert [outcome.id for outcome in outcomes if isinstance(outcome, Superseded)] == [f"{first.id}-2023"]
    outcomes = take(tmp_path / "b", [*pages, ("c.md", write_chapter_markdown(more))])
    assert passed_over(outcomes) == {"b.md": ("c.md", "less full")}
    assert stored_files(tmp_path / "b", "chapters") == [f"{first.id}-2023.md", f"{first.id}.md"]


@pytest.mark.parametrize("less", [replace(KENYA, facts={}), replace(KENYA, ranks={}), replace(KENYA, changes={})])
def test_facts_ranks_and_changes_count_where_the_text_is_the_same(less: Profile) -> None:
    assert is_preferred(KENYA, less) and not is_preferred(less, KENYA)
    assert describe_copy(less, "b").compare(describe_copy(KENYA, "a")) == "less full"
    assert not is_preferred(KENYA, KENYA)
    assert describe_copy(KENYA, "b").compare(describe_copy(KENYA, "a")) == "same"
