"""The three set-ups: who is who in each, and with the app on both sides whose installation gets what."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from slack_sdk import WebClient

from bot.workspace.clock import ManualClock
from bot.workspace.driver import LocalWorkspace
from bot.workspace.setups import SETUPS, both_sides, guests, one_side
from tests.unit.workspace.conftest import RecordingApp, button, modal, section, text_field
from tests.unit.workspace.test_chat import refusal

CHANNEL = "jord-jiangsu"
C = "C0JIANGSU"


class Sides(NamedTuple):
    """A workspace with the app on both sides, the app, and the client of each side."""

    ws: LocalWorkspace
    app: RecordingApp
    danish: WebClient
    chinese: WebClient


@pytest.fixture
def sides() -> Iterator[Sides]:
    with LocalWorkspace.start(both_sides(), ManualClock()) as ws:
        ws.ws.deliveries.retry_delays = ()
        app = RecordingApp()
        ws.use_dispatch(app)
        clients = (WebClient(token=ws.token_of(team), base_url=ws.api_url) for team in ("T0REGION", "T0JEPD"))
        yield Sides(ws, app, *clients)


@pytest.mark.parametrize("name", SETUPS)
def test_the_same_people_stand_in_the_same_relation_in_every_setup(name: str) -> None:
    world = SETUPS[name]()

    inside = {"U0METTE", "U0LARS", "U0LI", "U0CHEN", "U0WANG", "U0SUN", "U0JORDBRO0REGION"}
    assert set(world.channels[C].members) - {"U0JORDBRO0JEPD"} == inside
    with_app = {bot for app in world.apps.values() for bot in (at.bot_user_id for at in app.installations.values())}
    reached = {who for one in world.channels.values() if with_app & set(one.members) for who in one.members}
    assert set(world.users) - reached == {"U0ZHAO", "U0ANNE"}
    sun = [one.id for one in world.channels.values() if "U0SUN" in one.members]
    assert (sun, world.users["U0SUN"].is_ultra_restricted, world.users["U0WANG"].is_restricted) == ([C], True, True)


def test_the_setups_differ_in_teams_and_installations() -> None:
    found = {name: make() for name, make in SETUPS.items()}

    assert {name: list(one.apps["A0JORDBRO"].installations) for name, one in found.items()} == {
        "one_side": ["T0REGION"], "both_sides": ["T0REGION", "T0JEPD"], "guests": ["T0REGION"],
    }  # fmt: skip
    assert {name: one.channels[C].is_ext_shared for name, one in found.items()} == {
        "one_side": True, "both_sides": True, "guests": False,
    }  # fmt: skip
    assert {user.team_id for user in guests().users.values()} == {"T0REGION"}
    assert one_side() == one_side()


@pytest.mark.parametrize(("setup", "can"), [("one_side", False), ("both_sides", True), ("guests", True)])
def test_a_partner_has_commands_only_where_their_team_has_the_app(setup: str, can: bool) -> None:  # noqa: FBT001
    with LocalWorkspace.start(SETUPS[setup](), ManualClock()) as ws:
        ws.use_dispatch(RecordingApp())
        assert {who: ws.user(who).command("/note", channel=CHANNEL).ok for who in ("mette", "wang", "sun", "li")} == {
            "mette": True, "wang": True, "sun": True, "li": can,
        }  # fmt: skip


def test_a_guest_of_one_channel_comes_into_no_other() -> None:
    with LocalWorkspace.start(guests(), ManualClock()) as ws:
        with pytest.raises(ValueError, match="guest of one channel"):
            ws.join("sun", "jord-internt")
        ws.join("wang", "kantine")
        ws.leave("sun", CHANNEL)
        ws.join("sun", "jord-internt")

        assert "U0SUN" in ws.world.channels["C0INTERNT"].members


@pytest.mark.parametrize(("who", "team"), [("mette", "T0REGION"), ("li", "T0JEPD")])
def test_one_delivery_with_one_authorization_comes_per_event(sides: Sides, who: str, team: str) -> None:
    sides.ws.app.subscriptions.add("message.channels")

    sides.ws.user(who).say("hej 你好", CHANNEL)

    assert [[one["team_id"] for one in sent["authorizations"]] for sent in sides.app.payloads] == [[team]]
    assert sides.app.last()["is_ext_shared_channel"] is True


@pytest.mark.parametrize(("who", "team"), [("mette", "T0REGION"), ("li", "T0JEPD")])
def test_people_mention_their_own_sides_bot(sides: Sides, who: str, team: str) -> None:
    sides.ws.user(who).mention("@jordbro hej", CHANNEL)

    assert sides.app.events[-1]["text"] == f"<@U0JORDBRO0{team.removeprefix('T0')}> hej"
    assert sides.app.last()["authorizations"][0]["team_id"] == team


def test_a_mention_of_the_other_sides_bot_reaches_the_other_side(sides: Sides) -> None:
    sides.ws.world.users["U0JORDBRO0JEPD"].name = "tuqiao"

    sides.ws.user("mette").mention("@tuqiao hej", CHANNEL)

    assert [(one["event"]["type"], one["context_team_id"], one["team_id"]) for one in sides.app.payloads] == [
        ("app_mention", "T0JEPD", "T0REGION")
    ]


def test_a_mention_of_a_bot_that_is_not_there_reaches_nobody(sides: Sides) -> None:
    sides.ws.leave("U0JORDBRO0JEPD", CHANNEL)
    sides.app.payloads.clear()
    sides.ws.world.users["U0JORDBRO0JEPD"].name = "tuqiao"

    sides.ws.user("li").mention("@tuqiao 待办", CHANNEL)

    assert sides.ws.world.channels[C].messages[-1].text == "<@U0JORDBRO0JEPD> 待办"
    assert sides.app.payloads == []


def test_a_press_goes_to_the_side_that_posted(sides: Sides) -> None:
    for client in (sides.danish, sides.chinese):
        client.chat_postMessage(channel=C, text="kort", blocks=[button("Tryk", "go")])
    li = sides.ws.user("li")
    for card in li.messages(CHANNEL):
        li.press("Tryk", on=card)

    assert [(one["team"]["id"], one["user"]["team_id"]) for one in sides.app.payloads] == [
        ("T0REGION", "T0JEPD"), ("T0JEPD", "T0JEPD"),
    ]  # fmt: skip
    keys = ("bot_id", "user", "team")
    assert [tuple(one["message"][key] for key in keys) for one in sides.app.payloads] == [
        ("B0JORDBRO0REGION", "U0JORDBRO0REGION", "T0REGION"), ("B0JORDBRO0JEPD", "U0JORDBRO0JEPD", "T0JEPD"),
    ]  # fmt: skip


def test_a_trigger_serves_only_the_installation_that_got_it(sides: Sides) -> None:
    sides.ws.user("li").command("/note", channel=CHANNEL)
    trigger, view = sides.app.last()["trigger_id"], modal("T", text_field("Titel", "t"))

    refused = refusal(sides.danish.views_open, trigger_id=trigger, view=view)
    opened = sides.chinese.views_open(trigger_id=trigger, view=view)["view"]

    assert refused == "invalid_trigger_id"
    assert (sides.app.last()["team_id"], opened["app_installed_team_id"]) == ("T0JEPD", "T0JEPD")
    assert refusal(sides.danish.views_update, view_id=opened["id"], view=view) == "not_found"
    assert sides.ws.user("li").submit({"Titel": "x"}).ok
    assert sides.app.last()["view"]["app_installed_team_id"] == "T0JEPD"


def test_a_home_is_published_by_the_side_of_the_person(sides: Sides) -> None:
    home = {"type": "home", "blocks": [section("x")]}

    assert refusal(sides.danish.views_publish, user_id="U0LI", view=home) == "not_enabled"
    assert sides.chinese.views_publish(user_id="U0LI", view=home)["ok"]
    sides.ws.user("li").open_home()
    assert sides.app.last()["authorizations"][0]["team_id"] == "T0JEPD"


def test_a_home_changes_hands_with_the_installation(sides: Sides) -> None:
    home = {"type": "home", "blocks": [section("x")]}
    sides.chinese.views_publish(user_id="U0LI", view=home)
    sides.ws.uninstall("T0JEPD")

    gone = sides.ws.user("li").home
    sides.danish.views_publish(user_id="U0LI", view=home)

    assert gone is None
    assert sides.ws.user("li").home is not None


def test_a_bot_changes_only_its_own_sides_messages(sides: Sides) -> None:
    ts = sides.chinese.chat_postMessage(channel=C, text="x")["ts"]

    assert refusal(sides.danish.chat_update, channel=C, ts=ts, text="y") == "cant_update_message"
    assert refusal(sides.danish.chat_delete, channel=C, ts=ts) == "cant_delete_message"
    assert sides.chinese.chat_update(channel=C, ts=ts, text="y")["ok"]


def test_a_bot_sees_only_its_own_sides_channels(sides: Sides) -> None:
    assert refusal(sides.chinese.conversations_info, channel="G0LUKKET") == "channel_not_found"
    assert refusal(sides.danish.conversations_members, channel="C0NEIBU") == "channel_not_found"
    assert refusal(sides.danish.chat_postMessage, channel="C0KANTINE", text="x") == "not_in_channel"
    sides.ws.leave("U0JORDBRO0REGION", "jord-lukket")
    assert refusal(sides.danish.conversations_info, channel="G0LUKKET") == "channel_not_found"


def test_a_bot_that_mentions_the_other_bot_is_told_of_as_a_bot(sides: Sides) -> None:
    sides.danish.chat_postMessage(channel=C, text="<@U0JORDBRO0JEPD> uden ekko")
    sides.ws.echo_own_messages()
    sides.danish.chat_postMessage(channel=C, text="<@U0JORDBRO0JEPD> <@U0JORDBRO0REGION> hej")
    sides.danish.chat_postMessage(channel=C, text="x", blocks=[section("<@U0JORDBRO0JEPD> i en blok")])
    sides.danish.chat_postMessage(channel=C, text="<@U0JORDBRO0REGION> selv")
    sides.danish.chat_postMessage(channel="U0METTE", text="<@U0JORDBRO0JEPD> i DM")
    sides.ws.wait_until(lambda: len(sides.app.payloads) == 3)

    mentions = [one for one in sides.app.payloads if one["event"]["type"] == "app_mention"]
    assert [(one["event"]["bot_id"], one["event"]["user"], one["context_team_id"]) for one in mentions] == [
        ("B0JORDBRO0REGION", "U0JORDBRO0REGION", "T0JEPD")
    ] * 2
    assert [one["event"]["channel_type"] for one in sides.app.payloads if one not in mentions] == ["im"]


def test_people_coming_and_going_are_told_once_and_to_their_own_side(sides: Sides) -> None:
    sides.ws.leave("chen", CHANNEL)
    sides.ws.leave("lars", CHANNEL)
    sides.ws.join("zhao", CHANNEL)

    assert [(one["event"]["user"], one["context_team_id"]) for one in sides.app.payloads] == [
        ("U0CHEN", "T0JEPD"), ("U0LARS", "T0REGION"), ("U0ZHAO", "T0JEPD"),
    ]  # fmt: skip


def test_people_are_shown_to_each_side_as_its_own_or_as_foreign(sides: Sides) -> None:
    def shown(client: WebClient, user: str) -> tuple[object, ...]:
        found = client.users_info(user=user, include_locale=True)["user"]
        keys = ("team_id", "is_restricted", "is_ultra_restricted", "is_stranger", "locale", "tz")
        return tuple(found.get(key) for key in keys)

    assert {who: shown(sides.danish, who) for who in ("U0LI", "U0CHEN", "U0ZHAO", "U0WANG", "U0SUN")} == {
        "U0LI": ("T0JEPD", False, False, False, None, "Asia/Shanghai"),
        "U0CHEN": ("T0JEPD", False, False, False, None, None),
        "U0ZHAO": ("T0JEPD", False, False, True, None, "Asia/Shanghai"),
        "U0WANG": ("T0REGION", True, False, None, "zh-CN", "Asia/Shanghai"),
        "U0SUN": ("T0REGION", True, True, None, "zh-CN", "Asia/Shanghai"),
    }
    assert shown(sides.chinese, "U0SUN") == ("T0REGION", True, True, False, None, "Asia/Shanghai")
    assert shown(sides.chinese, "U0LI") == ("T0JEPD", False, False, None, "zh-CN", "Asia/Shanghai")
