"""Local times on working days: when a channel and a person are written to, and when it is too late."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendars import day_off, last_workday, next_workday, workdays_before
from bot.domain.due import Calendar
from bot.domain.language import Language
from bot.domain.mailing import Planned
from bot.domain.person import Channel, Person, SlackChannel, SlackUser
from bot.domain.preferences import DigestChannel, DigestSettings, Preferences, Reader
from bot.domain.schedule import digest_now, is_open, is_weekly, personal_now, reminder_now
from bot.domain.workdays import is_workday

COPENHAGEN, SHANGHAI = ZoneInfo("Europe/Copenhagen"), ZoneInfo("Asia/Shanghai")
METTE = Person(1, SlackUser("T0", "U1"), "Mette", "da", None, "Europe/Copenhagen")
LI = Person(2, SlackUser("T1", "U2"), "李明", "zh", None, "Asia/Shanghai")


def channel(settings: DigestSettings, languages: tuple[Language, ...] = ("da", "zh")) -> DigestChannel:
    return DigestChannel(Channel(7, SlackChannel("T0", "C1"), 1, languages), settings)


def day_of(planned: Planned | None) -> date | None:
    return planned.day if planned else None


@pytest.mark.parametrize(
    ("local", "day"),
    [
        ("2026-03-30 08:29", None),  # a minute early
        ("2026-03-30 08:30", date(2026, 3, 30)),
        ("2026-03-30 17:59", date(2026, 3, 30)),  # the bot was down: late, but on the same day
        ("2026-03-30 18:00", None),  # nobody wants it in the evening
        ("2026-03-28 09:00", None),  # Saturday for both
        ("2026-05-01 09:00", date(2026, 5, 1)),  # Chinese Labour Day, a Friday: Danes work
        ("2026-05-14 09:00", date(2026, 5, 14)),  # Ascension Day: Chinese work
        ("2025-10-06 09:00", date(2025, 10, 6)),  # National Day week, Danes work
        ("2025-01-01 09:00", None),  # New Year's Day: off for both
        ("2026-02-14 09:00", date(2026, 2, 14)),  # a Saturday that Chinese make up
    ],
)
def test_digest_of_two_countries_comes_when_one_of_them_works(local: str, day: date | None) -> None:
    now = datetime.fromisoformat(local).replace(tzinfo=COPENHAGEN).astimezone(UTC)

    assert day_of(digest_now(channel(DigestSettings()), now)) == day


def test_digest_that_is_off_never_comes() -> None:
    assert digest_now(channel(DigestSettings(is_on=False)), datetime(2026, 3, 30, 9, tzinfo=UTC)) is None


@pytest.mark.parametrize("day", [date(2026, 3, 27), date(2026, 3, 30), date(2025, 10, 24), date(2025, 10, 27)])
def test_a_time_of_day_stays_the_same_when_the_clock_is_changed(day: date) -> None:
    before = datetime(day.year, day.month, day.day, 8, 29, 59, tzinfo=COPENHAGEN)

    assert day_of(digest_now(channel(DigestSettings()), before)) is None
    assert day_of(digest_now(channel(DigestSettings()), before + timedelta(seconds=1))) == day


@pytest.mark.parametrize(
    ("weekday", "day", "weekly"),
    [
        (0, date(2026, 3, 30), True),  # Monday
        (0, date(2026, 3, 31), False),
        (0, date(2026, 4, 6), True),  # off for both: asked of the day alone
        (4, date(2026, 4, 3), True),  # Good Friday: Chinese work
        (3, date(2025, 1, 2), True),
        (2, date(2025, 1, 1), True),  # the same
        (2, date(2025, 1, 2), True),  # and the full list comes on the day after
        (2, date(2025, 1, 3), False),
    ],
)
def test_the_full_list_comes_on_its_weekday_or_the_next_working_day(weekday: int, day: date, weekly: bool) -> None:  # noqa: FBT001
    assert is_weekly(day, weekday, ("DK", "CN")) is weekly


def test_each_person_is_reminded_at_their_own_nine_o_clock_on_their_own_working_days() -> None:
    danish_easter_monday = datetime(2026, 4, 6, 9, 0, tzinfo=COPENHAGEN)
    chinese_working_sunday = datetime(2026, 2, 28, 9, 0, tzinfo=SHANGHAI)  # a Saturday made up for the new year

    assert day_of(reminder_now(Reader(METTE), danish_easter_monday)) is None
    assert day_of(reminder_now(Reader(METTE), danish_easter_monday + timedelta(days=1))) == date(2026, 4, 7)
    assert day_of(reminder_now(Reader(LI), chinese_working_sunday)) == date(2026, 2, 28)
    assert day_of(reminder_now(Reader(LI), chinese_working_sunday - timedelta(seconds=1))) is None
    assert day_of(reminder_now(Reader(LI), datetime(2026, 10, 1, 9, 0, tzinfo=SHANGHAI))) is None


def test_choices_of_a_person_move_their_hour_and_their_calendar() -> None:
    abroad = Reader(METTE, Preferences(zone="Asia/Shanghai", calendar="DK", remind_at="10:00"))
    chinese_holiday = datetime(2026, 10, 1, 10, 0, tzinfo=SHANGHAI)

    assert day_of(reminder_now(abroad, chinese_holiday)) == date(2026, 10, 1)
    assert day_of(reminder_now(abroad, chinese_holiday - timedelta(minutes=1))) is None
    assert reminder_now(Reader(METTE, Preferences(remind=False)), datetime(2026, 4, 7, 9, tzinfo=UTC)) is None


def test_a_digest_of_ones_own_comes_only_to_who_wants_it() -> None:
    now = datetime(2026, 4, 7, 9, 0, tzinfo=COPENHAGEN)

    assert personal_now(Reader(METTE), now) is None
    assert day_of(personal_now(Reader(METTE, Preferences(digest=True)), now)) == date(2026, 4, 7)


def test_what_was_planned_may_be_sent_until_the_evening_of_its_day() -> None:
    day = date(2026, 10, 26)  # the day after the clocks went back

    assert is_open(datetime(2026, 10, 26, 16, 59, tzinfo=UTC), day, COPENHAGEN)
    assert not is_open(datetime(2026, 10, 26, 17, 0, tzinfo=UTC), day, COPENHAGEN)
    assert not is_open(datetime(2026, 10, 27, 8, 0, tzinfo=UTC), day, COPENHAGEN)


@given(st.dates(date(2020, 1, 1), date(2026, 11, 1)), st.sampled_from(["DK", "CN"]), st.integers(0, 12))
def test_counting_back_lands_on_a_working_day_with_that_many_after_it(
    day: date, calendar: Calendar, count: int
) -> None:
    found, last = workdays_before(day, count, calendar), last_workday(day, calendar)

    between = [found + timedelta(days=step) for step in range(1, (last - found).days + 1)]
    assert is_workday(found, calendar)
    assert sum(is_workday(one, calendar) for one in between) == count
    assert last <= day <= next_workday(day, calendar)


@given(st.dates(date(2020, 1, 1), date(2026, 11, 1)), st.sampled_from(["DK", "CN"]))
def test_a_day_off_ends_before_a_working_day(day: date, calendar: Calendar) -> None:
    off = day_off(day, calendar)

    assert (off is None) is is_workday(day, calendar)
    if off is not None:
        assert day <= off.until
        assert is_workday(off.until + timedelta(days=1), calendar)
