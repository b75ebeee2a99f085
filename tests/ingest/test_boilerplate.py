"""Lines that a page shows beside its text."""

import pytest

from explorer.ingest.boilerplate import (
    ends_sentence,
    is_about_cookies,
    is_control,
    is_footer,
    is_label,
    is_paywall,
    is_sharing,
    opens_other_texts,
)


@pytest.mark.parametrize(
    "text", ["All rights reserved.", "Give us feedback", "© Copyright 2023 GI-TOC", "Terms of use"]
)
def test_lines_of_a_footer(text: str) -> None:
    assert is_footer(text)


@pytest.mark.parametrize(
    "text", ["Terms of use are broken by traffickers.", "Follow the money.", "Rights are reserved."]
)
def test_a_sentence_with_the_same_words_is_no_footer_unless_it_begins_with_them(text: str) -> None:
    assert is_footer(text) == text.startswith("Terms of use")


@pytest.mark.parametrize("text", ["Close", "SHOW MORE", "x", "Back to top"])
def test_buttons_are_controls_and_no_text(text: str) -> None:
    assert is_control(text) and is_sharing(text)


@pytest.mark.parametrize("text", ["Share this article on X", "5 min read", "***", "Table of contents", "Download PDF"])
def test_labels_of_a_page_are_no_text(text: str) -> None:
    assert is_sharing(text)


@pytest.mark.parametrize("text", ["Share of the market", "Home invasions", "Printers of passports"])
def test_headings_of_a_text_are_kept(text: str) -> None:
    assert not is_sharing(text)


@pytest.mark.parametrize(
    ("text", "is_other"),
    [("Related articles", True), ("You may also like", True), ("3 comments", True), ("Related crimes", False)],
)
def test_headings_above_texts_of_other_pages(text: str, is_other: bool) -> None:
    assert opens_other_texts(text) == is_other


def test_a_notice_about_cookies_is_short() -> None:
    notice = "We use essential cookies to make this site work."
    assert is_about_cookies(notice)
    assert not is_about_cookies(notice + " Biscuits are smuggled too." * 30)
    assert not is_about_cookies("Stolen session cookies are sold in bulk.")


def test_a_paywall_may_be_asked_for_at_the_start_alone() -> None:
    text = "The gang guessed the password of the port."
    assert is_paywall(text)
    assert not is_paywall(text, at_start=True)
    assert is_paywall("404 not found", at_start=True)


@pytest.mark.parametrize(
    ("text", "is_end"), [("It ends.", True), ("“It ends.”", True), ("He said ‘no’.", True), ("A heading", False)]
)
def test_a_label_is_short_and_does_not_end_as_a_sentence_does(text: str, is_end: bool) -> None:
    assert ends_sentence(text) == is_end
    assert is_label(text) == (not is_end)
    assert not is_label(f"{'a long line ' * 8}without an end")
