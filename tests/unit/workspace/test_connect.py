"""Slack Connect: who is offered what, and whose ids the app gets."""

from slack_sdk import WebClient

from bot.workspace.driver import LocalWorkspace, Person
from tests.unit.workspace.conftest import RecordingApp, button, modal, section, text_field
from tests.unit.workspace.test_chat import refusal

CHANNEL = "jord-jiangsu"


def test_a_partner_has_no_commands_and_no_shortcuts(app: RecordingApp, li: Person) -> None:
    li.say("x", CHANNEL)

    command = li.command("/note", "x", channel=CHANNEL)
    shortcut = li.shortcut("log_as_note", on=li.last(CHANNEL))

    assert (command.error, shortcut.error) == ("not_a_command", "not_a_shortcut")
    assert "not a valid command" in str(command.detail)
    assert app.payloads == []


def test_a_guest_of_the_team_has_commands(app: RecordingApp, ws: LocalWorkspace) -> None:
    assert ws.user("wang").command("/note", channel="jord-internt").ok
    assert app.last()["team_id"] == "T0REGION"


def test_a_partners_mention_names_both_sides(app: RecordingApp, li: Person) -> None:
    li.mention("@jordbro 待办", channel=CHANNEL)

    sent = app.last()
    assert (sent["team_id"], sent["context_team_id"], sent["is_ext_shared_channel"]) == ("T0JEPD", "T0REGION", True)
    assert [(one["team_id"], one["user_id"]) for one in sent["authorizations"]] == [("T0REGION", "U0JORDBRO0REGION")]
    event = sent["event"]
    assert (event["user"], event["user_team"], event["source_team"], event["team"]) == ("U0LI", *["T0JEPD"] * 3)


def test_an_own_channel_is_not_shared(app: RecordingApp, mette: Person) -> None:
    mette.mention("@jordbro hej", channel="jord-internt")

    assert not app.last()["is_ext_shared_channel"]
    assert "user_team" not in app.events[-1]


def test_a_partners_button_and_modal(app: RecordingApp, client: WebClient, li: Person) -> None:
    client.chat_postMessage(channel="C0JIANGSU", text="x", blocks=[button("编辑", "edit")])
    li.press("编辑", on=li.last(CHANNEL))
    pressed = app.last()
    client.views_open(trigger_id=pressed["trigger_id"], view=modal("编辑", text_field("标题", "t")))

    assert li.submit({"标题": "会议"}).ok

    submitted = app.last()
    assert (pressed["team"]["id"], pressed["user"]["team_id"]) == ("T0REGION", "T0JEPD")
    assert (submitted["team"]["id"], submitted["user"]["team_id"]) == ("T0JEPD", "T0JEPD")
    assert submitted["view"]["app_installed_team_id"] == "T0REGION"


def test_a_partner_has_direct_messages_and_home(app: RecordingApp, client: WebClient, li: Person) -> None:
    assert li.dm("帮助").ok
    assert li.open_home().ok
    client.views_publish(user_id="U0LI", view={"type": "home", "blocks": [section("你好")]})

    message, home = app.payloads
    assert (message["authorizations"][0]["team_id"], message["event"]["user_team"]) == ("T0REGION", "T0JEPD")
    assert message["is_ext_shared_channel"]
    assert home["event"]["type"] == "app_home_opened"
    assert li.home is not None
    assert li.home.plain == "你好"


def test_a_stranger_is_not_reached(client: WebClient) -> None:
    assert refusal(client.conversations_open, users="U0ZHAO") == "user_not_visible"
    assert refusal(client.chat_postMessage, channel="U0ZHAO", text="x") == "channel_not_found"


def test_a_stranger_reaches_nothing(app: RecordingApp, ws: LocalWorkspace) -> None:
    zhao = ws.user("zhao")

    assert zhao.say("@jordbro", CHANNEL).error == "channel_not_found"
    assert zhao.open_home().error == "app_not_found"
    assert app.payloads == []


def install_on_both_sides(ws: LocalWorkspace) -> str:
    installation = ws.world.install("A0JORDBRO", "T0JEPD")
    ws.world.channels["C0JIANGSU"].members.append(installation.bot_user_id)
    return installation.bot_token


def test_installed_on_both_sides_one_delivery_comes(app: RecordingApp, ws: LocalWorkspace, li: Person) -> None:
    install_on_both_sides(ws)
    ws.app.subscriptions.add("message.channels")

    li.say("你好", CHANNEL)

    assert len(app.payloads) == 1
    assert app.last()["authorizations"][0]["team_id"] == "T0JEPD"


def test_installed_on_both_sides_partners_have_commands(app: RecordingApp, ws: LocalWorkspace, li: Person) -> None:
    token = install_on_both_sides(ws)

    assert li.command("/note", channel=CHANNEL).ok
    assert app.last()["team_id"] == "T0JEPD"
    theirs = WebClient(token=token, base_url=ws.api_url)
    theirs.views_open(trigger_id=app.last()["trigger_id"], view=modal("T", section("x")))
    assert theirs.users_info(user="U0LI", include_locale=True)["user"]["locale"] == "zh-CN"


def test_an_app_hears_its_own_messages_if_asked_for(app: RecordingApp, ws: LocalWorkspace, client: WebClient) -> None:
    install_on_both_sides(ws)
    ws.app.subscriptions.add("message.channels")
    client.chat_postMessage(channel="C0JIANGSU", text="stille")
    ws.echo_own_messages()

    client.chat_postMessage(channel="C0JIANGSU", text="ekko")
    client.chat_postEphemeral(channel="C0JIANGSU", user="U0LI", text="aldrig")
    client.chat_postMessage(channel="U0LI", text="i DM")
    ws.wait_until(lambda: len(app.payloads) == 2)

    echo = next(one for one in app.payloads if one["event"]["text"] == "ekko")
    assert (echo["event"]["user"], echo["event"]["app_id"]) == ("U0JORDBRO0REGION", "A0JORDBRO")
    assert echo["authorizations"][0]["user_id"] == "U0JORDBRO0JEPD"


def test_one_side_cannot_change_the_other_sides_message(ws: LocalWorkspace, client: WebClient) -> None:
    theirs = WebClient(token=install_on_both_sides(ws), base_url=ws.api_url)
    ts = theirs.chat_postMessage(channel="C0JIANGSU", text="x")["ts"]

    assert refusal(client.chat_update, channel="C0JIANGSU", ts=ts, text="y") == "cant_update_message"


def test_channel_names_differ_per_side(ws: LocalWorkspace, app: RecordingApp, li: Person, client: WebClient) -> None:
    ws.world.channels["C0JIANGSU"].names["T0JEPD"] = "丹麦土壤"
    ws.app.subscriptions.add("message.channels")

    li.say("x", "丹麦土壤")

    assert app.events[-1]["channel"] == "C0JIANGSU"
    assert client.conversations_info(channel="C0JIANGSU")["channel"]["name"] == "jord-jiangsu"


def test_the_other_sides_channels_do_not_exist(ws: LocalWorkspace) -> None:
    theirs = WebClient(token=install_on_both_sides(ws), base_url=ws.api_url)

    assert refusal(theirs.conversations_info, channel="C0INTERNT") == "channel_not_found"
