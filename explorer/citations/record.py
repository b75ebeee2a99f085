"""A citation: the work, its publisher, the place in it and the day of access."""

import datetime
import re
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from explorer.citations.score_sources import score_source
from explorer.citations.search_permalinks import RunSearch, read_search, search_path
from explorer.core.errors import NotFoundError
from explorer.corpus.library import Library
from explorer.model.addresses import indicator_path, passage_path, score_path, with_query
from explorer.model.chapters import Text
from explorer.model.ids import PROFILE_ID, is_profile_id
from explorer.model.profiles import PUBLISHER, Passage, Section, TextKind, parse_reference, version_of
from explorer.model.series import INDEX_SERIES, find_series
from explorer.model.taxonomy import taxonomy
from explorer.search.query.describe import describe
from explorer.search.query.nodes import All
from explorer.search.scope import limits_of
from explorer.text.excerpts import quote as quote_text

INDEX = "Global Organized Crime Index"
SITE = "OC Explorer"
DIGEST = f"digest by {SITE}"  # marks our own words in a title
INDICATORS = "indicators"  # begins the ids of indicators
SEARCHED = f"{SITE} corpus of the {INDEX}"  # what a search is made in

CitationKind = Literal["passage", "section", "profile", "chapter", "score", "indicator", "search"]


@dataclass(frozen=True, slots=True)
class Citation:
    """One thing that can be cited, with every field that a style or a format may use.

    The author is that of the series, but of a search whoever ran it. The title marks our digest.
    """

    id: str  # "kgz-2021/drugs/1", "kgz-2021/scores/heroin-trade", "indicators/heroin-trade/2021", "search?q=heroin"
    kind: CitationKind
    title: str  # "Kyrgyzstan", "Kyrgyzstan: heroin trade, score 7.0"
    edition: int | None  # None for a search, and for a chapter that belongs to none
    path: str  # permanent link, from the root of the site
    accessed: datetime.date
    section: str = ""  # title, "Drugs"
    paragraph: int | None = None  # in its section, from 1
    source_url: str = ""  # where the publisher has it
    publisher: str = PUBLISHER
    text_kind: TextKind = "none"  # our own words, the publisher's, or no text at all
    address: str = ""  # of the site, "https://example.org"; without it the link is a path
    published: int | None = None  # year of a chapter, where it is known
    is_chapter: bool = False  # of a chapter, or a part of one
    quotation: str = ""  # the words quoted, as in the passage
    series: str = INDEX_SERIES  # slug

    @property
    def author(self) -> str:
        """The author; empty for a search, whose author is whoever ran it."""
        return "" if self.kind == "search" else find_series(self.series).author

    @property
    def container(self) -> str:
        """The work that it is part of; an article of no edition is part of none."""
        if self.kind == "search":
            return SEARCHED
        if self.is_chapter and not self.edition:
            return ""
        work = find_series(self.series).title
        return f"{work} {self.edition}" if self.edition else work

    @property
    def year(self) -> int | None:
        """Year of publication, or in which a search was made; None is "n.d."."""
        if self.kind == "search":
            return self.accessed.year
        return self.published or self.edition

    @property
    def name(self) -> str:
        """The cited text in a line: "Kyrgyzstan 2021", or the title of a chapter."""
        if self.is_chapter or not self.edition:
            return self.title
        return find_series(self.series).profile_name(self.title, self.edition)

    @property
    def full_title(self) -> str:
        """The title, with a remark when the words are not the publisher's."""
        return f"{self.title} ({DIGEST})" if self.text_kind == "digest" else self.title

    @property
    def record_title(self) -> str:
        """The title of a record that stands alone, as in a list of records: with edition and place."""
        if self.kind == "search":
            return self.title
        name = self.name
        if self.kind == "score":  # "Kyrgyzstan: heroin trade, score 7.0 of 10"
            country, _, score = self.title.partition(": ")
            name = f"{find_series(self.series).profile_name(country, self.edition or 0)}: {score}"
        parts = [name, self.locator] if self.locator else [name]
        return f"{', '.join(parts)} ({DIGEST})" if self.text_kind == "digest" else ", ".join(parts)

    @property
    def is_page_of_ours(self) -> bool:
        """Tell whether the page is a work of this site: a search or the table of an indicator, not a publication."""
        return self.kind in ("search", "indicator")

    @property
    def locator(self) -> str:
        """The place in the work: "Drugs section, para. 1"."""
        if not self.section:
            return ""
        section = f"{self.section} section"
        return section if self.paragraph is None else f"{section}, para. {self.paragraph}"

    @property
    def link(self) -> str:
        """The permanent link: an address where the site has one, else a path."""
        return self.address + self.path

    @property
    def url(self) -> str:
        """The address of the work: the publisher's, else that of this site."""
        return self.source_url or (self.link if self.address else "")

    @property
    def whose_words(self) -> str:
        """One sentence on whose words or figures are cited; empty for single scores and searches."""
        if self.kind == "indicator":
            return f"The scores as published; averages computed by {SITE}."
        if self.text_kind == "digest":
            return f"Digest in the words of {SITE}; not the publisher's text."
        return "The publisher's text." if self.text_kind == "full" else ""

    @property
    def key(self) -> str:
        """A key for a bibliography: "gitoc-kgz-2021-drugs-1", "enact-lso-2019-drugs-1"."""
        if self.kind == "search":
            return f"oc-explorer-search-{version_of(self.id)}"
        id = self.id.replace("/", "-")
        begins = "gitoc" if self.series == INDEX_SERIES else self.series
        return id if id.startswith(f"{begins}-") else f"{begins}-{id}"

    def __str__(self) -> str:
        parts = [
            self.container or self.author,
            self.title,
            self.section,
            f"passage {self.paragraph}" if self.paragraph else "",
        ]
        return ", ".join(part for part in parts if part)


def text_of(part: Text | Section | Passage) -> str:
    """Return the text whose hash a permanent link carries."""
    if isinstance(part, Passage):
        return part.text
    passages = part.passages if isinstance(part, Section) else part.passages()
    return "\n".join(passage.text for passage in passages)


def part_path(whole: Text, part: Text | Section | Passage) -> str:
    """Return the permanent link of a profile, a chapter or a part of one; without text it has no hash."""
    if isinstance(part, Passage):
        return passage_path(part.id, part.version)
    text = text_of(part)
    path = with_query(whole.path, v=version_of(text) if text else "")
    return f"{path}#{part.slug}" if isinstance(part, Section) else path


def points(slug: str, score: float) -> str:
    """Format a score as it is published: "7.0" or, of an average, "5.33"."""
    return f"{score:.{2 if taxonomy().indicator(slug).is_aggregate else 1}f}"


_BELOW = r"(?:/[\w.~%-]+)*?"  # the path that a site is served below, "/oc"
_PATH = re.compile(
    rf"{_BELOW}"
    r"/(?:passages/(?P<passage>[a-z0-9-]+/[a-z0-9-]+/[1-9]\d{0,3})"
    rf"|scores/(?P<scored>{PROFILE_ID})/(?P<slug>[a-z-]+)"
    r"|indicators/(?P<indicator>[a-z-]+)(?:\.csv)?"
    rf"|(?:profiles/(?P<profile>{PROFILE_ID})|chapters/(?P<chapter>[a-z0-9-]+))(?:\.[a-z.]+)?)/?"
)
_SEARCH = re.compile(rf"{_BELOW}/?search/?")
_SCORE = re.compile(rf"({PROFILE_ID})/scores/([a-z-]+)")
_INDICATOR = re.compile(r"indicators/([a-z-]+)(?:/(\d{4}))?")
_ANCHOR = re.compile(r"([a-z0-9-]+?)(?:-([1-9]\d{0,3}))?")


def id_of(raw: str) -> str:
    """Return the id that an id, a permanent link or a page's address names. Raises NotFoundError."""
    try:
        split = urlsplit(raw.strip())
    except ValueError as error:  # "http://[oops"
        raise NotFoundError(f"{quote_text(raw)} is not an address.") from error
    if _SEARCH.fullmatch(split.path):
        return f"search?{split.query}"
    match = _PATH.fullmatch(split.path)
    if not match:
        if split.netloc:
            raise NotFoundError(
                f"{raw!r} is not the address of a passage, a profile, a chapter, a score, an indicator or a search."
            )
        return raw.strip().strip("/")
    if match["passage"]:
        return match["passage"]
    if match["scored"]:
        return f"{match['scored']}/scores/{match['slug']}"
    if match["indicator"]:
        edition = parse_qs(split.query).get("edition", [""])[0].strip()
        return "/".join(part for part in (INDICATORS, taxonomy().indicator(match["indicator"]).slug, edition) if part)
    fragment = unquote(split.fragment.partition(":~:")[0])
    anchor = _ANCHOR.fullmatch(fragment)
    id: str = match["profile"] or match["chapter"]
    # The sections of a chapter are its own; "#found-in" and the like are no anchors of pages of ours.
    if not anchor or (match["profile"] and anchor[1] not in {heading.slug for heading in taxonomy().headings}):
        return id
    return "/".join(part for part in (id, *anchor.groups()) if part)


def cite(
    library: Library, raw: str, accessed: datetime.date, address: str = "", find: RunSearch | None = None
) -> Citation:
    """Cite an id or address: passage, section, profile, chapter, score, indicator or search.

    A score's id is "kgz-2021/scores/heroin-trade", or "kgz-2021/heroin-trade" where no section has that name.
    That of an indicator is "indicators/heroin-trade/2021"; without the edition it is the newest that has its scores.
    With `find` the link of a search carries its number of passages and their hash.
    Raises NotFoundError, or QueryError for a search that cannot be read.
    """
    id = id_of(raw)
    address = address.rstrip("/")
    if id.startswith("search?"):
        return _cite_search(id, accessed, address, find)
    if score := score_id(id):
        return _cite_score(library, *score, accessed, address)
    if indicator := indicator_id(id):
        return _cite_indicator(library, *indicator, accessed, address)
    reference = parse_reference(id)
    text = library.text(reference.text_id)
    citation = Citation(
        id=text.id,
        kind=text.kind,
        title=text.title,
        edition=text.edition,
        path=part_path(text, text),
        accessed=accessed,
        source_url=source_url(library, text),
        publisher=text.source.publisher or PUBLISHER,
        text_kind=text.text_kind,
        address=address,
        published=text.published,
        is_chapter=text.kind == "chapter",
        series=text.series,
    )
    if reference.section is None:
        return citation
    section = text.section(reference.section)
    is_opening = text.kind == "chapter" and section.title == text.title
    named = "Opening" if is_opening else section.title
    citation = replace(citation, section=named, id=f"{text.id}/{section.slug}")
    if reference.number is None:
        return replace(citation, kind="section", path=part_path(text, section))
    passage = text.passage(section.slug, reference.number)
    path = passage_path(passage.id, passage.version)
    return replace(citation, kind="passage", id=passage.id, path=path, paragraph=passage.number)


def source_url(library: Library, text: Text) -> str:
    """Return the publisher's address of a text; a page that was saved as plain text has lost its address."""
    if text.source.url or text.kind == "chapter":
        return text.source.url
    digest = library.layer(library.bundled, text.id)
    return digest.source.url if digest else ""


def score_id(id: str) -> tuple[str, str] | None:
    """Split a score's id into its profile and its indicator; None for any other id."""
    if match := _SCORE.fullmatch(id.lower()):
        return match[1], taxonomy().indicator(match[2]).slug
    profile, _, slug = id.lower().partition("/")
    headings = {heading.slug for heading in taxonomy().headings}
    if is_profile_id(profile) and slug in taxonomy().scored and slug not in headings:
        return profile, slug
    return None


def _cite_score(library: Library, id: str, slug: str, accessed: datetime.date, address: str) -> Citation:
    profile = library.profile(parse_reference(id).profile_id)
    indicator = taxonomy().indicator(slug)
    score = profile.scores.get(slug)
    if score is None:
        raise NotFoundError(f"{profile.id} has no score of {slug}: {indicator.label} is not published there.")
    named = indicator.label[:1].lower() + indicator.label[1:]
    return Citation(
        id=f"{profile.id}/scores/{slug}",
        kind="score",
        title=f"{profile.country.name}: {named}, score {points(slug, score)} of 10",
        edition=profile.edition,
        path=score_path(profile.id, slug, points(slug, score)),
        accessed=accessed,
        source_url=score_source(library, profile, slug),
        publisher=profile.source.publisher or PUBLISHER,
        address=address,
        series=profile.series,
    )


def indicator_id(id: str) -> tuple[str, int | None] | None:
    """Split an indicator's id into its slug and, where it has one, its edition; None for any other id."""
    match = _INDICATOR.fullmatch(id.lower())
    if not match or match[1] not in taxonomy().scored:
        return None
    return match[1], int(match[2]) if match[2] else None


def _cite_indicator(
    library: Library, slug: str, edition: int | None, accessed: datetime.date, address: str
) -> Citation:
    if edition is None:
        edition = library.rankings.newest_edition(slug)
    if edition is None or slug not in library.rankings.scores.get(find_series(INDEX_SERIES).check_edition(edition), {}):
        raise NotFoundError(f"This corpus has no score of {slug}{f' in {edition}' if edition else ''}.")
    return Citation(
        id=f"{INDICATORS}/{slug}/{edition}",
        kind="indicator",
        title=taxonomy().indicator(slug).label,
        edition=edition,
        path=indicator_path(slug, edition),
        accessed=accessed,
        address=address,
    )


def _cite_search(id: str, accessed: datetime.date, address: str, find: RunSearch | None) -> Citation:
    request = read_search(id.removeprefix("search?")).request
    result_set = find(request) if find else None
    title = f"Search for {request.text}" if request.text else "All passages"
    if result_set is not None:
        request = result_set.found.in_scope(request)
        headline = result_set.found.headline
        title += f": {headline[:1].lower()}{headline[1:]}"
    elif request.filters:
        title += f", {describe(All(limits_of(request)))}"
    return Citation(
        id=f"search?{urlencode(request.to_args())}",
        kind="search",
        title=title,
        edition=None,
        path=search_path(request, result_set),
        accessed=accessed,
        publisher="",
        address=address,
    )


def cite_quotation(citation: Citation, words: str, library: Library) -> Citation:
    """Cite words quoted from a passage; the link leads to them.

    Raises NotFoundError when the passage does not contain exactly these words.
    """
    words = " ".join(words.split())
    if citation.kind != "passage":
        raise NotFoundError(f"Words are quoted from a passage, and {citation.id} is not one.")
    text_id, section, number = citation.id.split("/")
    text = library.text(text_id)
    passage = text.passage(section, int(number))
    if not words or words not in passage.text:
        raise NotFoundError(f"These words are not in {passage.id}: {words!r}.")
    # A redirect from /passages/… would lose the fragment, so this link goes to the page itself.
    fragment = f"{passage.anchor}:~:text={text_fragment(words)}"
    path = with_query(text.path, v=passage.version)
    return replace(citation, quotation=words, path=f"{path}#{fragment}")


def text_fragment(words: str) -> str:
    """Write words as a text fragment, whole when short: https://wicg.github.io/scroll-to-text-fragment/."""
    split = words.split()
    ends = [words] if len(split) <= 12 else [" ".join(split[:5]), " ".join(split[-5:])]
    # A hyphen has a meaning of its own in a text fragment, and quote() leaves it as it is.
    return ",".join(quote(end, safe="").replace("-", "%2D") for end in ends)
