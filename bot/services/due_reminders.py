"""What people are to be reminded of on their day, by the rules of `bot.domain.reminding`."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from bot.domain.mailing import Reminded, Why
from bot.domain.preferences import Reader
from bot.domain.reminding import HORIZON, Owed, why_now
from bot.store import inner, reminders, snoozes
from bot.store.database import Tx

RECENT = timedelta(days=30)  # who logged something longer ago without a day is not asked for one any more


def due_reminders(
    tx: Tx, readers: Sequence[Reader], days: Mapping[int, date], now: datetime
) -> Mapping[int, tuple[Reminded, ...]]:
    """Person id → what they are to be told on their day, the most urgent first.

    Args:
        tx: the transaction.
        readers: the people asked about.
        days: person id → the day it is for them.
        now: the time.
    """
    by_id = {reader.person.id: reader for reader in readers}
    if not by_id:
        return {}
    seen = inner.records_of(tx, list(by_id))
    spaces = frozenset().union(*seen.values())
    owed = [
        one
        for one in reminders.owed(tx, spaces, max(days.values()) + HORIZON, now - RECENT)
        if one.person_id in by_id and one.space_id in seen[one.person_id]
    ]
    told = reminders.told(tx, list(by_id), {one.item_id for one in owed})
    snoozed = snoozes.of(tx, list(by_id))
    found: dict[int, list[Reminded]] = {}
    for one in owed:
        key, day = (one.person_id, one.item_id), days[one.person_id]
        why = None if snoozed.get(key, day) > day else _why(one, by_id[one.person_id], day, told.get(key, ()))
        if why:
            found.setdefault(one.person_id, []).append(Reminded(*key, why, day, one.due_end))
    return {person_id: tuple(sorted(all_of, key=_urgency)) for person_id, all_of in found.items()}


def _why(owed: Owed, reader: Reader, day: date, told: Sequence[Reminded]) -> Why | None:
    return why_now(owed, day, reader.calendar, reader.preferences.remind_days, told)


def _urgency(one: Reminded) -> tuple[date, int]:
    return one.due_end or date.max, one.item_id
