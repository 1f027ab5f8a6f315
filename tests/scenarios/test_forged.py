"""Buttons and forms that carry what we never gave them, or that outlive what they were made for."""

import json

import pytest
from slack_sdk.signature import SignatureVerifier

from tests.scenarios.bot import CHANNEL, Bot

BUTTONS = (
    "item.done",
    "item.open",
    "item.edit",
    "item.hand_over",
    "item.split",
    "item.drop",
    "item.comment",
    "item.happened",
    "item.claim",
    "item.not_mine",
    "item.as_expected",
    "item.as_action",
    "item.undo",
    "item.snooze",
    "item.snooze.week",
    "item.snooze.never",
    "preferences.open",
    "due.picked.1",
    "due.picked.x",
    "list.next",
    "note.edit",
    "note.original",
    "note.show",
    "note.summary",
    "note.more_room",
    "review.open",
    "history.open",
    "history.undo",
    "summary.share",
    "language.xx",
    "space.create",
    "space.bind",
    "space.add_person",
    "space.contact",
    "organisation.confirm",
    "open.nothing",
)
KEYS = ("item", "note", "page", "list", "space", "organisation", "draft", "correction", "pause")
VALUES = (
    "",
    "null",
    "[]",
    "no JSON",
    *(json.dumps(dict.fromkeys(KEYS, value)) for value in ("x", None, 10**30, -1, [1], True, 1.5, float("nan"))),
)


def press(bot: Bot, name: str, value: str, number: int) -> int:
    """A signed press of a button as nobody would make it; gives the status of the answer."""
    channel = bot.workspace.world.channel_named(CHANNEL).id
    payload = {
        "type": "block_actions",
        "team": {"id": "T0REGION"},
        "user": {"id": "U0METTE", "team_id": "T0REGION"},
        "channel": {"id": channel},
        "container": {"type": "message", "message_ts": "1.1", "channel_id": channel},
        "trigger_id": f"forged.{number}",
        "actions": [{"action_id": name, "type": "button", "value": value, "block_id": "b"}],
    }
    body, timestamp = json.dumps(payload), str(int(bot.workspace.ws.clock()))
    signature = SignatureVerifier(bot.workspace.signing_secret).generate_signature(timestamp=timestamp, body=body)
    headers = {
        "content-type": "application/json",
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": str(signature),
    }
    return bot.dispatch(body, headers)[0]


@pytest.mark.parametrize("name", BUTTONS)
def test_a_forged_value_is_no_failure_of_ours(bot: Bot, caplog: pytest.LogCaptureFixture, name: str) -> None:
    bot.user("mette", "da")

    statuses = [press(bot, name, value, number) for number, value in enumerate(VALUES)]

    assert set(statuses) == {200}
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == []
