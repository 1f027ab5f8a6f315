"""Opening, changing and closing modals and App Homes, for the Web API and for `response_action` alike."""

import copy
import json
from typing import Any

from bot.workspace import pictures, rules
from bot.workspace.blocks import merged_state, with_ids
from bot.workspace.core import Workspace
from bot.workspace.errors import SlackError
from bot.workspace.model import App, Installation
from bot.workspace.model_open import Trigger, View

Json = dict[str, Any]

_DEEPEST = 3


def read_view(ws: Workspace, app: App, at: Installation, value: object, kind: str) -> Json:
    """Read a view an app sends.

    Args:
        ws: The workspace.
        app: Who sends it.
        at: Through which installation.
        value: An object or a JSON text.
        kind: `modal` or `home`.

    Raises:
        SlackError: `invalid_arguments` with reasons.
    """
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError as problem:
            raise SlackError("invalid_arguments", ["must be a JSON object [json-pointer:/view]"]) from problem
    if not isinstance(value, dict):
        raise SlackError("invalid_arguments", ["missing required field: view [json-pointer:]"])
    rules.check_view(value, kind)
    pictures.check(ws, app, at, value["blocks"], "/view/blocks")
    return value


def use_trigger(ws: Workspace, trigger_id: str, app: App, at: Installation) -> Trigger:
    """Use up a trigger, which only the installation can that got it.

    Raises:
        SlackError: `invalid_trigger_id`, `exchanged_trigger_id`, `expired_trigger_id`.
    """
    trigger = ws.world.triggers.get(trigger_id)
    if trigger is None or (trigger.app_id, trigger.installed_team) != (app.app_id, at.team_id):
        raise SlackError("invalid_trigger_id")
    if trigger.used:
        raise SlackError("exchanged_trigger_id")
    if ws.clock() > trigger.expires:
        raise SlackError("expired_trigger_id")
    trigger.used = True
    return trigger


def _filled(ws: Workspace, body: Json) -> Json:
    ready = copy.deepcopy(body)
    ready["blocks"] = with_ids(ready["blocks"], lambda: ws.new_id("b"))
    return ready


def _check_external_id(ws: Workspace, body: Json, app_id: str, but: View | None = None) -> None:
    wanted = body.get("external_id")
    taken = any(v.body.get("external_id") == wanted and v.app_id == app_id and v is not but for v in all_views(ws))
    if wanted and taken:
        raise SlackError("duplicate_external_id")


def all_views(ws: Workspace) -> list[View]:
    """Give all open modals and published homes."""
    return [view for stack in ws.world.modals.values() for view in stack] + list(ws.world.homes.values())


def push(ws: Workspace, user: str, app_id: str, installed_team: str, body: Json, channel: str | None = None) -> View:
    """Put a modal on top of a person's stack.

    Raises:
        SlackError: `push_limit_reached` over three, `duplicate_external_id`.
    """
    stack = ws.world.modals.setdefault(user, [])
    if len(stack) >= _DEEPEST:
        raise SlackError("push_limit_reached")
    _check_external_id(ws, body, app_id)
    view_id, ready = ws.new_id("V"), _filled(ws, body)
    root, below = (stack[0].id, stack[-1].id) if stack else (view_id, None)
    view = View(view_id, user, app_id, installed_team, ready, new_hash(ws), root, below, channel=channel)
    view.state = merged_state(ready["blocks"], {})
    stack.append(view)
    ws.changed([user])
    return view


def change(ws: Workspace, view: View, body: Json) -> View:
    """Replace the content of a view; what was entered in blocks that stay is kept.

    Raises:
        SlackError: `duplicate_external_id`.
    """
    _check_external_id(ws, body, view.app_id, view)
    view.body = _filled(ws, body)
    view.state = merged_state(view.body["blocks"], view.state)
    view.hash, view.errors = new_hash(ws), {}
    ws.changed([view.user])
    return view


def new_hash(ws: Workspace) -> str:
    """Make the hash of one version of a view."""
    return f"{int(ws.clock())}.{ws.new_id('h')}"


def find(ws: Workspace, app: App, at: Installation, view_id: str | None, external_id: str | None) -> View:
    """Find a view that an installation of an app has opened or published.

    Raises:
        SlackError: `not_found`.
    """
    for view in all_views(ws):
        if (view.app_id, view.installed_team) == (app.app_id, at.team_id) and (
            view.id == view_id or (external_id and view.body.get("external_id") == external_id)
        ):
            return view
    raise SlackError("not_found")


def close_top(ws: Workspace, user: str) -> None:
    """Take the top modal away."""
    stack = ws.world.modals.get(user, [])
    if stack:
        stack.pop()
    ws.changed([user])


def close_all(ws: Workspace, user: str) -> list[View]:
    """Take all modals of a person away and give them, top first."""
    closed = list(reversed(ws.world.modals.pop(user, [])))
    ws.changed([user])
    return closed


def apply_response(ws: Workspace, view: View, body: object) -> None:
    """Do what the answer to a view submission asks for.

    Args:
        ws: The workspace.
        view: The modal submitted, on top of its stack.
        body: Nothing (close it) or an object with `response_action` errors, update, push or clear.

    Raises:
        SlackError: If the answer is none of these, or its view is against the rules.
    """
    if body in (None, "", {}):
        if view in ws.world.modals.get(view.user, []):
            ws.world.modals[view.user].remove(view)
        ws.changed([view.user])
        return
    action = body.get("response_action") if isinstance(body, dict) else None
    if not isinstance(body, dict) or action not in {"errors", "update", "push", "clear"}:
        raise SlackError("invalid_response_action")
    if action == "errors":
        _show_errors(ws, view, body.get("errors"))
    elif action == "update":
        change(ws, view, _answered(ws, view, body))
    elif action == "push":
        push(ws, view.user, view.app_id, view.installed_team, _answered(ws, view, body), view.channel)
    else:
        close_all(ws, view.user)


def _answered(ws: Workspace, view: View, body: Json) -> Json:
    app = ws.world.apps[view.app_id]
    return read_view(ws, app, app.installations[view.installed_team], body.get("view"), "modal")


def _show_errors(ws: Workspace, view: View, errors: object) -> None:
    inputs = {block["block_id"] for block in view.body["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        raise SlackError("invalid_response_action")
    view.errors = {str(block_id): str(text) for block_id, text in errors.items()}
    ws.changed([view.user])
