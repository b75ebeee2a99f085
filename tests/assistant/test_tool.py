"""Arguments are read as sent, and refused in a sentence."""

import pytest

from explorer.assistant.mcp_server import TOOLS
from explorer.assistant.score_tools import ScoresArguments
from explorer.assistant.text_tools import SearchArguments, SearchPassagesArguments
from explorer.assistant.tool import ToolContext
from explorer.core.errors import QueryError


def test_figures_may_be_sent_as_text_and_null_is_absent() -> None:
    read = TOOLS["search"].read({"query": "heroin", "limit": "3"})
    assert read == SearchArguments(query="heroin", limit=3)
    assert TOOLS["scores"].read({"editions": ["2021"], "area": None}) == ScoresArguments(editions=(2021,))


def test_one_value_may_be_sent_alone_where_a_list_is_taken() -> None:
    assert TOOLS["scores"].read({"editions": 2021, "countries": "KGZ"}) == ScoresArguments(
        editions=(2021,), countries=("KGZ",)
    )
    assert TOOLS["search_passages"].read({"country": "Kyrgyzstan"}) == SearchPassagesArguments(country=("Kyrgyzstan",))


@pytest.mark.parametrize(
    ("name", "raw", "message"),
    [
        ("search", {}, "search needs the argument query: text of at most 1,000 characters; words, “phrases”"),
        ("search", {"query": "a", "limit": 51}, "limit of search takes a whole number, 1 to 50, not 51."),
        ("search", {"query": 7, "limit": []}, "query of search takes text of at most 1,000 characters, not 7."),
        ("search", {"query": "a", "limits": 5}, "search has no argument 'limits'. It takes query, limit."),
        (
            "fetch",
            {"id": "x" * 2_001},
            "id of fetch takes text of at most 2,000 characters, not one of 2,001 characters.",
        ),
        ("compare", {"ids": ["kgz-2021"]}, "ids of compare takes a list of 2 to 10 texts, not a list of 1."),
        ("compare", {"ids": "kgz-2021"}, "ids of compare takes a list of 2 to 10 texts, not 'kgz-2021'."),
        ("scores", {"editions": ["2021", "soon"]}, "whole numbers, or one of them alone, not 'soon'."),
        ("scores", {"order": "upwards"}, "order of scores takes one of country, highest, lowest, not 'upwards'."),
    ],
)
def test_what_does_not_fit_is_refused_by_name(name: str, raw: dict[str, object], message: str) -> None:
    with pytest.raises(QueryError) as refused:
        TOOLS[name].read(raw)
    assert message in str(refused.value)


def test_links_begin_with_the_address_of_the_site_where_it_has_one(context: ToolContext, public: ToolContext) -> None:
    assert context.link("/profiles/kgz-2021") == "/profiles/kgz-2021"
    assert public.link("/profiles/kgz-2021") == "https://example.org/oc/profiles/kgz-2021"
    assert public.link("https://ocindex.net") == "https://ocindex.net"
