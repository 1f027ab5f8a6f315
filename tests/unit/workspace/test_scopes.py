"""What an installation may do: the scopes it was given, and the refusal of everything else."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.workspace.driver import LocalWorkspace
from bot.workspace.scopes import ALL_SCOPES, NEEDED
from tests.unit.workspace.conftest import section


def given(ws: LocalWorkspace, *scopes: str) -> WebClient:
    """A client of an installation in the other team, with these scopes, whose bot is in the shared channel."""
    at = ws.install("T0JEPD", channels=["jord-jiangsu"], scopes=scopes)
    return WebClient(token=at.bot_token, base_url=ws.api_url)


def refused(call: Any, **args: Any) -> tuple[str, str, str]:
    with pytest.raises(SlackApiError) as caught:
        call(**args)
    answer = caught.value.response
    return answer["error"], answer["needed"], answer["provided"]


def test_every_answer_tells_the_scopes(client: WebClient) -> None:
    answer = client.users_info(user="U0METTE")

    assert answer.headers["x-oauth-scopes"] == ",".join(ALL_SCOPES)
    assert answer.headers["x-accepted-oauth-scopes"] == "users:read"
    with pytest.raises(SlackApiError) as caught:
        client.users_info(user="U0NONE")
    assert caught.value.response.headers["x-oauth-scopes"] == ",".join(ALL_SCOPES)


@pytest.mark.parametrize("method", sorted(NEEDED))
def test_a_method_without_its_scope_is_refused(ws: LocalWorkspace, method: str) -> None:
    client = given(ws, "commands", "app_mentions:read")

    found = refused(client.api_call, api_method=method)

    assert found == ("missing_scope", ",".join(NEEDED[method]), "app_mentions:read,commands")


def test_methods_without_scopes_need_none(ws: LocalWorkspace) -> None:
    client = given(ws, "commands")

    assert client.auth_test()["team_id"] == "T0JEPD"
    assert client.views_publish(user_id="U0LI", view={"type": "home", "blocks": [section("x")]})["ok"]


def test_one_of_several_scopes_is_enough_for_its_kind(ws: LocalWorkspace) -> None:
    client = given(ws, "channels:read", "im:write")
    direct = client.conversations_open(users="U0LI")["channel"]["id"]

    assert client.conversations_info(channel="C0JIANGSU")["ok"]
    assert client.conversations_list(types="public_channel")["ok"]
    assert refused(client.conversations_info, channel=direct) == (
        "missing_scope", "im:read", "channels:read,im:write",
    )  # fmt: skip
    assert refused(client.conversations_list, types="public_channel,private_channel")[1] == "groups:read"


def test_what_a_refused_method_would_do_is_not_done(ws: LocalWorkspace) -> None:
    client = given(ws, "commands")

    refused(client.chat_postMessage, channel="C0JIANGSU", text="x")

    assert ws.world.channels["C0JIANGSU"].messages == []
