"""Health and figures of a bot that runs: what is told where, and what it says when something is missing."""

import os
import re
import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from bot.slack.sockets import CONNECTIONS
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.web.figures import metrics_route
from bot.web.health import Health, health_routes
from bot.web.server import LARGEST, plain_application
from bot.workspace.driver import LocalWorkspace
from tests.integration.making import NOW
from tests.integration.served import ServedBot, free_port, made_space

CHANNEL = "jord-jiangsu"
MARKED = "hemmeligtord"


@pytest.fixture(scope="module")
def workspace() -> Iterator[LocalWorkspace]:
    with LocalWorkspace.start() as made:
        yield made


class Figures(dict[str, float]):
    """What `/metrics` said: name with labels → value."""

    def __init__(self, text: str) -> None:
        for family in text_string_to_metric_families(text):
            for sample in family.samples:
                labels = ",".join(f"{name}={value}" for name, value in sorted(sample.labels.items()))
                self[f"{sample.name}{{{labels}}}"] = sample.value


def served(workspace: LocalWorkspace, folder: Path, **extra: str) -> tuple[ServedBot, str]:
    """A bot in a process of its own, and the address only this machine may ask."""
    store, ops = f"sqlite:///{folder / 'store.sqlite3'}", free_port()
    made_space(store, workspace, CHANNEL)
    bot = ServedBot(workspace, store, folder, {"JORDBRO_OPS_PORT": str(ops), **extra})
    bot.start()
    return bot, f"http://127.0.0.1:{ops}"


def test_bot_in_socket_mode_tells_its_health_and_its_figures(workspace: LocalWorkspace, tmp_path: Path) -> None:
    bot, ops = served(workspace, tmp_path, SLACK_APP_TOKEN=workspace.app_token, JORDBRO_LOG_FORMAT="json")
    try:
        workspace.wait_until(lambda: workspace.open_sockets() == CONNECTIONS, timeout=30)
        workspace.user("mette").command("/note", f"Møde {MARKED}\n1. Vi er enige om {MARKED}", channel=CHANNEL)
        workspace.user("li").mention(f"@jordbro 待办 {MARKED}", CHANNEL)
        workspace.redeliver_last_event()
        workspace.wait_until(
            lambda: Figures(httpx.get(f"{ops}/metrics").text).get("jordbro_jobs_total{kind=card,outcome=done}"),
            timeout=20,
        )

        alive, ready = httpx.get(f"{ops}/healthz"), httpx.get(f"{ops}/readyz")
        text = httpx.get(f"{ops}/metrics").text

        assert (alive.status_code, alive.text) == (200, "ok")
        assert ready.json() == {
            "ready": True,
            "checks": {"store": True, "migrated": True, "slack": True, "jobs": True},
        }
        found = Figures(text)
        assert found["jordbro_acks_total{name=commands.note,outcome=done,surface=command}"] == 1
        assert found["jordbro_acks_total{name=events.mention,outcome=done,surface=mention}"] == 1
        assert found["jordbro_acks_total{name=events.mention,outcome=repeated,surface=mention}"] == 1
        assert found["jordbro_redeliveries_total{transport=socket}"] == 1
        assert found["jordbro_ack_seconds_count{surface=command}"] == 1
        assert found["jordbro_sockets{}"] == CONNECTIONS
        assert found["jordbro_store_up{}"] == 1
        assert found["jordbro_queue_jobs{state=failed}"] == 0
        assert found["process_resident_memory_bytes{}"] > 0
        assert MARKED not in text
        assert not re.search(r'"[TUC]0[A-Z0-9]+"', text)
    finally:
        bot.stop()


def test_bot_without_connections_is_alive_and_not_ready(workspace: LocalWorkspace, tmp_path: Path) -> None:
    bot, ops = served(workspace, tmp_path, SLACK_APP_TOKEN=workspace.app_token)
    try:
        workspace.wait_until(lambda: workspace.open_sockets() == CONNECTIONS, timeout=30)
        workspace.wait_until(lambda: httpx.get(f"{ops}/readyz").is_success, timeout=10)
        workspace.faults("apps.connections.open", times=1000, error="internal_error")
        workspace.drop_sockets(abrupt=True)
        workspace.wait_until(lambda: httpx.get(f"{ops}/readyz").status_code == httpx.codes.SERVICE_UNAVAILABLE)

        assert httpx.get(f"{ops}/readyz").json()["checks"]["slack"] is False
        assert httpx.get(f"{ops}/healthz").is_success
    finally:
        workspace.reset()
        bot.stop()


def test_figures_are_not_told_to_the_world(workspace: LocalWorkspace, tmp_path: Path) -> None:
    bot, ops = served(workspace, tmp_path)
    try:
        bot.wait_ready()
        base = f"http://127.0.0.1:{bot.port}"

        there = {path: httpx.get(f"{base}{path}").status_code for path in ("/healthz", "/readyz", "/metrics")}
        too_long = httpx.post(f"{base}/slack/events", content=b"x" * (LARGEST + 1)).status_code

        assert there == {"/healthz": 200, "/readyz": 200, "/metrics": 404}
        assert too_long == httpx.codes.REQUEST_ENTITY_TOO_LARGE
        assert httpx.post(f"{base}/slack/events", content=b"command=%2Fx").status_code == httpx.codes.UNAUTHORIZED
        found = Figures(httpx.get(f"{ops}/metrics").text)
        assert found["jordbro_requests_total{outcome=refused,transport=http}"] == 1
    finally:
        bot.stop()


def answers(db: Database) -> TestClient:
    routes = health_routes(Health(db, {"slack": lambda: True, "jobs": lambda: False}))
    return TestClient(plain_application(*routes, metrics_route(db, lambda: NOW)))


def test_what_is_missing_is_named(db: Database) -> None:
    asked = answers(db).get("/readyz")

    assert asked.status_code == httpx.codes.SERVICE_UNAVAILABLE
    assert asked.json() == {"ready": False, "checks": {"store": True, "migrated": True, "slack": True, "jobs": False}}


def test_a_store_of_another_version_is_not_ready(empty_url: str) -> None:
    with closing(Database(empty_url)) as db:
        before = answers(db).get("/readyz").json()["checks"]["migrated"]
        migrate(db)

        assert before is False
        assert answers(db).get("/readyz").json()["checks"]["migrated"] is True


def test_a_store_out_of_reach_is_told_and_figures_go_on(tmp_path: Path) -> None:
    with closing(Database(f"postgresql+psycopg://postgres@/none?host={tmp_path}")) as db:
        asked = answers(db)

        assert asked.get("/healthz").status_code == httpx.codes.SERVICE_UNAVAILABLE
        assert asked.get("/readyz").json()["checks"] == {
            "store": False,
            "migrated": False,
            "slack": True,
            "jobs": False,
        }
        assert Figures(asked.get("/metrics").text)["jordbro_store_up{}"] == 0


def test_systemd_is_told_when_it_is_ready_and_when_it_stops(workspace: LocalWorkspace, tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        address = f"/tmp/jordbro-notify-{os.getpid()}"  # noqa: S108  an address of a socket has a hundred characters
        systemd.bind(address)
        systemd.settimeout(30)
        bot, _ = served(workspace, tmp_path, NOTIFY_SOCKET=address)
        try:
            first = systemd.recv(100)
            status = bot.stop()

            assert (first, systemd.recv(100), status) == (b"READY=1", b"STOPPING=1", 0)
        finally:
            bot.kill()
            Path(address).unlink()
