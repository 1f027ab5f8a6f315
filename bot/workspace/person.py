"""Somebody in the local workspace, for tests: acts by name, and what they see read back as text."""

from typing import Any

from bot.workspace import forms, people, pressing, screen, surfaces
from bot.workspace.blocks import elements, state_entry, state_key
from bot.workspace.core import Workspace
from bot.workspace.model import App, User
from bot.workspace.people import Done
from bot.workspace.pressing import choice
from bot.workspace.seen import Modal, Seen, Surface, label

Json = dict[str, Any]
CommandResult = Done


class Person:
    """Somebody in the workspace, doing things and seeing things. Acts return when the app has answered."""

    def __init__(self, ws: Workspace, user_id: str) -> None:
        self._ws = ws
        self.id = user_id

    @property
    def user(self) -> User:
        """The person's entry in the world."""
        return self._ws.world.users[self.id]

    @property
    def _app(self) -> App:
        return next(iter(self._ws.world.apps.values()))

    def _channel(self, which: str | None) -> str:
        if which in {None, "dm"}:
            channel = people.open_dm(self._ws, self.user, self._app)
            if channel is None:
                raise LookupError(f"{self.id} meets the app nowhere")
            return channel.id
        return self._ws.world.channel_named(str(which)).id

    # --- doing ---

    def say(self, text: str, channel: str | None, *, thread_ts: str | None = None,
            file: tuple[str, bytes] | None = None) -> Done:  # fmt: skip
        """Type a message in a channel, or to the app with `channel=None`, with a file (name and bytes) or without."""
        return people.say(self._ws, self.user, self._channel(channel), text, thread_ts, file)

    def mention(self, text: str, channel: str, *, thread_ts: str | None = None,
                file: tuple[str, bytes] | None = None) -> Done:  # fmt: skip
        """Type a message that mentions the app: `@jordbro …`."""
        return self.say(text, channel, thread_ts=thread_ts, file=file)

    def dm(self, text: str, *, file: tuple[str, bytes] | None = None) -> Done:
        """Type a direct message to the app."""
        return self.say(text, None, file=file)

    def command(self, command: str, text: str = "", *, channel: str | None = None) -> CommandResult:
        """Run a slash command in a channel, or in the direct messages with the app."""
        return surfaces.run_command(self._ws, self.user, self._channel(channel), command, text)

    def shortcut(self, callback_id: str, *, on: Seen | None = None) -> Done:
        """Use a shortcut, on a message or globally."""
        where = (on.channel, on.ts) if on else (None, None)
        return surfaces.run_shortcut(self._ws, self.user, callback_id, *where)

    def open_home(self) -> Done:
        """Look at the App Home."""
        return surfaces.open_home(self._ws, self.user, self._app)

    def press(self, words: str | None = None, *, action_id: str | None = None, value: str | None = None,
              on: Surface | None = None) -> Done:  # fmt: skip
        """Press a button by its label or action id (and value), on a message, the top modal or the home.

        Raises:
            LookupError: If there is no such button.
        """
        surface = self._surface(on)
        for block, element in elements(surface.blocks or []):
            named = words is None or words in {label(element), element["action_id"]}
            if named and action_id in {None, element["action_id"]} and value in {None, element.get("value")}:
                ids = block["block_id"], element["action_id"]
                return pressing.press(self._ws, self.user, surface.container, *ids)
        raise LookupError(f"no button {words or action_id!r} here, only {list(surface.buttons)}")

    def choose(self, words: str, option: object, *, on: Surface | None = None) -> Done:
        """Choose in a menu, found by its label, action id or the text beside it; `option` by text or value."""
        surface = self._surface(on)
        block, element = surface.find(words)
        ids = block["block_id"], element["action_id"]
        return pressing.press(self._ws, self.user, surface.container, *ids, option)

    def pick_date(self, words: str, date: str, *, on: Surface | None = None) -> Done:
        """Choose a date `YYYY-MM-DD`."""
        return self.choose(words, date, on=on)

    def fill(self, values: dict[str, Any]) -> None:
        """Write into the fields of the top modal, by label, block id or action id.

        Raises:
            LookupError: If no modal is open or it has no such field.
            ValueError: If an option is not offered.
        """
        self._ws.world.modals[self.id][-1].state.update(self._entries(values))

    def submit(self, values: dict[str, Any] | None = None) -> Done:
        """Fill and submit the top modal.

        Raises:
            LookupError: If no modal is open or it has no such field.
        """
        modal = self._open_modal()
        return forms.submit(self._ws, self.user, modal.id, self._entries(values or {}))

    def close_modal(self, *, everything: bool = False) -> Done:
        """Close the top modal, or all of them.

        Raises:
            LookupError: If none is open.
        """
        return forms.close(self._ws, self.user, self._open_modal().id, everything=everything)

    def _entries(self, values: dict[str, Any]) -> Json:
        modal = self._open_modal()
        state: Json = {}
        for words, value in values.items():
            block, element = modal.find(words)
            key = state_key(element["type"])
            if key is None:
                raise LookupError(f"{words!r} is nothing to fill in")
            entry = state_entry(element, choice(element, key, value))
            state.setdefault(block["block_id"], {})[element["action_id"]] = entry
        return state

    def _open_modal(self) -> Modal:
        modal = self.modal
        if modal is None:
            raise LookupError(f"{self.id} has no modal open; notices: {self.notices}")
        return modal

    def _surface(self, on: Surface | None) -> Surface:
        found = on or self.modal or self.home
        if found is None:
            raise LookupError("say on what: no modal is open and there is no home")
        return found

    # --- seeing ---

    def messages(self, channel: str | None = None) -> list[Seen]:
        """Give what the person sees in a channel (`None`: in the direct messages with the app), oldest first."""
        wanted, shown = self._channel(channel), screen.view(self._ws, self.user)
        found = next((one for one in shown["channels"] if one["id"] == wanted), None)
        if found is None:
            return []
        return [_seen(one, wanted, shown["names"]) for one in found["messages"]]

    def last(self, channel: str | None = None) -> Seen:
        """Give the last message the person sees in a channel.

        Raises:
            LookupError: If there is none.
        """
        found = self.messages(channel)
        if not found:
            raise LookupError(f"{self.id} sees nothing there; notices: {self.notices}")
        return found[-1]

    @property
    def modal(self) -> Modal | None:
        """The modal on top, None if none is open."""
        shown = screen.view(self._ws, self.user)
        return _modal(shown["modals"][-1], shown["names"]) if shown["modals"] else None

    @property
    def home(self) -> Modal | None:
        """The App Home, None if the app has published none."""
        shown = screen.view(self._ws, self.user)
        return _modal({"view": shown["home"], "errors": {}}, shown["names"]) if shown["home"] else None

    @property
    def notices(self) -> list[str]:
        """What Slack itself has told the person."""
        return [one["text"] for one in screen.view(self._ws, self.user)["notices"]]


def _seen(found: Json, channel: str, names: Json) -> Seen:
    container = {"type": "message", "channel": channel, "ts": found["ts"]}
    kept = ("ts", "text", "ephemeral", "name", "edited", "thread_ts", "files")
    return Seen(found["blocks"], container, names, channel=channel, **{key: found[key] for key in kept})


def _modal(found: Json, names: Json) -> Modal:
    view = found["view"]
    return Modal(view["blocks"], {"type": "view", "view_id": view["id"]}, names, view, found["errors"])
