"""What people do with blocks: press and choose, on messages, in modals and on the App Home."""

from typing import Any

from bot.workspace import blocks, modals, payloads, posting
from bot.workspace.choosing import choice, option_of
from bot.workspace.core import Workspace
from bot.workspace.deliveries import INTERACTIVE, Envelope
from bot.workspace.model import Channel, Message, User
from bot.workspace.model_open import View
from bot.workspace.people import Done, failed, membership, refused

Json = dict[str, Any]


def press(ws: Workspace, user: User, container: Json, block_id: str | None, action_id: str, value: object = None,
          state: Json | None = None) -> Done:  # fmt: skip
    """Press or choose something in a message or a view.

    Args:
        ws: The workspace.
        user: Who does it.
        container: `{"type": "message", "channel", "ts"}` or `{"type": "view", "view_id"}`.
        block_id: The block; may be left out if the action id is enough.
        action_id: The element.
        value: What was chosen: an option or its value, a date, a list of options; nothing for a button.
        state: What has been entered in the other fields so far.
    """
    if container.get("type") == "view":
        return _press_in_view(ws, user, str(container.get("view_id")), (block_id, action_id), value, state or {})
    return _press_in_message(ws, user, container, (block_id, action_id), value, state or {})


def _press_in_message(ws: Workspace, user: User, container: Json, ids: tuple[str | None, str], value: object,
                      state: Json) -> Done:  # fmt: skip
    channel = membership(ws, user, str(container.get("channel")))
    if channel is None:
        return refused("channel_not_found", "no channel of this person")
    seen = posting.visible(channel, user.id)
    message = next((one for one in seen if one.ts == container.get("ts")), None)
    found = blocks.find(message.blocks or [], *ids) if message else None
    if message is None or found is None or message.app_id is None:
        return refused("action_not_found", f"nothing to press there: {ids}")
    try:
        action = _action(ws, user, *found, value)
    except ValueError as problem:
        return refused("invalid_value", str(problem))
    message.state = blocks.merged_state(message.blocks or [], layered(message.state, state))
    _keep(message.state, *found, action)
    return _send_message_action(ws, user, channel, message, action)


def layered(kept: Json, new: Json) -> Json:
    """Put newly entered values over those entered before, block by block."""
    return {key: {**kept.get(key, {}), **new.get(key, {})} for key in {*kept, *new}}


def _send_message_action(ws: Workspace, user: User, channel: Channel, message: Message, action: Json) -> Done:
    app = ws.world.apps[str(message.app_id)]
    at = app.installations.get(str(message.installed_team))
    if at is None or at.team_id not in channel.team_ids:
        return refused("app_not_found", f"{app.name} is not there any more")
    payload = payloads.interaction(ws, "block_actions", app, at, user) | payloads.on_message(message, channel, at)
    url = ws.new_response_url(user, app, at, channel.id, original_ts=message.ts, thread_ts=message.thread_ts)
    payload |= {"actions": [action], "response_url": url, "trigger_id": ws.new_trigger(user, app, at, channel.id)}
    ack = ws.deliveries.send(app, Envelope(INTERACTIVE, payload))
    return Done(ok=True, ack=ack.body) if ack.ok else failed(ws, user, app.name, ack)


def _press_in_view(ws: Workspace, user: User, view_id: str, ids: tuple[str | None, str], value: object,
                   state: Json) -> Done:  # fmt: skip
    view = own_view(ws, user, view_id)
    found = blocks.find(view.body["blocks"], *ids) if view else None
    if view is None or found is None:
        return refused("action_not_found", f"nothing to press there: {ids}")
    try:
        action = _action(ws, user, *found, value)
    except ValueError as problem:
        return refused("invalid_value", str(problem))
    view.state = blocks.merged_state(view.body["blocks"], layered(view.state, state))
    _keep(view.state, *found, action)
    block = found[0]
    if block["type"] == "input" and not block.get("dispatch_action"):
        return Done(ok=True)
    app = ws.world.apps[view.app_id]
    at = app.installations[view.installed_team]
    payload = payloads.in_view(ws, "block_actions", app, view, user)
    payload |= {
        "container": {"type": "view", "view_id": view.id},
        "actions": [action],
        "trigger_id": ws.new_trigger(user, app, at, view.channel),
    }
    ack = ws.deliveries.send(app, Envelope(INTERACTIVE, payload))
    return Done(ok=True, ack=ack.body) if ack.ok else failed(ws, user, app.name, ack)


def own_view(ws: Workspace, user: User, view_id: str) -> View | None:
    """Give a view this person has open, modal or home."""
    return next((view for view in modals.all_views(ws) if view.id == view_id and view.user == user.id), None)


def _action(ws: Workspace, user: User, block: Json, element: Json, value: object) -> Json:
    """Build the entry of `actions`.

    Raises:
        ValueError: If the value is none this element offers.
    """
    kind = element["type"]
    action: Json = {
        "type": kind, "block_id": block["block_id"], "action_id": element["action_id"], "action_ts": ws.new_ts(),
    }  # fmt: skip
    if kind == "button":
        action["text"] = element["text"]
        return action | ({"value": element["value"]} if "value" in element else {})
    if kind == "overflow":
        return action | {"selected_option": option_of(element, value)}
    return action | {str(blocks.state_key(kind)): choice(ws, user, element, value)}


def _keep(state: Json, block: Json, element: Json, action: Json) -> None:
    key = blocks.state_key(element["type"])
    if key:
        entry = blocks.state_entry(element, action[key])
        state.setdefault(block["block_id"], {})[element["action_id"]] = entry
