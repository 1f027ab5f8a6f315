"""What happens to channels and installations: people come and go, channels are shared, an app is removed."""

from typing import Any

from bot.workspace import payloads
from bot.workspace.core import Workspace
from bot.workspace.model import App, Channel, Installation, User

Json = dict[str, Any]


def _tell_apps(ws: Workspace, channel: Channel, inner: Json, actor_team: str, also: Installation | None = None) -> None:
    """Bring an event about a channel to each app in it (and to the one just removed from it), once per app."""
    for app in list(ws.world.apps.values()):
        there = [at for at in app.installations.values() if at.bot_user_id in channel.members or at is also]
        if there and inner["type"] in app.subscriptions:
            body = payloads.event(ws, app, there[0], inner, actor_team, shared=channel.is_ext_shared)
            ws.deliveries.send_event(app, body)


def join(ws: Workspace, user: User, channel: Channel, inviter: str | None = None) -> None:
    """Let somebody, or an app's bot, come into a channel."""
    if user.id in channel.members:
        return
    with ws.lock:
        channel.members.append(user.id)
        ws.changed(channel.members)
    _tell_apps(ws, channel, _membership(ws, "member_joined_channel", user, channel, inviter), user.team_id)


def leave(ws: Workspace, user: User, channel: Channel) -> None:
    """Let somebody, or an app's bot, leave a channel."""
    if user.id not in channel.members:
        return
    with ws.lock:
        ws.changed(channel.members)
        channel.members.remove(user.id)
    inner = _membership(ws, "member_left_channel", user, channel, None)
    _tell_apps(ws, channel, inner, user.team_id, _installation_of(ws, user))


def _membership(ws: Workspace, kind: str, user: User, channel: Channel, inviter: str | None) -> Json:
    inner: Json = {
        "type": kind, "user": user.id, "channel": channel.id, "team": user.team_id, "event_ts": ws.new_ts(),
        "channel_type": "G" if channel.is_private else "C",
    }  # fmt: skip
    return inner | ({"inviter": inviter} if inviter else {})


def _installation_of(ws: Workspace, user: User) -> Installation | None:
    app = ws.world.apps.get(str(user.app_id))
    return app.installations.get(user.team_id) if app else None


def share(ws: Workspace, channel: Channel, team_id: str) -> None:
    """Connect a channel to one more team by Slack Connect."""
    with ws.lock:
        channel.team_ids.append(team_id)
        ws.changed(channel.members)
    inner = {"type": "channel_shared", "connected_team_id": team_id, "channel": channel.id, "event_ts": ws.new_ts()}
    _tell_apps(ws, channel, inner, channel.team_ids[0])


def unshare(ws: Workspace, channel: Channel, team_id: str) -> None:
    """Disconnect a team from a channel; its people are no longer in it."""
    with ws.lock:
        ws.changed(channel.members)
        channel.team_ids.remove(team_id)
        channel.members = [one for one in channel.members if ws.world.users[one].team_id != team_id]
    inner: Json = {
        "type": "channel_unshared", "previously_connected_team_id": team_id, "channel": channel.id,
        "is_ext_shared": channel.is_ext_shared, "event_ts": ws.new_ts(),
    }  # fmt: skip
    _tell_apps(ws, channel, inner, channel.team_ids[0])


def change_id(ws: Workspace, channel: Channel, new_id: str) -> None:
    """Give a channel another id, as sharing a private one can do."""
    with ws.lock:
        old_id = channel.id
        channel.id = new_id
        ws.world.channels = {one.id: one for one in ws.world.channels.values()}
        for message in channel.messages:
            message.channel = new_id
        ws.changed(channel.members)
    inner: Json = {
        "type": "channel_id_changed", "old_channel_id": old_id, "new_channel_id": new_id, "event_ts": ws.new_ts(),
    }  # fmt: skip
    _tell_apps(ws, channel, inner, channel.team_ids[0])


def uninstall(ws: Workspace, app: App, team_id: str) -> None:
    """Remove an app from a team: its token dies, its bot leaves, then `tokens_revoked` and `app_uninstalled` come."""
    at = app.installations[team_id]
    with ws.lock:
        ws.world.revoked_tokens.add(at.bot_token)
        for channel in ws.world.channels.values():
            channel.members = [one for one in channel.members if one != at.bot_user_id]
        _drop_views(ws, app, team_id)
        ws.changed(ws.world.users)
    revoked = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [at.bot_user_id]}, "event_ts": ws.new_ts()}
    for inner in (revoked, {"type": "app_uninstalled", "event_ts": ws.new_ts()}):
        if inner["type"] in app.subscriptions:
            ws.deliveries.send_event(app, payloads.event(ws, app, at, inner, team_id, shared=False))
    with ws.lock:
        del app.installations[team_id]


def _drop_views(ws: Workspace, app: App, team_id: str) -> None:
    gone = (app.app_id, team_id)
    world = ws.world
    world.homes = {key: view for key, view in world.homes.items() if (view.app_id, view.installed_team) != gone}
    for user_id, stack in world.modals.items():
        world.modals[user_id] = [view for view in stack if (view.app_id, view.installed_team) != gone]
