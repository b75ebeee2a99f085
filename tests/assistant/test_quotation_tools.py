"""Quotations and drafts are checked as `quote` checks them."""

import pytest

from explorer.assistant.tool import ToolContext
from explorer.core.errors import QueryError
from explorer.quotations.article import examine
from explorer.serializers.quote_records import article_record, quotes_record
from tests.assistant.sample_library import answer
from tests.serializers.decoded import decoded

WORDS = "Harbour police take bribes so often that a tariff hangs in the canteen."
CITED = "See the Global Organized Crime Index 2021 on Kyrgyzstan."
DRAFT = f"“{WORDS}” Kyrgyzstan scored 7.5 for heroin trade in 2021. {CITED}"


def _place(id: str) -> tuple[str, int]:
    _, section, number = id.split("/")
    return section, int(number)


def test_a_quotation_is_answered_as_quote_answers_it(context: ToolContext) -> None:
    for text in (WORDS, WORDS.replace("tariff", "price list"), "Nobody wrote these words in any corpus at all."):
        record = decoded(quotes_record(context.corpus.quotations().search(text)))
        verified = answer(context, "verify_quotation", text=text)
        for match in verified["matches"]:
            assert match.pop("text_kind") == "full"
            version = context.corpus.library.text(match["id"].split("/")[0]).passage(*_place(match["id"])).version
            assert match.pop("permanent_link") == f"/passages/{match['id']}?v={version}"
        assert verified == record
    (match,) = answer(context, "verify_quotation", text=WORDS)["matches"]
    assert (match["kind"], match["text_kind"], match["passage"]) == ("exact", "full", WORDS)


def test_links_of_matches_begin_with_the_address_of_the_site(public: ToolContext) -> None:
    (match,) = answer(public, "verify_quotation", text=WORDS)["matches"]
    assert match["url"] == "https://example.org/oc/passages/ferries-and-the-law/opening/2"
    assert match["permanent_link"].startswith(f"{match['url']}?v=")
    fetched = answer(public, "fetch", id=match["permanent_link"])
    assert fetched["metadata"]["permanent_link"] == match["permanent_link"]


def test_an_article_is_answered_as_quote_answers_it(context: ToolContext) -> None:
    corpus = context.corpus
    article = examine(DRAFT, corpus.library, corpus.quotations())
    checked = answer(context, "check_article", text=DRAFT)
    assert checked["findings"] == decoded(article_record(article))["findings"]
    assert checked["total"] == len(article.findings) >= 3
    assert "notice" not in checked


def test_many_findings_are_paged(context: ToolContext) -> None:
    first = answer(context, "check_article", text=DRAFT, limit=1)
    assert len(first["findings"]) == 1
    assert first["notice"] == f"These are 1 to 1 of {first['total']}. For the next give offset 1."
    rest = answer(context, "check_article", text=DRAFT, offset=1)
    assert first["findings"] + rest["findings"] == answer(context, "check_article", text=DRAFT)["findings"]
    assert "beyond the last" in answer(context, "check_article", text=DRAFT, offset=99)["notice"]


def test_nothing_to_check_is_said(context: ToolContext) -> None:
    assert answer(context, "verify_quotation", text="…")["notice"] == "There are no words to check."
    assert answer(context, "check_article", text="Fine weather.")["notice"].startswith("There is nothing to check")


def test_texts_that_are_too_long_are_refused(context: ToolContext) -> None:
    with pytest.raises(QueryError, match="at most 10,000 characters"):
        answer(context, "verify_quotation", text="a " * 9_000)
    with pytest.raises(QueryError, match="at most 200,000 characters"):
        answer(context, "check_article", text="a" * 200_001)
