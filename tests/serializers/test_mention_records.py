"""What passages mention, with its passages and addresses."""

from explorer.entities.mentions import Cited, PassageMentions, works
from explorer.model.profiles import Note, Passage
from explorer.model.taxonomy import taxonomy
from explorer.serializers.mention_records import mentions_record, works_record
from tests.serializers.decoded import decoded

NOTES = (Note("1", "Own research.", (22,)), Note("2"))
PASSAGE = Passage("mlt-2021", "drugs", 1, "Libya is close by sea.", NOTES)
MENTIONS = (PassageMentions(PASSAGE, ("Libya",)),)


def test_works_countries_and_one_page_of_notes_are_listed() -> None:
    notes = [Cited(PASSAGE, number, note) for number, note in enumerate(NOTES, 1)]
    libya = taxonomy().country("LBY")
    answer = decoded(works_record([(works()[0], MENTIONS)], [(libya, MENTIONS)], notes, 1, 1, str.upper))
    assert (answer["works"][0]["slug"], answer["works"][0]["passage_count"]) == (works()[0].slug, 1)
    assert answer["mentioned_countries"] == [
        {"country": {"code": "LBY", "name": "Libya"}, "passage_count": 1, "url": "/works/countries/lby"}
    ]
    assert (answer["note_count"], answer["limit"], answer["offset"]) == (2, 1, 1)
    (note,) = answer["cited_notes"]
    assert note == {
        "id": "mlt-2021/drugs/1",
        "place": "MLT-2021/DRUGS/1",
        "mark": "2",
        "text": "",
        "url": "/profiles/mlt-2021#drugs-1-note-2",
    }


def test_the_passages_of_a_name_have_its_words() -> None:
    assert decoded(mentions_record("Libya", "country", MENTIONS, str)) == {
        "name": "Libya",
        "kind": "country",
        "passage_count": 1,
        "mentions": [
            {
                "id": "mlt-2021/drugs/1",
                "place": "mlt-2021/drugs/1",
                "mentioned_as": ["Libya"],
                "url": "/profiles/mlt-2021#drugs-1",
            }
        ],
    }
    assert decoded(mentions_record("Libya", "country", (), str))["mentions"] == []
