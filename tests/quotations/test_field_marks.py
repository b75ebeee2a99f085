"""Names of the field in a text."""

from explorer.quotations.field_marks import marks_in


def test_names_are_found_with_their_kinds() -> None:
    text = "South Africa leads Southern Africa in criminality, says the Global Organized Crime Index."
    assert [(mark.kind, mark.name) for mark in marks_in(text)] == [
        ("country", "ZAF"),
        ("area", "Southern Africa"),
        ("measure", "criminality"),
        ("series", "index"),
    ]
