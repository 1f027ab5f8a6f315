"""Every kind of event that writes, three times at once, out of order, to two processes: one effect, one answer."""

import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select

from bot.slack.sockets import CONNECTIONS
from bot.store.database import Database
from bot.store.tables import ChannelRow, MemberRow, NoteRow, PersonRow
from bot.workspace import people
from bot.workspace.driver import LocalWorkspace
from tests.integration.served import ServedBot, made_space, markers_of_cards
from tests.stores import Server, required
from tests.wire.copies import TIMES, Deliver, by_http, by_socket, delivered
from tests.wire.serving import CHANNEL, rows, served, settled
from tests.wire.signed import PARTNER, Json, happened, said

_NUMBERS = count(1)
ROUNDS = 3
NEW = "C0INTERNT9"
WAYS = ("sqlite-http", "sqlite-socket", "postgres-http", "postgres-socket")


@pytest.fixture(
    params=[pytest.param(way, marks=pytest.mark.postgres if way.startswith("postgres") else ()) for way in WAYS]
)
def way(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def store(way: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if way.startswith("sqlite"):
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "store.sqlite3")
        return f"sqlite:///{tmp_path / 'store.sqlite3'}"
    server: Server = required(request.getfixturevalue("postgres"))
    name = f"wire{next(_NUMBERS)}"
    server.run("CREATE DATABASE {} TEMPLATE {}", name, request.getfixturevalue("postgres_template"))
    return server.url(name)


@contextmanager
def delivering(workspace: LocalWorkspace, store: str, folder: Path, way: str) -> Iterator[Deliver]:
    """One process on SQLite, which answers several at once; two on PostgreSQL."""
    processes = 1 if way.startswith("sqlite") else 2
    is_socket = way.endswith("socket")
    extra = {"SLACK_APP_TOKEN": workspace.app_token, "JORDBRO_PUBLIC_URL": "https://x.example/"} if is_socket else {}
    with (
        served(workspace, folder, store=store, processes=processes, extra=extra) as bots,
        httpx.Client(timeout=60) as client,
    ):
        if is_socket:
            workspace.wait_until(lambda: workspace.open_sockets() == CONNECTIONS * processes, timeout=30)
        yield by_socket(workspace) if is_socket else by_http(workspace, client, [bot.url for bot in bots])
        assert_quiet(bots)


def assert_quiet(bots: Sequence[ServedBot]) -> None:
    assert [line for bot in bots for line in bot.log.splitlines() if "ERROR" in line or "Traceback" in line] == []


def direct_channel(workspace: LocalWorkspace) -> str:
    """Where li writes to the bot directly."""
    channel = people.open_dm(workspace.ws, workspace.world.user_named("li"), workspace.app)
    assert channel is not None
    return channel.id


def written(markers: Sequence[str], direct: str) -> list[Json]:
    """For each marker a note by mention, one by direct message, a term, somebody who joins and one who leaves."""
    renamed = {"type": "channel_id_changed", "old_channel_id": "C0INTERNT", "new_channel_id": NEW, "event_ts": "1.1"}
    payloads = [happened(renamed)]
    for marker in markers:
        note = f"纪要\n与CLEAN会谈 {marker}\n1. 双方同意 {marker}\n待办：CLEAN提供名录"
        payloads += [
            happened(said(note), team=PARTNER),
            happened(said(note.replace(marker, f"D{marker}"), kind="message", channel=direct), team=PARTNER),
            happened(said(f"术语 添加 ord{marker} = 词{marker}"), team=PARTNER),
            happened(moved("member_joined_channel", "U0ZHAO"), team=PARTNER),
            happened(moved("member_left_channel", "U0LARS")),
        ]
    return payloads


def moved(kind: str, user: str) -> Json:
    """Somebody who comes or goes."""
    team = PARTNER if user == "U0ZHAO" else "T0REGION"
    return {"type": kind, "user": user, "channel": "C0JIANGSU", "channel_type": "C", "team": team, "event_ts": "1.1"}


def notes_by_marker(store: str) -> Counter[str]:
    with closing(Database(store)) as db, db.read() as tx:
        return Counter(head.split()[-1] for head in tx.scalars(select(NoteRow.head)))


def members(store: str) -> set[str]:
    with closing(Database(store)) as db, db.read() as tx:
        found = (
            select(PersonRow.user_id)
            .join(MemberRow, MemberRow.person_id == PersonRow.id)
            .join(ChannelRow, ChannelRow.id == MemberRow.channel_id)
            .where(ChannelRow.channel_id == "C0JIANGSU")
        )
        return set(tx.scalars(found))


def answers(workspace: LocalWorkspace) -> Counter[str]:
    """The private answers that were taken, by their words."""
    calls = workspace.calls("chat.postEphemeral") + workspace.calls("chat.postMessage")
    return Counter(str(call.args["text"]) for call in calls if call.result.get("ok"))


def test_what_comes_three_times_at_once_has_one_effect(
    workspace: LocalWorkspace, store: str, tmp_path: Path, way: str
) -> None:
    markers = [f"m{number}" for number in range(ROUNDS)]
    noted = [*markers, *(f"D{marker}" for marker in markers)]
    workspace.leave("lars", CHANNEL)
    workspace.join("zhao", CHANNEL)
    payloads = written(markers, direct_channel(workspace))
    made_space(store, workspace, "jord-internt")

    with delivering(workspace, store, tmp_path, way) as deliver:
        workspace.wait_until(lambda: "U0LI" in members(store), timeout=30)  # until then nobody says where li is
        acknowledged = delivered(deliver, payloads, seed=7)
        settled(workspace, store)

    told = answers(workspace)
    assert acknowledged == TIMES * len(payloads)
    assert notes_by_marker(store) == Counter(noted)
    assert markers_of_cards(workspace, CHANNEL, noted) == dict.fromkeys(noted, 1)
    assert rows(store, "SELECT count(*) FROM terms WHERE CAST(forms AS TEXT) LIKE '%ordm%'") == [(ROUNDS,)]
    assert "U0ZHAO" in members(store)
    assert "U0LARS" not in members(store)
    assert rows(store, "SELECT count(*) FROM channel_names WHERE slack_id = :new", new=NEW) == [(1,)]
    assert {told[f"“词{marker}”已加入术语表。"] for marker in markers} == {1}
    assert sum(told[text] for text in told if text.startswith("已记录为")) == len(noted)
    assert max(told.values()) == 1
