"""Slack Connect as it begins and ends: a channel is shared with one more team, and a team is disconnected from it."""

import copy
from collections.abc import Callable
from typing import Any

from bot.workspace import happenings, payloads
from bot.workspace.core import Workspace
from bot.workspace.model import Channel, Installation

Json = dict[str, Any]


def share(ws: Workspace, channel: Channel, team_id: str, new_id: str | None = None) -> None:
    """Connect a channel to one more team; each app in it hears with whom its side is connected now.

    Args:
        ws: The workspace.
        channel: The channel; the first of its teams is the host.
        team_id: The team that comes.
        new_id: The id it has from now on, as Slack gives a private channel one when it is first shared.

    Raises:
        ValueError: If the team is connected already, or the id is taken.
        KeyError: If there is no such team.
    """
    team, host = ws.world.teams[team_id], channel.team_ids[0]
    if team.id in channel.team_ids:
        raise ValueError(f"{team_id} is connected to {channel.id} already")
    if new_id:
        happenings.change_id(ws, channel, new_id)
    with ws.lock:
        channel.team_ids.append(team.id)
        ws.changed(channel.members)
    _tell_sides(ws, channel, lambda at: {
        "type": "channel_shared", "connected_team_id": host if at.team_id == team.id else team.id,
        "channel": channel.id, "event_ts": ws.new_ts(),
    })  # fmt: skip


def unshare(ws: Workspace, channel: Channel, team_id: str) -> Channel:
    """Disconnect a team from a channel.

    The others keep the channel and its id. The team's people, and its own bot if it was there, are from now on in a
    copy with a new id and all messages so far; an app there is told `channel_unshared` with the old id and then
    `channel_id_changed`. Its people do not leave one by one: no `member_left_channel` comes.

    Returns:
        The copy.

    Raises:
        ValueError: If the team is the host or not connected.
    """
    if team_id not in channel.team_ids[1:]:
        raise ValueError(f"{team_id} is not a guest side of {channel.id}")
    host = channel.team_ids[0]
    with ws.lock:
        ws.changed(channel.members)
        kept = _copy(ws, channel, team_id)
        channel.team_ids.remove(team_id)
        channel.members = [one for one in channel.members if one not in kept.members]
        for one in happenings.pointing_at(ws.world, channel.id):
            if one.user in kept.members:
                one.channel = kept.id
    _tell_sides(ws, channel, lambda _at: _unshared(ws, channel.id, team_id, still=channel.is_ext_shared))
    _tell_sides(ws, kept, lambda _at: _unshared(ws, channel.id, host, still=False))
    happenings.tell_apps(ws, kept, happenings.id_changed(ws, channel.id, kept.id), team_id)
    return kept


def _unshared(ws: Workspace, channel_id: str, team_id: str, *, still: bool) -> Json:
    return {
        "type": "channel_unshared", "previously_connected_team_id": team_id, "channel": channel_id,
        "is_ext_shared": still, "event_ts": ws.new_ts(),
    }  # fmt: skip


def _copy(ws: Workspace, channel: Channel, team_id: str) -> Channel:
    """Make the channel a disconnected team keeps."""
    users = ws.world.users
    members = [one for one in channel.members if users[one].team_id == team_id]
    said = [one for one in channel.messages if one.reader is None or users[one.reader].team_id == team_id]
    kept = Channel(
        ws.new_id("C"), channel.name_for(team_id), [team_id], members, channel.is_private,
        messages=copy.deepcopy(said), pins=dict(channel.pins), is_archived=channel.is_archived,
    )  # fmt: skip
    for message in kept.messages:
        message.channel = kept.id
    return ws.world.add_channel(kept)


def _tell_sides(ws: Workspace, channel: Channel, inner_for: Callable[[Installation], Json]) -> None:
    """Bring to every installation in a channel what its side is to hear."""
    for app in list(ws.world.apps.values()):
        for at in [one for one in app.authorized if one.bot_user_id in channel.members]:
            inner = inner_for(at)
            if inner["type"] in app.subscriptions:
                body = payloads.event(ws, app, at, inner, at.team_id, shared=channel.is_ext_shared)
                ws.deliveries.send_event(app, body)
