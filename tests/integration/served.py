"""A bot in a process of its own, and a client that delivers events to it as Slack does."""

import json
import os
import signal
import socket
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import httpx
from slack_sdk.signature import SignatureVerifier

from bot.cli import main
from bot.domain.person import SlackChannel, SlackUser
from bot.services.create_space import create_space
from bot.services.recognise import recognise
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.workspace.driver import LocalWorkspace
from tests.processes import Around, Forked, started

REPEATS = (0.0, 0.5, 3.0)  # seconds; Slack's are 0, 60 and 300
PATIENCE = 3.0  # seconds Slack waits for an acknowledgement


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class ServedBot:
    """`jordbro serve` in HTTP mode, to be started and killed."""

    def __init__(
        self, workspace: LocalWorkspace, store: str, folder: Path, extra: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self.port = free_port()
        self._folder, self.store = folder, store
        self._environment = {
            "PATH": os.environ["PATH"],
            "SLACK_BOT_TOKEN": workspace.bot_token,
            "SLACK_SIGNING_SECRET": workspace.signing_secret,
            "SLACK_API_URL": workspace.api_url,
            "DATABASE_URL": store,
            "JORDBRO_PORT": str(self.port),
            "JORDBRO_PROCESS_NAME": "killed",
            **extra,
        }
        self.process: Forked | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/slack/events"

    def start(self) -> None:
        log = self._folder / "bot.log"
        self.process = started(main, ["serve"], Around(self._environment, Path.cwd(), log, log))

    def wait_ready(self, timeout: float = 30.0) -> None:
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            try:
                if httpx.get(f"http://127.0.0.1:{self.port}/healthz", timeout=1.0).status_code == httpx.codes.OK:
                    return
            except httpx.HTTPError:
                time.sleep(0.02)
        raise TimeoutError((self._folder / "bot.log").read_text()[-2000:])

    @property
    def log(self) -> str:
        """Everything the process has said so far."""
        return (self._folder / "bot.log").read_text(encoding="utf-8")

    def stop(self) -> int:
        """Ask it to stop, and give the status with which it ends."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=60)

    def kill(self, how: int = signal.SIGKILL) -> None:
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(timeout=20)


def made_space(url: str, workspace: LocalWorkspace, channel: str) -> None:
    """Bring a store to this version, with a space for a channel."""
    with closing(Database(url)) as db:
        migrate(db)
        now = datetime.now(UTC)
        viewer = recognise(db, SlackUser("T0REGION", "U0METTE"), None, guess=None, now=now)
        slack = SlackChannel("T0REGION", workspace.world.channel_named(channel).id)
        create_space(db, viewer, "Jiangsu", ("da", "zh"), slack, now=now)


class SlackLikeClient:
    """Delivers mentions one after another, each with Slack's repeats, and remembers which were acknowledged."""

    def __init__(self, url: str, secret: str, name: str, channel: str, user: str) -> None:
        self._url, self._signer, self._name = url, SignatureVerifier(secret), name
        self._channel, self._user = channel, user
        self.sent: list[str] = []
        self.acknowledged: list[str] = []
        self.repeated = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join(timeout=60)

    def _run(self) -> None:
        with httpx.Client(timeout=PATIENCE) as client:
            while not self._stop.is_set():
                self._deliver(client, f"{self._name}-{len(self.sent)}")
                self._stop.wait(0.05)

    def _deliver(self, client: httpx.Client, marker: str) -> None:
        self.sent.append(marker)
        body = json.dumps(mention(marker, self._channel, self._user))
        for number, delay in enumerate((None, *REPEATS)):
            if delay is not None:
                self.repeated += 1
                self._stop.wait(delay)
            if self._post(client, body, number):
                self.acknowledged.append(marker)
                return

    def _post(self, client: httpx.Client, body: str, number: int) -> bool:
        timestamp = str(int(time.time()))
        headers = {
            "content-type": "application/json",
            "x-slack-request-timestamp": timestamp,
            "x-slack-signature": self._signer.generate_signature(timestamp=timestamp, body=body) or "",
        }
        if number:
            headers |= {"x-slack-retry-num": str(number), "x-slack-retry-reason": "http_timeout"}
        try:
            return client.post(self._url, content=body, headers=headers).status_code == httpx.codes.OK
        except httpx.HTTPError:
            return False


def mention(marker: str, channel: str, user: str) -> dict[str, Any]:
    """An `app_mention` of an external partner, with a note in which the marker stands."""
    ts = f"{time.time():.6f}"
    return {
        "type": "event_callback",
        "event_id": f"Ev{marker}",
        "team_id": "T0JEPD",
        "api_app_id": "A0JORDBRO",
        "authorizations": [{"team_id": "T0REGION", "user_id": "U0JORDBRO0REGION", "is_bot": True}],
        "is_ext_shared_channel": True,
        "event": {
            "type": "app_mention",
            "user": user,
            "user_team": "T0JEPD",
            "team": "T0JEPD",
            "channel": channel,
            "ts": ts,
            "event_ts": ts,
            "text": f"<@U0JORDBRO0REGION> 纪要\n与CLEAN会谈 {marker}\n1. 双方同意 {marker}\n待办：CLEAN提供名录",
        },
    }


def markers_of_cards(workspace: LocalWorkspace, channel: str, markers: Sequence[str]) -> dict[str, int]:
    """How many cards in the channel carry each marker in their title."""
    counts = dict.fromkeys(markers, 0)
    for seen in workspace.user("mette").messages(channel):
        title = seen.plain.splitlines()[0].split()[-1] if seen.plain and not seen.ephemeral else ""
        if title in counts:
            counts[title] += 1
    return counts
