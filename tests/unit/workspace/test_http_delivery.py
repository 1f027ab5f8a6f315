"""Signed HTTP: real requests to a real Bolt app on loopback, and a server that misbehaves."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from slack_bolt import App
from slack_bolt.request import BoltRequest
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier

from bot.workspace.driver import LocalWorkspace, Person
from tests.unit.workspace.conftest import Json, in_socket_mode, read_body

CHANNEL = "jord-jiangsu"
Reply = tuple[int, str, dict[str, str]]


class Listener:
    """An HTTP server on loopback that answers as told."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.answer: Callable[[str, dict[str, str]], Reply] = lambda _body, _headers: (200, "", {})
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                headers = {key.lower(): value for key, value in self.headers.items()}
                listener.requests.append((body, headers))
                status, text, extra = listener.answer(body, headers)
                self.send_response(status)
                for key, value in extra.items():
                    self.send_header(key, value)
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name http.server uses
                del format, args

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/slack/events"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def listener(ws: LocalWorkspace) -> Iterator[Listener]:
    found = Listener()
    ws.use_http(found.url)
    yield found
    found.stop()


def test_requests_are_signed_as_the_sdk_checks(ws: LocalWorkspace, listener: Listener, mette: Person) -> None:
    mette.command("/note", "æ 中", channel=CHANNEL)
    mette.mention("@jordbro 中", channel=CHANNEL)

    right, wrong = SignatureVerifier(ws.signing_secret), SignatureVerifier("another")
    assert len(listener.requests) == 2
    assert all(right.is_valid_request(*request) for request in listener.requests)
    assert not any(wrong.is_valid_request(*request) for request in listener.requests)


@pytest.mark.parametrize(
    ("answer", "seen"),
    [
        ((200, "", {}), None),
        ((200, "bare tekst", {"Content-Type": "text/plain"}), "bare tekst"),
        ((200, '{"text": "json"}', {"Content-Type": "application/json; charset=utf-8"}), "json"),
    ],
)
def test_acks_may_be_empty_text_or_json(listener: Listener, mette: Person, answer: Reply, seen: str | None) -> None:
    listener.answer = lambda _body, _headers: answer

    assert mette.command("/note", channel=CHANNEL).ok
    assert [one.plain for one in mette.messages(CHANNEL)] == ([seen] if seen else [])


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ((404, "", {}), "dispatch_failed"),
        ((500, "", {}), "dispatch_failed"),
        ((200, "{oops", {"Content-Type": "application/json"}), "invalid_response"),
        ((200, "[1]", {"Content-Type": "application/json"}), "invalid_command_response"),
    ],
)
def test_a_bad_ack_is_a_failure(listener: Listener, mette: Person, answer: Reply, error: str) -> None:
    listener.answer = lambda _body, _headers: answer

    assert mette.command("/note", channel=CHANNEL).error == error
    assert len(listener.requests) == 1


def test_a_server_that_is_gone_is_a_failure(ws: LocalWorkspace, listener: Listener, mette: Person) -> None:
    del listener
    ws.use_http("http://127.0.0.1:9/slack/events")

    assert mette.command("/note", channel=CHANNEL).error == "dispatch_failed"


def test_no_answer_in_time_is_a_timeout(ws: LocalWorkspace, listener: Listener, mette: Person) -> None:
    ws.ws.deliveries.patience = 0.1
    late = threading.Event()

    def slow(_body: str, _headers: dict[str, str]) -> Reply:
        late.wait(2)
        return 200, "", {}

    listener.answer = slow
    result = mette.command("/note", channel=CHANNEL)
    late.set()

    assert result.error == "operation_timeout"


def test_events_are_repeated_with_number_reason_and_the_same_id(
    ws: LocalWorkspace, listener: Listener, mette: Person
) -> None:
    ws.ws.deliveries.retry_delays = (0.0, 0.02, 0.05)
    listener.answer = lambda _body, _headers: (500 if len(listener.requests) < 3 else 200, "", {})

    assert mette.mention("@jordbro hej", channel=CHANNEL).ok
    ws.wait_until(lambda: len(listener.requests) == 3)

    repeats = [headers.get("x-slack-retry-num") for _, headers in listener.requests]
    reasons = {headers.get("x-slack-retry-reason") for _, headers in listener.requests[1:]}
    assert (repeats, reasons) == ([None, "1", "2"], {"http_error"})
    assert len({read_body(body)["event_id"] for body, _ in listener.requests}) == 1


def test_what_is_taken_at_no_repeat_is_given_up_and_what_is_taken_at_the_last_is_not(
    ws: LocalWorkspace, listener: Listener, mette: Person
) -> None:
    ws.ws.deliveries.retry_delays = (0.0, 0.02)
    listener.answer = lambda body, _headers: (500 if "hej" in body or len(listener.requests) < 3 else 200, "", {})

    mette.mention("@jordbro farvel", channel=CHANNEL)
    ws.wait_until(lambda: len(listener.requests) == 3)
    mette.mention("@jordbro hej", channel=CHANNEL)
    ws.wait_until(lambda: ws.ws.deliveries.given_up)

    assert [one["event"]["text"].split()[-1] for one in ws.ws.deliveries.given_up] == ["hej"]


def test_reset_ends_the_repeats(ws: LocalWorkspace, listener: Listener, mette: Person) -> None:
    ws.ws.deliveries.retry_delays = (0.15,)
    listener.answer = lambda _body, _headers: (500, "", {})
    mette.mention("@jordbro hej", channel=CHANNEL)

    ws.reset()

    with pytest.raises(TimeoutError):
        ws.wait_until(lambda: len(listener.requests) > 1, timeout=0.4)


def test_an_app_may_ask_not_to_be_told_again(ws: LocalWorkspace, listener: Listener, mette: Person) -> None:
    ws.ws.deliveries.retry_delays = (0.0,)
    listener.answer = lambda _body, _headers: (500, "", {"X-Slack-No-Retry": "1"})

    mette.mention("@jordbro hej", channel=CHANNEL)

    with pytest.raises(TimeoutError):
        ws.wait_until(lambda: len(listener.requests) > 1, timeout=0.2)


def test_an_event_can_be_delivered_again(ws: LocalWorkspace, listener: Listener, mette: Person) -> None:
    nothing = ws.redeliver_last_event()
    mette.mention("@jordbro hej", channel=CHANNEL)

    assert ws.redeliver_last_event().ok
    assert nothing.error == "event_not_found"
    first, second = (read_body(body) for body, _ in listener.requests)
    assert first == second
    assert listener.requests[1][1]["x-slack-retry-num"] == "1"


def test_bolt_over_http(ws: LocalWorkspace, listener: Listener, client: WebClient, mette: Person) -> None:
    app = App(client=client, signing_secret=ws.signing_secret, process_before_response=True)

    @app.command("/note")
    def _note(ack: Any, command: Json) -> None:
        ack(text=f"hørt: {command['text']}")

    def dispatch(body: str, headers: dict[str, str]) -> Reply:
        found = app.dispatch(BoltRequest(body=body, headers=dict(headers)))
        return found.status, str(found.body or ""), {key: value[0] for key, value in found.headers.items()}

    listener.answer = dispatch
    assert mette.command("/note", "hej", channel=CHANNEL).ok
    assert mette.last(CHANNEL).plain == "hørt: hej"
    ws.app.signing_secret = "forkert"
    assert mette.command("/note", "hej", channel=CHANNEL).error == "dispatch_failed"


def test_an_open_socket_comes_before_http(
    ws: LocalWorkspace, listener: Listener, client: WebClient, mette: Person
) -> None:
    app = App(client=client)
    app.command("/note")(lambda ack: ack("over socket"))
    with in_socket_mode(app, ws):
        mette.command("/note", channel=CHANNEL)

    assert mette.last(CHANNEL).plain == "over socket"
    assert listener.requests == []
