"""Channels that are shared, get new ids, are split again and put away."""

import httpx
import pytest
from slack_sdk import WebClient

from bot.workspace.driver import LocalWorkspace, Person
from bot.workspace.model import Channel
from tests.unit.workspace.conftest import Json, RecordingApp, button, modal, text_field
from tests.unit.workspace.test_chat import refusal
from tests.unit.workspace.test_installing import kinds, theirs

C = "C0JIANGSU"


def both(ws: LocalWorkspace, app: RecordingApp) -> WebClient:
    """The app on both sides of the shared channel; gives the other side's client."""
    ws.install("T0JEPD", channels=["jord-jiangsu"])
    app.payloads.clear()
    return theirs(ws)


def inner(app: RecordingApp, *names: str) -> list[tuple[str, ...]]:
    """The receiving team and these fields of every event."""
    return [
        (one["authorizations"][0]["team_id"], *(str(one["event"].get(name)) for name in names)) for one in app.payloads
    ]


def test_a_private_channel_gets_a_new_id_when_it_is_shared(
    ws: LocalWorkspace, app: RecordingApp, client: WebClient
) -> None:
    bot = ws.app.installations["T0REGION"].bot_user_id
    ws.world.add_channel(Channel("G0LUKKET", "jord-lukket", ["T0REGION"], ["U0METTE", bot], is_private=True))

    ws.share("jord-lukket", "T0JEPD", new_id="C0LUKKET")

    assert inner(app, "type", "old_channel_id", "new_channel_id", "channel", "connected_team_id") == [
        ("T0REGION", "channel_id_changed", "G0LUKKET", "C0LUKKET", "None", "None"),
        ("T0REGION", "channel_shared", "None", "None", "C0LUKKET", "T0JEPD"),
    ]
    found = client.conversations_info(channel="C0LUKKET")["channel"]
    assert (found["is_private"], found["is_ext_shared"], found["connected_team_ids"]) == (True, True, ["T0JEPD"])
    assert refusal(client.conversations_info, channel="G0LUKKET") == "channel_not_found"


def test_every_side_hears_with_whom_it_is_connected(ws: LocalWorkspace, app: RecordingApp) -> None:
    at = ws.install("T0JEPD")
    ws.world.channels["C0INTERNT"].members.append(at.bot_user_id)

    ws.share("jord-internt", "T0JEPD")

    assert inner(app, "type", "connected_team_id") == [
        ("T0REGION", "channel_shared", "T0JEPD"), ("T0JEPD", "channel_shared", "T0REGION"),
    ]  # fmt: skip


def test_what_is_open_follows_a_new_id(ws: LocalWorkspace, app: RecordingApp, client: WebClient, mette: Person) -> None:
    mette.command("/note", channel="jord-jiangsu")
    url = app.last()["response_url"]
    client.views_open(trigger_id=app.last()["trigger_id"], view=modal("Referat", text_field("Titel", "t")))

    ws.change_channel_id("jord-jiangsu", "C0NEW")

    assert answer(url, {"text": "svar"}) == 200
    assert mette.last("jord-jiangsu").plain == "svar"
    assert mette.submit({"Titel": "x"}).ok


def answer(url: str, body: Json) -> int:
    return httpx.post(url, json=body).status_code


def test_a_disconnected_team_keeps_a_copy_with_a_new_id(
    ws: LocalWorkspace, app: RecordingApp, client: WebClient, mette: Person, li: Person
) -> None:
    client.chat_postMessage(channel=C, text="før", blocks=[button("Tryk", "go")])
    client.chat_postEphemeral(channel=C, user="U0METTE", text="kun Mette")
    client.chat_postEphemeral(channel=C, user="U0LI", text="kun Li")
    client.pins_add(channel=C, timestamp=mette.messages(C)[0].ts)

    kept = ws.unshare("jord-jiangsu", "T0JEPD")
    li.say("alene", "jord-jiangsu")
    mette.say("hos os", "jord-jiangsu")

    assert (kept.team_ids, kept.members) == (["T0JEPD"], ["U0LI"])
    assert kept.id != C
    assert ws.world.channels[C].members == ["U0METTE", "U0LARS", "U0JORDBRO0REGION"]
    assert [one.text for one in li.messages(kept.id)] == ["før", "kun Li", "alene"]
    assert [one.text for one in mette.messages(C)] == ["før", "kun Mette", "hos os"]
    assert (li.messages(kept.id)[0].pinned, li.messages(C)) == (True, [])
    assert inner(app, "type", "channel", "previously_connected_team_id", "is_ext_shared") == [
        ("T0REGION", "channel_unshared", C, "T0JEPD", "False")
    ]


def test_later_changes_on_one_side_do_not_reach_the_copy(
    ws: LocalWorkspace, client: WebClient, mette: Person, li: Person
) -> None:
    ts = client.chat_postMessage(channel=C, text="før", blocks=[button("Tryk", "go")])["ts"]
    kept = ws.unshare("jord-jiangsu", "T0JEPD")

    client.chat_update(channel=C, ts=ts, text="efter")

    assert (mette.last(C).text, li.last(kept.id).text) == ("efter", "før")


def test_the_copys_old_buttons_reach_no_app_of_the_other_side(
    ws: LocalWorkspace, app: RecordingApp, client: WebClient, li: Person
) -> None:
    client.chat_postMessage(channel=C, text="før", blocks=[button("Tryk", "go")])
    kept = ws.unshare("jord-jiangsu", "T0JEPD")
    app.payloads.clear()

    assert li.press("Tryk", on=li.last(kept.id)).error == "app_not_found"
    assert app.payloads == []


def test_what_a_partner_has_open_goes_with_them(
    ws: LocalWorkspace, app: RecordingApp, client: WebClient, li: Person, mette: Person
) -> None:
    client.chat_postMessage(channel=C, text="kort", blocks=[button("Tryk", "go")])
    li.press("Tryk", on=li.last(C))
    url, trigger = app.last()["response_url"], app.last()["trigger_id"]
    ws.unshare("jord-jiangsu", "T0JEPD")

    assert answer(url, {"text": "for sent", "response_type": "in_channel"}) == 404
    assert client.views_open(trigger_id=trigger, view=modal("T", text_field("Titel", "t")))["ok"]
    assert [one.text for one in mette.messages(C)] == ["kort"]


def test_with_the_app_on_both_sides_the_copy_keeps_its_bot(
    ws: LocalWorkspace, app: RecordingApp, client: WebClient, li: Person
) -> None:
    other = both(ws, app)
    kept = ws.unshare("jord-jiangsu", "T0JEPD")

    assert inner(app, "type", "channel", "previously_connected_team_id", "old_channel_id", "new_channel_id") == [
        ("T0REGION", "channel_unshared", C, "T0JEPD", "None", "None"),
        ("T0JEPD", "channel_unshared", C, "T0REGION", "None", "None"),
        ("T0JEPD", "channel_id_changed", "None", "None", C, kept.id),
    ]
    assert kept.members == ["U0LI", "U0JORDBRO0JEPD"]
    assert other.chat_postMessage(channel=kept.id, text="her")["ok"]
    assert refusal(other.chat_postMessage, channel=C, text="der") == "channel_not_found"
    assert refusal(client.chat_postMessage, channel=kept.id, text="der") == "channel_not_found"
    app.payloads.clear()
    li.mention("@jordbro 待办", "jord-jiangsu")
    assert kinds(app) == [("app_mention", "T0JEPD")]
    assert app.last()["is_ext_shared_channel"] is False


def test_a_channel_of_three_teams_goes_on_with_two(ws: LocalWorkspace, app: RecordingApp) -> None:
    ws.world.add_team(type(ws.world.teams["T0JEPD"])("T0DTU", "DTU", "dtu"))
    ws.share("jord-jiangsu", "T0DTU")
    ws.unshare("jord-jiangsu", "T0JEPD")

    assert inner(app, "type", "is_ext_shared")[-1] == ("T0REGION", "channel_unshared", "True")
    assert ws.world.channels[C].team_ids == ["T0REGION", "T0DTU"]


def test_sharing_again_opens_the_hosts_channel_and_leaves_the_copy(
    ws: LocalWorkspace, client: WebClient, li: Person
) -> None:
    kept = ws.unshare("jord-jiangsu", "T0JEPD")
    ws.share(C, "T0JEPD")
    ws.join("li", C)
    client.chat_postMessage(channel=C, text="igen")

    assert [one.text for one in li.messages(C)] == ["igen"]
    assert li.messages(kept.id) == []
    assert kept.id in ws.world.channels


def test_what_cannot_be_shared_or_split_is_said(ws: LocalWorkspace) -> None:
    with pytest.raises(ValueError, match="not a guest side"):
        ws.unshare("jord-jiangsu", "T0REGION")
    with pytest.raises(ValueError, match="not a guest side"):
        ws.unshare("jord-internt", "T0JEPD")
    with pytest.raises(ValueError, match="connected to C0JIANGSU already"):
        ws.share("jord-jiangsu", "T0JEPD")
    with pytest.raises(ValueError, match="C0KANTINE is taken"):
        ws.share("jord-internt", "T0JEPD", new_id="C0KANTINE")


def test_only_people_of_connected_teams_come_in(ws: LocalWorkspace) -> None:
    with pytest.raises(ValueError, match="T0JEPD is not connected"):
        ws.join("zhao", "jord-internt")
    ws.invite("li", "zhao", "jord-jiangsu")
    with pytest.raises(ValueError, match="cannot invite"):
        ws.invite("wang", "lars", "jord-internt")

    assert "U0ZHAO" in ws.world.channels[C].members


def test_an_invitation_names_who_invited(ws: LocalWorkspace, app: RecordingApp) -> None:
    ws.invite("li", "zhao", "jord-jiangsu")

    assert inner(app, "type", "user", "inviter") == [("T0REGION", "member_joined_channel", "U0ZHAO", "U0LI")]


def test_in_an_archived_channel_nobody_writes(
    ws: LocalWorkspace, app: RecordingApp, client: WebClient, mette: Person
) -> None:
    ws.app.subscriptions |= {"channel_archive", "channel_unarchive"}

    ws.archive("jord-jiangsu", "mette")
    refused = refusal(client.chat_postMessage, channel=C, text="x"), mette.say("x", C).error
    shown = client.conversations_info(channel=C)["channel"]["is_archived"]
    with pytest.raises(ValueError, match="archived"):
        ws.join("zhao", "jord-jiangsu")
    ws.archive("jord-jiangsu", "mette", archived=False)

    assert (refused, shown) == (("is_archived", "is_archived"), True)
    assert client.chat_postMessage(channel=C, text="x")["ok"]
    assert inner(app, "type", "channel", "user") == [
        ("T0REGION", "channel_archive", C, "U0METTE"), ("T0REGION", "channel_unarchive", C, "U0METTE"),
    ]  # fmt: skip
