"""A text is fetched word for word, with whose it is; a long one is cut after a whole passage and says so."""

import pytest

from explorer.assistant.fetched_text import MOST_CHARACTERS, Excerpt
from explorer.assistant.tool import ToolContext
from explorer.core.errors import ExplorerError, NotFoundError
from explorer.model.profiles import Note, Passage, Section
from tests.assistant.sample_library import CHAPTER_URL, answer, long_profile
from tests.factories import bundled_digest, kyrgyzstan_2023, make_section


def test_a_passage_has_its_words_notes_indicators_and_citation(context: ToolContext) -> None:
    passage = next(kyrgyzstan_2023().passages())
    fetched = answer(context, "fetch", id=passage.id)
    assert (fetched["id"], fetched["text"]) == (passage.id, passage.text)
    assert fetched["title"] == "Kyrgyzstan 2023, People, paragraph 1"
    assert fetched["url"] == "https://ocindex.net/2023/country/kyrgyzstan"
    metadata = fetched["metadata"]
    assert metadata["kind"] == "passage"
    assert (metadata["text_kind"], metadata["whose_words"]) == ("full", "The publisher's text.")
    assert metadata["country"] == {"code": "KGZ", "name": "Kyrgyzstan"}
    assert metadata["section"] == {"slug": "people", "title": "People"}
    assert metadata["notes"] == ["1 Own research.", "2 A <b>ledger</b>.", "3 About it all."]
    assert {"slug": "human-trafficking", "label": "Human trafficking", "score": 7.0, "relation": "about"} in metadata[
        "indicators"
    ]
    assert metadata["author"] == "Global Initiative Against Transnational Organized Crime"
    assert metadata["citation"].startswith("Global Initiative Against Transnational Organized Crime. (2023).")
    assert metadata["permanent_link"] == f"/passages/{passage.id}?v={passage.version}"
    assert "notice" not in metadata


def test_a_digest_says_that_its_words_are_not_the_publishers(context: ToolContext) -> None:
    fetched = answer(context, "fetch", id="kgz-2021/drugs/1")
    assert fetched["title"].endswith("(digest by OC Explorer)")
    assert fetched["metadata"]["text_kind"] == "digest"
    assert "not the publisher's text" in fetched["metadata"]["whose_words"]


def test_a_section_and_a_chapter_are_their_passages_with_an_empty_line_between(context: ToolContext) -> None:
    section = bundled_digest().section("drugs")
    fetched = answer(context, "fetch", id="kgz-2021/drugs")
    assert fetched["text"] == "\n\n".join(passage.text for passage in section.passages)
    assert fetched["metadata"]["passages"] == [passage.id for passage in section.passages]
    chapter = answer(context, "fetch", id="ferries-and-the-law")
    assert chapter["url"] == CHAPTER_URL
    assert chapter["metadata"]["country"] is None
    assert chapter["text"].count("\n\n") == len(chapter["metadata"]["passages"]) - 1


def test_the_address_is_the_permanent_link_where_the_site_has_one(context: ToolContext, public: ToolContext) -> None:
    passage = next(kyrgyzstan_2023().passages())
    link = f"https://example.org/oc/passages/{passage.id}?v={passage.version}"
    fetched = answer(public, "fetch", id=passage.id)
    assert fetched["url"] == fetched["metadata"]["permanent_link"] == link
    assert answer(public, "fetch", id=link) == fetched
    assert answer(context, "fetch", id="tuv-2021/drugs/1")["url"] == ""  # nobody knows where it was published


def test_a_score_is_a_sentence_with_its_record(context: ToolContext) -> None:
    fetched = answer(context, "fetch", id="kgz-2023/heroin-trade")
    assert fetched["id"] == "kgz-2023/scores/heroin-trade"
    assert fetched["text"] == "Global Organized Crime Index 2023. Kyrgyzstan: heroin trade, score 6.5 of 10."
    assert fetched["metadata"]["text_kind"] == "none"
    assert fetched["metadata"]["score"] == {
        "score": 6.5,
        "change": -0.5,
        "since": 2021,
        "comparable": True,
        "origin": "published",
    }


def test_a_profile_of_another_series_has_its_own_author(both: ToolContext) -> None:
    metadata = answer(both, "fetch", id="enact-lso-2019")["metadata"]
    assert metadata["series"] == "enact"
    assert metadata["author"] != answer(both, "fetch", id="lso-2021")["metadata"]["author"]


def test_a_long_text_is_cut_and_the_rest_is_fetched_by_the_ids_that_it_names(context: ToolContext) -> None:
    profile = long_profile()
    waiting, fetched = ["civ-2023"], []
    while waiting:
        part = answer(context, "fetch", id=waiting.pop(0))
        assert len(part["text"]) <= MOST_CHARACTERS
        assert ("notice" in part["metadata"]) == bool(part["metadata"]["continues_with"])
        fetched += part["metadata"]["passages"]
        waiting = part["metadata"]["continues_with"] + waiting
    assert fetched == [passage.id for passage in profile.passages()]


def test_the_notice_of_a_cut_text_counts_its_passages(context: ToolContext) -> None:
    metadata = answer(context, "fetch", id="civ-2023")["metadata"]
    shown = len(metadata["passages"])
    assert 0 < shown < 31
    assert f"first {shown} of 31 passages" in metadata["notice"]


def test_the_first_passage_is_whole_and_notes_count_too() -> None:
    section = make_section("kgz-2023", "drugs", ["First.", "Second."], (Note("1", "A note of some length."),))
    excerpt = Excerpt.of([section], "kgz-2023", most=3)
    assert excerpt.text == "First."
    assert excerpt.notes == ("1 A note of some length.",)
    assert excerpt.continues_with == ("kgz-2023/drugs/2",)
    assert not Excerpt.of([section], "kgz-2023", most=100).notice


def test_notes_of_a_section_belong_to_it_where_it_is_whole() -> None:
    drugs = Section("drugs", (Passage("kgz-2023", "drugs", 1, "Tin."),), ("* Of the drugs.",))
    people = Section("people", (Passage("kgz-2023", "people", 1, "Tin and gold."),), ("* Of the people.",))
    assert Excerpt.of([people, drugs], "kgz-2023").notes == ("* Of the people.", "* Of the drugs.")
    cut = Excerpt.of([people, drugs], "kgz-2023", most=14)
    assert (cut.notes, cut.continues_with) == (("* Of the people.",), ("kgz-2023/drugs/1",))


def test_scores_alone_are_said_to_be_alone(context: ToolContext) -> None:
    fetched = answer(context, "fetch", id="and-2021")
    assert fetched["text"] == ""
    assert fetched["metadata"]["notice"] == "Andorra 2021 has no text here, its scores alone."
    assert fetched["metadata"]["whose_words"] == "Scores as published; there is no text."
    assert fetched["metadata"]["permanent_link"] == "/profiles/and-2021"


def test_a_chapter_of_no_edition_is_of_no_series(context: ToolContext) -> None:
    assert answer(context, "fetch", id="ferries-and-the-law/opening/1")["metadata"]["series"] is None
    assert answer(context, "fetch", id="kgz-2021/drugs/1")["metadata"]["series"] == "index"


def test_a_link_whose_text_is_another_now_says_so(context: ToolContext) -> None:
    fetched = answer(context, "fetch", id="/passages/kgz-2021/drugs/1?v=00000000")
    assert fetched["text"] == bundled_digest().passage("drugs", 1).text
    notice = "The text has changed since it was cited. This corpus has no copy of the earlier text."
    assert fetched["metadata"]["notice"] == notice
    status = fetched["metadata"]["link_status"]
    assert (status["status"], status["now"]) == ("changed", fetched["metadata"]["permanent_link"])
    score = answer(context, "fetch", id="https://example.org/scores/kgz-2023/heroin-trade?v=1.0")["metadata"]
    assert score["notice"] == "The score was 1.0 when it was cited and is 6.5 now."
    assert score["link_status"]["before"] == "1.0"
    alone = answer(context, "fetch", id="/profiles/and-2021?v=00000000")["metadata"]
    assert alone["link_status"]["status"] == "gone"
    assert alone["notice"].startswith("There is no text of and-2021 in this corpus")


def test_a_text_that_has_moved_is_fetched_where_it_is_now(context: ToolContext) -> None:
    version = bundled_digest().passage("drugs", 1).version
    for id in ("kgz-2021/drugs/99", "kgz-2021/people/1"):
        fetched = answer(context, "fetch", id=f"/passages/{id}?v={version}")
        assert fetched["id"] == "kgz-2021/drugs/1"
        assert fetched["metadata"]["notice"] == "The same text is now at kgz-2021/drugs/1."


def test_the_link_of_a_text_as_it_is_has_no_status(context: ToolContext) -> None:
    for id in ("kgz-2021", "kgz-2021/drugs", "kgz-2021/drugs/1", "kgz-2021/scores/heroin-trade", "ferries-and-the-law"):
        fetched = answer(context, "fetch", id=id)
        assert answer(context, "fetch", id=fetched["metadata"]["permanent_link"]) == fetched
    link = answer(context, "fetch", id="kgz-2021/drugs")["metadata"]["permanent_link"].partition("#")[0]
    assert answer(context, "fetch", id=link)["id"] == "kgz-2021/drugs"  # by its hash


def test_a_profile_is_fetched_by_its_resource_and_its_name(context: ToolContext) -> None:
    fetched = answer(context, "fetch", id="kgz-2021")
    for id in ("oc-explorer://profiles/kgz-2021", "Kyrgyzstan 2021", "Kyrgyz Republic, 2021"):
        assert answer(context, "fetch", id=id) == fetched


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("", "is not an id"),
        ("kgz-2025", "has not been imported"),
        ("kgz-2022", "There is no edition 2022"),
        ("kgz-2021/drugs/99", "there is no number 99"),
        ("kgz-2021/nope", "nope"),
        ("no-such-chapter", "There is no chapter"),
        ("kgz-2021/scores/nope", "There is no indicator"),
        ("indicators/heroin-trade/2021", "has no text of its own"),
        ("search?q=tin", "has no text of its own"),
        ("../../etc/passwd", "is not an id"),
        ("https://example.org/else", "is not the address of"),
        ("ÄÖ\u202e\x00", "is not an id"),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(context: ToolContext, id: str, words: str) -> None:
    with pytest.raises(ExplorerError) as refused:
        answer(context, "fetch", id=id)
    assert isinstance(refused.value, NotFoundError)
    assert words in str(refused.value)
