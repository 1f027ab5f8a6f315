"""Answers to response_urls: five in thirty minutes, ephemeral unless asked otherwise."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from bot.workspace.clock import ManualClock
from bot.workspace.driver import LocalWorkspace, Person
from tests.unit.workspace.conftest import RecordingApp, button, section

CHANNEL = "jord-jiangsu"


def url_of_command(app: RecordingApp, person: Person) -> WebhookClient:
    person.command("/note", "x", channel=CHANNEL)
    return WebhookClient(app.last()["response_url"])


def test_an_answer_is_ephemeral_by_default(app: RecordingApp, mette: Person, li: Person) -> None:
    url = url_of_command(app, mette)

    assert url.send(text="kun dig").status_code == 200
    assert url.send(text="alle", response_type="in_channel").status_code == 200

    assert [(one.plain, one.ephemeral) for one in mette.messages(CHANNEL)] == [("kun dig", True), ("alle", False)]
    assert [one.plain for one in li.messages(CHANNEL)] == ["alle"]


def test_five_uses_and_no_more(app: RecordingApp, mette: Person) -> None:
    url = url_of_command(app, mette)

    answers = [url.send(text=str(number)) for number in range(6)]

    assert [one.status_code for one in answers] == [200] * 5 + [404]
    assert "used_url" in answers[-1].body
    assert len(mette.messages(CHANNEL)) == 5


def test_it_ends_after_thirty_minutes(app: RecordingApp, mette: Person, clock: ManualClock) -> None:
    url = url_of_command(app, mette)
    clock.advance(29 * 60)
    in_time = url.send(text="x")
    clock.advance(61)

    late = url.send(text="x")

    assert (in_time.status_code, late.status_code) == (200, 404)
    assert "expired_url" in late.body


def test_an_unknown_or_broken_answer_is_refused(ws: LocalWorkspace, app: RecordingApp, mette: Person) -> None:
    url = url_of_command(app, mette)

    assert WebhookClient(f"{ws.url}/response/none").send(text="x").status_code == 404
    assert "no_text" in url.send().body
    assert "invalid_blocks" in url.send(text="x", blocks=[section("")]).body
    assert all(url.send(text="x").status_code == 200 for _ in range(5))


@pytest.mark.parametrize("ephemeral", [True, False])
def test_the_message_pressed_on_is_replaced_or_deleted(
    app: RecordingApp,
    client: WebClient,
    mette: Person,
    ephemeral: bool,  # noqa: FBT001 - parametrized
) -> None:
    args: dict[str, Any] = {"channel": "C0JIANGSU", "text": "x", "blocks": [button("Tryk", "go")]}
    client.chat_postEphemeral(user="U0METTE", **args) if ephemeral else client.chat_postMessage(**args)
    mette.press("Tryk", on=mette.last(CHANNEL))
    url = WebhookClient(app.last()["response_url"])

    url.send(text="ny", replace_original=True)
    replaced = [(one.plain, one.ephemeral, one.blocks) for one in mette.messages(CHANNEL)]
    url.send(delete_original=True)

    assert replaced == [("ny", ephemeral, None)]
    assert mette.messages(CHANNEL) == []
