"""An id is given as this server hands it out, or as a name."""

import pytest

from explorer.assistant.given_id import read_given_id


@pytest.mark.parametrize(
    ("raw", "id"),
    [
        ("oc-explorer://profiles/kgz-2021", "kgz-2021"),
        ("OC-Explorer://profiles/enact-lso-2019", "enact-lso-2019"),
        ("Kyrgyzstan 2021", "kgz-2021"),
        (" Côte d’Ivoire, 2023 ", "civ-2023"),
        ("Kyrgyzstan 1999", "kgz-1999"),  # which is refused with the editions that there are
        ("Atlantis 2021", "Atlantis 2021"),
        ("Kyrgyzstan", "Kyrgyzstan"),
        ("kgz-2021/drugs/1", "kgz-2021/drugs/1"),
        (
            "https://example.org/profiles/kgz-2021?v=00000000#drugs",
            "https://example.org/profiles/kgz-2021?v=00000000#drugs",
        ),
        ("", ""),
    ],
)
def test_the_id_that_is_meant(raw: str, id: str) -> None:
    assert read_given_id(raw) == id
