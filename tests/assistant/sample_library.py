"""A library of every kind of text that an assistant reads, and the answers of its tools."""

import json
from typing import Any

import jsonschema  # type: ignore[import-untyped]

from explorer.assistant.mcp_server import TOOLS
from explorer.assistant.tool import ToolContext
from explorer.assistant.tool_schemas import record_schema
from explorer.corpus.home import Home
from explorer.model.profiles import Profile, Source
from tests.factories import andorra_2021, index, kyrgyzstan_2023, make_chapter, make_profile, tuvalu_2021

CHAPTER_URL = "https://globalinitiative.net/analysis/ferries/"
LONG_SENTENCE = (
    "In cove {number} the barge of night {number} lands amber, and the warden of cove {number} counts to ten. "
)


def long_profile() -> Profile:
    """Make a profile whose text is longer than one answer may be, and is not of ASCII alone."""
    texts = [LONG_SENTENCE.format(number=number) * 8 + f"Cove {number}: “très sûr”." for number in range(1, 31)]
    return make_profile(
        "civ-2023",
        {"trade": texts[:15], "drugs": texts[15:], "environment": ["L’ivoire passe à Abidjan — čistě 象牙."]},
    )


def index_sample_library(home: Home) -> Home:
    """Index the bundled digest, profiles of full text and of scores alone, and chapters."""
    ferries = make_chapter(source=Source(url=CHAPTER_URL))
    return index(home, kyrgyzstan_2023(), tuvalu_2021(), andorra_2021(), long_profile(), ferries)


def answer(context: ToolContext, name: str, **arguments: Any) -> Any:
    """Call a tool and check the answer against the schema that the tool announces."""
    tool = TOOLS[name]
    given = json.loads(tool.call(context, arguments))
    schema = record_schema(tool.answer)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(given)
    return given
