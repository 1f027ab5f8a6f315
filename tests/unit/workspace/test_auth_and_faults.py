"""Tokens, bodies, and trouble on demand."""

from http.client import RemoteDisconnected
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.workspace.driver import LocalWorkspace
from tests.unit.workspace.conftest import png

CHANNEL = "C0JIANGSU"


def error_of(response: httpx.Response) -> tuple[int, bool, str | None]:
    body = response.json()
    return response.status_code, body["ok"], body.get("error")


def test_auth_test_tells_who_the_bot_is(client: WebClient) -> None:
    found = client.auth_test()

    assert found["team"] == "Region Hovedstaden"
    assert (found["team_id"], found["user_id"], found["bot_id"]) == ("T0REGION", "U0JORDBRO0REGION", "B0JORDBRO0REGION")


@pytest.mark.parametrize(
    ("method", "token", "error"),
    [
        ("auth.test", None, "not_authed"),
        ("auth.test", "xoxb-wrong", "invalid_auth"),
        ("auth.test", "app", "not_allowed_token_type"),
        ("chat.postMessage", "app", "not_allowed_token_type"),
        ("apps.connections.open", None, "not_authed"),
        ("apps.connections.open", "bot", "not_allowed_token_type"),
        ("apps.connections.open", "xapp-wrong", "invalid_auth"),
        ("no.such.method", "bot", "unknown_method"),
    ],
)
def test_tokens_are_checked(ws: LocalWorkspace, method: str, token: str | None, error: str) -> None:
    real = {"app": ws.app_token, "bot": ws.bot_token}.get(str(token), token)
    headers = {"Authorization": f"Bearer {real}"} if real else {}

    response = httpx.post(ws.api_url + method, headers=headers)

    assert error_of(response) == (200, False, error)


def test_every_kind_of_body_is_read(ws: LocalWorkspace) -> None:
    url, token = ws.api_url + "chat.postMessage", {"Authorization": f"Bearer {ws.bot_token}"}
    args = {"channel": CHANNEL, "text": "hej"}

    answers = [
        httpx.post(url, json=args, headers=token),
        httpx.post(url, data=args, headers=token),
        httpx.post(url, data=args | {"token": ws.bot_token}),
        httpx.get(url, params=args | {"token": ws.bot_token}),
    ]

    assert [error_of(one) for one in answers] == [(200, True, None)] * 4


def test_broken_json_is_refused(ws: LocalWorkspace) -> None:
    response = httpx.post(ws.api_url + "auth.test", content="{", headers={"Content-Type": "application/json"})

    assert error_of(response) == (200, False, "invalid_json")


def test_rate_limit_is_met_as_often_as_asked(ws: LocalWorkspace, client: WebClient) -> None:
    ws.faults("chat.postMessage", status=429, retry_after=7, times=2)

    for _ in range(2):
        with pytest.raises(SlackApiError) as caught:
            client.chat_postMessage(channel=CHANNEL, text="hej")
        assert caught.value.response.status_code == 429
        assert caught.value.response.headers["retry-after"] == "7"
        assert caught.value.response["error"] == "ratelimited"
    assert client.chat_postMessage(channel=CHANNEL, text="hej")["ok"]


def test_a_fault_may_come_before_or_after_the_effect(ws: LocalWorkspace, client: WebClient) -> None:
    ws.faults("chat.postMessage", error="fatal_error")
    ws.faults("chat.postMessage", status=500, after_effect=True)

    for text in ("aldrig", "alligevel"):
        with pytest.raises(SlackApiError):
            client.chat_postMessage(channel=CHANNEL, text=text)

    assert [one.text for one in ws.user("mette").messages(CHANNEL)] == ["alligevel"]


@pytest.mark.parametrize("fault", [{"status": 429, "retry_after": 1}, {"status": 500}, {"error": "internal_error"}])
@pytest.mark.parametrize("to", [{"channel": CHANNEL}, {"channel": "U0METTE"}, {"channel": CHANNEL, "thread_ts": "1.1"}])
def test_a_repeat_after_an_accepted_message_gives_the_first(
    ws: LocalWorkspace, client: WebClient, fault: dict[str, Any], to: dict[str, Any]
) -> None:
    ws.faults("chat.postMessage", **fault, after_effect=True, times=2)
    post = {**to, "text": "ugens oversigt", "client_msg_id": "0b8cd4e4-0d0b-4a4c-8b5e-0f6a8d5f1c11"}

    for _ in range(2):
        with pytest.raises(SlackApiError):
            client.chat_postMessage(**post)
    answer = client.chat_postMessage(**post)

    where = None if to["channel"] == "U0METTE" else CHANNEL
    assert [(one.ts, one.plain) for one in ws.user("mette").messages(where)] == [(answer["ts"], "ugens oversigt")]
    assert [call.result["ok"] for call in ws.calls("chat.postMessage")] == [False, False, True]


def test_an_upload_completed_with_an_error_is_there_and_can_be_completed_again(
    ws: LocalWorkspace, client: WebClient
) -> None:
    ws.faults("files.completeUploadExternal", status=500, after_effect=True)
    ticket = client.files_getUploadURLExternal(filename="a.png", length=len(png()))
    httpx.post(ticket["upload_url"], content=png())

    with pytest.raises(SlackApiError):
        client.files_completeUploadExternal(files=[{"id": ticket["file_id"]}])

    assert client.files_info(file=ticket["file_id"])["file"]["filetype"] == "png"
    assert client.files_completeUploadExternal(files=[{"id": ticket["file_id"]}])["files"][0]["id"] == ticket["file_id"]


def test_slowness_reaches_the_caller(ws: LocalWorkspace) -> None:
    ws.slow(0.3)

    with pytest.raises(httpx.ReadTimeout):
        httpx.post(ws.api_url + "auth.test", timeout=0.1)


def test_calls_are_recorded_with_their_answers(ws: LocalWorkspace, client: WebClient) -> None:
    client.chat_postMessage(channel=CHANNEL, text="hej")
    WebClient(base_url=ws.api_url, token=ws.app_token).apps_connections_open(app_token=ws.app_token)

    posted, opened = ws.calls()
    assert (posted.method, posted.args["text"], posted.token_type, posted.result["ok"]) == (
        "chat.postMessage", "hej", "bot", True,
    )  # fmt: skip
    assert (opened.method, opened.token_type) == ("apps.connections.open", "app")
    assert ws.calls("chat.update") == []


@pytest.mark.parametrize(("after_effect", "texts"), [(False, []), (True, ["hej"])])
def test_a_connection_is_cut_before_or_after_the_effect(
    ws: LocalWorkspace,
    after_effect: bool,  # noqa: FBT001 - a field of Fault
    texts: list[str],
) -> None:
    ws.faults("chat.postMessage", cut=True, after_effect=after_effect)
    client = WebClient(token=ws.bot_token, base_url=ws.api_url, retry_handlers=[])

    with pytest.raises(RemoteDisconnected):
        client.chat_postMessage(channel=CHANNEL, text="hej")

    assert [one.text for one in ws.user("mette").messages(CHANNEL)] == texts
    assert client.auth_test()["ok"]


def test_the_sdk_repeats_by_itself_what_was_cut_once(ws: LocalWorkspace, client: WebClient) -> None:
    ws.faults("chat.postMessage", cut=True, after_effect=True, times=1)
    answer = client.chat_postMessage(channel=CHANNEL, text="et", client_msg_id="0b8cd4e4-0d0b-4a4c-8b5e-0f6a8d5f1c12")
    ws.faults("chat.postMessage", cut=True, after_effect=True, times=1)
    client.chat_postMessage(channel=CHANNEL, text="to")

    seen = [(one.text, one.ts == answer["ts"]) for one in ws.user("mette").messages(CHANNEL)]
    assert seen == [("et", True), ("to", False), ("to", False)]


def test_an_answer_that_comes_too_late_may_be_to_a_call_that_worked(ws: LocalWorkspace) -> None:
    ws.faults("chat.postMessage", delay_s=1.0, after_effect=True)
    impatient = WebClient(token=ws.bot_token, base_url=ws.api_url, timeout=1)
    impatient.timeout = 0.2  # type: ignore[assignment]  # the SDK hands it to urllib, which takes fractions

    with pytest.raises(TimeoutError):
        impatient.chat_postMessage(channel=CHANNEL, text="hej")

    assert [one.text for one in ws.user("mette").messages(CHANNEL)] == ["hej"]
