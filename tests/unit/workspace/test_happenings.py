"""People come and go, channels are shared and renamed, the app is removed."""

from slack_sdk import WebClient

from bot.workspace.driver import LocalWorkspace, Person
from tests.unit.workspace.conftest import RecordingApp, button
from tests.unit.workspace.test_chat import refusal


def test_joining_and_leaving_are_events(ws: LocalWorkspace, app: RecordingApp) -> None:
    ws.join("zhao", "jord-jiangsu")
    ws.join("zhao", "jord-jiangsu")
    ws.leave("zhao", "jord-jiangsu")
    ws.leave("zhao", "jord-jiangsu")

    told = [(one["type"], one["user"], one["team"], one["channel"]) for one in app.events]
    assert told == [
        ("member_joined_channel", "U0ZHAO", "T0JEPD", "C0JIANGSU"),
        ("member_left_channel", "U0ZHAO", "T0JEPD", "C0JIANGSU"),
    ]


def test_the_bot_hears_of_its_own_coming_and_going(ws: LocalWorkspace, app: RecordingApp) -> None:
    ws.join("jordbro", "kantine")
    ws.leave("jordbro", "kantine")

    assert [(one["type"], one["user"]) for one in app.events] == [
        ("member_joined_channel", "U0JORDBRO0REGION"), ("member_left_channel", "U0JORDBRO0REGION"),
    ]  # fmt: skip


def test_sharing_and_unsharing(ws: LocalWorkspace, app: RecordingApp) -> None:
    ws.share("jord-internt", "T0JEPD")
    ws.unshare("jord-jiangsu", "T0JEPD")

    assert [(one["type"], one["channel"]) for one in app.events] == [
        ("channel_shared", "C0INTERNT"), ("channel_unshared", "C0JIANGSU"),
    ]  # fmt: skip
    assert "U0LI" not in ws.world.channels["C0JIANGSU"].members


def test_a_channel_gets_another_id(ws: LocalWorkspace, app: RecordingApp, client: WebClient, mette: Person) -> None:
    client.chat_postMessage(channel="C0JIANGSU", text="x", blocks=[button("Tryk", "go")])

    ws.change_channel_id("jord-jiangsu", "C0NEW")

    event = app.events[-1]
    assert (event["type"], event["old_channel_id"], event["new_channel_id"]) == (
        "channel_id_changed", "C0JIANGSU", "C0NEW",
    )  # fmt: skip
    assert mette.press("Tryk", on=mette.last("jord-jiangsu")).ok
    assert refusal(client.conversations_info, channel="C0JIANGSU") == "channel_not_found"


def test_an_uninstalled_app_is_gone(ws: LocalWorkspace, app: RecordingApp, client: WebClient, mette: Person) -> None:
    client.chat_postMessage(channel="C0JIANGSU", text="x", blocks=[button("Tryk", "go")])
    client.views_publish(user_id="U0METTE", view={"type": "home", "blocks": []})

    ws.uninstall("T0REGION")

    assert [one["type"] for one in app.events] == ["tokens_revoked", "app_uninstalled"]
    assert refusal(client.auth_test) == "token_revoked"
    assert mette.home is None
    assert mette.press("Tryk", on=mette.last("jord-jiangsu")).error == "app_not_found"
    assert mette.command("/note", channel="jord-jiangsu").error == "not_a_command"
