"""The two texts that an address names."""

import pytest

from explorer.changes.compared_texts import ComparedTexts, find_changes, readings_of
from explorer.core.errors import ExplorerError, NotFoundError, QueryError
from explorer.corpus.home import Home
from explorer.corpus.library import Library


@pytest.mark.parametrize("raw", ["tjk-2021..tjk-2023", "TJK-2023..tjk-2021", " tjk-2023…tjk-2021 "])
def test_the_earlier_edition_comes_first(raw: str) -> None:
    assert ComparedTexts.read(raw) == ComparedTexts("tjk-2021", "tjk-2023")
    assert str(ComparedTexts.read(raw)) == "tjk-2021..tjk-2023"


def test_one_id_is_of_the_readings_of_a_profile() -> None:
    assert ComparedTexts.read("tjk-2021").is_of_readings
    assert str(ComparedTexts.read("tjk-2021")) == "tjk-2021"


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        ("", NotFoundError),
        ("..tjk-2021", NotFoundError),
        ("tjk-2021..", NotFoundError),
        ("tjk-2021..tjk-1999", ExplorerError),
        ("tjk-2021..tjk-2021", QueryError),
        ("tjk-2021..uzb-2023", QueryError),
        ("enact-lso-2019..lso-2021", QueryError),
    ],
)
def test_what_is_no_pair_is_refused(raw: str, error: type[ExplorerError]) -> None:
    with pytest.raises(error):
        ComparedTexts.read(raw)


def test_changes_are_found_in_a_library(changed_home: Home) -> None:
    library = Library.open(changed_home)
    changes = find_changes(library, ComparedTexts("tjk-2021", "tjk-2023"), "drugs")
    assert [section.heading.slug for section in changes.sections] == ["drugs"]
    assert readings_of(library, "tjk-2023") == []
    with pytest.raises(NotFoundError, match="No earlier reading of Tajikistan 2023"):
        find_changes(library, ComparedTexts("tjk-2023", "tjk-2023"))
