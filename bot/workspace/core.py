"""The running workspace: its world with a lock around it, its clock, its ids, and who waits for news."""

import copy
import itertools
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from bot.workspace.clock import Clock, real_clock
from bot.workspace.deliveries import Deliveries
from bot.workspace.faults import Faults
from bot.workspace.model import App, Channel, Installation, User
from bot.workspace.model_open import Notice, ResponseUrl, Trigger
from bot.workspace.world import World

Json = dict[str, Any]

TRIGGER_SECONDS = 3.0
RESPONSE_URL_SECONDS = 30 * 60.0


class Workspace:
    """One local Slack. Change `world` only while holding `lock`; deliver only while not holding it.

    Args:
        world: The teams, people, channels and apps to start with; `reset` comes back to it.
        clock: Gives the time in seconds since 1970.
    """

    def __init__(self, world: World, clock: Clock | None = None) -> None:
        self.clock = clock or real_clock
        self.lock = threading.RLock()
        self.deliveries = Deliveries()
        self.faults = Faults()
        self.base_url = ""
        self.echoes = False  # whether apps hear their own messages, as in Slack they do where they subscribe
        self.world = world
        self._seed = copy.deepcopy(world)
        self._counter = itertools.count(1)
        self._last_ts = 0
        self._seqs: Counter[str] = Counter()
        self._listeners: dict[int, Callable[[], None]] = {}

    def reset(self) -> None:
        """Come back to the world of the start: no messages, no modals, no faults; connections stay."""
        with self.lock:
            urls = {app_id: app.request_url for app_id, app in self.world.apps.items()}
            self.world = copy.deepcopy(self._seed)
            for app_id, url in urls.items():
                if app_id in self.world.apps:
                    self.world.apps[app_id].request_url = url
            self.faults.clear()
            self.deliveries.forget()
            self.changed(self.world.users)

    def new_id(self, prefix: str) -> str:
        """Make an id that was not there before, such as `V00000000A7`."""
        return f"{prefix}{next(self._counter):09X}"

    def new_ts(self) -> str:
        """Make a message timestamp, later than all before it."""
        with self.lock:
            self._last_ts = max(self._last_ts + 1, int(self.clock() * 1_000_000))
            return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def changed(self, users: Iterable[str]) -> None:
        """Tell these people's pages that something they see is different now."""
        with self.lock:
            self._seqs.update(list(users))
            listeners = list(self._listeners.values())
        for wake in listeners:
            wake()

    def seq(self, user_id: str) -> int:
        """Give the number of changes this person has seen."""
        return self._seqs[user_id]

    def listen(self, wake: Callable[[], None]) -> Callable[[], None]:
        """Have `wake` called at every change.

        Returns:
            A function that ends it.
        """
        with self.lock:
            key = next(self._counter)
            self._listeners[key] = wake
        return lambda: self._listeners.pop(key, None) and None

    def notice(self, user_id: str, text: str) -> None:
        """Show a person a sentence from Slack itself."""
        with self.lock:
            self.world.notices.setdefault(user_id, []).append(Notice(self.new_id("N"), text, self.clock()))
            self.changed([user_id])

    def new_trigger(self, user: User, app: App, at: Installation, channel: str | None) -> str:
        """Give a person's action the right to open one modal within three seconds."""
        with self.lock:
            trigger = Trigger(
                self.new_id("tr."), user.id, app.app_id, at.team_id, self.clock() + TRIGGER_SECONDS, channel
            )
            self.world.triggers[trigger.id] = trigger
            return trigger.id

    def new_response_url(
        self, user: User, app: App, at: Installation, channel: str, *, original_ts: str | None = None,
        thread_ts: str | None = None,
    ) -> str:  # fmt: skip
        """Make a response_url for an answer to what a person did in a channel."""
        with self.lock:
            expires = self.clock() + RESPONSE_URL_SECONDS
            url = ResponseUrl(
                self.new_id("r"), app.app_id, at.team_id, channel, user.id, expires, original_ts, thread_ts
            )
            self.world.response_urls[url.token] = url
            return f"{self.base_url}/response/{url.token}"

    def readers(self, channel: Channel) -> list[str]:
        """Give the people whose page shows this channel."""
        return list(channel.members)
