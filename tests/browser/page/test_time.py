"""Time on the page: the workspace's clock and not the machine's, and for each person that of where they are."""

import pytest
from playwright.sync_api import Page, expect
from slack_sdk import WebClient

from bot.workspace.clock import ManualClock
from bot.workspace.driver import LocalWorkspace

pytestmark = pytest.mark.browser

CHANNEL = "C0JIANGSU"
DAY = 86_400


def test_each_person_reads_the_time_of_where_they_are(visited: Page, client: WebClient, clock: ManualClock) -> None:
    clock.advance(9 * 3600)  # half past six in the evening in Copenhagen, half past one at night in Nanjing
    client.chat_postMessage(channel=CHANNEL, text=f"<!date^{int(clock.now)}^{{date_long}} {{time}}|da>")

    left, right = (visited.locator(f"#pane-{side}") for side in ("left", "right"))
    expect(left.locator(".message-head time")).to_have_text("18.30")
    expect(right.locator(".message-head time")).to_have_text("01:30")
    expect(left.locator(".text time")).to_have_text("mandag den 6. marts 2017 18.30")
    expect(right.locator(".text time")).to_have_text("2017年3月7日星期二 01:30")


def test_today_becomes_yesterday_when_the_clock_moves(visited: Page, client: WebClient, clock: ManualClock) -> None:
    days = visited.locator("#pane-left .day")
    client.chat_postMessage(channel=CHANNEL, text="mandag")
    expect(days).to_have_text(["I dag"])

    clock.advance(DAY)
    client.chat_postMessage(channel=CHANNEL, text="tirsdag")
    expect(days).to_have_text(["I går", "I dag"])
    clock.advance(14 * DAY)
    client.chat_postMessage(channel=CHANNEL, text="to uger efter")

    expect(days).to_have_text(["mandag den 6. marts 2017", "tirsdag den 7. marts 2017", "I dag"])


def test_what_slack_says_is_seen_while_the_clock_stands_still(
    visited: Page, workspace: LocalWorkspace, clock: ManualClock
) -> None:
    notices = visited.locator("#pane-left .notice")
    workspace.user("mette").command("/note", channel=CHANNEL)
    expect(notices).to_contain_text("dispatch_failed")

    clock.advance(60)
    workspace.user("mette").say("videre", CHANNEL)

    expect(notices).to_have_count(0)
