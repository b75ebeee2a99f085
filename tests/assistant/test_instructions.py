"""The instructions say how to quote and cite, and have every name that an argument takes."""

from explorer.assistant.instructions import instructions
from explorer.assistant.mcp_server import TOOLS
from explorer.model.taxonomy import taxonomy


def test_they_say_whose_words_may_be_quoted_and_who_is_cited() -> None:
    text = " ".join(instructions().split())
    for words in (
        "It is unofficial.",
        "Global Initiative Against Transnational Organized Crime (GI-TOC)",
        'whose text_kind is "full"',
        "never present it as words of GI-TOC",
        "judgements of experts",
        "not always like for like",
    ):
        assert words in text


def test_they_name_tools_sections_and_scores() -> None:
    for name in (*TOOLS, *taxonomy().scored, *(heading.slug for heading in taxonomy().headings)):
        assert name in instructions()
