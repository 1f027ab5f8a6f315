"""When somebody would be reminded next, as everything stands now."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain.calendars import clock_time, local
from bot.domain.preferences import Reader
from bot.domain.reminding import HORIZON, Owed, why_now
from bot.domain.schedule import CLOSING
from bot.domain.workdays import is_workday
from bot.services.due_reminders import RECENT
from bot.store import inner, mailings, reminders, snoozes
from bot.store.database import Tx

LOOKED_AHEAD = 120  # days


def next_reminder(tx: Tx, reader: Reader, now: datetime) -> datetime | None:
    """The local time of the next reminder; None where they want none, or nothing calls for one in the next months."""
    if not reader.preferences.remind:
        return None
    first = _first_day(tx, reader, now)
    days = [first + timedelta(days=count) for count in range(LOOKED_AHEAD)]
    day = _first_with_a_reason(tx, reader, [day for day in days if is_workday(day, reader.calendar)], now)
    if day is None:
        return None
    planned = datetime.combine(day, clock_time(reader.preferences.remind_at), reader.zone)
    return max(planned, local(now, reader.zone))


def _first_day(tx: Tx, reader: Reader, now: datetime) -> date:
    """Today, unless it is evening or today's reminder has been planned already."""
    here = local(now, reader.zone)
    planned = mailings.days(tx, here.date())
    over = here.time() >= CLOSING or ("reminder", reader.person.id, here.date()) in planned
    return here.date() + timedelta(days=1) if over else here.date()


def _first_with_a_reason(tx: Tx, reader: Reader, days: Sequence[date], now: datetime) -> date | None:
    person_id = reader.person.id
    spaces = inner.records_of(tx, [person_id])[person_id]
    owed = [one for one in reminders.owed(tx, spaces, days[-1] + HORIZON, now - RECENT) if one.person_id == person_id]
    told = reminders.told(tx, [person_id], {one.item_id for one in owed})
    aside = snoozes.of(tx, [person_id])

    def is_like_no_other(one: Owed) -> bool:
        return (person_id, one.item_id) in told or (person_id, one.item_id) in aside

    def calls(one: Owed, day: date) -> bool:
        key = (person_id, one.item_id)
        if aside.get(key, day) > day:
            return False
        before = told.get(key, ())
        return why_now(one, day, reader.calendar, reader.preferences.remind_days, before) is not None

    # many end on the same day, and the rules tell them apart by that alone
    alike = {replace(one, item_id=0, space_id=0): one for one in owed if not is_like_no_other(one)}
    asked = [*alike.values(), *filter(is_like_no_other, owed)]
    return next((day for day in days if any(calls(one, day) for one in asked)), None)
