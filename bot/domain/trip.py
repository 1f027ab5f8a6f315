"""A delegation trip, and the parts of which its printed report is made."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, get_args

from bot.domain.language import Language
from bot.domain.letterhead import Letterhead
from bot.domain.record import Item, Note, Space, Text
from bot.domain.review import Standings

SectionName = Literal["division", "activities", "aims", "response", "ahead", "other"]
"""What a part of a report is about: who does what, the meetings, whether the aims were reached, how participants
took it, what is planned, anything else."""

SECTIONS: tuple[SectionName, ...] = get_args(SectionName)
WRITTEN: tuple[SectionName, ...] = ("division", "aims", "response")
"""The parts that people write for a trip; the others come of its meetings."""

ReportForm = Literal["pdf", "docx"]
FORMS: tuple[ReportForm, ...] = get_args(ReportForm)


@dataclass(frozen=True, slots=True)
class Trip:
    """A journey to which meetings may belong. `version` counts changes of its title and days."""

    id: int
    space_id: int
    title: Text
    begins: date | None
    ends: date | None
    reported_on: date | None
    note_id: int | None  # the note that holds what its report says beside the meetings
    version: int
    meetings: int
    letterhead: Letterhead | None = None  # its own, where it is not the space's


class Start(NamedTuple):
    """Where a part of a report begins in the trip's note; `headed` where that item is its heading."""

    item_id: int
    name: SectionName
    headed: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report: its own heading, where it has one, and the items below it."""

    name: SectionName
    heading: Item | None
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class TripReport:
    """Everything that a trip's report is made of, as one viewer may see it."""

    trip: Trip
    space: Space
    letterhead: Letterhead
    note: Note | None
    sections: tuple[Section, ...]
    meetings: tuple[Note, ...]
    standings: Mapping[Language, Standings]
    parties: Mapping[int, tuple[Mapping[Language, str], ...]]  # agreement's item → names of who made it

    @property
    def notes(self) -> tuple[Note, ...]:
        """Its meetings, then the trip's own note."""
        return (*self.meetings, *((self.note,) if self.note else ()))

    @property
    def items(self) -> tuple[Item, ...]:
        """All numbered items."""
        return tuple(item for note in self.notes for item in note.items)

    def section(self, name: SectionName) -> tuple[Section, ...]:
        """The parts of one name, in their order."""
        return tuple(section for section in self.sections if section.name == name)


def sections_of(note: Note | None, starts: tuple[Start, ...]) -> tuple[Section, ...]:
    """The parts of a trip's note: an item belongs to the part that began last above it.

    What stands above all of them is one without a name; actions below it are what is planned.
    """
    begun = {start.item_id: start for start in starts}
    made: list[tuple[SectionName, Item | None, list[Item]]] = []
    for item in note.items if note else ():
        start = begun.get(item.id)
        if start is not None:
            made.append((start.name, item if start.headed else None, [] if start.headed else [item]))
            continue
        name: SectionName = "ahead" if item.kind == "action" else "other"
        is_planned = name == "ahead" and made and made[-1][0] in WRITTEN  # what people write there has no actions
        if not made or is_planned:
            made.append((name, None, []))
        made[-1][2].append(item)
    return tuple(Section(name, heading, tuple(items)) for name, heading, items in made)
