"""Decoding of pages, whatever charset they declare."""

import pytest

from explorer.ingest.encoding import decode_page

TEXT = "The café’s “price” – 5 km²"
LATIN_LABEL = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'


@pytest.mark.parametrize(
    "charset", ["utf-8", "utf-8-sig", "windows-1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
@pytest.mark.parametrize(
    "label", ["", LATIN_LABEL, "<meta charset=utf-8>", "<?xml version='1.0' encoding='us-ascii'?>"]
)
def test_characters_are_read_whatever_the_label_says(charset: str, label: str) -> None:
    assert decode_page((label + TEXT).encode(charset)) == label + TEXT


@pytest.mark.parametrize(
    ("charset", "text"),
    [("windows-1251", "Кыргызстан"), ("koi8-r", "Кыргызстан"), ("iso-8859-2", "Česko"), ("gbk", "中国")],
)
def test_another_declared_charset_is_followed(charset: str, text: str) -> None:
    assert decode_page(f'<meta charset="{charset}">{text}'.encode(charset)).endswith(text)
    assert decode_page(text.encode(charset), declared=charset) == text


def test_a_charset_that_is_none_is_not_followed() -> None:
    for label in ("rot13", "utf-7", "unicode_escape", "utf-16", "nonsense"):
        assert decode_page(f"<meta charset={label}>{TEXT}".encode("windows-1252")).endswith(TEXT)


def test_a_last_character_cut_off_does_not_change_the_others() -> None:
    assert decode_page(f"{TEXT} ’".encode()[:-1]) == f"{TEXT} "


def test_a_stray_byte_does_not_change_the_others() -> None:
    assert decode_page(TEXT.encode() + b" caf\xe9 \x93so\x94") == f"{TEXT} café “so”"


@pytest.mark.parametrize(
    "text", ["The café’s “price” – 5", "Côte d’Ivoire", "the country’s own", "São Tomé", "“So,” he said"]
)
@pytest.mark.parametrize("charset", ["mac_roman", "windows-1252"])
def test_mac_roman_is_distinguished_from_windows_1252(text: str, charset: str) -> None:
    assert decode_page(text.encode(charset)) == text
    assert decode_page(f"<meta charset=macintosh>{text}".encode("mac_roman")).endswith(text)
