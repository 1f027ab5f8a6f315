"""chat.*: posting, changing, removing, and who sees it."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.workspace.driver import LocalWorkspace, Person
from tests.unit.workspace.conftest import Json, section

CHANNEL = "C0JIANGSU"


def refusal(call: Any, **args: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        call(**args)
    assert caught.value.response.status_code == 200
    return str(caught.value.response["error"])


def test_a_message_is_seen_by_both_sides(client: WebClient, mette: Person, li: Person) -> None:
    answer = client.chat_postMessage(channel=CHANNEL, text="Hej 你好", blocks=[section("*Hej* 你好")])

    assert answer["message"]["blocks"][0]["block_id"]
    assert [one.plain for one in mette.messages(CHANNEL)] == ["Hej 你好"]
    assert [one.plain for one in li.messages("jord-jiangsu")] == ["Hej 你好"]
    assert li.last(CHANNEL).name == "Jordbro"


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"channel": "C0NONE", "text": "x"}, "channel_not_found"),
        ({"channel": "C0KANTINE", "text": "x"}, "not_in_channel"),
        ({"channel": CHANNEL}, "no_text"),
        ({"channel": CHANNEL, "blocks": "{oops"}, "invalid_blocks_format"),
        ({"channel": CHANNEL, "blocks": [{"type": "section"}]}, "invalid_blocks"),
        ({"channel": CHANNEL, "blocks": [{"type": "markdown", "text": "x" * 7000}] * 2}, "msg_blocks_too_long"),
        ({"channel": CHANNEL, "blocks": [section("x" * 2900)] * 40}, "msg_blocks_too_long"),
    ],
)
def test_post_refuses(client: WebClient, args: Json, error: str) -> None:
    def post() -> object:
        return client.api_call("chat.postMessage", json=args)

    assert refusal(post) == error


def test_a_private_channel_without_the_bot_does_not_exist_for_it(ws: LocalWorkspace, client: WebClient) -> None:
    ws.world.channels["C0KANTINE"].is_private = True

    assert refusal(client.chat_postMessage, channel="C0KANTINE", text="x") == "channel_not_found"


def test_invalid_blocks_come_with_a_reason(client: WebClient) -> None:
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel=CHANNEL, text="x", blocks=[section("ok"), section("x" * 3001)])

    assert caught.value.response["response_metadata"]["messages"] == [
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/1/text/text]"
    ]


def test_too_long_a_text_is_cut(client: WebClient, mette: Person) -> None:
    client.chat_postMessage(channel=CHANNEL, text="x" * 40_001)

    assert len(mette.last(CHANNEL).text) == 40_000


def test_the_same_client_msg_id_posts_once(client: WebClient, mette: Person) -> None:
    first = client.chat_postMessage(channel=CHANNEL, text="en gang", client_msg_id="a1")
    again = client.chat_postMessage(channel=CHANNEL, text="en gang", client_msg_id="a1")
    elsewhere = client.chat_postMessage(channel="C0INTERNT", text="en gang", client_msg_id="a1")

    assert again["ts"] == first["ts"] != elsewhere["ts"]
    assert len(mette.messages(CHANNEL)) == 1


def test_metadata_and_thread_are_kept(client: WebClient) -> None:
    parent = client.chat_postMessage(channel=CHANNEL, text="a")["ts"]
    metadata = {"event_type": "note", "event_payload": {"id": 7}}

    client.chat_postMessage(channel=CHANNEL, text="b", thread_ts=parent, metadata=metadata)

    newest = client.conversations_history(channel=CHANNEL)["messages"][0]
    assert (newest["metadata"], newest["thread_ts"]) == (metadata, parent)


def test_posting_to_a_person_is_a_direct_message(client: WebClient, li: Person) -> None:
    channel = client.chat_postMessage(channel="U0LI", text="privat")["channel"]

    assert li.last().plain == "privat"
    assert client.conversations_open(users="U0LI")["channel"]["id"] == channel


def test_an_ephemeral_is_for_its_reader_only(client: WebClient, mette: Person, li: Person) -> None:
    client.chat_postEphemeral(channel=CHANNEL, user="U0LI", text="kun dig")

    assert [(one.plain, one.ephemeral) for one in li.messages(CHANNEL)] == [("kun dig", True)]
    assert mette.messages(CHANNEL) == []
    assert client.conversations_history(channel=CHANNEL)["messages"] == []


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"channel": CHANNEL, "user": "U0ZHAO"}, "user_not_in_channel"),
        ({"channel": CHANNEL, "user": "U0NOBODY"}, "user_not_found"),
        ({"channel": "C0KANTINE", "user": "U0METTE"}, "not_in_channel"),
        ({"channel": "C0NONE", "user": "U0METTE"}, "channel_not_found"),
    ],
)
def test_ephemeral_refuses(client: WebClient, args: Json, error: str) -> None:
    assert refusal(client.chat_postEphemeral, text="x", **args) == error


def test_update_changes_the_message_for_all(client: WebClient, mette: Person, li: Person) -> None:
    ts = client.chat_postMessage(channel=CHANNEL, text="før", blocks=[section("før")])["ts"]

    client.chat_update(channel=CHANNEL, ts=ts, text="efter", blocks=[section("efter")])

    assert [one.plain for one in mette.messages(CHANNEL)] == ["efter"] == [li.last(CHANNEL).plain]
    assert not li.last(CHANNEL).edited


def test_a_text_without_blocks_takes_the_blocks_away(client: WebClient, mette: Person) -> None:
    attachments = [{"fallback": "x", "text": "x"}]
    ts = client.chat_postMessage(channel=CHANNEL, text="før", blocks=[section("før")], attachments=attachments)["ts"]

    message = client.chat_update(channel=CHANNEL, ts=ts, text="efter")["message"]

    assert (mette.last(CHANNEL).blocks, mette.last(CHANNEL).plain, mette.last(CHANNEL).edited) == (None, "efter", True)
    assert message["attachments"] == attachments


def test_an_update_holds_4000_bytes_of_text(client: WebClient) -> None:
    ts = client.chat_postMessage(channel=CHANNEL, text="x")["ts"]

    assert client.chat_update(channel=CHANNEL, ts=ts, text="字" * 1333)["ok"]
    assert refusal(client.chat_update, channel=CHANNEL, ts=ts, text="字" * 1334) == "msg_too_long"


def test_update_and_delete_refuse(client: WebClient, mette: Person) -> None:
    mine = str(mette.say("min", CHANNEL).more["ts"])
    ephemeral = client.chat_postEphemeral(channel=CHANNEL, user="U0LI", text="x")["message_ts"]
    own = client.chat_postMessage(channel=CHANNEL, text="x")["ts"]

    assert refusal(client.chat_update, channel=CHANNEL, ts=mine, text="x") == "cant_update_message"
    assert refusal(client.chat_delete, channel=CHANNEL, ts=mine) == "cant_delete_message"
    assert refusal(client.chat_update, channel=CHANNEL, ts=ephemeral, text="x") == "message_not_found"
    assert refusal(client.chat_delete, channel=CHANNEL, ts="1.0") == "message_not_found"
    assert refusal(client.chat_update, channel=CHANNEL, ts=own, text="x" * 4001) == "msg_too_long"
    assert refusal(lambda: client.api_call("chat.update", json={"channel": CHANNEL, "ts": own})) == "no_text"
    assert refusal(client.chat_update, channel="C0NONE", ts=own, text="x") == "channel_not_found"


def test_delete_removes_and_permalink_points(client: WebClient, mette: Person) -> None:
    ts = client.chat_postMessage(channel=CHANNEL, text="væk")["ts"]
    link = client.chat_getPermalink(channel=CHANNEL, message_ts=ts)["permalink"]

    client.chat_delete(channel=CHANNEL, ts=ts)

    assert link.endswith(f"/archives/{CHANNEL}/p{ts.replace('.', '')}")
    assert mette.messages(CHANNEL) == []
    assert refusal(client.chat_getPermalink, channel=CHANNEL, message_ts=ts) == "message_not_found"


def test_many_at_once_post_one_message_per_client_msg_id(ws: LocalWorkspace, mette: Person) -> None:
    def post(number: int) -> str:
        client = WebClient(token=ws.bot_token, base_url=ws.api_url)
        return str(client.chat_postMessage(channel=CHANNEL, text="x", client_msg_id=f"m{number % 5}")["ts"])

    with ThreadPoolExecutor(16) as pool:
        stamps = set(pool.map(post, range(80)))

    assert {one.ts for one in mette.messages(CHANNEL)} == stamps
    assert len(stamps) == 5
