"""While a request is handled, jobs wait; when it is over, they go on."""

from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime

import pytest
from slack_bolt import Ack, BoltContext

from bot.app import grammar
from bot.domain.person import SlackUser
from bot.slack.gateway import Gateway
from bot.slack.payloads import Incoming
from bot.store.database import Database
from bot.traffic import Traffic
from handlers.middleware import Tools, listener
from tests.integration.making import HOME, NOW, alone

LONG = 60.0  # seconds: more than any of these tests waits
NOT_YET = 0.5  # seconds in which nothing is to happen


def now() -> datetime:
    return NOW


def test_a_handler_at_work_is_waited_for(db: Database) -> None:
    traffic, slack = Traffic(patience=LONG), alone(Gateway("xoxb-1", "http://127.0.0.1:9/"))
    tools = Tools(db, slack, grammar(), now, lambda: None, traffic=traffic)
    incoming = Incoming("event", SlackUser(HOME, "U0METTE"), None, "event:1")
    waiting: list[Future[float]] = []

    with ThreadPoolExecutor(1) as job:

        def handle(now: datetime) -> None:  # noqa: ARG001  what it names, it gets
            waiting.append(job.submit(traffic.give_way))
            with pytest.raises(TimeoutError):
                waiting[0].result(timeout=NOT_YET)

        listener(handle, lambda _body, _team: incoming, tools)(Ack(), {}, BoltContext({"team_id": HOME}))

        assert waiting[0].result(timeout=LONG / 2) < LONG
