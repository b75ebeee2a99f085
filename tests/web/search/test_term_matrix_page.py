import csv
import io

import pytest
from flask.testing import FlaskClient

from tests.factories import SENTENCE
from tests.web.soup import element, links, page, words

MANY = "\n".join(["heroin", *(f"a rather long term of several words {number}" for number in range(499))])


def test_a_short_list_has_an_address_that_can_be_shared(grown: FlaskClient) -> None:
    response = grown.post("/matrix", data={"terms": "heroin\nborder*", "by": "section", "edition": "2021"})
    assert (response.status_code, response.location) == (
        303,
        "/matrix?term=heroin&term=border%2A&edition=2021&by=section",
    )
    soup = page(grown, response.location)
    assert element(soup, "textarea").text.strip() == "heroin\nborder*"
    assert words(element(soup, "table caption")) == "Occurrences of each term, by section"
    assert "Edition: 2021" in words(soup)


def test_cells_are_what_programs_get(grown: FlaskClient) -> None:
    soup = page(grown, "/matrix?term=heroin&term=harbour&by=country")
    answer = grown.get("/api/v1/matrix?term=heroin&term=harbour&by=country").get_json()
    table = [[words(cell) for cell in row.select("th, td")] for row in soup.select("tbody tr")]
    assert [row[4:] for row in table[:-1]] == [[str(count) for count in row["term_counts"]] for row in answer["rows"]]
    assert [int(count) for count in table[-1][4:]] == answer["totals"]
    tuvalu = next(row for row in answer["rows"] if row["value"] == "TUV")
    assert tuvalu["term_counts"] == [25 * SENTENCE.count("heroin"), 25 * SENTENCE.count("harbour")]


def test_a_long_list_is_answered_at_once_and_its_files_are_whole(grown: FlaskClient) -> None:
    response = grown.post("/matrix", data={"terms": MANY})
    assert response.status_code == 200
    assert "the first 20 of 500 terms" in response.text
    file = grown.post("/matrix", data={"terms": MANY, "format": "csv"})
    assert len(next(csv.reader(io.StringIO(file.text)))) == 4 + 500
    answer = grown.post("/api/v1/matrix", data={"terms": MANY}).get_json()
    assert len(answer["totals"]) == 500


def test_a_file_is_read_beside_the_list(grown: FlaskClient) -> None:
    data = {"terms": "heroin", "file": (io.BytesIO("\ufeffharbour\r\nferry".encode()), "terms.txt")}
    response = grown.post("/matrix", data=data, content_type="multipart/form-data")
    assert response.location == "/matrix?term=heroin&term=harbour&term=ferry"


@pytest.mark.parametrize(
    ("data", "message"),
    (
        ({"terms": MANY + "\nanother"}, "501 terms"),
        ({"terms": "heroin", "by": "planet"}, "planet"),
        ({"terms": "heroin", "forms": "no"}, "forms"),
        ({"terms": "heroin", "format": "ods"}, "ods"),
        ({"format": "csv"}, "no term"),
        ({"terms": "heroin", "q": "gold"}, "no parameter"),
        ({"file": (io.BytesIO(b"\xff\xfeh\x00"), "terms.txt")}, "UTF-8"),
    ),
)
def test_what_cannot_be_counted_is_refused(grown: FlaskClient, data: dict[str, str], message: str) -> None:
    response = grown.post("/matrix", data=data, content_type="multipart/form-data")
    assert response.status_code == 400
    assert message in response.text


def test_a_field_without_a_name_is_refused(grown: FlaskClient) -> None:
    parts = [
        f"--edge\r\nContent-Disposition: form-data; {name}\r\n\r\nheroin\r\n" for name in ('name="\\"', 'name="x"')
    ]
    response = grown.post(
        "/api/v1/matrix", data="".join(parts) + "--edge--\r\n", content_type="multipart/form-data; boundary=edge"
    )
    assert response.status_code == 400
    assert "There is no parameter" in response.text


def test_the_page_is_found_from_every_page_and_starts_empty(grown: FlaskClient) -> None:
    assert links(page(grown, "/"), ".tools a")["Term counts"] == "/matrix"
    assert not page(grown, "/matrix").select("table")
    assert grown.get("/api/v1/matrix").status_code == 400


def test_more_than_the_largest_body_is_refused(grown: FlaskClient) -> None:
    assert grown.post("/matrix", data={"terms": "x\n" * 80_000}).status_code == 413
