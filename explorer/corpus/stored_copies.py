"""What a home has of the texts that are imported: each is read from its own file, and the home is never listed."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from explorer.core.errors import CorpusError
from explorer.corpus.corpus_files import read_chapter, read_profile, read_scoresheet
from explorer.corpus.home import Home
from explorer.corpus.layers import merge_layers
from explorer.corpus.storage import profile_place, scores_place, series_folder
from explorer.model.chapters import Chapter, Text
from explorer.model.ids import is_profile_id, series_of_id, split_profile_id
from explorer.model.profiles import Profile

_Content = TypeVar("_Content")
_Stamp = tuple[int, int, int]


class StoredCopies:
    """The stored chapters and profiles of a home, as they are at each call: other imports may write between two.

    Scores are compared with all of an edition, and are read again only when their file has changed.
    """

    def __init__(self, home: Home) -> None:
        self._home = home
        self._scores: dict[Path, tuple[_Stamp, object]] = {}

    def chapter(self, id: str) -> Chapter | None:
        """Return the chapter of that id, if there is one. Raises CorpusError."""
        path = self._home.chapters / f"{id}.md"
        return read_chapter(path, id) if _is_there(path) else None

    def text(self, id: str) -> Profile | None:
        """Return the profile that was imported with its text, if there is one. Raises CorpusError."""
        path = profile_place(self._home.profiles, id)
        return read_profile(path, id) if _is_there(path) else None

    def readable(self, id: str) -> Text | None:
        """Return the profile or the chapter that was imported with its text, if there is one that can be read."""
        try:
            return self.text(id) if is_profile_id(id) else self.chapter(id)
        except CorpusError:
            return None

    def scores(self, id: str) -> Profile | None:
        """Return the scores that were imported alone, of a document or a workbook. Raises CorpusError."""
        path = profile_place(self._home.scores, id)
        document = self._read(path, lambda: read_profile(path, id))
        row = self._sheet(split_profile_id(id)[1], series_of_id(id)).get(id)
        if document is None:
            return row
        return merge_layers([document, row] if row else [document])

    def has_scores(self, edition: int, series: str) -> bool:
        """Tell whether scores of an edition were imported alone, of any country."""
        documents = series_folder(self._home.scores, series) / str(edition)
        return _is_there(scores_place(self._home.scores, edition, series)) or _is_there(documents)

    def _sheet(self, edition: int, series: str) -> Mapping[str, Profile]:
        path = scores_place(self._home.scores, edition, series)
        return self._read(path, lambda: {row.id: merge_layers([row]) for row in read_scoresheet(path)}) or {}

    def _read(self, path: Path, read: Callable[[], _Content]) -> _Content | None:
        """Return what a file has, if it is there, from memory while the file is the same."""
        try:
            status = path.stat()
        except OSError:
            self._scores.pop(path, None)
            return read() if _is_there(path) else None
        stamp = (status.st_ino, status.st_size, status.st_mtime_ns)
        known = self._scores.get(path)
        if known is None or known[0] != stamp:
            known = self._scores[path] = (stamp, read())
        return known[1]  # type: ignore[return-value]  # a file is always read by the same function


def _is_there(path: Path) -> bool:
    """Tell whether there is a file, or a link to none; not so in a folder that cannot be searched."""
    return os.path.lexists(path)
