"""A process in which three people write into a store without a pause, until they are told to hold."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from threading import Condition, Thread

from bot.domain.typed_note import TypedNote
from bot.engines.chain import Chain
from bot.services.change_status import change_status
from bot.services.comment_action import comment_action
from bot.services.edit_note import edit_note
from bot.services.translate_note import translate_note
from bot.store.database import Database
from tests.integration.making import NOTE_DA, NOW, TODAY, Place, a_place, logged
from tests.processes import Spoken, spoken_to
from tests.unit.engines.fakes import Recording, chinese

PEOPLE = ("U0METTE", "U0LIWEI", "U0JENS")


class Writers:
    """The other side of that process. Each line it says is a transaction that is committed."""

    def __init__(self, process: Spoken) -> None:
        self._process = process
        self.written = 0

    def tell(self, word: str) -> None:
        self._process.tell(word)

    def hold(self) -> None:
        """Nothing is being written when this returns."""
        self.tell("hold")
        while self._next() != "held":
            self.written += 1

    def wait(self, more: int) -> None:
        """Until so many more transactions were committed."""
        for _ in range(more):
            assert self._next() == "wrote"
            self.written += 1

    def _next(self) -> str:
        line = self._process.answer()
        assert line, "the writers have died"
        return line


@contextmanager
def writing(url: str) -> Iterator[Writers]:
    """People who write, in a process of their own; they hold until they are told to go."""
    with spoken_to(main, [url], os.environ) as process:
        yield Writers(process)


class Gate:
    """Lets through who wants to write, or waits until nobody does."""

    def __init__(self) -> None:
        self._changed, self._open, self._inside = Condition(), False, 0

    @contextmanager
    def passed(self) -> Iterator[None]:
        with self._changed:
            self._changed.wait_for(lambda: self._open)
            self._inside += 1
        try:
            yield
        finally:
            with self._changed:
                self._inside -= 1
                self._changed.notify_all()

    def set(self, *, is_open: bool) -> None:
        with self._changed:
            self._open = is_open
            self._changed.notify_all()
            if not is_open:
                self._changed.wait_for(lambda: self._inside == 0)


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")  # in one piece: three threads speak
    sys.stdout.flush()


def write_forever(db: Database, place: Place, gate: Gate) -> None:
    """Log a note, translate it, edit it, do what it asks for and say so; then the next one."""
    for number in count():
        with gate.passed():
            note = logged(db, place, f"{NOTE_DA}2. Nummer {number} af {place.viewer.person.name}\n", key=None)
            say("wrote")
        later = NOW + timedelta(minutes=number)
        with gate.passed():
            translate_note(db, place.space_id, note.id, Chain([Recording(chinese)]), now=later)
            say("wrote")
        with gate.passed():
            typed = TypedNote(f"{note.head}{note.body}3. Tilføjet\n", "da")
            edit_note(db, place.viewer, note.id, note.version, typed, today=TODAY, now=later)
            say("wrote")
        for item in [item for item in note.items if item.kind == "action"][:2]:
            with gate.passed():
                change_status(db, place.viewer, item.id, "done", now=later)
                say("wrote")
            with gate.passed():
                comment_action(db, place.viewer, item.id, f"Sket; 已完成 {number}", now=later)
                say("wrote")


def main(arguments: Sequence[str]) -> None:
    (url,) = arguments
    db, gate = Database(url), Gate()
    for number, user in enumerate(PEOPLE):
        place = a_place(db, f"Space {number}", f"C0SPACE{number}", user)
        Thread(target=write_forever, args=(db, place, gate), daemon=True).start()
    for line in sys.stdin:
        gate.set(is_open=line.strip() == "go")
        if line.strip() == "hold":
            say("held")
