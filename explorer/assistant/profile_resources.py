"""Profiles as resources: `oc-explorer://profiles/kgz-2021`, plain text, every passage word for word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from explorer.assistant.fetched_text import STYLE, title_of
from explorer.assistant.given_id import RESOURCES
from explorer.assistant.tool import LONGEST_ID, ToolContext
from explorer.citations.record import cite
from explorer.citations.styles import render, style_of
from explorer.core.days import utc_today
from explorer.core.errors import NotFoundError, QueryError
from explorer.model.profiles import Profile, parse_reference

TEMPLATE = RESOURCES + "{id}"
MEDIA_TYPE = "text/plain"
PAGE = 100  # profiles of one page of the list
MOST_CHARACTERS = 400_000  # of one resource: several times the longest profile
_KINDS = {"full": "the publisher's text", "digest": "a digest in the project's own words", "none": "scores alone"}


@dataclass(frozen=True, slots=True)
class ListedProfile:
    """A profile in the list of resources."""

    id: str
    name: str  # "Kyrgyzstan 2021"
    description: str

    @property
    def uri(self) -> str:
        """Identity as a resource."""
        return TEMPLATE.format(id=self.id)


def list_profiles(context: ToolContext, cursor: str | None) -> tuple[tuple[ListedProfile, ...], str | None]:
    """Return a page of the profiles, and the cursor of the next; None after the last. Raises QueryError."""
    start = int(cursor) if cursor and re.fullmatch("[0-9]{1,9}", cursor) else 0
    if cursor and not start:
        raise QueryError(f"There is no page {cursor[:50]!r} of the profiles. Begin without a cursor.")
    stored = [text for text in context.corpus.engine.profiles() if text.kind == "profile"]
    page = tuple(
        ListedProfile(text.id, title_of(text.name, text.text_kind), f"{text.name}: {_KINDS[text.text_kind]}")
        for text in stored[start : start + PAGE]
    )
    return page, str(start + PAGE) if start + PAGE < len(stored) else None


def read_profile_resource(context: ToolContext, uri: str) -> str:
    """Return the text of a profile by its address as a resource. Raises NotFoundError."""
    before, after = TEMPLATE.split("{id}")
    id = uri.removeprefix(before).removesuffix(after)
    if not uri.startswith(before) or len(uri) > LONGEST_ID:
        raise NotFoundError(
            f"There is no resource {uri[:100]!r}. Those here look like {TEMPLATE.format(id='kgz-2021')}."
        )
    profile = context.corpus.library.profile(parse_reference(id).profile_id)
    shown: list[str] = []
    for paragraph in _paragraphs(profile, context):
        if sum(map(len, shown)) + len(paragraph) > MOST_CHARACTERS:
            shown.append(f"This is cut. The tool fetch has the rest: give it {profile.id} and the slug of a section.")
            break
        shown.append(paragraph)
    return "\n\n".join(shown)


def _paragraphs(profile: Profile, context: ToolContext) -> Iterator[str]:
    """Yield how a profile is cited, then the headings and passages of its sections, each with its notes."""
    citation = cite(context.corpus.library, profile.id, utc_today(), context.address)
    (reference,) = render([citation], style_of(STYLE))
    yield title_of(profile.name, profile.text_kind)
    yield reference.entry.plain
    yield citation.whose_words or f"{profile.name} has no text here, its scores alone."
    for section in profile.sections:
        yield section.title
        for passage in section.passages:
            yield passage.text
            yield from map(str, passage.notes)
        yield from section.notes
