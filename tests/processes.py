"""The bot in a process of its own, forked from one that has read the modules already.

An interpreter that starts anew spends a second and a half on reading two thousand modules, a fork some
milliseconds; the suite starts hundreds. That the command starts by itself is shown by `tests/browser/test_demo.py`,
`tests/integration/test_settings_told.py` and `tests/unit/terminal/test_terminal.py`.
"""

import atexit
import io
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import IO

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.warm"])
NOTHING = Path(os.devnull)
PATIENCE = 100.0  # seconds


@dataclass(frozen=True)
class Around:
    """What a process finds around it: nothing of ours but what is said here."""

    environment: Mapping[str, str]
    folder: Path
    out: Path  # written to at its end, as a log is
    err: Path
    typed: Path = NOTHING


class Forked:
    """A process that was started; has what the tests need of `subprocess.Popen`."""

    def __init__(self, process: ForkServerProcess) -> None:
        self._process = process

    @property
    def pid(self) -> int:
        """Its number."""
        assert self._process.pid is not None
        return self._process.pid

    def poll(self) -> int | None:
        """Its status, or the negative number of the signal that ended it; None while it runs."""
        return self._process.exitcode

    def wait(self, timeout: float) -> int:
        """Wait for its end and give its status.

        Raises:
            TimeoutError: it runs on after so many seconds.
        """
        self._process.join(timeout)
        status = self._process.exitcode
        if status is None:
            raise TimeoutError(f"process {self.pid} runs on after {timeout} s")
        return status

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it without a word."""
        self.send_signal(signal.SIGKILL)


def started(run: Callable[[Sequence[str]], object], arguments: Sequence[str], around: Around) -> Forked:
    """Start a function of a module in a process of its own, as its main program."""
    around = replace(around, environment=dict(around.environment))  # os.environ itself cannot be sent
    process = _CONTEXT.Process(target=_begin, args=(run, tuple(arguments), around))
    process.start()
    forked = Forked(process)
    atexit.register(forked.kill)  # a test that fails may leave it running
    return forked


def ended(
    run: Callable[[Sequence[str]], object],
    arguments: Sequence[str],
    environment: Mapping[str, str],
    folder: Path,
    *,
    typed: str = "",
) -> subprocess.CompletedProcess[str]:
    """Start a function as `started` does in a folder and wait for its end; gives what it wrote."""
    with TemporaryDirectory(prefix="jordbro-said-") as place:
        out, err, given = (Path(place) / name for name in ("out", "err", "typed"))
        given.write_text(typed, encoding="utf-8")
        status = started(run, arguments, Around(environment, folder, out, err, given)).wait(PATIENCE)
        said = [path.read_text(encoding="utf-8") for path in (out, err)]
    return subprocess.CompletedProcess([*arguments], status, *said)


def _begin(run: Callable[[Sequence[str]], object], arguments: Sequence[str], around: Around) -> None:
    """In the new process: be as alone as one that was started anew."""
    os.environ.clear()
    os.environ.update(around.environment)
    time.tzset()
    os.chdir(around.folder)
    writing = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    for number, path, flags in ((0, around.typed, os.O_RDONLY), (1, around.out, writing), (2, around.err, writing)):
        opened = os.open(path, flags, 0o644)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False), encoding="utf-8")
    sys.argv = ["jordbro", *arguments]
    with ExitStack() as stack:
        stack.push(_said_as_by_python)
        run(arguments)


def _said_as_by_python(
    kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
) -> bool:
    """Tell of an error as an interpreter does at its end: multiprocessing has words of its own."""
    if kind is None or error is None or isinstance(error, SystemExit):
        return False
    sys.excepthook(kind, error, trace)
    sys.exit(1)


class Spoken:
    """A process that is told something and answers, a line at a time."""

    def __init__(self, process: Forked, told: IO[str], said: IO[str]) -> None:
        self.process = process
        self._told, self._said = told, said

    def tell(self, line: str) -> None:
        """Say a line to it."""
        self._told.write(f"{line}\n")
        self._told.flush()

    def answer(self) -> str:
        """Its next line; nothing when it has ended."""
        return self._said.readline().removesuffix("\n")

    def end(self) -> int:
        """Say no more, and give the status with which it ends."""
        self._told.close()
        return self.process.wait(PATIENCE)


@contextmanager
def spoken_to(
    run: Callable[[Sequence[str]], object], arguments: Sequence[str], environment: Mapping[str, str]
) -> Iterator[Spoken]:
    """Start a function as `started` does, to be spoken to; at the end it is killed if it runs on."""
    with TemporaryDirectory(prefix="jordbro-spoken-") as place:
        said, told = Path(place) / "said", Path(place) / "told"
        os.mkfifo(said)
        os.mkfifo(told)
        process = started(run, arguments, Around(environment, Path.cwd(), said, Path(place) / "err", told))
        with told.open("w", encoding="utf-8") as to_it, said.open(encoding="utf-8") as from_it:
            try:
                yield Spoken(process, to_it, from_it)
            finally:
                process.kill()
                process.wait(PATIENCE)
