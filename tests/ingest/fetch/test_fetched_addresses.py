"""What was fetched is known again by its address, as long as the home has it."""

import json
from pathlib import Path

import pytest

from explorer.corpus.home import Home, HomeError
from explorer.ingest.fetch.fetched_addresses import FetchedAddress, FetchedAddresses, addresses_file, record_of
from explorer.ingest.fetch.polite_client import SiteAnswer
from explorer.ingest.fetch.site_addresses import SiteTarget
from tests.other_users import as_user, needs_administrator

URL = "https://ocindex.net/2023/country/kenya"
KENYA, PERU = SiteTarget("page", "ken-2023"), SiteTarget("page", "per-2023")
CONDITIONS = {"If-None-Match": 'W/"7"', "If-Modified-Since": "Wed, 01 Jan 2025 00:00:00 GMT"}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Make a home that has the text of Kenya and Peru and the scores of 2023."""
    home = Home(tmp_path / "home")
    for path in ("profiles/2023/ken.md", "profiles/2023/per.md", "profiles/enact/2019/lso.md", "scores/2023.csv"):
        (home.path / path).parent.mkdir(parents=True, exist_ok=True)
        (home.path / path).write_text("x")
    return home


def kenya(etag: str = 'W/"7"', modified: str = "Wed, 01 Jan 2025 00:00:00 GMT") -> FetchedAddress:
    return record_of(SiteAnswer(URL, 200, b"x", etag, modified), KENYA, ("ken-2023",), "ab12", "sources/x.html")


def test_an_address_is_known_again_by_another_process(home: Home) -> None:
    FetchedAddresses(home).add(kenya())
    addresses = FetchedAddresses(home)
    assert addresses.find(URL, KENYA) == kenya()
    assert addresses.conditions(URL, KENYA) == CONDITIONS
    assert addresses.conditions(f"{URL}/x", KENYA) == {}
    assert addresses.all() == (kenya(),)


def test_what_an_address_had_of_another_target_is_no_condition_for_this_one(home: Home) -> None:
    addresses = FetchedAddresses(home)
    addresses.add(kenya())
    assert addresses.find(URL, PERU) is None
    assert addresses.conditions(URL, PERU) == {}


def test_only_the_validators_that_there_are_make_a_condition(home: Home) -> None:
    addresses = FetchedAddresses(home)
    for etag, modified, names in (("", "", []), ('"1"', "", ["If-None-Match"]), ("", "x", ["If-Modified-Since"])):
        addresses.add(kenya(etag, modified))
        assert list(FetchedAddresses(home).conditions(URL, KENYA)) == names


@pytest.mark.parametrize("etag", ['"a\nb"', '"\x00"', '"ů"', '"\x85"', '"é"'])
def test_a_validator_that_no_header_can_have_is_left_out(home: Home, etag: str) -> None:
    addresses = FetchedAddresses(home)
    addresses.add(kenya(etag, ""))
    assert addresses.conditions(URL, KENYA) == FetchedAddresses(home).conditions(URL, KENYA) == {}


def test_a_validator_that_another_version_wrote_is_left_out_too(home: Home) -> None:
    FetchedAddresses(home).add(kenya('"1"', ""))
    addresses_file(home).write_text(addresses_file(home).read_text().replace('\\"1\\"', "é"))
    assert FetchedAddresses(home).conditions(URL, KENYA) == {}


def test_a_record_without_what_was_stored_is_not_current(home: Home) -> None:
    FetchedAddresses(home).add(kenya())
    values = json.loads(addresses_file(home).read_text())
    del values["stored"]
    addresses_file(home).write_text(json.dumps(values))
    (home.profiles / "2023" / "ken.md").unlink()
    assert FetchedAddresses(home).conditions(URL, KENYA) == {}


def test_the_last_line_of_an_address_holds(home: Home) -> None:
    for number in range(3):
        FetchedAddresses(home).add(kenya(f'"{number}"'))
    assert FetchedAddresses(home).conditions(URL, KENYA)["If-None-Match"] == '"2"'
    assert len(FetchedAddresses(home).all()) == 1


def test_what_the_home_no_longer_has_is_not_known(home: Home) -> None:
    addresses = FetchedAddresses(home)
    addresses.add(kenya())
    scores = SiteTarget("scores")
    record = record_of(SiteAnswer("https://h/x.xlsx", 200), scores, ("ken-2023", "per-2023"), "cd", "sources/x.xlsx")
    addresses.add(record)
    assert addresses.find("https://h/x.xlsx", scores) == record
    (home.profiles / "2023" / "ken.md").unlink()
    assert addresses.find(URL, KENYA) is None
    assert addresses.conditions(URL, KENYA) == {}
    assert addresses.all() == (record,)
    (home.scores / "2023.csv").unlink()
    assert addresses.all() == ()


def test_what_took_the_place_of_a_text_makes_its_address_be_asked_for_anew(home: Home) -> None:
    FetchedAddresses(home).add(kenya())
    assert FetchedAddresses(home).has_page("ken-2023")
    (home.profiles / "2023" / "ken.md").write_text("another copy")
    addresses = FetchedAddresses(home)
    assert addresses.conditions(URL, KENYA) == {}
    assert addresses.find(URL, KENYA) is None
    assert not addresses.has_page("ken-2023")
    assert addresses.all() == (kenya(),)  # which an update then fetches


def test_a_record_tells_its_target(home: Home) -> None:
    assert kenya().target == KENYA
    addresses = FetchedAddresses(home)
    addresses.add(kenya())
    text = addresses_file(home).read_text().replace('"page"', '"heatmap"')
    addresses_file(home).write_text(text)
    (record,) = FetchedAddresses(home).all()
    assert record.target is None
    addresses_file(home).write_text(
        text.replace('"heatmap"', '"page"').replace('["ken-2023"]', '["ken-2023", "per-2023"]')
    )
    (record,) = FetchedAddresses(home).all()
    assert record.target is None


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b'{"url": "https://ocindex.net/2023/cou',
        b"\xff\xfe\x00",
        b"null",
        b"[1, 2]",
        b'"text"',
        b"{}",
        b"[" * 100_000,
        json.dumps({"url": URL}).encode(),
        json.dumps({"url": URL, "kind": "page", "digest": "", "path": "", "profiles": ["x"]}).encode(),
        json.dumps({"url": URL, "kind": "page", "digest": "", "path": "", "profiles": [7]}).encode(),
        json.dumps({"url": URL, "kind": "page", "digest": "", "path": "", "profiles": 7}).encode(),
        json.dumps({"url": URL, "kind": "scores", "digest": "", "path": "", "profiles": []}).encode(),
        json.dumps({"url": URL, "kind": "page", "digest": 1, "path": "", "profiles": ["ken-2023"]}).encode(),
        json.dumps({"url": 1, "kind": "page", "digest": "", "path": "", "profiles": ["ken-2023"]}).encode(),
        json.dumps({"url": "\ud800", "kind": "page", "digest": "", "path": "", "profiles": ["ken-2023"]}).encode(),
        json.dumps(
            {"url": URL, "kind": "page", "digest": "", "path": "", "profiles": ["ken-2023"], "etag": None}
        ).encode(),
        json.dumps({"url": URL, "kind": "page", "digest": "", "path": "", "profiles": ["../../x-2023"]}).encode(),
        json.dumps({"url": URL, "kind": "page", "digest": "", "path": "", "profiles": ["enact-lso-2019"]}).encode(),
    ],
    ids=lambda line: str(line[:40]),
)
def test_a_broken_line_is_passed_over_and_the_next_is_a_line_of_its_own(home: Home, line: bytes) -> None:
    addresses_file(home).write_bytes(line)
    addresses = FetchedAddresses(home)
    assert addresses.all() == ()
    assert addresses.conditions(URL, KENYA) == {}
    addresses.add(kenya())
    assert FetchedAddresses(home).all() == (kenya(),)


def test_a_line_of_a_later_version_is_read(home: Home) -> None:
    FetchedAddresses(home).add(kenya())
    values = json.loads(addresses_file(home).read_text())
    addresses_file(home).write_text(json.dumps(values | {"language": "en"}) + "\n")
    assert FetchedAddresses(home).all() == (kenya(),)


def test_a_home_without_the_file_has_fetched_nothing(tmp_path: Path) -> None:
    home = Home(tmp_path / "none")
    assert FetchedAddresses(home).all() == ()
    assert not home.path.exists()


def test_a_folder_in_its_place_is_a_fault_of_the_home(home: Home) -> None:
    addresses_file(home).mkdir()
    with pytest.raises(HomeError, match=r"fetched\.jsonl: cannot be read"):
        FetchedAddresses(home)


def add_one(home: Home) -> str:
    try:
        FetchedAddresses(home).add(kenya())
    except HomeError as error:
        return str(error)
    return ""


@needs_administrator
def test_a_file_that_cannot_be_written_is_a_fault_of_the_home(open_folder: Path) -> None:
    home = Home(open_folder)
    addresses_file(home).write_text("")
    addresses_file(home).chmod(0o444)
    assert "fetched.jsonl: cannot be written (Permission denied)" in as_user(add_one, home)
