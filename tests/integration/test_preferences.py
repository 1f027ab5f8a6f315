"""What people chose is kept and counts: their day, their next reminder, what they put aside."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.errors import Changed, NotFound
from bot.domain.mailing import Planned, Reminded
from bot.domain.person import SlackUser, Viewer
from bot.domain.preferences import Preferences, Reader
from bot.domain.record import Note
from bot.services.change_status import change_status
from bot.services.join_organisation import join_organisation
from bot.services.read_preferences import read_preferences
from bot.services.recognise import recognise
from bot.services.set_preferences import set_preferences
from bot.services.snooze import snooze
from bot.store import mailings, people, reminders, snoozes
from bot.store.database import Database
from handlers.locale import today_of
from tests.integration.making import HOME, NOW, TODAY, Place, a_place, counted, enter, item_with, logged, someone

COPENHAGEN, SHANGHAI = ZoneInfo("Europe/Copenhagen"), ZoneInfo("Asia/Shanghai")
FRIDAY_NIGHT = datetime(2017, 1, 20, 22, 30, tzinfo=UTC)  # 23.30 in Copenhagen, Saturday in Shanghai


@pytest.fixture
def place(db: Database) -> Place:
    return a_place(db)


@pytest.fixture
def mine(db: Database, place: Place) -> Note:
    """An action of Mette's organisation that ends on Wednesday the first of February."""
    note = logged(db, place, "- [ ] CLEAN sender kort senest 1. februar 2017")
    join_organisation(db, place.viewer, place.space_id, SlackUser(HOME, "U0METTE"), "CLEAN", now=NOW)
    return note


def chosen(db: Database, place: Place, preferences: Preferences, now: datetime = NOW) -> datetime | None:
    """When Mette would be reminded next, having chosen this."""
    return set_preferences(db, place.viewer, None, preferences, now=now).next_reminder


def asking(db: Database, user: str) -> Viewer:
    return recognise(db, SlackUser(HOME, user), None, guess=None, now=NOW)


def test_what_is_chosen_is_kept_and_counts_from_then_on(db: Database, place: Place) -> None:
    wanted = Preferences("Asia/Shanghai", "CN", False, "10:30", 5, True, "07:15", 4)  # noqa: FBT003  fields

    kept = set_preferences(db, place.viewer, "zh", wanted, now=NOW)

    reader = read_preferences(db, place.viewer)
    assert (reader, kept.reader) == (kept.reader, Reader(replace(place.viewer.person, language="zh"), wanted))
    assert (reader.zone, reader.calendar, reader.language) == (SHANGHAI, "CN", "zh")
    assert kept.next_reminder is None


def test_who_chose_nothing_has_what_slack_tells(db: Database, place: Place) -> None:
    reader = read_preferences(db, place.viewer)

    assert reader.preferences == Preferences()
    assert (reader.zone, reader.calendar) == (COPENHAGEN, "DK")


def test_day_is_that_of_the_zone_chosen_in_the_two_queries_that_recognise(db: Database, place: Place) -> None:
    before = today_of(asking(db, "U0METTE").person, "da", FRIDAY_NIGHT)
    set_preferences(db, place.viewer, "da", Preferences(zone="Asia/Shanghai"), now=NOW)

    with counted(db) as statements:
        after = asking(db, "U0METTE").person

    assert len(statements) == 2
    assert (before, today_of(after, "da", FRIDAY_NIGHT)) == (date(2017, 1, 20), date(2017, 1, 21))


def test_what_slack_tells_of_the_zone_is_kept_beside_the_one_chosen(db: Database, place: Place) -> None:
    set_preferences(db, place.viewer, "da", Preferences(zone="Asia/Shanghai"), now=NOW)
    with db.write() as tx:
        people.set_profile(tx, place.viewer.person.id, HOME, "Mette Holm", "Europe/London")

    told = read_preferences(db, place.viewer).person.zone

    assert (asking(db, "U0METTE").person.zone, told) == ("Asia/Shanghai", "Europe/London")


def test_zone_chosen_counts_as_well_when_something_new_is_remembered_of_somebody(db: Database, place: Place) -> None:
    stranger = someone(db, "U0NEW", "Ny")
    set_preferences(db, stranger, None, Preferences(zone="Asia/Tokyo"), now=NOW)

    seen = recognise(db, SlackUser(HOME, "U0NEW"), place.channel.slack, guess="da", now=NOW)

    assert (seen.person.zone, seen.person.guessed) == ("Asia/Tokyo", "da")


def test_calendar_chosen_says_where_somebody_is_of_whom_slack_tells_nothing(db: Database, place: Place) -> None:
    li = enter(db, place, "U0LI", "Li Wei")
    with db.write() as tx:
        people.set_profile(tx, li.person.id, HOME, "Li Wei", None)
    set_preferences(db, li, None, Preferences(calendar="CN"), now=NOW)

    assert today_of(asking(db, "U0LI").person, "en", FRIDAY_NIGHT) == date(2017, 1, 21)
    assert read_preferences(db, li).zone == SHANGHAI


@pytest.mark.parametrize(
    ("days", "day"),
    [(1, date(2017, 1, 31)), (3, date(2017, 1, 27)), (5, date(2017, 1, 25)), (10, date(2017, 1, 18))],
)
def test_next_reminder_comes_so_many_working_days_before_the_end(
    db: Database, place: Place, mine: Note, days: int, day: date
) -> None:
    early = datetime(2017, 1, 18, 7, tzinfo=UTC)

    found = chosen(db, place, Preferences(remind_at="10:15", remind_days=days), early)

    assert found == datetime(day.year, day.month, day.day, 10, 15, tzinfo=COPENHAGEN)
    assert mine.number == 1


def test_next_reminder_of_what_is_overdue_is_today_or_the_next_working_day(
    db: Database, place: Place, mine: Note
) -> None:
    friday = datetime(2017, 2, 3, 10, tzinfo=UTC)  # 11.00 in Copenhagen

    assert chosen(db, place, Preferences(remind_at="15:00"), friday) == datetime(2017, 2, 3, 15, tzinfo=COPENHAGEN)
    assert chosen(db, place, Preferences(remind_at="09:00"), friday) == datetime(2017, 2, 3, 11, tzinfo=COPENHAGEN)
    evening = friday + timedelta(hours=8)
    assert chosen(db, place, Preferences(remind_at="09:00"), evening) == datetime(2017, 2, 6, 9, tzinfo=COPENHAGEN)
    assert mine.number == 1


def test_next_reminder_is_another_days_when_todays_was_planned_already(db: Database, place: Place, mine: Note) -> None:
    friday = datetime(2017, 2, 3, 10, tzinfo=UTC)
    person_id, day = place.viewer.person.id, friday.date()
    with db.write() as tx:
        mailings.add(tx, Planned("reminder", person_id, day, False, "test"), None, friday)  # noqa: FBT003  a field

    assert chosen(db, place, Preferences(), friday) == datetime(2017, 2, 6, 9, tzinfo=COPENHAGEN)
    assert mine.number == 1


def test_next_reminder_counts_a_week_from_the_last(db: Database, place: Place, mine: Note) -> None:
    friday = datetime(2017, 2, 3, 17, tzinfo=UTC)
    person_id, item = place.viewer.person.id, mine.items[0]
    with db.write() as tx:
        reminders.add(tx, [Reminded(person_id, item.id, "overdue", friday.date(), date(2017, 2, 1))])

    assert chosen(db, place, Preferences(), friday) == datetime(2017, 2, 10, 9, tzinfo=COPENHAGEN)


def test_next_reminder_waits_for_what_was_put_aside(db: Database, place: Place, mine: Note) -> None:
    friday = datetime(2017, 2, 3, 10, tzinfo=UTC)
    snooze(db, place.viewer, mine.items[0].id, date(2017, 2, 14))

    assert chosen(db, place, Preferences(), friday) == datetime(2017, 2, 14, 9, tzinfo=COPENHAGEN)


def test_next_reminder_keeps_the_holidays_of_the_calendar_chosen(db: Database, place: Place, mine: Note) -> None:
    # the first of February is in the Spring Festival: the last working day is 26 January, three before it 23 January
    wanted = Preferences("Asia/Shanghai", "CN")

    assert chosen(db, place, wanted) == datetime(2017, 1, 23, 9, tzinfo=SHANGHAI)
    assert mine.number == 1


def test_nobody_is_reminded_who_wants_none_or_has_nothing(db: Database, place: Place, mine: Note) -> None:
    assert chosen(db, place, Preferences(remind=False)) is None
    change_status(db, place.viewer, mine.items[0].id, "done", now=NOW)

    assert chosen(db, place, Preferences()) is None


def test_snooze_is_one_persons_and_the_last_one_counts(db: Database, place: Place) -> None:
    item = logged(db, place).items[3]
    li = enter(db, place, "U0LI", "Li Wei")
    snooze(db, place.viewer, item.id, TODAY + timedelta(days=3))
    snooze(db, place.viewer, item.id, TODAY + timedelta(days=7))
    snooze(db, li, item.id, TODAY + timedelta(days=1))

    with db.read() as tx:
        everyones = snoozes.of(tx, [place.viewer.person.id, li.person.id])
        lis = snoozes.of(tx, [li.person.id])

    assert everyones == {
        (place.viewer.person.id, item.id): TODAY + timedelta(days=7),
        (li.person.id, item.id): TODAY + timedelta(days=1),
    }
    assert lis == {(li.person.id, item.id): TODAY + timedelta(days=1)}


def test_what_is_done_cannot_be_put_aside(db: Database, place: Place) -> None:
    item = item_with(logged(db, place), "oversigt")
    change_status(db, place.viewer, item.id, "done", now=NOW)

    with pytest.raises(Changed) as raised:
        snooze(db, place.viewer, item.id, TODAY)

    assert (raised.value.key, raised.value.details) == ("not_open_any_more", {"ref": item.ref})


def test_stranger_puts_nothing_aside(db: Database, place: Place) -> None:
    item = item_with(logged(db, place), "oversigt")

    with pytest.raises(NotFound):
        snooze(db, someone(db, "U0STRANGER", "En fremmed"), item.id, TODAY)

    with db.read() as tx:
        assert snoozes.of(tx, [1, 2]) == {}
