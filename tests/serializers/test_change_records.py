"""What changed, as JSON."""

from explorer.changes.text_changes import compare_texts
from explorer.serializers.change_records import changes_record
from explorer.serializers.json_fields import to_json
from tests.factories import changed_editions

BEFORE, AFTER, AFTER_ALONE, SCORES_ALONE = changed_editions()


def test_only_what_is_new_is_a_part_of_all() -> None:
    changes = compare_texts(BEFORE, AFTER)
    every, new = changes_record(changes), changes_record(changes, only_new=True)
    assert [len(section.passages) for section in every.sections] == [2, 4]
    assert [len(section.passages) for section in new.sections] == [0, 2]
    assert new.scores == every.scores


def test_a_score_of_one_edition_has_no_change() -> None:
    record = changes_record(compare_texts(SCORES_ALONE, AFTER_ALONE))
    assert b'"notices":["There is no text of Uzbekistan 2021 here' in to_json(record)
    assert b'{"slug":"heroin-trade","from":5.0,"to":6.0,"change":1.0,"comparable":true}' in to_json(record)
