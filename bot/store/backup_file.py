"""A backup as a file: a zip of one JSON Lines file for each table, and a manifest of what they have to be."""

import errno
import json
import zlib
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from io import BufferedReader
from pathlib import Path
from typing import IO, Any, Self, cast
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from bot.store.backup_lines import Kind, as_row

FORMAT = 1
MANIFEST = "manifest.json"
_LARGEST = 10_000_000  # bytes of a manifest: ours has some thousand

# What Python says to bytes that are no zip, or no longer.
_BROKEN = (BadZipFile, zlib.error, EOFError, KeyError, TypeError, ValueError, NotImplementedError, RuntimeError)


class BackupProblem(Exception):  # noqa: N818  it says what is the matter
    """A backup cannot be made or used. `key` is a sentence of the catalogue below `backup.`, `details` its words."""

    def __init__(self, key: str, **details: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.details: Mapping[str, str | int] = details


@dataclass(frozen=True)
class Part:
    """One table of a backup. `columns` says the kind of value in each; `sha256` is of its lines."""

    name: str
    rows: int
    sha256: str
    columns: Mapping[str, Kind]


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. Tables stand in the order in which they can be restored."""

    format: int
    revision: str
    made_at: datetime
    dialect: str
    tables: tuple[Part, ...]

    @property
    def records(self) -> int:
        """How many records there are in all tables."""
        return sum(part.rows for part in self.tables)


class Backup:
    """A backup that is open for reading."""

    def __init__(self, archive: ZipFile, manifest: Manifest) -> None:
        self._archive, self.manifest = archive, manifest

    def lines(self, name: str) -> Generator[bytes, None, None]:
        """The records of a table, a line each.

        Raises:
            BackupProblem: they cannot be read.
        """
        with (
            _whole_or("damaged", table=name),
            self._archive.open(_member(name)) as member,
            BufferedReader(cast("Any", member), 1 << 20) as lines,
        ):
            yield from lines

    def check(self) -> None:
        """Read everything.

        Raises:
            BackupProblem: something is not as the manifest says.
        """
        for part in self.manifest.tables:
            seen, rows = sha256(), 0
            for line in self.lines(part.name):
                seen.update(line)
                rows += 1
                _try(line, part)
            if (rows, seen.hexdigest()) != (part.rows, part.sha256):
                raise BackupProblem("damaged", table=part.name)


def _try(line: bytes, part: Part) -> None:
    try:
        as_row(line, part.columns)
    except (ValueError, RecursionError) as problem:
        raise BackupProblem("damaged", table=part.name) from problem


@contextmanager
def opened(path: Path) -> Iterator[Backup]:
    """A backup to read from.

    Raises:
        BackupProblem: it is none, or one that this version cannot read.
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        with _whole_or("no_backup"):
            archive = _ours(ZipFile(file))
            said = json.loads(_beginning(archive))
            version = int(said["format"])
            manifest = _manifest(said) if version == FORMAT else None
        if manifest is None:
            raise BackupProblem("newer_format", format=version)
        yield Backup(archive, manifest)


@contextmanager
def _whole_or(key: str, **details: str) -> Iterator[None]:
    """What Python finds wrong with a zip, as a sentence; that the disk cannot be read is another one."""
    try:
        yield
    except _BROKEN as problem:
        raise BackupProblem(key, **details) from problem
    except OSError as problem:
        if problem.errno != errno.EINVAL:  # a place that no file has
            raise
        raise BackupProblem(key, **details) from problem


def _beginning(archive: ZipFile) -> bytes:
    with archive.open(MANIFEST) as member:
        return member.read(_LARGEST)


def _ours(archive: ZipFile) -> ZipFile:
    """Other ways of packing have other words for what is broken."""
    if any(info.compress_type != ZIP_DEFLATED for info in archive.infolist()):
        raise BadZipFile("not packed by us")
    return archive


def _manifest(said: Mapping[str, Any]) -> Manifest:
    parts = tuple(
        Part(str(one["name"]), int(one["rows"]), str(one["sha256"]), dict(one["columns"])) for one in said["tables"]
    )
    made_at = datetime.fromisoformat(said["made_at"])
    return Manifest(FORMAT, str(said["revision"]), made_at, str(said["dialect"]), parts)


class NewBackup:
    """A backup that is being written, in a `with`; only `finish` makes it one."""

    def __init__(self, file: IO[bytes]) -> None:
        self._archive = ZipFile(file, "w", ZIP_DEFLATED)
        self._parts: list[Part] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):  # what did not end well is removed, and need not be closed well
            self._archive.close()

    def add(self, name: str, columns: Mapping[str, Kind], lines: Iterable[bytes]) -> None:
        """Write the records of a table."""
        seen, rows = sha256(), 0
        with self._archive.open(_member(name), "w", force_zip64=True) as member:
            for line in lines:
                member.write(line)
                seen.update(line)
                rows += 1
        self._parts.append(Part(name, rows, seen.hexdigest(), columns))

    def finish(self, revision: str, dialect: str, made_at: datetime) -> Manifest:
        """Write the manifest, which comes last: it knows what was written."""
        manifest = Manifest(FORMAT, revision, made_at, dialect, tuple(self._parts))
        said = asdict(manifest) | {"made_at": made_at.isoformat()}
        self._archive.writestr(MANIFEST, json.dumps(said, indent=1))
        self._archive.close()
        return manifest


def _member(name: str) -> str:
    return f"tables/{name}.jsonl"
