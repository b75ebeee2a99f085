"""Damage of copied text is undone, and nothing else is changed."""

import pytest

from explorer.quotations.pasted_text import repair, without_note_mark


@pytest.mark.parametrize(
    ("pasted", "text"),
    [
        ("groups &amp; others", "groups & others"),
        ("Kyrgyzstan&rsquo;s &#8220;guards&#x201d;", "Kyrgyzstan’s “guards”"),
        ("CÃ´te dâ€™Ivoire", "Côte d’Ivoire"),
        ("C\u00c3\u00b4te d\u00e2\u0080\u0099Ivoire", "Côte d’Ivoire"),
        ("â€œclose toâ€\u009d a quarter â€“ half", "“close to” a quarter – half"),
        ("SÃ£o TomÃ© and PrÃ\u00adncipe", "São Tomé and Príncipe"),
        ("Côte d’Ivoire, São Tomé, “AT&T” & 5 ¢", "Côte d’Ivoire, São Tomé, “AT&T” & 5 ¢"),
        ("Âge, Ãœ and Türkiye", "Âge, Ãœ and Türkiye"),
    ],
)
def test_damage_of_copied_text_is_undone(pasted: str, text: str) -> None:
    assert repair(pasted) == text


@pytest.mark.parametrize("mark", ["¹", "¹²", "1", "12", "*", "†"])
def test_the_mark_of_a_note_after_a_full_stop_is_dropped(mark: str) -> None:
    assert without_note_mark(f"of criminal groups.{mark}") == "of criminal groups."


@pytest.mark.parametrize(
    "text", ["10⁶", "5 km²", "a score of 7.5", "in 2021", "version 2.1", "the G20", "MS-13", "G7.1"]
)
def test_figures_that_are_no_marks_stay(text: str) -> None:
    assert without_note_mark(text) == text
