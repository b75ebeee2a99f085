"""Every address of the site that something links to, as a path from the root of the application.

Records, citations and the JSON of the command line carry these paths. A site may be served below a path of its host
(`/oc/`): `explorer.web.root` puts that path before them, on pages, in redirects and in the JSON of the API.
"""

from collections.abc import Iterable
from urllib.parse import urlencode

from explorer.model.ids import is_profile_id, profile_id
from explorer.model.series import INDEX_SERIES

Value = str | int | float | None

API, STATIC = "/api/v1", "/static"
HOME, HELP, ABOUT = "/", "/help", "/about"
CITE, COLLECTION, LOOKUP, UNAPI = "/cite", "/collection", "/lookup", "/unapi"
SEARCH, SCORE_CONDITION, MATRIX = "/search", "/search/score", "/matrix"
CHAPTERS, WORKS, MENTIONS = "/chapters", "/works", "/mentions"
COUNTRIES, INDICATORS, RANKINGS = "/countries", "/indicators", "/rankings"
CHANGES = "/changes"
MAP, PASSAGES_MAP, SCATTER, COMPARE = "/map", "/map/passages", "/scatter", "/compare"
DATA, CORRELATIONS = "/data", "/correlations"
EXPLORE = "/explore"
AVERAGES = "/averages"  # below API alone
OPENAPI, SUGGESTIONS = f"{API}/openapi.json", f"{API}/suggestions"
LLMS, ROBOTS, SITEMAP = "/llms.txt", "/robots.txt", "/sitemap.xml"
FEED_ENDING = ".atom"
SEARCH_FEED, IMPORTS_FEED = f"{SEARCH}{FEED_ENDING}", f"/imports{FEED_ENDING}"
OPENSEARCH, COMPLETIONS = "/opensearch.xml", "/search/completions"  # for the search field of a browser


def with_query(path: str, pairs: Iterable[tuple[str, Value]] = (), **named: Value) -> str:
    """Add parameters to a path; empty ones are left out."""
    parameters = [(name, value) for name, value in (*pairs, *named.items()) if value not in (None, "")]
    return f"{path}?{urlencode(parameters)}" if parameters else path


def text_path(id: str) -> str:
    """Return where a profile or a chapter is read."""
    return f"/profiles/{id}" if is_profile_id(id) else f"{CHAPTERS}/{id}"


def profile_path(code: str, edition: int, series: str = INDEX_SERIES) -> str:
    """Return where the profile of a country in an edition is read."""
    return text_path(profile_id(code, edition, series))


def country_feed_path(code: str) -> str:
    """Return the feed of what came in about a country."""
    return f"{COUNTRIES}/{code.lower()}{FEED_ENDING}"


def place_path(text_id: str, anchor: str, query: str = "") -> str:
    """Return where a part of a profile or a chapter is read: a section, a passage or a note."""
    return f"{text_path(text_id)}{query}#{anchor}"


def reading_path(passage_id: str, query: str = "") -> str:
    """Return where a passage is read, in its profile or chapter."""
    text_id, section, number = passage_id.split("/")
    return place_path(text_id, f"{section}-{number}", query)


def file_path(page: str, suffix: str) -> str:
    """Return the path of a page's content as a file: "/profiles/kgz-2021.csv"."""
    return f"{page}.{suffix}"


def passage_path(id: str, version: str = "") -> str:
    """Return the permanent link of a passage; the hash of its text shows whether the text has changed."""
    return f"/passages/{id}?v={version}" if version else f"/passages/{id}"


def score_path(profile_id: str, slug: str, points: str) -> str:
    """Return the permanent link of a score, which carries the score as it is published, "7.0"."""
    return f"/scores/{profile_id}/{slug}?v={points}"


def comparison_path(ids: Iterable[str], section: str = "") -> str:
    """Return profiles side by side; with a section, its text beside their scores."""
    return with_query(COMPARE, (("profiles", ",".join(ids)), ("section", section))).replace("%2C", ",")


def changes_path(ids: Iterable[str]) -> str:
    """Return what changed between two editions of a profile, the earlier first, or between the readings of one."""
    return f"{CHANGES}/{'..'.join(ids)}"


def indicator_path(slug: str, edition: int | None = None) -> str:
    """Return the page of an indicator or an aggregate, in one edition or in the newest."""
    return f"{INDICATORS}/{slug}?edition={edition}" if edition else f"{INDICATORS}/{slug}"


def similar_path(id: str, excludes_same_country: bool = False) -> str:
    """Return the list of passages like one; with `excludes_same_country`, those of other countries alone."""
    return f"/similar/{id}?elsewhere=1" if excludes_same_country else f"/similar/{id}"


def work_path(slug: str) -> str:
    """Return the list of passages that name a treaty, an organization or a programme."""
    return f"{WORKS}/{slug}"


def mentions_path(code: str) -> str:
    """Return the list of passages of other countries that name a country."""
    return f"{WORKS}/countries/{code.lower()}"
