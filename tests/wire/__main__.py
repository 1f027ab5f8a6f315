"""`python -m tests.wire sockets|faults`: lost connections and other trouble under a steady stream, in figures."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.wire import faults, sockets
from tests.wire.stream import Outcome
from tests.wire.trouble import own_server


def main() -> int:
    """Measure, print; 1 when anything acknowledged was lost, or anything was seen twice."""
    parser = argparse.ArgumentParser(prog="python -m tests.wire")
    which = parser.add_subparsers(dest="what", required=True)
    lost = which.add_parser("sockets", help="connections of Socket Mode are lost")
    lost.add_argument("--drops", type=int, default=20)
    bad = which.add_parser("faults", help="the store, the disk, Slack and the process itself fail")
    bad.add_argument("--kills", type=int, default=100)
    bad.add_argument("--only", action="append", default=[], help="a part of a name, more than once if wanted")
    options = parser.parse_args()
    if options.what == "sockets":
        return _sockets(options.drops)
    return _faults(options.kills, options.only)


def _sockets(drops: int) -> int:
    with tempfile.TemporaryDirectory(prefix="jordbro-wire-") as folder:
        found = sockets.dropped(Path(folder), drops)
    print(found.line())
    return 1 if found.outcome.lost or found.outcome.repeated or found.worst >= sockets.BACK else 0


def _faults(kills: int, only: list[str]) -> int:
    wrong = 0
    for name, run in _each(kills):
        if only and not any(part in name for part in only):
            continue
        found = run()
        print(f"{name:28} cannot be tried here" if found is None else found.line(name), flush=True)
        wrong += found is not None and bool(found.lost or found.repeated)
    return 1 if wrong else 0


def _each(kills: int) -> Iterator[tuple[str, Callable[[], Outcome | None]]]:
    yield "SQLite locked 5 s", faults.locked_sqlite
    yield "disk full 5 s", faults.full_disk
    yield "files may not grow 5 s", faults.short_files
    yield "Slack answers badly", faults.bad_slack
    yield f"killed {kills} times", lambda: faults.killed(kills)
    with own_server() as server:
        yield "PostgreSQL locked 5 s", lambda: faults.locked_postgres(server)
        yield "PostgreSQL away 3 s", lambda: faults.restarted_postgres(server)


if __name__ == "__main__":
    sys.exit(main())
