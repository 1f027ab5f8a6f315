"""A backup or restore in a process of its own, which stops at a moment and waits there to be killed."""

import signal
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import event

from bot.store.backup import back_up
from bot.store.database import Database
from bot.store.restore import restore


def stop() -> None:
    """Say that the moment has come; nobody answers."""
    print("here", flush=True)
    signal.pause()


def main(arguments: Sequence[str]) -> None:
    """Run until a statement in which the moment's words stand is about to be executed, or until "commit".

    Args:
        arguments: backup or restore, the store's address, the file, the moment.
    """
    what, url, file, moment = arguments
    db = Database(url)

    def see(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if moment in " ".join(statement.split()):
            stop()

    event.listen(db.engine, "before_cursor_execute", see)
    if moment == "commit":
        event.listen(db.engine, "commit", lambda _connection: stop())
    if what == "backup":
        back_up(db, Path(file), now=datetime.now(UTC))
    else:
        restore(db, Path(file))
