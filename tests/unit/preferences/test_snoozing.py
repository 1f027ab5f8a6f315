"""Until when an action is put aside: one of the reader's own working days."""

from datetime import date, timedelta

import pytest

from bot.domain.due import Calendar
from bot.domain.snoozing import PAUSES, Pause, pause_named, until_after
from bot.domain.workdays import is_workday


@pytest.mark.parametrize(
    ("today", "calendar", "pause", "until"),
    [
        (date(2017, 1, 18), "DK", "day", date(2017, 1, 19)),
        (date(2017, 1, 20), "DK", "day", date(2017, 1, 23)),  # a Friday
        (date(2017, 1, 20), "DK", "days", date(2017, 1, 25)),
        (date(2017, 1, 20), "DK", "week", date(2017, 1, 27)),
        (date(2017, 1, 20), "DK", "weeks", date(2017, 2, 3)),
        (date(2017, 4, 12), "DK", "day", date(2017, 4, 18)),  # over Easter
        (date(2017, 4, 10), "DK", "week", date(2017, 4, 18)),  # Easter Monday is none
        (date(2017, 1, 20), "CN", "day", date(2017, 1, 22)),  # a Sunday that makes up for the Spring Festival
        (date(2017, 1, 20), "CN", "week", date(2017, 2, 3)),  # the Spring Festival
        (date(2017, 1, 21), "CN", "days", date(2017, 1, 24)),
    ],
)
def test_pause_ends_on_a_working_day(today: date, calendar: Calendar, pause: Pause, until: date) -> None:
    assert until_after(pause, today, calendar) == until
    assert is_workday(until, calendar)


@pytest.mark.parametrize("calendar", ["DK", "CN"])
def test_longer_pause_of_the_same_kind_never_ends_sooner(calendar: Calendar) -> None:
    for day in (date(2017, 1, 1) + timedelta(days=count) for count in range(365)):
        ends = {pause: until_after(pause, day, calendar) for pause in PAUSES}
        assert day < ends["day"] < ends["days"]
        assert day + timedelta(days=6) < ends["week"] < ends["weeks"] or ends["week"] == ends["weeks"]


def test_pause_of_no_name_is_none() -> None:
    assert [pause_named(name) for name in ("week", "year", "")] == ["week", None, None]
