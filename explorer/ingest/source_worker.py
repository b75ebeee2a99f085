"""The process that reads sources: requests come in at its standard input, and readings leave at its standard output.

A source may be hostile. What it does to this process (memory, time, a crash) does not reach the one that imports, which
starts another. It ends when its input ends, so that nothing is left of an import that was killed.
"""

import os
import pickle
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, TypeVar

from explorer.core.errors import CorpusError, SourceError
from explorer.ingest.detect import SourceReading, read_source
from explorer.ingest.page_archive import ArchiveListing, list_archive
from explorer.ingest.stored_reading import check_reading

try:
    import resource
except ImportError:  # Windows has no such limits; the parent's clock is left
    resource = None  # type: ignore[assignment]

Result = TypeVar("Result")
PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class ReadingRequest:
    """A source to read, and the processor time that it may take."""

    path: bytes  # as the operating system has it
    edition: int | None
    seconds: int
    address: str = ""  # from which it was fetched
    member: str = ""  # the file of an archive that is meant
    is_listing: bool = False  # what an archive has is asked, and nothing is read


@dataclass(frozen=True, slots=True)
class ReadingAnswer:
    """What became of a source: a reading, or the reason against it."""

    result: SourceReading | ArchiveListing | str | None
    is_last: bool = False  # the process has grown, and another should take its place


def main() -> None:
    """Answer requests until the input ends; the first argument is the memory that the process may take, in bytes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, and ends the input here
    most = int(sys.argv[1])
    # A library that writes to standard output would break an answer, and one that crashes writes to standard error.
    output = os.fdopen(os.dup(1), "wb")
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        limit_memory(most)
        requests: queue.SimpleQueue[ReadingRequest] = queue.SimpleQueue()
        threading.Thread(target=_receive, args=(sys.stdin.buffer, requests), daemon=True).start()
        os.dup2(nowhere.fileno(), 2)
    while True:
        request = requests.get()
        limit_processor_time(request.seconds)
        path = Path(os.fsdecode(request.path))
        result: SourceReading | ArchiveListing | str | None
        if request.is_listing:
            result = answer(_list, path)
        else:
            read = partial(read_checked, address=request.address, member=request.member)
            result = answer(read, path, request.edition)
        pickle.dump(ReadingAnswer(result, is_last=memory_in_use() > most // 2), output, pickle.HIGHEST_PROTOCOL)
        output.flush()


def _receive(source: BinaryIO, requests: "queue.SimpleQueue[ReadingRequest]") -> None:
    """Pass requests on as they come, and end the process with them, whatever it is reading."""
    while True:
        try:
            requests.put(pickle.load(source))  # noqa: S301 - from the process that started this one
        except (EOFError, OSError, pickle.UnpicklingError):
            os._exit(0)


def _list(path: Path, _: int | None) -> ArchiveListing | None:
    return list_archive(path)


def answer(read: Callable[[Path, int | None], Result], path: Path, edition: int | None = None) -> Result | str:
    """Read a source, or return the sentence that refuses it."""
    try:
        return read(path, edition)
    except (SourceError, CorpusError) as error:
        return str(error)
    except MemoryError:
        return f"Reading it takes more memory than the {_limit_text()} that a source may have. Save one page alone."
    # The one place where every error is caught. A source is anybody's, and a fault that it finds in a reader must not
    # end the import of the others; the message tells it as the fault of this program that it is, with its place.
    except Exception as error:  # noqa: BLE001
        return describe_fault(error)


def describe_fault(error: Exception) -> str:
    """Tell an error that no reader expected, with the place in this package where it came up."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(PACKAGE)]
    place = f" in {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
    return f"The file could not be read: an unexpected fault ({type(error).__name__}{place}). Please report it."


def read_checked(path: Path, edition: int | None = None, address: str = "", member: str = "") -> SourceReading:
    """Read a source, and prove that it can be stored. Raises SourceError or CorpusError."""
    reading = read_source(path, edition, address, member)
    check_reading(reading)
    return reading


def limit_memory(size: int) -> None:
    """Limit the memory of this process, where the system can, and have a crash write no copy of it."""
    if resource is not None:
        for limit, value in ((resource.RLIMIT_AS, size), (resource.RLIMIT_CORE, 0)):
            with suppress(ValueError, OSError):  # a lower limit of the system's own holds
                resource.setrlimit(limit, (value, resource.getrlimit(limit)[1]))


def limit_processor_time(seconds: int) -> None:
    """Let the process take so many seconds more of processor time; the system ends it then."""
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + seconds, hard))


def memory_in_use() -> int:
    """Return the address space of this process in bytes, which its limit is on; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):
        return 0


def _limit_text() -> str:
    return f"{resource.getrlimit(resource.RLIMIT_AS)[0] / 2**20:,.0f} MB" if resource is not None else "memory"
