"""`python -m tests.histories --count 2000 [--from SEED] [--steps 30]`: play histories, print what came of them."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from bot.store.database import Database
from bot.store.migrate import migrate
from bot.workspace.driver import LocalWorkspace
from bot.workspace.setups import both_sides
from tests.histories.bot import playing
from tests.histories.play import History, Told


def run(count: int, first: int, steps: int, folder: Path) -> list[Told]:
    """Play some histories, one after the other, each with a store of its own."""
    empty = folder / "empty.sqlite3"
    db = Database(f"sqlite:///{empty}")
    migrate(db)
    with db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    told: list[Told] = []
    with LocalWorkspace.start(both_sides()) as workspace:
        workspace.ws.deliveries.retry_delays = ()
        for seed in range(first, first + count):
            place = folder / "now"
            place.mkdir(exist_ok=True)
            with playing(workspace, empty, place) as bot:
                told.append(History(bot, seed).play(steps))
    return told


def main() -> int:
    """Play what was asked for; 1 when somebody saw what is not theirs, or lacks what is."""
    parser = argparse.ArgumentParser(prog="python -m tests.histories")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--from", dest="first", type=int, default=1)
    parser.add_argument("--steps", type=int, default=30)
    options = parser.parse_args()
    begun = time.monotonic()
    in_memory = Path("/dev/shm")  # nosec B108  # stores of moments, which no disk has to keep
    with tempfile.TemporaryDirectory(dir=in_memory if in_memory.is_dir() else None) as folder:
        told = run(options.count, options.first, options.steps, Path(folder))
    for one in told:
        for wrong in (*one.leaks, *one.missing):
            print(f"seed {one.seed}: {wrong}")
    leaks, missing = (
        sum(len(found) for found in each) for each in ([t.leaks for t in told], [t.missing for t in told])
    )
    print(
        f"{len(told)} histories, {sum(len(one.steps) for one in told)} steps, {sum(one.shown for one in told)} sights,"
        f" {sum(one.internal for one in told)} of internal notes:"
        f" {leaks} of somebody outside, {missing} missing, {time.monotonic() - begun:.0f} s"
    )
    return 1 if leaks or missing else 0


if __name__ == "__main__":
    sys.exit(main())
