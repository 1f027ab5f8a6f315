"""`jordbro serve` with a public address: calendars over a socket of this machine, in HTTP mode and in Socket Mode."""

import signal
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from icalendar import Calendar

from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.services.keep_feed import keep_feed, new_token
from bot.store import people
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.workspace.driver import LocalWorkspace
from tests.integration.making import NOW, a_place, execute, logged
from tests.integration.served import ServedBot

PUBLIC = "https://jordbro.region.dk/"


@pytest.fixture
def workspace() -> Iterator[LocalWorkspace]:
    with LocalWorkspace.start() as made:
        yield made


@pytest.fixture
def store(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'store.sqlite3'}"


@pytest.fixture
def token(store: str) -> str:
    """The address of somebody who reads Danish, in a space with one action."""
    with closing(Database(store)) as db:
        migrate(db)
        place = a_place(db)
        execute(db, "UPDATE channels SET bound_at = :now, members_at = :now", now=f"{datetime.now(UTC)}")
        logged(db, place, "- [ ] CLEAN sender tilbud senest 20. februar 2017\n")
        return _given(db, place.viewer, "da")


def _given(db: Database, viewer: Viewer, language: Language) -> str:
    token = new_token()
    keep_feed(db, viewer, token, now=NOW)
    with db.write() as tx:
        people.set_language(tx, viewer.person.id, language)
    return token


@pytest.mark.parametrize("by_socket", [False, True], ids=["http", "socket"])
def test_calendars_are_served_in_both_modes(
    workspace: LocalWorkspace, store: str, token: str, tmp_path: Path, *, by_socket: bool
) -> None:
    extra = {"JORDBRO_PUBLIC_URL": PUBLIC} | ({"SLACK_APP_TOKEN": workspace.app_token} if by_socket else {})
    bot = ServedBot(workspace, store, tmp_path, extra)
    bot.start()
    try:
        bot.wait_ready()
        base = f"http://127.0.0.1:{bot.port}"

        there = httpx.get(f"{base}/calendar/{token}.ics")
        again = httpx.get(f"{base}/calendar/{token}.ics", headers={"If-None-Match": there.headers["etag"]})
        unknown = httpx.get(f"{base}/calendar/{new_token()}.ics")
        pages = httpx.get(f"{base}/wiki"), httpx.get(f"{base}/wiki/notes/1"), httpx.get(f"{base}/wiki/in/{token}")
        forged = httpx.post(f"{base}/slack/events", content=b"command=%2Factions&text=alle")

        (event,) = Calendar.from_ical(there.content).events
        assert str(event["summary"]) == "1.1 CLEAN sender tilbud senest 20. februar 2017"
        assert (again.status_code, unknown.status_code) == (304, 404)
        assert [page.status_code for page in pages] == [401, 401, 404]
        assert forged.status_code == (404 if by_socket else 401)
    finally:
        bot.kill(signal.SIGTERM)
    log = (tmp_path / "bot.log").read_text()
    assert token not in log
    assert "Traceback" not in log


def test_without_a_public_address_no_calendar_is_served(
    workspace: LocalWorkspace, store: str, token: str, tmp_path: Path
) -> None:
    bot = ServedBot(workspace, store, tmp_path)
    bot.start()
    try:
        bot.wait_ready()

        assert httpx.get(f"http://127.0.0.1:{bot.port}/calendar/{token}.ics").status_code == 404
    finally:
        bot.kill(signal.SIGTERM)
