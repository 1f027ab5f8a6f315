"""The bot of a simulation, in this process: it plans and sends what is due whenever the clock has moved."""

import random
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot import i18n
from bot.engines.chain import Chain
from bot.jobs.inline import InlineJobs
from bot.jobs.parts import JobParts
from bot.services.plan_mailings import plan_mailings
from bot.store.database import Database
from bot.store.migrate import migrate
from tests.integration.making import alone
from tests.simulation.office import Office
from tests.simulation.play import Played, Scale, play
from tests.simulation.postbox import Postbox

TROUBLE = 8  # of a hundred posts


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2000, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        """The time."""
        return self.now


@contextmanager
def lived(folder: Path, scale: Scale, told: Callable[[str], None]) -> Iterator[tuple[Played, Office, Database]]:
    """A cooperation lived through on SQLite, with what was posted and what the store kept of it."""
    i18n.load()
    clock = Clock()
    office = Office(clock, random.Random(scale.seed + 1), TROUBLE)
    with closing(Database(f"sqlite:///{folder / 'year.sqlite3'}")) as db:
        migrate(db)
        parts = JobParts(db, alone(Postbox(office)), Chain([]), clock, pictures=False)
        jobs = InlineJobs(parts)

        def run(now: datetime) -> None:
            clock.now = now
            plan_mailings(db, now=now)
            jobs.drain()

        yield play(db, scale, run, told), office, db
