"""The acts of the control API about teams, channels and who is in them, over HTTP."""

from typing import Any

import httpx
import pytest
from slack_sdk import WebClient

from bot.workspace.driver import LocalWorkspace
from tests.unit.workspace.conftest import Json, RecordingApp
from tests.unit.workspace.test_installing import kinds

C = "C0JIANGSU"


@pytest.fixture
def act(ws: LocalWorkspace) -> Any:
    def do(name: str, **body: Any) -> Json:
        return dict(httpx.post(f"{ws.url}/_control/{name}", json=body).json())

    return do


def test_install_gives_ids_and_token(act: Any, ws: LocalWorkspace) -> None:
    made = act("install", team="T0JEPD", scopes=["chat:write", "commands"])

    assert made == {
        "ok": True, "ack": None, "app_id": "A0JORDBRO", "team": "T0JEPD", "bot_user_id": "U0JORDBRO0JEPD",
        "bot_id": "B0JORDBRO0JEPD", "bot_token": "xoxb-A0JORDBRO-T0JEPD", "refresh_token": None,
        "scopes": ["chat:write", "commands"],
    }  # fmt: skip
    assert WebClient(token=made["bot_token"], base_url=ws.api_url).auth_test()["team_id"] == "T0JEPD"


def test_the_app_is_revoked_and_removed(act: Any, app: RecordingApp) -> None:
    assert act("install", app_id="A0JORDBRO", team="T0JEPD")["ok"]
    assert act("revoke", team="T0REGION")["ok"]
    assert act("uninstall", team="T0JEPD")["ok"]

    assert kinds(app) == [
        ("tokens_revoked", "T0REGION"), ("tokens_revoked", "T0JEPD"), ("app_uninstalled", "T0JEPD"),
    ]  # fmt: skip


def test_people_and_channels_move(act: Any, app: RecordingApp, ws: LocalWorkspace) -> None:
    act("join", user="U0ZHAO", channel=C)
    act("leave", user="U0ZHAO", channel=C)
    act("invite", user="U0LI", invited="U0ZHAO", channel=C)
    shared = act("share", channel="C0INTERNT", team="T0JEPD", new_id="C0FAELLES")
    act("change_id", channel="C0FAELLES", new_id="C0FAELLES2")
    act("archive", user="U0METTE", channel="C0FAELLES2")
    kept = act("unshare", channel=C, team="T0JEPD")

    assert [one["type"] for one in app.events] == [
        "member_joined_channel", "member_left_channel", "member_joined_channel", "channel_id_changed",
        "channel_shared", "channel_id_changed", "channel_unshared",
    ]  # fmt: skip
    assert shared["channel"] == "C0FAELLES"
    assert ws.world.channels["C0FAELLES2"].is_archived
    assert ws.world.channels[kept["channel"]].members == ["U0LI", "U0ZHAO"]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("install", {"team": "T0NONE"}),
        ("install", {}),
        ("uninstall", {"team": "T0JEPD"}),
        ("revoke", {"team": "T0JEPD"}),
        ("join", {"user": "U0LI", "channel": "C0INTERNT"}),
        ("invite", {"user": "U0WANG", "invited": "U0LARS", "channel": "C0INTERNT"}),
        ("share", {"channel": C, "team": "T0JEPD"}),
        ("unshare", {"channel": C, "team": "T0REGION"}),
        ("change_id", {"channel": C, "new_id": "C0KANTINE"}),
        ("archive", {"channel": C}),
        ("drop_sockets", {"only": 3}),
    ],
)
def test_what_cannot_happen_is_said(act: Any, name: str, body: Json) -> None:
    answer = act(name, **body)

    assert (answer["ok"], answer["error"], bool(answer["detail"])) == (False, "invalid_request", True)
