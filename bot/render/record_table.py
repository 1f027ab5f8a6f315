"""Tables of a whole record in CSV: UTF-8 that Excel knows, every cell in quotes, none of them a formula."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

from bot.domain.cells import harmless
from bot.domain.language import LANGUAGES
from bot.domain.record import Item, Note, Text
from bot.render.plain import plain

ITEM_COLUMNS = (
    "id",
    "ref",
    "kind",
    "part_of",
    *(f"text_{language}" for language in LANGUAGES),
    *(f"state_{language}" for language in LANGUAGES),
)
NOTE_COLUMNS = ("id", "number", "held_on", "author", *(f"title_{language}" for language in LANGUAGES), "items")


class Sheet:
    """A table on its way into a file."""

    def __init__(self, file: IO[str], columns: Sequence[str]) -> None:
        self.count = 0
        self._writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        file.write("\ufeff")
        self._writer.writerow(columns)

    def add(self, cells: Iterable[object]) -> None:
        """One row."""
        self.count += 1
        self._writer.writerow([_cell(value) for value in cells])


def note_cells(note: Note) -> list[object]:
    """A note as a row of `NOTE_COLUMNS`."""
    day = note.held_on.isoformat() if note.held_on else ""
    return [note.id, f"§{note.label}", day, note.author, *_in_languages(note.title), len(note.items)]


def item_cells(item: Item) -> list[object]:
    """An item as a row of `ITEM_COLUMNS`."""
    states = [item.text.shown(language).state for language in LANGUAGES]
    return [item.id, f"§{item.ref}", item.kind, item.parent_id or "", *_in_languages(item.text), *states]


def row_cells(row: Mapping[str, Any]) -> list[object]:
    """A row of the store as it is."""
    return list(row.values())


def _in_languages(text: Text) -> list[str]:
    shown = [(language, text.shown(language)) for language in LANGUAGES]
    return [one.content if one.language == language else "" for language, one in shown]


def _cell(value: object) -> str:
    return harmless(plain("" if value is None else str(value)))
