"""What an app hears of its own messages: Slack delivers them like all others, and an app must not answer itself."""

import json
from functools import partial

from bot.workspace import markup, payloads
from bot.workspace.core import Workspace
from bot.workspace.deliveries import EVENTS, Envelope
from bot.workspace.model import App, Channel, Installation, Message


def send(ws: Workspace, message: Message, channel: Channel) -> None:
    """Deliver an app's message to each app in the channel that subscribes, in the background and once.

    With an app on both sides of a shared channel the side that came last receives it, whichever side posted
    (slackapi/bolt-js issue 2008): comparing bot users is then not enough to know one's own message. A bot of the
    other side that is mentioned in it receives `app_mention`, as of a person's message, with a `bot_id`.
    """
    meant = markup.mentioned(message.text + json.dumps(message.blocks)) - {message.user}
    for app in ws.world.apps.values():
        present = [at for at in app.authorized if at.bot_user_id in channel.members]
        if present and payloads.subscription_for(channel) in app.subscriptions:
            _deliver(ws, app, present[-1], message, channel, "message")
        named = next((at for at in present if at.bot_user_id in meant), None)
        if named and "app_mention" in app.subscriptions and not channel.is_im:
            _deliver(ws, app, named, message, channel, "app_mention")


def _deliver(ws: Workspace, app: App, at: Installation, message: Message, channel: Channel, kind: str) -> None:
    team = ws.world.users[message.user].team_id
    inner = payloads.message_object(message) | {
        "type": kind, "team": team, "channel": channel.id, "event_ts": message.ts,
    }  # fmt: skip
    if kind == "message":
        inner["channel_type"] = payloads.channel_type(channel)
    body = payloads.event(ws, app, at, inner, team, shared=channel.is_ext_shared)
    ws.deliveries.in_background(partial(ws.deliveries.send, app, Envelope(EVENTS, body)))
