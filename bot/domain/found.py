"""What was found: meetings with the items that say what somebody looked for, page by page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from bot.domain.glossary import Entry
from bot.domain.record import HeadPart, Item, Note, Text
from bot.domain.search_query import Query


class Start(NamedTuple):
    """Where a search begins: nothing newer than `top` is shown, and what is not older than `behind` was seen before."""

    top: int = 0  # 0: the newest
    behind: int = 0  # 0: nothing was
    widened: bool = False  # everything is shown, since nothing was of the kind that was asked for

    @property
    def before(self) -> int | None:
        """The id behind which it is looked on."""
        return self.top + 1 if self.top else self.behind or None


NEWEST = Start()


class FoundLine(NamedTuple):
    """A text of a meeting in which it stands: of an item, or a part of its head."""

    text: Text
    item: Item | None = None
    part: HeadPart | None = None


@dataclass(frozen=True, slots=True)
class FoundNote:
    """A meeting that was found, and what to show of it, the best first; nothing where only its day was meant."""

    note: Note
    lines: tuple[FoundLine, ...]


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page of what was found.

    Attributes:
        query: what was looked for, which also tells what to mark.
        notes: the meetings on this page, the best first.
        page: its number, from 1 on.
        has_more: whether there is another page.
        total: how many were found; more than so many where `is_all` is False.
        is_all: whether all that fit were counted, of those that were looked at.
        terms: what the glossary says to the same words.
        widened: whether nothing was found of the kind that was asked for, and everything is shown instead.
        anew: the words of what was looked for that stand in the record, where nothing has all of them.
        top: the newest note that was looked at for the first page: all pages are of the same ones.
        behind: the note behind which others may still fit, where not all were looked at; 0 where there are none.
        begun: the note behind which it was looked this time; 0 for the newest.
        since: when the oldest note that was looked at was logged, where not all were.
        spaces: space → its name, for the meetings on this page, where several spaces were looked through.
    """

    query: Query
    notes: tuple[FoundNote, ...]
    page: int = 1
    has_more: bool = False
    total: int = 0
    is_all: bool = True
    terms: tuple[Entry, ...] = ()
    widened: bool = False
    anew: tuple[str, ...] = ()
    top: int = 0
    behind: int = 0
    begun: int = 0
    since: datetime | None = None
    spaces: Mapping[int, str] = field(default_factory=dict)
