"""What is shown of a passage: its text and links, and its tokens where they are wanted."""

from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np

from explorer.engines.whoosh.arrays import NONE, Array, unpack
from explorer.linking.links import Evidence, Link
from explorer.profiles import is_profile_id, parse_reference
from explorer.search.finding import FoundPassage
from explorer.search.highlight import Located
from explorer.search.language import Condition
from explorer.search.page import HitIndicator
from explorer.search.tokens import Token
from explorer.taxonomy import taxonomy


class Passages:
    """The passages of a generation, by number."""

    def __init__(
        self, arrays: Mapping[str, Array], ids: Sequence[str], scored: Mapping[str, int], words: Sequence[str]
    ) -> None:
        self._arrays = arrays
        self._ids = ids
        self._profiles = {id: number for number, id in enumerate(ids)}
        self._numbers = scored
        self._scored = list(scored)
        self._labels = {slug: one.label for slug, one in taxonomy().scored.items()}
        self._words = words
        self._kinds = unpack(arrays["profiles/kinds"])
        self._names = unpack(arrays["profiles/names"])
        self._editions = arrays["profiles/editions"].tolist()
        own = zip(unpack(arrays["sections/slugs"]), unpack(arrays["sections/titles"]), strict=True)
        # By number, which is from 1: those of the Index, then those of chapters.
        self._sections = [("", ""), *((heading.slug, heading.title) for heading in taxonomy().headings), *own]

    def read(self, number: int, relevance: float, named: Sequence[Condition]) -> FoundPassage:
        """A passage as a hit of some relevance, with the scores that are named."""
        arrays = self._arrays
        profile = int(arrays["passages/profile"][number])
        id = self._ids[profile]
        is_chapter = not is_profile_id(id)
        section, heading = self._sections[int(arrays["passages/section"][number])]
        paragraph = int(arrays["passages/paragraph"][number])
        text = self._text(number)
        links = self._run("links", number)
        return FoundPassage(
            id=f"{id}/{section}/{paragraph}",
            relevance=relevance,
            code=None if is_chapter else id[:3].upper(),
            edition=self._editions[profile] or None,
            section=section,
            paragraph=paragraph,
            text_kind=self._kinds[profile],
            text=text,
            indicators=tuple(self._indicator(link, profile, text) for link in range(links.start, links.stop)),
            scores={one.name: self._score(profile, one.slug, one.is_change) for one in named},
            chapter=self._names[profile] if is_chapter else None,
            heading=heading if is_chapter else "",
        )

    def number_of(self, passage: Located) -> int | None:
        """The number of a passage, when it is here with this text."""
        reference = parse_reference(passage.id)
        profile = self._profiles.get(reference.text_id)
        if profile is None:
            return None
        first, end = np.searchsorted(self._arrays["passages/profile"], [profile, profile + 1]).tolist()
        for number in range(first, end):
            section, _ = self._sections[int(self._arrays["passages/section"][number])]
            if section == reference.section and self._arrays["passages/paragraph"][number] == reference.number:
                return number if self._text(number) == passage.text else None
        return None

    def links(self, number: int) -> tuple[Link, ...]:
        """The indicators that a passage is evidence for."""
        run = self._run("links", number)
        text = self._text(number)
        return tuple(
            Link(
                self._scored[int(self._arrays["links/indicator"][link])],
                int(self._arrays["links/grade"][link]),
                tuple(Evidence(text[start:end], start, end) for start, end in self._evidence(link)),
            )
            for link in range(run.start, run.stop)
        )

    def _text(self, number: int) -> str:
        text: bytes = self._arrays["texts/bytes"][self._run("texts", number)].tobytes()
        return text.decode()

    def _evidence(self, link: int) -> Iterator[tuple[int, int]]:
        run = self._run("evidence", link)
        columns = (self._arrays[name][run].tolist() for name in ("evidence/start", "evidence/end"))
        return zip(*columns, strict=True)

    def notes(self, number: int) -> list[str]:
        """The notes of a passage, each with its mark: "12 UNODC, …"."""
        found = self._arrays["notes/bytes"][self._run("notes", number)].tobytes().decode()
        return found.split("\n") if found else []

    def _run(self, name: str, number: int) -> slice:
        starts = self._arrays[f"{name}/starts"]
        return slice(int(starts[number]), int(starts[number + 1]))

    def _indicator(self, link: int, profile: int, text: str) -> HitIndicator:
        arrays = self._arrays
        slug = self._scored[int(arrays["links/indicator"][link])]
        return HitIndicator(
            slug=slug,
            label=self._labels[slug],
            score=self._score(profile, slug),
            grade=int(arrays["links/grade"][link]),
            evidence=tuple(text[start:end] for start, end in self._evidence(link)),
        )

    def _score(self, profile: int, slug: str, is_change: bool = False) -> float | None:
        """A score of a profile, or its change."""
        table = self._arrays["profiles/changes" if is_change else "profiles/scores"]
        found = int(table[profile, self._numbers[slug]])
        return None if found == NONE else found / 100

    def tokens(self, number: int, wanted: Array) -> list[Token]:
        """The tokens of a passage whose word is wanted."""
        run = self._run("tokens", number)
        words = self._arrays["tokens/word"][run]
        found = np.flatnonzero(wanted[words])
        columns = [words, *(self._arrays[f"tokens/{name}"][run] for name in ("place", "start", "length"))]
        return [
            Token(self._words[word], place, start, start + length)
            for word, place, start, length in zip(*(column[found].tolist() for column in columns), strict=True)
        ]

    def marks(self, number: int, indicators: Collection[str]) -> list[tuple[int, int]]:
        """Where the text of a passage speaks of any of some indicators."""
        if not indicators:
            return []
        run = self._run("marks", number)
        names = ("marks/indicator", "marks/start", "marks/end")
        rows = zip(*(self._arrays[name][run].tolist() for name in names), strict=True)
        return [(start, end) for indicator, start, end in rows if self._scored[indicator] in indicators]
