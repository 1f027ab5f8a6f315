"""For how long somebody may put an action aside, and until which of their working days that is."""

from datetime import date, timedelta
from typing import Literal, get_args

from bot.domain.calendars import next_workday
from bot.domain.due import Calendar
from bot.domain.workdays import add_workdays

Pause = Literal["day", "days", "week", "weeks"]
"""One working day, three, a week, two weeks."""

PAUSES: tuple[Pause, ...] = get_args(Pause)

_WORKDAYS: dict[Pause, int] = {"day": 1, "days": 3}
_WEEKS: dict[Pause, int] = {"week": 1, "weeks": 2}


def pause_named(name: str) -> Pause | None:
    """The pause of that name; None for anything else: a button's name may be forged."""
    return next((pause for pause in PAUSES if pause == name), None)


def until_after(pause: Pause, today: date, calendar: Calendar) -> date:
    """The working day on which somebody hears of it again.

    Args:
        pause: how long.
        today: their day.
        calendar: whose working days are theirs.
    """
    if pause in _WORKDAYS:
        return add_workdays(today, _WORKDAYS[pause], calendar).day
    return next_workday(today + timedelta(weeks=_WEEKS[pause]), calendar)
