"""The views of a result: their content, and the targets of their links."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from explorer.charts.axis import STEPS
from explorer.corpus.home import Home
from explorer.engines.open import open_engine
from explorer.search.answering import SearchEngine
from explorer.search.request import SearchRequest
from explorer.search.views.corpus_parts import CHAPTERS, PARTS, CorpusPart
from explorer.search.views.frequency import Distribution, Share
from explorer.search.views.view_request import VIEWS, ViewRequest
from explorer.web.search.result_views import (
    LINES,
    VIEW_CLASSES,
    ConcordanceView,
    DistributionView,
    GroupsView,
    downloads,
    frequency,
    switch,
    view_url,
)
from tests.factories import FOUND, make_profile

REQUEST = SearchRequest.make("heroin", [("edition", "2021")], limit=20, offset=40)


def test_every_view_of_a_search_starts_at_its_first_page() -> None:
    links = switch(ViewRequest.make(REQUEST, "countries"))
    assert [link.url for link in links] == [
        "/search?q=heroin&edition=2021&limit=20",
        *(f"/search?q=heroin&edition=2021&limit=20&view={view}" for view in VIEWS[1:]),
    ]
    assert [link.label for link in links if link.is_chosen] == ["By country"]


def test_a_download_has_all_results_of_the_view() -> None:
    assert [(link.label, link.url) for link in downloads(ViewRequest.make(REQUEST, "profiles"))] == [
        ("CSV", "/search.csv?q=heroin&edition=2021&view=profiles"),
        ("JSON Lines", "/search.jsonl?q=heroin&edition=2021&view=profiles"),
        ("XLSX", "/search.xlsx?q=heroin&edition=2021&view=profiles"),
    ]


def test_every_view_but_the_list_of_passages_has_a_class() -> None:
    assert set(VIEW_CLASSES) == set(VIEWS) - {"passages"}


@pytest.mark.parametrize(("view", "noun", "values"), [("countries", "country", 2), ("profiles", "profile", 3)])
def test_groups_are_paged_and_show_their_best_hits(engine: SearchEngine, view: str, noun: str, values: int) -> None:
    request = SearchRequest.make("drugs OR heroin", limit=1, offset=1)
    groups = GroupsView.of(ViewRequest.make(request, view), engine)
    assert (groups.singular, groups.plural, len(groups.groups)) == (noun, view, values)
    ((group, hit),) = groups.page_groups
    assert group == groups.groups[1]
    assert hit.id == group.best.id
    assert "<mark>" in hit.snippet
    assert groups.record().group_count == values


def test_a_group_leads_to_its_passages_under_the_same_filters(engine: SearchEngine) -> None:
    request = SearchRequest.make("heroin", [("section", "drugs")], offset=1)
    countries = GroupsView.of(ViewRequest.make(request, "countries"), engine)
    assert countries.url(countries.groups[0]) == "/search?q=heroin&country=KGZ&section=drugs"
    profiles = GroupsView.of(ViewRequest.make(request, "profiles"), engine)
    assert profiles.url(profiles.groups[0]) == "/search?q=heroin&country=KGZ&edition=2023&section=drugs"


def test_a_concordance_has_fifty_lines_unless_the_request_sets_a_limit(
    make_engine: Callable[[], SearchEngine],
) -> None:
    engine = make_engine()
    engine.build([make_profile("tuv-2021", {"drugs": ["Tin for cans, and " * 30 + "gold."] * 2})], "tin")
    request = SearchRequest.make("tin")
    assert len(ConcordanceView.of(ViewRequest.make(request, "concordance"), engine).lines) == LINES
    few = ViewRequest.make(replace(request, limit=3), "concordance")
    view = ConcordanceView.of(few, engine)
    assert len(view.lines) == 3
    assert view.result_set is view.occurrences.result_set
    assert view.record().occurrences == view.occurrences.total > LINES
    later = ConcordanceView.of(few.of(replace(few.request, offset=2)), engine)
    assert later.lines[0] == view.lines[2]


def test_lines_in_another_order_start_at_the_first_page(engine: SearchEngine) -> None:
    request = SearchRequest.make("heroin", offset=1)
    view = ConcordanceView.of(ViewRequest.make(request, "concordance", order="left"), engine)
    assert [(link.label, link.url, link.is_chosen) for link in view.orders] == [
        ("As found", "/search?q=heroin&view=concordance", False),
        ("Word to the left", "/search?q=heroin&view=concordance&order=left", True),
        ("Word to the right", "/search?q=heroin&view=concordance&order=right", False),
        ("Word", "/search?q=heroin&view=concordance&order=word", False),
    ]


def test_shares_can_be_counted_by_every_part(engine: SearchEngine) -> None:
    view = DistributionView.of(ViewRequest.make(SearchRequest.make("heroin"), "distribution", by="section"), engine)
    assert view.title == "Section"
    assert view.distribution.shares[0].label == "Drugs"
    assert len(view.parts) == len(PARTS)
    assert [link.url for link in view.parts if link.is_chosen] == [view_url(view.view_request)]
    assert view.record().definition == view.definition


KYRGYZSTAN = Share(CorpusPart("country", "KGZ"), 6, 3, 17, 600)  # 10 a thousand
ALBANIA = Share(CorpusPart("country", "ALB"), 1, 1, 2, 400)  # 2.5 a thousand
ANDORRA = Share(CorpusPart("country", "AND"), 0, 0, 1, 0)
OF_CHAPTERS = Share(CorpusPart("country", CHAPTERS, None), 1, 1, 1, 1000)


def distribution_view(*shares: Share, by: str = "country", request: SearchRequest = REQUEST) -> DistributionView:
    whole = Share(None, 8, 5, 21, 2000)
    distribution = Distribution(request, "heroin", FOUND, by, shares, whole, "g1")
    return DistributionView(ViewRequest.make(request, "distribution", by=by), distribution)


def test_a_bar_is_as_long_as_its_share_of_the_highest_frequency() -> None:
    view = distribution_view(KYRGYZSTAN, ALBANIA, ANDORRA)
    assert [view.bar(share) for share in view.distribution.shares] == [100, 25, 0]
    assert distribution_view(ANDORRA).bar(ANDORRA) == 0
    assert [frequency(share.per_thousand) for share in (KYRGYZSTAN, ANDORRA)] == ["10.00", "n/a"]


def test_a_share_leads_to_its_passages() -> None:
    view = distribution_view(KYRGYZSTAN, OF_CHAPTERS)
    assert view.url(KYRGYZSTAN) == "/search?q=heroin&country=KGZ&edition=2021&limit=20"
    assert view.url(OF_CHAPTERS) == "/search?q=heroin&edition=2021&kind=chapter&limit=20"


def test_a_share_that_is_chosen_already_keeps_its_filter() -> None:
    chosen = SearchRequest.make("heroin", [("country", "KGZ")])
    assert distribution_view(KYRGYZSTAN, request=chosen).url(KYRGYZSTAN) == "/search?q=heroin&country=KGZ"


def test_chapters_of_no_edition_have_no_filter_that_selects_them() -> None:
    of_no_edition = replace(OF_CHAPTERS, part=CorpusPart("edition", CHAPTERS, None))
    assert distribution_view(of_no_edition, by="edition").url(of_no_edition) == ""


def test_the_map_draws_countries_alone_and_links_those_with_hits() -> None:
    drawing = distribution_view(KYRGYZSTAN, ALBANIA, ANDORRA, OF_CHAPTERS).drawing
    assert drawing.texts == {"KGZ": "10.00", "ALB": "2.50", "AND": "n/a"}
    assert set(drawing.addresses) == {"KGZ", "ALB"}
    numbers = {tile.country.code: tile.number for tile in drawing.figure.tiles if tile.number is not None}
    assert numbers == {"KGZ": 10_000, "ALB": 2500}
    assert (len(drawing.steps), drawing.steps[-1]) == (STEPS, (STEPS, "≤10.0"))


def test_the_steps_of_low_frequencies_have_two_decimals_and_nothing_has_none() -> None:
    assert distribution_view(ALBANIA).drawing.steps[-1] == (STEPS, "≤2.50")
    assert distribution_view(ANDORRA).drawing.steps == ()


LESOTHO = Share(CorpusPart("country", "LSO"), 1, 1, 2, 400)
OF_ENACT = Share(CorpusPart("country", "LSO", "enact"), 5, 2, 3, 500)  # 10 a thousand
ENACT_CHAPTERS = Share(CorpusPart("country", CHAPTERS, "enact"), 1, 1, 1, 1000)


def test_shares_of_each_series_lead_to_passages_of_it_alone() -> None:
    view = distribution_view(LESOTHO, OF_ENACT, OF_CHAPTERS, ENACT_CHAPTERS, request=SearchRequest.make("heroin"))
    assert [(share.label, view.url(share)) for share in view.distribution.shares] == [
        ("Lesotho", "/search?q=heroin&country=LSO&series=index"),
        ("Lesotho, ENACT Africa index", "/search?q=heroin&country=LSO&series=enact"),
        ("Chapters and articles", ""),
        ("Chapters and articles, ENACT Africa index", "/search?q=heroin&kind=chapter&series=enact"),
    ]


def test_the_map_is_of_one_series() -> None:
    for shares, text, names in (
        ((LESOTHO, OF_ENACT), "2.50", ["Index", "ENACT Africa index"]),
        ((OF_ENACT, OF_CHAPTERS), "10.00", ["ENACT Africa index"]),
    ):
        view = distribution_view(*shares)
        assert (view.drawing.texts, [series.short_name for series in view.series]) == ({"LSO": text}, names)


def test_a_country_is_counted_once_for_all_its_groups(both_home: Home) -> None:
    engine = open_engine(both_home)
    view = GroupsView.of(ViewRequest.make(SearchRequest.make("dagga", scope="words"), "countries"), engine)
    labels = {group.label: (group.count, group.best.series) for group in view.groups}
    assert labels["Lesotho"] == (2, "index")
    assert labels["Lesotho, ENACT Africa index"] == (2, "enact")
    assert (len(view.groups), view.distinct) == (4, 1)  # two are chapters
    for group in view.groups:
        assert engine.search(SearchRequest.make("dagga", group.filters, scope="words")).total == group.count
    engine.close()
