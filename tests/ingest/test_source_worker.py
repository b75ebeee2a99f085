"""The process that reads sources turns everything that can happen into a reading or a sentence."""

import io
import pickle
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from explorer.core.errors import SourceError
from explorer.corpus.profile_markdown import write_profile_markdown
from explorer.ingest.detect import SourceReading, read_source
from explorer.ingest.source_worker import (
    ReadingAnswer,
    ReadingRequest,
    answer,
    limit_memory,
    limit_processor_time,
    memory_in_use,
    read_checked,
)
from explorer.model.taxonomy import taxonomy
from tests.factories import bundled_digest

WORKER = [sys.executable, "-c", "from explorer.ingest.source_worker import main; main()", str(2**30)]


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "kgz.md"
    path.write_text(write_profile_markdown(bundled_digest()), encoding="utf-8")
    return path


def test_a_source_is_read_as_in_one_process(document: Path) -> None:
    assert answer(read_checked, document) == read_source(document)


def test_a_refusal_is_its_sentence(tmp_path: Path) -> None:
    assert answer(read_checked, tmp_path / "none") == "The file cannot be read (No such file or directory)."


def raise_in_a_reader(_path: Path, _edition: int | None) -> SourceReading:
    """Raise the error of a fault in this package's own code."""
    taxonomy().country(None)  # type: ignore[arg-type]
    raise AssertionError


def test_an_unexpected_fault_is_told_with_its_place(document: Path) -> None:
    message = answer(raise_in_a_reader, document)
    assert isinstance(message, str)
    assert message.startswith("The file could not be read: an unexpected fault (")
    assert message.endswith("). Please report it.") and " in taxonomy.py:" in message and "\n" not in message


def fill_the_memory(_path: Path, _edition: int | None) -> SourceReading:
    return SourceReading("page", (), "", (), bytes(2**50))


def recurse(path: Path, edition: int | None) -> SourceReading:
    return recurse(path, edition)


def test_memory_and_depth_are_sentences(document: Path) -> None:
    assert "takes more memory than" in str(answer(fill_the_memory, document))
    assert "unexpected fault (RecursionError" in str(answer(recurse, document))


def test_answers_come_in_order_until_the_input_ends(document: Path) -> None:
    requests = [ReadingRequest(bytes(document), None, 20), ReadingRequest(b"/nowhere", None, 20)]
    with subprocess.Popen(WORKER, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None and process.stdout is not None
        for request in requests:
            pickle.dump(request, process.stdin)
        process.stdin.flush()
        first, second = pickle.load(process.stdout), pickle.load(process.stdout)
        process.stdin.close()
        assert process.wait() == 0
    assert first == ReadingAnswer(read_source(document))
    assert second == ReadingAnswer("The file cannot be read (No such file or directory).")


def test_input_that_is_no_request_ends_it() -> None:
    done = subprocess.run(WORKER, input=b"\x80\x05\x95", capture_output=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_a_request_and_an_answer_are_plain_records() -> None:
    stream = io.BytesIO()
    pickle.dump(ReadingAnswer("refused", is_last=True), stream)
    assert pickle.loads(stream.getvalue()) == ReadingAnswer("refused", is_last=True)


def test_limits_are_those_of_the_system() -> None:
    limits = {
        name: resource.getrlimit(name) for name in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_CORE)
    }
    used = resource.getrusage(resource.RUSAGE_SELF)
    try:
        limit_memory(2**45)
        limit_processor_time(600)
        assert resource.getrlimit(resource.RLIMIT_AS)[0] == 2**45
        assert resource.getrlimit(resource.RLIMIT_CPU)[0] > used.ru_utime + 600
    finally:
        for kind, limit in limits.items():
            resource.setrlimit(kind, limit)
    assert memory_in_use() > 2**20


def test_a_reading_that_cannot_be_stored_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "chapter.md"
    path.write_text(f"---\ntitle: Ferries\nid: {'a' * 245}\n---\n\n## Drugs\n\nHeroin is sold.\n", encoding="utf-8")
    with pytest.raises(SourceError):
        read_checked(path)
