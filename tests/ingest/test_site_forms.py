"""The forms of the site's addresses: read from their file, and made of them."""

from pathlib import Path

import pytest

from explorer.core.errors import QueryError, VocabularyError
from explorer.ingest.site_forms import page_address, read_site_forms, site_forms, site_origin, workbook_address

SITE = "https://ocindex.net"
FORMS = """
hosts = ["https://ocindex.net"]
pages = ["/{edition}/country/{slug}"]
newest = ["/country/{slug}"]
profiles = ["/{edition}/{slug}.pdf"]
scores = ["/scores.xlsx"]

[[country]]
code = "LCA"
slugs = ["st_lucia"]

"""


@pytest.mark.parametrize(
    ("given", "origin"),
    [
        (" https://OCIndex.net/\n", "https://ocindex.net"),
        ("HTTP://[::1]:8080", "http://[::1]:8080"),
        ("https://ocindex.net.", "https://ocindex.net."),
    ],
)
def test_a_site_has_one_form(given: str, origin: str) -> None:
    assert site_origin(given) == origin


@pytest.mark.parametrize(
    "given",
    [
        *("", "ocindex.net", "ftp://ocindex.net", "file:///etc", "https://", "https:///x", "http://h:0", "http://h:99999"),
        *("http://h:x", "http://[::1", "http://me:secret@h", "http://:secret@h", "http://@h", "http://h?x=1"),
        *("http://h/#x", "http://a b/", "http://h/\x07x", "javascript:alert(1)"),
    ],
)  # fmt: skip
def test_what_is_no_site_is_refused(given: str) -> None:
    with pytest.raises(QueryError, match=r"https://ocindex\.net"):
        site_origin(given)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (FORMS.replace("/{edition}/country/{slug}", "/country/{slug}"), "must have {edition} and {slug}"),
        (FORMS.replace("/scores.xlsx", "/{name}.xlsx"), "must have no braces"),
        (FORMS.replace('["/scores.xlsx"]', "[]"), "scores must be a list of texts"),
        (FORMS.replace('["/scores.xlsx"]', "[1]"), "scores must be a list of texts"),
        (FORMS.replace("hosts", "houses"), "hosts must be a list of texts"),
        (FORMS.replace("https://ocindex.net", "ocindex.net"), "no address of a site"),
        (f'{FORMS}[[country]]\ncode = "XYZ"\nslugs = ["x"]\n', "XYZ"),
        (f'{FORMS}[[country]]\ncode = "KEN"\nslugs = "x"\n', "slugs"),
        (f'{FORMS}[[country]]\ncode = "KEN"\nslugs = ["x"]\n[[country]]\ncode = "KEN"\nslugs = ["y"]\n', "KEN"),
        ("pages = [", "site.toml"),
    ],
)
def test_a_mistake_in_the_forms_names_its_file(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "site.toml").write_text(text)
    with pytest.raises(VocabularyError) as caught:
        read_site_forms(tmp_path)
    assert reason in str(caught.value)
    assert "site.toml" in str(caught.value)


def test_the_forms_of_the_project_are_sound() -> None:
    assert site_forms().hosts[0] == SITE


def test_the_page_of_a_country_has_its_name_in_small_letters() -> None:
    assert page_address("KGZ", 2025) == "https://ocindex.net/2025/country/kyrgyzstan"
    assert page_address("PNG", 2023) == "https://ocindex.net/2023/country/papua_new_guinea"
    assert workbook_address() == "https://ocindex.net/assets/downloads/global_oc_index.xlsx"


def test_a_name_that_can_be_written_in_several_ways_is_not_guessed() -> None:
    assert page_address("CIV", 2023) == page_address("KNA", 2021) == "https://ocindex.net/"
