"""Buttons and forms with somebody else's ids in them: nothing happens, and nobody learns whether there was anything."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from sqlalchemy import select

from bot.store.tables import Base
from bot.workspace.driver import LocalWorkspace
from handlers.routes import ROUTES, Route
from tests.scenarios.bot import CHANNEL, Bot
from tests.stores import migrated
from tests.wire.signed import HOME, PARTNER, Json, Signer, command, pressed, submitted

NOTE = (
    "Møde om hemmeligtord, 10. januar 2017\n1. Vi måler i marts. Prøver sendes i april.\n"
    "- [ ] Zhejiang Jordrens ApS sender tal inden 1. marts\n- [ ] Mette Holm ringer"
)
NOWHERE = 987_654
KEYS = ("item", "note", "space", "organisation", "term", "draft", "correction", "event", "person", "channel_id", "role")
VERSIONS = {"version": 1, "sheet": 1, "pause": "week", "seen": {"1": [1, "x"]}, "list": "", "page": 1, "asked": ""}
SAID = ("chat.postMessage", "chat.postEphemeral", "chat.update", "views.open", "views.update", "views.publish")
UNSEEN = {"deliveries", "jobs", "people", "alembic_version", "audit"}
"""What may change: that something came, its answer, that somebody is known by now, that nothing was shown."""


class Asked(NamedTuple):
    """What came of one thing: the status and words of the answer, and what Slack was asked for."""

    status: int
    body: str
    said: list[tuple[str, str]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """A record of mette's that holds everything there is to point to."""
    url = f"sqlite:///{tmp_path_factory.mktemp('not_theirs') / 'store.sqlite3'}"
    migrated(url)
    with LocalWorkspace.start() as workspace:
        workspace.ws.deliveries.retry_delays = ()
        bot = Bot(workspace, url)
        bot.space()
        mette = bot.user("mette", "da")
        mette.command("/note", NOTE, channel=CHANNEL)
        mette.command("/glossary", "tilføj boreprøve = 钻探样品", channel=CHANNEL)
        yield bot
        bot.runtime.stop()


def carried(target: int) -> Json:
    """Whatever any of our buttons and forms carries, all pointing to one id."""
    return {**dict.fromkeys(KEYS, target), **VERSIONS, "channel": "C0JIANGSU", "team": HOME}


def payload(route: Route, target: int, user: str, team: str) -> Json:
    """A button or a form of ours as somebody forges it."""
    name = f"{route.name}{target}" if route.name.endswith(".") else route.name
    if route.kind == "action":
        return pressed(name, json.dumps(carried(target)), user=user, team=team, channel="C0KANTINE")
    state = {"text_0": "Ord", "text": "Ord", "comment": "Ord", "parts": "Ord", "reason": "Ord", "person": "U0LARS",
             "organisation": str(target), "space": str(target), "name": "Ord", "da": "Ord", "zh": "词", "term": "Ord",
             "s_1": "Ord", "due_said": "i morgen", "role": "owner", "side": "x", "languages": "da,zh"}  # fmt: skip
    return submitted(route.name, json.dumps(carried(target)), state, user=user, team=team, view="V0FORGED")


def asked(bot: Bot, sent: Json) -> Asked:
    """Send it, signed as Slack would, and see everything that comes of it."""
    before = len(bot.workspace.calls())
    request = Signer(bot.workspace.signing_secret).interaction(sent)
    status, body, _ = bot.dispatch(request.body, dict(request.headers))
    calls = [call for call in bot.workspace.calls()[before:] if call.method in SAID]
    return Asked(status, body, [(call.method, words_of(call.args)) for call in calls])


def words_of(args: Json) -> str:
    """What somebody would read of it; a form gives back to us what its button carried, whatever that was."""
    view = args.get("view")
    if isinstance(view, dict):
        args = {**args, "view": {**view, "private_metadata": ""}}
    return json.dumps({key: args[key] for key in ("text", "blocks", "view") if key in args}, ensure_ascii=False)


def state_of(bot: Bot) -> dict[str, list[Any]]:
    """Every row of every table of the record."""
    with bot.db.engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in Base.metadata.sorted_tables
            if table.name not in UNSEEN
        }


CARRYING = [route for route in ROUTES if route.kind in {"action", "view"}]
STRANGERS = [("U0ZHAO", PARTNER), ("U0WANG", HOME), ("U0NOBODY", HOME), ("U0NOBODY", "T0FOREIGN")]


@pytest.mark.parametrize("route", CARRYING, ids=lambda route: f"{route.kind} {route.name}")
def test_what_is_not_theirs_is_as_if_it_were_not_there(made: Bot, route: Route) -> None:
    for user, team in STRANGERS:
        asked(made, payload(route, NOWHERE, user, team))  # the first answer asks for their language too
        there = state_of(made)

        nothing = asked(made, payload(route, NOWHERE, user, team))
        something = [asked(made, payload(route, target, user, team)) for target in (1, 2, 3)]

        assert {one.status for one in something} == {200}
        assert [one.body.replace(f".{n}", "") for n, one in enumerate(something, 1)] == [nothing.body] * 3
        assert [one.said for one in something] == [nothing.said] * 3
        assert "hemmeligtord" not in "".join(one.body + str(one.said) for one in something)
        assert state_of(made) == there


@pytest.mark.parametrize("name", ["item.done", "note.show", "item_commented"])
def test_what_is_theirs_is_there(made: Bot, name: str) -> None:
    """The comparison above has something to compare."""
    route = next(one for one in CARRYING if one.name == name)

    nothing = asked(made, payload(route, NOWHERE, "U0METTE", HOME))
    something = [asked(made, payload(route, target, "U0METTE", HOME)) for target in (1, 2, 3)]

    assert any(one != nothing for one in something)


def test_an_item_seen_before_leaving_is_not_there_after_it(made: Bot) -> None:
    lars, workspace = made.user("lars", "da"), made.workspace
    workspace.user("mette").command("/note", NOTE, channel=CHANNEL)
    lars.command("/actions", channel=CHANNEL)
    item = made.notes()[0].items[-1].id
    sent = submitted("item_commented", json.dumps({"item": item, "sheet": 1}), {"comment": "Ord"}, user="U0LARS")
    away = submitted("item_commented", json.dumps({"item": NOWHERE, "sheet": 1}), {"comment": "Ord"}, user="U0LARS")

    workspace.leave("lars", CHANNEL)
    there = state_of(made)
    answers = asked(made, sent), asked(made, away)

    assert answers[0] == answers[1]
    assert state_of(made) == there
    workspace.join("lars", CHANNEL)


def test_a_command_from_a_workspace_without_the_app_is_let_go(made: Bot, caplog: pytest.LogCaptureFixture) -> None:
    """Even signed by Slack and in a channel of ours: nobody becomes a member of it by that."""
    there, request = state_of(made), Signer(made.workspace.signing_secret)
    asked_for = [command(name, "", user="U0FREMMED", team="T0FOREIGN") for name in ("/actions", "/note", "/space")]

    answers = [made.dispatch(one.body, dict(one.headers))[:2] for one in map(request.command, asked_for)]

    assert answers == [(200, "")] * 3
    assert state_of(made) == there
    assert [record.message for record in caplog.records if "without an installation" in record.message]


def test_a_person_is_who_slack_says_and_not_whom_a_form_names(made: Bot) -> None:
    """Ids of people in fields and in what a form carried do not make anybody somebody else."""
    private = {"item": 3, "sheet": 1, "user": "U0METTE", "person": 1, "viewer": "U0METTE"}
    there = state_of(made)

    answer = asked(
        made, submitted("item_commented", json.dumps(private), {"comment": "Ord"}, user="U0ZHAO", team=PARTNER)
    )

    assert "hemmeligtord" not in str(answer)
    assert state_of(made) == there
