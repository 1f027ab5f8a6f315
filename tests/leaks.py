"""A guard over all tests: no token and no secret may stand in a log, in what is printed, or in a traceback."""

import logging
import re
import traceback
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.workspace.scenario import APP_ID, standard_workspace

NAME = "leaks"
LARGEST = 20_000_000  # characters of one file that are looked at
LOGS = ("*.log", "*.out", "*.err")
"""What tests call the files that processes of theirs write to."""

_APP = standard_workspace().apps[APP_ID]
_TOKEN = r"xoxe\.xox[bp]-[\w-]{6,}|xox[abeprs]-[\w-]{6,}|xapp-[\w-]{6,}"
_OWN = re.compile(
    "|".join(re.escape(one) for one in (_APP.signing_secret, _APP.client_secret, _APP.app_token))
    + rf"|(?:xoxe\.)?xoxb-(?:1-[0-9a-f]{{24}}|{APP_ID}[\w-]+)|xoxe-1-[0-9a-f]{{32}}|xoxb-simulated"
)
"""What is secret in the workspaces of the tests. No code may log that, whoever makes it unreadable later."""
_ANY = re.compile(f"{_OWN.pattern}|{_TOKEN}")
"""The same and whatever looks like a token: that may not be printed."""


class Guard:
    """Fails each test during which a secret was written, and the last one of a process whose files hold one."""

    def __init__(self) -> None:
        self._found: list[str] = []
        self._made = logging.getLogRecordFactory()

    def start(self) -> None:
        """Look at every record of a log from now on, whichever handlers there are."""
        logging.setLogRecordFactory(self._record)

    def stop(self) -> None:
        """Look no more."""
        logging.setLogRecordFactory(self._made)

    def _record(self, *args: Any, **more: Any) -> logging.LogRecord:
        record = self._made(*args, **more)
        try:
            said = record.getMessage()
        except (TypeError, ValueError):  # logging itself complains of that, on stderr
            said = f"{record.msg} {record.args}"
        if record.exc_info and record.exc_info[0] is not None:
            said += "".join(traceback.format_exception(*record.exc_info))
        self._found += (f"logged by {record.name}: {one}" for one in shortened(_OWN, said))
        return record

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Fail the test if anything was written."""
        report = yield
        for title, said in report.sections:
            if "log" not in title:  # those were seen as records, before anything was done to them
                self._found += (f"{title}: {one}" for one in shortened(_ANY, said))
        self._found += (f"in a traceback: {one}" for one in shortened(_ANY, str(report.longrepr or "")))
        if self._found:
            told = "\n".join(("A secret was written.", *dict.fromkeys(self._found)))
            report.outcome, report.longrepr = "failed", f"{told}\n{report.longrepr or ''}"
            self._found.clear()
        return report

    def look_at_files(self, folder: Path) -> None:
        """Look at what processes wrote that tests have started."""
        self._found += leaking(folder)


@pytest.fixture(scope="session", autouse=True)
def files_of_processes(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Look at them when all is over; each worker looks at its own."""
    yield
    request.config.pluginmanager.getplugin(NAME).look_at_files(tmp_path_factory.getbasetemp())


def keep_watch(config: pytest.Config) -> None:
    """Have a guard over this run."""
    guard = Guard()
    config.pluginmanager.register(guard, NAME)
    guard.start()
    config.add_cleanup(guard.stop)


def leaking(folder: Path) -> list[str]:
    """Where below a folder a log holds what looks like a token."""
    files = sorted(path for pattern in LOGS for path in folder.rglob(pattern) if path.is_file())
    return [f"{path}: {one}" for path in files for one in shortened(_ANY, _read(path))]


def _read(path: Path) -> str:
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.read(LARGEST)


def shortened(wanted: re.Pattern[str], text: str) -> list[str]:
    """What was found, without the part that makes it a secret."""
    return [f"{found[0][:8]}…" for found in wanted.finditer(text)]
