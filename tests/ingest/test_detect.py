"""The kind of a source, by its content."""

from pathlib import Path

import pytest

from explorer.core.errors import SourceError
from explorer.corpus.chapter_markdown import write_chapter_markdown
from explorer.corpus.profile_markdown import write_profile_markdown
from explorer.ingest.detect import SourceReading, read_source
from tests.factories import bundled_digest, make_chapter, small_profile
from tests.ingest.sample_pages import OLD, as_saved_text, as_soup
from tests.workbooks import table, workbook


def read(folder: Path, name: str, content: bytes | str, edition: int | None = None) -> SourceReading:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_source(path, edition)


@pytest.mark.parametrize("name", ["kgz.md", "kgz.txt", "kgz"])
def test_a_document_is_known_by_its_fence_or_its_name(tmp_path: Path, name: str) -> None:
    reading = read(tmp_path, name, write_profile_markdown(bundled_digest()))
    assert (reading.kind, reading.profiles, reading.chapters) == ("document", (bundled_digest(),), ())
    assert reading.edition_evidence == "The front matter says 2021."


def test_a_document_of_a_chapter_is_known_by_its_keys(tmp_path: Path) -> None:
    reading = read(tmp_path, "ferries.md", write_chapter_markdown(make_chapter()))
    assert (reading.kind, reading.texts) == ("document", (make_chapter(),))
    assert reading.edition_evidence == "The front matter names no edition."


def test_a_given_edition_is_that_of_a_chapter_without_one(tmp_path: Path) -> None:
    reading = read(tmp_path, "ferries.md", write_chapter_markdown(make_chapter()), 2023)
    assert reading.texts == (make_chapter(edition=2023),)
    assert reading.edition_evidence == "2023 was given with --edition."


def test_a_given_edition_contradicts_no_document(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="--edition 2021 was given, but the document's front matter says 2023"):
        read(tmp_path, "kgz.md", write_profile_markdown(small_profile("kgz-2023")), 2021)


@pytest.mark.parametrize("page", [as_saved_text(OLD), as_soup(OLD)])
def test_a_page_of_a_country_is_mark_up_or_text(tmp_path: Path, page: str) -> None:
    reading = read(tmp_path, "lesotho-2021.html", page)
    assert (reading.kind, [profile.id for profile in reading.profiles]) == ("page", ["lso-2021"])


def test_a_workbook_is_known_whatever_its_name(tmp_path: Path) -> None:
    reading = read(tmp_path, "scores.bin", workbook({"2021_dataset": table(2021)}))
    assert (reading.kind, len(reading.profiles)) == ("workbook", 193)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("kgz.md", b"---\ncountry: \xff\n---\n", r"not UTF-8 \(byte 13\)"),
        ("kgz.md", b"---\ncountry: KGZ\n---\n", "kgz.md:1: the front matter lacks the key 'edition'"),
        ("kgz.html", b"  \n", "The file is empty"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    with pytest.raises(SourceError, match=message):
        read(tmp_path, name, content)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        read_source(tmp_path / "missing.html")
