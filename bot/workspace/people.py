"""What people do by typing: messages and direct messages, and who is told of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.workspace import connect, files, markup, payloads
from bot.workspace.core import Workspace
from bot.workspace.deliveries import Ack
from bot.workspace.model import App, Channel, Installation, Message, User
from bot.workspace.model_files import File

Json = dict[str, Any]


@dataclass(frozen=True)
class Done:
    """How something a person did ended.

    Attributes:
        ok: Whether it worked, as far as the person can see.
        error: A code such as `operation_timeout`, `not_a_command`, `channel_not_found`.
        detail: A sentence about it.
        ack: The body of the app's answer, if it gave one.
        more: What the act made, such as `{"ts": …}` or `{"channel": …}`.
    """

    ok: bool
    error: str | None = None
    detail: str | None = None
    ack: Any = None
    more: Json = field(default_factory=dict)

    def as_json(self) -> Json:
        """Give it as the control API answers."""
        if not self.ok:
            return {"ok": False, "error": self.error, "detail": self.detail} | self.more
        return {"ok": True, "ack": self.ack} | self.more


def refused(error: str, detail: str) -> Done:
    """Say that something could not be done."""
    return Done(ok=False, error=error, detail=detail)


def failed(ws: Workspace, user: User, what: str, ack: Ack) -> Done:
    """Tell a person that the app did not answer, as Slack does."""
    text = f'{what} failed with the error "{ack.error}"'
    ws.notice(user.id, text)
    return refused(str(ack.error), text)


def membership(ws: Workspace, user: User, channel_id: str) -> Channel | None:
    """Give a channel the person is in, else None."""
    channel = ws.world.channels.get(channel_id)
    return channel if channel and user.id in channel.members else None


def not_there(channel_id: str) -> Done:
    """Say that the person has no such channel."""
    return refused("channel_not_found", f"{channel_id} is no channel of this person")


def say(ws: Workspace, user: User, channel_id: str, text: str, thread_ts: str | None = None,
        file: tuple[str, bytes] | None = None) -> Done:  # fmt: skip
    """Type a message, with a file (its name and bytes) or without; apps in the channel that subscribe are told.

    Returns:
        `more["ts"]` is the message's; `more["event_ids"]` those of the events delivered.
    """
    channel = membership(ws, user, channel_id)
    if channel is None:
        return not_there(channel_id)
    if channel.is_archived:
        return refused("is_archived", f"{channel_id} is archived")
    with ws.lock:
        message = Message(ws.new_ts(), channel.id, user.id, typed_text(ws, user, channel, text), thread_ts=thread_ts,
                          client_msg_id=ws.new_id("c"), files=[_shared(ws, user, *file)] if file else [])  # fmt: skip
        channel.messages.append(message)
        ws.changed(channel.members)
    sent: list[str] = []
    for app in list(ws.world.apps.values()):
        at = connect.installation_in(app, channel, user)
        if at is not None:
            sent += _tell(ws, app, at, message, channel)
    return Done(ok=True, more={"ts": message.ts, "event_ids": sent})


def _shared(ws: Workspace, user: User, name: str, content: bytes) -> Json:
    """Put a file of a person's where apps can fetch it."""
    file = File(ws.new_id("F"), name, len(content), "", user.id, content=content)
    ws.world.files[file.id] = file
    files.complete(ws, file, name)
    return files.file_object(ws, file)


def typed_text(ws: Workspace, user: User, channel: Channel, text: str) -> str:
    """Give what Slack makes of a text this person types in this channel."""
    world = ws.world
    teams = {user.team_id, *channel.team_ids}
    reachable = [u for u in world.users.values() if not u.deleted and (u.team_id in teams or u.is_bot)]
    ordered = sorted(reachable, key=lambda u: (u.id not in channel.members, u.team_id != user.team_id))
    people = _first({name: u.id} for u in ordered for name in (u.name, u.real_name))
    channels = {
        c.name_for(user.team_id): c.id for c in world.channels.values() if user.team_id in c.team_ids and not c.is_im
    }
    return markup.typed(text, people, channels)


def _first(pairs: Iterable[dict[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in pairs:
        for name, value in pair.items():
            found.setdefault(name, value)
    return found


def _tell(ws: Workspace, app: App, at: Installation, message: Message, channel: Channel) -> list[str]:
    actor = ws.world.users[message.user]
    kinds = [payloads.subscription_for(channel)]
    named = None if channel.is_im else _mentioned_side(app, message, channel, at)
    if named:
        at = named
        kinds.append("app_mention")
    sent = []
    for kind in kinds:
        if kind in app.subscriptions:
            inner = payloads.spoken(ws, message, channel, at, kind.split(".", maxsplit=1)[0])
            body = payloads.event(ws, app, at, inner, actor.team_id, shared=len(channel.team_ids) > 1)
            ws.deliveries.send_event(app, body)
            sent.append(body["event_id"])
    return sent


def _mentioned_side(app: App, message: Message, channel: Channel, own: Installation) -> Installation | None:
    """Give the side whose bot is mentioned and in the channel; of several the one that serves the person."""
    meant = markup.mentioned(message.text) & set(channel.members)
    return next((one for one in (own, *app.authorized) if one.bot_user_id in meant), None)


def open_dm(ws: Workspace, user: User, app: App) -> Channel | None:
    """Open the direct messages between a person and an app's bot; None if the app does not reach this person."""
    at = connect.installation_for(ws.world, app, user)
    return direct_channel(ws, at.bot_user_id, user.id, at.team_id) if at else None


def direct_channel(ws: Workspace, bot_user: str, user_id: str, team_id: str) -> Channel:
    """Give the direct message channel of a bot and a person, made at first need."""
    with ws.lock:
        for channel in ws.world.channels.values():
            if channel.is_im and set(channel.members) == {bot_user, user_id}:
                return channel
        teams = list(dict.fromkeys([team_id, ws.world.users[user_id].team_id]))
        name = ws.world.users[bot_user].real_name
        channel = ws.world.add_channel(Channel(ws.new_id("D"), name, teams, [user_id, bot_user], is_im=True))
        ws.changed(channel.members)
        return channel
