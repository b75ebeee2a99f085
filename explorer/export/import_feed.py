"""The feed of what came in: an entry for each profile and chapter, and for scores, by the newest that is in it."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from operator import attrgetter

from explorer.corpus.first_seen import FirstSeen, SeenDates
from explorer.export.atom_feed import MOST_ENTRIES, AtomFeed, FeedEntry, page_links, words_of
from explorer.export.search_feed import Dated, newest_first
from explorer.model.addresses import (
    COUNTRIES,
    IMPORTS_FEED,
    RANKINGS,
    country_feed_path,
    passage_path,
    profile_path,
    text_path,
    with_query,
)
from explorer.model.ids import series_of_id
from explorer.model.profiles import version_of
from explorer.model.series import INDEX_SERIES, find_series
from explorer.model.taxonomy import Country
from explorer.search.engine import Engine
from explorer.search.request import SearchRequest
from explorer.search.result_set import MatchingPassage
from explorer.search.stored import StoredText

_MOST_NAMED = 20  # passages of one entry
_SHOWN = ("criminality", "resilience")  # scores of one entry


def country_feed(engine: Engine, country: Country, dates: SeenDates, site: str, offset: int = 0) -> AtomFeed:
    """Make a page of the feed of a country, in all editions and series. Raises as the engine does."""
    request = SearchRequest.make(filters=[("country", country.code)])
    scored = [text for text in engine.profiles() if text.scores and text.code == country.code]
    entries = [
        *_text_entries(engine.passages(request).passages, dates, site),
        *(_scores_entry(text, dates.of_scores(text.id, text.scores), site) for text in scored),
    ]
    return _feed(
        entries,
        offset,
        dates,
        path=country_feed_path(country.code),
        title=country.name,
        subtitle=f"What came in about {country.name}: profiles, editions, scores and changed texts.",
        url=site + _newest_path(engine, country),
        site=site,
    )


def import_feed(engine: Engine, dates: SeenDates, site: str, offset: int = 0) -> AtomFeed:
    """Make a page of the feed of all that came in. Raises as the engine does."""
    entries = [
        *_text_entries(engine.passages(SearchRequest()).passages, dates, site),
        *_grouped_scores(engine.profiles(), dates, site),
    ]
    return _feed(
        entries,
        offset,
        dates,
        path=IMPORTS_FEED,
        title="imports and changes",
        subtitle="What came in: profiles, chapters, scores and changed texts.",
        url=site + COUNTRIES,
        site=site,
    )


def _feed(
    entries: Iterable[FeedEntry],
    offset: int,
    dates: SeenDates,
    *,
    path: str,
    title: str,
    subtitle: str,
    url: str,
    site: str,
) -> AtomFeed:
    ordered = sorted(sorted(entries, key=attrgetter("id")), key=attrgetter("updated"), reverse=True)
    return AtomFeed(
        id=path.removeprefix("/"),
        title=f"OC Explorer: {title}",
        subtitle=subtitle,
        url=url,
        links=page_links(len(ordered), offset, lambda offset: site + with_query(path, offset=offset or None)),
        updated=ordered[0].updated if ordered else dates.built,
        entries=tuple(ordered[offset : offset + MOST_ENTRIES]),
    )


def _newest_path(engine: Engine, country: Country) -> str:
    """Return the path of the newest profile of a country, of the Index before another series; else of all countries."""
    own = [text for text in engine.profiles() if text.code == country.code]
    if not own:
        return COUNTRIES
    newest = max(own, key=lambda text: (text.series == INDEX_SERIES, text.edition or 0))
    return profile_path(country.code, newest.edition or 0, newest.series or INDEX_SERIES)


def _text_entries(passages: Iterable[MatchingPassage], dates: SeenDates, site: str) -> Iterator[FeedEntry]:
    by_text = sorted(passages, key=attrgetter("text_id"))
    for _, group in groupby(by_text, key=attrgetter("text_id")):
        yield _text_entry(newest_first(group, dates), site)


def _text_entry(dated: Sequence[Dated], site: str) -> FeedEntry:
    """Make the entry of a profile or chapter: all of it, or what is of the newest day."""
    seen, first = dated[0]
    new = [passage for other, passage in dated if other.at.date() == seen.at.date()]
    return FeedEntry(
        id=first.text_id,
        title=first.name,
        url=site + text_path(first.text_id),
        updated=seen.at,
        html=f"<p>{_news(new, len(dated), site)}</p>\n<p>{words_of(first.text_kind)} {seen.sentence}</p>",
        text_kind=first.text_kind,
        series=first.series,
    )


def _news(new: Sequence[MatchingPassage], count: int, site: str) -> str:
    """Say in HTML what is new of a text of so many passages."""
    if len(new) == count:
        sections = len({passage.section for passage in new})
        return f"{_number(count, 'passage')} in {_number(sections, 'section')}."
    named = [
        f'<a href="{escape(site + passage_path(passage.id, version_of(passage.text)))}">'
        f"{escape(passage.section_title)} {passage.paragraph}</a>"
        for passage in new[:_MOST_NAMED]
    ]
    more = f" and {_number(len(new) - _MOST_NAMED, 'other')}" if len(new) > _MOST_NAMED else ""
    are = "are" if len(new) > 1 else "is"
    return f"{len(new)} of {_number(count, 'passage')} {are} new or changed: {', '.join(named)}{more}."


def _scores_entry(text: StoredText, seen: FirstSeen, site: str) -> FeedEntry:
    averages = [f"{slug} {text.scores[slug]:.2f}" for slug in _SHOWN if slug in text.scores]
    shown = f": {', '.join(averages)}" if averages else ""
    return FeedEntry(
        id=f"{text.id}/scores",
        title=f"{text.name}: scores",
        url=site + text_path(text.id),
        updated=seen.at,
        html=f"<p>{_number(len(text.scores), 'score')}{shown}.</p>\n<p>{seen.sentence}</p>",
        series=series_of_id(text.id),
    )


def _grouped_scores(texts: Iterable[StoredText], dates: SeenDates, site: str) -> Iterator[FeedEntry]:
    """Make one entry of the scores of an edition that came together, as those of a workbook do."""
    groups: dict[tuple[str, int, FirstSeen], list[StoredText]] = {}
    for text in texts:
        if text.scores:
            key = (series_of_id(text.id), text.edition or 0, dates.of_scores(text.id, text.scores))
            groups.setdefault(key, []).append(text)
    for (slug, edition, seen), group in groups.items():
        if len(group) == 1:
            yield _scores_entry(group[0], seen, site)
            continue
        series = find_series(slug)
        path = with_query(RANKINGS, edition=edition) if series.is_index else COUNTRIES
        yield FeedEntry(
            id=f"scores/{slug}/{edition}/{seen.at:%Y-%m-%dT%H:%M:%SZ}",
            title=f"Scores of {len(group)} countries, {series.edition_name(edition)}",
            url=site + path,
            updated=seen.at,
            html=f"<p>{escape(', '.join(text.name for text in group))}.</p>\n<p>{seen.sentence}</p>",
            series=slug,
        )


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
