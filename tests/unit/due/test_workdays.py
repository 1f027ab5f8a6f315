"""Working days in Denmark and China."""

from datetime import date

import pytest

from bot.domain.due import Calendar
from bot.domain.workdays import Workdays, add_workdays, holiday_name, is_workday, take_workdays


@pytest.mark.parametrize(
    ("day", "calendar", "works"),
    [
        (date(2017, 1, 10), "DK", True),
        (date(2017, 1, 14), "DK", False),
        (date(2017, 4, 13), "DK", False),  # Maundy Thursday
        (date(2023, 5, 5), "DK", False),  # Store Bededag, for the last time
        (date(2024, 4, 26), "DK", True),
        (date(2017, 1, 22), "CN", True),  # a Sunday made up for the Spring Festival
        (date(2017, 1, 27), "CN", False),
        (date(2017, 10, 5), "CN", False),
        (date(2017, 9, 30), "CN", True),
        (date(2090, 10, 3), "CN", True),  # nobody knows yet: a Tuesday
        (date(1, 1, 1), "DK", True),
    ],
)
def test_working_day_is_known(day: date, calendar: Calendar, works: bool) -> None:  # noqa: FBT001  a column of the table
    assert is_workday(day, calendar) is works


def test_counting_begins_on_the_next_day() -> None:
    assert add_workdays(date(2017, 1, 13), 1, "DK") == Workdays(date(2017, 1, 16), certain=True)
    assert add_workdays(date(2017, 1, 14), 1, "DK") == Workdays(date(2017, 1, 16), certain=True)
    assert add_workdays(date(2017, 1, 13), 0, "DK") == Workdays(date(2017, 1, 13), certain=True)
    assert add_workdays(date(2017, 1, 26), 1, "CN") == Workdays(date(2017, 2, 3), certain=True)


def test_counting_backwards_begins_on_the_day_before() -> None:
    assert take_workdays(date(2017, 1, 16), 1, "DK") == Workdays(date(2017, 1, 13), certain=True)
    assert take_workdays(date(2017, 4, 18), 1, "DK") == Workdays(date(2017, 4, 12), certain=True)
    assert take_workdays(date(2017, 2, 6), 3, "CN") == Workdays(date(2017, 1, 26), certain=True)
    assert take_workdays(date(2017, 1, 16), 0, "CN") == Workdays(date(2017, 1, 16), certain=True)
    assert take_workdays(date(2027, 1, 4), 2, "CN").certain is False


def test_counting_into_an_unknown_year_is_uncertain() -> None:
    assert add_workdays(date(2026, 12, 30), 1, "CN") == Workdays(date(2026, 12, 31), certain=True)
    assert add_workdays(date(2026, 12, 30), 3, "CN").certain is False
    assert add_workdays(date(2098, 12, 30), 3, "DK").certain is True


def test_holidays_have_names() -> None:
    assert holiday_name(date(2017, 12, 25), "DK") == "Juledag"
    assert holiday_name(date(2017, 1, 28), "CN") == "Spring Festival"
    assert holiday_name(date(2017, 1, 14), "CN") is None
    assert holiday_name(date(2017, 1, 10), "DK") is None
    assert holiday_name(date(2090, 10, 1), "CN") is None
