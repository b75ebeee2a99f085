"""The names of places that `index/names.toml` adds to those of the taxonomy."""

import shutil
from pathlib import Path

import pytest

from explorer.core import paths
from explorer.core.errors import VocabularyError
from explorer.entities.place_names import key_of, place_names, read_place_names
from explorer.model.taxonomy import taxonomy


def test_halves_of_a_name_name_the_region() -> None:
    assert place_names().regions[key_of("central ASIA")] == "Central Asia and the Caucasus"


def test_phrases_of_the_works_are_no_names_either() -> None:
    assert {key_of("Lake Chad"), key_of("Latin America")} <= place_names().no_names
    assert key_of("US") not in place_names().no_names


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('region = "West Africa"', 'region = "Occident"', "'Occident' is not a region"),
        ('country = "Cabo Verde"', 'country = "Cabo"', "'Cabo' is not one"),
        ("beside_place", "beside_places", "unknown key"),
    ],
)
def test_a_mistake_is_reported_with_file_and_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    source = paths.content("index")
    shutil.copy(source / "works.toml", tmp_path)
    text = (source / "names.toml").read_text("utf-8")
    comment, tables = text[: text.index("[[")], text[text.index("[[") :]
    (tmp_path / "names.toml").write_text(comment + tables.replace(old, new), "utf-8")
    with pytest.raises(VocabularyError, match=message) as caught:
        read_place_names(tmp_path, taxonomy())
    assert "names.toml:" in str(caught.value)
