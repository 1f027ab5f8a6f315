"""What people do besides typing: slash commands, shortcuts and the App Home, where they are offered them."""

from typing import Any

from bot.workspace import connect, markup, payloads, posting
from bot.workspace.core import Workspace
from bot.workspace.deliveries import COMMANDS, INTERACTIVE, Ack, Envelope
from bot.workspace.errors import SlackError
from bot.workspace.model import App, Channel, Installation, Message, User
from bot.workspace.people import Done, failed, membership, not_there, open_dm, refused, typed_text

Json = dict[str, Any]


def run_command(ws: Workspace, user: User, channel_id: str, command: str, text: str) -> Done:
    """Run a slash command. The app's answer, if any, is shown as it asks for."""
    channel = membership(ws, user, channel_id)
    if channel is None:
        return not_there(channel_id)
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
    return typed_text(ws, user, channel, text) if found.should_escape else markup.escape(text)


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
            return not_there(str(channel_id))
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
