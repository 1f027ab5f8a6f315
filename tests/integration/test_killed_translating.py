"""A queue of 200 translations through kill -9 and outages of the engine: none lost, none paid for twice for nothing."""

import random
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.domain.person import SlackChannel, SlackUser, Viewer
from bot.domain.typed_note import TypedNote
from bot.services.create_space import create_space
from bot.services.log_note import Origin, log_note
from bot.services.recognise import recognise
from bot.store import memory, notes
from bot.store.database import Database
from bot.store.memory import Approved
from bot.store.migrate import migrate
from bot.store.tables import SegmentRow
from bot.workspace.driver import LocalWorkspace
from tests.integration.meter import Meter, metered
from tests.integration.served import ServedBot
from tests.sizes import more_in_ci

TEXTS, WORKERS = 200, 8
PATIENCE = 150.0  # seconds; a job that lost its process is taken up at the next start


def sentence(number: int) -> str:
    return f"Prøve nummer {number} blev taget i boring B{number}."


@pytest.mark.timeout(400)
def test_no_translation_is_lost_or_paid_for_twice(tmp_path: Path) -> None:
    kills = more_in_ci(2, 4)
    url = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    with LocalWorkspace.start() as workspace, metered(seconds=0.15) as meter:
        fill(url, workspace)
        engine = {"JORDBRO_ENGINES": "libretranslate", "JORDBRO_LIBRETRANSLATE_URL": meter.url}
        bot = ServedBot(workspace, url, tmp_path, engine)
        try:
            trouble(bot, meter, kills, broken=kills > 2)
            wait_until_translated(url)
        finally:
            bot.kill()

    asked = {text: count for text, count in meter.paid.items() if "Prøve" in text}
    twice = sum(count - 1 for count in asked.values())
    print(f"\n{kills} kills: {len(asked)} texts, {twice} paid for again, {meter.refused} refused")
    assert meter.refused
    assert len(asked) == TEXTS
    assert twice <= kills * WORKERS  # what was under way when the process died


def fill(url: str, workspace: LocalWorkspace) -> None:
    """A queue of translations: one sentence a note, since the memory knows the title."""
    db, now = Database(url), datetime.now(UTC)
    migrate(db)
    viewer = recognise(db, SlackUser("T0REGION", "U0METTE"), None, guess=None, now=now)
    channel = SlackChannel("T0REGION", workspace.world.channel_named("jord-jiangsu").id)
    space, _ = create_space(db, viewer, "Jiangsu", ("da", "zh"), channel, now=now)
    with db.write() as tx:
        memory.add_shipped(tx, [Approved("da", "zh", "Prøver", "样品", "Li Wei")], now)
    viewer = Viewer(viewer.person, frozenset({space.id}), None)
    for number in range(TEXTS):
        typed = TypedNote(f"Titel: Prøver\n1. {sentence(number)}\n", "da")
        log_note(db, viewer, typed, Origin(space.id, None, f"event:{number}", now.date()), now=now)
    with db.read() as tx:
        assert len(notes.waiting(tx)) == TEXTS
    db.close()


def trouble(bot: ServedBot, meter: Meter, kills: int, *, broken: bool) -> None:
    """Kill the bot again and again in the middle of its work, with the engine busy now and then, or out of order."""
    chance = random.Random(20170311)  # noqa: S311  the moments differ, the test does not
    bot.start()
    bot.wait_ready()
    for number in range(kills):
        time.sleep(chance.uniform(0.4, 1.2))
        meter.mode = "busy" if number % 2 else "answers"
        time.sleep(0.4)
        if broken and number == kills // 2:
            meter.mode = "broken"  # until the breaker has opened, and a process more
            time.sleep(1.0)
        bot.kill()
        meter.mode = "answers"
        bot.start()
        bot.wait_ready()
    meter.mode = "busy"
    time.sleep(1.0)
    meter.mode = "answers"


def wait_until_translated(url: str) -> None:
    db, end = Database(url), time.monotonic() + PATIENCE
    counted = select(SegmentRow.state, func.count()).group_by(SegmentRow.state)
    try:
        while time.monotonic() < end:
            with db.read() as tx:
                states = {row[0]: row[1] for row in tx.execute(counted)}
            if set(states) <= {"machine", "needs_check", "reviewed"}:
                assert sum(states.values()) == 2 * TEXTS
                return
            time.sleep(0.2)
        raise TimeoutError(states)
    finally:
        db.close()
