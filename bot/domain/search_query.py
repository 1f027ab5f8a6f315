"""What somebody looks for, in the terms of the search index: what must stand where, and in which notes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from bot.domain.search_layout import days, months

_MANY_DAYS = 45
_MANY_MONTHS = 24
_MANY_YEARS = 40


class Way(NamedTuple):
    """One way in which something can be said: all its tokens in one line.

    Attributes:
        tokens: those of the line.
        weight: 3 for the words themselves, 2 for another form of the same term, 1 for what is only likely.
        beside: what must stand anywhere in the note as well.
        without: what may stand nowhere in it.
    """

    tokens: tuple[str, ...]
    weight: int = 3
    beside: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


class Need(NamedTuple):
    """Something that must be said, in one way or another.

    `strict` where the item itself must say it when items of a kind are asked for: the actions of an organisation
    are not all actions of meetings in which it took part.
    """

    ways: tuple[Way, ...]
    strict: bool = False


class Span(NamedTuple):
    """Days in which a meeting was held, or an item is due; `also` what may be said instead ("2017" in a text)."""

    first: date
    last: date
    also: Way | None = None

    def tokens(self) -> Iterator[str]:
        """What stands in every note that is meant, and in some others where the interval has no name of its own."""
        yield from self._held()
        if (self.last - self.first).days <= _MANY_DAYS:
            yield from (f"e.{day:%Y%m%d}" for day in days(self.first, self.last))
            yield from (f"g.{month}" for month in months(self.first, self.last))
        elif self.last.year - self.first.year <= 1:
            yield from (f"f.{month}" for month in months(self.first, self.last))
        else:
            yield from (f"z.{year}" for year in self._years())

    def _held(self) -> Iterator[str]:
        found = months(self.first, self.last)
        if len(found) == 1 and self.first.day == 1 and self.last.month != _next_day(self.last).month:
            yield f"m.{found[0]}"
        elif (self.last - self.first).days <= _MANY_DAYS:
            yield from (f"d.{day:%Y%m%d}" for day in days(self.first, self.last))
        elif len(found) <= _MANY_MONTHS and not self._is_years():
            yield from (f"m.{month}" for month in found)
        else:
            yield from (f"y.{year}" for year in self._years())

    def _is_years(self) -> bool:
        return (self.first.month, self.first.day, self.last.month, self.last.day) == (1, 1, 12, 31)

    def _years(self) -> range:
        return range(max(self.first.year, self.last.year - _MANY_YEARS), self.last.year + 1)

    def holds(self, first: date, last: date) -> bool:
        """Whether an interval has a day in it."""
        return first <= self.last and self.first <= last


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody looks for.

    Attributes:
        needs: all of them must be said.
        phrases: folded words that must stand so in a text.
        kinds: only items of these; none for all.
        statuses: only actions that have come so far; none for all.
        spans: the days of any of these; none for all.
        plain: the same words where those that name kinds of items are words like all others.
    """

    needs: tuple[Need, ...] = ()
    phrases: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    spans: tuple[Span, ...] = ()
    plain: "Query | None" = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is looked for."""
        return not (self.needs or self.kinds or self.statuses or self.spans)


def _next_day(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)
