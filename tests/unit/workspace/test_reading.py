"""users.*, conversations.*, team.info and bots.info."""

from slack_sdk import WebClient

from bot.workspace.driver import LocalWorkspace
from bot.workspace.model import User
from tests.unit.workspace.test_chat import refusal

CHANNEL = "C0JIANGSU"


def test_an_own_user_has_a_locale_if_asked_for(client: WebClient) -> None:
    asked = client.users_info(user="U0METTE", include_locale=True)["user"]
    plain = client.users_info(user="U0METTE")["user"]

    assert (asked["locale"], asked["team_id"], asked["tz"]) == ("en-US", "T0REGION", "Europe/Copenhagen")
    assert "locale" not in plain
    assert client.users_info(user="U0WANG")["user"]["is_restricted"]


def test_an_external_user_has_no_locale_and_another_team(client: WebClient) -> None:
    li = client.users_info(user="U0LI", include_locale=True)["user"]
    zhao = client.users_info(user="U0ZHAO", include_locale=True)["user"]

    assert "locale" not in li
    assert (li["team_id"], li["is_stranger"]) == ("T0JEPD", False)
    assert (zhao["team_id"], zhao["is_stranger"]) == ("T0JEPD", True)


def test_users_nobody_can_see(ws: LocalWorkspace, client: WebClient) -> None:
    ws.world.channels[CHANNEL].team_ids.remove("T0JEPD")

    assert refusal(client.users_info, user="U0ZHAO") == "user_not_visible"
    assert refusal(client.users_info, user="U0NONE") == "user_not_found"


def test_users_list_has_the_team_and_those_it_meets(client: WebClient) -> None:
    ids = {user["id"] for user in client.users_list()["members"]}

    assert ids == {"U0METTE", "U0LARS", "U0LI", "U0WANG", "U0JORDBRO0REGION"}


def test_conversations_info_of_a_shared_and_an_own_channel(client: WebClient) -> None:
    shared = client.conversations_info(channel=CHANNEL)["channel"]
    own = client.conversations_info(channel="C0KANTINE")["channel"]

    assert (shared["name"], shared["is_ext_shared"], shared["connected_team_ids"]) == ("jord-jiangsu", True, ["T0JEPD"])
    assert (own["is_ext_shared"], own["is_member"]) == (False, False)
    assert refusal(client.conversations_info, channel="C0NONE") == "channel_not_found"


def test_members_come_in_pages(ws: LocalWorkspace, client: WebClient) -> None:
    for number in range(5):
        user = ws.world.add_user(User(f"U{number}", "T0REGION", f"u{number}", f"Bruger {number}"))
        ws.world.channels[CHANNEL].members.append(user.id)

    pages = [list(page["members"]) for page in client.conversations_members(channel=CHANNEL, limit=4)]

    assert [len(page) for page in pages] == [4, 4, 1]
    assert [member for page in pages for member in page] == ws.world.channels[CHANNEL].members
    assert refusal(client.conversations_members, channel=CHANNEL, cursor="oops") == "invalid_cursor"
    assert refusal(client.conversations_members, channel=CHANNEL, limit=1001) == "invalid_limit"
    assert refusal(client.conversations_members, channel=CHANNEL, limit="ti") == "invalid_arguments"


def test_conversations_list_by_type(ws: LocalWorkspace, client: WebClient) -> None:
    ws.world.channels["C0KANTINE"].is_private = True
    direct = client.conversations_open(users="U0METTE")["channel"]["id"]

    public = [one["id"] for one in client.conversations_list()["channels"]]
    private = [one["id"] for one in client.conversations_list(types="private_channel")["channels"]]
    ims = [one["id"] for one in client.conversations_list(types="im")["channels"]]

    assert (public, private, ims) == ([CHANNEL, "C0INTERNT"], [], [direct])


def test_conversations_open_refuses(client: WebClient) -> None:
    assert refusal(client.conversations_open, users="U0NONE") == "user_not_found"
    assert refusal(client.conversations_open, users="") == "users_list_not_supplied"


def test_history_is_newest_first_in_pages(client: WebClient) -> None:
    for text in "abc":
        client.chat_postMessage(channel=CHANNEL, text=text)

    page = client.conversations_history(channel=CHANNEL, limit=2)

    assert [one["text"] for one in page["messages"]] == ["c", "b"]
    assert page["has_more"]


def test_team_info_of_known_teams_only(client: WebClient) -> None:
    assert client.team_info()["team"]["id"] == "T0REGION"
    assert client.team_info(team="T0JEPD")["team"]["name"] == "JEPD 江苏省环境保护厅"
    assert refusal(client.team_info, team="T0NONE") == "team_not_found"


def test_bots_info(client: WebClient) -> None:
    assert client.bots_info(bot="B0JORDBRO0REGION")["bot"]["app_id"] == "A0JORDBRO"
    assert refusal(client.bots_info, bot="B0NONE") == "bot_not_found"
