"""Profiles are listed by page, and read word for word."""

import pytest

from explorer.assistant.profile_resources import PAGE, list_profiles, read_profile_resource
from explorer.assistant.tool import ToolContext
from explorer.core.errors import ExplorerError
from tests.factories import bundled_digest, kyrgyzstan_2023


def test_profiles_are_listed_with_the_kind_of_their_text(context: ToolContext) -> None:
    listed, following = list_profiles(context, None)
    assert following is None
    described = {profile.uri: profile.description for profile in listed}
    assert described["oc-explorer://profiles/kgz-2021"] == "Kyrgyzstan 2021: a digest in the project's own words"
    assert described["oc-explorer://profiles/kgz-2023"] == "Kyrgyzstan 2023: the publisher's text"
    assert described["oc-explorer://profiles/and-2021"] == "Andorra 2021: scores alone"
    assert len(described) == 5


def test_a_long_list_has_pages(both: ToolContext) -> None:
    first, following = list_profiles(both, None)
    assert (len(first), following) == (PAGE, str(PAGE))
    second, last = list_profiles(both, following)
    assert last is None
    assert len({profile.id for profile in (*first, *second)}) == len(first) + len(second)


@pytest.mark.parametrize("cursor", ["next", "-1", "1e3", "²", "9" * 20])
def test_another_cursor_is_refused(context: ToolContext, cursor: str) -> None:
    with pytest.raises(ExplorerError, match="There is no page"):
        list_profiles(context, cursor)


def test_a_profile_is_read_word_for_word_with_its_citation_first(context: ToolContext, public: ToolContext) -> None:
    paragraphs = read_profile_resource(context, "oc-explorer://profiles/kgz-2021").split("\n\n")
    assert paragraphs[0] == "Kyrgyzstan 2021 (digest by OC Explorer)"
    assert paragraphs[1].startswith("Global Initiative Against Transnational Organized Crime. (2021).")
    assert paragraphs[2] == "Digest in the words of OC Explorer; not the publisher's text."
    assert [text for text in paragraphs if text in {passage.text for passage in bundled_digest().passages()}] == [
        passage.text for passage in bundled_digest().passages()
    ]
    passage = next(kyrgyzstan_2023().passages())
    text = read_profile_resource(public, "oc-explorer://profiles/kgz-2023")
    assert f"People\n\n{passage.text}\n\n1 Own research." in text
    assert "https://example.org/oc/profiles/kgz-2023?v=" in text
    assert read_profile_resource(context, "oc-explorer://profiles/and-2021").endswith("no text here, its scores alone.")


@pytest.mark.parametrize(
    ("uri", "words"),
    [
        ("oc-explorer://profiles/", "is not an id"),
        ("oc-explorer://profiles/kgz-2025", "has not been imported"),
        ("oc-explorer://profiles/ferries-and-the-law", "is not the id of a profile"),
        ("oc-explorer://profiles/../kgz-2021", "is not an id"),
        ("file:///etc/passwd", "There is no resource"),
        ("oc-explorer://profiles/" + "x" * 3_000, "There is no resource"),
    ],
)
def test_what_is_not_a_profile_is_refused(context: ToolContext, uri: str, words: str) -> None:
    with pytest.raises(ExplorerError, match=words):
        read_profile_resource(context, uri)
