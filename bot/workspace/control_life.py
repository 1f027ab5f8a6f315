"""The acts of the control API about who is where: apps in teams, people in channels, channels between teams."""

from collections.abc import Callable
from typing import Any

from bot.workspace import happenings, installing, sharing
from bot.workspace.core import Workspace
from bot.workspace.model import App, Channel, User
from bot.workspace.people import Done

Json = dict[str, Any]
LifeAct = Callable[[Workspace, Json], Done]


def _app(ws: Workspace, body: Json) -> App:
    return ws.world.apps[body["app_id"]] if body.get("app_id") else next(iter(ws.world.apps.values()))


def _channel(ws: Workspace, body: Json) -> Channel:
    return ws.world.channels[body["channel"]]


def _user(ws: Workspace, body: Json, name: str = "user") -> User:
    return ws.world.users[body[name]]


def _install(ws: Workspace, body: Json) -> Done:
    app = _app(ws, body)
    at = installing.install(ws, app, body["team"], body.get("scopes"))
    return Done(ok=True, more={
        "app_id": app.app_id, "team": at.team_id, "bot_user_id": at.bot_user_id, "bot_id": at.bot_id,
        "bot_token": at.bot_token, "refresh_token": at.refresh_token, "scopes": list(at.scopes),
    })  # fmt: skip


def _uninstall(ws: Workspace, body: Json) -> Done:
    installing.uninstall(ws, _app(ws, body), body["team"])
    return Done(ok=True)


def _revoke(ws: Workspace, body: Json) -> Done:
    installing.revoke(ws, _app(ws, body), body["team"])
    return Done(ok=True)


def _join(ws: Workspace, body: Json) -> Done:
    happenings.join(ws, _user(ws, body), _channel(ws, body))
    return Done(ok=True)


def _leave(ws: Workspace, body: Json) -> Done:
    happenings.leave(ws, _user(ws, body), _channel(ws, body))
    return Done(ok=True)


def _invite(ws: Workspace, body: Json) -> Done:
    happenings.invite(ws, _user(ws, body), _user(ws, body, "invited"), _channel(ws, body))
    return Done(ok=True)


def _share(ws: Workspace, body: Json) -> Done:
    channel = _channel(ws, body)
    sharing.share(ws, channel, body["team"], body.get("new_id"))
    return Done(ok=True, more={"channel": channel.id})


def _unshare(ws: Workspace, body: Json) -> Done:
    return Done(ok=True, more={"channel": sharing.unshare(ws, _channel(ws, body), body["team"]).id})


def _change_id(ws: Workspace, body: Json) -> Done:
    happenings.change_id(ws, _channel(ws, body), str(body["new_id"]))
    return Done(ok=True)


def _archive(ws: Workspace, body: Json) -> Done:
    happenings.archive(ws, _channel(ws, body), _user(ws, body), archived=bool(body.get("archived", True)))
    return Done(ok=True)


ACTS: dict[str, LifeAct] = {
    "install": _install,
    "uninstall": _uninstall,
    "revoke": _revoke,
    "join": _join,
    "leave": _leave,
    "invite": _invite,
    "share": _share,
    "unshare": _unshare,
    "change_id": _change_id,
    "archive": _archive,
}
