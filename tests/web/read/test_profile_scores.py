"""The scores of a profile, with all countries around them."""

from flask.testing import FlaskClient

from tests.web.soup import element, links, page, words


def test_the_pyramid_is_described_for_those_who_cannot_see_it(client: FlaskClient) -> None:
    figure = element(page(client, "/profiles/kgz-2021"), "svg.pyramid")
    assert figure["role"] == "img"
    assert "criminal markets score, 4.40" in words(element(figure, "desc"))
    assert "criminal actors score, 6.25" in words(element(figure, "desc"))
    assert "resilience score, 4.17" in words(element(figure, "desc"))


def test_every_score_has_its_place_among_all_countries(world: FlaskClient, client: FlaskClient) -> None:
    strips = page(world, "/profiles/kgz-2021").select("svg.strip[role]")
    assert len(strips) == 2 + 26
    label = str(strips[0]["aria-label"])
    assert label.startswith("Criminality among all countries: 72nd highest of 193 countries; 23rd highest of 46")
    assert not page(client, "/profiles/kgz-2021").select("svg.strip")


def test_ranks_are_computed_where_none_are_published(world: FlaskClient) -> None:
    heroin = next(line for line in page(world, "/profiles/kgz-2021").select(".score") if "Heroin" in words(line))
    assert "of 193 countries" in words(heroin)
    places = words(element(page(world, "/profiles/kgz-2025"), ".places"))
    assert "of 46 countries in Asia" in places


def test_a_tie_is_a_span_on_the_profile_and_on_the_page_of_the_score(world: FlaskClient) -> None:
    tie = "98th to 101st highest of 193 countries, tied with Bahrain, Bolivia and Sierra Leone"
    soup = page(world, "/profiles/uzb-2023")
    assert tie in words(element(soup, ".places"))
    assert "computed here" in words(element(soup, "#scores"))
    assert "As published: the ranks of criminality and resilience" in words(page(world, "/profiles/kgz-2021"))
    score = page(world, "/scores/uzb-2023/criminality")
    assert tie in words(element(score, ".places"))
    assert "The change since 2021 is" in words(score)
    assert "not comparable" in words(score)


def test_every_score_has_its_change_and_averages_their_reason(world: FlaskClient) -> None:
    soup = page(world, "/profiles/kgz-2023")
    lines = {words(element(line, ".label")): words(element(line, "summary")) for line in soup.select(".score")}
    assert lines["Heroin trade"] == "Heroin trade change +0.5 7.5"
    assert lines["Financial crimes"] == "Financial crimes change n/a 6.0"
    criminality, resilience = soup.select(".side")
    assert "†" in words(element(criminality, ".headline"))
    assert "not comparable" in words(element(criminality, "details.aside p"))
    assert not resilience.select("details.aside")
    assert not page(world, "/profiles/kgz-2021").select(".change")


def test_a_section_leads_to_the_same_one_in_other_editions(grown: FlaskClient) -> None:
    soup = page(grown, "/profiles/kgz-2021?q=workers")
    assert links(element(soup, "#people"), ".other-editions a") == {
        "2023": "/profiles/kgz-2023?q=workers#people",
        "Compare side by side": "/compare?profiles=kgz-2021,kgz-2023&section=people#text",
    }
    assert not element(soup, "#drugs").select(".other-editions")


def test_criminality_breaks_after_2021_and_resilience_goes_on(world: FlaskClient) -> None:
    figure = element(page(world, "/profiles/kgz-2021"), "svg.trend")
    assert [len(series.select(".line")) for series in figure.select("g.colour-1, g.colour-2")] == [1, 2]
    assert "Criminality not comparable" in words(element(figure, "desc"))


def test_page_and_json_compute_a_change_that_a_page_gives_as_not_known_and_say_so(grown: FlaskClient) -> None:
    soup = page(grown, "/profiles/kgz-2023")
    lines = {words(element(line, ".label")): words(element(line, "summary")) for line in soup.select(".score")}
    scores = grown.get("/api/v1/profiles/kgz-2023").get_json()["scores"]
    assert scores["criminality"] == {
        "score": 5.4, "change": 0.07, "since": 2021, "comparable": False, "origin": "computed"
    }  # fmt: skip
    assert "+0.07" in words(soup)
    assert (scores["heroin-trade"]["change"], scores["heroin-trade"]["origin"]) == (-0.5, "published")
    assert lines["Heroin trade"] == "Heroin trade change −0.5 6.5"
    assert "As published: the changes, but for those of criminality and resilience." in words(soup)


def test_a_digest_does_not_call_computed_ranks_published(world: FlaskClient) -> None:
    soup = page(world, "/profiles/kgz-2021")
    assert "facts and scores are as published" in words(element(soup, ".notice"))
    legend = " ".join(words(legend) for legend in soup.select("p.legend"))
    assert "As published: the ranks of criminality and resilience. Other ranks and changes are computed" in legend
