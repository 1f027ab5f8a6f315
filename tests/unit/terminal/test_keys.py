"""`jordbro keys`, and what the doctor finds in the workspaces that have the app."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.config import Settings
from bot.slack.gateway import Identity
from bot.slack.installing import keep
from bot.slack.oauth_app import Granted
from bot.slack.scopes import SCOPES
from bot.slack.vault import Tokens, Vault, new_key
from bot.store import installations
from bot.store.database import Database
from bot.terminal.doctor_installations import installed
from bot.terminal.finding import Finding, Patient, note, ok, wrong
from bot.workspace.driver import LocalWorkspace
from tests.unit.terminal.test_terminal import jordbro

OLD, NEW = new_key(), new_key()
NOW = datetime(2017, 1, 20, 9, 0, tzinfo=UTC)
HOME = "Region Hovedstaden (T0REGION)"


def put(store: str, key: str, access: str = "a-token", team_id: str = "T0REGION", hours: int = 12) -> None:
    me = Identity(team_id, "U0BOT", "B0BOT", "https://region.slack.com/")
    granted = Granted(me, "Region Hovedstaden", SCOPES, Tokens(team_id, access), timedelta(hours=hours), "U0METTE")
    with closing(Database(store)) as db:
        keep(db, Vault([key]), granted, NOW)


def sealed(store: str) -> str:
    with closing(Database(store)) as db, db.read() as tx:
        found = installations.get(tx, "T0REGION")
    assert found is not None
    return found.sealed or ""


def test_a_new_key_is_one_that_can_be_used_and_another_each_time(tmp_path: Path) -> None:
    first, second = (jordbro("keys", "new", folder=tmp_path) for _ in range(2))

    keys = [first.stdout.strip(), second.stdout.strip()]
    assert (first.returncode, len({*keys})) == (0, 2)
    assert Fernet(keys[0]).decrypt(Fernet(keys[0]).encrypt(b"token")) == b"token"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "One token was encrypted again with the first key."),
        ("da", "Ét token er krypteret igen med den første nøgle."),
        ("zh", "已用第一个密钥重新加密 1 个令牌。"),
    ],
)
def test_tokens_change_over_to_the_first_key(tmp_path: Path, store: str, language: str, said: str) -> None:
    put(store, OLD)

    done = jordbro("keys", "rotate", folder=tmp_path, language=language, DATABASE_URL=store,
                   JORDBRO_TOKEN_KEYS=f"{NEW},{OLD}", **INSTALLABLE)  # fmt: skip

    assert (done.returncode, done.stdout.splitlines()[0], done.stderr) == (0, said, "")
    assert Vault([NEW]).open(sealed(store), "T0REGION").access == "a-token"


INSTALLABLE = {
    "SLACK_CLIENT_ID": "1.2",
    "SLACK_CLIENT_SECRET": "secret",
    "JORDBRO_PUBLIC_URL": "https://jordbro.test/",
}


def test_a_token_that_no_key_opens_is_named_and_the_others_change_over(tmp_path: Path, store: str) -> None:
    put(store, new_key())
    put(store, OLD, team_id="T0JEPD")

    done = jordbro("keys", "rotate", folder=tmp_path, DATABASE_URL=store, JORDBRO_TOKEN_KEYS=f"{NEW},{OLD}",
                   **INSTALLABLE)  # fmt: skip

    assert (done.returncode, done.stdout) == (1, "One token was encrypted again with the first key.\n")
    assert done.stderr.startswith(f"No key opens the token of {HOME}.")


def test_without_keys_there_is_nothing_to_change_over_to(tmp_path: Path, store: str) -> None:
    done = jordbro("keys", "rotate", folder=tmp_path, DATABASE_URL=store)

    assert (done.returncode, done.stderr.startswith("JORDBRO_TOKEN_KEYS is not set")) == (1, True)


# --- the doctor ---


def looked(workspace: LocalWorkspace, store: str, *keys: str) -> list[Finding]:
    url = "https://jordbro.test/"
    settings = Settings(
        slack_client_id="1.2", token_keys=keys or (NEW,), slack_api_url=workspace.api_url, database_url=store,
        public_url=url,
    )  # fmt: skip
    return list(installed(Patient(settings, (), Path("none"), lambda: NOW)))


def test_an_installation_that_is_well_is_told_with_its_scopes(workspace: LocalWorkspace, store: str) -> None:
    put(store, NEW, workspace.bot_token)

    assert looked(workspace, store) == [
        ok("installed_ok", workspace=HOME),
        ok("scopes_ok", team_id="T0REGION", number=len(SCOPES)),
    ]


def test_a_token_that_slack_or_our_keys_do_not_know_is_told_by_workspace(workspace: LocalWorkspace, store: str) -> None:
    put(store, NEW, "xoxb-of-nobody")

    refused, locked = looked(workspace, store), looked(workspace, store, OLD)

    assert refused == [wrong("installed_refused", workspace=HOME, code="invalid_auth")]
    assert locked == [wrong("installed_sealed", workspace=HOME)]


def test_a_token_that_was_not_renewed_in_time_is_told(workspace: LocalWorkspace, store: str) -> None:
    put(store, NEW, workspace.bot_token, hours=1)

    assert looked(workspace, store)[0] == wrong("installed_ending", workspace=HOME, when="2017-01-20 10:00 UTC")


def test_what_has_ended_and_what_never_began_is_good_to_know(workspace: LocalWorkspace, store: str) -> None:
    nowhere = looked(workspace, store)
    put(store, NEW)
    with closing(Database(store)) as db, db.write() as tx:
        installations.revoke(tx, "T0REGION", NOW)

    assert nowhere == [note("installed_nowhere", url="https://jordbro.test/slack/install")]
    assert looked(workspace, store) == [note("installed_ended", workspace=HOME)]


def test_a_store_that_is_not_there_is_left_to_others(workspace: LocalWorkspace, tmp_path: Path) -> None:
    assert looked(workspace, f"sqlite:///{tmp_path / 'none.sqlite3'}") == []
    assert not (tmp_path / "none.sqlite3").exists()
