"""Cards as JSON."""

from pathlib import Path

from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.search.cards import card_of
from explorer.search.request import SearchRequest
from explorer.serializers.card_records import card_record
from tests.serializers.decoded import decoded


def test_a_card_names_its_subject_and_its_page(tmp_path: Path) -> None:
    library = Library.open(Home(tmp_path))
    country, indicator = (card_of(SearchRequest.make(query), library) for query in ("kgz", "heroin trade"))
    assert country is not None and indicator is not None
    assert decoded(card_record(country)) == {
        "kind": "country",
        "name": "KGZ",
        "label": "Kyrgyzstan",
        "edition": 2021,
        "scores": {slug: library.profile("kgz-2021").scores[slug] for slug in ("criminality", "resilience")},
        "url": "/profiles/kgz-2021",
    }
    record = decoded(card_record(indicator))
    assert record["scores"] == {"KGZ": library.profile("kgz-2021").scores["heroin-trade"]}
    assert record["url"] == "/indicators/heroin-trade"
