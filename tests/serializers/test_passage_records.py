"""Single sections and passages name their text; within a whole text they do not repeat it."""

from explorer.linking.linker import linker
from explorer.serializers.passage_records import passage_part_record, section_part_record, section_record
from tests.factories import kyrgyzstan_2023, make_chapter
from tests.serializers.decoded import decoded

PASSAGE_JSON = {
    "id": "kgz-2023/people/1",
    "text": "Traffickers <b>recruit</b> girls & retain passports.",
    "notes": ["1 Own research.", "2 A <b>ledger</b>.", "3 About it all."],
    "indicators": [
        {
            "slug": "human-trafficking",
            "label": "Human trafficking",
            "score": 7.0,
            "grade": 2,
            "relation": "about",
            "evidence": ["girls", "retain", "passports"],
            "sentences": [
                {
                    "text": "Traffickers <b>recruit</b> girls & retain passports.",
                    "start": 0,
                    "end": 52,
                    "evidence_spans": [
                        {"text": "girls", "start": 27, "end": 32},
                        {"text": "retain", "start": 35, "end": 41},
                        {"text": "passports", "start": 42, "end": 51},
                    ],
                }
            ],
        }
    ],
}
SOURCE_JSON = {
    "title": "Kyrgyzstan",
    "publisher": "Global Initiative Against Transnational Organized Crime",
    "source_url": "https://ocindex.net/2023/country/kyrgyzstan",
    "retrieved": "",
    "text_kind": "full",
}


def test_a_passage_alone_has_its_section_text_kind_and_source() -> None:
    profile = kyrgyzstan_2023()
    passage = decoded(passage_part_record(profile, profile.passage("people", 1), linker()))
    assert passage == {
        **PASSAGE_JSON,
        "country": {"code": "KGZ", "name": "Kyrgyzstan"},
        "edition": 2023,
        "series": "index",
        "chapter": None,
        "text_kind": "full",
        "section": {"slug": "people", "title": "People"},
        "paragraph": 1,
        "url": "/passages/kgz-2023/people/1",
        "source": SOURCE_JSON,
    }
    assert list(passage)[:5] == ["id", "country", "edition", "series", "chapter"]


def test_a_section_has_its_passages_in_order() -> None:
    profile = kyrgyzstan_2023()
    section = decoded(section_record(profile, profile.section("people"), linker()))
    first, second = section["passages"]
    assert first == PASSAGE_JSON
    assert (second["id"], second["notes"]) == ("kgz-2023/people/2", [])
    assert list(section) == ["slug", "title", "notes", "passages"]


def test_a_section_alone_has_what_it_belongs_to() -> None:
    profile = kyrgyzstan_2023()
    alone = decoded(section_part_record(profile, profile.section("people"), linker()))
    within = decoded(section_record(profile, profile.section("people"), linker()))
    assert alone == {
        "id": "kgz-2023/people",
        "country": {"code": "KGZ", "name": "Kyrgyzstan"},
        "edition": 2023,
        "series": "index",
        "chapter": None,
        "text_kind": "full",
        **within,
        "source": SOURCE_JSON,
    }


def test_a_part_of_a_chapter_has_its_title_and_no_scores() -> None:
    chapter = make_chapter()
    passage = decoded(passage_part_record(chapter, chapter.passage("drugs", 1), linker()))
    assert (passage["country"], passage["edition"]) == (None, None)
    assert passage["chapter"] == {"id": "ferries-and-the-law", "title": "Ferries and the law"}
    assert [indicator["score"] for indicator in passage["indicators"]] == [None]
