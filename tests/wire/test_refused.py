"""Whoever is not Slack is refused before anything is done, is told nothing, and leaves one line in the log."""

import json
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest

from bot.workspace.driver import LocalWorkspace
from tests.integration.served import ServedBot
from tests.wire.serving import number, rows, served
from tests.wire.signed import FORM, JSON, Request, Signer, command, happened, pressed, said, send, submitted

WORDS = "hemmeligtord"
FIVE_MINUTES = 300
NOTE = f"Møde om {WORDS}\n1. Enighed om {WORDS}."


class Place(NamedTuple):
    """A running bot, and what is needed to speak to it."""

    bot: ServedBot
    client: httpx.Client
    signer: Signer

    def said(self) -> list[str]:
        """The lines of its log so far."""
        return self.bot.log.splitlines()

    def send(self, request: Request) -> httpx.Response:
        return send(self.client, self.bot.url, request)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder: Path = tmp_path_factory.mktemp("refused")
    extra = {"JORDBRO_LOG_LEVEL": "DEBUG", "JORDBRO_PUBLIC_URL": "https://jordbro.example.org/"}
    with (
        LocalWorkspace.start() as workspace,
        served(workspace, folder, extra=extra) as (bot,),
        httpx.Client(timeout=20) as client,
    ):
        yield Place(bot, client, Signer(workspace.signing_secret))


def forgeries(signer: Signer) -> dict[str, Request]:
    """A note by slash command, in all ways in which the proof that it came from Slack may be wrong."""
    body = command("/note", NOTE)
    good, now = signer.command(body), time.time()
    event = json.dumps(happened(said(NOTE)))
    return {
        "another secret": Signer("0" * 32).command(body),
        "no signature": good.without("x-slack-signature"),
        "an empty signature": good.but(x_slack_signature=""),
        "another version": good.but(x_slack_signature=good.headers["x-slack-signature"].replace("v0=", "v1=")),
        "another case": good.but(x_slack_signature=good.headers["x-slack-signature"].upper()),
        "letters beyond ASCII": good.but(x_slack_signature="v0=\xe6\xf8\xe5"),
        "no time": good.without("x-slack-request-timestamp"),
        "no number as time": good.but(x_slack_request_timestamp="now"),
        "an endless number as time": good.but(x_slack_request_timestamp="9" * 5000),
        "another time": good.but(x_slack_request_timestamp=str(int(now) - 1)),
        "an old time": signer.raw(good.body, FORM, now - FIVE_MINUTES - 5),
        "a time to come": signer.raw(good.body, FORM, now + FIVE_MINUTES + 30),
        "another body": Request(good.body + "&text=x", good.headers),
        "an event without a signature": Request(event, {"content-type": JSON}),
        "an event of another's": Signer("1" * 32).event(happened(said(NOTE))),
        "a button of another's": Signer("1" * 32).interaction(pressed("item.done", '{"item":1}')),
        "a form of another's": Signer("1" * 32).interaction(submitted("note_written", "{}", {"text_0": NOTE})),
    }


def test_what_slack_did_not_sign_is_refused_and_told_in_one_line(place: Place) -> None:
    before, answers = len(place.said()), {}
    for name, request in forgeries(place.signer).items():
        given = place.send(request)
        answers[name] = (given.status_code, given.text)

    lines = [line for line in place.said()[before:] if "job ended" not in line]  # of those that were asked for before
    assert answers == dict.fromkeys(answers, (401, '{"error": "invalid request"}'))
    assert [line for line in lines if "a request was refused" in line and "event_id=" in line] == lines
    assert len(lines) == len(answers)
    assert WORDS not in "".join(lines)
    assert number(place.bot.store, "notes") == 0


BODIES: dict[str, tuple[str, str]] = {
    "nothing": ("", JSON),
    "no JSON": ("{", JSON),
    "a list": ("[]", JSON),
    "null": ("null", JSON),
    "a number": ("1e999", JSON),
    "an empty object": ("{}", JSON),
    "endlessly deep": ('{"a":' * 100_000 + "1" + "}" * 100_000, JSON),
    "endlessly deep lists": ("[" * 200_000, JSON),
    "a huge number": ('{"type":' + "9" * 10_000 + "}", JSON),
    "a form that is none": ("%%%=%ff&&&==", FORM),
    "a payload that is no JSON": ("payload=no+JSON", FORM),
    "a payload that is a list": ("payload=%5B%5D", FORM),
    "a payload that is deep": ("payload=" + "%5B" * 50_000, FORM),
    "an event that is a list": (json.dumps({"type": "event_callback", "event": []}), JSON),
    "an event that is words": (json.dumps({"type": "event_callback", "event": WORDS}), JSON),
    "authorizations of nobody": (json.dumps({"type": "event_callback", "authorizations": [], "event": {}}), JSON),
    "authorizations that are none": (json.dumps({"authorizations": 5, "event": {"type": "message"}}), JSON),
    "a user that is a list": (json.dumps({"type": "block_actions", "user": [1], "actions": [{}]}), JSON),
    "no actions": (json.dumps({"type": "block_actions", "actions": []}), JSON),
    "a view that is words": (json.dumps({"type": "view_submission", "view": WORDS}), JSON),
    "another kind of content": (json.dumps(happened(said(NOTE))), "text/plain"),
    "no kind of content": (json.dumps(happened(said(NOTE))), ""),
    "half a letter": ('{"type":"\\ud800","event":{"type":"\\udfff"}}', JSON),
    "zeros": ('{"type":"\\u0000"}', JSON),
}


@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize("is_signed", [False, True], ids=["unsigned", "signed"])
def test_a_body_that_makes_no_sense_breaks_nothing(place: Place, name: str, *, is_signed: bool) -> None:
    body, kind = BODIES[name]
    before, request = len(place.said()), place.signer.raw(body, kind)

    given = place.send(request if is_signed else request.but(x_slack_signature="v0=0"))

    assert given.status_code in ({200, 400, 404} if is_signed else {400, 401})
    assert len(given.content) < 100
    assert_nothing_broke(place.said()[before:], odd=is_signed)


def assert_nothing_broke(lines: list[str], *, odd: bool = False) -> None:
    """Nothing that nobody caught; that Slack itself sent something odd may be told."""
    known = ("a request of Slack's could not be handled", "a handler broke") if odd else ()
    errors = [line for line in lines if "ERROR" in line or "CRITICAL" in line or "Traceback" in line]
    assert [line for line in errors if not any(words in line for words in known)] == []
    assert [line for line in lines if WORDS in line] == []


def test_what_is_longer_than_anything_of_slacks_is_not_read(place: Place) -> None:
    before = len(place.said())
    long = place.signer.raw("payload=" + "x" * (5 * 1024 * 1024), FORM)

    given = place.send(long)

    assert (given.status_code, given.content) == (413, b"")
    assert_nothing_broke(place.said()[before:])
    assert place.send(place.signer.command(command("/jordbro", ""))).status_code == 200


def test_bytes_that_are_no_letters_are_refused(place: Place) -> None:
    request = place.signer.raw("text=x", FORM)

    given = place.client.post(place.bot.url, content=b"text=\xff\xfe\x00", headers=dict(request.headers))

    assert given.status_code == 401


def twisted(chance: random.Random, value: Any, depth: int = 0) -> Any:
    """The same JSON with one thing somewhere that is something else."""
    odd: tuple[Any, ...] = (None, 0, -1, True, "", "x", [], {}, [None], {"id": None}, 10**400, "\ud800", "\x00", 1.5)
    if depth and (not isinstance(value, dict | list) or not value or chance.random() < 0.15):
        return chance.choice(odd)
    if isinstance(value, dict):
        key = chance.choice(sorted(value))
        if chance.random() < 0.2:
            return {name: one for name, one in value.items() if name != key}
        return value | {key: twisted(chance, value[key], depth + 1)}
    index = chance.randrange(len(value))
    return [twisted(chance, one, depth + 1) if at == index else one for at, one in enumerate(value)]


def test_payloads_with_one_odd_thing_in_them_break_nothing(place: Place) -> None:
    """Slack's own shapes change: what a handler does not expect must be no failure, signed or not."""
    chance = random.Random(2017)
    before = len(place.said())
    wholes = (
        happened(said("待办")),
        happened({"type": "member_joined_channel", "user": "U0LI", "channel": "C0JIANGSU", "team": "T0JEPD"}),
        happened({"type": "channel_id_changed", "old_channel_id": "C0JIANGSU2", "new_channel_id": "C1"}),
        happened({"type": "app_home_opened", "user": "U0METTE", "channel": "D1", "tab": "home"}),
        pressed("item.done", '{"item":1}'),
        submitted("item_commented", '{"item":1}', {"comment": "x"}),
        submitted("note_edited", '{"note":1,"version":1}', {"text_0": "x"}),
    )
    odd: list[tuple[int, str]] = []
    for turn in range(240):
        payload = twisted(chance, wholes[turn % len(wholes)])
        written = json.dumps(payload)
        is_event = payload.get("type") == "event_callback"
        request = place.signer.event(payload) if is_event else place.signer.interaction(payload)
        signed, unsigned = place.send(request), place.send(request.but(x_slack_signature="v0=0"))
        if signed.status_code not in {200, 400, 404} or unsigned.status_code not in {400, 401}:
            odd.append((signed.status_code, written))

    assert odd == []
    assert_nothing_broke(place.said()[before:], odd=True)


PATHS = (
    "/",
    "/slack",
    "/slack/events/",
    "//slack/events",
    "/slack//events",
    "/slack/./events/x",
    "/slack/events/../../calendar/x.ics",
    "/SLACK/EVENTS",
    "/slack/events%2f",
    "/slack/events;x=1",
    "/calendar/",
    "/calendar/x",
    "/calendar/x.ics",
    "/calendar/..%2f..%2fstore.sqlite3",
    "/calendar/%00.ics",
    "/calendar/%ff%fe.ics",
    "/calendar/" + "x" * 5000 + ".ics",
    "/calendar/%27%20OR%201=1--.ics",
    "/metrics",
    "/healthz/",
    "/docs",
    "/openapi.json",
    "/.env",
    "/static/../bot.log",
)


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "TRACE", "X-ODD"])
def test_other_paths_and_methods_say_nothing(place: Place, method: str) -> None:
    base = f"http://127.0.0.1:{place.bot.port}"
    before, odd = len(place.said()), list[Any]()
    for path in (*PATHS, *([] if method == "POST" else ["/slack/events"])):
        given = raw_path(place.client, method, base, path)
        is_plain = given.status_code in {400, 404, 405} and "location" not in given.headers
        if not is_plain or len(given.content) > 100 or "server" in given.headers:
            odd.append((path, given.status_code, dict(given.headers), given.text[:200]))

    assert odd == []
    assert_nothing_broke(place.said()[before:])


def raw_path(client: httpx.Client, method: str, base: str, path: str) -> httpx.Response:
    """Ask for a path exactly as it is written: no client of ours may tidy it up."""
    request = client.build_request(method, base, headers={"host": "evil.example.org"})
    request.url = request.url.copy_with(raw_path=path.encode())
    return client.send(request)


def test_nobody_is_told_whether_a_calendar_ever_was(place: Place) -> None:
    base = f"http://127.0.0.1:{place.bot.port}"
    answers = {
        (given.status_code, given.text)
        for path in ("/calendar/x.ics", f"/calendar/{'A' * 43}.ics", "/calendar/%00.ics")
        for given in [raw_path(place.client, "GET", base, path)]
    }

    assert answers == {(404, "not found")}


def test_an_unknown_surface_is_told_without_its_words(place: Place) -> None:
    before = len(place.said())

    given = place.send(place.signer.command(command("/unknown", WORDS)))
    event = place.send(place.signer.event(happened({"type": "reaction_added", "user": "U0LI", "text": WORDS})))

    assert (given.status_code, event.status_code) == (404, 404)
    assert [line for line in place.said()[before:] if WORDS in line] == []
    assert rows(place.bot.store, "SELECT count(*) FROM notes") == [(0,)]
