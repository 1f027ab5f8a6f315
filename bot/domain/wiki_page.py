"""The pages of a space: what each is of, what is needed to write it, and who writes it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from bot.domain.language import Language
from bot.domain.record import ActionLine, Note, Space, Text

INDEX, ACTIONS = "index", "actions"
"""What a page is of, besides "meeting:12" (a note) and "year:2017"."""

IN_INDEX = 1000  # meetings of one list; of more there is a list for each year
NEWEST = 100  # of those, in the list of all years


def meeting_of(note_id: int) -> str:
    """What the page of a note is of."""
    return f"meeting:{note_id}"


def note_of(record: str) -> int | None:
    """The note a page is of; None for a list."""
    kind, _, number = record.partition(":")
    return int(number) if kind == "meeting" else None


class PageName(NamedTuple):
    """What a page is of, and in which language."""

    record: str
    language: Language


Titles = Mapping[PageName, str]
"""What the pages that can be linked to are called."""


class Entry(NamedTuple):
    """A meeting in a list."""

    note_id: int
    number: int
    held_on: date | None
    title: Text


class Lists(NamedTuple):
    """The meetings of a space as lists: what each is of → its meetings, the newest first; and the years there are."""

    pages: Mapping[str, Sequence[Entry]]
    years: Sequence[int]


def lists_of(entries: Sequence[Entry]) -> Lists:
    """All meetings in one list, or the newest of them and a list for each year; those without a day are in the first.

    Args:
        entries: all of them, the newest first.
    """
    if len(entries) <= IN_INDEX:
        return Lists({INDEX: entries}, ())
    years: dict[int, list[Entry]] = {}
    for entry in entries:
        if entry.held_on:
            years.setdefault(entry.held_on.year, []).append(entry)
    newest = [*entries[:NEWEST], *(entry for entry in entries[NEWEST:] if entry.held_on is None)]
    return Lists({INDEX: newest, **{f"year:{year}": found for year, found in years.items()}}, sorted(years)[::-1])


class Writer(Protocol):
    """Writes pages in one markup, in the language of each."""

    def title(self, space: Space, name: str, language: Language) -> str:
        """What a page is called."""

    def list_name(self, record: str, language: Language) -> str:
        """What makes the title of a list: in the first language of a space, for all its languages."""

    def meeting(self, note: Note, space: Space, language: Language, titles: Titles) -> str:
        """The page of a note."""

    def index(self, record: str, lists: Lists, space: Space, language: Language, titles: Titles) -> str:
        """A list of meetings."""

    def actions(self, lines: Sequence[ActionLine], space: Space, language: Language, titles: Titles) -> str:
        """The list of open actions."""

    def plain(self, marked: str) -> str:
        """What a reader sees of the words of an item."""

    def words(self, text: str) -> str:
        """Words as they stand in a page."""
