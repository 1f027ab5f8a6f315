"""Somebody in the local workspace, for tests: acts by name, and what they see read back as text."""

from typing import Any

from bot.workspace import forms, people, pressing, sight, surfaces
from bot.workspace.blocks import elements, state_key
from bot.workspace.core import Workspace
from bot.workspace.filling import entries
from bot.workspace.model import App, User
from bot.workspace.people import Done
from bot.workspace.permalinks import target_of
from bot.workspace.reading import label
from bot.workspace.seen import Modal, Seen, Surface

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
        return self._ws.world.channel_named(str(which), self.id).id

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
        """Choose in a menu, a picker or among boxes, found by its label, action id, block id or the text beside it.

        `option` is one by its words or value, a date `YYYY-MM-DD`, a time `HH:MM`, or a person or channel by name;
        a list of these where several can be chosen.
        """
        surface = self._surface(on)
        block, element = surface.find(words)
        ids = block["block_id"], element["action_id"]
        return pressing.press(self._ws, self.user, surface.container, *ids, option)

    def pick(self, option: str, *, on: Surface | None = None) -> Done:
        """Choose an option, by its words or value, where it is offered first; of several it is then the only one.

        Raises:
            LookupError: If nothing offers it.
        """
        surface = self._surface(on)
        block, element = surface.offering(option)
        chosen = [option] if state_key(element["type"]) == "selected_options" else option
        return pressing.press(self._ws, self.user, surface.container, block["block_id"], element["action_id"], chosen)

    def pick_date(self, words: str, date: str, *, on: Surface | None = None) -> Done:
        """Choose a date `YYYY-MM-DD`."""
        return self.choose(words, date, on=on)

    def pick_time(self, words: str, time: str, *, on: Surface | None = None) -> Done:
        """Choose a time of day `HH:MM`."""
        return self.choose(words, time, on=on)

    def fill(self, values: dict[str, Any]) -> None:
        """Write into the fields of the top modal, by label, block id or action id; see `filling.entries`.

        Raises:
            LookupError: If no modal is open or it has no such field.
            ValueError: If what is written is not offered, or is no date or time.
        """
        written = entries(self._ws, self.user, self._open_modal(), values)
        view = self._ws.world.modals[self.id][-1]
        view.state = pressing.layered(view.state, written)

    def submit(self, values: dict[str, Any] | None = None) -> Done:
        """Fill and submit the top modal.

        Raises:
            LookupError: If no modal is open or it has no such field.
        """
        modal = self._open_modal()
        return forms.submit(self._ws, self.user, modal.id, entries(self._ws, self.user, modal, values or {}))

    def close_modal(self, *, everything: bool = False) -> Done:
        """Close the top modal, or all of them.

        Raises:
            LookupError: If none is open.
        """
        return forms.close(self._ws, self.user, self._open_modal().id, everything=everything)

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
        return sight.messages(self._ws, self.user, self._channel(channel))

    def last(self, channel: str | None = None) -> Seen:
        """Give the last message the person sees in a channel.

        Raises:
            LookupError: If there is none.
        """
        found = self.messages(channel)
        if not found:
            raise LookupError(f"{self.id} sees nothing there; notices: {self.notices}")
        return found[-1]

    def follow(self, link: str, *, on: Surface | None = None) -> Seen:
        """Follow a link to a message, a permalink or the words of a link on something, and give the message.

        Raises:
            LookupError: If there is no such link, it leads to no message, or to none this person sees.
        """
        address = link if target_of(link) else self._surface(on).links.get(link)
        found = sight.led_to(self._ws, self.user, address or "")
        if found is None:
            raise LookupError(f"{self.id} is led to no message by {link!r}")
        return found

    @property
    def modal(self) -> Modal | None:
        """The modal on top, None if none is open."""
        return sight.modal(self._ws, self.user)

    @property
    def home(self) -> Modal | None:
        """The App Home, None if the app has published none."""
        return sight.home(self._ws, self.user)

    @property
    def notices(self) -> list[str]:
        """What Slack itself has told the person."""
        return sight.notices(self._ws, self.user)
