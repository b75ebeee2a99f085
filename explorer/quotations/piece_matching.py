"""A quotation with omissions in one passage: its pieces in order, and the omissions between them."""

from collections.abc import Sequence

from explorer.core.timeouts import with_timeout
from explorer.quotations.omissions import QuotationPiece
from explorer.quotations.passage_keys import PassageKeys, PassageSpan
from explorer.text.comparison_key import comparison_key, tokens
from explorer.text.diff import Difference


def match_pieces(keys: PassageKeys, number: int, text: str, pieces: Sequence[QuotationPiece]) -> list[PassageSpan]:
    """Find the pieces in a passage, each after the one before and as near as possible; empty if one is missing."""
    chains: list[list[PassageSpan]] = [[]]
    for piece in with_timeout(pieces):
        # Of all chains that a span can continue, the one that starts latest is the shortest.
        chains = [
            [*max(before, key=lambda chain: chain[0].start if chain else 0), span]
            for span in keys.find_in(number, comparison_key(piece.text))
            if (before := [chain for chain in chains if not chain or _follows(text, chain[-1], span, piece.gap)])
        ]
    return min(chains, key=lambda chain: chain[-1].end - chain[0].start, default=[])


def _follows(text: str, before: PassageSpan, span: PassageSpan, gap: int | None) -> bool:
    if span.start < before.end:
        return False
    return gap is None or sum(token.is_word for token in tokens(text[before.end : span.start])) <= gap


def list_omissions(text: str, pieces: Sequence[QuotationPiece], spans: Sequence[PassageSpan]) -> tuple[Difference, ...]:
    """List the pieces of a quotation as they are in the passage, and between them the words left out."""
    differences: list[Difference] = []
    for number, (piece, span) in enumerate(zip(pieces, spans, strict=True)):
        if number:
            differences.append(Difference("omitted", piece.mark, text[spans[number - 1].end : span.start].strip()))
        differences.append(Difference("same", piece.text, text[span.start : span.end]))
    return tuple(differences)
