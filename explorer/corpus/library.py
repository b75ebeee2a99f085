"""The profiles and chapters on disk, bundled and imported.

Three layers make one profile: a page or document that was imported, scores that were imported
alone, and the bundled digest. The first layer that has text gives the text; scores, facts and
ranks that an upper layer lacks come from the next. Scores alone come from a document or, for all
countries of an edition at once, from the scoresheet that a workbook left. A chapter is one file.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from explorer.core import paths
from explorer.core.errors import CorpusError, NotFoundError
from explorer.corpus.home import Home
from explorer.corpus.layers import merge_layers
from explorer.corpus.scores_csv import read_scores_csv
from explorer.model.chapters import Chapter, Text
from explorer.model.ids import profile_id, split_profile_id
from explorer.model.profiles import Profile, Reference, parse_reference
from explorer.model.published_scores import PublishedScores
from explorer.model.rankings import Rankings
from explorer.model.taxonomy import offer, taxonomy

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
    def _files(self) -> Mapping[Path, Mapping[str, Path]]:
        """For each layer, the strongest first, the documents in it by profile id."""
        return {
            layer: {
                profile_id(path.stem, int(path.parent.name)): path for path in layer.glob("[0-9][0-9][0-9][0-9]/*.md")
            }
            for layer in (self.home.profiles, self.home.scores, self.bundled)
        }

    @cached_property
    def _scoresheets(self) -> tuple[Path, ...]:
        return tuple(sorted(self.home.scores.glob("[0-9][0-9][0-9][0-9].csv")))

    @cached_property
    def _rows(self) -> Mapping[str, Profile]:
        """The rows of all scoresheets by profile id."""
        return {
            profile.id: profile
            for path in self._scoresheets
            for profile in read_scores_csv(_read_text(path), str(path))
        }

    @cached_property
    def _ids(self) -> tuple[str, ...]:
        return tuple(sorted({*self._rows, *(id for files in self._files.values() for id in files)}))

    @cached_property
    def _chapters(self) -> Mapping[str, Path]:
        """The files of the chapters by id."""
        return {path.stem: path for path in sorted(self.home.chapters.glob("*.md"), key=lambda path: path.stem)}

    @cached_property
    def _read(self) -> dict[str, Profile]:
        return {}

    @cached_property
    def _read_chapters(self) -> dict[str, Chapter]:
        return {}

    def ids(self) -> tuple[str, ...]:
        """List the ids of all profiles, in order of code and edition."""
        return self._ids

    def __contains__(self, text: object) -> bool:
        return text in self._rows or text in self._chapters or any(text in files for files in self._files.values())

    def profile(self, id: str) -> Profile:
        """Return the profile of that id, all layers merged. Raises NotFoundError or CorpusError."""
        if id not in self._read:
            layers = [profile for layer in self._files for profile in self._in(layer, id)]
            if not layers:
                code, edition = split_profile_id(parse_reference(id).profile_id)
                country = taxonomy().country(code)
                raise NotFoundError(f"There is no profile {id}: {country.name} {edition} has not been imported here.")
            self._read[id] = merge_layers(layers)
        return self._read[id]

    def profiles(self) -> Iterator[Profile]:
        """Yield every profile, in order of id. Raises CorpusError at the first file that cannot be read."""
        return (self.profile(id) for id in self.ids())

    def chapter_ids(self) -> tuple[str, ...]:
        """List the ids of all chapters, in order."""
        return tuple(self._chapters)

    def chapter(self, id: str) -> Chapter:
        """Return the chapter of that id. Raises NotFoundError or CorpusError."""
        if id not in self._read_chapters:
            if id not in self._chapters:
                offered = offer(id, self._chapters) or " Ids look like kgz-2021, kgz-2021/drugs or kgz-2021/drugs/1."
                raise NotFoundError(f"There is no chapter {id!r} here.{offered}")
            self._read_chapters[id] = _read_chapter(self._chapters[id], id)
        return self._read_chapters[id]

    def chapters(self) -> Iterator[Chapter]:
        """Yield every chapter, in order of id. Raises CorpusError at the first file that cannot be read."""
        return (self.chapter(id) for id in self.chapter_ids())

    def text(self, id: str) -> Text:
        """Return the profile or chapter of that id. Raises NotFoundError or CorpusError."""
        return self.profile(id) if Reference(id).kind == "profile" else self.chapter(id)

    def texts(self) -> Iterator[Text]:
        """Yield every profile, then every chapter. Raises CorpusError at the first file that cannot be read."""
        yield from self.profiles()
        yield from self.chapters()

    @cached_property
    def rankings(self) -> Rankings:
        """The rankings of all profiles, computed once. Raises CorpusError at the first file that cannot be read."""
        return Rankings.of_published(self.scores()) if self.scores else Rankings.of(self.profiles())

    def codes(self) -> frozenset[str]:
        """List the codes of the countries that have a profile."""
        return frozenset(code for code, _ in map(split_profile_id, self.ids()))

    def editions(self, code: str | None = None) -> tuple[int, ...]:
        """List the editions in which a country, or any, has a profile, oldest first."""
        pairs = map(split_profile_id, self.ids())
        return tuple(sorted({edition for owner, edition in pairs if code is None or owner == code.upper()}))

    def fingerprint(self) -> str:
        """Hash all that the search index is made from: profiles, chapters and vocabulary."""
        digest = hashlib.sha256()
        vocabulary = sorted(path for path in paths.content("index").rglob("*.toml") if "built" not in path.parts)
        documents = (path for files in self._files.values() for _, path in sorted(files.items()))
        for path in (*documents, *self._chapters.values(), *self._scoresheets, *vocabulary):
            data = path.read_bytes()
            digest.update(f"{path.parent.name}/{path.name}:{len(data)}\n".encode())
            digest.update(data)
        return digest.hexdigest()

    def layer(self, folder: Path, id: str) -> Profile | None:
        """Return one layer alone of a profile: `home.profiles`, `home.scores` or the bundled corpus."""
        layers = list(self._in(folder, id))
        return merge_layers(layers) if layers else None

    def _in(self, layer: Path, id: str) -> Iterator[Profile]:
        if path := self._files[layer].get(id):
            yield _read_file(path, id)
        if layer == self.home.scores and id in self._rows:
            yield self._rows[id]


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path}: the file is not UTF-8 (byte {error.start}).") from error
    except OSError as error:
        raise CorpusError(f"{path}: the file cannot be read ({error.strerror}).") from error


def _read_file(path: Path, id: str) -> Profile:
    from explorer.corpus.profile_markdown import read_profile_markdown  # a search reads no document

    profile = read_profile_markdown(_read_text(path), str(path))
    if profile.id != id:
        raise CorpusError(f"{path}:1: the file holds {profile.id}, but its name says {id}.")
    return profile


def _read_chapter(path: Path, id: str) -> Chapter:
    from explorer.corpus.chapter_markdown import read_chapter_markdown

    chapter = read_chapter_markdown(_read_text(path), str(path))
    if chapter.id != id:
        raise CorpusError(f"{path}:1: the file holds {chapter.id}, but its name says {id}.")
    return chapter
