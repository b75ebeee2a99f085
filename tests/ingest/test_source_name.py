"""Countries and editions in the names of files."""

import pytest

from explorer.ingest.source_name import countries_in_name, editions_in_name


@pytest.mark.parametrize(
    ("name", "codes", "editions"),
    [
        ("uzbekistan-2023.html", ["UZB"], {2023}),
        ("uzb-2023.html", ["UZB"], {2023}),
        ("UZB_2025.htm", ["UZB"], {2025}),
        ("uzb-2023-1a2b3c4d5e6f.html", ["UZB"], {2023}),
        ("uzb-2023-123456789012.html", ["UZB"], {2023}),
        ("and-2021.html", ["AND"], {2021}),
        ("Uzbekistan _ The Organized Crime Index.html", ["UZB"], set()),
        ("ocindex.net_2023_country_papua_new_guinea.html", ["PNG"], {2023}),
        ("Guinea-Bissau (1).html", ["GNB"], set()),
        ("PapuaNewGuinea.html", ["PNG"], set()),
        ("cote_divoire-2021.html", ["CIV"], {2021}),
        ("Côte d’Ivoire 2021.html", ["CIV"], {2021}),
        ("kenya1.html", ["KEN"], set()),
        ("kenya-uganda-2023.html", ["KEN", "UGA"], {2023}),
        ("page.html", [], set()),
        ("and so on.html", [], set()),
        ("per-annum-2023.html", [], {2023}),
        ("xyz-2023.html", [], {2023}),
        ("per-2023x.html", [], {2023}),
        ("chad-2023-11-05.html", ["TCD"], set()),
        ("enact-lso-2021-1a2b3c4d5e6f.html", ["LSO"], {2021}),
        ("ENACT_lso_2019.html", ["LSO"], set()),
        ("other-lso-2021.html", [], {2021}),
        ("lso-2022.html", [], set()),
        ("", [], set()),
        (f"{'kenya ' * 40}.html", ["KEN"], set()),
    ],
)
def test_a_file_name_names_countries_and_editions(name: str, codes: list[str], editions: set[int]) -> None:
    assert [country.code for country in countries_in_name(name)] == codes
    assert editions_in_name(name) == editions


def test_the_editions_in_a_name_are_those_of_the_series() -> None:
    for name, editions in (
        ("lesotho-2019.html", {2019}),
        ("enact-lso-2023-1a2b3c4d5e6f.html", {2023}),
        ("a-2025", set()),
    ):
        assert editions_in_name(name, "enact") == editions
