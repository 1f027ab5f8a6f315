"""Socket Mode: raw frames first, then Bolt's own handler."""

import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import websocket
from slack_bolt import App
from slack_sdk import WebClient

from bot.workspace.driver import LocalWorkspace, Person
from bot.workspace.people import Done
from tests.unit.workspace.conftest import Json, RecordingApp, in_socket_mode, modal, text_field

CHANNEL = "jord-jiangsu"


class Socket:
    """A client that speaks the protocol by hand."""

    def __init__(self, ws: LocalWorkspace) -> None:
        self.url = str(WebClient(base_url=ws.api_url).apps_connections_open(app_token=ws.app_token)["url"])
        self.raw: Any = websocket.create_connection(self.url, timeout=5)
        self.hello = self.read()

    def read(self) -> Json:
        return dict(json.loads(self.raw.recv()))

    def end(self) -> None:
        """Close without a goodbye; `close` of this library leaves the file open when the other side went first."""
        self.raw.shutdown()

    def ack(self, envelope: Json, payload: object = None) -> None:
        answer: Json = {"envelope_id": envelope["envelope_id"]}
        self.raw.send(json.dumps(answer if payload is None else answer | {"payload": payload}))


@pytest.fixture
def socket(ws: LocalWorkspace) -> Iterator[Socket]:
    opened = Socket(ws)
    yield opened
    opened.end()


class Acting:
    """Something a person does in the background, while the test plays the app."""

    def __init__(self, act: Any) -> None:
        self.result: Done | None = None
        self._thread = threading.Thread(target=self._run, args=(act,))
        self._thread.start()

    def _run(self, act: Any) -> None:
        self.result = act()

    def end(self) -> Done:
        self._thread.join(10)
        assert self.result is not None
        return self.result


def test_hello_says_whose_connection_it_is(socket: Socket) -> None:
    assert (socket.hello["type"], socket.hello["connection_info"]) == ("hello", {"app_id": "A0JORDBRO"})


def test_an_address_works_once(socket: Socket) -> None:
    with pytest.raises(websocket.WebSocketBadStatusException):
        websocket.create_connection(socket.url, timeout=5)


def test_an_address_nobody_was_given_is_refused(ws: LocalWorkspace) -> None:
    with pytest.raises(websocket.WebSocketBadStatusException):
        websocket.create_connection(ws.url.replace("http", "ws") + "/link/?ticket=x", timeout=5)


def test_an_ack_carries_the_answer(socket: Socket, mette: Person) -> None:
    acting = Acting(lambda: mette.command("/note", "x", channel=CHANNEL))

    envelope = socket.read()
    socket.ack(envelope, {"text": "svar"})

    assert acting.end().ok
    assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
    assert envelope["payload"]["text"] == "x"
    assert "retry_attempt" not in envelope
    assert mette.last(CHANNEL).plain == "svar"


def test_an_unanswered_command_is_not_repeated(ws: LocalWorkspace, socket: Socket, mette: Person) -> None:
    ws.ws.deliveries.patience, ws.ws.deliveries.retry_delays = 0.1, (0.0,)

    result = mette.command("/note", "x", channel=CHANNEL)

    assert result.error == "operation_timeout"
    assert mette.notices == ['/note failed with the error "operation_timeout"']
    assert socket.read()["type"] == "slash_commands"
    socket.raw.settimeout(0.3)
    with pytest.raises(websocket.WebSocketTimeoutException):
        socket.read()


def test_an_unanswered_event_is_repeated_with_its_id(ws: LocalWorkspace, socket: Socket, mette: Person) -> None:
    ws.ws.deliveries.patience, ws.ws.deliveries.retry_delays = 0.1, (0.0, 0.05)

    mette.mention("@jordbro hej", channel=CHANNEL)

    envelopes = [socket.read() for _ in range(3)]
    assert [(one["retry_attempt"], one["retry_reason"]) for one in envelopes] == [
        (0, ""), (1, "http_timeout"), (2, "http_timeout"),
    ]  # fmt: skip
    assert len({one["payload"]["event_id"] for one in envelopes}) == 1
    assert len({one["envelope_id"] for one in envelopes}) == 3


def test_each_envelope_goes_to_one_connection(ws: LocalWorkspace, socket: Socket, mette: Person) -> None:
    other = Socket(ws)
    got = []
    for _ in range(2):
        acting = Acting(lambda: mette.command("/note", channel=CHANNEL))
        for one in (socket, other):
            one.raw.settimeout(0.2)
            try:
                one.ack(one.read())
            except websocket.WebSocketTimeoutException:
                continue
            got.append(one)
        assert acting.end().ok
    other.end()

    assert sorted(map(id, got)) == sorted([id(socket), id(other)])


def test_frames_that_are_no_acks_are_ignored(socket: Socket, mette: Person) -> None:
    for text in ("oops", "[]", "{}", '{"envelope_id": "unknown"}'):
        socket.raw.send(text)
    acting = Acting(lambda: mette.command("/note", channel=CHANNEL))

    socket.ack(socket.read())

    assert acting.end().ok


def test_a_ping_is_answered(socket: Socket) -> None:
    socket.raw.ping("er du der?")

    opcode, data = socket.raw.recv_data(control_frame=True)

    assert (opcode, data) == (websocket.ABNF.OPCODE_PONG, b"er du der?")


@pytest.mark.parametrize("reason", ["warning", "refresh_requested", "link_disabled"])
def test_disconnect_is_announced(ws: LocalWorkspace, socket: Socket, reason: str) -> None:
    assert ws.disconnect(reason) == 1

    assert (socket.read()["reason"], ws.open_sockets()) == (reason, 1 if reason == "warning" else 0)


def test_a_dropped_socket_closes_with_or_without_goodbye(ws: LocalWorkspace) -> None:
    politely = Socket(ws)
    ws.drop_sockets()
    opcode, _ = politely.raw.recv_data(control_frame=True)
    abruptly = Socket(ws)
    ws.drop_sockets(abrupt=True)

    assert opcode == websocket.ABNF.OPCODE_CLOSE
    with pytest.raises((websocket.WebSocketConnectionClosedException, ConnectionError)):
        abruptly.raw.recv_data(control_frame=True)
    politely.end()
    abruptly.end()


def test_what_waits_on_a_dropped_socket_fails_at_once(ws: LocalWorkspace, socket: Socket, mette: Person) -> None:
    acting = Acting(lambda: mette.command("/note", channel=CHANNEL))
    socket.read()

    ws.drop_sockets(abrupt=True)

    assert acting.end().error == "dispatch_failed"


def test_ten_connections_are_the_most(ws: LocalWorkspace) -> None:
    ten = [Socket(ws) for _ in range(10)]

    with pytest.raises(websocket.WebSocketBadStatusException):
        Socket(ws)
    for one in ten:
        one.end()


def test_without_a_socket_http_is_used(ws: LocalWorkspace, app: RecordingApp, mette: Person) -> None:
    del ws
    assert mette.command("/note", channel=CHANNEL).ok
    assert app.last()["command"] == "/note"


@pytest.fixture
def bolt(ws: LocalWorkspace, client: WebClient) -> Iterator[App]:
    app = App(client=client, process_before_response=True)
    with in_socket_mode(app, ws):
        yield app


def test_bolt_in_socket_mode(ws: LocalWorkspace, bolt: App, mette: Person, li: Person) -> None:
    actors = []

    @bolt.command("/note")
    def _note(ack: Any, client: WebClient, command: Json) -> None:
        client.views_open(trigger_id=command["trigger_id"], view=modal("Referat", text_field("Titel", "t")))
        ack()

    @bolt.view("m")
    def _saved(ack: Any, client: WebClient, view: Json) -> None:
        client.chat_postMessage(channel="C0JIANGSU", text=view["state"]["values"]["t"]["x"]["value"])
        ack()

    @bolt.event("app_mention")
    def _mentioned(say: Any, context: Json) -> None:
        actors.append((context["team_id"], context["actor_team_id"]))
        say("svar")

    assert mette.command("/note", channel=CHANNEL).ok
    assert mette.submit({"Titel": "Møde"}).ok
    assert li.last(CHANNEL).plain == "Møde"
    assert li.mention("@jordbro 待办", channel=CHANNEL).ok
    ws.wait_until(lambda: mette.last(CHANNEL).plain == "svar")
    assert actors == [("T0REGION", "T0JEPD")]


def test_bolt_comes_back_after_refresh(ws: LocalWorkspace, bolt: App, mette: Person) -> None:
    @bolt.command("/note")
    def _note(ack: Any) -> None:
        ack("her")

    ws.disconnect("refresh_requested")
    ws.wait_until(lambda: ws.open_sockets() == 1, timeout=20)

    ws.wait_until(lambda: mette.command("/note", channel=CHANNEL).ok, timeout=20)
    assert mette.last(CHANNEL).plain == "her"
