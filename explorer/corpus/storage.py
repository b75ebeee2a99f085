"""What a home stores, as files: profiles, chapters, scores and snapshots of their sources, each replaced whole."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from explorer.corpus.home import Home, write_atomically
from explorer.corpus.scores_csv import write_scores_csv
from explorer.model.chapters import Chapter
from explorer.model.ids import series_of_id, split_profile_id
from explorer.model.profiles import Profile
from explorer.model.series import INDEX_SERIES

_LONGEST = 50  # letters of a snapshot's name, each of at most four bytes; most systems allow 255 bytes

StoredFile = tuple[Path, bytes]


def series_folder(layer: Path, series: str) -> Path:
    """Return where a layer has the profiles and scores of a series: those of the Index in no folder of their own."""
    return layer if series == INDEX_SERIES else layer / series


def profile_place(layer: Path, id: str) -> Path:
    """Return where a layer has the profile of an id: "2021/kgz.md", "enact/2019/lso.md"."""
    code, edition = split_profile_id(id)
    return series_folder(layer, series_of_id(id)) / str(edition) / f"{code.lower()}.md"


def scores_place(layer: Path, edition: int, series: str = INDEX_SERIES) -> Path:
    """Return where a layer has the scoresheet of an edition: "2021.csv", "enact/2019.csv"."""
    return series_folder(layer, series) / f"{edition}.csv"


def profile_file(folder: Path, profile: Profile) -> StoredFile:
    """Render a profile for a layer, `home.profiles` or `home.scores`."""
    from explorer.corpus.profile_markdown import write_profile_markdown

    return profile_place(folder, profile.id), write_profile_markdown(profile).encode()


def chapter_file(home: Home, chapter: Chapter) -> StoredFile:
    """Render a chapter for a home."""
    from explorer.corpus.chapter_markdown import write_chapter_markdown

    return home.chapters / f"{chapter.id}.md", write_chapter_markdown(chapter).encode()


def scores_file(folder: Path, profiles: Sequence[Profile]) -> StoredFile:
    """Render the scoresheet of one edition of a series for `home.scores`."""
    return scores_place(folder, profiles[0].edition, profiles[0].series), write_scores_csv(profiles).encode()


def source_file(home: Home, data: bytes, name: str, id: str = "") -> StoredFile:
    """Name a snapshot of a source by profile or chapter, else by the source's own name, and by hash."""
    suffix = Path(name).suffix.lower()
    if not re.fullmatch(r"\.[a-z0-9]{1,9}", suffix):
        suffix = ".txt"
    digest = hashlib.sha256(data).hexdigest()[:12]
    return home.sources / f"{id or _safe_stem(name)}-{digest}{suffix}", data


def _safe_stem(name: str) -> str:
    """Return the name of a file without its suffix, of letters and digits that every file system takes."""
    letters = unicodedata.normalize("NFC", Path(name).stem)
    return re.sub(r"[^\w.-]+", "-", letters).strip("-._")[:_LONGEST].rstrip("-._") or "source"


def store_profile(folder: Path, profile: Profile) -> Path:
    """Write a profile into a layer, and return its path. Raises HomeError."""
    return _store(profile_file(folder, profile))


def store_chapter(home: Home, chapter: Chapter) -> Path:
    """Write a chapter into a home, and return its path. Raises HomeError."""
    return _store(chapter_file(home, chapter))


def store_scores(folder: Path, profiles: Sequence[Profile]) -> Path:
    """Write the scoresheet of one edition into `home.scores`, and return its path. Raises HomeError."""
    return _store(scores_file(folder, profiles))


def _store(file: StoredFile) -> Path:
    path, data = file
    write_atomically(path, data)
    return path
