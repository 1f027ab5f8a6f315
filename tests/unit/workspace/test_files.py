"""Uploads: what a file is, when Slack knows it, and who may have it."""

from typing import Any
from urllib.parse import quote

import httpx
import pytest
from slack_sdk import WebClient

from bot.workspace.clock import ManualClock
from bot.workspace.driver import LocalWorkspace, Person
from bot.workspace.files import kind_of
from bot.workspace.model_files import File
from tests.unit.workspace.conftest import Json, image, png, uploaded
from tests.unit.workspace.test_chat import refusal

CHANNEL = "C0JIANGSU"
KIND = ("mimetype", "filetype", "pretty_type")


def fetched(client: WebClient, url: str) -> httpx.Response:
    return httpx.get(url, headers={"Authorization": f"Bearer {client.token}"})


def about(client: WebClient, file_id: str) -> tuple[str, ...]:
    found: Json = client.files_info(file=file_id)["file"]
    return tuple(found[key] for key in KIND)


def test_a_file_is_uploaded_and_seen(client: WebClient, mette: Person) -> None:
    client.files_upload_v2(
        channel=CHANNEL, content="indhold 内容", filename="note.md", title="Noten", initial_comment="her",
    )  # fmt: skip

    seen = mette.last(CHANNEL)
    assert (seen.text, seen.files[0]["title"]) == ("her", "Noten")
    assert fetched(client, seen.files[0]["url_private"]).content.decode() == "indhold 内容"


@pytest.mark.parametrize(
    ("files", "error"),
    [([{"id": "F0NONE"}], "file_not_found"), ([], "invalid_arguments"), ("oops", "invalid_arguments")],
)
def test_completing_an_unknown_upload_is_refused(client: WebClient, files: object, error: str) -> None:
    def complete() -> object:
        return client.api_call("files.completeUploadExternal", json={"files": files})

    assert refusal(complete) == error


def test_bytes_of_another_length_are_refused(client: WebClient) -> None:
    ticket = client.files_getUploadURLExternal(filename="a", length=3)

    assert httpx.post(ticket["upload_url"], content=b"four").status_code == 400
    assert refusal(client.files_completeUploadExternal, files=[{"id": ticket["file_id"]}]) == "file_not_found"


def test_a_file_does_not_exist_before_its_upload_is_completed(client: WebClient) -> None:
    ticket = client.files_getUploadURLExternal(filename="a.png", length=len(png()))
    httpx.post(ticket["upload_url"], content=png())

    assert refusal(client.files_info, file=ticket["file_id"]) == "file_not_found"
    assert refusal(client.files_info, file="F0NONE") == "file_not_found"
    assert refusal(client.chat_postMessage, channel=CHANNEL, text="x", blocks=[image(ticket["file_id"])]) == (
        "invalid_blocks"
    )


def test_a_file_keeps_its_names_and_the_words_for_who_cannot_see_it(
    ws: LocalWorkspace, client: WebClient, clock: ManualClock
) -> None:
    file_id = uploaded(client, png(), "tids linje.png", "Tidslinje 时间线")

    url = f"{ws.url}/files/{file_id}/tids%20linje.png"
    assert client.files_info(file=file_id)["file"] == {
        "id": file_id, "created": int(clock.now), "timestamp": int(clock.now), "name": "tids linje.png",
        "title": "Billedet", "mimetype": "image/png", "filetype": "png", "pretty_type": "PNG",
        "user": "U0JORDBRO0REGION", "size": len(png()), "mode": "hosted", "is_external": False, "url_private": url,
        "url_private_download": url, "permalink": url, "alt_txt": "Tidslinje 时间线",
    }  # fmt: skip
    long = "x" * 1001
    assert refusal(client.files_getUploadURLExternal, filename="a", length=1, alt_txt=long) == "alt_txt_too_large"


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.png", png(), ("image/png", "png", "PNG")),
        ("uden endelse", b"\xff\xd8\xff\xe0JFIF", ("image/jpeg", "jpg", "JPEG")),
        ("a.gif", b"GIF89a;", ("image/gif", "gif", "GIF")),
        ("a.png", b"tekst", ("application/octet-stream", "binary", "Binary")),
        ("a.svg", b"<svg/>", ("application/octet-stream", "binary", "Binary")),
        ("a.csv", b"a;b", ("text/csv", "csv", "CSV")),
        ("a.pdf", b"%PDF-1.7", ("application/pdf", "pdf", "PDF")),
        ("a", b"", ("application/octet-stream", "binary", "Binary")),
    ],
)
def test_a_file_is_known_by_its_bytes_before_its_name(name: str, content: bytes, kind: tuple[str, ...]) -> None:
    assert tuple(kind_of(File("F1", name, len(content), "A1", "U1", content=content))) == kind


def test_a_file_is_known_after_seconds_of_the_workspaces_clock(
    ws: LocalWorkspace, client: WebClient, clock: ManualClock
) -> None:
    ws.process_files(seconds=5)
    file_id = uploaded(client, png())
    at_once = about(client, file_id)
    clock.advance(4.9)
    early = about(client, file_id)
    clock.advance(0.1)

    assert (at_once, early) == (("", "", ""), ("", "", ""))
    assert about(client, file_id) == ("image/png", "png", "PNG")


def test_a_file_is_known_after_calls_of_files_info(ws: LocalWorkspace, client: WebClient) -> None:
    ws.process_files(calls=2)
    file_id = uploaded(client, png())

    assert [about(client, file_id)[1] for _ in range(4)] == ["", "", "png", "png"]


def test_how_long_files_take_is_for_later_uploads_and_until_reset(ws: LocalWorkspace, client: WebClient) -> None:
    before = uploaded(client, png())
    ws.process_files(seconds=60, calls=1)
    after = uploaded(client, png())

    assert [about(client, one)[1] for one in (before, after)] == ["png", ""]
    ws.reset()
    assert about(client, uploaded(client, png()))[1] == "png"


@pytest.mark.parametrize(
    ("body", "known"),
    [({"seconds": 5}, False), ({"calls": 1}, False), ({}, True), ({"seconds": -1}, None), ({"calls": "mange"}, None)],
)
def test_how_long_files_take_is_said_by_control(
    ws: LocalWorkspace,
    client: WebClient,
    body: Json,
    known: bool | None,  # noqa: FBT001 - parametrized
) -> None:
    answer: dict[str, Any] = httpx.post(f"{ws.url}/_control/processing", json=body).json()

    assert answer["ok"] == (known is not None)
    if known is not None:
        assert (about(client, uploaded(client, png()))[1] == "png") == known


def test_completing_twice_does_not_begin_anew(ws: LocalWorkspace, client: WebClient, clock: ManualClock) -> None:
    ws.process_files(seconds=5)
    file_id = uploaded(client, png())
    clock.advance(5)

    client.files_completeUploadExternal(files=[{"id": file_id, "title": "igen"}])

    assert about(client, file_id)[1] == "png"


def test_only_apps_with_a_token_fetch_a_file(ws: LocalWorkspace, client: WebClient) -> None:
    url = client.files_info(file=uploaded(client, png()))["file"]["url_private"]

    without = httpx.get(url)
    wrong = httpx.get(url, headers={"Authorization": "Bearer xoxb-wrong"})

    sign_in = f"/?redir={quote(url.removeprefix(ws.url), safe='')}"
    assert [(one.status_code, one.headers["location"]) for one in (without, wrong)] == [(302, sign_in)] * 2
    assert fetched(client, url).content == png()
    assert fetched(client, url.replace("/files/F", "/files/F0")).status_code == 404


def test_an_app_has_files_of_people_where_its_bot_is(
    ws: LocalWorkspace, client: WebClient, mette: Person, li: Person
) -> None:
    li.say("her", CHANNEL, file=("tal/1.csv", b"a;b"))
    mette.say("kun os", "kantine", file=("b.csv", b"c;d"))
    shared, hidden = (mette.last(where).files[0] for where in (CHANNEL, "kantine"))

    assert fetched(client, shared["url_private"]).content == b"a;b"
    assert (about(client, shared["id"])[1], shared["user"]) == ("csv", "U0LI")
    assert fetched(client, hidden["url_private"]).status_code == 404
    assert refusal(client.files_info, file=hidden["id"]) == "file_not_found"
    ws.leave("U0JORDBRO0REGION", CHANNEL)
    assert fetched(client, shared["url_private"]).status_code == 404


def looked_at(ws: LocalWorkspace, user: str, file_id: str) -> httpx.Response:
    return httpx.get(f"{ws.url}/_control/file", params={"user": user, "file": file_id})


def test_people_look_at_files_before_their_eyes_only(ws: LocalWorkspace, client: WebClient, li: Person) -> None:
    public, private, homely, nowhere = (uploaded(client, png(size, 3)) for size in (4, 5, 6, 7))
    client.chat_postMessage(channel=CHANNEL, text="x", blocks=[image(public)])
    client.chat_postEphemeral(channel=CHANNEL, user="U0LI", text="x", blocks=[image(private)])
    client.views_publish(user_id="U0METTE", view={"type": "home", "blocks": [image(homely)]})

    sees = {
        user: [looked_at(ws, user, file).status_code for file in (public, private, homely, nowhere)]
        for user in ("U0METTE", "U0LI", "U0ZHAO", "U0NONE")
    }

    assert sees == {
        "U0METTE": [200, 404, 200, 404], "U0LI": [200, 200, 404, 404], "U0ZHAO": [404] * 4, "U0NONE": [404] * 4,
    }  # fmt: skip
    client.chat_delete(channel=CHANNEL, ts=li.messages(CHANNEL)[0].ts)
    assert looked_at(ws, "U0METTE", public).status_code == 404


def test_pictures_are_shown_and_other_files_saved(ws: LocalWorkspace, client: WebClient) -> None:
    page = b"<!doctype html><script>alert(1)</script>"
    files = [
        str(client.files_upload_v2(channel=CHANNEL, content=content, filename=name)["file"]["id"])
        for content, name in ((png(), "år.png"), (page, "side.html"))
    ]

    found = [looked_at(ws, "U0METTE", one).headers for one in files]

    assert [(one["content-type"], one["content-disposition"], one["x-content-type-options"]) for one in found] == [
        ("image/png", "inline; filename*=UTF-8''%C3%A5r.png", "nosniff"),
        ("application/octet-stream", "attachment; filename*=UTF-8''side.html", "nosniff"),
    ]


def test_a_shared_file_is_known_on_the_page_when_it_is_ready(
    ws: LocalWorkspace, client: WebClient, mette: Person, clock: ManualClock
) -> None:
    ws.process_files(seconds=5)
    client.files_upload_v2(channel=CHANNEL, content=png(), filename="a.png")
    early = mette.last(CHANNEL).files[0]["mimetype"]
    clock.advance(5)

    assert (early, mette.last(CHANNEL).files[0]["mimetype"]) == ("", "image/png")
