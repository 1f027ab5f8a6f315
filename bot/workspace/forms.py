"""What people do with a whole form: submit it or close it."""

from typing import Any

from bot.workspace import blocks, modals, payloads
from bot.workspace.choosing import too_many
from bot.workspace.core import Workspace
from bot.workspace.deliveries import INTERACTIVE, Envelope
from bot.workspace.errors import SlackError
from bot.workspace.model import App, User
from bot.workspace.model_open import View
from bot.workspace.people import Done, refused
from bot.workspace.pressing import layered

Json = dict[str, Any]

_TROUBLE = "We had some trouble connecting. Try again?"


def submit(ws: Workspace, user: User, view_id: str, state: Json) -> Done:
    """Submit the top modal; what Slack itself checks (required, lengths) is refused before the app hears of it."""
    stack = ws.world.modals.get(user.id, [])
    if not stack or stack[-1].id != view_id:
        return refused("view_not_found", "not the modal on top")
    view = stack[-1]
    view.state = blocks.merged_state(view.body["blocks"], layered(view.state, state))
    view.errors = client_errors(view)
    if view.errors:
        ws.changed([user.id])
        return refused("invalid_input", "; ".join(view.errors.values()))
    app = ws.world.apps[view.app_id]
    at = app.installations[view.installed_team]
    payload = payloads.in_view(ws, "view_submission", app, view, user)
    payload |= {"trigger_id": ws.new_trigger(user, app, at, view.channel), "response_urls": _urls(ws, user, app, view)}
    ack = ws.deliveries.send(app, Envelope(INTERACTIVE, payload))
    if not ack.ok:
        ws.notice(user.id, _TROUBLE)
        return refused(str(ack.error), _TROUBLE)
    return _after_submit(ws, user, view, ack.body)


def _after_submit(ws: Workspace, user: User, view: View, body: object) -> Done:
    with ws.lock:
        try:
            modals.apply_response(ws, view, body)
        except SlackError as problem:
            ws.notice(user.id, _TROUBLE)
            return refused(problem.code, "; ".join(problem.reasons) or f"the app's answer: {problem.code}")
    if view.errors:
        return Done(ok=False, error="errors", detail="; ".join(view.errors.values()), ack=body)
    return Done(ok=True, ack=body)


def _urls(ws: Workspace, user: User, app: App, view: View) -> list[Json]:
    at, found = app.installations[view.installed_team], []
    for block, element in blocks.elements(view.body["blocks"]):
        entry = view.state.get(block["block_id"], {}).get(element["action_id"], {})
        channel = entry.get("selected_conversation") or entry.get("selected_channel")
        if element.get("response_url_enabled") and channel in ws.world.channels:
            found.append({
                "block_id": block["block_id"], "action_id": element["action_id"], "channel_id": channel,
                "response_url": ws.new_response_url(user, app, at, channel),
            })  # fmt: skip
    return found


def client_errors(view: View) -> dict[str, str]:
    """Give what Slack's client itself refuses in a filled form, by block id."""
    errors: dict[str, str] = {}
    for block, element in blocks.elements(view.body["blocks"]):
        if block["type"] != "input":
            continue
        value = blocks.value_of(view.state[block["block_id"]][element["action_id"]])
        if value is None and not block.get("optional"):
            errors[block["block_id"]] = "Please complete this required field."
        elif isinstance(value, str) and len(value) > element.get("max_length", 3000):
            errors[block["block_id"]] = f"Must be at most {element.get('max_length', 3000)} characters long."
        elif isinstance(value, str) and len(value) < element.get("min_length", 0):
            errors[block["block_id"]] = f"Must be at least {element['min_length']} characters long."
        elif too_many(element, value):
            errors[block["block_id"]] = f"Choose at most {element['max_selected_items']}."
    return errors


def close(ws: Workspace, user: User, view_id: str, *, everything: bool = False) -> Done:
    """Close the top modal, or with `everything` the whole stack; apps that asked to be notified are."""
    stack = ws.world.modals.get(user.id, [])
    if not stack or stack[-1].id != view_id:
        return refused("view_not_found", "not the modal on top")
    with ws.lock:
        everything = everything or bool(stack[-1].body.get("clear_on_close"))
        closed = modals.close_all(ws, user.id) if everything else [stack.pop()]
        ws.changed([user.id])
    for view in closed:
        if view.body.get("notify_on_close"):
            app = ws.world.apps[view.app_id]
            payload = payloads.in_view(ws, "view_closed", app, view, user) | {"is_cleared": everything}
            ack = ws.deliveries.send(app, Envelope(INTERACTIVE, payload))
            if not ack.ok:
                return refused(str(ack.error), "the app did not answer")
    return Done(ok=True)
