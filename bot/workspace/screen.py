"""What one person sees, and what there is to be seen, in the shapes of the control API."""

from typing import Any

from bot.workspace import connect, files, payloads, posting
from bot.workspace.core import Workspace
from bot.workspace.model import Channel, Message, User

Json = dict[str, Any]


def person(ws: Workspace, user: User) -> Json:
    """Build a user of the control API."""
    return {
        "id": user.id, "team_id": user.team_id, "team_name": ws.world.teams[user.team_id].name, "name": user.name,
        "real_name": user.real_name, "language": user.language, "is_bot": user.is_bot,
        "is_restricted": user.is_restricted, "tz": user.tz,
    }  # fmt: skip


def world(ws: Workspace) -> Json:
    """Build the answer of `GET /_control/world`."""
    found = ws.world
    return {
        "teams": [{"id": team.id, "name": team.name} for team in found.teams.values()],
        "users": [person(ws, user) for user in found.users.values()],
        "channels": [
            {"id": c.id, "name": c.name, "team_ids": c.team_ids, "is_ext_shared": c.is_ext_shared, "is_im": c.is_im,
             "members": c.members}
            for c in found.channels.values()
        ],
        "apps": [
            {"app_id": app.app_id, "name": app.name,
             "bot_user_ids": {team: at.bot_user_id for team, at in app.installations.items()},
             "commands": [{"command": one.command, "description": one.description, "usage_hint": one.usage_hint}
                          for one in app.commands],
             "shortcuts": [{"callback_id": one.callback_id, "name": one.name, "type": one.type}
                           for one in app.shortcuts]}
            for app in found.apps.values()
        ],
        "notes": found.notes,
    }  # fmt: skip


def view(ws: Workspace, user: User) -> Json:
    """Build the answer of `GET /_control/view`: only what this person sees."""
    with ws.lock:
        found = ws.world
        channels = [one for one in found.channels.values() if user.id in one.members]
        stack = found.modals.get(user.id, [])
        home = next((one for (owner, _), one in found.homes.items() if owner == user.id), None)
        return {
            "user": person(ws, user),
            "seq": ws.seq(user.id),
            "now": ws.clock(),
            "channels": [_channel(ws, one, user) for one in channels],
            "modals": [{"view": payloads.view_object(ws, one), "errors": one.errors} for one in stack],
            "home": payloads.view_object(ws, home) if home else None,
            "notices": [{"id": one.id, "text": one.text, "at": one.at} for one in found.notices.get(user.id, [])],
            "names": {one.id: one.real_name for one in found.users.values()}
            | {one.id: one.name_for(user.team_id) for one in found.channels.values()},
        }


def _channel(ws: Workspace, channel: Channel, user: User) -> Json:
    apps = ws.world.apps.values()
    offered = any(connect.offers_commands(app, user) for app in apps)
    return {
        "id": channel.id,
        "name": channel.name_for(user.team_id),
        "is_im": channel.is_im,
        "is_ext_shared": channel.is_ext_shared,
        "offers": {"commands": offered, "shortcuts": offered},
        "is_archived": channel.is_archived,
        "messages": [
            message(ws, one) | {"pinned": one.ts in channel.pins} for one in posting.visible(channel, user.id)
        ],
    }


def message(ws: Workspace, found: Message) -> Json:
    """Build a message of the control API."""
    author = ws.world.users[found.user]
    return {
        "ts": found.ts, "user": found.user, "bot_id": found.bot_id, "name": found.username or author.real_name,
        "is_bot": author.is_bot, "text": found.text, "blocks": found.blocks, "ephemeral": found.reader is not None,
        "edited": found.edited, "thread_ts": found.thread_ts, "files": [_file(ws, one) for one in found.files],
    }  # fmt: skip


def _file(ws: Workspace, shared: Json) -> Json:
    """Give a shared file as it is known now; when it was shared, Slack may not have looked at it yet."""
    file = ws.world.files.get(str(shared["id"]))
    return files.file_object(ws, file) if file else shared
