"""Reading sources in a process of their own, with limits on memory and time: none of them ends an import."""

import os
import pickle
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from explorer.core.errors import SourceError
from explorer.ingest.detect import SourceReading
from explorer.ingest.page_archive import ArchiveListing
from explorer.ingest.source_worker import ReadingAnswer, ReadingRequest

# The path of modules is passed on, so that the process finds this package wherever it was imported from.
_PROGRAM = "import sys; sys.path[:] = sys.argv[2:]; from explorer.ingest.source_worker import main; main()"
_KILLED = getattr(signal, "SIGKILL", signal.SIGTERM)


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What the reading of one source may take."""

    seconds: float = 30  # on the clock
    processor_seconds: int = 20
    memory: int = 2**30  # bytes of address space


class SourceReader:
    """Reads sources, one after the other, in one process; another is started after one that ended."""

    def __init__(self, limits: ReadingLimits | None = None) -> None:
        self.limits = limits or ReadingLimits()
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "SourceReader":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Start the process where none runs: it gets ready while the caller does something else."""
        if self._process is not None and self._process.poll() is None:
            return
        self.close()
        # A group of its own, where there are groups: Ctrl-C is for the process that imports, which ends this one.
        group: dict[str, Any] = {"process_group": 0} if os.name != "nt" else {}
        command = [sys.executable, "-c", _PROGRAM, str(self.limits.memory), *sys.path]
        try:
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, **group)  # noqa: S603
        except OSError as error:
            raise SourceError(f"The process that reads sources could not be started ({error.strerror}).") from error

    def close(self) -> None:
        """End the process, whatever it does."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.communicate()

    def read(self, path: Path, edition: int | None = None, address: str = "", member: str = "") -> SourceReading:
        """Read one source, perhaps fetched from an address, or a file in an archive.

        Raises SourceError; its message says what is missing, or which limit was met.
        """
        result = self._request(
            ReadingRequest(os.fsencode(path), edition, self.limits.processor_seconds, address, member)
        )
        assert isinstance(result, SourceReading)
        return result

    def list_archive(self, path: Path) -> ArchiveListing | None:
        """List the sources in a ZIP archive; None for a workbook or another office document. Raises SourceError."""
        result = self._request(ReadingRequest(os.fsencode(path), None, self.limits.processor_seconds, is_listing=True))
        assert not isinstance(result, SourceReading)
        return result

    def _request(self, request: ReadingRequest) -> SourceReading | ArchiveListing | None:
        """Have the process answer, within its limits. Raises SourceError."""
        self.start()
        process = self._process
        assert process is not None
        is_late = threading.Event()

        def stop() -> None:
            is_late.set()
            process.kill()

        timer = threading.Timer(self.limits.seconds, stop)
        timer.daemon = True  # Ctrl-C may come at any step here, also before it is cancelled: nothing waits for it
        try:
            timer.start()
            answer = _exchange(process, request)
            timer.cancel()
            timer.join()
        except BaseException:
            timer.cancel()
            self.close()
            raise
        if answer is None:
            status = process.wait()
            self.close()
            raise SourceError(self._explain_end(status, is_late.is_set()))
        if answer.is_last or is_late.is_set():  # late for the clock, yet whole
            self.close()
        if isinstance(answer.result, str):
            raise SourceError(answer.result)
        return answer.result

    def _explain_end(self, status: int, is_late: bool) -> str:
        remedy = "Import it alone, or save the page again."
        if is_late:
            return f"Reading it takes more than the {self.limits.seconds:g} seconds that a source may take. {remedy}"
        if hasattr(signal, "SIGXCPU") and status == -signal.SIGXCPU:
            seconds = self.limits.processor_seconds
            return f"Reading it takes more than the {seconds} seconds of work that a source may take. {remedy}"
        if status == -_KILLED:
            return f"The process that read it was ended from outside, as where memory runs out. {remedy}"
        how = signal.Signals(-status).name if status < 0 else f"status {status}"
        return f"The process that read it crashed ({how}). Please report it."


def _exchange(process: "subprocess.Popen[bytes]", request: ReadingRequest) -> ReadingAnswer | None:
    """Send a request and wait for its answer; None where the process ends before."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        pickle.dump(request, process.stdin, pickle.HIGHEST_PROTOCOL)
        process.stdin.flush()
        answer = pickle.load(process.stdout)  # noqa: S301 - from the process that this one started
    except (EOFError, OSError, pickle.UnpicklingError):
        return None
    assert isinstance(answer, ReadingAnswer)
    return answer
