"""The Web API's methods that tell about teams, people, bots and conversations."""

from typing import Any

from bot.workspace import connect, payloads, scopes
from bot.workspace.api_base import Method, Request
from bot.workspace.errors import SlackError
from bot.workspace.model import Channel, User
from bot.workspace.people import direct_channel

Json = dict[str, Any]

_MOST_MEMBERS = 200


def user_object(call: Request, user: User) -> Json:
    """Build a user as one installation sees them; of external people Slack tells no locale and not who is an admin."""
    profile = {"real_name": user.real_name, "display_name": user.name, "team": user.team_id}
    found: Json = {
        "id": user.id, "team_id": user.team_id, "name": user.name, "real_name": user.real_name, "deleted": user.deleted,
        "profile": profile, "is_bot": user.is_bot, "is_app_user": False, "updated": 1,
        "is_restricted": user.is_restricted, "is_ultra_restricted": user.is_ultra_restricted,
    }  # fmt: skip
    if user.tz:
        found["tz"] = user.tz
    if connect.is_external(user, call.at.team_id):
        return found | {"is_stranger": connect.is_stranger(call.ws.world, user, call.at.team_id)}
    found |= {"is_admin": False, "is_owner": False}
    if call.flag("include_locale") and user.locale:
        found["locale"] = user.locale
    if user.app_id:
        profile |= {"api_app_id": user.app_id, "bot_id": "B" + user.id.removeprefix("U")}
    return found


def users_info(call: Request) -> Json:
    """users.info."""
    user = call.ws.world.users.get(call.need("user", "user_not_found"))
    if user is None:
        raise SlackError("user_not_found")
    if not connect.is_known_to(call.ws.world, user, call.at.team_id):
        raise SlackError("user_not_visible")
    return {"user": user_object(call, user)}


def users_list(call: Request) -> Json:
    """users.list: the team's own people, and external ones it meets in channels."""
    world, team = call.ws.world, call.at.team_id
    known = [
        user for user in world.users.values()
        if connect.is_known_to(world, user, team) and not connect.is_stranger(world, user, team)
    ]  # fmt: skip
    page, more = call.page(known)
    return {"members": [user_object(call, user) for user in page], "response_metadata": more}


def team_info(call: Request) -> Json:
    """team.info: of the own team, or of one it shares a channel with."""
    team = call.ws.world.teams.get(call.text("team") or call.at.team_id)
    mine = [set(channel.team_ids) for channel in call.ws.world.channels.values() if call.at.team_id in channel.team_ids]
    if team is None or (team.id != call.at.team_id and not any(team.id in teams for teams in mine)):
        raise SlackError("team_not_found")
    return {"team": {"id": team.id, "name": team.name, "domain": team.domain, "email_domain": "", "icon": {}}}


def bots_info(call: Request) -> Json:
    """bots.info."""
    wanted = call.text("bot") or call.at.bot_id
    for app in call.ws.world.apps.values():
        for at in app.installations.values():
            if at.bot_id == wanted:
                bot = {"id": at.bot_id, "deleted": False, "name": app.name, "app_id": app.app_id,
                       "user_id": at.bot_user_id, "icons": {}}  # fmt: skip
                return {"bot": bot}
    raise SlackError("bot_not_found")


def channel_object(call: Request, channel: Channel) -> Json:
    """Build a conversation as one installation sees it."""
    if channel.is_im:
        other = next((one for one in channel.members if one != call.at.bot_user_id), None)
        return {
            "id": channel.id, "is_im": True, "user": other, "is_org_shared": False, "is_archived": False,
            "context_team_id": call.at.team_id,
        }  # fmt: skip
    others = [team for team in channel.team_ids if team != call.at.team_id]
    found: Json = {
        "id": channel.id, "name": channel.name_for(call.at.team_id), "is_channel": not channel.is_private,
        "is_group": channel.is_private, "is_im": False, "is_mpim": False, "is_private": channel.is_private,
        "is_archived": channel.is_archived, "is_general": False, "is_member": call.at.bot_user_id in channel.members,
        "is_shared": channel.is_ext_shared, "is_ext_shared": channel.is_ext_shared, "is_org_shared": False,
        "context_team_id": call.at.team_id, "conversation_host_id": channel.team_ids[0],
        "shared_team_ids": channel.team_ids, "connected_team_ids": others,
    }  # fmt: skip
    return found | ({"num_members": len(channel.members)} if call.flag("include_num_members") else {})


def _readable(call: Request, what: str = "read", *, member: bool = False) -> Channel:
    """Give the channel meant, of a kind the installation may read."""
    channel = call.channel(member=member)
    scopes.check_kind(payloads.channel_type(channel), what, call.at.scopes)
    return channel


def conversations_info(call: Request) -> Json:
    """conversations.info."""
    return {"channel": channel_object(call, _readable(call))}


def conversations_members(call: Request) -> Json:
    """conversations.members, in pages of 200 at most, whatever `limit` says."""
    page, more = call.page(_readable(call).members, most=_MOST_MEMBERS)
    return {"members": page, "response_metadata": more}


def conversations_list(call: Request) -> Json:
    """conversations.list: public channels, and private ones the bot is in."""
    types = (call.text("types") or "public_channel").split(",")
    kinds = {"im": "im", "group": "private_channel", "channel": "public_channel"}
    for kind, name in kinds.items():
        if name in types:
            scopes.check_kind(kind, "read", call.at.scopes)
    found = [
        channel for channel in call.ws.world.channels.values()
        if call.at.team_id in channel.team_ids and kinds[payloads.channel_type(channel)] in types
        and (call.at.bot_user_id in channel.members or not (channel.is_private or channel.is_im))
    ]  # fmt: skip
    page, more = call.page(found)
    return {"channels": [channel_object(call, channel) for channel in page], "response_metadata": more}


def conversations_open(call: Request) -> Json:
    """conversations.open: the direct messages with one person."""
    if call.text("channel"):
        return {"channel": channel_object(call, call.channel())}
    users = (call.text("users") or "").split(",")
    if users == [""]:
        raise SlackError("users_list_not_supplied")
    if len(users) > 1:
        raise SlackError("method_not_supported_for_channel_type")
    user = call.ws.world.users.get(users[0])
    if user is None:
        raise SlackError("user_not_found")
    if connect.is_stranger(call.ws.world, user, call.at.team_id):
        raise SlackError("user_not_visible")
    channel = direct_channel(call.ws, call.at.bot_user_id, users[0], call.at.team_id)
    full = channel_object(call, channel) if call.flag("return_im") else {"id": channel.id}
    return {"channel": full, "no_op": False, "already_open": False}


def conversations_history(call: Request) -> Json:
    """conversations.history, newest first; ephemerals are never in it."""
    said = [message for message in _readable(call, "history", member=True).messages if message.reader is None]
    page, more = call.page(list(reversed(said)))
    return {
        "messages": [payloads.message_object(message) for message in page],
        "has_more": bool(more["next_cursor"]),
        "response_metadata": more,
    }


METHODS: dict[str, Method] = {
    "users.info": users_info,
    "users.list": users_list,
    "team.info": team_info,
    "bots.info": bots_info,
    "conversations.info": conversations_info,
    "conversations.members": conversations_members,
    "conversations.list": conversations_list,
    "conversations.open": conversations_open,
    "conversations.history": conversations_history,
}
