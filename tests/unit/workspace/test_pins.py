"""Pins: messages kept at hand in a channel."""

import pytest
from slack_sdk import WebClient

from bot.workspace.clock import ManualClock
from bot.workspace.driver import LocalWorkspace, Person
from tests.unit.workspace.conftest import Json, section
from tests.unit.workspace.test_chat import refusal

C = "C0JIANGSU"


def posted(client: WebClient, text: str) -> str:
    return str(client.chat_postMessage(channel=C, text=text, blocks=[section(text)])["ts"])


def test_a_pinned_message_is_marked_for_everyone(client: WebClient, mette: Person, li: Person) -> None:
    ts = posted(client, "kort")
    posted(client, "andet")
    before = mette.last(C).pinned

    client.pins_add(channel=C, timestamp=ts)

    assert before is False
    assert [[one.pinned for one in person.messages(C)] for person in (mette, li)] == [[True, False]] * 2


def test_pins_are_listed_last_first(client: WebClient, clock: ManualClock) -> None:
    first, second = posted(client, "en"), posted(client, "to")
    client.pins_add(channel=C, timestamp=first)
    clock.advance(60)
    client.pins_add(channel=C, timestamp=second)

    items: list[Json] = client.pins_list(channel=C)["items"]

    assert [(one["type"], one["channel"], one["created"], one["created_by"]) for one in items] == [
        ("message", C, int(clock()), "U0JORDBRO0REGION"), ("message", C, int(clock()) - 60, "U0JORDBRO0REGION"),
    ]  # fmt: skip
    assert [(one["message"]["ts"], one["message"]["text"], one["message"]["pinned_to"]) for one in items] == [
        (second, "to", [C]), (first, "en", [C]),
    ]  # fmt: skip
    assert items[0]["message"]["permalink"] == client.chat_getPermalink(channel=C, message_ts=second)["permalink"]


def test_a_pin_is_taken_away(client: WebClient, mette: Person) -> None:
    ts = posted(client, "kort")
    client.pins_add(channel=C, timestamp=ts)

    client.pins_remove(channel=C, timestamp=ts)

    assert mette.last(C).pinned is False
    assert client.pins_list(channel=C)["items"] == []
    assert refusal(client.pins_remove, channel=C, timestamp=ts) == "no_pin"


def test_a_deleted_message_is_pinned_no_more(client: WebClient) -> None:
    ts = posted(client, "kort")
    client.pins_add(channel=C, timestamp=ts)

    client.chat_delete(channel=C, ts=ts)

    assert client.pins_list(channel=C)["items"] == []


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"channel": C}, "no_item_specified"),
        ({"channel": C, "timestamp": "1.1"}, "message_not_found"),
        ({"channel": "C0NONE", "timestamp": "1.1"}, "channel_not_found"),
        ({"channel": "C0KANTINE", "timestamp": "1.1"}, "not_in_channel"),
    ],
)
def test_what_cannot_be_pinned_is_refused(client: WebClient, args: dict[str, str], error: str) -> None:
    assert refusal(client.pins_add, **args) == error


def test_a_message_is_pinned_once_and_ephemerals_never(client: WebClient, mette: Person) -> None:
    client.chat_postEphemeral(channel=C, user="U0METTE", text="kun dig")
    ephemeral, ts = mette.last(C).ts, posted(client, "kort")
    client.pins_add(channel=C, timestamp=ts)

    assert refusal(client.pins_add, channel=C, timestamp=ts) == "already_pinned"
    assert refusal(client.pins_add, channel=C, timestamp=ephemeral) == "message_not_found"


def test_a_channel_has_a_hundred_pins_at_most(client: WebClient, ws: LocalWorkspace) -> None:
    for number in range(100):
        ws.world.channels[C].pins[f"{number}.0"] = ("U0METTE", number)

    assert refusal(client.pins_add, channel=C, timestamp=posted(client, "kort")) == "too_many_pins"
