"""Permanent links, while the corpus changes under them."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.citations.bibliography import read_entries, verify_entries
from explorer.citations.formats import FORMATS
from explorer.citations.permalinks import LINK, any_link_status, link_status, search_link_status, text_link_status
from explorer.citations.record import cite, cite_quotation, text_of
from explorer.citations.search_permalinks import RunSearch
from explorer.core.errors import NotFoundError, QueryError, SourceError
from explorer.corpus.chapter_markdown import write_chapter_markdown
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.corpus.profile_markdown import write_profile_markdown
from explorer.corpus.storage import store_profile
from explorer.engines.open import open_engine
from explorer.ingest.importer import import_sources
from explorer.model.profiles import Profile, Section, version_of
from tests.citations.conftest import ADDRESS, COTE_D_IVOIRE, DAY, no_search
from tests.factories import index, make_chapter, make_profile, make_section, store

FIRST, SECOND = (passage.text for passage in COTE_D_IVOIRE.passages())


def rewritten(home: Home, *texts: str) -> Library:
    store_profile(home.profiles, replace(COTE_D_IVOIRE, sections=(make_section("civ-2023", "drugs", texts),)))
    return Library.open(home)


@pytest.fixture
def link(library: Library) -> str:
    return cite(library, "civ-2023/drugs/1", DAY, ADDRESS).link


def test_a_text_that_has_not_changed_is_the_same(library: Library, link: str) -> None:
    assert link_status(library, link).status == "same"
    for id in ("civ-2023/drugs", "civ-2023"):
        assert link_status(library, cite(library, id, DAY).link).status == "same"


def test_whatever_a_link_names_its_status_has_the_link_of_this_site(library: Library, link: str) -> None:
    path = link.removeprefix(ADDRESS)
    for written in (
        link,
        path,
        f"https://other.example/oc{path}",
        f"/profiles/civ-2023?{path.partition('?')[2]}#drugs-1",
    ):
        status = any_link_status(library, written, no_search)
        assert (status.link, status.id, status.status, status.now) == (written, "civ-2023/drugs/1", "same", path)
    without_fragment = any_link_status(library, f"/profiles/civ-2023?{path.partition('?')[2]}", no_search)
    assert (without_fragment.id, without_fragment.status) == ("civ-2023/drugs/1", "same")
    bare = any_link_status(library, "civ-2023/drugs/1", no_search)
    assert (bare.status, bare.now) == ("there", path)


def test_a_text_that_is_elsewhere_now_has_moved(home: Home, link: str) -> None:
    comparison = link_status(rewritten(home, "A new first paragraph.", FIRST), link)
    assert (comparison.status, comparison.now.partition("?")[0]) == ("moved", "/passages/civ-2023/drugs/2")


def test_another_text_is_changed_and_never_shown_as_the_one_that_was_cited(home: Home, link: str) -> None:
    comparison = link_status(rewritten(home, FIRST.replace("north", "south"), SECOND), link)
    assert (comparison.status, comparison.before) == ("changed", "")
    assert "has no copy of the earlier text" in comparison.message
    assert comparison.now.startswith("/passages/civ-2023/drugs/1?v=")
    assert comparison.now != link.removeprefix(ADDRESS)


def test_a_passage_that_is_not_there_any_more_is_gone(home: Home, library: Library) -> None:
    link = cite(library, "civ-2023/drugs/2", DAY).link
    comparison = link_status(rewritten(home, FIRST), link)
    assert (comparison.status, comparison.now) == ("gone", "")
    assert link_status(library, "/passages/civ-2025/drugs/1?v=00000000").status == "gone"


def test_a_link_to_an_indicator_is_there_while_its_edition_has_scores(library: Library) -> None:
    link = cite(library, "indicators/cocaine-trade/2023", DAY, ADDRESS).link
    assert LINK.search(f"See {link}.")[0] == link  # type: ignore[index]
    status = link_status(library, link)
    assert (status.status, status.kind, status.now) == ("there", "indicator", link.removeprefix(ADDRESS))
    assert link_status(library, link.replace("2023", "2025")).status == "gone"


def test_the_difference_is_shown_where_a_copy_of_the_earlier_text_is_kept(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    document = tmp_path / "civ.md"
    document.write_text(write_profile_markdown(COTE_D_IVOIRE), encoding="utf-8")
    import_sources(home, [document])
    link = cite(Library.open(home), "civ-2023/drugs/1", DAY).link
    changed = replace(
        COTE_D_IVOIRE, sections=(make_section("civ-2023", "drugs", [FIRST.replace("north", "south"), SECOND]),)
    )
    document.write_text(write_profile_markdown(changed), encoding="utf-8")
    import_sources(home, [document])
    comparison = link_status(Library.open(home), link)
    assert (comparison.status, comparison.before) == ("changed", FIRST)
    assert [
        (difference.op, difference.quote, difference.source)
        for difference in comparison.differences
        if difference.op != "same"
    ] == [("changed", "north", "south")]


def documents(folder: Path, *profiles: Profile) -> Iterator[Path]:
    """Write profiles as documents, one after the other, each in the place of the one before."""
    path = folder / "civ.md"
    for profile in profiles:
        path.write_text(write_profile_markdown(profile), encoding="utf-8")
        yield path


def test_every_earlier_text_is_shown_without_its_sources_whole_by_section_and_by_passage(tmp_path: Path) -> None:
    home, ids = Home(tmp_path / "home"), ("civ-2023", "civ-2023/drugs", "civ-2023/drugs/1")
    readings = [
        replace(COTE_D_IVOIRE, sections=(make_section("civ-2023", "drugs", [text, SECOND, "It rains."]),))
        for text in (FIRST, FIRST.replace("north", "south"), FIRST.replace("north", "inland"))
    ]
    links: list[list[str]] = []
    for path in documents(tmp_path, *readings):
        import_sources(home, [path])
        links.append([cite(Library.open(home), id, DAY).link for id in ids])
    shutil.rmtree(home.sources)  # as if today's reader refused all of them
    for reading, cited in zip(readings[:2], links[:2], strict=True):
        texts = [text_of(reading), text_of(reading.sections[0]), text_of(reading.passage("drugs", 1))]
        for link, id, text in zip(cited, ids, texts, strict=True):
            status = link_status(Library.open(home), link)
            assert (status.id, status.status, status.before) == (id, "changed", text)
            assert [change.quote for change in status.differences if change.op == "changed"] in (["north"], ["south"])
            version = link.partition("?v=")[2].partition("#")[0]
            assert text_link_status(Library.open(home), "civ-2023", version).before == text
    assert [link_status(Library.open(home), link).status for link in links[2]] == ["same"] * 3


def test_an_earlier_text_is_shown_where_its_profile_has_none_any_more(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    other = replace(COTE_D_IVOIRE, sections=(make_section("civ-2023", "drugs", ["Another text."]),))
    (whole, passage), *_ = [
        [cite(Library.open(home), id, DAY).link for id in ("civ-2023", "civ-2023/drugs/1")]
        for path in documents(tmp_path, COTE_D_IVOIRE, other)
        if import_sources(home, [path])
    ]
    (home.profiles / "2023" / "civ.md").unlink()
    for link in (whole, passage):
        status = link_status(Library.open(home), link)
        assert (status.status, status.before.partition("\n")[0]) == ("gone", FIRST)
    store_profile(home.scores, replace(COTE_D_IVOIRE, sections=(), text_kind="none"))
    library, version = Library.open(home), whole.partition("?v=")[2]
    for status in (link_status(library, whole), text_link_status(library, "civ-2023", version)):
        assert (status.status, status.before) == ("gone", f"{FIRST}\n{SECOND}")
    without_text = "There is no text of civ-2023 in this corpus, which has its scores alone."
    for status in (link_status(library, whole), text_link_status(library, "civ-2023", "00000000")):
        assert (status.status, status.message) == ("gone", without_text)


def test_an_earlier_chapter_is_shown(tmp_path: Path) -> None:
    home, path = Home(tmp_path / "home"), tmp_path / "ferries.md"
    links = []
    for chapter in (make_chapter(), make_chapter(paragraphs={"": ["Ferries carry less than before."]}, notes={})):
        path.write_text(write_chapter_markdown(chapter), encoding="utf-8")
        import_sources(home, [path])
        links.append(cite(Library.open(home), f"{chapter.id}/opening/1", DAY).link)
    shutil.rmtree(home.sources)
    first, second = (link_status(Library.open(home), link) for link in links)
    assert (first.status, second.status) == ("changed", "same")
    assert first.before.startswith("Ferries carry more than people.")
    (home.chapters / "ferries-and-the-law.md").unlink()
    assert link_status(Library.open(home), links[0]).before == first.before


def test_a_snapshot_shows_what_an_earlier_version_did_not_keep(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    other = replace(COTE_D_IVOIRE, sections=(make_section("civ-2023", "drugs", ["Another text."]),))
    link, _ = [
        cite(Library.open(home), "civ-2023/drugs/1", DAY).link
        for path in documents(tmp_path, COTE_D_IVOIRE, other)
        if import_sources(home, [path])
    ]
    shutil.rmtree(home.earlier)
    assert link_status(Library.open(home), link).before == FIRST
    for snapshot in home.sources.iterdir():
        snapshot.write_text("damaged", encoding="utf-8")
    assert link_status(Library.open(home), link).before == ""


def test_a_citation_of_the_digest_is_changed_when_the_full_text_comes_and_still_shows_the_digest(home: Home) -> None:
    digest = Library.open(home).profile("kgz-2021")
    link = cite(Library.open(home), "kgz-2021/drugs/1", DAY).link
    store(home, make_profile("kgz-2021", {"drugs": ["Another text altogether."]}))
    comparison = link_status(Library.open(home), link)
    assert (comparison.status, comparison.before) == ("changed", digest.passage("drugs", 1).text)


def test_changes_of_a_profile_or_section_are_reported_by_paragraph(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    document = tmp_path / "civ.md"

    def imported(*sections: Section) -> Library:
        document.write_text(write_profile_markdown(replace(COTE_D_IVOIRE, sections=sections)), encoding="utf-8")
        import_sources(home, [document])
        return Library.open(home)

    trade = make_section("civ-2023", "trade", ["Pistols come by sea.", "Nobody counts them."])
    library = imported(trade, *COTE_D_IVOIRE.sections)
    whole, section = (cite(library, id, DAY).link for id in ("civ-2023", "civ-2023/drugs"))
    shorter = make_section("civ-2023", "trade", ["Nobody counts them."])
    library = imported(shorter, make_section("civ-2023", "drugs", [FIRST, SECOND.replace("small", "large"), "New."]))
    comparison = link_status(library, section)
    assert (comparison.kind, comparison.status, comparison.before) == ("section", "changed", f"{FIRST}\n{SECOND}")
    assert [change.place for change in comparison.changes] == ["Drugs, paragraph 2", "Drugs, paragraph 3"]
    assert [
        (difference.op, difference.quote, difference.source)
        for difference in comparison.differences
        if difference.op != "same"
    ] == [
        ("changed", "small", "large"),
        ("missing", "", "New."),
    ]
    comparison = link_status(library, whole)
    assert (comparison.kind, comparison.status) == ("profile", "changed")
    assert [change.place for change in comparison.changes] == [
        "Trade, formerly paragraph 1",
        "Drugs, paragraph 2",
        "Drugs, paragraph 3",
    ]
    # A server gets an address without its fragment, and identifies what was cited by the hash alone.
    for link, id in ((whole, "civ-2023"), (section, "civ-2023/drugs")):
        version = link.partition("?v=")[2].partition("#")[0]
        assert text_link_status(library, "civ-2023", version).changes == link_status(library, link).changes
        assert text_link_status(library, "civ-2023", version).id == id


def test_the_hash_alone_identifies_what_of_a_text_was_cited(home: Home, library: Library) -> None:
    same = text_link_status(library, "civ-2023", version_of(SECOND))
    assert (same.status, same.id) == ("same", "civ-2023/drugs/2")
    assert text_link_status(library, "civ-2023", "00000000").status == "changed"
    assert "no copy" in text_link_status(library, "civ-2023", "00000000").message
    assert text_link_status(library, "civ-2025", "00000000").status == "gone"
    digest = library.profile("kgz-2021").passage("drugs", 1).text
    store(home, make_profile("kgz-2021", {"drugs": ["Another text altogether."]}))
    comparison = text_link_status(Library.open(home), "kgz-2021", version_of(digest))
    assert (comparison.id, comparison.status, comparison.before, comparison.changes) == (
        "kgz-2021/drugs/1",
        "changed",
        digest,
        (),
    )
    assert comparison.message == "The link was made for our digest; this corpus now has the publisher's text."


def test_a_link_to_a_score_says_what_it_was(home: Home, library: Library) -> None:
    link = cite(library, "civ-2023/scores/cocaine-trade", DAY, ADDRESS).link
    assert link == f"{ADDRESS}/scores/civ-2023/cocaine-trade?v=6.5"
    comparison = link_status(library, link)
    assert (comparison.kind, comparison.status) == ("score", "same")
    assert cite(library, "civ-2023/criminality", DAY).link == "/scores/civ-2023/criminality?v=5.50"
    assert cite(library, link, DAY, ADDRESS).link == link
    assert link_status(library, "/scores/civ-2023/cocaine-trade").status == "there"
    assert link_status(library, "/scores/civ-2023/cocaine-trade?v=many").status == "there"
    store_profile(home.profiles, replace(COTE_D_IVOIRE, scores={"cocaine-trade": 7.0}))
    changed = Library.open(home)
    comparison = link_status(changed, link)
    assert (comparison.status, comparison.message) == ("changed", "The score was 6.5 when it was cited and is 7.0 now.")
    assert comparison.now == "/scores/civ-2023/cocaine-trade?v=7.0"
    gone = link_status(changed, "/scores/civ-2023/criminality?v=5.50")
    assert gone.status == "gone"
    assert gone.message.endswith("in this corpus. It was 5.50 when it was cited.")
    assert link_status(changed, "/scores/civ-2021/criminality?v=5.50").status == "gone"
    with pytest.raises(NotFoundError):
        link_status(library, "/scores/civ-2023/gold?v=5.0")


def finder(home: Home) -> RunSearch:
    """Return a function that finds what is in a home now."""
    return open_engine(index(home)).passages


def test_a_link_to_a_search_says_what_it_found(home: Home) -> None:
    find = finder(home)
    link = cite(Library.open(home), "search?q=lorries+OR+zinc~1&country=civ&limit=20", DAY, ADDRESS, find).link
    assert link.startswith(f"{ADDRESS}/search?q=lorries+OR+zinc%7E1&country=CIV&limit=20&scope=words&found=1&v=")
    comparison = search_link_status(find, link)
    assert (comparison.kind, comparison.status) == ("search", "same")
    assert comparison.message == "The search finds the same passage as when it was cited."
    assert cite(Library.open(home), link, DAY, ADDRESS, find).link == link
    assert search_link_status(find, "/search?q=lorries").status == "there"
    nothing = cite(Library.open(home), "search?q=country:and", DAY, find=find).link
    assert search_link_status(find, nothing).message == "The search finds nothing, as before."
    rewritten(home, FIRST.replace("north", "south"), SECOND)
    comparison = search_link_status(finder(home), link)
    assert (comparison.status, comparison.now != link.removeprefix(ADDRESS)) == ("changed", True)
    assert "1 passage, as many as when it was cited, but not the same" in comparison.message
    rewritten(home, FIRST, SECOND, "More lorries.")
    comparison = search_link_status(finder(home), link)
    assert comparison.message == "The search found 1 when it was cited and finds 2 passages now."
    with pytest.raises(QueryError):
        search_link_status(find, "/search?colour=red&v=00000000")


@pytest.mark.parametrize("format", FORMATS)
def test_searches_in_a_bibliography_are_run_again(home: Home, tmp_path: Path, format: str) -> None:
    find = finder(home)
    address = 'search?q="port carry"~5 lorr* -gold_x -"a & b"&section=drugs'.replace(" ", "+").replace("&+b", "%26+b")
    citation = cite(Library.open(home), address, DAY, ADDRESS, find)
    path = tmp_path / SUFFIXES[format]
    path.write_text(FORMATS[format].write([citation]), encoding="utf-8", newline="")
    (verdict,) = verify_entries(Library.open(home), read_entries(path), find)
    assert (verdict.status, verdict.link) == ("same", citation.link)
    rewritten(home, "New.")
    (verdict,) = verify_entries(Library.open(home), read_entries(path), finder(home))
    assert verdict.status == "changed"
    path.write_text(path.read_text(encoding="utf-8").replace("section=", "colour="), encoding="utf-8", newline="")
    (verdict,) = verify_entries(Library.open(home), read_entries(path), no_search)
    assert verdict.status == "gone"
    assert "There is no parameter 'colour'" in verdict.message


def test_a_link_without_a_hash_only_says_that_something_is_there(library: Library) -> None:
    assert link_status(library, "/passages/civ-2023/drugs/1").status == "there"


def test_what_is_no_permanent_link_is_refused(library: Library) -> None:
    with pytest.raises(NotFoundError):
        link_status(library, "https://oc.example.org/about")


@pytest.mark.parametrize(
    ("text", "link"),
    [
        (
            "See https://oc.example.org/profiles/kgz-2021?v=0a1b2c3d.",
            "https://oc.example.org/profiles/kgz-2021?v=0a1b2c3d",
        ),
        (
            "See https://example.org/sites/oc/profiles/kgz-2021?v=0a1b2c3d.",
            "https://example.org/sites/oc/profiles/kgz-2021?v=0a1b2c3d",
        ),
        ("(/profiles/kgz-2021?v=0a1b2c3d#drugs)", "/profiles/kgz-2021?v=0a1b2c3d#drugs"),
        ("[/profiles/kgz-2021#drugs-1:~:text=a%20b.]", "/profiles/kgz-2021#drugs-1:~:text=a%20b"),
        ("/passages/kgz-2021/drugs/1}", "/passages/kgz-2021/drugs/1"),
    ],
)
def test_links_are_found_in_running_text_without_what_closes_it(text: str, link: str) -> None:
    (match,) = LINK.finditer(text)
    assert match[0] == link


SUFFIXES = {"bibtex": "refs.bib", "ris": "refs.ris", "csl-json": "refs.csl.json"}


@pytest.mark.parametrize("format", FORMATS)
def test_a_bibliography_that_we_wrote_is_checked_entry_by_entry(home: Home, tmp_path: Path, format: str) -> None:
    library = Library.open(home)
    first, second = (cite(library, f"civ-2023/drugs/{number}", DAY, ADDRESS) for number in (1, 2))
    words = cite_quotation(first, "“Nobody asks,” said one driver", library)
    score, digest = (cite(library, id, DAY, ADDRESS) for id in ("kgz-2021/heroin-trade", "kgz-2021/drugs/1"))
    path = tmp_path / SUFFIXES[format]
    path.write_text(FORMATS[format].write([first, second, words, score, digest]), encoding="utf-8", newline="")
    entries = read_entries(path)
    assert [entry.label for entry in entries] == [citation.key for citation in (first, second, words, score, digest)]

    def statuses(library: Library) -> list[str]:
        return [verdict.status for verdict in verify_entries(library, entries, no_search)]

    assert statuses(library) == ["same"] * 5
    changed = rewritten(home, "New.", FIRST.replace("one driver", "two drivers"))
    assert statuses(changed) == ["changed", "changed", "changed", "same", "same"]
    assert statuses(rewritten(home, "New.", FIRST)) == ["moved", "changed", "moved", "same", "same"]


def test_a_quotation_that_was_altered_in_the_bibliography_is_reported(library: Library, tmp_path: Path) -> None:
    citation = cite_quotation(cite(library, "civ-2023/drugs/1", DAY), "one driver, and", library)
    path = tmp_path / "refs.ris"
    path.write_text(FORMATS["ris"].write([citation]).replace("one driver, and", "a driver, and"), encoding="utf-8")
    (verdict,) = verify_entries(library, read_entries(path), no_search)
    assert verdict.status == "misquoted"


def test_entries_of_other_works_are_none_of_ours(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "refs.csl.json"
    path.write_text(json.dumps([{"id": "x", "type": "book", "title": "A Book", "issued": {"date-parts": [[2020]]}}]))
    (verdict,) = verify_entries(library, read_entries(path), no_search)
    assert (verdict.label, verdict.status) == ("x", "not ours")


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("refs.txt", "x", "is a .bib, .ris or .csl.json"),
        ("refs.bib", "no entries", "no BibTeX entry"),
        ("refs.ris", "TY - ?", "no RIS record"),
        ("refs.csl.json", "{", "not JSON"),
        ("refs.csl.json", "{}", "a list of items"),
    ],
)
def test_what_is_no_bibliography_is_refused(tmp_path: Path, name: str, text: str, why: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(SourceError, match=why):
        read_entries(path)


@pytest.mark.parametrize("id", ["enact-lso-2021", "enact-lso-2021/drugs", "enact-lso-2021/drugs/1"])
def test_links_to_texts_of_another_series_are_permanent(both_home: Home, id: str) -> None:
    library = Library.open(both_home)
    link = cite(library, id, DAY, ADDRESS).link
    assert LINK.search(f"See {link}, please.")[0] == link  # type: ignore[index]
    assert link_status(library, link).status == "same"
    if id.count("/"):
        gone = link.replace("lso", "ken")
        assert link_status(library, gone).status == "gone"
    score = "/scores/enact-lso-2021/heroin-trade?v=6.0"
    assert LINK.search(f"({score})")[0] == score  # type: ignore[index]
    assert link_status(library, score).message == "The score was 6.0 when it was cited and is 7.5 now."
