"""`jordbro serve` without any token: it is installed by a browser, in HTTP mode and in Socket Mode, and then speaks."""

from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import httpx
import pytest

from bot.slack.vault import new_key
from bot.workspace.driver import LocalWorkspace
from tests.integration.served import ServedBot


@pytest.fixture
def workspace() -> Iterator[LocalWorkspace]:
    with LocalWorkspace.start() as made:
        made.app.token_rotation = True
        yield made


@pytest.mark.parametrize("by_socket", [False, True], ids=["http", "socket"])
def test_a_browser_installs_it_and_the_bot_answers(
    workspace: LocalWorkspace, tmp_path: Path, *, by_socket: bool
) -> None:
    extra = {
        "SLACK_BOT_TOKEN": "",
        "SLACK_CLIENT_ID": workspace.app.client_id,
        "SLACK_CLIENT_SECRET": workspace.app.client_secret,
        "JORDBRO_TOKEN_KEYS": new_key(),
        "JORDBRO_PUBLIC_URL": "http://127.0.0.1:1/",  # of a proxy that is not there: addresses are followed by hand
    }
    if by_socket:
        extra["SLACK_APP_TOKEN"] = workspace.app_token
    bot = ServedBot(workspace, f"sqlite:///{tmp_path / 'store.sqlite3'}", tmp_path, extra)
    bot.start()
    try:
        bot.wait_ready()
        with httpx.Client(base_url=f"http://127.0.0.1:{bot.port}") as browser:
            begun = browser.post("/slack/install")
            back = httpx.URL(workspace.authorize(begun.headers["location"], "T0REGION", "mette"))
            done = browser.get(back.raw_path.decode())
        if not by_socket:
            workspace.use_http(bot.url)
        answer = workspace.user("mette").command("/jordbro", channel="jord-jiangsu")
    finally:
        status = bot.stop()

    assert (begun.status_code, done.status_code, answer.ok, status) == (
        HTTPStatus.SEE_OTHER,
        HTTPStatus.OK,
        True,
        0,
    )
    assert "Jordbro is in Region Hovedstaden" in done.text
    assert [secret for secret in ("xoxb", "xoxe", "state=", "code=") if secret in bot.log] == []
