"""What all processes know of engines: who is not to be asked, and until when."""

from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import inspect, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.engine_state import NOTHING, Change, EngineState
from bot.store.database import Tx
from bot.store.tables import EngineStateRow


def get(tx: Tx, engine: str) -> EngineState:
    """The state of an engine; `NOTHING` where there is none. Moments are seconds since 1970."""
    row = tx.get(EngineStateRow, engine)
    return _state(row) if row else NOTHING


def find(tx: Tx) -> Mapping[str, EngineState]:
    """The states of all engines that failed since they last answered; a store of an older version knows of none."""
    if not inspect(tx.connection()).has_table(EngineStateRow.__tablename__):
        return {}
    rows = tx.scalars(select(EngineStateRow).order_by(EngineStateRow.engine))
    return {row.engine: state for row in rows if (state := _state(row)) != NOTHING}


def change(tx: Tx, engine: str, becomes: Change) -> EngineState:
    """Change a state, nobody else in between; gives what it was before.

    A row is locked until the transaction ends, so that of two who want the trial the second one sees that it is taken.
    """
    insert = postgresql.insert if tx.get_bind().dialect.name == "postgresql" else sqlite.insert
    new = insert(EngineStateRow).values(engine=engine, failures=NOTHING.failures, pause=NOTHING.pause)
    tx.execute(new.on_conflict_do_nothing())
    row = tx.get_one(EngineStateRow, engine, with_for_update=True)
    before = _state(row)
    after = becomes(before)  # the row stays even with nothing in it: another one may be waiting for it
    row.failures, row.pause = after.failures, after.pause
    row.closed_until, row.trial_until = _instant(after.closed_until), _instant(after.trial_until)
    row.error, row.reason = after.kind or None, after.reason or None
    return before


def _state(row: EngineStateRow) -> EngineState:
    return EngineState(
        row.failures,
        row.pause,
        row.closed_until.timestamp() if row.closed_until else 0.0,
        row.trial_until.timestamp() if row.trial_until else 0.0,
        row.error or "",
        row.reason or "",
    )


def _instant(seconds: float) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds else None
