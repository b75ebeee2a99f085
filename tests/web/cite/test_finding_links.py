"""A finding leads to the page of what it is about, where that is here."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.quotations.checked_article import Finding
from explorer.quotations.claim import Aspect, Claim
from explorer.web.cite.finding_links import finding_links


def links(library: Library, aspect: Aspect | None, measure: str, id: str, edition: int | None) -> list[str]:
    claim = Claim(0, 1, "x", "matches", "", id, id[:3].upper(), edition, measure, aspect)
    return [link.path for link in finding_links(Finding("claim", 0, 1, "x", "matches", "", id, claim=claim), library)]


@pytest.fixture(scope="module")
def library(grown_home: Home) -> Library:
    return Library.open(grown_home)


def test_a_claim_leads_to_its_score_ranking_editions_or_means(library: Library, grown: FlaskClient) -> None:
    paths = {
        "score": links(library, "score", "heroin-trade", "kgz-2021", 2021),
        "rank": links(library, "rank", "criminality", "kgz-2023", 2023),
        "change": links(library, "change", "heroin-trade", "kgz-2023", 2023),
        "comparison": links(library, "comparison", "resilience", "kgz-2021", 2021),
        "mean": links(library, "mean", "criminality", "", 2021),
    }
    assert paths == {
        "score": ["/scores/kgz-2021/heroin-trade?v=7.0", "/profiles/kgz-2021"],
        "rank": ["/rankings?indicator=criminality&edition=2023", "/profiles/kgz-2023"],
        "change": ["/changes/kgz-2021..kgz-2023", "/profiles/kgz-2023"],
        "comparison": ["/rankings?indicator=resilience&edition=2021", "/profiles/kgz-2021"],
        "mean": ["/indicators/criminality?edition=2021"],
    }
    for path in sum(paths.values(), []):  # noqa: RUF017 -- five lists
        assert grown.get(path).status_code == 200, path


def test_what_is_not_here_has_no_link(library: Library) -> None:
    assert links(library, "score", "heroin-trade", "afg-2021", 2021) == []
    assert links(library, "change", "heroin-trade", "kgz-2021", 2021) == ["/profiles/kgz-2021"]
    assert links(library, "score", "cyber-dependent-crimes", "kgz-2021", 2021) == ["/profiles/kgz-2021"]
    assert links(library, None, "", "", None) == []


def test_a_citation_leads_to_its_text(library: Library, grown_app: Flask) -> None:
    def path(id: str) -> list[tuple[str, str]]:
        found = finding_links(Finding("citation", 0, 1, "x", "there", "", id), library)
        return [(link.label, link.path) for link in found]

    assert path("kgz-2021") == [("Kyrgyzstan 2021", "/profiles/kgz-2021")]
    assert path("kgz-2021/drugs/1") == [("Kyrgyzstan 2021", "/profiles/kgz-2021#drugs-1")]
    assert path("kgz-2021/heroin-trade") == [("Kyrgyzstan 2021", "/profiles/kgz-2021")]
    assert path("zwe-2021") == path("") == []
