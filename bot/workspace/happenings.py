"""What happens in channels: people and bots come, are invited and go; a channel is put away or gets another id."""

from typing import Any

from bot.workspace import payloads
from bot.workspace.core import Workspace
from bot.workspace.model import Channel, Installation, User
from bot.workspace.model_open import ResponseUrl, Trigger, View
from bot.workspace.world import World

Json = dict[str, Any]


def tell_apps(ws: Workspace, channel: Channel, inner: Json, actor_team: str, also: Installation | None = None) -> None:
    """Bring an event about a channel to each app in it (and to the one just removed from it), once per app.

    An app on both sides hears of it through the side of who did it, if it is there.
    """
    for app in list(ws.world.apps.values()):
        there = [at for at in app.authorized if at.bot_user_id in channel.members or at is also]
        there.sort(key=lambda at: at.team_id != actor_team)
        if there and inner["type"] in app.subscriptions:
            body = payloads.event(ws, app, there[0], inner, actor_team, shared=channel.is_ext_shared)
            ws.deliveries.send_event(app, body)


def join(ws: Workspace, user: User, channel: Channel, inviter: str | None = None) -> None:
    """Let somebody, or an app's bot, come into a channel.

    Raises:
        ValueError: If their team is not connected to it, it is put away, or they are a guest of another channel only.
    """
    if user.id in channel.members:
        return
    if user.team_id not in channel.team_ids:
        raise ValueError(f"{user.team_id} is not connected to {channel.id}")
    if channel.is_archived:
        raise ValueError(f"{channel.id} is archived")
    if user.is_ultra_restricted and _channels_of(ws, user):
        raise ValueError(f"{user.id} is a guest of one channel only")
    with ws.lock:
        channel.members.append(user.id)
        ws.changed(channel.members)
    tell_apps(ws, channel, _membership(ws, "member_joined_channel", user, channel, inviter), user.team_id)


def _channels_of(ws: Workspace, user: User) -> list[Channel]:
    return [one for one in ws.world.channels.values() if user.id in one.members and not one.is_im]


def invite(ws: Workspace, inviter: User, user: User, channel: Channel) -> None:
    """Let a member of a channel bring somebody in.

    Raises:
        ValueError: If the inviter is not in it or is a guest, or as `join`.
    """
    if inviter.id not in channel.members or inviter.is_restricted:
        raise ValueError(f"{inviter.id} cannot invite into {channel.id}")
    join(ws, user, channel, inviter.id)


def leave(ws: Workspace, user: User, channel: Channel) -> None:
    """Let somebody, or an app's bot, leave a channel."""
    if user.id not in channel.members:
        return
    with ws.lock:
        ws.changed(channel.members)
        channel.members.remove(user.id)
    inner = _membership(ws, "member_left_channel", user, channel, None)
    tell_apps(ws, channel, inner, user.team_id, _installation_of(ws, user))


def _membership(ws: Workspace, kind: str, user: User, channel: Channel, inviter: str | None) -> Json:
    inner: Json = {
        "type": kind, "user": user.id, "channel": channel.id, "team": user.team_id, "event_ts": ws.new_ts(),
        "channel_type": "G" if channel.is_private else "C",
    }  # fmt: skip
    return inner | ({"inviter": inviter} if inviter else {})


def _installation_of(ws: Workspace, user: User) -> Installation | None:
    app = ws.world.apps.get(str(user.app_id))
    return app.installations.get(user.team_id) if app else None


def archive(ws: Workspace, channel: Channel, user: User, *, archived: bool = True) -> None:
    """Put a channel away, or bring it back; nobody writes in one that is away."""
    with ws.lock:
        channel.is_archived = archived
        ws.changed(channel.members)
    group = "group" if channel.is_private else "channel"
    kind = f"{group}_{'archive' if archived else 'unarchive'}"
    inner: Json = {"type": kind, "channel": channel.id, "user": user.id, "event_ts": ws.new_ts()}
    tell_apps(ws, channel, inner, user.team_id)


def change_id(ws: Workspace, channel: Channel, new_id: str) -> None:
    """Give a channel another id, as sharing a private one can do.

    Raises:
        ValueError: If another channel has it.
    """
    if new_id in ws.world.channels:
        raise ValueError(f"{new_id} is taken")
    with ws.lock:
        old_id = channel.id
        move(ws, channel, new_id)
    tell_apps(ws, channel, id_changed(ws, old_id, new_id), channel.team_ids[0])


def id_changed(ws: Workspace, old_id: str, new_id: str) -> Json:
    """Build the event `channel_id_changed`."""
    return {
        "type": "channel_id_changed", "old_channel_id": old_id, "new_channel_id": new_id, "event_ts": ws.new_ts(),
    }  # fmt: skip


def move(ws: Workspace, channel: Channel, new_id: str) -> None:
    """Put a channel under another id, with what points to it; the lock is held."""
    old_id, channel.id = channel.id, new_id
    world = ws.world
    world.channels = {one.id: one for one in world.channels.values()}
    for message in channel.messages:
        message.channel = new_id
    for one in pointing_at(world, old_id):
        one.channel = new_id
    ws.changed(channel.members)


def pointing_at(world: World, channel_id: str) -> list[ResponseUrl | Trigger | View]:
    """Give what people have open that began in a channel."""
    everything: list[ResponseUrl | Trigger | View] = [*world.response_urls.values(), *world.triggers.values()]
    everything += [view for stack in world.modals.values() for view in stack]
    return [one for one in everything if one.channel == channel_id]
