"""The feeds of what came in: by country, and of all."""

from collections.abc import Callable
from pathlib import Path

from explorer.corpus.first_seen import SCORES, SeenDates, passage_key, scores_key
from explorer.corpus.home import Home
from explorer.export.import_feed import country_feed, import_feed
from explorer.model.taxonomy import taxonomy
from explorer.search.answering import SearchEngine
from tests.export.conftest import BUILT
from tests.export.feed_checks import read_feed
from tests.factories import SMALL_SCORES, make_profile

SITE = "https://example.org/oc"


def test_a_country_has_an_entry_for_each_profile_and_its_scores(engine: SearchEngine, dates: SeenDates) -> None:
    feed = read_feed(country_feed(engine, taxonomy().country("kgz"), dates, SITE).to_xml())
    assert feed.feed.title == "OC Explorer: Kyrgyzstan"
    assert {link.rel: link.href for link in feed.feed.links} == {
        "alternate": f"{SITE}/profiles/kgz-2023",
        "self": f"{SITE}/countries/kgz.atom",
    }
    assert {entry.title: entry.link for entry in feed.entries} == {
        "Kyrgyzstan 2021 (digest by OC Explorer)": f"{SITE}/profiles/kgz-2021",
        "Kyrgyzstan 2021: scores": f"{SITE}/profiles/kgz-2021",
        "Kyrgyzstan 2023 (digest by OC Explorer)": f"{SITE}/profiles/kgz-2023",
        "Kyrgyzstan 2023: scores": f"{SITE}/profiles/kgz-2023",
    }
    summaries = {entry.title: entry.summary for entry in feed.entries}
    assert "3 passages in 2 sections." in summaries["Kyrgyzstan 2021 (digest by OC Explorer)"]
    assert "4 scores: criminality 5.33, resilience 4.17." in summaries["Kyrgyzstan 2021: scores"]
    assert "2 scores: resilience 4.00." in summaries["Kyrgyzstan 2023: scores"]


def test_an_entry_says_which_passages_are_new(engine: SearchEngine, dates: SeenDates) -> None:
    first, *_ = read_feed(country_feed(engine, taxonomy().country("ALB"), dates, SITE).to_xml()).entries
    assert (first.title, first.updated) == ("Albania 2023 (digest by OC Explorer)", "2026-07-08T09:10:11+00:00")
    assert "1 of 3 passages is new or changed:" in first.summary
    assert f'<a href="{SITE}/passages/alb-2023/drugs/2?v=' in first.summary and ">Drugs 2</a>." in first.summary


def test_a_country_without_anything_is_a_feed_to_wait_for(engine: SearchEngine, dates: SeenDates) -> None:
    feed = read_feed(country_feed(engine, taxonomy().country("AFG"), dates, SITE).to_xml())
    assert feed.entries == [] and feed.feed.updated == "2026-12-01T00:00:00+00:00"
    assert feed.feed.links[0].href == f"{SITE}/countries"


def test_all_that_came_in_has_the_scores_of_an_edition_together(
    engine: SearchEngine, dates: SeenDates, tmp_path: Path
) -> None:
    path = Home(tmp_path).first_seen / SCORES
    lines = [f"{scores_key(id, scores)} 2025-02-03T04:05:06Z seen\n" for id, scores in SMALL_SCORES.items()]
    path.write_text("".join(lines), encoding="ascii")
    feed = read_feed(import_feed(engine, dates, SITE).to_xml())
    assert [entry.title.partition(" (")[0] for entry in feed.entries] == [
        "Albania 2023",
        "Kyrgyzstan 2021: scores",
        "Scores of 2 countries, 2023",
        "Kyrgyzstan 2021",
        "Kyrgyzstan 2023",
    ]
    together = feed.entries[2]
    assert together.link == f"{SITE}/rankings?edition=2023"
    assert "Albania 2023, Kyrgyzstan 2023." in together.summary


def test_a_long_list_of_passages_is_cut_and_says_so(tmp_path: Path, make_engine: Callable[[], SearchEngine]) -> None:
    texts = [f"Lorry {number} waits." for number in range(30)]
    engine = make_engine()
    engine.build([make_profile("ken-2023", {"trade": texts})], "long")
    home = Home(tmp_path)
    (home.first_seen / "2023").mkdir(parents=True)
    lines = [f"{passage_key(text)} 20{25 + (number > 0)}-01-01T00:00:00Z seen\n" for number, text in enumerate(texts)]
    (home.first_seen / "2023" / "ken.txt").write_text("".join(lines), encoding="ascii")
    (entry,) = read_feed(import_feed(engine, SeenDates(home, BUILT), SITE).to_xml()).entries
    assert "29 of 30 passages are new or changed:" in entry.summary and "and 9 others." in entry.summary
