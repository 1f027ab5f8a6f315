"""The card in a channel and the channels of a space before one's eyes, wide and on a telephone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from bot.workspace.driver import LocalWorkspace
from tests.browser.conftest import Shot
from tests.scenarios.bot import CHANNEL, Bot, running

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("patience"), pytest.mark.timeout(180)]

DANISH, CHINESE = "#pane-left", "#pane-right"


@pytest.fixture
def bot(new_store: str) -> Iterator[Bot]:
    """A shared channel with a space and its card, and one of the region's own into which we have just come."""
    with LocalWorkspace.start() as workspace, running(workspace, new_store) as made:
        made.user("li", "zh").mention("@jordbro 合作 卡片", channel=CHANNEL)
        workspace.join("U0JORDBRO0REGION", "kantine")
        yield made


@pytest.mark.parametrize(("width", "height"), [(1400, 1300), (390, 1900)])
def test_the_card_tells_each_side_how_everything_is_done(
    bot: Bot, page: Page, shot: Shot, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(bot.workspace.url)

    for pane, who, said in (
        (DANISH, "Mette Holm", "Kommandoer som /note virker kun i"),
        (CHINESE, "李明", "这样的命令只在安装了我的工作区里有效"),
    ):
        if width < 800:  # one colleague at a time
            page.get_by_role("button", name=who, exact=True).click()
        card = page.locator(f"{pane} .message", has_text="Jordbro er her").last
        expect(card).to_contain_text(said)
        expect(card.get_by_role("button", name="Samarbejdet · 这个合作")).to_be_visible()
        box = card.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= width
        shot(page, f"welcome-{width}-{pane.removeprefix('#pane-')}")


@pytest.mark.parametrize("width", [1400, 390])
def test_the_channels_of_a_space_are_read_by_each_in_their_language(
    bot: Bot, page: Page, shot: Shot, width: int
) -> None:
    bot.user("mette", "da").mention("@jordbro samarbejde kanaler", channel=CHANNEL)
    bot.user("li", "zh").mention("@jordbro 合作 频道", channel=CHANNEL)
    page.set_viewport_size({"width": width, "height": 1900})
    page.goto(bot.workspace.url)

    expect(page.locator(DANISH)).to_contain_text("Slack sagde sidst den 20. januar 2017 kl. 10:00, hvem der er med.")
    expect(page.locator(CHINESE)).to_contain_text("Slack 最近一次告知成员的时间：2017年1月20日 17:00。")
    shot(page, f"channels-{width}")


def test_the_card_of_a_channel_without_a_space_is_in_three_languages(bot: Bot, page: Page, shot: Shot) -> None:
    page.set_viewport_size({"width": 390, "height": 1500})
    page.goto(bot.workspace.url)

    page.locator(DANISH).get_by_role("tab", name="kantine").click()

    expect(page.locator(DANISH)).to_contain_text("Jordbro is here")
    shot(page, "welcome-first-390")
