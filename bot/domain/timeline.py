"""The coming half-year of a cooperation as a picture shows it: who has what to do when, and who is on holiday."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal, get_args

from bot.domain.days_off import Span, holidays_in, unknown_in
from bot.domain.due import Calendar, Precision
from bot.domain.record import ActionLine, Owner, Text
from bot.domain.visits import is_visit

Kind = Literal["visit", "deadline", "expected"]

WEEKS = 26
MOST_ENTRIES = 28  # what fits a picture that can be read on a telephone, and 200 KB
MOST_LANES = 8
_ONE_DAY = timedelta(days=1)
_CALENDARS: tuple[Calendar, ...] = get_args(Calendar)


@dataclass(frozen=True, slots=True)
class Entry:
    """An open action in the picture. `start` is None where it has no beginning: "by 15 March"."""

    item_id: int
    ref: str
    text: Text
    start: date | None
    end: date
    kind: Kind
    precision: Precision
    expected: bool = False  # a softer kind: it never is overdue
    overdue: bool = False
    others: tuple[Owner, ...] = ()  # who is to do it besides the owner of its lane
    space: str = ""  # its space's name, where the picture shows several


@dataclass(frozen=True, slots=True)
class Lane:
    """What one owner has to do, by date. `owner` is empty for what is nobody's.

    `passed` has ended already: overdue, or was expected. `more` counts what found no room.
    """

    owner: Owner
    entries: tuple[Entry, ...]
    passed: tuple[Entry, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Timeline:
    """The picture's contents, from the Monday of this week on; `end` is its last day.

    `unknown` are the days whose holidays nobody has told yet. `later` and `undated` count open
    actions that have no place in these weeks, `elsewhere` those of owners who found no room.
    """

    start: date
    end: date
    today: date
    lanes: tuple[Lane, ...]
    holidays: Mapping[Calendar, tuple[Span, ...]]
    unknown: Mapping[Calendar, tuple[Span, ...]] = field(default_factory=dict)
    spaces: tuple[str, ...] = ()
    chosen: str = ""  # the words that chose what is in it
    later: int = 0
    undated: int = 0
    elsewhere: int = 0


def timeline_of(lines: Iterable[ActionLine], today: date, spaces: Sequence[str] = (), chosen: str = "") -> Timeline:
    """The coming half-year.

    Args:
        lines: actions; those that are done or dropped are left out.
        today: the day from whose Monday on it is shown.
        spaces: the names of the spaces it is of; with several, each entry says of which it is.
        chosen: the words that chose the actions, for the title.
    """
    start = today - timedelta(days=today.weekday())
    end = start + timedelta(weeks=WEEKS) - _ONE_DAY
    opened = [line for line in lines if line.action.status == "open"]
    dated = [line for line in opened if line.action.due is not None and line.action.due.end is not None]
    entries = [(_lane_owner(line.action.owner), _entry(line, today, several=len(spaces) > 1)) for line in dated]
    placed = [(owner, entry) for owner, entry in entries if (entry.start or entry.end) <= end]
    lanes = _with_room(_lanes(placed, today))
    return Timeline(
        start,
        end,
        today,
        lanes,
        {calendar: holidays_in(start, end, calendar) for calendar in _CALENDARS},
        {calendar: unknown_in(start, end, calendar) for calendar in _CALENDARS},
        tuple(spaces),
        chosen,
        later=len(dated) - len(placed),
        undated=len(opened) - len(dated),
        elsewhere=len(placed) - sum(map(_size, lanes)),
    )


def _lanes(placed: Iterable[tuple[Owner, Entry]], today: date) -> list[Lane]:
    """A lane for each owner; of two spaces, an organisation of the same names is one owner."""
    found: dict[object, tuple[Owner, list[Entry]]] = {}
    for owner, entry in placed:
        key = tuple(sorted(owner.organisation.names.items())) if owner.organisation else owner
        found.setdefault(key, (owner, []))[1].append(entry)
    return [_lane(owner, entries, today) for owner, entries in found.values()]


def _entry(line: ActionLine, today: date, *, several: bool) -> Entry:
    action, item = line.action, line.item
    due = action.due
    if due is None or due.end is None:
        raise ValueError("an entry needs an end")
    lead = Owner(person_id=action.owner.person_id, person_name=action.owner.person_name)
    people = (lead,) if action.owner.organisation and action.owner.person_name else ()
    kind: Kind = "expected" if action.expected else "deadline"
    return Entry(
        item.id,
        item.ref,
        item.text,
        due.start,
        due.end,
        "visit" if is_visit(item.text.content, item.text.language) else kind,
        due.precision,
        expected=action.expected,
        overdue=action.is_overdue(today),
        others=(*people, *action.others),
        space=line.space.name if several else "",
    )


def _lane_owner(owner: Owner) -> Owner:
    """An item stands with its lead's organisation; with the person, or what was written, where there is none."""
    if owner.organisation:
        return Owner(organisation=owner.organisation)
    return Owner(person_id=owner.person_id, person_name=owner.person_name, said=owner.said)


def _lane(owner: Owner, entries: Iterable[Entry], today: date) -> Lane:
    by_date = sorted(entries, key=lambda entry: (entry.end, entry.start or entry.end, entry.item_id))
    ahead = tuple(entry for entry in by_date if entry.end >= today)
    return Lane(owner, ahead, tuple(entry for entry in by_date if entry.end < today))


def _with_room(lanes: Sequence[Lane]) -> tuple[Lane, ...]:
    """The fullest lanes, by name and what is nobody's last, with as many entries as there is room for."""
    fullest = sorted(lanes, key=lambda lane: (-_size(lane), _name(lane)))[:MOST_LANES]
    return _at_most(sorted(fullest, key=_name), MOST_ENTRIES)


def thinned(timeline: Timeline, most: int) -> Timeline:
    """The same with at most so many entries; those that go are counted in their lanes."""
    return replace(timeline, lanes=_at_most(timeline.lanes, most))


def _at_most(lanes: Sequence[Lane], most: int) -> tuple[Lane, ...]:
    chosen = _chosen([entry for lane in lanes for entry in lane.entries], most)
    shown = []
    for lane in lanes:
        kept = tuple(entry for entry in lane.entries if entry.item_id in chosen)
        shown.append(replace(lane, entries=kept, more=lane.more + len(lane.entries) - len(kept)))
    return tuple(shown)


def _chosen(entries: Iterable[Entry], most: int) -> frozenset[int]:
    """The ids of those that are shown: the first visits, for which a half-year is looked at, then what comes first."""
    by_date = sorted(entries, key=lambda entry: (entry.end, entry.item_id))
    visits = [entry.item_id for entry in by_date if entry.kind == "visit"][: most // 2]
    others = [entry.item_id for entry in by_date if entry.item_id not in visits]
    return frozenset([*visits, *others][:most])


def _size(lane: Lane) -> int:
    return len(lane.entries) + len(lane.passed) + lane.more


def _name(lane: Lane) -> tuple[bool, str]:
    owner = lane.owner
    named = owner.organisation.name("da") if owner.organisation else owner.person_name or owner.said or ""
    return not named, named.casefold()
