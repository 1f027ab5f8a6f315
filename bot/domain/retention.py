"""How long a space keeps its notes: in months, or for ever."""

import calendar
import re
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

LEAST, MOST = 1, 1200
"""Months: shorter is a mistake, longer is for ever."""

_YEARS = ("år", "aar", "year", "years", "年", "y", "å")
_MONTHS = ("", "måned", "måneder", "maaneder", "mdr", "mdr.", "month", "months", "个月", "月", "m")
_SAID = re.compile(r"\s*(\d{1,4})\s*(\D*?)\s*")


class Foreseen(NamedTuple):
    """What is older than an age: notes that would go, and notes that stay as long as actions of them are open."""

    before: date
    going: int
    staying: int


def read_months(said: str, for_ever: Collection[str]) -> int | None:
    """How many months somebody means; None for ever.

    Args:
        said: "60", "5 år", "18 months", "5 年", or a word for ever.
        for_ever: those words.

    Raises:
        ValueError: it is no such time, or not between `LEAST` and `MOST` months.
    """
    if said.strip().lower() in for_ever:
        return None
    found = _SAID.fullmatch(said.lower())
    if found is None or found[2] not in {*_YEARS, *_MONTHS}:
        raise ValueError(said)
    months = int(found[1]) * (12 if found[2] in _YEARS else 1)
    if not LEAST <= months <= MOST:
        raise ValueError(said)
    return months


def oldest_kept(today: date, months: int) -> date:
    """The first day whose notes are kept: so many months before today."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    if year < 1:
        return date.min
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))
