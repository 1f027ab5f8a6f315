"""What an app hears of its own messages: Slack delivers them like all others, and an app must not answer itself."""

from functools import partial

from bot.workspace import payloads
from bot.workspace.core import Workspace
from bot.workspace.deliveries import EVENTS, Envelope
from bot.workspace.model import Channel, Message


def send(ws: Workspace, message: Message, channel: Channel) -> None:
    """Deliver an app's message to each app in the channel that subscribes, in the background and once.

    With an app on both sides of a shared channel the side that came last receives it, whichever side posted
    (slackapi/bolt-js issue 2008): comparing bot users is then not enough to know one's own message.
    """
    for app in ws.world.apps.values():
        present = [at for at in app.installations.values() if at.bot_user_id in channel.members]
        if present and payloads.subscription_for(channel) in app.subscriptions:
            team = ws.world.users[message.user].team_id
            inner = payloads.message_object(message) | {
                "team": team,
                "channel": channel.id,
                "channel_type": payloads.channel_type(channel),
                "event_ts": message.ts,
            }
            body = payloads.event(ws, app, present[-1], inner, team, shared=channel.is_ext_shared)
            ws.deliveries.in_background(partial(ws.deliveries.send, app, Envelope(EVENTS, body)))
