"""The page and the JSON address that look up quotations."""

from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from tests.web.soup import element, every, page, words


def test_an_altered_sentence_shows_both_readings(client: FlaskClient) -> None:
    soup = page(client, "/lookup?text=close+to+a+third+of+Afghan+heroin+crosses+it.")
    assert words(element(soup, ".quotation-match del")) == "quarter"
    assert words(element(soup, ".quotation-match ins")) == "third"
    assert "our digest" in words(element(soup, ".quotation-match"))


def test_a_verbatim_sentence_is_an_exact_match(client: FlaskClient) -> None:
    soup = page(client, "/lookup?text=Heroin+seizures+have+lately+fallen.")
    assert "Exact match." in words(element(soup, ".quotation-match"))
    assert words(element(soup, ".quotation-match mark")) == "Heroin seizures have lately fallen."


def test_short_and_unknown_words_get_a_notice(client: FlaskClient) -> None:
    assert "too few to identify" in words(element(page(client, "/lookup?text=of+the"), "[role=status][aria-label]"))
    assert "No passage in this corpus" in words(
        element(page(client, "/lookup?text=a+sentence+that+nobody+has+ever+written"), "[role=status][aria-label]")
    )


def test_an_article_is_sent_and_everything_in_it_is_found(client: FlaskClient) -> None:
    text = (
        "He writes: “Heroin seizures have lately fallen.”\n\n<b>Kyrgyzstan</b> scored 8.0 for heroin trade in 2021, "
        "says the Global Organized Crime Index 2021."
    )
    response = client.post("/lookup", data={"text": text})
    assert response.status_code == 200
    assert "Quotation: exact." in response.text
    assert "Claim: differs." in response.text and "the published score is 7.0" in response.text
    assert "Citation: here." in response.text
    assert "<b>Kyrgyzstan" not in response.text


def test_what_differs_is_listed_first_and_each_mark_and_finding_lead_to_one_another(client: FlaskClient) -> None:
    text = (
        "Kyrgyzstan scored 7.0 for heroin trade in 2021. It “rose” and “fell”.\n\n> Kyrgyzstan scored 8.0 for heroin "
        "trade in 2021, they wrote of it.\n\nSee the Global Organized Crime Index 2021 on Kyrgyzstan."
    )
    soup = BeautifulSoup(client.post("/lookup", data={"text": text}).text, "lxml")
    summary = words(element(soup, ".check-summary"))
    assert summary == (
        "2 statements: 1 matches, 1 differs. 3 quotations: 1 was not found, 2 are too short to look up. "
        "1 citation: 1 is in the corpus."
    )
    order = [item["class"][1] for item in every(soup, ".finding")]
    assert order == ["differs", "open", "matches", "matches", "short", "short"]
    assert words(element(soup, "details summary")) == "2 quotations are too short to look up"
    assert len(every(soup, "details .finding")) == 2
    assert words(element(soup, ".article mark.differs")) == "8.0"  # within what was not found
    for item in every(soup, ".finding"):
        number = str(item["id"]).removeprefix("finding-")
        assert item["value"] == number
        assert element(item, ".to-place")["href"] == f"#place-{number}"
        assert element(soup, f".article #place-{number}")["href"] == f"#finding-{number}"
    assert [words(verdict)[0] for verdict in every(soup, ".finding .verdict")] == list("≠?✓✓……")


def test_a_claim_alone_is_checked(client: FlaskClient) -> None:
    soup = page(client, "/lookup?text=Kyrgyzstan+scored+7.0+for+heroin+trade+in+2021.")
    assert "Claim: matches." in words(element(soup, ".findings"))


def test_markup_in_a_quotation_stays_text(client: FlaskClient) -> None:
    assert "<script>alert" not in client.get("/lookup?text=<script>alert(1)</script>+of+the+heroin+trade").text


def test_the_interface_answers_as_the_command_line_does(client: FlaskClient) -> None:
    answer = client.get("/api/v1/quotes?text=Heroin+seizures+have+lately+fallen.").get_json()
    assert list(answer) == ["matches"]
    assert list(answer["matches"][0]) == ["id", "kind", "similarity", "passage", "diff", "url"]
    assert client.get("/api/v1/quotes?text=").get_json()["matches"] == []
    assert client.get("/api/v1/quotes?text=" + "word+" * 2001).status_code == 400
