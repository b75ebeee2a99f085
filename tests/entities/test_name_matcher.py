"""Names in a text."""

from explorer.entities.name_matcher import NameMatcher, without_accents


def test_the_longest_name_wins() -> None:
    matcher = NameMatcher(["Guinea", "Guinea-Bissau", "New Guinea"])
    assert [span.name for span in matcher.find("New Guinea, Guinea Bissau, Guinea")] == [
        "New Guinea",
        "Guinea-Bissau",
        "Guinea",
    ]


def test_a_name_inside_a_word_is_none() -> None:
    assert NameMatcher(["Oman"]).find("Roman women of Romania; Omani") == []


def test_accents_leave_every_character_at_its_place() -> None:
    for text in ("São Tomé", "ﬁne Perú", "Türkiye’s", "ŉ Malí"):
        assert len(without_accents(text)) == len(text)
    assert without_accents("São Tomé") == "Sao Tome"
