"""Writing into a home: profiles, chapters, scores and snapshots of their sources, each replaced whole."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from explorer.corpus.home import Home, write_atomically
from explorer.corpus.scores_csv import write_scores_csv
from explorer.model.chapters import Chapter
from explorer.model.profiles import Profile


def store_profile(folder: Path, profile: Profile) -> Path:
    """Write a profile into a layer, `home.profiles` or `home.scores`, and return its path. Raises HomeError."""
    from explorer.corpus.profile_markdown import write_profile_markdown

    path = folder / str(profile.edition) / f"{profile.code.lower()}.md"
    write_atomically(path, write_profile_markdown(profile).encode())
    return path


def store_chapter(home: Home, chapter: Chapter) -> Path:
    """Write a chapter into a home, and return its path. Raises HomeError."""
    from explorer.corpus.chapter_markdown import write_chapter_markdown

    path = home.chapters / f"{chapter.id}.md"
    write_atomically(path, write_chapter_markdown(chapter).encode())
    return path


def store_scores(folder: Path, profiles: Sequence[Profile]) -> Path:
    """Write the scoresheet of one edition into `home.scores`, and return its path. Raises HomeError."""
    path = folder / f"{profiles[0].edition}.csv"
    write_atomically(path, write_scores_csv(profiles).encode())
    return path


def store_source(home: Home, data: bytes, name: str, id: str = "") -> Path:
    """Store a snapshot of a source, named by profile or chapter and hash. Raises HomeError."""
    stem = id or Path(name).stem
    path = home.sources / f"{stem}-{hashlib.sha256(data).hexdigest()[:12]}{Path(name).suffix.lower() or '.txt'}"
    if not path.exists():
        write_atomically(path, data)
    return path
