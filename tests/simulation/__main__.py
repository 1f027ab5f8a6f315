"""`python -m tests.simulation`: a year of a two-country cooperation, lived through; its log is the proof.

With `--kills N` the same twice: once in this process on SQLite, once in two processes on PostgreSQL that are killed
N times in the middle of their work; the messages must be the same.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from tests.simulation import inline, killed, proof
from tests.simulation.office import Posted
from tests.simulation.play import Played, Scale, markers_of
from tests.simulation.postgres import a_database

Said = tuple[str, str, frozenset[str]]


def main() -> int:
    """Live, prove, print; 1 when anything is wrong."""
    options = _options()
    scale = Scale(options.first, options.days, options.channels, options.persons, options.notes, seed=options.seed)
    with tempfile.TemporaryDirectory() as folder:
        faults, said = _inline(Path(folder), scale, options.log)
        if options.kills:
            with a_database() as store:
                faults += _killed(store, Path(folder), scale, options.kills, said)
    for fault in faults[:20]:
        print(f"WRONG: {fault}")
    print(f"{len(faults)} wrong")
    return 1 if faults else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation")
    parser.add_argument("--first", type=date.fromisoformat, default=date(2025, 7, 1), help="the first day")
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--channels", type=int, default=40)
    parser.add_argument("--persons", type=int, default=300)
    parser.add_argument("--notes", type=float, default=0.15, help="notes a day and space")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--kills", type=int, default=0, help="with two processes on PostgreSQL, killed so often")
    parser.add_argument("--log", type=Path, help="where to write a line for each message and why")
    return parser.parse_args()


def _inline(folder: Path, scale: Scale, log: Path | None) -> tuple[list[str], set[Said]]:
    started = time.monotonic()
    with inline.lived(folder, scale, print) as (played, office, db):
        faults = _account("one process, SQLite", played, office.posted, office.repeats, started)
        if log:
            log.write_text("\n".join(proof.log_of(db)) + "\n", encoding="utf-8")
        return faults, said_in(office.posted)


def _killed(store: str, folder: Path, scale: Scale, kills: int, said: set[Said]) -> list[str]:
    started = time.monotonic()
    with killed.lived(store, folder, scale, kills, print) as (played, office, workers):
        name = f"two processes, PostgreSQL, {workers.kills} × kill -9"
        faults = _account(name, played, office.posted, office.repeats, started)
    again = said_in(office.posted)
    faults += [f"said only without kills: {one}" for one in said - again]
    return faults + [f"said only with kills: {one}" for one in again - said]


def said_in(posted: Iterable[Posted]) -> set[Said]:
    """What was said to whom, under which id, of what."""
    return {(one.channel, one.once, markers_of(one)) for one in posted}


def _account(name: str, played: Played, posted: list[Posted], repeats: int, started: float) -> list[str]:
    found = proof.prove(played, posted)
    things, seconds = len(played.life.things), time.monotonic() - started
    print(f"{name}: {len(played.awake)} days, {things} actions, {seconds:.0f} s")
    print(f"  {found.reminders} reminders ({len(played.expected)} were due), {found.digests} digests")
    own = sum(one.channel.startswith("D") for one in played.owed)
    print(f"  ({len(played.owed) - own} had to come), {found.personal} of people's own ({own} had to come)")
    print(f"  {repeats} posts repeated by trouble after they had been taken")
    return found.faults


if __name__ == "__main__":
    sys.exit(main())
