"""Installations in the store, on both databases: begun, kept, renewed by one process, sealed anew, ended."""

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.domain.person import SlackChannel
from bot.engines.chain import Chain
from bot.jobs import ended, tokens
from bot.jobs.parts import JobParts
from bot.jobs.sweep import look_whose_token_ends
from bot.services.end_installation import end_installation
from bot.slack.gateway import Gateway, Identity, SlackLater, SlackRefused
from bot.slack.gateways import Gateways, Speaker
from bot.slack.installing import Kept, keep
from bot.slack.oauth_app import Granted, OAuthApp
from bot.slack.refreshing import LEASE, TRIES, refresh
from bot.slack.resealing import Resealed, reseal
from bot.slack.starting import LASTS, Started, fingerprint, is_back, start
from bot.slack.vault import Tokens, Unsealable, Vault, new_key
from bot.store import channels, installations
from bot.store.database import Database, DatabaseUnavailable, Tx
from bot.store.installations import MOST_BEGUN, Installation
from bot.workspace.driver import LocalWorkspace
from tests.integration.making import HOME, NOW, a_place, alone, execute, rows

OTHER = "T0JEPD"
SECOND = timedelta(seconds=1)
OLD, NEW = new_key(), new_key()


@pytest.fixture
def workspace() -> Iterator[LocalWorkspace]:
    with LocalWorkspace.start() as made:
        made.app.token_rotation = True
        yield made


@pytest.fixture
def oauth(workspace: LocalWorkspace) -> OAuthApp:
    app, url = workspace.app, "https://jordbro.test/"
    return OAuthApp(app.client_id, app.client_secret, workspace.api_url, url, Vault([NEW, OLD]))


def installed(db: Database, workspace: LocalWorkspace, oauth: OAuthApp, team_id: str = HOME) -> Kept:
    back = workspace.authorize(oauth.address("state"), team_id)
    return keep(db, oauth.vault, oauth.granted(parse_qs(urlsplit(back).query)["code"][0]), NOW)


def granted(team_id: str, access: str = "token", lasts: timedelta | None = None) -> Granted:
    me = Identity(team_id, f"U0BOT{team_id}", "B0BOT", f"https://{team_id.lower()}.slack.com/")
    return Granted(me, f"Workspace {team_id}", ("commands",), Tokens(team_id, access, "refresh"), lasts, "U0METTE")


def kept(db: Database, team_id: str) -> Installation:
    with db.read() as tx:
        found = installations.get(tx, team_id)
    assert found is not None
    return found


def asked_for_tokens(workspace: LocalWorkspace) -> int:
    return len(workspace.calls("oauth.v2.access"))


# --- begun ---


def test_who_begins_comes_back_once(db: Database) -> None:
    started = start(db, NOW)
    assert started is not None

    assert [is_back(db, started, NOW + LASTS), is_back(db, started, NOW + LASTS)] == [True, False]


def test_only_what_both_secrets_hash_to_is_kept(db: Database) -> None:
    started = start(db, NOW)
    assert started is not None

    assert (len(started.state), len(started.browser)) == (43, 43)  # 256 bits each
    assert rows(db, "SELECT state_hash FROM oauth_states") == [(fingerprint(started),)]
    assert [secret for secret in started if secret in fingerprint(started)] == []


def test_another_browser_does_not_come_back_and_spoils_nothing(db: Database) -> None:
    first, second = start(db, NOW), start(db, NOW)
    assert first is not None
    assert second is not None
    crossed = Started(first.state, second.browser)

    came = [is_back(db, one, NOW) for one in (crossed, Started(first.state, ""), Started("", ""), first, second)]

    assert came == [False, False, False, True, True]


def test_after_ten_minutes_nobody_comes_back(db: Database) -> None:
    started = start(db, NOW)
    assert started is not None

    assert is_back(db, started, NOW + LASTS + SECOND) is False


def test_beginning_fills_the_store_up_to_a_number_and_only_for_ten_minutes(db: Database) -> None:
    with db.write() as tx:
        for number in range(MOST_BEGUN):
            assert installations.begin(tx, str(number), NOW + LASTS, NOW)

    assert start(db, NOW) is None
    assert start(db, NOW + LASTS + SECOND) is not None
    assert rows(db, "SELECT count(*) FROM oauth_states") == [(1,)]


def test_one_of_two_who_come_back_at_once_is_let_in(open_db: Callable[[], Database]) -> None:
    stores = [open_db(), open_db()]
    started, barrier = start(stores[0], NOW), Barrier(2)
    assert started is not None

    def come(db: Database) -> bool:
        barrier.wait()
        return is_back(db, started, NOW)

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(come, stores)) == [False, True]


# --- kept ---


def test_what_is_kept_is_what_slack_gave_and_no_token_is_readable(db: Database) -> None:
    vault = Vault([NEW])

    done = keep(db, vault, granted(HOME, "xoxe.xoxb-1-planted", timedelta(hours=12)), NOW)

    one = kept(db, HOME)
    assert done == Kept(HOME, f"Workspace {HOME}", again=False)
    assert one._replace(sealed=None) == Installation(
        HOME, f"Workspace {HOME}", f"U0BOT{HOME}", "B0BOT", f"https://{HOME.lower()}.slack.com/", ("commands",),
        is_active=True, sealed=None, expires_at=NOW + timedelta(hours=12), version=1, installed_by="U0METTE",
        changed_at=NOW,
    )  # fmt: skip
    assert vault.open(one.sealed or "", HOME) == Tokens(HOME, "xoxe.xoxb-1-planted", "refresh")
    assert "planted" not in str(rows(db, "SELECT * FROM installations"))


def test_a_second_installation_takes_the_place_of_the_first_and_keeps_the_channels(db: Database) -> None:
    place, vault = a_place(db), Vault([NEW])
    keep(db, vault, granted(HOME, "first"), NOW)

    again = keep(db, vault, granted(HOME, "second"), NOW + SECOND)

    one = kept(db, HOME)
    assert (again.again, one.version, vault.open(one.sealed or "", HOME).access) == (True, 2, "second")
    with db.read() as tx:
        assert [one.space_id for one in channels.of_team(tx, HOME)] == [place.space_id]


def test_two_who_install_in_one_workspace_at_once_both_succeed(open_db: Callable[[], Database]) -> None:
    stores, barrier = [open_db(), open_db()], Barrier(2)

    def install(db: Database) -> str:
        barrier.wait()
        return keep(db, Vault([NEW]), granted(HOME), NOW).team_id

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(install, stores)) == [HOME, HOME]
    assert kept(stores[0], HOME).version == 2


# --- spoken by ---


def test_a_workspace_speaks_by_its_own_token_and_another_by_none(db: Database, workspace: LocalWorkspace) -> None:
    oauth = OAuthApp("1", "2", workspace.api_url, "https://jordbro.test/", Vault([NEW]))
    keep(db, oauth.vault, granted(HOME, workspace.bot_token), NOW)
    slack = Gateways(db, oauth.vault, workspace.api_url)

    assert slack.of(HOME).gateway.who_am_i().team_id == HOME
    assert slack.us() == {f"U0BOT{HOME}"}
    with pytest.raises(SlackRefused, match="not_installed"):
        slack.of(OTHER)


def test_a_token_that_no_key_opens_stops_nobody_else(db: Database) -> None:
    keep(db, Vault([OLD]), granted(HOME), NOW)
    keep(db, Vault([NEW]), granted(OTHER), NOW)
    slack = Gateways(db, Vault([NEW]), "http://127.0.0.1:1/api/")

    with pytest.raises(SlackRefused, match="token_sealed"):
        slack.of(HOME)
    assert slack.of(OTHER).me.team_id == OTHER


def test_an_installation_takes_the_place_of_the_token_in_the_environment(db: Database) -> None:
    environment = Speaker(Identity(HOME, "U0OLD", "B0OLD", ""), Gateway("old", "http://127.0.0.1:1/api/"))
    slack = Gateways(db, Vault([NEW]), "http://127.0.0.1:1/api/", environment)
    before = slack.of(HOME).me.user_id

    keep(db, Vault([NEW]), granted(HOME), NOW)
    slack.forget(HOME)

    assert (before, slack.of(HOME).me.user_id) == ("U0OLD", f"U0BOT{HOME}")


def test_a_token_changed_by_another_process_is_looked_up_after_five_seconds(db: Database) -> None:
    seconds = [0.0]
    vault = Vault([NEW])
    slack = Gateways(db, vault, "http://127.0.0.1:1/api/", clock=lambda: seconds[0])
    keep(db, vault, granted(HOME), NOW)
    first = slack.of(HOME)
    keep(db, vault, granted(HOME, "second"), NOW)

    at_once, seconds[0] = slack.of(HOME), 5.0

    assert (at_once is first, slack.of(HOME) is first) == (True, False)


def test_a_store_that_is_gone_does_not_silence_a_workspace_we_knew(tmp_path: Path, sqlite_template: Path) -> None:
    path = Path(shutil.copy(sqlite_template, tmp_path / "store.sqlite3"))
    seconds = [0.0]
    with closing(Database(f"sqlite:///{path}")) as db:
        slack = Gateways(db, Vault([NEW]), "http://127.0.0.1:1/api/", clock=lambda: seconds[0])
        keep(db, Vault([NEW]), granted(HOME), NOW)
        slack.of(HOME)
        path.unlink()
        seconds[0] = 60.0

        assert slack.of(HOME).me.team_id == HOME
        with pytest.raises(DatabaseUnavailable):
            slack.of(OTHER)


# --- renewed ---


def parts_of(db: Database, oauth: OAuthApp, after: timedelta = timedelta()) -> JobParts:
    slack = Gateways(db, oauth.vault, oauth.api_url)
    return JobParts(db, slack, Chain([]), lambda: NOW + after, oauth=oauth)


def test_a_token_is_renewed_in_its_last_two_hours(db: Database, workspace: LocalWorkspace, oauth: OAuthApp) -> None:
    installed(db, workspace, oauth)
    first = workspace.token_of(HOME)

    tokens.run(parts_of(db, oauth, timedelta(hours=10)), {})
    early = workspace.token_of(HOME)
    tokens.run(parts_of(db, oauth, timedelta(hours=10, seconds=1)), {})

    one = kept(db, HOME)
    assert (early, workspace.token_of(HOME) != first) == (first, True)
    assert oauth.vault.open(one.sealed or "", HOME).access == workspace.token_of(HOME)
    assert (one.version, one.expires_at) == (2, NOW + timedelta(hours=22, seconds=1))


def test_the_sweep_asks_once_in_ten_minutes(db: Database, workspace: LocalWorkspace, oauth: OAuthApp) -> None:
    installed(db, workspace, oauth)

    for minute in range(11 * 60, 11 * 60 + 20):
        look_whose_token_ends(db, NOW + timedelta(minutes=minute))
        execute(db, "UPDATE jobs SET state = 'failed' WHERE kind = 'tokens'")
    look_whose_token_ends(db, NOW + timedelta(hours=9))

    assert rows(db, "SELECT count(*) FROM jobs WHERE kind = 'tokens'") == [(2,)]


def test_two_processes_never_both_renew(
    open_db: Callable[[], Database], workspace: LocalWorkspace, oauth: OAuthApp
) -> None:
    stores = [open_db() for _ in range(4)]
    installed(stores[0], workspace, oauth)
    seen, barrier, before = kept(stores[0], HOME), Barrier(4), asked_for_tokens(workspace)

    def renew(db: Database) -> bool:
        barrier.wait()
        return refresh(db, oauth, seen, NOW)

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(renew, stores)) == [False, False, False, True]
    assert asked_for_tokens(workspace) - before == 1
    assert oauth.vault.open(kept(stores[0], HOME).sealed or "", HOME).access == workspace.token_of(HOME)


def test_a_slack_that_does_not_answer_is_asked_again(db: Database, workspace: LocalWorkspace, oauth: OAuthApp) -> None:
    installed(db, workspace, oauth)
    workspace.faults("oauth.v2.access", status=503, times=1)

    with pytest.raises(SlackLater):
        refresh(db, oauth, kept(db, HOME), NOW)

    assert refresh(db, oauth, kept(db, HOME), NOW) is True


def test_one_that_slack_refuses_is_left_alone_for_ten_minutes(
    db: Database, workspace: LocalWorkspace, oauth: OAuthApp
) -> None:
    installed(db, workspace, oauth)
    at = workspace.app.installations[HOME]
    at.refresh_token = "another"
    before = asked_for_tokens(workspace)

    done = [refresh(db, oauth, kept(db, HOME), NOW + minutes) for minutes in (LEASE * 0, LEASE, LEASE + SECOND)]

    assert (done, asked_for_tokens(workspace) - before) == ([False, False, False], 2)
    assert kept(db, HOME).is_active


def test_new_tokens_are_written_down_as_soon_as_the_store_is_back(
    db: Database, workspace: LocalWorkspace, oauth: OAuthApp
) -> None:
    installed(db, workspace, oauth)
    waited: list[float] = []
    store = _Away(db, fails=3)

    assert refresh(store, oauth, kept(db, HOME), NOW, pause=waited.append) is True
    assert (len(waited), oauth.vault.open(kept(db, HOME).sealed or "", HOME).access) == (3, workspace.token_of(HOME))


def test_tokens_that_could_not_be_written_down_are_told(
    db: Database, workspace: LocalWorkspace, oauth: OAuthApp, caplog: pytest.LogCaptureFixture
) -> None:
    installed(db, workspace, oauth)

    with pytest.raises(DatabaseUnavailable):
        refresh(_Away(db, fails=TRIES), oauth, kept(db, HOME), NOW, pause=lambda _: None)

    assert [record.levelname for record in caplog.records if "install again" in record.getMessage()] == ["ERROR"]


class _Away(Database):
    """A store that is out of reach for some writes after the first."""

    def __init__(self, db: Database, fails: int) -> None:
        super().__init__(db.url)
        self.engine.dispose()
        self._other, self._left, self._first = db, fails, True

    @contextmanager
    def write(self) -> Iterator[Tx]:
        if self._first:
            self._first = False
        elif self._left:
            self._left -= 1
            raise DatabaseUnavailable("away")
        with self._other.write() as tx:
            yield tx


# --- sealed anew ---


def test_every_token_is_sealed_with_the_first_key(db: Database) -> None:
    for team in (HOME, OTHER):
        keep(db, Vault([OLD]), granted(team, f"of {team}", timedelta(hours=12)), NOW)

    done = reseal(db, Vault([NEW, OLD]), lambda: NOW)

    new = Vault([NEW])
    assert done == Resealed(2, (), ())
    assert [new.open(kept(db, team).sealed or "", team).access for team in (HOME, OTHER)] == [
        f"of {HOME}",
        f"of {OTHER}",
    ]
    assert {kept(db, team).expires_at for team in (HOME, OTHER)} == {NOW + timedelta(hours=12)}


def test_a_token_that_no_key_opens_is_named_and_left(db: Database) -> None:
    keep(db, Vault([new_key()]), granted(HOME), NOW)
    keep(db, Vault([OLD]), granted(OTHER), NOW)
    before = kept(db, HOME)

    done = reseal(db, Vault([NEW, OLD]), lambda: NOW)

    assert done == Resealed(1, (f"Workspace {HOME} ({HOME})",), ())
    assert kept(db, HOME) == before
    with pytest.raises(Unsealable):
        Vault([NEW]).open(before.sealed or "", HOME)


def test_what_ended_has_nothing_to_seal(db: Database) -> None:
    keep(db, Vault([OLD]), granted(HOME), NOW)
    end_installation(db, HOME, now=NOW)

    assert reseal(db, Vault([NEW, OLD]), lambda: NOW) == Resealed(0, (), ())


def test_a_token_that_is_being_renewed_is_waited_for(db: Database, workspace: LocalWorkspace, oauth: OAuthApp) -> None:
    installed(db, workspace, OAuthApp(oauth.client_id, oauth.client_secret, oauth.api_url, "https://jordbro.test/",
                                      Vault([OLD])))  # fmt: skip
    one = kept(db, HOME)
    with db.write() as tx:
        assert installations.hold(tx, one, NOW, LEASE)
    waited: list[float] = []

    def answered(seconds: float) -> None:
        """What the bot does meanwhile: Slack's answer comes, and is written down by the key it still has."""
        waited.append(seconds)
        renewed = oauth.renewed(Vault([OLD]).open(one.sealed or "", HOME))
        with db.write() as tx:
            assert installations.set_sealed(tx, one, Vault([OLD]).seal(renewed.tokens), NOW, expires_at=None)

    done = reseal(db, oauth.vault, lambda: NOW, pause=answered)

    assert (done, len(waited)) == (Resealed(1, (), ()), 1)
    assert Vault([NEW]).open(kept(db, HOME).sealed or "", HOME).access == workspace.token_of(HOME)


def test_one_that_is_never_let_go_is_named(db: Database) -> None:
    keep(db, Vault([OLD]), granted(HOME), NOW)
    with db.write() as tx:
        assert installations.hold(tx, kept(db, HOME), NOW, LEASE)

    done = reseal(db, Vault([NEW, OLD]), lambda: NOW, pause=lambda _: None)

    assert done == Resealed(0, (), (f"Workspace {HOME} ({HOME})",))


# --- ended ---


def test_an_ended_installation_has_no_token_and_another_speaks_in_its_channel(db: Database) -> None:
    place = a_place(db)
    for team in (HOME, OTHER):
        keep(db, Vault([NEW]), granted(team), NOW)
    with db.write() as tx:
        channels.add_name(tx, place.channel.id, SlackChannel(OTHER, "C0JIANGSU"))

    done = [end_installation(db, HOME, now=NOW), end_installation(db, HOME, now=NOW)]

    one = kept(db, HOME)
    assert (done, one.is_active, one.sealed, one.expires_at) == ([True, False], False, None, None)
    with db.read() as tx:
        bound = channels.get(tx, place.channel.id)
    assert bound is not None
    assert (bound.speaks, bound.names, bound.is_known) == (
        SlackChannel(OTHER, "C0JIANGSU"),
        (SlackChannel(OTHER, "C0JIANGSU"),),
        True,
    )
    assert rows(db, "SELECT kind FROM jobs WHERE kind = 'members'") == [("members",)]


def test_of_a_channel_without_an_installation_nobody_knows_who_is_in_it(db: Database) -> None:
    place = a_place(db)
    keep(db, Vault([NEW]), granted(HOME), NOW)

    end_installation(db, HOME, now=NOW)

    with db.read() as tx:
        bound = channels.get(tx, place.channel.id)
    assert bound is not None
    assert (bound.is_known, bound.names) == (False, (SlackChannel(HOME, "C0JIANGSU"),))


def test_one_that_comes_back_has_its_channels_asked_about(db: Database) -> None:
    a_place(db)
    keep(db, Vault([NEW]), granted(HOME), NOW)
    end_installation(db, HOME, now=NOW)
    execute(db, "DELETE FROM jobs")

    again = keep(db, Vault([NEW]), granted(HOME, "new"), NOW + SECOND)

    assert (again.again, kept(db, HOME).is_active) == (False, True)
    assert [kind for (kind,) in rows(db, "SELECT kind FROM jobs")] == ["channel"]


def test_an_old_ending_does_not_end_a_token_that_slack_knows(
    db: Database, workspace: LocalWorkspace, oauth: OAuthApp
) -> None:
    installed(db, workspace, oauth)
    parts = parts_of(db, oauth)

    ended.run(parts, {"team": HOME})
    still = kept(db, HOME).is_active
    workspace.uninstall(HOME)
    ended.run(parts, {"team": HOME})

    assert (still, kept(db, HOME).is_active) == (True, False)


def test_new_tokens_of_an_installation_that_ended_meanwhile_are_dropped(
    db: Database, workspace: LocalWorkspace, oauth: OAuthApp
) -> None:
    installed(db, workspace, oauth)
    one = kept(db, HOME)
    with db.write() as tx:
        assert installations.hold(tx, one, NOW, LEASE)
    end_installation(db, HOME, now=NOW)

    with db.write() as tx:
        put = installations.set_sealed(tx, one, "sealed", NOW, expires_at=None)

    assert (put, kept(db, HOME).sealed) == (False, None)


def test_where_the_app_is_not_installed_by_oauth_no_token_is_renewed(db: Database) -> None:
    keep(db, Vault([NEW]), granted(HOME, lasts=SECOND), NOW)
    parts = JobParts(db, alone(Gateway("t", "http://127.0.0.1:1/api/")), Chain([]), lambda: NOW)

    tokens.run(parts, {})

    assert kept(db, HOME).version == 1
