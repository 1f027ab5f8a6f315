"""`jordbro doctor` beside a local workspace: what it finds, what it says to do, and what it never prints."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from dulwich.repo import Repo
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.config import Settings
from bot.slack.scopes import SCOPES
from bot.store import publications
from bot.store.database import Database
from bot.store.examine import is_writable
from bot.store.publications import NewPublication
from bot.terminal.doctor_settings import token_keys
from bot.terminal.doctor_slack import bot_token, public_url, scopes
from bot.terminal.doctor_store import store as store_check
from bot.terminal.doctor_wikis import wikis
from bot.terminal.finding import Finding, Patient, note, ok, wrong
from bot.web.listening import listen
from bot.workspace.driver import LocalWorkspace
from tests.integration.making import NOW, a_place
from tests.integration.served import free_port
from tests.unit.project.files import text
from tests.unit.terminal.test_terminal import jordbro

KEY = "pFNsyfkzTAkS9OMm6HrjNLXyD6XYdFKeyZ9zxhXLB4Y="


def settings_file(workspace: LocalWorkspace, folder: Path, store: str, mode: int = 0o600, **more: str) -> Path:
    """A file with everything a bot in Socket Mode needs."""
    given = {
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
        "SLACK_API_URL": workspace.api_url,
        "DATABASE_URL": store,
        **more,
    }
    path = folder / ".env"
    path.write_text("".join(f"{name}={value}\n" for name, value in given.items()), encoding="utf-8")
    path.chmod(mode)
    return path


def patient(settings: Settings, *, minutes: int = 0) -> Patient:
    return Patient(settings, (), Path("none"), lambda: datetime.now(UTC) + timedelta(minutes=minutes))


def test_what_is_well_is_told_line_by_line(workspace: LocalWorkspace, tmp_path: Path, store: str) -> None:
    settings_file(workspace, tmp_path, store)

    done = jordbro("doctor", folder=tmp_path)

    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert lines[:10] == [
        "ok     The settings can be used.",
        "ok     Nobody else on this machine can read .env.",
        "ok     The bot token belongs to @jordbro in Region Hovedstaden (T0REGION).",
        f"ok     The app may do in T0REGION what the manifest asks for, and no more: {len(SCOPES)} scopes.",
        "ok     The clock agrees with Slack's.",
        "ok     Socket Mode is open to us.",
        "ok     The store answers (SQLite).",
        "ok     The store has the tables of this version.",
        "ok     The search knows every note.",
        "ok     The store can be written.",
    ]
    assert lines[-1] == "Everything is as it should be."


@pytest.mark.parametrize(
    ("language", "first", "last"),
    [
        ("en", "wrong  JORDBRO_PORT is not a port (1 to 65535).", "6 things have to be mended."),
        ("da", "fejl   JORDBRO_PORT er ikke en port (1 til 65535).", "6 ting skal rettes."),
        ("zh", "错误     JORDBRO_PORT 不是端口（1 到 65535）。", "有 6 处需要处理。"),
    ],
)
def test_what_is_wrong_is_told_with_what_to_do(
    workspace: LocalWorkspace, tmp_path: Path, language: str, first: str, last: str
) -> None:
    wrong_ones = {
        "SLACK_BOT_TOKEN": "xoxb-of-nobody",
        "SLACK_APP_TOKEN": "xapp-of-nobody",
        "JORDBRO_PORT": "none",
        "JORDBRO_ENGINES": "libretranslate",
        "JORDBRO_LIBRETRANSLATE_URL": "http://127.0.0.1:1/",
        "JORDBRO_LIBRETRANSLATE_KEY": "planted-key",
    }
    settings_file(workspace, tmp_path, "postgresql://u:planted-password@127.0.0.1:1/n", 0o644, **wrong_ones)

    done = jordbro("doctor", folder=tmp_path, language=language)

    lines = done.stdout.splitlines()
    assert (done.returncode, lines[0], lines[-1]) == (1, first, last)
    assert sum(line.startswith("       → ") for line in lines) == 6
    assert [secret for secret in ("planted", "of-nobody") if secret in done.stdout + done.stderr] == []


def test_no_store_is_made_by_looking_for_one(workspace: LocalWorkspace, tmp_path: Path) -> None:
    settings_file(workspace, tmp_path, f"sqlite:///{tmp_path / 'folder' / 'store.sqlite3'}")

    done = jordbro("doctor", folder=tmp_path)

    assert done.returncode == 0
    assert "There is no store yet" in done.stdout
    assert not (tmp_path / "folder").exists()


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (frozenset(SCOPES), [ok("scopes_ok", team_id="T1", number=len(SCOPES))]),
        (None, [note("scopes_unknown", team_id="T1")]),
        (
            frozenset(SCOPES) - {"commands", "chat:write"} | {"channels:history"},
            [
                wrong("scopes_missing", team_id="T1", scopes="chat:write, commands"),
                note("scopes_more", team_id="T1", scopes="channels:history"),
            ],
        ),
    ],
)
def test_scopes_are_compared_with_the_manifest(given: frozenset[str] | None, found: list[Finding]) -> None:
    assert list(scopes(given, "T1")) == found


def test_keys_are_counted_and_never_shown() -> None:
    twice = patient(Settings(token_keys=(KEY, KEY)))
    once = patient(Settings(token_keys=(KEY,)))

    assert [*token_keys(once), *token_keys(twice)] == [ok("keys_ok", number=1), wrong("keys_twice")]


def test_the_scopes_are_those_of_the_manifest() -> None:
    assert sorted(SCOPES) == sorted(yaml.safe_load(text("manifest.yml"))["oauth_config"]["scopes"]["bot"])


@pytest.mark.parametrize(("minutes", "found"), [(0, "clock_ok"), (2, "clock_wrong"), (-2, "clock_wrong")])
def test_the_clock_is_compared_with_slacks(workspace: LocalWorkspace, minutes: int, found: str) -> None:
    settings = Settings(slack_bot_token=workspace.bot_token, slack_api_url=workspace.api_url)

    keys = [finding.key for finding in bot_token(patient(settings, minutes=minutes))]

    assert keys == ["token_ok", "scopes_ok", found]


def test_a_slack_out_of_reach_is_told(workspace: LocalWorkspace) -> None:
    settings = Settings(slack_bot_token=workspace.bot_token, slack_api_url="http://127.0.0.1:1/api/")

    assert [finding.key for finding in bot_token(patient(settings))] == ["slack_unreachable"]


def test_a_store_of_another_version_is_told(store: str) -> None:
    settings = Settings(database_url=store)
    with closing(Database(store)) as db, db.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    older = [finding.key for finding in store_check(patient(settings))]
    with closing(Database(store)) as db, db.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    newer = [finding.key for finding in store_check(patient(settings))]

    assert older == ["store_ok", "revision_old", "disk_ok"]
    assert newer == ["store_ok", "revision_newer", "disk_ok"]


def test_a_trial_leaves_nothing_in_the_store(store: str) -> None:
    with closing(Database(store)) as db:
        writable = is_writable(db, datetime.now(UTC))
        with db.engine.connect() as connection:
            left = connection.exec_driver_sql("SELECT count(*) FROM deliveries").scalar_one()

    assert (writable, left) == (True, 0)


def test_a_store_that_may_only_be_read_is_not_writable(store: str) -> None:
    with closing(Database(f"{store.replace('sqlite:///', 'sqlite:///file:')}?mode=ro&uri=true")) as db:
        assert is_writable(db, datetime.now(UTC)) is False


@pytest.mark.parametrize(("status", "found"), [(404, "public_ok"), (502, "public_wrong"), (200, "public_wrong")])
def test_the_public_address_is_asked(status: int, found: str) -> None:
    async def answer(_request: object) -> Response:
        return PlainTextResponse("", status)

    port = free_port()
    close = listen(Starlette(routes=[Route("/calendar/{name}", answer)]), "127.0.0.1", port)
    try:
        asked = public_url(patient(Settings(public_url=f"http://127.0.0.1:{port}/")))

        assert [finding.key for finding in asked] == [found]
    finally:
        close()


def test_an_address_without_a_certificate_is_told() -> None:
    found = public_url(patient(Settings(public_url="http://jordbro.invalid/")))

    assert [finding.key for finding in found] == ["public_plain", "public_unreachable"]


def published_to(store: str, *addresses: str) -> None:
    """A space for each repository, which is connected to it and to the canvas of its channel."""
    with closing(Database(store)) as db:
        for number, address in enumerate(addresses):
            place = a_place(db, f"Space {number}", f"C0SPACE{number}")
            with db.write() as tx:
                publications.put(tx, NewPublication(place.space_id, "git", address, "", None, None), NOW)
                publications.put(tx, NewPublication(place.space_id, "canvas", "channel:1", "", None, None), NOW)


def test_each_wiki_is_asked_whether_it_lets_us_in(tmp_path: Path, new_store: str) -> None:
    there, gone, elsewhere = (f"file://{tmp_path}/{name}" for name in ("wikis/jord.git", "wikis/gone.git", "andre.git"))
    (tmp_path / "wikis").mkdir()
    Repo.init_bare(str(tmp_path / "wikis" / "jord.git"), mkdir=True).close()
    published_to(new_store, there, gone, elsewhere)
    allowed = Settings(database_url=new_store, token_keys=(KEY,), wikis=(f"file://{tmp_path}/wikis/",))

    found = list(wikis(patient(allowed)))

    assert [(one.grade, one.key, one.reason) for one in found] == [
        ("ok", "wiki_ok", ""),
        ("wrong", "wiki_wrong", "wikis.why.not_a_wiki"),
        ("wrong", "wiki_wrong", "wikis.why.not_allowed"),
    ]


def test_wiki_that_does_not_let_us_in_is_told_with_its_reason(
    workspace: LocalWorkspace, tmp_path: Path, new_store: str
) -> None:
    published_to(new_store, f"file://{tmp_path}/jord.git")
    settings_file(workspace, tmp_path, new_store, JORDBRO_TOKEN_KEYS=KEY, JORDBRO_WIKIS="https://wiki.example/w/")

    done = jordbro("doctor", folder=tmp_path, language="da_DK.UTF-8")

    lines = done.stdout.splitlines()
    address = f"file://{tmp_path}/jord.git"
    assert done.returncode == 1
    assert f"fejl   Wikien {address} lukker ikke Jordbro ind: den, der driver Jordbro, tillader ikke adressen." in lines
    assert "       → En ejer af samarbejdet kan rette forbindelsen: @jordbro udgiv status." in lines


def test_wikis_of_no_store_are_not_asked(tmp_path: Path) -> None:
    missing = Settings(
        database_url=f"sqlite:///{tmp_path / 'none.sqlite3'}", token_keys=(KEY,), wikis=("https://a.dk/",)
    )

    assert list(wikis(patient(missing))) == []
    assert list(tmp_path.iterdir()) == []
