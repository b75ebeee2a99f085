"""Profiles, passages and notes, checked when they are made, and their ids."""

import pytest

from explorer.core.errors import CorpusError, NotFoundError, ScoreError
from explorer.model.profiles import Note, Passage, Profile, Reference, Section, parse_reference, take_marks, tidy
from tests.factories import make_profile, make_section


def passage(text: str = "Tea is sold.", *notes: Note) -> Passage:
    return Passage("kgz-2021", "drugs", 1, text, notes)


def test_tidy_text_has_single_spaces_and_composed_characters() -> None:
    assert tidy(" Co\u0302te\u00ad  d’\u200bIvoire\n") == "Côte d’Ivoire"


def test_marks_have_their_place_in_the_tidied_text() -> None:
    assert take_marks(["Tea ", " is", " sold. "]) == ("Tea is sold.", (3, 6))


def test_a_passage_writes_the_marks_of_its_notes() -> None:
    noted = passage("Tea is sold.", Note("1", "A ledger.", (3, 12)), Note("2", "A diary.", (3,)))
    assert noted.marked() == "Tea[1][2] is sold.[1]"
    assert (noted.id, noted.anchor) == ("kgz-2021/drugs/1", "drugs-1")


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("", ()),
        ("Two  spaces.", ()),
        ("Tea.", (Note("1", "", (5,)),)),
        ("Tea is.", (Note("1", "", (4,)),)),
        ("Tea.", (Note("1", "", (3, 1)),)),
        ("Tea.", (Note("1", "", (1,)), Note("1", "Another.", (3,)))),
    ],
)
def test_a_passage_that_could_not_be_shown_is_refused(text: str, notes: tuple[Note, ...]) -> None:
    with pytest.raises(CorpusError, match="kgz-2021/drugs/1: "):
        passage(text, *notes)


@pytest.mark.parametrize("mark", ["", "1 2", "[1]"])
def test_a_mark_of_a_note_has_neither_spaces_nor_brackets(mark: str) -> None:
    with pytest.raises(CorpusError, match="A note has a mark"):
        Note(mark)


def test_a_profile_is_called_by_country_and_edition() -> None:
    profile = make_profile("kgz-2021", {"drugs": ["Tea is sold."]})
    assert (profile.kind, profile.id, profile.title, profile.name) == (
        "profile",
        "kgz-2021",
        "Kyrgyzstan",
        "Kyrgyzstan 2021",
    )
    assert (profile.path, profile.text_kind) == ("/profiles/kgz-2021", "full")


def test_a_profile_has_only_what_its_edition_scores() -> None:
    with pytest.raises(CorpusError, match="financial-crimes was not scored before 2023"):
        make_profile("kgz-2021", scores={"financial-crimes": 5.0})
    with pytest.raises(ScoreError, match="outside 1-10"):
        make_profile("kgz-2021", scores={"heroin-trade": 10.5})


def test_sections_are_in_published_order_and_text_is_what_it_is_called() -> None:
    sections = [make_section("kgz-2021", slug, ["Tea."]) for slug in ("drugs", "trade")]
    with pytest.raises(CorpusError, match="published order"):
        Profile("KGZ", 2021, "full", tuple(sections))
    with pytest.raises(CorpusError, match="text is 'full', but no passages"):
        Profile("KGZ", 2021, "full")
    with pytest.raises(CorpusError, match="text is 'none', but there are passages"):
        Profile("KGZ", 2021, "none", (sections[0],))


def test_a_missing_section_or_passage_is_named() -> None:
    profile = make_profile("kgz-2021", {"drugs": ["Tea is sold."]})
    assert profile.passage("drugs", 1).text == "Tea is sold."
    with pytest.raises(NotFoundError, match="has 1 passage; there is no number 2"):
        profile.passage("drugs", 2)
    with pytest.raises(NotFoundError, match="kgz-2021 has no section 'trade'"):
        profile.section("trade")
    assert Section("drugs").title == "Drugs"


@pytest.mark.parametrize(
    ("id", "reference"),
    [
        ("kgz-2021", Reference("kgz-2021")),
        ("/KGZ-2021/drugs/", Reference("kgz-2021", "drugs")),
        ("kgz-2021/drugs/12", Reference("kgz-2021", "drugs", 12)),
        ("ferries-and-the-law/ports/1", Reference("ferries-and-the-law", "ports", 1)),
    ],
)
def test_an_id_is_read_in_any_case(id: str, reference: Reference) -> None:
    assert parse_reference(id) == reference


def test_only_the_id_of_a_profile_has_country_and_edition() -> None:
    profile, chapter = Reference("kgz-2021"), Reference("ferries-and-the-law")
    assert (profile.kind, profile.code, profile.edition) == ("profile", "KGZ", 2021)
    assert (chapter.kind, chapter.code, chapter.edition) == ("chapter", None, None)
    with pytest.raises(NotFoundError, match="not the id of a profile"):
        _ = chapter.profile_id


@pytest.mark.parametrize("id", ["kgz", "kgz-2022", "xxx-2021", "kgz-2021/gold", "kgz-2021/drugs/0", "a b"])
def test_what_is_no_id_is_refused(id: str) -> None:
    with pytest.raises(NotFoundError):
        parse_reference(id)
