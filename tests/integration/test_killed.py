import random
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import select

from bot.domain.person import SlackChannel, SlackUser
from bot.jobs.durable import SWEEPING
from bot.services.create_space import create_space
from bot.services.recognise import recognise
from bot.store import jobs
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.store.tables import NoteRow
from bot.workspace.driver import LocalWorkspace
from tests.integration.served import ServedBot, SlackLikeClient, markers_of_cards
from tests.sizes import more_in_ci

CHANNEL, WRITERS = "jord-jiangsu", 10
SETTLING = SWEEPING + 60


class Outcome(NamedTuple):
    """What was sent and acknowledged, and how often each note and card is there."""

    sent: list[str]
    acknowledged: list[str]
    repeats: int
    notes: Counter[str]
    cards: dict[str, int]


@pytest.mark.timeout(600)
def test_killed_bot_loses_no_acknowledged_note_and_posts_each_card_once(tmp_path: Path) -> None:
    kills = more_in_ci(2, 8)
    with LocalWorkspace.start() as workspace:
        outcome = _killed_while_notes_come(workspace, tmp_path, kills)

    counts = (len(outcome.sent), len(outcome.acknowledged), outcome.repeats)
    print("\n{} kills: {} sent, {} acknowledged, {} repeats".format(kills, *counts))
    assert len(outcome.acknowledged) >= kills * 2
    assert {marker: outcome.notes[marker] for marker in outcome.acknowledged} == dict.fromkeys(outcome.acknowledged, 1)
    assert {marker: outcome.cards[marker] for marker in outcome.acknowledged} == dict.fromkeys(outcome.acknowledged, 1)
    assert max(outcome.notes.values()) == 1
    assert max(outcome.cards.values()) == 1


def _killed_while_notes_come(workspace: LocalWorkspace, folder: Path, kills: int) -> Outcome:
    url = f"sqlite:///{folder / 'store.sqlite3'}"
    _make_space(url, workspace)
    bot = ServedBot(workspace, url, folder)
    secret, channel = workspace.signing_secret, workspace.world.channel_named(CHANNEL).id
    clients = [SlackLikeClient(bot.url, secret, f"w{number}", channel, "U0LI") for number in range(WRITERS)]
    try:
        bot.start()
        bot.wait_ready()
        for client in clients:
            client.start()
        _kill_again_and_again(bot, kills)
        for client in clients:
            client.stop()
        _settle(url)
    finally:
        bot.kill()
    sent = [marker for client in clients for marker in client.sent]
    acknowledged = [marker for client in clients for marker in client.acknowledged]
    repeats = sum(client.repeated for client in clients)
    return Outcome(sent, acknowledged, repeats, _notes(url), markers_of_cards(workspace, CHANNEL, sent))


def _make_space(url: str, workspace: LocalWorkspace) -> None:
    db = Database(url)
    migrate(db)
    now = datetime.now(UTC)
    viewer = recognise(db, SlackUser("T0REGION", "U0METTE"), None, guess=None, now=now)
    channel = SlackChannel("T0REGION", workspace.world.channel_named(CHANNEL).id)
    create_space(db, viewer, "Jiangsu", ("da", "zh"), channel, now=now)
    db.close()


def _kill_again_and_again(bot: ServedBot, kills: int) -> None:
    chance = random.Random(20170110)  # noqa: S311  the moments differ, the test does not
    for _ in range(kills):
        time.sleep(chance.uniform(0.5, 2.5))
        bot.kill()
        bot.start()
        bot.wait_ready()
    time.sleep(1.0)


def _settle(url: str) -> None:
    """Wait until no job is left to do; what a kill orphaned is taken up again by the bot itself."""
    db = Database(url)
    end = time.monotonic() + SETTLING
    try:
        while time.monotonic() < end:
            with db.read() as tx:
                states = jobs.states(tx)
            if not states.get("waiting") and not states.get("begun"):
                assert not states.get("failed")
                return
            time.sleep(0.2)
        raise TimeoutError(states)
    finally:
        db.close()


def _notes(url: str) -> Counter[str]:
    db = Database(url)
    with db.read() as tx:
        found = Counter(head.split()[-1] for head in tx.scalars(select(NoteRow.head)))
    db.close()
    return found
