"""What the search index holds of a note: one line of tokens for its number, its title, its head, and each item.

Tokens with a point say what no word says:

    p.7 a.0 b.0 c.0     the space, and where the note stands among all: its number by 1024, 8192, 65536
    n.12 n.i3           the number of the note; i.2.1 that of an item
    d.20170110 m.201701 y.2017    the day of the meeting
    e.20170315          a day on which an item is due; f.201703 a month, z.2017 a year in which it may be
    g.201704            the months of an item for which there is no one day: "in April"
    u.20170401.20170410 the interval in which it is due
    l.title l.head      what the line is of; k.action k.decision k.agreement k.paragraph
    s.open s.done s.dropped       how far an action has come
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from bot.domain.language import Language
from bot.domain.search_cut import tokens

BLOCKS = (("a", 10), ("b", 13), ("c", 16))
"""The names of the blocks of notes, and how many bits of a note's id count within one."""

_SHORT = timedelta(days=11)  # an interval of which each day is named: a week, a third of a month
_MOST_MONTHS = 36
_MOST_LETTERS = 300_000  # of a note: no database has to keep more


class Words(NamedTuple):
    """A text, or a name, in a language."""

    language: Language
    content: str


@dataclass(frozen=True, slots=True)
class ItemWords:
    """What an item is found by. `due` is the interval; its start is None for "by"."""

    number: str
    kind: str
    words: tuple[Words, ...]
    status: str | None = None
    due: tuple[date | None, date] | None = None


@dataclass(frozen=True, slots=True)
class NoteWords:
    """What a note is found by: its label ("12", "i3"), the day of its meeting, what was written in all languages."""

    id: int
    space_id: int
    label: str
    day: date
    title: tuple[Words, ...]
    head: tuple[Words, ...]
    items: tuple[ItemWords, ...]


def layout(note: NoteWords) -> str:
    """The lines of a note."""
    blocks = (f"{name}.{note.id >> bits}" for name, bits in BLOCKS)
    lines = [
        _line(f"p.{note.space_id}", *blocks, f"n.{note.label}"),
        _line("l.title", *_cut(note.title)),
        _line("l.head", *_held(note.day), *_cut(note.head)),
        *(_line(*_marks(item), *_cut(item.words)) for item in note.items),
    ]
    return _bounded("\n".join(lines))


def _bounded(lines: str) -> str:
    return lines if len(lines) <= _MOST_LETTERS else lines[: lines.rindex(" ", 0, _MOST_LETTERS) + 1]


def _line(*found: str) -> str:
    return f" {' '.join(found)} "


def _cut(words: Iterable[Words]) -> Iterator[str]:
    return iter(dict.fromkeys(token for one in words for token in tokens(one.content, one.language)))


def _marks(item: ItemWords) -> Iterator[str]:
    yield f"k.{item.kind}"
    yield f"i.{item.number.replace('/', '.')}"
    if item.status:
        yield f"s.{item.status}"
    if item.due:
        yield from _due(*item.due)


def _held(day: date) -> tuple[str, str, str]:
    return f"d.{day:%Y%m%d}", f"m.{day:%Y%m}", f"y.{day:%Y}"


def _due(start: date | None, end: date) -> Iterator[str]:
    first = min(start or end, end)
    yield f"u.{first:%Y%m%d}.{end:%Y%m%d}"
    if end - first <= _SHORT:
        yield from (f"e.{day:%Y%m%d}" for day in days(first, end))
    else:
        yield from (f"g.{month}" for month in months(first, end))
    yield from (f"f.{month}" for month in months(first, end))
    yield from (f"z.{year}" for year in range(first.year, min(end.year, first.year + 9) + 1))


def days(first: date, last: date) -> Iterator[date]:
    """Every day of an interval."""
    return (first + timedelta(days=count) for count in range((last - first).days + 1))


def months(first: date, last: date) -> list[str]:
    """Every month of an interval ("201703"), at most three years of them."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    begun = first.year * 12 + first.month - 1
    return [f"{(begun + one) // 12}{(begun + one) % 12 + 1:02}" for one in range(min(count, _MOST_MONTHS))]
