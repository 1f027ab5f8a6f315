"""A network that fails without a word: nothing is closed, nothing comes, and only pings without pongs tell."""

import socket as net
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import websocket
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.workspace.driver import LocalWorkspace, Person
from tests.unit.workspace.conftest import Json
from tests.unit.workspace.test_socket_mode import Acting, Socket

CHANNEL = "jord-jiangsu"


@pytest.fixture
def socket(ws: LocalWorkspace) -> Iterator[Socket]:
    opened = Socket(ws)
    yield opened
    opened.end()


def test_a_silent_socket_is_not_closed_and_answers_no_ping(ws: LocalWorkspace, socket: Socket) -> None:
    assert ws.drop_sockets(silent=True) == 1
    ws.wait_until(lambda: ws.open_sockets() == 0)

    for _ in range(3):
        socket.raw.ping("er du der?")
    socket.raw.settimeout(0.5)

    with pytest.raises(websocket.WebSocketTimeoutException):  # neither pong, nor close frame, nor end of file
        socket.raw.recv_data(control_frame=True)


def test_a_socket_that_falls_silent_between_what_came_and_its_reading_stays_silent(
    ws: LocalWorkspace, socket: Socket
) -> None:
    connection = ws.server.sockets.connections()[0]
    held, loop = threading.Event(), connection.loop
    falls_silent = connection.socket.scope["extensions"]["local.transport"]["hush"]
    loop.call_soon_threadsafe(held.wait)  # while it stands still both arrive, in this order: the words, the silence
    loop.call_soon_threadsafe(lambda: loop.call_soon(falls_silent))
    socket.raw.send("{}")
    held.set()
    ws.wait_until(lambda: not connection.socket.scope["extensions"]["local.transport"]["transport"].is_reading())

    socket.raw.ping("er du der?")
    socket.raw.settimeout(0.5)

    with pytest.raises(websocket.WebSocketTimeoutException):
        socket.raw.recv_data(control_frame=True)


@pytest.mark.usefixtures("socket")
def test_what_is_sent_on_a_silent_socket_is_lost_once(ws: LocalWorkspace, mette: Person) -> None:
    ws.ws.deliveries.patience = 0.2
    ws.drop_sockets(silent=True)
    other = Socket(ws)

    first = mette.command("/note", channel=CHANNEL)
    acting = Acting(lambda: mette.command("/note", channel=CHANNEL))
    other.ack(other.read())

    assert (first.error, acting.end().ok) == ("operation_timeout", True)
    other.end()


@pytest.mark.usefixtures("socket")
def test_an_event_lost_on_a_silent_socket_is_repeated_on_another(ws: LocalWorkspace, mette: Person) -> None:
    ws.ws.deliveries.patience, ws.ws.deliveries.retry_delays = 0.2, (0.0,)
    ws.drop_sockets(silent=True)
    other = Socket(ws)

    mette.mention("@jordbro hej", channel=CHANNEL)
    envelope = other.read()
    other.ack(envelope)

    assert (envelope["retry_attempt"], envelope["payload"]["event"]["type"]) == (1, "app_mention")
    other.end()


def test_sockets_are_dropped_one_by_one(ws: LocalWorkspace) -> None:
    three = [Socket(ws) for _ in range(3)]

    assert ws.drop_sockets(silent=True, only=1) == 1
    assert ws.drop_sockets(abrupt=True, only=1) == 1

    ws.wait_until(lambda: ws.open_sockets() == 1)
    three[0].raw.ping("x")
    assert three[0].raw.recv_data(control_frame=True)[0] == websocket.ABNF.OPCODE_PONG
    with pytest.raises((websocket.WebSocketConnectionClosedException, ConnectionError)):
        three[2].raw.recv_data(control_frame=True)
    with pytest.raises(ValueError, match="no connection 1, 1 are open"):
        ws.drop_sockets(only=1)
    for one in three:
        one.end()


def test_silent_sockets_do_not_count_among_the_ten(ws: LocalWorkspace) -> None:
    dead = [Socket(ws) for _ in range(10)]
    ws.drop_sockets(silent=True)

    alive = Socket(ws)

    assert alive.hello["num_connections"] == 1
    for one in [*dead, alive]:
        one.end()


def test_the_workspace_stops_with_silent_sockets_open() -> None:
    with LocalWorkspace.start() as ws:
        dead = Socket(ws)
        ws.drop_sockets(silent=True)
        url = ws.url

    with pytest.raises(ConnectionError):
        net.create_connection(("127.0.0.1", int(url.rpartition(":")[2])), timeout=2)
    dead.end()


def test_the_sdk_notices_missing_pongs_and_comes_back(ws: LocalWorkspace, client: WebClient, mette: Person) -> None:
    app = App(client=client, process_before_response=True)

    @app.command("/note")
    def _note(ack: Any, command: Json) -> None:
        ack(f"fik {command['text']}")

    handler: Any = SocketModeHandler(app, ws.app_token, ping_interval=0.3)
    handler.connect()
    try:
        ws.wait_until(ws.open_sockets)
        ws.drop_sockets(silent=True)
        ws.wait_until(lambda: ws.open_sockets() == 1, timeout=20)
        ws.ws.deliveries.patience = 0.5
        ws.wait_until(lambda: mette.command("/note", "x", channel=CHANNEL).ok, timeout=20)
    finally:
        handler.close()

    assert mette.last(CHANNEL).plain == "fik x"
