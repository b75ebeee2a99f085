"""Metadata in the pages: COinS, Highwire tags, JSON-LD."""

import json
from urllib.parse import parse_qs

from flask.testing import FlaskClient

from tests.web.soup import element, page

AUTHOR = "Global Initiative Against Transnational Organized Crime"


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


def test_json_ld_names_the_organization_and_cannot_break_out(grown: FlaskClient) -> None:
    article = json.loads(str(element(page(grown, "/profiles/kgz-2021"), "script[type='application/ld+json']").string))
    assert article["author"] == {"@type": "Organization", "name": AUTHOR}
    assert "not the publisher's text" in article["abstract"]
    full = json.loads(str(element(page(grown, "/profiles/kgz-2023"), "script[type='application/ld+json']").string))
    assert "abstract" not in full
