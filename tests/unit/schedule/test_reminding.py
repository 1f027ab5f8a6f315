"""Soon, on the last day, then weekly; an expectation is asked about once, and so is what has no day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.due import Calendar, Precision
from bot.domain.mailing import Reminded, Why
from bot.domain.reminding import Owed, why_now
from bot.domain.workdays import is_workday

FRIDAY = date(2026, 4, 17)


def owed(end: date | None, precision: Precision | None = "day", *, expected: bool = False, recent: bool = True) -> Owed:
    return Owed(1, 5, 9, expected, end, precision, recent)


def told(why: Why, day: date, end: date | None) -> Reminded:
    return Reminded(1, 5, why, day, end)


@pytest.mark.parametrize(
    ("today", "why"),
    [
        (date(2026, 4, 13), None),
        (date(2026, 4, 14), "soon"),  # three working days before Friday
        (date(2026, 4, 15), "soon"),  # nobody was there yesterday
        (date(2026, 4, 17), "last"),
        (date(2026, 4, 20), "overdue"),  # nothing was said before
    ],
)
def test_a_day_is_told_of_before_it_on_it_and_after_it(today: date, why: Why | None) -> None:
    assert why_now(owed(FRIDAY), today, "DK", 3, ()) == why


def test_what_ends_on_a_day_off_is_told_on_the_last_working_day_before() -> None:
    easter_monday = date(2026, 4, 6)  # Denmark is off from Thursday the 2nd

    assert why_now(owed(easter_monday), date(2026, 4, 1), "DK", 3, ()) == "last"
    assert why_now(owed(easter_monday), date(2026, 3, 27), "DK", 3, ()) == "soon"
    assert why_now(owed(easter_monday), date(2026, 3, 26), "DK", 3, ()) is None


def test_nothing_is_told_twice_for_the_same_end_and_a_new_end_is_new() -> None:
    soon = told("soon", date(2026, 4, 14), FRIDAY)
    last = told("last", FRIDAY, FRIDAY)

    assert why_now(owed(FRIDAY), date(2026, 4, 15), "DK", 3, [soon]) is None
    assert why_now(owed(FRIDAY), FRIDAY, "DK", 3, [soon]) == "last"
    assert why_now(owed(FRIDAY), FRIDAY, "DK", 3, [soon, last]) is None
    assert why_now(owed(date(2026, 4, 24)), date(2026, 4, 21), "DK", 3, [soon, last]) == "soon"


def test_what_is_overdue_is_told_weekly() -> None:
    last = told("last", FRIDAY, FRIDAY)
    again = told("overdue", date(2026, 4, 24), FRIDAY)

    assert why_now(owed(FRIDAY), date(2026, 4, 23), "DK", 3, [last]) is None
    assert why_now(owed(FRIDAY), date(2026, 4, 24), "DK", 3, [last]) == "overdue"
    assert why_now(owed(FRIDAY), date(2026, 4, 30), "DK", 3, [last, again]) is None
    assert why_now(owed(FRIDAY), date(2026, 5, 1), "DK", 3, [last, again]) == "overdue"


def test_an_expectation_is_asked_about_once_and_never_overdue() -> None:
    visit = owed(FRIDAY, "month", expected=True)

    assert why_now(visit, date(2026, 4, 20), "CN", 3, ()) == "passed"
    assert why_now(visit, date(2026, 6, 20), "CN", 3, [told("passed", date(2026, 4, 20), FRIDAY)]) is None


@pytest.mark.parametrize("precision", [None, "unknown", "asap"])
def test_who_has_no_day_is_asked_for_one_once(precision: Precision | None) -> None:
    undated = owed(None, precision)

    assert why_now(undated, FRIDAY, "DK", 3, ()) == "undated"
    assert why_now(undated, FRIDAY + timedelta(days=99), "DK", 3, [told("undated", FRIDAY, None)]) is None
    assert why_now(owed(None, precision, recent=False), FRIDAY, "DK", 3, ()) is None


def test_what_waits_for_an_event_is_not_asked_about() -> None:
    assert why_now(owed(None, "event"), FRIDAY, "DK", 3, ()) is None


@given(
    st.dates(date(2024, 1, 1), date(2026, 6, 1)),
    st.sampled_from(["DK", "CN"]),
    st.sampled_from([1, 2, 3, 5, 10]),
    st.booleans(),
)
def test_three_months_of_working_days_tell_the_right_things_in_order(
    end: date,
    calendar: Calendar,
    days: int,
    expected: bool,  # noqa: FBT001
) -> None:
    said: list[Reminded] = []
    for step in range(-60, 60):
        today = end + timedelta(days=step)
        why = (
            why_now(owed(end, expected=expected), today, calendar, days, said) if is_workday(today, calendar) else None
        )
        if why:
            said.append(told(why, today, end))

    reasons = [one.why for one in said]
    tail: list[Why] = ["passed"] if expected else ["overdue"] * (len(said) - 2)
    assert reasons == ["soon", "last", *tail]
    weekly = [one.day for one in said[1:]]
    assert all((after - before).days >= 7 for before, after in pairwise(weekly) if not expected)
    assert expected or len(said) >= 6
