"""Titles of sections, as pages have them."""

import pytest

from explorer.ingest.section_titles import heading_slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("People", "people"),
        ("CYBER-CRIMES", "cyber-crimes"),
        ("04 Drugs", "drugs"),
        ("4. drugs:", "drugs"),
        ("+ Trade", "trade"),
        ("Trade unions", None),
        ("Drugs and people", None),
    ],
)
def test_a_heading_is_the_title_of_a_section_and_nothing_else(text: str, slug: str | None) -> None:
    assert heading_slug(text) == slug
