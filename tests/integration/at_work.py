"""Somebody who does one thing after another in a thread of their own, until they are told to stop."""

import threading

from bot.workspace.driver import LocalWorkspace


class AtWork:
    """The thread; what is done in it says `_run`, which ends once `_stop` is set."""

    def __init__(self, workspace: LocalWorkspace, name: str) -> None:
        self._workspace, self._name = workspace, name
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join(timeout=30)

    def _run(self) -> None:
        raise NotImplementedError
