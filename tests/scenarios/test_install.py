"""A workspace gets Jordbro by a page in a browser, and loses it again; its people go on where they were."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from bot.app import speakers
from bot.config import Settings
from bot.slack.gateway import SlackRefused
from bot.slack.starting import LASTS
from bot.slack.vault import new_key
from bot.store import channels, installations
from bot.store.database import Database
from bot.web.install import Door, install_routes
from bot.web.server import plain_application
from bot.workspace import payloads
from bot.workspace.driver import LocalWorkspace
from bot.workspace.oauth import deny, read_request
from tests.integration.making import rows
from tests.scenarios.bot import CHANNEL, Bot, card, cards, running

NOTE = "notat Driftsmøde\n- [ ] @CLEAN sender oversigt - frist: primo april"
REGION, JEPD = "T0REGION", "T0JEPD"


class Shown(NamedTuple):
    """A page as the browser shows it."""

    status: int
    text: str

    @property
    def title(self) -> str:
        return self.text.partition("<h1>")[2].partition("</h1>")[0]


class Browser(NamedTuple):
    """A browser before our pages, and the bot behind them."""

    bot: Bot
    client: TestClient

    def get(self, path: str, **query: str) -> Shown:
        found = self.client.get(path, params=query)
        return Shown(found.status_code, found.text)

    def begin(self) -> str:
        """Press the button of the page; gives where that leads."""
        sent = self.client.post("/slack/install", follow_redirects=False)
        assert sent.status_code == HTTPStatus.SEE_OTHER
        return str(sent.headers["location"])

    def come_back(self, address: str, **more: str) -> Shown:
        """Follow the way back from Slack."""
        parts = urlsplit(address)
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == "https://jordbro.test/slack/oauth_redirect"
        query = {name: values[0] for name, values in parse_qs(parts.query).items()} | more
        return self.get("/slack/oauth_redirect", **query)

    def allow(self, team_id: str, who: str | None = None) -> Shown:
        """Begin, allow it in Slack, and come back."""
        return self.come_back(self.bot.workspace.authorize(self.begin(), team_id, who))


@pytest.fixture
def bot(workspace: LocalWorkspace, store_path: Path) -> Iterator[Bot]:
    """A bot that is installed nowhere yet."""
    made = Bot(workspace, f"sqlite:///{store_path}", token_keys=(new_key(),))
    yield made
    made.runtime.stop()


def door_of(bot: Bot) -> Door:
    assert bot.runtime.oauth is not None
    return Door(bot.runtime.oauth, bot.db, bot.runtime.slack, lambda: bot.now, bot.runtime.jobs.wake)


@pytest.fixture
def browser(bot: Bot) -> Iterator[Browser]:
    application = plain_application(*install_routes(door_of(bot)))
    with TestClient(application, base_url="https://jordbro.test", headers={"accept-language": "da"}) as client:
        yield Browser(bot, client)


def active(bot: Bot) -> list[str]:
    with bot.db.read() as tx:
        return [one.team_id for one in installations.all_of_them(tx) if one.is_active]


def test_somebody_installs_it_and_their_people_can_work(browser: Browser) -> None:
    bot = browser.bot

    page = browser.get("/slack/install")
    done = browser.allow(REGION, "mette")
    bot.space()
    bot.user("mette", "da").mention(f"@jordbro {NOTE}", CHANNEL)

    assert (page.title, done.title) == ("Installer Jordbro", "Jordbro er i Region Hovedstaden")
    assert active(bot) == [REGION]
    assert "CLEAN sender oversigt" in card(bot.user("mette")).plain


def test_before_anybody_installed_it_nothing_is_answered(bot: Bot) -> None:
    bot.user("mette", "da").mention("@jordbro hjælp", CHANNEL)

    assert cards(bot.user("mette")) == []
    assert rows(bot.db, "SELECT count(*) FROM jobs") == [(0,)]


def test_a_workspace_that_was_not_named_gets_nothing(bot: Bot) -> None:
    door = door_of(bot)
    door = replace(door, app=replace(door.app, teams=frozenset({REGION})))
    application = plain_application(*install_routes(door))
    with TestClient(application, base_url="https://jordbro.test", headers={"accept-language": "da"}) as client:
        browser = Browser(bot, client)

        theirs, ours = browser.allow(JEPD), browser.allow(REGION, "mette")

    assert (theirs.status, theirs.title) == (HTTPStatus.FORBIDDEN, "Jordbro er ikke åben for dette workspace")
    assert (ours.title, active(bot)) == ("Jordbro er i Region Hovedstaden", [REGION])


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("da", ["Installer Jordbro", "Intet blev installeret", "Siden kan ikke bruges mere"]),
        ("zh-CN", ["安装 Jordbro", "没有安装", "此页已失效"]),
        ("fr", ["Install Jordbro", "Nothing was installed", "This page cannot be used any more"]),
    ],
)
def test_the_pages_speak_the_browsers_language(browser: Browser, language: str, titles: list[str]) -> None:
    browser.client.headers["accept-language"] = language

    start = browser.get("/slack/install")
    refused = browser.come_back(refusal_of(browser))
    expired = browser.get("/slack/oauth_redirect")

    assert [page.title for page in (start, refused, expired)] == titles
    assert [page.status for page in (start, refused, expired)] == [200, 200, 400]


def refusal_of(browser: Browser) -> str:
    query = {name: values[0] for name, values in parse_qs(urlsplit(browser.begin()).query).items()}
    return deny(read_request(browser.bot.workspace.ws, query))


def test_whoever_refuses_installs_nothing_and_may_begin_again(browser: Browser) -> None:
    refused = browser.come_back(refusal_of(browser))

    assert 'action="install"' in refused.text
    assert (active(browser.bot), rows(browser.bot.db, "SELECT count(*) FROM oauth_states")) == ([], [(0,)])
    assert browser.allow(REGION).title == "Jordbro er i Region Hovedstaden"


def test_the_cookie_is_for_this_host_over_https_and_for_no_script(browser: Browser) -> None:
    sent = browser.client.post("/slack/install", follow_redirects=False)

    name, _, attributes = sent.headers["set-cookie"].partition("=")
    parts = [part.strip().lower() for part in attributes.split(";")[1:]]
    assert (name, sorted(parts)) == (
        "__Host-jordbro-install",
        ["httponly", "max-age=600", "path=/", "samesite=lax", "secure"],
    )


def test_without_a_certificate_the_cookie_is_for_a_trial_at_home(bot: Bot) -> None:
    door = door_of(bot)
    object.__setattr__(door.app, "public_url", "http://127.0.0.1:3000/")
    client = TestClient(plain_application(*install_routes(door)))

    sent = client.post("/slack/install", follow_redirects=False)

    assert sent.headers["set-cookie"].startswith("jordbro-install=")
    assert "secure" not in sent.headers["set-cookie"].lower()


def test_another_browser_cannot_finish_what_one_began(browser: Browser) -> None:
    """Else somebody could have a victim's browser finish an installation of their own."""
    back = browser.bot.workspace.authorize(browser.begin(), REGION)
    victim = TestClient(browser.client.app, base_url="https://jordbro.test")

    came = Browser(browser.bot, victim).come_back(back)

    assert (came.status, active(browser.bot)) == (400, [])
    assert browser.come_back(back).title == "Jordbro er i Region Hovedstaden"


@pytest.mark.parametrize("changed", ["", "x", "A" * 43, "é" * 43, "A" * 100_000])
def test_a_state_we_did_not_give_finishes_nothing(browser: Browser, changed: str) -> None:
    back = browser.bot.workspace.authorize(browser.begin(), REGION)

    assert browser.come_back(back, state=changed[:4000]).status == HTTPStatus.BAD_REQUEST
    assert active(browser.bot) == []


def test_a_page_that_was_used_or_is_ten_minutes_old_finishes_nothing(browser: Browser) -> None:
    bot = browser.bot
    used = bot.workspace.authorize(browser.begin(), REGION)
    browser.come_back(used)
    again = browser.come_back(used)
    old = bot.workspace.authorize(browser.begin(), JEPD)
    bot.now += LASTS * 1.01

    late = browser.come_back(old)

    assert [page.title for page in (again, late)] == ["Siden kan ikke bruges mere"] * 2
    assert active(bot) == [REGION]


@pytest.mark.parametrize("code", ["", "of-nobody", "x" * 4000])
def test_a_code_that_slack_does_not_know_installs_nothing(browser: Browser, code: str) -> None:
    back = browser.bot.workspace.authorize(browser.begin(), REGION)

    failed = browser.come_back(back, code=code)

    assert (failed.status, failed.title) == (502, "Slack gjorde ikke installationen færdig")
    assert active(browser.bot) == []


def test_every_answer_is_kept_nowhere_framed_by_nobody_and_tells_nobody(browser: Browser) -> None:
    started = browser.begin()
    back = browser.bot.workspace.authorize(started, REGION)
    secrets = [parse_qs(urlsplit(back).query)[name][0] for name in ("code", "state")]
    secrets += [browser.bot.workspace.token_of(REGION), *browser.client.cookies.values()]
    answers = [
        browser.client.get("/slack/install"),
        browser.client.post("/slack/install", follow_redirects=False),
        browser.client.get("/slack/oauth_redirect", params={"code": "c", "state": "s"}),
    ]

    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert [answer.headers[name] for name in ("cache-control", "referrer-policy", "x-content-type-options")] == [
            "no-store",
            "no-referrer",
            "nosniff",
        ]
        assert [secret for secret in secrets if secret in answer.text] == []


def test_nothing_secret_is_logged(browser: Browser, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", logger="bot")
    address = browser.begin()
    back = browser.bot.workspace.authorize(address, REGION)
    secrets = [parse_qs(urlsplit(back).query)[name][0] for name in ("code", "state")]
    secrets += browser.client.cookies.values()

    browser.come_back(back, code="wrong")
    browser.allow(REGION)

    told = [record.getMessage() for record in caplog.records if record.name.startswith("bot.")]
    secrets.append(browser.bot.workspace.token_of(REGION))
    assert any("installed" in line for line in told)
    assert [secret for secret in secrets if any(secret in line for line in told)] == []


def test_a_store_that_is_gone_is_told_and_nothing_is_begun(browser: Browser, store_path: Path) -> None:
    browser.client.get("/slack/install")
    browser.client.post("/slack/install", follow_redirects=False)
    store_path.unlink()

    away = browser.client.post("/slack/install", follow_redirects=False)

    assert (away.status_code, Shown(away.status_code, away.text).title) == (503, "Jordbro kan ikke gøre det lige nu")


# --- gone, and back again ---


def begun(bot: Bot) -> None:
    bot.install(REGION)
    bot.space()
    bot.user("mette", "da").mention(f"@jordbro {NOTE}", CHANNEL)


@pytest.mark.parametrize("how", ["uninstall", "revoke"])
def test_an_installation_that_ends_leaves_no_token_and_nobody_in_its_channel(bot: Bot, how: str) -> None:
    begun(bot)

    getattr(bot.workspace, how)(REGION)

    assert rows(bot.db, "SELECT state, sealed, expires_at FROM installations") == [("revoked", None, None)]
    with bot.db.read() as tx:
        assert [bound.is_known for bound in channels.of_space(tx, 1)] == [False]


def test_the_events_of_an_ending_may_come_in_any_order_and_again(bot: Bot) -> None:
    begun(bot)
    ids = len(bot.workspace.ws.deliveries.event_ids())
    bot.workspace.uninstall(REGION)
    revoked, removed = bot.workspace.ws.deliveries.event_ids()[ids:]
    before = rows(bot.db, "SELECT * FROM installations")

    acks = [bot.workspace.ws.deliveries.redeliver(one).ok for one in (removed, revoked, removed)]

    assert (acks, rows(bot.db, "SELECT * FROM installations")) == ([True, True, True], before)


def test_tokens_of_people_that_are_revoked_end_nothing(bot: Bot) -> None:
    begun(bot)
    ws, app = bot.workspace.ws, bot.workspace.app
    inner = {"type": "tokens_revoked", "tokens": {"oauth": ["U0METTE"], "bot": []}, "event_ts": ws.new_ts()}

    ws.deliveries.send_event(app, payloads.event(ws, app, app.installations[REGION], inner, REGION, shared=False))

    assert active(bot) == [REGION]


def test_a_workspace_that_comes_back_goes_on_with_the_same_record(bot: Bot) -> None:
    begun(bot)
    bot.workspace.uninstall(REGION)

    bot.install(REGION)
    bot.workspace.join(bot.workspace.app.installations[REGION].bot_user_id, CHANNEL)
    bot.drain()
    bot.user("mette", "da").command("/actions", channel=CHANNEL)

    assert "CLEAN sender oversigt" in bot.user("mette").last(CHANNEL).plain
    with bot.db.read() as tx:
        assert [bound.is_known for bound in channels.of_space(tx, 1)] == [True]


def test_an_old_event_does_not_end_a_new_installation(bot: Bot) -> None:
    """Slack repeats an event for five minutes; the app may be installed again within them."""
    begun(bot)
    ids = len(bot.workspace.ws.deliveries.event_ids())
    bot.workspace.uninstall(REGION)
    (revoked, _) = bot.workspace.ws.deliveries.event_ids()[ids:]
    bot.now = bot.now.replace(year=2099)  # the workspace's clock is the real one: for the bot its events are old
    bot.install(REGION)

    bot.workspace.ws.deliveries.redeliver(revoked)
    bot.drain()

    assert active(bot) == [REGION]


def test_a_token_that_ended_is_renewed_at_once_and_what_waited_is_done(bot: Bot) -> None:
    bot.workspace.app.token_rotation = True
    begun(bot)
    at = bot.workspace.app.installations[REGION]
    at.tokens[at.bot_token] = 0.0  # it has ended: nobody renewed it
    bot.now = bot.now.replace(hour=23)

    bot.user("mette", "da").mention("@jordbro notat Andet møde\n1. Enighed.", CHANNEL)
    bot.now = bot.now.replace(hour=23, minute=30)
    bot.runtime.slack.forget(REGION)
    bot.drain()

    assert "Andet møde" in card(bot.user("mette")).plain
    assert len(cards(bot.user("mette"))) == 2


# --- beside a token in the environment ---


@pytest.mark.parametrize("how", ["uninstall", "revoke"])
def test_a_token_in_the_environment_that_was_revoked_is_told_with_what_to_do(
    workspace: LocalWorkspace, store_path: Path, caplog: pytest.LogCaptureFixture, how: str
) -> None:
    with running(workspace, f"sqlite:///{store_path}"):
        getattr(workspace, how)(REGION)

    told = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert [line for line in told if "put its new token into SLACK_BOT_TOKEN" not in line] == []
    assert told != []


def test_a_dead_token_in_the_environment_stops_no_bot_that_is_installed(
    workspace: LocalWorkspace, store_path: Path
) -> None:
    settings = Settings(
        slack_bot_token="xoxb-of-nobody", slack_client_id="1.2", slack_api_url=workspace.api_url,
        token_keys=(new_key(),),
    )  # fmt: skip
    with closing(Database(f"sqlite:///{store_path}")) as db:
        slack = speakers(settings, db)

        with pytest.raises(SlackRefused, match="not_installed"):
            slack.of(REGION)
        with pytest.raises(SlackRefused, match="invalid_auth"):
            speakers(replace(settings, slack_client_id=""), db)
