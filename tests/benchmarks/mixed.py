"""What people ask on a busy day, as signed requests: lists, notes, summaries, help and buttons."""

import json
import random
import time
from collections.abc import Iterator
from itertools import count
from typing import NamedTuple
from urllib.parse import urlencode

from bot.workspace.delivery_http import sign

TEAM, USER, CHANNEL = "T0REGION", "U0METTE", "C0JIANGSU"
SHARES = {"/actions": 50, "/note": 10, "/summary": 15, "/jordbro": 15, "button": 10}
"""How many of a hundred; one in five writes, and causes a card to be made."""


class Ask(NamedTuple):
    """What is asked, and the body that asks it."""

    kind: str
    body: str


def asks(items: int, seed: int) -> Iterator[Ask]:
    """Endlessly many, the same for the same seed; buttons are those of the first `items` actions."""
    chance = random.Random(seed)  # noqa: S311  chance is seeded, not secret
    kinds, weights = list(SHARES), list(SHARES.values())
    for number in count(1):
        kind = chance.choices(kinds, weights)[0]
        trigger = f"load.{seed}.{number}.{time.time_ns()}"
        yield Ask(kind, _button(chance, items, trigger) if kind == "button" else _command(kind, number, trigger))


def headers(secret: str, body: str) -> dict[str, str]:
    """What goes with a body: its signature of this moment."""
    timestamp = str(int(time.time()))
    return {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": sign(secret, timestamp, body),
    }


def _command(name: str, number: int, trigger: str) -> str:
    texts = {"/note": f"Møde {number}\n1. Vi måler i marts.\n- [ ] CLEAN sender tal {number} inden 1. marts"}
    asked = {"command": name, "text": texts.get(name, ""), "team_id": TEAM, "user_id": USER, "channel_id": CHANNEL}
    return urlencode(asked | {"trigger_id": trigger, "response_url": "http://127.0.0.1:9/none"})


def _button(chance: random.Random, items: int, trigger: str) -> str:
    action = chance.choice(("item.done", "item.reopen"))
    payload = {
        "type": "block_actions",
        "team": {"id": TEAM},
        "user": {"id": USER, "team_id": TEAM},
        "channel": {"id": CHANNEL},
        "container": {"type": "message", "message_ts": "1.1", "channel_id": CHANNEL},
        "trigger_id": trigger,
        "actions": [
            {
                "action_id": action,
                "type": "button",
                "block_id": "b",
                "value": json.dumps({"item": chance.randint(1, items)}),
            }
        ],
    }
    return urlencode({"payload": json.dumps(payload)})
