"""Digests and reminders by recipient and day: the place where each is sent once."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import cast

from sqlalchemy import Insert, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.mailing import Mailing, MailingKind, MailingState, Planned, Why
from bot.store.database import Tx
from bot.store.tables import MailingRow

MailingKey = tuple[str, int, date]
"""Kind, recipient, day."""


def days(tx: Tx, since: date) -> frozenset[MailingKey]:
    """What is known already of the days from one on."""
    wanted = select(MailingRow.kind, MailingRow.recipient, MailingRow.day).where(MailingRow.day >= since)
    return frozenset((row.kind, row.recipient, row.day) for row in tx.execute(wanted))


def add(tx: Tx, planned: Planned, since: datetime | None, now: datetime) -> int | None:
    """Plan a mailing; gives its id, or None where that recipient has one of that day."""
    values = {
        "kind": planned.kind,
        "recipient": planned.recipient,
        "day": planned.day,
        "weekly": planned.weekly,
        "since": since,
        "until": now,
        "state": planned.state,
        "rule": planned.rule,
    }
    return tx.execute(_added(tx.get_bind().dialect.name), values).scalar_one_or_none()


@cache  # building a statement takes longer than running it
def _added(dialect: str) -> Insert:
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return cast("Insert", insert(MailingRow).on_conflict_do_nothing().returning(MailingRow.id))


def get(tx: Tx, mailing_id: int) -> Mailing | None:
    """The mailing with an id."""
    row = tx.get(MailingRow, mailing_id)
    return _mailing(row) if row else None


def told_until(tx: Tx, kind: MailingKind, recipients: Collection[int]) -> Mapping[int, datetime]:
    """Recipient → the instant up to which they were told everything."""
    told = MailingRow.state.in_(("sent", "empty"))
    newest = select(MailingRow.recipient, func.max(MailingRow.until).label("until"))
    wanted = newest.where(MailingRow.kind == kind, MailingRow.recipient.in_(recipients), told)
    return {row.recipient: row.until for row in tx.execute(wanted.group_by(MailingRow.recipient))}


def set_contents(tx: Tx, mailing_id: int, contents: Sequence[tuple[int, Why]]) -> None:
    """Keep what a reminder is about: a second attempt adds nothing to it."""
    tx.get_one(MailingRow, mailing_id).contents = [list(one) for one in contents]


def set_picture(tx: Tx, mailing_id: int, file_id: str) -> None:
    """Keep which file is its picture: a second attempt uploads none."""
    tx.get_one(MailingRow, mailing_id).picture = file_id


def close(tx: Tx, mailing_id: int, state: MailingState, now: datetime, ts: str | None = None) -> None:
    """Say how it ended."""
    values = {"state": state, "sent_at": now, "ts": ts}
    tx.execute(update(MailingRow).where(MailingRow.id == mailing_id).values(**values))


def states(tx: Tx, since: date) -> Mapping[tuple[str, str], int]:
    """Kind and state → how many of the days from one on."""
    counted = select(MailingRow.kind, MailingRow.state, func.count()).where(MailingRow.day >= since)
    return {(row[0], row[1]): row[2] for row in tx.execute(counted.group_by(MailingRow.kind, MailingRow.state))}


def waiting(tx: Tx) -> tuple[tuple[int, MailingKind], ...]:
    """Id and kind of what is planned and has not ended: what a crash may have left."""
    wanted = select(MailingRow.id, MailingRow.kind).where(MailingRow.state == "planned").order_by(MailingRow.id)
    return tuple((row.id, cast("MailingKind", row.kind)) for row in tx.execute(wanted))


def give_up(tx: Tx, before: date) -> None:
    """Close what nobody could send on its day: its job was given up."""
    lost = (MailingRow.state == "planned", MailingRow.day < before)
    tx.execute(update(MailingRow).where(*lost).values(state="late"))


def forget(tx: Tx, before: date) -> None:
    """Remove what is long past, but the newest of each recipient: it says what they were told."""
    newest = select(func.max(MailingRow.id)).group_by(MailingRow.kind, MailingRow.recipient)
    tx.execute(delete(MailingRow).where(MailingRow.day < before, MailingRow.id.not_in(newest)))


def _mailing(row: MailingRow) -> Mailing:
    contents = None if row.contents is None else tuple((one[0], cast("Why", one[1])) for one in row.contents)
    return Mailing(
        row.id,
        cast("MailingKind", row.kind),
        row.recipient,
        row.day,
        row.weekly,
        row.since,
        row.until,
        cast("MailingState", row.state),
        row.rule,
        contents,
        row.picture,
    )
