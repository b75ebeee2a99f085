"""Characters that XML does not allow are replaced one by one."""

from explorer.quotations.xml_text import printable


def test_a_text_keeps_its_length() -> None:
    text = "a\x00b\x07\t\n\ud800\uffff😀"
    assert printable(text) == "a b \t\n  😀"
    assert len(printable(text)) == len(text)
