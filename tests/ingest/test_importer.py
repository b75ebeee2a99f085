"""Imports of chapters: replaced, kept beside one of the same title, or refused."""

import datetime
import os
import shutil
from pathlib import Path

import pytest

from explorer.citations.bibliography import read_entries, verify_entries
from explorer.citations.formats import FORMATS
from explorer.citations.permalinks import link_status
from explorer.citations.record import cite
from explorer.corpus.chapter_markdown import write_chapter_markdown
from explorer.corpus.earlier_readings import earlier_readings
from explorer.corpus.first_seen import SeenDates
from explorer.corpus.home import Home, HomeError
from explorer.corpus.library import Library
from explorer.corpus.stored_copies import StoredCopies
from explorer.ingest.detect import SourceReading, read_source
from explorer.ingest.importer import Imported, Outcome, Refused, import_each, import_source, import_sources
from explorer.ingest.page_copies import Superseded
from explorer.ingest.source_files import find_sources
from explorer.ingest.source_reader import SourceReader
from explorer.model.chapters import Chapter
from explorer.model.profiles import Profile, Source
from tests.citations.conftest import no_search
from tests.enact import enact_page, enact_profile
from tests.factories import FERRIES, make_chapter
from tests.ingest.sample_pages import as_late_markup, as_separate_blocks, sample_profile
from tests.ingest.sample_pdfs import FOLDER
from tests.ingest.warning_texts import texts_of
from tests.other_users import OTHERS, as_one_of, as_user
from tests.workbooks import table, workbook

HERE, THERE = Source(url="https://globalinitiative.net/here"), Source(url="https://globalinitiative.net/there")
DAY = datetime.date(2026, 9, 22)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def take(home: Home, chapter: Chapter, **how: bool) -> Outcome:
    document = home.path.parent / "document.md"
    document.write_text(write_chapter_markdown(chapter), encoding="utf-8")
    (outcome,) = import_sources(home, [document], **how)
    return outcome


def ids(outcome: Outcome) -> tuple[str, ...]:
    assert isinstance(outcome, Imported), outcome
    assert outcome.profiles == () and outcome.scores == 0
    return outcome.chapters


def test_a_chapter_is_kept_as_it_was_written(home: Home) -> None:
    outcome = take(home, make_chapter(edition=2023))
    assert ids(outcome) == ("ferries-and-the-law",)
    assert isinstance(outcome, Imported) and (outcome.passages, outcome.edition_evidence) == (
        5,
        "The front matter says 2023.",
    )
    library = Library.open(home)
    assert list(library.chapters()) == [make_chapter(edition=2023)]
    assert "ferries-and-the-law" in library
    assert library.text("ferries-and-the-law") == library.chapter("ferries-and-the-law")


def test_a_dry_run_keeps_nothing(home: Home) -> None:
    assert ids(take(home, make_chapter(), is_dry_run=True)) == ("ferries-and-the-law",)
    assert Library.open(home).chapter_ids() == ()


def test_the_same_chapter_again_takes_the_place_of_the_first(home: Home) -> None:
    before = Library.open(home).fingerprint()
    take(home, make_chapter(source=HERE))
    between = Library.open(home).fingerprint()
    assert ids(take(home, make_chapter(paragraphs={"": ["Another text."]}, source=HERE))) == ("ferries-and-the-law",)
    library = Library.open(home)
    assert [passage.text for chapter in library.chapters() for passage in chapter.passages()] == ["Another text."]
    assert len({before, between, library.fingerprint()}) == 3


def test_a_chapter_of_the_same_title_in_another_edition_is_kept_beside_the_first(home: Home) -> None:
    assert ids(take(home, make_chapter(edition=2021))) == ("ferries-and-the-law",)
    assert ids(take(home, make_chapter(edition=2023))) == ("ferries-and-the-law-2023",)
    assert ids(take(home, make_chapter(edition=2023))) == ("ferries-and-the-law-2023",)
    assert ids(take(home, make_chapter(edition=2021))) == ("ferries-and-the-law",)
    library = Library.open(home)
    assert [(chapter.id, chapter.edition) for chapter in library.chapters()] == [
        ("ferries-and-the-law", 2021),
        ("ferries-and-the-law-2023", 2023),
    ]
    (passage, *_) = library.chapter("ferries-and-the-law-2023").passages()
    assert passage.id == "ferries-and-the-law-2023/opening/1"


def test_another_chapter_of_the_same_title_and_no_edition_is_refused(home: Home) -> None:
    take(home, make_chapter(source=HERE))
    outcome = take(home, make_chapter(source=THERE))
    assert isinstance(outcome, Refused)
    assert "has the id ferries-and-the-law here already" in outcome.error


def test_a_digest_does_not_take_the_place_of_a_full_text(home: Home) -> None:
    take(home, make_chapter())
    outcome = take(home, make_chapter(text_kind="digest"))
    assert isinstance(outcome, Refused) and "a digest would replace it" in outcome.error


def test_an_edition_is_given_to_a_chapter_that_names_none_and_not_to_one_that_names_another(home: Home) -> None:
    document = home.path.parent / "document.md"
    document.write_text(write_chapter_markdown(make_chapter()), encoding="utf-8")
    (outcome,) = import_sources(home, [document], 2025)
    assert isinstance(outcome, Imported) and outcome.edition_evidence == "2025 was given with --edition."
    assert Library.open(home).chapter("ferries-and-the-law").edition == 2025
    document.write_text(write_chapter_markdown(make_chapter(edition=2021)), encoding="utf-8")
    (outcome,) = import_sources(home, [document], 2025)
    assert isinstance(outcome, Refused) and "front matter says 2021" in outcome.error


def test_what_became_of_a_cited_passage_of_a_chapter_is_said(home: Home, tmp_path: Path) -> None:
    take(home, make_chapter())
    citation = cite(Library.open(home), "ferries-and-the-law/drugs/1", DAY, "https://oc.example.org")
    whole = cite(Library.open(home), "ferries-and-the-law", DAY, "https://oc.example.org")
    assert link_status(Library.open(home), citation.link).status == "same"
    changed = FERRIES | {"Drugs": [FERRIES["Drugs"][0].replace("silence", "secrecy")]}
    take(home, make_chapter(paragraphs=changed))
    link = link_status(Library.open(home), citation.link)
    assert (link.status, link.before) == ("changed", FERRIES["Drugs"][0])
    assert [(difference.quote, difference.source) for difference in link.differences if difference.op != "same"] == [
        ("silence", "secrecy")
    ]
    moved = {name: text for name, text in FERRIES.items() if name != "Drugs"} | {"Ports": FERRIES["Drugs"]}
    take(home, make_chapter(paragraphs=moved))
    assert link_status(Library.open(home), citation.link).now.startswith("/passages/ferries-and-the-law/ports/1?v=")
    for format in FORMATS.values():
        bibliography = tmp_path / f"refs.{format.suffix}"
        bibliography.write_text(format.write([citation, whole]), encoding="utf-8")
        verdicts = verify_entries(Library.open(home), read_entries(bibliography), no_search)
        assert [verdict.status for verdict in verdicts] == ["moved", "changed"]
    (home.chapters / "ferries-and-the-law.md").unlink()
    assert link_status(Library.open(home), citation.link).status == "gone"


# A file that was fetched


def fetch(home: Home, path: Path, address: str, expected: str | None) -> Outcome:
    home.prepare()
    with SourceReader() as reader:
        return import_source(home, reader, StoredCopies(home), path, address=address, expected=expected)


def sample_file(tmp_path: Path, name: str = "body.html") -> Path:
    path = tmp_path / name
    path.write_bytes(as_separate_blocks(sample_profile(2023)).encode())
    return path


def test_a_page_that_was_fetched_is_imported_with_the_edition_and_address_of_its_request(
    home: Home, tmp_path: Path
) -> None:
    address = "https://ocindex.net/2023/country/lesotho"
    outcome = fetch(home, sample_file(tmp_path), address, "lso-2023")
    assert isinstance(outcome, Imported) and outcome.profiles == ("lso-2023",)
    assert outcome.edition_evidence == f"The address {address} names 2023."
    assert Library.open(home).profile("lso-2023").source.url == address


@pytest.mark.parametrize(
    ("expected", "error"),
    [
        ("per-2023", "The page is of Lesotho 2023, not of Peru 2023."),
        ("lso-2025", "The page is of Lesotho 2023, not of Lesotho 2025."),
    ],
)
def test_a_page_of_another_profile_than_was_asked_for_is_refused(
    home: Home, tmp_path: Path, expected: str, error: str
) -> None:
    outcome = fetch(home, sample_file(tmp_path), "https://ocindex.net/2023/country/lesotho", expected)
    assert outcome == Refused(str(tmp_path / "body.html"), error)
    assert not home.profiles.exists()
    assert not home.sources.exists()


@pytest.mark.parametrize(
    ("profile", "expected", "error"),
    [
        (enact_profile(2021), "enact-lso-2021", ""),
        (enact_profile(2021), "lso-2021", "The page is of Lesotho, ENACT Africa index 2021, not of Lesotho 2021."),
        (
            sample_profile(2021),
            "enact-lso-2021",
            "The page is of Lesotho 2021, not of Lesotho, ENACT Africa index 2021.",
        ),
        (
            enact_profile(2021),
            "index",
            "The page is of the ENACT Africa index, not of the Global Organized Crime Index.",
        ),
        (enact_profile(2021), "enact", ""),
        (sample_profile(2021), "index", ""),
    ],
)
def test_a_page_of_another_series_than_was_asked_for_is_refused(
    home: Home, tmp_path: Path, profile: Profile, expected: str, error: str
) -> None:
    path = tmp_path / "body.html"
    page = as_separate_blocks(profile)
    path.write_text(page if profile.series == "index" else enact_page(profile, as_separate_blocks), encoding="utf-8")
    outcome = fetch(home, path, "http://localhost/2021/country/lesotho", expected)
    assert getattr(outcome, "error", "") == error
    assert home.profiles.exists() == (not error)


def test_a_text_of_another_series_that_is_replaced_is_kept_and_its_copies_are_its_own(
    home: Home, tmp_path: Path
) -> None:
    pages = {
        "index.html": as_separate_blocks(sample_profile(2021)),
        "enact.html": enact_page(enact_profile(2021), as_separate_blocks),
        "enact(1).html": enact_page(enact_profile(2021), as_separate_blocks),
    }
    for name, page in pages.items():
        (tmp_path / name).write_text(page, encoding="utf-8")
    outcomes = import_sources(home, [tmp_path / name for name in pages])
    assert [type(outcome) for outcome in outcomes] == [Imported, Imported, Superseded]
    assert {"enact-lso-2021", "lso-2021"} <= set(Library.open(home).ids())
    changed = pages["enact.html"].replace("Aloes leave the plateau", "Aloes left the plateau")
    assert changed != pages["enact.html"]
    (tmp_path / "enact.html").write_text(changed, encoding="utf-8")
    import_sources(home, [tmp_path / "enact.html"])
    (earlier,) = earlier_readings(home, "enact-lso-2021")
    assert [passage.text for passage in earlier.passages()] == [
        passage.text for passage in enact_profile(2021).passages()
    ]
    assert not list(earlier_readings(home, "lso-2021"))


def test_what_is_no_page_of_one_country_is_refused_where_one_was_expected(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "scores.xlsx"
    path.write_bytes(workbook({"2021_dataset": table(2021)}))
    outcome = fetch(home, path, "https://ocindex.net/2021/country/peru", "per-2021")
    assert isinstance(outcome, Refused)
    assert outcome.error == "The workbook has 193 profiles, and is not of Peru 2021 alone."
    assert isinstance(fetch(home, path, "https://ocindex.net/assets/downloads/global_oc_index.xlsx", None), Imported)
    document = tmp_path / "document.md"
    document.write_text(write_chapter_markdown(make_chapter()), encoding="utf-8")
    outcome = fetch(home, document, "https://ocindex.net/2021/country/peru", "per-2021")
    assert isinstance(outcome, Refused)
    assert outcome.error == "The document is an article, “Ferries and the law”, and not of Peru 2021."


def test_a_fetched_page_without_a_name_is_read_again_for_the_links_to_it(home: Home, tmp_path: Path) -> None:
    address = "https://ocindex.net/2023/country/uzbekistan"
    path = tmp_path / "body.html"
    profile = sample_profile(2023, "UZB")
    path.write_text(as_late_markup(profile), encoding="utf-8")
    assert isinstance(fetch(home, path, address, "uzb-2023"), Imported)
    link = cite(Library.open(home), "uzb-2023/drugs/1", DAY, "https://oc.example.org").link
    path.write_text(as_late_markup(profile).replace("Cannabis grows", "Hemp grows"), encoding="utf-8")
    assert isinstance(fetch(home, path, address, "uzb-2023"), Imported)
    status = link_status(Library.open(home), link)
    assert (status.status, status.before[:14]) == ("changed", "Cannabis grows")


# Whatever is in the home, and whatever happens to it


def profile_document(folder: Path, code: str, more: str = "", text: str = "Heroin is sold by the gram.") -> Path:
    path = folder / f"{code}.md"
    path.write_text(f"---\ncountry: {code}\nedition: 2023\n{more}---\n\n## Drugs\n\n{text}\n", encoding="utf-8")
    return path


def contents(home: Home) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in home.path.rglob("*") if path.is_file()}


@pytest.mark.parametrize("broken", [b"", b"---\n", b"\xff"])
def test_a_broken_copy_is_replaced_and_named(home: Home, tmp_path: Path, broken: bytes) -> None:
    copy = home.profiles / "2023" / "and.md"
    copy.parent.mkdir(parents=True)
    copy.write_bytes(broken)
    (outcome,) = import_sources(home, [profile_document(tmp_path, "AND")])
    assert isinstance(outcome, Imported)
    (warning,) = texts_of(outcome.warnings)
    assert warning.startswith(f"The earlier copy could not be read. {copy}:")
    assert Library.open(home).profile("and-2023").text_kind == "full"


def test_a_digest_never_replaces_a_copy_that_cannot_be_read(home: Home, tmp_path: Path) -> None:
    copy = home.profiles / "2023" / "and.md"
    copy.parent.mkdir(parents=True)
    copy.write_bytes(b"---\n")
    (outcome,) = import_sources(home, [profile_document(tmp_path, "AND", "text: digest\n")])
    assert isinstance(outcome, Refused) and str(copy) in outcome.error
    assert copy.read_bytes() == b"---\n"


def test_broken_scores_of_others_are_named_and_refuse_nothing(home: Home, tmp_path: Path) -> None:
    broken = home.scores / "2023" / "ago.md"
    broken.parent.mkdir(parents=True)
    broken.write_bytes(b"\xff")
    page = profile_document(
        tmp_path, "AND", "scores:\n  criminality: 5.0\nranks:\n  criminality:\n    world: [3, 193]\n"
    )
    (outcome,) = import_sources(home, [page])
    assert isinstance(outcome, Imported)
    (warning,) = texts_of(outcome.warnings)
    assert "were not compared" in warning and str(broken) in warning


def test_a_source_that_cannot_be_stored_is_refused_and_the_next_is_taken(home: Home, tmp_path: Path) -> None:
    (home.profiles / "2023" / "and.md").mkdir(parents=True)
    first, second = import_sources(home, [profile_document(tmp_path, code) for code in ("AND", "AGO")])
    assert isinstance(first, Refused) and first.is_fault_of_home
    assert (
        first.error
        == f"{home.profiles / '2023' / 'and.md'}: cannot be written (Is a directory); nothing there was changed."
    )
    assert isinstance(second, Imported)
    assert [path.name[:9] for path in home.sources.iterdir()] == ["ago-2023-"]


def test_a_text_that_is_replaced_is_kept_with_the_new_one_or_neither_is_stored(home: Home) -> None:
    earlier, changed = make_chapter(), make_chapter(paragraphs={"": ["Ferries carry less than before."]}, notes={})
    take(home, earlier)
    home.earlier.write_bytes(b"")  # where the folder would be
    before = contents(home)
    refused = take(home, changed)
    assert isinstance(refused, Refused) and refused.is_fault_of_home
    assert contents(home) == before
    home.earlier.unlink()
    take(home, changed, is_dry_run=True)
    assert not home.earlier.exists()
    take(home, changed)
    assert list(earlier_readings(home, earlier.id)) == [earlier]
    assert Library.open(home).chapter(earlier.id) == changed


def test_a_workbook_whose_editions_cannot_all_be_stored_leaves_everything_as_it_was(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "scores.xlsx"
    path.write_bytes(workbook({"2023_dataset": table(2023), "2021_dataset": table(2021)}))
    (home.scores / "2023.csv").mkdir(parents=True)
    (home.path / ".lock").touch()
    before = contents(home)
    (outcome,) = import_sources(home, [path])
    assert isinstance(outcome, Refused) and "2023.csv: cannot be written" in outcome.error
    assert contents(home) == before
    assert not home.sources.exists()


def test_what_a_killed_import_left_is_removed(home: Home, tmp_path: Path) -> None:
    left = [
        home.path / ".0123456789abcdef.part",
        home.sources / ".h3_x0abc.part",
        home.profiles / "2021" / f".{'a' * 16}.part",
    ]
    for path in left:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    import_sources(home, [profile_document(tmp_path, "AND")])
    assert list(home.path.rglob("*.part")) == []


@pytest.mark.parametrize(
    "name",
    ["a" * 250 + ".md", "line\nbreak\x1b]0;title\x07.md", "...md", os.fsdecode(b"\xff\xfe.md"), "CON.md", "a b?*.md"],
)
def test_a_source_of_any_name_is_taken(home: Home, tmp_path: Path, name: str) -> None:
    path = profile_document(tmp_path, "AND").rename(tmp_path / name)
    (outcome,) = import_sources(home, [path])
    assert isinstance(outcome, Imported) and outcome.path == str(path)
    (snapshot,) = home.sources.iterdir()
    assert snapshot.name.startswith("and-2023-") and snapshot.name.isprintable()


def test_a_workbook_of_any_name_is_taken(home: Home, tmp_path: Path) -> None:
    path = tmp_path / ("a\n" * 120 + ".xlsx")
    path.write_bytes(workbook({"2021_dataset": table(2021)}))
    (outcome,) = import_sources(home, [path])
    assert isinstance(outcome, Imported) and outcome.path == str(path)
    (snapshot,) = home.sources.iterdir()
    assert snapshot.name.isprintable() and len(snapshot.name) < 100


class EarlierReader(SourceReader):
    """Gives what was read before: another user cannot start Python where it is installed for one user alone."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.reading = read_source(path)

    def read(self, path: Path, edition: int | None = None, address: str = "", member: str = "") -> SourceReading:  # noqa: ARG002
        return self.reading


def import_one(home: Home, reader: SourceReader, path: Path) -> str:
    """Import a file; "" when it is taken, else why not."""
    try:
        (outcome,) = import_each(home, reader, [path])
    except HomeError as error:
        return str(error)
    return outcome.error if isinstance(outcome, Refused) else ""


def test_members_of_a_group_import_into_one_home(shared_path: Path) -> None:
    home = Home(shared_path / "home")
    for user, text in zip(OTHERS, ("First text.", "Second text."), strict=True):
        path = profile_document(shared_path, "AND", text=text)
        assert as_one_of(user, import_one, home, EarlierReader(path), path) == ""
    assert [passage.text for passage in Library.open(home).profile("and-2023").passages()] == ["Second text."]


def test_a_home_of_another_user_is_refused_with_the_reason(shared_path: Path) -> None:
    home = Home(shared_path / "home")
    import_sources(home, [profile_document(shared_path, "AND")])
    folders = [home.path, *(path for path in home.path.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    path = profile_document(shared_path, "AGO")
    refusal = as_user(import_one, home, EarlierReader(path), path)
    for folder in folders:
        folder.chmod(0o755)
    assert "cannot be written (Permission denied)" in refusal and str(home.path) in refusal


def test_a_home_that_cannot_be_made_is_refused_before_anything_is_read(shared_path: Path) -> None:
    folder = shared_path / "closed"
    folder.mkdir()
    folder.chmod(0o555)
    path = profile_document(shared_path, "AND")
    refusal = as_user(import_one, Home(folder / "oc" / "home"), EarlierReader(path), path)
    assert refusal == (
        f"{folder / 'oc' / 'home'}: the home folder cannot be made, since {folder} cannot be written. "
        "Name another with --home."
    )
    folder.chmod(0o755)


def test_a_pdf_is_stored_as_it_is_and_read_again(home: Home, tmp_path: Path) -> None:
    source = tmp_path / "ocindex_profile_lesotho_2023.pdf"
    source.write_bytes((FOLDER / "beside.pdf").read_bytes())
    (imported,) = import_sources(home, find_sources([tmp_path], own=[home.path]).paths)
    assert isinstance(imported, Imported) and imported.profiles == ("lso-2023",)
    assert imported.kind == "PDF"
    (snapshot,) = home.sources.iterdir()
    assert (snapshot.suffix, snapshot.read_bytes()) == (".pdf", source.read_bytes())
    assert read_source(snapshot).profiles == read_source(source).profiles


def _aged(home: Home, name: str) -> None:
    """Have passages seen long ago."""
    path = home.first_seen / name
    lines = [line.split() for line in path.read_text("ascii").splitlines()]
    path.write_text("".join(f"{key} 2020-01-02T03:04:05Z {how}\n" for key, _, how in lines), encoding="ascii")


def _years(home: Home, id: str) -> list[tuple[int, str]]:
    dates = SeenDates(home, datetime.datetime(9999, 1, 1, tzinfo=datetime.UTC))
    seen = [dates.of_passage(id, passage.text) for passage in Library.open(home).text(id).passages()]
    return [(first.at.year, first.how) for first in seen]


def test_passages_have_the_time_of_the_import_that_brought_them(home: Home, tmp_path: Path) -> None:
    page = tmp_path / "lesotho.html"
    page.write_text(as_separate_blocks(sample_profile(2021)), encoding="utf-8")
    import_sources(home, [page])
    take(home, make_chapter())
    for id, name in (("lso-2021", "2021/lso.txt"), ("ferries-and-the-law", "chapters/ferries-and-the-law.txt")):
        assert {how for _, how in _years(home, id)} == {"seen"} and _years(home, id)[0][0] > 2025
        _aged(home, name)
    import_sources(home, [page])
    take(home, make_chapter(paragraphs=FERRIES | {"Who is paid": ["Pursers are."]}))
    assert set(_years(home, "lso-2021")) == {(2020, "seen")}
    assert sum(year > 2020 for year, _ in _years(home, "ferries-and-the-law")) == 1


def test_a_dry_run_and_a_refused_source_record_no_date(home: Home, tmp_path: Path) -> None:
    take(home, make_chapter(), is_dry_run=True)
    assert not home.first_seen.exists()
    take(home, make_chapter())
    record = (home.first_seen / "chapters" / "ferries-and-the-law.txt").read_bytes()
    assert isinstance(take(home, make_chapter(paragraphs={"": ["Other words."]}, text_kind="digest")), Refused)
    assert (home.first_seen / "chapters" / "ferries-and-the-law.txt").read_bytes() == record


def test_what_was_imported_before_dates_were_kept_is_told_apart_from_an_edit(home: Home) -> None:
    take(home, make_chapter())
    shutil.rmtree(home.first_seen)
    take(home, make_chapter(paragraphs=FERRIES | {"Who is paid": ["Pursers are."]}))
    hows = [how for _, how in _years(home, "ferries-and-the-law")]
    assert hows.count("seen") == 1 and hows.count("found") == len(hows) - 1


def test_a_record_of_dates_that_cannot_be_read_refuses_the_source_alone(home: Home, tmp_path: Path) -> None:
    (home.first_seen / "chapters" / "ferries-and-the-law.txt").mkdir(parents=True)
    page = tmp_path / "lesotho.html"
    page.write_text(as_separate_blocks(sample_profile(2021)), encoding="utf-8")
    outcome = take(home, make_chapter())
    assert isinstance(outcome, Refused) and outcome.is_fault_of_home
    assert "ferries-and-the-law.txt: the dates cannot be read" in outcome.error
    (other,) = import_sources(home, [page])
    assert isinstance(other, Imported)
