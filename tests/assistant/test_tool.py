"""Arguments are read as sent, and refused in a sentence."""

import pytest

from explorer.assistant.mcp_server import TOOLS
from explorer.assistant.score_tools import ScoresArguments
from explorer.assistant.text_tools import SearchArguments
from explorer.assistant.tool import ToolContext
from explorer.core.errors import QueryError


def test_figures_may_be_sent_as_text_and_null_is_absent() -> None:
    read = TOOLS["search"].read({"query": "heroin", "limit": "3"})
    assert read == SearchArguments(query="heroin", limit=3)
    assert TOOLS["scores"].read({"editions": ["2021"], "area": None}) == ScoresArguments(editions=(2021,))


@pytest.mark.parametrize(
    ("name", "raw", "message"),
    [
        ("search", {}, "missing required field `query`"),
        ("search", {"query": "a", "limit": 51}, "`int` <= 50"),
        ("search", {"query": 7, "limit": []}, "An argument of search does not fit"),
        ("search", {"query": "a", "limits": 5}, "search has no argument 'limits'. It takes query, limit."),
        ("fetch", {"id": "x" * 2_001}, "length <= 2000"),
        ("compare", {"ids": ["kgz-2021"]}, "length >= 2"),
        ("scores", {"order": "upwards"}, "Invalid enum value 'upwards'"),
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
