"""Metadata in the pages: COinS, Highwire tags, JSON-LD."""

import json
import re
from urllib.parse import parse_qs

from flask.testing import FlaskClient

from explorer.model.series import find_series
from tests.web.soup import element, page

AUTHOR = "Global Initiative Against Transnational Organized Crime"
ENACT = find_series("enact").author


def test_hits_carry_coins_with_a_corporate_author(client: FlaskClient) -> None:
    soup = page(client, "/search?q=heroin")
    spans = soup.select("li.hit span.Z3988")
    assert len(spans) == len(soup.select("li.hit")) > 0
    values = parse_qs(str(spans[0]["title"]))
    assert values["rft.aucorp"] == [AUTHOR]
    assert not {"rft.au", "rft.aulast", "rft.aufirst"} & set(values)
    assert values["rft.series"] == ["Global Organized Crime Index 2021"]
    assert values["rft.btitle"] == ["Kyrgyzstan 2021, Drugs section, para. 1 (digest by OC Explorer)"]


def test_highwire_tags_have_no_author_to_be_split(client: FlaskClient) -> None:
    soup = page(client, "/profiles/kgz-2021")
    tags = {str(tag["name"]): str(tag["content"]) for tag in soup.select("meta[name^=citation_]")}
    assert "citation_author" not in tags
    assert tags["citation_technical_report_institution"] == AUTHOR
    assert tags["citation_publication_date"] == "2021"


def _highwire(client: FlaskClient, path: str) -> dict[str, str]:
    return {str(tag["name"]): str(tag["content"]) for tag in page(client, path).select("meta[name^=citation_]")}


def test_the_address_in_highwire_tags_is_the_permanent_link(client: FlaskClient, shelved: FlaskClient) -> None:
    for reader, path in ((client, "/profiles/kgz-2021"), (shelved, "/chapters/ferries-and-the-law")):
        link = reader.get(f"/api/v1/citations?id={path.rpartition('/')[2]}").get_json()["link"]
        assert re.fullmatch(rf"http://localhost{path}\?v=[0-9a-f]{{8}}", link)
        assert _highwire(reader, path)["citation_public_url"] == link


def test_the_institution_in_highwire_tags_is_the_whole_author(both: FlaskClient) -> None:
    assert "(" in ENACT
    for path in ("/profiles/enact-lso-2021", "/profiles/enact-lso-2021?passage=drugs-2"):
        assert _highwire(both, path)["citation_technical_report_institution"] == ENACT


def test_json_ld_names_the_organization_and_cannot_break_out(grown: FlaskClient) -> None:
    article = json.loads(str(element(page(grown, "/profiles/kgz-2021"), "script[type='application/ld+json']").string))
    assert article["author"] == {"@type": "Organization", "name": AUTHOR}
    assert "not the publisher's text" in article["abstract"]
    full = json.loads(str(element(page(grown, "/profiles/kgz-2023"), "script[type='application/ld+json']").string))
    assert "abstract" not in full
