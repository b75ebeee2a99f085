"""The sources that notes name, each once with the notes that name it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from explorer.entities.mentions import Cited
from explorer.model.web_address import is_web_address
from explorer.text.accents import strip_accents

# A date of access says nothing of the source: "(accessed on 3 May 2021)", "last accessed 2021-05-03".
_ACCESSED = re.compile(
    r"[\s,;(\[]{0,4}(?:last\s)?\b(?:accessed|retrieved|consulted)\s(?:on\s)?[\w\s,./-]{4,20}\d[)\]]?", re.IGNORECASE
)
_BEFORE = re.compile(r"\W*(?:ibid|ibidem|idem|id\.|op\W*cit|loc\W*cit|see\s+(?:above|note)|supra)(?!\w)", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"“”]+", re.IGNORECASE)
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source as its first note has it, and every note that names it."""

    text: str  # empty where the note has its mark alone
    notes: tuple[Cited, ...]

    @property
    def count(self) -> int:
        """The number of passages that cite it."""
        return len({cited.passage.id for cited in self.notes})


def cited_sources(notes: Iterable[Cited]) -> tuple[CitedSource, ...]:
    """List each source once, those of most passages first; what refers to a note before it stays a source of its own.

    Notes are of one source where they have the same words, whatever the case, the punctuation and the date of access.
    """
    by_key: dict[object, list[Cited]] = {}
    for number, cited in enumerate(notes):
        by_key.setdefault(_key(cited.note.text) or number, []).append(cited)
    sources = (CitedSource(several[0].note.text, tuple(several)) for several in by_key.values())
    return tuple(sorted(sources, key=lambda source: -source.count))


def _key(text: str) -> str:
    """Return the words by which a source is the same; empty where a note names none."""
    if not text or _BEFORE.match(text):
        return ""
    return " ".join(_WORDS.findall(strip_accents(_ACCESSED.sub(" ", text)).casefold()))


def with_words(sources: Iterable[CitedSource], words: str) -> tuple[CitedSource, ...]:
    """Return the sources that have all of some words, or their beginnings."""
    wanted = _WORDS.findall(strip_accents(words).casefold())
    return tuple(source for source in sources if _has(_WORDS.findall(strip_accents(source.text).casefold()), wanted))


def _has(words: list[str], wanted: list[str]) -> bool:
    return all(any(word.startswith(start) for word in words) for start in wanted)


def split_addresses(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a text, and whether each is an address of the web."""
    end = 0
    for match in _ADDRESS.finditer(text):
        address = match[0].rstrip(".,;:!?'’)]")
        if address.count("(") > address.count(")") and text[match.start() + len(address) :].startswith(")"):
            address += ")"
        if is_web_address(address):
            yield text[end : match.start()], False
            yield address, True
            end = match.start() + len(address)
    yield text[end:], False
