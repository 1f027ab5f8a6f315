"""Pictures by slack_file: taken when the file is ready, refused as Slack refuses them, read by the driver."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.workspace.clock import ManualClock
from bot.workspace.driver import LocalWorkspace, Person
from tests.unit.workspace.conftest import Json, RecordingApp, image, modal, png, section, text_field, uploaded

CHANNEL = "C0JIANGSU"
URL = "https://example.org/a.png"


def refused(call: Callable[..., object], **args: Any) -> tuple[str, list[str]]:
    with pytest.raises(SlackApiError) as caught:
        call(**args)
    return str(caught.value.response["error"]), list(caught.value.response["response_metadata"]["messages"])


def invalid(*pointers: str, error: str = "invalid_blocks", at: str = "/blocks") -> tuple[str, list[str]]:
    return error, [f"[ERROR] invalid slack file [json-pointer:{at}/{one}/slack_file]" for one in pointers]


def element(file_id: str) -> Json:
    return {"type": "image", "slack_file": {"id": file_id}, "alt_text": "lille"}


def test_a_picture_is_seen_by_everyone_in_the_channel(client: WebClient, mette: Person, li: Person) -> None:
    title = {"type": "plain_text", "text": "Det næste halve år"}
    block = image(uploaded(client, png()), "Tidslinje: 3 besøg, 2 frister", title=title)

    client.chat_postMessage(channel=CHANNEL, text="Ugen", blocks=[section("Ugen"), block])

    for person in (mette, li):
        seen = person.last(CHANNEL)
        assert seen.plain == "Ugen\nDet næste halve år\nTidslinje: 3 besøg, 2 frister"
        assert seen.pictures == (("Tidslinje: 3 besøg, 2 frister", png()),)


def test_a_picture_stands_in_a_context_beside_a_text_and_by_address(client: WebClient, mette: Person) -> None:
    first, second, third = (uploaded(client, png(size, 2)) for size in (1, 2, 3))
    url = client.files_info(file=third)["file"]["permalink"]
    blocks = [
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "kilde"}, element(first)]},
        section("x") | {"accessory": element(second)},
        {"type": "image", "slack_file": {"url": url}, "alt_text": "stor"},
    ]

    client.chat_postMessage(channel=CHANNEL, text="x", blocks=blocks)

    assert mette.last(CHANNEL).plain == "kilde lille\nx [lille]\nstor"
    assert mette.last(CHANNEL).pictures == (("lille", png(1, 2)), ("lille", png(2, 2)), ("stor", png(3, 2)))


def test_a_post_too_early_is_refused_until_the_file_is_ready(
    ws: LocalWorkspace, client: WebClient, mette: Person, clock: ManualClock
) -> None:
    ws.process_files(seconds=2)
    post: Json = {"channel": CHANNEL, "text": "x", "blocks": [image(uploaded(client, png()))]}

    early = refused(client.chat_postMessage, **post)
    clock.advance(2)
    client.chat_postMessage(**post)

    assert early == invalid("0")
    assert [one.plain for one in mette.messages(CHANNEL)] == ["tidslinje"]


def test_a_client_that_asks_until_the_type_is_there_may_post(ws: LocalWorkspace, client: WebClient) -> None:
    ws.process_files(calls=3)
    file_id = uploaded(client, png())
    asked = 1
    while not client.files_info(file=file_id)["file"]["mimetype"]:
        asked += 1

    assert asked == 4
    assert client.chat_postMessage(channel=CHANNEL, text="x", blocks=[image(file_id)])["ok"]


def test_every_unknown_or_unfit_file_is_named(client: WebClient, mette: Person) -> None:
    ready, table = uploaded(client, png()), uploaded(client, b"a;b", "a.csv")
    mette.say("kun os", "kantine", file=("a.png", png()))
    hidden = mette.last("kantine").files[0]["id"]
    blocks = [
        image(ready),
        image("F0UNKNOWN9"),
        image(table),
        section("x") | {"accessory": element(hidden)},
        {"type": "context", "elements": [element(ready), element("F0UNKNOWN9")]},
        {"type": "image", "slack_file": {"url": "https://example.org/files/x"}, "alt_text": "x"},
    ]

    found = refused(client.chat_postMessage, channel=CHANNEL, text="x", blocks=blocks)

    assert found == invalid("1", "2", "3/accessory", "4/elements/1", "5")
    assert mette.messages(CHANNEL) == []


def test_update_ephemeral_and_answers_check_pictures_too(
    app: RecordingApp, client: WebClient, mette: Person, li: Person
) -> None:
    del li
    ts = client.chat_postMessage(channel=CHANNEL, text="før")["ts"]
    wrong, right = [image("F0UNKNOWN9")], [image(uploaded(client, png()))]
    app.answer = lambda _payload: {"text": "x", "blocks": wrong}
    acked = mette.command("/note", channel=CHANNEL)
    app.answer = lambda _payload: None
    mette.command("/note", channel=CHANNEL)
    url = WebhookClient(app.last()["response_url"])

    assert refused(client.chat_update, channel=CHANNEL, ts=ts, text="x", blocks=wrong) == invalid("0")
    assert refused(client.chat_postEphemeral, channel=CHANNEL, user="U0LI", text="x", blocks=wrong) == invalid("0")
    assert (acked.error, url.send(text="x", blocks=wrong).status_code) == ("invalid_blocks", 400)
    assert mette.last(CHANNEL).plain == "før"
    client.chat_update(channel=CHANNEL, ts=ts, text="x", blocks=right)
    assert url.send(text="x", blocks=right).status_code == 200
    assert [one.pictures for one in mette.messages(CHANNEL)] == [(("tidslinje", png()),)] * 2


def test_modals_and_home_check_pictures_too(app: RecordingApp, client: WebClient, mette: Person) -> None:
    mette.command("/note", channel=CHANNEL)
    trigger, right = app.last()["trigger_id"], image(uploaded(client, png()))
    view = modal("T", text_field("Titel", "t"), image("F0UNKNOWN9"))
    of_view = invalid("1", error="invalid_arguments", at="/view/blocks")

    assert refused(client.views_open, trigger_id=trigger, view=view) == of_view
    client.views_open(trigger_id=trigger, view=modal("T", text_field("Titel", "t"), right))
    app.answer = lambda _payload: {"response_action": "update", "view": view}
    answered = mette.submit({"Titel": "x"})
    home = {"type": "home", "blocks": [section("x"), image("F0UNKNOWN9")]}

    assert mette.modal is not None
    assert mette.modal.pictures == (("tidslinje", png()),)
    assert answered.error == "invalid_arguments"
    assert refused(client.views_publish, user_id="U0METTE", view=home) == of_view
    client.views_publish(user_id="U0METTE", view={"type": "home", "blocks": [right]})
    assert mette.home is not None
    assert (mette.home.plain, mette.home.pictures) == ("tidslinje", (("tidslinje", png()),))


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        ({}, "must have either image_url or slack_file [json-pointer:/blocks/0]"),
        ({"image_url": URL, "slack_file": {"id": "F12345678"}},
         "must have either image_url or slack_file [json-pointer:/blocks/0]"),
        ({"slack_file": {}}, "must have either id or url [json-pointer:/blocks/0/slack_file]"),
        ({"slack_file": {"id": "F12345678", "url": URL}},
         "must have either id or url [json-pointer:/blocks/0/slack_file]"),
        ({"slack_file": {"id": URL}},
         "input must match regex pattern: ^[F][A-Z0-9]{8,}$ [json-pointer:/blocks/0/slack_file/id]"),
        ({"slack_file": "F12345678"}, "must be a slack file object [json-pointer:/blocks/0/slack_file]"),
        ({"slack_file": {"id": "F12345678", "alt": "x"}},
         "no additional properties allowed: alt [json-pointer:/blocks/0/slack_file]"),
    ],
)  # fmt: skip
def test_an_image_has_one_source(client: WebClient, found: Json, reason: str) -> None:
    block = {"type": "image", "alt_text": "x", **found}

    assert refused(client.chat_postMessage, channel=CHANNEL, text="x", blocks=[block]) == (
        "invalid_blocks", [f"[ERROR] {reason}"],
    )  # fmt: skip


def test_an_image_needs_words(client: WebClient) -> None:
    block = {"type": "image", "image_url": URL}

    assert refused(client.chat_postMessage, channel=CHANNEL, text="x", blocks=[block]) == (
        "invalid_blocks", ["[ERROR] missing required field: alt_text [json-pointer:/blocks/0]"],
    )  # fmt: skip


def test_a_picture_goes_when_its_message_is_changed(client: WebClient, mette: Person) -> None:
    ts = client.chat_postMessage(channel=CHANNEL, text="x", blocks=[image(uploaded(client, png()))])["ts"]
    client.chat_update(channel=CHANNEL, ts=ts, text="uden", blocks=[])

    assert mette.last(CHANNEL).pictures == ()
