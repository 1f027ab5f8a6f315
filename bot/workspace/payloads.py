"""Slack's payloads, built as Slack builds them; ids of the side that receives, names of the side that acts."""

from typing import Any

from bot.workspace import connect
from bot.workspace.blocks import initial_state
from bot.workspace.core import Workspace
from bot.workspace.markup import rich_text
from bot.workspace.model import App, Channel, Installation, Message, Team, User
from bot.workspace.model_open import View

Json = dict[str, Any]


def command(ws: Workspace, app: App, at: Installation, user: User, channel: Channel, words: tuple[str, str]) -> Json:
    """Build the form fields of a slash command; `words` are the command and its text."""
    team = ws.world.teams[user.team_id]
    return {
        "token": app.verification_token,
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": channel.id,
        "channel_name": "directmessage" if channel.is_im else channel.name_for(team.id),
        "user_id": user.id,
        "user_name": user.name,
        "command": words[0],
        "text": words[1],
        "api_app_id": app.app_id,
        "is_enterprise_install": "false",
        "response_url": ws.new_response_url(user, app, at, channel.id),
        "trigger_id": ws.new_trigger(user, app, at, channel.id),
    }


def event(ws: Workspace, app: App, at: Installation, inner: Json, actor_team: str, *, shared: bool) -> Json:
    """Wrap an event.

    Args:
        ws: The workspace.
        app: Who receives it.
        at: The installation that receives it.
        inner: The event itself.
        actor_team: The team it came from, which is not the receiving one for external people.
        shared: Whether it happened in a Slack Connect channel.
    """
    authorization = {
        "enterprise_id": None, "team_id": at.team_id, "user_id": at.bot_user_id, "is_bot": True,
        "is_enterprise_install": False,
    }  # fmt: skip
    return {
        "token": app.verification_token,
        "team_id": actor_team,
        "context_team_id": at.team_id,
        "context_enterprise_id": None,
        "api_app_id": app.app_id,
        "event": inner,
        "type": "event_callback",
        "event_id": ws.new_id("Ev"),
        "event_time": int(ws.clock()),
        "authorizations": [authorization],
        "is_ext_shared_channel": shared,
        "event_context": ws.new_id("4-"),
    }


def spoken(ws: Workspace, message: Message, channel: Channel, at: Installation, kind: str) -> Json:
    """Build the inner event `message` or `app_mention` of what a person said."""
    user = ws.world.users[message.user]
    inner: Json = {
        "type": kind,
        "user": user.id,
        "ts": message.ts,
        "text": message.text,
        "team": user.team_id,
        "blocks": [rich_text(message.text, ws.new_id("b"))],
        "channel": channel.id,
        "event_ts": message.ts,
    }
    if message.client_msg_id:
        inner["client_msg_id"] = message.client_msg_id
    if message.thread_ts:
        inner |= {"thread_ts": message.thread_ts, "parent_user_id": _author(channel, message.thread_ts)}
    if kind == "message":
        inner["channel_type"] = channel_type(channel)
    if message.files:
        inner |= {"files": message.files, "subtype": "file_share"}
    if channel.is_ext_shared or connect.is_external(user, at.team_id):
        inner |= {"user_team": user.team_id, "source_team": user.team_id, "user_profile": _profile(user)}
    return inner


def channel_type(channel: Channel) -> str:
    """Give Slack's word for the type of a channel in events."""
    if channel.is_im:
        return "im"
    return "group" if channel.is_private else "channel"


def subscription_for(channel: Channel) -> str:
    """Give the name under which an app subscribes to messages in a channel, such as `message.im`."""
    return {"im": "message.im", "group": "message.groups", "channel": "message.channels"}[channel_type(channel)]


def _author(channel: Channel, ts: str) -> str | None:
    return next((message.user for message in channel.messages if message.ts == ts), None)


def _profile(user: User) -> Json:
    return {
        "name": user.name, "real_name": user.real_name, "display_name": user.name, "team": user.team_id,
        "is_restricted": user.is_restricted, "is_ultra_restricted": user.is_ultra_restricted,
    }  # fmt: skip


def interaction(ws: Workspace, kind: str, app: App, at: Installation, user: User) -> Json:
    """Build what all interactive payloads have: who did it, through which app and team."""
    return {
        "type": kind,
        "token": app.verification_token,
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": user.team_id},
        "team": _team(ws.world.teams[at.team_id]),
        "api_app_id": app.app_id,
        "is_enterprise_install": False,
        "enterprise": None,
        "action_ts": ws.new_ts(),
    }


def _team(team: Team) -> Json:
    return {"id": team.id, "domain": team.domain}


def on_message(message: Message, channel: Channel, at: Installation) -> Json:
    """Build the fields that say on which message, in which channel something was pressed."""
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": message.reader is not None,
    }
    found: Json = {
        "container": container,
        "channel": {"id": channel.id, "name": "directmessage" if channel.is_im else channel.name_for(at.team_id)},
    }
    if message.reader is None:
        found["message"] = message_object(message)
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    return found | {"state": {"values": message.state or initial_state(message.blocks or [])}}


def message_object(message: Message) -> Json:
    """Build a message as Slack shows it in answers and payloads."""
    found: Json = {"type": "message", "user": message.user, "ts": message.ts, "text": message.text}
    if message.bot_id:
        found |= {"bot_id": message.bot_id, "app_id": message.app_id, "team": message.installed_team}
    optional = {
        "blocks": message.blocks, "thread_ts": message.thread_ts, "metadata": message.metadata,
        "attachments": message.attachments, "files": message.files, "client_msg_id": message.client_msg_id,
        "username": message.username,
    }  # fmt: skip
    found |= {key: value for key, value in optional.items() if value}
    if message.edited:
        found["edited"] = {"user": message.user, "ts": message.ts}
    return found


def view_object(ws: Workspace, view: View) -> Json:
    """Build a view as Slack shows it: what the app sent and what Slack adds."""
    at = ws.world.apps[view.app_id].installations[view.installed_team]
    added: Json = {
        "id": view.id,
        "team_id": ws.world.users[view.user].team_id,
        "state": {"values": view.state},
        "hash": view.hash,
        "previous_view_id": view.previous_id,
        "root_view_id": view.root_id,
        "app_id": view.app_id,
        "app_installed_team_id": view.installed_team,
        "bot_id": at.bot_id,
    }
    defaults: Json = {"private_metadata": "", "callback_id": "", "external_id": "", "clear_on_close": False,
                      "notify_on_close": False, "close": None, "submit": None}  # fmt: skip
    return defaults | view.body | added


def in_view(ws: Workspace, kind: str, app: App, view: View, user: User) -> Json:
    """Build an interactive payload of a view; `team` is the team of the person, not of the installation."""
    at = app.installations[view.installed_team]
    payload = interaction(ws, kind, app, at, user)
    return payload | {"team": _team(ws.world.teams[user.team_id]), "view": view_object(ws, view)}
