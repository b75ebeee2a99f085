"""Facts, scores and ranks, with the text that a page joins to them."""

import re
from dataclasses import replace

import pytest

from explorer.core.errors import SourceError
from explorer.ingest.country_page import read_country_page
from explorer.model.ranks import Rank
from tests.ingest.sample_pages import (
    OLD,
    as_headings_and_lists,
    as_saved_text,
    as_separate_blocks,
    as_soup,
    as_tables,
    glued_lines,
    read,
    sample_profile,
)
from tests.ingest.warning_texts import texts_of


@pytest.mark.parametrize(
    ("figures", "score", "change"),
    [
        ("7.000.50", 7.0, 0.5),
        ("7.00 +0.50", 7.0, 0.5),
        ("7.00−0.50", 7.0, -0.5),
        ("7.00 – 0.50", 7.0, -0.5),
        ("7.00 ▼0.50", 7.0, -0.5),
        ("7.00 (↑ 0.50)", 7.0, 0.5),
        ("10.001.00", 10.0, 1.0),
        ("3.50 n/a", 3.5, None),
        ("3.50n/a", 3.5, None),
        ("3.50 N/A", 3.5, None),
        ("<b>7<small>.50</small></b><i>-0.50</i>", 7.5, -0.5),
        ("<b>7.00</b><sup>0.50</sup>", 7.0, 0.5),
        ("7.00-0.00", 7.0, 0.0),
    ],
)
def test_scores_and_changes_are_distinguished(figures: str, score: float, change: float | None) -> None:
    page = as_headings_and_lists(sample_profile(2025))
    page, count = re.subn(r"Human smuggling: <b>.*?</b>", f"Human smuggling: <b>{figures}</b>", page)
    profile = read(page, edition=None if change is not None else 2025)
    assert count == 1
    assert (profile.scores["human-smuggling"], profile.changes["human-smuggling"]) == (score, change)


@pytest.mark.parametrize(
    ("line", "rank"),
    [
        ("8th of 46 countries in Asia1", Rank(8, 46, "Asia", 1)),
        ("8<sup>th</sup> of 46 countries in <b>Asia</b> <sup>1</sup>", Rank(8, 46, "Asia", 1)),
        ("8th of 46 countries in Asia−12", Rank(8, 46, "Asia", -12)),
        ("8th of 46 countries in Asia<div>1</div>", Rank(8, 46, "Asia", 1)),
        ("8th of 46 countries in Asia ▲3", Rank(8, 46, "Asia", 3)),
        ("8th of 46 countries in Asia n/a", Rank(8, 46, "Asia")),
        ("8th of 46 countries in Asia 0", Rank(8, 46, "Asia", 0)),
        ("8th of 35 countries in the Americas", Rank(8, 35, "Americas")),
    ],
)
def test_ranks_and_their_changes_are_distinguished(line: str, rank: Rank) -> None:
    page = as_headings_and_lists(sample_profile(2025))
    page, count = re.subn(r"<p>40th of 54 countries in Africa<em>-1</em></p>", f"<p>{line}</p>", page)
    assert count == 1
    assert read(page).ranks["criminality"]["continent"] == rank


@pytest.mark.parametrize(
    ("line", "rank"),
    [
        ("2nd of 8 countries in Central Asia and the Caucasus-1", Rank(2, 8, "Central Asia and the Caucasus", -1)),
        ("1st of 17 countries in Central &amp; Eastern Europe2", Rank(1, 17, "Central & Eastern Europe", 2)),
        ("3rd of 11 countries in South-Eastern Asia1", Rank(3, 11, "South-Eastern Asia", 1)),
    ],
)
def test_names_of_regions_keep_their_hyphens_and_lose_their_changes(line: str, rank: Rank) -> None:
    page = as_headings_and_lists(sample_profile(2025))
    page, count = re.subn(r"<p>9th of 13 countries in Southern Africa<em>0</em></p>", f"<p>{line}</p>", page)
    assert count == 1
    assert read(page).ranks["criminality"]["region"] == rank


def test_a_definition_may_be_between_a_label_and_its_score() -> None:
    for edition in (2021, 2025):
        page = as_headings_and_lists(sample_profile(edition))
        turned = re.sub(
            r"<ul><li>([^<]*): <b>([^<]*)</b></li></ul>\s*<p>(What is judged[^<]*)</p>",
            r"<p>\1</p><p>\3</p><p>\2</p>",
            page,
        )
        assert turned != page
        assert read(turned) == sample_profile(edition)


def test_a_fact_without_a_value_does_not_take_the_score_after_it() -> None:
    profile = sample_profile(2025)
    for render in (as_saved_text, as_soup, as_separate_blocks, as_tables):
        bare = render(replace(profile, facts={**profile.facts, "gini-index": "@"}))
        page = re.sub(r"\n\s*@|<[a-z]+[^<>]*>@</[a-z]+>|@", "", bare)
        assert read(page).facts == {slug: value for slug, value in profile.facts.items() if slug != "gini-index"}
        assert read(page).scores == profile.scores


@pytest.mark.parametrize("gini", ["44.9", "38.7"])
def test_the_value_of_a_fact_is_no_change_of_a_headline_that_has_none(gini: str) -> None:
    profile = sample_profile(2025)
    changes = {slug: moved for slug, moved in profile.changes.items() if slug not in ("criminality", "resilience")}
    bare = replace(profile, changes=changes, facts={**profile.facts, "gini-index": gini})
    assert read(as_separate_blocks(bare)).scores == profile.scores


def test_facts_may_share_the_line_of_their_label() -> None:
    for between in (": ", " ", "\t", ""):
        lines = as_saved_text(OLD)
        for slug, value in OLD.facts.items():
            label = {"capital": "Capital", "area": "Area", "population": "Population"}.get(slug)
            if label:
                lines = lines.replace(f"{label}\n\n    {value}", f"{label}{between}{value}")
        assert read(lines).facts == OLD.facts


def test_two_scores_of_one_indicator_are_refused() -> None:
    page = as_soup(OLD)
    place = page.rindex("Non-state actors")
    changed = page[:place] + re.sub(r"\d\.\d\d", "9.50", page[place:], count=1)
    with pytest.raises(SourceError, match=r"two scores for Non-state actors, .* and 9.50"):
        read(changed)


def test_a_score_off_the_scale_is_refused() -> None:
    with pytest.raises(SourceError, match="outside 1-10"):
        read(re.sub(r"(Human trafficking\s+)\d\.\d\d", r"\g<1>11.00", as_saved_text(OLD)))


def test_an_aggregate_that_its_scores_do_not_give_is_reported() -> None:
    page = re.sub(r"(Criminal actors\s+)\d\.\d\d", r"\g<1>9.87", as_saved_text(OLD))
    (warning,) = texts_of(read_country_page(page.encode(), "page").warnings)
    assert warning.startswith("Criminal actors is published as 9.87, but its scores give ")


def test_a_missing_rank_is_reported() -> None:
    page = "\n\n".join(line for line in glued_lines(OLD) if line != "9th of 13 countries in Southern Africa")
    assert texts_of(read_country_page(page.encode(), "page").warnings) == (
        "The page gives no rank for criminality in the region.",
    )


def test_a_sign_may_be_beside_a_label() -> None:
    signed = r"<li><span>\1</span><button>i</button> <b>\2</b></li>"
    assert read(re.sub(r"<li>([^<]*): <b>(.*?)</b></li>", signed, as_headings_and_lists(OLD))) == OLD


def test_marks_of_emphasis_in_saved_text_do_not_matter() -> None:
    text = re.sub(r"(    )([A-Z][a-z -]+)(\n\n    )(\d\.\d\d)", r"\1*\2*\3*\4*", as_saved_text(OLD))
    assert "*Prevention*" in text
    assert read(text).scores == OLD.scores


def test_a_teaser_that_begins_with_a_label_and_a_number_is_no_score() -> None:
    page = as_headings_and_lists(OLD).replace("<h1>", "<p>Human trafficking 9.50 was the score of a neighbour.</p><h1>")
    assert read(page) == OLD


def test_labels_may_be_set_with_ligatures() -> None:
    for render in (as_saved_text, as_headings_and_lists, as_tables):
        analysis = render(OLD).index("Analysis")
        panel = render(OLD)[:analysis].replace("ffi", "ﬃ").replace("ff", "ﬀ").replace("fi", "ﬁ").replace("fl", "ﬂ")
        assert "traﬃcking" in panel
        profile = read(panel + render(OLD)[analysis:])
        assert profile.scores == OLD.scores
