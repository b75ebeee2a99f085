"""The language of a text."""

import shutil
from pathlib import Path

import pytest

from explorer.core import paths
from explorer.core.errors import VocabularyError
from explorer.entities.text_language import language_of, read_language_signs


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("El país ocupa el puesto 3 de 193 a nivel mundial.", "es"),
        ("Le pays est 112e sur 193 pays dans le monde.", "fr"),
        ("O país ocupa o 14.º lugar entre 193 países do mundo.", "pt"),
        ("Россия заняла 19-е место в мире.", "ru"),
        ("Ecuador ranked 11th of 193 countries in the world.", "en"),
        ("Costa Rica", "en"),
        ("2023: 7,57", "en"),
        ("", "en"),
        ("Il paese è al primo posto nella classifica della criminalità con 6,2 punti.", "en"),
        ("El país ocupa el tercer lloc amb una puntuació de 6,2, per sobre dels altres.", "en"),
        ("Das Land liegt auf dem dritten Platz und war von der Lage nicht überrascht.", "en"),
        ("Україна посіла третє місце у світі, і це її найвищий показник.", "en"),
        ("Страната е на трето място в света и се нарежда след съседите, като от това няма полза.", "en"),
        ("The report on la cosa nostra and the de facto rule of gangs was read in El Salvador.", "en"),
    ],
)
def test_a_text_is_in_the_language_of_its_small_words(text: str, language: str) -> None:
    assert language_of(text) == language
    assert language_of(text.upper()) == language


def test_a_mistake_is_reported_with_file_and_line(tmp_path: Path) -> None:
    shutil.copy(paths.content("index") / "translations" / "languages.toml", tmp_path)
    file = tmp_path / "languages.toml"
    whole = file.read_text("utf-8")
    for old, new, message in (
        ('script = "latin"', 'script = "roman"', "script must be latin or cyrillic"),
        ('code = "fr"', 'code = "es"', "'es' occurs twice"),
        ("letters = ", "letter = ", "unknown key 'letter'"),
    ):
        file.write_text(whole.replace(old, new), "utf-8")
        with pytest.raises(VocabularyError, match=rf"languages\.toml:\d+: .*{message}"):
            read_language_signs(tmp_path)
