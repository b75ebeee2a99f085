"""ZIP archives of saved pages: each file in one is a source of its own."""

import io
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from explorer.core.errors import SourceError
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.ingest import page_archive
from explorer.ingest.detect import read_source
from explorer.ingest.importer import Imported, Outcome, Refused, expand_archives, import_sources
from explorer.ingest.page_archive import ArchiveListing, is_archive, list_archive, read_member
from explorer.ingest.source_files import SourceFile
from explorer.ingest.source_reader import SourceReader
from tests.ingest.sample_pages import OLD, as_soup, sample_profile
from tests.workbooks import table, workbook

KENYA = as_soup(sample_profile(2023, "KEN"))


def packed(files: Mapping[str, str | bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", how) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def archive_file(tmp_path: Path, files: Mapping[str, str | bytes], name: str = "pages.zip") -> Path:
    path = tmp_path / name
    path.write_bytes(packed(files))
    return path


def take(tmp_path: Path, path: Path) -> dict[str, Outcome]:
    """Import an archive; outcomes by the path in it."""
    outcomes = import_sources(Home(tmp_path / "home"), [path])
    return {outcome.path.removeprefix(str(path)): outcome for outcome in outcomes}


def test_each_file_is_a_source_of_its_own(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "lesotho-2021.html": as_soup(OLD),
        "more/kenya.html": KENYA,
        "notes.html": "<p>Nothing.</p>",
        "scores.xlsx": workbook({"2021_dataset": table(2021)}),
    }
    outcomes = take(tmp_path, archive_file(tmp_path, files))
    assert list(outcomes) == ["/lesotho-2021.html", "/more/kenya.html", "/notes.html", "/scores.xlsx"]
    taken = {path: outcome.profiles for path, outcome in outcomes.items() if isinstance(outcome, Imported)}
    assert (taken["/lesotho-2021.html"], taken["/more/kenya.html"]) == (("lso-2021",), ("ken-2023",))
    assert len(taken["/scores.xlsx"]) == 193
    assert isinstance(outcomes["/notes.html"], Refused)
    home = Home(tmp_path / "home")
    assert Library.open(home).profile("ken-2023").text_kind == "full"
    assert sorted(path.suffix for path in home.sources.iterdir()) == [".html", ".html", ".xlsx"]


def test_names_that_lead_out_of_the_archive_do_no_harm(tmp_path: Path) -> None:
    names = ("../../kenya-2023.html", "/etc/lesotho-2021.html", "C:\\pages\\kenya (2).html")
    outcomes = take(tmp_path, archive_file(tmp_path, dict.fromkeys(names, KENYA)))
    assert len(outcomes) == 3
    assert {path.relative_to(tmp_path).parts[0] for path in tmp_path.rglob("*")} == {"home", "pages.zip"}


def test_parts_of_saved_pages_are_passed_over_as_in_a_folder(tmp_path: Path) -> None:
    files = {
        "a/kenya.html": KENYA,
        "a/kenya_files/frame.html": "x",
        "a/kenya-fremd/frame.html": "x",
        "a/kenya-fremd/main.css": "x",
        "__MACOSX/a/kenya.html": "x",
        "a/.hidden/page.html": "x",
        "a/picture.png": "x",
        "a/kenya-other/page.html": "x",
    }
    assert list_archive(archive_file(tmp_path, files)) == ArchiveListing(("a/kenya-other/page.html", "a/kenya.html"), 6)


def test_an_office_document_is_no_archive_of_sources(tmp_path: Path) -> None:
    book = tmp_path / "pages.zip"
    book.write_bytes(workbook({"2021_dataset": table(2021)}))
    assert is_archive(book) and list_archive(book) is None
    (outcome,) = import_sources(Home(tmp_path / "home"), [book])
    assert isinstance(outcome, Imported) and len(outcome.profiles) == 193
    letter = archive_file(tmp_path, {"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}, "letter.docx")
    (outcome,) = import_sources(Home(tmp_path / "home"), [letter])
    assert isinstance(outcome, Refused) and "not an Excel workbook" in outcome.error


def test_what_is_named_as_a_workbook_is_refused_as_one(tmp_path: Path) -> None:
    damaged = archive_file(tmp_path, {f"part{number}": "" for number in range(20)}, "scores.xlsx")
    (outcome,) = import_sources(Home(tmp_path / "home"), [damaged])
    assert isinstance(outcome, Refused) and outcome.path == str(damaged)


def refusal(tmp_path: Path, path: Path) -> str:
    (outcome,) = import_sources(Home(tmp_path / "home"), [path])
    assert isinstance(outcome, Refused)
    assert outcome.path.startswith(str(path))
    return outcome.error


def encrypted(data: bytes) -> bytes:
    """Set the flag of encryption of the only file in an archive."""
    local, central = bytearray(data), data.index(b"PK\x01\x02")
    for place in (6, central + 8):
        local[place : place + 2] = struct.pack("<H", 1)
    return bytes(local)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (packed({"kenya.html": KENYA})[:-30], "The ZIP archive is damaged"),
        (b"PK\x03\x04 and so on", "The ZIP archive is damaged"),
        (packed({}), "The ZIP archive has no file in it that can be"),
        (packed({"main.css": "x"}), "The ZIP archive has no file in it that can be"),
        (encrypted(packed({"kenya.html": KENYA})), "The file is encrypted in its archive, with a password"),
        (packed({"kenya.html": KENYA}, zipfile.ZIP_BZIP2), "The file is packed in a way that is not read"),
        (packed({"inner.zip": packed({"kenya.html": KENYA})}), "It is an archive within another"),
        (packed({"kenya.html": " " * 3_000_000}), "unpacks to more than 250 times"),
        (packed({"kenya.html": bytes(21 * 2**20)}), "at most 20 MB are read"),
        (packed({"kenya.html": ""}), "The file is empty"),
        (packed({f"{'a/' * 21}kenya.html": KENYA}), "folders more than 20 deep"),
    ],
    ids=range(11),
)
def test_what_cannot_be_read_is_refused_with_the_reason(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "pages.zip"
    path.write_bytes(data)
    assert message in refusal(tmp_path, path)


def test_a_file_whose_data_were_changed_is_refused(tmp_path: Path) -> None:
    data = bytearray(packed({"kenya.html": KENYA}, zipfile.ZIP_STORED))
    data[200] ^= 1
    (tmp_path / "pages.zip").write_bytes(data)
    assert "damaged in its archive (Bad CRC-32" in refusal(tmp_path, tmp_path / "pages.zip")


def test_too_many_or_too_large_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = archive_file(tmp_path, {"a.html": KENYA, "b.html": KENYA})
    for limit, value, message in (
        ("MOST_MEMBERS", 1, "The archive has 2 files; at most 1 are read"),
        ("UNPACKED", 1000, "The archive unpacks to"),
        ("LARGEST", 100, "The archive has more than"),
    ):
        with monkeypatch.context() as changed:
            changed.setattr(page_archive, limit, value)
            with pytest.raises(SourceError, match=message):
                list_archive(path)


def test_an_archive_or_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert not is_archive(tmp_path / "none.zip")
    with pytest.raises(SourceError, match="cannot be read"):
        list_archive(tmp_path / "none.zip")
    with pytest.raises(SourceError, match="cannot be read"):
        read_member(tmp_path / "none.zip", "a")
    with pytest.raises(SourceError, match="damaged in its archive"):
        read_member(archive_file(tmp_path, {"a.html": KENYA}), "b.html")


def test_archives_are_replaced_by_their_sources_where_they_are_listed(tmp_path: Path) -> None:
    path = archive_file(tmp_path, {"b.html": KENYA, "a.html": KENYA, "x.css": "x"})
    other = tmp_path / "other.html"
    other.touch()
    with SourceReader() as reader:
        expanded = expand_archives(reader, [other, path, SourceFile(path, "b.html")])
    assert [str(file) for file in expanded.files] == [str(other), f"{path}/a.html", f"{path}/b.html", f"{path}/b.html"]
    assert expanded.passed_over == 1
    with pytest.raises(SourceError, match="It is a ZIP archive of several files"):
        read_source(path)
