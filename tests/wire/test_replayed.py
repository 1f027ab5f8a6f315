"""A signed request that somebody recorded and sends again: Slack never does that, so it has no second effect."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest
from sqlalchemy import func, select

from bot.store.database import Database
from bot.store.tables import Base
from bot.workspace.driver import LocalWorkspace
from tests.integration.served import ServedBot
from tests.wire.serving import rows, served, settled
from tests.wire.signed import HOME, Json, Request, Signer, command, pressed, send, submitted

NOTE = "Møde, 10. januar 2017\n1. Vi måler i marts.\n- [ ] CLEAN sender tal inden 1. marts"


class Place(NamedTuple):
    bot: ServedBot
    client: httpx.Client
    signer: Signer
    workspace: LocalWorkspace

    def send(self, request: Request) -> httpx.Response:
        return send(self.client, self.bot.url, request)

    def settle(self) -> None:
        settled(self.workspace, self.bot.store)

    def counts(self) -> dict[str, int]:
        """How many rows each table has, besides what only says that something came."""
        with closing(Database(self.bot.store)) as db, db.read() as tx:
            tables = [one for one in Base.metadata.sorted_tables if one.name not in {"deliveries", "alembic_version"}]
            return {one.name: tx.scalar(select(func.count()).select_from(one)) or 0 for one in tables}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder: Path = tmp_path_factory.mktemp("replayed")
    with (
        LocalWorkspace.start() as workspace,
        served(workspace, folder) as (bot,),
        httpx.Client(timeout=20) as client,
    ):
        made = Place(bot, client, Signer(workspace.signing_secret), workspace)
        workspace.user("mette").command("/language", "dansk", channel="jord-jiangsu")
        assert made.send(made.signer.command(command("/note", NOTE))).status_code == 200
        made.settle()
        yield made


def action(place: Place) -> int:
    return int(rows(place.bot.store, "SELECT min(item_id) FROM actions")[0][0])


def of_item(place: Place, callback: str, field: str) -> Json:
    return submitted(callback, json.dumps({"item": action(place), "sheet": 1}), {field: "Ord igen"})


ASKED: dict[str, Callable[[Place], Request]] = {
    "note": lambda place: place.signer.command(command("/note", NOTE)),
    "term": lambda place: place.signer.command(command("/glossary", "tilføj boreprøve = 钻探样品")),
    "comment": lambda place: place.signer.interaction(of_item(place, "item_commented", "comment")),
    "split": lambda place: place.signer.interaction(of_item(place, "item_split", "parts")),
    "done": lambda place: place.signer.interaction(pressed("item.done", json.dumps({"item": action(place)}))),
    "summary": lambda place: place.signer.command(command("/summary", "")),
    "list": lambda place: place.signer.command(command("/actions", "")),
    "form": lambda place: place.signer.interaction(
        submitted("note_written", json.dumps({"channel": "C0JIANGSU", "team": HOME}), {"text_0": NOTE})
    ),
}


@pytest.mark.parametrize("kind", ASKED)
def test_what_is_replayed_has_no_second_effect_and_no_answer(place: Place, kind: str) -> None:
    request = ASKED[kind](place)
    first = place.send(request)
    place.settle()
    after_once, said = place.counts(), len(place.workspace.calls())

    again = [place.send(request) for _ in range(3)]
    place.settle()

    assert first.status_code == 200
    assert [(one.status_code, one.text) for one in again] == [(200, "")] * 3
    assert place.counts() == after_once
    assert len(place.workspace.calls()) == said
    assert place.bot.log.count("outcome=repeated") >= 3


def test_what_is_asked_at_the_same_moment_as_its_replay_is_done_once(place: Place) -> None:
    before = len(rows(place.bot.store, "SELECT id FROM notes"))
    request = place.signer.command(command("/note", NOTE))

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(place.send, [request] * 8))

    assert {one.status_code for one in answers} == {200}
    assert len([one for one in answers if one.text]) == 1
    assert len(rows(place.bot.store, "SELECT id FROM notes")) == before + 1


def test_a_form_that_was_kept_open_can_be_sent_again(place: Place) -> None:
    """Its id stays the same, and what is sent is not: a person who mends what was wrong is no replay."""
    private = json.dumps({"channel": "C0JIANGSU", "team": HOME})
    before = len(rows(place.bot.store, "SELECT id FROM notes"))

    forms = [submitted("note_written", private, {"text_0": words}, view="V0AGAIN") for words in ("---", NOTE)]
    refused, taken = (place.send(place.signer.interaction(form)) for form in forms)

    assert "errors" in refused.text
    assert (taken.status_code, taken.text) == (200, "")
    assert len(rows(place.bot.store, "SELECT id FROM notes")) == before + 1
