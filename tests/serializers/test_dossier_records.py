"""A collection has its passages, notes, references and bibliography."""

import datetime

from explorer.citations.dossier import Pin, make_dossier
from explorer.citations.styles import STYLES
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.serializers.dossier_records import dossier_record
from tests.serializers.decoded import decoded


def test_a_collection_is_written_with_its_citations(both_home: Home) -> None:
    pins = [Pin("kgz-2021/drugs/1", "Mine.", "Heroin seizures have lately fallen."), Pin("enact-lso-2021/drugs/2")]
    day = datetime.date(2026, 11, 30)
    dossier = make_dossier(Library.open(both_home), pins, STYLES["ieee"], day, "https://oc.example", "Routes")
    answer = decoded(dossier_record(dossier))
    assert (answer["title"], answer["made"], answer["style"]) == ("Routes", "2026-11-30", "ieee")
    digest, full = answer["passages"]
    assert (digest["number"], digest["note"], digest["text_kind"]) == (1, "Mine.", "digest")
    assert digest["text"] == "Heroin seizures have lately fallen."
    assert full["text"] == "Police look away."
    assert full["link"].startswith("https://oc.example/passages/enact-lso-2021/drugs/2?v=")
    assert [entry["in_text"][:2] for entry in answer["passages"]] == ["[1", "[2"]
    assert len(answer["bibliography"]) == 2 and "ENACT" in answer["bibliography"][1]
    assert "in the words of the OC Explorer, not the publisher's" in answer["attribution"]
