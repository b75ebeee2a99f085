"""What comes is imported whole or refused with a sentence; what did not change is not written again."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest

from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.ingest.fetch.downloader import (
    Downloader,
    Fetched,
    FetchOutcome,
    RefusedAddress,
    SkippedAddress,
    Unchanged,
    file_name,
)
from explorer.ingest.fetch.fetch_plan import SiteListing, plan_addresses
from explorer.ingest.fetch.fetched_addresses import FetchedAddresses, addresses_file
from explorer.ingest.fetch.polite_client import PoliteClient
from explorer.ingest.fetch.site_addresses import SiteTarget
from explorer.ingest.importer import Imported, import_sources
from explorer.ingest.site_forms import TargetKind
from explorer.ingest.source_reader import SourceReader
from tests.enact import enact_page, enact_profile
from tests.ingest.fetch.sample_site import SampleAnswer, SampleSite, page, redirect, scores_workbook, zipped
from tests.ingest.sample_pages import as_headings_and_lists
from tests.ingest.sample_pdfs import FOLDER
from tests.workbooks import table, workbook

FetchPages = Callable[..., list[FetchOutcome]]
KENYA = "/2023/country/kenya"
PDF = "/assets/downloads/2023/english/ocindex_profile_kenya_2023.pdf"
WORKBOOK = "/assets/downloads/global_oc_index.xlsx"
SINCE = "Wed, 01 Jan 2025 00:00:00 GMT"


@pytest.fixture(scope="module")
def reader() -> Iterator[SourceReader]:
    with SourceReader() as reader:
        yield reader


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    home.make()
    return home


@pytest.fixture
def fetch_pages(
    home: Home, site: SampleSite, make_client: Callable[..., PoliteClient], reader: SourceReader
) -> FetchPages:
    """Return a run of its own that fetches profiles, from the site unless others are named too."""

    def run(*ids: str, kind: TargetKind = "page", sites: tuple[str, ...] = ()) -> list[FetchOutcome]:
        urls = sites or (site.url,)
        targets = [SiteTarget(kind, id) for id in ids]
        planned, _ = plan_addresses(targets, urls, SiteListing({}), False)
        client = make_client(*urls, attempts=2)
        return list(Downloader(home, client, reader, FetchedAddresses(home)).fetch_each(planned))

    return run


def refusal(outcomes: list[FetchOutcome]) -> str:
    (outcome,) = outcomes
    assert isinstance(outcome, RefusedAddress)
    return outcome.error


def files(home: Home) -> dict[Path, tuple[int, bytes]]:
    return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in home.path.rglob("*") if path.is_file()}


def test_a_page_is_imported_and_its_snapshot_is_what_came(
    home: Home, site: SampleSite, fetch_pages: FetchPages
) -> None:
    site.add_page("KEN", 2023, "kenya")
    (outcome,) = fetch_pages("ken-2023")
    assert isinstance(outcome, Fetched)
    assert (outcome.url, outcome.status, outcome.profiles) == (site.url + KENYA, 200, ("ken-2023",))
    assert (outcome.passages, outcome.scores) == (17, 36)
    assert Path(outcome.path).read_bytes() == page("KEN", 2023)
    assert Library.open(home).profile("ken-2023").text_kind == "full"


@pytest.mark.parametrize(
    "validators",
    [{"etag": '"1"', "modified": SINCE}, {"etag": '"1"'}, {"etag": 'W/"1"'}, {"modified": SINCE}, {}],
    ids=["both", "etag", "weak", "modified", "neither"],
)
def test_what_did_not_change_is_not_imported_again(
    home: Home, site: SampleSite, fetch_pages: FetchPages, validators: dict[str, str]
) -> None:
    path = site.add_page("KEN", 2023, "kenya", **validators)
    fetch_pages("ken-2023")
    before = files(home)
    assert fetch_pages("ken-2023") == [Unchanged(site.url + path, "page", ("ken-2023",))]
    assert files(home) == before
    headers = site.last(path).headers
    assert ("if-none-match" in headers) == ("etag" in validators)
    assert ("if-modified-since" in headers) == ("modified" in validators)


def test_what_changed_is_imported_anew(home: Home, site: SampleSite, fetch_pages: FetchPages) -> None:
    site.add_page("KEN", 2023, "kenya", etag='"1"')
    fetch_pages("ken-2023")
    edited = page("KEN", 2023).replace(b"Maseru", b"Nairobi")
    site.answers[KENYA] = SampleAnswer(edited, etag='"2"')
    (outcome,) = fetch_pages("ken-2023")
    assert isinstance(outcome, Fetched)
    assert Library.open(home).profile("ken-2023").facts["capital"] == "Nairobi"
    assert isinstance(fetch_pages("ken-2023")[0], Unchanged)


def test_a_profile_that_was_deleted_is_fetched_anew(home: Home, site: SampleSite, fetch_pages: FetchPages) -> None:
    site.add_page("KEN", 2023, "kenya", etag='"1"')
    fetch_pages("ken-2023")
    (home.profiles / "2023" / "ken.md").unlink()
    assert isinstance(fetch_pages("ken-2023")[0], Fetched)
    assert "if-none-match" not in site.last(KENYA).headers


def test_a_page_that_was_refused_is_asked_for_again_without_a_condition(
    site: SampleSite, fetch_pages: FetchPages
) -> None:
    site.answers[KENYA] = SampleAnswer(b"<h1>We are working on it.</h1>", etag='"1"')
    assert refusal(fetch_pages("ken-2023"))
    site.add_page("KEN", 2023, "kenya", etag='"1"')
    assert isinstance(fetch_pages("ken-2023")[0], Fetched)
    assert "if-none-match" not in site.last(KENYA).headers


def test_a_304_that_nobody_asked_for_is_refused(site: SampleSite, fetch_pages: FetchPages) -> None:
    site.add_page("KEN", 2023, "kenya")
    fetch_pages("ken-2023")
    site.answers[KENYA] = SampleAnswer(status=304)
    assert "was not asked whether" in refusal(fetch_pages("ken-2023"))


def test_an_address_that_now_leads_to_another_profile_is_refused(site: SampleSite, fetch_pages: FetchPages) -> None:
    """What is known of the other profile is no answer for this one."""
    other = site.add_page("PER", 2023, "peru", etag='"1"')
    site.add_page("KEN", 2023, "kenya", etag='"2"')
    fetch_pages("ken-2023", "per-2023")
    site.answers[KENYA] = redirect(other)
    assert "is of Peru 2023, not of Kenya 2023" in refusal(fetch_pages("ken-2023"))


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (SampleAnswer(page("PER", 2023)), "is of Peru 2023, not of Kenya 2023"),
        (SampleAnswer(page("KEN", 2021)), "2021"),
        (
            SampleAnswer(enact_page(enact_profile(2023, "KEN"), as_headings_and_lists).encode()),
            "is of Kenya, ENACT Africa index 2023, not of Kenya 2023",
        ),
        (SampleAnswer(b"<h1>Something went wrong</h1>"), ""),
        (SampleAnswer(b'<div id="app"></div><script src="/app.js"></script>'), ""),
        (SampleAnswer(b""), ""),
        (SampleAnswer(page("KEN", 2023)[:9000], is_unlengthed=True), ""),
        (SampleAnswer(page("KEN", 2023), length=9000), ""),
        (SampleAnswer(b"%PDF-1.7 and so on"), "The site sent a PDF where a page is expected."),
        (SampleAnswer(scores_workbook(2023)), "The site sent a workbook where a page is expected."),
        (SampleAnswer(b"\x89PNG\r\n\x1a\n" + bytes(2000)), ""),
        (SampleAnswer(b"x", length=99999999999), "more than 10 MB"),
        (SampleAnswer(b"", 500), "status 500"),
    ],
    ids=[
        *("country", "edition", "series", "error", "shell", "empty"),
        *("cut", "short", "PDF", "workbook", "picture", "huge", "500"),
    ],
)
def test_what_is_not_the_page_is_refused_and_nothing_is_kept(
    home: Home, site: SampleSite, fetch_pages: FetchPages, answer: SampleAnswer, sentence: str
) -> None:
    site.answers[KENYA] = answer
    site.add_page("JPN", 2023, "japan")
    first, second = fetch_pages("ken-2023", "jpn-2023")
    assert isinstance(first, RefusedAddress)
    assert first.url == site.url + KENYA
    assert sentence in first.error
    assert len(first.error.split()) >= 4
    assert not first.is_fault_of_home
    assert isinstance(second, Fetched)
    assert [path.name for path in home.profiles.rglob("*.md")] == ["jpn.md"]
    assert len(list(home.sources.iterdir())) == 1


def test_a_missing_page_is_asked_for_in_each_spelling(site: SampleSite, fetch_pages: FetchPages) -> None:
    path = site.add_page("GNB", 2025, "guinea_bissau")
    (outcome,) = fetch_pages("gnb-2025")
    assert isinstance(outcome, Fetched)
    assert outcome.url == site.url + path
    assert site.pages == ["/2025/country/guinea-bissau", path]


@pytest.mark.parametrize("shell", [SampleAnswer(b"<div id=app></div>"), redirect("/")], ids=["shell", "home page"])
def test_a_site_that_has_a_page_for_every_address_is_asked_for_the_next_spelling(
    site: SampleSite, other_site: SampleSite, fetch_pages: FetchPages, shell: SampleAnswer
) -> None:
    site.answers |= {"/": SampleAnswer(b"<h1>The Index</h1>"), "/2023/country/guinea-bissau": shell}
    path = site.add_page("GNB", 2023, "guinea_bissau")
    first = fetch_pages("gnb-2023", sites=(site.url, other_site.url))[0]
    assert isinstance(first, Fetched)
    assert first.url == site.url + path
    site.answers |= {path: shell}
    (refused,) = fetch_pages("gnb-2023", sites=(site.url, other_site.url))
    assert isinstance(refused, RefusedAddress)
    assert refused.url == f"{site.url}/2023/country/guinea-bissau"
    assert other_site.paths == []


def test_a_page_that_is_nowhere_has_one_sentence_for_all_countries(site: SampleSite, fetch_pages: FetchPages) -> None:
    outcomes = fetch_pages("ken-2025", "gnb-2025", "civ-2025")
    assert {outcome.error for outcome in outcomes if isinstance(outcome, RefusedAddress)} == {
        "The site has nothing there (status 404). Nor is anything at the other addresses that it may have."
    }


def test_a_page_without_a_year_is_of_the_newest_edition(site: SampleSite, fetch_pages: FetchPages) -> None:
    site.answers["/country/kenya"] = SampleAnswer(page("KEN", 2025))
    (outcome,) = fetch_pages("ken-2025")
    assert isinstance(outcome, Fetched)
    assert outcome.url == f"{site.url}/country/kenya"


def test_an_accented_address_is_imported_and_known_again(site: SampleSite, fetch_pages: FetchPages) -> None:
    path = site.add_page("CIV", 2023, "c%C3%B4te_divoire", etag='"1"')
    (outcome,) = fetch_pages("civ-2023")
    assert isinstance(outcome, Fetched)
    assert outcome.url == site.url + path
    assert fetch_pages("civ-2023") == [Unchanged(site.url + path, "page", ("civ-2023",))]


def test_an_address_that_moved_is_known_by_its_new_one(site: SampleSite, fetch_pages: FetchPages) -> None:
    site.answers[KENYA] = redirect("/2023/country/Kenya/", 301)
    site.answers["/2023/country/Kenya/"] = SampleAnswer(page("KEN", 2023), etag='"1"')
    (outcome,) = fetch_pages("ken-2023")
    assert isinstance(outcome, Fetched)
    assert outcome.url == site.url + KENYA
    assert isinstance(fetch_pages("ken-2023")[0], Unchanged)
    assert site.last("/2023/country/Kenya/").headers["if-none-match"] == '"1"'


@pytest.mark.parametrize("name", ["東" * 120, "x" * 300, "..", "%2E%2E%2F%2E%2E%2Fetc", "a%00b", "CON", "%FF"])
def test_the_name_of_an_address_is_safe_as_that_of_a_file(site: SampleSite, fetch_pages: FetchPages, name: str) -> None:
    to = "/2023/moved/" + quote(name, safe="%.")
    assert "/" not in file_name(site.url + to, SiteTarget("page", "ken-2023"))
    site.answers |= {KENYA: redirect(to), to: SampleAnswer(page("KEN", 2023))}
    site.answers["/2023/"] = site.answers[to]  # where ".." leads
    assert isinstance(fetch_pages("ken-2023")[0], Fetched)


def test_a_file_has_the_suffix_of_its_kind() -> None:
    for url, kind, name in (
        ("http://h/2023/country/c%C3%B4te_d%27ivoire", "page", "cote_d-ivoire.html"),
        ("http://h/x/ocindex_profile_kenya_2023.pdf", "profile", "ocindex_profile_kenya_2023.pdf"),
        ("http://h/x/Scores.XLSX", "scores", "Scores.XLSX"),
        ("http://h/", "page", "page.html"),
        ("http://h/.bashrc", "page", "bashrc.html"),
    ):
        assert file_name(url, SiteTarget(kind)) == name  # type: ignore[arg-type]


# ---------------------------------------------------------------- several sites
@pytest.mark.parametrize(
    "robots",
    [SampleAnswer(b""), SampleAnswer(b"", 500), SampleAnswer(b"User-agent: *\nDisallow: /2023/")],
    ids=["404", "closed", "denied"],
)
def test_the_second_site_is_asked_where_the_first_does_not_give_the_page(
    site: SampleSite, other_site: SampleSite, fetch_pages: FetchPages, robots: SampleAnswer
) -> None:
    site.answers["/robots.txt"] = robots
    other_site.add_page("KEN", 2023, "kenya")
    (outcome,) = fetch_pages("ken-2023", sites=(site.url, other_site.url))
    assert isinstance(outcome, Fetched)
    assert outcome.url == other_site.url + KENYA


def test_a_site_that_fails_is_not_asked_for_other_spellings(site: SampleSite, fetch_pages: FetchPages) -> None:
    site.answers["/2025/country/guinea-bissau"] = SampleAnswer(b"", 500)
    site.add_page("GNB", 2025, "guinea_bissau")
    assert "status 500" in refusal(fetch_pages("gnb-2025"))
    assert site.pages == ["/2025/country/guinea-bissau"]


def test_the_fault_of_one_site_is_told_rather_than_what_the_other_has_not(
    site: SampleSite, other_site: SampleSite, fetch_pages: FetchPages
) -> None:
    other_site.answers[KENYA] = SampleAnswer(b"", 500)
    outcomes = fetch_pages("ken-2023", sites=(site.url, other_site.url))
    assert outcomes == [RefusedAddress(other_site.url + KENYA, "page", "The site answers with status 500.")]


def test_what_a_site_has_not_is_told_of_it_alone_where_the_other_was_not_asked(
    site: SampleSite, other_site: SampleSite, fetch_pages: FetchPages
) -> None:
    site.answers["/robots.txt"] = SampleAnswer(b"", 500)
    outcomes = fetch_pages("gnb-2023", sites=(site.url, other_site.url))
    address = f"{other_site.url}/2023/country/guinea-bissau"
    assert outcomes == [RefusedAddress(address, "page", "The site has nothing there (status 404).")]


# ---------------------------------------------------------------- when a run ends early
def test_a_site_that_fails_again_and_again_is_left_alone(site: SampleSite, fetch_pages: FetchPages) -> None:
    codes = ("ago", "alb", "and", "are", "arg", "arm", "atg", "aus", "aut", "aze", "bdi", "bel")
    site.answers |= {f"/2023/country/{name}": SampleAnswer(b"", 500) for name in NAMES}
    outcomes = fetch_pages(*(f"{code}-2023" for code in codes))
    assert [type(outcome) for outcome in outcomes] == [RefusedAddress] * 10 + [SkippedAddress] * 2
    assert len(site.pages) == 10


NAMES = (
    *("angola", "albania", "andorra", "united_arab_emirates", "argentina", "armenia", "antigua_and_barbuda"),
    *("australia", "austria", "azerbaijan", "burundi", "belgium"),
)


def test_a_page_that_comes_ends_the_row_of_failures(site: SampleSite, fetch_pages: FetchPages) -> None:
    codes = ("ago", "alb", "and", "are", "arg", "arm", "atg", "aus", "aut", "ken", "bdi", "bel")
    site.answers |= {f"/2023/country/{name}": SampleAnswer(b"", 500) for name in NAMES}
    site.add_page("KEN", 2023, "kenya")
    outcomes = fetch_pages(*(f"{code}-2023" for code in codes))
    assert [type(outcome) for outcome in outcomes] == [RefusedAddress] * 9 + [Fetched] + [RefusedAddress] * 2


def test_missing_pages_are_no_failures_of_the_site(site: SampleSite, fetch_pages: FetchPages) -> None:
    codes = ("ago", "alb", "and", "are", "arg", "arm", "atg", "aus", "aut", "aze", "bdi")
    site.add_page("KEN", 2023, "kenya")
    outcomes = fetch_pages(*(f"{code}-2023" for code in codes), "ken-2023")
    assert [type(outcome) for outcome in outcomes] == [RefusedAddress] * 11 + [Fetched]


def test_what_robots_txt_denies_is_no_failure_of_the_site(site: SampleSite, fetch_pages: FetchPages) -> None:
    codes = ("ago", "alb", "and", "are", "arg", "arm", "atg", "aus", "aut", "aze", "bdi")
    site.answers["/robots.txt"] = SampleAnswer(b"User-agent: *\nDisallow: /2021/\n")
    site.add_page("KEN", 2023, "kenya")
    outcomes = fetch_pages(*(f"{code}-2021" for code in codes), "ken-2023")
    assert [type(outcome) for outcome in outcomes] == [RefusedAddress] * 11 + [Fetched]
    assert site.pages == [KENYA]


def test_a_site_that_asks_for_an_hour_is_asked_once(site: SampleSite, fetch_pages: FetchPages) -> None:
    site.answers[KENYA] = SampleAnswer(b"", 429, {"Retry-After": "3600"})
    first, second = fetch_pages("ken-2023", "per-2023")
    assert isinstance(first, RefusedAddress)
    assert isinstance(second, RefusedAddress)
    assert first.error == second.error
    assert site.pages == [KENYA]


# ---------------------------------------------------------------- the workbook and PDFs
def test_the_workbook_is_imported_and_known_again(home: Home, site: SampleSite, fetch_pages: FetchPages) -> None:
    site.answers[WORKBOOK] = SampleAnswer(scores_workbook(2021, 2023), etag='"1"')
    (outcome,) = fetch_pages("", kind="scores")
    assert isinstance(outcome, Fetched)
    assert len(outcome.profiles) == 2 * 193
    assert Path(outcome.path).suffix == ".xlsx"
    (again,) = fetch_pages("", kind="scores")
    assert isinstance(again, Unchanged)
    (home.scores / "2021.csv").unlink()
    assert isinstance(fetch_pages("", kind="scores")[0], Fetched)


@pytest.mark.parametrize("body", [page("KEN", 2023), b"%PDF-1.7", b"<h1>Not here</h1>"], ids=["page", "PDF", "error"])
def test_something_else_in_place_of_the_workbook_is_refused(
    site: SampleSite, fetch_pages: FetchPages, body: bytes
) -> None:
    site.answers[WORKBOOK] = SampleAnswer(body)
    assert refusal(fetch_pages("", kind="scores")).endswith("where a workbook is expected.")


def test_an_empty_answer_is_told_as_that(site: SampleSite, fetch_pages: FetchPages) -> None:
    site.answers |= {WORKBOOK: SampleAnswer(b" \n"), PDF: SampleAnswer(b"")}
    for outcomes in (fetch_pages("", kind="scores"), fetch_pages("ken-2023", kind="profile")):
        assert "empty" in refusal(outcomes)


def test_a_workbook_may_be_larger_than_a_page(site: SampleSite, fetch_pages: FetchPages) -> None:
    site.answers[WORKBOOK] = SampleAnswer(b"x", length=30 * 1024**2)
    assert refusal(fetch_pages("", kind="scores")) == "It has more than 20 MB."


def test_the_workbook_of_another_series_is_refused(home: Home, site: SampleSite, fetch_pages: FetchPages) -> None:
    africa = [row for row in table(2021) if row[0] in ("Continent", "Africa")]
    site.answers[WORKBOOK] = SampleAnswer(workbook({"ENACT 2021": africa}))
    expected = "The workbook is of the ENACT Africa index, not of the Global Organized Crime Index."
    assert refusal(fetch_pages("", kind="scores")) == expected
    assert not home.scores.exists()


def test_a_pdf_is_imported_and_known_again(site: SampleSite, fetch_pages: FetchPages) -> None:
    path = "/assets/downloads/2023/english/ocindex_profile_lesotho_2023.pdf"
    data = (FOLDER / "beside.pdf").read_bytes()
    site.answers[path] = SampleAnswer(data, etag='"1"')
    (outcome,) = fetch_pages("lso-2023", kind="profile")
    assert isinstance(outcome, Fetched)
    assert (outcome.url, outcome.kind, outcome.profiles) == (site.url + path, "PDF", ("lso-2023",))
    assert (Path(outcome.path).suffix, Path(outcome.path).read_bytes()) == (".pdf", data)
    assert fetch_pages("lso-2023", kind="profile") == [Unchanged(site.url + path, "PDF", ("lso-2023",))]
    site.answers[path] = SampleAnswer(data.replace(b"%PDF-", b"\n%PDF-", 1))
    assert isinstance(fetch_pages("lso-2023", kind="profile")[0], Fetched)


def test_a_page_in_place_of_a_pdf_is_refused(site: SampleSite, fetch_pages: FetchPages) -> None:
    site.answers[PDF] = SampleAnswer(page("KEN", 2023))
    assert refusal(fetch_pages("ken-2023", kind="profile")) == "The site sent a page where a PDF is expected."


def test_a_pdf_of_a_page_that_was_had_is_not_asked_for(
    home: Home, site: SampleSite, make_client: Callable[..., PoliteClient], reader: SourceReader
) -> None:
    site.add_page("KEN", 2023, "kenya")
    targets = [SiteTarget("page", "ken-2023"), SiteTarget("profile", "ken-2023"), SiteTarget("profile", "per-2023")]
    planned, _ = plan_addresses(targets, [site.url], SiteListing({}), False)
    downloader = Downloader(home, make_client(site.url), reader, FetchedAddresses(home))
    outcomes = list(downloader.fetch_each(planned))
    assert [type(outcome) for outcome in outcomes] == [Fetched, SkippedAddress, RefusedAddress]
    assert PDF not in site.paths


def test_a_copy_that_was_imported_since_does_not_count_as_the_page(
    home: Home, site: SampleSite, fetch_pages: FetchPages, tmp_path: Path
) -> None:
    site.add_page("KEN", 2023, "kenya", etag='"1"')
    fetch_pages("ken-2023")
    stored = (home.profiles / "2023" / "ken.md").read_text("utf-8")
    copy = tmp_path / "kenya-2023.html"
    copy.write_bytes(page("KEN", 2023).replace(b"A choir", b"A brass band"))
    assert isinstance(import_sources(home, [copy])[0], Imported)
    assert (home.profiles / "2023" / "ken.md").read_text("utf-8") != stored
    assert [type(outcome) for outcome in fetch_pages("ken-2023")] == [Fetched]
    assert (home.profiles / "2023" / "ken.md").read_text("utf-8") == stored
    assert [type(outcome) for outcome in fetch_pages("ken-2023")] == [Unchanged]


def test_a_pdf_takes_the_place_of_no_page_in_a_later_run(site: SampleSite, fetch_pages: FetchPages) -> None:
    site.add_page("KEN", 2023, "kenya")
    fetch_pages("ken-2023")
    (outcome,) = fetch_pages("ken-2023", kind="profile")
    assert outcome == SkippedAddress(f"{site.url}{PDF}", "PDF", "The text of its profile is taken from the page.")


def test_a_packed_page_is_stored_unpacked(site: SampleSite, fetch_pages: FetchPages) -> None:
    site.answers[KENYA] = zipped(SampleAnswer(page("KEN", 2023)))
    (outcome,) = fetch_pages("ken-2023")
    assert isinstance(outcome, Fetched)
    assert Path(outcome.path).read_bytes() == page("KEN", 2023)


def test_what_was_imported_before_the_record_could_be_written_is_only_fetched_once_more(
    home: Home, site: SampleSite, fetch_pages: FetchPages
) -> None:
    """As after a kill between the two."""
    site.answers[KENYA] = replace(SampleAnswer(page("KEN", 2023)), etag='"1"')
    fetch_pages("ken-2023")
    record = addresses_file(home).read_bytes()
    addresses_file(home).write_bytes(record[:40])
    before = {path: stamp for path, stamp in files(home).items() if path.parent == home.sources}
    assert isinstance(fetch_pages("ken-2023")[0], Fetched)
    assert isinstance(fetch_pages("ken-2023")[0], Unchanged)
    assert {path: stamp for path, stamp in files(home).items() if path.parent == home.sources} == before
