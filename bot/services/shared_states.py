"""What is held against engines, kept in the store for all processes; with no store, what this one knows."""

import logging
import threading
from collections.abc import Mapping

from bot.domain.engine_state import NOTHING, Change, EngineState
from bot.engines.guard import OwnStates
from bot.store import engine_states
from bot.store.database import Database, DatabaseUnavailable

log = logging.getLogger(__name__)


def known_states(db: Database) -> Mapping[str, EngineState]:
    """What is held against engines now, by name: for the terminal.

    Raises:
        DatabaseUnavailable: there is no store to ask.
    """
    with db.read() as tx:
        return engine_states.find(tx)


class SharedStates:
    """States in the store: a short read for each question, one short write for each change.

    A store that cannot be reached stops no translation. What happens meanwhile is remembered here,
    and brought to the store with the next question about that engine.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._own = OwnStates()
        self._lock = threading.Lock()
        self._unsaved: set[str] = set()

    def get(self, engine: str) -> EngineState:
        """The state of an engine, as any process left it."""
        if engine in self._unsaved:
            self.change(engine, lambda known: known)
            return self._own.get(engine)
        try:
            with self._db.read() as tx:
                state = engine_states.get(tx, engine)
        except DatabaseUnavailable:
            return self._own.get(engine)
        self._keep(engine, state)
        return state

    def change(self, engine: str, change: Change) -> EngineState:
        """Change a state for everybody, or for this process where the store cannot be reached."""
        unsaved = self._own.get(engine) if engine in self._unsaved else NOTHING
        after: list[EngineState] = []

        def becomes(stored: EngineState) -> EngineState:
            after.append(change(stored.stricter(unsaved)))
            return after[-1]

        try:
            with self._db.write() as tx:
                before = engine_states.change(tx, engine, becomes)
        except DatabaseUnavailable as problem:
            log.warning("engine=%s its state cannot be shared: %s", engine, problem)
            with self._lock:
                self._unsaved.add(engine)
            return self._own.change(engine, change)
        with self._lock:
            self._unsaved.discard(engine)
        self._keep(engine, after[-1])
        return before.stricter(unsaved)

    def _keep(self, engine: str, state: EngineState) -> None:
        self._own.change(engine, lambda _: state)
