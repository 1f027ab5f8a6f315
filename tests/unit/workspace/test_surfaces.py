"""Commands, messages, mentions, buttons and shortcuts: what the app gets and what people see."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from slack_sdk import WebClient

from bot.workspace.driver import LocalWorkspace, Person
from tests.unit.workspace.conftest import Json, RecordingApp, button, section

CHANNEL = "jord-jiangsu"


def test_a_command_has_slacks_fields(ws: LocalWorkspace, app: RecordingApp, mette: Person) -> None:
    ws.app.commands[0].should_escape = False

    assert mette.command("/note", " Møde & <b> @li ", channel=CHANNEL).ok

    sent = app.last()
    kept = (
        "command",
        "text",
        "user_id",
        "user_name",
        "team_id",
        "team_domain",
        "channel_id",
        "channel_name",
        "api_app_id",
    )
    assert {key: sent[key] for key in kept} == {
        "command": "/note", "text": "Møde &amp; &lt;b&gt; @li", "user_id": "U0METTE", "user_name": "mette",
        "team_id": "T0REGION", "team_domain": "region-hovedstaden", "channel_id": "C0JIANGSU",
        "channel_name": "jord-jiangsu", "api_app_id": "A0JORDBRO",
    }  # fmt: skip
    assert sent["trigger_id"]


def test_a_command_that_escapes_gets_references(ws: LocalWorkspace, app: RecordingApp, mette: Person) -> None:
    assert ws.app.commands[0].should_escape

    mette.command("/note", "@李明 i #kantine", channel=CHANNEL)

    assert app.last()["text"] == "<@U0LI> i <#C0KANTINE|kantine>"


@pytest.mark.parametrize(
    ("answer", "seen"),
    [
        ("bare tekst", ("bare tekst", True)),
        ({"text": "kun dig"}, ("kun dig", True)),
        ({"text": "alle", "response_type": "in_channel"}, ("alle", False)),
        ({"blocks": [section("*blok*")]}, ("blok", True)),
    ],
)
def test_an_answer_in_the_ack_is_shown(
    app: RecordingApp, mette: Person, li: Person, answer: object, seen: tuple[str, bool]
) -> None:
    app.answer = lambda _payload: answer

    result = mette.command("/note", "x", channel=CHANNEL)

    assert (result.ok, result.ack) == (True, answer)
    assert (mette.last(CHANNEL).plain, mette.last(CHANNEL).ephemeral) == seen
    assert len(li.messages(CHANNEL)) == (0 if seen[1] else 1)


def test_a_command_that_fails_is_noticed(ws: LocalWorkspace, app: RecordingApp, mette: Person) -> None:
    app.answer = lambda _payload: {"blocks": [section("")]}
    invalid = mette.command("/note", channel=CHANNEL)
    app.status = 500
    broken = mette.command("/note", channel=CHANNEL)
    unknown = mette.command("/nope", channel=CHANNEL)
    elsewhere = ws.user("wang").command("/note", channel=CHANNEL)

    errors = [one.error for one in (invalid, broken, unknown, elsewhere)]
    assert errors == ["invalid_blocks", "dispatch_failed", "not_a_command", "channel_not_found"]
    assert len(mette.notices) == 3


def test_an_app_that_is_not_running_fails_the_command(mette: Person) -> None:
    result = mette.command("/note", channel=CHANNEL)

    assert result.error == "dispatch_failed"
    assert mette.notices == ['/note failed with the error "dispatch_failed"']


def test_a_late_answer_is_a_timeout(ws: LocalWorkspace, app: RecordingApp, mette: Person) -> None:
    ws.ws.deliveries.patience = 0.0

    assert mette.command("/note", channel=CHANNEL).error == "operation_timeout"
    assert len(app.payloads) == 1


def test_typed_text_is_escaped_and_names_become_references(app: RecordingApp, mette: Person, li: Person) -> None:
    mette.mention("@Jordbro a < b & c, @李明 i #kantine og a@b.dk https://x.dk/?a=1&b=2.", channel=CHANNEL)

    text = app.events[-1]["text"]
    assert text == (
        "<@U0JORDBRO0REGION> a &lt; b &amp; c, <@U0LI> i <#C0KANTINE|kantine> og a@b.dk <https://x.dk/?a=1&amp;b=2>."
    )
    assert li.last(CHANNEL).plain == ("@Jordbro a < b & c, @李明 i #kantine og a@b.dk https://x.dk/?a=1&b=2.")


def test_typed_markup_is_text(app: RecordingApp, mette: Person) -> None:
    mette.say("@jordbro <!channel> <@U0LI> <script>", CHANNEL)

    assert app.events[-1]["text"].endswith("&lt;!channel&gt; &lt;@U0LI&gt; &lt;script&gt;")


def test_a_mention_is_delivered_once_or_with_its_message(ws: LocalWorkspace, app: RecordingApp, mette: Person) -> None:
    mette.mention("@jordbro hej", channel=CHANNEL)
    only = [one["type"] for one in app.events]
    ws.app.subscriptions.add("message.channels")
    mette.mention("@jordbro hej", channel=CHANNEL)

    both = app.events[1:]
    assert only == ["app_mention"]
    assert {one["type"] for one in both} == {"message", "app_mention"}
    assert len({one["ts"] for one in both}) == 1
    assert len({one["event_id"] for one in app.payloads}) == 3


def test_messages_without_a_mention_and_channels_without_the_bot_are_silent(app: RecordingApp, mette: Person) -> None:
    mette.say("hej", CHANNEL)
    mette.mention("@jordbro hej", channel="kantine")

    assert app.payloads == []


def test_a_direct_message_is_an_event(app: RecordingApp, mette: Person) -> None:
    assert mette.dm("hjælp").ok

    event = app.events[-1]
    assert (event["type"], event["channel_type"], event["text"]) == ("message", "im", "hjælp")
    assert mette.last().plain == "hjælp"


def test_a_thread_is_kept(app: RecordingApp, mette: Person, li: Person) -> None:
    parent = str(mette.say("start", CHANNEL).more["ts"])

    li.mention("@jordbro svar", channel=CHANNEL, thread_ts=parent)

    assert (app.events[-1]["thread_ts"], app.events[-1]["parent_user_id"]) == (parent, "U0METTE")


def test_a_button_carries_message_state_and_response_url(app: RecordingApp, client: WebClient, mette: Person) -> None:
    ts = client.chat_postMessage(
        channel="C0JIANGSU", text="kort", blocks=[section("x"), button("Udført", "done", "7")]
    )["ts"]

    assert mette.press("Udført", on=mette.last(CHANNEL)).ok

    sent = app.last()
    assert (sent["type"], sent["user"]["id"], sent["channel"]["id"]) == ("block_actions", "U0METTE", "C0JIANGSU")
    assert (sent["message"]["ts"], sent["container"]["message_ts"]) == (ts, ts)
    assert (sent["actions"][0]["action_id"], sent["actions"][0]["value"]) == ("done", "7")
    assert sent["response_url"]
    assert sent["trigger_id"]


def menu(kind: str) -> Json:
    found: Json = {"type": kind, "action_id": "m"}
    if kind in {"static_select", "overflow", "checkboxes", "radio_buttons"}:
        words = ("Et", "To")
        found["options"] = [{"text": {"type": "plain_text", "text": one}, "value": one.lower()} for one in words]
    return {"type": "actions", "block_id": "b", "elements": [found]}


@pytest.mark.parametrize(
    ("kind", "given", "key", "sent"),
    [
        ("static_select", "To", "selected_option", "to"),
        ("static_select", {"value": "et"}, "selected_option", "et"),
        ("overflow", "Et", "selected_option", "et"),
        ("radio_buttons", "to", "selected_option", "to"),
        ("checkboxes", ["Et", "To"], "selected_options", ["et", "to"]),
        ("datepicker", "2017-01-10", "selected_date", "2017-01-10"),
        ("timepicker", "14:30", "selected_time", "14:30"),
        ("users_select", "U0LI", "selected_user", "U0LI"),
        ("conversations_select", "C0JIANGSU", "selected_conversation", "C0JIANGSU"),
    ],
)
def test_menus_and_pickers(
    app: RecordingApp, client: WebClient, mette: Person, kind: str, given: object, key: str, sent: object
) -> None:
    client.chat_postMessage(channel="C0JIANGSU", text="x", blocks=[menu(kind)])

    assert mette.choose("m", given, on=mette.last(CHANNEL)).ok

    found = app.last()["actions"][0][key]
    values = [one["value"] for one in found] if isinstance(found, list) else found
    assert (values["value"] if isinstance(values, dict) else values) == sent


def test_what_is_not_there_cannot_be_pressed(
    app: RecordingApp, client: WebClient, mette: Person, ws: LocalWorkspace
) -> None:
    client.chat_postMessage(channel="C0JIANGSU", text="x", blocks=[menu("static_select")])
    seen = mette.last(CHANNEL)

    assert mette.choose("m", "Tre", on=seen).error == "invalid_value"
    with pytest.raises(LookupError, match="no button 'Væk'"):
        mette.press("Væk", on=seen)
    client.chat_delete(channel="C0JIANGSU", ts=seen.ts)
    assert mette.choose("m", "To", on=seen).error == "action_not_found"
    assert ws.user("zhao").choose("m", "To", on=seen).error == "channel_not_found"
    assert app.payloads == []


def test_an_ephemeral_can_be_pressed_by_its_reader_only(
    app: RecordingApp, client: WebClient, mette: Person, li: Person
) -> None:
    client.chat_postEphemeral(channel="C0JIANGSU", user="U0LI", text="x", blocks=[button("Del", "share")])
    seen = li.last(CHANNEL)

    assert mette.press("Del", on=seen).error == "action_not_found"
    assert li.press("Del", on=seen).ok
    assert app.last()["container"]["is_ephemeral"]
    assert "message" not in app.last()


def test_shortcuts_on_a_message_and_globally(app: RecordingApp, mette: Person, li: Person) -> None:
    li.say("记录 & 会议", CHANNEL)

    assert mette.shortcut("log_as_note", on=mette.last(CHANNEL)).ok
    assert mette.shortcut("log_note").ok

    on_message, globally = app.payloads
    assert (on_message["type"], on_message["message"]["text"], on_message["message"]["user"]) == (
        "message_action", "记录 &amp; 会议", "U0LI",
    )  # fmt: skip
    assert on_message["response_url"]
    assert (globally["type"], "channel" in globally) == ("shortcut", False)


def test_shortcuts_that_are_not_there(client: WebClient, app: RecordingApp, mette: Person) -> None:
    client.chat_postEphemeral(channel="C0JIANGSU", user="U0METTE", text="x")

    assert mette.shortcut("nope").error == "not_a_shortcut"
    assert mette.shortcut("log_as_note", on=mette.last(CHANNEL)).error == "message_not_found"
    assert app.payloads == []


def test_two_people_press_at_once(app: RecordingApp, client: WebClient, mette: Person, li: Person) -> None:
    client.chat_postMessage(channel="C0JIANGSU", text="x", blocks=[button("Udført", "done", "7")])
    together = threading.Barrier(2)

    def answer(_payload: Json) -> None:
        together.wait(5)

    app.answer = answer
    with ThreadPoolExecutor(2) as pool:
        presses = [pool.submit(one.press, "Udført", on=one.last(CHANNEL)) for one in (mette, li)]

    assert all(press.result().ok for press in presses)
    assert {one["user"]["id"] for one in app.payloads} == {"U0METTE", "U0LI"}
