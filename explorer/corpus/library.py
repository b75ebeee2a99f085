"""The profiles and chapters on disk, bundled and imported.

Three layers make one profile: a page or document that was imported, scores that were imported
alone, and the bundled digest. The first layer that has text gives the text; scores, facts and
ranks that an upper layer lacks come from the next. Scores alone come from a document or, for all
countries of an edition at once, from the scoresheet that a workbook left. A chapter is one file.

One file that cannot be read is missing alone: its profile raises CorpusError, lists leave it out, and `problems` has
the reason.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from explorer.core import paths
from explorer.core.errors import CorpusError, NotFoundError
from explorer.corpus.corpus_files import (
    CorpusFiles,
    hash_files,
    list_files,
    read_chapter,
    read_profile,
    read_scoresheet,
    series_of_sheet,
)
from explorer.corpus.home import Home
from explorer.corpus.layers import merge_layers
from explorer.model.chapters import Chapter, Text
from explorer.model.ids import profile_id, series_of_id, split_profile_id
from explorer.model.profiles import Profile, Reference, Source, parse_reference
from explorer.model.published_scores import PublishedScores
from explorer.model.rankings import Rankings
from explorer.model.series import INDEX_SERIES, all_series, find_series
from explorer.model.taxonomy import offer, taxonomy

TextT = TypeVar("TextT", Profile, Chapter)
ScoresOfAll = Callable[[], Mapping[str, PublishedScores]]  # by profile id


@dataclass(frozen=True)
class Library:
    """The corpus as one home sees it.

    Files are read when first needed and cached: open another library to see what changed on disk.
    """

    home: Home
    bundled: Path
    scores: ScoresOfAll | None = None  # where an index has them

    @classmethod
    def open(cls, home: Home, scores: ScoresOfAll | None = None) -> "Library":
        """Open the bundled corpus with the imports of a home."""
        return cls(home, paths.content("corpus"), scores)

    @cached_property
    def files(self) -> CorpusFiles:
        """The files, as they were listed when first needed."""
        return list_files(self.home, self.bundled)

    @cached_property
    def _sheets(self) -> tuple[Mapping[str, Profile], Mapping[tuple[str, int], CorpusError]]:
        """The rows of all scoresheets by profile id, and why the others cannot be read, by series and edition."""
        rows: dict[str, Profile] = {}
        errors: dict[tuple[str, int], CorpusError] = {}
        for path in self.files.scoresheets:
            try:
                rows |= {profile.id: profile for profile in read_scoresheet(path)}
            except CorpusError as error:
                errors[series_of_sheet(path), int(path.stem)] = error
        return rows, errors

    @property
    def _rows(self) -> Mapping[str, Profile]:
        return self._sheets[0]

    @cached_property
    def _ids(self) -> tuple[str, ...]:
        return tuple(sorted({*self._rows, *(id for files in self.files.documents.values() for id in files)}))

    @cached_property
    def _read(self) -> dict[str, Profile]:
        return {}

    @cached_property
    def _read_chapters(self) -> dict[str, Chapter]:
        return {}

    @cached_property
    def _unreadable(self) -> dict[str, CorpusError]:
        """The reasons why profiles and chapters cannot be read, by id, as far as they were needed."""
        return {}

    @property
    def problems(self) -> tuple[CorpusError, ...]:
        """The faults of folders and scoresheets that cannot be read, and of the texts that were needed so far."""
        files = self.files
        return (*files.unlisted, *files.misnamed, *self._sheets[1].values(), *self._unreadable.values())

    def ids(self, series: str | None = None) -> tuple[str, ...]:
        """List the ids of all profiles, or of those of a series, in order of code and edition."""
        return self._ids if series is None else tuple(id for id in self._ids if series_of_id(id) == series)

    def series(self) -> tuple[str, ...]:
        """List the series that the corpus has profiles of, the Index first."""
        known = {series_of_id(id) for id in self._ids}
        return tuple(slug for slug in all_series() if slug in known)

    def __contains__(self, text: object) -> bool:
        files = self.files
        return text in self._rows or text in files.chapters or any(text in ids for ids in files.documents.values())

    def is_hidden(self, id: str) -> bool:
        """Tell whether a profile may be in a folder that cannot be read."""
        edition = str(split_profile_id(id)[1])
        layers = self.files.documents
        folders = self.files.unlisted_folders
        return any(folder in layers or (folder.parent in layers and folder.name == edition) for folder in folders)

    def profile(self, id: str) -> Profile:
        """Return the profile of that id, all layers merged. Raises NotFoundError or CorpusError."""
        if id not in self._read:
            layers = [profile for layer in self.files.documents for profile in self._in(layer, id)]
            if not layers:
                code, edition = split_profile_id(parse_reference(id).profile_id)
                series = series_of_id(id)
                if (series, edition) in self._sheets[1]:  # which may have it
                    raise self._sheets[1][series, edition]
                name = find_series(series).profile_name(taxonomy().country(code).name, edition)
                raise NotFoundError(f"There is no profile {id}: {name} has not been imported here.")
            self._read[id] = merge_layers(layers)
        return self._read[id]

    def profiles(self) -> Iterator[Profile]:
        """Yield every profile that can be read, in order of id; `problems` then has the others."""
        return (profile for id in self.ids() if (profile := self.find_profile(id)))

    def find_profile(self, id: str) -> Profile | None:
        """Return a profile; None where there is none, or where it cannot be read, which `problems` then has."""
        return self._find(self.profile, id)

    def profiles_of(self, code: str, series: str = INDEX_SERIES) -> tuple[Profile, ...]:
        """Return the profiles of a country in a series that can be read, oldest first."""
        ids = (profile_id(code, edition, series) for edition in self.editions(code, series))
        return tuple(profile for id in ids if (profile := self.find_profile(id)))

    def chapter_ids(self) -> tuple[str, ...]:
        """List the ids of all chapters, in order."""
        return tuple(self.files.chapters)

    def chapter(self, id: str) -> Chapter:
        """Return the chapter of that id. Raises NotFoundError or CorpusError."""
        if id not in self._read_chapters:
            if id not in self.files.chapters:
                offered = (
                    offer(id, self.files.chapters) or " Ids look like kgz-2021, kgz-2021/drugs or kgz-2021/drugs/1."
                )
                raise NotFoundError(f"There is no chapter {id!r} here.{offered}")
            self._read_chapters[id] = read_chapter(self.files.chapters[id], id)
        return self._read_chapters[id]

    def chapters(self) -> Iterator[Chapter]:
        """Yield every chapter that can be read, in order of id; `problems` then has the others."""
        return (chapter for id in self.chapter_ids() if (chapter := self.find_chapter(id)))

    def find_chapter(self, id: str) -> Chapter | None:
        """Return a chapter; None where there is none, or where it cannot be read, which `problems` then has."""
        return self._find(self.chapter, id)

    def _find(self, read: Callable[[str], TextT], id: str) -> TextT | None:
        try:
            return read(id)
        except NotFoundError:
            return None
        except CorpusError as error:
            self._unreadable[id] = error
            return None

    def source(self, id: str) -> Source:
        """Return the source of a profile or chapter; an empty one where it cannot be read, as `problems` then says."""
        text = self.find_profile(id) if Reference(id).kind == "profile" else self.find_chapter(id)
        return text.source if text else Source()

    def text(self, id: str) -> Text:
        """Return the profile or chapter of that id. Raises NotFoundError or CorpusError."""
        return self.profile(id) if Reference(id).kind == "profile" else self.chapter(id)

    def texts(self) -> Iterator[Text]:
        """Yield every profile, then every chapter, that can be read; `problems` then has the others."""
        yield from self.profiles()
        yield from self.chapters()

    @property
    def rankings(self) -> Rankings:
        """The rankings of all profiles of the Index that can be read, computed once."""
        return self.rankings_of(INDEX_SERIES)

    def rankings_of(self, series: str) -> Rankings:
        """Return the rankings of all profiles of a series that can be read, computed once."""
        if series not in self._rankings:
            known = (
                Rankings.of_published(self.scores(), series) if self.scores else Rankings.of(self.profiles(), series)
            )
            self._rankings[series] = known
        return self._rankings[series]

    @cached_property
    def _rankings(self) -> dict[str, Rankings]:
        return {}

    def codes(self, series: str = INDEX_SERIES) -> frozenset[str]:
        """List the codes of the countries that have a profile in a series."""
        return frozenset(code for code, _ in map(split_profile_id, self.ids(series)))

    def editions(self, code: str | None = None, series: str = INDEX_SERIES) -> tuple[int, ...]:
        """List the editions of a series in which a country, or any, has a profile, oldest first."""
        pairs = map(split_profile_id, self.ids(series))
        return tuple(sorted({edition for owner, edition in pairs if code is None or owner == code.upper()}))

    def fingerprint(self) -> str:
        """Hash all that the search index is made from: profiles, chapters and vocabulary."""
        files = self.files
        documents = (path for ids in files.documents.values() for _, path in sorted(ids.items()))
        unlisted = (Path(str(error)) for error in files.unlisted)
        return hash_files(
            (*documents, *files.chapters.values(), *files.scoresheets, *paths.vocabulary_files(), *unlisted)
        )

    def layer(self, folder: Path, id: str) -> Profile | None:
        """Return one layer alone of a profile: `home.profiles`, `home.scores` or the bundled corpus."""
        layers = list(self._in(folder, id))
        return merge_layers(layers) if layers else None

    def _in(self, layer: Path, id: str) -> Iterator[Profile]:
        if path := self.files.documents[layer].get(id):
            yield read_profile(path, id)
        if layer == self.home.scores and id in self._rows:
            yield self._rows[id]
