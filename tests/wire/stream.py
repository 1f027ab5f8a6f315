"""A steady stream of notes, as mentions with Slack's repeats and as commands, and what became of them."""

import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import NamedTuple, Protocol

from sqlalchemy import select

from bot.store.database import Database
from bot.store.tables import NoteRow
from bot.workspace.driver import LocalWorkspace
from tests.integration.served import SlackLikeClient, markers_of_cards
from tests.wire.serving import CHANNEL, settled

PAUSE = 0.05  # seconds between two commands of one person


class Writer(Protocol):
    """Somebody who writes notes until told to stop."""

    sent: list[str]
    acknowledged: list[str]

    def start(self) -> None:
        """Begin."""

    def stop(self) -> None:
        """End when the last one has its answer."""


class Typist:
    """Somebody who types `/note` again and again, keeps what was acknowledged, and reads what was said to it."""

    def __init__(self, workspace: LocalWorkspace, name: str, pause: float = PAUSE) -> None:
        self._workspace, self._name, self._pause = workspace, name, pause
        self.sent: list[str] = []
        self.acknowledged: list[str] = []  # and taken: Slack showed that the note is kept
        self.refused: list[str] = []  # told in a sentence, with what was typed
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End when the last one has its answer."""
        self._stop.set()
        self._thread.join(timeout=30)

    def _run(self) -> None:
        person = self._workspace.user("mette")
        while not self._stop.wait(self._pause):
            marker = f"{self._name}-{len(self.sent)}"
            self.sent.append(marker)
            done = person.command("/note", f"Møde {marker}\n1. Vi måler {marker}", channel=CHANNEL)
            said = str((done.ack or {}).get("blocks", "")) if done.ok and isinstance(done.ack, dict) else ""
            if done.ok and "Gemt som referat" in said:
                self.acknowledged.append(marker)
            elif done.ok and f"Vi måler {marker}" in said:
                self.refused.append(marker)


class Stream:
    """Writers of both kinds."""

    def __init__(self, workspace: LocalWorkspace, urls: Sequence[str], mentioning: int = 3, typing: int = 1) -> None:
        channel = workspace.world.channel_named(CHANNEL).id
        self._workspace = workspace
        self.mentioning = [
            SlackLikeClient(urls[number % len(urls)], workspace.signing_secret, f"w{number}", channel, "U0LI")
            for number in range(mentioning)
        ]
        self.typing = [Typist(workspace, f"t{number}") for number in range(typing)]
        self.writers: list[Writer] = [*self.mentioning, *self.typing]

    @contextmanager
    def running(self) -> Iterator["Stream"]:
        """Write until the end of the block."""
        for writer in self.writers:
            writer.start()
        try:
            yield self
        finally:
            for writer in self.writers:
                writer.stop()

    @property
    def acknowledged(self) -> list[str]:
        """What Slack and people take for done."""
        return [marker for writer in self.writers for marker in list(writer.acknowledged)]

    @property
    def refused(self) -> list[str]:
        """What people were given back, with a sentence."""
        return [marker for writer in self.typing for marker in list(writer.refused)]

    def wait_for(self, more: int, timeout: float = 30.0) -> None:
        """Wait until so many more were acknowledged.

        Raises:
            TimeoutError: there were fewer.
        """
        wanted = len(self.acknowledged) + more
        self._workspace.wait_until(lambda: len(self.acknowledged) >= wanted, timeout=timeout)


class Outcome(NamedTuple):
    """What became of a stream: counts of notes, and of cards that people see."""

    sent: int
    acknowledged: int
    refused: int  # told in a sentence, with what was typed given back
    lost: int  # acknowledged, and not in the store or without a card
    repeated: int  # twice in the store, or two cards
    seconds: float  # from the end of the trouble until nothing was left to do

    def line(self, name: str) -> str:
        """As one line of figures."""
        return (
            f"{name:28} {self.sent:6} sent {self.acknowledged:6} acknowledged {self.refused:4} given back "
            f"{self.lost:3} lost {self.repeated:3} repeated {self.seconds:6.1f} s to settle"
        )


def outcome(workspace: LocalWorkspace, store: str, stream: Stream) -> Outcome:
    """Wait until all work is done, and count."""
    began = time.monotonic()
    settled(workspace, store)
    taken = time.monotonic() - began
    sent = [marker for writer in stream.writers for marker in writer.sent]
    return counted(workspace, store, sent, stream.acknowledged, len(stream.refused), taken)


def counted(
    workspace: LocalWorkspace, store: str, sent: Sequence[str], acknowledged: Sequence[str], refused: int, taken: float
) -> Outcome:
    """Compare what was sent and acknowledged with what is in the store and in the channel."""
    notes, cards = notes_by_marker(store), markers_of_cards(workspace, CHANNEL, sent)
    lost = sum(1 for marker in acknowledged if not notes[marker] or not cards[marker])
    repeated = sum(1 for marker in sent if notes[marker] > 1 or cards[marker] > 1)
    return Outcome(len(sent), len(acknowledged), refused, lost, repeated, taken)


def notes_by_marker(store: str) -> Counter[str]:
    """How many notes carry each marker in their title."""
    with closing(Database(store)) as db, db.read() as tx:
        return Counter(head.split()[-1] for head in tx.scalars(select(NoteRow.head)))
