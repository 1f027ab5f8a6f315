"""Links to messages: followed within a pane, from an address, by keyboard, and told when there is nothing to see."""

import pytest
from playwright.sync_api import Locator, Page, expect
from slack_sdk import WebClient

from bot.workspace.driver import LocalWorkspace
from tests.browser.conftest import Shot
from tests.unit.workspace.conftest import RecordingApp, button, section

pytestmark = pytest.mark.browser

CHANNEL, INSIDE = "C0JIANGSU", "C0INTERNT"


def card(client: WebClient, channel: str = CHANNEL) -> tuple[str, str]:
    """Post a card and so much after it that it is out of sight; give its ts and permalink."""
    blocks = [section("*3.1* CLEAN sender oversigt over jordvirksomheder"), button("Udført", "done")]
    ts = str(client.chat_postMessage(channel=channel, text="Kort", blocks=blocks)["ts"])
    for number in range(25):
        client.chat_postMessage(channel=channel, text=f"Besked {number}\nmed to linjer")
    return ts, str(client.chat_getPermalink(channel=channel, message_ts=ts)["permalink"])


def pane(page: Page, side: str = "left") -> Locator:
    return page.locator(f"#pane-{side}")


def marked(where: Locator) -> Locator:
    return where.locator(".message[aria-current]")


def test_link_in_a_direct_message_leads_to_the_card(visited: Page, client: WebClient, shot: Shot) -> None:
    ts, link = card(client)
    client.chat_postMessage(channel="U0METTE", text=f"Forfalder i dag: <{link}|3.1 oversigt over jordvirksomheder>")
    client.chat_postMessage(channel="U0LI", text=f"今天到期：<{link}|3.1 丹麦土壤企业名录>")

    for side, tab, words in (("left", "Besked til Jordbro", "3.1 oversigt"), ("right", "与 Jordbro 私聊", "3.1 丹麦")):
        where = pane(visited, side)
        where.get_by_role("tab", name=tab).click()
        where.get_by_role("link", name=words).click()

        expect(marked(where)).to_have_attribute("data-ts", ts)
        expect(marked(where)).to_be_in_viewport(ratio=0.9)
        expect(marked(where)).to_be_focused()
        expect(where.get_by_role("tab", name="#jord-jiangsu")).to_have_attribute("aria-selected", "true")
    shot(visited, "permalink")
    assert len(visited.context.pages) == 1


def test_new_messages_do_not_take_the_marked_one_away(visited: Page, client: WebClient) -> None:
    ts, link = card(client)
    client.chat_postMessage(channel=CHANNEL, text=f"<{link}|kortet>")
    pane(visited).get_by_role("link", name="kortet").press("Enter")
    expect(marked(pane(visited))).to_be_in_viewport()

    client.chat_postMessage(channel=CHANNEL, text="ny besked")
    client.chat_update(channel=CHANNEL, ts=ts, text="Kort", blocks=[section("*3.1* udført")])

    expect(marked(pane(visited))).to_contain_text("3.1 udført")
    expect(pane(visited).get_by_text("ny besked")).to_have_count(1)
    expect(marked(pane(visited))).to_be_in_viewport()


def test_address_of_a_message_opens_the_page_at_it(page: Page, client: WebClient, shot: Shot) -> None:
    ts, link = card(client)

    page.goto(link)

    for side in ("left", "right"):
        expect(marked(pane(page, side))).to_have_attribute("data-ts", ts)
        expect(marked(pane(page, side))).to_be_in_viewport()
    page.set_viewport_size({"width": 390, "height": 800})
    shot(page, "permalink-narrow")


def test_message_one_cannot_see_is_told_in_ones_language(visited: Page, client: WebClient) -> None:
    _, link = card(client, INSIDE)
    client.chat_postMessage(channel=CHANNEL, text=f"<{link}|kortet>")

    pane(visited, "right").get_by_role("link", name="kortet").click()
    pane(visited).get_by_role("link", name="kortet").click()

    expect(pane(visited, "right").locator(".notice")).to_contain_text("该消息已不存在，或您无权查看。")
    expect(pane(visited).get_by_role("tab", name="#jord-internt")).to_have_attribute("aria-selected", "true")
    expect(marked(pane(visited))).to_be_in_viewport()


def presses(app: RecordingApp) -> list[str]:
    """What was pressed; looking at the direct messages is told to the app as well."""
    return [payload["actions"][0]["action_id"] for payload in app.payloads if "actions" in payload]


def test_button_and_menu_with_the_address_of_a_message_lead_there(
    visited: Page, workspace: LocalWorkspace, app: RecordingApp, client: WebClient
) -> None:
    ts, link = card(client)
    words = {"type": "plain_text", "text": "Vis kortet"}
    show = {"type": "button", "text": words, "action_id": "show", "url": link}
    more = {"type": "overflow", "action_id": "more", "options": [{"text": words, "value": "show", "url": link}]}
    client.chat_postMessage(channel="U0METTE", text="x", blocks=[{"type": "actions", "elements": [show, more]}])
    direct = pane(visited).get_by_role("tab", name="Besked til Jordbro")

    direct.click()
    pane(visited).get_by_role("button", name="Vis kortet").click()
    expect(marked(pane(visited))).to_have_attribute("data-ts", ts)
    direct.click()
    pane(visited).locator(".actions").get_by_label("Flere valg").click()
    pane(visited).get_by_role("menuitem", name="Vis kortet").click()
    expect(marked(pane(visited))).to_have_attribute("data-ts", ts)

    pressed = workspace.wait_until(lambda: found if len(found := presses(app)) > 1 else None)
    assert pressed == ["show", "more"]
    assert len(visited.context.pages) == 1
