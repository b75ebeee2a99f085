"""A link is explained by its sentences, and a wrong one is reported by a line that names it."""

from flask.testing import FlaskClient

from explorer.search.results import HitIndicator
from explorer.web.read.link_reasons import link_reason
from tests.web.soup import element, page, words

TEXT = "Rain falls. <b>Heroin</b> & opium cross the border. Heroin is cheap."
SPANS = tuple((start, start + len(word)) for word, start in (("Heroin", 15), ("opium", 28), ("Heroin", 52)))


def test_a_reason_has_its_sentences_with_the_words_marked() -> None:
    indicator = HitIndicator("heroin-trade", "Heroin trade", 7.0, 1, ("Heroin", "opium"), SPANS)
    reason = link_reason("kgz-2021/drugs/1", TEXT, indicator)
    assert [str(sentence) for sentence in reason.sentences] == [
        '&lt;b&gt;<b class="evidenced">Heroin</b>&lt;/b&gt; &amp; <b class="evidenced">opium</b> cross the border.',
        '<b class="evidenced">Heroin</b> is cheap.',
    ]
    assert reason.report == "kgz-2021/drugs/1 heroin-trade “Heroin”, “opium”"


def test_a_wrong_link_is_reported_by_a_line_and_nothing_is_sent(client: FlaskClient) -> None:
    evidence = element(page(client, "/profiles/kgz-2021"), "#drugs-1 .evidence")
    lines = [words(line) for line in evidence.select(".report code")]
    assert len(lines) == len(evidence.select(".reason"))
    (heroin,) = (line for line in lines if line.startswith("kgz-2021/drugs/1 heroin-trade "))
    assert "“heroin" in heroin.casefold()
    assert words(element(evidence, ".report-note")).endswith("Nothing is sent from here.")
    assert not evidence.select("form, a")


def test_a_chapter_has_the_reasons_of_its_links_too(shelved: FlaskClient) -> None:
    soup = page(shelved, "/chapters/ferries-and-the-law")
    assert soup.select(".reason .sentences .evidenced")
    assert words(element(soup, ".report code")).startswith("ferries-and-the-law/")
