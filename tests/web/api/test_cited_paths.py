"""Examples in the document are answered."""

from flask.testing import FlaskClient

from explorer.web.api.cited_paths import checking_paths, citation_paths, work_paths


def test_the_examples_of_parameters_and_texts_are_answered(grown: FlaskClient) -> None:
    paths = citation_paths() | checking_paths() | work_paths()
    answered = 0
    for path, methods in paths.items():
        for method, operation in methods.items():
            query = {}
            for parameter in operation.get("parameters", []):
                schema = parameter["schema"].get("items", parameter["schema"])
                if parameter["in"] == "path":
                    path = path.replace(f"{{{parameter['name']}}}", parameter["example"])
                elif parameter.get("required"):
                    query[parameter["name"]] = schema["examples"][0]
            if method == "post":
                example = operation["requestBody"]["content"]["text/plain"]["schema"]["examples"][0]
                response = grown.post(f"/api/v1{path}", data=example, content_type="text/plain")
                assert list(response.get_json().values()) != [[]], path
            else:
                response = grown.get(f"/api/v1{path}", query_string=query)
            assert response.status_code == 200, path
            answered += 1
    assert answered == len(paths)
