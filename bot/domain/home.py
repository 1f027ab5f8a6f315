"""What somebody sees of Jordbro when they open it: their actions by urgency, reviews, visits, settings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal, NamedTuple, get_args

from bot.domain.due import Precision
from bot.domain.preferences import Reader
from bot.domain.record import ActionLine
from bot.domain.review import Waiting

Urgency = Literal["overdue", "week", "month", "later", "waiting", "undated", "expected"]
URGENCIES: tuple[Urgency, ...] = get_args(Urgency)

AHEAD = timedelta(weeks=8)
"""How far ahead a visit is shown."""

_SOON = timedelta(days=7)


class Owed(NamedTuple):
    """An open action of somebody: what says how urgent it is, and whether they answer for it themselves."""

    item_id: int
    expected: bool
    due_end: date | None
    precision: Precision | None
    mine: bool


def urgency_of(owed: Owed, today: date) -> Urgency:
    """How urgent an action is for whoever has to do it; an expectation never presses anybody."""
    if owed.expected:
        return "expected"
    if owed.due_end is None:
        return "waiting" if owed.precision == "event" else "undated"
    if owed.due_end < today:
        return "overdue"
    if owed.due_end <= today + _SOON:
        return "week"
    return "month" if (owed.due_end.year, owed.due_end.month) == (today.year, today.month) else "later"


class Group(NamedTuple):
    """The actions of one urgency: how many there are, and those that are shown."""

    urgency: Urgency
    total: int
    shown: tuple[int, ...]  # item ids


@dataclass(frozen=True, slots=True)
class Share:
    """Somebody's own actions, or those of their organisations, the most urgent first."""

    groups: tuple[Group, ...] = ()

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(group.total for group in self.groups)

    @property
    def shown(self) -> tuple[int, ...]:
        """The ids of those that are shown."""
        return tuple(item_id for group in self.groups for item_id in group.shown)


def share_of(owed: Sequence[Owed], today: date, most: int) -> Share:
    """Actions by urgency; only the `most` first are shown, the others counted.

    Args:
        owed: the actions, by due date.
        today: the day it is for whoever looks.
        most: how many are shown.
    """
    found: dict[Urgency, list[int]] = {urgency: [] for urgency in URGENCIES}
    for one in owed:
        found[urgency_of(one, today)].append(one.item_id)
    groups: list[Group] = []
    for urgency, ids in found.items():
        if ids:
            groups.append(Group(urgency, len(ids), tuple(ids[:most])))
            most -= len(groups[-1].shown)
    return Share(tuple(groups))


@dataclass(frozen=True, slots=True)
class Visits:
    """What is ahead: ids of those that are shown, and how many more there are."""

    shown: tuple[int, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Home:
    """Everything one person sees in App Home.

    `lines` gives every action that is shown by its item id. `reviews` is None for somebody who has
    chosen no language to review in.
    """

    reader: Reader
    today: date
    spaces: int
    mine: Share = Share()
    ours: Share = Share()
    visits: Visits = Visits()
    lines: Mapping[int, ActionLine] = field(default_factory=dict)
    snoozed: Mapping[int, date] = field(default_factory=dict)  # item id → until when they want to hear nothing of it
    reviews: tuple[Waiting, ...] | None = None
    more_reviews: int = 0
