"""`fetch` takes what was asked for, tells what became of each address, and asks nobody where it was not told to."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from explorer.cli.fetch import fetch
from explorer.cli.output import DONE, REFUSED, UNUSABLE, WRONG_USAGE
from explorer.core.file_lock import lock_file
from explorer.corpus.home import Home
from explorer.engines.open import open_engine
from explorer.ingest.fetch.fetched_addresses import addresses_file
from explorer.ingest.fetch.user_agent import user_agent
from explorer.search.request import SearchRequest
from tests.ingest.fetch.sample_site import SampleAnswer, SampleSite, page, scores_workbook
from tests.other_users import as_user, needs_administrator

KEYS = ["fetched", "unchanged", "refused", "skipped", "error"]
WORKBOOK = "/assets/downloads/global_oc_index.xlsx"
KENYA = ("--edition", "2023", "--country", "Kenya")
PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def run(home: Home, site: SampleSite, *words: str) -> Result:
    """Fetch from the site without a pause; nothing of a traceback may be seen."""
    done = CliRunner().invoke(fetch, ["--site", site.url, "--delay", "0", *words], obj=home)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert "Traceback" not in done.stderr
    return done


def answer_of(done: Result) -> Any:
    return json.loads(done.stdout)


def test_a_page_is_fetched_imported_and_found(home: Home, site: SampleSite) -> None:
    path = site.add_page("KEN", 2023, "kenya", etag='"1"')
    done = run(home, site, *KENYA)
    assert done.exit_code == DONE
    assert done.stdout == f"{site.url}{path}: ken-2023: 17 passages, 36 scores.\n"
    before = done.stderr.splitlines()
    assert before[0] == f"Fetching the page of Kenya 2023 from {site.url}, one request at a time."
    assert "Global Initiative Against Transnational Organized Crime" in before[1]
    assert before[2].startswith("The requests say: oc-explorer/")
    assert before[3].startswith("That names this machine, not you:")
    assert "--contact" in before[3]
    assert open_engine(home).search(SearchRequest.make("escarpment")).total == 1
    shutil.rmtree(home.generations)  # as after a run that did not come to its index
    again = run(home, site, *KENYA)
    assert (again.exit_code, again.stdout) == (DONE, "1 page unchanged.\n")
    assert open_engine(home).search(SearchRequest.make("escarpment")).total == 1


def test_the_answer_as_json_is_all_there_is_on_stdout(home: Home, site: SampleSite) -> None:
    path = site.add_page("KEN", 2023, "kenya", etag='"1"')
    done = run(home, site, *KENYA, "--country", "per", "--json")
    assert done.exit_code == REFUSED
    answer = answer_of(done)
    assert list(answer) == KEYS
    (fetched,) = answer["fetched"]
    assert (fetched["url"], fetched["status"], fetched["profiles"]) == (site.url + path, 200, ["ken-2023"])
    assert Path(fetched["path"]).read_bytes() == page("KEN", 2023)
    (refused,) = answer["refused"]
    assert refused["url"] == f"{site.url}/2023/country/peru"
    assert "status 404" in refused["error"]
    again = answer_of(run(home, site, *KENYA, "--json"))
    assert again["unchanged"] == [{"url": site.url + path, "profiles": ["ken-2023"]}]


def test_a_contact_is_in_every_request(home: Home, site: SampleSite) -> None:
    run(home, site, *KENYA, "--contact", "me@example.org")
    assert site.paths
    for request in site.requests:
        assert request.headers["user-agent"] == user_agent("me@example.org")
        assert "me@example.org" in request.headers["user-agent"]
        assert request.headers["from"] == "me@example.org"


def test_the_contact_may_be_in_the_environment(home: Home, site: SampleSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OC_EXPLORER_CONTACT", "https://example.org/us")
    run(home, site, *KENYA)
    assert "https://example.org/us" in site.requests[0].headers["user-agent"]


@pytest.mark.parametrize("words", [(), ("--json",)])
def test_a_dry_run_asks_nobody_and_makes_nothing(home: Home, site: SampleSite, words: tuple[str, ...]) -> None:
    done = run(home, site, "--edition", "2023", "--all", "--what", "pages,scores", "--dry-run", *words)
    assert done.exit_code == DONE
    assert site.requests == []
    assert not home.path.exists()
    if words:
        assert len(answer_of(done)["planned"]) == 194
    else:
        lines = done.stdout.splitlines()
        assert lines[0] == site.url + WORKBOOK
        assert len(lines) == 194
        assert done.stderr == (
            "The workbook of all scores and up to 193 pages of 193 countries would be asked for; no request was sent.\n"
            "The site's own list may leave out some of these, or have other addresses.\n"
        )


def test_a_dry_run_of_a_few_pages_names_the_other_spellings(home: Home, site: SampleSite) -> None:
    more = [word for code in ("gnb", "per", "jpn", "mlt") for word in ("--country", code)]
    done = run(home, site, *KENYA, *more, "--dry-run")
    names = ("kenya", "guinea-bissau", "peru", "japan", "malta")
    assert done.stdout.splitlines() == [f"{site.url}/2023/country/{name}" for name in names]
    assert done.stderr.splitlines() == [
        f"  or, where nothing is there, {site.url}/2023/country/guinea_bissau",
        "5 pages of 5 countries would be asked for; no request was sent.",
        "The site's own list may have other addresses.",
    ]
    assert "or, where nothing is there" not in run(home, site, *KENYA, *more, "--country", "isl", "--dry-run").stderr


def test_without_a_site_the_first_host_of_the_publisher_is_asked(home: Home) -> None:
    done = CliRunner().invoke(fetch, ["--dry-run", *KENYA], obj=home)
    assert done.stdout == "https://ocindex.net/2023/country/kenya\n"
    assert "ocindex.net" not in done.stderr


def test_all_of_an_edition_is_what_the_site_lists(home: Home, site: SampleSite) -> None:
    site.add_sitemap(site.add_page("KEN", 2023, "kenya"), site.add_page("CIV", 2023, "c%C3%B4te_divoire"))
    done = run(home, site, "--edition", "2023", "--all")
    assert done.exit_code == DONE
    assert done.stdout.count("passages") == 2
    assert len(site.pages) == 2
    lines = done.stderr.splitlines()
    assert lines[0].startswith(f"Fetching up to 193 pages of 193 countries from {site.url},")
    assert lines[4] == "Of these, the site does not list 191 pages, which leaves 2 pages of 2 countries."
    assert lines[-1] == (
        "191 pages not asked for, each for this reason: It is not in the list of pages that the site gives. "
        f"The first is {site.url}/2023/country/afghanistan; `--verbose` lists all."
    )
    assert len(lines) == 8  # two are of the notes, a kind each


def test_the_workbook_alone_needs_no_country(home: Home, site: SampleSite) -> None:
    site.answers[WORKBOOK] = SampleAnswer(scores_workbook(2021, 2023), etag='"1"')
    done = run(home, site, "--what", "scores", "--edition", "2023")
    assert done.exit_code == DONE
    assert f"{site.url}{WORKBOOK}: 386 profiles: 12,738 scores.\n" == done.stdout
    assert site.pages == [WORKBOOK]


def test_hundreds_refused_for_one_reason_are_one_line(home: Home, site: SampleSite) -> None:
    site.answers["/robots.txt"] = SampleAnswer(b"", 500)
    done = run(home, site, "--all")
    assert done.exit_code == REFUSED
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    assert len(lines) == 5
    assert lines[-1].startswith("579 pages refused, each for this reason: The robots.txt of ")
    first = f"{site.url}/2021/country/afghanistan"
    assert lines[-1].endswith(f"The site answers with status 500. The first is {first}; `--verbose` lists all.")
    assert site.paths == ["/robots.txt"]


def test_pages_pdfs_and_the_workbook_are_counted_each(home: Home, site: SampleSite) -> None:
    site.answers["/robots.txt"] = SampleAnswer(b"User-agent: *\nDisallow: /\n")
    done = run(
        home,
        site,
        "--what",
        "profiles,pages,scores",
        *KENYA,
        "--country",
        "PER",
        "--country",
        "GNB",
        "--country",
        "ken",
    )
    lines = done.stderr.splitlines()
    assert lines[0].startswith(
        "Fetching the workbook of all scores, 3 pages of 3 countries and up to 3 PDFs of 3 countries from "
    )
    assert lines[-1].startswith("1 workbook, 3 pages and 3 PDFs refused, each for this reason: The robots.txt of ")
    assert f" does not allow it. The first is {site.url}{WORKBOOK}; `--verbose` lists all." in lines[-1]
    few = [word for code in ("gnb", "per", "jpn", "mlt") for word in ("--country", code)]
    for words in (few, [*few, "--what", "pages,scores", "--verbose"]):
        told = run(home, site, *KENYA, *words).stderr
        assert told.count(": refused. The robots.txt of ") == 5 + ("--verbose" in words)


# ---------------------------------------------------------------- --update
def test_an_update_takes_what_changed_of_what_was_fetched(home: Home, site: SampleSite) -> None:
    kenya, peru = (site.add_page(code, 2023, slug, etag='"1"') for code, slug in (("KEN", "kenya"), ("PER", "peru")))
    site.add_page("JPN", 2023, "japan")
    run(home, site, *KENYA, "--country", "PER")
    site.answers[peru] = SampleAnswer(page("PER", 2023).replace(b"Maseru", b"Lima"), etag='"2"')
    asked = len(site.pages)
    answer = answer_of(run(home, site, "--update", "--json"))
    assert [fetched["profiles"] for fetched in answer["fetched"]] == [["per-2023"]]
    assert [unchanged["profiles"] for unchanged in answer["unchanged"]] == [["ken-2023"]]
    assert sorted(site.pages[asked:]) == sorted([kenya, peru])
    answer = answer_of(run(home, site, "--update", "--country", "ken", "--json"))
    assert len(answer["unchanged"]) == 1
    for words in (("--edition", "2021"), ("--what", "scores"), ("--what", "profiles,scores", "--edition", "2023")):
        assert run(home, site, "--update", *words).exit_code == REFUSED


def test_an_update_asks_where_it_was_fetched(home: Home, site: SampleSite) -> None:
    kenya = site.add_page("KEN", 2023, "kenya", etag='"1"')
    site.answers[WORKBOOK] = SampleAnswer(scores_workbook(2023))
    run(home, site, *KENYA, "--what", "pages,scores")
    asked = len(site.paths)
    done = CliRunner().invoke(fetch, ["--update", "--delay", "0"], obj=home)
    assert done.exit_code == DONE
    assert site.paths[asked:] == ["/robots.txt", WORKBOOK, kenya]
    told = "Fetching what has changed of the workbook of all scores and the page of Kenya 2023 from "
    assert done.stderr.startswith(f"{told}{site.url}, one request at a time.\n")
    part = CliRunner().invoke(fetch, ["--update", "--country", "ken", "--dry-run"], obj=home)
    assert part.stdout == f"{site.url}{kenya}\n"
    elsewhere = CliRunner().invoke(fetch, ["--update", "--site", "http://127.0.0.1:9"], obj=home)
    assert elsewhere.exit_code == REFUSED
    assert "nothing to update" in elsewhere.stderr


@pytest.mark.parametrize("words", [(), ("--dry-run",)])
def test_an_update_of_nothing_says_so_without_a_request(home: Home, site: SampleSite, words: tuple[str, ...]) -> None:
    done = run(home, site, "--update", *words)
    assert done.exit_code == REFUSED
    assert done.stdout == ""
    assert "Nothing of this was fetched before, so there is nothing to update." in done.stderr
    assert site.requests == []


# ---------------------------------------------------------------- wrong usage
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "Say what to fetch: --country NAME, --all, --update, or --what scores alone."),
        (("--edition", "2022", "--all"), "2022"),
        (("--all", "--what", "nonsense"), "'nonsense' is none of pages, profiles, scores."),
        (("--all", "--what", ""), "is none of pages, profiles, scores."),
        (("--all", "--country", "Kenya"), "--all goes neither with"),
        (("--all", "--update"), "--all goes neither with"),
        (("--country", "Kenia"), "Kenya"),
        (("--country", ""), "is not one of the 193 countries"),
        (("--all", "--delay", "soon"), "soon"),
        (("--all", "--delay", "-1"), "--delay is a number of seconds, 0 or more."),
        (("--all", "--delay", "nan"), "--delay is a number"),
        (("--all", "--delay", "inf"), "--delay is a number"),
        (("--all", "--site", "ocindex.net"), "no address of a site"),
        (("--all", "--site", "file:///etc"), "no address of a site"),
        (("--all", "--site", "http://me:secret@127.0.0.1"), "more than a host and a folder"),
        (("--all", "--contact", ""), "--contact is an address"),
        (("--all", "--contact", "me\nX: y"), "--contact is an address"),
        (("--all", "--contact", "mé@example.org"), "--contact is an address"),
        (("kenya",), "kenya"),
    ],
)
def test_wrong_usage_says_what_is_right_without_a_request(
    home: Home, site: SampleSite, words: tuple[str, ...], sentence: str
) -> None:
    done = run(home, site, *words)
    assert done.exit_code == WRONG_USAGE
    assert sentence in " ".join(done.stderr.split())
    assert done.stdout == ""
    assert site.requests == []
    assert not home.path.exists()


# ---------------------------------------------------------------- the home
def test_two_fetches_at_once_are_one(home: Home, site: SampleSite) -> None:
    home.make()
    addresses_file(home).touch()
    handle = lock_file(home.path / ".fetching", 0)
    try:
        done = run(home, site, *KENYA, "--json")
    finally:
        os.close(handle)
    assert done.exit_code == UNUSABLE
    assert "another fetch is at work there. Wait until it is done." in answer_of(done)["error"]
    assert site.requests == []
    assert not home.generations.exists()  # the other one builds the index


@pytest.mark.parametrize("words", [KENYA, ("--update",)])
def test_a_folder_in_place_of_what_was_fetched_is_a_fault_of_the_home(
    home: Home, site: SampleSite, words: tuple[str, ...]
) -> None:
    addresses_file(home).mkdir(parents=True)
    with start(home, site, *words) as process:
        out, err = process.communicate()
    assert (process.returncode, out) == (UNUSABLE, "")
    assert "fetched.jsonl: cannot be read (Is a directory)" in err
    assert "Traceback" not in err
    assert site.pages == []


def fetch_into(path: Path, url: str) -> tuple[int, str]:
    done = CliRunner().invoke(fetch, ["--site", url, "--delay", "0", *KENYA], obj=Home(path))
    return done.exit_code, done.stderr


@needs_administrator
def test_a_home_that_cannot_be_written_is_told_before_a_request(open_folder: Path, site: SampleSite) -> None:
    (open_folder / "home").mkdir(mode=0o755)
    for path in (open_folder / "home", open_folder / "other"):
        status, err = as_user(fetch_into, path, site.url)
        assert status == UNUSABLE
        assert f"oc-explorer: {path}: the home folder cannot be" in err
    assert site.requests == []


def start(home: Home, site: SampleSite, *words: str, limit: str = "") -> subprocess.Popen[str]:
    def listen() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a test runner in the background ignores it

    line = [sys.executable, "-m", "explorer", "--home", str(home.path), "fetch", "--site", site.url, "--delay", "0"]
    if limit:
        line = ["/bin/bash", "-c", f'{limit}; exec "$@"', "sh", *line]
    return subprocess.Popen(
        [*line, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=listen
    )


def test_a_full_disk_is_told(home: Home, site: SampleSite) -> None:
    """A limit on the size of files stops a write in its middle, as a full disk does."""
    path = site.add_page("KEN", 2025, "kenya")
    with start(home, site, "--edition", "2025", "--country", "Kenya", limit="ulimit -f 4") as process:
        out, err = process.communicate()
    assert process.returncode == UNUSABLE
    assert site.pages == [path]  # none of the others that it may have
    assert out == ""
    assert "cannot be written (File too large)" in err
    assert "Traceback" not in err
    assert not list(home.path.glob("profiles/*/*.md"))


def test_a_folder_that_cannot_be_written_is_a_fault_of_the_home(home: Home, site: SampleSite) -> None:
    site.add_page("KEN", 2023, "kenya")
    home.profiles.mkdir(parents=True)
    (home.profiles / "2023").touch()
    done = run(home, site, *KENYA, "--json")
    assert done.exit_code == UNUSABLE
    (refused,) = answer_of(done)["refused"]
    assert refused["url"] == f"{site.url}/2023/country/kenya"
    assert "cannot be" in refused["error"]


def test_what_is_not_in_the_index_is_told(home: Home, site: SampleSite) -> None:
    site.add_page("KEN", 2023, "kenya")
    (home.profiles / "2023").mkdir(parents=True)
    (home.profiles / "2023" / "per.md").write_text("nothing")
    done = run(home, site, *KENYA, "--verbose")
    assert done.exit_code == REFUSED
    assert done.stdout.endswith("ken-2023: 17 passages, 36 scores.\n")
    assert "  Note: The page is from 127.0.0.1, which is not the publisher's" in done.stderr
    assert "It is not in the search index." in done.stderr


def wait_for(condition: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    while not condition() and process.poll() is None:
        time.sleep(0.005)


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL], ids=["Ctrl-C", "kill"])
def test_a_run_that_was_ended_is_gone_on_with(home: Home, site: SampleSite, end: signal.Signals) -> None:
    for code, slug in (("KEN", "kenya"), ("PER", "peru"), ("JPN", "japan")):
        site.add_page(code, 2023, slug, etag='"1"')
    peru = site.answers["/2023/country/peru"]
    site.answers["/2023/country/peru"] = SampleAnswer(page("PER", 2023), pause=5)
    words = (*KENYA, "--country", "PER", "--country", "JPN", "--json")
    with start(home, site, *words) as process:
        wait_for(lambda: "/2023/country/peru" in site.paths, process)
        process.send_signal(end)
        out, err = process.communicate()
    assert "Traceback" not in err
    if end == signal.SIGINT:
        assert process.returncode == 130
        assert [fetched["profiles"] for fetched in json.loads(out)["fetched"]] == [["ken-2023"]]
        assert not home.generations.exists()
        assert "Interrupted. What had been fetched is kept: 1 page. Run the same command again" in err
    site.answers["/2023/country/peru"] = peru
    again = run(home, site, *words)
    assert again.exit_code == DONE
    answer = answer_of(again)
    assert [fetched["profiles"] for fetched in answer["fetched"]] == [["per-2023"], ["jpn-2023"]]
    assert [unchanged["profiles"] for unchanged in answer["unchanged"]] == [["ken-2023"]]
    assert open_engine(home).search(SearchRequest.make("escarpment")).total == 3


def test_a_broken_index_is_told_apart_from_what_was_fetched(home: Home, site: SampleSite) -> None:
    site.add_page("KEN", 2023, "kenya")
    home.make()
    home.generations.write_text("not a folder")
    done = run(home, site, *KENYA, "--json")
    assert done.exit_code == UNUSABLE
    assert len(answer_of(done)["fetched"]) == 1
    assert answer_of(done)["error"]


def test_the_second_site_has_the_page_and_both_are_announced(
    home: Home, site: SampleSite, other_site: SampleSite
) -> None:
    other_site.add_page("KEN", 2023, "kenya")
    done = run(home, site, "--site", other_site.url, *KENYA, "--json")
    assert done.exit_code == DONE
    assert f"from {site.url} or {other_site.url}, one request at a time." in done.stderr


def test_a_pause_that_the_site_asks_for_is_told(home: Home, site: SampleSite) -> None:
    site.answers["/robots.txt"] = SampleAnswer(b"User-agent: *\nCrawl-delay: 0.05")
    done = run(home, site, *KENYA)
    assert f"the robots.txt of {site.url} asks for 0.05 seconds between two requests, which is kept." in done.stderr
