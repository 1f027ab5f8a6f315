"""The addresses an app answers commands and interactions at: five times within thirty minutes."""

from typing import Any

from bot.workspace import posting
from bot.workspace.api import Answer
from bot.workspace.core import Workspace
from bot.workspace.errors import SlackError

Json = dict[str, Any]

_MOST_USES = 5


def answer(ws: Workspace, token: str, body: Json) -> Answer:
    """Take an answer sent to a response_url.

    Args:
        ws: The workspace.
        token: The last part of the address.
        body: `text`, `blocks`, `response_type`, `replace_original`, `delete_original`, `thread_ts`.

    Returns:
        As Slack: 200 `{"ok": true}`, or 404 with `used_url` or `expired_url`, or 400 with what is wrong.
    """
    with ws.lock:
        url = ws.world.response_urls.get(token)
        if url is None or url.installed_team not in ws.world.apps[url.app_id].installations:
            return Answer({"ok": False, "error": "invalid_url"}, 404)
        if ws.clock() > url.expires:
            return Answer({"ok": False, "error": "expired_url"}, 404)
        if url.uses >= _MOST_USES:
            return Answer({"ok": False, "error": "used_url"}, 404)
        app = ws.world.apps[url.app_id]
        at, channel = app.installations[url.installed_team], ws.world.channels[url.channel]
        if at.team_id not in channel.team_ids:
            return Answer({"ok": False, "error": "channel_not_found"}, 404)
        try:
            posting.respond(ws, app, at, channel, url.user, body, url.original_ts, url.thread_ts)
        except SlackError as problem:
            return Answer(problem.answer(), 400)
        url.uses += 1
        return Answer({"ok": True})
