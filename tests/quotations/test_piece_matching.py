"""A quotation with omissions, piece by piece."""

import pytest

from explorer.quotations.omissions import read_omissions
from explorer.quotations.passage_keys import PassageKeys
from explorer.quotations.piece_matching import list_omissions, match_pieces

TEXT = "Boats come at night. The guard has two boats, and boats leave at dawn."


def matched_pieces(quotation: str) -> list[str]:
    pieces = read_omissions(quotation).pieces
    return [TEXT[span.start : span.end] for span in match_pieces(PassageKeys([TEXT]), 0, TEXT, pieces)]


@pytest.mark.parametrize(
    ("quotation", "pieces"),
    [
        ("boats come … has two", ["Boats come", "has two"]),
        ("the guard [there] has", ["The guard", "has"]),
        ("boats [many] leave", ["boats", "leave"]),  # of three boats the nearest
        ("has two … boats come", []),  # in another order
        ("boats [x] dawn", ["boats", "dawn"]),
        ("come [x] dawn", []),  # more words lie between than a bracket may replace
        ("boats come … by car", []),
    ],
)
def test_pieces_are_found_in_order_and_as_near_as_possible(quotation: str, pieces: list[str]) -> None:
    assert matched_pieces(quotation) == pieces


def test_the_nearest_of_several_occurrences_is_taken() -> None:
    pieces = read_omissions("boats … at dawn").pieces
    first, _ = match_pieces(PassageKeys([TEXT]), 0, TEXT, pieces)
    assert first.start == TEXT.rindex("boats")


def test_omissions_are_listed_with_the_words_of_the_source() -> None:
    pieces = read_omissions("The guard … boats leave").pieces
    spans = match_pieces(PassageKeys([TEXT]), 0, TEXT, pieces)
    differences = list_omissions(TEXT, pieces, spans)
    assert [(difference.op, difference.quote, difference.source) for difference in differences] == [
        ("same", "The guard", "The guard"),
        ("omitted", "…", "has two boats, and"),
        ("same", "boats leave", "boats leave"),
    ]
