"""The list of English words is made of those of SCOWL."""

from pathlib import Path

from benchmarks.english_words import scowl_words, without_forms
from explorer.core import paths


def write(folder: Path, name: str, *words: str) -> None:
    (folder / name).write_text("\n".join(words) + "\n", encoding="utf-8")


def test_words_are_of_the_lists_up_to_the_size(tmp_path: Path) -> None:
    write(tmp_path, "english-words.10", "Police", "x", "isn't", "café")
    write(tmp_path, "british-upper.70", "Kyrgyz")
    write(tmp_path, "english-words.80", "rare")
    write(tmp_path, "variant_3-words.10", "odd")
    write(tmp_path, "english-contractions.10", "nt")
    assert sorted(scowl_words(tmp_path)) == ["café", "kyrgyz", "police"]


def test_forms_and_other_spellings_of_a_word_are_left_out() -> None:
    words = {"smuggle", "smuggles", "smuggler", "smugglers", "organise", "organize", "company", "companies"}
    assert without_forms(words) == ["company", "organise", "smuggle", "smuggler"]


def test_the_shipped_list_has_no_word_that_is_a_form_of_another() -> None:
    text = (paths.content("index") / "dictionary" / "english.txt").read_text(encoding="utf-8")
    words = [line for line in text.splitlines() if not line.startswith("#")]
    assert without_forms(set(words)) == words
