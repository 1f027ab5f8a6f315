"""Hostile text in every field that people and engines fill: what reaches Slack, byte by byte, from every surface."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.engines.base import Engine
from bot.services.plan_mailings import plan_mailings
from bot.slack.payloads import pack
from bot.workspace.driver import LocalWorkspace, Person
from tests.scenarios.bot import CHANNEL, Bot, card
from tests.scenarios.engine import RecordingEngine
from tests.unit.sinks.hostile import (
    CALENDAR,
    CALLS,
    DOUBLE,
    ENDS,
    FORMAT,
    LINKS,
    MARKUP,
    MENTIONS,
    TURNS,
    alive,
    alive_beside,
)

MENU = "Åbn en opgave … · 打开待办…"
DAY = timedelta(days=1)
BUNDLES = {
    "calls": " ".join((*CALLS, *MENTIONS)),
    "links": " ".join((*LINKS, *DOUBLE)),
    "marks": " ".join((*FORMAT, *TURNS, *MARKUP)),
    "lines": " ".join((*ENDS, *CALENDAR, "*2.1* ☑ *Opgave, udført · 待办，已完成*")),
}
POSTING = frozenset({"chat.postMessage", "chat.update", "chat.postEphemeral"})


class Sent:
    """Everything a bot sends: calls of the Web API, answers in acks, and by the addresses of interactions."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self.acks: list[dict[str, Any]] = []
        bot.workspace.use_dispatch(self._dispatch)

    def _dispatch(self, body: str, headers: dict[str, str]) -> tuple[int, str, dict[str, str]]:
        answer = self._bot.dispatch(body, headers)
        if answer[1].startswith("{"):
            self.acks.append(json.loads(answer[1]))
        return answer

    def payloads(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Each with the name of its method; blocks and views as Slack reads them."""
        for call in self._bot.workspace.calls():
            yield call.method, {key: parsed(value) for key, value in call.args.items()}
        for ack in self.acks:
            yield "ack", ack

    def troubles(self) -> list[str]:
        """What is alive in them that should not be, and what would fetch people's links."""
        return [f"{method}: {one}" for method, sent in self.payloads() for one in troubles_of(method, sent)]


def parsed(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) and value[:1] in "[{" and value[1:2] in '{"[' else value


def troubles_of(method: str, sent: dict[str, Any]) -> Iterator[str]:
    for name in ("blocks", "view"):
        yield from alive(sent.get(name) or [])
    for name in ("text", "initial_comment"):
        yield from alive_beside(sent.get(name) or "")
    if method in POSTING:
        if [str(sent.get(name)).lower() for name in ("unfurl_links", "unfurl_media")] != ["false", "false"]:
            yield "links are fetched"
        if (sent.get("parse"), str(sent.get("link_names")).lower()) not in {("none", "false"), ("none", "0")}:
            yield "names are parsed"
    if method == "ack" and "blocks" in sent and (sent.get("unfurl_links"), sent.get("unfurl_media")) != (False, False):
        yield "links are fetched"


class HostileEngine(RecordingEngine):
    """Answers with what it was asked and with an attack behind it."""

    def __init__(self, attack: str) -> None:
        super().__init__()
        self.damage = lambda text: f"{text} {attack}"


def hostile(workspace: LocalWorkspace, store_path: Path, attack: str, *engines: Engine) -> Bot:
    """A bot in a workspace whose people, channels and cooperation have hostile names."""
    for name in ("mette", "li", "lars"):
        user = workspace.world.user_named(name)
        user.real_name = f"{user.real_name} {attack}"
    made = Bot(workspace, f"sqlite:///{store_path}", *engines)
    made.space(name=f"Jiangsu {attack}"[:80])
    return made


@pytest.fixture(params=BUNDLES)
def attack(request: pytest.FixtureRequest) -> str:
    return BUNDLES[request.param]


@pytest.fixture
def bot(workspace: LocalWorkspace, store_path: Path, attack: str) -> Iterator[Bot]:
    made = hostile(workspace, store_path, attack, HostileEngine(attack))
    yield made
    made.runtime.stop()


def write(bot: Bot, attack: str) -> tuple[Person, Person]:
    """A note with an attack in each of its fields, and who is of which organisation."""
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    mette.command("/note", channel=CHANNEL)
    line = " ".join(attack.split())
    lines = (
        f"Beslutning: Vi siger {line}",
        f"- [ ] {line[:20]} kontoret sender tal {line} senest 1. marts 2017",
        f"- [ ] CLEAN sender prøver {attack}",
        f"- [ ] JEPD svarer {line}, frist: når {line[:40]}",
    )
    fields = dict.fromkeys(("Titel", "Sted", "Formål", "Deltagere"), f"Møde {attack}")
    mette.submit(fields | {"Referat": "\n".join(lines)})
    mette.mention("@jordbro samarbejde tilføj @mette CLEAN", channel=CHANNEL)
    mette.mention("@jordbro samarbejde tilføj @li JEPD", channel=CHANNEL)
    return mette, li


def items(bot: Bot) -> list[str]:
    """What the menu of a card carries for each action."""
    return [pack(item=item.id) for item in bot.notes()[0].items if item.action]


def test_cards_lists_and_summaries(bot: Bot, attack: str) -> None:
    sent = Sent(bot)

    mette, li = write(bot, attack)
    shown = card(mette)
    for asked in ("opgaver", "resumé", "samarbejde", "gennemse", f"opgaver {attack}", attack):
        mette.mention(f"@jordbro {asked}", channel=CHANNEL)
    for command in ("/actions", "/summary", "/space", "/review", "/jordbro"):
        mette.command(command, channel=CHANNEL)
        mette.command(command, attack, channel=CHANNEL)
        li.dm(f"待办 {attack}")
    mette.press("Del i kanalen", on=next(one for one in mette.messages(CHANNEL) if "Del i kanalen" in one.buttons))
    for who in (mette, li):
        who.open_home()
    mette.press(action_id="item.done", on=shown)

    assert {method for method, _ in sent.payloads()} >= {"ack", "chat.postMessage", "chat.update", "views.publish"}
    assert len(bot.notes()) == 1
    assert sent.troubles() == []


def test_everything_about_one_action(bot: Bot, attack: str) -> None:
    sent = Sent(bot)
    mette, li = write(bot, attack)

    mette.choose(MENU, items(bot)[1], on=card(mette))
    mette.press("Kommentér")
    mette.submit({"Din kommentar": f"Sagt: {attack}"})
    mette.press("Del op")
    mette.submit({"Én delopgave på hver linje": f"CLEAN sender {' '.join(attack.split())}\nJEPD svarer"})
    mette.press("Ret")
    mette.close_modal(everything=True)
    mette.choose(MENU, items(bot)[1], on=card(mette))
    mette.press("Giv videre")
    mette.submit({"Person": "U0LI"})
    mette.press("Lad bortfalde")
    mette.submit({"Hvorfor bliver det ikke gjort?": f"Fordi {attack}"})
    li.press(action_id="history.open", on=card(li))
    li.close_modal()
    li.press(action_id="note.original", on=card(li))
    li.close_modal()
    li.press(action_id="review.open", on=card(li))

    assert {method for method, _ in sent.payloads()} >= {"views.open", "ack"}
    assert sent.troubles() == []


def test_the_glossary(bot: Bot, attack: str) -> None:
    sent = Sent(bot)
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    line = " ".join(attack.replace("=", " ").replace("|", " ").split())

    mette.command("/glossary", "tilføj", channel=CHANNEL)
    mette.submit({"Dansk": f"vandspejl {line}"[:200], "Kinesisk": f"水位 {line}"[:200], "Bemærkning": line})
    li.mention(f"@jordbro 术语 添加 kilde {line} = 水源 {line}", channel=CHANNEL)
    for asked in ("vandspejl", "kilde", attack, f"fjern vandspejl {line}", ""):
        mette.command("/glossary", asked, channel=CHANNEL)
    table = f"kind;da;zh;note\n{line};a;b;c\nterm;{line};{line};{line}\n"
    li.dm("术语 导入", file=("../../x\x00.csv", table.encode()))
    mette.command("/glossary", "eksport", channel=CHANNEL)

    assert sent.troubles() == []


def test_digests_and_reminders(bot: Bot, attack: str) -> None:
    sent = Sent(bot)
    mette, li = write(bot, attack)

    mette.command("/digest", "vis", channel=CHANNEL)
    li.mention("@jordbro 简报 预览完整清单", channel=CHANNEL)
    mette.dm("overblik vis")
    for hour in range(40 * 24):
        bot.now = datetime(2017, 1, 20, 9, 30, tzinfo=UTC) + timedelta(hours=hour)
        if bot.now.hour in {1, 7, 8}:
            plan_mailings(bot.db, now=bot.now)
            bot.drain()

    sorts = {row for _, payload in sent.payloads() for row in ("reminder", "digest") if row in json.dumps(payload)}
    direct = [payload for method, payload in sent.payloads() if method == "chat.postMessage" and "blocks" in payload]
    assert "digest" in sorts
    assert len(direct) > 10
    assert sent.troubles() == []


def test_pictures_and_files(bot: Bot, workspace: LocalWorkspace, attack: str) -> None:
    sent = Sent(bot)
    mette, _ = write(bot, attack)

    for asked in ("tidslinje", "excel", "csv", "kalender"):
        mette.command("/actions", asked, channel=CHANNEL)
        bot.now += timedelta(seconds=1)
        bot.drain()
    workspace.process_files(seconds=3600, calls=1000)
    mette.command("/actions", "tidslinje", channel=CHANNEL)
    for _ in range(60):
        bot.now += timedelta(seconds=2)
        bot.drain()

    names = [file["name"] for seen in mette.messages(None) for file in seen.files]
    assert sorted(name.rpartition(".")[2] for name in names) == ["csv", "ics", "png", "xlsx"]
    assert [name for name in names if not name.isascii() or set(name) & set("/\\\x00: ")] == []
    comments = [payload["initial_comment"] for _, payload in sent.payloads() if payload.get("initial_comment")]
    assert len(comments) == 4
    assert [one for one in comments if re.search(r"[a-z]://|www\.\w", one)] == []
    assert sent.troubles() == []
