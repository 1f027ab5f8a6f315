"""The Web API's views.* methods."""

from typing import Any

from bot.workspace import connect, modals, payloads
from bot.workspace.api_base import Method, Request
from bot.workspace.errors import SlackError
from bot.workspace.model_open import View

Json = dict[str, Any]


def _shown(call: Request, view: View) -> Json:
    return {"view": payloads.view_object(call.ws, view)}


def _given(call: Request, kind: str) -> Json:
    return modals.read_view(call.ws, call.app, call.at, call.args.get("view"), kind)


def open_(call: Request) -> Json:
    """views.open: a first modal (or one more on the stack, if one is open)."""
    trigger_id = call.text("trigger_id") or call.need("interactivity_pointer")
    body = _given(call, "modal")
    trigger = modals.use_trigger(call.ws, trigger_id, call.app, call.at)
    view = modals.push(call.ws, trigger.user, call.app.app_id, trigger.installed_team, body, trigger.channel)
    return _shown(call, view)


def push(call: Request) -> Json:
    """views.push: one more modal on an open stack, three at most."""
    body = _given(call, "modal")
    trigger = modals.use_trigger(call.ws, call.need("trigger_id"), call.app, call.at)
    if not call.ws.world.modals.get(trigger.user):
        raise SlackError("invalid_trigger_id")
    view = modals.push(call.ws, trigger.user, call.app.app_id, trigger.installed_team, body, trigger.channel)
    return _shown(call, view)


def _check_hash(call: Request, view: View) -> None:
    wanted = call.text("hash")
    if wanted and wanted != view.hash:
        raise SlackError("hash_conflict")


def update(call: Request) -> Json:
    """views.update: by view id or external id, and only the version with `hash` if one is given."""
    view = modals.find(call.ws, call.app, call.at, call.text("view_id"), call.text("external_id"))
    body = _given(call, str(view.body["type"]))
    _check_hash(call, view)
    return _shown(call, modals.change(call.ws, view, body))


def publish(call: Request) -> Json:
    """views.publish: the App Home of one person, by the installation that serves them."""
    user = call.ws.world.users.get(call.need("user_id"))
    body = _given(call, "home")
    if user is None:
        raise SlackError("user_not_found")
    if connect.installation_for(call.ws.world, call.app, user) is not call.at:
        raise SlackError("not_enabled")
    key = (user.id, call.app.app_id)
    view = call.ws.world.homes.get(key)
    if view is None:
        new = call.ws.new_id("V")
        view = View(new, user.id, call.app.app_id, call.at.team_id, {"type": "home", "blocks": []}, "", new)
        call.ws.world.homes[key] = view
    elif call.text("hash"):
        _check_hash(call, view)
    view.installed_team = call.at.team_id
    return _shown(call, modals.change(call.ws, view, body))


METHODS: dict[str, Method] = {
    "views.open": open_,
    "views.push": push,
    "views.update": update,
    "views.publish": publish,
}
