"""How urgent an action is, and how many of which are shown."""

from datetime import date, timedelta

import pytest

from bot.domain.due import Precision
from bot.domain.home import Group, Owed, Share, Urgency, share_of, urgency_of

TODAY = date(2017, 1, 20)


def owed(end: date | None, item_id: int = 1, *, expected: bool = False, precision: Precision | None = "day") -> Owed:
    return Owed(item_id, expected, end, precision, mine=True)


@pytest.mark.parametrize(
    ("end", "urgency"),
    [
        (date(2017, 1, 19), "overdue"),
        (date(2017, 1, 20), "week"),
        (date(2017, 1, 27), "week"),
        (date(2017, 1, 28), "month"),
        (date(2017, 1, 31), "month"),
        (date(2017, 2, 1), "later"),
        (date(2018, 1, 31), "later"),
    ],
)
def test_end_says_how_urgent(end: date, urgency: Urgency) -> None:
    assert urgency_of(owed(end), TODAY) == urgency


def test_week_reaches_into_the_next_month() -> None:
    assert urgency_of(owed(date(2017, 2, 3)), date(2017, 1, 30)) == "week"


@pytest.mark.parametrize("precision", ["asap", "unknown", None])
def test_without_an_end_it_is_undated(precision: Precision | None) -> None:
    assert urgency_of(owed(None, precision=precision), TODAY) == "undated"


def test_what_waits_for_an_event_is_told_apart() -> None:
    assert urgency_of(owed(None, precision="event"), TODAY) == "waiting"


@pytest.mark.parametrize("end", [None, date(2016, 1, 1), date(2017, 1, 21)])
def test_expectation_is_never_overdue(end: date | None) -> None:
    assert urgency_of(owed(end, expected=True), TODAY) == "expected"


def test_most_urgent_are_shown_first_and_the_others_counted() -> None:
    late = [owed(TODAY - timedelta(days=1), number) for number in range(1, 4)]
    soon = [owed(TODAY, number) for number in range(4, 7)]
    undated = [owed(None, number) for number in range(7, 9)]

    share = share_of([*soon, *late, *undated], TODAY, 4)

    assert share == Share((Group("overdue", 3, (1, 2, 3)), Group("week", 3, (4,)), Group("undated", 2, ())))
    assert (share.total, share.shown) == (8, (1, 2, 3, 4))


def test_nothing_has_no_groups() -> None:
    assert share_of([], TODAY, 4) == Share()
