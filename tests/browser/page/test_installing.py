"""The page on which a person lets the app into their workspace, in a browser, and the mark of a pinned message."""

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect
from slack_sdk import WebClient

from bot.workspace.driver import LocalWorkspace


@pytest.fixture
def elsewhere() -> Iterator[LocalWorkspace]:
    """Give something of another origin that answers where the app would."""
    with LocalWorkspace.start() as found:
        yield found


def test_allowing_and_cancelling_lead_back_to_the_app(
    page: Page, workspace: LocalWorkspace, client: WebClient, elsewhere: LocalWorkspace
) -> None:
    back = f"{elsewhere.url}/"
    query = {"client_id": workspace.app.client_id, "scope": "commands", "state": "abc", "redirect_uri": back}
    asks = f"{workspace.url}/oauth/v2/authorize?{urlencode(query)}"

    page.goto(asks)
    page.get_by_role("button", name="Cancel").click()
    page.wait_for_url(f"{back}?error=access_denied&state=abc")
    page.goto(asks)
    page.get_by_label("JEPD").check()
    page.get_by_role("button", name="Allow").click()
    page.wait_for_url(f"{back}?code=*&state=abc")

    code = next(iter(workspace.world.grants))
    secret = {"client_id": workspace.app.client_id, "client_secret": workspace.app.client_secret}
    assert client.oauth_v2_access(**secret, code=code, redirect_uri=back)["team"]["id"] == "T0JEPD"


def test_a_pinned_message_says_so_in_each_language(visited: Page, client: WebClient) -> None:
    ts = client.chat_postMessage(channel="C0JIANGSU", text="Velkommen 欢迎")["ts"]
    mark = visited.locator(".message .pinned")
    expect(visited.locator(".message")).to_have_count(2)
    expect(mark).to_have_count(0)

    client.pins_add(channel="C0JIANGSU", timestamp=ts)

    expect(mark).to_have_text(["fastgjort", "已置顶"])
    client.pins_remove(channel="C0JIANGSU", timestamp=ts)
    expect(mark).to_have_count(0)
