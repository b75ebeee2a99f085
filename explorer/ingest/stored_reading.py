"""What a source becomes in a home, and the proof that it can be stored and read again."""

from pathlib import Path

from explorer.core.errors import CorpusError, SourceError
from explorer.corpus.home import Home
from explorer.corpus.storage import StoredFile, chapter_file, profile_file, scores_file
from explorer.ingest.detect import SourceReading

_LONGEST = 200  # bytes of the name of a file; most systems allow 255


def render_reading(home: Home, reading: SourceReading) -> list[StoredFile]:
    """Render the profiles, chapters and scores of a source as files of a home."""
    if reading.kind == "workbook":
        editions = sorted({profile.edition for profile in reading.profiles})
        return [
            scores_file(home.scores, [profile for profile in reading.profiles if profile.edition == edition])
            for edition in editions
        ]
    # A profile with text is kept in a layer above one with scores alone, so that neither hides the other.
    profiles = [
        profile_file(home.scores if profile.text_kind == "none" else home.profiles, profile)
        for profile in reading.profiles
    ]
    return [*profiles, *(chapter_file(home, chapter) for chapter in reading.chapters)]


def check_reading(reading: SourceReading) -> None:
    """Check that a source can be stored, and that what is stored can be read. Raises SourceError."""
    for path, data in render_reading(Home(Path("home")), reading):
        if len(path.name.encode()) > _LONGEST:
            raise SourceError(f"Its id has {len(path.stem)} letters. Give it one of at most {_LONGEST - 10}.")
        try:
            _read_again(path, data.decode())
        except CorpusError as error:
            raise SourceError(f"It could not be read again once it is stored: {error}") from error


def _read_again(path: Path, text: str) -> None:
    if path.suffix == ".csv":
        from explorer.corpus.corpus_files import series_of_sheet
        from explorer.corpus.scores_csv import read_scores_csv

        read_scores_csv(text, path.name, series_of_sheet(path))
    elif path.parent.name == "chapters":
        from explorer.corpus.chapter_markdown import read_chapter_markdown

        read_chapter_markdown(text, path.name)
    else:
        from explorer.corpus.profile_markdown import read_profile_markdown

        read_profile_markdown(text, path.name)
