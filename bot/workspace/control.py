"""The control API: what the page and the tests do in the workspace, as plain JSON in and out."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from bot.workspace import control_life, forms, people, pressing, surfaces
from bot.workspace.core import Workspace
from bot.workspace.delivery_socket import SocketRoute
from bot.workspace.faults import Fault
from bot.workspace.model import App, User
from bot.workspace.model_files import Processing
from bot.workspace.people import Done, refused

Json = dict[str, Any]
Act = Callable[["Control", Json], Done]


class Control:
    """The acts of the control API, by name."""

    def __init__(self, ws: Workspace, sockets: SocketRoute) -> None:
        self.ws = ws
        self.sockets = sockets

    def act(self, name: str, body: Json) -> Json | None:
        """Do one act.

        Args:
            name: The last part of `/_control/NAME`.
            body: Its JSON body.

        Returns:
            The answer, or None if there is no such act.
        """
        if name not in _ACTS:
            return None
        try:
            return _ACTS[name](self, body).as_json()
        except KeyError as problem:
            return refused("invalid_request", f"missing or unknown: {problem}").as_json()
        except (TypeError, ValueError) as problem:
            return refused("invalid_request", str(problem)).as_json()

    def user(self, body: Json) -> User:
        """Give the person who acts.

        Raises:
            KeyError: If there is none of that id.
        """
        return self.ws.world.users[body["user"]]

    def app(self, body: Json) -> App:
        """Give the app meant: the one named, else the only or first one.

        Raises:
            KeyError: If there is none.
        """
        apps = self.ws.world.apps
        return apps[body["app_id"]] if body.get("app_id") else next(iter(apps.values()))


def _message(to: Control, body: Json) -> Done:
    return people.say(to.ws, to.user(body), body["channel"], str(body["text"]), body.get("thread_ts"))


def _command(to: Control, body: Json) -> Done:
    words = body["command"], str(body.get("text") or "")
    return surfaces.run_command(to.ws, to.user(body), body["channel"], *words)


def _shortcut(to: Control, body: Json) -> Done:
    return surfaces.run_shortcut(to.ws, to.user(body), body["callback_id"], body.get("channel"), body.get("ts"))


def _action(to: Control, body: Json) -> Done:
    ids = body.get("block_id"), body["action_id"]
    return pressing.press(to.ws, to.user(body), body["container"], *ids, body.get("value"), body.get("state"))


def _submit(to: Control, body: Json) -> Done:
    return forms.submit(to.ws, to.user(body), body["view_id"], body.get("state") or {})


def _close(to: Control, body: Json) -> Done:
    return forms.close(to.ws, to.user(body), body["view_id"], everything=bool(body.get("all")))


def _home(to: Control, body: Json) -> Done:
    return surfaces.open_home(to.ws, to.user(body), to.app(body))


def _dm(to: Control, body: Json) -> Done:
    return surfaces.open_home(to.ws, to.user(body), to.app(body), tab="messages")


def _redeliver(to: Control, body: Json) -> Done:
    ack = to.ws.deliveries.redeliver(body.get("event_id"))
    return Done(ok=ack.ok, error=ack.error, ack=ack.body)


def _drop_sockets(to: Control, body: Json) -> Done:
    how = "silently" if body.get("silent") else "abruptly" if body.get("abrupt") else "politely"
    only = body.get("only")
    return Done(ok=True, more={"dropped": to.sockets.drop(how, None if only is None else int(only))})


def _disconnect(to: Control, body: Json) -> Done:
    return Done(ok=True, more={"told": to.sockets.disconnect(body.get("reason") or "refresh_requested")})


def _faults(to: Control, body: Json) -> Done:
    known = {one.name for one in fields(Fault)}
    to.ws.faults.add(Fault(**{key: value for key, value in body.items() if key in known}))
    return Done(ok=True)


def _slow(to: Control, body: Json) -> Done:
    to.ws.faults.slow_s = float(body["seconds"])
    return Done(ok=True)


def _processing(to: Control, body: Json) -> Done:
    seconds, calls = float(body.get("seconds") or 0), int(body.get("calls") or 0)
    if seconds < 0 or calls < 0:
        raise ValueError("neither seconds nor calls run backwards")
    to.ws.world.processing = Processing(seconds, calls)
    return Done(ok=True)


def _reset(to: Control, _body: Json) -> Done:
    to.ws.reset()
    return Done(ok=True)


def _notes(to: Control, body: Json) -> Done:
    with to.ws.lock:
        to.ws.world.notes = [str(note) for note in body["notes"]]
        to.ws.changed(to.ws.world.users)
    return Done(ok=True)


def _lived(act: control_life.LifeAct) -> Act:
    return lambda to, body: act(to.ws, body)


_ACTS: dict[str, Act] = {
    "message": _message,
    "command": _command,
    "shortcut": _shortcut,
    "action": _action,
    "submit": _submit,
    "close": _close,
    "home": _home,
    "dm": _dm,
    "redeliver": _redeliver,
    "drop_sockets": _drop_sockets,
    "disconnect": _disconnect,
    "faults": _faults,
    "slow": _slow,
    "processing": _processing,
    "reset": _reset,
    "notes": _notes,
    **{name: _lived(act) for name, act in control_life.ACTS.items()},
}
