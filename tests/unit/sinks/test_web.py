"""What we serve over HTTP is taken for nothing but what it is, by whatever path it was asked for."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from slack_bolt import App
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from bot.web.safe import HEADERS
from bot.web.server import plain_application, slack_application

HOSTILE = "<script>alert(1)</script>"


async def told(_request: Request) -> Response:
    return PlainTextResponse(HOSTILE)


async def page(_request: Request) -> Response:
    return HTMLResponse("<p>", headers={"Content-Security-Policy": "default-src 'self'"})


async def broken(_request: Request) -> Response:
    raise ValueError(HOSTILE)


ROUTES = (Route("/told", told), Route("/page", page), Route("/broken", broken))


def slack() -> TestClient:
    bolt = App(signing_secret="a", token="xoxb-none", token_verification_enabled=False)
    return TestClient(slack_application(bolt, *ROUTES), raise_server_exceptions=False)


def plain() -> TestClient:
    return TestClient(plain_application(*ROUTES), raise_server_exceptions=False)


@pytest.mark.parametrize("made", [slack, plain])
@pytest.mark.parametrize(
    "path", ["/told", "/slack/events", "/%3Cscript%3Ealert(1)%3C/script%3E", "/..%2f..%2fetc/passwd"]
)
def test_every_answer_says_what_it_is_and_runs_nothing(made: Callable[[], TestClient], path: str) -> None:
    answer = made().get(path)

    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert answer.headers["content-type"].startswith("text/plain")
    assert (HOSTILE in answer.text) == (path == "/told")


@pytest.mark.parametrize(
    "body",
    [
        HOSTILE,
        "[]",
        '{"a":' * 100_000,
        '"x"',
        "null",
        '{"type":"event_callback","event":{"text":"<script>"}}',
        '{"type":"url_verification","challenge":"<script>"}',
        '{"event":[],"team":5,"user":[],"view":"x","actions":{}}',
    ],
    ids=lambda body: body[:20],
)
@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded"])
def test_a_request_that_nobody_signed_breaks_nothing_and_hears_nothing(kind: str, body: str) -> None:
    content = body if kind == "application/json" else f"payload={quote(body)}"

    answer = slack().post("/slack/events", content=content, headers={"content-type": kind})

    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert answer.status_code == 401
    assert "script" not in answer.text


@pytest.mark.parametrize("made", [slack, plain])
def test_a_page_may_say_itself_what_it_needs(made: Callable[[], TestClient]) -> None:
    answer = made().get("/page")

    assert answer.headers["content-security-policy"] == "default-src 'self'"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("made", [slack, plain])
def test_what_broke_is_told_to_nobody(made: Callable[[], TestClient]) -> None:
    answer = made().get("/broken")

    assert (answer.status_code, answer.text) == (500, "Internal Server Error")
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
