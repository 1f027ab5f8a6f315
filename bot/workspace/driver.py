"""A local workspace for tests in Python: start it, be one of its people, read what they see."""

import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from bot.workspace import people, pressing, screen
from bot.workspace.blocks import elements, state_entry, state_key
from bot.workspace.clock import Clock
from bot.workspace.core import Workspace
from bot.workspace.deliveries import Ack
from bot.workspace.delivery_http import Dispatch
from bot.workspace.faults import Call, Fault
from bot.workspace.model import App, User, World
from bot.workspace.people import Done
from bot.workspace.pressing import choice
from bot.workspace.scenario import standard_workspace
from bot.workspace.seen import Modal, Seen, Surface, label
from bot.workspace.server import Server

Json = dict[str, Any]
CommandResult = Done


class LocalWorkspace:
    """A running workspace; use it as a context manager.

    Args:
        server: A server that has been started.
    """

    def __init__(self, server: Server) -> None:
        self.server = server
        self.ws = server.ws

    @classmethod
    def start(cls, scenario: World | None = None, clock: Clock | None = None, *, port: int = 0) -> Self:
        """Start a workspace on loopback.

        Args:
            scenario: What there is; the standard workspace if left out.
            clock: Gives the time in seconds since 1970; the real one if left out.
            port: The port, 0 for a free one.
        """
        server = Server(scenario or standard_workspace(), port=port, clock=clock)
        server.start()
        return cls(server)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _value: BaseException | None, _at: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Stop it."""
        self.server.stop()

    # --- addresses and secrets ---

    @property
    def world(self) -> World:
        """The state, to add teams, people, channels and installations to."""
        return self.ws.world

    @property
    def url(self) -> str:
        """The address of the page."""
        return self.server.url

    @property
    def api_url(self) -> str:
        """The address of the Web API, as `base_url` of a `WebClient`."""
        return f"{self.server.url}/api/"

    @property
    def app(self) -> App:
        """The first app."""
        return next(iter(self.world.apps.values()))

    @property
    def bot_token(self) -> str:
        """The bot token of the app's first installation."""
        return next(iter(self.app.installations.values())).bot_token

    @property
    def app_token(self) -> str:
        """The app-level token."""
        return self.app.app_token

    @property
    def signing_secret(self) -> str:
        """The secret HTTP requests are signed with."""
        return self.app.signing_secret

    # --- how the app is reached ---

    def use_http(self, request_url: str) -> None:
        """Deliver by signed HTTP to this address, unless a socket is open."""
        self.app.request_url = request_url

    def use_dispatch(self, target: Dispatch) -> None:
        """Deliver by calling `target(body, headers) -> (status, body, headers)` with real signed requests."""
        self.server.dispatch.use(self.app.app_id, target)

    # --- people ---

    def user(self, who: str) -> "Person":
        """Be somebody, by handle, id or full name.

        Raises:
            KeyError: If there is nobody of that name.
        """
        return Person(self, self.world.user_named(who).id)

    # --- for tests ---

    def calls(self, method: str | None = None) -> list[Call]:
        """Give the Web API calls received, oldest first."""
        return self.ws.faults.calls(method)

    def faults(self, method: str, **how: Any) -> None:  # noqa: ANN401 - fields of Fault
        """Let the next calls of a method fail; see `Fault` for the words."""
        self.ws.faults.add(Fault(method, **how))

    def slow(self, seconds: float) -> None:
        """Delay every Web API answer."""
        self.ws.faults.slow_s = seconds

    def redeliver_last_event(self) -> Ack:
        """Deliver the last event again, with the same `event_id` and a retry number."""
        return self.ws.deliveries.redeliver()

    def drop_sockets(self, *, abrupt: bool = False) -> int:
        """Close all Socket Mode connections."""
        return self.server.sockets.drop(abrupt=abrupt)

    def disconnect(self, reason: str = "refresh_requested") -> int:
        """Announce the end of the Socket Mode connections as Slack does."""
        return self.server.sockets.disconnect(reason)

    def open_sockets(self) -> int:
        """Count the open Socket Mode connections."""
        return len(self.server.sockets.connections())

    def reset(self) -> None:
        """Come back to the world of the start."""
        self.ws.reset()

    def wait_until(self, check: Callable[[], object], timeout: float = 5.0) -> Any:  # noqa: ANN401 - what check gives
        """Wait until `check()` is true and give what it gave.

        Raises:
            TimeoutError: If it does not become true.
        """
        end = time.monotonic() + timeout
        while True:
            found = check()
            if found:
                return found
            if time.monotonic() > end:
                raise TimeoutError(f"not within {timeout} s")
            time.sleep(0.01)


class Person:
    """Somebody in the workspace, doing things and seeing things. Acts return when the app has answered."""

    def __init__(self, workspace: LocalWorkspace, user_id: str) -> None:
        self._workspace = workspace
        self.id = user_id

    @property
    def _ws(self) -> Workspace:
        return self._workspace.ws

    @property
    def user(self) -> User:
        """The person's entry in the world."""
        return self._workspace.world.users[self.id]

    def _channel(self, which: str | None) -> str:
        if which in {None, "dm"}:
            channel = people.open_dm(self._ws, self.user, self._workspace.app)
            if channel is None:
                raise LookupError(f"{self.id} meets the app nowhere")
            return channel.id
        return self._workspace.world.channel_named(str(which)).id

    # --- doing ---

    def say(self, text: str, channel: str | None, *, thread_ts: str | None = None) -> Done:
        """Type a message in a channel, or to the app with `channel=None`."""
        return people.say(self._ws, self.user, self._channel(channel), text, thread_ts)

    def mention(self, text: str, channel: str, *, thread_ts: str | None = None) -> Done:
        """Type a message that mentions the app: `@jordbro …`."""
        return self.say(text, channel, thread_ts=thread_ts)

    def dm(self, text: str) -> Done:
        """Type a direct message to the app."""
        return self.say(text, None)

    def command(self, command: str, text: str = "", *, channel: str | None = None) -> CommandResult:
        """Run a slash command in a channel, or in the direct messages with the app."""
        return people.run_command(self._ws, self.user, self._channel(channel), command, text)

    def shortcut(self, callback_id: str, *, on: Seen | None = None) -> Done:
        """Use a shortcut, on a message or globally."""
        where = (on.channel, on.ts) if on else (None, None)
        return people.run_shortcut(self._ws, self.user, callback_id, *where)

    def open_home(self) -> Done:
        """Look at the App Home."""
        return people.open_home(self._ws, self.user, self._workspace.app)

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
        self._workspace.ws.world.modals[self.id][-1].state.update(self._entries(values))

    def submit(self, values: dict[str, Any] | None = None) -> Done:
        """Fill and submit the top modal.

        Raises:
            LookupError: If no modal is open or it has no such field.
        """
        modal = self._open_modal()
        return pressing.submit(self._ws, self.user, modal.id, self._entries(values or {}))

    def close_modal(self, *, everything: bool = False) -> Done:
        """Close the top modal, or all of them.

        Raises:
            LookupError: If none is open.
        """
        return pressing.close(self._ws, self.user, self._open_modal().id, everything=everything)

    def _entries(self, values: dict[str, Any]) -> Json:
        modal = self._open_modal()
        state: Json = {}
        for words, value in values.items():
            block, element = modal.find(words)
            key = str(state_key(element["type"]))
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
