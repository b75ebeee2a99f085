"""Content files are read with every key checked, and mistakes are reported by line."""

from pathlib import Path

import pytest

from explorer.core.content_file import TableFile, offer
from explorer.core.errors import VocabularyError

TEXT = '''# A comment.
[[thing]]
name = "one"
words = [
  "first",
  """
    second, which is long,
    and third
  """,
]

[[thing]]
name = "two"
words = ["first"]
'''


def table_file(folder: Path, text: str = TEXT) -> TableFile:
    path = folder / "things.toml"
    path.write_text(text, encoding="utf-8")
    return TableFile(path)


def test_a_table_a_key_and_an_item_have_their_lines(tmp_path: Path) -> None:
    file = table_file(tmp_path)
    assert file.line("thing", 0) == 2
    assert file.line("thing", 1, "name") == 13
    tables = file.tables("thing", {"name": str, "words": list}, {})
    assert file.item_line("thing", 0, "words", "first") == 5
    assert file.item_line("thing", 0, "words", tables[0].texts("words")[1]) == 7
    assert file.item_line("thing", 1, "words", "first") == 14


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('name = "two"', "name = 2", "things.toml:13: 'name' must be of type str"),
        ('name = "two"', 'nmae = "two"', "things.toml:12: .*lacks the key 'name'"),
        ('name = "two"', 'name = "two"\nlabel = "x"', "things.toml:14: unknown key 'label'"),
        ('words = ["first"]', "words = [1]", "things.toml:14: 'words' must be a list of texts"),
        ('name = "two"', 'name = " "', "things.toml:13: 'name' is empty"),
        ("[[thing]]", "[[thing]", "things.toml: "),
    ],
)
def test_a_mistake_is_reported_with_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(VocabularyError, match=message):
        table_file(tmp_path, TEXT.replace(old, new)).tables("thing", {"name": str, "words": list}, {})


def test_a_truth_value_is_no_whole_number(tmp_path: Path) -> None:
    file = table_file(tmp_path, "[[thing]]\nnumber = true\n")
    with pytest.raises(VocabularyError, match=r"things\.toml:2: 'number' must be of type int, not True"):
        file.tables("thing", {"number": int}, {})


def test_a_value_that_occurs_twice_is_reported(tmp_path: Path) -> None:
    file = table_file(tmp_path, TEXT.replace('"two"', '"one"'))
    tables = file.tables("thing", {"name": str, "words": list}, {})
    with pytest.raises(VocabularyError, match=r"things\.toml:13: name 'one' occurs twice"):
        file.check_unique("thing", "name", tables)


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="cannot be read"):
        TableFile(tmp_path / "none.toml")


def test_the_closest_names_are_offered() -> None:
    assert offer("herion", ["heroin", "cocaine"]) == " Did you mean heroin?"
    assert offer("xyz", ["heroin"]) == ""
