"""What our pages show of a record beside single notes: lists of meetings, actions and agreements, a page at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, NamedTuple, TypeVar

from bot.domain.glossary import Entry
from bot.domain.language import Language
from bot.domain.record import ActionLine, Item, Note, Organisation, Space, Text, label_of
from bot.domain.trip import Trip

Shown = TypeVar("Shown")

MOST_PAGES = 100_000  # a number in an address may be anything

Order = Literal["organisation", "due"]
"""How a board of actions is put in order: by who has to do it, or by when."""


@dataclass(frozen=True, slots=True)
class Paged(Generic[Shown]):
    """One page of a list; `total` counts what is on all pages."""

    lines: tuple[Shown, ...] = ()
    page: int = 1
    pages: int = 1
    total: int = 0


def portion(page: int, total: int, size: int) -> tuple[int, int, int]:
    """The page there is for a number that was asked for, how many there are, and how much comes before it."""
    pages = max(1, -(-total // size))
    page = min(max(page, 1), pages)
    return page, pages, (page - 1) * size


class Heading(NamedTuple):
    """A meeting in a list: what it was about, when and where, without what was said."""

    note_id: int
    number: int
    title: Text
    held_on: date | None
    place: Text | None
    trip_id: int | None
    inner: bool

    @property
    def label(self) -> str:
        """What its note is called ("3", "i3")."""
        return label_of(self.number, inner=self.inner)


class Agreed(NamedTuple):
    """An agreement with the note it stands in, and who made it by their names in each language."""

    item: Item
    note: Note
    parties: tuple[Mapping[Language, str], ...]


class Share(NamedTuple):
    """How many actions an organisation has to do; None stands for nobody, and for people by themselves."""

    organisation: Organisation | None
    many: int


@dataclass(frozen=True, slots=True)
class Board:
    """A page of the actions of a space, with what each organisation has of all of them."""

    space: Space
    actions: Paged[ActionLine]
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """A space at a glance: its newest meetings, what is to be done next, its newest agreements; how many of each."""

    space: Space
    meetings: Paged[Heading]
    actions: Paged[ActionLine]
    agreements: Paged[Agreed]
    trips: int


@dataclass(frozen=True, slots=True)
class Meetings:
    """A page of the meetings of a space, or of one of its trips, the newest first; and all its trips."""

    space: Space
    meetings: Paged[Heading]
    trips: tuple[Trip, ...]
    trip: Trip | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """A page of the glossary of a space, of all entries or of those that some words mean."""

    space: Space
    words: str
    terms: Paged[Entry]
