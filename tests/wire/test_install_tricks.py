"""Whoever comes back from Slack with a state that is not theirs gets one and the same page, and no installation."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import httpx
import pytest
from cryptography.fernet import Fernet

from bot.workspace.driver import LocalWorkspace
from tests.integration.served import ServedBot
from tests.wire.serving import number, served

SECRET = "A" * 43
TRICKS = {
    "nothing": "",
    "no state": "?code=x",
    "an empty state": "?code=x&state=",
    "a forged state": f"?code=x&state={SECRET}",
    "a long state": f"?code=x&state={'A' * 10_000}",
    "a state that is no state": "?code=x&state=%00%ff%27%20OR%201=1",
    "two states": f"?code=x&state={SECRET}&state={SECRET}",
    "a script": "?state=%3Cscript%3E&error=%3Cscript%3Ealert(1)%3C/script%3E",
    "a line of a header": "?code=x&state=x%0d%0aSet-Cookie:%20a=b",
}


class Place(NamedTuple):
    bot: ServedBot
    workspace: LocalWorkspace

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.bot.port}"

    def browser(self) -> httpx.Client:
        return httpx.Client(base_url=self.base, timeout=20)

    def begun(self, browser: httpx.Client) -> str:
        """Where Slack sends a browser back that began here and was allowed."""
        asked = browser.post("/slack/install")
        assert asked.status_code == 303
        back = urlsplit(self.workspace.authorize(asked.headers["location"], "T0REGION", "mette"))
        return f"{back.path}?{back.query}"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder: Path = tmp_path_factory.mktemp("install")
    with LocalWorkspace.start() as workspace:
        extra = {
            "SLACK_CLIENT_ID": workspace.app.client_id,
            "SLACK_CLIENT_SECRET": workspace.app.client_secret,
            "JORDBRO_TOKEN_KEYS": Fernet.generate_key().decode(),
            "JORDBRO_PUBLIC_URL": "http://127.0.0.1/",
        }
        with served(workspace, folder, extra=extra) as (bot,):
            yield Place(bot, workspace)


def seen(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.text


def test_states_that_are_not_ours_get_one_page_and_nothing_else(place: Place) -> None:
    before = number(place.bot.store, "installations")

    with place.browser() as browser:
        pages = {name: seen(browser.get(f"/slack/oauth_redirect{query}")) for name, query in TRICKS.items()}

    assert {status for status, _ in pages.values()} == {400}
    assert len({text for _, text in pages.values()}) == 1
    assert "script" not in next(iter(pages.values()))[1]
    assert number(place.bot.store, "installations") == before
    assert "Traceback" not in place.bot.log


def test_a_state_is_for_the_browser_that_began_and_for_once(place: Place) -> None:
    before = number(place.bot.store, "installations")

    with place.browser() as mine, place.browser() as other, place.browser() as without:
        back, theirs = place.begun(mine), place.begun(other)

        foreign = [seen(other.get(back)), seen(without.get(back))]
        swapped = seen(mine.get(theirs))

    assert {status for status, _ in (*foreign, swapped)} == {400}
    assert len({text for _, text in (*foreign, swapped)}) == 1
    assert number(place.bot.store, "installations") == before


def test_what_was_used_is_used_up(place: Place) -> None:
    with place.browser() as mine:
        back = place.begun(mine)
        cookies = dict(mine.cookies)
        first = mine.get(back)
        again = httpx.get(f"{place.base}{back}", cookies=cookies, timeout=20)

    assert first.status_code == 200
    assert again.status_code == 400
    assert number(place.bot.store, "installations") == 1
    code = back.partition("code=")[2].partition("&")[0]
    assert code
    assert code not in place.bot.log + first.text + again.text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_other_methods_do_nothing(place: Place, method: str) -> None:
    with place.browser() as browser:
        answers = [browser.request(method, f"/slack/{name}") for name in ("install", "oauth_redirect")]

    assert [answer.status_code for answer in answers] == [405, 405]
    assert [len(answer.content) < 100 for answer in answers] == [True, True]
