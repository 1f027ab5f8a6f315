"""What our pages cost, in process: with so many meetings in one space, the time from the request to the last byte.

`python -m tests.benchmarks pages --meetings 10000` is the size that is asked of them.
"""

import statistics
import tempfile
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from sqlalchemy import text

from bot import i18n
from bot.store import people
from bot.store.database import Database
from bot.store.migrate import migrate
from tests.benchmarks.pages_store import Filled, fill
from tests.integration.making import a_place
from tests.integration.pages.visiting import Browser

ROUNDS = 40
PAGES: Mapping[str, str] = {
    "spaces": "/wiki",
    "space": "/wiki/spaces/{space}",
    "meetings": "/wiki/spaces/{space}/meetings",
    "meetings, the last page": "/wiki/spaces/{space}/meetings?page=99999",
    "actions by organisation": "/wiki/spaces/{space}/actions",
    "actions by date, last page": "/wiki/spaces/{space}/actions?by=due&page=99999",
    "agreements": "/wiki/spaces/{space}/agreements",
    "agreements, the last page": "/wiki/spaces/{space}/agreements?page=99999",
    "glossary": "/wiki/spaces/{space}/glossary",
    "partners": "/wiki/spaces/{space}/partners",
    "search": "/wiki/spaces/{space}/find?q=grundvand",
    "search for one": "/wiki/spaces/{space}/find?q=%E7%AC%AC4711%E6%AC%A1%E4%BC%9A%E8%AE%AE",
    "meeting": "/wiki/notes/{note}",
    "history": "/wiki/notes/{note}/history",
    "review": "/wiki/notes/{note}/review",
    "action": "/wiki/items/{item}",
}


def print_pages(meetings: int) -> None:
    """Fill a store, ask for each page, and print how long that took."""
    i18n.load()
    with (
        tempfile.TemporaryDirectory(prefix="jordbro-pages-") as folder,
        closing(Database(f"sqlite:///{Path(folder) / 'store.sqlite3'}")) as db,
    ):
        migrate(db)
        place = a_place(db)
        with db.write() as tx:
            people.set_language(tx, place.viewer.person.id, "zh")
        started = time.monotonic()
        filled = fill(db, place.space_id, meetings)
        with db.engine.connect() as connection:
            connection.execute(text("ANALYZE"))
            connection.commit()
        print(f"\n{meetings:,} meetings, {filled.items:,} items after {time.monotonic() - started:.0f} s")
        browser = Browser(db)
        browser.sign_in(place.viewer)
        _measure(browser, place.space_id, filled)
        browser.client.close()


def _measure(browser: Browser, space_id: int, filled: Filled) -> None:
    print(f"\n{'page, ms in process':36} {'p50':>8} {'p95':>8} {'CPU p50':>8} {'CPU p95':>8} {'kB':>8}")
    everything = []
    for name, page in PAGES.items():
        address = page.format(space=space_id, note=filled.note, item=filled.action)
        got = browser.get(address)
        if got.status != 200:
            raise RuntimeError(f"{address} gives {got.status}")
        taken, worked = [], []
        for _ in range(ROUNDS):
            begun, at_work = time.perf_counter(), time.process_time()
            browser.get(address)
            taken.append((time.perf_counter() - begun) * 1000)
            worked.append((time.process_time() - at_work) * 1000)
        everything += taken
        cpu = f"{statistics.median(worked):8.1f} {_p95(worked):8.1f}"  # what a machine that is at other work leaves out
        size = len(got.text) / 1000
        print(f"{name:36} {statistics.median(taken):8.1f} {_p95(taken):8.1f} {cpu} {size:8.1f}", flush=True)
    print(f"{'all of them':36} {statistics.median(everything):8.1f} {_p95(everything):8.1f}")


def _p95(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20)[-1]
