"""How much one profile or chapter may hold: far more than any that is published, and little enough for a computer."""

from explorer.core.errors import CorpusError

MOST_CHARACTERS = 50_000  # of a passage or a note
MOST_PASSAGES = 10_000  # and notes, of one text; a long report has some 800
MOST_SECTIONS = 1_000
MOST_NOTES = 1_000  # of one passage, and marks of them
LONGEST_VALUE = 2_000  # characters of a title, a fact, an address


def check_length(text: str, name: str, most: int = LONGEST_VALUE) -> None:
    """Check the length of a text. Raises CorpusError, with the limit."""
    if len(text) > most:
        raise CorpusError(f"{name} has {len(text):,} characters; at most {most:,} are kept.")
