"""The status of permanent links: the cited text or score is the same, moved, changed or gone."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import parse_qs, urlsplit

from explorer.citations.record import cite, id_of, indicator_id, part_path, points, score_id, text_of
from explorer.citations.search_permalinks import RunSearch, read_search, results_version, search_path
from explorer.core.days import utc_today
from explorer.core.errors import ExplorerError, NotFoundError
from explorer.corpus.earlier_readings import earlier_readings
from explorer.corpus.library import Library
from explorer.ingest.detect import read_source
from explorer.model.addresses import passage_path, score_path, text_path, with_query
from explorer.model.chapters import Text
from explorer.model.ids import PROFILE_ID, is_profile_id, text_id_of
from explorer.model.profiles import Passage, Reference, Section, parse_reference, version_of
from explorer.model.series import find_series
from explorer.model.taxonomy import taxonomy
from explorer.text.counted_nouns import counted

if TYPE_CHECKING:  # a server answers its first request without it
    from explorer.text.diff import Difference

LinkState = Literal["same", "moved", "changed", "gone", "there"]
CitedPart = Text | Section | Passage

_SITE = r"(?:https?://[^\s\"'<>()\[\]{}]{1,200}?)?"
# A permanent link in any text, without the punctuation or bracket after it.
LINK = re.compile(
    _SITE + rf"/(?:passages/[a-z0-9-]+/[a-z0-9-]+/\d+|profiles/{PROFILE_ID}|scores/{PROFILE_ID}/[a-z-]+"
    r"|chapters/[a-z0-9-]+(?=\?v=)|indicators/[a-z-]+(?=\?edition=\d{4}))"
    r"(?:\?[\w=&%.+-]*[\w=])?(?:\#[\w-]+(?::~:text=[^\s\"'<>\[\]{}]*[^\s\"'<>\[\]{}.,;:)])?)?"
)
# The same of a search. Other sites have searches too: in running text such a link need not be one of ours.
SEARCH_LINK = re.compile(_SITE + r"/search\?[\w=&%.+*-]*\bv=[0-9a-f]{8}\b")
_NO_COPY = "This corpus has no copy of the earlier text."
_SNAPSHOTS = 16  # whose readings are cached: to read a page takes a tenth of a second
_POINTS = re.compile(r"\d{1,2}(?:\.\d{1,2})?")


@dataclass(frozen=True, slots=True)
class TextChange:
    """A paragraph that has changed, is new, or is gone."""

    place: str  # in words, "Drugs, paragraph 1"; empty where only one passage is meant
    differences: "tuple[Difference, ...]"


@dataclass(frozen=True, slots=True)
class LinkStatus:
    """A permanent link compared with the corpus."""

    link: str
    id: str  # of its target
    status: LinkState
    message: str  # in a sentence
    now: str = ""  # the permanent link that leads to it now, where there is one
    before: str = ""  # the text or score as it was, where that is known
    changes: tuple[TextChange, ...] = ()  # between that text and the one that is there now

    @property
    def differences(self) -> "tuple[Difference, ...]":
        return tuple(difference for change in self.changes for difference in change.differences)

    @property
    def kind(self) -> str:
        """Kind of the target: "passage", "section", "profile", "chapter", "score", "indicator" or "search"."""
        if self.id.startswith("search?"):
            return "search"
        if indicator_id(self.id):
            return "indicator"
        text, *rest = self.id.split("/")
        if rest[:1] == ["scores"]:
            return "score"
        return (Reference(text).kind, "section", "passage")[len(rest)]


def link_status(library: Library, link: str) -> LinkStatus:
    """Compare the target of a permanent link with the corpus. Raises NotFoundError where it is no such link."""
    id = id_of(link)
    version = parse_qs(urlsplit(link).query).get("v", [""])[0]
    if score := score_id(id):
        return _score_link_status(library, link, *score, version)
    if indicator_id(id):
        return _indicator_link_status(library, link, id)
    reference = parse_reference(id)
    try:
        part: CitedPart | None = _part(library.text(reference.text_id), reference)
    except NotFoundError:
        part = None
    if part is not None and version in ("", version_of(text_of(part))):
        now = part_path(library.text(reference.text_id), part)
        if version:
            return LinkStatus(link, id, "same", "The text is the same as when it was cited.", now)
        return LinkStatus(link, id, "there", "It exists. This link does not record an earlier text.", now)
    if version and (moved := _moved(library, reference, version)):
        message = f"The same text is now at {moved.id}."
        return LinkStatus(link, id, "moved", message, passage_path(moved.id, moved.version))
    earlier, was = _before(library, reference, version) if version else (None, None)
    before = "" if was is None else text_of(was)
    if part is None:
        return LinkStatus(link, id, "gone", f"There is no {id} in this corpus.", before=before)
    text = library.text(reference.text_id)
    if text.text_kind == "none":
        return LinkStatus(link, id, "gone", _scores_alone(id), before=before)
    now = part_path(text, part)
    if earlier is None or was is None:
        return LinkStatus(link, id, "changed", f"The text has changed since it was cited. {_NO_COPY}", now)
    if earlier.text_kind != text.text_kind:
        names = {"digest": "our digest", "full": "the publisher's text"}
        message = f"The link was made for {names[earlier.text_kind]}; this corpus now has {names[text.text_kind]}."
        return LinkStatus(link, id, "changed", message, now, before)
    message = "The text has changed since it was cited."
    return LinkStatus(link, id, "changed", message, now, before, tuple(_changes(was, part)))


def any_link_status(library: Library, link: str, find: RunSearch) -> LinkStatus:
    """Compare whatever a permanent link names, a search too, with the corpus. Raises NotFoundError or QueryError."""
    id = id_of(link)
    if id.startswith("search?"):
        return search_link_status(find, link)
    version = parse_qs(urlsplit(link).query).get("v", [""])[0]
    if version and id == text_id_of(id):
        return replace(text_link_status(library, id, version), link=link)
    return link_status(library, link)


def text_link_status(library: Library, id: str, version: str) -> LinkStatus:
    """Compare the part of a profile or chapter whose text had this hash with the corpus.

    An address `/profiles/kgz-2021?v=…#drugs-1` reaches a server without its fragment, so the hash alone shows
    whether the whole, a section or a passage was cited.
    """
    link = with_query(text_path(id), v=version)
    text = library.text(id) if id in library else None
    for part in _parts(text) if text else ():
        if version_of(text_of(part)) == version:
            return LinkStatus(link, _id_of_part(id, part), "same", "The text is the same as when it was cited.", link)
    for earlier in _earlier(library, id):
        for part in _parts(earlier):
            if version_of(text_of(part)) == version:
                return link_status(library, part_path(earlier, part))
    if text is None:
        return LinkStatus(link, id, "gone", f"There is no {id} in this corpus.")
    if text.text_kind == "none":
        return LinkStatus(link, id, "gone", _scores_alone(id))
    message = f"The text has changed since it was cited. {_NO_COPY}"
    return LinkStatus(link, id, "changed", message, part_path(text, text))


def _scores_alone(id: str) -> str:
    return f"There is no text of {id} in this corpus, which has its scores alone."


def search_link_status(find: RunSearch, link: str) -> LinkStatus:
    """Compare the results of a search with those that its link cites. Raises QueryError where it is no search."""
    id = id_of(link)
    request, cited_total, version = read_search(id.removeprefix("search?"))
    result_set = find(request)
    total = result_set.total
    now = search_path(request, result_set)
    passages = counted(total, "passage")
    if not version:
        message = f"The search finds {passages}. This link does not record an earlier result."
        return LinkStatus(link, id, "there", message, now)
    if version == results_version(result_set):
        same = f"the same {passages.removeprefix('1 ')} as when it was cited" if total else "nothing, as before"
        message = f"The search finds {same}."
        return LinkStatus(link, id, "same", message, now)
    if cited_total == str(total):
        message = (
            f"The search finds {passages}, as many as when it was cited, but not the same, or not with the same texts."
        )
    elif cited_total.isascii() and cited_total.isdigit():
        message = f"The search found {int(cited_total[:9]):,} when it was cited and finds {passages} now."
    else:
        message = f"The search finds {passages}, and not those that it found when it was cited."
    return LinkStatus(link, id, "changed", message, now)


def _score_link_status(library: Library, link: str, profile: str, slug: str, version: str) -> LinkStatus:
    id = f"{profile}/scores/{slug}"
    reference = parse_reference(profile)
    score = library.profile(profile).scores.get(slug) if profile in library else None
    then = points(slug, float(version)) if _POINTS.fullmatch(version) else ""
    label = taxonomy().indicator(slug).label
    if score is None:
        earlier = f" It was {then} when it was cited." if then else ""
        country, own = taxonomy().country(reference.code or "").name, find_series(reference.series or "")
        name = own.profile_name(country, reference.edition or 0)
        message = f"There is no score of {label} for {name} in this corpus.{earlier}"
        return LinkStatus(link, id, "gone", message, before=then)
    now = points(slug, score)
    path = score_path(profile, slug, points(slug, score))
    if not then:
        return LinkStatus(link, id, "there", f"The score is {now}. This link does not record an earlier value.", path)
    if then == now:
        return LinkStatus(link, id, "same", f"The score is the same as when it was cited: {now}.", path, then)
    return LinkStatus(link, id, "changed", f"The score was {then} when it was cited and is {now} now.", path, then)


def _indicator_link_status(library: Library, link: str, id: str) -> LinkStatus:
    try:
        citation = cite(library, id, utc_today())
    except NotFoundError as error:
        return LinkStatus(link, id, "gone", str(error))
    message = f"Its scores of {citation.edition} are here. This link does not record what they were."
    return LinkStatus(link, citation.id, "there", message, citation.path)


def _part(text: Text, reference: Reference) -> CitedPart:
    if reference.section is None:
        return text
    if reference.number is None:
        return text.section(reference.section)
    return text.passage(reference.section, reference.number)


def _parts(text: Text) -> tuple[CitedPart, ...]:
    """List all parts of a text that a link may name, the smallest first: a section of one passage is that passage."""
    return (*text.passages(), *text.sections, text)


def _id_of_part(id: str, part: CitedPart) -> str:
    return f"{id}/{part.slug}" if isinstance(part, Section) else part.id


def _moved(library: Library, reference: Reference, version: str) -> Passage | None:
    """Find the passage of the same profile or chapter that has the text now."""
    if reference.text_id not in library:
        return None
    passages = library.text(reference.text_id).passages()
    return next((passage for passage in passages if version_of(passage.text) == version), None)


def _changes(before: CitedPart, now: CitedPart) -> Iterator[TextChange]:
    """Compare two readings of a part, paragraph by paragraph, in the order of the sections."""
    from explorer.text.diff import compare

    sections_before, sections_now = _by_section(before), _by_section(now)
    for slug in dict.fromkeys((*sections_before, *sections_now)):
        title, old = sections_before.get(slug, ("", ()))
        title, new = sections_now.get(slug, (title, ()))
        matcher = SequenceMatcher(
            None, [passage.text for passage in old], [passage.text for passage in new], autojunk=False
        )
        for step, first, last, start, end in matcher.get_opcodes():
            for earlier, passage in zip_longest(old[first:last], new[start:end]) if step != "equal" else ():
                place = f"paragraph {passage.number}" if passage else f"formerly paragraph {earlier.number}"
                differences = compare(earlier.text if earlier else "", passage.text if passage else "")
                yield TextChange(f"{title}, {place}" if title else "", differences)


def _by_section(part: CitedPart) -> dict[str, tuple[str, Sequence[Passage]]]:
    """Group the passages of a part by section, with its title; a passage alone has none."""
    if isinstance(part, Passage):
        return {part.section: ("", (part,))}
    sections = (part,) if isinstance(part, Section) else part.sections
    return {section.slug: (section.title, section.passages) for section in sections}


def _before(library: Library, reference: Reference, version: str) -> tuple[Text, CitedPart] | tuple[None, None]:
    """Find the text that a link was made for among the earlier readings."""
    for earlier in _earlier(library, reference.text_id):
        try:
            part = _part(earlier, reference)
        except NotFoundError:
            continue
        if version_of(text_of(part)) == version:
            return earlier, part
    return None, None


def _earlier(library: Library, id: str) -> Iterator[Text]:
    """Yield other readings of a text: the bundled digest, what imports replaced, and what snapshots of sources have.

    A text that an earlier version replaced, or whose file was deleted, is in its snapshot alone.
    """
    for folder in (library.home.profiles, library.bundled) if is_profile_id(id) else ():
        if (layer := library.layer(folder, id)) is not None:
            yield layer
    yield from earlier_readings(library.home, id)
    for path in sorted(library.home.sources.glob(f"{id}-{'[0-9a-f]' * 12}*")):
        with suppress(OSError):
            yield from _read_snapshot(path, id, path.stat().st_ctime_ns)


@lru_cache(maxsize=_SNAPSHOTS)
def _read_snapshot(path: Path, id: str, _changed: int) -> tuple[Text, ...]:
    """Read a snapshot as a source is read today; `_changed` is the time of its last change."""
    try:
        reading = read_source(path, parse_reference(id).edition)
    except ExplorerError:
        return ()  # a copy that an older version read and this one cannot
    if is_profile_id(id):
        return tuple(profile for profile in reading.profiles if profile.id == id)
    return tuple(chapter.with_id(id) for chapter in reading.chapters)
