"""The whole record of a space as one file: JSON, tables, notes in Markdown, and what other tools read.

What is in it and how is written in `docs/export-format.md`.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from io import TextIOWrapper
from tempfile import TemporaryFile
from typing import IO, Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bot.domain import tmx
from bot.domain.term_file import write_terms
from bot.render import exports, minutes_file, note_file, record_table
from bot.render.record_table import Sheet
from bot.render.table_rows import Reading
from bot.services.export_record import KINDS, Whole

FORMAT, VERSION = "jordbro-record", 1
TABLES = ("people", "organisations", "agreements", "terms", "history", "audit")
"""The kinds that are in the file as tables too, besides notes, items and actions."""

MOST_IN_A_BOOK = 20_000  # actions in a workbook and a calendar: they are made in memory


class Aside(NamedTuple):
    """A file that is written while another one of the zip is, and the text that goes into it."""

    file: IO[bytes]
    text: TextIOWrapper


class RecordFile:
    """A record on its way into a zip file."""

    def __init__(self, file: IO[bytes], whole: Whole, reading: Reading, now: datetime) -> None:
        self._zip = ZipFile(file, "w", ZIP_DEFLATED)
        self._whole, self._reading, self._now = whole, reading, now
        self._contents: list[dict[str, Any]] = []

    def write(self) -> None:
        """Write all of it; the list of contents comes last, when everything is counted."""
        with self._zip:
            for kind in KINDS:
                self._json(kind)
            self._notes()
            self._minutes()
            for kind in TABLES:
                self._table(kind)
            self._others()
            self._manifest()

    def _json(self, kind: str) -> None:
        name, count = f"json/{kind}.json", 0
        with self._text(name) as file:
            file.write("[")
            for count, row in enumerate(self._whole.rows(kind), start=1):
                file.write(",\n" if count > 1 else "\n")
                file.write(json.dumps(row, ensure_ascii=False))
            file.write("\n]\n" if count else "]\n")
        self._tell(name, count)

    def _notes(self) -> None:
        """Each note in the languages of its space; the tables beside them are put aside meanwhile."""
        with _aside() as notes, _aside() as items:
            heads, lines = Sheet(notes.text, record_table.NOTE_COLUMNS), Sheet(items.text, record_table.ITEM_COLUMNS)
            for note in self._whole.notes():
                heads.add(record_table.note_cells(note))
                for item in note.items:
                    lines.add(record_table.item_cells(item))
                for language in self._whole.space.languages:
                    self._zip.writestr(
                        self._info(note_file.name_of(note, language)), note_file.as_markdown(note, language).encode()
                    )
            self._tell("notes/", heads.count)
            self._copied("csv/notes.csv", notes, heads.count)
            self._copied("csv/items.csv", items, lines.count)

    def _minutes(self) -> None:
        """Each shared meeting and each trip in all languages, as `jordbro import` reads them back."""
        count = trips = 0
        for file, note in self._whole.minutes():
            count, trips = count + 1, trips + (note is None)
            name = f"minutes/{note.number}.md" if note else f"minutes/trips/{trips}.md"
            self._zip.writestr(self._info(name), minutes_file.as_minutes_file(file).encode())
        self._tell("minutes/", count)

    def _table(self, kind: str) -> None:
        rows = self._whole.rows(kind)
        first = next(rows, None)
        name = f"csv/{kind}.csv"
        with self._text(name, newline="") as file:
            sheet = Sheet(file, list(first) if first else [])
            for row in _again(first, rows):
                sheet.add(record_table.row_cells(row))
        self._tell(name, sheet.count)

    def _others(self) -> None:
        """The formats of other tools, made as everywhere else."""
        lines = self._whole.actions(self._now)
        if len(lines) <= MOST_IN_A_BOOK:
            self._file("actions.csv", exports.as_file(lines, "csv", self._reading, now=self._now), len(lines))
            self._file("actions.xlsx", exports.as_file(lines, "xlsx", self._reading, now=self._now), len(lines))
            dated = exports.dated_in([line for line in lines if line.action.status == "open"])
            name = self._whole.space.name
            made = exports.as_file(dated, "calendar", self._reading, now=self._now, name=name)
            self._file("actions.ics", made, len(dated))
        terms = self._whole.terms()
        self._file("terms.csv", write_terms(terms, "csv"), len(terms))
        self._file("terms.tbx", write_terms(terms, "tbx"), len(terms))
        count = 0
        with self._text("memory.tmx") as file:
            for piece in tmx.write(self._whole.memory()):
                file.write(piece)
                count += piece.startswith("<tu ")
        self._tell("memory.tmx", count)

    def _manifest(self) -> None:
        space = self._whole.space
        said = {
            "format": FORMAT,
            "version": VERSION,
            "made_at": self._now.astimezone(UTC).isoformat(),
            "space": {"id": space.id, "name": space.name, "languages": list(space.languages)},
            "records": sorted(self._whole.ids),
            "contents": self._contents,
        }
        self._zip.writestr(self._info("manifest.json"), json.dumps(said, ensure_ascii=False, indent=1).encode())

    def _file(self, name: str, content: bytes, count: int) -> None:
        self._zip.writestr(self._info(name), content)
        self._tell(name, count)

    def _copied(self, name: str, aside: Aside, count: int) -> None:
        aside.text.flush()
        aside.file.seek(0)
        with self._zip.open(self._info(name), "w", force_zip64=True) as file:
            while piece := aside.file.read(1 << 16):
                file.write(piece)
        self._tell(name, count)

    @contextmanager
    def _text(self, name: str, newline: str = "\n") -> Iterator[TextIOWrapper]:
        with (
            self._zip.open(self._info(name), "w", force_zip64=True) as file,
            TextIOWrapper(file, encoding="utf-8", newline=newline, write_through=False) as text,
        ):
            yield text

    def _info(self, name: str) -> ZipInfo:
        at = self._now.astimezone(UTC)
        info = ZipInfo(name, (max(at.year, 1980), at.month, at.day, at.hour, at.minute, at.second))
        info.compress_type = ZIP_DEFLATED
        return info

    def _tell(self, name: str, count: int) -> None:
        self._contents.append({"file": name, "count": count})


def write_record(file: IO[bytes], whole: Whole, reading: Reading, *, now: datetime) -> None:
    """Write the record of a space.

    Args:
        file: what it is written into, from its beginning.
        whole: the record, open for reading.
        reading: in whose language tables of actions are, and which clock they go by.
        now: when it is made.
    """
    RecordFile(file, whole, reading, now).write()


@contextmanager
def _aside() -> Iterator[Aside]:
    with TemporaryFile() as file, TextIOWrapper(file, encoding="utf-8", newline="") as text:
        yield Aside(file, text)


def _again(first: Mapping[str, Any] | None, rest: Iterator[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    if first is not None:
        yield first
    yield from rest
