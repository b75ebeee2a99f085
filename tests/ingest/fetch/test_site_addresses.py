"""The addresses of the site: each country has its own, and each is read back, however it is spelt."""

import pytest

from explorer.ingest.fetch.site_addresses import SiteTarget, addresses_of, find_targets, target_of
from explorer.ingest.site_forms import KINDS, site_origin, slugs_of
from explorer.model.ids import profile_id
from explorer.model.taxonomy import EDITIONS, taxonomy

SITE = "https://ocindex.net"


def test_every_address_that_is_made_leads_back_to_its_target() -> None:
    seen: dict[str, SiteTarget] = {}
    for country in taxonomy().countries:
        for edition in EDITIONS:
            for kind in KINDS[:2]:
                target = SiteTarget(kind, profile_id(country.code, edition))
                made = addresses_of(target, SITE)
                assert made
                for address in made:
                    assert address.isascii()
                    assert seen.setdefault(address, target) == target
                    if address.count("/") > 4:  # with its edition
                        assert target_of(address, SITE) == target
    assert target_of(addresses_of(SiteTarget("scores"), SITE)[0], SITE) == SiteTarget("scores")


@pytest.mark.parametrize(
    ("code", "slugs"),
    [
        ("KEN", ["kenya"]),
        ("PNG", ["papua_new_guinea"]),
        ("GNB", ["guinea-bissau", "guinea_bissau"]),
        ("CIV", ["cote_d_ivoire", "cote_divoire", "côte_divoire", "côte_d_ivoire", "côte_d'ivoire"]),
        ("COD", ["congo_dem_rep", "congo,_dem._rep."]),
        ("PRK", ["korea_dpr", "korea,_dpr"]),
        (
            "VCT",
            ["st_vincent_and_the_grenadines", "saint_vincent_and_the_grenadines", "st._vincent_and_the_grenadines"],
        ),
    ],
)
def test_a_country_has_each_spelling_of_its_name(code: str, slugs: list[str]) -> None:
    assert list(slugs_of(taxonomy().country(code))) == slugs


def test_the_newest_edition_has_addresses_without_its_year_after_those_with_it() -> None:
    newest = EDITIONS[-1]
    assert addresses_of(SiteTarget("page", f"ken-{newest}"), SITE) == (
        f"{SITE}/{newest}/country/kenya",
        f"{SITE}/country/kenya",
    )
    assert addresses_of(SiteTarget("page", "ken-2021"), SITE) == (f"{SITE}/2021/country/kenya",)


def test_the_newest_edition_may_have_hyphens_between_the_words_of_a_name() -> None:
    made = addresses_of(SiteTarget("page", f"civ-{EDITIONS[-1]}"), SITE)
    assert made[0] == f"{SITE}/{EDITIONS[-1]}/country/cote_d_ivoire"
    assert f"{SITE}/country/cote-divoire" in made
    assert f"{SITE}/country/cote-divoire" not in addresses_of(SiteTarget("page", "civ-2023"), SITE)


@pytest.mark.parametrize(
    ("path", "id"),
    [
        ("/2023/country/c%C3%B4te_divoire", "civ-2023"),
        ("/2023/country/Côte_d'Ivoire", "civ-2023"),
        ("/2023/Country/COTE_D_IVOIRE/", "civ-2023"),
        ("/2023/country/cote-d-ivoire", "civ-2023"),
        ("/2025/country/guinea_bissau", "gnb-2025"),
        ("/2025/country/papua-new-guinea", "png-2025"),
        ("/2025/country/papua%20new%20guinea", "png-2025"),
        ("/2025/country/congo,_dem._rep.", "cod-2025"),
        ("/2025/country/korea,_dpr", "prk-2025"),
        ("/2023/country/st._vincent_and_the_grenadines", "vct-2023"),
        ("/2023/country/saint-vincent-and-the-grenadines", "vct-2023"),
        ("/2023/country/s%C3%A3o_tom%C3%A9_and_pr%C3%ADncipe", "stp-2023"),
        ("/2023/country/timor%2Dleste#people", "tls-2023"),
        ("/country/kenya", None),
        ("/2022/country/kenya", None),
        ("/2023/country/kenya/print", None),
        ("/2023/country/kenya?lang=fr", None),
        ("/2023/country/atlantis", None),
        ("/2023/region/kenya", None),
        (f"/2023/country/{'kenya' * 200}", None),
        ("/2023/country/%ff%fe", None),
        ("/fr/2023/country/kenya", None),
    ],
)
def test_an_address_tells_its_country_and_edition(path: str, id: str | None) -> None:
    assert target_of(SITE + path, SITE) == (SiteTarget("page", id) if id else None)


def test_a_pdf_names_its_edition_twice_and_alike() -> None:
    path = "/assets/downloads/{}/english/ocindex_profile_sierra_leone_{}.pdf"
    assert target_of(SITE + path.format(2023, 2023), SITE) == SiteTarget("profile", "sle-2023")
    assert target_of(SITE + path.format(2023, 2021), SITE) is None


def test_only_addresses_of_the_site_are_found_by_its_scheme() -> None:
    listed = (
        "http://ocindex.net/2023/country/kenya",
        "https://ocindex.net/2023/country/Kenya/",
        "https://ocindex.net.example/2023/country/peru",
        "https://me@ocindex.net/2023/country/peru",
        "ftp://ocindex.net/2023/country/peru",
        "/2023/country/peru",
        "https://[::1/2023/country/peru",
        "HTTPS://OCINDEX.NET/2023/country/japan",
    )
    assert find_targets(listed, SITE) == {
        SiteTarget("page", "ken-2023"): "https://ocindex.net/2023/country/kenya",
        SiteTarget("page", "jpn-2023"): "https://OCINDEX.NET/2023/country/japan",
    }


def test_a_site_may_be_a_folder() -> None:
    site = site_origin("http://127.0.0.1:8080/my mirror/".replace(" ", "%20"))
    assert site == "http://127.0.0.1:8080/my%20mirror"
    address = f"{site}/2023/country/kenya"
    assert addresses_of(SiteTarget("page", "ken-2023"), site) == (address,)
    assert target_of(address, site) == SiteTarget("page", "ken-2023")
    assert target_of("http://127.0.0.1:8080/2023/country/kenya", site) is None
