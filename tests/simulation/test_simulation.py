"""Weeks of a two-country cooperation, lived through: over the Chinese new year, Easter and the change to summer time.

`python -m tests.simulation` lives through a year of forty channels and three hundred people.
"""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from bot.store.database import Database
from tests.simulation import inline, killed
from tests.simulation.__main__ import said_in
from tests.simulation.play import Scale
from tests.simulation.proof import log_of, prove
from tests.stores import Server, required

SPRING = Scale(date(2026, 2, 9), 24, channels=6, persons=40, notes_a_day=0.3)
SUMMER_TIME = Scale(date(2026, 3, 23), 17, channels=6, persons=40, notes_a_day=0.3, seed=7)  # Easter too
WINTER_TIME = Scale(date(2025, 9, 29), 30, channels=4, persons=30, notes_a_day=0.3, seed=11)  # National Day too


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("scale", [SPRING, SUMMER_TIME, WINTER_TIME], ids=["new year", "summer time", "winter time"])
def test_everything_that_is_due_comes_once_in_working_hours(scale: Scale, quick_path: Path) -> None:
    with inline.lived(quick_path, scale, print) as (played, office, db):
        proof = prove(played, office.posted)
        log = list(log_of(db))

    assert proof.faults == []
    assert proof.reminders == len(played.expected) > 10
    assert proof.digests + proof.personal >= len(played.owed) > 10
    assert office.repeats > 0  # trouble was met
    assert sum(" sent " in line for line in log) == len(office.posted)


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.timeout(600)
def test_killed_processes_send_what_one_that_lives_sends(postgres: Server, quick_path: Path, tmp_path: Path) -> None:
    scale = Scale(date(2026, 3, 26), 6, channels=6, persons=40, notes_a_day=0.5)
    required(postgres).run("CREATE DATABASE simulated")
    with inline.lived(quick_path, scale, print) as (_, office, _db):
        alone = said_in(office.posted)

    with killed.lived(postgres.url("simulated"), tmp_path, scale, 4, print) as (played, office, workers):
        proof = prove(played, office.posted)

    assert workers.kills == 4
    assert proof.faults == []
    assert said_in(office.posted) == alone
    assert len(office.posted) == len(alone)


def test_the_proof_finds_what_is_wrong(quick_path: Path) -> None:
    scale = Scale(date(2026, 3, 2), 5, channels=2, persons=12, notes_a_day=0.8, sleeps=0)
    with inline.lived(quick_path, scale, print) as (played, office, _):
        posted = list(office.posted)

    assert prove(played, posted).faults == []
    owed = next(one for one in played.owed if one.channel.startswith("C"))
    without = [one for one in posted if (one.channel, one.at.date()) != (owed.channel, owed.day)]
    assert len(prove(played, without).faults) == 1
    silent = [one for one in posted if one.channel.startswith("C")]  # nobody was reminded
    own = [one for one in played.owed if one.channel.startswith("D")]
    assert len(prove(played, silent).faults) == len(played.expected) + len(own)
    assert len(played.expected) > 0
    assert len(prove(played, [*posted, posted[-1]]).faults) >= 1  # one came twice
    late = posted[-1]._replace(at=posted[-1].at.replace(hour=22))
    assert len(prove(played, [*posted[:-1], late]).faults) >= 1  # one came at night
    with closing(Database(f"sqlite:///{quick_path / 'year.sqlite3'}")) as db:
        assert len(list(log_of(db))) > len(posted)
