"""Words with one meaning find each other; a mistake in the file is reported by line."""

from pathlib import Path

import pytest

from explorer.core.errors import VocabularyError
from explorer.search.query.synonyms import Synonyms, read_synonyms, stem_phrase, synonyms


def test_every_term_of_a_group_finds_the_others_in_any_form() -> None:
    known = Synonyms([["jail", "prison", "behind bars"]])
    assert [synonym.text for synonym in known.of(stem_phrase("Jails"))] == ["prison", "behind bars"]
    assert [synonym.text for synonym in known.of(stem_phrase("behind bars"))] == ["jail", "prison"]
    assert known.longest == 2


def test_a_term_of_two_groups_finds_both() -> None:
    known = Synonyms([["court", "judge"], ["court", "yard"]])
    assert [synonym.text for synonym in known.of(stem_phrase("court"))] == ["judge", "yard"]


def test_everyday_words_stand_for_a_term(tmp_path: Path) -> None:
    path = tmp_path / "synonyms.toml"
    path.write_text(
        '[[group]]\nwords = ["jail", "prison"]\n[[everyday]]\nterm = "corrupt"\nwords = ["crooked", "on the take"]\n'
    )
    known = read_synonyms(path)
    assert known.term(stem_phrase("crooked")) == known.term(stem_phrase("on the take")) == "corrupt"
    assert known.term(stem_phrase("corrupt")) is known.term(stem_phrase("jail")) is None
    assert [synonym.text for synonym in known.of(stem_phrase("crooked"))] == ["corrupt", "on the take"]


def test_the_shipped_file_is_sound() -> None:
    assert synonyms().of(stem_phrase("jail"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[group]]\nwords = ["jail"]\n', "2: a group has two words or more"),
        ('[[group]]\nwords = ["jail", "…"]\n', "2: .*one to four words"),
        (
            '[[group]]\nwords = ["jail", "prison"]\n[[everyday]]\nterm = "x"\nwords = ["…"]\n',
            "5: .*one to four words",
        ),
        ('[[group]]\nword = ["jail", "prison"]\n', "lacks the key 'words'"),
        ("[[group]\n", "Expected"),
    ],
)
def test_a_mistake_is_reported_with_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "synonyms.toml"
    path.write_text(text)
    with pytest.raises(VocabularyError, match=f"synonyms.toml:.*{message}"):
        read_synonyms(path)
