"""Folders in memory for stores that live as long as a test: nothing in them waits for a disk."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

import pytest

MEMORY = Path("/dev/shm")  # noqa: S108  folders of our own are made in it
ROOM = 512 * 1024 * 1024  # bytes that must be free; the stores of one worker at one time take a few millions


def place() -> Path | None:
    """Where folders in memory can be made; None where there is no such place, or little room."""
    if not os.access(MEMORY, os.W_OK):
        return None
    return MEMORY if shutil.disk_usage(MEMORY).free > ROOM else None


@pytest.fixture(scope="session")
def memory() -> Iterator[Path]:
    """A folder of this run, on the disk where there is no memory to have."""
    with TemporaryDirectory(prefix="jordbro-test-", dir=place()) as folder:
        yield Path(folder)


@pytest.fixture
def quick_path(memory: Path) -> Iterator[Path]:
    """A folder of one test, which is gone after it."""
    folder = Path(mkdtemp(dir=memory))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)  # a test may have taken rights or the folder itself away
