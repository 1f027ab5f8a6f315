"""The app in several teams: installed, installed again, revoked, removed; by act of control and by the Web API."""

from typing import Any

import pytest
from slack_sdk import WebClient

from bot.workspace.clock import ManualClock
from bot.workspace.driver import LocalWorkspace, Person
from tests.unit.workspace.conftest import RecordingApp, button
from tests.unit.workspace.test_chat import refusal

CHANNEL = "C0JIANGSU"


def theirs(ws: LocalWorkspace) -> WebClient:
    """The client of the other side's installation."""
    return WebClient(token=ws.token_of("T0JEPD"), base_url=ws.api_url)


def kinds(app: RecordingApp) -> list[tuple[str, str]]:
    """The events received, each with the team whose installation received it."""
    return [(one["event"]["type"], one["authorizations"][0]["team_id"]) for one in app.payloads if "event" in one]


def test_each_team_has_a_bot_and_a_token_of_its_own(ws: LocalWorkspace, client: WebClient) -> None:
    ws.install("T0JEPD")

    here, there = client.auth_test(), theirs(ws).auth_test()

    keys = ("team_id", "team", "user_id", "bot_id")
    assert [here[key] for key in keys] == ["T0REGION", "Region Hovedstaden", "U0JORDBRO0REGION", "B0JORDBRO0REGION"]
    assert [there[key] for key in keys] == ["T0JEPD", "JEPD 江苏省环境保护厅", "U0JORDBRO0JEPD", "B0JORDBRO0JEPD"]


def test_installing_lets_the_bot_into_channels(ws: LocalWorkspace, app: RecordingApp) -> None:
    at = ws.install("T0JEPD", channels=["jord-jiangsu"])

    assert at.bot_user_id in ws.world.channels[CHANNEL].members
    assert [(one["event"]["user"], one["authorizations"][0]["team_id"]) for one in app.payloads] == [
        ("U0JORDBRO0JEPD", "T0JEPD")
    ]


def test_installing_again_keeps_the_bot_and_adds_scopes(ws: LocalWorkspace) -> None:
    first = ws.install("T0JEPD", scopes=["commands"])
    old_token = first.bot_token
    again = ws.install("T0JEPD", scopes=["chat:write"])

    assert again.bot_user_id == "U0JORDBRO0JEPD"
    assert again.scopes == ("commands", "chat:write")
    assert again.bot_token != old_token
    both = [WebClient(token=token, base_url=ws.api_url).auth_test()["bot_id"] for token in (old_token, again.bot_token)]
    assert both == ["B0JORDBRO0JEPD"] * 2


def test_after_removal_everything_is_new(ws: LocalWorkspace, client: WebClient, app: RecordingApp, li: Person) -> None:
    ws.uninstall("T0REGION")
    at = ws.install("T0REGION", channels=["jord-jiangsu"])

    assert (at.bot_user_id, at.bot_id) == ("U0JORDBRO0REGION2", "B0JORDBRO0REGION2")
    assert refusal(client.auth_test) == "token_revoked"
    assert li.mention("@jordbro 待办", "jord-jiangsu").ok
    assert app.events[-1]["text"] == "<@U0JORDBRO0REGION2> 待办"


def test_removal_leaves_the_other_team_alone(ws: LocalWorkspace, app: RecordingApp, li: Person) -> None:
    ws.install("T0JEPD", channels=["jord-jiangsu"])
    app.payloads.clear()

    ws.uninstall("T0REGION")
    li.mention("@jordbro 待办", "jord-jiangsu")

    assert kinds(app) == [
        ("tokens_revoked", "T0REGION"), ("app_uninstalled", "T0REGION"), ("app_mention", "T0JEPD"),
    ]  # fmt: skip
    assert theirs(ws).auth_test()["ok"]


def test_a_revoked_bot_leaves_and_hears_nothing_while_the_app_stays(
    ws: LocalWorkspace, app: RecordingApp, client: WebClient, mette: Person
) -> None:
    client.chat_postMessage(channel=CHANNEL, text="x", blocks=[button("Tryk", "go")])
    card = mette.last("jord-jiangsu")

    ws.revoke("T0REGION")
    mette.mention("@jordbro hej", "jord-jiangsu")
    pressed, typed = mette.press("Tryk", on=card), mette.command("/note", channel="jord-jiangsu")

    assert kinds(app) == [("tokens_revoked", "T0REGION")]
    assert app.events[0]["tokens"] == {"oauth": [], "bot": ["U0JORDBRO0REGION"]}
    assert refusal(client.auth_test) == "token_revoked"
    assert "U0JORDBRO0REGION" not in ws.world.channels[CHANNEL].members
    assert (pressed.ok, typed.ok) == (True, True)
    assert [one.get("type") or one["command"] for one in app.payloads[1:]] == ["block_actions", "/note"]


def test_the_other_side_hears_what_a_revoked_side_does_not(
    ws: LocalWorkspace, app: RecordingApp, mette: Person
) -> None:
    ws.install("T0JEPD", channels=["jord-jiangsu"])
    ws.app.subscriptions.add("message.channels")
    ws.revoke("T0REGION")
    app.payloads.clear()

    mette.say("hej", "jord-jiangsu")

    assert kinds(app) == [("message", "T0JEPD")]


def test_installing_revives_a_revoked_bot(ws: LocalWorkspace, app: RecordingApp, mette: Person) -> None:
    ws.revoke("T0REGION")
    at = ws.install("T0REGION", channels=["jord-jiangsu"])
    mette.mention("@jordbro hej", "jord-jiangsu")

    assert at.bot_user_id == "U0JORDBRO0REGION"
    assert kinds(app)[-1] == ("app_mention", "T0REGION")
    assert WebClient(token=at.bot_token, base_url=ws.api_url).auth_test()["user_id"] == at.bot_user_id


def test_auth_revoke_ends_the_token_and_a_test_does_not(
    ws: LocalWorkspace, app: RecordingApp, client: WebClient
) -> None:
    assert client.auth_revoke(test=True)["revoked"] is False
    assert client.auth_revoke()["revoked"] is True

    ws.wait_until(lambda: kinds(app) == [("tokens_revoked", "T0REGION")])
    assert refusal(client.auth_test) == "token_revoked"
    assert "T0REGION" in ws.app.installations


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"client_id": "9.9", "client_secret": "x"}, "invalid_client_id"),
        ({"client_id": "1111111111.2222222222", "client_secret": "x"}, "bad_client_secret"),
    ],
)
def test_apps_uninstall_wants_id_and_secret(client: WebClient, given: dict[str, Any], error: str) -> None:
    assert refusal(client.apps_uninstall, **given) == error
    assert client.auth_test()["ok"]


def test_apps_uninstall_removes_the_app(ws: LocalWorkspace, app: RecordingApp, client: WebClient) -> None:
    assert client.apps_uninstall(client_id=ws.app.client_id, client_secret=ws.app.client_secret)["ok"]

    ws.wait_until(lambda: kinds(app) == [("tokens_revoked", "T0REGION"), ("app_uninstalled", "T0REGION")])
    assert ws.app.installations == {}
    assert ws.app.client_secret not in str([call.as_json() for call in ws.calls()])


def test_a_removed_bot_is_known_as_deleted(ws: LocalWorkspace) -> None:
    ws.install("T0JEPD", channels=["jord-jiangsu"])
    ws.uninstall("T0REGION")

    found = theirs(ws).users_info(user="U0JORDBRO0REGION")["user"]

    assert (found["is_bot"], found["deleted"], found["team_id"]) == (True, True, "T0REGION")


def test_reset_comes_back_to_the_installations_of_the_start(ws: LocalWorkspace, client: WebClient) -> None:
    ws.install("T0JEPD")
    ws.uninstall("T0REGION")

    ws.reset()

    assert list(ws.app.installations) == ["T0REGION"]
    assert client.auth_test()["user_id"] == "U0JORDBRO0REGION"


def test_tokens_rotate_from_the_first_installation_on(ws: LocalWorkspace, clock: ManualClock) -> None:
    ws.app.token_rotation = True
    ws.install("T0JEPD")
    client = theirs(ws)

    clock.advance(12 * 3600 - 1)
    before = client.auth_test()["ok"]
    clock.advance(1)

    assert before
    assert refusal(client.auth_test) == "token_expired"
    assert ws.token_of("T0JEPD").startswith("xoxe.xoxb-1-")
    assert [call.token_type for call in ws.calls("auth.test")] == ["bot", "bot"]
