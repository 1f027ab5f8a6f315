"""Who is in a channel, in pages, and what is told of it."""

import pytest
from slack_sdk import WebClient

from bot.workspace.driver import LocalWorkspace
from bot.workspace.model import Channel, User
from tests.unit.workspace.test_chat import refusal

BOT = "U0JORDBRO0REGION"


@pytest.fixture
def crowd(ws: LocalWorkspace) -> list[str]:
    """A channel with 450 people and the bot."""
    people = [f"U1{number:03}" for number in range(450)]
    for one in people:
        ws.world.add_user(User(one, "T0REGION", one.lower(), one))
    ws.world.add_channel(Channel("C0MANGE", "mange", ["T0REGION"], [*people, BOT]))
    return [*people, BOT]


def pages(client: WebClient, limit: int | None) -> list[list[str]]:
    found, cursor = [], None
    while cursor != "":
        answer = client.conversations_members(channel="C0MANGE", limit=limit, cursor=cursor)
        found.append(answer["members"])
        cursor = answer["response_metadata"]["next_cursor"]
    return found


@pytest.mark.parametrize(
    ("limit", "lengths"),
    [(None, [100, 100, 100, 100, 51]), (200, [200, 200, 51]), (1000, [200, 200, 51]), (150, [150, 150, 150, 1])],
)
def test_members_come_in_pages_of_at_most_200(
    client: WebClient, crowd: list[str], limit: int | None, lengths: list[int]
) -> None:
    found = pages(client, limit)

    assert [len(page) for page in found] == lengths
    assert [one for page in found for one in page] == crowd


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"limit": 1001}, "invalid_limit"),
        ({"cursor": "opfundet"}, "invalid_cursor"),
        ({"cursor": "next:999"}, "invalid_cursor"),
    ],
)
@pytest.mark.usefixtures("crowd")
def test_a_wrong_page_is_refused(client: WebClient, args: dict[str, object], error: str) -> None:
    assert refusal(client.conversations_members, channel="C0MANGE", **args) == error


def test_members_are_those_of_all_sides(client: WebClient) -> None:
    assert client.conversations_members(channel="C0JIANGSU")["members"] == ["U0METTE", "U0LARS", "U0LI", BOT]


def test_members_of_private_channels_are_told_to_members(client: WebClient, ws: LocalWorkspace) -> None:
    ws.world.add_channel(Channel("G0LUKKET", "lukket", ["T0REGION"], ["U0METTE"], is_private=True))

    before = refusal(client.conversations_members, channel="G0LUKKET")
    ws.join("jordbro", "lukket")

    assert before == "channel_not_found"
    assert client.conversations_members(channel="G0LUKKET")["members"] == ["U0METTE", BOT]


def test_a_shared_channel_tells_of_its_sides(client: WebClient) -> None:
    found = client.conversations_info(channel="C0JIANGSU", include_num_members=True)["channel"]

    assert {key: found[key] for key in (
        "is_ext_shared", "is_shared", "connected_team_ids", "shared_team_ids", "context_team_id",
        "conversation_host_id", "is_private", "is_archived", "is_member", "num_members",
    )} == {
        "is_ext_shared": True, "is_shared": True, "connected_team_ids": ["T0JEPD"],
        "shared_team_ids": ["T0REGION", "T0JEPD"], "context_team_id": "T0REGION", "conversation_host_id": "T0REGION",
        "is_private": False, "is_archived": False, "is_member": True, "num_members": 4,
    }  # fmt: skip
    assert "num_members" not in client.conversations_info(channel="C0JIANGSU")["channel"]


def test_a_public_channel_is_known_to_who_is_not_in_it(client: WebClient) -> None:
    assert client.conversations_info(channel="C0KANTINE")["channel"]["is_member"] is False
