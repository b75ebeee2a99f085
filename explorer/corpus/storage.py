"""What a home stores, as files: profiles, chapters, scores and snapshots of their sources, each replaced whole."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from explorer.corpus.home import Home, write_atomically
from explorer.corpus.scores_csv import write_scores_csv
from explorer.model.chapters import Chapter
from explorer.model.profiles import Profile

_LONGEST = 50  # letters of a snapshot's name, each of at most four bytes; most systems allow 255 bytes

StoredFile = tuple[Path, bytes]


def profile_file(folder: Path, profile: Profile) -> StoredFile:
    """Render a profile for a layer, `home.profiles` or `home.scores`."""
    from explorer.corpus.profile_markdown import write_profile_markdown

    return folder / str(profile.edition) / f"{profile.code.lower()}.md", write_profile_markdown(profile).encode()


def chapter_file(home: Home, chapter: Chapter) -> StoredFile:
    """Render a chapter for a home."""
    from explorer.corpus.chapter_markdown import write_chapter_markdown

    return home.chapters / f"{chapter.id}.md", write_chapter_markdown(chapter).encode()


def scores_file(folder: Path, profiles: Sequence[Profile]) -> StoredFile:
    """Render the scoresheet of one edition for `home.scores`."""
    return folder / f"{profiles[0].edition}.csv", write_scores_csv(profiles).encode()


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
