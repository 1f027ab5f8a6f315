"""What a digest costs: in time, and in questions to the store, with ten times the channels and items."""

import tempfile
import time
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from sqlalchemy import event

from bot import i18n
from bot.domain.digest import Period, Scope
from bot.domain.preferences import DigestChannel
from bot.render.digest import for_channel
from bot.services.build_digest import build_digest
from bot.store import digests
from bot.store.database import Database
from tests.benchmarks.seed import NOW, seed_spaces

CHANNELS = (100, 1000)
ITEMS = 100  # of each channel
ROUNDS = 5  # over so many channels as there are at least
WEEKS = 6  # after the items were written: some are overdue, some due, some far away


class Cost(NamedTuple):
    """Milliseconds of a digest, and the statements that it took."""

    built: float
    shown: float
    statements: int


def print_digests() -> None:
    """Measure the daily and the weekly digest, and print how they grow."""
    i18n.load()
    print(f"\n{'a digest, ms':36} {'channels':>9} {'built':>8} {'shown':>8} {'statements':>11}")
    with tempfile.TemporaryDirectory() as folder:
        stores = {}
        for channels in CHANNELS:
            stores[channels] = Database(f"sqlite:///{Path(folder) / f'store-{channels}.sqlite3'}")
            seed_spaces(stores[channels].url, channels, channels * ITEMS)
        for weekly in (False, True):
            costs = _in_turn(stores, weekly=weekly)
            for channels, cost in costs.items():
                name = "full list" if weekly else "daily"
                print(f"{name:36} {channels:9} {cost.built:8.2f} {cost.shown:8.2f} {cost.statements:11}")
            few, many = costs.values()
            print(f"{'10 × the channels, time of each':36} {many.built / few.built:36.2f} ×")
        for db in stores.values():
            db.close()


def _in_turn(stores: dict[int, Database], *, weekly: bool) -> dict[int, Cost]:
    """A digest of one store, then one of the other: the machine's mood is shared."""
    until = NOW + timedelta(weeks=WEEKS)
    period = Period(until - timedelta(days=1), until, until.date(), weekly)
    wanted: dict[int, list[DigestChannel]] = {}
    for channels, db in stores.items():
        with db.read() as tx:
            found = digests.channels(tx)
        step = channels // CHANNELS[0]
        wanted[channels] = list(found[::step])  # as many, all over the store
    taken: dict[int, list[tuple[float, float]]] = {channels: [] for channels in stores}
    for _ in range(ROUNDS):
        for index in range(CHANNELS[0]):
            for channels, db in stores.items():
                taken[channels].append(_one(db, wanted[channels][index], period))
    statements = {channels: _statements(db, wanted[channels][0], period) for channels, db in stores.items()}
    return {
        channels: Cost(median(one[0] for one in times), median(one[1] for one in times), statements[channels])
        for channels, times in taken.items()
    }


def _one(db: Database, channel: DigestChannel, period: Period) -> tuple[float, float]:
    scope = Scope.of_channel(channel)
    begin = time.perf_counter()
    digest = build_digest(db, scope, period)
    built = time.perf_counter()
    for_channel(digest, channel.languages, "https://region.slack.com/")
    shown = time.perf_counter()
    return (built - begin) * 1000, (shown - built) * 1000


def _statements(db: Database, channel: DigestChannel, period: Period) -> int:
    seen: list[str] = []

    def see(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", see)
    try:
        build_digest(db, Scope.of_channel(channel), period)
    finally:
        event.remove(db.engine, "before_cursor_execute", see)
    return sum(1 for statement in seen if not statement.startswith("BEGIN"))
