"""`make bench`: signed `/actions` over HTTP beside a bare Bolt app, what the bot and its digests cost, a steady load.

`python -m tests.benchmarks load --seconds 60 --rate 100` is the load alone, at its full length;
`python -m tests.benchmarks search --notes 1000000` the search alone, with as many notes;
`python -m tests.benchmarks pages --meetings 10000` our pages alone, with as many meetings;
`python -m tests.benchmarks publish --notes 10000` publishing alone, with as many meetings.
"""

import argparse
import tempfile
from pathlib import Path

from bot.workspace.driver import LocalWorkspace
from tests.benchmarks.apps import BotApp, PingApp
from tests.benchmarks.digests import print_digests
from tests.benchmarks.load import Latencies, measure_in_turn
from tests.benchmarks.pages import print_pages
from tests.benchmarks.publishing import print_publishing
from tests.benchmarks.search import print_search
from tests.benchmarks.seed import seed
from tests.benchmarks.steady import Load, print_load, print_throughput
from tests.benchmarks.terms import print_terms
from tests.benchmarks.texts import print_texts
from tests.benchmarks.translation import measure_translation

SPACES = 200
ITEMS = 10_000
SEARCHED = 20_000  # notes
MEETINGS = 2_000  # behind the pages
PUBLISHED = 2_000


def main() -> None:
    """Measure, and print ratios."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--requests", type=int, default=1000, help="of each kind (default: 1000)")
    parser.add_argument("--items", type=int, default=ITEMS, help="open items (default: 10,000)")
    parser.add_argument("--rounds", type=int, default=5, help="of translations (default: 5)")
    kinds = parser.add_subparsers(dest="what")
    only = kinds.add_parser("search", help="only the search, with any number of notes")
    only.add_argument("--notes", type=int, default=SEARCHED)
    only.add_argument("--store", choices=("sqlite", "postgres"), action="append", help="only this one; both by default")
    pages = kinds.add_parser("pages", help="only our pages, with any number of meetings")
    pages.add_argument("--meetings", type=int, default=MEETINGS)
    pages = kinds.add_parser("publish", help="only publishing to a wiki, with any number of meetings")
    pages.add_argument("--notes", type=int, default=PUBLISHED)
    load = kinds.add_parser("load", help="only a steady load, of any length")
    load.add_argument("--seconds", type=float, default=60.0)
    load.add_argument("--rate", type=float, default=100.0, help="commands and buttons a second")
    load.add_argument("--store", choices=("sqlite", "postgres"), default="sqlite")
    load.add_argument("--processes", type=int, default=1, help="more than one on PostgreSQL only")
    load.add_argument("--bare", action="store_true", help="the same on a bare Bolt app before")
    load.add_argument("--throughput", type=float, default=0.0, help="seconds for what goes through two processes")
    options = parser.parse_args()
    if options.what == "search":
        print_search(options.notes, tuple(options.store or ("sqlite", "postgres")))
        return
    if options.what == "pages":
        print_pages(options.meetings)
        return
    if options.what == "publish":
        print_publishing(options.notes)
        return
    if options.what == "load":
        if options.processes > 1 and options.store == "sqlite":
            parser.error("a file is the store of one process")
        print_load(Load(options.seconds, options.rate, options.store, options.processes, options.bare))
        if options.throughput:
            print_throughput(options.throughput)
        return
    _bench(options)


def _bench(options: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as folder, LocalWorkspace.start() as workspace:
        stores = {}
        for factor in (1, 10):
            stores[factor] = f"sqlite:///{Path(folder) / f'store-{factor}.sqlite3'}"
            seed(stores[factor], workspace, SPACES, options.items * factor)
        apps = {
            "bare /ping, Bolt's defaults": PingApp(workspace, fast=False),
            "bare /ping, answering at once": PingApp(workspace, fast=True),
            "Jordbro /actions": BotApp(workspace, stores[1], Path(folder)),
            "Jordbro /actions, 10 × the items": BotApp(workspace, stores[10], Path(folder)),
        }
        try:
            started = {name: app.start() for name, app in apps.items()}
            measured = measure_in_turn(apps, options.requests)
            memory = {name: app.memory() for name, app in apps.items()}
        finally:
            for app in apps.values():
                app.stop()
    _print_latencies(measured)
    _print_costs(started, memory)
    print_terms()
    print_texts()
    print_digests()
    print_search(SEARCHED)
    print_pages(MEETINGS)
    print_publishing(PUBLISHED)
    print_load(Load(5.0, 50.0, "sqlite", 1, bare=True))
    print_throughput(3.0)
    measure_translation(options.rounds)


def _print_latencies(measured: dict[str, Latencies]) -> None:
    slow, fast, bot, more = measured.values()
    print(f"\n{'time to the acknowledgement, ms':36} {'p50':>8} {'p95':>8} {'p99':>8} {'max':>8}")
    for name, one in measured.items():
        print(f"{name:36} {one.p50:8.2f} {one.p95:8.2f} {one.p99:8.2f} {one.most:8.2f}")
    print(f"\n/actions p50 : /ping by Bolt's defaults p50   {bot.p50 / slow.p50:6.2f} ×")
    print(f"/actions p50 - fast /ping p50                 {bot.p50 - fast.p50:6.2f} ms")
    print(f"/actions p99 - fast /ping p99                 {bot.p99 - fast.p99:6.2f} ms")
    print(f"10 × the items, p50                           {more.p50 / bot.p50:6.2f} ×")


def _print_costs(started: dict[str, float], memory: dict[str, float]) -> None:
    print(f"\n{'':36} {'start to ready, s':>18} {'memory, MB':>12}")
    for name, seconds in started.items():
        print(f"{name:36} {seconds:18.2f} {memory[name]:12.0f}")
    bare, bot = "bare /ping, answering at once", "Jordbro /actions"
    print(f"{'ratio':36} {started[bot] / started[bare]:17.2f}× {memory[bot] / memory[bare]:11.2f}×")


if __name__ == "__main__":
    main()
