"""The control API over HTTP, as the page uses it."""

import json
import socket
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient

from bot.workspace.driver import LocalWorkspace
from bot.workspace.scenario import standard_workspace
from bot.workspace.server import Server, loopback
from tests.unit.workspace.conftest import Json, RecordingApp, button, modal, section, text_field

C = "C0JIANGSU"


@pytest.fixture
def http(ws: LocalWorkspace) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=ws.url) as found:
        yield found


def act(http: httpx.Client, name: str, **body: Any) -> Json:
    return dict(http.post(f"/_control/{name}", json=body).json())


def view(http: httpx.Client, user: str) -> Json:
    return dict(http.get("/_control/view", params={"user": user}).json())


def messages(http: httpx.Client, user: str, channel: str = C) -> list[Json]:
    return next((list(one["messages"]) for one in view(http, user)["channels"] if one["id"] == channel), [])


def test_world_lists_what_there_is(http: httpx.Client) -> None:
    world = http.get("/_control/world").json()

    assert world["teams"][0] == {"id": "T0REGION", "name": "Region Hovedstaden"}
    assert world["users"][0] == {
        "id": "U0METTE", "team_id": "T0REGION", "team_name": "Region Hovedstaden", "name": "mette",
        "real_name": "Mette Holm", "language": "da", "is_bot": False, "is_restricted": False,
        "tz": "Europe/Copenhagen",
    }  # fmt: skip
    assert world["channels"][0] == {
        "id": C, "name": "jord-jiangsu", "team_ids": ["T0REGION", "T0JEPD"], "is_ext_shared": True, "is_im": False,
        "members": ["U0METTE", "U0LARS", "U0LI", "U0JORDBRO0REGION"],
    }  # fmt: skip
    app = world["apps"][0]
    assert app["bot_user_ids"] == {"T0REGION": "U0JORDBRO0REGION"}
    assert app["commands"][0]["command"] == "/note"
    assert app["shortcuts"][0] == {"callback_id": "log_as_note", "name": "Log as note", "type": "message"}
    assert "not Slack" in world["notes"][0]


def test_a_view_shows_one_persons_side(http: httpx.Client, app: RecordingApp, client: WebClient) -> None:
    del app
    client.chat_postEphemeral(channel=C, user="U0METTE", text="kun dig", blocks=[section("kun dig")])
    act(http, "message", user="U0LI", channel=C, text="你好")

    mette, li = view(http, "U0METTE"), view(http, "U0LI")

    assert [one["id"] for one in li["channels"]] == [C]
    assert [one["offers"] for one in li["channels"]] == [{"commands": False, "shortcuts": False}]
    assert mette["channels"][0]["offers"] == {"commands": True, "shortcuts": True}
    hers = mette["channels"][0]["messages"]
    assert [(one["text"], one["ephemeral"], one["is_bot"], one["name"]) for one in hers] == [
        ("kun dig", True, True, "Jordbro"), ("你好", False, False, "李明"),
    ]  # fmt: skip
    assert set(hers[0]) == {
        "ts", "user", "bot_id", "name", "is_bot", "text", "blocks", "ephemeral", "edited", "thread_ts", "files",
        "pinned",
    }  # fmt: skip
    assert (hers[1]["blocks"], len(messages(http, "U0LI"))) == (None, 1)
    assert (li["modals"], li["home"], li["notices"]) == ([], None, [])
    assert (li["names"]["U0METTE"], li["names"][C]) == ("Mette Holm", "jord-jiangsu")


def test_a_modal_by_control(http: httpx.Client, app: RecordingApp, client: WebClient) -> None:
    act(http, "command", user="U0METTE", channel=C, command="/note", text="")
    opened = client.views_open(
        trigger_id=app.last()["trigger_id"], view=modal("T", text_field("Titel", "t"), button("Mere", "more"))
    )["view"]
    container = {"type": "view", "view_id": opened["id"]}
    state = {"t": {"x": {"type": "plain_text_input", "value": "halv"}}}

    empty = act(http, "submit", user="U0METTE", view_id=opened["id"], state={})
    pressed = act(http, "action", user="U0METTE", container=container, action_id="more", state=state)
    shown = view(http, "U0METTE")["modals"][0]
    submitted = act(http, "submit", user="U0METTE", view_id=opened["id"], state=state)

    assert (empty["ok"], empty["error"]) == (False, "invalid_input")
    assert pressed["ok"]
    assert shown["view"]["state"]["values"] == state
    assert submitted["ok"]
    assert view(http, "U0METTE")["modals"] == []
    assert act(http, "close", user="U0METTE", view_id=opened["id"])["error"] == "view_not_found"


def test_home_dm_and_shortcut_by_control(http: httpx.Client, app: RecordingApp) -> None:
    said = act(http, "message", user="U0METTE", channel=C, text="x")
    dm = act(http, "dm", user="U0LI")
    home = act(http, "home", user="U0LI")
    shortcut = act(http, "shortcut", user="U0METTE", callback_id="log_as_note", channel=C, ts=said["ts"])

    assert dm["channel"].startswith("D")
    assert (dm["ok"], home["ok"], shortcut["ok"]) == (True, True, True)
    assert [one.get("tab") for one in app.events] == ["messages", "home"]
    assert act(http, "message", user="U0LI", channel=dm["channel"], text="帮助")["ok"]


@pytest.mark.parametrize(
    ("name", "body", "error"),
    [
        ("message", {}, "invalid_request"),
        ("message", {"user": "U0NONE", "channel": C, "text": "x"}, "invalid_request"),
        ("message", {"user": "U0ZHAO", "channel": C, "text": "x"}, "channel_not_found"),
        ("command", {"user": "U0LI", "channel": C, "command": "/note"}, "not_a_command"),
        (
            "action",
            {"user": "U0LI", "container": {"type": "view", "view_id": "V0"}, "action_id": "a"},
            "action_not_found",
        ),
        ("faults", {"times": 1}, "invalid_request"),
        ("slow", {"seconds": "meget"}, "invalid_request"),
        ("nothing", {}, "unknown_act"),
    ],
)
def test_what_cannot_be_done_is_said(http: httpx.Client, name: str, body: Json, error: str) -> None:
    answer = act(http, name, **body)

    assert (answer["ok"], answer["error"]) == (False, error)
    assert answer["detail"]


def test_test_helpers_by_control(http: httpx.Client, app: RecordingApp, client: WebClient) -> None:
    act(http, "faults", method="auth.test", status=503, times=1)
    broken = http.post("/api/auth.test", headers={"Authorization": f"Bearer {client.token}"})
    act(http, "message", user="U0METTE", channel=C, text="@jordbro hej")
    again = act(http, "redeliver", event_id=app.payloads[0]["event_id"])
    calls = http.get("/_control/calls", params={"method": "auth.test"}).json()["calls"]
    notes = act(http, "notes", notes=["motor: lokal"])
    shown = http.get("/_control/world").json()["notes"]
    reset = act(http, "reset")

    assert broken.status_code == 503
    assert (again["ok"], len(app.payloads), len(calls)) == (True, 2, 1)
    assert (notes["ok"], shown) == (True, ["motor: lokal"])
    assert reset["ok"]
    assert messages(http, "U0METTE") == []
    assert act(http, "redeliver", event_id="Ev0")["error"] == "event_not_found"
    assert (act(http, "drop_sockets", abrupt=True)["dropped"], act(http, "disconnect", reason="warning")["told"]) == (
        0,
        0,
    )


def test_the_feed_tells_of_changes_a_person_sees(ws: LocalWorkspace, client: WebClient) -> None:
    seen: list[int] = []
    first = threading.Event()

    def follow() -> None:
        with httpx.stream("GET", f"{ws.url}/_control/feed?user=U0LI", timeout=10) as stream:
            for line in stream.iter_lines():
                if line.startswith("data: "):
                    seen.append(json.loads(line.removeprefix("data: "))["seq"])
                    first.set()

    thread = threading.Thread(target=follow)
    thread.start()
    first.wait(5)
    client.chat_postEphemeral(channel=C, user="U0METTE", text="ikke for Li")
    client.chat_postMessage(channel=C, text="for begge")
    ws.wait_until(lambda: len(seen) == 2)
    ws.stop()
    thread.join(5)

    assert seen == [seen[0], seen[0] + 1]
    assert not thread.is_alive()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://127.0.0.1:1234"}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Host": "evil.example"}, 403),
        ({"Host": "localhost:80"}, 200),
    ],
)
def test_other_sites_cannot_use_it_through_a_browser(http: httpx.Client, headers: dict[str, str], status: int) -> None:
    assert http.get("/_control/world", headers=headers).status_code == status


def test_the_page_and_nothing_beside_it_is_served(http: httpx.Client) -> None:
    page = http.get("/")
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert http.get("/page/style.css").headers["content-type"].startswith("text/css")
    assert http.get("/page/none.js").status_code == 404
    assert http.get("/page/..%2fserver.py").status_code == 404
    assert http.get("/page/%2e%2e").status_code == 404


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "example.org", "", "::"])
def test_only_loopback_is_bound(host: str) -> None:
    with pytest.raises(ValueError, match="loopback"):
        Server(standard_workspace(), host=host)


def test_loopback_addresses_are_taken() -> None:
    assert [loopback(host) for host in ("localhost", "127.0.0.1", "::1")] == ["127.0.0.1", "127.0.0.1", "::1"]


def test_a_taken_port_is_an_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        server = Server(standard_workspace(), port=taken.getsockname()[1])
        with pytest.raises(OSError, match="in use"):
            server.start()
        server.stop()
