"""The files of a corpus: listed by layer, read as UTF-8, and hashed together; what cannot be read is reported."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from explorer.core.errors import CorpusError
from explorer.core.file_reading import read_file
from explorer.corpus.home import Home
from explorer.corpus.scores_csv import read_scores_csv
from explorer.corpus.storage import series_folder
from explorer.model.chapters import Chapter
from explorer.model.ids import profile_id
from explorer.model.profiles import Profile
from explorer.model.series import INDEX_SERIES, Series, all_series, other_series


@dataclass(frozen=True, slots=True)
class CorpusFiles:
    """All files of a home and of the bundled corpus, as they were listed."""

    documents: Mapping[Path, Mapping[str, Path]]  # of each layer, the strongest first: by profile id
    scoresheets: tuple[Path, ...]
    chapters: Mapping[str, Path]  # by id
    unlisted: tuple[CorpusError, ...]  # folders that cannot be read: what is in them is not known
    misnamed: tuple[CorpusError, ...]  # files whose name is of no country or edition
    unlisted_folders: tuple[Path, ...] = ()  # in the order of `unlisted`

    def own(self) -> Iterator[tuple[Path, Callable[[], object]]]:
        """Yield each file of the home, without those that this copy ships, and what reads it or raises CorpusError."""
        for layer in list(self.documents.values())[:-1]:
            for id, path in layer.items():
                yield path, partial(read_profile, path, id)
        for path in self.scoresheets:
            yield path, partial(read_scoresheet, path)
        for id, path in self.chapters.items():
            yield path, partial(read_chapter, path, id)


def list_files(home: Home, bundled: Path) -> CorpusFiles:
    """List the files of a corpus; a folder that is not there has none."""
    unlisted: dict[Path, CorpusError] = {}
    misnamed: list[CorpusError] = []

    def entries(folder: Path, ending: str) -> Iterator[Path]:
        if folder.parent in unlisted:  # which is reported itself
            return
        try:
            names = sorted(path.name for path in folder.iterdir() if path.name.endswith(ending))
            yield from (folder / name for name in names)
        except OSError as error:
            if isinstance(error, FileNotFoundError) and not folder.is_symlink():
                return
            unlisted[folder] = CorpusError(f"{folder}: the folder cannot be read ({error.strerror}).")

    def profiles(layer: Path, series: Series) -> Iterator[tuple[str, Path]]:
        folders = entries(series_folder(layer, series.slug), "")
        years = (folder for folder in folders if len(folder.name) == 4 and folder.name.isdecimal())
        for path in (path for folder in years for path in entries(folder, ".md")):
            edition = int(path.parent.name)
            if path.stem.upper() in series and edition in series.editions:
                yield profile_id(path.stem, edition, series.slug), path
            else:
                misnamed.append(CorpusError(f"{path}: no country has this code in an edition of this name."))

    def scoresheets(series: Series) -> Iterator[Path]:
        for path in entries(series_folder(home.scores, series.slug), ".csv"):
            if path.stem in map(str, series.editions):
                yield path
            else:
                such = f"such as {series.editions[-1]}.csv"
                misnamed.append(CorpusError(f"{path}: the name of a scoresheet is an edition, {such}."))

    documents: dict[Path, dict[str, Path]] = {}
    for layer in (home.profiles, home.scores, bundled):
        documents[layer] = {id: path for series in all_series().values() for id, path in profiles(layer, series)}
    sheets = [path for series in all_series().values() for path in scoresheets(series)]
    chapters = {path.stem: path for path in entries(home.chapters, ".md")}
    return CorpusFiles(
        documents,
        tuple(sheets),
        dict(sorted(chapters.items())),
        tuple(unlisted.values()),
        tuple(misnamed),
        tuple(unlisted),
    )


def read_text(path: Path) -> str:
    """Read a file of the corpus. Raises CorpusError."""
    try:
        data = read_file(path)
        return data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")  # as a text file is read
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path}: the file is not UTF-8 (byte {error.start}).") from error
    except OSError as error:
        raise CorpusError(f"{path}: the file cannot be read ({error.strerror}).") from error


def read_profile(path: Path, id: str) -> Profile:
    """Read one layer of the profile of that id. Raises CorpusError."""
    from explorer.corpus.profile_markdown import read_profile_markdown  # a search reads no document

    profile = read_profile_markdown(read_text(path), str(path))
    if profile.id != id:
        raise CorpusError(f"{path}:1: the file holds {profile.id}, but its name says {id}.")
    return profile


def read_chapter(path: Path, id: str) -> Chapter:
    """Read the chapter of that id. Raises CorpusError."""
    from explorer.corpus.chapter_markdown import read_chapter_markdown

    chapter = read_chapter_markdown(read_text(path), str(path))
    if chapter.id != id:
        raise CorpusError(f"{path}:1: the file holds {chapter.id}, but its name says {id}.")
    return chapter


def read_scoresheet(path: Path) -> tuple[Profile, ...]:
    """Read the profiles of a scoresheet. Raises CorpusError."""
    return read_scores_csv(read_text(path), str(path), series_of_sheet(path))


def series_of_sheet(path: Path) -> str:
    """Return the series of a scoresheet, which its folder names: that of another than the Index has its slug."""
    return path.parent.name if path.parent.name in other_series() else INDEX_SERIES


def hash_files(paths: Iterable[Path]) -> str:
    """Hash the names and contents of files; of one that cannot be read the reason, which is gone once it is mended."""
    digest = hashlib.sha256()
    for path in paths:
        name = f"{path.parent.name}/{path.name}"
        try:
            data = read_file(path)
        except OSError as error:
            digest.update(f"{name}: {error.strerror}\n".encode())
        else:
            digest.update(f"{name}:{len(data)}\n".encode())
            digest.update(data)
    return digest.hexdigest()
