"""What is shown of a passage: its text, its links and what speaks of an indicator."""

from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np

from explorer.engines.whoosh.array_file import NONE, Array, unpack
from explorer.linking.links import Evidence, Link
from explorer.model.ids import is_profile_id, split_profile_id
from explorer.model.profiles import parse_reference
from explorer.model.taxonomy import taxonomy
from explorer.search.highlighting import Located
from explorer.search.query.nodes import Condition
from explorer.search.result_set import MatchingPassage
from explorer.search.results import HitIndicator

_READ = (
    *(f"passages/{name}" for name in ("profile", "section", "paragraph")),
    *(f"{kind}/{name}" for kind in ("texts", "notes") for name in ("bytes", "starts")),
    *(f"links/{name}" for name in ("starts", "indicator", "grade")),
    *(f"evidence/{name}" for name in ("starts", "start", "end")),
    *(f"marks/{name}" for name in ("starts", "indicator", "start", "end")),
)


class StoredPassages:
    """The passages of a generation, by number."""

    def __init__(self, arrays: Mapping[str, Array], ids: Sequence[str], scored: Mapping[str, int]) -> None:
        # A number of a memoryview is read in a third of the time of one of an array.
        self._views = {name: arrays[name].data for name in _READ}
        self._scores = {
            is_change: arrays["profiles/changes" if is_change else "profiles/scores"].ravel().data
            for is_change in (False, True)
        }
        self._of_passage = arrays["passages/profile"]
        self._ids = ids
        self._profiles = {id: number for number, id in enumerate(ids)}
        self._numbers = scored
        self._scored = list(scored)
        self._labels = [taxonomy().indicator(slug).label for slug in scored]
        self._kinds = unpack(arrays["profiles/kinds"])
        self._names = unpack(arrays["profiles/names"])
        self._editions = arrays["profiles/editions"].tolist()
        own = zip(unpack(arrays["sections/slugs"]), unpack(arrays["sections/titles"]), strict=True)
        # By number, which is from 1: those of the Index, then those of chapters.
        self._sections = [("", ""), *((heading.slug, heading.title) for heading in taxonomy().headings), *own]

    def read(self, number: int, relevance: float, named: Sequence[Condition]) -> MatchingPassage:
        """A passage as a hit of some relevance, with the scores that are named."""
        views = self._views
        profile = views["passages/profile"][number]
        id = self._ids[profile]
        is_chapter = not is_profile_id(id)
        section, heading = self._sections[views["passages/section"][number]]
        paragraph = views["passages/paragraph"][number]
        text = self._text(number)
        return MatchingPassage(
            id=f"{id}/{section}/{paragraph}",
            relevance=relevance,
            code=None if is_chapter else split_profile_id(id)[0],
            edition=self._editions[profile] or None,
            section=section,
            paragraph=paragraph,
            text_kind=self._kinds[profile],
            text=text,
            indicators=self._indicators(number, profile, text),
            scores={one.name: self._score(profile, self._numbers[one.slug], one.is_change) for one in named},
            chapter=self._names[profile] if is_chapter else None,
            heading=heading if is_chapter else "",
        )

    def number_of(self, passage: Located) -> int | None:
        """The number of a passage, when it is here with this text."""
        reference = parse_reference(passage.id)
        profile = self._profiles.get(reference.text_id)
        if profile is None:
            return None
        first, end = np.searchsorted(self._of_passage, [profile, profile + 1]).tolist()
        for number in range(first, end):
            section, _ = self._sections[self._views["passages/section"][number]]
            if section == reference.section and self._views["passages/paragraph"][number] == reference.number:
                return number if self._text(number) == passage.text else None
        return None

    def links(self, number: int) -> tuple[Link, ...]:
        """The indicators that a passage is evidence for."""
        run = self._run("links", number)
        text = self._text(number)
        return tuple(
            Link(
                self._scored[self._views["links/indicator"][link]],
                self._views["links/grade"][link],
                tuple(Evidence(text[start:end], start, end) for start, end in self._evidence(link)),
            )
            for link in range(run.start, run.stop)
        )

    def _text(self, number: int) -> str:
        return str(self._views["texts/bytes"][self._run("texts", number)], "utf-8")

    def _evidence(self, link: int) -> Iterator[tuple[int, int]]:
        run = self._run("evidence", link)
        columns = (self._views[name][run].tolist() for name in ("evidence/start", "evidence/end"))
        return zip(*columns, strict=True)

    def notes(self, number: int) -> list[str]:
        """The notes of a passage, each with its mark: "12 UNODC, …"."""
        found = str(self._views["notes/bytes"][self._run("notes", number)], "utf-8")
        return found.split("\n") if found else []

    def _run(self, name: str, number: int) -> slice:
        starts = self._views[f"{name}/starts"]
        return slice(starts[number], starts[number + 1])

    def _indicators(self, number: int, profile: int, text: str) -> tuple[HitIndicator, ...]:
        views = self._views
        links = self._run("links", number)
        if links.start == links.stop:
            return ()
        runs = views["evidence/starts"][links.start : links.stop + 1].tolist()
        evidence = slice(runs[0], runs[-1])
        starts, ends = views["evidence/start"][evidence].tolist(), views["evidence/end"][evidence].tolist()
        words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
        indicators, grades = views["links/indicator"][links].tolist(), views["links/grade"][links].tolist()
        return tuple(
            [
                HitIndicator(
                    self._scored[indicator],
                    self._labels[indicator],
                    self._score(profile, indicator),
                    grade,
                    tuple(words[first - runs[0] : last - runs[0]]),
                )
                for indicator, grade, first, last in zip(indicators, grades, runs[:-1], runs[1:], strict=True)
            ]
        )

    def _score(self, profile: int, indicator: int, is_change: bool = False) -> float | None:
        """A score of a profile, or its change."""
        found: int = self._scores[is_change][profile * len(self._scored) + indicator]
        return None if found == NONE else found / 100

    def marks(self, number: int, indicators: Collection[str]) -> list[tuple[int, int]]:
        """Where the text of a passage speaks of any of some indicators."""
        if not indicators:
            return []
        run = self._run("marks", number)
        names = ("marks/indicator", "marks/start", "marks/end")
        rows = zip(*(self._views[name][run].tolist() for name in names), strict=True)
        return [(start, end) for indicator, start, end in rows if self._scored[indicator] in indicators]
