"""The files of /data, as programs read them from their address."""

import hashlib
import io
import json
from urllib.parse import urljoin
from urllib.request import urlopen

import duckdb
import pandas
import pytest
from flask.testing import FlaskClient

from explorer.export.score_export import FILES

INTEGERS = ("edition", *(f"{area}_rank{part}" for area in ("world", "continent", "region") for part in ("", "_of")))


def test_pandas_reads_the_address_without_an_argument(world_origin: str) -> None:
    scores = pandas.read_csv(f"{world_origin}/data/scores.csv")
    assert scores.shape == (19_686, 25)
    assert {str(scores[name].dtype) for name in INTEGERS} == {"int64"}
    assert {str(scores[name].dtype) for name in ("score", "change", "since", "world_rank_to")} == {"float64"}
    assert set(scores["comparable"].dropna()) == {True, False}
    risen = scores[(scores["indicator"] == "synthetic-drug-trade") & (scores["edition"] == 2025)]
    assert risen.loc[risen["change"].idxmax(), "country"] in set(risen["country"])
    wide = pandas.read_csv(f"{world_origin}/data/scores-wide.csv")
    assert wide.shape == (579, 5 + 36)
    assert wide["financial-crimes"].isna().sum() == 193


def test_duckdb_finds_the_types_by_itself(world: FlaskClient, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("duckdb") / "scores.csv"
    with world.get("/data/scores.csv") as response:
        path.write_bytes(response.data)
    kinds = {name: kind for name, kind, *_ in duckdb.execute(f"DESCRIBE SELECT * FROM '{path}'").fetchall()}
    assert {kinds[name] for name in INTEGERS} == {"BIGINT"}
    assert (kinds["score"], kinds["comparable"], kinds["country"]) == ("DOUBLE", "BOOLEAN", "VARCHAR")


def test_the_description_is_that_of_the_files_beside_it(world_origin: str) -> None:
    address = f"{world_origin}/data/datapackage.json"
    with urlopen(address) as response:
        package = json.load(response)
    assert package["homepage"] == f"{world_origin}/data"
    for resource in package["resources"]:
        with urlopen(urljoin(address, resource["path"])) as response:
            data = response.read()
        assert (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}") == (resource["bytes"], resource["hash"])


@pytest.mark.parametrize("name", FILES)
def test_each_file_answers_for_a_part(client: FlaskClient, name: str) -> None:
    response = client.get(f"/data/{name}?indicator=heroin-trade&country=KGZ")
    assert (response.status_code, response.mimetype) == (200, FILES[name][1])
    if name == "scores.csv":
        assert len(pandas.read_csv(io.BytesIO(response.data))) == 1
    if name == "scores.jsonl":
        about = json.loads(response.text.splitlines()[0])["about"]
        assert about["address"] == "http://localhost/data?country=KGZ&indicator=heroin-trade"


@pytest.mark.parametrize(
    ("address", "status", "message"),
    [
        ("/data/scores.ods", 404, "scores.csv"),
        ("/data/scores.csv?edition=2022", 400, "2021, 2023, 2025"),
        ("/data/scores.csv?columns=score", 400, "no parameter"),
        ("/data?area=Asiaa", 400, "no continent or region"),
    ],
)
def test_what_is_not_there_is_said(client: FlaskClient, address: str, status: int, message: str) -> None:
    response = client.get(address)
    assert (response.status_code, message in response.text) == (status, True)


def test_programs_have_the_same_rows_as_json(client: FlaskClient) -> None:
    answer = client.get("/api/v1/data?indicator=heroin-trade&country=KGZ").get_json()
    (row,) = answer["tables"]["scores"]["rows"]
    assert (row["iso3"], row["edition"], row["score"], row["comparable"]) == ("KGZ", 2021, 7.0, None)
    assert {parameter["name"] for parameter in answer["parameters"]} == {"country", "indicator"}
    assert client.get("/api/v1/data?edition=2022").status_code == 400
