"""What people do in their Slack: type, command, press, choose, submit; each returns when the app has answered."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.workspace import connect, markup, payloads, posting
from bot.workspace.core import Workspace
from bot.workspace.deliveries import COMMANDS, INTERACTIVE, Ack, Envelope
from bot.workspace.errors import SlackError
from bot.workspace.model import App, Channel, Installation, Message, User

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


def _not_there(channel_id: str) -> Done:
    return refused("channel_not_found", f"{channel_id} is no channel of this person")


# --- messages ---


def say(ws: Workspace, user: User, channel_id: str, text: str, thread_ts: str | None = None) -> Done:
    """Type a message; apps that are in the channel and subscribe get their events.

    Returns:
        `more["ts"]` is the message's; `more["event_ids"]` those of the events delivered.
    """
    channel = membership(ws, user, channel_id)
    if channel is None:
        return _not_there(channel_id)
    with ws.lock:
        message = Message(ws.new_ts(), channel.id, user.id, _typed(ws, user, channel, text), thread_ts=thread_ts,
                          client_msg_id=ws.new_id("c"))  # fmt: skip
        channel.messages.append(message)
        ws.changed(channel.members)
    sent: list[str] = []
    for app in list(ws.world.apps.values()):
        at = connect.installation_in(app, channel, user)
        if at is not None:
            sent += _tell(ws, app, at, message, channel)
    return Done(ok=True, more={"ts": message.ts, "event_ids": sent})


def _typed(ws: Workspace, user: User, channel: Channel, text: str) -> str:
    world = ws.world
    reachable = [u for u in world.users.values() if u.team_id in {user.team_id, *channel.team_ids} or u.is_bot]
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
    bots = {one.bot_user_id for one in app.installations.values()}
    kinds = [f"message.{payloads.channel_type(channel)}s".replace(".ims", ".im")]
    if bots & markup.mentioned(message.text) and not channel.is_im:
        at = _mentioned_side(app, message, channel) or at
        kinds.append("app_mention")
    sent = []
    for kind in kinds:
        if kind in app.subscriptions:
            inner = payloads.spoken(ws, message, channel, at, kind.split(".", maxsplit=1)[0])
            body = payloads.event(ws, app, at, inner, actor.team_id, shared=channel.is_ext_shared)
            ws.deliveries.send_event(app, body)
            sent.append(body["event_id"])
    return sent


def _mentioned_side(app: App, message: Message, channel: Channel) -> Installation | None:
    meant = markup.mentioned(message.text) & set(channel.members)
    return next((one for one in app.installations.values() if one.bot_user_id in meant), None)


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


# --- commands ---


def run_command(ws: Workspace, user: User, channel_id: str, command: str, text: str) -> Done:
    """Run a slash command. The app's answer, if any, is shown as it asks for."""
    channel = membership(ws, user, channel_id)
    if channel is None:
        return _not_there(channel_id)
    app = _app_with_command(ws, user, command)
    if app is None:
        sentence = f"{command} is not a valid command. In Slack Connect, only one's own apps have commands."
        ws.notice(user.id, sentence)
        return refused("not_a_command", sentence)
    at = app.installations[user.team_id]
    words = (command, _command_text(ws, user, channel, app, (command, text)))
    ack = ws.deliveries.send(app, Envelope(COMMANDS, payloads.command(ws, app, at, user, channel, words)))
    if not ack.ok:
        return failed(ws, user, command, ack)
    return _show_answer(ws, app, at, channel, user, command, ack)


def _app_with_command(ws: Workspace, user: User, command: str) -> App | None:
    for app in ws.world.apps.values():
        if connect.offers_commands(app, user) and any(one.command == command for one in app.commands):
            return app
    return None


def _command_text(ws: Workspace, user: User, channel: Channel, app: App, words: tuple[str, str]) -> str:
    found = next(one for one in app.commands if one.command == words[0])
    text = words[1].strip()
    return _typed(ws, user, channel, text) if found.should_escape else markup.escape(text)


def _show_answer(ws: Workspace, app: App, at: Installation, channel: Channel, user: User, what: str, ack: Ack) -> Done:
    body = {"text": ack.body} if isinstance(ack.body, str) else ack.body
    if not body:
        return Done(ok=True)
    if not isinstance(body, dict):
        return failed(ws, user, what, Ack(error="invalid_command_response"))
    try:
        message = posting.respond(ws, app, at, channel, user.id, body)
    except SlackError as problem:
        ws.notice(user.id, f'{what} failed with the error "{problem.code}"')
        return refused(problem.code, "; ".join(problem.reasons) or f"the app's answer: {problem.code}")
    return Done(ok=True, ack=ack.body, more={"ts": message.ts} if message else {})


# --- shortcuts and App Home ---


def run_shortcut(ws: Workspace, user: User, callback_id: str, channel_id: str | None, ts: str | None) -> Done:
    """Use a shortcut, global or on a message."""
    wanted = "message" if ts else "global"
    app = _app_with_shortcut(ws, user, callback_id, wanted)
    if app is None:
        return refused("not_a_shortcut", f"this person is offered no {wanted} shortcut {callback_id}")
    at = app.installations[user.team_id]
    payload = payloads.interaction(ws, "message_action" if ts else "shortcut", app, at, user)
    payload |= {"callback_id": callback_id, "trigger_id": ws.new_trigger(user, app, at, channel_id)}
    if ts:
        channel = membership(ws, user, str(channel_id))
        if channel is None:
            return _not_there(str(channel_id))
        message = next((one for one in posting.visible(channel, user.id) if one.ts == ts), None)
        if message is None or message.reader:
            return refused("message_not_found", "no such message; ephemerals have no shortcuts")
        payload |= _on_message(ws, app, at, user, channel, message)
    ack = ws.deliveries.send(app, Envelope(INTERACTIVE, payload))
    return Done(ok=True, ack=ack.body) if ack.ok else failed(ws, user, callback_id, ack)


def _on_message(ws: Workspace, app: App, at: Installation, user: User, channel: Channel, message: Message) -> Json:
    url = ws.new_response_url(user, app, at, channel.id, original_ts=message.ts, thread_ts=message.thread_ts)
    shown = payloads.message_object(message)
    if message.app_id is None:
        shown |= {"team": ws.world.users[message.user].team_id, "blocks": [markup.rich_text(message.text, "b0")]}
    name = "directmessage" if channel.is_im else channel.name_for(at.team_id)
    return {
        "channel": {"id": channel.id, "name": name}, "message": shown, "message_ts": message.ts, "response_url": url,
    }  # fmt: skip


def _app_with_shortcut(ws: Workspace, user: User, callback_id: str, kind: str) -> App | None:
    for app in ws.world.apps.values():
        offered = any(one.callback_id == callback_id and one.type == kind for one in app.shortcuts)
        if offered and connect.offers_commands(app, user):
            return app
    return None


def open_home(ws: Workspace, user: User, app: App, tab: str = "home") -> Done:
    """Look at the App Home or, with tab `messages`, at the direct messages with the app."""
    at, channel = connect.installation_for(ws.world, app, user), open_dm(ws, user, app)
    if at is None or channel is None:
        return refused("app_not_found", "this person meets the app nowhere")
    if "app_home_opened" in app.subscriptions:
        inner: Json = {
            "type": "app_home_opened", "user": user.id, "channel": channel.id, "tab": tab, "event_ts": ws.new_ts(),
        }  # fmt: skip
        view = ws.world.homes.get((user.id, app.app_id))
        if view and tab == "home":
            inner["view"] = payloads.view_object(ws, view)
        body = payloads.event(ws, app, at, inner, user.team_id, shared=False)
        ack = ws.deliveries.send_event(app, body)
        return Done(ok=ack.ok, error=ack.error, more={"channel": channel.id})
    return Done(ok=True, more={"channel": channel.id})
