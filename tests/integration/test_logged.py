"""Everything people write goes through a bot that logs all it can, and nothing of it stands in its log."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from time import time
from urllib.parse import urlencode

import httpx
import pytest
from slack_sdk.signature import SignatureVerifier

from bot.workspace.driver import LocalWorkspace
from bot.workspace.person import Person
from handlers.routes import ROUTES
from tests.integration.served import ServedBot, made_space

CHANNEL = "jord-jiangsu"
MARKS = ("hemmeligtord", "机密词语", "QZXKVERT")
NOTE = (
    f"Møde om {MARKS[0]}, 10. januar 2017, {MARKS[0]}\n1. Enighed om {MARKS[0]}.\nBeslutning: {MARKS[1]}会谈。\n"
    f"- [ ] CLEAN sender {MARKS[0]} - frist: primo april\nAftale: {MARKS[2]}"
)
SECRETS = {
    "JORDBRO_DEEPL_KEY": "deepl-key-hemmelig:fx",
    "JORDBRO_LIBRETRANSLATE_KEY": "libre-key-hemmelig",
    "JORDBRO_PROSE_KEY": "prose-key-hemmelig",
    "JORDBRO_TOKEN_KEYS": "pFNsyfkzTAkS9OMm6HrjNLXyD6XYdFKeyZ9zxhXLB4Y=",
    "SLACK_CLIENT_SECRET": "client-secret-hemmelig",
}
APOLOGY = re.compile(r"\b[0-9a-f]{12}\b")


@pytest.fixture
def workspace() -> Iterator[LocalWorkspace]:
    with LocalWorkspace.start() as made:
        made.ws.deliveries.retry_delays = ()
        yield made


def bot_of(workspace: LocalWorkspace, folder: Path, form: str) -> ServedBot:
    """A bot that logs everything, with an engine that always fails and secrets of all kinds."""
    store = f"sqlite:///{folder / 'store.sqlite3'}"
    made_space(store, workspace, CHANNEL)
    extra = SECRETS | {
        "JORDBRO_LOG_LEVEL": "DEBUG",
        "JORDBRO_LOG_FORMAT": form,
        "JORDBRO_ENGINES": "libretranslate,deepl",
        "JORDBRO_LIBRETRANSLATE_URL": workspace.url,
        "JORDBRO_DEEPL_URL": workspace.url,
        "JORDBRO_PROSE_URL": workspace.url,
        "JORDBRO_PROSE_MODEL": "none",
        "JORDBRO_PUBLIC_URL": "https://jordbro.example.org/",
        "SLACK_CLIENT_ID": workspace.app.client_id,
    }
    bot = ServedBot(workspace, store, folder, extra)
    bot.start()
    bot.wait_ready()
    workspace.use_http(bot.url)
    return bot


def everything_said(workspace: LocalWorkspace) -> None:
    """Commands, mentions, messages, forms, shortcuts, files and buttons, each with the marked words."""
    mette, li = workspace.user("mette"), workspace.user("li")
    mette.command("/language", "dansk", channel=CHANNEL)
    mette.command("/note", NOTE, channel=CHANNEL)
    li.mention(f"@jordbro 纪要\n{NOTE}", CHANNEL)
    for route in ROUTES:
        for mark in MARKS:
            if route.kind == "command":
                mette.command(route.name, mark, channel=CHANNEL)
            if route.word:
                li.mention(f"@jordbro {route.word} {mark}", CHANNEL)
                mette.dm(f"{route.word} {mark}")
    mette.dm(NOTE, file=(f"{MARKS[2]}.csv", f"da,zh\n{MARKS[0]},{MARKS[1]}\n".encode()))
    mette.mention("@jordbro ordliste importer", CHANNEL, file=(f"{MARKS[2]}.csv", f"{MARKS[0]}".encode()))
    mette.shortcut("log_as_note", on=mette.last(CHANNEL))
    mette.shortcut("log_note")
    written({"Titel": MARKS[0], "Referat": NOTE}, mette)
    mette.open_home()
    for person in (mette, li):
        for seen in person.messages(CHANNEL)[-6:]:
            for label in seen.buttons:
                with suppress(LookupError, ValueError):
                    person.press(label, on=seen)
                written({}, person)


def written(values: dict[str, str], person: Person) -> None:
    """Fill what is open, its fields of text with marked words."""
    with suppress(LookupError, ValueError):
        person.submit(values)
    while person.modal is not None:
        person.close_modal(everything=True)


def everything_fails(workspace: LocalWorkspace, path: Path) -> None:
    """The same where Slack refuses, the store is locked, and requests are forged."""
    mette = workspace.user("mette")
    workspace.faults("chat.postMessage", error="invalid_blocks", times=2)
    workspace.faults("chat.postEphemeral", status=500, times=2)
    mette.mention(f"@jordbro opgaver {MARKS[0]}", CHANNEL)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        mette.command("/note", NOTE, channel=CHANNEL)
        other.execute("ROLLBACK")
    forge(workspace, {"payload": json.dumps({"type": "block_actions", "actions": [{"action_id": MARKS[2]}]})})
    forge(workspace, {"payload": json.dumps({"type": "view_submission", "view": {"callback_id": MARKS[0]}})})
    forge(workspace, {"payload": json.dumps({"type": MARKS[1], "user": {"id": MARKS[2]}})})
    forge(workspace, {"command": f"/{MARKS[2]}", "text": MARKS[0], "team_id": "T0REGION", "user_id": MARKS[1]})
    forge(workspace, {"command": "/note", "text": MARKS[0], "user_id": MARKS[1]})
    forge(workspace, {"payload": f"{{{MARKS[0]}"})
    httpx.post(str(workspace.app.request_url), content=NOTE.encode(), headers={"x-slack-signature": MARKS[2]})
    httpx.get(f"{str(workspace.app.request_url).removesuffix('/slack/events')}/calendar/{MARKS[2]}.ics")


def forge(workspace: LocalWorkspace, fields: dict[str, str]) -> None:
    body, timestamp = urlencode(fields), str(int(time()))
    signature = SignatureVerifier(workspace.signing_secret).generate_signature(timestamp=timestamp, body=body)
    headers = {
        "content-type": "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": signature or "",
    }
    httpx.post(str(workspace.app.request_url), content=body, headers=headers, timeout=10)


def unreadable(path: Path) -> None:
    """Something in the store that no form lets in: a language nobody speaks."""
    with closing(sqlite3.connect(path)) as store:
        store.execute("UPDATE notes SET language = 'xx'")
        store.execute("UPDATE texts SET language = 'xx'")
        store.commit()


@pytest.mark.parametrize("form", ["json", "text"])
def test_no_words_and_no_secrets_stand_in_the_log(workspace: LocalWorkspace, tmp_path: Path, form: str) -> None:
    bot = bot_of(workspace, tmp_path, form)
    try:
        everything_said(workspace)
        everything_fails(workspace, tmp_path / "store.sqlite3")
        assert workspace.user("mette").command("/actions", channel=CHANNEL).ok
    finally:
        status = bot.stop()

    given = (workspace.bot_token, workspace.signing_secret, *SECRETS.values())
    assert status == 0
    assert "handled" in bot.log
    assert [mark for mark in MARKS if mark in bot.log] == []
    assert [secret[:6] for secret in given if secret in bot.log] == []
    assert "Traceback" not in bot.log


def test_all_lines_about_one_delivery_carry_its_id(workspace: LocalWorkspace, tmp_path: Path) -> None:
    bot = bot_of(workspace, tmp_path, "json")
    mette = workspace.user("mette")
    try:
        mette.command("/language", "dansk", channel=CHANNEL)
        mette.command("/note", NOTE, channel=CHANNEL)
        workspace.wait_until(lambda: '"kind": "card"' in bot.log, timeout=20)
        unreadable(tmp_path / "store.sqlite3")
        mette.command("/summary", channel=CHANNEL)
        told = mette.last(CHANNEL).plain
    finally:
        bot.stop()

    lines = [json.loads(line) for line in bot.log.splitlines()]
    (note,) = [line for line in lines if line.get("handler") == "commands.note" and line["message"] == "handled"]
    about = [(line["message"], line.get("kind")) for line in lines if line.get("event_id") == note["event_id"]]
    assert ("job ended", "card") in about
    (broke,) = [line for line in lines if line["message"] == "a handler broke"]
    number = APOLOGY.search(told)
    assert number is not None
    assert broke["event_id"] == broke["number"] == number[0]
    assert re.match(r"\w+ at \S+:\d+$", broke["why"])
